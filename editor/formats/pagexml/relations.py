"""The element Relations of PAGE: two regions that are one text cut in two, and whatever else it ties together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from lxml import etree

from editor.formats import xml
from editor.formats.pagexml import opaque
from editor.model.source import SourceRegion

KEPT: Final = "page:Relations"


def followed(
    page: etree._Element, found: Sequence[SourceRegion], idents: Mapping[str, str]
) -> tuple[list[SourceRegion], str]:
    """Return the regions, each with the one it continues, and what else the element says as a piece of XML.

    A ``join`` says that a region goes on in another; it is taken where that one is alike and comes later.

    Args:
        page: The element Page.
        found: Its regions in reading order.
        idents: What the regions are called, by their ids.
    """
    element = xml.child(page, "Relations")
    regions = list(found)
    if element is None:
        return regions, ""
    places = {region.ident: place for place, region in enumerate(regions) if region.ident}
    rest = []
    for relation in [child for child in element if xml.local(child)]:
        pair = [places.get(idents.get(ident, ""), -1) for ident in _joined(relation)]
        if len(pair) == 2 and min(pair) >= 0 and _goes_on(regions, *pair):
            regions[pair[1]] = replace(regions[pair[1]], continues=regions[pair[0]].ident)
        else:
            rest.append(opaque.plain(relation))
    if not rest:
        return regions, ""
    kept = etree.Element("Relations", opaque.pairs(element))
    kept.extend(rest)
    return regions, opaque.text([kept])


def _joined(relation: etree._Element) -> list[str]:
    """Return the ids of the two regions that a relation joins and says nothing else of."""
    if relation.get("type") != "join" or not set(relation.attrib) <= {"id", "type"}:
        return []
    inner = [child for child in relation if xml.local(child)]
    plain = all(xml.local(child) in ("RegionRef", "SourceRegionRef", "TargetRegionRef") for child in inner)
    return [child.get("regionRef", "") for child in inner] if plain else []


def _goes_on(regions: Sequence[SourceRegion], first: int, second: int) -> bool:
    before, after = regions[first], regions[second]
    return first < second and before.kind == after.kind and after.continues in ("", before.ident)
