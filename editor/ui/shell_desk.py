"""The desk of one open project: its panes, placed and brought together; knows no file and no menu.

The scan is there first. The other panes are made when its picture is seen, or when somebody asks for one of them:
who opens a project looks at the page, and need not wait for lists and forms.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from editor.ui import ahead
from editor.ui.below import Below
from editor.ui.inspecting import Inspecting
from editor.ui.jobs import Jobs
from editor.ui.kit.settings import Settings, data_folder
from editor.ui.kit.theme import Theme
from editor.ui.layouts import Layouts, ScanAndText
from editor.ui.lineaids import LineAids
from editor.ui.pageview.pane import PageViewPane
from editor.ui.session import Session
from editor.ui.shell_frame import INSPECTOR, PAGES, PaneFrame

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from editor.ui.characters.writing import Characters
    from editor.ui.find.pane import FindPane
    from editor.ui.history.commands import HistoryCommands
    from editor.ui.inspector.pane import InspectorPane
    from editor.ui.ordering import Ordering
    from editor.ui.pagelist.pane import PageListPane
    from editor.ui.problems.pane import ProblemsPane
    from editor.ui.suspecting import Suspecting
    from editor.ui.transcript.pane import TranscriptPane

_LATEST = 300
"""Milliseconds after which all panes are made, even if the picture takes longer."""
_PAINTED = 10


class Desk(QWidget):
    """The panes of a session and what they do together.

    Signals:
        completed: every pane is there.
        told: a sentence for the status bar.
        queryChanged: what is looked for.
        doubtsShown: whether doubtful words are shaded.
        caretElsewhere: whether the caret is in a field that is not the transcript.
        compareWanted: the id of a page of which two versions are to be compared.
        readWanted: pages are to be read by OCR.
        rescueFound: text of an earlier day is not in the project; a sentence that says so.
        orderChanged: whether problems are walked the most doubtful first.
    """

    completed = Signal()
    told = Signal(str)
    queryChanged = Signal(str)
    doubtsShown = Signal(bool)
    caretElsewhere = Signal(bool)
    compareWanted = Signal(object)
    readWanted = Signal()
    rescueFound = Signal(str)
    orderChanged = Signal(bool)

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        """Take the session; its jobs live and end with the desk."""
        super().__init__(parent)
        self.session = session
        self.jobs = Jobs(parent=self)
        self._theme = theme
        self._complete = False
        self._empty = session.content is None
        self._by_doubt = False
        self._characters: Characters | None = None
        self._settings: Settings | None = None
        self._text_size = 0.0
        """How large the text is to be, in points; 0: as usual."""
        self.unseen_marked = True
        """Whether blanks that are not plain ones are to be marked in the text."""
        self.view = PageViewPane(session, self.jobs, theme, self)
        self.lines = LineAids(session, self.view, self)
        self.lines.told.connect(self.told)
        self._place()
        self._soon = QTimer(self, singleShot=True, interval=_LATEST)
        self._soon.timeout.connect(self.complete)
        self._soon.start()
        self.view.imagery.levelsChanged.connect(self._picture_seen)
        session.pageShown.connect(self._page_shown)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._look_where_keys_go)

    def _place(self) -> None:
        """Lay out the places of all panes; those that are not there yet are empty."""
        self.middle = ScanAndText(self.view, self)
        self.layouts = Layouts(self)
        self.layouts.told.connect(self.told)
        self.below = Below(self.session, self.jobs, self._theme, self)
        self.frame = PaneFrame(self.middle, self.below, self)
        self.inspecting = Inspecting(self.frame, lambda: self.inspector, self)
        self.below.wanted.connect(lambda: self.frame.show_below(True))
        self.below.roomWanted.connect(self.frame.make_room_below)
        self.below.told.connect(self.told)
        self.below.chosen.connect(self.back_to_text)
        self.series = self.below.series
        self.linking = self.below.linking
        self.linking.use(self.view.view)
        self.marks = self.below.marks
        self.marks.use(self.view.view)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.frame)

    # Making the rest

    def _page_shown(self) -> None:
        if self.session.content is None or not self.session.content.page.image:
            self.complete()

    def _picture_seen(self) -> None:
        if not self._complete and self.view.imagery.levels:
            self._soon.start(_PAINTED)

    def complete(self) -> None:
        """Make the panes that are not there yet and show in them what the session shows."""
        if self._complete:
            return
        self._complete = True
        self._soon.stop()
        from editor.ui.find.pane import FindPane
        from editor.ui.history.commands import HistoryCommands
        from editor.ui.inspector.pane import InspectorPane
        from editor.ui.ordering import Ordering
        from editor.ui.pagelist.pane import PageListPane
        from editor.ui.problems.pane import ProblemsPane
        from editor.ui.rescuing import Rescuing
        from editor.ui.suspecting import Suspecting
        from editor.ui.transcript.pane import TranscriptPane

        session, jobs, theme = self.session, self.jobs, self._theme
        self._transcript = TranscriptPane(session, jobs, theme, self)
        self._pages = PageListPane(session, jobs, theme, self)
        self._inspector = InspectorPane(session, jobs, theme, self)
        self._finder = FindPane(session, jobs, theme, self)
        self._problems = ProblemsPane(session, jobs, theme, self)
        self._suspecting = Suspecting(session, jobs, self)
        self._history = HistoryCommands(session, jobs, theme, self)
        self._history.serve(self._inspector.history)
        self._ordering = Ordering(session, jobs, self)
        self.rescuing = Rescuing(session, data_folder(), self)
        self.middle.put_text(self._transcript)
        self.frame.put(PAGES, self._pages)
        self.frame.put(INSPECTOR, self._inspector)
        self.below.put(self._problems, self._finder)
        self._bring_together()
        if self._text_size:
            self._transcript.set_text_size(self._text_size)
        self._transcript.show_invisibles(self.unseen_marked)
        self._transcript.show_page()
        (self._transcript if session.content is not None else self.view).setFocus(Qt.FocusReason.OtherFocusReason)
        self._begin_at_the_top()
        session.selectionChanged.emit(session.selection, session)
        self.completed.emit()
        self.rescuing.look()
        QTimer.singleShot(ahead.AFTER, self, lambda: jobs.start(ahead.load, lambda _: None, priority=-3))

    def _bring_together(self) -> None:
        # The first page is there by now in most projects: no later one may take the caret into the text.
        self._empty = self.session.content is None
        # After the panes, which have heard of the page by then.
        self.session.pageShown.connect(self._take_up_first_page)
        self.session.pageShown.connect(self._begin_at_the_top)
        self.view.looking.told.connect(self.told)
        self.view.typingWanted.connect(self._type)
        self._problems.use(self._suspecting)
        self._problems.orderChanged.connect(self.orderChanged)
        self._problems.set_by_doubt(self._by_doubt)
        self._suspecting.found.connect(self._transcript.mark_suspects)
        self._suspecting.told.connect(self.told)
        self._suspecting.otherwise = self._ordering.take_current
        self._ordering.told.connect(self.told)
        self._inspector.use(self._ordering)
        self.lines.join(self._transcript, self._suspecting)
        self._finder.queryChanged.connect(self.queryChanged)
        self.series.use(self._suspecting)
        self._transcript.header.doubtsToggled.connect(self.doubtsShown)
        self._transcript.told.connect(self.told)
        typist = self._transcript.typist
        typist.keptChanged.connect(lambda: self.rescuing.follow(typist.unsent))
        self.rescuing.told.connect(self.told)
        self.rescuing.found.connect(self.rescueFound)
        self._transcript.header.compareWanted.connect(lambda: self.compareWanted.emit(self.session.page_id))
        self._pages.compareWanted.connect(self.compareWanted)
        self._transcript.blank.readWanted.connect(self.readWanted)
        self._transcript.attributesWanted.connect(self.inspecting.fill_in)
        self._inspector.told.connect(self.told)
        self._history.told.connect(self.told)
        self._inspector.finished.connect(self.back_to_text)

    # The panes

    @property
    def pages(self) -> PageListPane:
        """Return the list of pages."""
        self.complete()
        return self._pages

    @property
    def transcript(self) -> TranscriptPane:
        """Return the text of the page."""
        self.complete()
        return self._transcript

    @property
    def inspector(self) -> InspectorPane:
        """Return the inspector."""
        self.complete()
        return self._inspector

    @property
    def finder(self) -> FindPane:
        """Return the search."""
        self.complete()
        return self._finder

    @property
    def problems(self) -> ProblemsPane:
        """Return the problems."""
        self.complete()
        return self._problems

    @property
    def suspecting(self) -> Suspecting:
        """Return what finds the suspect words of the page."""
        self.complete()
        return self._suspecting

    @property
    def ordering(self) -> Ordering:
        """Return what finds what is misplaced on the page."""
        self.complete()
        return self._ordering

    @property
    def characters(self) -> Characters:
        """Return what writes characters that no key has, made when it is asked for first."""
        if self._characters is None:
            from editor.ui.characters.writing import Characters

            text = (self.transcript.sheet, self.transcript.write)
            self._characters = Characters(self.session, self.jobs, self._theme, self._settings, text, self)
            self._characters.told.connect(self.told)
        return self._characters

    @property
    def history(self) -> HistoryCommands:
        """Return what brings back what was."""
        self.complete()
        return self._history

    def parts(self) -> dict[str, object]:
        """Return the panes by the names the table of actions calls them."""
        return {**self._there(), "characters": self.characters}

    def part(self, name: str) -> object | None:
        """Return the pane of a name, None where there is none; what writes characters is made for its own name only."""
        return self.characters if name == "characters" else self._there().get(name)

    def _there(self) -> dict[str, object]:
        return {
            "panes": self.frame,
            "inspecting": self.inspecting,
            "below": self.below,
            "pages": self.pages,
            "view": self.view,
            "looking": self.view.looking,
            "layouts": self.layouts,
            "transcript": self.transcript,
            "inspector": self.inspector,
            "find": self.finder,
            "problems": self.problems,
            "suspects": self.suspecting,
            "order": self.ordering,
            "replace": self.below.replace,
            "series": self.series,
            "linking": self.linking,
            "marks": self.marks,
            "lines": self.lines,
            "history": self.history,
        }

    def close_down(self) -> None:
        """Forget what the panes still wait for, so that nothing comes to a pane that is gone."""
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.disconnect(self._look_where_keys_go)
        if self._complete:
            self._suspecting.stop()
            self._ordering.stop()
            self._history.stop()
        self._complete = True
        self._soon.stop()
        self.jobs.stop()
        self.middle.close_down()

    def _take_up_first_page(self) -> None:
        """Put the caret into the text when an empty project has got its first page."""
        was_empty, self._empty = self._empty, self.session.content is None
        if was_empty and not self._empty:
            self.back_to_text()

    def _begin_at_the_top(self) -> None:
        """Choose the first line where the archivist is in the text: a key that wants a line finds one."""
        content, at = self.session.content, self.window().focusWidget()
        if content is None or self.session.selection.line is not None:
            return
        if at is not None and self.transcript.isAncestorOf(at):
            first = next((line for _, line in content.lines()), None)
            if first is not None:
                self.session.select_line(first.id, by=self)

    def _look_where_keys_go(self, old: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self._complete:
            in_field = isinstance(now, QLineEdit | QTextEdit | QPlainTextEdit | QAbstractSpinBox)
            self.caretElsewhere.emit(in_field and not self._transcript.isAncestorOf(now))

    def back_to_text(self) -> None:
        """Put the caret back into the text."""
        self.transcript.setFocus(Qt.FocusReason.OtherFocusReason)

    def _type(self) -> None:
        """Put the caret into the text, in whichever window it is."""
        self.back_to_text()
        self.window().activateWindow()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Escape put the loupe down, and lead back to the text from the lists and fields below."""
        at = self.window().focusWidget()
        escape = event.key() == Qt.Key.Key_Escape
        if escape and (self.view.looking.close_loupe() or (self._complete and self._problems.stop_looking())):
            return
        if escape and self._complete and at is not None and self.below.isAncestorOf(at):
            self.back_to_text()
        else:
            super().keyPressEvent(event)

    def look_for(self, text: str) -> None:
        """Look for what is typed elsewhere, without taking the caret away."""
        self.complete()
        self.below.look_for(text)

    # What is remembered

    def restore(self, settings: Settings) -> None:
        """Place the panes as they were."""
        self._settings = settings
        self.frame.restore(settings)
        strip = settings.blob("desk/strip")
        if not strip.isEmpty():
            self.view.splitter.restoreState(strip)
            self.view.splitter.setHandleWidth(1)
        self.layouts.restore(settings)
        self._text_size = settings.number("desk/text")
        self.unseen_marked = settings.flag("desk/invisibles", True)
        self._by_doubt = settings.flag("desk/doubtful")
        self.lines.restore(settings)
        self.below.restore(settings)

    def unsaved(self) -> dict[int, str]:
        """Return the typed text that the project does not take, by the id of its line."""
        return self._transcript.typist.unsent()

    def save(self, settings: Settings) -> None:
        """Remember how the panes are placed."""
        self.frame.save(settings)
        self.layouts.save(settings)
        settings.put("desk/strip", self.view.splitter.saveState())
        if hasattr(self, "_transcript"):
            settings.put("desk/text", str(self._transcript.text_size))
            settings.put("desk/invisibles", self._transcript.sheet.unseen_marked)
            settings.put("desk/doubtful", self._problems.by_doubt)
        self.lines.save(settings)
        self.below.save(settings)
