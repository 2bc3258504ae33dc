"""Fields that are edited in place: they say what was entered when one leaves them, and never lose it half-way."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QTextCursor
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from editor.model.text import ILLEGAL


def exact(edit: QPlainTextEdit) -> str:
    """Return what stands in a text field, code point for code point, lines parted by LF."""
    block, parts = edit.document().begin(), []
    while block.isValid():
        parts.append(block.text())
        block = block.next()
    return "\n".join(parts)


class TextField(QLineEdit):
    """One line of text.

    Signals:
        entered: the text, when the field is left with another one than it was given.
    """

    entered = Signal(str)

    def __init__(self, name: str, hint: str = "", parent: QWidget | None = None) -> None:
        """Make an empty field; ``name`` is what it is called by a screen reader."""
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self._stored = ""
        self.editingFinished.connect(self.send)

    def show_value(self, value: str) -> None:
        """Show what is stored, unless something else is just being entered."""
        editing = self.hasFocus() and self.text() != self._stored
        self._stored = value
        if not editing and self.text() != value:
            self.setText(value)
            self.setCursorPosition(0)
        # What a field of one line would not give back unchanged is shown and not edited.
        self.setReadOnly(not editing and self.text() != value)

    def send(self) -> None:
        """Say what was entered, if it is new."""
        text = ILLEGAL.sub("\ufffd", self.text())
        if text != self._stored and not self.isReadOnly():
            self._stored = text
            self.entered.emit(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Escape bring back what is stored."""
        if event.key() == Qt.Key.Key_Escape and self.text() != self._stored:
            self.setText(self._stored)
            return
        super().keyPressEvent(event)


class AreaField(QPlainTextEdit):
    """Several lines of text; Ctrl+Enter enters them, as leaving the field does.

    Signals:
        entered: the text, when the field is left with another one than it was given.
    """

    entered = Signal(str)

    def __init__(self, name: str, hint: str = "", parent: QWidget | None = None) -> None:
        """Make an empty field."""
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self.setTabChangesFocus(True)
        self._stored = ""

    def show_value(self, value: str) -> None:
        """Show what is stored, unless something else is just being entered."""
        editing = self.hasFocus() and exact(self) != self._stored
        self._stored = value
        if not editing and exact(self) != value:
            self.setPlainText(value)
            self.moveCursor(QTextCursor.MoveOperation.Start)

    def send(self) -> None:
        """Say what was entered, if it is new."""
        text = ILLEGAL.sub("\ufffd", exact(self))
        if text != self._stored and not self.isReadOnly():
            self._stored = text
            self.entered.emit(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter with Ctrl+Enter, take back with Escape."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.send()
        elif event.key() == Qt.Key.Key_Escape and exact(self) != self._stored:
            self.setPlainText(self._stored)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Enter what was written on leaving."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.send()
