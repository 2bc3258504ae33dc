"""Memoranda made up by a seed: what stands on their pages and where, before anybody draws them."""

from __future__ import annotations

import random
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Item:
    """Lines of one region; places in inches from the upper left, ``y`` being the first baseline.

    ``width`` is that of the widest line, 0 for as wide as it comes out at ``points``; ``angle`` in degrees clockwise.
    """

    kind: str
    lines: tuple[str, ...]
    x: float
    y: float
    face: str = "typed"
    points: float = 12.0
    step: float = 1 / 6
    angle: float = 0.0
    boxed: bool = False
    struck: bool = False
    width: float = 0.0
    centred: bool = False
    indent: int = 0
    hand: bool = False


_WHO = (
    "The Department", "The Ambassador", "Our delegation", "The Bureau", "The committee", "Mr. Hallam",
    "The liaison office", "The staff", "General Orrin", "The Secretary", "A reliable source", "The station",
    "Their minister", "The working group",
)  # fmt: skip
_DID = (
    "has reviewed", "will not accept", "reported on", "forwarded", "has again raised", "intends to withhold",
    "cannot confirm", "requested", "was informed of", "has taken note of", "proposes to amend", "circulated",
    "objects to", "agreed upon",
)  # fmt: skip
_WHAT = (
    "the revised schedule of inspections", "a draft of the joint statement", "the shipment of 14 crates",
    "the earlier telegram", "certain passages of the note", "the text of the agreement", "this line of argument",
    "the inventory of equipment", "photographs of the harbor", "the proposal of March 9", "an exchange of letters",
    "the terms set out in paragraph 3", "all material relating to the transfer", "the list of persons concerned",
    "a second copy of the minutes",
)  # fmt: skip
_HOW = (
    "without further comment", "in the light of recent events", "as a matter of urgency",
    "pending a decision by the Board", "subject to verification on the spot", "before the end of the month",
    "although the evidence is incomplete", "at the request of the Embassy",
    "on the understanding that no publicity is given", "through the usual channels", "and asked for instructions",
    "despite repeated assurances", "in accordance with our letter of June 2, 1961",
)  # fmt: skip
_WHEN = (
    "On Tuesday", "Since then", "In addition", "For this reason", "At the same time", "Meanwhile", "In our view",
    "Later",
)  # fmt: skip
_NAMES = (
    "Alder", "Brandt", "Corwin", "Dunmore", "Ebert", "Farrow", "Gilroy", "Hallam", "Ives", "Jessup", "Kerr",
    "Lomax", "Marsh", "Novak", "Orrin", "Pell", "Quayle", "Rusk", "Selby", "Thorne", "W. Ames", "S/P - Loy",
    "R. Voss",
)  # fmt: skip
_NOTES = (
    "see file 12", "call Ives", "copy sent", "No action", "O.K. per Pell", "check date", "return to Marsh",
    "File only", "not shown", "Discuss Monday", "4/17/61", "9/3/62", "2 copies", "Hold for Kerr",
)  # fmt: skip
_MARKS = (
    "TOP SECRET", "SECRET", "CONFIDENTIAL", "TOP SECRET - SENSITIVE", "SECRET - EYES ONLY",
)  # fmt: skip
_HEADS = (("DEPARTMENT OF STATE", "WASHINGTON"), ("OFFICE OF THE DIRECTOR",), ("THE LIAISON BOARD", "NEW YORK"), ())
_MONTHS = (
    "January", "March", "April", "June", "August", "September", "October", "November",
)  # fmt: skip


def _sentence(dice: random.Random) -> str:
    who, rest = dice.choice(_WHO), f"{dice.choice(_DID)} {dice.choice(_WHAT)}"
    how = dice.choice(_HOW) if dice.random() < 0.7 else ""
    text = " ".join(part for part in (who, rest, how) if part)
    if dice.random() < 0.35:
        text = (
            f"{dice.choice(_WHEN)}, {text[0].lower() if text.startswith(('The ', 'Our ', 'A ')) else text[0]}{text[1:]}"
        )
    if dice.random() < 0.15:
        text += f" ({dice.choice(_NOTES)})"
    return text + "."


def _wrapped(text: str, measure: int, indent: int, dice: random.Random, hyphens: bool, gap: str) -> list[str]:
    lines, line = [], ""
    room = measure - indent
    for word in text.split():
        space = (gap if line.endswith(".") else " ") if line else ""
        if len(line) + len(space) + len(word) <= room:
            line += space + word
            continue
        cut = _cut(word, room - len(line) - len(space) - 1) if hyphens and dice.random() < 0.5 else 0
        lines.append(line + space + word[:cut] + "-" if cut else line)
        line, room = word[cut:], measure
    return [*lines, line] if line else lines


def _cut(word: str, most: int) -> int:
    """Return where a word may be broken at a line's end: between a consonant and what follows a vowel; 0 nowhere."""
    if not word.isalpha():
        return 0
    places = [
        at for at in range(3, min(most, len(word) - 3) + 1) if word[at - 1] not in "aeiou" and word[at] not in "aeiou"
    ]
    return places[-1] if places else 0


def memorandum(seed: int, pages: int = 1) -> list[list[Item]]:
    """Return what stands on the pages of a made-up memorandum: furniture, body, notes and stamps."""
    dice = random.Random(f"memorandum {seed}")
    pitch = dice.choice((10, 10, 12))
    left = dice.uniform(1.15, 1.4)
    measure = int((7.15 - left) * pitch)
    spacing = dice.choice((1.0, 1.0, 1.5, 2.0)) / 6
    indent = dice.choice((0, 5, 5, 8))
    hyphens, gap = dice.random() < 0.5, dice.choice((" ", "  "))
    mark = dice.choice(_MARKS)
    number = f"{dice.randrange(100, 199)}-{dice.randrange(10000, 19999)}-{dice.randrange(10000, 19999)}"
    banner = f"Approved For Release 20{dice.randrange(10, 24)}/0{dice.randrange(1, 9)}/1{dice.randrange(9)} : {number}"
    made = []
    for page in range(pages):
        items, y = _top(dice, page, mark, left)
        bottom = 9.0 if page == pages - 1 else 9.75
        first = page > 0 and dice.random() < 0.6
        while y + 3 * spacing < bottom:
            text = " ".join(_sentence(dice) for _ in range(dice.randrange(1, 6)))
            lines = _wrapped(text, measure, 0 if first else indent, dice, hyphens, gap)
            lines = lines[: int((bottom - y) / spacing)]
            start = 0 if first else indent
            items.append(Item("paragraph", tuple(lines), left, y, step=spacing, points=pitch, indent=start))
            y += len(lines) * spacing + dice.choice((0.06, 0.12, 1 / 6))
            first = False
        items += _beside(dice, left + measure / pitch)
        if page == pages - 1:
            items += _under(dice, left)
        items += _foot(dice, page, mark, banner, number)
        made.append(items)
    return made


def _top(dice: random.Random, page: int, mark: str, left: float) -> tuple[list[Item], float]:
    face = dice.choice(("printed", "typed"))
    items = [Item("classification", (mark,), 4.25, 0.55, face, 14, centred=True, struck=dice.random() < 0.3)]
    if page:
        items.append(Item("page-number", (f"- {page + 1} -",), 4.25, 0.95, points=10, centred=True))
        return items, 1.35
    if dice.random() < 0.5:
        word = dice.choice(("UNCLASSIFIED", "DECLASSIFIED"))
        items.append(Item("classification", (word,), 6.1, 0.6, "printed", 14, angle=dice.uniform(-4, 4)))
    y = 1.0
    head = dice.choice(_HEADS)
    if head:
        items.append(Item("letterhead", head, 4.25, y, "serif", 15, 0.24, centred=True))
        y += 0.24 * len(head) + 0.1
    day = f"{dice.choice(_MONTHS)} {dice.randrange(1, 29)}, 19{dice.randrange(58, 66)}"
    items.append(Item("dateline", (day,), 5.0, y + 0.1, points=10))
    subject = f"SUBJECT: {dice.choice(_WHAT).removeprefix('the ').removeprefix('a ').capitalize()}"
    whom = f"MEMORANDUM FOR {dice.choice(_NAMES).upper()}"
    items.append(Item("heading", (whom, subject), left, y + 0.45, points=10, step=0.3))
    return items, y + 1.15


def _beside(dice: random.Random, right: float) -> list[Item]:
    items = []
    if dice.random() < 0.6:
        names = tuple(dice.sample(_NAMES, dice.randrange(3, 8)))
        y = dice.uniform(2.6, 5.0)
        items.append(Item("routing", names, right + 0.2, y, "hand", 15, dice.uniform(0.24, 0.3), hand=True))
    if dice.random() < 0.5:
        note = tuple(dice.sample(_NOTES, 1))
        items.append(Item("marginalia", note, 0.2, dice.uniform(6, 8.5), "hand", 13, width=0.75, hand=True))
    return items


def _under(dice: random.Random, left: float) -> list[Item]:
    items = [Item("signature", (f"{dice.choice('ABCDEFGHJ')}. {dice.choice(_NAMES[:20])}",), 5.3, 9.3, points=10)]
    if dice.random() < 0.7:
        names = tuple(dice.sample(_NAMES, dice.randrange(3, 5)))
        items.append(Item("routing", names, 0.35, 9.35, "hand", 15, 0.25, hand=True))
    day = f"{dice.randrange(1, 12)}-{dice.randrange(1, 28)}-{dice.randrange(76, 89)}"
    stamp = (
        "Declassified by the Board",
        f"on {day} under E.O. 12{dice.randrange(100, 999)}",
        f"by {dice.choice(_NAMES)}",
    )
    slant = dice.choice((0.0, 0.0, dice.uniform(-6, 6)))
    items.append(Item("stamp", stamp, 1.9, 9.5, points=dice.choice((10, 12)), step=0.2, boxed=True, angle=slant))
    if dice.random() < 0.5:
        word = dice.choice(("RECEIVED", "FILE COPY", "NO FOREIGN DISSEM", "REVIEWED"))
        slant = dice.choice((-1, 1)) * dice.uniform(4, 18)
        items.append(Item("stamp", (word,), 5.7, 9.85, "printed", 14, angle=slant))
    elif dice.random() < 0.6:
        items.append(Item("marginalia", tuple(dice.sample(_NOTES, 2)), 5.6, 9.65, "hand", 17, 0.28, hand=True))
    return items


def _foot(dice: random.Random, page: int, mark: str, banner: str, number: str) -> list[Item]:
    items = [Item("release-banner", (banner,), 4.25, 10.4, "printed", 9, centred=True)]
    items.append(Item("classification", (mark,), 4.25, 10.72, "printed", 14, centred=True))
    if dice.random() < 0.5:
        items.append(Item("control-number", (f"{number} {page + 1:02}",), 6.3, 10.15, "printed", 10))
    return items
