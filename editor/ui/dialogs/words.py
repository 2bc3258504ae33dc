"""The words a project was taught: looked through, added to, taken from, brought in and written out."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QVBoxLayout,
    QWidget,
)

from editor.model.edit import Edit
from editor.model.faults import Fault
from editor.store import readers
from editor.ui.kit.listmodel import RowsModel
from editor.ui.kit.pieces import plain_label, push_button
from editor.ui.kit.settings import documents_folder
from editor.ui.session import Session
from editor.work import wordlist

_FILTER = "*.txt"


class WordsDialog(QDialog):
    """One field that narrows the list and takes a new word, the list, and what is done with it."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Take the session whose project was taught."""
        super().__init__(parent)
        self._session = session
        self.setWindowTitle(self.tr("Words of This Project"))
        self.model: RowsModel[str] = RowsModel(_show, self)
        about = self.tr(
            "These words are right on every page of this project: they are not marked as suspect, and are proposed "
            "for words that are read nearly like them. Ctrl+D in the text adds the word at the caret."
        )
        self.about = plain_label(self, about, "faint")
        self.field = QLineEdit(self)
        self.field.setPlaceholderText(self.tr("Narrow the list, or type a new word"))
        self.field.setAccessibleName(self.tr("Narrow the list, or a new word"))
        self.field.setClearButtonEnabled(True)
        self.field.textChanged.connect(self._fill)
        self.field.returnPressed.connect(self._add)
        self.view = QListView(self)
        self.view.setModel(self.model)
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.view.setUniformItemSizes(True)
        self.view.setProperty("role", "entries")
        self.view.setAccessibleName(self.tr("Words"))
        self.view.selectionModel().selectionChanged.connect(self._look)
        self.said = plain_label(self)
        self.add = push_button(self, self.tr("&Add"), self._add, self.tr("Add the word that is typed (Enter)"))
        self.remove = push_button(self, self.tr("&Remove"), self._remove, self.tr("Take the chosen words out (Del)"))
        self.bring = push_button(
            self, self.tr("&Import…"), self._import, self.tr("Add the words of a text file, one word a line")
        )
        self.export = push_button(
            self, self.tr("&Export…"), self._export, self.tr("Write all words into a text file, one word a line")
        )
        delete = QShortcut(QKeySequence(Qt.Key.Key_Delete), self.view)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(self._remove)
        self._lay_out()
        session.projectChanged.connect(self._fill)
        self._fill()

    def _lay_out(self) -> None:
        above, below = QHBoxLayout(), QHBoxLayout()
        above.addWidget(self.field, 1)
        above.addWidget(self.add)
        for button in (self.remove, self.bring, self.export):
            below.addWidget(button)
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        close.rejected.connect(self.reject)
        close.button(QDialogButtonBox.StandardButton.Close).setAutoDefault(False)
        below.addStretch(1)
        below.addWidget(close)
        layout = QVBoxLayout(self)
        layout.addWidget(self.about)
        layout.addLayout(above)
        layout.addWidget(self.view, 1)
        layout.addWidget(self.said)
        layout.addLayout(below)
        self.resize(QSize(520, 540))

    # What is shown

    def _values(self) -> dict[str, str]:
        return readers.project_values(self._session.project)

    def _fill(self) -> None:
        known, wanted = wordlist.words(self._values()), self.field.text().strip().casefold()
        fitting = [word for word in known if wanted in word.casefold()]
        if fitting != list(self.model.rows()):
            self.model.set_rows(fitting)
        self.said.setText(self._count(len(fitting), len(known)))
        self.export.setEnabled(bool(known))
        self._look()

    def _count(self, shown: int, known: int) -> str:
        if not known:
            return self.tr("This project was taught no word yet.")
        if shown == known:
            return self.tr("Words: {0}").format(known)
        return self.tr("Words: {0} of {1}").format(shown, known)

    def _look(self) -> None:
        self.remove.setEnabled(self.view.selectionModel().hasSelection())
        self.add.setEnabled(wordlist.learn([self.field.text()], self._values()) is not None)

    # Doing

    def _do(self, edit: Edit | None, said: str, else_: str) -> None:
        if edit is None:
            self.said.setText(else_)
        elif self._session.do(edit) is not None:
            self.said.setText(said)

    def _add(self) -> None:
        typed = self.field.text()
        if not typed.strip():
            return
        edit = wordlist.learn([typed], self._values())
        if edit is not None:
            self.field.clear()
        none = self.tr("“{0}” is in the list, or has no letter in it.").format(typed.strip())
        self._do(edit, self.tr("Added: {0}").format(", ".join(edit.values.values()) if edit else ""), none)

    def _remove(self) -> None:
        gone = [word for index in self.view.selectedIndexes() if (word := self.model.row(index)) is not None]
        if gone:
            told = self.tr("Removed: {0}. Undo brings them back.").format(
                ", ".join(gone[:5]) + ("…" if gone[5:] else "")
            )
            self._do(wordlist.drop(gone), told, "")

    def _import(self) -> None:
        wanted = self.tr("Lists of words ({0})").format(_FILTER)
        name, _ = QFileDialog.getOpenFileName(self, self.tr("Import Words"), str(documents_folder()), wanted)
        if name:
            self.take_from(Path(name))

    def take_from(self, file: Path) -> None:
        """Add the words of a list, in one step of undo."""
        try:
            edit = wordlist.learn(wordlist.read(file), self._values())
        except Fault as fault:
            self.said.setText(str(fault))
            return
        count = len(edit.values) if edit is not None else 0
        self._do(edit, self.tr("New words: {0}").format(count), self.tr("No word in {0} is new.").format(file.name))

    def _export(self) -> None:
        proposed = documents_folder() / f"{self._session.project.path.stem}-words.txt"
        wanted = self.tr("Lists of words ({0})").format(_FILTER)
        name, _ = QFileDialog.getSaveFileName(self, self.tr("Export Words"), str(proposed), wanted)
        if name:
            self.write_to(Path(name))

    def write_to(self, file: Path) -> None:
        """Write all words into a list."""
        try:
            wordlist.write(file, wordlist.words(self._values()))
        except Fault as fault:
            self.said.setText(str(fault))
            return
        self.said.setText(self.tr("Written: {0}").format(file))


def _show(word: str, role: int) -> object:
    return word if role == Qt.ItemDataRole.DisplayRole else None
