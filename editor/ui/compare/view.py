"""The list of compared lines on the screen, and what its keys ask for."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QListView, QWidget

from editor.ui.compare.delegate import PairDelegate
from editor.ui.kit.theme import Theme

_NONE, _CTRL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
KEYS = {
    (_NONE, Qt.Key.Key_Down): "next",
    (_NONE, Qt.Key.Key_Up): "previous",
    (_CTRL, Qt.Key.Key_Down): "down",
    (_CTRL, Qt.Key.Key_Up): "up",
    (_NONE, Qt.Key.Key_Right): "next_word",
    (_NONE, Qt.Key.Key_Left): "previous_word",
    (_NONE, Qt.Key.Key_Return): "take",
    (_NONE, Qt.Key.Key_Enter): "take",
    (_NONE, Qt.Key.Key_F4): "take",
    (_SHIFT, Qt.Key.Key_Return): "take_region",
    (_SHIFT, Qt.Key.Key_Enter): "take_region",
    (_CTRL, Qt.Key.Key_Return): "take_page",
    (_CTRL, Qt.Key.Key_Enter): "take_page",
    (_NONE, Qt.Key.Key_Delete): "remove",
    (_CTRL, Qt.Key.Key_Z): "undo",
    (_CTRL | _SHIFT, Qt.Key.Key_Z): "redo",
    (_CTRL, Qt.Key.Key_Y): "redo",
    (_CTRL, Qt.Key.Key_PageDown): "next_page",
    (_CTRL, Qt.Key.Key_PageUp): "previous_page",
}
"""What a key asks for: the name of a method of CompareDialog."""


def meaning(event: QKeyEvent) -> str:
    """Return what a key asks for, "" for nothing."""
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return KEYS.get((modifiers, Qt.Key(event.key())), "")


class PairList(QListView):
    """Rows of two texts.

    Signals:
        asked: what a key asks for: a value of KEYS.
    """

    asked = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Show rows of a model that is set later."""
        super().__init__(parent)
        self._theme = theme
        self.pairs = PairDelegate(theme, self)
        self.empty = ""
        """What is said while there is no row."""
        self.setItemDelegate(self.pairs)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Compared lines"))
        theme.changed.connect(self.viewport().update)

    def event(self, event: QEvent) -> bool:
        """Keep the keys that mean something here from everything above."""
        if event.type() == QEvent.Type.ShortcutOverride and meaning(cast(QKeyEvent, event)):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ask for what a key means."""
        means = meaning(event)
        if means:
            self.asked.emit(means)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give both texts half of the width each."""
        self.pairs.set_width(self.viewport().width())
        self.scheduleDelayedItemsLayout()
        super().resizeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Say why there is nothing while there is no row."""
        super().paintEvent(event)
        model = self.model()
        if self.empty and (model is None or not model.rowCount()):
            painter = QPainter(self.viewport())
            painter.setPen(self._theme.colour("faint"))
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(self.viewport().rect().adjusted(60, 20, -60, -20), flags, self.empty)
