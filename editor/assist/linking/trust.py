"""How far a link may be trusted, from what shows it: the share of such links that are right."""

from __future__ import annotations

import math
from collections.abc import Sequence

from editor.assist.linking.share import Shares

_FEW = 1.0
"""With as many letters shown as this a link is half proven ..."""
_BESIDE = 0.5
"""... and what is missing is less by this for each neighbour that has the words before or after."""
_STEEP = 2.5
_HALF = 1.25
"""By looks alone a paragraph is half proven by so much gained by line, and surer with more, this steeply."""
_BETWEEN = 0.6
"""What nothing shows but its neighbours."""


def confidence(shares: Shares, run: Sequence[int]) -> tuple[float, str]:
    """Return how sure it is that the words of ``run`` stand on the line they were given to, and why they were."""
    line = shares.owner[run[0]]
    if run[0] in shares.looked:
        return by_looks(shares.looked[run[0]]), "looks"
    shown = sum(shares.alike(word) * len(shares.words[word].key) for word in run)
    letters = sum(len(shares.words[word].key) for word in run)
    beside = _beside(shares, line, run)
    if not shown:
        return (_BETWEEN if beside else _BETWEEN / 2), "between"
    sure = shown / max(letters, 1) * shown / (shown + _FEW)
    return round(1 - (1 - sure) * _BESIDE**beside, 3), "read"


def _beside(shares: Shares, line: int, run: Sequence[int]) -> int:
    return shares.adjoining(line, run[0], run[-1])


def by_looks(gain: float) -> float:
    """Return how sure a place is that was found by looks alone, from what the paragraph gained by line."""
    return round(1 / (1 + math.exp(_STEEP * (_HALF - gain))), 3)
