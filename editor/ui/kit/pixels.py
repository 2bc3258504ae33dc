"""Page images off the GUI thread: a small picture first, the sharp one when the page stays, kept by bytes.

It knows sources and pictures (see ``decode``), not pages or widgets. Nothing waits here: a picture is returned at
once where it is in memory, and told by a signal where it is not. What comes too late is thrown away.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import Any, Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from editor.model.faults import Fault
from editor.ui.kit.decode import Missing, Picture, Source, first_look, whole_picture

BUDGET = 96 << 20
"""Bytes kept of pictures that are not shown."""
_SMALL = 8 << 20
"""Bytes that a picture keeps when there is not room for all of it: enough to show the page at once again."""
_SHARP_AFTER = 120
"""Milliseconds a page must stay before it is decoded whole: leafing through a volume decodes only small pictures."""


class Runs(Protocol):
    """What is needed of ``Jobs``; a kit does not import what stands above it."""

    def start(
        self,
        work: Callable[[], Any],
        done: Callable[[Any], None],
        failed: Callable[[Exception], None] | None = None,
        priority: int = 0,
    ) -> int:
        """Run ``work`` in a thread, then ``done`` with its result here."""
        ...

    def drop(self, ticket: int | None) -> None:
        """Forget a job."""
        ...


class _Wish:
    """A picture that is being made; once it is stale, a worker that has not begun does not begin."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.stale = threading.Event()
        self.ticket = 0


class Pixels(QObject):
    """Brings the pictures of the page that is shown, and of its neighbours.

    Signals:
        ready: a Picture of the source asked for last; it may come twice, reduced and then whole.
        failed: that source, a sentence, and whether its file is missing.
    """

    ready = Signal(object)
    failed = Signal(object, str, bool)

    def __init__(self, jobs: Runs, budget: int = BUDGET, parent: QObject | None = None) -> None:
        """Keep at most ``budget`` bytes of pictures that are not shown."""
        super().__init__(parent)
        self._jobs = jobs
        self._budget = budget
        self._kept: OrderedDict[Source, Picture] = OrderedDict()
        self._current: Source | None = None
        self._width = 800
        self._wish: _Wish | None = None
        self._ahead: list[_Wish] = []
        self._beside: Callable[[], Sequence[Source]] = tuple
        self._quiet = QTimer(self, singleShot=True, interval=_SHARP_AFTER)
        self._quiet.timeout.connect(self._go_on)

    def show(self, source: Source | None, width: int, beside: Callable[[], Sequence[Source]] = tuple) -> Picture | None:
        """Ask for a source; return what is in memory of it.

        Args:
            source: None: no page is shown.
            width: Screen pixels across which it will be seen.
            beside: Called when the page has stayed a while: what will probably be asked for next, best guess first.
        """
        self._forget_wishes()
        self._current, self._width, self._beside = source, max(width, 64), beside
        self._quiet.stop()
        self._make_room()
        if source is None:
            return None
        known = self._kept.get(source)
        if known is not None:
            self._kept.move_to_end(source)
            self._quiet.start()
            return known
        self._wish = self._start(source, lambda: first_look(source, self._width), self._arrived, priority=2)
        return None

    def peek(self, source: Source) -> Picture | None:
        """Return what is in memory of a source, without asking for more."""
        return self._kept.get(source)

    def forget(self, source: Source) -> None:
        """Drop what is in memory of a source, because its file is another now."""
        self._kept.pop(source, None)

    def kept_bytes(self) -> int:
        """Return how much memory the pictures take."""
        return sum(picture.size_in_bytes for picture in self._kept.values())

    def _start(
        self, source: Source, work: Callable[[], Picture], done: Callable[[Picture], None], priority: int
    ) -> _Wish:
        wish = _Wish(source)
        stale = wish.stale

        def unless_stale() -> Picture | None:
            return None if stale.is_set() else work()

        def deliver(picture: Picture | None) -> None:
            if picture is not None:
                done(picture)

        def fail(error: Exception) -> None:
            self._fail(source, error)

        wish.ticket = self._jobs.start(unless_stale, deliver, fail, priority)
        return wish

    def _forget_wishes(self) -> None:
        for wish in (*((self._wish,) if self._wish else ()), *self._ahead):
            wish.stale.set()
            self._jobs.drop(wish.ticket)
        self._wish, self._ahead = None, []

    def _arrived(self, picture: Picture) -> None:
        self._wish = None
        self._keep(picture)
        self.ready.emit(picture)
        self._quiet.start()

    def _go_on(self) -> None:
        """Make the shown picture whole, then look at the neighbours."""
        source = self._current
        known = self._kept.get(source) if source is not None else None
        if source is not None and known is not None and not known.whole:
            self._wish = self._start(source, lambda: whole_picture(source), self._arrived, priority=1)
            return
        for other in self._beside():
            if other not in self._kept:
                self._ahead.append(self._look_ahead(other))

    def _look_ahead(self, source: Source) -> _Wish:
        width = self._width
        return self._start(source, lambda: first_look(source, width), self._keep, priority=0)

    def _fail(self, source: Source, error: Exception) -> None:
        if not isinstance(error, Fault):
            raise error
        if source == self._current:
            self._wish = None
            self.failed.emit(source, str(error), isinstance(error, Missing))
            self._quiet.start()

    def _keep(self, picture: Picture) -> None:
        old = self._kept.get(picture.source)
        if old is None or picture.whole or not old.whole:
            self._kept[picture.source] = picture
        if picture.source == self._current:
            self._kept.move_to_end(picture.source)
        self._make_room()

    def _make_room(self) -> None:
        others = [source for source in self._kept if source != self._current]
        total = sum(self._kept[source].size_in_bytes for source in others)
        for reduce in (True, False):
            for source in others:
                if total <= self._budget:
                    return
                if source not in self._kept:
                    continue
                before = self._kept[source]
                total -= before.size_in_bytes
                if reduce:
                    self._kept[source] = before.reduced(_SMALL)
                    total += self._kept[source].size_in_bytes
                else:
                    del self._kept[source]
