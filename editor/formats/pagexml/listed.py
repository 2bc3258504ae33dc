"""The element ReadingOrder of a PAGE page: groups in groups of names of regions, some of which are not there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lxml import etree

from editor.formats import order, xml
from editor.formats.notes import DANGLING, Notes

_DEEPEST: Final = 60


def places(page: etree._Element, known: set[str], notes: Notes) -> dict[str, int]:
    """Return the place of each region the element names; empty where it names none that is there."""
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
        members = order.arranged(members, [_index(m) for m in members])
    for member in members:
        if ref := member.get("regionRef"):
            yield ref
        if depth < _DEEPEST:
            yield from _refs(member, depth + 1)


def _index(member: etree._Element) -> int | None:
    text = member.get("index", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None
