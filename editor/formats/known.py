"""Which reader for which bytes: a file is known by its content, whatever its name says."""

from __future__ import annotations

import gc
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Final

from editor.formats import abbyy, alto, canon, encodings, hocr, pagexml, text, xml
from editor.formats.tei import arrive, foreign
from editor.formats.xml import FormatFault
from editor.model.source import Source

_HEAD: Final = 65_536
_MORE: Final = 4_000_000
_TEXT_NAMES: Final = frozenset({"", ".txt", ".text", ".md", ".markdown"})

_MAGIC: Final = (
    (b"\x89PNG\r\n\x1a\n", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"II*\0", "image"),
    (b"MM\0*", "image"),
    (b"II+\0", "image"),
    (b"MM\0+", "image"),
    (b"GIF87a", "image"),
    (b"GIF89a", "image"),
    (b"\0\0\0\x0cjP  \r\n\x87\n", "image"),
    (b"\xff\x4f\xff\x51", "image"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"\x1f\x8b", "unknown"),
    (b"%!PS", "unknown"),
    (b"SQLite format 3\0", "unknown"),
)
_ROOTS: Final[Mapping[str, str]] = {
    "PcGts": "page",
    "alto": "alto",
    "mets": "mets",
    "TEI": "tei",
    "TEI.2": "tei",
    "teiCorpus": "tei",
}
_PROLOG = re.compile(r"(?:\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE(?:[^\[>\"']|\"[^\"]*\"|'[^']*'|\[.*?\]\s*(?=>))*>)*", re.S)
_ROOT = re.compile(r"<(?:[\w.-]+:)?([A-Za-z_][\w.-]*)([^>]*)")
_HOCR = re.compile(r"""class\s*=\s*["'][^"']*\bocrx?_(?:page|line|carea|par|block)\b""")
_LATER: Final[Mapping[str, str]] = {
    "mets": "it is a METS file, which holds no text but names the files that do.",
    "pdf": "it is a PDF, which is known but cannot be read yet; import its pages as images.",
    "zip": "it is a ZIP archive, which cannot be read yet; unpack it first.",
    "image": "it is a page image and holds no text to read.",
}


def sort(path: Path) -> str:
    """Return what the file is: image, page, alto, hocr, text, abbyy, mets, tei, pdf, zip or unknown.

    Raises:
        FormatFault: it is no ordinary file or cannot be opened.
    """
    xml.check_ordinary(path)
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
            return sort_data(head, lambda: head + file.read(_MORE), path.suffix)
    except OSError as error:
        raise FormatFault(path.name, f"the system says: {error.strerror}.") from error


def sort_data(head: bytes, more: Callable[[], bytes], suffix: str) -> str:
    """Return what a file is by its first bytes; ``more`` returns them and some that follow, where they are needed."""
    if not head:
        return "text" if suffix.lower() in _TEXT_NAMES else "unknown"
    found = next((kind for magic, kind in _MAGIC if head.startswith(magic)), "")
    if found or _is_windows_image(head):
        return found or "image"
    if b"%PDF-" in head[:1024]:
        return "pdf"
    text = _decoded(head)
    if text is None:
        return "unknown"
    return (_of_root(text) or _of_markup(_decoded(more()) or text)) if text.lstrip().startswith("<") else "text"


def _is_windows_image(head: bytes) -> bool:
    return (head[:4] == b"RIFF" and head[8:12] == b"WEBP") or (head[:2] == b"BM" and head[6:10] == b"\0\0\0\0")


def _decoded(data: bytes) -> str | None:
    """Return the beginning of a file as text, roughly; None for what is no text."""
    mark = encodings.marked(data)
    if mark is not None:
        return data[mark[1] :].decode(mark[0], "replace")
    if data[:4] in (b"<\0?\0", b"\0<\0?"):
        return data.decode("utf-16-le" if data[0] else "utf-16-be", "replace")
    wide = encodings.unmarked(data, whole=len(data) % 2 == 0)
    if wide is not None:
        return data.decode(wide, "replace")
    try:
        found = data.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start < len(data) - 4:
            return None if b"\0" in data else data.decode("latin-1")
        found = data[: error.start].decode("utf-8")  # only the last letter is cut in two
    return found if canon.illegal_share(found) <= 0.5 else None


def _root(head: str) -> re.Match[str] | None:
    prolog = _PROLOG.match(head)
    return _ROOT.match(head, prolog.end() if prolog is not None else 0)


def _of_root(head: str) -> str:
    """Return what the root element alone tells, or ""."""
    root = _root(head)
    if root is None:
        return ""
    name, attributes = root.groups()
    if name == "document" and "abbyy" in attributes.lower():
        return "abbyy"
    return _ROOTS.get(name, "")


def _of_markup(head: str) -> str:
    """Return what a file that begins with an angle bracket is: hOCR, XML we do not know, or text after all."""
    if _HOCR.search(head):
        return "hocr"
    root = _root(head)
    if head.lstrip().startswith("<?xml") or (root is not None and root.group(1).lower() == "html"):
        return "unknown"
    if root is None:
        return "text"
    name = re.escape(root.group(1))
    closed = re.search(rf"</(?:[\w.-]+:)?{name}\s*>\s*\Z", head) or re.fullmatch(r"[^>]*/>\s*", head[root.start() :])
    return "unknown" if closed else "text"


def read(path: Path) -> Source:
    """Return what a file of text or layout holds.

    Raises:
        FormatFault: it is none of the formats that can be read, or is damaged; one sentence says which and why.
    """
    data = xml.read_bytes(path)
    return read_data(data, path.name, path.suffix)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Search for no cycles meanwhile: what a reader makes has none, and of a large file it is searched many times."""
    usual = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if usual:
            gc.enable()


def read_data(data: bytes, file: str, suffix: str = "") -> Source:
    """Return what the bytes of the file called ``file`` hold; ``suffix`` only tells an empty text from an empty file.

    Raises:
        FormatFault: as ``read``.
    """
    kind = sort_data(data[:_HEAD], lambda: data[: _HEAD + _MORE], suffix)
    if kind in _LATER:
        raise FormatFault(file, _LATER[kind])
    if kind in _READERS:
        with _uncollected():
            return _READERS[kind](data, file)
    raise FormatFault(file, _why_unknown(data, file))


def _why_unknown(data: bytes, file: str) -> str:
    head = _decoded(data[:_HEAD])
    if not data or data.startswith(b"\x1f\x8b") or (head is not None and head.lstrip().startswith("<?xml")):
        try:
            root = xml.parse(data, file)
        except FormatFault as fault:
            return fault.reason
        return f"it is XML, but of a kind that is not known here ({xml.local(root)[:40]})."
    if head is not None and re.search("<html", head, re.IGNORECASE):
        return "it is a web page without anything of hOCR in it."
    if head is not None and head.lstrip().startswith("<"):
        return "it is markup of a kind that is not known here."
    return "it is neither text nor any format that is known here."


def _page(data: bytes, file: str) -> Source:
    return pagexml.read(xml.parse(data, file), file)


def _abbyy(data: bytes, file: str) -> Source:
    return abbyy.read(xml.parse(data, file), file)


def _alto(data: bytes, file: str) -> Source:
    return alto.read(xml.parse(data, file), file)


def _tei(data: bytes, file: str) -> Source:
    root = xml.parse(data, file)
    if not foreign.is_ours(root):
        return foreign.read(root, file)
    try:
        return arrive.read(data, file)
    except arrive.NotAsWeWrite as fault:
        source = foreign.read(root, file)
        return replace(source, messages=(fault.told, *source.messages))


_READERS: Final[Mapping[str, Callable[[bytes, str], Source]]] = {
    "page": _page,
    "alto": _alto,
    "abbyy": _abbyy,
    "hocr": hocr.read,
    "tei": _tei,
    "text": text.read,
}
