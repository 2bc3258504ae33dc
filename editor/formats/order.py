"""Putting regions and lines in reading order by the places a file gives them; knows no format."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import TypeVar

T = TypeVar("T")
Key = tuple[float, ...]


def arranged(items: Sequence[T], places: Sequence[int | None]) -> list[T]:
    """Return ``items`` by their places; one without a place stays behind the one before it in the file."""
    order = sorted(range(len(items)), key=followed(places).__getitem__)
    return [items[i] for i in order]


def followed(places: Sequence[int | None]) -> list[tuple[float, int]]:
    """Return a sorting key for each place, a missing one following the item before it."""
    keys = []
    last = -1.0
    for position, place in enumerate(places):
        last = last if place is None else float(place)
        keys.append((last, position))
    return keys


def keys(
    idents: Sequence[str], parents: Sequence[int | None], indices: Sequence[int | None], listed: Mapping[str, int]
) -> list[Key]:
    """Return a sorting key for each region of a page, given in document order.

    Args:
        idents: Their ids.
        parents: The position of the region each lies in, or None.
        indices: Their places in ``custom``, counted among siblings.
        listed: Their places in the element ReadingOrder; where there are any, ``indices`` do not count.
    """
    made: list[Key] = []
    last: dict[int | None, float] = {}
    for position, (ident, parent, index) in enumerate(zip(idents, parents, indices, strict=True)):
        within = made[parent] if parent is not None else ()
        if listed:
            made.append(_listed_key(ident, within, position, listed))
            continue
        last[parent] = last.get(parent, -1.0) if index is None else float(index)
        made.append((*within, last[parent], position))
    return made


def _listed_key(ident: str, within: Key, position: int, listed: Mapping[str, int]) -> Key:
    if ident in listed:
        return (listed[ident], -1)
    return (*within, math.inf, position) if within else (math.inf, position)
