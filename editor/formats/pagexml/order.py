"""The reading order of a PAGE page: the element ReadingOrder, else the ``readingOrder`` of ``custom``, else the file's.

Regions and lines are only named here (by id and position); what they hold is not known.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import TypeVar

from lxml import etree

from editor.formats import xml
from editor.formats.notes import DANGLING, Notes

T = TypeVar("T")
Key = tuple[float, ...]
_DEEPEST = 60


def explicit(page: etree._Element, known: set[str], notes: Notes) -> dict[str, int]:
    """Return the place of each region the element ReadingOrder names; empty where it names none that is there."""
    element = xml.child(page, "ReadingOrder")
    found: dict[str, int] = {}
    for ident in _refs(element, 0) if element is not None else ():
        if ident in known:
            found.setdefault(ident, len(found))
        else:
            notes.count(DANGLING, ident)
    return found


def _refs(group: etree._Element, depth: int) -> Iterator[str]:
    members = [m for m in group if xml.local(m).startswith(("RegionRef", "OrderedGroup", "UnorderedGroup"))]
    if xml.local(group).startswith("OrderedGroup"):
        members = arranged(members, [_index(m) for m in members])
    for member in members:
        if ref := member.get("regionRef"):
            yield ref
        if depth < _DEEPEST:
            yield from _refs(member, depth + 1)


def _index(member: etree._Element) -> int | None:
    text = member.get("index", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


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
    idents: Sequence[str], parents: Sequence[int | None], indices: Sequence[int | None], listed: dict[str, int]
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


def _listed_key(ident: str, within: Key, position: int, listed: dict[str, int]) -> Key:
    if ident in listed:
        return (listed[ident], -1)
    return (*within, math.inf, position) if within else (math.inf, position)
