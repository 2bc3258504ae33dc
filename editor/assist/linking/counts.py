"""Runs of texts whose lines are known by their order alone: is there one line of ink for each of them?

A list of names beside as many lines of ink is in order; beside more or fewer each may be its neighbour's. Knows texts
and lines as rows and columns of a field.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy
from numpy.typing import NDArray

from editor.assist.linking.blocks import Placing
from editor.assist.linking.paths import Field

_TELLS = 0.5
"""A text that suits its line so well is known by itself."""
_NEXT = 1.0
"""Two lines with a step worth more follow each other in one column."""


def uncounted(ground: Field, placing: Placing, blocks: Sequence[Sequence[int]]) -> set[int]:
    """Return the rows that are known by their order alone in runs with more or fewer lines of ink than texts."""
    taken = {line for row, line in placing.at.items() if row not in placing.late}
    follows = ground.steps > _NEXT
    near = follows | follows.T
    found: set[int] = set()
    for rows in blocks:
        for run in _runs(ground, placing, rows):
            own = {placing.at[row] for row in run if row in placing.at and row not in placing.late}
            if own and len(_column(near, own, taken)) != len(run):
                found.update(run)
    return found


def _runs(ground: Field, placing: Placing, rows: Sequence[int]) -> Iterator[list[int]]:
    """Yield the rows of a block that follow each other and that nothing but their order tells."""
    run: list[int] = []
    for row in rows:
        line = placing.at.get(row)
        if line is not None and ground.score[row, line] >= _TELLS:
            if run:
                yield run
            run = []
        else:
            run.append(row)
    if run:
        yield run


def _column(near: NDArray[numpy.bool_], own: set[int], taken: set[int]) -> set[int]:
    """Return the lines ``own`` and all free lines next to them, and next to those."""
    column, edge = set(own), list(own)
    while edge:
        for line in numpy.flatnonzero(near[edge.pop()]):
            if int(line) not in column and int(line) not in taken:
                column.add(int(line))
                edge.append(int(line))
    return column
