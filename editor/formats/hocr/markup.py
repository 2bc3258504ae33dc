"""hOCR's bytes as a tree: XHTML where it is well-formed, else HTML as a browser would take it, never half a file."""

from __future__ import annotations

import re
from html.entities import html5
from typing import Final

from lxml import etree

from editor.formats import encodings, xml
from editor.formats.notes import Notes
from editor.formats.xml import FormatFault

_NAMED = re.compile(r"&([A-Za-z][A-Za-z0-9]*);")
_OF_XML: Final = frozenset({"amp", "lt", "gt", "quot", "apos"})
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_END = re.compile(r"</(?:html|body)\s*>", re.IGNORECASE)


def tree(data: bytes, notes: Notes) -> etree._Element:
    """Return the root element.

    Raises:
        FormatFault: it declares entities of its own, breaks off, or is no HTML at all.
    """
    xml.refuse_entities(data, notes.file)
    text = encodings.markup(data, notes)
    root = _strict(text, notes.file)
    if root is None:
        root = _forgiving(text, notes)
    return root


def _strict(text: str, file: str) -> etree._Element | None:
    """Return the tree of well-formed XHTML, the letters HTML has names for put in first, else None."""
    plain = _NAMED.sub(_letter, _DECLARATION.sub("", text))
    try:
        root = xml.parse(plain.encode("utf-8", "replace"), file)
    except FormatFault:
        return None
    return root if next(root.iter(etree.Entity), None) is None else None


def _letter(match: re.Match[str]) -> str:
    name = match.group(1)
    found = html5.get(f"{name};")
    if name in _OF_XML or found is None:
        return match.group()
    return "".join(f"&#{ord(c)};" for c in found)


def _forgiving(text: str, notes: Notes) -> etree._Element:
    if not _END.search(text):
        raise FormatFault(notes.file, "it breaks off before its end; ask for a whole copy.")
    clean = _CONTROL.sub("", _DECLARATION.sub("", text))
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(clean.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise FormatFault(notes.file, "it is neither XHTML nor HTML.") from error
    if root is None:
        raise FormatFault(notes.file, "it is neither XHTML nor HTML.")
    notes.tell("It is not well-formed and was read as a browser would read it.")
    if hidden := _behind_open_comment(clean):
        notes.tell(f"A comment in it is never closed: {hidden:,} characters behind it were not read.")
    if clean != _DECLARATION.sub("", text):
        notes.tell("Control characters in it were left out.")
    return root


def _behind_open_comment(text: str) -> int:
    """Return how many characters stand behind a comment that does not end: a browser does not show them either."""
    opened = text.find("<!--", text.rfind("-->") + 1)
    return len(text) - opened - 4 if opened >= 0 else 0
