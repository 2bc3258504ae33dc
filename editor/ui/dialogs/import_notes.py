"""What is to be known about the files of an import: what was refused and what was noticed, a sentence each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QListView, QVBoxLayout, QWidget

from editor.ui.kit.listmodel import RowsModel
from editor.ui.kit.theme import Theme

_SEEN = 4
"""How many notes are seen at a time."""


@dataclass(frozen=True, slots=True)
class Note:
    """Something to know about the files; ``trouble``: it was refused."""

    text: str
    trouble: bool = False


class NoteList(QWidget):
    """A quiet list under a small heading; it is not there while there is nothing to know."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        self._theme = theme
        self.model: RowsModel[Note] = RowsModel(self._show, self)
        self.title = QLabel(self)
        self.title.setProperty("role", "heading")
        self.view = QListView(self)
        self.view.setModel(self.model)
        self.view.setWordWrap(True)
        self.view.setSelectionMode(QListView.SelectionMode.NoSelection)
        self.view.setAccessibleName(self.tr("What was refused or noticed"))
        self.view.setResizeMode(QListView.ResizeMode.Adjust)
        self.view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.title)
        column.addWidget(self.view)
        self.set([])

    def set(self, notes: Sequence[Note]) -> None:
        """Show these, what was refused first."""
        ordered = sorted(notes, key=lambda note: not note.trouble)
        self.model.set_rows(ordered)
        refused = sum(note.trouble for note in ordered)
        rest = len(ordered) - refused
        words = [self.tr("Refused: {0}").format(refused)] if refused else []
        words += [self.tr("Notes: {0}").format(rest)] if rest else []
        self.title.setText(" · ".join(words))
        self.setVisible(bool(ordered))
        self.view.setFixedHeight((self.fontMetrics().height() + 4) * (min(len(ordered), _SEEN) + 1))

    def _show(self, note: Note, role: int) -> object:
        if role == Qt.ItemDataRole.DisplayRole:
            return f"▲ {note.text}" if note.trouble else note.text
        if role == Qt.ItemDataRole.ForegroundRole:
            return self._theme.colour("error" if note.trouble else "faint")
        if role == Qt.ItemDataRole.ToolTipRole:
            return note.text.replace("<", "‹")
        return None
