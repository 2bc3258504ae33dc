"""Blocks of text that compete for the lines of a page: which block goes where, and what fills the rest.

Takes texts and lines as rows and columns of a field; knows neither words nor pictures.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy
from numpy.typing import NDArray

from editor.assist.linking.paths import NEVER, Field, Path, best_path, through
from editor.assist.linking.places import Places

Floats = NDArray[numpy.float32]

_HELD = 100.0
"""What a fixed place is worth, so that no path leaves it out."""
_IN_ORDER, _AWAY, _AWAY_MOST = 0.75, 1.5, 2.0
"""What it is worth that a block stands on the right side of its neighbour, and what it costs to be far from it."""
_REFILL, _REFILL_BASE = 0.5, 1.5
"""Share of the score that counts, and what is added to it, for rows of a block that has begun (by trial)."""
_ADJOINS = 0.5
"""Share of what a step to the next line is worth that counts from block to block."""
_JUMP, _ROUNDS = -1.0, 3
"""What a step anywhere costs at most for what is left over, and how often what is still left is tried."""
_LEFT_OVER = 2.2
"""Added to the score of what is left of the text on what is left of the page (by trial)."""


@dataclass(slots=True)
class Placing:
    """Where rows were put so far: ``at`` by row; ``late`` those that came by refilling or elimination.

    ``alone`` is 1 by the number of texts or lines that were left when the row was put where it is, whichever are more.
    ``firm`` tells by how much the best path of a row's block is better than the best that has the row elsewhere.
    """

    at: dict[int, int]
    late: set[int] = field(default_factory=set)
    alone: dict[int, float] = field(default_factory=dict)
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
        for rows in self._blocks:
            if self._waits(rows) and any(row in self._placing.at for row in rows):
                self._fill(rows)
        self._leave_none()
        for rows in self._blocks:
            self._weigh(rows)
        return self._placing

    def _compete(self) -> None:
        """Give the block that is surest of its place that place, until none is left that has one to ask for."""
        bids = {number: self._bid(number) for number, rows in enumerate(self._blocks)}
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
        score = self._shut(rows, self._ground.score[list(rows)] + self._order(rows))
        best = best_path(self._ground, rows, score)
        lines = [line for _, line in best.at]
        score[:, lines] = NEVER
        rival = best_path(self._ground, rows, score)
        return _Bid(best, best.worth - rival.worth, frozenset(lines) | {line for _, line in rival.at})

    def _take(self, path: Path) -> None:
        for row, line in path.at:
            self._placing.at.setdefault(row, line)

    def _waits(self, rows: Sequence[int]) -> bool:
        return any(row not in self._placing.at for row in rows)

    def _order(self, rows: Sequence[int]) -> Floats:
        """Return what the nearest texts before and after the rows that have a place say of the first and last row's."""
        middle, steps = self._at.middle, self._ground.steps
        worth = numpy.zeros((len(rows), len(middle)), numpy.float32)
        for row, side in ((0, -1), (len(rows) - 1, 1)):
            near, adjoins = self._neighbour(rows[row], side)
            if near is None:
                continue
            down = (middle - middle[near]) * -side
            away = numpy.minimum(1.0, _AWAY_MOST * numpy.abs(down) / max(self._at.page, 1.0))
            worth[row] += _IN_ORDER * (down > 0) - _AWAY * away
            if adjoins:
                worth[row] += _ADJOINS * numpy.maximum(steps[near] if side < 0 else steps[:, near], 0.0)
        return worth

    def _neighbour(self, row: int, side: int) -> tuple[int | None, bool]:
        """Return the line of the nearest text with a place before (-1) or after (1) a row, and whether it adjoins."""
        other = row + side
        while 0 <= other < len(self._ground.score):
            if other in self._placing.at:
                return self._placing.at[other], other == row + side
            other += side
        return None, False

    def _shut(self, rows: Sequence[int], score: Floats) -> Floats:
        """Return the score with the lines others have shut, and rows that have a place held there."""
        score[:, list(set(self._placing.at.values()))] = NEVER
        for t, row in enumerate(rows):
            held = self._placing.at.get(row)
            if held is not None:
                score[t] = NEVER
                score[t, held] = _HELD
        return score

    def _fill(self, rows: Sequence[int]) -> None:
        """Place those rows of a block that has begun that have no place, between and around those that have one."""
        held = [t for t, row in enumerate(rows) if row in self._placing.at]
        score = self._shut(rows, _REFILL * self._ground.score[list(rows)] + _REFILL_BASE + self._order(rows))
        self._take_late(best_path(self._ground, rows, score, frozenset(held)))

    def _leave_none(self) -> None:
        """Place what is left of the text on what is left of the page, in the order of the text where it can be."""
        soft = Field(
            self._ground.score, numpy.maximum(self._ground.steps, _JUMP), self._ground.narrow, self._ground.weight
        )
        numpy.fill_diagonal(soft.steps, NEVER)
        for _ in range(_ROUNDS):
            rows = [row for row in range(len(self._ground.score)) if row not in self._placing.at]
            if not rows:
                return
            order = numpy.concatenate([self._order([row]) for row in rows])
            score = self._shut(rows, self._ground.score[rows] + order + _LEFT_OVER)
            left = max(len(rows), len(self._at) - len(set(self._placing.at.values())), 1)
            path = best_path(soft, rows, score)
            self._take_late(path)
            self._placing.alone |= {row: 1 / left for row, _ in path.at}

    def _weigh(self, rows: Sequence[int]) -> None:
        """Tell how firm the places of a block's rows are, given where all else stands."""
        score = self._ground.score[list(rows)] + self._order(rows)
        theirs = {line for row, line in self._placing.at.items() if row not in self._placing.late and row not in rows}
        score[:, list(theirs)] = NEVER
        for row, worth in zip(rows, through(self._ground, rows, score), strict=True):
            at = self._placing.at.get(row)
            if at is None or row in self._placing.late:
                continue
            lead = float(worth[at])
            worth[at] = NEVER
            if worth.max() > NEVER / 2:
                self._placing.firm[row] = lead - float(worth.max())

    def _take_late(self, path: Path) -> None:
        self._placing.late |= {row for row, _ in path.at if row not in self._placing.at}
        self._take(path)
