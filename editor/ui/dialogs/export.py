"""Writing documents out: which, in what format, and where; the writing itself goes on in a thread."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from editor.model.faults import Fault
from editor.store import readers
from editor.ui.jobs import Jobs
from editor.ui.kit.settings import Settings
from editor.ui.session import Session
from editor.work.export import Request
from editor.work.export_aside import Outcome, export_aside


class ExportDialog(QDialog):
    """Asks, writes, and says what was written; what a file was before stays until the new one is whole."""

    _reported = Signal(int, int, str)

    def __init__(self, session: Session, settings: Settings, parent: QWidget | None = None) -> None:
        """Take the session whose documents are written."""
        super().__init__(parent)
        self._session = session
        self._settings = settings
        self._jobs = Jobs(1, self)
        self._ticket: int | None = None
        self._stopped = False
        self.written: list[Path] = []
        self._reported.connect(self._show_file)
        self.setWindowTitle(self.tr("Export"))
        self.kind = QComboBox(self)
        for label, value in (
            (self.tr("TEI, one file a document"), ("tei", "diplomatic")),
            (self.tr("Plain text, line by line"), ("text", "diplomatic")),
            (self.tr("Plain text, for reading"), ("text", "reading")),
            (self.tr("Plain text, as the machine read it"), ("text", "raw")),
        ):
            self.kind.addItem(label, value)
        self.document = QComboBox(self)
        self.document.addItem(self.tr("All documents"), None)
        for document in readers.documents(session.project):
            self.document.addItem(document.title.replace("\n", " "), document.seq)
        self.folder = QLineEdit(settings.text("export/folder", str(session.project.path.parent / "export")), self)
        self.folder.setAccessibleName(self.tr("Folder"))
        self.folder.textChanged.connect(self._allow)
        browse = QPushButton(self.tr("Choose…"), self)
        browse.setAutoDefault(False)
        browse.clicked.connect(self._browse)
        where = QHBoxLayout()
        where.addWidget(self.folder, 1)
        where.addWidget(browse)
        form = QFormLayout()
        form.addRow(self.tr("&Format"), self.kind)
        form.addRow(self.tr("&Document"), self.document)
        folder_label = QLabel(self.tr("F&older"), self)
        folder_label.setBuddy(self.folder)
        form.addRow(folder_label, where)
        self.progress = QProgressBar(self)
        self.progress.hide()
        self.said = QLabel(self)
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        self.said.setWordWrap(True)
        self.said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.buttons = QDialogButtonBox(self)
        self.go = self.buttons.addButton(self.tr("Export"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.show_folder = self.buttons.addButton(self.tr("Open the folder"), QDialogButtonBox.ButtonRole.ActionRole)
        self.stop = self.buttons.addButton(self.tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        self.show_folder.hide()
        self.show_folder.clicked.connect(self._open)
        self.buttons.accepted.connect(self.write)
        self.buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addLayout(form)
        layout.addWidget(self.progress)
        layout.addWidget(self.said)
        layout.addStretch(1)
        layout.addWidget(self.buttons)
        self.resize(580, 240)
        self._allow()

    def _allow(self) -> None:
        self.go.setEnabled(bool(self.folder.text().strip()) and self._ticket is None)

    def _browse(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, self.tr("Folder to Write to"), self.folder.text())
        if folder:
            self.folder.setText(folder)

    def write(self) -> None:
        """Write what was asked for, in a thread, from a copy of the project as it stands."""
        folder = Path(self.folder.text().strip()).expanduser()
        self._settings.put("export/folder", str(folder))
        kind, view = self.kind.currentData()
        chosen = self.document.currentData()
        request = Request(folder, kind, None if chosen is None else (chosen,), view=view)
        self._stopped = False
        self._session.flush()
        self.progress.setRange(0, 0)
        self.progress.setValue(0)
        self.progress.show()
        self.said.setText(self.tr("Writing…"))
        self.stop.setText(self.tr("Stop"))
        project, report = self._session.project, self._reported.emit
        self._ticket = self._jobs.start(
            lambda: export_aside(project, request, report, lambda: self._stopped), self._finish, self._fail
        )
        self._allow()

    def _show_file(self, done: int, of: int, name: str) -> None:
        if self._ticket is not None:
            self.progress.setRange(0, of)
            self.progress.setValue(done)
            self.said.setText(self.tr("Writing {0}").format(name))

    def _finish(self, outcome: Outcome) -> None:
        if outcome.trouble:
            self._end(outcome.trouble)
            return
        self.written = written = list(outcome.written)
        names = ", ".join(path.name for path in written[:4]) + (" …" if len(written) > 4 else "")
        done = (
            self.tr("Files written: {0} ({1}).").format(len(written), names)
            if written
            else self.tr("Nothing to write.")
        )
        self._end(done)
        self.show_folder.setVisible(bool(written))

    def _fail(self, error: Exception) -> None:
        self._end(str(error) if isinstance(error, (Fault, OSError)) else self.tr("The export failed."))
        if not isinstance(error, (Fault, OSError)):
            raise error

    def _end(self, sentence: str) -> None:
        self._ticket = None
        self.progress.hide()
        self.said.setText(sentence)
        self.stop.setText(self.tr("Close"))
        self._allow()

    def _open(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(self.folder.text().strip()))

    def reject(self) -> None:
        """Stop after the file that is being written; when nothing is, close."""
        if self._ticket is not None:
            self._stopped = True
            self.said.setText(self.tr("Stopping after this file…"))
            return
        super().reject()
