"""Looks for rules in the background: over so many lines, in pauses, and in a thread of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from PySide6.QtCore import QObject, QTimer, Signal

from editor.assist.suspects import lexicon
from editor.store import readers
from editor.store.asread import ReadLine, walk
from editor.ui.find.sweep import Sweep
from editor.ui.jobs import Jobs
from editor.ui.session import Session
from editor.work.replace import Hit
from editor.work.series import Known, Stopped
from editor.work.series_rules import MOST_LINES, Rule, Tally

FIRST_PAUSE = 8000
"""Milliseconds before it looks by itself: what is on the page comes first."""
_PAUSE = 600


class RuleFinder(QObject):
    """Finds what would put many places right.

    Signals:
        found: the rules, as a list, those first that put most places right.
    """

    found = Signal(object)

    def __init__(self, session: Session, known: Callable[[], Known], parent: QObject | None = None) -> None:
        """Take the session, and what tells what its project knows."""
        super().__init__(parent)
        self._session = session
        self.rules: list[Rule] = []
        self._fresh = False
        self._later = QTimer(self, singleShot=True)
        self._later.timeout.connect(self.start)
        session.saved.connect(self._saved)
        self._known = known
        self._tally = Tally()
        self._jobs = Jobs(1, self)  # who gives way holds up nothing else
        self._sweep = Sweep(session, self._jobs, self)
        self._sweep.finished.connect(self._finished)
        session.closing.connect(self._close)

    @property
    def running(self) -> bool:
        """Tell whether there are lines left to see."""
        return self._sweep.running

    def soon(self, pause: int = _PAUSE) -> None:
        """Look in a while, where something changed since it was looked last."""
        if not self._fresh and not self.running and not self._later.isActive():
            self._later.start(pause)

    def start(self) -> None:
        """Look, anew."""
        self._later.stop()
        self._fresh = True
        project = self._session.project
        self._tally = tally = Tally(self._known())

        def look(lines: Sequence[ReadLine], stopped: Stopped) -> Iterator[Hit]:
            # The tally is this thread's while the sweep waits for it: one slice is looked at at a time.
            try:
                tally.see(lines, stopped)
            except lexicon.Abandoned:
                return
            yield from ()

        self._sweep.begin(_some(walk(project)), readers.page_count(project), look, priority=-2)

    def stop(self) -> None:
        """Stop without a word, and let go of dictionaries that are still being loaded."""
        self._later.stop()
        if self._sweep.running:
            self._sweep.stop()
            if not lexicon.is_loaded(self._tally.known.usual):
                lexicon.abandon()

    def _close(self) -> None:
        self.stop()
        self._jobs.stop()

    def _finished(self, sentence: str, failed: bool) -> None:
        if not failed:
            self.rules = self._tally.rules()
            self.found.emit(self.rules)

    def _saved(self) -> None:
        self._fresh = False


def _some(pages: Iterator[list[ReadLine]]) -> Iterator[list[ReadLine]]:
    """Yield pages until there were enough lines."""
    seen = 0
    for lines in pages:
        yield lines
        seen += len(lines)
        if seen >= MOST_LINES:
            return
