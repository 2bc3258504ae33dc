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
_LEFT_OUT = -0.6
"""What it costs, by measure, that a paragraph without a place as a whole is placed in part."""
_PART_LEAST, _PART_MOST = 1.0, 1.6
"""What such a part has to gain by line, and how much of it counts: it is only ever suggested."""
_PART_SIZE = 0.8
"""Measures of text that are looked for as a part at least."""
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


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words of a unit: from ``start`` to before ``end``."""

    unit: int
    start: int
    end: int


def look(shares: Shares, texts: Sequence[TextLine], scans: Sequence[Scan], stop: Callable[[], bool] | None) -> None:
    """Give words without a line to the lines of ``scans`` they would look like."""
    units = _units(shares, texts)
    field = _Field(shares, scans, units, stop)
    waiting = set(range(len(units)))
    best = {unit: field.place(unit) for unit in waiting}
    failed: list[int] = []
    while waiting:
        unit = max(waiting, key=lambda each: best[each].by_line * min(len(best[each].pieces), 3) ** 0.5)
        waiting.discard(unit)
        placing = best[unit]
        if placing.by_line < _LEAST or (stop is not None and stop()):
            failed.append(unit)
            continue
        field.take(unit, placing)
        taken = {line for _, _, line in placing.pieces}
        for other in waiting:
            beside = abs(other - unit) == 1
            if beside or any(line in taken for _, _, line in best[other].pieces):
                best[other] = field.place(other)
    _in_parts(field, sorted(failed), stop)


def _in_parts(field: _Field, failed: Sequence[int], stop: Callable[[], bool] | None) -> None:
    """Place the best parts of units that found no place as a whole, what is left around them next."""
    stretches = [Stretch(unit, 0, field.words(unit)) for unit in failed]
    while stretches and not (stop is not None and stop()):
        here = stretches.pop(0)
        if field.measures(here) < _PART_SIZE:
            continue
        placing = field.place_part(here)
        if placing.by_line < _PART_LEAST:
            continue
        field.take(here.unit, placing, _PART_MOST)
        first, last = placing.pieces[0][0], placing.pieces[-1][1]
        stretches[:0] = [Stretch(here.unit, here.start, first), Stretch(here.unit, last, here.end)]


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

    def words(self, unit: int) -> int:
        """Return how many words a unit has."""
        return len(self._units[unit].starts)

    def measures(self, of: Stretch) -> float:
        """Return how long a stretch of text is, in measures."""
        if of.start >= of.end:
            return 0.0
        return self._units[of.unit].length(of.start, of.end) / max(self._measure, 1.0)

    def place(self, unit: int) -> Placing:
        """Return the best place of a unit on the free lines."""
        return self._place(Stretch(unit, 0, self.words(unit)), part=False)

    def place_part(self, within: Stretch) -> Placing:
        """Return the best place of any part of a stretch; what is left out costs by its length."""
        return self._place(within, part=True)

    def _place(self, of: Stretch, part: bool) -> Placing:
        lines, unit = len(self._shares.row), of.unit
        reach = numpy.full((of.end + 1, lines), -numpy.inf, dtype=numpy.float32)
        back: dict[tuple[int, int], _Step] = {}
        stretches = self._stretches(unit)
        for start in range(of.start, of.end):
            if start > of.start and not numpy.isfinite(reach[start]).any() and start not in stretches:
                continue
            before, source = self._before(of, start, reach[start], part)
            came = [(start, int(each), True) for each in source]
            over = [(start, line, False) for line in range(lines)]
            for end, worth in stretches.get(start, {}).items():
                if end <= of.end:
                    here = numpy.where(self._free, before + worth, -numpy.inf)
                    _keep(reach, back, end, here, came)
            for end in self._lost(of, start):
                _keep(reach, back, end, reach[start] + _LOST, over)
        final, ends = self._final(of, reach, part)
        if not lines or not numpy.isfinite(final.max()):
            return Placing((), -numpy.inf)
        line = int(final.argmax())
        return _traced(back, int(ends[line]), line, float(final[line]))

    def _final(self, of: Stretch, reach: Floats, part: bool) -> tuple[Floats, NDArray[numpy.intp]]:
        """Return what the best way that ends on each line gains, and the word it ends before."""
        done = reach[of.end] + self._beside(of, after=True)
        ends = numpy.full(done.size, of.end)
        for end in range(of.start + 1, of.end) if part else ():
            here = reach[end] + _LEFT_OUT * self.measures(Stretch(of.unit, end, of.end))
            ends = numpy.where(here > done, end, ends)
            done = numpy.maximum(here, done)
        return done, ends

    def _before(self, of: Stretch, start: int, here: Floats, part: bool) -> tuple[Floats, NDArray[numpy.intp]]:
        """Return what is gained before a line with the word ``start``, and from which line one comes; -1: from none."""
        begin = self._beside(of, after=False)
        if start == of.start:
            return begin, numpy.full(begin.size, -1)
        arrive = here[:, None] + self._steps
        source = arrive.argmax(axis=0)
        before = arrive.max(axis=0)
        fresh = None
        if part:
            fresh = numpy.full(begin.size, _LEFT_OUT * self.measures(Stretch(of.unit, of.start, start)), numpy.float32)
        elif self._lost_between(of.unit, of.start, start):
            fresh = begin + _LOST
        if fresh is not None:
            source = numpy.where(fresh > before, -1, source)
            before = numpy.maximum(before, fresh)
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

    def _lost(self, of: Stretch, start: int) -> list[int]:
        """Return where a line that was not found as one line may end, if it begins with the word ``start``."""
        return [end for end in range(start + 1, of.end + 1) if self._lost_between(of.unit, start, end)]

    def _lost_between(self, unit: int, start: int, end: int) -> bool:
        words = self._units[unit]
        if start >= end or len(words.text) < _LOST_FROM * self._measure:
            return False
        least = 1 if end == len(words.starts) else _FULL * self._measure
        return least <= words.length(start, end) <= self._measure * _WIDER

    def take(self, unit: int, placing: Placing, most: float = numpy.inf) -> None:
        """Give a unit's words to its lines; no more than ``most`` counts as gained."""
        first = self._units[unit].first
        worth = self._stretches(unit)
        for start, end, line in placing.pieces:
            self._shares.give(line, [(-1, word) for word in range(first + start, first + end)])
            gain = min(placing.by_line, float(worth[start][end][line]) + _NEXT, most)
            self._shares.look(range(first + start, first + end), gain)
            self._free[line] = False

    def _beside(self, of: Stretch, after: bool) -> Floats:
        """Return what it gains to begin (or end) on each line: to follow (or precede) the text next to the stretch."""
        gains = numpy.zeros(len(self._shares.row), dtype=numpy.float32)
        word = self._units[of.unit].first + (of.end if after else of.start - 1)
        owner = self._shares.owner[word] if 0 <= word < len(self._shares.owner) else -1
        if owner >= 0:
            gains[(self._steps[:, owner] if after else self._steps[owner]) > _SKIP[-1]] += _IN_ORDER
        return gains


def _keep(reach: Floats, back: dict[tuple[int, int], _Step], end: int, here: Floats, came: Sequence[_Step]) -> None:
    """Keep how the lines are reached with a piece that ends before the word ``end``, where it gains more."""
    for line in numpy.flatnonzero(here > reach[end]):
        reach[end, line] = here[line]
        back[end, int(line)] = came[int(line)]


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
