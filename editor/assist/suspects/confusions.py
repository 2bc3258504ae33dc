"""What a machine confuses: learnt from what it read and what it was corrected to, and applied to words; pure."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from rapidfuzz.distance import Levenshtein

Confusion = tuple[str, str]
"""What was read and what stands on the page; the first is never empty."""

_LONGEST = 3
_TRUSTED = 2
"""So often a confusion must have been corrected before it counts."""
_LEARNT = 0.35
_SHIPPED = 0.45
"""What a confusion costs that this project has taught, and one that machines are known for; a letter costs 1."""
_NOTHING: Mapping[str, float] = {}


def confused(read: str, corrected: str) -> Iterator[Confusion]:
    """Yield the confusions that turn a line as it was read into the line as it was corrected."""
    reads, truths = read.split(), corrected.split()
    for op in Levenshtein.opcodes(reads, truths):
        if op.tag == "replace" and op.src_end - op.src_start == op.dest_end - op.dest_start:
            for one, other in zip(reads[op.src_start : op.src_end], truths[op.dest_start : op.dest_end], strict=True):
                yield from _in_word(one, other)


def _in_word(read: str, truth: str) -> Iterator[Confusion]:
    if Levenshtein.distance(read, truth) > max(1, len(truth) * 2 // 5):
        return
    for source, target in _merged(read, truth):
        if 0 < len(source) <= _LONGEST and len(target) <= _LONGEST and any(c.isalnum() for c in target):
            yield source, target


def _merged(read: str, truth: str) -> Iterator[Confusion]:
    """Yield the places where two words differ, edits side by side as one."""
    at = (0, 0)
    pending: tuple[int, int, int, int] | None = None
    for op in Levenshtein.opcodes(read, truth):
        if op.tag == "equal":
            if pending is not None:
                yield read[pending[0] : pending[1]], truth[pending[2] : pending[3]]
                pending = None
        elif pending is None:
            pending = (op.src_start, op.src_end, op.dest_start, op.dest_end)
        else:
            pending = (pending[0], op.src_end, pending[2], op.dest_end)
        at = (op.src_end, op.dest_end)
    if pending is not None:
        yield read[pending[0] : at[0]], truth[pending[2] : at[1]]


@dataclass(frozen=True, slots=True)
class Confusions:
    """Shipped and learnt confusions; ``learnt`` counts how often each was corrected in this project."""

    shipped: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    learnt: Mapping[Confusion, int] = field(default_factory=dict)
    trusted: Mapping[str, tuple[str, ...]] = field(init=False)
    costs: Mapping[str, Mapping[str, float]] = field(init=False)
    """What it costs to take one for the other where machines confuse them, by what was read and what stands there."""

    def __post_init__(self) -> None:
        trusted: dict[str, tuple[str, ...]] = {}
        for (read, truth), count in self.learnt.items():
            if count >= _TRUSTED:
                trusted[read] = (*trusted.get(read, ()), truth)
        object.__setattr__(self, "trusted", trusted)
        object.__setattr__(self, "costs", self._costs())

    def _costs(self) -> dict[str, dict[str, float]]:
        costs = {read: dict.fromkeys(truths, _SHIPPED) for read, truths in self.shipped.items()}
        for read, truths in self.trusted.items():
            costs.setdefault(read, {}).update(dict.fromkeys(truths, _LEARNT))
        return costs

    def strength(self, confusion: Confusion) -> float:
        """Return how far a learnt confusion is trusted: 0, or 0.7 to 1."""
        count = self.learnt.get(confusion, 0)
        return 0.0 if count < _TRUSTED else min(1.0, 0.7 + 0.3 * (count - _TRUSTED) / 8)

    def cost(self, read: str, truth: str) -> float:
        """Return what it costs to take ``truth`` for ``read``: little where machines confuse them."""
        return self.costs.get(read, _NOTHING).get(truth, float(max(len(read), len(truth))))

    def swaps(self, word: str) -> Iterator[tuple[str, Confusion]]:
        """Yield the words that one swap makes of a word, with the swap, each word once."""
        seen = {word}
        for at in range(len(word)):
            for length in range(1, min(_LONGEST, len(word) - at) + 1):
                read = word[at : at + length]
                for truth in (*self.trusted.get(read, ()), *self.shipped.get(read, ())):
                    made = word[:at] + truth + word[at + length :]
                    if made not in seen:
                        seen.add(made)
                        yield made, (read, truth)

    def distance(self, read: str, truth: str, most: float = math.inf) -> float:
        """Return the weighted distance: a confusion 0.45, a stray mark deleted 0.7, anything else 1 a letter.

        What is farther than ``most`` may be told as infinite.
        """
        width = len(truth) + 1
        rows = [[float(j) for j in range(width)]]
        for i, sign in enumerate(read, start=1):
            above, swapped = rows[-1], self._swapped(rows, read[:i], truth)
            gone = 1.0 if sign.isalnum() else 0.7
            left = above[0] + gone
            row = [left]
            for j in range(1, width):
                straight = above[j - 1] + (sign != truth[j - 1])
                left = min(above[j] + gone, left + 1.0, straight, swapped.get(j, math.inf))
                row.append(left)
            rows.append(row)
            if min(map(min, rows[-_LONGEST:])) > most:
                return math.inf
        return rows[-1][-1]

    def _swapped(self, rows: list[list[float]], read: str, truth: str) -> dict[int, float]:
        """Return how far it is to the beginnings of ``truth`` where the end of ``read`` is one confusion, by length."""
        out: dict[int, float] = {}
        for length in range(1, min(_LONGEST, len(read)) + 1):
            for made, cost in self.costs.get(read[-length:], _NOTHING).items():
                at = truth.find(made) if made else -1
                while at >= 0:
                    end, far = at + len(made), rows[len(read) - length][at] + cost
                    out[end] = min(out.get(end, math.inf), far)
                    at = truth.find(made, at + 1)
        return out


def tally(pairs: Iterator[tuple[str, str]]) -> Counter[Confusion]:
    """Count the confusions of lines as read and as corrected."""
    return Counter(one for read, corrected in pairs if read != corrected for one in confused(read, corrected))
