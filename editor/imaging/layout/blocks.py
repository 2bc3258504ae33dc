"""Lines that stand together, and the order in which blocks are read."""

from __future__ import annotations

from collections.abc import Sequence

import numpy

_FARTHEST = 7.0
"""Letter heights between the feet of two lines beyond which they have nothing to do with each other."""

_MORE = 1.45
"""How many times the page's usual distance two lines of a block may be apart."""

_UNLIKE = 2.0
"""How much higher one of two lines of a block may be."""

Box = tuple[float, float, float, float]


def grouped(boxes: Sequence[Box], kinds: Sequence[str], unit: float) -> list[list[int]]:
    """Return which lines stand together, top to bottom, blocks in the order they are read.

    Args:
        boxes: Left, top, right, bottom of each line.
        kinds: Of each line; only lines of one kind stand together.
        unit: The usual height of letters.
    """
    below = {number: _next_below(boxes, number, unit) for number in range(len(boxes))}
    apart = [boxes[to][3] - boxes[at][3] for at, to in below.items() if to is not None]
    usual = float(numpy.median(apart)) if apart else 0.0
    owner = list(range(len(boxes)))

    def root(index: int) -> int:
        while owner[index] != index:
            index = owner[index]
        return index

    for at, to in below.items():
        if to is not None and kinds[at] == kinds[to] and _belong(boxes[at], boxes[to], _MORE * usual):
            owner[root(to)] = root(at)
    blocks: dict[int, list[int]] = {}
    for index in sorted(range(len(boxes)), key=lambda n: (boxes[n][3], boxes[n][0])):
        blocks.setdefault(root(index), []).append(index)
    return _in_order(list(blocks.values()), boxes)


def _next_below(boxes: Sequence[Box], number: int, unit: float) -> int | None:
    """Return the nearest line below that shares its columns."""
    box = boxes[number]
    near = [
        n for n, other in enumerate(boxes)
        if n != number and other[3] - box[3] > 0.3 * unit and other[3] - box[3] <= _FARTHEST * unit
        and (other[1] + other[3]) > (box[1] + box[3]) and _shared(box, other) > 0
    ]  # fmt: skip
    return min(near, key=lambda n: boxes[n][3]) if near else None


def _belong(upper: Box, lower: Box, apart: float) -> bool:
    low, high = sorted((upper[3] - upper[1], lower[3] - lower[1]))
    return _shared(upper, lower) > 0.5 and lower[3] - upper[3] <= apart and high < _UNLIKE * low


def _shared(one: Box, two: Box) -> float:
    """Return the share of the narrower box's width that both have."""
    return (min(one[2], two[2]) - max(one[0], two[0])) / max(1.0, min(one[2] - one[0], two[2] - two[0]))


def _in_order(blocks: list[list[int]], boxes: Sequence[Box]) -> list[list[int]]:
    """Return blocks as they are read: what stands above in the same columns first, then what stands to the left.

    One block comes before another if it is above it and they share columns, or if it is to its left and nothing that
    spans both stands between them in height (Breuel's rule).
    """
    around = [_around([boxes[n] for n in block]) for block in blocks]
    before = [[_is_before(one, two, around) for two in around] for one in around]
    left = set(range(len(blocks)))
    order: list[list[int]] = []
    while left:
        free = [n for n in left if not any(before[m][n] for m in left if m != n)]
        chosen = min(free or left, key=lambda n: (around[n][1], around[n][0]))
        left.remove(chosen)
        order.append(blocks[chosen])
    return order


def _is_before(one: Box, two: Box, all_boxes: Sequence[Box]) -> bool:
    if one is two:
        return False
    if min(one[2], two[2]) > max(one[0], two[0]):
        return one[1] + one[3] < two[1] + two[3]
    if one[2] > two[0]:
        return False
    first, last = min(one[3], two[3]), max(one[1], two[1])
    return not any(
        first <= (box[1] + box[3]) / 2 <= last and box[0] < one[2] and box[2] > two[0] for box in all_boxes
    )  # fmt: skip


def _around(boxes: Sequence[Box]) -> Box:
    return min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes)
