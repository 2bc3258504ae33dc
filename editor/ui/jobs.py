"""Work off the GUI thread: a function and plain values go in, its result comes back as a signal, or not at all.

Nothing alive crosses a thread; what was dropped is not begun, and what comes too late is thrown away.
"""

from __future__ import annotations

import atexit
import contextlib
import itertools
import weakref
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal

Done = Callable[[Any], None]
Failed = Callable[[Exception], None]


class _Runnable(QRunnable):
    def __init__(self, ticket: int, work: Callable[[], Any], finished: Callable[[int, Any, Any], None]) -> None:
        super().__init__()
        self._ticket = ticket
        self._work: Callable[[], Any] | None = work
        self._finished = finished

    def forget(self) -> None:
        """Let go of the work: behind others that are more urgent it may stand in the queue for long."""
        self._work = None

    def run(self) -> None:
        work, self._work = self._work, None  # Qt may keep what has run; the page it worked on is not kept with it
        if work is None:
            return
        try:
            result, error = work(), None
        except Exception as caught:
            result, error = None, caught
        # Qt may have deleted the Jobs meanwhile, with the window part it belongs to: then nobody waits any longer.
        with contextlib.suppress(RuntimeError):
            self._finished(self._ticket, result, error)


_alive: weakref.WeakSet[QThreadPool] = weakref.WeakSet()


@atexit.register
def _end_all() -> None:
    """Wait for whatever still runs: no thread may be left in Python while Python itself is taken down."""
    for pool in tuple(_alive):
        with contextlib.suppress(RuntimeError):  # deleted with its window
            pool.clear()
            pool.waitForDone()


class Jobs(QObject):
    """Runs functions in a pool of threads and brings their results to the GUI thread."""

    _finished = Signal(int, object, object)
    busyChanged = Signal(int)

    def __init__(self, threads: int = 2, parent: QObject | None = None) -> None:
        """Make a pool of ``threads``."""
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(threads)
        _alive.add(self._pool)
        self._waiting: dict[int, tuple[Done, Failed | None, _Runnable]] = {}
        self._tickets = itertools.count(1)
        self._finished.connect(self._deliver)

    def start(self, work: Callable[[], Any], done: Done, failed: Failed | None = None, priority: int = 0) -> int:
        """Run ``work`` in a thread, then ``done`` with its result in the GUI thread; return a ticket to drop it by."""
        ticket = next(self._tickets)
        runnable = _Runnable(ticket, work, self._finished.emit)
        self._waiting[ticket] = (done, failed, runnable)
        self.busyChanged.emit(len(self._waiting))
        self._pool.start(runnable, priority)
        return ticket

    def drop(self, ticket: int | None) -> None:
        """Forget a job: it is not begun any more, and its result will not be delivered."""
        waiting = self._waiting.pop(ticket, None) if ticket is not None else None
        if waiting is not None:
            waiting[2].forget()
            self.busyChanged.emit(len(self._waiting))

    def stop(self) -> None:
        """Forget all jobs and wait for those that run."""
        self._waiting.clear()
        self._pool.clear()
        self._pool.waitForDone()

    def _deliver(self, ticket: int, result: Any, error: Any) -> None:  # noqa: ANN401 - what the work returned
        waiting = self._waiting.pop(ticket, None)
        if waiting is None:
            return
        self.busyChanged.emit(len(self._waiting))
        done, failed, _ = waiting
        if error is None:
            done(result)
        elif failed is not None:
            failed(error)
        else:
            raise error
