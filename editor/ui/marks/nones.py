"""What was said to be no mark: listed when it is asked for, each taken back as one step; leads to its words."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from editor.model.edit import Batch
from editor.model.page import PageContent
from editor.store import readers
from editor.ui.kit.grouplist import ENTER, GroupDelegate, GroupList, GroupRows, Shown
from editor.ui.kit.pieces import SentenceLabel, push_button
from editor.ui.kit.theme import Theme
from editor.ui.marks.words import label_of, page_named, shortened, zone_of
from editor.ui.session import Session
from editor.work.marks import NoMark, mark_again, no_marks

Row = NoMark | str
"""What is no mark, or the name of a group."""
_TAKE_BACK = (Qt.Key.Key_F4, Qt.Key.Key_Delete, Qt.Key.Key_Backspace, *ENTER)


class NoneList(GroupList):
    """The list itself; it asks for "back"."""

    def wanted_by(self, event: QKeyEvent) -> str:
        """Return what a key asks for."""
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        return "back" if Qt.Key(event.key()) in _TAKE_BACK and not held else ""


class NoneDelegate(GroupDelegate[Row]):
    """Draws a row: where it is no mark, its words, and what it was taken for."""

    def __init__(self, session: Session, theme: Theme, parent: QObject | None = None) -> None:
        """Take the session, which knows the names of pages."""
        super().__init__(theme, parent)
        self._session = session

    def picture_height(self, row: Row) -> int:
        """Return 0: there are words alone."""
        return 0

    def shown(self, row: Row) -> Shown:
        """Return what a row shows."""
        assert isinstance(row, NoMark)
        return Shown("–", "faint", (self.place_of(row), zone_of(row.zone)), self.words_of(row), heavy=(True, False))

    def place_of(self, row: NoMark) -> str:
        """Return what the page is called."""
        if row.page is None:
            return self.tr("every page")
        if readers.page_key(self._session.project, row.page) is None:
            return self.tr("a page that is gone")
        page = readers.page(self._session.project, row.page)
        return page_named(page.label or str(page.seq))

    def words_of(self, row: NoMark) -> tuple[str, str]:
        """Return the words, and what they were taken for."""
        if not row.text:
            return self.tr("Its words were not kept: it was said before they were."), ""
        return row.text, self.tr("Was taken for: {0}").format(label_of(row.kind))


class NonesPane(QWidget):
    """The list of what is no mark, above it what it is and what can be done.

    Signals:
        told: a sentence for the status bar.
        left: the archivist wants to see the marks again.
    """

    told = Signal(str)
    left = Signal()

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        """Take the session whose project remembers it."""
        super().__init__(parent)
        self._session = session
        self._still = False
        """Whether a row is chosen without going to its page."""
        self.said = SentenceLabel(self)
        self.back = push_button(self, self.tr("‹ &Marks"), self.left.emit, self.tr("Back to the marks (Esc)"))
        self.one = push_button(self, self.tr("Take &Back"), self.take_back)
        self.one.setToolTip(self.tr("It may be a mark after all, and is proposed again (F4 or Delete)"))
        self.list = NoneList(self)
        self.list.setAccessibleName(self.tr("What was said to be no mark"))
        delegate = NoneDelegate(session, theme, self)
        self.model: GroupRows[Row] = GroupRows(
            lambda row: isinstance(row, str),
            lambda row: row if isinstance(row, str) else f"{delegate.place_of(row)} · {delegate.words_of(row)[0]}",
            self,
        )
        self.list.setModel(self.model)
        self.list.setItemDelegate(delegate)
        self._lay_out()
        self.list.asked.connect(self.take_back)
        self.list.selectionModel().currentChanged.connect(self._lead)
        theme.changed.connect(self.list.viewport().update)
        session.projectChanged.connect(self.fill)
        session.structureChanged.connect(self.fill)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(12, 6, 12, 5)
        row.setSpacing(8)
        row.addWidget(self.back)
        row.addWidget(self.said, 1)
        row.addWidget(self.one)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(row)
        layout.addWidget(self.list, 1)

    # The list

    @property
    def current(self) -> NoMark | None:
        """Return the row that is chosen."""
        row = self.model.row(self.list.currentIndex())
        return row if isinstance(row, NoMark) else None

    def fill(self) -> None:
        """Show what is no mark now, the same row chosen or the one that took its place."""
        if not self.isVisible():
            return
        was, at = self.current, self.list.currentIndex().row()
        found = no_marks(self._session.project)
        everywhere = [one for one in found if one.page is None]
        rows: list[Row] = (
            [self.tr("No mark on any page: {0}").format(len(everywhere)), *everywhere] if everywhere else []
        )
        if len(found) > len(everywhere):
            here = found[len(everywhere) :]
            rows += [self.tr("No mark where it stands: {0}").format(len(here)), *here]
        if rows != list(self.model.rows()):
            self.model.set_rows(rows)
            self._choose(rows.index(was) if was in rows else min(at, len(rows) - 1))
        self.one.setEnabled(self.current is not None)
        self.said.say(self._summary(len(found)))

    def _choose(self, at: int) -> None:
        """Choose a row without going to its page: the next that is no group's name, else the one before."""
        rows = self.model.rows()
        places = [*range(max(at, 0), len(rows)), *range(max(at, 0) - 1, -1, -1)]
        found = next((place for place in places if isinstance(rows[place], NoMark)), None)
        if found is not None:
            self._still = True
            self.list.setCurrentIndex(self.model.index(found))
            self._still = False

    def _summary(self, count: int) -> str:
        if not count:
            return self.tr("Nothing was said to be no mark. Delete in the list of marks says so of the one chosen.")
        return self.tr("Said to be no mark: {0} · never proposed again, unless you take it back").format(count)

    def step(self, step: int) -> None:
        """Go to the next row, from the last to the first."""
        place = self.model.find(lambda row: isinstance(row, NoMark), self.list.currentIndex().row(), step)
        if place is not None:
            self.list.setCurrentIndex(self.model.index(place))

    def _lead(self, index: QModelIndex) -> None:
        """Show the page of a row, and its words where they still stand there."""
        row, session = self.current, self._session
        self.one.setEnabled(row is not None)
        if self._still or row is None or row.page is None or readers.page_key(session.project, row.page) is None:
            return
        if row.page != session.page_id:
            session.show_page(row.page)
        spot = _spot(session.content, row.text)
        if spot is not None:
            session.select_line(*spot, self)

    # Taking back

    def take_back(self) -> None:
        """Forget that the chosen one is no mark; what looks for marks proposes it again."""
        row = self.current
        if row is None:
            return
        said = shortened(row.text) or self.tr("without words")
        if self._session.do(Batch((mark_again(row),), self.tr("A mark after all: {0}").format(said))) is not None:
            self.told.emit(self.tr("“{0}” may be a mark again · Undo takes that back.").format(said))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Escape lead back to the marks."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


def _spot(content: PageContent | None, text: str) -> tuple[int, int, int] | None:
    """Return line, start and end of the first words of a mark, where a line of the page has them."""
    first = text.partition(" / ")[0]
    lines = content.lines() if content is not None and first else ()
    found = ((line.id, line.text.find(first)) for _, line in lines)
    return next(((line, at, at + len(first)) for line, at in found if at >= 0), None)
