"""What stands on the paper while there is no text: what this page lacks, and what to do about it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QTextEdit, QVBoxLayout, QWidget

from editor.model.page import PageContent


class BlankPage(QWidget):
    """Says why the paper is empty and offers a first line.

    Signals:
        lineWanted: a first line is to be added.
    """

    lineWanted = Signal()

    def __init__(self, paper: QTextEdit) -> None:
        """Lie in the middle of ``paper``."""
        super().__init__(paper.viewport())
        self.label = QLabel(self)
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.label.setWordWrap(True)
        self.label.setProperty("role", "faint")
        self.button = QPushButton(self.tr("Add a line"), self)
        self.button.clicked.connect(self.lineWanted)
        column = QVBoxLayout(self)
        column.addWidget(self.label)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        around = QVBoxLayout(paper.viewport())
        around.setContentsMargins(24, 24, 24, 24)
        around.addStretch(2)
        around.addWidget(self)
        around.addStretch(3)
        self.hide()

    def show_for(self, content: PageContent | None, empty: bool) -> None:
        """Say what fits the page, or nothing where there is text."""
        self.setVisible(empty)
        self.button.setVisible(content is not None)
        if content is None:
            self.label.setText(self.tr("The text of a page will stand here."))
        elif content.regions:
            self.label.setText(
                self.tr("The regions of this page have no text yet.\nSelect one and type, or add a line to the first.")
            )
        else:
            self.label.setText(
                self.tr("There is no text on this page yet.\nDraw a region on the scan, or add a line here and type.")
            )
