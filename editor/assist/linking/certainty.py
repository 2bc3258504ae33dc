"""How sure a link is: its own evidence, its neighbours and its rivals, as the share of such links that are right."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy
from numpy.typing import NDArray

from editor.assist.linking.blocks import Placing
from editor.assist.linking.paths import Field

Floats = NDArray[numpy.float32]

_BESIDE = 0.5
"""Share of a neighbour's own score that speaks for a link (linking.md, section 2)."""
_FITS = 2.0
"""A long text that suits its line less than this is strange there."""
_MOST = 8.0
"""A lead greater than this says no more."""
_WEIGHTS = (0.10, 0.07, 0.02, 0.57, 0.35, -1.1, -0.8, -2.1)
_BASE = 2.0


def evidence(ground: Field, placing: Placing, uneven: float) -> dict[int, tuple[float, ...]]:
    """Return what speaks for each link: its score, its neighbours, its leads, whether it came late, how strange."""
    found: dict[int, tuple[float, ...]] = {}
    for row, line in placing.at.items():
        own = float(ground.score[row, line])
        in_row, in_column = ground.score[row].copy(), ground.score[:, line].copy()
        in_row[line] = in_column[row] = -math.inf
        found[row] = (
            min(own, _MOST),
            _around(ground, placing, row),
            max(-_MOST, min(own - float(in_row.max(initial=-_MOST)), _MOST)),
            max(-_MOST, min(own - float(in_column.max(initial=-_MOST)), _MOST)),
            max(-_MOST, min(placing.firm.get(row, 0.0), _MOST)),
            float(row in placing.late),
            ground.weight[row] * max(0.0, _FITS - own),
            uneven,
        )
    return found


def confidence(of: Sequence[float]) -> float:
    """Return the share of links with this evidence that are right."""
    raw = _BASE + sum(weight * value for weight, value in zip(_WEIGHTS, of, strict=True))
    return 0.5 + 0.5 * math.tanh(0.5 * max(min(raw, 30.0), -30.0))


def _around(ground: Field, placing: Placing, row: int) -> float:
    """Return what the texts right before and after say, if they stand right above and below."""
    line, worth = placing.at[row], 0.0
    for near in (row - 1, row + 1):
        other = placing.at.get(near)
        if other is not None:
            step = float(ground.steps[other, line] if near < row else ground.steps[line, other])
            if step > 0:
                worth += step + _BESIDE * min(float(ground.score[near, other]), _MOST)
    return worth
