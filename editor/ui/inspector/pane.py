"""The inspector pane: its tabs, of which only the one that can be seen follows the selection."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from editor.ui.inspector.fields import AreaField, TextField
from editor.ui.inspector.history_tab import HistoryTab
from editor.ui.inspector.notes_tab import NotesTab
from editor.ui.inspector.record_tab import RecordTab
from editor.ui.inspector.region_tab import RegionTab
from editor.ui.inspector.scope import scope_of
from editor.ui.inspector.tab import Tab
from editor.ui.inspector.tags_tab import TagsTab
from editor.ui.jobs import Jobs
from editor.ui.kit.theme import Theme
from editor.ui.ordering import Ordering
from editor.ui.session import Session

_PAUSE = 40
"""Milliseconds the selection must rest before it is looked at, so that typing does not wait for the inspector."""


class InspectorPane(QWidget):
    """What is known of the selection, one question a tab.

    Signals:
        told: a sentence for the archivist.
        finished: Escape was pressed with nothing left to take back; the archivist wants to be in the text again.
    """

    told = Signal(str)
    finished = Signal()

    def __init__(self, session: Session, jobs: Jobs, theme: Theme, parent: QWidget | None = None) -> None:
        """Take the session whose selection is shown; ``jobs`` count what takes long."""
        super().__init__(parent)
        self.session = session
        self.region, self.tags = RegionTab(session, theme, self), TagsTab(session, theme, self)
        self.notes, self.history = NotesTab(session, theme, self), HistoryTab(session, theme, self)
        self.record = RecordTab(session, jobs, theme, self)
        names = (self.tr("Region"), self.tr("Tags"), self.tr("Notes"), self.tr("History"), self.tr("Record"))
        self._tabs: dict[str, Tab] = dict(
            zip(
                ("region", "tags", "notes", "history", "record"),
                (self.region, self.tags, self.notes, self.history, self.record),
                strict=True,
            )
        )
        self.box = QTabWidget(self)
        self.box.setDocumentMode(True)
        self.box.setUsesScrollButtons(True)
        self.box.tabBar().setExpanding(False)
        self.box.tabBar().setDrawBase(False)
        self.box.setAccessibleName(self.tr("Inspector"))
        for name, tab in zip(names, self._tabs.values(), strict=True):
            self.box.addTab(tab, name)
            tab.told.connect(self.told)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.box)
        self._keep_tabs_in_sight()
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self.refresh)
        self._listen(theme)
        self.refresh()

    def use(self, ordering: Ordering) -> None:
        """Show the suggestions for the page as well."""
        self.region.suggestions.use(ordering)

    def _keep_tabs_in_sight(self) -> None:
        self.box.ensurePolished()
        self.box.tabBar().ensurePolished()
        self.setMinimumWidth(self.box.tabBar().sizeHint().width() + 4)

    def _listen(self, theme: Theme) -> None:
        session = self.session
        for changed in (session.pageShown, session.contentChanged, session.structureChanged, session.projectChanged):
            changed.connect(self._pause.start)
        session.selectionChanged.connect(lambda *_: self._pause.start())
        session.add_flusher(self._send)
        session.closing.connect(self._pause.stop)
        theme.changed.connect(self._recolour)
        self.region.annotationChosen.connect(self.edit_annotation)
        self.box.currentChanged.connect(lambda _: self.refresh())

    def _send(self) -> None:
        """Send off the field that is being edited; any other was sent when it was left."""
        field = self.window().focusWidget()
        if isinstance(field, (TextField, AreaField)) and self.isAncestorOf(field):
            field.send()

    def _recolour(self) -> None:
        for tab in self._tabs.values():
            tab.recolour()

    def refresh(self) -> None:
        """Show the selection as it is now in the tab that can be seen."""
        self._pause.stop()
        current = self.box.currentWidget()
        if isinstance(current, Tab) and not self.isHidden():
            current.look_at(scope_of(self.session))

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with the selection."""
        super().showEvent(event)
        self.refresh()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back to the text on Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.session.flush()
            self.finished.emit()
        else:
            super().keyPressEvent(event)

    # What the actions' table calls

    def show_tab(self, name: str) -> None:
        """Show the tab called Region, Tags, Notes, History or Record, and put the focus into it."""
        tab = self._tabs.get(name.lower())
        if tab is not None:
            self.box.setCurrentWidget(tab)
            self.refresh()
            tab.focus_first()

    def show_history(self) -> None:
        """Show the history of the line and put the focus into it."""
        self.session.flush()
        self.box.setCurrentWidget(self.history)
        self.refresh()
        self.history.show_line()

    def edit_note(self) -> None:
        """Write a note on the selection."""
        self.session.flush()
        self.box.setCurrentWidget(self.notes)
        self.notes.edit_note(scope_of(self.session))

    def edit_annotation(self, annotation: int) -> None:
        """Show a tag and put the caret into its first attribute."""
        self.session.flush()
        self.box.setCurrentWidget(self.tags)
        self.tags.edit_annotation(annotation, scope_of(self.session))
