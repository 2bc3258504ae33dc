"""What ALTO says beyond our model of a page, its blocks and its lines, kept as it is for the next ALTO file.

An attribute is kept under ``alto:`` and its name, styles and steps of processing as the XML they are. What ALTO 4.4
would not have, or what points to something that is gone, is left behind.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from lxml import etree

from editor.formats import canon, coordinates, xml
from editor.formats.alto import own
from editor.formats.alto.measure import figure
from editor.formats.notes import Notes
from editor.formats.xml import FormatFault
from editor.model.geometry import Polygon

SPACE: Final = "http://www.loc.gov/standards/alto/ns-v4#"
PREFIX: Final = "alto:"
STYLES: Final = "alto:Styles"
PROCESSING: Final = "alto:Processing"
IDENTIFIERS: Final = "alto:fileIdentifier"
HOLDERS: Final = "alto:ComposedBlock"
"""The blocks of a page that only hold others together."""
XLINK: Final = "http://www.w3.org/1999/xlink"
MOST: Final = 64_000
"""A longer fragment is not kept."""

_BOX = {"HPOS", "VPOS", "WIDTH", "HEIGHT"}
_OURS: Final[Mapping[str, frozenset[str]]] = {
    "Page": frozenset(
        {"ID", "PAGECLASS", "PHYSICAL_IMG_NR", "PRINTED_IMG_NR", "WIDTH", "HEIGHT", "ROTATION", "LANG"},
    ),
    "TextLine": frozenset({"ID", "TAGREFS", "BASELINE", "LANG", "CS", "BASEDIRECTION", *_BOX}),
    "": frozenset({"ID", "TAGREFS", "ROTATION", "IDNEXT", "LANG", "language", "BASEDIRECTION", *_BOX}),
}
"""Attributes that the model has fields for; those of blocks under ""."""

_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")
_FLOAT = re.compile(r"-?\d{1,9}(\.\d{0,9})?")
_SHARE = re.compile(r"0(\.\d{1,9})?|1(\.0{1,9})?")
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*")
_URI = re.compile(r"[A-Za-z0-9#:/?&=._~+@,;-]+")
_TIME = re.compile(r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?)?)?")
_FONT: Final = frozenset({"bold", "italics", "smallcaps", "strikethrough", "subscript", "superscript", "underline"})

Check = Callable[[str], bool]


def _like(pattern: re.Pattern[str]) -> Check:
    return lambda value: pattern.fullmatch(value) is not None


def _one_of(*values: str) -> Check:
    return lambda value: value in values


def _all_like(check: Check) -> Check:
    return lambda value: bool(value.split()) and all(map(check, value.split()))


_ANY: Final[Check] = lambda _: True  # noqa: E731
_NAMES: Final = _all_like(_like(_NAME))
_BOOLEAN: Final = _one_of("true", "false", "1", "0")
_REFERENCES: Final = frozenset({"STYLEREFS", "PROCESSINGREFS", "PROCESSING"})

_CHECKS: Final[Mapping[str, Mapping[str, Check]]] = {
    "Page": {
        "STYLEREFS": _NAMES,
        "PROCESSINGREFS": _NAMES,
        "PROCESSING": _like(_NAME),
        "QUALITY": _one_of("OK", "Missing", "Missing in original", "Damaged", "Retained", "Target", "As in original"),
        "QUALITY_DETAIL": _ANY,
        "POSITION": _one_of("Left", "Right", "Foldout", "Single", "Cover"),
        "ACCURACY": _like(_FLOAT),
        "PC": _like(_SHARE),
        "OTHERLANGS": _all_like(_like(_LANGUAGE)),
    },
    "TextLine": {"STYLEREFS": _NAMES, "PROCESSINGREFS": _NAMES},
    "": {
        "STYLEREFS": _NAMES,
        "PROCESSINGREFS": _NAMES,
        "CS": _BOOLEAN,
        "xlink:type": _one_of("simple"),
        "xlink:href": _like(_URI),
        "xlink:role": _like(_URI),
        "xlink:arcrole": _like(_URI),
        "xlink:title": _ANY,
        "xlink:show": _one_of("new", "replace", "embed", "other", "none"),
        "xlink:actuate": _one_of("onLoad", "onRequest", "other", "none"),
    },
    "String": {
        "ID": _like(_NAME),
        "STYLEREFS": _NAMES,
        "PROCESSINGREFS": _NAMES,
        "STYLE": _all_like(_FONT.__contains__),
        "CC": _ANY,
        "CS": _BOOLEAN,
        "LANG": _like(_LANGUAGE),
        "SUBS_TYPE": _one_of("HypPart1", "HypPart2"),
        "SUBS_CONTENT": _ANY,
    },
    "TextStyle": {
        "ID": _like(_NAME),
        "FONTFAMILY": _ANY,
        "FONTTYPE": _one_of("serif", "sans-serif"),
        "FONTWIDTH": _one_of("proportional", "fixed"),
        "FONTSIZE": _like(_FLOAT),
        "FONTCOLOR": _like(re.compile("([0-9A-Fa-f]{2}){1,4}")),
        "FONTSTYLE": _all_like(_FONT.__contains__),
    },
    "ParagraphStyle": {
        "ID": _like(_NAME),
        "ALIGN": _one_of("Left", "Right", "Center", "Block"),
        "LEFT": _like(_FLOAT),
        "RIGHT": _like(_FLOAT),
        "LINESPACE": _like(_FLOAT),
        "FIRSTLINE": _like(_FLOAT),
    },
}
"""What ALTO 4.4 has in the attributes that are kept, by element; those of blocks under ""."""

_STEP: Final = (
    "processingCategory",
    "processingDateTime",
    "processingAgency",
    "processingStepDescription",
    "processingStepSettings",
    "processingSoftware",
)
_INSIDE: Final[Mapping[str, tuple[str, ...]]] = {
    "OCRProcessing": ("preProcessingStep", "ocrProcessingStep", "postProcessingStep"),
    "Processing": _STEP,
    "preProcessingStep": _STEP,
    "ocrProcessingStep": _STEP,
    "postProcessingStep": _STEP,
    "processingSoftware": ("softwareCreator", "softwareName", "softwareVersion", "applicationDescription"),
}
"""What stands in a step of processing, in the order that the schema wants."""
_MANY: Final = frozenset({"preProcessingStep", "postProcessingStep", "processingStepDescription"})
_CATEGORIES: Final = frozenset({"contentGeneration", "contentModification", "preOperation", "postOperation", "other"})


def of_element(element: etree._Element) -> dict[str, str]:
    """Return the attributes of a page, block or line that the model has no field for."""
    group = _group(xml.local(element))
    found = {}
    for name, value in element.attrib.items():
        short = _short(str(name))
        if short and short not in _OURS[group]:
            found[PREFIX + short] = canon.value(str(value))
    return found


def _group(name: str) -> str:
    return name if name in ("Page", "TextLine") else ""


def _short(name: str) -> str:
    """Return an attribute's name, with ``xlink:`` before one of XLink; "" for one of any other namespace."""
    if name.startswith("{"):
        return f"xlink:{name.rpartition('}')[2]}" if name.startswith(f"{{{XLINK}}}") else ""
    return name


def of_document(root: etree._Element, but: Collection[str] = ()) -> dict[str, str]:
    """Return the styles, the steps of processing and the identifiers a file has; ``but`` are ids of what is ours."""
    description = xml.child(root, "Description")
    styles = [e for group in xml.children(root, "Styles") for e in xml.children(group, "TextStyle", "ParagraphStyle")]
    steps = list(xml.children(description, "OCRProcessing", "Processing")) if description is not None else []
    image = xml.descend(root, "Description", "sourceImageInformation")
    names = list(xml.children(image, "fileIdentifier")) if image is not None else []
    found = {}
    for key, elements in ((STYLES, styles), (PROCESSING, steps), (IDENTIFIERS, names)):
        text = fragment(e for e in elements if e.get("ID") not in but)
        if text and len(text) <= MOST:
            found[key] = text
    return found


def fragment(elements: Iterable[etree._Element]) -> str:
    """Return elements as XML without namespaces and without the blanks between them."""
    return "".join(etree.tostring(_bare(e), encoding="unicode") for e in elements)


def _bare(element: etree._Element) -> etree._Element:
    made = etree.Element(xml.local(element))
    for name, value in element.attrib.items():
        if not str(name).startswith("{"):
            made.set(str(name), own.clean(str(value)))
    children = [child for child in element if xml.local(child)]
    made.extend(_bare(child) for child in children)
    text = own.clean(element.text or "")
    made.text = text if text.strip() or not children else None
    return made


def parsed(text: str) -> Iterator[etree._Element]:
    """Yield the elements of a fragment; one that is broken or too long has none."""
    if not text or len(text) > MOST:
        return
    try:
        yield from xml.parse(f"<kept>{text}</kept>".encode(), "kept")
    except FormatFault:
        return


def checked(group: str, name: str, value: str) -> bool:
    """Tell whether ALTO 4.4 has an attribute with this value in elements of a group."""
    check = _CHECKS[group].get(name)
    return check is not None and value == canon.value(value) and check(value)


def cleaned(element: etree._Element, group: str) -> dict[str, str]:
    """Return those attributes of an element that ALTO 4.4 has."""
    return {str(k): str(v) for k, v in element.attrib.items() if checked(group, str(k), str(v))}


def styles(attributes: Mapping[str, str]) -> list[etree._Element]:
    """Return the styles kept of a page, those of text first as the schema wants."""
    found = []
    for element in parsed(attributes.get(STYLES, "")):
        name = xml.local(element)
        if name in ("TextStyle", "ParagraphStyle") and checked(name, "ID", element.get("ID", "")):
            found.append(etree.Element(name, cleaned(element, name)))
    return sorted(found, key=lambda e: e.tag != "TextStyle")


def steps(attributes: Mapping[str, str]) -> list[etree._Element]:
    """Return the steps of processing kept of a page, those of the older form first as the schema wants."""
    found = []
    for element in parsed(attributes.get(PROCESSING, "")):
        name = xml.local(element)
        if name in ("OCRProcessing", "Processing") and checked("String", "ID", element.get("ID", "")):
            made = _step(element)
            made.set("ID", element.get("ID", ""))
            if name == "Processing" or xml.child(made, "ocrProcessingStep") is not None:
                found.append(made)
    return sorted(found, key=lambda e: e.tag == "Processing")


def _step(element: etree._Element) -> etree._Element:
    made = etree.Element(xml.local(element))
    for name in _INSIDE[xml.local(element)]:
        children = list(xml.children(element, name))
        for child in children if name in _MANY else children[:1]:
            if name in _INSIDE:
                made.append(_step(child))
            elif _fits(name, text := xml.text_of(child)):
                etree.SubElement(made, name).text = text or None
    return made


def _fits(name: str, text: str) -> bool:
    if name == "processingDateTime":
        return _TIME.fullmatch(text) is not None
    return name != "processingCategory" or _CATEGORIES.issuperset(text.split())


def identifiers(attributes: Mapping[str, str]) -> list[etree._Element]:
    """Return the identifiers of the image's file kept of a page."""
    found = []
    for element in parsed(attributes.get(IDENTIFIERS, "")):
        if xml.local(element) == "fileIdentifier":
            made = etree.Element("fileIdentifier")
            made.text = xml.text_of(element) or None
            if place := element.get("fileIdentifierLocation"):
                made.set("fileIdentifierLocation", place)
            found.append(made)
    return found


class Holder(NamedTuple):
    """A block that only holds others together: its outline, what is kept of it, the one it lies in itself."""

    outline: Polygon
    attributes: dict[str, str]
    parent: str


def of_holders(found: Iterable[tuple[str, Holder]], size: tuple[int, int]) -> dict[str, str]:
    """Return the blocks that only hold others together, by their ids, as an attribute of their page of this size."""
    elements = []
    for ident, holder in found:
        element = etree.Element("ComposedBlock", {"ID": ident})
        if holder.parent:
            element.set("parent", holder.parent)
        if holder.outline:
            element.set("of", f"{size[0]} {size[1]}")
            element.set("POINTS", " ".join(f"{figure(x)},{figure(y)}" for x, y in holder.outline))
        for name, value in holder.attributes.items():
            element.set(name.removeprefix(PREFIX).replace(":", "-"), value)
        elements.append(element)
    text = fragment(elements)
    return {HOLDERS: text} if text and len(text) <= MOST else {}


def holders(attributes: Mapping[str, str], known: Collection[str], size: tuple[int, int]) -> dict[str, Holder]:
    """Return the blocks kept of a page that only held others together, by their ids.

    Their outlines are those of a page of this size: one that was brought to another has none.
    """
    found = {}
    for element in parsed(attributes.get(HOLDERS, "")):
        said = {PREFIX + str(k).replace("xlink-", "xlink:"): str(v) for k, v in element.attrib.items()}
        path = coordinates.points(element.get("POINTS", ""), Notes(""))
        fits = fitting("", "ComposedBlock", said, known)
        found[element.get("ID", "")] = Holder(
            path if path is not None and len(path) > 2 and element.get("of") == f"{size[0]} {size[1]}" else (),
            {PREFIX + name: value for name, value in fits.items()},
            element.get("parent", ""),
        )
    return found


def fitting(group: str, element: str, attributes: Mapping[str, str], known: Collection[str]) -> dict[str, str]:
    """Return the attributes kept of a page, block or line that can be written back, under their names in ALTO.

    Args:
        group: ``Page``, ``TextLine`` or "" for a block.
        element: What the block is written as.
        attributes: All attributes of it.
        known: The ids of styles and steps that are there to be referred to.
    """
    found = {}
    for key, value in attributes.items():
        name = key.removeprefix(PREFIX)
        if name == key:
            continue
        if name in ("TYPE", "FILEID") and element in ("ComposedBlock", "Illustration") and value == canon.value(value):
            found[name] = value
        elif checked(group, name, value) and (kept := referring(name, value, known)):
            found[name] = kept
    return found


def referring(name: str, value: str, known: Collection[str]) -> str:
    """Return a value with those references left out that lead nowhere."""
    return " ".join(ident for ident in value.split() if ident in known) if name in _REFERENCES else value
