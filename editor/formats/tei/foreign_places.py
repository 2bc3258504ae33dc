"""Surfaces and zones of other people's TEI: where on which image something stands, in pixels of that image.

Knows no text. A surface counts in units of its own; what is told here is counted from its upper left corner.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from editor.formats import canon, coordinates, xml
from editor.formats.notes import Notes
from editor.model.geometry import Box, Polygon, bounds, moved, polygon

XML_ID: Final = "{http://www.w3.org/XML/1998/namespace}id"
_SIDES: Final = ("ulx", "uly", "lrx", "lry")
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:")
_LINE_TYPE = re.compile(r"(?:.*[a-z])?Line|(?:text|typed)?[-_]?line", re.ASCII)


@dataclass(slots=True, eq=False)
class Zone:
    """A place on a surface; ``said`` is its type and subtype, ``picture`` the image it shows, if it shows one."""

    element: etree._Element
    surface: Surface
    parent: Zone | None
    ident: str
    outline: Polygon
    baseline: Polygon
    said: str
    is_line: bool
    picture: str = ""
    attributes: dict[str, str] = field(default_factory=dict)
    used: bool = False


@dataclass(slots=True, eq=False)
class Surface:
    """A page: its image, its size in pixels (0 where unknown), its zones in document order."""

    element: etree._Element
    ident: str
    label: str
    image: str = ""
    width: int = 0
    height: int = 0
    zones: list[Zone] = field(default_factory=list)
    images: list[str] = field(default_factory=list)
    attributes: dict[str, str] = field(default_factory=dict)


class Places:
    """All surfaces of a document and what can be pointed at on them."""

    def __init__(self, roots: list[etree._Element], notes: Notes) -> None:
        """Read every surface below ``roots``, which are elements ``facsimile`` or ``sourceDoc``."""
        self._notes = notes
        self.surfaces: list[Surface] = []
        self.by_ident: dict[str, Zone | Surface] = {}
        self.by_element: dict[etree._Element, Zone | Surface] = {}
        for root in roots:
            for element in root.iter():
                if xml.local(element) == "surface":
                    self._surface(element)
            self._bare(root)

    def target(self, element: etree._Element, name: str = "facs") -> Zone | Surface | None:
        """Return the first zone or surface an element points at with its attribute ``name``, or None."""
        return next(iter(self.targets(element, name)), None)

    def targets(self, element: etree._Element, name: str = "facs") -> Iterator[Zone | Surface]:
        """Yield every zone and surface an element points at."""
        for pointer in (element.get(name) or "").split():
            found = self.by_ident.get(pointer[1:]) if pointer.startswith("#") else None
            if found is not None:
                yield found

    def _surface(self, element: etree._Element) -> None:
        surface = Surface(element, element.get(XML_ID) or "", canon.value(element.get("n", "").strip()))
        self.surfaces.append(surface)
        self._know(element, surface)
        zones = list(_zones(element))
        framed = self._frame(surface, zones)
        box, surface.image = framed
        offset = (box[0], box[1]) if box is not None else (0.0, 0.0)
        if box is not None:
            surface.width, surface.height = round(box[2] - box[0]), round(box[3] - box[1])
        made: dict[etree._Element, Zone] = {}
        for zone in zones:
            above = zone.getparent()
            parent = made.get(above) if above is not None else None
            made[zone] = self._zone(zone, surface, parent, offset)
        surface.zones = list(made.values())

    def _frame(self, surface: Surface, zones: list[etree._Element]) -> tuple[Box | None, str]:
        """Return what part of the surface its image shows, and the image.

        A graphic directly in the surface shows all of it; else the largest zone with a graphic is the page.
        """
        surface.images = list(_graphics(surface.element))
        box = _box(surface.element)
        if surface.images:
            return box or _declared(surface.element), _nearest(surface.images)
        shown = [(zone, found) for zone in zones if (found := list(_graphics(zone)))]
        sized = [(zone, found, side) for zone, found in shown if (side := _box(zone)) is not None]
        if sized:
            zone, found, side = max(sized, key=lambda item: (item[2][2] - item[2][0]) * (item[2][3] - item[2][1]))
            self.by_element[zone] = surface
            return side, _nearest(found)
        return box, _nearest(shown[0][1]) if shown else ""

    def _zone(
        self, element: etree._Element, surface: Surface, parent: Zone | None, offset: tuple[float, float]
    ) -> Zone:
        ident = element.get(XML_ID) or ""
        type_ = canon.value(" ".join(element.get("type", "").split()))
        subtype = canon.value(" ".join(element.get("subtype", "").split()))
        said = f"{type_}:{subtype}" if type_ and subtype not in ("", "none") else type_
        path = next((p for p in xml.children(element, "path") if p.get("points")), None)
        zone = Zone(
            element,
            surface,
            parent,
            ident,
            self.outline(element, ident, offset),
            self._baseline(path, ident, offset),
            said,
            _LINE_TYPE.fullmatch(type_) is not None,
            next(_graphics(element), ""),
            coordinates.rotation(element.get("rotate"), clockwise=True),
        )
        if self.by_element.get(element) is surface:
            zone.used = True  # it is the page itself
            zone.picture = ""
        self._know(element, zone)
        return zone

    def outline(self, element: etree._Element, ident: str, offset: tuple[float, float] = (0.0, 0.0)) -> Polygon:
        """Return the polygon or box an element gives, counted from ``offset``; nothing where it gives none."""
        if points := element.get("points"):
            found = coordinates.outline(coordinates.points(points, self._notes), self._notes, ident)
        elif any(element.get(side) is not None for side in _SIDES):
            found = coordinates.box_outline(_box(element), self._notes, ident)
        else:
            return ()
        return _shifted(found, offset)

    def _baseline(self, path: etree._Element | None, ident: str, offset: tuple[float, float]) -> Polygon:
        if path is None:
            return ()
        found = coordinates.points(path.get("points", ""), self._notes)
        return _shifted(coordinates.baseline(found, self._notes, ident), offset)

    def _bare(self, root: etree._Element) -> None:
        """Make a surface of each graphic that stands in a facsimile without one: an image and nothing else."""
        for graphic in xml.children(root, "graphic"):
            if url := (graphic.get("url") or "").strip():
                surface = Surface(graphic, graphic.get(XML_ID) or "", canon.value(graphic.get("n", "")), url)
                box = _declared(root, graphic)
                if box is not None:
                    surface.width, surface.height = round(box[2]), round(box[3])
                self.surfaces.append(surface)
                self._know(graphic, surface)

    def _know(self, element: etree._Element, place: Zone | Surface) -> None:
        self.by_element.setdefault(element, place)
        if place.ident:
            self.by_ident.setdefault(place.ident, place)
        for graphic in xml.children(element, "graphic"):
            if ident := graphic.get(XML_ID):
                self.by_ident.setdefault(ident, place)


def _zones(surface: etree._Element) -> Iterator[etree._Element]:
    """Yield the zones of a surface in document order, but not those of a surface in it."""
    waiting = list(reversed(surface))
    while waiting:
        element = waiting.pop()
        if xml.local(element) == "zone":
            yield element
        if xml.local(element) != "surface":
            waiting += reversed(element)


def _graphics(element: etree._Element) -> Iterator[str]:
    for child in xml.children(element, "graphic", "media"):
        if url := (child.get("url") or "").strip():
            yield canon.value(url)


def _nearest(urls: list[str]) -> str:
    """Return the first image that is no address on a network, else the first."""
    return next((url for url in urls if not _ADDRESS.match(url)), urls[0])


def _box(element: etree._Element) -> Box | None:
    """Return the box of an element with all four sides and an area, or of its polygon, or None."""
    if element.get("points") and (found := coordinates.numbers(element.get("points", ""))) and len(found) % 2 == 0:
        return bounds(tuple(zip(found[::2], found[1::2], strict=True)))
    sides = [coordinates.number(element.get(side)) for side in _SIDES]
    if any(side is None for side in sides):
        return None
    left, top, right, bottom = (side for side in sides if side is not None)
    return (left, top, right, bottom) if right > left and bottom > top else None


def _declared(element: etree._Element, graphic: etree._Element | None = None) -> Box | None:
    """Return the size a graphic declares in pixels."""
    for child in [graphic] if graphic is not None else xml.children(element, "graphic"):
        sides = [coordinates.size((child.get(name) or "").strip().removesuffix("px")) for name in ("width", "height")]
        if all(sides):
            return 0.0, 0.0, float(sides[0]), float(sides[1])
    return None


def _shifted(found: Polygon, offset: tuple[float, float]) -> Polygon:
    if offset == (0.0, 0.0) or not found:
        return polygon(found) if found and isinstance(found[0][0], float) else found
    return moved(found, -offset[0], -offset[1])
