"""The clipboard: our exact text out, text only in.

Qt's own copies turn no-break spaces into spaces; ours is what the blocks hold, code point for code point, LF between
lines. Nothing but text is taken in: no HTML, no files, no pictures.
"""

from __future__ import annotations

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication, QTextCursor

ASK_FROM = 1 << 20
"""Characters from which on a paste is asked about."""


def exact_text(cursor: QTextCursor) -> str:
    """Return the selected text, code point for code point, lines parted by LF."""
    start, end = cursor.selectionStart(), cursor.selectionEnd()
    document = cursor.document()
    block, parts = document.findBlock(start), []
    while block.isValid() and block.position() <= end:
        units = block.text().encode("utf-16-le", "surrogatepass")
        low = max(start - block.position(), 0)
        high = min(end - block.position(), block.length() - 1)
        parts.append(units[2 * low : 2 * high].decode("utf-16-le", "surrogatepass"))
        block = block.next()
    return "\n".join(parts)


def mime_of(cursor: QTextCursor) -> QMimeData:
    """Return the selected text as plain text and nothing else."""
    data = QMimeData()
    data.setText(exact_text(cursor))
    return data


def settle_clipboard() -> None:
    """Put what we own on the clipboard there as plain text.

    Data made in Python and left on the clipboard when the program ends crash some versions of PySide6.
    """
    clipboard = QGuiApplication.clipboard()
    if clipboard.ownsClipboard():
        clipboard.setText(clipboard.text())
