"""The desk of one open project: its panes, placed and brought together; knows no file and no menu."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSplitter, QTabWidget, QVBoxLayout, QWidget

from editor.ui.find.pane import FindPane
from editor.ui.inspector.pane import InspectorPane
from editor.ui.jobs import Jobs
from editor.ui.kit.settings import Settings
from editor.ui.kit.theme import Theme
from editor.ui.pagelist.pane import PageListPane
from editor.ui.pageview.pane import PageViewPane
from editor.ui.problems.pane import ProblemsPane
from editor.ui.session import Session
from editor.ui.transcript.pane import TranscriptPane

_ACROSS = (150, 582, 582, 286)
_DOWN = (782, 118)


class Desk(QWidget):
    """The panes of a session and what they do together.

    Signals:
        told: a sentence for the status bar.
        queryChanged: what is looked for.
        doubtsShown: whether doubtful words are shaded.
        paneShown: the name of a pane and whether it is shown.
    """

    told = Signal(str)
    queryChanged = Signal(str)
    doubtsShown = Signal(bool)
    paneShown = Signal(str, bool)

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        """Take the session; its jobs live and end with the desk."""
        super().__init__(parent)
        self.session = session
        self.jobs = Jobs(parent=self)
        self.pages = PageListPane(session, self.jobs, theme, self)
        self.view = PageViewPane(session, self.jobs, theme, self)
        self.transcript = TranscriptPane(session, self.jobs, theme, self)
        self.inspector = InspectorPane(session, self.jobs, theme, self)
        self.finder = FindPane(session, self.jobs, theme, self)
        self.problems = ProblemsPane(session, self.jobs, theme, self)
        self._place()
        self._bring_together()

    def _place(self) -> None:
        self.across = QSplitter(Qt.Orientation.Horizontal, self)
        for pane, stretch in ((self.pages, 0), (self.view, 6), (self.transcript, 5), (self.inspector, 0)):
            self.across.addWidget(pane)
            self.across.setStretchFactor(self.across.count() - 1, stretch)
        self.below = QTabWidget(self)
        self.below.setDocumentMode(True)
        self.below.tabBar().setExpanding(False)
        self.below.tabBar().setDrawBase(False)
        self.below.addTab(self.problems, self.tr("Problems"))
        self.below.addTab(self.finder, self.tr("Search"))
        self.down = QSplitter(Qt.Orientation.Vertical, self)
        self.down.addWidget(self.across)
        self.down.addWidget(self.below)
        self.down.setStretchFactor(0, 1)
        self.down.setStretchFactor(1, 0)
        for splitter, sizes in ((self.across, _ACROSS), (self.down, _DOWN)):
            splitter.setHandleWidth(1)
            splitter.setChildrenCollapsible(False)
            splitter.setSizes(sizes)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.down)

    def _bring_together(self) -> None:
        # After the panes, which have heard of the page by then.
        self.session.pageShown.connect(self._begin_at_the_top)
        self.problems.countChanged.connect(self._show_count)
        self.problems.told.connect(self.told)
        self.finder.queryChanged.connect(self.queryChanged)
        self.transcript.header.doubtsToggled.connect(self.doubtsShown)
        self.transcript.told.connect(self.told)
        self.transcript.attributesWanted.connect(self._fill_in)
        self.inspector.told.connect(self.told)
        self.inspector.finished.connect(self._to_the_text)
        for pane in (self.finder, self.problems):
            pane.chosen.connect(self._to_the_text)

    def parts(self) -> dict[str, object]:
        """Return the panes by the names the table of actions calls them."""
        return {
            "desk": self,
            "pages": self.pages,
            "view": self.view,
            "transcript": self.transcript,
            "inspector": self.inspector,
            "find": self.finder,
            "problems": self.problems,
        }

    def close_down(self) -> None:
        """Forget what the panes still wait for, so that nothing comes to a pane that is gone."""
        self.jobs.stop()

    def _begin_at_the_top(self) -> None:
        """Choose the first line where the archivist is in the text: a key that wants a line finds one."""
        content, at = self.session.content, self.window().focusWidget()
        if content is not None and at is not None and self.transcript.isAncestorOf(at):
            first = next((line for _, line in content.lines()), None)
            if first is not None:
                self.session.select_line(first.id, by=self)

    def _to_the_text(self) -> None:
        self.transcript.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill_in(self, annotation: int) -> None:
        """Let the attributes of a tag be filled in that was just made."""
        self.show_inspector(True)
        self.inspector.edit_annotation(annotation)

    def _show_count(self, count: int) -> None:
        text = self.tr("Problems {0}").format(count) if count else self.tr("Problems")
        self.below.setTabText(self.below.indexOf(self.problems), text)

    # Finding

    def find_in_project(self) -> None:
        """Open the search below and put the caret into its query."""
        self._open_below(self.finder)
        self.finder.focus_search()

    def look_for(self, text: str) -> None:
        """Look for what is typed elsewhere, without taking the caret away."""
        self._open_below(self.finder)
        self.finder.set_query(text)

    def next_hit(self) -> None:
        """Go to the next hit."""
        self._open_below(self.finder)
        self.finder.next_hit()

    def previous_hit(self) -> None:
        """Go to the hit before."""
        self._open_below(self.finder)
        self.finder.previous_hit()

    def next_problem(self) -> None:
        """Go to the next problem."""
        self._open_below(self.problems)
        self.problems.next_problem()

    def previous_problem(self) -> None:
        """Go to the problem before."""
        self._open_below(self.problems)
        self.problems.previous_problem()

    def _open_below(self, pane: QWidget) -> None:
        self.show_below(True)
        self.below.setCurrentWidget(pane)

    # Panes shown and hidden

    def show_pages(self, on: bool) -> None:
        """Show or hide the list of pages."""
        self._show("pages", self.pages, on)

    def show_inspector(self, on: bool) -> None:
        """Show or hide the inspector."""
        self._show("inspector", self.inspector, on)

    def show_tab(self, name: str) -> None:
        """Show the inspector with one of its tabs."""
        self.show_inspector(True)
        self.inspector.show_tab(name)

    def edit_note(self) -> None:
        """Show the inspector and write a note there."""
        self.show_inspector(True)
        self.inspector.edit_note()

    def show_below(self, on: bool) -> None:
        """Show or hide problems and search."""
        self._show("below", self.below, on)

    def _show(self, name: str, pane: QWidget, on: bool) -> None:
        if pane.isHidden() == on:
            pane.setVisible(on)
            self.paneShown.emit(name, on)

    # What is remembered

    def restore(self, settings: Settings) -> None:
        """Place the panes as they were."""
        for name, splitter in (("across", self.across), ("down", self.down)):
            state = settings.blob(f"desk/{name}")
            if not state.isEmpty():
                splitter.restoreState(state)
                splitter.setHandleWidth(1)
        self.below.setCurrentIndex(1 if settings.flag("desk/search") else 0)
        self.show_pages(settings.flag("desk/pages", True))
        self.show_inspector(settings.flag("desk/inspector", True))
        self.show_below(settings.flag("desk/below", True))

    def save(self, settings: Settings) -> None:
        """Remember how the panes are placed."""
        settings.put("desk/across", self.across.saveState())
        settings.put("desk/down", self.down.saveState())
        settings.put("desk/search", self.below.currentWidget() is self.finder)
        settings.put("desk/pages", not self.pages.isHidden())
        settings.put("desk/inspector", not self.inspector.isHidden())
        settings.put("desk/below", not self.below.isHidden())
