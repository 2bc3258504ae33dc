"""Pieces on one row joined to lines, unless what parts them is the white between two columns."""

from __future__ import annotations

import math
from collections.abc import Sequence

from editor.imaging.layout.pieces import Piece, Row, Sheet, bounds_of

_WIDEST = 5.5
"""Letter heights of white that a line may hold: tabs and double blanks, not more."""

_OVERLAP, _UNLIKE, _OFF = 0.6, 1.75, 0.5
"""Of two pieces of one line: shared height, heights' ratio, and distance of middles in letter heights."""

_STOP = 0.5
"""Letter heights below which a piece is a stop or a dash."""

_AFTER_STOP = 1.15
"""How many times wider white is after a comma or a full stop, which fill little of their place."""

_UPPER = 0.4
"""Share of a piece's height, from above, that a comma or a full stop leaves white."""

_REACH = 5.0
"""Letter heights above and below a row in which a gutter must show itself."""

_BESIDE = 8.0
"""Letter heights from a gutter's edges at which other pieces stand beside it."""

_PLACES = (0.15, 0.35, 0.5, 0.65, 0.85)
"""Where in the white between two pieces an upright line is tried."""

_NARROW, _LOW = 0.95, 0.45
"""Letter heights: what is less is no line."""


def joined(sheet: Sheet, pieces: Sequence[Piece], blank: float = 0.0) -> list[Row]:
    """Return the lines that the pieces make, without what is too small to be one.

    White no wider than ``blank`` pixels is that between words: where it stands above white by chance, it parts nothing.
    """
    rows: list[Row] = []
    waiting = sorted(pieces, key=lambda p: p.left)
    blanks = [blank * (_AFTER_STOP if blank and _ends_low(sheet, piece) else 1.0) for piece in waiting]
    taken: set[int] = set()
    for index, piece in enumerate(waiting):
        if index in taken:
            continue
        row = [piece]
        at = index
        while (after := _next(waiting, row, at, taken, sheet.unit, blanks[at])) is not None:
            taken.add(after)
            row.append(waiting[after])
            at = after
        rows.append(tuple(row))
    return [row for row in rows if _is_large_enough(row, sheet.unit)]


def _next(
    waiting: Sequence[Piece], row: list[Piece], at: int, taken: set[int], unit: float, blank: float
) -> int | None:
    """Return the number of the piece that goes on to the right of a row, if there is one."""
    end = max(piece.right for piece in row)
    # A full stop or a dash on its own says little of where its line stands: the letters before it do.
    letters = next((p for p in reversed(row) if p.height >= _STOP * unit), row[-1])
    for index in range(at + 1, len(waiting)):
        other = waiting[index]
        if other.left - end > _WIDEST * unit:
            return None
        if index not in taken and other.left >= end - 0.3 * unit and _on_one_row(letters, other, unit):
            apart = other.left - end > blank and _is_gutter(waiting, row[-1], other, unit)
            return None if apart else index
    return None


def _ends_low(sheet: Sheet, piece: Piece) -> bool:
    """Tell whether a piece ends in a comma or a full stop: its last column has no ink in its upper part."""
    last = sheet.of(piece)[:, -1]
    return piece.width > sheet.unit and not last[: round(_UPPER * len(last))].any()


def _on_one_row(one: Piece, two: Piece, unit: float) -> bool:
    shared = min(one.bottom, two.bottom) - max(one.top, two.top)
    low, high = sorted((one.height, two.height))
    if low < _STOP * unit <= high:
        return shared >= 0.8 * low
    return shared > _OVERLAP * low and high < _UNLIKE * low and abs(one.middle - two.middle) < _OFF * unit


def _is_gutter(pieces: Sequence[Piece], one: Piece, two: Piece, unit: float) -> bool:
    """Tell whether the white between two pieces goes on up or down between others."""
    row_top, row_bottom = min(one.top, two.top), max(one.bottom, two.bottom)
    first, last = row_top - _REACH * unit, row_bottom + _REACH * unit
    others = [p for p in pieces if first < p.middle < last and not row_top <= p.middle < row_bottom]
    gap = two.left - one.right
    return any(_parts(others, one.right + gap * share, row_top, unit) for share in _PLACES)


def _parts(others: Sequence[Piece], x: float, row: float, unit: float) -> bool:
    """Tell whether an upright line at ``x`` has pieces on both sides before it meets one, above and below a row."""
    crossing = [p.middle for p in others if p.left < x < p.right]
    top = max((y for y in crossing if y < row), default=-math.inf)
    bottom = min((y for y in crossing if y > row), default=math.inf)
    beside = [p for p in others if top < p.middle < bottom]
    left = sum(x - _BESIDE * unit < p.right <= x for p in beside)
    right = sum(x <= p.left < x + _BESIDE * unit for p in beside)
    return left > 0 and right > 0 and left + right >= 3


def _is_large_enough(row: Row, unit: float) -> bool:
    left, top, right, bottom = bounds_of(row)
    return right - left >= _NARROW * unit and bottom - top >= _LOW * unit
