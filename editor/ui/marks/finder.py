"""Looks for marks and never holds the window up: pages are read here in slices and judged in a thread.

What repeats is learnt from the pages around first. Pages that change are judged again; no page is kept, only what was
found on it.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Iterable
from enum import Enum
from threading import Event
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from editor.assist.marks.values import MarkPage
from editor.model.change import Change
from editor.store import readers
from editor.ui.jobs import Jobs
from editor.ui.session import Session
from editor.work.mark_numbers import NumberVote, number_votes
from editor.work.mark_search import MarkSearch, PageMarks
from editor.work.marks import EVERYWHERE, MarkProposal, known_as_none, mark_page, none_of

_READING = 0.008
"""Seconds of reading before the window has its turn."""
_MOST = 20
"""Pages that are judged in one go."""
_NEAR = 12
"""Pages before and behind that tell what repeats, where one page is looked at alone."""
_PAUSE = 250
"""Milliseconds after a change before pages are judged again."""


class Stage(Enum):
    """How far a search is."""

    IDLE = 0
    LEARNING = 1
    JUDGING = 2
    VOTING = 3


class MarkFinder(QObject):
    """The marks of one page, or of a document, as they are now.

    Signals:
        changed: what was found is other than before, or how far it is.
        finished: all was looked at.
    """

    changed = Signal()
    finished = Signal()

    def __init__(self, session: Session, jobs: Jobs, parent: QObject | None = None) -> None:
        """Take the session; nothing is looked for yet."""
        super().__init__(parent)
        self._session = session
        self._jobs = jobs
        self.found: dict[int, PageMarks] = {}
        self.votes: list[NumberVote] = []
        self.names: dict[int, str] = {}
        """What the pages are called, by their ids."""
        self.document: int | None = None
        self.outdated = False
        """Whether pages of the document came, went or moved since it was looked for."""
        self._search: MarkSearch | None = None
        self._wanted: list[int] = []
        self._stage = Stage.IDLE
        self._ticket: int | None = None
        self._halt = Event()
        self._learn: deque[int] = deque()
        self._judge: deque[int] = deque()
        self._changed_pages: set[int] = set()
        self._none: frozenset[str] = frozenset()
        self._seen = False
        self._of = 1
        self._soon = QTimer(self, singleShot=True, interval=_PAUSE)
        self._soon.timeout.connect(self._look_again)
        session.project.listeners.append(self._told)
        session.closing.connect(self._close)

    # What there is

    @property
    def running(self) -> bool:
        """Tell whether it is looking."""
        return self._stage is not Stage.IDLE

    @property
    def stale(self) -> bool:
        """Tell whether pages have changed since they were judged."""
        return bool(self._changed_pages)

    @property
    def progress(self) -> tuple[bool, int, int]:
        """Return whether it is still learning what repeats, how many pages are done of that, and of how many."""
        left = len(self._learn) if self._stage is Stage.LEARNING else len(self._judge)
        return self._stage is Stage.LEARNING, max(self._of - left, 0), self._of

    @property
    def begun(self) -> bool:
        """Tell whether anything was looked for."""
        return self._search is not None

    @property
    def wanted(self) -> frozenset[int]:
        """Return the ids of the pages that are looked at."""
        return frozenset(self._wanted)

    def proposals(self) -> list[MarkProposal]:
        """Return all marks that were found, in reading order."""
        return [one for page in self._wanted if page in self.found for one in self.found[page].proposals]

    # Looking

    def begin(self, *, whole: bool) -> None:
        """Look at the page shown, or at the whole document it is of, anew."""
        self.stop()
        self._session.flush()
        self.found, self.votes, self.outdated = {}, [], False
        content = self._session.content
        if content is None:
            self._search, self._wanted = None, []
            self.changed.emit()
            return
        self.document = content.page.document
        pages = list(readers.pages(self._session.project, self.document))
        ids = [page.id for page in pages]
        self.names = {page.id: page.label or str(page.seq) for page in pages}
        at = ids.index(content.page.id)
        self._search = MarkSearch({page: number for number, page in enumerate(ids, start=1)})
        self._wanted = ids if whole else [content.page.id]
        self._none = none_of(self._session.project)
        self._learn = deque(ids if whole else ids[max(at - _NEAR, 0) : at + _NEAR + 1])
        self._judge = deque(self._wanted)
        self._changed_pages.clear()
        self._halt = Event()
        self._enter(Stage.LEARNING, len(self._learn))
        self._next()

    def stop(self) -> None:
        """Look no further; what was found stays."""
        self._halt.set()
        self._jobs.drop(self._ticket)
        self._ticket = None
        self._learn.clear()
        self._judge.clear()
        self._enter(Stage.IDLE, 1)

    def set_seen(self, seen: bool) -> None:
        """Judge pages again as they change while somebody looks; what changed meanwhile is judged then."""
        self._seen = seen
        if seen and self._changed_pages:
            self._soon.start()

    def forget(self, proposals: Iterable[MarkProposal]) -> None:
        """Take proposals out of what was found: they are taken, or are none."""
        gone = set(proposals)
        for page in {one.page for one in gone} & self.found.keys():
            here = self.found[page]
            self.found[page] = PageMarks(tuple(one for one in here.proposals if one not in gone), here.settled)
        self.changed.emit()

    # Inside

    def _enter(self, stage: Stage, of: int) -> None:
        self._stage, self._of = stage, max(of, 1)

    def _next(self) -> None:
        """Send the next slice of pages off, or go to the next stage."""
        search, halt, none = self._search, self._halt, self._none
        assert search is not None
        if self._stage is Stage.LEARNING:
            pages = self._read(self._learn)
            if pages:
                self._send(lambda: search.see(pages, halt.is_set), self._learnt)
                return
            self._enter(Stage.JUDGING, len(self._judge))
        pages = self._read(self._judge)
        if pages:
            self._send(lambda: search.judge(pages, none, halt.is_set), self._judged)
        else:
            self._vote()

    def _send(self, work: Any, done: Any) -> None:  # noqa: ANN401 - what a job does and what becomes of it
        self._ticket = self._jobs.start(work, done, self._failed, priority=1)

    def _failed(self, error: Exception) -> None:
        self.stop()
        self.changed.emit()
        raise error

    def _read(self, queue: deque[int]) -> list[MarkPage]:
        """Return some pages as they are judged; those that are gone are passed over."""
        project, roles = self._session.project, {kind.name: kind.role for kind in self._session.tagset.kinds}
        until, pages = time.monotonic() + _READING, list[MarkPage]()
        while queue and len(pages) < _MOST and (not pages or time.monotonic() < until):
            page = queue.popleft()
            if readers.page_key(project, page) is not None:
                pages.append(mark_page(project, readers.content(project, page, 0), roles))
            else:
                self.found.pop(page, None)
        return pages

    def _learnt(self, _: object) -> None:
        self.changed.emit()
        self._next()

    def _judged(self, found: dict[int, PageMarks]) -> None:
        self.found |= found
        self.changed.emit()
        self._next()

    def _vote(self) -> None:
        self._enter(Stage.VOTING, 1)
        proposals = self.proposals()
        settled = [one for page in self.found.values() for one in page.settled]
        self._send(lambda: number_votes(proposals, settled), self._voted)

    def _voted(self, votes: list[NumberVote]) -> None:
        self.votes, self._ticket = votes, None
        if self._judge:  # they have changed while it was voted
            self._enter(Stage.JUDGING, len(self._judge))
            self._next()
            return
        self._enter(Stage.IDLE, 1)
        self.changed.emit()
        self.finished.emit()
        if self._changed_pages and self._seen:
            self._soon.start()

    # What changes meanwhile

    def _told(self, change: Change) -> None:
        if self._search is None:
            return
        self._changed_pages |= change.pages & set(self._wanted)
        if change.structure and not self.outdated and self.document is not None:
            ids = [page.id for page in readers.pages(self._session.project, self.document)]
            self.outdated = ids != list(self._search.numbers)
            if self.outdated:
                self.changed.emit()
        if 1 in change.touched:
            self._changed_pages |= self._by_none(none_of(self._session.project))
        if self._changed_pages and self._seen:
            self._soon.start()

    def _by_none(self, none: frozenset[str]) -> set[int]:
        """Take what is no mark as it is now; return the pages that something may come back on."""
        new, back = none - self._none, self._none - none
        self._none = none
        if new:
            self.forget([one for one in self.proposals() if known_as_none(one, new)])
        pages = {key.partition(":")[0] for key in back}
        return {page for page in self._wanted if str(page) in pages or EVERYWHERE in pages}

    def _look_again(self) -> None:
        """Judge the pages that have changed."""
        if not self._changed_pages or self._search is None or not self._seen:
            return
        self._session.flush()
        again = [page for page in self._wanted if page in self._changed_pages]
        self._changed_pages.clear()
        self._judge.extend(again)
        if not self.running and again:
            self._halt = Event()
            self._enter(Stage.JUDGING, len(again))
            self._next()

    def _close(self) -> None:
        self._soon.stop()
        self.stop()
        if self._told in self._session.project.listeners:
            self._session.project.listeners.remove(self._told)
