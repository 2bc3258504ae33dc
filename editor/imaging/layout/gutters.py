"""Pieces on one row joined to lines, unless what parts them is the white between two columns."""

from __future__ import annotations

from collections.abc import Sequence

import numpy

from editor.imaging.layout.pieces import Piece, Row, Sheet, bounds_of

_WIDEST = 5.5
"""Letter heights of white that a line may hold: tabs and double blanks, not more."""

_OVERLAP, _UNLIKE, _OFF = 0.6, 1.75, 0.5
"""Of two pieces of one line: shared height, heights' ratio, and distance of middles in letter heights."""

_REACH = 5.0
"""Letter heights above and below a row in which a gutter must show itself."""

_NARROW, _LOW = 0.95, 0.45
"""Letter heights: what is less is no line."""


def joined(sheet: Sheet, pieces: Sequence[Piece]) -> list[Row]:
    """Return the lines that the pieces make, without what is too small to be one."""
    rows: list[Row] = []
    waiting = sorted(pieces, key=lambda p: p.left)
    taken: set[int] = set()
    for index, piece in enumerate(waiting):
        if index in taken:
            continue
        row = [piece]
        at = index
        while (following := _next(waiting, at, taken, sheet, pieces)) is not None:
            taken.add(following)
            row.append(waiting[following])
            at = following
        rows.append(tuple(row))
    return [row for row in rows if _is_large_enough(row, sheet.unit)]


def _next(
    waiting: Sequence[Piece], at: int, taken: set[int], sheet: Sheet, pieces: Sequence[Piece]
) -> int | None:  # fmt: skip
    """Return the number of the piece that goes on to the right of another, if there is one."""
    piece = waiting[at]
    for index in range(at + 1, len(waiting)):
        other = waiting[index]
        if other.left - piece.right > _WIDEST * sheet.unit:
            return None
        if index not in taken and _on_one_row(piece, other, sheet.unit):
            return None if _is_gutter(sheet, pieces, piece, other) else index
    return None


def _on_one_row(one: Piece, two: Piece, unit: float) -> bool:
    shared = min(one.bottom, two.bottom) - max(one.top, two.top)
    low, high = sorted((one.height, two.height))
    return (
        two.left >= one.right - 0.3 * unit
        and shared > _OVERLAP * low
        and high < _UNLIKE * low
        and abs(one.middle - two.middle) < _OFF * unit
    )


def _is_gutter(sheet: Sheet, pieces: Sequence[Piece], one: Piece, two: Piece) -> bool:
    """Tell whether the white between two pieces goes on up or down between others."""
    start, end = one.right, two.left
    if end - start < 2:
        return False
    row_top, row_bottom = min(one.top, two.top), max(one.bottom, two.bottom)
    reach = round(_REACH * sheet.unit)
    first = max(0, row_top - reach)
    inked = first + numpy.flatnonzero(sheet.ink[first : row_bottom + reach, start:end].any(axis=1))
    above, below = inked[inked < row_top], inked[inked >= row_bottom]
    top = int(above[-1]) if len(above) else first
    bottom = int(below[0]) if len(below) else row_bottom + reach
    beside = [p for p in pieces if top <= p.middle < bottom and not row_top <= p.middle < row_bottom]
    left = sum(p.right <= start for p in beside)
    right = sum(p.left >= end for p in beside)
    return left > 0 and right > 0 and left + right >= 2


def _is_large_enough(row: Row, unit: float) -> bool:
    left, top, right, bottom = bounds_of(row)
    return right - left >= _NARROW * unit and bottom - top >= _LOW * unit
