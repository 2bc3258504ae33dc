"""Work off the GUI thread: a function and plain values go in, its result comes back as a signal, or not at all.

Nothing alive crosses a thread; what was dropped is not begun, and what comes too late is thrown away. Nobody waits for
work that is given up with the part of the window that wanted it: a page of a million lines is read to its end unseen.
"""

from __future__ import annotations

import atexit
import contextlib
import itertools
import weakref
from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal
from shiboken6 import isValid

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
        self._finished(self._ticket, result, error)


class _Post(QObject):
    """Brings results to the GUI thread for all Jobs: it is never destroyed while a thread speaks to it, as they are."""

    finished = Signal(int, object, object)

    def __init__(self) -> None:
        super().__init__()
        self.asked: weakref.WeakValueDictionary[int, Jobs] = weakref.WeakValueDictionary()
        self.finished.connect(self._deliver)

    def _deliver(self, ticket: int, result: Any, error: Any) -> None:  # noqa: ANN401 - what the work returned
        jobs = self.asked.pop(ticket, None)
        if jobs is not None and isValid(jobs):
            jobs.deliver(ticket, result, error)


_tickets = itertools.count(1)
_posts: list[_Post] = []
_pools: set[QThreadPool] = set()
_left: set[QThreadPool] = set()
"""Pools of Jobs that are gone: they end in their own time."""


def _post() -> _Post:
    if not _posts:
        _posts.append(_Post())
    return _posts[0]


def _leave(pool: QThreadPool) -> None:
    with contextlib.suppress(RuntimeError):  # Qt itself is taken down
        pool.clear()
        _left.add(pool)


def _sweep() -> None:
    over = {pool for pool in _left if not pool.activeThreadCount()}
    _left.difference_update(over)
    _pools.difference_update(over)


@atexit.register
def _end_all() -> None:
    """Wait for whatever still runs: no thread may be left in Python while Python itself is taken down."""
    for pool in tuple(_pools):
        pool.clear()
        pool.waitForDone()


class Jobs(QObject):
    """Runs functions in a pool of threads and brings their results to the GUI thread."""

    busyChanged = Signal(int)

    def __init__(self, threads: int = 2, parent: QObject | None = None) -> None:
        """Make a pool of ``threads``."""
        super().__init__(parent)
        _sweep()
        self._pool = QThreadPool()  # without a parent: one that is destroyed waits for its threads
        self._pool.setMaxThreadCount(threads)
        _pools.add(self._pool)
        self.destroyed.connect(partial(_leave, self._pool))
        self._waiting: dict[int, tuple[Done, Failed | None, _Runnable]] = {}

    def start(self, work: Callable[[], Any], done: Done, failed: Failed | None = None, priority: int = 0) -> int:
        """Run ``work`` in a thread, then ``done`` with its result in the GUI thread; return a ticket to drop it by."""
        ticket, post = next(_tickets), _post()
        post.asked[ticket] = self
        runnable = _Runnable(ticket, work, post.finished.emit)
        self._waiting[ticket] = (done, failed, runnable)
        self.busyChanged.emit(len(self._waiting))
        self._pool.start(runnable, priority)
        return ticket

    def drop(self, ticket: int | None) -> None:
        """Forget a job: it is not begun any more, and its result will not be delivered."""
        waiting = self._waiting.pop(ticket, None) if ticket is not None else None
        if ticket is not None and waiting is not None:
            _post().asked.pop(ticket, None)
            waiting[2].forget()
            self.busyChanged.emit(len(self._waiting))

    def stop(self) -> None:
        """Forget all jobs and wait for those that run."""
        self._waiting.clear()
        self._pool.clear()
        self._pool.waitForDone()

    def deliver(self, ticket: int, result: Any, error: Any) -> None:  # noqa: ANN401 - what the work returned
        """Hand over what came of a job, unless it was dropped."""
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
