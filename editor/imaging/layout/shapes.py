"""The outline and the baseline of a line, from its ink, and how much it looks like a line of letters at all."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy

from editor.imaging.ink import Real
from editor.imaging.layout.pieces import Row, Sheet

_AIR = 0.12
"""Letter heights that an outline keeps from the ink."""

_STRETCH = 3.0
"""Letter heights of a stretch of outline."""

_LOOSE = 1.3
"""How much larger than close about its stretches a plain box may be, to be taken instead."""

_NEAR = 0.14
"""Letter heights from the baseline within which a letter stands on it."""

_STEEPEST, _STEPS = 0.05, 10
"""The steepest that a line leans on a level page, and the steps of the search to each side."""

_SURE = 8
"""Feet of letters from which the lean of a line can be told."""

Points = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Shape:
    """What a line looks like, in pixels of the working picture.

    Attributes:
        outline: About its ink.
        baseline: What its letters stand on.
        slope: Pixels it falls for each to the right.
        firm: The share of its letters that stand on the baseline.
        ink: Its pixels of ink.
        size: Left, top, right and bottom of its ink.
        strokes: How many parts of it stand between white columns.
    """

    outline: Points
    baseline: Points
    slope: float
    firm: float
    ink: int
    size: tuple[float, float, float, float]
    strokes: int

    @property
    def width(self) -> float:
        """Return the width of the ink."""
        return self.size[2] - self.size[0]

    @property
    def height(self) -> float:
        """Return the height of the ink."""
        return self.size[3] - self.size[1]

    @property
    def fill(self) -> float:
        """Return the share of ink in its box."""
        return self.ink / max(1.0, self.width * self.height)


@dataclass(frozen=True, slots=True, eq=False)
class _Edges:
    """Upper and lower edge of the ink in each column that has some, and how much it has."""

    x: Real
    top: Real
    bottom: Real
    ink: int


def shape_of(sheet: Sheet, row: Row) -> Shape:
    """Return the shape of a line."""
    edges = _edges(sheet, row)
    slope, foot, firm = _standing(edges, sheet.unit)
    left, right = float(edges.x[0]), float(edges.x[-1]) + 1
    air = _AIR * sheet.unit
    baseline = ((left, foot + slope * left), (right, foot + slope * right))
    strokes = 1 + int((numpy.diff(edges.x) > 1).sum())
    size = (left, float(edges.top.min()), right, float(edges.bottom.max()))
    return Shape(_outline(edges, slope, air, sheet.unit), baseline, slope, firm, edges.ink, size, strokes)


def _edges(sheet: Sheet, row: Row) -> _Edges:
    """Return the edges of a line's ink."""
    xs, tops, bottoms, ink = [], [], [], 0
    for piece in row:
        mask = sheet.of(piece)
        columns = numpy.flatnonzero(mask.any(axis=0))
        some = mask[:, columns]
        xs.append(columns + piece.left)
        tops.append(some.argmax(axis=0) + piece.top)
        bottoms.append(piece.bottom - some[::-1].argmax(axis=0))
        ink += int(mask.sum())
    order = numpy.argsort(numpy.concatenate(xs), kind="stable")
    x, top, bottom = (numpy.concatenate(v)[order].astype(numpy.float64) for v in (xs, tops, bottoms))
    return _Edges(x, top, bottom, ink)


def _standing(edges: _Edges, unit: float) -> tuple[float, float, float]:
    """Return slope, height at the left edge of the page, and firmness of the line most letters stand on."""
    x, y = _feet(edges, unit)
    steep = _STEEPEST if len(x) >= _SURE and x[-1] - x[0] > 6 * unit else 0.0
    slopes = steep * numpy.arange(-_STEPS, _STEPS + 1) / _STEPS if steep else numpy.zeros(1)
    best = (-1.0, 0.0, float(y[0]))
    for slope in sorted(slopes.tolist(), key=abs):
        rest = numpy.sort(y - slope * x)
        reach = numpy.searchsorted(rest, rest + 2 * _NEAR * unit, side="right") - numpy.arange(len(rest))
        at = int(numpy.argmax(reach))
        if reach[at] > best[0]:
            best = (float(reach[at]), slope, float(numpy.median(rest[at : at + reach[at]])))
    return best[1], best[2], best[0] / len(x)


def _feet(edges: _Edges, unit: float) -> tuple[Real, Real]:
    """Return the lowest places of what stands alone between white columns, joined letters in stretches."""
    breaks = numpy.flatnonzero(numpy.diff(edges.x) > 1) + 1
    xs: list[float] = []
    ys: list[float] = []
    for columns in numpy.split(numpy.arange(len(edges.x)), breaks):
        for part in numpy.array_split(columns, max(1, round(len(columns) / unit))):
            if edges.bottom[part].max() - edges.top[part].min() >= 0.4 * unit or len(breaks) < 3:
                xs.append(float(edges.x[part].mean()))
                ys.append(float(edges.bottom[part].max()))
    if not xs:
        return edges.x[:1], edges.bottom[:1]
    return numpy.array(xs), numpy.array(ys)


def _outline(edges: _Edges, slope: float, air: float, unit: float) -> Points:
    """Return a box along the line where that is close about the ink, else an outline of stretches."""
    left, right = float(edges.x[0]) - air, float(edges.x[-1]) + 1 + air
    top = float((edges.top - slope * edges.x).min()) - air
    bottom = float((edges.bottom - slope * edges.x).max()) + air
    count = max(1, round((right - left) / (_STRETCH * unit)))
    cuts = numpy.linspace(left, right, count + 1)
    highs, lows = _stretches(edges, cuts, slope, top, bottom, air)
    if count < 3 or (bottom - top) * count <= _LOOSE * float((lows - highs).sum()):
        return ((left, top + slope * left), (right, top + slope * right), (right, bottom + slope * right),
                (left, bottom + slope * left))  # fmt: skip
    above = numpy.minimum(numpy.append(highs, highs[-1]), numpy.insert(highs, 0, highs[0]))
    below = numpy.maximum(numpy.append(lows, lows[-1]), numpy.insert(lows, 0, lows[0]))
    upper = [(float(x), float(y + slope * x)) for x, y in zip(cuts, above, strict=True)]
    lower = [(float(x), float(y + slope * x)) for x, y in zip(cuts, below, strict=True)]
    return (*_fewer(upper, air), *reversed(_fewer(lower, air)))


def _stretches(
    edges: _Edges, cuts: Real, slope: float, top: float, bottom: float, air: float
) -> tuple[Real, Real]:  # fmt: skip
    """Return upper and lower edge of each stretch; where a stretch is white, the middle of the line stands in."""
    middle = (top + bottom) / 2
    highs, lows = [], []
    places = numpy.searchsorted(edges.x, cuts)
    for first, last in pairwise(places.tolist()):
        x = edges.x[first:last]
        highs.append(float((edges.top[first:last] - slope * x).min()) - air if last > first else middle - air)
        lows.append(float((edges.bottom[first:last] - slope * x).max()) + air if last > first else middle + air)
    return numpy.array(highs), numpy.array(lows)


def _fewer(points: list[tuple[float, float]], off: float) -> list[tuple[float, float]]:
    """Return the points without those that lie on the way between their neighbours."""
    kept = points[:1]
    for before, after in pairwise(points[1:]):
        share = (before[0] - kept[-1][0]) / max(1e-6, after[0] - kept[-1][0])
        if abs(kept[-1][1] + share * (after[1] - kept[-1][1]) - before[1]) > off:
            kept.append(before)
    return [*kept, points[-1]]
