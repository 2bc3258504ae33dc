"""How sure a link is: its own evidence, its neighbours and its rivals, as the share of such links that are right."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy
from numpy.typing import NDArray

from editor.assist.linking.blocks import Placing
from editor.assist.linking.paths import Field

Floats = NDArray[numpy.float32]

_AROUND, _BESIDE, _RIVAL, _LATE = 0.6, 0.5, 0.6, 1.5
"""Weights of the neighbours, of their own score, of the lead over rivals, and what comes late loses (linking.md)."""
_MIDDLE, _SLOPE = -0.6, 1.2
"""Where half of all links are right and how fast that rises: fitted to the drawn pages and letters tuned on."""
_UNEVEN, _UNEVEN_LOSS = 0.05, 2.0
"""From this difference of the counts of texts and lines on, texts are missing or foreign, and links lose this much."""


def raw_trust(ground: Field, placing: Placing, blocks: Sequence[Sequence[int]]) -> dict[int, float]:
    """Return the strength of each link: its score, what its neighbours are worth, its lead over rivals."""
    found: dict[int, float] = {}
    rivals = _rivals(ground.score, placing)
    for rows in blocks:
        placed = [row for row in rows if row in placing.at]
        for index, row in enumerate(placed):
            line = placing.at[row]
            around = 0.0
            for near in placed[max(0, index - 1) : index] + placed[index + 1 : index + 2]:
                other = placing.at[near]
                step = ground.steps[other, line] if near < row else ground.steps[line, other]
                around += float(step) + _BESIDE * float(ground.score[near, other])
            own = float(ground.score[row, line])
            found[row] = own + _AROUND * around + _RIVAL * (own - rivals[row]) - _LATE * (row in placing.late)
    return found


def confidence(raw: float, uneven: bool) -> float:
    """Return the share of links of this strength that are right, less where the counts of text and lines differ."""
    return 1 / (1 + math.exp(-_SLOPE * (raw - _UNEVEN_LOSS * uneven - _MIDDLE)))


def uneven(texts: int, lines: int) -> bool:
    """Tell whether so many texts or lines are over that some are missing or foreign."""
    return abs(texts - lines) > _UNEVEN * max(texts, lines, 1)


def _rivals(score: Floats, placing: Placing) -> dict[int, float]:
    """Return the best score each row has on another line, or its line with another row."""
    found = {}
    for row, line in placing.at.items():
        in_row, in_column = score[row].copy(), score[:, line].copy()
        in_row[line] = in_column[row] = -math.inf
        found[row] = float(max(in_row.max(), in_column.max()))
    return found
