"""The suspect words of the page shown: judged off the GUI thread, kept true while the text changes, put right by key.

They are marked as soon as they are judged; what they may be is found afterwards, beginning where the caret is.

Knows the session and no pane; panes are given what was found.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal

from editor.assist.suspects import lexicon
from editor.assist.suspects.confusions import Confusion
from editor.assist.suspects.values import BANDS, Suspect
from editor.model.change import Change
from editor.model.edit import SetLineText
from editor.model.page import PageContent
from editor.ui.jobs import Jobs
from editor.ui.session import Session
from editor.work import suspects as work
from editor.work.learning import Learning

FIRST_PAUSE = 1500
"""Milliseconds before dictionaries are loaded: the window comes first."""
PAUSE = 250
SLICE = 0.4
"""Seconds of looking for proposals before those that were found are shown."""
_SHOWN = BANDS[:2]


class Suspecting(QObject):
    """Finds the suspect words of the current page.

    Signals:
        found: the suspects of the page shown are others; a list in reading order.
        told: a sentence for the archivist.
    """

    found = Signal(object)
    told = Signal(str)

    def __init__(self, session: Session, jobs: Jobs, parent: QObject | None = None) -> None:
        """Judge the page of ``session`` with ``jobs``."""
        super().__init__(parent)
        self._session = session
        self._jobs = jobs
        self._apart = Jobs(1, self)
        """For proposals: who gives way holds up nothing else."""
        self.otherwise: Callable[[], bool] | None = None
        """What takes the first proposal where there is no suspect word; tells whether it had anything to do."""
        self._ticket: int | None = None
        self._judging = threading.Event()
        """Ends the judging that is under way."""
        self._looking: int | None = None
        self._halt = threading.Event()
        """Ends the search for proposals that is under way."""
        self._bare: set[tuple[int, int, str]] = set()
        """The suspects nobody has looked for proposals for."""
        self._page: int | None = None
        self._all: list[Suspect] = []
        self._lines: set[int] | None = set()
        """The lines to judge, None for the whole page."""
        self._under_way: set[int] | None = set()
        self._whole: work.Judged | None = None
        """What came of judging the whole page, None before."""
        self._learning = Learning()
        self._shown = True
        self._missing = ""
        self._pause = QTimer(self, singleShot=True, interval=FIRST_PAUSE)
        self._pause.timeout.connect(self._judge)
        self._learn = QTimer(self, interval=20)
        self._learn.timeout.connect(self._learn_on)
        session.pageShown.connect(self._page_shown)
        session.contentChanged.connect(self._changed)
        session.projectChanged.connect(self._again)
        session.closing.connect(self.stop)
        lexicon.rest_with(session.pace.rest)
        self._page_shown()

    def stop(self) -> None:
        """Ask nothing any more, and let go of dictionaries that are still being loaded."""
        self._pause.stop()
        self._learn.stop()
        self._look_no_more()
        if self._ticket is not None:
            self._judge_no_more()
            self._ticket = None
            lexicon.abandon()
        self._apart.stop()
        lexicon.rest_with(None)

    @property
    def suspects(self) -> list[Suspect]:
        """Return the suspects that are shown, in reading order."""
        return [one for one in self._all if one.band in _SHOWN] if self._shown else []

    def show(self, on: bool) -> None:
        """Mark and list suspect words, or do not."""
        self._shown = on
        self.found.emit(self.suspects)

    # Judging

    def _page_shown(self) -> None:
        page = self._session.page_id
        if page != self._page:
            self._page, self._whole = page, None
            self._bare = set()
            self._put([])
        self._again()

    def _again(self) -> None:
        self._lines = None
        self._wait()

    def _wait(self) -> None:
        self._look_no_more()
        self._pause.start(PAUSE if self._ready() else FIRST_PAUSE)

    def _ready(self) -> bool:
        return lexicon.is_loaded(work.DEFAULT_LANGUAGE)

    def _changed(self, change: Change) -> None:
        content = self._session.content
        if content is None:
            return
        kept = self._still_true(content, change)
        if len(kept) != len(self._all):
            self._put(kept)
        if not isinstance(change.edit, SetLineText):
            self._lines = None
        elif self._lines is not None:
            self._lines |= _beside(content, change.edit.line)
        self._wait()

    def _still_true(self, content: PageContent, change: Change) -> list[Suspect]:
        """Return the suspects that stand where they stood; where a text was typed only its line is looked at."""
        if isinstance(change.edit, SetLineText):
            line = self._session.line(change.edit.line)
            texts = {change.edit.line: line.text if line is not None else ""}
        else:
            texts = {line.id: line.text for _, line in content.lines()}
            texts.update({one.line: "" for one in self._all if one.line not in texts})
        return [one for one in self._all if one.line not in texts or _stands(one, texts[one.line])]

    def _judge(self) -> None:
        content = self._session.content
        if content is None:
            return
        if self._ticket is not None:  # what was under way is asked for again
            self._judge_no_more()
            both = self._lines is not None and self._under_way is not None
            self._lines = (self._lines or set()) | (self._under_way or set()) if both else None
        if self._learning.done:
            self._learning.step(self._session.project)
        known = self._whole if self._lines is not None else None
        if known is None:
            self._lines = None
        task = work.task_of(self._session.project, content, self._learning.counts, self._lines, known)
        page, lines = content.page.id, self._lines
        self._under_way, self._lines = lines, set()

        def done(judged: work.Judged) -> None:
            self._arrived(page, lines, judged)

        stopped = self._judging.is_set
        self._ticket = self._jobs.start(lambda: work.judge_page(task, stopped), done, self._failed, priority=-1)

    def _judge_no_more(self) -> None:
        self._judging.set()
        self._judging = threading.Event()
        self._jobs.drop(self._ticket)

    def _failed(self, error: Exception) -> None:
        self._ticket = None
        if not isinstance(error, lexicon.Abandoned):
            raise error

    def _arrived(self, page: int, lines: Collection[int] | None, judged: work.Judged) -> None:
        self._ticket = None
        content = self._session.content
        if content is None or content.page.id != page:
            return
        order = {line.id: (place, line.text) for place, (_, line) in enumerate(content.lines())}
        first = lines is None and self._whole is None
        if lines is None:
            self._whole = judged
        fresh = work.settled(self._session.project, judged.found)
        kept = [] if lines is None else [one for one in self._all if one.line not in lines]
        proposed = {_key(one): one.proposals for one in self._all}
        self._bare = (self._bare & {_key(one) for one in kept}) | {_key(one) for one in fresh}
        fresh = [replace(one, proposals=proposed.get(_key(one), ())) for one in fresh]
        whole = [one for one in (*kept, *fresh) if one.line in order and _stands(one, order[one.line][1])]
        self._put(sorted(whole, key=lambda one: (order[one.line][0], one.start)), first=first)
        self._look()
        if judged.missing and judged.missing != self._missing:
            self.told.emit(judged.missing)
        self._missing = judged.missing
        if not self._learning.done:
            self._learn.start()

    def _put(self, found: list[Suspect], *, first: bool = False) -> None:
        """Tell of other suspects than before, or that a page was judged ``first`` and has none."""
        if first or found != self._all:
            self._all = found
            self.found.emit(self.suspects)

    # What they may be

    def _look(self, task: work.PageTask | None = None) -> None:
        """Look for proposals for those that have none, the nearest to the caret first."""
        content = self._session.content
        bare = [one for one in self._all if _key(one) in self._bare]
        if not bare or content is None:
            return
        places = {line.id: place for place, (_, line) in enumerate(content.lines())}
        here = places.get(self._session.selection.line or 0, 0)
        bare.sort(key=lambda one: abs(places[one.line] - here))
        asked, stopped = task or self._whole_task(content), self._session.pace.giving_way(self._halt)

        def done(found: Sequence[Suspect]) -> None:
            self._proposed(found, asked)

        self._looking = self._apart.start(lambda: work.propose(asked, bare, stopped, SLICE), done, self._failed)

    def _whole_task(self, content: PageContent) -> work.PageTask:
        return work.task_of(self._session.project, content, self._learning.counts)

    def _look_no_more(self) -> None:
        self._halt.set()
        self._halt = threading.Event()
        self._apart.drop(self._looking)
        self._looking = None

    def _proposed(self, found: Sequence[Suspect], task: work.PageTask) -> None:
        self._looking = None
        new = {_key(one): one for one in found}
        self._bare -= new.keys()
        self._put([new.get(_key(one), one) for one in self._all])
        self._look(task)

    def _with_proposals(self, one: Suspect) -> Suspect:
        """Return a suspect with its proposals, looked for at once where nobody has yet."""
        content = self._session.content
        if _key(one) not in self._bare or content is None:
            return one
        return work.propose(self._whole_task(content), [one])[0]

    def _learn_on(self) -> None:
        """Look at a few more corrected lines; when all are looked at, judge by what they taught."""
        self._learning.step(self._session.project)
        if self._learning.done:
            self._learn.stop()
            if self._learning.counts:
                self._again()

    # What walks over other pages asks

    @property
    def shown(self) -> bool:
        """Tell whether suspect words are marked and listed."""
        return self._shown

    @property
    def judged(self) -> bool:
        """Tell whether the page shown was judged."""
        return self._whole is not None

    def learnt(self) -> dict[Confusion, int]:
        """Return the confusions learnt so far."""
        return dict(self._learning.counts)

    def take_over(self, page: int, found: list[Suspect]) -> None:
        """Show what was found ahead on the page that is shown now, until its proposals come."""
        if page == self._session.page_id and not self._all:
            self._put(found)

    # Acting

    def _here(self) -> Suspect | None:
        at = self._session.selection
        touching = [one for one in self.suspects if one.line == at.line and one.start <= at.end and at.start <= one.end]
        return min(touching, key=lambda one: abs(one.start - at.start), default=None)

    def take_proposal(self, number: str = "1") -> None:
        """Put a proposal, by its number from 1, in the place of the suspect word at the caret."""
        self._session.flush()
        one = self._here()
        line = self._session.line(one.line) if one is not None else None
        if one is None or line is None:
            if number != "1" or self.otherwise is None or not self.otherwise():
                self.told.emit(self.tr("There is no suspect word at the caret."))
            return
        one = self._with_proposals(one)
        if len(one.proposals) < int(number):
            said = self.tr("Nothing is proposed for “{0}”.") if not one.proposals else self.tr(
                "There are fewer proposals for “{0}”.")  # fmt: skip
            self.told.emit(said.format(one.word))
            return
        proposal = one.proposals[int(number) - 1]
        text = line.text[: one.start] + proposal + line.text[one.end :]
        if self._session.do(SetLineText(line.id, text)) is not None:
            end = one.start + len(proposal)
            self._session.select_line(line.id, end, end)
            self.told.emit(self.tr("“{0}” is now “{1}”.").format(one.word, proposal))

    def teach_word(self) -> None:
        """Teach the project the selected word, or the one at the caret: it is right everywhere."""
        self._session.flush()
        at = self._session.selection
        line = self._session.line(at.line) if at.line is not None else None
        one = self._here()
        word = one.word if one is not None else _word_at(line.text, at.start, at.end) if line is not None else ""
        edit = work.teach(word)
        if edit is None:
            self.told.emit(self.tr("There is no word at the caret."))
        elif self._session.do(edit) is not None:
            self.told.emit(self.tr("“{0}” is a word of this project now.").format(next(iter(edit.values.values()))))


def _key(one: Suspect) -> tuple[int, int, str]:
    return one.line, one.start, one.word


def _stands(one: Suspect, text: str) -> bool:
    return text[one.start : one.end] == one.word


def _beside(content: PageContent, line: int) -> set[int]:
    """Return a line and its neighbours: what is said of a word depends on the words beside it."""
    ids = [one.id for _, one in content.lines()]
    at = ids.index(line) if line in ids else 0
    return set(ids[max(at - 1, 0) : at + 2])


def _word_at(text: str, start: int, end: int) -> str:
    if end > start:
        return text[start:end]
    while start > 0 and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    return text[start:end]
