"""A surface of ours, read back: the page, its regions in their order, and the outlines of their lines."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import unquote

from lxml import etree

from editor.formats.tei import names
from editor.formats.tei.declared import Declared
from editor.formats.tei.facsimile import REFLOWED
from editor.formats.tei.numbering import number
from editor.formats.tei.units import at, first
from editor.formats.xml import text_of
from editor.model.geometry import Polygon
from editor.model.page import Page, Region

_LONGEST: Final = 40
_FAR: Final = 1e12
"""Characters of a coordinate and the farthest one, beyond which no image reaches."""

Drawn = tuple[Polygon, Polygon]
"""Outline and baseline of a line."""


@dataclass(slots=True)
class Surface:
    """A page with its regions, still without lines, and the drawn shapes of the lines by id."""

    page: Page
    regions: list[Region]
    lines: Mapping[int, Drawn] = field(default_factory=dict)


def surface(element: etree._Element, header: Declared, document: int) -> Surface:
    """Return the page an element ``surface`` stands for."""
    graphic = first(element, "graphic")
    page = Page(
        ident(element),
        document,
        int(element.get("n", "0")),
        text_of(first(element, "label")),
        unquote(graphic.get("url", "")) if graphic is not None else "",
        frame=int(graphic.get("n", "1")) - 1 if graphic is not None else 0,
        width=int(float(element.get("lrx", "0"))),
        height=int(float(element.get("lry", "0"))),
    )
    lines: dict[int, Drawn] = {}
    regions = []
    for zone in at(element, "zone"):
        regions.append(_region(zone, page.id, header))
        for line in at(zone, "zone"):
            path = first(line, "path")
            lines[ident(line)] = (outline(line), points(path.get("points", "")) if path is not None else ())
    return Surface(page, regions, lines)


def ident(element: etree._Element) -> int:
    """Return the number in the id of an element of ours."""
    return number(element.get(names.XML_ID, ""))


def attributes_of(element: etree._Element) -> dict[str, str]:
    """Return the attributes of an element."""
    return {str(key): str(value) for key, value in element.attrib.items()}


def outline(zone: etree._Element) -> Polygon:
    """Return the outline of a zone, drawn as points or as a box."""
    if (drawn := zone.get("points")) is not None:
        return points(drawn)
    if zone.get("ulx") is None:
        return ()
    left, top, right, bottom = _numbers(zone.get(key, "0") for key in ("ulx", "uly", "lrx", "lry"))
    return (left, top), (right, top), (right, bottom), (left, bottom)


def points(text: str) -> Polygon:
    """Return points written as ``x,y x,y``."""
    flat = _numbers(text.replace(",", " ").split())
    return tuple(zip(flat[::2], flat[1::2], strict=True))


def _numbers(texts: Iterable[str]) -> list[float]:
    return [_number(text) for text in texts]


def _number(text: str) -> float:
    if len(text) > _LONGEST:  # not of ours, and perhaps without end
        return min(max(float(text), -_FAR), _FAR)
    return float(text) if "." in text else int(text)


def _region(zone: etree._Element, page: int, header: Declared) -> Region:
    pointers = zone.get("ana", "")
    attributes = {}
    if rotation := zone.get("rotate"):
        attributes["rotation"] = rotation
    if f"#{REFLOWED}" in pointers.split():
        attributes["reflowed"] = "true"
    return Region(
        ident(zone),
        page,
        int(zone.get("n", "0")),
        header.kind(pointers),
        outline(zone),
        header.hand(zone.get("hand")),
        number(zone.get("prev", "")) or None,
        attributes=attributes,
    )
