"""The outline and the baseline of a line, from its ink."""

from __future__ import annotations

from dataclasses import dataclass

import numpy

from editor.imaging.layout.pieces import Row, Sheet, bounds_of

_AIR = 0.12
"""Letter heights that an outline keeps from the ink."""

_STEP = 1.5
"""Letter heights of a stretch over which the feet of letters are looked at."""

Points = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Shape:
    """Outline and baseline of a line in pixels of the working picture."""

    outline: Points
    baseline: Points


def shape_of(sheet: Sheet, row: Row) -> Shape:
    """Return the outline and the baseline of a line."""
    left, top, right, bottom = bounds_of(row)
    air = _AIR * sheet.unit
    foot = _foot(sheet, row)
    outline = (
        (left - air, top - air),
        (right + air, top - air),
        (right + air, bottom + air),
        (left - air, bottom + air),
    )
    return Shape(outline, ((left, foot), (right, foot)))


def _foot(sheet: Sheet, row: Row) -> float:
    """Return the height most letters stand on."""
    feet: list[float] = []
    step = max(2, round(_STEP * sheet.unit / 3))
    for piece in row:
        ink = sheet.of(piece)
        lowest = len(ink) - numpy.argmax(ink[::-1], axis=0)
        lowest = numpy.where(ink.any(axis=0), lowest, 0)
        for start in range(0, piece.width, step):
            low = int(lowest[start : start + step].max())
            if low:
                feet.append(float(piece.top + low))
    return float(numpy.median(feet)) if feet else float(row[0].bottom)
