"""The tabs below the scan: what looks wrong, what is looked for, what would be replaced, series, linking, and marks."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QTabWidget, QWidget

from editor.ui.find.tab import ReplaceTab
from editor.ui.jobs import Jobs
from editor.ui.kit.latetab import LateTab
from editor.ui.kit.settings import Settings
from editor.ui.kit.theme import Theme
from editor.ui.linking.tab import LinkingTab
from editor.ui.marks.tab import MarksTab
from editor.ui.series.tab import SeriesTab
from editor.ui.session import Session

if TYPE_CHECKING:
    from editor.ui.find.pane import FindPane
    from editor.ui.problems.pane import ProblemsPane

_PROBLEMS, _SEARCH = range(2)


class Below(QTabWidget):
    """Problems and search, then the lists that are made when they are asked for first.

    Signals:
        wanted: a tab was opened and is to be seen.
        roomWanted: so many pixels of height are needed; 0: no more than there was before.
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
        self._finder: FindPane | None = None
        self._problems: ProblemsPane | None = None
        self.setDocumentMode(True)
        self.tabBar().setExpanding(False)
        self.tabBar().setDrawBase(False)
        for title in (self.tr("Problems"), self.tr("Search")):
            self.addTab(QWidget(self), title)
        self.replace = ReplaceTab(session, jobs, theme, self)
        self.series = SeriesTab(session, jobs, theme, self)
        self.linking = LinkingTab(session, theme, self)
        self.marks = MarksTab(session, theme, self)
        self._late: tuple[LateTab[Any], ...] = (self.replace, self.series, self.linking, self.marks)
        for tab in self._late:
            self._add(tab)
        self.currentChanged.connect(self._tell_room)

    def _add(self, tab: LateTab[Any]) -> None:
        self.addTab(tab, tab.title())
        tab.wanted.connect(partial(self._open_with_room, tab))
        tab.counted.connect(lambda count: self.setTabText(self.indexOf(tab), tab.title(count)))
        tab.told.connect(self.told)
        tab.chosen.connect(self.chosen)

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

    def _show_count(self, count: int) -> None:
        self.setTabText(_PROBLEMS, self.tr("Problems {0}").format(count) if count else self.tr("Problems"))

    # Finding

    def _open(self, pane: QWidget) -> None:
        self.wanted.emit()
        self.setCurrentWidget(pane)

    def _open_with_room(self, tab: LateTab[Any]) -> None:
        self._open(tab)
        self.roomWanted.emit(tab.ROOM)

    def _tell_room(self, place: int) -> None:
        tab = self.widget(place)
        self.roomWanted.emit(tab.ROOM if isinstance(tab, LateTab) else 0)

    def find_in_project(self) -> None:
        """Open the search and put the caret into its query."""
        self._open(self.finder)
        self.finder.focus_search()

    def look_for(self, text: str) -> None:
        """Look for what is typed elsewhere, without taking the caret away."""
        self._open(self.finder)
        self.finder.set_query(text)

    def next_hit(self) -> None:
        """Go to the next hit, of the list that is open, else of the search."""
        self._list_of_hits().next_hit()

    def previous_hit(self) -> None:
        """Go to the hit before."""
        self._list_of_hits().previous_hit()

    def _list_of_hits(self) -> FindPane | LateTab[Any]:
        """Return the list of places that is seen, else the search, opened."""
        for tab in self._late:
            if tab.isVisible():
                return tab
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
