"""The question for a new project: what it is called, where it lies, and which tag set it starts with."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from editor.model.faults import Fault
from editor.store.project import SUFFIX, Project
from editor.work.new_project import DEFAULT_TAGSET, new_project, tagsets


class NewProjectDialog(QDialog):
    """Asks, makes the project, and stays open with a sentence where it cannot be made."""

    def __init__(self, folder: Path, user: str, parent: QWidget | None = None) -> None:
        """Take the folder to propose and who signs the journal."""
        super().__init__(parent)
        self.made: Project | None = None
        self._user = user
        self._named = False
        self.setWindowTitle(self.tr("New Project"))
        self.title = QLineEdit(self)
        self.title.setPlaceholderText(self.tr("Such as: Papers of the harbour master, 1931"))
        self.title.textEdited.connect(self._propose_name)
        self.folder = QLineEdit(str(folder), self)
        browse = QPushButton(self.tr("Choose…"), self)
        browse.clicked.connect(self._browse)
        self.name = QLineEdit(self)
        self.name.textEdited.connect(self._name_given)
        self.tagset = QComboBox(self)
        for name, label in tagsets().items():
            self.tagset.addItem(label, name)
        self.tagset.setCurrentIndex(max(self.tagset.findData(DEFAULT_TAGSET), 0))
        self.trouble = QLabel(self)
        self.trouble.setTextFormat(Qt.TextFormat.PlainText)
        self.trouble.setWordWrap(True)
        self.trouble.setProperty("role", "error")
        self.trouble.hide()
        where = QHBoxLayout()
        where.addWidget(self.folder, 1)
        where.addWidget(browse)
        form = QFormLayout()
        form.addRow(self.tr("&Title"), self.title)
        folder_label = QLabel(self.tr("&Folder"), self)
        folder_label.setBuddy(self.folder)
        form.addRow(folder_label, where)
        form.addRow(self.tr("File &name"), self.name)
        form.addRow(self.tr("Tag &set"), self.tagset)
        note = QLabel(self.tr("The kinds of regions and tags are copied into the project and can be changed there."))
        note.setProperty("role", "faint")
        note.setWordWrap(True)
        form.addRow("", note)
        self.folder.setAccessibleName(self.tr("Folder"))
        self.buttons = QDialogButtonBox(self)
        self.make = self.buttons.addButton(self.tr("Make project"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        self.buttons.accepted.connect(self._make)
        self.buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addLayout(form)
        layout.addWidget(self.trouble)
        layout.addWidget(self.buttons)
        self.resize(560, 0)
        self._allow()

    def _propose_name(self, title: str) -> None:
        if not self._named:
            words = re.findall(r"\w+", title.lower())
            self.name.setText("-".join(words)[:60] + SUFFIX if words else "")
        self._allow()

    def _name_given(self, name: str) -> None:
        self._named = bool(name)
        self._allow()

    def _allow(self) -> None:
        self.make.setEnabled(bool(self.name.text().strip() and self.folder.text().strip()))

    def _browse(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, self.tr("Folder of the Project"), self.folder.text())
        if folder:
            self.folder.setText(folder)
            self._allow()

    def _make(self) -> None:
        folder = Path(self.folder.text().strip()).expanduser()
        name = self.name.text().strip()
        try:
            if Path(name).name != name:
                raise Fault(self.tr("“{0}” is no name of a file.").format(name))
            try:
                folder.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                reason = error.strerror or str(error)
                raise Fault(self.tr("The folder {0} cannot be made: {1}.").format(folder, reason)) from error
            title, tagset = self.title.text().strip(), str(self.tagset.currentData())
            self.made = new_project(folder / name, title, tagset=tagset, user=self._user)
        except Fault as fault:
            self.trouble.setText(str(fault))
            self.trouble.show()
            return
        self.accept()
