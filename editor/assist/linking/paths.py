"""The likeliest way of a run of text over the lines of a page: one line after the other, some left out.

Knows scores and steps as figures only.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy
from numpy.typing import NDArray

Floats = NDArray[numpy.float32]

SKIPPED = -0.6
"""What a text left without a place costs, and how many in a row may be (linking.md, section 2)."""
MOST_SKIPPED = 3
_EVEN, _EVEN_WIDE, _EVEN_MOST = 0.5, 0.10, 6.0
NEVER = -1e5


@dataclass(frozen=True, slots=True)
class Field:
    """What all paths of a page are reckoned from: texts in rows, lines in columns; steps from line to line.

    ``narrow`` is the logarithm of how much wider a line is than the text: it should be the same along a path.
    """

    score: Floats
    steps: Floats
    narrow: Floats


@dataclass(frozen=True, slots=True)
class Path:
    """Texts (rows of the field) and their lines, in the order of the text, and what the whole is worth."""

    at: tuple[tuple[int, int], ...]
    worth: float


def best_path(field: Field, rows: Sequence[int], score: Floats) -> Path:
    """Return the path of greatest worth for the texts ``rows``, given the ``score`` of each on each line.

    Nothing is worth 0 and is what is returned where every path is worth less.
    """
    count, lines = score.shape
    if not count or not lines:
        return Path((), 0.0)
    worth = numpy.full((count, lines), NEVER, numpy.float32)
    came = numpy.full((count, lines, 2), -1, numpy.int32)
    columns = numpy.arange(lines)
    for t in range(count):
        best = numpy.full(lines, SKIPPED * t, numpy.float32)
        for u in range(max(0, t - 1 - MOST_SKIPPED), t):
            reach = worth[u][:, None] + field.steps + _even(field.narrow[rows[u]], field.narrow[rows[t]])
            source = numpy.argmax(reach, axis=0)
            total = reach[source, columns] + SKIPPED * (t - u - 1)
            better = total > best
            best = numpy.where(better, total, best)
            came[t, better, 0] = u
            came[t, better, 1] = source[better]
        worth[t] = best + score[t]
    ends = worth + SKIPPED * (count - 1 - numpy.arange(count))[:, None]
    end = numpy.unravel_index(int(numpy.argmax(ends)), ends.shape)
    total = float(ends[end])
    if total <= SKIPPED * count:
        return Path((), 0.0)
    return Path(_traced(came, rows, int(end[0]), int(end[1])), total)


def _even(one: Floats, other: Floats) -> Floats:
    """Return what it costs that a line (row) is set wider or narrower for its text than the next (column)."""
    off = ((one[:, None] - other[None, :]) / _EVEN_WIDE) ** 2
    return numpy.asarray(-_EVEN * numpy.minimum(off, _EVEN_MOST), numpy.float32)


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
