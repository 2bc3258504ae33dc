"""Pages from one text: where each page begins is proposed from the scans, looked at, moved, and taken in one step."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QImage, QKeySequence, QPixmap, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from editor.model.faults import Fault
from editor.model.page import Page
from editor.ui.jobs import Jobs
from editor.ui.kit.decode import Source, thumbnail
from editor.ui.kit.pieces import plain_label, push_button
from editor.ui.linking.gathering import load, reader
from editor.ui.linking.page_ends import LINE, PageEnds
from editor.ui.linking.words import why_begins
from editor.ui.session import Session

if TYPE_CHECKING:
    from editor.work.linking import Evidence
    from editor.work.linking_pages import Begin, OneText

_THUMB = QSize(64, 84)
_PAGE, _FIRST, _LAST, _WHY = range(4)
_STEPS = {"Alt+Left": -1, "Alt+Right": 1, "Alt+Up": -LINE, "Alt+Down": LINE}


class PagesDialog(QDialog):
    """The pages a text runs over, each with where it begins and ends and why.

    Signals:
        told: a sentence for the status bar.
    """

    told = Signal(str)
    _reported = Signal(int, int, str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Look where the text of the page shown begins on each scan; nothing is changed before it is taken."""
        super().__init__(parent)
        self._session = session
        self._jobs = Jobs(2, self)
        self._halt = Event()
        self._text: OneText | None = None
        self._evidence: Evidence | None = None
        self.ends: PageEnds | None = None
        self.setWindowTitle(self.tr("Pages from One Text"))
        self._build()
        self._lay_out()
        self._reported.connect(self._report)
        self._look_at_buttons()
        self.said.setText(self.tr("Looking at the scans…"))
        self._jobs.start(load, lambda _: self._begin(), self._failed)

    def _build(self) -> None:
        about = self.tr(
            "Where the text goes on to the next scan, as the scans show it. Move a beginning with Alt and the arrow "
            "keys: left and right by a word, up and down by about a line. No letter is changed."
        )
        self.about = plain_label(self, about, "faint")
        self.said = plain_label(self)
        self.table = QTableWidget(0, 4, self)
        self.table.setHorizontalHeaderLabels(
            [self.tr("Page"), self.tr("Begins with"), self.tr("Ends with"), self.tr("Why here")]
        )
        self.table.setAccessibleName(self.tr("Pages and where they begin"))
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setIconSize(_THUMB)
        self.table.verticalHeader().hide()
        self.table.setShowGrid(False)
        self.table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.table.horizontalHeader().setHighlightSections(False)
        self.table.setTabKeyNavigation(False)
        self.table.itemSelectionChanged.connect(self._look_at_buttons)
        self.steps = [
            push_button(self, text, partial(self.move_begin, step), tip)
            for text, step, tip in (
                (self.tr("− Line"), -LINE, self.tr("Begin about a line earlier (Alt+Up)")),
                (self.tr("− Word"), -1, self.tr("Begin a word earlier (Alt+Left)")),
                (self.tr("+ Word"), 1, self.tr("Begin a word later (Alt+Right)")),
                (self.tr("+ Line"), LINE, self.tr("Begin about a line later (Alt+Down)")),
            )
        ]
        self.drop = push_button(self, "", self.drop_or_add)
        for keys, step in _STEPS.items():
            QShortcut(QKeySequence(keys), self).activated.connect(partial(self.move_begin, step))

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.addWidget(self.said, 1)
        for button in (*self.steps, self.drop):
            row.addWidget(button)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.take_button = self.buttons.addButton(self.tr("&Take"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.buttons.accepted.connect(self.take)
        self.buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(self.about)
        layout.addWidget(self.table, 1)
        layout.addLayout(row)
        layout.addWidget(self.buttons)
        header = self.table.horizontalHeader()
        for column in (_FIRST, _LAST):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        self.table.setColumnWidth(_PAGE, 190)
        self.table.setColumnWidth(_WHY, 190)
        self.resize(QSize(1080, 620))

    # Looking

    def _begin(self) -> None:
        from editor.work.linking_pages import one_text

        page = self._session.page_id
        if page is None:
            return
        self._session.flush()
        try:
            text = one_text(self._session.project, page)
        except Fault as fault:
            self.said.setText(str(fault))
            return
        self._text = text
        self._jobs.start(lambda: self._gather(text), self._arrived, self._failed)
        sources = {n: self._source(page.content.page) for n, page in enumerate(text.scans.pages)}
        self._jobs.start(lambda: _thumbs(sources), self._show_thumbs, lambda _: None)

    def _gather(self, text: OneText) -> tuple[Evidence, list[Begin]]:
        """Look at all scans and find the beginnings; in a thread."""
        from editor.work.linking_pages import looked_at

        reads = reader()
        try:
            return looked_at(text, reads, self._halt.is_set, self._reported.emit)
        finally:
            if reads is not None:
                reads.close()

    def _report(self, done: int, of: int, label: str) -> None:
        self.said.setText(self.tr("Looking at the scans… {0} of {1}: {2}").format(done + 1, of, label))

    def _arrived(self, found: tuple[Evidence, list[Begin]]) -> None:
        self._evidence, begins = found
        assert self._text is not None
        pages = [page.content.page.id for page in self._text.scans.pages]
        self.ends = PageEnds(self._text.content, pages)
        for one in begins:
            self.ends.begin(one.page, one.line, one.at, one.confidence, one.reason)
        self._fill()
        self.table.selectRow(min(1, self.table.rowCount() - 1))
        self.table.setFocus()

    def _failed(self, error: Exception) -> None:
        from editor.assist.engines.values import Stopped

        if isinstance(error, Fault):
            self.said.setText(str(error))
        elif not isinstance(error, Stopped):
            raise error

    def _source(self, page: Page) -> Source:
        return Source(str(self._session.project.path.parent / Path(page.image)), page.frame)

    # The table

    def _fill(self) -> None:
        assert self._text is not None and self.ends is not None
        pages = self._text.scans.pages
        self.table.setRowCount(len(pages))
        for row, page in enumerate(pages):
            words = self.ends.words_of(row)
            self._page_item(row).setText(f"{page.content.page.label}\n{self.tr('{0} words').format(words)}")
            begin = self.ends.rows[row]
            first = self.ends.first_words(row) if begin.word is not None else self.tr("no text")
            why = why_begins(begin.reason, begin.confidence, moved=self.ends.movable(row), empty=begin.word is None)
            for column, text in ((_FIRST, first), (_LAST, self.ends.last_words(row)), (_WHY, why)):
                self.table.setItem(row, column, QTableWidgetItem(text))
        given = sum(1 for row in self.ends.rows if row.word is not None)
        amiss = next(filter(None, self._evidence.unread), "") if self._evidence is not None else ""
        said = self.tr("Pages that get text: {0} of {1}").format(given, len(pages))
        self.said.setText(f"{said} · {amiss}" if amiss else said)
        self._look_at_buttons()

    def _show_thumbs(self, images: dict[int, QImage]) -> None:
        self.table.setRowCount(max(self.table.rowCount(), len(images)))
        for row, image in images.items():
            self._page_item(row).setIcon(QIcon(QPixmap.fromImage(image)))

    def _page_item(self, row: int) -> QTableWidgetItem:
        """Return the field of a row that shows its page: words and picture come to it in either order."""
        item = self.table.item(row, _PAGE)
        if item is None:
            item = QTableWidgetItem()
            self.table.setItem(row, _PAGE, item)
            self.table.setRowHeight(row, _THUMB.height() + 8)
        return item

    def _look_at_buttons(self) -> None:
        row, ends = self.table.currentRow(), self.ends
        there = ends is not None and 0 <= row < len(ends.rows)
        begun = there and ends is not None and ends.rows[row].word is not None
        movable = there and ends is not None and ends.movable(row)
        for button in self.steps:
            button.setEnabled(begun and movable)
        self.drop.setEnabled(there and (movable or not begun))
        self.drop.setText(self.tr("No Text Here") if begun or not there else self.tr("Text Here"))
        self.take_button.setEnabled(ends is not None)

    # What can be done

    def move_begin(self, step: int) -> None:
        """Let the chosen page begin so many words later, or earlier."""
        if self.ends is not None and self.ends.move(self.table.currentRow(), step):
            self._fill()

    def drop_or_add(self) -> None:
        """Give the chosen page no text, or some where it has none."""
        row = self.table.currentRow()
        if self.ends is not None and (self.ends.drop(row) or self.ends.add(row)):
            self._fill()

    def take(self) -> None:
        """Give the text out over the pages, as one step of undo."""
        from editor.work.linking_pages import Begin, give_out_text

        if self.ends is None or self._text is None or self._evidence is None:
            return
        begins = [Begin(row.page, line, at, row.confidence, row.reason) for row, line, at in self.ends.places()]
        batch = give_out_text(self._text, self._evidence, begins, self._session.project.new_id)
        if batch is None:
            self.said.setText(self.tr("All of the text stays where it is: no other page begins in it."))
        elif self._session.do(batch) is not None:
            sentence = self.tr("The text is given out over {0} pages · Undo takes it back · Ctrl+Alt+L links a page.")
            self.told.emit(sentence.format(len(begins)))
            self.accept()

    def done(self, result: int) -> None:
        """Give up what is under way."""
        self._halt.set()
        self._jobs.stop()
        super().done(result)


def _thumbs(sources: dict[int, Source]) -> dict[int, QImage]:
    return {row: thumbnail(source, _THUMB * 2) for row, source in sources.items()}
