"""The suggestions for the page shown: what may be misplaced, looked for off the GUI thread, taken or set aside by key.

Knows the session and no pane; panes are given what was found.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from editor.assist.order.values import Proposal
from editor.assist.suspects import lexicon
from editor.model.change import Change
from editor.model.edit import SetLineText
from editor.ui.jobs import Jobs
from editor.ui.session import Selection, Session
from editor.work import order as work
from editor.work.suspects import DEFAULT_LANGUAGE

FIRST_PAUSE = 1600
"""Milliseconds before dictionaries are loaded: the window comes first."""
PAUSE = 250


class Ordering(QObject):
    """Finds what may be misplaced on the current page.

    Signals:
        found: the suggestions, or which of them is the current one, are others.
        told: a sentence for the archivist.
    """

    found = Signal()
    told = Signal(str)

    def __init__(self, session: Session, jobs: Jobs, parent: QObject | None = None) -> None:
        """Judge the page of ``session`` with ``jobs``."""
        super().__init__(parent)
        self._session = session
        self._jobs = jobs
        self._ticket: int | None = None
        self._page: int | None = None
        self._fresh = False
        self._asked = False
        """Whether the archivist asked for a suggestion while the page was still being looked at."""
        self.proposals: list[Proposal] = []
        self.current: Proposal | None = None
        self._pause = QTimer(self, singleShot=True)
        self._pause.timeout.connect(self._judge)
        session.pageShown.connect(self._page_shown)
        session.contentChanged.connect(self._changed)
        session.projectChanged.connect(self._again)
        session.closing.connect(self.stop)
        self._page_shown()

    def stop(self) -> None:
        """Ask nothing any more."""
        self._pause.stop()
        self._jobs.drop(self._ticket)
        self._ticket = None

    def _page_shown(self) -> None:
        if self._session.page_id != self._page:
            self._page = self._session.page_id
            self._asked = False
            self._put([])
        self._again()

    def _changed(self, change: Change) -> None:
        self._asked = False  # who works on is not to be led away
        self._again(PAUSE if isinstance(change.edit, SetLineText) else 0)

    def _again(self, pause: int = PAUSE) -> None:
        self._fresh = False
        self._pause.start(pause if lexicon.is_loaded(DEFAULT_LANGUAGE) else FIRST_PAUSE)

    def _judge(self) -> None:
        content = self._session.content
        self._jobs.drop(self._ticket)
        self._ticket = None
        if content is None:
            return
        task = work.task_of(self._session.project, content, self._session.tagset)
        page = content.page.id

        def done(found: list[Proposal]) -> None:
            self._ticket = None
            if page == self._session.page_id:
                self._fresh = True
                self._put(found)
                if self._asked:
                    self.next_suggestion()

        self._ticket = self._jobs.start(lambda: work.judge(task), done, self._failed, priority=-2)

    def _failed(self, error: Exception) -> None:
        self._ticket = None
        if not isinstance(error, lexicon.Abandoned):
            raise error

    def _put(self, found: list[Proposal]) -> None:
        keys = [one.key for one in found]
        current = self.current.key if self.current is not None else ""
        if keys != [one.key for one in self.proposals]:
            self.proposals = found
            self.current = next((one for one in found if one.key == current), None)
            self.found.emit()

    # Acting

    def next_suggestion(self) -> None:
        """Go to the next suggestion of the page: its lines are chosen on the scan and in the text."""
        self._session.flush()
        self._asked = not self.proposals and not self._fresh and self._session.content is not None
        if self._asked:
            self.told.emit(self.tr("This page is still being looked at; its suggestions come in a moment."))
            return
        if not self.proposals:
            self.told.emit(self.tr("There is no suggestion for this page."))
            return
        at = self.proposals.index(self.current) if self.current in self.proposals else -1
        self.go_to(self.proposals[(at + 1) % len(self.proposals)])

    def go_to(self, proposal: Proposal) -> None:
        """Make a suggestion the current one and choose what it is about."""
        self.current = proposal
        line = self._session.line(proposal.lines[0]) if proposal.lines else None
        if line is not None:
            self._session.select_line(line.id, 0, len(line.text), self)
        elif proposal.regions:
            self._session.select_region(proposal.regions[0], self)
        number = self.proposals.index(proposal) + 1 if proposal in self.proposals else 0
        self.told.emit(self.tr("Suggestion {0} of {1}: {2} F4 accepts.").format(
            number, len(self.proposals), proposal.sentence))  # fmt: skip
        self.found.emit()

    def take_current(self) -> bool:
        """Accept the current suggestion; where the caret is elsewhere go to the next one first.

        Tell whether there was anything to do.
        """
        if not self.proposals:
            return False
        if self.current is None or not self._at(self.current, self._session.selection):
            self.next_suggestion()
        else:
            self.accept(self.current)
        return True

    def _at(self, proposal: Proposal, selection: Selection) -> bool:
        if proposal.lines:
            return selection.line in proposal.lines
        return selection.region in proposal.regions

    def accept(self, proposal: Proposal) -> None:
        """Do what a suggestion says, as one step of undo."""
        self._session.flush()
        if not self._fresh or proposal not in self.proposals:
            self.told.emit(self.tr("The page has changed; its suggestions are being looked for again."))
            return
        rest = [one for one in self.proposals if one is not proposal]
        if self._session.do(proposal.edit) is not None:
            self._put(rest)
            self.told.emit(self.tr("Done; Undo takes it back. {0} left.").format(len(rest)))

    def skip(self, proposal: Proposal) -> None:
        """Set a suggestion aside: it is not made again for this page, unless that is undone."""
        page = self._session.page_id
        if page is not None and self._session.do(work.skip(page, proposal)) is not None:
            self._put([one for one in self.proposals if one is not proposal])
            self.told.emit(self.tr("Set aside; Undo brings it back."))
