"""The text widget: Qt types inside a line; what would cross lines is asked of the pane before Qt touches anything.

Knows rows and keys, not the session: what the archivist wants is told by signals, and comes back as other rows.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMimeData, QPoint, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDropEvent,
    QFocusEvent,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QTextCursor,
    QTextFormat,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from editor.ui.transcript import clipboard
from editor.ui.transcript.acts import Why
from editor.ui.transcript.document import Look
from editor.ui.transcript.keys import Wish, wish_of
from editor.ui.transcript.paper import Paper

_KEEP = QTextCursor.MoveMode.KeepAnchor


class TextSheet(Paper):
    """A page's rows to type in.

    Signals:
        wished: a key asks for something across lines (a Wish).
        eraseWanted: what is selected, over several lines, is to go; whether that is to make way for a letter.
        pasted: this text is to stand where the selection is.
        dropped: this text was dropped at a Spot; the last value tells whether it is what is selected here.
        refused: something was not done (a Why).
        headingClicked: the id of the region whose heading was clicked.
        menuWanted: a menu is asked for at a place on the screen.
        hoveredRow: the region and line the mouse is over, None and None for none.
        zoomed: the text is wanted larger (1) or smaller (-1).
        entered: the focus came here.
        left: the focus went elsewhere.
    """

    wished = Signal(object)
    eraseWanted = Signal(bool)
    pasted = Signal(str)
    dropped = Signal(str, object, bool)
    refused = Signal(object)
    headingClicked = Signal(object)
    menuWanted = Signal(QPoint)
    hoveredRow = Signal(object, object)
    zoomed = Signal(int)
    entered = Signal()
    left = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        """Show an empty page in ``look``."""
        super().__init__(look, parent)
        self.lineless = False
        """Whether what is selected is a region without lines, so that there is no line to type in."""

    # Keys

    def event(self, event: QEvent) -> bool:
        """Leave to the window every key that is not for typing or walking: undo and redo above all."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            ours = wish_of(event) in (Wish.TYPE, Wish.WALK, Wish.CLIPBOARD, Wish.BACK, Wish.DELETE, Wish.NEXT_LINE)
            event.setAccepted(ours)
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Qt walk, and type inside a line; ask for the rest."""
        wish = wish_of(event)
        if wish in (Wish.WALK, Wish.CLIPBOARD):
            self._clip(event) if wish is Wish.CLIPBOARD else super().keyPressEvent(event)
        elif wish is Wish.NOTHING:
            event.ignore()
        elif wish in (Wish.TYPE, Wish.BACK, Wish.DELETE):
            if self.may_write():
                self._write(event, wish)
        else:
            self.wished.emit(wish)

    def may_write(self) -> bool:
        """Tell whether the selected text may be changed; where not, say why."""
        if self.reading:
            self.refused.emit(Why.READ_ONLY)
            return False
        cursor, document = self.textCursor(), self.document()
        first = document.findBlock(cursor.selectionStart()).blockNumber()
        last = document.findBlock(cursor.selectionEnd()).blockNumber()
        if any(index in self.locked for index in range(first, last + 1)):
            self.refused.emit(Why.LOCKED)
            return False
        return True

    def _write(self, event: QKeyEvent, wish: Wish) -> None:
        cursor = self.textCursor()
        if wish is Wish.TYPE:
            self.make_way()
            super().keyPressEvent(event)
        elif self.page.empty or self.lineless:
            return
        elif self.across():
            self.eraseWanted.emit(False)
        elif cursor.hasSelection():
            super().keyPressEvent(event)
        elif wish is Wish.BACK and cursor.atBlockStart():
            self.wished.emit(Wish.JOIN_BEFORE)
        elif wish is Wish.DELETE and cursor.atBlockEnd():
            self.wished.emit(Wish.JOIN_AFTER)
        elif event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._erase_word(wish)
        else:
            super().keyPressEvent(event)

    def make_way(self) -> None:
        """Make one line of what is selected, and a line where there is none, so that Qt can type in it."""
        if self.page.empty or self.lineless:
            self.wished.emit(Wish.FIRST_LINE)
        elif self.across():
            self.eraseWanted.emit(True)
        form = self.textCursor().charFormat()
        if form.fontLetterSpacing() and not self.textCursor().hasSelection():
            # The room for a gap's mark belongs to the letter before it, not to what is typed behind it.
            form.clearProperty(QTextFormat.Property.FontLetterSpacing)
            self.setCurrentCharFormat(form)

    def _erase_word(self, wish: Wish) -> None:
        """Erase up to the word's border, but never past the line's."""
        cursor = self.textCursor()
        block = cursor.block()
        back = wish is Wish.BACK
        cursor.movePosition(
            QTextCursor.MoveOperation.PreviousWord if back else QTextCursor.MoveOperation.NextWord, _KEEP
        )
        low, high = block.position(), block.position() + block.length() - 1
        cursor.setPosition(min(max(cursor.position(), low), high), _KEEP)
        cursor.removeSelectedText()

    def _clip(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Cut):
            self.cut_selection()
        else:
            super().keyPressEvent(event)

    def cut_selection(self) -> None:
        """Take the selected text to the clipboard and out of the page."""
        if self.textCursor().hasSelection() and self.may_write():
            self.copy()
            self.eraseWanted.emit(False)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Let a composed character in where it may be written, and into one line only."""
        if event.commitString() or (event.preeditString() and not self.composing):
            if not self.may_write():
                event.ignore()
                return
            self.make_way()
        self.composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    # Clipboard and dropping

    def createMimeDataFromSelection(self) -> QMimeData:
        """Return the selected text exactly, as plain text."""
        return clipboard.mime_of(self.textCursor())

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Take text, and nothing else: files that are dropped are the window's, though they name themselves as text."""
        return source.hasText() and not source.hasUrls() and not self.reading

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste text, one line a line, in place of the selection."""
        if self.canInsertFromMimeData(source) and self.may_write():
            self.pasted.emit(source.text())

    def dropEvent(self, event: QDropEvent) -> None:
        """Take dropped text; what is dragged within the page is moved."""
        spot = self.spot(self.cursorForPosition(self.in_text(event.position()).toPoint()).position())
        source = event.source()
        own = source is self or source is self.viewport()
        if not self.canInsertFromMimeData(event.mimeData()) or (spot is None and not self.page.empty):
            event.ignore()
            return
        moving = own and event.dropAction() == Qt.DropAction.MoveAction
        event.acceptProposedAction()
        self.dropped.emit(event.mimeData().text(), spot, moving)

    # Mouse and focus

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take a click on a heading as meant for its region."""
        region = self.heading_at(event.position())
        if region is not None and event.button() == Qt.MouseButton.LeftButton:
            self.headingClicked.emit(region)
            return
        super().mousePressEvent(self._in_text(event))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Choose a word, in the text or in the cut-out above it."""
        super().mouseDoubleClickEvent(self._in_text(event))

    def _in_text(self, event: QMouseEvent) -> QMouseEvent:
        """Return what the mouse does with a cut-out as done with the text below it."""
        at = self.in_text(event.position())
        if at == event.position():
            return event
        shift = at - event.position()
        return QMouseEvent(
            event.type(), at, event.globalPosition() + shift, event.button(), event.buttons(), event.modifiers()
        )

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tell what the mouse is over."""
        super().mouseMoveEvent(self._in_text(event))
        if event.buttons() == Qt.MouseButton.NoButton:
            region = self.heading_at(event.position())
            shape = Qt.CursorShape.PointingHandCursor if region is not None else Qt.CursorShape.IBeamCursor
            self.viewport().setCursor(shape)
            if region is not None:
                self.hoveredRow.emit(region, None)
            else:
                index = self.cursorForPosition(self.in_text(event.position()).toPoint()).blockNumber()
                row = self.page.rows[min(index, len(self.page.rows) - 1)]
                self.hoveredRow.emit(row.region, row.line)

    def leaveEvent(self, event: QEvent) -> None:
        """Tell that the mouse is over nothing."""
        super().leaveEvent(event)
        self.hoveredRow.emit(None, None)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll, or with Ctrl ask for larger or smaller text."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoomed.emit(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the pane's menu: Qt's own would delete across lines."""
        self.menuWanted.emit(event.globalPos())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show that keys go here, and tell."""
        super().focusInEvent(event)
        self.viewport().update()
        self.entered.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show that keys go elsewhere, and tell."""
        super().focusOutEvent(event)
        self.viewport().update()
        self.left.emit()
