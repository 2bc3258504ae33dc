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
    for ident in refs(element) if element is not None else ():
        if ident in known:
            found.setdefault(ident, len(found))
        else:
            notes.count(DANGLING, ident)
    return found


def is_more(page: etree._Element) -> bool:
    """Tell whether the element says more than one after the other, such as groups in groups."""
    element = xml.child(page, "ReadingOrder")
    if element is None:
        return False
    groups = [child for child in element if xml.local(child)]
    flat = len(groups) == 1 and xml.local(groups[0]) == "OrderedGroup" and set(groups[0].attrib) <= {"id", "caption"}
    return not flat or bool(element.attrib) or any(xml.local(m) not in ("RegionRefIndexed", "") for m in groups[0])


def refs(element: etree._Element) -> Iterator[str]:
    """Yield the names of regions in an element ReadingOrder, in the order it gives them."""
    return _refs(element, 0)


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
