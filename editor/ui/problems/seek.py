"""The way to the next page, in reading order, that has anything which asks for a look."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QObject, QTimer, Signal

from editor.store import readers
from editor.ui.jobs import Jobs
from editor.ui.problems.looking import Looking
from editor.ui.session import Session
from editor.ui.suspecting import Suspecting
from editor.work.suspects import settled
from editor.work.walking import SHOWN, Seen

_PATIENCE = 150
"""Milliseconds of looking before it is said that it goes on."""


class Seek(QObject):
    """Looks for the next page, or the one before, that asks for a look.

    Signals:
        arrived: the id of a page, and its suspects.
        told: a sentence for the archivist.
    """

    arrived = Signal(object, object)
    told = Signal(str)

    def __init__(self, session: Session, jobs: Jobs, parent: QObject | None = None) -> None:
        """Take the session whose pages are looked over; nothing runs yet."""
        super().__init__(parent)
        self._session = session
        self._step = 1
        self._spoke = False
        self._looking = Looking(session, jobs, self)
        self._looking.seen.connect(self._look)
        self._looking.ended.connect(self._end)
        self._say = QTimer(self, singleShot=True, interval=_PATIENCE)
        self._say.timeout.connect(self._tell)
        session.closing.connect(self._say.stop)

    @property
    def running(self) -> bool:
        """Tell whether there are pages left to look over."""
        return self._looking.running

    def start(self, step: int, suspecting: Suspecting | None) -> None:
        """Look over the pages behind the one shown (1), or before it (-1)."""
        here = self._session.page_id
        if here is not None:
            self._step, self._spoke = step, False
            self._looking.start(self._beside(here, step), suspecting)
            self._say.start()

    def stop(self) -> bool:
        """Stop, and tell whether there was anything to stop."""
        running = self._looking.running
        self._looking.stop()
        self._say.stop()
        return running

    def _beside(self, here: int, step: int) -> Iterator[int]:
        page: int | None = here
        while page is not None:
            page = readers.page_beside(self._session.project, page, step)
            if page is not None:
                yield page

    def _look(self, seen: list[Seen]) -> None:
        for one in seen:
            suspects = [s for s in settled(self._session.project, one.suspects) if s.band in SHOWN]
            if suspects or one.problems:
                self.stop()
                if self._spoke:
                    self.told.emit("")
                self.arrived.emit(one.page, suspects)
                return
        if not self._say.isActive():
            self._say.start()

    def _tell(self) -> None:
        if self._looking.running:
            self._spoke = True
            self.told.emit(
                self.tr("Looking on, {0} pages so far; Esc stops.", "", self._looking.count).format(self._looking.count)
            )

    def _end(self) -> None:
        self._say.stop()
        self.told.emit(
            self.tr("Nothing more looks wrong from here to the end; proof-reading stays necessary.")
            if self._step > 0
            else self.tr("Nothing more looks wrong from here to the beginning; proof-reading stays necessary.")
        )
