"""Typed memoranda drawn afresh: page images whose every line is known, as worn and crooked as a seed says.

What stands on a page is made up here or taken from a page of known truth. The faces are those of this machine: a set
for tuning and one held aside, never the same; without any typewriter face `Missing` is raised with the reason. Seeds
from 100 on are held aside with either set.
"""

from __future__ import annotations

import functools
import math
import os
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy
from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont

from editor.model.geometry import Point, Polygon, bounds
from tests.bench.linking_sets import TrueLine, TruePage

FIRST_ASIDE = 100
"""Nobody tunes on a page drawn from this seed or a later one."""

TYPED = {
    "tuned": ("Courier Prime.otf", "NimbusMonoPS-Regular.otf", "LiberationMono-Regular.ttf", "DejaVuSansMono.ttf"),
    "aside": ("GNUTypewriter.ttf", "NotoSansMono-Regular.ttf", "NimbusMonoPS-Bold.otf", "Courier Prime Sans.otf"),
}
HAND = {
    "tuned": ("dkg.ttf", "Rufscript010.ttf", "BecauseWeLearn-Regular.otf"),
    "aside": ("SteveHand.ttf", "femkeklaver.ttf", "Delphine.ttf"),
}
PRINTED = ("LiberationSans-Bold.ttf", "NimbusSans-Bold.otf", "DejaVuSans-Bold.ttf")
SERIF = ("LiberationSerif-Bold.ttf", "NimbusRoman-Bold.otf", "DejaVuSerif-Bold.ttf")
_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "/Library/Fonts", "C:/Windows/Fonts")


class Missing(Exception):
    """Say which face this machine lacks."""


@functools.cache
def _files() -> dict[str, str]:
    return {
        name: os.path.join(folder, name)
        for root in _FOLDERS
        for folder, _, names in os.walk(root)
        for name in names
        if name.endswith((".otf", ".ttf"))
    }


def faces(names: Iterable[str]) -> list[str]:
    """Return the files of those faces that are on this machine."""
    return [_files()[name] for name in names if name in _files()]


@functools.cache
def _font(file: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(file, size)


@dataclass(frozen=True, slots=True)
class Wear:
    """How a page was scanned: everything but what stands on it."""

    dpi: int = 200
    skew: float = 0.0
    blur: float = 0.5
    noise: float = 8.0
    clouds: float = 12.0
    specks: int = 40
    broken: float = 0.15
    bilevel: bool = False
    hole: bool = False
    edge: bool = False


def wear(seed: int, dpi: int | None = None, skew: float | None = None) -> Wear:
    """Return how worn a page of this seed is; ``dpi`` and ``skew`` as given where they are."""
    dice = random.Random(f"wear {seed}")
    return Wear(
        dpi=dice.choice((200, 200, 300)) if dpi is None else dpi,
        skew=round(dice.uniform(-1.5, 1.5), 2) if skew is None else skew,
        blur=dice.uniform(0.3, 0.9),
        noise=dice.uniform(4, 14),
        clouds=dice.uniform(4, 22),
        specks=dice.randrange(10, 90),
        broken=dice.choice((0.05, 0.15, 0.3)),
        bilevel=dice.random() < 0.25,
        hole=dice.random() < 0.4,
        edge=dice.random() < 0.2,
    )


# --- what stands on a page


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


# --- drawing


@dataclass(slots=True)
class _Sheet:
    """The page being drawn: ink, white on black while it is being gathered, and the true lines."""

    wear: Wear
    typed: str
    hand: str | None
    printed: str
    serif: str
    dice: random.Random
    image: Image.Image
    lines: list[TrueLine] = field(default_factory=list)
    regions: int = 0

    def px(self, inches: float) -> float:
        return inches * self.wear.dpi

    def file(self, face: str) -> str:
        return {"typed": self.typed, "hand": self.hand or self.typed, "printed": self.printed, "serif": self.serif}[
            face
        ]

    def put(self, item: Item) -> None:
        """Draw the lines of a region, turned as a whole if it is."""
        layer = Image.new("L", self.image.size) if item.angle or item.boxed else self.image
        pen = ImageDraw.Draw(layer)
        found = [self._line(pen, item, number) for number in range(len(item.lines))]
        if item.boxed:
            self._box(pen, [outline for outline, _ in found])
        if layer is not self.image:
            middle = self.px(item.x), self.px(item.y)
            if item.angle:
                layer = layer.rotate(-item.angle, Image.Resampling.BICUBIC, center=middle)
                found = [tuple(turned(part, item.angle, middle) for part in each) for each in found]  # type: ignore[misc]
            self.image.paste(ImageChops.lighter(self.image, layer))
        for text, (outline, baseline) in zip(item.lines, found, strict=True):
            self.lines.append(TrueLine(text, outline, self.regions, item.kind, baseline, item.hand))
        self.regions += 1

    def _line(self, pen: ImageDraw.ImageDraw, item: Item, number: int) -> tuple[Polygon, Polygon]:
        text, file = item.lines[number], self.file(item.face)
        typed = item.face == "typed"
        size = self._size(item, file)
        font = _font(file, size)
        pitch = self.px(1 / item.points) if typed and item.points in (10, 12) else 0.0
        if typed and item.width:
            pitch = self.px(item.width) / len(text)
        width = pitch * len(text) if pitch else font.getlength(text)
        x = self.px(item.x) - (width / 2 if item.centred else 0) + (pitch * item.indent if not number else 0)
        y = self.px(item.y + item.step * number)
        if pitch:
            self._typed(pen, text, x, y, pitch, font)
        else:
            wave = self.dice.uniform(-0.08, 0.08) * size if item.hand else 0
            pen.text((x, y + wave), text, 235, font, anchor="ls")
            y += wave
        left, top, right, bottom = font.getbbox(text, anchor="ls")
        right = max(right, width) if pitch else right
        if item.struck:
            pen.line((x - 4, y - 0.3 * size, x + width + 4, y - 0.34 * size), 220, max(2, size // 14))
        box = x + left, y + top, x + right, y + bottom
        corners = ((box[0], box[1]), (box[2], box[1]), (box[2], box[3]), (box[0], box[3]))
        return corners, ((box[0], y), (box[2], y))

    def _size(self, item: Item, file: str) -> int:
        if item.width:
            widest = max(item.lines, key=len)
            usual = _font(file, 100).getlength(widest) or 1
            return max(6, round(100 * self.px(item.width) / usual))
        if item.face == "typed" and item.points in (10, 12):
            return max(6, round(100 * self.px(1 / item.points) / _font(file, 100).getlength("n")))
        return max(6, round(item.points * self.wear.dpi / 72))

    def _typed(
        self, pen: ImageDraw.ImageDraw, text: str, x: float, y: float, pitch: float, font: ImageFont.FreeTypeFont
    ) -> None:
        """Strike the letters one by one, none quite as the one before."""
        for at, letter in enumerate(text):
            if letter != " ":
                off = self.dice.gauss(0, 0.012) * pitch, self.dice.gauss(0, 0.025) * pitch
                pen.text(
                    (x + at * pitch + off[0], y + off[1]), letter, self.dice.randrange(170, 250), font, anchor="ls"
                )

    def _box(self, pen: ImageDraw.ImageDraw, outlines: Sequence[Polygon]) -> None:
        left, top, right, bottom = bounds([point for outline in outlines for point in outline])
        pad = self.px(0.07)
        pen.rectangle((left - pad, top - pad, right + pad, bottom + pad), None, 180, max(2, self.wear.dpi // 100))


def turned(points: Polygon, degrees: float, middle: Point) -> Polygon:
    """Return points turned clockwise, as seen, about ``middle``."""
    cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    cx, cy = middle
    return tuple((cx + (x - cx) * cos - (y - cy) * sin, cy + (x - cx) * sin + (y - cy) * cos) for x, y in points)


def draw(items: Sequence[Item], seed: int, fonts: str, worn: Wear, folder: Path, name: str, group: str) -> TruePage:
    """Draw a page of 8.5 by 11 inches into ``folder`` and return it with its truth.

    Raises:
        Missing: there is no typewriter face of this set, or no printed one, on this machine.
    """
    dice = random.Random(f"draw {seed}")
    size = round(8.5 * worn.dpi), round(11 * worn.dpi)
    sheet = _Sheet(worn, *_faces(fonts, dice), dice, Image.new("L", size))
    for item in items:
        sheet.put(item)
    middle = size[0] / 2, size[1] / 2
    ink = sheet.image.rotate(-worn.skew, Image.Resampling.BICUBIC, center=middle) if worn.skew else sheet.image
    lines = tuple(
        TrueLine(
            *(line.text, turned(line.outline, worn.skew, middle), line.region, line.kind),
            *(turned(line.baseline, worn.skew, middle), line.hand),
        )
        for line in sheet.lines
    )
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}{'.png' if worn.bilevel else '.jpg'}"
    picture = _scanned(ink, worn, seed)
    picture.save(path, dpi=(worn.dpi, worn.dpi), **({} if worn.bilevel else {"quality": 82}))
    return TruePage(group, name, path, size, lines, seed >= FIRST_ASIDE or fonts == "aside")


def _faces(fonts: str, dice: random.Random) -> tuple[str, str | None, str, str]:
    typed, printed, serif = faces(TYPED[fonts]), faces(PRINTED), faces(SERIF)
    if not (typed and printed and serif):
        raise Missing(f"no face of the set {fonts!r} ({', '.join(TYPED[fonts])}) and a printed one is on this machine")
    hand = faces(HAND[fonts])
    return dice.choice(typed), dice.choice(hand) if hand else None, dice.choice(printed), dice.choice(serif)


def _scanned(ink: Image.Image, worn: Wear, seed: int) -> Image.Image:
    """Return the ink on paper as a scanner gives it."""
    random_ = numpy.random.default_rng(seed)
    fine = _field(random_, ink.size, max(2, worn.dpi // 80))
    black = numpy.asarray(ink, numpy.float32) / 255 * (1 - worn.broken * 2.2 * numpy.clip(fine, 0, 1))
    black = _blurred(black, worn.blur * worn.dpi / 200)
    paper = 226 + worn.clouds * _field(random_, ink.size, worn.dpi // 3) / 2
    grey = paper * (1 - 0.88 * numpy.clip(black, 0, 1)) + random_.normal(0, worn.noise, black.shape)
    picture = Image.fromarray(numpy.clip(grey, 0, 255).astype(numpy.uint8))
    _dirty(picture, worn, random.Random(f"dirt {seed}"))
    if worn.bilevel:
        smooth = picture.filter(ImageFilter.GaussianBlur(0.6))
        return smooth.point(lambda value: 255 if value > 150 else 0).convert("1")
    return picture


def _blurred(black: numpy.ndarray, radius: float) -> numpy.ndarray:
    image = Image.fromarray(numpy.clip(black * 255, 0, 255).astype(numpy.uint8))
    return numpy.asarray(image.filter(ImageFilter.GaussianBlur(radius)), numpy.float32) / 255


def _field(random_: numpy.random.Generator, size: tuple[int, int], grain: int) -> numpy.ndarray:
    """Return smooth noise about 0, of spread 1."""
    small = random_.normal(0, 1, (size[1] // grain + 2, size[0] // grain + 2)).astype(numpy.float32)
    return numpy.asarray(Image.fromarray(small).resize(size, Image.Resampling.BICUBIC))


def _dirty(picture: Image.Image, worn: Wear, dice: random.Random) -> None:
    pen = ImageDraw.Draw(picture)
    width, height = picture.size
    for _ in range(worn.specks):
        x, y, r = dice.uniform(0, width), dice.uniform(0, height), dice.uniform(0.5, 2.4) * worn.dpi / 200
        pen.ellipse((x - r, y - r, x + r, y + r), fill=dice.randrange(20, 90))
    if worn.hole:
        r = 0.14 * worn.dpi
        pen.ellipse((width / 2 - r, 0.22 * worn.dpi - r, width / 2 + r, 0.22 * worn.dpi + r), fill=25)
    if worn.edge:
        pen.rectangle((0, 0, dice.uniform(0.03, 0.1) * worn.dpi, height), fill=15)


# --- the pages the bench draws


def fresh(seed: int, folder: Path, fonts: str = "tuned", pages: int = 1) -> list[TruePage]:
    """Draw the pages of a made-up memorandum."""
    group = "drawn aside" if seed >= FIRST_ASIDE or fonts == "aside" else "drawn"
    made = memorandum(seed, pages)
    worn = wear(seed)
    return [draw(items, seed, fonts, worn, folder, f"{fonts}-{seed}-{at}", group) for at, items in enumerate(made)]


def redrawn(
    page: TruePage, seed: int, folder: Path, fonts: str = "tuned", dpi: int | None = None, skew: float | None = None
) -> TruePage:
    """Draw a page of known truth anew, each line at its place, in other faces and on other paper."""
    scale = page.size[0] / 8.5
    items = [_item(page, line, scale) for line in page.lines]
    worn = wear(seed, dpi, skew)
    name = f"{page.name}-{fonts}-{seed}-{worn.dpi}-{worn.skew}"
    drawn = draw(items, seed, fonts, worn, folder, name, f"{page.group} redrawn")
    lines = tuple(
        TrueLine(new.text, new.outline, old.region, old.kind, new.baseline, old.hand)
        for new, old in zip(drawn.lines, page.lines, strict=True)
    )
    return TruePage(drawn.group, name, drawn.image, drawn.size, lines, drawn.aside)


def _item(page: TruePage, line: TrueLine, scale: float) -> Item:
    left, _, right, _ = bounds(line.outline)
    base = line.baseline or line.outline[2:]
    y = sum(point[1] for point in base) / len(base)
    if line.hand:  # other hands sit otherwise on their line
        _, top, _, bottom = bounds(line.outline)
        y = (top + bottom) / 2 + 0.25 * (bottom - top)
    face = "hand" if line.hand else {"letterhead": "serif", "paragraph": "typed"}.get(line.kind, "printed")
    if line.kind in ("heading", "dateline", "signature", "declassification", "page-number") and not line.hand:
        face = "typed"
    return Item(line.kind, (line.text,), left / scale, y / scale, face, 0, width=(right - left) / scale, hand=line.hand)
