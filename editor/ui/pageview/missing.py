"""A quiet card over the scan's place when its file is not there: what is wrong, and the way to put it right."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from editor.ui.kit.theme import Theme

_WIDTH = 380


class MissingImage(QFrame):
    """One sentence and one button in the middle of a widget, hidden while nothing is missing.

    Signals:
        findWanted: the images are to be looked for.
    """

    findWanted = Signal()

    def __init__(self, over: QWidget, theme: Theme) -> None:
        """Float over ``over``."""
        super().__init__(over)
        self._theme = theme
        self._over = over
        self.setObjectName("missingImage")
        self.words = QLabel(self)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.words.setWordWrap(True)
        self.button = QPushButton(self.tr("Find the images…"), self)
        self.button.clicked.connect(self.findWanted)
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(22, 18, 22, 18)
        column.setSpacing(12)
        column.addWidget(self.words)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        over.installEventFilter(self)
        self.hide()
        self.restyle()

    def restyle(self) -> None:
        """Take the colours of the theme again."""
        ground, border = self._theme.colour("window").name(), self._theme.colour("border").name()
        text = self._theme.colour("text").name()
        self.setStyleSheet(
            f"#missingImage {{ background: {ground}; border: 1px solid {border}; border-radius: 8px; }}"
            f"#missingImage QLabel {{ color: {text}; }}"
        )

    def say(self, sentence: str) -> None:
        """Show a sentence with the button; "" hides the card."""
        self.words.setText(sentence)
        self.setAccessibleName(sentence)
        self.setVisible(bool(sentence))
        if sentence:
            self._place()
            self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep to the middle as the widget below changes its size."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def _place(self) -> None:
        width = min(_WIDTH, max(self._over.width() - 24, 160))
        height = max(self._column.heightForWidth(width), self.minimumSizeHint().height())
        left, top = (self._over.width() - width) // 2, (self._over.height() - height) // 2
        self.setGeometry(left, max(top, 8), width, height)
