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
from tests.bench.drawn_memoranda import Item, memorandum
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
