"""The line under the text that says why a key did nothing, or that something is not saved yet."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

SHOWN_MS = 6000


class Notice(QFrame):
    """Says one sentence for a while, or one that stays until it is no longer true.

    Signals:
        retryWanted: what could not be saved is to be tried again now.
    """

    retryWanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Say nothing."""
        super().__init__(parent)
        self.setProperty("role", "banner")
        self.label = QLabel(self)
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.label.setWordWrap(True)
        self.retry = QPushButton(self.tr("Try again"), self)
        self.retry.clicked.connect(self.retryWanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 5, 8, 5)
        row.addWidget(self.label, 1)
        row.addWidget(self.retry)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._fall_silent)
        self._staying = ""
        self._fall_silent()

    def say(self, sentence: str) -> None:
        """Say something for a while; without words, stop saying it."""
        if not sentence:
            self._fall_silent()
            return
        self.label.setText(sentence)
        self.setAccessibleName(sentence)
        self.retry.setVisible(False)
        self.show()
        self._timer.start(SHOWN_MS)

    def insist(self, sentence: str) -> None:
        """Say something until told otherwise; without words, all is well again."""
        self._staying = sentence
        self._fall_silent()

    def _fall_silent(self) -> None:
        self._timer.stop()
        self.label.setText(self._staying)
        self.setAccessibleName(self._staying)
        self.retry.setVisible(bool(self._staying))
        self.setVisible(bool(self._staying))
