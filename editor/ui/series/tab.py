"""The place of the series below the page: what the actions call."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from editor.ui.jobs import Jobs
from editor.ui.kit.latetab import LateTab
from editor.ui.kit.theme import Theme
from editor.ui.session import Session

if TYPE_CHECKING:
    from editor.assist.suspects.values import Suspect
    from editor.model.page import Line
    from editor.ui.series.pane import SeriesPane
    from editor.ui.series.rulefinder import RuleFinder
    from editor.ui.suspecting import Suspecting
    from editor.work.series import Known, Place


class SeriesTab(LateTab["SeriesPane"]):
    """Series of places; what is counted are the rules that would put many places right."""

    ROOM = 385

    def __init__(self, session: Session, jobs: Jobs, theme: Theme, parent: QWidget | None = None) -> None:
        """Take the session whose project is looked through."""
        super().__init__(parent)
        self._session = session
        self._jobs = jobs
        self._theme = theme
        self._suspecting: Suspecting | None = None
        self._rule_finder: RuleFinder | None = None

    def use(self, suspecting: Suspecting) -> None:
        """Take what proposes corrections and has learnt confusions."""
        self._suspecting = suspecting
        suspecting.found.connect(self._look_for_rules)

    def title(self, count: int = 0) -> str:
        """Return what stands on the tab."""
        return self.tr("Series · rules {0}").format(count) if count else self.tr("Series")

    def _make(self) -> SeriesPane:
        from editor.ui.series.pane import SeriesPane

        pane = SeriesPane(self._session, self._jobs, self._theme, self._known, self.rule_finder, self)
        pane.told.connect(self.told)
        pane.chosen.connect(self.chosen)
        return pane

    @property
    def rule_finder(self) -> RuleFinder:
        """Return what finds rules."""
        if self._rule_finder is None:
            from editor.ui.series.rulefinder import RuleFinder

            self._rule_finder = RuleFinder(self._session, self._known, self)
            self._rule_finder.found.connect(lambda rules: self.counted.emit(len(rules)))
        return self._rule_finder

    def _seen(self, on: bool) -> None:
        """Look for rules while somebody looks."""
        if on:
            self.rule_finder.soon()

    # What the actions call

    def places_like_this(self) -> None:
        """Show all places like the word at the caret, or like the words selected."""
        place = self._place()
        pane = self.pane
        self.wanted.emit()
        if place is None:
            self.told.emit(self.tr("There is no word at the caret: the list shows what it showed before."))
        else:
            suspect = self._suspect(place)
            pane.start_from(place, _proposal(suspect, place.word), doubted=suspect is not None)

    def next_hit(self) -> None:
        """Go to the next place of the list."""
        self.pane.next_hit()

    def previous_hit(self) -> None:
        """Go to the place before."""
        self.pane.previous_hit()

    def tour(self, name: str) -> None:
        """Show the places of a tour."""
        pane = self.pane
        self.wanted.emit()
        pane.start_tour(name)

    def keep_as_original(self) -> None:
        """Say of the place at the caret, in the text or in the list, that it stands so in the original."""
        from editor.work import series as work

        if self.made is not None and self.made.view.hasFocus():
            self.made.keep_current()
            return
        place = self._place()
        if place is None:
            self.told.emit(self.tr("There is no word at the caret."))
            return
        kept = work.keep(self._session.project, [(place.line, place.start, place.end, place.word)])
        if kept.edit is None:
            self.told.emit(self.tr("“{0}” is marked already as it stands in the original.").format(place.word))
        elif self._session.do(kept.edit) is not None:
            self.told.emit(self.tr("“{0}” stands so in the original; nothing is said of it here any more.").format(
                place.word))  # fmt: skip

    # Inside

    def _place(self) -> Place | None:
        from editor.work import series as work

        self._session.flush()
        at, page = self._session.selection, self._session.page_id
        line: Line | None = self._session.line(at.line) if at.line is not None else None
        return work.place_at(page, line, at.start, at.end) if line is not None and page is not None else None

    def _suspect(self, place: Place) -> Suspect | None:
        found = self._suspecting.suspects if self._suspecting is not None else []
        here = (one for one in found if one.line == place.line and one.start <= place.start and place.end <= one.end)
        return next(here, None)

    def _look_for_rules(self) -> None:
        """Look for rules once the dictionaries are there and the page was judged."""
        from editor.ui.series.rulefinder import FIRST_PAUSE

        if self._rule_finder is None:
            self.rule_finder.soon(FIRST_PAUSE)

    def _known(self) -> Known:
        from editor.work.series import known

        return known(self._session.project, self._suspecting.learnt() if self._suspecting is not None else {})


def _proposal(suspect: Suspect | None, word: str) -> str:
    """Return the first proposal for a word, without the punctuation around it."""
    from editor.assist.suspects.tokens import token

    if suspect is None or not suspect.proposals:
        return ""
    first = suspect.proposals[0]
    return token(first).core if token(suspect.word).core == word else first
