"""Paper, ribbon, rubber and pen for the sample scans: draws lines of text and says where each letter's ink came to lie.

Knows nothing of regions, OCR or files. Needs Pillow, and the free fonts named in `HANDS` (Debian: fonts-gnutypewriter,
fonts-courier-prime, fonts-breip, fonts-sjfonts, fonts-kristi, fonts-urw-base35).
"""

from __future__ import annotations

import math
import random
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont

FONTS = Path("/usr/share/fonts")
SCALE = 3  # letters are drawn this many times too large, turned a little, and made small again
MARGIN = 420  # room round a block for its turn

Box = tuple[float, float, float, float]
Point = tuple[float, float]


@dataclass(frozen=True)
class Hand:
    """Describe one way of putting letters on paper: sizes in pixels, `dark` from 0 (nothing) to 1 (black)."""

    font: str
    size: float
    pitch: float = 0.0  # fixed advance; 0: the letter's own
    spread: float = 0.0  # how much wider than the outline the ink gets
    dark: tuple[float, float] = (0.8, 1.0)
    wander: float = 0.4  # letters leave their place by so much
    tilt: float = 0.5  # degrees
    bias: float = 0.0  # each letter's own fault, the same all over the page: a bent typebar
    mottle: float = 0.15  # how unevenly the ink took
    track: float = 0.0
    ink: str = "typed"  # how lines are drawn under and through it: typed, pen
    blank: float = 0.0  # added to the space between words


SANS, SERIF = "opentype/urw-base35/NimbusSans-Bold.otf", "opentype/urw-base35/C059-Bold.otf"
HANDS = {
    "memo-typed": Hand("opentype/courier-prime/Courier Prime.otf", 33, 19.9, 1.4, (0.78, 1.0), 0.45, 0.6, 0.6, 0.22),
    "report-typed": Hand("truetype/gnutypewriter/GNUTypewriter.ttf", 30.5, 19.4, 0, (0.70, 1.0), 0.5, 0.6, 0.7, 0.24),
    "stamp-typed": Hand(
        "opentype/courier-prime/Courier Prime Bold.otf", 32, 19.0, 0, (0.82, 0.94), 0.2, 0.2, 0, 0.42, 0, "pen"
    ),
    "stamp": Hand(SANS, 37, 0, 0, (0.80, 0.84), 0.1, 0, 0, 0.46, 3.0, "pen"),
    "stamp-big": Hand(SANS, 47, 0, 0, (0.80, 0.84), 0.1, 0, 0, 0.46, 2.5, "pen"),
    "number": Hand("opentype/urw-base35/NimbusRoman-Bold.otf", 38, 0, 0.3, (0.75, 0.95), 1.2, 0.6, 0, 0.35, 3.5),
    "letterhead": Hand(SERIF, 43, 0, 0, (0.95, 0.95), 0, 0, 0, 0.08, 5.0),
    "letterhead-small": Hand(SERIF, 31, 0, 0, (0.95, 0.95), 0, 0, 0, 0.08, 3.5),
    "print": Hand("opentype/urw-base35/C059-Roman.otf", 25, 0, 0, (0.9, 0.9), 0, 0, 0, 0.1, 0.6),
    "banner": Hand(SANS, 28, 0, 0, (0.9, 0.92), 0, 0, 0, 0.08, 0.4),
    "ink-a": Hand("truetype/breip/Breip.ttf", 41, 0, 1.0, (0.80, 0.95), 0.9, 1.6, 0, 0.22, 0, "pen"),
    "ink-b": Hand("truetype/sjfonts/SteveHand.ttf", 35, 0, 0.5, (0.64, 0.80), 0.8, 1.4, 0, 0.38, 0.6, "pen", 11),
    "sign": Hand("truetype/kristi/Kristi.ttf", 88, 0, 1.2, (0.85, 0.95), 0.5, 0.5, 0, 0.15, 0, "pen"),
}


PEN = Hand("truetype/breip/Breip.ttf", 32, 0, 1.0, (0.86, 0.95), 0.5, 1.2, 0, 0.22, 0, "pen")  # for words put in
# The typewriter face has no brackets of its own; the machine's neighbour lends them.
BORROWED = {
    ("truetype/gnutypewriter/GNUTypewriter.ttf", char): "opentype/courier-prime/Courier Prime Bold.otf" for char in "()"
}


@dataclass(frozen=True)
class Letter:
    """Name one character and how it is written: struck, underlined, above the line."""

    char: str
    struck: bool = False
    under: bool = False
    above: bool = False


@dataclass
class Inked:
    """Hold what one line became: a box of ink for each character (None: a blank), and the baseline's two ends."""

    boxes: list[Box | None]
    baseline: tuple[Point, Point]
    above: list[bool] = field(default_factory=list)


def font(hand: Hand, scale: float = 1.0) -> ImageFont.FreeTypeFont:
    """Open a hand's font, enlarged `scale` times."""
    return ImageFont.truetype(str(FONTS / hand.font), round(hand.size * scale))


def noise(size: tuple[int, int], cells: tuple[int, int], low: int, high: int, rng: random.Random) -> Image.Image:
    """Make soft noise between two greys: `cells` random dots, made large."""
    dots = Image.frombytes("L", cells, rng.randbytes(cells[0] * cells[1]))
    smooth = dots.filter(ImageFilter.GaussianBlur(0.7)).resize(size, Image.Resampling.BICUBIC)
    # A blurred dot seldom leaves the middle third of the scale: spread that third over the range asked for.
    return smooth.point([max(0, min(255, round(low + (high - low) * (v - 70) / 115))) for v in range(256)])


class Sheet:
    """Collect ink for one page, block by block, before the sheet is laid askew on the glass."""

    def __init__(self, width: int, height: int, skew: float, seed: int) -> None:
        self.width, self.height, self.skew = width, height, skew
        self.rng = random.Random(seed)
        self.ink = Image.new("L", (width, height), 0)
        self.faults: dict[tuple[str, str], tuple[float, float, float]] = {}

    def write(
        self, lines: list[tuple[Hand, float, float, list[Letter]]], angle: float, frame: int
    ) -> tuple[list[Inked], Point]:
        """Write a block turned by `angle` and give its lines, not yet turned, and the point it was turned about."""
        layer = Layer(self, lines)
        inked = [layer.line(*line) for line in lines]
        boxes = [box for line in inked for box in line.boxes if box]
        around = (
            min(b[0] for b in boxes),
            min(b[1] for b in boxes),
            max(b[2] for b in boxes),
            max(b[3] for b in boxes),
        )
        if frame:
            layer.frame(around, frame)
        centre = ((around[0] + around[2]) / 2, (around[1] + around[3]) / 2)
        layer.press(lines[0][0], angle, centre)
        return inked, centre

    def place(self, point: Point, angle: float, centre: Point) -> Point:
        """Say where a point of a turned block lies on the finished scan."""
        return turn(turn(point, angle, centre), self.skew, (self.width / 2, self.height / 2))

    def seal(self, x: int, y: int, radius: int, words: str) -> None:
        """Press a round seal: two rings, words along the inner one, a year in the middle."""
        layer = Image.new("L", (self.width, self.height), 0)
        draw = ImageDraw.Draw(layer)
        for ring, wide in ((radius, 4), (radius - 34, 2)):
            draw.ellipse((x - ring, y - ring, x + ring, y + ring), outline=185, width=wide)
        face = ImageFont.truetype(str(FONTS / SERIF), 23)
        for n, char in enumerate(words):
            degrees = -150 + 300 * n / (len(words) - 1)
            tile = Image.new("L", (60, 60), 0)
            ImageDraw.Draw(tile).text((30, 30), char, font=face, fill=190, anchor="mm")
            tile = tile.rotate(-degrees, Image.Resampling.BICUBIC)
            at = (
                x + (radius - 17) * math.sin(math.radians(degrees)),
                y - (radius - 17) * math.cos(math.radians(degrees)),
            )
            spot = Image.new("L", layer.size, 0)
            spot.paste(tile, (round(at[0]) - 30, round(at[1]) - 30))
            layer = ImageChops.lighter(layer, spot)
        draw = ImageDraw.Draw(layer)
        middle = ImageFont.truetype(str(FONTS / SERIF), 30)
        for dy, text in ((-22, "APR 2"), (18, "1962")):
            draw.text((x, y + dy), text, font=middle, fill=190, anchor="mm")
        self.ink = ImageChops.lighter(
            self.ink, ImageChops.multiply(layer, noise(layer.size, (240, 310), 60, 255, self.rng))
        )

    def redact(self, box: tuple[int, int, int, int]) -> None:
        """Lay a strip of paper over a place and copy it: a pale box with a black rim."""
        draw = ImageDraw.Draw(self.ink)
        draw.rectangle(box, fill=236)
        inner = (box[0] + 5, box[1] + 5, box[2] - 5, box[3] - 5)
        draw.rectangle(inner, fill=228)


class Layer:
    """Hold the ink of one block until it is turned and pressed on the sheet."""

    def __init__(self, sheet: Sheet, lines: list[tuple[Hand, float, float, list[Letter]]]) -> None:
        self.sheet, self.rng = sheet, sheet.rng
        self.left = round(min(line[1] for line in lines)) - MARGIN
        self.top = round(min(line[2] for line in lines)) - MARGIN - 60
        wide = (
            max(line[1] + len(line[3]) * max(line[0].pitch, line[0].size * 0.72) for line in lines) - self.left + MARGIN
        )
        high = max(line[2] for line in lines) - self.top + MARGIN
        self.image = Image.new("L", (round(wide), round(high)), 0)

    def line(self, hand: Hand, x: float, y: float, letters: list[Letter]) -> Inked:
        """Write one line from `x` on the baseline `y`."""
        face, boxes = font(hand, SCALE), list[Box | None]()
        at, drift = x, self.rng.uniform(0, 6)
        for letter in letters:
            if letter.above:
                boxes.append(None)
                continue
            sway = math.sin(at / 90 + drift) * hand.wander * (1.6 if hand.ink == "pen" else 0.5)
            boxes.append(self.letter(hand, face, letter.char, at, y + sway))
            at += hand.pitch or face.getlength(letter.char) / SCALE + hand.track + (
                hand.blank if letter.char == " " else 0
            )
        self.insertion(hand, letters, boxes, y)
        self.strokes(hand, letters, boxes, y)
        inked = [box for box, letter in zip(boxes, letters, strict=True) if box and not letter.above]
        return Inked(boxes, ((inked[0][0], y + 1), (inked[-1][2], y + 1)), [letter.above for letter in letters])

    def letter(self, hand: Hand, face: ImageFont.FreeTypeFont, char: str, x: float, y: float) -> Box | None:
        """Strike one letter and give the box of its ink."""
        if char == " ":
            return None
        rng = self.rng
        if (hand.font, char) in BORROWED:
            face = ImageFont.truetype(str(FONTS / BORROWED[hand.font, char]), round(hand.size * SCALE * 1.06))
        fault = self.sheet.faults.setdefault(
            (hand.font, char), (rng.gauss(0, hand.bias), rng.gauss(0, hand.bias * 0.5), rng.gauss(0, hand.bias))
        )
        side = round(hand.size * SCALE * 2.2)
        tile = Image.new("L", (side, side), 0)
        origin = side * 0.3
        ImageDraw.Draw(tile).text(
            (origin, side * 0.62), char, font=face, fill=255, anchor="ls", stroke_width=round(hand.spread * SCALE / 2)
        )
        tilt = rng.gauss(0, hand.tilt) + fault[2]
        tile = tile.rotate(tilt, Image.Resampling.BICUBIC, center=(origin, side * 0.62))
        dx, dy = rng.gauss(0, hand.wander) + fault[1], rng.gauss(0, hand.wander) + fault[0]
        left, top = x + dx - origin / SCALE - self.left, y + dy - side * 0.62 / SCALE - self.top
        # The fraction of a pixel goes into the tile before it is made small, else all letters would sit on the grid.
        tile = ImageChops.offset(tile, round((left % 1) * SCALE), round((top % 1) * SCALE))
        tile = tile.resize((side // SCALE, side // SCALE), Image.Resampling.BOX)
        dark = rng.uniform(*hand.dark) * (0.92 + 0.08 * math.sin(x / 170 + y))
        tile = tile.point([round(v * dark) for v in range(256)])
        corner = (math.floor(left), math.floor(top))
        under = self.image.crop((*corner, corner[0] + tile.width, corner[1] + tile.height))
        self.image.paste(ImageChops.lighter(under, tile), corner)
        seen = tile.point([255 if v > 70 else 0 for v in range(256)]).getbbox()
        if seen is None:
            return None
        return (
            corner[0] + seen[0] + self.left,
            corner[1] + seen[1] + self.top,
            corner[0] + seen[2] + self.left,
            corner[1] + seen[3] + self.top,
        )

    def insertion(self, hand: Hand, letters: list[Letter], boxes: list[Box | None], y: float) -> None:
        """Write by hand, over a caret, the words put in above the line."""
        above = [n for n, letter in enumerate(letters) if letter.above]
        if not above:
            return
        before = [box for box in boxes[: above[0]] if box][-1]
        pen, x = PEN, before[2] + hand.pitch * 0.55
        face = font(pen, SCALE)
        at = x - sum(face.getlength(letters[n].char) for n in above) / SCALE / 2
        for n in above:
            boxes[n] = self.letter(pen, face, letters[n].char, at, y - hand.size * 0.86)
            at += face.getlength(letters[n].char) / SCALE
        self.stroke([(x - 7, y + 9), (x + 1, y - 15), (x + 8, y + 8)], 3, 205)

    def strokes(self, hand: Hand, letters: list[Letter], boxes: list[Box | None], y: float) -> None:
        """Draw the lines under and through runs of letters."""
        for name in ("under", "struck"):
            run: list[Box] = []
            for letter, box in [*zip(letters, boxes, strict=True), (Letter(""), None)]:
                if getattr(letter, name):
                    run += [box] if box else []
                elif run:
                    left, right, middle = run[0][0], run[-1][2], (min(b[1] for b in run) + max(b[3] for b in run)) / 2
                    if name == "under":
                        self.stroke([(left - 2, y + 8), (right + 2, y + 8.6)], 2, 190)
                    elif hand.ink == "pen":
                        slant = self.rng.uniform(-3, 3)
                        self.stroke(
                            [
                                (left - 14, middle + slant),
                                ((left + right) / 2, middle + 1.5),
                                (right + 16, middle - slant),
                            ],
                            4,
                            235,
                        )
                    else:
                        self.stroke([(left, middle), (right, middle)], 2, 200)
                    run = []

    def stroke(self, points: list[Point], wide: int, dark: int) -> None:
        """Draw a line through points of the sheet."""
        here = [(x - self.left, y - self.top) for x, y in points]
        ImageDraw.Draw(self.image).line(here, fill=dark, width=wide, joint="curve")

    def frame(self, around: Box, margin: int) -> None:
        """Draw a stamp's box, one side pressed harder than the others."""
        left, top, right, bottom = around[0] - margin, around[1] - margin, around[2] + margin, around[3] + margin
        corners = [(left, top), (right, top), (right, bottom), (left, bottom), (left, top)]
        for start, end in pairwise(corners):
            self.stroke([start, end], 4, self.rng.randint(135, 205))

    def press(self, hand: Hand, angle: float, centre: Point) -> None:
        """Put the block on the sheet: unevenly inked, turned about `centre`."""
        wide, high = self.image.size
        coarse = noise(
            (wide, high), (max(4, wide // 40), max(4, high // 40)), round(255 * (1 - hand.mottle)), 275, self.rng
        )
        fine = noise(
            (wide, high), (max(4, wide // 3), max(4, high // 3)), round(255 * (1 - hand.mottle)), 290, self.rng
        )
        inked = ImageChops.multiply(ImageChops.multiply(self.image, coarse), fine)
        here = (centre[0] - self.left, centre[1] - self.top)
        turned = inked.rotate(angle, Image.Resampling.BICUBIC, center=here) if angle else inked
        page = Image.new("L", self.sheet.ink.size, 0)
        page.paste(turned, (self.left, self.top))
        self.sheet.ink = ImageChops.lighter(self.sheet.ink, page)


def turn(point: Point, degrees: float, centre: Point) -> Point:
    """Turn a point counter-clockwise (as seen) about a centre, y pointing down."""
    angle = math.radians(degrees)
    dx, dy = point[0] - centre[0], point[1] - centre[1]
    return (
        centre[0] + dx * math.cos(angle) + dy * math.sin(angle),
        centre[1] - dx * math.sin(angle) + dy * math.cos(angle),
    )


def scan(
    sheet: Sheet, holes: tuple[tuple[int, int], ...], folds: tuple[int, ...], staple: tuple[int, int] | None
) -> Image.Image:
    """Copy the sheet: grey paper, dust, holes and folds, laid askew, a dark rim where the lid was."""
    size, rng = (sheet.width, sheet.height), sheet.rng
    paper = ImageChops.add(noise(size, (26, 34), 103, 115, rng), noise(size, (130, 168), 106, 113, rng))
    paper = _creases(paper, folds, rng)
    ink = ImageChops.lighter(sheet.ink, _dust(size, rng))
    draw = ImageDraw.Draw(ink)
    for x, y in holes:
        draw.ellipse((x - 27, y - 27, x + 27, y + 27), fill=250)
    if staple:
        draw.line((*staple, staple[0] + 46, staple[1] - 16), fill=205, width=4)
        draw.line((staple[0] + 3, staple[1] + 9, staple[0] + 50, staple[1] - 8), fill=70, width=3)
    page = Image.composite(Image.new("L", size, 34), paper, ink)
    rim = Image.new("L", size, 0)
    ImageDraw.Draw(rim).rectangle((5, 4, size[0] - 7, size[1] - 5), fill=255)
    page = Image.composite(page, Image.new("L", size, 58), rim.filter(ImageFilter.GaussianBlur(1.5)))
    page = page.rotate(sheet.skew, Image.Resampling.BICUBIC, fillcolor=52).filter(ImageFilter.GaussianBlur(0.55))
    grain = noise(size, (850, 1100), 118, 138, rng)
    return ImageChops.add(page, grain, 1, -128)


def _creases(paper: Image.Image, folds: tuple[int, ...], rng: random.Random) -> Image.Image:
    """Shade the folds: a pale ridge and a soft shadow."""
    shade = Image.new("L", paper.size, 128)
    draw = ImageDraw.Draw(shade)
    for y in folds:
        end = y + rng.randint(-7, 7)
        draw.line((0, y + 5, paper.width, end + 5), fill=110, width=12)
    shade = shade.filter(ImageFilter.GaussianBlur(6))
    draw = ImageDraw.Draw(shade)
    for y in folds:
        draw.line((0, y, paper.width, y + 2), fill=139, width=2)
    return ImageChops.add(paper, shade, 1, -128)


def _dust(size: tuple[int, int], rng: random.Random) -> Image.Image:
    """Scatter specks: many small and faint, a few large and black."""
    dust = Image.new("L", size, 0)
    draw = ImageDraw.Draw(dust)
    for _ in range(190):
        x, y, r = rng.uniform(0, size[0]), rng.uniform(0, size[1]), min(3.2, rng.expovariate(1.3))
        draw.ellipse((x - r, y - r * rng.uniform(0.6, 1), x + r, y + r), fill=rng.randint(70, 220))
    for _ in range(4):
        x, y = rng.uniform(100, size[0] - 100), rng.uniform(100, size[1] - 100)
        bend = [(x + 9 * n, y + 10 * math.sin(n * rng.uniform(0.3, 0.6))) for n in range(rng.randint(3, 7))]
        draw.line(bend, fill=rng.randint(60, 110), width=1)
    return dust.filter(ImageFilter.GaussianBlur(0.5))
