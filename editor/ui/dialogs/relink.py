"""Images that are not where they were: where they were found again, which of that is to be taken, in one step."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QProgressBar,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from editor.model.faults import Fault
from editor.ui.dialogs.relink_table import HOW, NOW, PAGE, WAS, FoundModel
from editor.ui.jobs import Jobs
from editor.ui.kit.pieces import plain_label
from editor.ui.kit.settings import Settings
from editor.ui.kit.theme import Theme
from editor.ui.session import Session
from editor.work import relink
from editor.work.relink import Found

_SIZE = QSize(980, 540)
_WIDTHS = {PAGE: 150, WAS: 220, HOW: 240}


class RelinkDialog(QDialog):
    """Choose folders, look, take; the first look is into the project's own folder."""

    _reported = Signal(str, int, int)

    def __init__(self, session: Session, settings: Settings, theme: Theme, parent: QWidget | None = None) -> None:
        """Take the session whose pages look for their images."""
        super().__init__(parent)
        self._session = session
        self._settings = settings
        self._jobs = Jobs(1, self)
        self._ticket: int | None = None
        self._stopped = [False]
        self._folders: list[Path] = [session.project.path.parent]
        self.taken: list[Found] = []
        self.model = FoundModel(theme, self)
        self.model.changed.connect(self._count)
        self._reported.connect(self._show_looking)
        self.setWindowTitle(self.tr("Find Missing Images"))
        self._build()
        self.look_in([])

    def _build(self) -> None:
        choose = QPushButton(self.tr("Look in another &folder…"), self)
        choose.clicked.connect(self._choose)
        choose.setAutoDefault(False)
        self.choose = choose
        self.where = plain_label(self, role="faint")
        row = QHBoxLayout()
        row.addWidget(choose)
        row.addSpacing(6)
        row.addWidget(self.where, 1)
        line = QFrame(self)
        line.setProperty("role", "line")
        self.view = _FoundView(self.model, self)
        self.progress = QProgressBar(self)
        self.progress.setAccessibleName(self.tr("Progress"))
        self.said = plain_label(self)
        self.buttons = QDialogButtonBox(self)
        self.go = self.buttons.addButton(self.tr("&Take ticked"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.stop = self.buttons.addButton(self.tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        self.buttons.accepted.connect(self._take)
        self.buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setSpacing(8)
        layout.addLayout(row)
        layout.addWidget(line)
        layout.addWidget(self.view, 1)
        layout.addWidget(self.progress)
        layout.addWidget(self.said)
        layout.addWidget(self.buttons)
        self.resize(_SIZE)

    # Looking

    def _choose(self) -> None:
        start = self._settings.text("relink/folder", str(self._session.project.path.parent))
        name = QFileDialog.getExistingDirectory(self, self.tr("Folder of Images"), start)
        if name:
            self._settings.put("relink/folder", name)
            self.look_in([Path(name)])

    def look_in(self, folders: list[Path]) -> None:
        """Look for the missing images in these folders and those that were chosen before."""
        self._folders += [folder for folder in folders if folder not in self._folders]
        names = [self.tr("the folder of the project"), *(str(folder) for folder in self._folders[1:])]
        self.where.setText(self.tr("Looked in: {0}").format(", ".join(names)))
        self.go.setEnabled(False)
        self.said.setText(self.tr("Looking…"))
        self.progress.setRange(0, 0)
        self.progress.show()
        self._stopped[0] = True
        stopped = self._stopped = [False]
        self._jobs.drop(self._ticket)
        pages, wanted, report = relink.pages_of(self._session.project), list(self._folders), self._reported.emit
        self._ticket = self._jobs.start(
            lambda: relink.search(pages, wanted, report=report, stopped=lambda: stopped[0]),
            self._show_found,
            self._show_fault,
        )

    def _show_looking(self, name: str, done: int, of: int) -> None:
        if not self._stopped[0] and self.progress.isVisible():
            self.progress.setRange(0, max(of, 1))
            self.progress.setValue(done)
            self.said.setText(self.tr("Looking at {0} ({1} of {2})").format(name, done + 1, of))

    def _show_found(self, found: list[Found]) -> None:
        self._ticket = None
        self.progress.hide()
        self.model.set_rows(found, self._session.project.path.parent)
        if self.go.isEnabled():
            self.go.setDefault(True)
            self.go.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.choose.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_fault(self, error: Exception) -> None:
        self.progress.hide()
        if not isinstance(error, Fault):
            raise error
        self.said.setText(str(error))

    def _count(self) -> None:
        rows, ticked = self.model.rows(), self.model.ticked()
        self.go.setEnabled(bool(ticked))
        if not rows:
            self.said.setText(self.tr("All images are where the project says."))
            return
        found = sum(row.image is not None for row in rows)
        words = [self.tr("Missing: {0}, found again: {1}, to be taken: {2}.").format(len(rows), found, len(ticked))]
        if found < len(rows):
            words.append(self.tr("Choose the folder in which the others lie."))
        self.said.setText(" ".join(words))

    # Taking

    def _take(self) -> None:
        ticked = self.model.ticked()
        self._session.flush()
        try:
            if relink.take(self._session.project, ticked) is None:
                return
        except Fault as fault:
            self.said.setText(str(fault))
            return
        self.taken = ticked
        self.accept()

    def sentence(self) -> str:
        """Return in one sentence what was taken."""
        return self.tr("Images found again: {0}. Undo takes it back.").format(len(self.taken))

    def done(self, result: int) -> None:
        """Wait for no thread that is no longer needed."""
        self._stopped[0] = True
        self._jobs.drop(self._ticket)
        super().done(result)


class _FoundView(QTableView):
    """The table; Space ticks the selected rows."""

    def __init__(self, model: FoundModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._found = model
        self.setModel(model)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAccessibleName(self.tr("Images"))
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(28)
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setStyleSheet("QHeaderView::section { padding: 5px 3px; }")
        for column, width in _WIDTHS.items():
            self.setColumnWidth(column, width)
        head.setSectionResizeMode(NOW, QHeaderView.ResizeMode.Stretch)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tick the selected rows, or take their ticks away where all have one."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        if event.key() == Qt.Key.Key_Space and rows:
            found = self._found.rows()
            self._found.tick(rows, not all(self._found.is_ticked(n) for n in rows if found[n].image is not None))
        else:
            super().keyPressEvent(event)
