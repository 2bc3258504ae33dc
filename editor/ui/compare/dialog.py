"""The window that compares two versions of the current page and takes lines over, by keys and by mouse."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QItemSelectionModel, QSize, Qt, QTimer
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from editor.model.change import Change
from editor.store import readers
from editor.ui.compare import takes
from editor.ui.compare.choice import VersionChoice
from editor.ui.compare.scan import ScanStrip
from editor.ui.compare.versions import PageVersions
from editor.ui.compare.view import PairList
from editor.ui.compare.words import row_words, summary
from editor.ui.jobs import Jobs
from editor.ui.kit.icons import icon
from editor.ui.kit.listmodel import RowsModel
from editor.ui.kit.pieces import plain_label
from editor.ui.kit.theme import Theme
from editor.ui.session import Session
from editor.work.compare import Comparison, Row, compare
from editor.work.takeover import lacks_place, rows_of_region

_SIZE = QSize(1180, 780)
_SELECT = QItemSelectionModel.SelectionFlag.ClearAndSelect
Key = tuple[int | None, int, int]
"""What a row is known by after an edit: its line of the text, else the place of its line in the reading."""


class CompareDialog(QDialog):
    """Two versions of the session's page; what is taken over is in the project at once, and Undo takes it back."""

    def __init__(
        self, session: Session, theme: Theme, parent: QWidget | None = None, *, rev: int | None = None
    ) -> None:
        """Compare the text of the current page with the reading that came last, or with how it was after ``rev``."""
        super().__init__(parent)
        self._session = session
        self._theme = theme
        self._jobs = Jobs(1, self)
        self._versions = PageVersions(session, self._jobs, rev, self)
        self.comparison: Comparison | None = None
        self._stale = QTimer(self, singleShot=True, interval=0)
        self._stale.timeout.connect(self._compare)
        self._versions.recalled.connect(self._stale.start)
        self.model: RowsModel[Row] = RowsModel(self._show, self)
        self.setWindowTitle(self.tr("Compare Versions"))
        self.choice = VersionChoice(theme, self)
        self.choice.chosen.connect(self._compare)
        self._build()
        session.pageShown.connect(self._page_shown)
        session.contentChanged.connect(self._content_changed)
        session.closing.connect(self.reject)
        session.faulted.connect(self.said.setText)
        self._page_shown()
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    # What it is made of

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 10, 0, 10)
        layout.setSpacing(8)
        layout.addLayout(self._head())
        layout.addWidget(self.choice)
        self.summary = plain_label(self, role="faint")
        self.summary.setContentsMargins(14, 0, 14, 0)
        layout.addWidget(self.summary)
        line = QFrame(self)
        line.setProperty("role", "line")
        layout.addWidget(line)
        self.view = PairList(self._theme, self)
        self.view.setModel(self.model)
        self.view.asked.connect(lambda name: getattr(self, name)())
        self.view.selectionModel().currentChanged.connect(lambda now, before: self._row_shown())
        self.view.doubleClicked.connect(lambda index: self.take())
        layout.addWidget(self.view, 1)
        self.scan = ScanStrip(self._session.project, self._jobs, self._theme, self)
        layout.addWidget(self.scan)
        self.said = plain_label(self)
        self.said.setContentsMargins(14, 0, 14, 0)
        self._say_keys()
        layout.addWidget(self.said)
        layout.addLayout(self._foot())
        self.resize(_SIZE)

    def _say_keys(self) -> None:
        self.said.setText(
            self.tr(
                "↑ ↓ next difference · ← → words · Enter takes the line or the words over · Shift+Enter the region · "
                "Ctrl+Enter the page · Ctrl+Z undoes"
            )
        )

    def _head(self) -> QHBoxLayout:
        self.page = QLabel(self)
        self.page.setTextFormat(Qt.TextFormat.PlainText)
        self.page.setProperty("role", "heading")
        self.only = QCheckBox(self.tr("Only &differences"), self)
        self.only.toggled.connect(lambda on: self._fill())
        row = QHBoxLayout()
        row.setContentsMargins(14, 0, 14, 0)
        row.addWidget(self.page)
        row.addStretch(1)
        row.addWidget(self.only)
        row.addSpacing(12)
        self.before = self._button("previous", self.tr("Previous page with a version (Ctrl+PgUp)"), self.previous_page)
        self.behind = self._button("next", self.tr("Next page with a version (Ctrl+PgDown)"), self.next_page)
        row.addWidget(self.before)
        row.addWidget(self.behind)
        return row

    def _button(self, drawn: str, tip: str, act: Callable[[], object]) -> QToolButton:
        button = QToolButton(self)
        button.setIcon(icon(drawn, self._theme))
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda _on=False: act())
        return button

    def _foot(self) -> QHBoxLayout:
        self.take_button = self._push(self.tr("Take line over"), self.tr("Enter or F4"), self.take)
        self.region_button = self._push(self.tr("Take region over"), "Shift+Enter", self.take_region)
        self.page_button = self._push(self.tr("Take page over"), "Ctrl+Enter", self.take_page)
        self.also_verified = QCheckBox(self.tr("Also &verified lines"), self)
        undo = self._push(self.tr("Undo"), "Ctrl+Z", self.undo)
        close = self._push(self.tr("Close"), "Esc", self.accept)
        row = QHBoxLayout()
        row.setContentsMargins(14, 0, 14, 0)
        for widget in (self.take_button, self.region_button, self.page_button):
            row.addWidget(widget)
        row.addSpacing(8)
        row.addWidget(self.also_verified)
        row.addStretch(1)
        row.addWidget(undo)
        row.addWidget(close)
        return row

    def _push(self, text: str, key: str, act: Callable[[], object]) -> QPushButton:
        button = QPushButton(text, self)
        button.setToolTip(f"{text} ({key})")
        button.setAutoDefault(False)
        button.clicked.connect(lambda _on=False: self._pressed(act))
        return button

    def _pressed(self, act: Callable[[], object]) -> None:
        act()
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    # The page and its versions

    def _page_shown(self) -> None:
        content = self._session.content
        self._say_keys()
        self.choice.offer(self._versions.names(content), self._versions.wanted)
        self.page.setText(self._page_name())
        self.scan.show_page(content.page if content is not None else None)
        for button, step in ((self.before, -1), (self.behind, 1)):
            button.setEnabled(self._beside(step) is not None)
        self._compare()
        if not self._go_to_difference(-1, 1):
            self._go_to_line(self._session.selection.line)

    def _content_changed(self, change: Change) -> None:
        self._stale.start()

    def _page_name(self) -> str:
        content = self._session.content
        if content is None:
            return self.tr("No page")
        at = readers.page_position(self._session.project, content.page.id)
        return self.tr("Page {0} · {1}").format(at, content.page.label)

    def _beside(self, step: int) -> int | None:
        here = self._session.page_id
        return readers.page_with_version_beside(self._session.project, here, step) if here is not None else None

    def _compare(self) -> None:
        """Line the chosen versions up anew."""
        page, pair = self._session.page_id, self.choice.pair
        if page is None or pair is None:
            self.comparison = None
        else:
            one = self._versions.of(page, pair[0])
            other = self._versions.of(page, pair[1]) if one is not None else None
            self.comparison = compare(one, other) if one is not None and other is not None else None
        self._fill()

    def _fill(self) -> None:
        """Show the rows, the row that was current among them where it still is."""
        row = self._current()
        place, key = self.view.currentIndex().row(), _key(row) if row is not None else None
        rows = list(self.comparison.rows) if self.comparison is not None else []
        if self.only.isChecked():
            rows = [row for row in rows if row.differs]
        self.view.empty = self._why_empty()
        self.model.set_rows(rows)
        self.summary.setText(summary(self.comparison) if self.comparison is not None else "")
        can = self.comparison is not None and self.comparison.can_take
        for button in (self.take_button, self.region_button, self.page_button, self.also_verified):
            button.setEnabled(can)
        found = next((n for n, one in enumerate(rows) if _key(one) == key), min(max(place, 0), len(rows) - 1))
        self._go(found)
        self._row_shown()

    def _why_empty(self) -> str:
        if self.comparison is not None:
            return self.tr("There is no difference.") if self.comparison.rows else self.tr("There are no lines.")
        if self._versions.recalling:
            return self.tr("Going back through the history…")
        if not self.choice.isEnabled():
            return self.tr(
                "There is only the text as it is now. When a page that has text is imported again, "
                "what comes is kept as a version and can be compared here."
            )
        return self.tr("Choose two different versions.")

    def _show(self, row: Row, role: int) -> object:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return row_words(row)
        return None

    # Going about

    def _current(self) -> Row | None:
        return self.model.row(self.view.currentIndex())

    def _go(self, row: int) -> None:
        index = self.model.index(row)
        if index.isValid():
            self.view.selectionModel().setCurrentIndex(index, _SELECT)
            self.view.scrollTo(index)

    def _row_shown(self) -> None:
        self.view.pairs.word = -1
        self.view.viewport().update()
        self.scan.show_row(self._current())

    def _go_to_difference(self, start: int, step: int) -> bool:
        rows = self.model.rows()
        at = start + step
        while 0 <= at < len(rows):
            if rows[at].differs:
                self._go(at)
                return True
            at += step
        return False

    def _go_to_line(self, line: int | None) -> None:
        rows = self.model.rows()
        self._go(next((n for n, row in enumerate(rows) if any(one.id == line for one in row.left)), 0))

    def next(self) -> None:
        """Go to the next difference."""
        if not self._go_to_difference(self.view.currentIndex().row(), 1):
            self.said.setText(self.tr("There is no further difference on this page."))

    def previous(self) -> None:
        """Go to the difference before."""
        if not self._go_to_difference(self.view.currentIndex().row(), -1):
            self.said.setText(self.tr("There is no difference before this."))

    def down(self) -> None:
        """Go to the next line."""
        self._go(self.view.currentIndex().row() + 1)

    def up(self) -> None:
        """Go to the line before."""
        self._go(self.view.currentIndex().row() - 1)

    def next_word(self) -> None:
        """Choose the next difference within the line; behind the last, the whole line again."""
        self._choose_word(1)

    def previous_word(self) -> None:
        """Choose the difference before within the line."""
        self._choose_word(-1)

    def _choose_word(self, step: int) -> None:
        row = self._current()
        count = len(row.differences()) if row is not None and row.kind == "changed" else 0
        if count:
            self.view.pairs.word = (self.view.pairs.word + 1 + step) % (count + 1) - 1
            self.view.viewport().update()

    def next_page(self) -> None:
        """Go to the next page with a version to compare."""
        self._step_page(1, self.tr("No page after this one has a version to compare."))

    def previous_page(self) -> None:
        """Go to the page before that has a version to compare."""
        self._step_page(-1, self.tr("No page before this one has a version to compare."))

    def _step_page(self, step: int, none: str) -> None:
        page = self._beside(step)
        if page is not None:
            self._session.show_page(page)
        else:
            self.said.setText(none)

    # Taking over

    def take(self) -> None:
        """Take over the line, or the words that are chosen in it, and go to the next difference."""
        row, comparison = self._current(), self.comparison
        if row is None or comparison is None:
            return
        word, verified = self.view.pairs.word, self.also_verified.isChecked()
        if word >= 0 and comparison.can_take:
            self._done(takes.take_word(self._session, row, word, verified=verified), stay=True)
            here = self._current()
            if here is not None and not here.differs:
                self._go_to_difference(self.view.currentIndex().row(), 1)
        elif not row.differs and comparison.can_take and not lacks_place(row):
            self.next()
        elif row.kind == "left" and comparison.can_take:
            self._done(self.tr("Only the text has this line. Delete removes it."), stay=True)
        else:
            self._done(takes.take(self._session, comparison, [row], verified=verified))

    def take_region(self) -> None:
        """Take over the whole region that the line is in."""
        row = self._current()
        if row is not None and self.comparison is not None:
            self._take_many(rows_of_region(self.comparison, row))

    def take_page(self) -> None:
        """Take over the whole page."""
        if self.comparison is not None:
            self._take_many(self.comparison.rows)

    def _take_many(self, rows: tuple[Row, ...]) -> None:
        if self.comparison is not None:
            said = takes.take(self._session, self.comparison, rows, verified=self.also_verified.isChecked())
            self._done(said, stay=True)

    def remove(self) -> None:
        """Remove the line that only the text has."""
        row = self._current()
        if row is not None and self.comparison is not None:
            verified = self.also_verified.isChecked()
            self._done(takes.remove(self._session, self.comparison, row, verified=verified))

    def _done(self, said: str, *, stay: bool = False) -> None:
        """Say what was done, show it, and go on to the next difference unless we stay."""
        at = self.view.currentIndex().row()
        if self._stale.isActive():
            self._stale.stop()
            self._compare()
            if not stay:
                here = self._current()
                onward = here is not None and here.differs and self.view.currentIndex().row() == at
                if not (self.only.isChecked() and onward):
                    self._go_to_difference(min(at, self.model.rowCount()) - self.only.isChecked(), 1)
        if said:
            self.said.setText(said)

    def undo(self) -> None:
        """Take the last step back."""
        title = self._session.undo_title()
        if self._session.undo() is not None:
            self._done(self.tr("Undone: {0}").format(title), stay=True)
        elif not title:
            self.said.setText(self.tr("There is nothing to undo."))

    def redo(self) -> None:
        """Bring back the step taken back last."""
        title = self._session.redo_title()
        if self._session.redo() is not None:
            self._done(self.tr("Done again: {0}").format(title), stay=True)

    def done(self, result: int) -> None:
        """Leave the caret of the window in the line that was looked at."""
        row = self._current()
        line = row.left[0].id if row is not None and row.left else None
        super().done(result)
        if line is not None:
            self._session.select_line(line)


def _key(row: Row) -> Key:
    if row.right:
        return None, row.right[0].region, row.right[0].at
    return row.left[0].id, -1, -1
