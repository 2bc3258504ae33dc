"""The steps from a prepared page to its layout."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy

from editor.imaging.ink import kept
from editor.imaging.layout.blocks import grouped
from editor.imaging.layout.gutters import joined, unbridged
from editor.imaging.layout.kinds import HARDLY, is_debris, is_scrap, kinds_of, regularity, usual_fill
from editor.imaging.layout.pieces import Row, Sheet, bounds_of
from editor.imaging.layout.ridges import pitch as line_pitch
from editor.imaging.layout.ridges import ridge_rows
from editor.imaging.layout.rows import pieces_of, sheet_of
from editor.imaging.layout.shapes import Shape, shape_of
from editor.imaging.layout.views import tilted, turned
from editor.imaging.pitch import pitch
from editor.imaging.prepared import Prepared
from editor.model.found import FoundBlock, FoundLine, Layout
from editor.model.geometry import bounds, rectangle

_LONG = 20.0
"""Letter heights from which a line is more than a word or two."""

_BETTER = 0.25
"""Share of a page's ink that ridges must bring into long lines more than rows do, to be taken instead."""

_JOINED = 1.25
"""Pieces of ink wider than high by this are words written in one stroke, not letters."""


_BLANK = 1.6
"""Distances of letters that a blank and the narrow letters beside it may leave white."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A line with all that is told of it but its block."""

    shape: Shape
    kind: str
    angle: float
    regular: float


def found(prepared: Prepared, stop: Callable[[], bool]) -> Layout:
    """Return the layout of a page; an empty one when stopped."""
    empty = Layout(prepared.width, prepared.height, angle=prepared.angle, letter=prepared.letter)
    sheet = sheet_of(prepared.clean, prepared.unit)
    pieces = []
    for number in range(1, len(sheet.boxes)):
        if stop():
            return empty
        pieces.extend(pieces_of(sheet, number))
    rows = joined(sheet, pieces)
    blank = _blank(sheet, rows)
    rows = unbridged(sheet, joined(sheet, pieces, blank) if blank else rows)
    by_ridges = None if stop() else _by_ridges(prepared, sheet, rows)
    cursive = by_ridges is not None and _is_joined(prepared)
    aside: list[_Line] = []
    if by_ridges is not None:
        sheet, rows = by_ridges
    elif not stop():
        rows, aside = _with_asides(prepared, sheet, rows)
    if stop():
        return empty
    return _layout(prepared, [*_level(prepared, sheet, rows, cursive), *aside], cursive)


def _blank(sheet: Sheet, rows: list[Row]) -> float:
    """Return how wide the white between two words of a typewriter may be, 0 where letters are set as they come."""
    boxes = [bounds_of(row) for row in rows]
    inks = [sheet.ink[top:bottom, left:right].astype(numpy.uint8) for left, top, right, bottom in boxes]
    return _BLANK * pitch(inks, sheet.unit)


def _with_asides(prepared: Prepared, sheet: Sheet, rows: list[Row]) -> tuple[list[Row], list[_Line]]:
    """Return the level rows without what is part of turned or tilted lines, and those."""
    parts, keep = prepared.parts, prepared.keep
    middles = numpy.stack((parts.left + parts.width / 2, parts.top + parts.height / 2), axis=1)[keep]
    stamps = tilted(sheet, middles)
    rows = [row for row in rows if any(piece.block not in stamps for piece in row)]
    upright = turned(sheet, rows)
    boxes = [bounds(aside.shape.outline) for aside in upright]
    rows = [row for row in rows if not any(_is_within(bounds_of(row), box) for box in boxes)]
    lines = [
        _Line(aside.shape, kind, (aside.angle + prepared.angle) % 360, regularity(aside.shape, sheet.unit, False))
        for kind, asides in (("stamp", stamps.values()), ("turned", upright))
        for aside in asides
    ]
    return rows, lines


def _is_within(box: tuple[int, int, int, int], other: tuple[float, float, float, float]) -> bool:
    return other[0] <= (box[0] + box[2]) / 2 <= other[2] and other[1] <= (box[1] + box[3]) / 2 <= other[3]


def _by_ridges(prepared: Prepared, sheet: Sheet, rows: list[Row]) -> tuple[Sheet, list[Row]] | None:
    """Return the lines as ridges tell them, if they tell much more than rows do."""
    share = _share(sheet, rows, prepared)
    apart = line_pitch(prepared.clean) if share < 1 - _BETTER and rows else None
    if apart is None:
        return None
    keep = kept(prepared.parts, max(prepared.unit, 0.25 * apart))
    ink = prepared.parts.mask(keep)
    other, lines = ridge_rows(ink, prepared.parts, keep, apart)
    return (other, lines) if _share(other, lines, prepared) > share + _BETTER else None


def _share(sheet: Sheet, rows: list[Row], prepared: Prepared) -> float:
    """Return the share of the page's ink that stands in long lines."""
    ink = 0
    for row in rows:
        left, _, right, _ = bounds_of(row)
        if right - left > _LONG * prepared.unit:
            ink += sum(int(sheet.of(piece).sum()) for piece in row)
    total = int(sheet.ink.sum())
    return ink / total if total else 1.0


def _is_joined(prepared: Prepared) -> bool:
    """Tell whether most ink stands in pieces that hold several letters."""
    parts, keep = prepared.parts, prepared.keep
    shape = parts.width[keep] / parts.height[keep]
    order = numpy.argsort(shape)
    area = numpy.cumsum(parts.area[keep][order])
    return bool(len(area)) and float(shape[order][int(numpy.searchsorted(area, area[-1] / 2))]) > _JOINED


def _level(prepared: Prepared, sheet: Sheet, rows: list[Row], cursive: bool) -> list[_Line]:
    """Return what is told of level lines."""
    shapes = [shape for row in rows if not is_scrap(shape := shape_of(sheet, row), sheet.unit)]
    regular = _regularities(shapes, sheet.unit, cursive)
    kinds = kinds_of(shapes, regular, _frames(prepared), len(sheet.ink), sheet.unit)
    return [
        _Line(shape, kind, prepared.angle + math.degrees(math.atan(shape.slope)), value)
        for shape, kind, value in zip(shapes, kinds, regular, strict=True)
    ]


def _regularities(shapes: list[Shape], unit: float, cursive: bool) -> list[float]:
    """Return how regular lines are; in joined handwriting a stroke may be a word, elsewhere it is hardly one."""
    regular = [regularity(shape, unit, cursive) for shape in shapes]
    if cursive:
        return regular
    fill = usual_fill(shapes, unit)
    return [
        min(value, round(0.9 * HARDLY, 3)) if is_debris(shape, unit, fill) else value
        for shape, value in zip(shapes, regular, strict=True)
    ]


def _layout(prepared: Prepared, all_lines: list[_Line], cursive: bool) -> Layout:
    """Put the lines found into their blocks and tell their places on the page."""
    lines: list[FoundLine] = []
    blocks: list[FoundBlock] = []
    boxes = [bounds(line.shape.outline) for line in all_lines]
    for block in grouped(boxes, [line.kind for line in all_lines], prepared.unit):
        first = len(lines)
        for line in (all_lines[index] for index in block):
            outline, baseline = prepared.to_page(line.shape.outline), prepared.to_page(line.shape.baseline)
            lines.append(FoundLine(outline, baseline, len(blocks), line.kind, round(line.angle, 2), line.regular))
        around = bounds([point for line in lines[first:] for point in line.outline])
        blocks.append(FoundBlock(rectangle(around), tuple(range(first, len(lines))), all_lines[block[0]].kind))
    return Layout(
        prepared.width, prepared.height, tuple(lines), tuple(blocks), prepared.angle, prepared.letter, cursive
    )  # fmt: skip


def _frames(prepared: Prepared) -> list[tuple[float, float, float, float]]:
    """Return the boxes drawn on the page, not those around all of it."""
    parts, unit = prepared.parts, prepared.unit
    high, wide = prepared.clean.shape
    drawn = (parts.width > 6 * unit) & (parts.height > 1.5 * unit) & (parts.area < 0.25 * parts.width * parts.height)
    drawn &= (parts.width < 0.6 * wide) & (parts.height < 0.3 * high) & ~prepared.keep
    return [
        (float(parts.left[n]), float(parts.top[n]), float(parts.left[n] + parts.width[n]),
         float(parts.top[n] + parts.height[n])) for n in numpy.flatnonzero(drawn)
    ]  # fmt: skip
