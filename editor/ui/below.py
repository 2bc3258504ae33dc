"""The tabs below the scan: what looks wrong, what is looked for, what would be replaced, series, linking, and marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QTabWidget, QWidget

from editor.ui.jobs import Jobs
from editor.ui.kit.settings import Settings
from editor.ui.kit.theme import Theme
from editor.ui.linking.tab import LinkingTab
from editor.ui.marks.tab import MarksTab
from editor.ui.series.tab import SeriesTab
from editor.ui.session import Session

if TYPE_CHECKING:
    from editor.ui.find.pane import FindPane
    from editor.ui.find.replace import ReplacePane
    from editor.ui.problems.pane import ProblemsPane

_PROBLEMS, _SEARCH, _REPLACE = range(3)
_ROOM_TO_REPLACE = 330
"""Pixels of height that a list of places with their cut-outs needs at least."""
_ROOM_FOR_SERIES = 385
_ROOM_FOR_LINKS = 345
_ROOM_FOR_MARKS = 345


class Below(QTabWidget):
    """Problems, search, replace, series, linking, and marks; find and replace is made when it is asked for first.

    Signals:
        wanted: a tab was opened and is to be seen.
        roomWanted: so many pixels of height are needed.
        chosen: a place was chosen for good; the archivist wants to be in the text.
        told: a sentence for the status bar.
    """

    wanted = Signal()
    roomWanted = Signal(int)
    chosen = Signal()
    told = Signal(str)

    def __init__(self, session: Session, jobs: Jobs, theme: Theme, parent: QWidget | None = None) -> None:
        """Take the session; the tabs are empty until their panes are put in."""
        super().__init__(parent)
        self._session = session
        self._jobs = jobs
        self._theme = theme
        self._finder: FindPane | None = None
        self._problems: ProblemsPane | None = None
        self._replacer: ReplacePane | None = None
        self.setDocumentMode(True)
        self.tabBar().setExpanding(False)
        self.tabBar().setDrawBase(False)
        for title in (self.tr("Problems"), self.tr("Search"), self.tr("Replace")):
            self.addTab(QWidget(self), title)
        self.series = SeriesTab(session, jobs, theme, self)
        self.addTab(self.series, self.tr("Series"))
        self.series.wanted.connect(self._open_series)
        self.series.rulesFound.connect(self._show_rules)
        self.series.told.connect(self.told)
        self.series.chosen.connect(self.chosen)
        self.linking = LinkingTab(session, theme, self)
        self.addTab(self.linking, self.tr("Linking"))
        self.linking.wanted.connect(self._open_linking)
        self.linking.counted.connect(self._show_links)
        self.linking.told.connect(self.told)
        self.linking.chosen.connect(self.chosen)
        self.marks = MarksTab(session, theme, self)
        self.addTab(self.marks, self.tr("Marks"))
        self.marks.wanted.connect(self._open_marks)
        self.marks.counted.connect(self._show_marks)
        self.marks.told.connect(self.told)
        self.currentChanged.connect(self._make_replacer)

    def put(self, problems: ProblemsPane, finder: FindPane) -> None:
        """Put the panes into their tabs."""
        self._problems, self._finder = problems, finder
        problems.countChanged.connect(self._show_count)
        problems.told.connect(self.told)
        for place, pane in ((_PROBLEMS, problems), (_SEARCH, finder)):
            pane.chosen.connect(self.chosen)
            self._put_tab(place, pane)

    def _put_tab(self, place: int, pane: QWidget) -> None:
        title, current, empty = self.tabText(place), self.currentIndex(), self.widget(place)
        self.removeTab(place)
        if empty is not None:
            empty.deleteLater()
        self.insertTab(place, pane, title)
        self.setCurrentIndex(current)

    @property
    def problems(self) -> ProblemsPane:
        """Return the problems, once they are put in."""
        assert self._problems is not None
        return self._problems

    @property
    def finder(self) -> FindPane:
        """Return the search, once it is put in."""
        assert self._finder is not None
        return self._finder

    @property
    def replacer(self) -> ReplacePane:
        """Return find and replace."""
        if self._replacer is None:
            from editor.ui.find.replace import ReplacePane

            self._replacer = ReplacePane(self._session, self._jobs, self._theme, self)
            self._put_tab(_REPLACE, self._replacer)
            self._replacer.told.connect(self.told)
            self._replacer.chosen.connect(self.chosen)
        return self._replacer

    def _make_replacer(self, place: int) -> None:
        if place == _REPLACE and self._replacer is None and self._finder is not None:
            self.setCurrentWidget(self.replacer)
            self.roomWanted.emit(_ROOM_TO_REPLACE)

    # What the titles say

    def _show_count(self, count: int) -> None:
        self.setTabText(_PROBLEMS, self.tr("Problems {0}").format(count) if count else self.tr("Problems"))

    def _show_rules(self, count: int) -> None:
        text = self.tr("Series · rules {0}").format(count) if count else self.tr("Series")
        self.setTabText(self.indexOf(self.series), text)

    def _show_links(self, count: int) -> None:
        text = self.tr("Linking · suggested {0}").format(count) if count else self.tr("Linking")
        self.setTabText(self.indexOf(self.linking), text)

    def _show_marks(self, count: int) -> None:
        text = self.tr("Marks · {0}").format(count) if count else self.tr("Marks")
        self.setTabText(self.indexOf(self.marks), text)

    # Finding

    def _open(self, pane: QWidget) -> None:
        self.wanted.emit()
        self.setCurrentWidget(pane)

    def _open_series(self) -> None:
        self._open(self.series)
        self.roomWanted.emit(_ROOM_FOR_SERIES)

    def _open_linking(self) -> None:
        self._open(self.linking)
        self.roomWanted.emit(_ROOM_FOR_LINKS)

    def _open_marks(self) -> None:
        self._open(self.marks)
        self.roomWanted.emit(_ROOM_FOR_MARKS)

    def find_in_project(self) -> None:
        """Open the search and put the caret into its query."""
        self._open(self.finder)
        self.finder.focus_search()

    def replace_in_project(self) -> None:
        """Open find and replace, with room for its list, and put the caret into what is looked for."""
        replacer = self.replacer
        self._open(replacer)
        self.roomWanted.emit(_ROOM_TO_REPLACE)
        replacer.focus_find()

    def look_for(self, text: str) -> None:
        """Look for what is typed elsewhere, without taking the caret away."""
        self._open(self.finder)
        self.finder.set_query(text)

    def next_hit(self) -> None:
        """Go to the next hit, of find and replace, the series, the links or the marks where one of them is open."""
        self._list_of_hits().next_hit()

    def previous_hit(self) -> None:
        """Go to the hit before."""
        self._list_of_hits().previous_hit()

    def _list_of_hits(self) -> FindPane | ReplacePane | SeriesTab | LinkingTab | MarksTab:
        """Return the list of places that is seen, else the search, opened."""
        for pane in (self._replacer, self.series, self.linking, self.marks):
            if pane is not None and pane.isVisible():
                return pane
        self._open(self.finder)
        return self.finder

    def next_problem(self) -> None:
        """Go to the next problem."""
        self._open(self.problems)
        self.problems.next_problem()

    def previous_problem(self) -> None:
        """Go to the problem before."""
        self._open(self.problems)
        self.problems.previous_problem()

    # What is remembered

    def restore(self, settings: Settings) -> None:
        """Open the search if it was open."""
        self.setCurrentIndex(_SEARCH if settings.flag("desk/search") else _PROBLEMS)

    def save(self, settings: Settings) -> None:
        """Remember whether the search is open."""
        settings.put("desk/search", self.currentIndex() == _SEARCH)
