"""The tab of history: who changed the line, the region, the page or more, when, and from what to what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QDateTime, Qt, QTimeZone, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QListView, QPushButton, QSizePolicy, QWidget

from editor.store import journal
from editor.store.bygone import DOCUMENT, LINE, PAGE, REGION, Target
from editor.ui.inspector.history_delegate import HistoryDelegate, Told
from editor.ui.inspector.history_words import said
from editor.ui.inspector.parts import combo, faint, plain
from editor.ui.inspector.tab import Tab
from editor.ui.kit.listmodel import RowsModel
from editor.ui.kit.theme import Theme
from editor.ui.session import Session
from editor.work.history import Event, events
from editor.work.snapshots import snapshots

PROJECT = "project"


_ASKS = {
    Qt.Key.Key_Return: "show",
    Qt.Key.Key_Enter: "show",
    Qt.Key.Key_R: "restore",
    Qt.Key.Key_C: "compare",
    Qt.Key.Key_N: "name",
}


class HistoryList(QListView):
    """The entries; they take the width of the list.

    Signals:
        asked: what the archivist wants by key: "show", "restore", "compare", "name" or "stop".
    """

    asked = Signal(str)

    def __init__(self, delegate: HistoryDelegate, parent: QWidget | None = None) -> None:
        """Draw entries with ``delegate``."""
        super().__init__(parent)
        self._delegate = delegate
        self.setItemDelegate(delegate)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ask for what a button does; the other keys walk the list."""
        if event.key() == Qt.Key.Key_Escape:
            self.asked.emit("stop")
        asked = _ASKS.get(Qt.Key(event.key()))
        if asked is not None and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.asked.emit(asked)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the entries out anew in another width."""
        self._delegate.set_width(self.viewport().width(), self.font())
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()


class HistoryTab(Tab):
    """What happened to what is selected, newest first.

    Signals:
        showWanted: an Event whose place is to be shown.
        restoreWanted: a Target, and the rev after which it was as it is to be again.
        compareWanted: an Event, and the id of the page that is to be compared with what it was then, or None.
        stopWanted: a restoring that takes long is to be given up.
        nameWanted: the rev whose state is to be named, None for the state as it is now.
    """

    showWanted = Signal(object)
    restoreWanted = Signal(object, int)
    compareWanted = Signal(object, object)
    nameWanted = Signal(object)
    stopWanted = Signal()

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        """Take the session."""
        super().__init__(session, theme, parent)
        self._shown: tuple[object, ...] = ()
        self._names: list[tuple[int, str]] = []
        self.reach = combo(self.tr("History to show"), self.page)
        for name, value in (
            (self.tr("Of this line"), LINE),
            (self.tr("Of this region"), REGION),
            (self.tr("Of this page"), PAGE),
            (self.tr("Of this document"), DOCUMENT),
            (self.tr("Of the project"), PROJECT),
        ):
            self.reach.addItem(name, value)
        self.reach.activated.connect(lambda _: self.refresh())
        self.model: RowsModel[Told] = RowsModel(self._show, self)
        self.list = HistoryList(HistoryDelegate(theme, self), self.page)
        self.list.setModel(self.model)
        self.list.setAccessibleName(self.tr("History"))
        self.list.setProperty("role", "entries")
        self.list.asked.connect(self._asked)
        self.list.selectionModel().currentChanged.connect(lambda *_: self._show_chosen())
        self.list.doubleClicked.connect(lambda _: self._ask_show())
        self.none = faint("", self.page)
        self.none.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.text = plain("", self.page)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        for widget in (self.reach, self.none):
            self.page.column.addWidget(widget)
        self.page.column.addWidget(self.list, 1)
        self.page.column.addWidget(self.text)
        self._place_buttons()

    def _place_buttons(self) -> None:
        self.go = self._push(self.tr("Show"), self.tr("Go to what this changed (Enter)"), self._ask_show)
        self.restore = self._push(self.tr("Restore this"), "", self._ask_restore)
        self.compare = self._push(
            self.tr("Compare with now"),
            self.tr("The page as it was then beside the page as it is now (C)"),
            self._ask_compare,
        )
        self.name = self._push(
            self.tr("Name it…"),
            self.tr("Give everything as it was then a name, to find it again (N)"),
            self._ask_name,
        )
        for left, right, widths in ((self.go, self.restore, (1, 1)), (self.compare, self.name, (8, 5))):
            row = QHBoxLayout()
            row.setSpacing(4)
            for button, width in zip((left, right), widths, strict=True):
                row.addWidget(button, width)
            self.page.column.addLayout(row)

    def _push(self, text: str, tip: str, act: object) -> QPushButton:
        button = QPushButton(text, self.page)
        button.setToolTip(tip)
        button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        button.clicked.connect(lambda _on=False: act())  # type: ignore[operator]
        return button

    # Showing

    def _show(self, told: Told, role: int) -> object:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            event = told.event
            who = event.user or self.tr("unknown")
            head = f"{event.title} · {who} · {moment(event.when)}"
            names = "".join(self.tr("State “{0}”. ").format(name) for name in told.names)
            changes = [said(change) for change in event.changes]
            return names + "\n".join([head, *changes, *([told.more] if told.more else [])])
        return None

    def refresh(self) -> None:
        """Show what the journal knows; the entry that was chosen stays chosen."""
        rev = journal.last_rev(self.session.project.connection)
        target = self.target()
        key = (rev, self.reach.currentData(), target)
        if key != self._shown:
            same = key[1:] == self._shown[1:]
            chosen = self.chosen()
            self._shown = key
            self._names = [(one.rev, one.name) for one in snapshots(self.session.project)]
            self.model.set_rows(self._window(None), self._more)
            kept = chosen.rev if same and chosen is not None else None
            row = next((n for n, told in enumerate(self.model.rows()) if told.event.rev == kept), 0)
            if self.model.rowCount():
                self.list.setCurrentIndex(self.model.index(row, 0))
        found = self.model.rowCount() > 0
        for widget in (self.list, self.go, self.restore, self.compare, self.name):
            widget.setVisible(found)
        self.none.setVisible(not found)
        self.none.setText(self._why_none())
        self._show_chosen()

    def _why_none(self) -> str:
        if self.target() is None and self.reach.currentData() != PROJECT:
            return self.tr("Select a line, a region or a page to see what happened to it.")
        return self.tr("Nothing is known of this in the history.")

    def target(self) -> Target | None:
        """Return what the history is of, None for the project or for nothing."""
        reach, scope = self.reach.currentData(), self.scope
        if reach == LINE:
            return Target(LINE, scope.line.id) if scope.line is not None else None
        if reach == REGION:
            return Target(REGION, scope.region.id) if scope.region is not None else None
        if reach == PROJECT or scope.content is None:
            return None
        page = scope.content.page
        return Target(PAGE, page.id) if reach == PAGE else Target(DOCUMENT, page.document)

    def chosen(self) -> Event | None:
        """Return the entry that is chosen."""
        told = self.model.row(self.list.currentIndex())
        return told.event if told is not None else None

    def _window(self, last: Told | None) -> list[Told]:
        target = self.target()
        if target is None and self.reach.currentData() != PROJECT:
            return []
        line = self.scope.line
        text = line.text if last is None and line is not None else last.event.before if last is not None else None
        found = events(self.session.project, target, last.event.rev if last is not None else None, text=text)
        out: list[Told] = []
        for event in found:
            last = self._told(event, last)
            out.append(last)
        return out

    def _more(self, count: int) -> Sequence[Told]:
        rows = self.model.rows()
        return self._window(rows[-1]) if rows else []

    def _told(self, event: Event, newer: Told | None) -> Told:
        day, _, time = moment(event.when).partition(" ")
        before = moment(newer.event.when).partition(" ")[0] if newer is not None else ""
        below = newer.event.rev if newer is not None else 1 << 62
        named = [(rev, name) for rev, name in self._names if event.rev <= rev < below]
        names = tuple(name for _, name in named)
        more = self.tr("and {0} more").format(event.more) if event.more else ""
        if event.title == "Name this state":
            event = replace(event, title=self.tr("Name a state"))
        return Told(event, time, day if day != before else "", names, more, named[0][0] if named else None)

    def _show_chosen(self) -> None:
        event, line, reach = self.chosen(), self.scope.line, self.reach.currentData()
        text = event.text if event is not None and reach == LINE else None
        self.text.setVisible(text is not None)
        self.restore.setVisible(reach != PROJECT and self.model.rowCount() > 0)
        self.restore.setEnabled(event is not None)
        if text is not None:
            self.text.setText(text)
            self.restore.setEnabled(line is not None and self.list.currentIndex().row() > 0)
        what = {
            LINE: self.tr("Bring the line back to what it was after this entry (R)"),
            REGION: self.tr("Bring the region back to what it was after this entry (R)"),
            PAGE: self.tr("Bring the page back to what it was after this entry (R)"),
            DOCUMENT: self.tr("Bring the document back to what it was after this entry (R)"),
        }
        self.restore.setToolTip(what.get(reach, ""))

    # What is asked for

    def _asked(self, what: str) -> None:
        if what == "stop":
            self.stopWanted.emit()
            return
        button = {"show": self.go, "restore": self.restore, "compare": self.compare, "name": self.name}[what]
        if button.isEnabled() and button.isVisible():
            button.click()
        elif what == "restore":
            self._ask_restore()

    def _ask_show(self) -> None:
        event = self.chosen()
        if event is not None:
            self.showWanted.emit(event)

    def _ask_restore(self) -> None:
        event, target = self.chosen(), self.target()
        if event is None:
            return
        if target is not None and not self.restore.isEnabled():
            self.told.emit(self.tr("The line is as it was after this entry: nothing has changed since."))
        elif target is None:
            self.told.emit(self.tr("Choose the history of a line, a region, a page or a document to restore it."))
        else:
            self.restoreWanted.emit(target, event.rev)

    def _ask_compare(self) -> None:
        event, content = self.chosen(), self.scope.content
        if event is not None:
            here = self.reach.currentData() in (LINE, REGION, PAGE) and content is not None
            self.compareWanted.emit(event, content.page.id if here and content is not None else None)

    def _ask_name(self) -> None:
        told = self.model.row(self.list.currentIndex())
        if told is not None:
            self.nameWanted.emit(told.named if told.named is not None else told.event.rev)

    def recolour(self) -> None:
        """Take the colours of the theme anew."""
        self.list.viewport().update()

    def show_line(self) -> None:
        """Show the history of the line and put the focus into its list."""
        self.reach.setCurrentIndex(self.reach.findData(LINE))
        self.refresh()
        (self.list if self.model.rowCount() else self.reach).setFocus(Qt.FocusReason.ShortcutFocusReason)


def moment(when: str) -> str:
    """Return a time of the journal, which is UTC, as a clock on the wall here shows it."""
    time = QDateTime.fromString(when, Qt.DateFormat.ISODateWithMs)
    if not time.isValid():
        return when
    local = time.toTimeZone(QTimeZone.systemTimeZone())
    return local.toString("yyyy-MM-dd HH:mm")
