"""What stands in place of the scan while the project has no page: what to do first."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget


class NoPage(QWidget):
    """Says that there is no page yet and offers to bring some in.

    Signals:
        importWanted: files are to be chosen.
    """

    importWanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Offer one button."""
        super().__init__(parent)
        title = QLabel(self.tr("This project has no pages yet."), self)
        title.setProperty("role", "heading")
        about = QLabel(self.tr("Drop scans here, with their text if there is any, or choose the files."), self)
        about.setProperty("role", "faint")
        about.setWordWrap(True)
        for label in (title, about):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.button = QPushButton(self.tr("Import…"), self)
        self.button.clicked.connect(self.importWanted)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(10)
        column.addStretch(2)
        column.addWidget(title)
        column.addWidget(about)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        self.setFocusProxy(self.button)
