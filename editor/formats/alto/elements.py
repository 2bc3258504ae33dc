"""Elements of ALTO as they are written: namespaces, numbers, boxes, outlines, and the tags and styles of a file."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from lxml import etree

from editor.formats.alto import kept, own
from editor.formats.alto.measure import BOX, figure
from editor.formats.alto.plan import Plan
from editor.model.geometry import Box, Polygon, bounds, polygon, rectangle

SPACE: Final = kept.SPACE


def points(path: Polygon) -> str:
    """Return the points of an outline or a baseline."""
    return " ".join(f"{figure(x)},{figure(y)}" for x, y in path)


def new(name: str, **attributes: str) -> etree._Element:
    """Return an element of ALTO."""
    element = etree.Element(etree.QName(SPACE, name))
    for key, value in attributes.items():
        element.set(key, value)
    return element


def below(parent: etree._Element, name: str, text: str | None = None, **attributes: str) -> etree._Element:
    """Add an element to another and return it."""
    element = new(name, **attributes)
    element.text = text
    parent.append(element)
    return element


def set_box(element: etree._Element, box: Box) -> None:
    """Set the four sides of a box."""
    left, top, right, bottom = box
    for name, value in zip(BOX, (left, top, right - left, bottom - top), strict=True):
        element.set(name, figure(value))


def set_shape(element: etree._Element, outline: Polygon) -> None:
    """Set the box of an outline, and its points where it is no upright box."""
    if len(outline) < 3:
        return
    box = bounds(outline)
    set_box(element, box)
    if polygon(outline) != rectangle(box) or box[0] >= box[2] or box[1] >= box[3]:
        shape = new("Shape")
        below(shape, "Polygon", POINTS=points(outline))
        element.insert(0, shape)


def adopted(element: etree._Element) -> etree._Element:
    """Return a copy of an element that was kept, in the namespace of ALTO."""
    made = new(str(element.tag), **{str(k): str(v) for k, v in element.attrib.items()})
    made.text = element.text
    made.extend(map(adopted, element))
    return made


class TagPool:
    """The tags and styles of a file, each defined once."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._ids: dict[tuple[str, ...], str] = {}
        self.elements: list[etree._Element] = []
        self.styles: list[etree._Element] = []

    def ref(
        self, element: str, type_: str, label: str, uri: str = "", data: etree._Element | None = None, copy: int = 0
    ) -> str:
        """Return the id of a tag; ``copy`` tells apart tags that say the same of neighbouring words."""
        said = etree.tostring(data).decode() if data is not None else ""
        key = (element, type_, label, uri, said, str(copy))
        if key not in self._ids:
            self._ids[key] = self._plan.names.made("T")
            made = new(element, ID=self._ids[key])
            for name, value in (("TYPE", type_), ("LABEL", label), ("URI", uri)):
                if value or name == "LABEL":
                    made.set(name, value)
            if data is not None:
                below(made, "XmlData").append(data)
            self.elements.append(made)
        return self._ids[key]

    def own(self, type_: str, label: str) -> str:
        """Return the id of a tag of our own."""
        return self.ref("OtherTag", type_, own.clean(label))

    def style(self, styles: Iterable[str]) -> str:
        """Return the id of a text style."""
        said = " ".join(sorted(styles))
        key = ("TextStyle", said)
        if key not in self._ids:
            self._ids[key] = self._plan.names.made("S")
            self.styles.append(new("TextStyle", ID=self._ids[key], FONTSTYLE=said))
        return self._ids[key]
