"""The backups of a project: which there are, and one brought back as a project of its own beside it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QListView, QVBoxLayout, QWidget

from editor.model.faults import Fault
from editor.ui.kit.listmodel import RowsModel
from editor.ui.kit.pieces import plain_label
from editor.work import backup as work
from editor.work.backup import Backup

_SIZE = QSize(560, 420)


class BackupsDialog(QDialog):
    """A list, newest first. What is brought back is a new project; the one there is stays as it is."""

    def __init__(self, project: Path, parent: QWidget | None = None, *, damaged: bool = False) -> None:
        """List the backups of a project, which need not be there any more; a ``damaged`` one can be salvaged, too."""
        super().__init__(parent)
        self._project = project
        self.restored: Path | None = None
        """The project that was made, None before."""
        self.salvage_wanted = False
        self.setWindowTitle(self.tr("Backups of {0}").format(project.stem))
        self.model: RowsModel[Backup] = RowsModel(self._show, self)
        self.said = plain_label(
            self, self.tr("A backup is brought back as a project of its own beside this one; nothing here is changed.")
        )
        self.view = QListView(self)
        self.view.setModel(self.model)
        self.view.setProperty("role", "entries")
        self.view.setAccessibleName(self.tr("Backups, the newest first"))
        self.view.activated.connect(self._bring_back)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        self.go = buttons.addButton(self.tr("&Bring back"), QDialogButtonBox.ButtonRole.AcceptRole)
        if damaged:
            salvage = buttons.addButton(self.tr("&Salvage…"), QDialogButtonBox.ButtonRole.ActionRole)
            salvage.clicked.connect(self._salvage)
        buttons.accepted.connect(self._bring_back)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(self.said)
        layout.addWidget(self.view, 1)
        layout.addWidget(buttons)
        self.resize(_SIZE)
        self._fill()

    def _fill(self) -> None:
        rows = work.backups_of(self._project)
        self.model.set_rows(rows)
        self.go.setEnabled(bool(rows))
        if rows:
            self.view.setCurrentIndex(self.model.index(0))
        else:
            self.said.setText(
                self.tr(
                    "There is no backup of this project yet. One is made soon after it is opened and every quarter of "
                    "an hour of edits, in the folder “{0}” beside it."
                ).format(work.folder_of(self._project).name)
            )

    def _show(self, row: Backup, role: int) -> object:
        if role == Qt.ItemDataRole.DisplayRole:
            time = f"{row.time[:2]}:{row.time[2:4]}:{row.time[4:]}"
            said = self.tr("{0}, {1} · edits so far: {2}").format(row.day, time, row.rev)
            return said if row.version is None else self.tr("{0} · from before an update").format(said)
        return None

    def _salvage(self) -> None:
        self.salvage_wanted = True
        self.reject()

    def _bring_back(self) -> None:
        row = self.model.row(self.view.currentIndex())
        if row is None:
            return
        QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            self.restored = work.bring_back(row.path, self._project)
        except Fault as fault:
            self.said.setText(str(fault))
            return
        finally:
            QGuiApplication.restoreOverrideCursor()
        self.accept()
