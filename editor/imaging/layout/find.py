"""The steps from a prepared page to its layout."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy

from editor.imaging.ink import kept
from editor.imaging.layout.blocks import grouped
from editor.imaging.layout.gutters import joined
from editor.imaging.layout.kinds import kinds_of, regularity
from editor.imaging.layout.pieces import Row, Sheet, bounds_of
from editor.imaging.layout.ridges import pitch, ridge_rows
from editor.imaging.layout.rows import pieces_of, sheet_of
from editor.imaging.layout.shapes import shape_of
from editor.imaging.prepared import Prepared
from editor.model.found import FoundBlock, FoundLine, Layout
from editor.model.geometry import bounds, rectangle

_LONG = 20.0
"""Letter heights from which a line is more than a word or two."""

_BETTER = 0.3
"""Share of a page's ink that ridges must bring into long lines more than rows do, to be taken instead."""

_JOINED = 1.25
"""Pieces of ink wider than high by this are words written in one stroke, not letters."""


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
    by_ridges = None if stop() else _by_ridges(prepared, sheet, rows)
    cursive = by_ridges is not None and _is_joined(prepared)
    sheet, rows = by_ridges or (sheet, rows)
    return empty if stop() else _layout(prepared, sheet, rows, cursive)


def _by_ridges(prepared: Prepared, sheet: Sheet, rows: list[Row]) -> tuple[Sheet, list[Row]] | None:
    """Return the lines as ridges tell them, if they tell much more than rows do."""
    share = _share(sheet, rows, prepared)
    apart = pitch(prepared.clean) if share < 1 - _BETTER and rows else None
    if apart is None:
        return None
    keep = kept(prepared.parts, max(prepared.unit, 0.25 * apart))
    ink = prepared.parts.mask(keep)
    other, lines = ridge_rows(ink, prepared.parts, keep, apart)
    return (other, lines) if _share(other, lines, prepared) > share + _BETTER else None


def _share(sheet: Sheet, rows: list[Row], prepared: Prepared) -> float:
    """Return the share of the page's ink that stands in long lines."""
    total = ink = 0
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


def _layout(prepared: Prepared, sheet: Sheet, rows: list[Row], cursive: bool) -> Layout:
    """Put the lines found into their blocks and tell their places on the page."""
    shapes = [shape_of(sheet, row) for row in rows]
    regular = [regularity(shape, sheet.unit, cursive) for shape in shapes]
    kinds = kinds_of(shapes, regular, _frames(prepared), len(sheet.ink), sheet.unit)
    lines: list[FoundLine] = []
    blocks: list[FoundBlock] = []
    for block in grouped([shape.size for shape in shapes], kinds, sheet.unit):
        first = len(lines)
        for index in block:
            shape = shapes[index]
            outline, baseline = prepared.to_page(shape.outline), prepared.to_page(shape.baseline)
            angle = round(prepared.angle + math.degrees(math.atan(shape.slope)), 2)
            lines.append(FoundLine(outline, baseline, len(blocks), kinds[index], angle, regular[index]))
        around = bounds([point for line in lines[first:] for point in line.outline])
        blocks.append(FoundBlock(rectangle(around), tuple(range(first, len(lines))), kinds[block[0]]))
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
