"""What this program is, and which parts it stands on."""

from __future__ import annotations

import platform

from PySide6.QtCore import Qt, qVersion
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

import editor


class AboutDialog(QDialog):
    """Name, version and licence."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show the versions that run."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("About Muniment"))
        title = QLabel("Muniment", self)
        title.setProperty("role", "title")
        versions = self.tr("Version {0} · Python {1} · Qt {2}").format(
            editor.__version__, platform.python_version(), qVersion()
        )
        lines = (
            self.tr("A writing desk for archives: page scans beside the text read from them."),
            versions,
            self.tr("Free software under the MIT licence. No file leaves this computer."),
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(28, 22, 28, 18)
        layout.addWidget(title)
        for line in lines:
            label = QLabel(line, self)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            layout.addWidget(label)
        layout.addSpacing(14)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)
