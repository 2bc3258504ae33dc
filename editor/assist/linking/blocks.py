"""Blocks of text that compete for the lines of a page: which block goes where, and what fills the rest.

Takes texts and lines as rows and columns of a field; knows neither words nor pictures.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy
from numpy.typing import NDArray

from editor.assist.linking.paths import NEVER, Field, Path, best_path
from editor.assist.linking.places import Places

Floats = NDArray[numpy.float32]

_HELD = 100.0
"""What a fixed place is worth, so that no path leaves it out."""
_IN_ORDER, _AWAY, _AWAY_MOST = 0.75, 1.5, 2.0
"""What it is worth that a block stands on the right side of its neighbour, and what it costs to be far from it."""
_REFILL, _REFILL_BASE = 0.5, 1.5
_LEFT_OVER = 2.2
"""Added to the score of what is left of the text on what is left of the page (linking.md, section 2)."""


@dataclass(slots=True)
class Placing:
    """Where rows were put so far: ``at`` by row; ``late`` those that came by refilling or elimination.

    ``firm`` tells by how much the place of a row's block is better than the best in which all its rows stand elsewhere.
    """

    at: dict[int, int]
    late: set[int] = field(default_factory=set)
    firm: dict[int, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Bid:
    """The best path of a block, by how much it is better than the best on quite other lines, and the lines of both."""

    path: Path
    margin: float
    lines: frozenset[int]


class Blocks:
    """One page's texts in their blocks, to be placed."""

    def __init__(self, ground: Field, at: Places, blocks: Sequence[Sequence[int]], pinned: Mapping[int, int]) -> None:
        self._ground, self._at, self._blocks = ground, at, blocks
        self._placing = Placing(dict(pinned))

    def place(self) -> Placing:
        """Return where the rows go: whole blocks first, then what they left out, then the rest by elimination."""
        self._compete()
        self._fill(_REFILL, _REFILL_BASE, begun=True)
        self._fill(1.0, _LEFT_OVER, begun=False)
        return self._placing

    def _compete(self) -> None:
        """Give the block that is surest of its place that place, until no block wants one."""
        bids = {number: self._bid(number) for number, rows in enumerate(self._blocks) if rows}
        while bids:
            number = max(bids, key=lambda n: (bids[n].margin, -n))
            bid = bids.pop(number)
            self._take(bid.path)
            taken = {line for _, line in bid.path.at}
            for other in bids:
                if taken & bids[other].lines or abs(other - number) == 1:
                    bids[other] = self._bid(other)

    def _bid(self, number: int) -> _Bid:
        rows = self._blocks[number]
        score = self._shut(rows, self._ground.score[list(rows)] + self._order(number))
        best = best_path(self._ground, rows, score)
        lines = [line for _, line in best.at]
        score[:, lines] = NEVER
        rival = best_path(self._ground, rows, score)
        return _Bid(best, best.worth - rival.worth, frozenset(lines) | {line for _, line in rival.at})

    def _take(self, path: Path) -> None:
        for row, line in path.at:
            self._placing.at.setdefault(row, line)

    def _order(self, number: int) -> Floats:
        """Return what the neighbours in the text that have a place say of the first and last row's places."""
        rows, middle = self._blocks[number], self._at.middle
        worth = numpy.zeros((len(rows), len(middle)), numpy.float32)
        for row, side in ((0, -1), (len(rows) - 1, 1)):
            near = self._neighbour(number, side)
            if near is not None:
                down = (middle - middle[near]) * -side
                away = numpy.minimum(1.0, _AWAY_MOST * numpy.abs(down) / max(self._at.page, 1.0))
                worth[row] += _IN_ORDER * (down > 0) - _AWAY * away
        return worth

    def _neighbour(self, number: int, side: int) -> int | None:
        """Return the line of the nearest row with a place before (-1) or after (1) a block, if there is one."""
        other = number + side
        while 0 <= other < len(self._blocks):
            placed = [self._placing.at[row] for row in self._blocks[other] if row in self._placing.at]
            if placed:
                return placed[0] if side > 0 else placed[-1]
            other += side
        return None

    def _shut(self, rows: Sequence[int], score: Floats) -> Floats:
        """Return the score with the lines others have shut, and rows that have a place held there."""
        score[:, list(set(self._placing.at.values()))] = NEVER
        for t, row in enumerate(rows):
            held = self._placing.at.get(row)
            if held is not None:
                score[t] = NEVER
                score[t, held] = _HELD
        return score

    def _fill(self, share: float, base: float, begun: bool) -> None:
        """Place rows that have no place, those of blocks that have begun or all, between those that have one."""
        for number, rows in enumerate(self._blocks):
            placed = [row in self._placing.at for row in rows]
            if all(placed) or (begun and not any(placed)):
                continue
            score = share * self._ground.score[list(rows)] + base + self._order(number)
            path = best_path(self._ground, rows, self._shut(rows, score))
            self._placing.late |= {row for row, _ in path.at if row not in self._placing.at}
            self._take(path)
