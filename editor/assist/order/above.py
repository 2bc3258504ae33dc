"""What stands above what on the scan, and the order that follows from it; shared by lines and regions.

An order is put right with the fewest moves: what contradicts the most others is taken out, and put back where it
contradicts none.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from editor.assist.order.values import longest_run
from editor.model.geometry import Box

Above = Mapping[int, frozenset[int]]
"""For each id those that surely stand above it, and so are read before it; nothing stands above itself in the end."""


def overlap(low: float, high: float, other_low: float, other_high: float) -> float:
    """Return how much two stretches have in common, as a share of the shorter; negative: the gap between them."""
    shorter = min(high - low, other_high - other_low)
    return (min(high, other_high) - max(low, other_low)) / max(shorter, 1.0)


def beside(a: Box, b: Box) -> float:
    """Return how much of the narrower of two boxes stands above or below the other, 1 for all of it."""
    return overlap(a[0], a[2], b[0], b[2])


def contradictions(order: Sequence[int], above: Above) -> dict[int, set[int]]:
    """Return for each id those it is read on the wrong side of; ids without any are left out."""
    place = {one: at for at, one in enumerate(order)}
    found: dict[int, set[int]] = {}
    for one in order:
        for other in above.get(one, ()):
            if place.get(other, -1) > place[one]:
                found.setdefault(one, set()).add(other)
                found.setdefault(other, set()).add(one)
    return found


def put_right(order: Sequence[int], above: Above, boxes: Mapping[int, Box]) -> tuple[list[int], list[int]]:
    """Return the order without contradictions, and what was moved for it."""
    against = contradictions(order, above)
    moved: list[int] = []
    while against:
        worst = max(against, key=lambda one: (len(against[one]), order.index(one)))
        moved.append(worst)
        for other in against.pop(worst):
            against[other].discard(worst)
            if not against[other]:
                del against[other]
    kept = [one for one in order if one not in set(moved)]
    for one in sorted(moved, key=lambda each: (boxes[each][1], boxes[each][0])):
        kept.insert(_place(one, kept, above, boxes), one)
    if contradictions(kept, above):
        kept = _sorted(order, above)
        run = set(longest_run(list(order), kept))
        moved = [one for one in order if one not in run]
    return kept, moved


def _sorted(order: Sequence[int], above: Above) -> list[int]:
    """Return an order without any contradiction, as near to ``order`` as taking the first that is free comes."""
    known = set(order)
    waiting = {one: set(above.get(one, ())) & known for one in order}
    then: list[int] = []
    while waiting:
        free = next(one for one in waiting if not waiting[one])
        del waiting[free]
        then.append(free)
        for others in waiting.values():
            others.discard(free)
    return then


def _place(one: int, kept: Sequence[int], above: Above, boxes: Mapping[int, Box]) -> int:
    """Return the place where ``one`` contradicts the fewest: behind what is right above it, or before the rest."""
    over = above.get(one, frozenset())
    wrong = sum(1 for other in kept if other in over)
    costs = [wrong]
    for other in kept:
        wrong += (1 if one in above.get(other, ()) else 0) - (1 if other in over else 0)
        costs.append(wrong)
    least = min(costs)
    free = [place for place, cost in enumerate(costs) if cost == least]
    near = [place for place, other in enumerate(kept, start=1) if other in over]
    if near:
        lowest = max(near, key=lambda place: boxes[kept[place - 1]][3])
        return min(free, key=lambda place: (abs(place - lowest), place))
    under = [place for place, other in enumerate(kept) if one in above.get(other, ())]
    highest = min(under, key=lambda place: boxes[kept[place]][1]) if under else 0
    return min(free, key=lambda place: (abs(place - highest), place))
