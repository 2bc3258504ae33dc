"""Pages read one after another in the background, each put on its page when it comes; ends with its session."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import partial
from threading import Event

from PySide6.QtCore import QObject, QTimer, Signal

from editor.assist.engines.values import EngineFault, Stopped
from editor.imaging.facts import ImageFault
from editor.model.page import Page
from editor.model.source import SourcePage
from editor.store import readers
from editor.ui.jobs import Jobs
from editor.ui.scans.dialog import Asked
from editor.ui.session import Session
from editor.work.scan_reading import ScanReader
from editor.work.scan_tasks import FILLED, LEFT_OUT, NOTHING, VERSION, How, ScanTask, arrive, how_to_read, task_of

_SLICE = 200
"""So many pages are asked at a time whether they are to be read: a few milliseconds."""


class Reading(QObject):
    """Reads pages of a session; nothing waits for it, and what is read stays when it is stopped.

    Signals:
        moved: how many pages are done, of how many, and the name of the one that is read.
        ended: nothing is read any more.
        told: a sentence for the status bar.
        failed: a sentence that must not be overlooked.
    """

    moved = Signal(int, int, str)
    ended = Signal()
    told = Signal(str)
    failed = Signal(str)

    def __init__(self, session: Session) -> None:
        """Take the session; there is one course of reading at a time."""
        super().__init__(session)
        self._session = session
        self._jobs = Jobs(1, self)
        self._reader: ScanReader | None = None
        self._halt = Event()
        self._pages: Iterator[tuple[int, Page]] = iter(())
        self._todo: list[ScanTask] = []
        self._done = 0
        self._outcomes: Counter[str] = Counter()
        self._complaint = ""
        self.busy = False
        """Whether pages are being read."""
        session.closing.connect(self._close)

    def start(self, asked: Asked) -> None:
        """Read the pages that were asked for; whether the engine can is found out aside."""
        if self.busy:
            return
        self.busy = True
        self._halt = Event()
        self._outcomes.clear()
        self._done, self._todo, self._complaint = 0, [], ""
        self._pages = enumerate(readers.all_pages(self._session.project), start=1)
        self.moved.emit(0, 0, "")
        self._jobs.start(
            lambda: how_to_read(asked.engine, asked.language), lambda how: self._gather(how, asked), self._refused
        )

    def stop(self) -> None:
        """Leave off; the page that is being read is given up."""
        self._halt.set()

    # Which pages

    def _gather(self, how: How, asked: Asked) -> None:
        """Ask some more pages whether they are to be read, and begin when all were asked."""
        if self._halt.is_set():
            self._end()
            return
        project = self._session.project
        for _ in range(_SLICE):
            at = next(self._pages, None)
            if at is None:
                self._reader = ScanReader(how.engine, how.languages)
                self._next(how)
                return
            task = task_of(project, how, asked.wanted, *at)
            if task is not None:
                self._todo.append(task)
        QTimer.singleShot(0, self, partial(self._gather, how, asked))

    # One page after the other

    def _next(self, how: How) -> None:
        if self._halt.is_set() or self._done >= len(self._todo) or self._reader is None:
            self._end()
            return
        task, reader, halt = self._todo[self._done], self._reader, self._halt
        self.moved.emit(self._done, len(self._todo), task.label)
        self._jobs.start(
            lambda: reader.read(task.path, task.frame, task.size, halt.is_set),
            lambda read: self._arrived(how, task, read),
            lambda error: self._not_read(how, task, error),
        )

    def _arrived(self, how: How, task: ScanTask, read: SourcePage) -> None:
        project = self._session.project
        if readers.page_of(project, task.page) is not None:  # it may have been removed meanwhile
            edit, found = arrive(project, task, how, read)
            if self._session.do(edit) is None:  # the session has told why
                self._end()
                return
            self._outcomes[found.outcome] += 1
        self._done += 1
        self._next(how)

    def _not_read(self, how: How, task: ScanTask, error: Exception) -> None:
        if isinstance(error, Stopped):
            self._end()
        elif isinstance(error, ImageFault):
            self._outcomes[LEFT_OUT] += 1
            self._complaint = self._complaint or f"{task.label}: {error}"
            self._done += 1
            self._next(how)
        else:
            self._refused(error)

    def _refused(self, error: Exception) -> None:
        self._leave_off()
        if not isinstance(error, EngineFault):
            raise error
        self.failed.emit(str(error))

    def _leave_off(self) -> None:
        self.busy = False
        if self._reader is not None:
            self._reader.close()
            self._reader = None
        self.ended.emit()

    def _end(self) -> None:
        self._leave_off()
        self.told.emit(self._summary())
        if self._complaint:
            self.failed.emit(self._complaint)

    def _summary(self) -> str:
        counts = self._outcomes
        if not counts:
            return self.tr("No page was read.") if self._halt.is_set() else self.tr("There is no page to read.")
        said = [
            text.format(counts[outcome])
            for outcome, text in (
                (FILLED, self.tr("Pages read: {0}.")),
                (VERSION, self.tr("Kept as versions to compare: {0}.")),
                (NOTHING, self.tr("Without anything to read: {0}.")),
                (LEFT_OUT, self.tr("Left out: {0}.")),
            )
            if counts[outcome]
        ]
        return " ".join([self.tr("Stopped."), *said] if self._halt.is_set() else said)

    def _close(self) -> None:
        """Let go of the project; the helper is ended within a moment."""
        self.stop()
        self._jobs.stop()
        self._leave_off()
