"""The formats of an export as a list to choose from, each with one sentence that says what it is for."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QButtonGroup, QLabel, QRadioButton, QVBoxLayout, QWidget

from editor.ui.kit.marking import marked as _
from editor.work.export import FORMATS

SENTENCES = {
    "tei": (
        _("ExportFormats", "TEI"),
        _("ExportFormats", "The whole record, to publish and to keep"),
    ),
    "tei-corpus": (
        _("ExportFormats", "TEI corpus"),
        _("ExportFormats", "All records of the project in one TEI file"),
    ),
    "page": (
        _("ExportFormats", "PAGE XML"),
        _("ExportFormats", "Layout and text, a file for each page"),
    ),
    "alto": (
        _("ExportFormats", "ALTO XML"),
        _("ExportFormats", "The same, as digital libraries want it"),
    ),
    "hocr": (
        _("ExportFormats", "hOCR"),
        _("ExportFormats", "Layout and text, a file for each document"),
    ),
    "pdf": (
        _("ExportFormats", "Searchable PDF"),
        _("ExportFormats", "The scans, their text there to search and copy"),
    ),
    "html": (
        _("ExportFormats", "Web page"),
        _("ExportFormats", "To read, with pictures of stamps and notes"),
    ),
    "text": (
        _("ExportFormats", "Plain text"),
        _("ExportFormats", "Line by line, for reading, or as it was read"),
    ),
    "markdown": (
        _("ExportFormats", "Markdown"),
        _("ExportFormats", "To read, with stamps and notes in brackets"),
    ),
    "csv": (
        _("ExportFormats", "Table (CSV)"),
        _("ExportFormats", "Tags and notes, or lines, for a spreadsheet"),
    ),
}
"""The name and the sentence of each format, in the order they are offered."""


class _Sentence(QLabel):
    """What a format is for; a click on it chooses the format."""

    def __init__(self, text: str, button: QRadioButton, parent: QWidget) -> None:
        super().__init__(text, parent)
        self._button = button

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._button.setFocus(Qt.FocusReason.MouseFocusReason)
        self._button.setChecked(True)
        event.accept()


class ExportFormats(QWidget):
    """One of the formats is chosen, by mouse or arrow keys.

    Signals:
        changed: Another one was chosen.
    """

    changed = Signal()

    def __init__(self, chosen: str, parent: QWidget | None = None) -> None:
        """Offer the formats that can be written, with ``chosen`` chosen."""
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self.buttons: dict[str, QRadioButton] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(1)
        for name, (label, sentence) in SENTENCES.items():
            if name in FORMATS:
                self._add(name, *(QCoreApplication.translate("ExportFormats", text) for text in (label, sentence)))
        layout.addStretch(1)
        self.choose(chosen if chosen in self.buttons else next(iter(self.buttons)))
        self._group.buttonToggled.connect(self._tell)

    def _add(self, name: str, label: str, sentence: str) -> None:
        button = QRadioButton(label, self)
        button.setAccessibleDescription(sentence)
        said = _Sentence(sentence, button, self)
        said.setTextFormat(Qt.TextFormat.PlainText)
        said.setProperty("role", "faint")
        said.setContentsMargins(22, 0, 0, 8)
        said.setBuddy(button)
        self._group.addButton(button)
        self.buttons[name] = button
        layout = self.layout()
        assert layout is not None
        layout.addWidget(button)
        layout.addWidget(said)

    @property
    def chosen(self) -> str:
        """Return the name of the format that is chosen."""
        return next(name for name, button in self.buttons.items() if button.isChecked())

    def choose(self, name: str) -> None:
        """Choose a format by its name."""
        self.buttons[name].setChecked(True)

    def _tell(self, _button: QRadioButton, on: bool) -> None:
        if on:
            self.changed.emit()
