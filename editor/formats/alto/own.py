"""What Muniment adds to ALTO so that a page comes back as it left: tag types and XmlData that others may pass over.

ALTO lets a tag carry a TYPE of anybody's choosing and data of any namespace. What the format has an attribute or an
element for never goes here alone; this module knows no page and no file.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, cast

from lxml import etree

from editor.formats import canon, xml
from editor.model.source import SourceTag

SPACE: Final = "urn:muniment:alto"
"""The namespace of the XmlData of our tags."""
PREFIX: Final = "muniment:"
"""What the TYPE of a tag begins with that says something our own way."""
PAGE: Final = "muniment:page"
"""The tag that says what ALTO cannot say of a page; a file that has it is ours."""
WHOLE: Final = "muniment:line"
"""The tag of a String that is a whole line and no word."""
WORD: Final = "muniment:word"
"""The tag of a String that is a word though it has neither box nor confidence."""
JOINED: Final = "muniment:joined"
"""The tag of a String whose SUBS_CONTENT is what we made of its line and the next."""
KIND: Final = "muniment:kind"
CONTINUES: Final = "muniment:continues"
CONFIDENCE: Final = "muniment:confidence"
OF_LINE: Final = "line"
"""The PURPOSE of an ALTERNATIVE that is a reading of the whole line."""


@dataclass(frozen=True, slots=True)
class Said:
    """What the XmlData of a tag says: its name, its attributes, and its ends counted from its first String."""

    tag: str
    attributes: Mapping[str, str] = field(default_factory=dict)
    key: str = ""
    start: int | None = None
    end: int | None = None


def new(name: str) -> etree._Element:
    """Return an element of ours."""
    return etree.Element(etree.QName(SPACE, name), nsmap=cast("dict[str, str]", {None: SPACE}))


def span(tag: SourceTag, ends: tuple[int, int] | None = None) -> etree._Element:
    """Return the element that says a tag in full; ``ends`` are given where they are not those of its Strings."""
    element = new("span")
    element.set("tag", clean(tag.tag))
    if tag.key:
        element.set("key", clean(tag.key))
    if ends is not None:
        element.set("start", str(ends[0]))
        element.set("end", str(ends[1]))
    add_attributes(element, tag.attributes)
    return element


def add_attributes(element: etree._Element, attributes: Mapping[str, str]) -> None:
    """Add a child for each attribute: their names are anybody's and so no names of XML."""
    for name, value in attributes.items():
        child = etree.SubElement(element, etree.QName(SPACE, "attribute"))
        child.set("name", clean(name))
        child.set("value", clean(value))


def said(tag: etree._Element) -> Said | None:
    """Return what the XmlData of a tag of ours says of a span, or None."""
    found = xml.descend(tag, "XmlData", "span")
    return said_by(found) if found is not None and xml.namespace(found) == SPACE else None


def said_by(element: etree._Element) -> Said:
    """Return what our element ``span`` says."""
    return Said(
        clean(element.get("tag", "")),
        attributes_of(element),
        clean(element.get("key", "")),
        _place(element.get("start")),
        _place(element.get("end")),
    )


def attributes_of(element: etree._Element) -> dict[str, str]:
    """Return the attributes in the children of an element of ours."""
    return {
        clean(child.get("name", "")): clean(child.get("value", ""))
        for child in xml.children(element, "attribute")
        if child.get("name")
    }


def _place(text: str | None) -> int | None:
    digits = (text or "").removeprefix("-")
    return int(text) if text and digits.isascii() and digits.isdigit() and len(digits) < 8 else None


def clean(text: str) -> str:
    """Return ``text`` without what XML or a project cannot hold; line breaks in it stay, as LF."""
    if not canon.is_suspicious(text):
        return text
    return "\n".join(canon.value(part) for part in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
