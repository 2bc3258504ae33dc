"""A damaged project read as far as it can be, in a thread of its own: a word meanwhile, and what came of it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit, QProgressBar, QVBoxLayout, QWidget

from editor.model.faults import Fault
from editor.ui.jobs import Jobs
from editor.ui.kit.pieces import plain_label
from editor.work import salvaging
from editor.work.salvaging import Found

_SIZE = QSize(620, 400)


class SalvageDialog(QDialog):
    """Begins at once and stays until it is done; a fault closes it.

    Signals:
        made: the path of the new project.
    """

    made = Signal(object)

    def __init__(self, damaged: Path, elsewhere: Path, user: str, parent: QWidget | None = None) -> None:
        """Take the damaged file, the folder to go to where its own takes no file, and who signs."""
        super().__init__(parent)
        self.fault = ""
        """Why nothing could be made, "" where a project was."""
        self.busy = True
        self._damaged = damaged
        self._jobs = Jobs(1, self)
        self.setWindowTitle(self.tr("Salvage a Damaged Project"))
        self.said = plain_label(self, self.tr("Reading what can be read of “{0}”…").format(damaged.name))
        self.where = plain_label(self, self.tr("The damaged file is only read."), "faint")
        self.bar = QProgressBar(self)
        self.bar.setRange(0, 0)
        self.bar.setAccessibleName(self.tr("Salvaging"))
        self.losses = QPlainTextEdit(self)
        self.losses.setReadOnly(True)
        self.losses.setAccessibleName(self.tr("What could not be read"))
        self.losses.hide()
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        self.copy = self.buttons.addButton(self.tr("&Copy the list"), QDialogButtonBox.ButtonRole.ActionRole)
        self.copy.clicked.connect(self._copy)
        self.copy.hide()
        self.buttons.rejected.connect(self.reject)
        self.buttons.setEnabled(False)
        layout = QVBoxLayout(self)
        layout.addWidget(self.said)
        layout.addWidget(self.where)
        layout.addWidget(self.bar)
        layout.addWidget(self.losses, 1)
        layout.addWidget(self.buttons)
        self.setMinimumWidth(_SIZE.width())
        self._jobs.start(lambda: salvaging.salvage_beside(damaged, elsewhere, user), self._show, self._failed)

    def _show(self, found: Found) -> None:
        self.busy = False
        self.bar.hide()
        self.made.emit(found.path)
        result = found.salvaged
        self.said.setText(f"{salvaging.amount(result)} {salvaging.completeness(result)}")
        self.where.setText(
            self.tr("“{0}” is made in the folder “{1}”. The damaged file was only read.").format(
                found.path.name, found.path.parent
            )
        )
        if result.losses:
            self.losses.setPlainText("\n".join(result.losses))
            self.losses.show()
            self.copy.show()
            self.resize(_SIZE)
        self.buttons.setEnabled(True)
        self.buttons.button(QDialogButtonBox.StandardButton.Close).setFocus()

    def _failed(self, error: Exception) -> None:
        self.busy = False
        self.fault = str(error)
        self.reject()
        if not isinstance(error, Fault):
            raise error

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.losses.toPlainText())

    def reject(self) -> None:
        """Close it, unless the work is under way."""
        if not self.busy:
            super().reject()
