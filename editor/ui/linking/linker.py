"""The linking of the page shown: evidence gathered off the GUI thread, links found anew whenever something is pinned.

Knows the session and no widget. What it needs of the rooms below is loaded in a thread when it is asked for first.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from editor.model.change import Change
from editor.model.edit import AddLine, AddRegion, Batch
from editor.model.faults import Fault
from editor.model.found import Layout
from editor.model.geometry import bounds, rectangle
from editor.model.page import PageContent
from editor.store import readers
from editor.ui.jobs import Jobs
from editor.ui.linking import rows as r
from editor.ui.linking.gathering import load
from editor.ui.session import Session

if TYPE_CHECKING:
    from editor.assist.linking.values import Link, Linking, Notice, Pin
    from editor.ui.linking.gathering import Gathered
    from editor.work.linking import LinkTask, PageProposal, Proposal

_KEPT = 4
"""Pages whose evidence is kept: their pictures are in memory."""
_NEW_KIND = "paragraph"
_PAUSE = 120
"""Milliseconds after a change of the text before it is linked anew."""


@dataclass(slots=True)
class _PageState:
    """What is known of the linking of a page, and what the archivist said to it."""

    page: int
    task: LinkTask | None = None
    gathered: Gathered | None = None
    proposal: PageProposal | None = None
    pins: list[Pin] = field(default_factory=list)
    refused: set[r.Refusal] = field(default_factory=set)
    set_aside: set[Notice] = field(default_factory=set)


class PageLinker(QObject):
    """Links the text of the current page to its scan, and applies what is taken.

    Signals:
        changed: what is linked, pinned or set aside is other than before.
        progressed: a sentence about what is going on, "" when it is over.
        told: a sentence for the archivist.
    """

    changed = Signal()
    progressed = Signal(str)
    told = Signal(str)

    def __init__(self, session: Session, jobs: Jobs, parent: QObject | None = None) -> None:
        """Link pages of ``session`` with ``jobs``."""
        super().__init__(parent)
        self._session = session
        self._jobs = jobs
        self._states: OrderedDict[int, _PageState] = OrderedDict()
        self._ticket: int | None = None
        self._halt = Event()
        self._again = QTimer(self, singleShot=True, interval=_PAUSE)
        self._again.timeout.connect(self._find)
        session.pageShown.connect(self._page_shown)
        session.contentChanged.connect(self._content_changed)
        session.closing.connect(self.stop)

    # What is there

    @property
    def busy(self) -> bool:
        """Tell whether it is at work."""
        return self._ticket is not None

    @property
    def waiting(self) -> bool:
        """Tell whether it is about to link anew, because the text has changed."""
        return self._again.isActive()

    @property
    def proposal(self) -> PageProposal | None:
        """Return what is proposed for the page shown, None where it was not linked."""
        state = self._state()
        return state.proposal if state is not None else None

    @property
    def layout(self) -> Layout:
        """Return the lines found on the page shown."""
        proposal = self.proposal
        return proposal.layout if proposal is not None else Layout(0, 0)

    @property
    def note(self) -> str:
        """Return what could not be had of the evidence, in a sentence, "" where all was."""
        state = self._state()
        gathered = state.gathered if state is not None else None
        if gathered is None:
            return ""
        if gathered.alone:
            return self.tr("linked by how the lines look alone: “muniment[ocr]” brings what reads them")
        return self.tr("linked by how the lines look alone: {0}").format(gathered.unread) if gathered.unread else ""

    def goes_on(self) -> bool:
        """Tell whether the next page has a scan and no text, so that text of this one may stand there."""
        project, here = self._session.project, self._session.page_id
        beside = readers.page_beside(project, here, 1) if here is not None else None
        if beside is None:
            return False
        content = readers.content(project, beside, 0)
        return bool(content.page.image) and not any(line.text.strip() for _, line in content.lines())

    def rows(self, names: dict[str, str]) -> list[r.Row]:
        """Return the rows of the page shown; ``names`` are those of the groups."""
        state, content = self._state(), self._session.content
        if state is None or state.proposal is None or content is None:
            return []
        return r.rows_of(content, _of_loose(state, content), state.refused, state.set_aside, names)

    def _state(self) -> _PageState | None:
        return self._states.get(self._session.page_id or -1)

    # Looking

    def start(self) -> None:
        """Gather evidence for the page shown, where that was not done, and link."""
        content = self._session.content
        sentence = self.why_not(content)
        if content is None or sentence:
            self.told.emit(sentence)
            return
        self.stop()
        state = self._states.pop(content.page.id, None) or _PageState(content.page.id)
        self._states[content.page.id] = state
        while len(self._states) > _KEPT:
            self._states.popitem(last=False)
        self.progressed.emit(self.tr("Looking at the scan…"))
        self._ticket = self._jobs.start(load, lambda _: self._look(state), self._failed)

    def why_not(self, content: PageContent | None) -> str:
        """Return why there is nothing to link on a page, "" where there is."""
        if content is None:
            return self.tr("There is no page to link.")
        if not content.page.image:
            return self.tr("This page has no scan, so there is nothing to link its text to.")
        texts = [line for _, line in content.lines() if line.text.strip()]
        if not texts:
            return self.tr("This page has no text to link; type some, import some, or let the scan be read.")
        if all(line.outline or line.baseline for line in texts):
            return self.tr("All lines of this page have their places on the scan.")
        return ""

    def _look(self, state: _PageState) -> None:
        from editor.ui.linking.gathering import gather
        from editor.work import linking as work

        self._ticket = None
        if state.page != self._session.page_id:
            self.progressed.emit("")
            return
        self._session.flush()
        task = work.task_of(self._session.project, [state.page])
        state.task = task
        if state.gathered is not None:
            self._find()
            return
        halt = self._halt = Event()

        def done(gathered: Gathered) -> None:
            self._ticket = None
            state.gathered = gathered
            self._find()

        self._ticket = self._jobs.start(lambda: gather(task, halt.is_set), done, self._failed)

    def _find(self) -> None:
        """Link with the evidence there is; what is under way is given up."""
        state = self._state()
        if state is None or state.gathered is None:
            return
        from editor.work import linking as work

        self._halt.set()
        self._jobs.drop(self._ticket)
        halt = self._halt = Event()
        content, known = self._session.content, state.task
        if content is None or known is None:
            return
        task = state.task = work.LinkTask((replace(known.pages[0], content=content),))
        evidence, pins = state.gathered.evidence, tuple(state.pins)

        def done(proposal: Proposal) -> None:
            self._ticket = None
            state.proposal = proposal.pages[0]
            self.progressed.emit("")
            self.changed.emit()

        self._ticket = self._jobs.start(
            lambda: work.find(task, evidence, pins, halt.is_set), done, self._failed, priority=1
        )

    def _failed(self, error: Exception) -> None:
        from editor.assist.engines.values import Stopped

        self._ticket = None
        self.progressed.emit("")
        if isinstance(error, Fault):
            self.told.emit(str(error))
        elif not isinstance(error, Stopped):
            raise error

    def stop(self) -> None:
        """Give up what is under way; what was found stays."""
        self._again.stop()
        self._halt.set()
        self._jobs.drop(self._ticket)
        if self._ticket is not None:
            self._ticket = None
            self.progressed.emit("")

    def _page_shown(self) -> None:
        self.stop()
        self.changed.emit()
        if self.proposal is not None:
            self._again.start()

    def _content_changed(self, change: Change) -> None:
        state, content = self._state(), self._session.content
        if state is None or content is None:
            return
        texts = {line.id: line.text for _, line in content.lines()}
        state.pins = [pin for pin in state.pins if pin.end <= len(texts.get(pin.line, ""))]
        self.changed.emit()
        self._again.start()

    # What the archivist says

    def pin(self, line: int, start: int, end: int, at: int) -> None:
        """Say that a piece of text stands on a line of the layout; the rest is linked anew at once."""
        state = self._state()
        if state is None or state.proposal is None:
            return
        from editor.assist.linking.values import Pin

        others = (pin for pin in state.pins if pin.at != at)
        state.pins = [pin for pin in others if pin.line != line or pin.end <= start or end <= pin.start]
        state.pins.append(Pin(line, start, end, at))
        state.refused = {one for one in state.refused if one[0] != line and one[3] != at}
        self._find()

    def unpin(self, line: int, start: int, end: int) -> bool:
        """Take back what was pinned of a piece of text; return whether anything was."""
        state = self._state()
        if state is None:
            return False
        kept = [pin for pin in state.pins if pin.line != line or pin.end <= start or end <= pin.start]
        if len(kept) == len(state.pins):
            return False
        state.pins = kept
        self._find()
        return True

    def refuse(self, row: r.Row) -> None:
        """Say that a piece of text does not stand where it was linked, or that a notice was looked at."""
        state = self._state()
        if state is None:
            return
        if row.notice is not None:
            state.set_aside.add(row.notice)
        elif row.line is not None and row.at is not None:
            state.refused.add((row.line, row.start, row.end, row.at))
        self.changed.emit()

    def allow(self, row: r.Row) -> None:
        """Let a piece of text be linked again that was set aside."""
        state = self._state()
        if state is not None:
            state.refused = {one for one in state.refused if one[:3] != (row.line, row.start, row.end)}
            self.changed.emit()

    def line_at(self, at: int) -> int | None:
        """Return the line at a place of the layout; where none is, an empty one is made in a region of its own."""
        content, found = self._session.content, self.layout.lines[at]
        if content is None:
            return None
        there = next((line.id for _, line in content.lines() if line.outline == found.outline), None)
        if there is not None:
            return there
        region, line = self._session.project.new_id(), self._session.project.new_id()
        box = bounds(found.outline)
        edits = (
            AddRegion(content.page.id, _NEW_KIND, rectangle(box), id=region),
            AddLine(region, "", found.outline, found.baseline, id=line),
        )
        return line if self._session.do(Batch(edits, self.tr("New line"))) is not None else None

    def take(self, rows: Iterable[r.Row], *, keep_paragraphs: bool) -> int:
        """Make the links of these rows true, as one step of undo; return how many there are."""
        state = self._state()
        if state is None or state.proposal is None:
            return 0
        wanted = {(row.line, row.start, row.at) for row in rows if row.kind in r.LINKED}
        chosen = [link for link in state.proposal.linking.links if (link.line, link.start, link.at) in wanted]
        if not chosen or self._apply(state, chosen, keep_paragraphs) is None:
            return 0
        return len(chosen)

    def _apply(self, state: _PageState, chosen: list[Link], keep_paragraphs: bool) -> Change | None:
        from editor.work.linking import Proposal
        from editor.work.linking_edits import edits_of

        assert state.proposal is not None
        self._session.flush()
        whole = Proposal((state.proposal,))
        batches = edits_of(whole, self._session.project.new_id, chosen, keep_paragraphs=keep_paragraphs)
        if not batches:
            return None
        pins = state.pins
        taken = {(link.line, link.at) for link in chosen}
        state.pins = [pin for pin in pins if (pin.line, pin.at) not in taken]
        change = self._session.do(batches[0])
        if change is None:
            state.pins = pins
        elif state.gathered is not None:  # what was read is in the file now
            evidence = replace(state.gathered.evidence, read=(None,))
            state.gathered = replace(state.gathered, evidence=evidence)
        return change


def _of_loose(state: _PageState, content: PageContent) -> Linking:
    """Return what was found of the lines that have no place yet, or were pinned."""
    assert state.proposal is not None
    linking = state.proposal.linking
    pinned = {pin.line for pin in state.pins}
    loose = {line.id for _, line in content.lines() if line.text.strip() and not line.outline and not line.baseline}
    wanted: Callable[[int], bool] = (loose | pinned).__contains__
    return replace(
        linking,
        links=tuple(link for link in linking.links if wanted(link.line)),
        placeless=tuple(one for one in linking.placeless if wanted(one[0])),
        notices=tuple(one for one in linking.notices if wanted(one.line)),
    )
