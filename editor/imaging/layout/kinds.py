"""What a line looks like by place and shape alone: body, margin, head, foot, stamp or debris; and how regular it is.

It refuses to read: a banner that says TOP SECRET and a heading look alike here.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy

from editor.imaging.layout.shapes import Shape

Box = tuple[float, float, float, float]

_EDGE = 0.12
"""Share of the page's height at its top and foot where heads and feet stand."""

_ALONE = 2.5
"""Letter heights of white that part a head or a foot from the rest."""

_LEANING = 1.5
"""Degrees by which a stamp lies otherwise than the page it was put on."""

_TOLD = 8.0
"""Letter heights from which the lean of a line is certain enough for that."""

_SCRAP = 2.4
"""Letter heights below which a mark of one or two strokes, higher or lower than letters are, says nothing."""

HARDLY = 0.3
"""Below this regularity a line is hardly one."""

_STROKE, _DASH, _DOT = 4.0, 2.0, 1.3
"""Letter heights below which what hangs together may be a stray stroke, is one when low, and surely is no word."""

_FLAT = 0.75
"""Letter heights below which such a stroke is low."""

_LEVEL, _SMALL_PRINT = 0.85, 0.35
"""Letter heights below which three strokes in a row are ends of pen strokes; small print has more ink in its box."""

_CURVE, _TWO, _BLOT = 0.28, 0.13, 0.65
"""Share of ink in the box of a bent or slanting stroke, of two of them, and of a punch hole: letters lie between."""

_PALE, _LONG = 0.3, 6.0
"""A line of so many letter heights with less than this share of the usual ink is a broken scrawl or shines through."""

_FULL = 20.0
"""Letter heights of lines that tell how much ink is usual."""

_THIN, _DENSE = 0.07, 0.62
"""Share of ink in the box of a line: less is a stray stroke or specks, more is a blot."""


@dataclass(frozen=True, slots=True)
class Column:
    """Where most of the page's text stands: left and right edge."""

    left: float
    right: float


def is_scrap(shape: Shape, unit: float) -> bool:
    """Tell whether what was found is one stray mark: a tick, a hole, a bit of a circle."""
    high = shape.height / unit
    return shape.strokes <= 2 and shape.width < _SCRAP * unit and (high > 1.6 or high < 0.6)


def usual_fill(shapes: Sequence[Shape], unit: float) -> float:
    """Return the share of ink that the boxes of long lines usually have, 0 where there are none."""
    fills = [shape.fill for shape in shapes if shape.width >= _FULL * unit]
    return float(numpy.median(fills)) if fills else 0.0


def is_debris(shape: Shape, unit: float, fill: float) -> bool:
    """Tell whether a mark is one of pen, punch or dirt, and hardly text; ``fill`` is the usual share of ink."""
    if shape.width >= _LONG * unit:
        return shape.fill < _PALE * fill
    if shape.strokes <= 3 and shape.height < _LEVEL * unit and shape.fill < _SMALL_PRINT:
        return True
    if shape.strokes == 2:
        return shape.width < _STROKE * unit and shape.fill < _TWO
    if shape.strokes > 2 or shape.width >= _STROKE * unit:
        return False
    low = shape.width < _DASH * unit and shape.height < _FLAT * unit
    return low or shape.width < _DOT * unit or not _CURVE <= shape.fill <= _BLOT


def regularity(shape: Shape, unit: float, joined: bool) -> float:
    """Return from 0 to 1 how much a line looks like letters in one row."""
    fill = shape.fill
    dense = min(1.0, fill / _THIN) if fill < _DENSE else max(0.0, 1 - 4 * (fill - _DENSE))
    high = shape.height / unit
    tall = min(1.0, high / 0.8) if high < 2.4 else max(0.2, 2.4 / high)
    long = min(1.0, shape.width / (3 * unit))
    firm = 1.0 if joined else min(1.0, 0.3 + shape.firm)
    return round(float(dense * tall * firm * (0.4 + 0.6 * long)), 3)


def column_of(shapes: Sequence[Shape]) -> Column | None:
    """Return where the long lines stand, None on a page without lines."""
    if not shapes:
        return None
    widths = numpy.array([shape.width for shape in shapes])
    long = [shape for shape in shapes if shape.width >= 0.5 * float(numpy.percentile(widths, 90))]
    lefts = numpy.array([shape.size[0] for shape in long])
    rights = numpy.array([shape.size[2] for shape in long])
    return Column(float(numpy.percentile(lefts, 20)), float(numpy.percentile(rights, 80)))


def kinds_of(
    shapes: Sequence[Shape], regular: Sequence[float], frames: Sequence[Box], height: int, unit: float
) -> list[str]:
    """Return the kind of each line of a page.

    Args:
        shapes: The lines.
        regular: Their regularity.
        frames: Left, top, right and bottom of boxes drawn on the page.
        height: Of the page.
        unit: The usual height of letters.
    """
    column = column_of([s for s, value in zip(shapes, regular, strict=True) if value >= HARDLY])
    body = _body(shapes, regular, height, unit)
    kinds = []
    for shape, value in zip(shapes, regular, strict=True):
        if value < HARDLY:
            kinds.append("debris")
        elif _is_stamp(shape, frames, unit):
            kinds.append("stamp")
        elif shape.size[3] <= body[0]:
            kinds.append("head")
        elif shape.size[1] >= body[1]:
            kinds.append("foot")
        else:
            kinds.append("margin" if column and _is_beside(shape, column, unit) else "body")
    return kinds


def _body(shapes: Sequence[Shape], regular: Sequence[float], height: int, unit: float) -> tuple[float, float]:
    """Return where the head ends and the foot begins: at white near the page's edges."""
    lines = sorted((s.size[1], s.size[3]) for s, value in zip(shapes, regular, strict=True) if value >= HARDLY)
    head, foot = 0.0, float(height)
    end = 0.0
    for top, bottom in lines:
        if end and top - end > _ALONE * unit:
            if end <= _EDGE * height:
                head = end
            if top >= (1 - _EDGE) * height and foot == height:
                foot = top
        end = max(end, bottom)
    return head, foot


def _is_stamp(shape: Shape, frames: Sequence[Box], unit: float) -> bool:
    """Tell whether a line leans otherwise than the page or stands in a frame."""
    left, top, right, bottom = shape.size
    if abs(shape.slope) > math.tan(math.radians(_LEANING)) and shape.firm > 0.6 and shape.width > _TOLD * unit:
        return True
    return any(f[0] < left and f[1] < top and right < f[2] and bottom < f[3] for f in frames)


def _is_beside(shape: Shape, column: Column, unit: float) -> bool:
    """Tell whether a line stands outside the column of the text."""
    left, _, right, _ = shape.size
    inside = min(right, column.right + unit) - max(left, column.left - unit)
    return inside < 0.5 * (right - left)
