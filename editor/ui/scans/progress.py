"""How far the reading of pages is, for the status bar, with a button to stop it; it knows no project."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QStatusBar, QToolButton, QWidget

from editor.ui.kit.pieces import plain_label

_WIDTH = 90
_LONGEST = 24
"""So many characters of a page's name are shown: the status bar has other things to say."""


class ReadingProgress(QWidget):
    """A sentence, a bar, a button."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show that something is about to begin."""
        super().__init__(parent)
        self.said = plain_label(self)
        self.said.setWordWrap(False)
        self.bar = QProgressBar(self)
        self.bar.setFixedWidth(_WIDTH)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("Pages read"))
        self.stop = QToolButton(self)
        self.stop.setText(self.tr("Stop"))
        self.stop.setToolTip(self.tr("Stop reading; what is read stays"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        for widget in (self.said, self.bar, self.stop):
            layout.addWidget(widget)

    def show_at(self, done: int, of: int, label: str) -> None:
        """Show that so many pages are done and which is read; nothing is known yet where ``of`` is 0."""
        short = label if len(label) <= _LONGEST else label[: _LONGEST - 1] + "…"
        reading = self.tr("Reading {0} ({1} of {2})").format(short, done + 1, of)
        self.said.setText(reading if of else self.tr("Looking for pages to read…"))
        self.bar.setRange(0, of)
        self.bar.setValue(done)

    def put_away(self) -> None:
        """Leave the status bar at once, before it is told what became of the reading."""
        bar = self.parentWidget()
        if isinstance(bar, QStatusBar):
            bar.removeWidget(self)
        self.deleteLater()
