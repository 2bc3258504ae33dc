"""Lines that stand together, and the order in which blocks are told."""

from __future__ import annotations

from collections.abc import Sequence

_CLOSE = 2.6
"""Letter heights of white that two lines of a block may have between them."""

Box = tuple[float, float, float, float]


def grouped(boxes: Sequence[Box], unit: float) -> list[list[int]]:
    """Return which lines stand together, top to bottom; blocks from above and from the left."""
    owner = list(range(len(boxes)))

    def root(index: int) -> int:
        while owner[index] != index:
            index = owner[index]
        return index

    order = sorted(range(len(boxes)), key=lambda n: boxes[n][1])
    for place, upper in enumerate(order):
        for lower in order[place + 1 :]:
            if boxes[lower][1] - boxes[upper][3] > _CLOSE * unit:
                break
            if _shared(boxes[upper], boxes[lower]) > 0.5:
                owner[root(lower)] = root(upper)
    blocks: dict[int, list[int]] = {}
    for index in order:
        blocks.setdefault(root(index), []).append(index)
    return sorted(blocks.values(), key=lambda block: (boxes[block[0]][1], boxes[block[0]][0]))


def _shared(one: Box, two: Box) -> float:
    """Return the share of the narrower box's width that both have."""
    return (min(one[2], two[2]) - max(one[0], two[0])) / max(1.0, min(one[2] - one[0], two[2] - two[0]))
