"""What of PAGE our pages have no place for: kept as attributes ``page:...`` and put back where it stood.

An attribute keeps its value, child elements are kept as a piece of XML without a namespace. What PAGE 2019 has no place
for goes into a UserDefined, the place the schema has for anything.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from itertools import islice
from typing import Final

from lxml import etree

from editor.formats import canon, customs, xml
from editor.formats.notes import Notes, Remark
from editor.formats.pagexml import schema

PREFIX: Final = "page:"
HOLDER: Final = "muniment:"
"""Begins the names of the UserAttributes that hold what fits nowhere else."""

MOST: Final = 65_536
TOO_LARGE: Final = Remark(
    "A part of it that is only kept as it came was too large to keep",
    "{n} parts of it that are only kept as they came were too large to keep",
)
MOST_ATTRIBUTES: Final = 100
_TEXT_ONLY: Final = frozenset({"Unicode", "PlainText", "Comments"})
_POINTED: Final = frozenset({"Coords", "Baseline"})


def attributes(element: etree._Element, known: Collection[str], name: str = "") -> dict[str, str]:
    """Return the attributes of ``element`` that are not ``known``, under ``page:``; ``name`` is put before theirs."""
    if all(key in known for key in element.attrib):
        return {}
    return {
        f"{PREFIX}{name}{key.rpartition('}')[2]}": canon.value(value)
        for key, value in pairs(element).items()
        if key not in known and "XMLSchema-instance" not in key
    }


def pairs(element: etree._Element) -> dict[str, str]:
    """Return the attributes of an element, the first ``MOST_ATTRIBUTES`` of them.

    The library looks for each from the first one on, so that many would take for ever.
    """
    return {str(key): str(element.get(key, "")) for key in islice(element.attrib, MOST_ATTRIBUTES)}


def tell_many(root: etree._Element, notes: Notes) -> None:
    """Tell where an element has more attributes than are looked at."""
    if root.xpath(f"boolean(//*[@*[{MOST_ATTRIBUTES + 1}]])"):
        notes.tell(f"An element has more than {MOST_ATTRIBUTES} attributes; those beyond were left out.")


def grouped(element: etree._Element) -> dict[str, list[etree._Element]]:
    """Return the child elements by their local names."""
    found: dict[str, list[etree._Element]] = {}
    for child in element:
        if said := xml.local(child):
            found.setdefault(said, []).append(child)
    return found


def children(
    inner: Mapping[str, list[etree._Element]], known: Collection[str], notes: Notes, where: str, name: str = ""
) -> dict[str, str]:
    """Return the child elements that are not ``known``, by their names under ``page:``, those of one name together."""
    found = {said: elements for said, elements in inner.items() if said not in known}
    kept: dict[str, str] = {}
    for said, elements in found.items():
        if said == "UserDefined":
            kept |= _unpacked(elements, notes, where, name)
        else:
            keep(kept, f"{PREFIX}{name}{said}", text(map(plain, elements)), notes, where)
    return kept


def keep(kept: dict[str, str], key: str, value: str, notes: Notes, where: str) -> None:
    """Put ``value`` into ``kept`` unless it is too large, which is told."""
    if len(value) > MOST:
        notes.count(TOO_LARGE, where)
    else:
        kept[key] = value


def _unpacked(elements: list[etree._Element], notes: Notes, where: str, name: str) -> dict[str, str]:
    """Return what UserDefined holds: ours under the names it had, the rest as it is."""
    kept: dict[str, str] = {}
    rest = []
    for element in map(plain, elements):
        for inner in list(element):
            if (said := inner.get("name", "")).startswith(HOLDER):
                kept[said.removeprefix(HOLDER)] = customs.clean(inner.get("value", ""))
                element.remove(inner)
        if len(element):
            rest.append(element)
    if rest:
        keep(kept, f"{PREFIX}{name}UserDefined", text(rest), notes, where)
    return kept


def plain(element: etree._Element) -> etree._Element:
    """Return a copy without PAGE's namespace, comments, and blanks between elements; points as PAGE 2013 has them."""
    above = element.getparent()
    return _plain(element, xml.namespace(element if above is None else above))


def _plain(element: etree._Element, namespace: str) -> etree._Element:
    name = xml.local(element) if xml.namespace(element) == namespace else str(element.tag)
    made = etree.Element(name, pairs(element))
    inner = [child for child in element if isinstance(child.tag, str)]
    if name in _POINTED and inner and element.get("points") is None:
        made.set("points", " ".join(f"{p.get('x', '')},{p.get('y', '')}" for p in inner))
        return made
    said = (element.text or "") if inner else xml.text_of(element)
    if said.strip() or name in _TEXT_ONLY:
        made.text = said or None
    for child in inner:
        copy = _plain(child, namespace)
        if (child.tail or "").strip():
            copy.tail = child.tail
        made.append(copy)
    return made


def text(elements: Iterable[etree._Element]) -> str:
    """Return plain elements as a piece of XML."""
    return customs.clean("".join(etree.tostring(element, encoding="unicode") for element in elements))


def parsed(value: str) -> list[etree._Element]:
    """Return the plain elements that ``text`` wrote as ``value``; nothing where it is not such a text."""
    if not value.startswith("<"):
        return []
    try:
        root = etree.fromstring(f"<x>{value}</x>".encode(), etree.XMLParser(**xml.SAFE))
    except (etree.XMLSyntaxError, ValueError):
        return []
    found = list(root)
    return found if text(found) == value and not root.text else []


def placed(element: etree._Element) -> etree._Element:
    """Return a copy of a plain element in PAGE's namespace."""
    made = etree.Element(f"{{{schema.NAMESPACE}}}{element.tag}", pairs(element))
    made.text = element.text
    made.extend(placed(child) for child in element)
    return made


def fitting(value: str, name: str) -> list[etree._Element]:
    """Return the elements called ``name`` that ``value`` holds, if that is all it holds and the schema allows them."""
    found = parsed(value)
    return found if all(element.tag == name and schema.fits(element) for element in found) else []


def holder(values: Mapping[str, str], own: list[etree._Element]) -> etree._Element | None:
    """Return a plain UserDefined of ``own`` UserAttributes and of ``values`` that fit nowhere, or None."""
    if not values and not own:
        return None
    made = etree.Element("UserDefined")
    made.extend(own)
    for key, value in sorted(values.items()):
        etree.SubElement(made, "UserAttribute", {"name": HOLDER + key, "type": "xsd:string", "value": value})
    return made
