"""A search over many pages that never holds the window up: read here in slices, looked through in a thread."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from PySide6.QtCore import QObject, Signal

from editor.model.faults import Fault
from editor.ui.jobs import Jobs
from editor.ui.session import Session
from editor.work.pattern import Pattern
from editor.work.replace import Hit, Scope, hits_in, page_count, read

ENOUGH = 5000
"""Hits after which a search stops: they are replaced, and then it is looked again."""
_FIRST, _SLICE = 100, 2000
"""How many passages are looked through at a time: few at first, so that something is there to be seen."""
_READING = 0.008
"""Seconds of reading before the window has its turn."""


Look = Callable[[Sequence[Any], Callable[[], bool]], Iterator[Hit]]
"""Finds the places in some passages or lines, until it is told to stop; runs in a thread."""


class Sweep(QObject):
    """Looks for a pattern in a scope, or for something else in pages.

    Signals:
        found: some more hits, as a list; how many pages were read, and how many there are.
        finished: "" when all was seen, or a sentence why it ended before; whether that is because it could not go on.
    """

    found = Signal(object, int, int)
    finished = Signal(str, bool)

    def __init__(self, session: Session, jobs: Jobs, parent: QObject | None = None) -> None:
        """Take the session whose project is searched; nothing runs yet."""
        super().__init__(parent)
        self._session = session
        self._jobs = jobs
        self._ticket: int | None = None
        self._stopped = threading.Event()
        self._pages: Iterator[Sequence[Any]] = iter(())
        self._look: Look | None = None
        self._count = self._read = self._of = self._priority = 0

    @property
    def running(self) -> bool:
        """Tell whether there are pages left to see."""
        return self._ticket is not None

    def start(self, pattern: Pattern, scope: Scope, where: str) -> None:
        """Look for a pattern, anew."""
        project = self._session.project
        self.begin(read(project, scope, where), page_count(project, scope), lambda texts, stopped: hits_in(
            pattern, texts, stopped))  # fmt: skip

    def begin(self, pages: Iterator[Sequence[Any]], of: int, look: Look, priority: int = 1) -> None:
        """Look through what ``pages`` gives, a page at a time; ``look`` runs in a thread and is given some of it.

        With a ``priority`` below 0 nobody waits for it, and it gives way to whoever works.
        """
        self.stop()
        self._look, self._stopped = look, threading.Event()
        self._pages = pages
        self._count = self._read = 0
        self._of, self._priority = of, priority
        self._send(self._next(_FIRST))

    def stop(self) -> None:
        """Stop without a word, in the middle of a page."""
        self._stopped.set()
        self._jobs.drop(self._ticket)
        self._ticket = None
        self._pages = iter(())

    def _next(self, most: int) -> list[Any]:
        """Return the passages of the next pages, none at the end."""
        until = time.monotonic() + _READING
        texts: list[Any] = []
        for page in self._pages:
            self._read += 1
            texts += page
            if len(texts) >= most or (texts and time.monotonic() > until):
                break
        return texts

    def _send(self, texts: Sequence[Any]) -> None:
        if not texts:
            self._end("")
            return
        look, halt = self._look, self._stopped
        assert look is not None
        stopped = self._session.pace.giving_way(halt) if self._priority < 0 else halt.is_set

        def work() -> list[Hit]:
            return list(look(texts, stopped))

        self._ticket = self._jobs.start(work, self._arrived, self._failed, priority=self._priority)

    def _arrived(self, hits: list[Hit]) -> None:
        self._ticket = None
        room = ENOUGH - self._count
        self._count += len(hits)
        self.found.emit(hits[:room], self._read, self._of)
        if self._stopped.is_set():
            return
        if len(hits) >= room:
            self._end(self.tr("the list ends at {0}: replace these, then look again").format(f"{ENOUGH:,}"))
        else:
            self._send(self._next(_SLICE))

    def _failed(self, error: Exception) -> None:
        self._ticket = None
        if not isinstance(error, Fault):
            raise error
        self._end(str(error), failed=True)

    def _end(self, sentence: str, *, failed: bool = False) -> None:
        self.stop()
        self.finished.emit(sentence, failed)
