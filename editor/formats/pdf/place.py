"""Where the lines of a page stand in its text layer: from outlines in pixels to a baseline, a width and a size of type.

The unit is the point, and y goes up. A line without an outline gets a small place of its own in its region, or on the
page, so that its text is there to be found.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from editor.formats.pdf.glyphs import is_turned
from editor.model.geometry import Point, Polygon, bounds
from editor.model.source import SourceLine, SourcePage, SourceRegion

ASCENT, DESCENT = 0.8, 0.2
"""Of the font, above and below the baseline, in sizes of the type."""

_SMALLEST = 0.5
_HOMELESS = 4.0


@dataclass(frozen=True, slots=True)
class Laid:
    """Say where a line of text stands.

    Attributes:
        text: Not empty.
        x: Where the baseline begins.
        y: Where the baseline begins.
        angle: Of the baseline, counter-clockwise, in radians.
        width: Along the baseline.
        size: Of the type.
        words: Where its words begin: at which character, and how far along the baseline.
    """

    text: str
    x: float
    y: float
    angle: float
    width: float
    size: float
    words: tuple[tuple[int, float], ...] = ()

    def corners(self) -> tuple[Point, ...]:
        """Return the corners of the box of the line as its font fills it."""
        along, up = (math.cos(self.angle), math.sin(self.angle)), (-math.sin(self.angle), math.cos(self.angle))
        return tuple(
            (self.x + along[0] * w + up[0] * h, self.y + along[1] * w + up[1] * h)
            for w in (0.0, self.width)
            for h in (-DESCENT * self.size, ASCENT * self.size)
        )


def laid(page: SourcePage, width: float, height: float) -> Iterator[Laid]:
    """Yield the lines of a page of so many points, in reading order, but for those of white space alone."""
    across = width / page.width if page.width else 72 / 300
    down = height / page.height if page.height else 72 / 300
    for region in page.regions:
        homeless = [line for line in region.lines if line.text.strip() and not _is_shape(line.outline)]
        for line in region.lines:
            if not line.text.strip():
                continue
            if _is_shape(line.outline):
                yield _placed(line, across, down, height)
            else:
                yield _housed(line, homeless.index(line), len(homeless), _home(region, across, down, width, height))


def _is_shape(outline: Polygon) -> bool:
    if len(outline) < 2:
        return False
    box = bounds(outline)
    return box[2] > box[0] and box[3] > box[1]


def _home(region: SourceRegion, across: float, down: float, width: float, height: float) -> tuple[float, ...]:
    """Return the box, in points from the lower left, in which lines without an outline find a place."""
    if not _is_shape(region.outline):
        return 0.0, 0.0, width, height
    x0, y0, x1, y1 = bounds(region.outline)
    return x0 * across, height - y1 * down, x1 * across, height - y0 * down


def _housed(line: SourceLine, at: int, count: int, home: tuple[float, ...]) -> Laid:
    x0, y0, x1, y1 = home
    step = (y1 - y0) / count
    size = max(_SMALLEST, min(step, 4 * _HOMELESS))
    width = max(0.1, min(x1 - x0, len(line.text) * size / 2))
    return Laid(line.text, x0, y1 - at * step - ASCENT * size, 0.0, width, size)


def _placed(line: SourceLine, across: float, down: float, height: float) -> Laid:
    outline = [(x * across, height - y * down) for x, y in line.outline]
    baseline = [(x * across, height - y * down) for x, y in line.baseline]
    angle, on = _direction(line.text, outline, baseline)
    cos, sin = math.cos(angle), math.sin(angle)
    along = [x * cos + y * sin for x, y in outline]
    above = [y * cos - x * sin for x, y in outline]
    start, end, top, bottom = min(along), max(along), max(above), min(above)
    if on is None or not bottom <= on <= top or (top - on) < 0.3 * (top - bottom):
        size = top - bottom
        on = bottom + DESCENT * size
    else:
        size = (top - on) / ASCENT
    size = max(_SMALLEST, size)
    words = tuple(_words(line, across, down, height, (cos, sin), start, end))
    return Laid(line.text, start * cos - on * sin, start * sin + on * cos, angle, max(0.1, end - start), size, words)


def _direction(text: str, outline: list[Point], baseline: list[Point]) -> tuple[float, float | None]:
    """Return the angle of a line and, where it has a baseline, how far that is from the origin across its direction."""
    if len(baseline) >= 2 and math.dist(baseline[0], baseline[-1]) > 0.5:
        (x0, y0), (x1, y1) = baseline[0], baseline[-1]
        angle = _straight(math.atan2(y1 - y0, x1 - x0))
        middle = sum(y * math.cos(angle) - x * math.sin(angle) for x, y in baseline) / len(baseline)
        body = sum(y * math.cos(angle) - x * math.sin(angle) for x, y in outline) / len(outline)
        if body < middle:  # drawn from its end to its beginning
            return _straight(angle + math.pi), -middle
        return angle, middle
    x0, y0, x1, y1 = bounds(outline)
    if len(outline) == 4:
        first = outline[1][0] - outline[0][0], outline[1][1] - outline[0][1]
        angle = math.atan2(first[1], first[0])
        if 0.002 < abs(angle) < 0.3 and math.hypot(*first) > math.dist(outline[1], outline[2]):
            return angle, None
    if y1 - y0 > 2.5 * (x1 - x0) and len(text) > 3:
        return math.pi / 2, None  # along the margin, and mostly upwards
    return 0.0, None


def _straight(angle: float) -> float:
    """Return an angle, made exact where it is all but level or upright, between -180 and 180 degrees."""
    near = round(angle / (math.pi / 2)) * (math.pi / 2)
    angle = near if abs(angle - near) < 0.0005 else angle
    return (angle + math.pi) % (2 * math.pi) - math.pi if not -math.pi < angle <= math.pi else angle


def _words(
    line: SourceLine, across: float, down: float, height: float, way: Point, start: float, end: float
) -> Iterator[tuple[int, float]]:
    """Yield where the words begin, if all have boxes, in order, and none is written from right to left."""
    if len(line.words) < 2 or is_turned(line.text):
        return
    found: list[tuple[int, float]] = []
    for word in line.words:
        if word.box is None or (word.start and line.text[word.start - 1 : word.start] != " "):
            return
        x0, y0, x1, y1 = word.box
        corners = ((x, y) for x in (x0 * across, x1 * across) for y in (height - y0 * down, height - y1 * down))
        begin = max(start, min(x * way[0] + y * way[1] for x, y in corners)) - start
        if found and (begin <= found[-1][1] or word.start <= found[-1][0]):
            return
        found.append((word.start, begin))
    if found[-1][1] < end - start:
        yield from found
