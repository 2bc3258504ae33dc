"""Parts of a page looked at from another side: turned lines in the margin, stamps put on aslant.

What is found there comes back in places of the working picture.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import cast

import cv2
import numpy
from numpy.typing import NDArray

from editor.imaging.ink import Mask
from editor.imaging.layout.gutters import joined
from editor.imaging.layout.pieces import Row, Sheet, bounds_of
from editor.imaging.layout.rows import pieces_of, sheet_of
from editor.imaging.layout.shapes import Shape, shape_of

_WORD = 0.7
"""Letter heights of white between the letters of a turned word."""

_TALL, _SLIM = 2.5, 2.5
"""A turned word is so many letter heights high, a turned line so many times as long as thick."""

_LONG = 4.0
"""Letter heights from which a turned line is one: less may be a stack of figures."""

_GOOD_LONG, _GOOD_SLIM = 4.5, 2.2
"""A level line is surely one when so many letter heights wide, or a word and so many times as wide as high."""

_FEWEST, _MOST = 8, 80
"""Pieces of ink in a stamp of one line."""

_STRAIGHT = 0.09
"""How far the middles of its letters may spread across it, against their spread along it."""

_FIRM = 0.6
"""Share of its letters that stand on a stamp's baseline: handwriting that rises does so less evenly."""

_LEAST, _STEEPEST = 4.0, 60.0
"""Degrees a stamp leans at least to be one, and at most not to be a turned line."""


@dataclass(frozen=True, slots=True)
class Aside:
    """A line that does not lie level: its shape on the working picture and its angle against that, clockwise."""

    shape: Shape
    angle: float


def turned(sheet: Sheet, rows: Sequence[Row]) -> list[Aside]:
    """Return the lines that are read upwards or downwards; ``rows`` are the level ones."""
    rest = sheet.ink.copy()
    for row in rows:
        left, top, right, bottom = bounds_of(row)
        wide = right - left
        if wide > _GOOD_LONG * sheet.unit or (wide > _TALL * sheet.unit and wide > _GOOD_SLIM * (bottom - top)):
            rest[top:bottom, left:right] = False
    found = []
    for left, top, right, bottom in _upright_words(rest, sheet.unit):
        crop = rest[top:bottom, left:right]
        # Most such lines are read upwards, from the foot of the page: a draw goes to them.
        up, down = (_lines(crop, (left, top), angle, sheet.unit) for angle in (270.0, 90.0))
        for aside in up if sum(a.shape.firm for a in up) >= sum(a.shape.firm for a in down) else down:
            if aside.shape.width > _LONG * sheet.unit and aside.shape.width > _SLIM * aside.shape.height:
                found.append(aside)
    return found


def _upright_words(rest: Mask, unit: float) -> list[tuple[int, int, int, int]]:
    """Return boxes around what may be a turned line: high and slim when letters are joined upwards."""
    grown = cv2.morphologyEx(
        rest.astype(numpy.uint8), cv2.MORPH_CLOSE, numpy.ones((round(_WORD * unit) | 1, 1), numpy.uint8)
    )
    _, _, stats, _ = cv2.connectedComponentsWithStats(grown, connectivity=8)
    words = numpy.zeros(rest.shape, numpy.uint8)
    tall: list[tuple[int, int, int]] = []
    for left, top, width, height, _ in stats[1:].tolist():
        if height > 1.2 * unit and width > 0.5 * unit and width < 2.5 * unit:
            words[top : top + height, left : left + width] = 1
            if height > _TALL * unit and height > 1.6 * width:
                tall.append((left, top, height))
    lines = cv2.morphologyEx(words, cv2.MORPH_CLOSE, numpy.ones((round(2.2 * unit) | 1, 1), numpy.uint8))
    _, labels, boxes, _ = cv2.connectedComponentsWithStats(lines, connectivity=8)
    sure = numpy.zeros(len(boxes), numpy.int64)
    for left, top, height in tall:
        sure[labels[top + height // 2, left]] += height
    # A stack of figures, as beside a list, has no word in it that is high on its own.
    return [
        (x, y, x + w, y + h) for (x, y, w, h, _), high in zip(boxes[1:].tolist(), sure[1:].tolist(), strict=True)
        if h > _LONG * unit and high >= 0.5 * h
    ]  # fmt: skip


def tilted(sheet: Sheet, centres: NDArray[numpy.float64]) -> dict[int, Aside]:
    """Return by block the lines of stamps put on aslant, standing free.

    Args:
        sheet: The ink and its blocks.
        centres: Across and down, the middles of all pieces of ink.
    """
    across = centres[:, 0].astype(numpy.int64).clip(0, sheet.ink.shape[1] - 1)
    down = centres[:, 1].astype(numpy.int64).clip(0, sheet.ink.shape[0] - 1)
    owner = sheet.blocks[down, across]
    found = {}
    counts = numpy.bincount(owner, minlength=len(sheet.boxes))
    for block in numpy.flatnonzero((counts >= _FEWEST) & (counts <= _MOST)).tolist():
        angle = _lean(centres[owner == block]) if block else None
        if angle is not None:
            left, top, width, height = (int(v) for v in sheet.boxes[block])
            view = (slice(top, top + height), slice(left, left + width))
            own = cast(Mask, sheet.ink[view] & (sheet.blocks[view] == block))
            lines = _lines(own, (left, top), angle, sheet.unit)
            if len(lines) == 1 and lines[0].shape.height < 3 * sheet.unit and lines[0].shape.firm > _FIRM:
                found[block] = lines[0]
    return found


def _lean(points: NDArray[numpy.float64]) -> float | None:
    """Return the angle of a row of points, None if they are no row or it lies level."""
    _, values, axes = numpy.linalg.svd(points - points.mean(axis=0), full_matrices=False)
    if values[0] <= 0 or values[1] > _STRAIGHT * values[0]:
        return None
    angle = math.degrees(math.atan2(axes[0][1], axes[0][0]))
    angle = (angle + 90) % 180 - 90
    return angle if _LEAST <= abs(angle) <= _STEEPEST else None


def _lines(crop: Mask, corner: tuple[int, int], angle: float, unit: float) -> list[Aside]:
    """Return the lines of a part of the page when it is turned level."""
    height, width = crop.shape
    turn = math.radians(angle)
    cos, sin = math.cos(turn), math.sin(turn)
    wide = math.ceil(width * abs(cos) + height * abs(sin)) + 4
    high = math.ceil(height * abs(cos) + width * abs(sin)) + 4
    move = numpy.array([[cos, sin, 0.0], [-sin, cos, 0.0]])
    move[:, 2] = numpy.array([wide / 2, high / 2]) - move[:, :2] @ numpy.array([width / 2, height / 2])
    level = cv2.warpAffine(crop.astype(numpy.uint8), move, (wide, high), flags=cv2.INTER_NEAREST)
    sheet = sheet_of(level.astype(numpy.bool_), unit)
    pieces = [piece for number in range(1, len(sheet.boxes)) for piece in pieces_of(sheet, number)]
    back = numpy.asarray(cv2.invertAffineTransform(move), numpy.float64)
    back[:, 2] += corner
    return [_brought_back(shape_of(sheet, row), back, angle) for row in joined(sheet, pieces)]


def _brought_back(shape: Shape, back: NDArray[numpy.float64], angle: float) -> Aside:
    """Return a shape with its places on the page; its width and height stay those along and across the line."""
    outline, baseline = (
        tuple((float(back[0] @ (x, y, 1)), float(back[1] @ (x, y, 1))) for x, y in points)
        for points in (shape.outline, shape.baseline)
    )
    return Aside(replace(shape, outline=outline, baseline=baseline), angle + math.degrees(math.atan(shape.slope)))
