"""The one way to read XML from strangers: safe options, no entities, no network; knows no format and no project."""

from __future__ import annotations

import re
import stat
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, cast

from lxml import etree

from editor.model.faults import Fault

MAX_BYTES: Final = 200_000_000
"""Larger files are refused before they are read."""

_ENTITY = re.compile(rb"<!ENTITY|" + b"|".join(re.escape("<!ENTITY".encode(c)) for c in ("utf-16-le", "utf-16-be")))
_ENTITIES = "it declares entities of its own, which are refused because they can hide text or do harm."
_NAMED = re.compile(rb"&(?!(?:amp|lt|gt|quot|apos);)[A-Za-z_:][A-Za-z0-9._:-]*;")
_NO_TEXT = re.compile(rb"<!--.*?-->|<!\[CDATA\[.*?\]\]>", re.DOTALL)
_GZIP = b"\x1f\x8b"
_BROKEN_OFF = frozenset({4, 5, 73, 74, 77})
"""libxml2's codes for a document that is empty or ends too early."""


class FormatFault(Fault):
    """Say in one sentence which file of another program cannot be read, and why.

    ``reason`` is a clause that goes on after "cannot be read:".
    """

    def __init__(self, file: str, reason: str) -> None:
        self.file = file
        self.reason = reason
        super().__init__(f"{file} cannot be read: {reason}")


def check_ordinary(path: Path) -> int:
    """Return the size in bytes of an ordinary file; nothing is opened, since opening a pipe would hang.

    Raises:
        FormatFault: it is missing, a folder, a pipe or a device.
    """
    try:
        found = path.stat()
    except (OSError, ValueError) as error:
        raise FormatFault(path.name, _system_reason(error)) from error
    if stat.S_ISDIR(found.st_mode):
        raise FormatFault(path.name, "it is a folder; name the files in it.")
    if not stat.S_ISREG(found.st_mode):
        raise FormatFault(path.name, "it is no ordinary file but a device or a pipe.")
    return found.st_size


def _system_reason(error: Exception) -> str:
    if isinstance(error, FileNotFoundError):
        return "it is not there any more."
    if isinstance(error, OSError) and error.strerror:
        return f"the system says: {error.strerror}."
    return "its name is not one a file can have."


def read_bytes(path: Path) -> bytes:
    """Return the content of an ordinary file of at most ``MAX_BYTES``; it may be empty.

    Raises:
        FormatFault: it is no ordinary file, is too large, or cannot be opened.
    """
    size = check_ordinary(path)
    if size > MAX_BYTES:
        raise FormatFault(path.name, f"it has {size:,} bytes, and {MAX_BYTES:,} are allowed; split it.")
    try:
        return path.read_bytes()
    except OSError as error:
        raise FormatFault(path.name, _system_reason(error)) from error


def parse(data: bytes, file: str) -> etree._Element:
    """Return the root element of ``data``; nothing outside it is opened and no entity of its own is allowed.

    Raises:
        FormatFault: it is empty, packed, broken off or not well-formed, too deep or too large in one place, or it
            declares entities or uses some that a DTD outside it declares, since text behind one is lost silently.
    """
    if not data.strip(b" \t\r\n\0"):
        raise FormatFault(file, "it is empty, as an interrupted copy leaves it.")
    if data.startswith(_GZIP):
        raise FormatFault(file, "it is packed with gzip; unpack it first.")
    refuse_entities(data, file)
    try:
        root = etree.fromstring(data, _parser())
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        raise FormatFault(file, _syntax_reason(error)) from error
    if _declares_entities(root):
        raise FormatFault(file, _ENTITIES)
    if outside_dtd(root) and (named := _named_character(root, data)):
        raise FormatFault(file, f"it writes characters as names ({named}) that only its DTD explains.")
    return root


def _named_character(root: etree._Element, data: bytes) -> str:
    """Return a character the document only names, "" for none; the parser drops those in attributes silently."""
    found = next(root.iter(etree.Entity), None)
    if found is not None:
        return str(found.text)[:40]
    named = _NAMED.search(_NO_TEXT.sub(b"", data))
    return named.group().decode("ascii", "replace")[:40] if named is not None else ""


def refuse_entities(data: bytes, file: str) -> None:
    """Refuse a document that declares entities of its own.

    Raises:
        FormatFault: it does.
    """
    if _ENTITY.search(data):
        raise FormatFault(file, _ENTITIES)


SAFE: Final[dict[str, Any]] = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "dtd_validation": False,
    "attribute_defaults": False,
    "huge_tree": False,
    "recover": False,
}
"""How every XML file is parsed, ours or a stranger's: no entities, no DTD, no network, nothing repaired."""

OWN: Final[dict[str, Any]] = {**SAFE, "collect_ids": False}
"""How XML is parsed that this program wrote a moment ago, and nothing else.

Its ids are not collected: libxml2 would keep each of them as long as the program runs. Never for what a stranger may
have written: without collecting ids, libxml2 loads the DTD that a file names, whatever else it is told.
"""


def _parser() -> etree.XMLParser:
    return etree.XMLParser(**SAFE)


def _syntax_reason(error: Exception) -> str:
    said = str(getattr(error, "msg", None) or error)
    line = getattr(error, "lineno", None)
    where = f"line {line}" if line else "the beginning"
    if getattr(error, "code", 0) in _BROKEN_OFF or "Premature end" in said:
        return f"it breaks off at {where}; ask for a whole copy."
    if "HUGE" in said:
        return f"a part of it at {where} is larger or nested deeper than any page is."
    return f"it is not well-formed XML at {where} ({_without_place(said)})."


def _without_place(message: str) -> str:
    return re.sub(r",? line \d+, column \d+.*$", "", message).strip().rstrip(".")


def _declares_entities(root: etree._Element) -> bool:
    dtd = root.getroottree().docinfo.internalDTD
    return dtd is not None and any(True for _ in cast(Any, dtd).iterentities())


def outside_dtd(root: etree._Element) -> str:
    """Return the address of the DTD the document names (it was not loaded), or ""."""
    return cast(Any, root.getroottree().docinfo).system_url or ""


def local(element: etree._Element) -> str:
    """Return the element's name without namespace, "" for a comment or a processing instruction."""
    tag = element.tag
    return _bare(tag) if isinstance(tag, str) else ""


@lru_cache(maxsize=1024)
def _bare(tag: str) -> str:
    """Return a name without its namespace: a file has few names, and thousands of elements."""
    return tag.rpartition("}")[2]


def namespace(element: etree._Element) -> str:
    """Return the element's namespace, "" where it has none."""
    tag = element.tag
    return tag[1:].partition("}")[0] if isinstance(tag, str) and tag.startswith("{") else ""


def children(element: etree._Element, *names: str) -> Iterator[etree._Element]:
    """Yield the child elements with one of the local ``names``, in document order."""
    for child in element:
        if local(child) in names:
            yield child


def child(element: etree._Element, name: str) -> etree._Element | None:
    """Return the first child element with the local ``name``, or None."""
    return next(children(element, name), None)


def descend(element: etree._Element, *names: str) -> etree._Element | None:
    """Return the element reached by first children with the local ``names``, or None."""
    found: etree._Element | None = element
    for name in names:
        found = child(found, name) if found is not None else None
    return found


def text_of(element: etree._Element | None) -> str:
    """Return all text in ``element``, without comments and processing instructions."""
    if element is None:
        return ""
    if len(element) == 0:
        return element.text or ""
    return "".join(piece for piece in element.itertext(etree.Element) if isinstance(piece, str))
