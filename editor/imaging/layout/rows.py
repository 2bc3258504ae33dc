"""Blocks of ink and the rows in them: ink smeared until lines and paragraphs hang together, then cut by its profile."""

from __future__ import annotations

from itertools import pairwise
from typing import cast

import cv2
import numpy

from editor.imaging.ink import Mask, Real, Whole
from editor.imaging.layout.pieces import Piece, Sheet

_ACROSS, _DOWN = 2.0, 1.3
"""Letter heights that smearing bridges, in a line and between lines."""

_FAINT = 0.06
"""Share of a full row's ink below which a row of pixels lies between lines."""

_TALL = 2.2
"""Letter heights above which a row is looked at for several lines that touch."""

_APART = 0.8
"""Letter heights that two lines lie apart at least."""

_BESIDE, _BETWEEN = 0.1, 0.12
"""Letter heights of white between a device and small lines beside it, and between those."""

_LINE, _WORD = 0.4, 2.0
"""Letter heights that such a line is high and wide at least."""

_GAP = 2.2
"""Letter heights of white at which a row is split; what belongs together is joined again (see `joining`)."""


def sheet_of(ink: Mask, unit: float) -> Sheet:
    """Smear ink into blocks."""
    grown: cv2.typing.MatLike = ink.astype(numpy.uint8)
    # Odd sizes: an even one would move what it closes by a pixel.
    for kernel in ((round(_ACROSS * unit) | 1, 1), (1, round(_DOWN * unit) | 1)):
        grown = cv2.morphologyEx(grown, cv2.MORPH_CLOSE, numpy.ones(kernel[::-1], numpy.uint8))
    _, blocks, stats, _ = cv2.connectedComponentsWithStats(grown, connectivity=8)
    return Sheet(ink, cast(Whole, blocks), cast(Whole, stats[:, :4]), unit)


def pieces_of(sheet: Sheet, number: int) -> list[Piece]:
    """Return the pieces of rows in one block, rows from above, pieces from the left."""
    left, top, width, height = (int(v) for v in sheet.boxes[number])
    whole = Piece(left, top, left + width, top + height, number)
    ink = sheet.of(whole)
    found = []
    for first, last in _rows(ink.sum(axis=1).astype(numpy.float64), sheet.unit):
        for start, end, up, down in _parted(ink[first:last], sheet.unit):
            columns = cast(Mask, ink[first + up : first + down, start:end].any(axis=0))
            for one, other in _runs(columns, _GAP * sheet.unit):
                box = left + start + one, top + first + up, left + start + other, top + first + down
                piece = sheet.trimmed(Piece(*box, number))
                if piece is not None:
                    found.append(piece)
    return found


def _parted(ink: Mask, unit: float) -> list[tuple[int, int, int, int]]:
    """Return left, right, top and bottom of what a tall row is made of: a device and the small lines beside it.

    A row stays whole unless white parts it upwards and what stands on one side of that is lines below each other.
    """
    high, wide = ink.shape
    if high <= _TALL * unit:
        return [(0, wide, 0, high)]
    columns = _runs(cast(Mask, ink.any(axis=0)), _BESIDE * unit)
    for (_, end), (start, _) in pairwise(columns):
        sides = [(0, end, _lines(ink[:, :end], unit)), (start, wide, _lines(ink[:, start:], unit))]
        if sorted(min(len(lines), 2) for _, _, lines in sides) == [1, 2]:
            return [(first, last, up, down) for first, last, lines in sides for up, down in lines]
    return [(0, wide, 0, high)]


def _lines(ink: Mask, unit: float) -> list[tuple[int, int]]:
    """Return the rows that white parts all across, none where some are too small to be lines."""
    rows = _runs(cast(Mask, ink.any(axis=1)), _BETWEEN * unit)
    widths = [numpy.flatnonzero(ink[first:last].any(axis=0)) for first, last in rows]
    small = (last - first < _LINE * unit or width[-1] - width[0] < _WORD * unit
             for (first, last), width in zip(rows, widths, strict=True))  # fmt: skip
    return [] if any(small) else rows


def _rows(profile: Real, unit: float) -> list[tuple[int, int]]:
    """Return first and last (outside) pixel row of each line, from how much ink each pixel row holds."""
    soft = _blurred(profile, max(0.3, 0.08 * unit))
    full = float(numpy.percentile(soft[soft > 0], 90)) if (soft > 0).any() else 0.0
    rows = []
    for start, end in _runs(soft > _FAINT * full, 1.0):
        if end - start <= _TALL * unit:
            rows.append((start, end))
        else:
            cuts = [start, *(start + cut for cut in _valleys(soft[start:end], unit)), end]
            rows.extend(pairwise(cuts))
    return rows


def _valleys(profile: Real, unit: float) -> list[int]:
    """Return where a tall row's profile falls below half of what stands on both sides."""
    soft = _blurred(profile, 0.15 * unit)
    rising = numpy.maximum.accumulate(soft)
    falling = numpy.maximum.accumulate(soft[::-1])[::-1]
    cuts: list[int] = []
    deep = soft < 0.5 * numpy.minimum(rising, falling)
    for start, end in _runs(deep, 1.0):
        at = start + int(numpy.argmin(soft[start:end]))
        if at - (cuts[-1] if cuts else 0) >= _APART * unit and len(soft) - at >= _APART * unit:
            cuts.append(at)
    return cuts


def _blurred(profile: Real, by: float) -> Real:
    return cast(Real, cv2.GaussianBlur(profile[:, None], (1, 0), sigmaX=0.3, sigmaY=by)[:, 0])


def _runs(flags: Mask, gap: float) -> list[tuple[int, int]]:
    """Return the stretches of True, those less than ``gap`` apart as one; ends lie outside."""
    edges = numpy.flatnonzero(numpy.diff(numpy.concatenate(([False], flags, [False])).astype(numpy.int8)))
    runs: list[tuple[int, int]] = []
    for start, end in edges.reshape(-1, 2).tolist():
        if runs and start - runs[-1][1] < gap:
            runs[-1] = (runs[-1][0], end)
        else:
            runs.append((start, end))
    return runs
