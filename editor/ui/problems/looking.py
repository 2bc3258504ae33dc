"""Pages looked over one after the other without holding the window up: fetched here in slices, judged in a thread."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable, Iterator

from PySide6.QtCore import QObject, QTimer, Signal

from editor.assist.suspects import lexicon
from editor.model.faults import Fault
from editor.store import readers
from editor.ui.jobs import Jobs
from editor.ui.session import Session
from editor.ui.suspecting import Suspecting
from editor.work.suspects import grounds_of
from editor.work.walking import Seen, Unseen, look_over

_FETCHING = 0.008
"""Seconds of fetching before the window has its turn."""
_PAGES = 6
"""Pages that are judged at a time at most: one first, which is often enough."""


class Looking(QObject):
    """Looks over pages.

    Signals:
        seen: some more pages, as a list of Seen; whoever has enough calls ``stop``.
        ended: all pages were seen.
    """

    seen = Signal(object)
    ended = Signal()

    def __init__(self, session: Session, jobs: Jobs, parent: QObject | None = None) -> None:
        """Take the session whose pages are looked over; nothing runs yet."""
        super().__init__(parent)
        self._session = session
        self._jobs = jobs
        self._pages: Iterator[int] = iter(())
        self._suspecting: Suspecting | None = None
        self._ticket: int | None = None
        self._stopped = threading.Event()
        self._next = QTimer(self, singleShot=True, interval=0)
        self._next.timeout.connect(self._send)
        self.count = 0
        """How many pages were seen."""
        session.closing.connect(self._close)

    @property
    def running(self) -> bool:
        """Tell whether there are pages left to look over."""
        return self._ticket is not None or self._next.isActive()

    def start(self, pages: Iterable[int], suspecting: Suspecting | None) -> None:
        """Begin anew with these pages; their words are judged by what ``suspecting`` knows."""
        self.stop()
        self._pages, self._suspecting, self._stopped = iter(pages), suspecting, threading.Event()
        self.count = 0
        self._next.start()

    def stop(self) -> None:
        """Stop without a word, at the end of the page that is being looked over."""
        self._next.stop()
        self._stopped.set()
        self._jobs.drop(self._ticket)
        self._ticket = None

    def _close(self) -> None:
        loading = self._ticket is not None
        self.stop()
        if loading:
            lexicon.abandon()

    def _send(self) -> None:
        suspecting = self._suspecting
        found = self._fetch(suspecting is not None and suspecting.shown)
        if not found:
            self.ended.emit()
            return
        tagset, stopped = self._session.tagset, self._stopped
        learnt = suspecting.learnt() if suspecting is not None else {}
        self._ticket = self._jobs.start(
            lambda: look_over(found, tagset, learnt, stopped.is_set), self._arrived, self._failed, priority=-2
        )

    def _fetch(self, judging: bool) -> list[Unseen]:
        project, out = self._session.project, []
        until = time.monotonic() + _FETCHING
        for page in self._pages:
            try:
                cells = readers.cells(project, page, 0)
            except Fault:  # removed meanwhile
                continue
            out.append(Unseen(cells, grounds_of(project, cells.page) if judging else None))
            if len(out) >= min(_PAGES, 1 + self.count) or time.monotonic() > until:
                break
        return out

    def _arrived(self, seen: list[Seen]) -> None:
        self._ticket = None
        self.count += len(seen)
        self._next.start()
        self.seen.emit(seen)

    def _failed(self, error: Exception) -> None:
        self._ticket = None
        if not isinstance(error, lexicon.Abandoned):
            raise error
