"""A plan on its way into the project: pages are read in a worker and put in here, in slices; it can be stopped."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

from PySide6.QtCore import QObject, QTimer, Signal

from editor.model.faults import Fault
from editor.store.project import Project
from editor.ui.jobs import Jobs
from editor.work.import_files import Plan, PlannedPage, TakenPage
from editor.work.taking import Prepared, Taking

_SLICE = 0.03
"""Seconds for which pages are read, or put into the project, before something else has its turn."""


class ImportCourse(QObject):
    """Takes one plan in at a time; ``taken`` is what became of its pages so far, ``of`` how many it has.

    Signals:
        moved: more pages were put in.
        ended: it is over; a sentence about what ended it before its time, "" for nothing.
    """

    moved = Signal()
    ended = Signal(str)

    def __init__(self, project: Project, jobs: Jobs, parent: QObject | None = None) -> None:
        """Take the project, which is this thread's alone, and the worker."""
        super().__init__(parent)
        self._project = project
        self._jobs = jobs
        self._ticket: int | None = None
        self._taking: Taking | None = None
        self._coming: Iterator[PlannedPage] = iter(())
        self._waiting: list[Prepared] = []
        self.taken: list[TakenPage] = []
        self.of = 0

    @property
    def running(self) -> bool:
        """Tell whether pages are being taken in."""
        return self._taking is not None

    def start(self, wanted: Plan, title: str | None) -> None:
        """Take the pages of a plan in, into the document of a title, or that the files name."""
        self.taken, self.of = [], len(wanted.pages)
        self._taking = Taking(self._project, wanted, title)
        self._coming = iter(wanted.pages)
        self._read_on()

    def stop(self, sentence: str = "") -> None:
        """Take no more: the worker is left the page it is at, and closes when it is done with it."""
        taking, self._taking = self._taking, None
        self._jobs.drop(self._ticket)
        if taking is not None:
            self._jobs.start(taking.close, lambda _nothing: None)
        self.ended.emit(sentence)

    def _read_on(self) -> None:
        """Let the worker read the next pages."""
        assert self._taking is not None
        self._ticket = self._jobs.start(_reading(self._taking, self._coming), self._put, self._failed)

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, Fault):
            raise error
        self.stop(str(error))

    def _put(self, prepared: list[Prepared]) -> None:
        self._waiting = prepared[::-1]
        if prepared:
            self._put_on()
        else:
            self.stop()

    def _put_on(self) -> None:
        """Put pages that were read into the project for a moment, then let the window have its turn."""
        until = time.monotonic() + _SLICE
        try:
            while self._taking is not None and self._waiting and time.monotonic() < until:
                self.taken.append(self._taking.put(self._waiting.pop()))
        except Fault as fault:
            self.stop(str(fault))
        if self._taking is None:
            return
        self.moved.emit()
        if self._waiting:
            QTimer.singleShot(0, self, self._put_on)
        else:
            self._read_on()


def _reading(taking: Taking, coming: Iterator[PlannedPage]) -> Callable[[], list[Prepared]]:
    """Return the work of reading some of the pages that are to come, none at the end."""

    def read() -> list[Prepared]:
        until, out = time.monotonic() + _SLICE, []
        for planned in coming:
            prepared = taking.prepare(planned)
            out.append(prepared)
            # What was drawn from a PDF is only there until the next page is prepared.
            if prepared.ready is not planned or time.monotonic() > until:
                break
        return out

    return read
