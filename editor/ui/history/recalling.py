"""A walk back through the journal that never holds the window up: read here in slices, worked out in a thread."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from editor.store.bygone import Bygone, Target, Walk
from editor.ui.jobs import Jobs
from editor.ui.session import Session

_AT_ONCE = 150_000
"""So many letters of the journal are worked out here: a thread would take longer to wake."""

Found = Callable[[Bygone], None]


class Recall(QObject):
    """Finds how something was; one walk at a time.

    Signals:
        walking: how many entries were read and how many there are, while it takes long; (0, 0) when it is over.
    """

    walking = Signal(int, int)

    def __init__(self, session: Session, jobs: Jobs, parent: QObject | None = None) -> None:
        """Take the session whose journal is read; nothing runs yet."""
        super().__init__(parent)
        self._session = session
        self._jobs = jobs
        self._ticket: int | None = None
        self._stopped = threading.Event()
        self._walk: Walk | None = None
        self._found: Found | None = None
        self._letters = 0
        session.closing.connect(self.stop)

    @property
    def running(self) -> bool:
        """Tell whether a walk is under way."""
        return self._walk is not None

    def start(self, target: Target, rev: int, found: Found) -> None:
        """Find how ``target`` was after ``rev``, then call ``found``; a walk under way is given up."""
        self.stop()
        self._stopped, self._found = threading.Event(), found
        self._letters = 0
        self._walk = Walk(self._session.project, target, rev)
        self._go()

    def stop(self) -> None:
        """Give up, in the middle of an entry."""
        self._stopped.set()
        self._jobs.drop(self._ticket)
        if self._walk is not None and self._ticket is not None:
            self.walking.emit(0, 0)
        self._ticket = self._walk = self._found = None

    def _go(self) -> None:
        self._ticket = None
        while (walk := self._walk) is not None:
            texts = walk.next_texts()
            if not texts:
                break
            self._letters += sum(map(len, texts))
            if self._letters > _AT_ONCE:
                self.walking.emit(walk.done, walk.of)
                work = partial(walk.fold, texts, self._stopped.is_set)
                self._ticket = self._jobs.start(work, lambda _nothing: self._go())
                return
            walk.fold(texts)
        found, call = walk.found if walk is not None else None, self._found
        self._walk = self._found = None
        self.walking.emit(0, 0)
        if found is not None and call is not None:
            call(found)
