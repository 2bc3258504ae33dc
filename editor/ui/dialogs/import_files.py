"""Bringing files in: what is chosen, what would come of it and what goes with what, and the taking."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from editor.model.faults import Fault
from editor.ui.dialogs.import_course import ImportCourse
from editor.ui.dialogs.import_notes import Note, NoteList
from editor.ui.dialogs.import_table import DraftModel
from editor.ui.dialogs.import_view import PairTable
from editor.ui.dialogs.import_ways import Ways
from editor.ui.jobs import Jobs
from editor.ui.kit.settings import Settings
from editor.ui.kit.theme import Theme
from editor.ui.kit.thumbs import Thumbs
from editor.ui.session import Session
from editor.work.foresee import Foresight
from editor.work.import_files import Plan, TakenPage, plan
from editor.work.import_plan import LEFT_OUT
from editor.work.plan_changes import draft_of, plan_of

_PAUSE = 300
"""Milliseconds after the last letter of the title until it is told anew what would become of the pages."""
_SIZE = QSize(1080, 680)


class ImportDialog(QDialog):
    """Choose, look, change, take; while it takes it can be stopped, and all of it is one step to undo.

    Signals:
        compareWanted: the id of a page that has a version to compare now.
    """

    compareWanted = Signal(object)
    _reported = Signal(str, int, int)

    def __init__(
        self,
        session: Session,
        settings: Settings,
        theme: Theme,
        sources: Sequence[Path] = (),
        parent: QWidget | None = None,
    ) -> None:
        """Take the session to bring files into; ``sources`` are looked at straight away."""
        super().__init__(parent)
        self._session = session
        self._settings = settings
        self._theme = theme
        self._jobs = Jobs(1, self)
        self._ticket: int | None = None
        self._stopped = [False]
        self._sources: list[Path] = []
        self._plan: Plan | None = None
        self.course = ImportCourse(session.project, self._jobs, self)
        self.course.moved.connect(self._show_course)
        self.course.ended.connect(self._finish)
        self._titled = False
        self._reported.connect(self._show_reading)
        self._retitled = QTimer(self, singleShot=True, interval=_PAUSE)
        self._thumbs = Thumbs(Jobs(1, self), None, self.devicePixelRatioF(), self)
        self.model = DraftModel(theme, self._thumbs, self)
        self.model.changed.connect(self._count)
        self._retitled.timeout.connect(self.model.foresee)
        self.setWindowTitle(self.tr("Import"))
        self.setAcceptDrops(True)
        self._build()
        if sources:
            self.look_at(list(sources))

    # What it is made of

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setSpacing(8)
        layout.addLayout(self._choosing())
        layout.addLayout(self._document())
        self.view = PairTable(self.model, self._theme, self)
        self.view.empty = self.tr(
            "Drop scans here with their text, or choose them above: images, PDF and ZIP files, "
            "PAGE, ALTO, hOCR, ABBYY, METS, TEI or plain text, or folders of these."
        )
        self.view.done.connect(self._say_done)
        layout.addWidget(self._line())
        layout.addWidget(self.view, 1)
        self.ways = Ways(self.view, self._theme, self)
        layout.addWidget(self.ways)
        self.notes = NoteList(self._theme, self)
        layout.addWidget(self.notes)
        self.progress = QProgressBar(self)
        self.progress.setAccessibleName(self.tr("Progress"))
        self.progress.hide()
        self.said = QLabel(self)
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        self.said.setWordWrap(True)
        layout.addWidget(self.progress)
        layout.addWidget(self.said)
        layout.addWidget(self._buttons())
        self.resize(_SIZE)
        self._count()

    def _line(self) -> QFrame:
        line = QFrame(self)
        line.setProperty("role", "line")
        return line

    def _choosing(self) -> QHBoxLayout:
        files = QPushButton(self.tr("Choose &files…"), self)
        files.clicked.connect(self._choose_files)
        folder = QPushButton(self.tr("Choose a f&older…"), self)
        folder.clicked.connect(self._choose_folder)
        self.chosen = QLabel(self.tr("Nothing is copied or changed: scans stay where they are."), self)
        self.chosen.setTextFormat(Qt.TextFormat.PlainText)
        self.chosen.setProperty("role", "faint")
        self.chosen.setWordWrap(True)
        row = QHBoxLayout()
        row.addWidget(files)
        row.addWidget(folder)
        row.addSpacing(6)
        row.addWidget(self.chosen, 1)
        self._choosers = (files, folder)
        return row

    def _document(self) -> QHBoxLayout:
        self.title = QLineEdit(self)
        self.title.textEdited.connect(self._title_given)
        label = QLabel(self.tr("Into the &document"), self)
        label.setBuddy(self.title)
        row = QHBoxLayout()
        row.addWidget(label)
        row.addWidget(self.title, 1)
        return row

    def _buttons(self) -> QDialogButtonBox:
        self.buttons = QDialogButtonBox(self)
        roles = QDialogButtonBox.ButtonRole
        self.compare = self.buttons.addButton(self.tr("Com&pare…"), roles.ActionRole)
        self.go = self.buttons.addButton(self.tr("&Import"), roles.AcceptRole)
        self.stop = self.buttons.addButton(self.tr("Cancel"), roles.RejectRole)
        self.compare.hide()
        self.compare.clicked.connect(self._compare)
        self.go.setEnabled(False)
        self.buttons.accepted.connect(self._take)
        self.buttons.rejected.connect(self.reject)
        return self.buttons

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

    def _title_given(self, title: str) -> None:
        self._titled = bool(title.strip())
        self._retitled.start()

    def look_at(self, sources: list[Path]) -> None:
        """Read files and folders in a thread and show what would come of them."""
        self._settings.put("import/folder", str(sources[0].parent))
        self._forget()
        self._sources = sources
        self.go.setEnabled(False)
        self.chosen.setText(_listed([path.name or str(path) for path in sources], self.tr("{0} and {1} more")))
        self.said.setText(self.tr("Reading…"))
        self.progress.setRange(0, 0)
        self.progress.show()
        stopped = self._stopped = [False]
        report = self._reported.emit

        def look() -> Plan | None:
            made = plan(sources, report, lambda: stopped[0])
            if stopped[0]:
                made.close()
                return None
            return made

        self._ticket = self._jobs.start(look, self._show_plan, self._show_fault)

    def _forget(self) -> None:
        """Leave what is being read or was read."""
        self._stopped[0] = True
        self._jobs.drop(self._ticket)
        self._ticket = None
        if self._plan is not None:
            self._plan.close()
        self._plan = None
        self.model.start((), lambda pages: [])
        self.notes.set([])

    def _show_reading(self, name: str, done: int, of: int) -> None:
        if self._plan is None and not self._stopped[0]:
            self.progress.setRange(0, max(of, 1))
            self.progress.setValue(done)
            self.said.setText(self.tr("Reading {0} ({1} of {2})").format(name, done + 1, of))

    def _show_plan(self, made: Plan | None) -> None:
        if made is None:
            return
        self._plan = made
        self.progress.hide()
        self.notes.set([*(Note(text, True) for text in made.refused), *(Note(text) for text in made.messages)])
        if not self._titled:
            self.title.setText(made.title)
        self.title.setPlaceholderText(self.tr("as the files call it"))
        foresight = Foresight(self._session.project, made, lambda: self.title.text().strip())
        self.model.start(draft_of(made), foresight.outcomes)
        self.go.setDefault(True)
        if made.pages:
            self.view.setCurrentIndex(self.model.index(0, 2))
            if not self.title.hasFocus():
                self.go.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.said.setText(self.tr("There is nothing to import in these files."))

    def _show_fault(self, error: Exception) -> None:
        self.progress.hide()
        if not isinstance(error, Fault):
            raise error
        self.said.setText(str(error))

    def _count(self) -> None:
        """Say how much would come in."""
        draft = self.model.draft
        self.ways.setEnabled(bool(draft) and not self.model.frozen)
        if self._plan is None or self.model.frozen:
            return
        pages = [row.page for row in draft if row.taken]
        texts = sum(page.text_file is not None for page in pages)
        versions = sum(self.model.outcome(n) == "version" for n in range(len(draft)))
        said = self.tr("Pages: {0}, of these with text: {1}, lines: {2}.")
        words = [said.format(len(pages), texts, sum(page.lines for page in pages))]
        if versions:
            words.append(self.tr("Versions to compare: {0}.").format(versions))
        if len(pages) < len(draft):
            words.append(self.tr("Left out: {0}.").format(len(draft) - len(pages)))
        self.said.setText(" ".join(words))
        self.go.setEnabled(bool(pages))

    def _say_done(self, words: str) -> None:
        self._count()
        self.said.setText(f"{words} {self.said.text()}")

    # Dropping more files

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files as long as nothing is being taken in."""
        if not self.model.frozen and not self.course.running and _files(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Look at what was dropped, with what was chosen before."""
        new = [path for path in _files(event) if path not in self._sources]
        event.acceptProposedAction()
        if new:
            QTimer.singleShot(0, self, lambda: self.look_at([*self._sources, *new]))

    # Taking

    @property
    def taken(self) -> list[TakenPage]:
        """Return what became of the pages so far."""
        return self.course.taken

    def _take(self) -> None:
        if self._plan is None or self.course.running or self.model.frozen:
            return
        self._session.flush()
        wanted = plan_of(self._plan, self.model.draft)
        self.go.setEnabled(False)
        for widget in (*self._choosers, self.title, self.ways, self.view):
            widget.setEnabled(False)
        self.stop.setText(self.tr("Stop"))
        self.progress.setRange(0, len(wanted.pages))
        self.progress.setValue(0)
        self.progress.show()
        self.course.start(wanted, self.title.text().strip() or None)

    def _show_course(self) -> None:
        done = len(self.course.taken)
        self.progress.setValue(done)
        self.said.setText(self.tr("Taking in page {0} of {1}").format(done, self.course.of))

    def _finish(self, trouble: str) -> None:
        came = [page for page in self.taken if page.page is not None]
        if came and came[0].page is not None:
            self._session.show_page(came[0].page)
        sentence = " ".join(filter(None, (trouble, self.sentence())))
        notes = [
            Note(message, page.outcome == LEFT_OUT) for page in self.taken for message in page.messages
        ]  # fmt: skip
        versions = self._versions()
        if not trouble and not notes and not versions:
            self.accept()
            return
        self._show_end(sentence, notes, len(versions))

    def _show_end(self, sentence: str, notes: list[Note], versions: int) -> None:
        self.progress.hide()
        self.go.hide()
        self.stop.setText(self.tr("Close"))
        self.view.setEnabled(True)
        self.model.show_taken(self.taken)
        self.notes.set(notes)
        self.said.setText(sentence)
        self.compare.setVisible(bool(versions))
        end = self.compare if versions else self.stop
        end.setDefault(True)
        end.setFocus(Qt.FocusReason.OtherFocusReason)

    def sentence(self) -> str:
        """Return in one sentence what came in."""
        counts = {name: sum(page.outcome == name for page in self.taken) for name in ("added", "filled", LEFT_OUT)}
        words = [self.tr("New pages: {0}").format(counts["added"])] if counts["added"] else []
        if counts["filled"]:
            words.append(self.tr("pages given their text: {0}").format(counts["filled"]))
        if versions := len(self._versions()):
            words.append(self.tr("versions to compare: {0}").format(versions))
        if counts[LEFT_OUT]:
            words.append(self.tr("left out: {0}").format(counts[LEFT_OUT]))
        if len(self.taken) < self.course.of:
            words.append(self.tr("not taken any more: {0}").format(self.course.of - len(self.taken)))
        if not words:
            return self.tr("Nothing came in that was not there already.")
        said = ", ".join(words)
        return self.tr("{0}. Undo takes all of it out again.").format(said[:1].upper() + said[1:])

    def _versions(self) -> list[int]:
        """Return the pages that have a version to compare now; a page that came again without a text has none."""
        return [
            page.page
            for page in self.taken
            if page.outcome == "version" and page.page is not None and page.planned.text_file is not None
        ]

    def _compare(self) -> None:
        page = self._versions()[0]
        self.accept()
        self.compareWanted.emit(page)

    # Leaving

    def reject(self) -> None:
        """Stop what goes on; a second time, close."""
        if self.course.running:
            self.course.stop(self.tr("Stopped."))
            return
        super().reject()

    def done(self, result: int) -> None:
        """Wait for no thread that is no longer needed."""
        self._stopped[0] = True
        self._jobs.drop(self._ticket)
        self._thumbs.want_only(())
        if self._plan is not None:
            self._plan.close()
        super().done(result)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Take the closing of the window for the button."""
        if self.course.running:
            event.ignore()
            self.reject()
        else:
            super().closeEvent(event)


def _files(event: QDropEvent) -> list[Path]:
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]


def _listed(names: list[str], more: str) -> str:
    return ", ".join(names) if len(names) <= 4 else more.format(", ".join(names[:3]), len(names) - 3)
