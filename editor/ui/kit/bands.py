"""How lines lie on a page: the middle of each, from its first to its last letter, and how high it is.

Pure: plain numbers in image pixels, no widget and no picture.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from editor.model.geometry import Point, Polygon, bounds
from editor.model.page import Line, PageContent, Region
from editor.ui.kit.shapes import line_height

_ABOVE, _BELOW = 0.72, 0.28
"""How much of a line's height lies above and below its baseline, where no outline says it."""
_ROOM = 1.05
"""An outline higher than so many distances to the next line reaches into its neighbours."""
_LEAST, _MOST = 0.7, 1.6
"""How far a line's height may be from that of its neighbours before its outline is not believed."""
_STANDING = 2.2
"""An outline so many times higher than wide holds a line that is written up or down the page."""
_CORE, _REACH = 0.5, 0.34
"""How high the part of a line is that has most of its ink, and how far from its outline's middle it may be."""
_SAMPLE = 80


_Lying = tuple[Point, float, float, float, float, float, float, float]
"""Origin, cosine and sine of the lean, then left, right, top, bottom and the middle of most of it, along the lean."""


class Band(NamedTuple):
    """A line as it lies: the ends of its middle, and its height across it."""

    x1: float
    y1: float
    x2: float
    y2: float
    height: float

    @property
    def length(self) -> float:
        """Return how long the line is."""
        return math.hypot(self.x2 - self.x1, self.y2 - self.y1)


def bands_of(region: Region, lines: Sequence[Line] | None = None) -> dict[int, Band]:
    """Return how lines of a region, or all of them, lie, by their ids; those without a place are left out.

    Heights are evened out: one outline with a flourish does not make its line small, and outlines that reach into
    the lines above are cut off where those lines must be.
    """
    chosen = region.lines if lines is None else lines
    lying = {line.id: found for line in chosen if (found := _lying(line, region)) is not None}
    if not lying:
        return {}
    apart = _apart(list(lying.values()))
    within = {line: _within(found, apart) for line, found in lying.items()}
    middle = median(bottom - top for *_, top, bottom, _middle in within.values())
    return {line: _band(found, middle) for line, found in within.items()}


def same_places(old: Region, new: Region) -> bool:
    """Tell whether the lines of two regions lie the same."""
    return len(old.lines) == len(new.lines) and all(
        a is b or (a.id, a.outline, a.baseline) == (b.id, b.outline, b.baseline)
        for a, b in zip(old.lines, new.lines, strict=True)
    )


def _apart(lying: Sequence[_Lying]) -> float:
    """Return how far baselines are from the next, 0 where nobody knows."""
    gaps = []
    for ((x, y), c, s, *_), ((x2, y2), *_) in pairwise(lying):
        gap = (y2 - y) * c - (x2 - x) * s
        if gap > 4:
            gaps.append(gap)
    return median(gaps) if len(gaps) > 1 else 0.0


def _within(found: _Lying, apart: float) -> _Lying:
    """Return a line without what must belong to the lines above and below it."""
    origin, c, s, left, right, top, bottom, middle = found
    if not apart or bottom - top <= _ROOM * apart:
        return found
    return origin, c, s, left, right, middle - _ROOM / 2 * apart, middle + _ROOM / 2 * apart, middle


def typical_height(content: PageContent) -> float:
    """Return how high most lines of a page are, from some of them where they are many."""
    lines = list(content.lines())
    step = max(len(lines) // _SAMPLE, 1)
    found = [lying for region, line in lines[::step] if (lying := _lying(line, region)) is not None]
    return median(bottom - top for *_, top, bottom, _middle in found) if found else 40.0


def _lying(line: Line, region: Region) -> _Lying | None:
    outline = line.outline if len(line.outline) > 2 else ()
    base = line.baseline if len(line.baseline) > 1 else _side(outline, line, region.attributes) if outline else ()
    if len(base) < 2:
        return None
    (x, y), (x2, y2) = base[0], base[-1]
    length = math.hypot(x2 - x, y2 - y)
    if length < 1:
        return None
    c, s = (x2 - x) / length, (y2 - y) / length
    if not outline:
        height = line_height(region)
        return (x, y), c, s, 0.0, length, -_ABOVE * height, _BELOW * height, 0.0
    along = [(px - x) * c + (py - y) * s for px, py in outline]
    across = [(py - y) * c - (px - x) * s for px, py in outline]
    left, right, top, bottom = min(along), max(along), min(across), max(across)
    if right - left < 1 or bottom - top < 1:
        return None
    upper, lower = [v for v in across if v < 0] or [top], [v for v in across if v >= 0] or [bottom]
    return (x, y), c, s, left, right, top, bottom, (median(upper) + median(lower)) / 2


def _side(outline: Polygon, line: Line, attributes: Mapping[str, str]) -> Polygon:
    """Return the side of an outline that the letters stand on, for a line without a baseline."""
    left, top, right, bottom = bounds(outline)
    turn = attributes.get("rotation", "")
    standing = bottom - top > _STANDING * (right - left) and len(line.text.strip()) > 3
    if turn in ("90", "90.0") and standing:
        return (left, top), (left, bottom)
    if standing:
        return (right, bottom), (right, top)
    if turn in ("180", "180.0"):
        return (right, top), (left, top)
    return (left, bottom), (right, bottom)


def _band(found: _Lying, usual: float) -> Band:
    origin, c, s, left, right, top, bottom, most = found
    own = bottom - top
    height = min(max(own, _LEAST * usual), _MOST * usual)
    # Of an outline that is too high only where most of it is counts.
    middle = (top + bottom) / 2 if own <= _MOST * usual else most
    x, y = origin
    return Band(
        x + left * c - middle * s,
        y + left * s + middle * c,
        x + right * c - middle * s,
        y + right * s + middle * c,
        height,
    )


# Where a word stands on its line


def ink_of(columns: Sequence[int]) -> list[float]:
    """Return how much ink each column of a level line has, 0 to 1, from its mean brightness."""
    if not columns:
        return []
    order = sorted(columns)
    paper, dark = order[int(len(order) * 0.9)], order[int(len(order) * 0.02)]
    span = max(paper - dark, 1)
    return [min(max((paper - value) / span, 0.0), 1.0) for value in columns]


def moved_to_ink(band: Band, rows: Sequence[float], high: float) -> Band:
    """Return a band moved across, by a third of its height at most, to where most ink is.

    Args:
        band: A line as its outline says.
        rows: The ink of each row of a strip around the middle of the band, from above.
        high: How high that strip is, in pixels of the image.
    """
    count = len(rows)
    core = max(round(count * _CORE * band.height / high), 1)
    if count < 8:
        return band
    middle, best, most = (count - core) / 2, 0.0, -1.0
    reach = count * _REACH * band.height / high
    for at in range(max(math.ceil(middle - reach), 0), min(math.floor(middle + reach) + 1, count - core + 1)):
        found = sum(rows[at : at + core]) * (1 - 0.2 * abs(at - middle) / max(reach, 1.0))
        if found > most:
            most, best = found, (at - middle) * high / count
    length = max(band.length, 1.0)
    x, y = -(band.y2 - band.y1) / length * best, (band.x2 - band.x1) / length * best
    return band._replace(x1=band.x1 + x, y1=band.y1 + y, x2=band.x2 + x, y2=band.y2 + y)


def word_extent(ink: Sequence[float], count: int, start: int, end: int) -> tuple[float, float]:
    """Return where the characters from ``start`` to ``end`` of ``count`` stand, in columns of ``ink``.

    They are taken to be equally wide, between the first and the last column with ink; the ends are then moved to the
    emptiest place nearby, which is the blank between two words.
    """
    inked = [at for at, value in enumerate(ink) if value > 0.12]
    if not inked or count < 1:
        return 0.0, float(len(ink))
    first, last = inked[0], inked[-1] + 1
    wide = (last - first) / count
    low, high = first + start * wide, first + end * wide
    left = first if start <= 0 else emptiest(ink, low - wide / 2, wide)
    right = last if end >= count else emptiest(ink, high + wide / 2, wide)
    return (left, right) if right > left else (low, high)


def emptiest(ink: Sequence[float], at: float, wide: float) -> float:
    """Return the middle of the emptiest stretch around a column, not farther than a character and a half."""
    around = max(round(wide * 0.3), 1)
    low, high = max(round(at - 1.5 * wide), 0), min(round(at + 1.5 * wide) + 1, len(ink))
    best, least = at, math.inf
    for column in range(low, high):
        part = ink[max(column - around, 0) : column + around + 1]
        found = sum(part) / max(len(part), 1) + 0.04 * abs(column - at) / max(wide, 1.0)
        if found < least:
            best, least = float(column), found
    return best


def word_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the ends of the word a caret stands in or at, or of the selected characters."""
    start, end = min(start, len(text)), min(end, len(text))
    if end > start:
        return start, end
    while start > 0 and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    return start, end
