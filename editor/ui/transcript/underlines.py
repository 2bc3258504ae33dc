"""Suspect words underlined on the paper: laid over the text, so that neither document nor typing knows of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from PySide6.QtGui import QTextBlock, QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QTextEdit

from editor.ui.kit.theme import Theme
from editor.ui.kit.utf16 import to_units
from editor.ui.transcript.rows import PageRows


class Marked(NamedTuple):
    """A suspect word: places in code points, whether it is probably wrong, and what is said of it."""

    line: int
    start: int
    end: int
    word: str
    strong: bool
    tip: str


class Underlines:
    """The marks on one document, line by line: those of a line that is judged as before are not made again."""

    def __init__(self) -> None:
        """Begin with none."""
        self._made: dict[int, tuple[tuple[Marked, ...], list[QTextEdit.ExtraSelection]]] = {}

    def clear(self) -> None:
        """Forget all marks: they were on another document."""
        self._made = {}

    def selections(self) -> list[QTextEdit.ExtraSelection]:
        """Return the marks as the text widget takes them."""
        return [mark for _, marks in self._made.values() for mark in marks]

    def put(self, document: QTextDocument, page: PageRows, suspects: tuple[Marked, ...], theme: Theme) -> None:
        """Mark these words and no others: solid where they are probably wrong, dotted where they may be."""
        by_line: dict[int, list[Marked]] = {}
        for one in suspects:
            by_line.setdefault(one.line, []).append(one)
        before, self._made = self._made, {}
        if not by_line or document.blockCount() != len(page.rows):
            return
        rows = {row.line: index for index, row in enumerate(page.rows) if row.line is not None}
        formats = {strong: _format(theme, strong) for strong in (True, False)}
        for line, there in by_line.items():
            wanted, known = tuple(there), before.get(line)
            if known is not None and known[0] == wanted and len(known[1]) == len(wanted):
                self._made[line] = known
            elif line in rows:
                block = document.findBlockByNumber(rows[line])
                self._made[line] = (wanted, list(_marks(document, block, wanted, formats)))


def _marks(
    document: QTextDocument, block: QTextBlock, wanted: tuple[Marked, ...], formats: dict[bool, QTextCharFormat]
) -> Iterator[QTextEdit.ExtraSelection]:
    text = block.text()
    for one in wanted:
        if text[one.start : one.end] != one.word:
            continue
        mark = QTextEdit.ExtraSelection()
        cursor = QTextCursor(document)
        cursor.setPosition(block.position() + to_units(text, one.start))
        cursor.setPosition(block.position() + to_units(text, one.end), QTextCursor.MoveMode.KeepAnchor)
        mark.cursor = cursor
        mark.format = formats[one.strong]
        yield mark


def _format(theme: Theme, strong: bool) -> QTextCharFormat:
    form = QTextCharFormat()
    style = QTextCharFormat.UnderlineStyle
    form.setUnderlineStyle(style.SingleUnderline if strong else style.DotLine)
    form.setUnderlineColor(theme.colour("error" if strong else "warning"))
    return form
