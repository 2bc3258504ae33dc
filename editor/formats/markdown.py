"""Markdown out: a record for reading, with every stamp, note and doubt in brackets that stay legible as plain text.

CommonMark with the strikethrough, tables and footnotes that most readers of it know. Writes no file and no images: a
picture is named, not shown. What stands on the page can never be taken for markup.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

from editor.formats.flow import Cut, Table, by_form
from editor.formats.marking import Marked, Part, Soft, missing
from editor.formats.reading import Block, PageStart, Reading, Row
from editor.model.annotation import NOTE, Annotation
from editor.model.page import Document, PageContent
from editor.model.tagset import TagSet

_WORDS: Final = "{}"
_LEFT_OUT: Final = "-"

_KINDS: Final = {
    "heading": "## {}",
    "letterhead": "> [letterhead] {}",
    "classification": "**[{}]**",
    "image": "![{}]",
    "seal": "![seal: {}]",
}
"""Kinds that Markdown writes otherwise than plain text for reading does."""

_EMPTY_KINDS: Final = {"image": "![image]", "seal": "![seal]", "redaction": "[redacted]"}
"""What stands for a region without words."""

_ANYWHERE: Final = re.compile(r"([\\`*_\[\]<~^|$])|&(?=[#\w])")
_AFTER_BRACKET: Final = re.compile(r"\]([(:])")
_AT_START: Final = re.compile(r"(?:(#{1,6}|[+>:=-]|\d{1,9}(?=[.)]))(.?))")


def escaped(text: str) -> str:
    r"""Return text that no reader of Markdown takes for anything else: ``*`` as ``\*``; line ends become blanks."""
    flat = re.sub(r"\s*[\n\r\x0b\x0c\u2028\u2029]\s*", " ", text)
    return _ANYWHERE.sub(lambda found: "\\" + found[0], flat)


def started(text: str) -> str:
    r"""Return a block whose first sign makes no heading, list, quotation or rule of it."""
    text = text.strip(" \t")
    found = _AT_START.match(text)
    if found is None:
        return text
    sign = found[1]
    if sign[0].isdigit():
        return f"{sign}\\{text[len(sign) :]}"
    return "\\" + text


def write(
    document: Document, pages: Iterable[PageContent], tagset: TagSet | None = None, cut: Cut = by_form
) -> Iterator[str]:
    """Yield the Markdown of a record piece by piece.

    Args:
        document: The record; its title is the first heading.
        pages: Its pages, in order.
        tagset: The project's tag set; the fullest one that is shipped where it is missing.
        cut: What a hyphen at a line's end is.
    """
    yield f"# {escaped(document.title).strip() or 'Untitled'}\n"
    yield from _Writer(Table(tagset, cut)).text(pages)


class _Writer:
    """Writes blocks, and keeps the notes for the end."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._notes: dict[int, tuple[int, str]] = {}

    def text(self, pages: Iterable[PageContent]) -> Iterator[str]:
        """Yield everything behind the title."""
        for one in Reading(self._table).blocks(pages):
            said = self._page(one) if isinstance(one, PageStart) else self._block(one)
            if said:
                yield f"\n{said}\n"
        if self._notes:
            yield "\n"
        for number, text in self._notes.values():
            yield f"[^{number}]: {started(escaped(text)) or '…'}\n"

    def _page(self, start: PageStart) -> str:
        return "".join(self._note(note) for note in start.notes)

    def _block(self, block: Block) -> str:
        if self._template(block) == _LEFT_OUT:
            return ""
        said = self._words(block) if block.text() else _EMPTY_KINDS.get(block.kind, "")
        notes = "".join(self._note(tag) for tag in block.tags)
        apart = "\n\n" if said and notes and self._table.role(block.kind) == "table" else ""
        return said + apart + notes

    def _words(self, block: Block) -> str:
        if self._table.role(block.kind) == "table":
            return self._rows(block)
        if "list" in self._table.kind_form(block.kind, "tei"):
            return "\n".join(f"- {started(self._row(row))}" for row in block.lines() if row.line.text.strip())
        words = self._joined(block, " / " if block.beside else " ")
        if block.struck and "~~" not in words:
            words = _around("~~", words)
        template = self._template(block)
        return started(words) if template == _WORDS else template.replace(_WORDS, words) if words else ""

    def _template(self, block: Block) -> str:
        own = self._table.kind_form(block.kind, "markdown") or _KINDS.get(block.kind, "")
        if own:
            return own
        default = f"[{escaped(block.kind)}: {_WORDS}]" if block.beside else _WORDS
        return self._table.kind_form(block.kind, "text") or default

    def _rows(self, block: Block) -> str:
        """Return a table: the first row is its head, a tab parts cells."""
        rows = [self._row(row).split("\t") for row in block.lines()]
        wide = max(len(row) for row in rows)
        lines = ["| " + " | ".join([*row, *[""] * (wide - len(row))]) + " |" for row in rows]
        return "\n".join([lines[0], "|" + " --- |" * wide, *lines[1:]])

    def _joined(self, block: Block, between: str) -> str:
        said, whole = "", True
        for row in block.lines():
            words = self._row(row)
            if words:
                said = said + (between if said else "") + words if whole else _run_on(said, words)
                whole = row.whole
        return said

    def _row(self, row: Row) -> str:
        """Return a line as it may stand anywhere: no bracket of ours becomes a link with what follows it."""
        said = "".join(self._part(part) for part in row.parts).strip(" ")
        return _AFTER_BRACKET.sub(r"]\\\1", said).replace("![", "\\![")

    def _part(self, part: Part) -> str:
        if isinstance(part, str):
            return "" if isinstance(part, Soft) else escaped(part)
        inside = "".join(self._part(inner) for inner in part.parts)
        tag = part.annotation.tag
        if tag == NOTE:
            return inside + (self._note(part.annotation) if part.last else "")
        form = _TAGS.get(tag)
        if form is not None:
            return form(part, inside)
        return missing_or(part, inside) if self._table.tag(tag).empty else inside

    def _note(self, annotation: Annotation) -> str:
        """Return the mark of a note, whose text comes at the end; "" for what is no note."""
        if annotation.tag != NOTE:
            return ""
        text = annotation.attributes.get("text", "")
        number, _ = self._notes.setdefault(annotation.id, (len(self._notes) + 1, text))
        return f"[^{number}]"


def _run_on(said: str, words: str) -> str:
    """Return the two halves of a word as one; marks that end and begin again between them are left out."""
    for sign in ("**", "~~", "^", "*"):
        if said.endswith(sign) and words.startswith(sign):
            return said[: -len(sign)] + words[len(sign) :]
    return said + words


def _around(sign: str, words: str) -> str:
    """Return words between two signs, the blanks outside; signs that touch nothing mean nothing."""
    core = words.strip()
    if not core:
        return words
    lead = words[: len(words) - len(words.lstrip())]
    return f"{lead}{sign}{core}{sign}{words[len(words.rstrip()) :]}"


def missing_or(part: Marked, inside: str) -> str:
    """Return the words of an empty tag, or what stands for words that are missing."""
    if inside or part.annotation.tag != "gap":
        return inside
    return escaped_brackets(missing(part.annotation.attributes))


def escaped_brackets(text: str) -> str:
    """Return text in brackets of ours, with what is inside them escaped."""
    return f"[{escaped(text[1:-1])}]"


def _sic(part: Marked, inside: str) -> str:
    correction = part.annotation.attributes.get("correction", "")
    if correction:
        return escaped(correction) if part.first else ""
    return inside + (" [sic]" if part.last else "")


def _set_off(part: Marked, inside: str) -> str:
    return _around("**" if "bold" in part.annotation.attributes.get("rend", "") else "*", inside)


_TAGS: Final[Mapping[str, Callable[[Marked, str], str]]] = {
    "unclear": lambda part, inside: inside + ("[?]" if part.last else ""),
    "del": lambda part, inside: _around("~~", inside),
    "add": lambda part, inside: _around("^", inside),
    "sic": _sic,
    "underline": lambda part, inside: f"<u>{inside}</u>" if inside else "",
    "hand": lambda part, inside: ("{hand: " if part.first else "") + inside + ("}" if part.last else ""),
    "hi": _set_off,
    "stamp": lambda part, inside: ("[stamp: " if part.first else "") + inside + ("]" if part.last else ""),
}
"""How words with a tag are written; every other tag leaves its words as they are."""
