"""Pieces on one row joined to lines, unless what parts them is the white between two columns."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy

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

_FEW, _MANY = 3, 6
"""Pieces that stand beside a gutter at least; more beside white that a lost letter or two may have left."""

_LOST = 2.0
"""How many times as wide as between words such white may be."""

_NARROW, _LOW = 0.95, 0.45
"""Letter heights: what is less is no line."""

_WHITE, _NOTE = 0.7, 14.0
"""Letter heights: white that may part a note from its text, and how wide such a note is at most."""

_AROUND, _SHORT, _RAGGED = 8.0, 8.0, 1.2
"""Letter heights: rows around one that are asked, how far from the white text ends, and how much notes are indented."""

_TEXT, _TRIES = 3, 5
"""Rows of text that stand beside such white at least, and upright lines that are tried in it."""


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
            white = other.left - end
            stands = _FEW if not blank or white > _LOST * blank else _MANY
            apart = white > blank and _is_gutter(waiting, row[-1], other, unit, stands)
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


def _is_gutter(pieces: Sequence[Piece], one: Piece, two: Piece, unit: float, stands: int) -> bool:
    """Tell whether the white between two pieces goes on up or down between so many others."""
    row_top, row_bottom = min(one.top, two.top), max(one.bottom, two.bottom)
    first, last = row_top - _REACH * unit, row_bottom + _REACH * unit
    others = [p for p in pieces if first < p.middle < last and not row_top <= p.middle < row_bottom]
    gap = two.left - one.right
    return any(_parts(others, one.right + gap * share, row_top, unit, stands) for share in _PLACES)


def _parts(others: Sequence[Piece], x: float, row: float, unit: float, stands: int) -> bool:
    """Tell whether an upright line at ``x`` has pieces on both sides before it meets one, above and below a row."""
    crossing = [p.middle for p in others if p.left < x < p.right]
    top = max((y for y in crossing if y < row), default=-math.inf)
    bottom = min((y for y in crossing if y > row), default=math.inf)
    beside = [p for p in others if top < p.middle < bottom]
    left = sum(x - _BESIDE * unit < p.right <= x for p in beside)
    right = sum(x <= p.left < x + _BESIDE * unit for p in beside)
    return left > 0 and right > 0 and left + right >= stands


def _is_large_enough(row: Row, unit: float) -> bool:
    left, top, right, bottom = bounds_of(row)
    return right - left >= _NARROW * unit and bottom - top >= _LOW * unit


def unbridged(sheet: Sheet, rows: Sequence[Row]) -> list[Row]:
    """Return rows, those cut in two that reach over the white between the text and a column of notes beside it."""
    ends = sorted((_End(bounds_of(row), list(_blanks(sheet, row)), row) for row in rows), key=lambda end: end.middle)
    middles = [end.middle for end in ends]
    found: list[Row] = []
    for end in ends:
        first, last = (bisect_left(middles, end.middle + way * _AROUND * sheet.unit) for way in (-1, 1))
        near = [other for other in ends[first:last] if other is not end]
        cut = next((white for white in end.blanks if _is_bridged(end.box, white, near, sheet.unit)), None)
        found += [end.row] if cut is None else _cut(sheet, end.row, cut)
    return found


@dataclass(frozen=True, slots=True)
class _End:
    """The box of a row, and left and right of the white between words near its ends."""

    box: tuple[int, int, int, int]
    blanks: list[tuple[int, int]]
    row: Row

    @property
    def middle(self) -> float:
        """Return the height of its middle on the page."""
        return (self.box[1] + self.box[3]) / 2

    def is_at(self, x: float) -> bool:
        """Tell whether the row stands at a place, other than with the white near its ends."""
        return self.box[0] < x < self.box[2] and not any(left < x < right for left, right in self.blanks)


def _blanks(sheet: Sheet, row: Row) -> Iterator[tuple[int, int]]:
    """Yield left and right of the white between words near the ends of a row."""
    first, _, last, _ = bounds_of(row)
    inked = numpy.unique(numpy.concatenate([numpy.flatnonzero(sheet.of(p).any(axis=0)) + p.left for p in row]))
    for at in numpy.flatnonzero(numpy.diff(inked) > _WHITE * sheet.unit).tolist():
        left, right = int(inked[at]) + 1, int(inked[at + 1])
        if min(left - first, last - right) < _NOTE * sheet.unit:
            yield left, right


def _is_bridged(
    box: tuple[int, int, int, int], white: tuple[int, int], near: Sequence[_End], unit: float
) -> bool:  # fmt: skip
    """Tell whether the white in a row goes on between the rows of a text and notes that begin where it ends.

    A note on its own must be there: words of a text may begin above each other too.
    """
    left, right = white
    for x in numpy.linspace(left, right, _TRIES + 2)[1:-1].tolist():
        before = [other.box[2] for other in near if other.box[2] <= x]
        after = [other.box[0] for other in near if other.box[0] >= x]
        if not before or not after or any(other.is_at(x) for other in near):
            continue
        if right - box[0] > box[2] - left:
            aligned = right > min(after) - _RAGGED * unit
            text = [end for end in before if x - end < _SHORT * unit]
        else:
            aligned = left < max(before) + _RAGGED * unit
            text = [start for start in after if start - x < _SHORT * unit]
        if aligned and len(text) >= _TEXT:
            return True
    return False


def _cut(sheet: Sheet, row: Row, white: tuple[int, int]) -> list[Row]:
    """Return the two rows to the left and to the right of white."""
    sides: list[Row] = []
    for low, high in ((0, white[0]), (white[1], sheet.ink.shape[1])):
        parts = (
            sheet.trimmed(replace(p, left=max(p.left, low), right=min(p.right, high)))
            for p in row if p.left < high and p.right > low
        )  # fmt: skip
        sides.append(tuple(part for part in parts if part is not None))
    return [side for side in sides if side and _is_large_enough(side, sheet.unit)]
