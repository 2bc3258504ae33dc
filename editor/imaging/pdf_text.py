"""From the characters of a PDF's text layer to words, lines and regions.

The order is that of the file: what writes text layers writes them in reading order. Characters are taken one by one. A
line ends where the PDF engine sees it end, and also where the next character stands elsewhere: the engine joins lines
that end in a hyphen, and those of skewed pages. It knows nothing of PDF: a character comes with its place in pixels.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from editor.model.geometry import Box, Point, Polygon, polygon, rectangle
from editor.model.source import SourceLine, SourceRegion, SourceWord

SAME_BASELINE = 0.35
"""How far, in sizes of the type, a character may stand off the baseline of the line it belongs to."""

SAME_LINE_GAP = 6.0
"""How far, in sizes of the type, two neighbours on one line may be apart."""

SAME_REGION_GAP = 1.7
"""How far, in sizes of the type, the baselines of two lines of one region may at least be apart."""

OPENED = 1.3
"""How far they may be apart in terms of what is usual on the page, where lines stand wider."""

MOST_APART = 3.5
"""How far they may be apart at most, in sizes of the type."""

LIKE_SIZE = 1.7
"""How much larger than its neighbour a line of the same region may be."""

STRAIGHT = math.radians(0.05)
_WORD = re.compile(r"\S+")
_ILLEGAL = re.compile("[\x00-\x08\x0a-\x1f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Glyph:
    """Describe one character: where it stands, in upright pixels.

    Attributes:
        text: The character; LF for a generated line break.
        origin: Where on the baseline it begins.
        box: Around it, from the height to the depth of its font.
        size: Of the type; 0 where it stands nowhere.
        angle: Of the baseline, clockwise as seen, in radians.
        generated: Whether the file does not hold it and the engine put it there.
        piece: Which piece of text it belongs to, not 0; a piece has one baseline.
    """

    text: str
    origin: Point = (0.0, 0.0)
    box: Box = (0.0, 0.0, 0.0, 0.0)
    size: float = 0.0
    angle: float = 0.0
    generated: bool = False
    piece: int = 0


@dataclass(slots=True)
class _Line:
    """The line being gathered: its glyphs, and its extent along and across its own direction."""

    angle: float
    size: float
    across: float
    glyphs: list[Glyph] = field(default_factory=list)
    start: float = math.inf
    end: float = -math.inf

    def add(self, glyph: Glyph) -> None:
        self.glyphs.append(glyph)
        start, end = _extent(glyph, self.angle)
        self.start, self.end = min(self.start, start), max(self.end, end)
        self.across = _turned(glyph.origin, self.angle)[1]
        self.size = max(self.size, glyph.size) if not glyph.text.isspace() else self.size

    def takes(self, glyph: Glyph) -> bool:
        """Tell whether the glyph stands on this line."""
        if glyph.piece and glyph.piece == self.glyphs[-1].piece:
            return True
        if abs(_difference(glyph.angle, self.angle)) > math.radians(3):
            return False
        size = max(self.size, glyph.size, 1e-6)
        if abs(_turned(glyph.origin, self.angle)[1] - self.across) > SAME_BASELINE * min(size, 2 * self.size or size):
            return False
        start, end = _extent(glyph, self.angle)
        return max(start - self.end, self.start - end) <= SAME_LINE_GAP * size


def regions(glyphs: Iterable[Glyph], width: int, height: int, number: int = 0) -> tuple[tuple[SourceRegion, ...], int]:
    """Return the regions of a page, and how many characters in them had to be replaced.

    Args:
        glyphs: In the order of the file.
        width: Of the page, in pixels; nothing lies outside.
        height: Of the page, in pixels.
        number: Of the first line.
    """
    found: list[SourceRegion] = []
    replaced = 0
    for block in _blocks(_lines(glyphs)):
        made = []
        for line in block:
            one, bad = _source_line(line, width, height, number)
            made.append(one)
            replaced += bad
            number += 1
        found.append(SourceRegion("paragraph", _around(made), tuple(made)))
    return tuple(found), replaced


def _lines(glyphs: Iterable[Glyph]) -> list[_Line]:
    """Return the lines that hold more than white space."""
    lines: list[_Line] = []
    line: _Line | None = None
    pending: list[Glyph] = []  # generated spaces, which are the line's only when it goes on
    broken = False
    for glyph in glyphs:
        if glyph.generated:
            broken = broken or glyph.text == "\n"
            pending.append(glyph)
            continue
        if line is not None and not broken and line.takes(glyph):
            line.glyphs += pending
        else:
            line = _Line(glyph.angle, glyph.size, _turned(glyph.origin, glyph.angle)[1])
            lines.append(line)
        line.add(glyph)
        pending, broken = [], False
    return [line for line in lines if any(not glyph.text.isspace() for glyph in line.glyphs)]


def _source_line(line: _Line, width: int, height: int, number: int) -> tuple[SourceLine, int]:
    glyphs = line.glyphs
    first = next(at for at, glyph in enumerate(glyphs) if not glyph.text.isspace())
    last = next(at for at in range(len(glyphs) - 1, -1, -1) if not glyphs[at].text.isspace())
    glyphs = glyphs[first : last + 1]
    text, starts = "", []
    for glyph in glyphs:
        starts.append(len(text))
        text += glyph.text
    text, replaced = _ILLEGAL.subn("\ufffd", text)
    placed = [(at, glyph) for at, glyph in zip(starts, glyphs, strict=True) if glyph.size > 0]
    words = tuple(_words(text, placed, width, height))
    outline, baseline = _shape([glyph for _, glyph in placed], line.angle, width, height)
    return SourceLine(text, number, outline, baseline, None, words), replaced


def _words(text: str, placed: Sequence[tuple[int, Glyph]], width: int, height: int) -> Iterable[SourceWord]:
    at = 0
    for match in _WORD.finditer(text):
        boxes = []
        while at < len(placed) and placed[at][0] < match.end():
            if placed[at][0] >= match.start():
                boxes.append(placed[at][1].box)
            at += 1
        yield SourceWord(*match.span(), _clipped(boxes, width, height))


def _clipped(boxes: Sequence[Box], width: int, height: int) -> Box | None:
    if not boxes:
        return None
    x0, y0 = max(0.0, min(box[0] for box in boxes)), max(0.0, min(box[1] for box in boxes))
    x1, y1 = min(float(width), max(box[2] for box in boxes)), min(float(height), max(box[3] for box in boxes))
    if x1 <= x0 or y1 <= y0:
        return None
    return (round(x0, 1), round(y0, 1), round(x1, 1), round(y1, 1))


def _shape(glyphs: Sequence[Glyph], angle: float, width: int, height: int) -> tuple[Polygon, Polygon]:
    """Return the outline and the baseline of a line, cut to the page; both empty where it lies outside or nowhere."""
    if not glyphs:
        return (), ()
    spans = [_extent(glyph, angle) for glyph in glyphs]
    start, end = min(span[0] for span in spans), max(span[1] for span in spans)
    heights = [_heights(glyph, angle) for glyph in glyphs]
    top, bottom = min(h[0] for h in heights), max(h[1] for h in heights)
    across = sorted(_turned(glyph.origin, angle)[1] for glyph in glyphs)[len(glyphs) // 2]
    corners = [_back(point, angle) for point in ((start, top), (end, top), (end, bottom), (start, bottom))]
    base = [_back((start, across), angle), _back((end, across), angle)]
    if _is_straight(angle):
        xs, ys = [point[0] for point in corners], [point[1] for point in corners]
        box = _clipped([(min(xs), min(ys), max(xs), max(ys))], width, height)
        outline: Polygon = rectangle(box) if box else ()
    else:
        outline = _inside(corners, width, height)
        outline = outline if len(set(outline)) >= 3 else ()
    return outline, _inside(base, width, height) if outline else ()


def _inside(points: Iterable[Point], width: int, height: int) -> Polygon:
    return polygon((round(min(max(x, 0.0), width), 1), round(min(max(y, 0.0), height), 1)) for x, y in points)


def _is_straight(angle: float) -> bool:
    turn = angle % (math.pi / 2)
    return min(turn, math.pi / 2 - turn) < STRAIGHT


def _around(lines: Sequence[SourceLine]) -> Polygon:
    points = [point for line in lines for point in line.outline]
    if not points:
        return ()
    xs, ys = [point[0] for point in points], [point[1] for point in points]
    return rectangle((min(xs), min(ys), max(xs), max(ys)))


def _blocks(lines: Sequence[_Line]) -> list[list[_Line]]:
    steps = [_step(above, line) for above, line in pairwise(lines)]
    usual = sorted(step for step in steps if step is not None)
    most = max(SAME_REGION_GAP, OPENED * usual[len(usual) // 2]) if usual else SAME_REGION_GAP
    blocks = [[line] for line in lines[:1]]
    for line, step in zip(lines[1:], steps, strict=True):
        if step is not None and step <= most:
            blocks[-1].append(line)
        else:
            blocks.append([line])
    return blocks


def _step(above: _Line, line: _Line) -> float | None:
    """Return how far a line is below the one before, in sizes of the type; None if it cannot be of the same region."""
    small, large = sorted((above.size, line.size))
    overlap = min(above.end, line.end) - max(above.start, line.start)
    if abs(_difference(line.angle, above.angle)) > math.radians(5) or large > LIKE_SIZE * small or overlap <= 0:
        return None
    first = next(glyph for glyph in line.glyphs if not glyph.text.isspace())
    down = (_turned(first.origin, above.angle)[1] - above.across) / max(large, 1e-6)
    return down if 0.3 < down <= MOST_APART else None


def _turned(point: Point, angle: float) -> Point:
    """Return a point as seen along a line of this angle: how far along, how far down."""
    cos, sin = math.cos(angle), math.sin(angle)
    return point[0] * cos + point[1] * sin, point[1] * cos - point[0] * sin


def _back(point: Point, angle: float) -> Point:
    cos, sin = math.cos(angle), math.sin(angle)
    return point[0] * cos - point[1] * sin, point[0] * sin + point[1] * cos


def _extent(glyph: Glyph, angle: float) -> tuple[float, float]:
    """Return where along its line a glyph begins and ends; its box is that around a turned one, so less its lean."""
    if not angle:
        return glyph.box[0], glyph.box[2]
    seen = [_turned(point, angle)[0] for point in rectangle_points(glyph.box)]
    lean = glyph.size * abs(math.sin(angle) * math.cos(angle))
    middle, half = (min(seen) + max(seen)) / 2, max(0.0, (max(seen) - min(seen)) / 2 - lean)
    return middle - half, middle + half


def _heights(glyph: Glyph, angle: float) -> tuple[float, float]:
    """Return the height and the depth of a glyph, as far down as seen along its line."""
    seen = [_turned(point, angle)[1] for point in rectangle_points(glyph.box)]
    start, end = _extent(glyph, angle)
    lean = (end - start) * abs(math.sin(angle) * math.cos(angle))
    top, bottom = min(seen) + lean, max(seen) - lean
    return (top, bottom) if top < bottom else (min(seen), max(seen))


def rectangle_points(box: Box) -> tuple[Point, ...]:
    """Return the four corners of a box."""
    return (box[0], box[1]), (box[2], box[1]), (box[2], box[3]), (box[0], box[3])


def _difference(a: float, b: float) -> float:
    return (a - b + math.pi) % (2 * math.pi) - math.pi
