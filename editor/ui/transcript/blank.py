"""What stands on the paper while there is no text: what this page lacks, and what to do about it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QTextEdit, QVBoxLayout, QWidget

from editor.model.page import PageContent


class BlankPage(QWidget):
    """Says why the paper is empty and offers a first line, or to have the scan read.

    Signals:
        lineWanted: a first line is to be added.
        readWanted: the scan is to be read by OCR.
    """

    lineWanted = Signal()
    readWanted = Signal()

    def __init__(self, paper: QTextEdit) -> None:
        """Lie in the middle of ``paper``."""
        super().__init__(paper.viewport())
        self._paper = paper
        self.label = QLabel(self)
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.label.setWordWrap(True)
        self.label.setProperty("role", "faint")
        self.button = QPushButton(self.tr("Add a line"), self)
        self.button.clicked.connect(self.lineWanted)
        self.read = QPushButton(self.tr("Read with OCR…"), self)
        self.read.clicked.connect(self.readWanted)
        column = QVBoxLayout(self)
        column.addWidget(self.label)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.button)
        row.addWidget(self.read)
        row.addStretch(1)
        column.addLayout(row)
        around = QVBoxLayout(paper.viewport())
        around.setContentsMargins(24, 24, 24, 24)
        around.addStretch(2)
        around.addWidget(self)
        around.addStretch(3)
        self.hide()

    def show_for(self, content: PageContent | None, empty: bool) -> None:
        """Say what fits the page, or nothing where there is text; who was here is in the text then."""
        if not empty and self.isAncestorOf(self.window().focusWidget() or self._paper):
            self._paper.setFocus(Qt.FocusReason.OtherFocusReason)
        self.setVisible(empty)
        self.button.setVisible(content is not None)
        self.read.setVisible(content is not None and bool(content.page.image))
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
