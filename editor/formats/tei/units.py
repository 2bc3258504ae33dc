"""A TEI file of ours as a stream of its units: header, surfaces, blocks, entries, annotations; none stays in memory.

Knows where units are, that nothing else is in the file, and how to let go of them; not what is in them.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, Final, NamedTuple, cast

from lxml import etree

from editor.formats.tei.names import TEI
from editor.formats.xml import OWN, SAFE, FormatFault, local

_N: Final = f"{{{TEI}}}"
_HEAD: Final = 65_536
_PIECE: Final = 32_768

_FRAME: Final = {
    "TEI": ("teiHeader", "facsimile", "text", "standOff"),
    "text": ("body",),
    "body": ("div",),
    "standOff": ("listPerson", "listOrg", "listPlace", "joinGrp", "certainty", "listAnnotation"),
}
"""What holds what, in this order and once, but for the divisions; these and the parts not named here hold units."""

_HOLDERS: Final = {
    "facsimile": ("surface",),
    "div": ("p", "ab", "head", "opener", "closer", "fw", "note", "table", "figure", "gap", "pb"),
    "listPerson": ("person",),
    "listOrg": ("org",),
    "listPlace": ("place",),
    "joinGrp": ("join",),
    "listAnnotation": ("annotation",),
}
_PARENTS: Final = {unit: holder for holder, held in _HOLDERS.items() for unit in held} | {
    "teiHeader": "TEI",
    "certainty": "standOff",
}
"""What is a unit, and in which parent."""


class Bytes(NamedTuple):
    """A file that has been read already: its name and what is in it."""

    name: str
    data: bytes


def units(path: Path | Bytes, *, own: bool = False) -> Iterator[etree._Element]:
    """Yield the units of a file in their order; an element is whole while it is looked at, and gone afterwards.

    Args:
        path: The file.
        own: This program wrote it a moment ago, so that memory need not grow with its ids (see ``xml.OWN``).

    Raises:
        FormatFault: it is not there, not well-formed, no TEI of ours, or has something between its units.
    """
    _look_at_head(path)
    # No iterparse: it collects ids whatever it is told.
    options = OWN if own else SAFE
    parser = etree.XMLPullParser(events=("end",), tag=tuple(_N + unit for unit in _PARENTS), **options)
    try:
        for element in _ended(path, parser):
            parent = element.getparent()
            if parent is not None and local(parent) == _PARENTS[local(element)]:
                _refuse(path, _between(parent, element))
                yield element
                _let_go(parent, element)
        _refuse(path, _beside(parser.close()))
    except etree.XMLSyntaxError as error:
        raise FormatFault(path.name, f"it is not well-formed XML at line {error.lineno}.") from error


def _ended(path: Path | Bytes, parser: etree.XMLPullParser) -> Iterator[etree._Element]:
    """Yield the elements that the parser tells of, each as soon as its end has been read."""
    with _opened(path) as file:
        while data := file.read(_PIECE):
            parser.feed(data)
            for _, element in parser.read_events():
                yield cast(etree._Element, element)


def _let_go(parent: etree._Element, element: etree._Element) -> None:
    """Free what came before ``element``, which itself may still get a tail from the parser."""
    if local(parent) == "standOff":
        before = element.getprevious()
        if before is not None and local(before) == local(element):
            parent.remove(before)
    else:
        while parent[0] is not element:
            del parent[0]
    if local(element) != "teiHeader":
        element.clear(keep_tail=True)  # type: ignore[call-arg]


def _refuse(path: Path | Bytes, what: str) -> None:
    if what:
        raise FormatFault(path.name, f"{what}, where nothing of ours stands.")


def _between(parent: etree._Element, element: etree._Element) -> str:
    """Return what stands between the last unit and ``element`` that is no unit."""
    if local(parent) == "standOff":  # among lists, which stay until the end
        previous = element.getprevious()
        return _text(previous.tail if previous is not None else parent.text)
    before = parent.index(element)
    if before > 1:
        return f"it has the element {local(parent[1])} at line {parent[1].sourceline}"
    return _text(parent[0].tail if before else parent.text)


def _beside(element: etree._Element) -> str:
    """Return what is in a part whose units are gone besides the frame they stood in."""
    tag = local(element)
    if tag not in _FRAME and tag not in _HOLDERS:
        return ""
    children = [local(child) for child in element]
    if children != _framed(tag, children):
        return f"it has other elements in {tag} than it should"
    texts = [element.text, *(child.tail for child in element)]
    return next(filter(None, (*map(_text, texts), *map(_beside, element))), "")


def _framed(tag: str, children: list[str]) -> list[str]:
    """Return those of ``children`` that may stand in a part, in the order they should have."""
    if tag in _HOLDERS:
        return [child for child in children[:1] if child in _HOLDERS[tag]]
    order = _FRAME[tag]
    known = sorted((child for child in children if child in order), key=order.index)
    return known if tag == "body" else list(dict.fromkeys(known))


def _text(text: str | None) -> str:
    return f"it has the text “{text.strip()[:30]}”" if text and text.strip() else ""


def _opened(path: Path | Bytes) -> BinaryIO:
    return BytesIO(path.data) if isinstance(path, Bytes) else path.open("rb")


def _look_at_head(path: Path | Bytes) -> None:
    try:
        with _opened(path) as file:
            head = file.read(_HEAD)
    except OSError as error:
        raise FormatFault(path.name, f"{error.strerror}.") from error
    root = head.find(b"<TEI")
    if root < 0:
        raise FormatFault(path.name, "it is no TEI document.")
    if b"<!DOCTYPE" in head[:root]:
        raise FormatFault(path.name, "it declares a document type, which ours never do.")


def at(element: etree._Element, path: str) -> Iterator[etree._Element]:
    """Yield the elements at ``path`` (local names, slashes between) below ``element``."""
    return element.iterfind("/".join(_N + step for step in path.split("/")))


def first(element: etree._Element, path: str) -> etree._Element | None:
    """Return the first element at ``path``, or None."""
    return next(at(element, path), None)
