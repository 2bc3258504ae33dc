"""Paragraphs put at runs of lines by how they would look there, where nobody has read the scan.

A paragraph is cut at words so that its pieces, drawn, look like lines that follow each other; paragraphs compete for
lines, those first that gain most by line. Knows no readings.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

import numpy
from numpy.typing import NDArray

from editor.assist.linking.seen import Place
from editor.assist.linking.segments import Segments, Unit, rulers, unit_of
from editor.assist.linking.share import Shares
from editor.assist.linking.values import Scan, TextLine

Floats = NDArray[numpy.float32]

# Steps from line to line (by trial).
_NEXT = 1.2
_SKIP = (-0.6, -1.3, -2.0, -2.8)
_OVER_PAGE = -0.4
_OVER_LINES = 4
"""Lines at the foot of one page and the head of the next that may be stepped over, each."""
_IN_ORDER = 0.75
"""What it gains if a paragraph begins where the one before it ends, and the same for its end."""
_LOST = -1.5
"""What a line costs that was not found as one line: cut up, or grown together with what stands beside it ..."""
_LOST_FROM = 2.5
"""... in paragraphs of more lines than this; such a line is ..."""
_FULL, _WIDER = 0.6, 1.1
"""... so long, in measures."""
_LEAST = 0.8
"""Paragraphs that gain less by line are left without a place."""
_SLACK = 0.25
"""The share of a page's text by which its ends may be elsewhere than the widths of the lines say."""


@dataclass(frozen=True, slots=True)
class Placing:
    """A unit on lines: for each piece its first word, the word after its last, the line; and what it gains."""

    pieces: tuple[tuple[int, int, int], ...]
    gain: float

    @property
    def by_line(self) -> float:
        """Return the gain by line."""
        return self.gain / max(len(self.pieces), 1)


def look(shares: Shares, texts: Sequence[TextLine], scans: Sequence[Scan], stop: Callable[[], bool] | None) -> None:
    """Give words without a line to the lines of ``scans`` they would look like."""
    units = _units(shares, texts)
    field = _Field(shares, scans, units, stop)
    waiting = set(range(len(units)))
    best = {unit: field.place(unit) for unit in waiting}
    while waiting:
        unit = max(waiting, key=lambda each: best[each].by_line * min(len(best[each].pieces), 3) ** 0.5)
        waiting.discard(unit)
        placing = best[unit]
        if placing.by_line < _LEAST or (stop is not None and stop()):
            continue
        field.take(unit, placing)
        taken = {line for _, _, line in placing.pieces}
        for other in waiting:
            beside = abs(other - unit) == 1
            if beside or any(line in taken for _, _, line in best[other].pieces):
                best[other] = field.place(other)


def _units(shares: Shares, texts: Sequence[TextLine]) -> list[Unit]:
    """Return the runs of words without a line that stand in one block of the text."""
    free = [at for at in range(len(shares.words)) if shares.owner[at] < 0]
    blocks = [list(run) for _, run in groupby(free, key=lambda at: texts[shares.words[at].line].block)]
    found: list[Unit] = []
    for block in blocks:
        first = block[0]
        for one, other in zip(block, [*block[1:], -1], strict=True):
            if other != one + 1:
                found.append(unit_of(texts, shares.words, first, one + 1))
                first = other
    return found


_Step = tuple[int, int, bool]
"""How a word was reached: the first word of the piece, the line before, and whether the piece has a line itself."""


def _traced(back: dict[tuple[int, int], _Step], end: int, line: int, gain: float) -> Placing:
    """Return the way back from the last word of a unit."""
    pieces: list[tuple[int, int, int]] = []
    while line >= 0:
        start, before, has_line = back[end, line]
        if has_line:
            pieces.append((start, end, line))
        end, line = start, before
    return Placing(tuple(reversed(pieces)), gain)


class _Field:
    """The lines that are still free, and what units would gain on them."""

    def __init__(
        self, shares: Shares, scans: Sequence[Scan], units: Sequence[Unit], stop: Callable[[], bool] | None
    ) -> None:
        self._shares = shares
        self._units = units
        self._steps = steps(shares.row)
        self._free = numpy.array([not shares.owned(line) for line in range(len(shares.row))])
        self._ends: dict[int, tuple[int, int]] = {}
        self._pages: list[tuple[int, Segments]] = []
        self._measure = 0.0
        wide = numpy.array(
            [sum(_wide(place) for place in shares.row if place.page == page) for page in range(len(scans))]
        )
        share = wide / max(wide.sum(), 1.0)
        letters = numpy.cumsum([0, *(len(unit.text) for unit in units)])
        for page, ruler in enumerate(rulers(scans, shares.row)):
            if ruler is None or not len(ruler.widths) or (stop is not None and stop()):
                continue
            ruler.find_pitch(units, float(share[page]))
            low = letters[-1] * (share[:page].sum() - _SLACK * share[page])
            high = letters[-1] * (share[: page + 1].sum() + _SLACK * share[page])
            one = len(scans) == 1
            inside = [
                range(len(unit.starts)) if one else _within(unit, low - letters[at], high - letters[at])
                for at, unit in enumerate(units)
            ]
            first = next(line for line, place in enumerate(shares.row) if place.page == page)
            self._pages.append((first, Segments(ruler, units, inside)))
            self._measure = max(self._measure, ruler.measure / max(ruler.pitch, 1e-3))

    def place(self, unit: int) -> Placing:
        """Return the best place of a unit on the free lines."""
        lines = len(self._shares.row)
        words = len(self._units[unit].starts)
        reach = numpy.full((words + 1, lines), -numpy.inf, dtype=numpy.float32)
        back: dict[tuple[int, int], _Step] = {}
        begin = self._begin(unit)
        stretches = self._stretches(unit)
        for start in range(words):
            if start and not numpy.isfinite(reach[start]).any() and start not in stretches:
                continue
            before, source = self._before(unit, start, begin, reach[start])
            for end, worth in stretches.get(start, {}).items():
                here = numpy.where(self._free, before + worth, -numpy.inf)
                for line in numpy.flatnonzero(here > reach[end]):
                    reach[end, line] = here[line]
                    back[end, int(line)] = (start, int(source[line]), True)
            for end in self._lost(unit, start):
                for line in numpy.flatnonzero(reach[start] + _LOST > reach[end]):
                    reach[end, line] = reach[start, line] + _LOST
                    back[end, int(line)] = (start, int(line), False)
        final = reach[words] + self._finish(unit)
        if not lines or not numpy.isfinite(final.max()):
            return Placing((), -numpy.inf)
        return _traced(back, words, int(final.argmax()), float(final.max()))

    def _before(self, unit: int, start: int, begin: Floats, here: Floats) -> tuple[Floats, NDArray[numpy.intp]]:
        """Return what is gained before a line with the word ``start``, and from which line one comes; -1: from none."""
        if start == 0:
            return begin, numpy.full(begin.size, -1)
        arrive = here[:, None] + self._steps
        source = arrive.argmax(axis=0)
        before = arrive.max(axis=0)
        if self._lost_between(unit, 0, start):
            source = numpy.where(begin + _LOST > before, -1, source)
            before = numpy.maximum(before, begin + _LOST)
        return before, source

    def _stretches(self, unit: int) -> dict[int, dict[int, Floats]]:
        """Return what stretches of a unit are worth on every line, by first word and word after the last."""
        found: dict[int, dict[int, Floats]] = {}
        lines = len(self._shares.row)
        for first, segments in self._pages:
            for start, end in segments.ends(unit):
                worth = segments.of(unit, start, end)
                if worth is not None:
                    whole = found.setdefault(start, {}).setdefault(end, numpy.full(lines, -numpy.inf, numpy.float32))
                    whole[first : first + worth.size] = worth
        return found

    def _lost(self, unit: int, start: int) -> list[int]:
        """Return where a line that was not found as one line may end, if it begins with the word ``start``."""
        return [
            end for end in range(start + 1, len(self._units[unit].starts) + 1) if self._lost_between(unit, start, end)
        ]

    def _lost_between(self, unit: int, start: int, end: int) -> bool:
        words = self._units[unit]
        if start >= end or len(words.text) < _LOST_FROM * self._measure:
            return False
        least = 1 if end == len(words.starts) else _FULL * self._measure
        return least <= words.length(start, end) <= self._measure * _WIDER

    def take(self, unit: int, placing: Placing) -> None:
        """Give a unit's words to its lines."""
        first = self._units[unit].first
        worth = self._stretches(unit)
        for start, end, line in placing.pieces:
            self._shares.give(line, [(-1, word) for word in range(first + start, first + end)])
            gain = min(placing.by_line, float(worth[start][end][line]) + _NEXT)
            self._shares.look(range(first + start, first + end), gain)
            self._free[line] = False
        self._ends[unit] = (placing.pieces[0][2], placing.pieces[-1][2])

    def _begin(self, unit: int) -> Floats:
        """Return what it gains to begin on each line: to follow the paragraph before."""
        gains = numpy.zeros(len(self._shares.row), dtype=numpy.float32)
        if unit - 1 in self._ends:
            gains[self._steps[self._ends[unit - 1][1]] > _SKIP[-1]] += _IN_ORDER
        return gains

    def _finish(self, unit: int) -> Floats:
        gains = numpy.zeros(len(self._shares.row), dtype=numpy.float32)
        if unit + 1 in self._ends:
            gains[self._steps[:, self._ends[unit + 1][0]] > _SKIP[-1]] += _IN_ORDER
        return gains


def _wide(place: Place) -> float:
    return max(place.box[2] - place.box[0], place.box[3] - place.box[1])


def _within(unit: Unit, low: float, high: float) -> range:
    """Return the words of a unit that begin between two offsets of its text."""
    inside = [at for at, start in enumerate(unit.starts) if low <= start <= high]
    return range(inside[0], inside[-1] + 1) if inside else range(0)


def steps(row: Sequence[Place]) -> Floats:
    """Return what it gains to go from one line (row) to another (column) within a paragraph."""
    found = numpy.full((len(row), len(row)), -numpy.inf, dtype=numpy.float32)
    for line in range(len(row)):
        after, gain = row[line].below, _NEXT
        for skip in (*_SKIP, -numpy.inf):
            if after < 0:
                break
            found[line, after] = gain
            after, gain = row[after].below, skip
    pages = sorted({place.page for place in row})
    for one, other in pairwise(pages):
        foot = _column(row, one)[-_OVER_LINES - 1 :]
        head = _column(row, other)[: _OVER_LINES + 1]
        for up, line in enumerate(reversed(foot)):
            for down, after in enumerate(head):
                found[line, after] = _NEXT + _OVER_PAGE * (up + down) / 2
    return found


def _column(row: Sequence[Place], page: int) -> list[int]:
    """Return the longest column of a page, top to bottom."""
    columns: list[list[int]] = []
    for line, place in enumerate(row):
        if place.page == page and place.above < 0:
            column = [line]
            while row[column[-1]].below >= 0:
                column.append(row[column[-1]].below)
            columns.append(column)
    return max(columns, key=len, default=[])
