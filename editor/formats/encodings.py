"""Bytes to text: what a byte order mark, a declaration or the bytes themselves tell, and never a silent guess."""

from __future__ import annotations

import codecs
import re
from typing import Final

from editor.formats import canon
from editor.formats.notes import Notes
from editor.formats.xml import FormatFault

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(
    rb"""<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)|<meta[^>]*?charset\s*=\s*["']?([A-Za-z0-9._-]+)""", re.I
)


def marked(data: bytes) -> tuple[str, int] | None:
    """Return the encoding a byte order mark tells and the mark's length, or None."""
    return next(((name, len(mark)) for mark, name in _MARKS if data.startswith(mark)), None)


def unmarked(data: bytes, *, whole: bool = True) -> str | None:
    """Return which UTF-16 a text without a mark is in, or None: in Western text every other byte is zero.

    Args:
        data: The file, or its beginning.
        whole: It is all there; else the last letter may be cut in two.
    """
    if b"\0" not in data or len(data) < 2 or (whole and len(data) % 2):
        return None
    data = data[: len(data) // 2 * 2]
    first, second = data[::2].count(0), data[1::2].count(0)
    name = "utf-16-le" if second > first else "utf-16-be"
    if min(first, second) * 50 > len(data) or max(first, second) * 10 < len(data):
        return None
    try:
        text = data.decode(name, "strict" if whole else "replace")
    except UnicodeDecodeError:
        return None
    return name if "\0" not in text and canon.illegal_share(text) < 0.1 else None


def plain(data: bytes, notes: Notes) -> str:
    """Return the text of a plain file: by its mark, else UTF-8, else UTF-16 or Windows-1252, which is told.

    Raises:
        FormatFault: it is none of these.
    """
    mark = marked(data)
    if mark is not None:
        try:
            return data[mark[1] :].decode(mark[0])
        except UnicodeDecodeError as error:
            raise FormatFault(
                notes.file, f"its mark says {mark[0].upper()}, and byte {error.start:,} is not."
            ) from error
    if (wide := unmarked(data)) is not None:
        notes.tell("It has no byte order mark and was read as UTF-16, which its zero bytes show.")
        return data.decode(wide)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _western(data, error, notes)


def _western(data: bytes, error: UnicodeDecodeError, notes: Notes) -> str:
    line = data.count(b"\n", 0, error.start) + 1
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        text = ""
    if not text or "\0" in text:
        raise FormatFault(notes.file, f"it is no text: line {line:,} is neither UTF-8 nor Windows-1252.")
    notes.tell(
        f"It is not UTF-8 (line {line:,}) and was read as Windows-1252; compare its accents and quotation marks."
    )
    return text


def markup(data: bytes, notes: Notes) -> str:
    """Return the text of an HTML file: by its mark, its declaration, else as a plain file.

    Raises:
        FormatFault: it is no text in any of these ways.
    """
    if marked(data) is None and (found := _DECLARED.search(data[:4096])):
        name = (found.group(1) or found.group(2)).decode("ascii")
        try:
            return data.decode(name)
        except (LookupError, UnicodeDecodeError):
            notes.tell(f"It declares the encoding {name}, which it does not keep to.")
    return plain(data, notes)
