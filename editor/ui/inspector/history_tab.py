"""The tab of history: who changed the line, the region or the page, when, and from what to what."""

from __future__ import annotations

from PySide6.QtCore import QDateTime, Qt, QTimeZone
from PySide6.QtWidgets import QListView, QPushButton, QWidget

from editor.model import edit as e
from editor.store import journal
from editor.ui.inspector.history import Event, brief, events, events_of_line
from editor.ui.inspector.parts import combo, faint, plain
from editor.ui.inspector.scope import on_line, on_region
from editor.ui.inspector.tab import Tab
from editor.ui.kit.listmodel import RowsModel
from editor.ui.kit.theme import Theme
from editor.ui.session import Session

LINE, REGION, PAGE = "line", "region", "page"


class HistoryTab(Tab):
    """What happened to what is selected, newest first."""

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        """Take the session."""
        super().__init__(session, theme, parent)
        self._shown: tuple[object, ...] = ()
        self.reach = combo(self.tr("History to show"), self.page)
        for name, value in ((self.tr("Of this line"), LINE), (self.tr("Of this region"), REGION)):
            self.reach.addItem(name, value)
        self.reach.addItem(self.tr("Of this page"), PAGE)
        self.reach.activated.connect(lambda _: self.refresh())
        self.model: RowsModel[Event] = RowsModel(self._show, self)
        self.list = QListView(self.page)
        self.list.setModel(self.model)
        self.list.setAccessibleName(self.tr("History"))
        self.list.setWordWrap(True)
        self.list.setAlternatingRowColors(True)
        self.list.setSpacing(1)
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        self.list.selectionModel().currentChanged.connect(lambda *_: self._show_chosen())
        self.list.setProperty("role", "entries")
        self.none = faint("", self.page)
        self.none.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.text = plain("", self.page)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.restore = QPushButton(self.tr("Restore this text"), self.page)
        self.restore.clicked.connect(self._restore)
        for widget in (self.reach, self.none):
            self.page.column.addWidget(widget)
        self.page.column.addWidget(self.list, 1)
        self.page.column.addWidget(self.text)
        self.page.column.addWidget(self.restore, 0, Qt.AlignmentFlag.AlignLeft)

    def _show(self, event: Event, role: int) -> object:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            who = event.user or self.tr("unknown")
            change = brief(event.old, event.new)
            return f"{event.title} · {who} · {moment(event.when)}" + (f"\n{change}" if change else "")
        return None

    def refresh(self) -> None:
        """Show what the journal knows."""
        rev = journal.last_rev(self.session.project.connection)
        key = (rev, self.reach.currentData(), self._thing())
        if key != self._shown:
            self._shown = key
            self.model.set_rows(self._events())
            if self.model.rowCount():
                self.list.setCurrentIndex(self.model.index(0, 0))
        found = self.model.rowCount() > 0
        self.list.setVisible(found)
        self.none.setVisible(not found)
        self.none.setText(self.tr("Select a line, a region or a page to see what happened to it."))
        self._show_chosen()

    def _thing(self) -> int | None:
        reach, scope = self.reach.currentData(), self.scope
        if reach == LINE:
            return scope.line.id if scope.line is not None else None
        if reach == REGION:
            return scope.region.id if scope.region is not None else None
        return scope.content.page.id if scope.content is not None else None

    def _events(self) -> list[Event]:
        scope, thing = self.scope, self._thing()
        if thing is None or scope.content is None:
            return []
        connection = self.session.project.connection
        marks = scope.content.annotations
        if self.reach.currentData() == LINE and scope.line is not None:
            things = [thing, *(a.id for a in marks if on_line(a, thing))]
            return events_of_line(journal.entries(connection, things=things), thing, scope.line.text)
        regions = scope.content.regions
        if self.reach.currentData() == REGION and scope.region is not None:
            regions = (scope.region,)
            marks = tuple(a for a in marks if on_region(a, regions[0]))
        things = [thing, *(r.id for r in regions), *(n.id for r in regions for n in r.lines), *(a.id for a in marks)]
        return events(journal.entries(connection, things=things))

    def _show_chosen(self) -> None:
        event, line = self.model.row(self.list.currentIndex()), self.scope.line
        text = event.text if event is not None and self.reach.currentData() == LINE else None
        for widget in (self.text, self.restore):
            widget.setVisible(text is not None)
        if text is not None:
            self.text.setText(text)
            self.restore.setEnabled(line is not None and text != line.text)

    def _restore(self) -> None:
        event, line = self.model.row(self.list.currentIndex()), self.scope.line
        if event is not None and event.text is not None and line is not None:
            self.session.do(e.SetLineText(line.id, event.text))


def moment(when: str) -> str:
    """Return a time of the journal, which is UTC, as a clock on the wall here shows it."""
    time = QDateTime.fromString(when, Qt.DateFormat.ISODateWithMs)
    if not time.isValid():
        return when
    local = time.toTimeZone(QTimeZone.systemTimeZone())
    return local.toString("yyyy-MM-dd HH:mm")
