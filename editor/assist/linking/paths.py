"""The likeliest way of a run of text over the lines of a page: one line after the other, some left out.

Knows scores and steps as figures only.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

import numpy
from numpy.typing import NDArray

Floats = NDArray[numpy.float32]

SKIPPED = -0.9
"""What a text left without a place costs, and how many in a row may be."""
MOST_SKIPPED = 4
_EVEN, _EVEN_WIDE, _EVEN_MOST = 0.5, 0.10, 3.0
NEVER = -1e5


@dataclass(frozen=True, slots=True)
class Field:
    """What all paths of a page are reckoned from: texts in rows, lines in columns; steps from line to line.

    ``narrow`` is the logarithm of how much wider a line is than the text: it should be the same along a path, the more
    so the greater the ``weight`` of a text, 0 to 1.
    """

    score: Floats
    steps: Floats
    narrow: Floats
    weight: Sequence[float]


@dataclass(frozen=True, slots=True)
class Path:
    """Texts (rows of the field) and their lines, in the order of the text, and what the whole is worth."""

    at: tuple[tuple[int, int], ...]
    worth: float


def best_path(field: Field, rows: Sequence[int], score: Floats, held: Collection[int] = ()) -> Path:
    """Return the path of greatest worth for the texts ``rows``, given the ``score`` of each on each line.

    ``held`` are those of them (counted from 0) that have their place: none of them is ever left out.
    Nothing is worth 0 and is what is returned where every path is worth less.
    """
    count, lines = score.shape
    if not count or not lines:
        return Path((), 0.0)
    worth, came = _onward(field, rows, score, held)
    ends = worth + SKIPPED * (count - 1 - numpy.arange(count))[:, None]
    end = numpy.unravel_index(int(numpy.argmax(ends)), ends.shape)
    total = float(ends[end])
    if total <= SKIPPED * count:
        return Path((), 0.0)
    return Path(_traced(came, rows, int(end[0]), int(end[1])), total)


def through(field: Field, rows: Sequence[int], score: Floats) -> Floats:
    """Return what the best path is worth that puts each text (row) on each line (column), however the rest then goes.

    What a text's own place leads the others by tells how firm it is: a run that may as well stand one line further down
    leads by little all along.
    """
    if 0 in score.shape:
        return score
    back = Field(field.score, field.steps.T, field.narrow, field.weight)
    before, _ = _onward(field, rows, score, ())
    after, _ = _onward(back, rows[::-1], score[::-1], ())
    return numpy.asarray(before + after[::-1] - score, numpy.float32)


def _onward(
    field: Field, rows: Sequence[int], score: Floats, held: Collection[int]
) -> tuple[Floats, NDArray[numpy.int32]]:
    """Return the worth of the best path that ends with each text on each line, and the text and line it came from."""
    count, lines = score.shape
    worth = numpy.full((count, lines), NEVER, numpy.float32)
    came = numpy.full((count, lines, 2), -1, numpy.int32)
    columns = numpy.arange(lines)
    for t in range(count):
        best = numpy.full(lines, SKIPPED * t, numpy.float32)
        for u in _before(t, held):
            reach = worth[u][:, None] + field.steps + _even(field, rows[u], rows[t])
            source = numpy.argmax(reach, axis=0)
            total = reach[source, columns] + SKIPPED * (t - u - 1)
            better = total > best
            best = numpy.where(better, total, best)
            came[t, better, 0] = u
            came[t, better, 1] = source[better]
        worth[t] = best + score[t]
    return worth, came


def _before(t: int, held: Collection[int]) -> Iterator[int]:
    """Yield the texts that may come right before one on a path, the nearest first."""
    for u in range(t - 1, max(0, t - 1 - MOST_SKIPPED) - 1, -1):
        yield u
        if u in held:
            return


def _even(field: Field, one: int, other: int) -> Floats:
    """Return what it costs that a line (row) is set wider or narrower for its text than the next (column)."""
    off = ((field.narrow[one][:, None] - field.narrow[other][None, :]) / _EVEN_WIDE) ** 2
    weight = _EVEN * min(field.weight[one], field.weight[other])
    return numpy.asarray(-weight * numpy.minimum(off, _EVEN_MOST), numpy.float32)


def _traced(came: NDArray[numpy.int32], rows: Sequence[int], t: int, at: int) -> tuple[tuple[int, int], ...]:
    way: list[tuple[int, int]] = []
    while t >= 0:
        way.append((rows[t], at))
        t, at = int(came[t, at, 0]), int(came[t, at, 1])
    seen: set[int] = set()
    kept = []
    for row, line in reversed(way):
        if line not in seen:  # a way that comes back costs much, but may be the best there is
            seen.add(line)
            kept.append((row, line))
    return tuple(kept)
