"""The key that closes a window closes the dialog in front, as Escape does, and nothing behind it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QDialog, QWidget

_NAME = "closeKey"
_DIRECT = Qt.FindChildOption.FindDirectChildrenOnly


class CloseKey(QObject):
    """Gives each dialog that is come to the key; dialogs of Qt's own as well, which no class of ours could."""

    def __init__(self, app: QApplication, parent: QObject | None = None) -> None:
        """Take the program whose dialogs are meant."""
        super().__init__(parent)
        app.focusChanged.connect(self._look)

    def _look(self, old: QWidget | None, now: QWidget | None) -> None:
        front = now.window() if now is not None else None
        if isinstance(front, QDialog) and front.findChild(QShortcut, _NAME, _DIRECT) is None:
            close = QShortcut(front)
            close.setObjectName(_NAME)
            close.setKeys(QKeySequence.StandardKey.Close)
            close.activated.connect(front.reject)
