"""Labels and buttons as every pane and dialog wants them: what a file says is never markup, Enter presses nothing."""

from __future__ import annotations

import html
from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QWidget


def plain_label(parent: QWidget, text: str = "", role: str = "") -> QLabel:
    """Return a label of plain text that is broken where it is too long; the style sheet knows its role."""
    label = QLabel(text, parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setProperty("role", role)
    return label


class SentenceLabel(QLabel):
    """One sentence of plain text, which takes the room that is left and asks for none; its tooltip has all of it."""

    def __init__(self, parent: QWidget) -> None:
        """Say nothing yet."""
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", "faint")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def say(self, sentence: str) -> None:
        """Say something; what it quotes of a file is never markup, in the tooltip neither."""
        self.setText(sentence)
        self.setToolTip(f"<p>{html.escape(sentence)}</p>" if sentence else "")


def push_button(parent: QWidget, text: str, act: Callable[[], object], tip: str = "") -> QPushButton:
    """Return a button that is pressed only when it has the focus."""
    button = QPushButton(text, parent)
    button.setToolTip(tip)
    button.setAutoDefault(False)
    button.clicked.connect(lambda _on=False: act())
    return button
