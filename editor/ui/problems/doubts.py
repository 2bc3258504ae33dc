"""The walk by doubt: from one place of the project to the next, the most doubtful that is known first.

The page shown is known at once; the others are looked over in the background as soon as somebody walks.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator

from PySide6.QtCore import QObject, Signal

from editor.model.check import problems
from editor.store import passages, readers
from editor.ui.jobs import Jobs
from editor.ui.problems.looking import Looking
from editor.ui.session import Session
from editor.ui.suspecting import Suspecting
from editor.work.suspects import own_words, settled
from editor.work.walking import Doubt, Ranking, Seen, Spot, doubts_of

_PASSED = 5000
"""Places that are remembered as visited; those visited first are forgotten first."""
_TRAIL = 200
_SURE = 0.5
"""A place that is less doubtful waits until the page shown was looked over: a worse one may be on it."""


class Doubts(QObject):
    """Walks the places of a project by how doubtful they are.

    Signals:
        arrived: a Doubt: the place to go to.
        told: a sentence for the archivist.
        counted: how many places are known, of how many pages, and whether that goes on.
    """

    arrived = Signal(object)
    told = Signal(str)
    counted = Signal(int, int, bool)

    def __init__(self, session: Session, jobs: Jobs, parent: QObject | None = None) -> None:
        """Take the session that is walked through; nothing runs yet."""
        super().__init__(parent)
        self._session = session
        self._suspecting: Suspecting | None = None
        self._ranking = Ranking()
        self._passed: OrderedDict[Spot, None] = OrderedDict()
        self._trail: list[Doubt] = []
        self._at = -1
        self._of: tuple[int, bool] | None = None
        """How many pages there were, and whether words were judged, when the pages were looked over."""
        self._waiting = False
        self._looking = Looking(session, jobs, self)
        self._looking.seen.connect(self._rank)
        self._looking.ended.connect(self._seen_all)

    def use(self, suspecting: Suspecting) -> None:
        """Walk the suspect words as well."""
        self._suspecting = suspecting

    @property
    def waiting(self) -> bool:
        """Tell whether a step is asked for that nothing was found for yet."""
        return self._waiting

    def stop(self) -> None:
        """Look over no more pages; what is known is forgotten."""
        self._looking.stop()
        self._forget()

    def stop_waiting(self) -> bool:
        """Go nowhere when something is found; tell whether there was anything to stop."""
        waiting, self._waiting = self._waiting, False
        return waiting

    def _forget(self) -> None:
        self._ranking, self._of, self._waiting = Ranking(), None, False

    # Steps

    def next(self) -> None:
        """Go to the most doubtful place that was not visited."""
        self._look_on()
        while self._at + 1 < len(self._trail):
            self._at += 1
            if self._stands(self._trail[self._at]):
                self.arrived.emit(self._trail[self._at])
                return
        best = self._best()
        if best is not None and not (best.points < _SURE and self._beginning):
            self._visit(best)
        elif self._looking.running:
            self._waiting = True
            self.told.emit(self._looking_sentence())
        elif self._ranking.dropped:
            self._forget()
            self._look_on()
            self._waiting = True
            self.told.emit(self._looking_sentence())
        else:
            self._passed.clear()
            self.told.emit(self.tr("Nothing more looks wrong; proof-reading stays necessary."))

    def previous(self) -> None:
        """Go back to the place visited before."""
        self._waiting = False
        while self._at > 0:
            self._at -= 1
            if self._there(self._trail[self._at]):
                self.arrived.emit(self._trail[self._at])
                return
        self.told.emit(self.tr("The walk began here."))

    @property
    def _beginning(self) -> bool:
        """Tell whether not even the page shown was looked over."""
        return not self._judged and self._looking.running and not self._looking.count

    @property
    def _judged(self) -> bool:
        return self._suspecting is None or not self._suspecting.shown or self._suspecting.judged

    def _looking_sentence(self) -> str:
        count = self._looking.count
        return self.tr("Looking for doubtful places, {0} pages so far; Esc stops.", "", count).format(count)

    def _visit(self, doubt: Doubt) -> None:
        if self.stop_waiting():
            self.told.emit("")
        self._pass(doubt.spot)
        self._ranking.remove([doubt.spot])
        self._trail = [*self._trail, doubt][-_TRAIL:]
        self._at = len(self._trail) - 1
        self.arrived.emit(doubt)

    def _pass(self, spot: Spot) -> None:
        self._passed[spot] = None
        if len(self._passed) > _PASSED:
            self._passed.popitem(last=False)

    # What is known

    def _best(self) -> Doubt | None:
        here = self._here()
        best = max(here, key=lambda one: one.points, default=None)
        at, judged = self._session.page_id, self._judged
        gone = []
        far = None
        for doubt in self._ranking:
            if best is not None and best.points >= doubt.points:
                break
            if doubt.problem.page == at and judged:
                continue
            if self._stands(doubt):
                far = doubt
                break
            gone.append(doubt.spot)
        self._ranking.remove(gone)
        return far or best

    def _here(self) -> list[Doubt]:
        """Return the places of the page shown that were not visited."""
        content = self._session.content
        if content is None:
            return []
        suspects = self._suspecting.suspects if self._suspecting is not None else []
        found = doubts_of(content.page.id, suspects, problems(content, self._session.tagset))
        return [doubt for doubt in found if doubt.spot not in self._passed]

    def _there(self, doubt: Doubt) -> bool:
        """Tell whether the line or page of a place is still there."""
        thing = doubt.problem.line or doubt.problem.region or doubt.problem.page
        return readers.page_of(self._session.project, thing) is not None

    def _stands(self, doubt: Doubt) -> bool:
        """Tell whether a place still asks for a look."""
        one, project = doubt.problem, self._session.project
        if doubt.suspect is not None:
            text, verified = passages.lines_now(project, [doubt.suspect.line]).get(doubt.suspect.line, ("", True))
            taught = doubt.suspect.form and doubt.suspect.form in own_words(readers.project_values(project))
            return not verified and not taught and text[one.start : one.end] == one.text
        if not self._there(doubt):
            return False
        return one in problems(readers.content(project, one.page, 0), self._session.tagset)

    # The other pages

    def _look_on(self) -> None:
        """Look over all pages where that was not done, or there are others since."""
        judging = self._suspecting is not None and self._suspecting.shown
        now = readers.page_count(self._session.project), judging
        if self._of != now:
            self._forget()
            self._of = now
            self._looking.start(self._pages(), self._suspecting)

    def _pages(self) -> Iterator[int]:
        """Yield the page shown, then all others."""
        here = self._session.page_id
        if here is not None:
            yield here
        yield from (page for page in passages.page_ids(self._session.project) if page != here)

    def _rank(self, seen: list[Seen]) -> None:
        for one in seen:
            suspects = [s for s in one.suspects if s.probability > self._ranking.floor]
            doubts = doubts_of(one.page, settled(self._session.project, suspects), one.problems)
            self._ranking.add(doubt for doubt in doubts if doubt.spot not in self._passed)
        self._tell_count()
        if self._waiting:
            best = self._best()
            if best is not None:
                self._visit(best)
            else:
                self.told.emit(self._looking_sentence())

    def _seen_all(self) -> None:
        self._tell_count()
        if self._waiting:
            self._waiting = False
            self.next()

    def _tell_count(self) -> None:
        self.counted.emit(len(self._ranking), self._looking.count, self._looking.running)
