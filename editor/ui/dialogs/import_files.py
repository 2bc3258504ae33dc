"""Bringing files in: what is chosen, what would come of it and how text was paired with images, and the taking."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from editor.model.faults import Fault
from editor.ui.jobs import Jobs
from editor.ui.kit.listmodel import RowsModel
from editor.ui.kit.marking import marked as _
from editor.ui.kit.settings import Settings
from editor.ui.session import Session
from editor.work.import_files import Plan, PlannedPage, TakenPage, plan, take

_SLICE = 0.03
"""Seconds of taking before the window has its turn."""


PAIRED = {
    "declared name": _("ImportDialog", "named in it"),
    "base name": _("ImportDialog", "same name"),
    "stem": _("ImportDialog", "same name but for its ending"),
    "order": _("ImportDialog", "by order"),
}
"""How a text found its image, in words."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the list: a page to come, or something to know."""

    text: str
    trouble: bool = False


class ImportDialog(QDialog):
    """Choose, look, take; while it takes it can be stopped, and all of it is one step to undo."""

    _reported = Signal(str, int, int)

    def __init__(
        self, session: Session, settings: Settings, sources: tuple[Path, ...] = (), parent: QWidget | None = None
    ) -> None:
        """Take the session to bring files into; ``sources`` are looked at straight away."""
        super().__init__(parent)
        self._session = session
        self._settings = settings
        self._jobs = Jobs(1, self)
        self._ticket: int | None = None
        self._stopped = [False]
        self._sources: list[Path] = []
        self._plan: Plan | None = None
        self._taking: Iterator[TakenPage] | None = None
        self.taken: list[TakenPage] = []
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._take_on)
        self._reported.connect(self._show_reading)
        self.model: RowsModel[Row] = RowsModel(self._show, self)
        self.setWindowTitle(self.tr("Import"))
        self._build()
        if sources:
            self.look_at(list(sources))

    def _build(self) -> None:
        files = QPushButton(self.tr("Choose files…"), self)
        files.clicked.connect(self._choose_files)
        folder = QPushButton(self.tr("Choose a folder…"), self)
        folder.clicked.connect(self._choose_folder)
        self.chosen = QLabel(
            self.tr("Scans, with PAGE, ALTO, hOCR or plain text beside them where there is any."), self
        )
        self.chosen.setTextFormat(Qt.TextFormat.PlainText)
        self.chosen.setProperty("role", "faint")
        self.chosen.setWordWrap(True)
        row = QHBoxLayout()
        row.addWidget(files)
        row.addWidget(folder)
        row.addWidget(self.chosen, 1)
        self.title = QLineEdit(self)
        self.title.setAccessibleName(self.tr("Document"))
        document = QHBoxLayout()
        document.addWidget(QLabel(self.tr("Into the document"), self))
        document.addWidget(self.title, 1)
        self.view = QListView(self)
        self.view.setModel(self.model)
        self.view.setSpacing(2)
        self.view.setWordWrap(True)
        self.view.setAccessibleName(self.tr("What will come in"))
        self.progress = QProgressBar(self)
        self.progress.hide()
        self.said = QLabel(self)
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        self.said.setWordWrap(True)
        self.buttons = QDialogButtonBox(self)
        self.go = self.buttons.addButton(self.tr("Import"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.stop = self.buttons.addButton(self.tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        self.go.setEnabled(False)
        self.buttons.accepted.connect(self._take)
        self.buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addLayout(row)
        layout.addLayout(document)
        layout.addWidget(self.view, 1)
        layout.addWidget(self.progress)
        layout.addWidget(self.said)
        layout.addWidget(self.buttons)
        self.resize(720, 520)

    # Choosing and looking

    def _choose_files(self) -> None:
        names, _filter = QFileDialog.getOpenFileNames(self, self.tr("Files to Import"), self._folder())
        if names:
            self.look_at([Path(name) for name in names])

    def _choose_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(self, self.tr("Folder to Import"), self._folder())
        if name:
            self.look_at([Path(name)])

    def _folder(self) -> str:
        return self._settings.text("import/folder", str(self._session.project.path.parent))

    def look_at(self, sources: list[Path]) -> None:
        """Read files and folders in a thread and show what would come of them."""
        self._settings.put("import/folder", str(sources[0].parent))
        self._sources = sources
        self._plan = None
        self.go.setEnabled(False)
        self.model.set_rows([])
        self.chosen.setText(", ".join(path.name or str(path) for path in sources))
        self.said.setText(self.tr("Reading…"))
        self.progress.setRange(0, 0)
        self.progress.show()
        self._stopped[0] = True
        stopped = self._stopped = [False]
        self._jobs.drop(self._ticket)
        report = self._reported.emit
        self._ticket = self._jobs.start(
            lambda: plan(sources, report, lambda: stopped[0]), self._show_plan, self._show_fault
        )

    def _show_reading(self, name: str, done: int, of: int) -> None:
        if self._plan is None and not self._stopped[0]:
            self.progress.setRange(0, max(of, 1))
            self.progress.setValue(done)
            self.said.setText(self.tr("Reading {0} ({1} of {2})").format(name, done + 1, of))

    def _show_plan(self, made: Plan) -> None:
        self._plan = made
        self.progress.hide()
        rows = [Row(text, True) for text in (*made.refused, *made.messages)]
        self.model.set_rows([*rows, *(Row(self._sentence(page)) for page in made.pages)])
        if not self.title.text():
            self.title.setText(made.title)
        lines = sum(page.lines for page in made.pages)
        texts = sum(page.text_file is not None for page in made.pages)
        said = self.tr("Pages: {0}, of these with text: {1}, lines: {2}. Files refused: {3}.")
        self.said.setText(said.format(len(made.pages), texts, lines, len(made.refused)))
        self.go.setEnabled(bool(made.pages))
        self.go.setDefault(True)
        if made.pages and not self.title.hasFocus():
            self.go.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_fault(self, error: Exception) -> None:
        self.progress.hide()
        if not isinstance(error, Fault):
            raise error
        self.said.setText(str(error))

    def _sentence(self, page: PlannedPage) -> str:
        image = page.image.name if page.image else self.tr("no image")
        if page.text_file is None:
            return self.tr("{0}: {1}, no text").format(page.label, image)
        how = QCoreApplication.translate("ImportDialog", PAIRED.get(page.how, page.how))
        said = self.tr("{0}: {1}, with {2} ({3}), lines: {4}")
        return said.format(page.label, image, page.text_file.name, how, page.lines)

    def _show(self, row: Row, role: int) -> object:
        if role == Qt.ItemDataRole.DisplayRole:
            return f"▲ {row.text}" if row.trouble else row.text
        return None

    # Taking

    def _take(self) -> None:
        if self._plan is None:
            return
        self._session.flush()
        self.taken = []
        self.go.setEnabled(False)
        self.title.setEnabled(False)
        self.stop.setText(self.tr("Stop"))
        self.progress.setRange(0, len(self._plan.pages))
        self.progress.setValue(0)
        self.progress.show()
        self._taking = take(self._session.project, self._plan, self.title.text().strip() or None)
        self._timer.start()

    def _take_on(self) -> None:
        until = time.monotonic() + _SLICE
        try:
            while self._taking is not None and time.monotonic() < until:
                page = next(self._taking, None)
                if page is None:
                    self._finish("")
                else:
                    self.taken.append(page)
        except Fault as fault:
            self._finish(str(fault))
        self.progress.setValue(len(self.taken))

    def _finish(self, trouble: str) -> None:
        self._timer.stop()
        self._taking = None
        came = next((page.page for page in self.taken if page.page is not None), None)
        if came is not None:
            self._session.show_page(came)
        messages = [Row(message, True) for page in self.taken for message in page.messages]
        if not trouble and not messages:
            self.accept()
            return
        self.progress.hide()
        self.stop.setText(self.tr("Close"))
        self.model.set_rows([*messages, *(Row(page.sentence()) for page in self.taken)])
        said = self.tr("Pages taken: {0}. Undo takes all of them out again.").format(len(self.taken))
        self.said.setText(f"{trouble} {said}".strip())

    def reject(self) -> None:
        """Stop what goes on; a second time, close."""
        if self._timer.isActive():
            self._finish(self.tr("Stopped."))
            return
        self._stopped[0] = True
        super().reject()

    def done(self, result: int) -> None:
        """Wait for no thread that is no longer needed."""
        self._stopped[0] = True
        self._jobs.drop(self._ticket)
        super().done(result)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Take the closing of the window for the button."""
        if self._timer.isActive():
            event.ignore()
            self.reject()
        else:
            super().closeEvent(event)
