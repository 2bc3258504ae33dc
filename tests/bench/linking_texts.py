"""Texts without places, and on which true line each of their letters stands.

The seeds' own machine-read texts, their pieces named by hand in the order of the text; and texts of true pages that
were reflowed, shuffled, or had two columns run together. How links of letters are judged.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from pathlib import Path

from rapidfuzz.distance import Levenshtein

from editor.model.found import Layout
from tests.bench.linking_sets import INSTRUCTION, MEMO, Counts, TruePage, on_line

Owner = tuple[int, int]
"""Page and line."""
Piece = tuple[str, Owner | None]

SHUFFLED = (
    "return to the Soviet Union \"the weapons which you describe as 'offensive'\" under UN verification. "
    "It is the position of the United States Government"
)
"""How the shuffled passage of the second seed reads on its page."""

PLACELESS = (-1, -1)
"""Owner of letters that stand nowhere on the pages, to be left without a place."""


@dataclass(frozen=True, slots=True)
class PlainText:
    """Lines of text and, for each letter of each, where it stands; None where nothing can be said (blanks, too)."""

    name: str
    pages: tuple[TruePage, ...]
    lines: tuple[str, ...]
    owners: tuple[tuple[Owner | None, ...], ...]
    ends: tuple[tuple[int, int], ...] = ()
    """Line and place in it where each page but the first begins; what is repeated on all pages does not count."""

    @property
    def blocks(self) -> list[int]:
        """Return to which paragraph each line belongs: an empty line ends one."""
        found, block = [], 0
        for line in self.lines:
            block += not line.strip()
            found.append(block)
        return found


def memo(pages: Sequence[TruePage]) -> PlainText:
    """Return the first seed as it is with the places of its letters on the page ``memo-1`` (or one drawn from it)."""
    page = next(page for page in pages if page.name.startswith("memo-1"))
    at = {number: (line.text, (0, number)) for number, line in enumerate(page.lines)}
    order: list[int | Piece] = [2, 3, 1, *range(4, 39), 40, ("*See copy* Previous's", PLACELESS), 47, 41, 42]
    order += [("National Security Council", (0, 49)), 43, 48, 44, ("by Kimmitt", (0, 49)), 39, 45, 46, 50, 51, 52, 53]
    order += [*range(54, 64)]
    return _aligned("memo", (page,), MEMO, [at[each] if isinstance(each, int) else each for each in order])


def instruction(pages: Sequence[TruePage]) -> PlainText:
    """Return the second seed as it is with the places of its letters on its five pages."""
    found = tuple(sorted((page for page in pages if page.name.startswith("instruction")), key=lambda page: page.name))

    def lines(page: int, *numbers: int) -> list[Piece]:
        return [(found[page - 1].lines[number].text, (page - 1, number)) for number in numbers]

    order = [*lines(1, 1, 2, *range(8, 32), 3, 4, 5), ("D", PLACELESS), *lines(1, 6, 7, 32), *lines(2, 2, 3)]
    order += [("the Soviet Union", (1, 4)), ("under UN verification.", (1, 5))]
    order += [
        ('"the weapons which you describe as', (1, 4)),
        ("'offensive',", (1, 5)),
        ("It is the position of", (1, 5)),
    ]
    missing = "There is much evidence to support the conclusion that this is what is now beginning."
    order += [*lines(2, *range(6, 28)), *lines(3, *range(2, 19)), (missing, PLACELESS), *lines(3, *range(19, 28))]
    order += [*lines(4, *range(2, 28)), *lines(5, 2, 3, 27, *range(4, 27), 29)]
    return _aligned("instruction", found, INSTRUCTION, order)


def _aligned(name: str, pages: tuple[TruePage, ...], path: Path, order: Sequence[Piece]) -> PlainText:
    lines = tuple(path.read_text(encoding="utf-8").splitlines())
    spots = [(row, at) for row, line in enumerate(lines) for at, letter in enumerate(line) if not letter.isspace()]
    read = "".join(lines[row][at] for row, at in spots)
    true = "".join("".join(text.split()) for text, _ in order)
    whose = [owner for text, owner in order for _ in "".join(text.split())]
    owners: list[list[Owner | None]] = [[None] * len(line) for line in lines]
    for step in Levenshtein.opcodes(read, true):
        if step.tag in ("equal", "replace"):
            for place in range(step.src_end - step.src_start):
                row, at = spots[step.src_start + place]
                owners[row][at] = whose[min(step.dest_start + place, step.dest_end - 1)]
    text = PlainText(name, pages, lines, tuple(tuple(each) for each in owners))
    return _ended(text)


# --- texts of true pages


def plain(pages: Sequence[TruePage]) -> PlainText:
    """Return the text line by line, regions apart."""
    return _made("plain", pages, [_region(pages, region) for region in _regions(pages)])


def reflowed(pages: Sequence[TruePage], seed: int = 0) -> PlainText:
    """Return the text with every paragraph on one line and nothing left of page ends; hyphens at line ends are gone."""
    return _made("reflowed", pages, [[_joined(_region(pages, region))] for region in _regions(pages)])


def shuffled(pages: Sequence[TruePage], seed: int = 0) -> PlainText:
    """Return the reflowed text, furniture of a page anywhere among its paragraphs."""
    dice = random.Random(f"shuffled {seed}")
    body, rest = [], []
    for region in _regions(pages):
        (body if pages[region[0]].lines[region[1][0]].kind == "paragraph" else rest).append(region)
    for region in rest:
        body.insert(dice.randrange(len(body) + 1), region)
    return _made("shuffled", pages, [[_joined(_region(pages, region))] for region in body])


def merged(pages: Sequence[TruePage], seed: int = 0) -> PlainText:
    """Return the reflowed text, handwritten columns run together with what stands at their height."""
    blocks: list[list[list[Piece]]] = []
    last = None
    for region in _regions(pages):
        first, lines = pages[region[0]].lines[region[1][0]], _region(pages, region)
        columns = last is not None and first.hand != last.hand and "paragraph" not in (first.kind, last.kind)
        if columns and min(len(lines), len(blocks[-1])) > 1:
            blocks[-1] = [
                [*((f"{text} ", owner) for text, owner in left), *right]
                for left, right in zip_longest(blocks[-1], lines, fillvalue=[])
            ]
            last = None
            continue
        blocks.append([_joined(lines)] if first.kind == "paragraph" else lines)
        last = first
    return _made("merged", pages, blocks)


def _regions(pages: Sequence[TruePage]) -> list[tuple[int, list[int]]]:
    found: list[tuple[int, list[int]]] = []
    for number, page in enumerate(pages):
        for at, line in enumerate(page.lines):
            if found and found[-1][0] == number and page.lines[found[-1][1][-1]].region == line.region:
                found[-1][1].append(at)
            else:
                found.append((number, [at]))
    return found


def _region(pages: Sequence[TruePage], region: tuple[int, list[int]]) -> list[list[Piece]]:
    number, lines = region
    return [[(pages[number].lines[at].text, (number, at))] for at in lines]


def _joined(lines: Sequence[Sequence[Piece]]) -> list[Piece]:
    """Return the lines as one, without the hyphens that end them, so that a word may belong to two."""
    pieces = [piece for line in lines for piece in line]
    made: list[Piece] = []
    for at, (text, owner) in enumerate(pieces):
        broken = text.endswith("-") and len(text) > 1 and text[-2].isalpha() and at + 1 < len(pieces)
        made.append((text[:-1] if broken else text + " " if at + 1 < len(pieces) else text, owner))
    return made


def _made(name: str, pages: Sequence[TruePage], blocks: Iterable[Sequence[Sequence[Piece]]]) -> PlainText:
    lines: list[str] = []
    owners: list[tuple[Owner | None, ...]] = []
    for block in blocks:
        if lines:
            lines.append("")
            owners.append(())
        for pieces in block:
            line = "".join(text for text, _ in pieces)
            lines.append(line)
            whose = [owner for text, owner in pieces for _ in text]
            owners.append(tuple(None if letter.isspace() else owner for letter, owner in zip(line, whose, strict=True)))
    return _ended(PlainText(name, tuple(pages), tuple(lines), tuple(owners)))


def _ended(text: PlainText) -> PlainText:
    """Return the text with its page ends: the first letter of each page that is of a paragraph."""
    seen: set[int] = {0}
    ends = []
    for row, owners in enumerate(text.owners):
        for at, owner in enumerate(owners):
            if owner is None or owner == PLACELESS or owner[0] in seen:
                continue
            if text.pages[owner[0]].lines[owner[1]].kind == "paragraph":
                seen.add(owner[0])
                ends.append((row, at))
    return PlainText(text.name, text.pages, text.lines, text.owners, tuple(ends))


def repaired(lines: Sequence[str], changes: Iterable[tuple[int, int, int, str]]) -> str:
    """Return the text with parts of its lines put otherwise (line, start, end, what stands there), on one line."""
    made = list(lines)
    for line, start, end, text in sorted(changes, reverse=True):
        made[line] = made[line][:start] + text + made[line][end:]
    return " ".join(" ".join(made).split())


# --- figures


@dataclass(slots=True)
class Letters(Counts):
    """How many letters stand where they should; those that stand nowhere are counted apart."""

    typed: int = 0
    typed_right: int = 0
    typed_wrong: int = 0
    all: int = 0
    right: int = 0
    wrong: int = 0
    sure_right: int = 0
    sure_wrong: int = 0
    nowhere: int = 0
    nowhere_linked: int = 0
    misses: list[str] = field(default_factory=list)


def letters_linked(
    text: PlainText, layouts: Sequence[Layout], links: Iterable[tuple[int, int, int, int, int, bool]]
) -> Letters:
    """Judge links, each as line, start, end, page, place in the layout, and whether it is sure."""
    at: dict[tuple[int, int], tuple[int, int, bool]] = {}
    for line, start, end, page, place, sure in links:
        at |= {(line, letter): (page, place, sure) for letter in range(start, end)}
    places = {
        spot: _stands(text.pages[spot[0]], layouts[spot[0]], spot[1]) for spot in {each[:2] for each in at.values()}
    }
    same = _same(text.pages)
    told = Letters()
    for row, owners in enumerate(text.owners):
        for letter, owner in enumerate(owners):
            if owner is None:
                continue
            where = at.get((row, letter))
            if owner == PLACELESS:
                told.nowhere += 1
                told.nowhere_linked += where is not None and where[2]
                continue
            right = where is not None and any((where[0], line) in same[owner] for line in places[where[0], where[1]])
            _count(told, text, owner, where, right)
            if not right:
                _tell(told, text, row, letter, where, owner)
    return told


def _count(told: Letters, text: PlainText, owner: Owner, where: tuple[int, int, bool] | None, right: bool) -> None:
    wrong, sure = where is not None and not right, where is not None and where[2]
    typed = not text.pages[owner[0]].lines[owner[1]].hand
    told.all, told.right, told.wrong = told.all + 1, told.right + right, told.wrong + wrong
    told.typed, told.typed_right = told.typed + typed, told.typed_right + (typed and right)
    told.typed_wrong += typed and wrong
    told.sure_right, told.sure_wrong = told.sure_right + (right and sure), told.sure_wrong + (wrong and sure)


def _tell(
    told: Letters, text: PlainText, row: int, letter: int, where: tuple[int, int, bool] | None, owner: Owner
) -> None:
    what = "no place" if where is None else f"page {where[0] + 1} line {where[1]} of the layout"
    head = f"{text.name} line {row + 1}: should stand on page {owner[0] + 1} line {owner[1]} and has {what}: "
    if told.misses and told.misses[-1].startswith(head):
        told.misses[-1] += text.lines[row][letter]
    else:
        told.misses.append(head + text.lines[row][letter])


def _same(pages: Sequence[TruePage]) -> dict[Owner, set[Owner]]:
    """Return for each line all lines of the pages with the very same text."""
    by_text: dict[str, set[Owner]] = {}
    for number, page in enumerate(pages):
        for at, line in enumerate(page.lines):
            by_text.setdefault(line.text.strip(), set()).add((number, at))
    return {owner: group for group in by_text.values() for owner in group}


def _stands(page: TruePage, layout: Layout, place: int) -> list[int]:
    outline = layout.lines[place].outline
    return [at for at, line in enumerate(page.lines) if on_line(outline, line.outline)]


@dataclass(slots=True)
class Ends(Counts):
    """How many beginnings of pages were found, and how many others were told."""

    true: int = 0
    right: int = 0
    other: int = 0
    misses: list[str] = field(default_factory=list)


def ends_found(text: PlainText, told: Iterable[tuple[int, int]]) -> Ends:
    """Judge where pages were said to begin.

    Between the last letter of a paragraph on the page before and the first on the next any place is right: what stands
    there is furniture, and of either page.
    """
    rooms = [(_before(text, end), end) for end in text.ends]
    found = Ends(true=len(rooms))
    hit: set[int] = set()
    for place in told:
        room = next((at for at, (first, last) in enumerate(rooms) if first < place <= last), None)
        if room is None or room in hit:
            found.other += 1
            found.misses.append(f"{text.name}: no page begins in line {place[0] + 1} at {place[1]}")
        else:
            hit.add(room)
    found.right = len(hit)
    found.misses += [f"{text.name}: page end at {end} not found" for at, (_, end) in enumerate(rooms) if at not in hit]
    return found


def _before(text: PlainText, end: tuple[int, int]) -> tuple[int, int]:
    """Return the place of the last letter of a paragraph before ``end``."""
    last = (-1, -1)
    for row, owners in enumerate(text.owners[: end[0] + 1]):
        for at, owner in enumerate(owners):
            stands = owner is not None and owner != PLACELESS
            if stands and (row, at) < end and text.pages[owner[0]].lines[owner[1]].kind == "paragraph":
                last = row, at
    return last
