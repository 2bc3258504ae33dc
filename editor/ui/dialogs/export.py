"""Writing a project out: in what format, what of it, and where; the writing itself goes on in a thread."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from editor.model.faults import Fault
from editor.ui.dialogs.export_choices import ExportChoices
from editor.ui.dialogs.export_formats import ExportFormats
from editor.ui.jobs import Jobs
from editor.ui.kit.settings import Settings
from editor.ui.session import Session
from editor.work.export import Outlook, outlook
from editor.work.export_aside import Outcome, export_aside

_PAUSE = 150
"""Milliseconds after the last change before the names are looked up."""


class ExportDialog(QDialog):
    """Asks, writes, and says what was written; what a file was before stays until the new one is whole."""

    _reported = Signal(int, int, str)

    def __init__(self, session: Session, settings: Settings, parent: QWidget | None = None) -> None:
        """Take the session whose documents are written."""
        super().__init__(parent)
        self._session = session
        self._settings = settings
        self._jobs = Jobs(1, self)
        self._looking: int | None = None
        self._gone = [False]
        self._ticket: int | None = None
        self._stopped = False
        self.written: tuple[Path, ...] = ()
        self._reported.connect(self._show_page)
        self._pause = QTimer(self, interval=_PAUSE, singleShot=True)
        self._pause.timeout.connect(self._look)
        self.setWindowTitle(self.tr("Export"))
        self.formats = ExportFormats(settings.text("export/format", "tei"), self)
        self.choices = ExportChoices(session, settings, self)
        self.formats.changed.connect(self._fit)
        self.choices.changed.connect(self._ask)
        self._build()
        self._fit()
        self._look()

    def _build(self) -> None:
        self.progress = QProgressBar(self)
        self.progress.setTextVisible(False)
        self.progress.hide()
        self.said = QLabel(self)
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        self.said.setWordWrap(True)
        self.said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.buttons = QDialogButtonBox(self)
        self.go = self.buttons.addButton(self.tr("Export"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.show_folder = self.buttons.addButton(self.tr("Open the folder"), QDialogButtonBox.ButtonRole.ActionRole)
        self.stop = self.buttons.addButton(self.tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        self.go.setDefault(True)
        self.show_folder.hide()
        self.show_folder.clicked.connect(self._open)
        self.buttons.accepted.connect(self.write)
        self.buttons.rejected.connect(self.reject)
        right = QVBoxLayout()
        right.addWidget(self.choices)
        right.addStretch(1)
        columns = QHBoxLayout()
        columns.setSpacing(28)
        columns.addWidget(self.formats)
        columns.addLayout(right, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 16, 18, 14)
        layout.setSpacing(10)
        layout.addLayout(columns, 1)
        layout.addWidget(self.progress)
        layout.addWidget(self.said)
        layout.addWidget(self.buttons)
        self.resize(900, 0)

    @property
    def folder(self) -> QLineEdit:
        """Return the field that names the folder."""
        return self.choices.folder

    # What would come of it

    def _fit(self) -> None:
        self.choices.fit(self.formats.chosen)
        self._ask()

    def _ask(self) -> None:
        self._allow()
        self._pause.start()

    def _allow(self) -> None:
        self.go.setEnabled(bool(self.folder.text().strip()) and self._ticket is None)

    def _look(self) -> None:
        """Look up in a thread what would be written, for the preview."""
        self._stop_looking()
        try:
            request = self.choices.request(self.formats.chosen)
        except Fault as fault:
            self._forbid(str(fault))
            return
        project, gone = self._session.project, [False]
        self._gone = gone
        self._looking = self._jobs.start(
            lambda: outlook(project, request, stopped=lambda: gone[0]), self._show_names, self._refuse
        )

    def _stop_looking(self) -> None:
        self._pause.stop()
        self._gone[0] = True
        self._jobs.drop(self._looking)
        self._looking = None

    def _show_names(self, found: Outlook) -> None:
        self._looking = None
        if not found.files:
            self._forbid(self.tr("No page is as asked for."))
            return
        more = [self.tr("…")] if found.files > len(found.names) else []
        count = self.tr("Files: {0}, pages: {1}").format(found.files, found.pages)
        self.choices.names.setText("\n".join([count, *found.names, *more]))
        self._allow()

    def _refuse(self, error: Exception) -> None:
        self._looking = None
        if not isinstance(error, Fault):
            raise error
        self._forbid(str(error))

    def _forbid(self, sentence: str) -> None:
        self.choices.names.setText(sentence)
        self.go.setEnabled(False)

    # Writing

    def write(self) -> None:
        """Write what was asked for, in a thread, from a copy of the project as it stands."""
        try:
            request = self.choices.request(self.formats.chosen)
        except Fault as fault:
            self._forbid(str(fault))
            return
        self._stop_looking()
        self.choices.remember()
        self._settings.put("export/format", request.format)
        self._session.flush()
        self._begin()
        project, report = self._session.project, self._reported.emit
        self._ticket = self._jobs.start(
            lambda: export_aside(project, request, report, lambda: self._stopped), self._finish, self._fail
        )
        self._allow()

    def _begin(self) -> None:
        self._stopped, self.written = False, ()
        self.formats.setEnabled(False)
        self.choices.setEnabled(False)
        self.show_folder.hide()
        self.progress.setRange(0, 0)
        self.progress.show()
        self.said.setText(self.tr("Writing…"))
        self.stop.setText(self.tr("Stop"))
        self.stop.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_page(self, done: int, of: int, name: str) -> None:
        if self._ticket is not None and not self._stopped:
            self.progress.setRange(0, of)
            self.progress.setValue(done)
            self.said.setText(self.tr("Writing {0}: {1} of {2} pages are done.").format(name, done, of))

    def _finish(self, outcome: Outcome) -> None:
        self.written = outcome.written
        names = ", ".join(path.name for path in self.written[:3]) + (" …" if len(self.written) > 3 else "")
        if self.written:
            said = self.tr("Files written: {0} ({1}).").format(len(self.written), names)
        else:
            said = self.tr("Nothing was written.")
        stopped = self.tr("Stopped.") if self._stopped else ""
        self._end(" ".join(part for part in (stopped, outcome.trouble, said) if part))
        self.show_folder.setVisible(bool(self.written))

    def _fail(self, error: Exception) -> None:
        self._end(str(error) if isinstance(error, (Fault, OSError)) else self.tr("The export failed."))
        if not isinstance(error, (Fault, OSError)):
            raise error

    def _end(self, sentence: str) -> None:
        self._ticket = None
        self.progress.hide()
        self.said.setText(sentence)
        self.formats.setEnabled(True)
        self.choices.setEnabled(True)
        self.stop.setText(self.tr("Close"))
        self._allow()

    def _open(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(self.folder.text().strip()))

    def reject(self) -> None:
        """Stop the writing; when nothing is written, close."""
        if self._ticket is not None:
            self._stopped = True
            self.said.setText(self.tr("Stopping…"))
            return
        super().reject()

    def done(self, result: int) -> None:
        """Wait for what still reads the project."""
        self._stop_looking()
        self._jobs.stop()
        super().done(result)
