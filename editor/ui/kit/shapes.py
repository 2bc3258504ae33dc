"""Where a line of a page is, in image pixels, from what is known of it; pure functions over values of the model."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from statistics import median

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPolygonF

from editor.model.geometry import Point, Polygon, bounds, polygon
from editor.model.page import Line, Region

_ABOVE, _BELOW = 0.72, 0.28
"""How much of a line's height lies above and below its baseline."""


def to_qt(points: Iterable[Point]) -> QPolygonF:
    """Return an outline as Qt's polygon."""
    return QPolygonF([QPointF(x, y) for x, y in points])


def line_height(region: Region) -> float:
    """Return how high the lines of a region are, guessed from outlines or from the distance of baselines."""
    heights = [bounds(line.outline)[3] - bounds(line.outline)[1] for line in region.lines if line.outline]
    if heights:
        return median(heights)
    middles = [(bounds(line.baseline)[1] + bounds(line.baseline)[3]) / 2 for line in region.lines if line.baseline]
    gaps = [abs(b - a) for a, b in pairwise(middles) if abs(b - a) > 4]
    return median(gaps) if gaps else 40.0


def shape_of(line: Line, region: Region) -> Polygon:
    """Return the outline of a line, or a band along its baseline, or nothing where it has no place."""
    if len(line.outline) > 2:
        return line.outline
    if len(line.baseline) < 2:
        return ()
    height = line_height(region)
    above = [(x, y - _ABOVE * height) for x, y in line.baseline]
    below = [(x, y + _BELOW * height) for x, y in reversed(line.baseline)]
    return polygon((*above, *below))
