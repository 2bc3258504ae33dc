"""The page on the paper: shown when another one is current, and brought up to date when something changes on it."""

from __future__ import annotations

import contextlib
from collections import Counter
from collections.abc import Iterator

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from editor.model.annotation import NOTE
from editor.model.change import Change
from editor.model.edit import Batch, Edit, Restore
from editor.model.page import PageContent
from editor.model.tagset import TagSet
from editor.store import readers
from editor.ui.kit.theme import USUAL, Theme
from editor.ui.session import Session
from editor.ui.transcript.acts import Spot, Where, Why
from editor.ui.transcript.blank import BlankPage
from editor.ui.transcript.commands import Commands
from editor.ui.transcript.document import Look
from editor.ui.transcript.header import Header
from editor.ui.transcript.legend import Legend
from editor.ui.transcript.notice import Notice
from editor.ui.transcript.rows import PageRows, rows_of
from editor.ui.transcript.sentences import sentence
from editor.ui.transcript.sheet import TextSheet
from editor.ui.transcript.typing import Typist, overlaid
from editor.ui.transcript.views import DIPLOMATIC, RAW, raw_rows, reading_rows


class Showing(Commands, QWidget):
    """Shows the current page's text, the row above it and what is said below it.

    Signals:
        told: a sentence for the archivist, also shown under the text for a while.
        textSizeChanged: the text is this many points large now.
        viewChanged: another view is on.
    """

    told = Signal(str)
    textSizeChanged = Signal(float)
    viewChanged = Signal(str)

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        """Show the current page of ``session``."""
        super().__init__(parent)
        self.session = session
        self.theme = theme
        self.view = DIPLOMATIC
        self.text_size = USUAL
        self._content: PageContent | None = None
        self._region: int | None = None
        self._block = -1
        self._silence = 0
        self._doubts = False
        self._made_for: TagSet | None = None
        """The tag set the rows on the paper were made with, None where they are not to be used again."""
        self.header = Header(theme, self)
        self.legend = Legend(theme, self)
        self.sheet = TextSheet(Look(theme, session.tagset, self.text_size), self)
        self.blank = BlankPage(self.sheet)
        self.notice = Notice(self)
        self.typist = Typist(session, self.sheet, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        rule = QFrame(self)
        rule.setProperty("role", "line")
        for widget in (self.header, self.legend, rule, self.sheet, self.notice):
            column.addWidget(widget, 1 if widget is self.sheet else 0)
        self.sheet.setAccessibleName(self.tr("Transcript of the page"))
        self.setFocusProxy(self.sheet)
        self._listen()

    def _listen(self) -> None:
        session, sheet = self.session, self.sheet
        session.pageShown.connect(self.show_page)
        session.contentChanged.connect(self._follow_change)
        session.projectChanged.connect(self._dress)
        session.structureChanged.connect(self._show_versions)
        self.theme.changed.connect(self._dress)
        sheet.hoveredRow.connect(session.hover)
        sheet.left.connect(session.flush)
        sheet.roomWanted.connect(self._fit_cuts)
        session.closing.connect(sheet.cuts.stop)
        self.typist.replaced.connect(lambda: self.say(Why.REPLACED))
        self.typist.keptChanged.connect(self._tell_kept)
        self.notice.retryWanted.connect(session.flush)

    # The page

    def _rows(self) -> PageRows:
        content = self.session.content
        self.sheet.cuts.take(content)
        if content is None:
            return PageRows()
        tagset = self.session.tagset
        if self.view == DIPLOMATIC:
            before = self.sheet.page if self._made_for is tagset else None
            self._made_for = None if self._doubts else tagset
            return overlaid(rows_of(content, tagset, doubts=self._doubts, before=before), self.typist.unsent())
        self._made_for = None
        return raw_rows(content, tagset) if self.view == RAW else reading_rows(content, tagset)

    def show_page(self) -> None:
        """Show the page that is current."""
        self._content = self.session.content
        self._region = None
        self.typist.end_burst()
        with self._silent():
            self.sheet.set_reading(self.view != DIPLOMATIC or self._content is None)
            self._put(self._rows(), fresh=True)
            self.sheet.verticalScrollBar().setValue(0)
        self._show_around()
        self._show_versions()

    def _show_versions(self) -> None:
        page = self.session.page_id
        self.header.show_versions(page is not None and bool(readers.readings(self.session.project, page)))

    def _put(self, page: PageRows, *, fresh: bool = False) -> bool:
        with self.typist.quiet():
            made = self.sheet.show_rows(page, fresh=fresh)
        if made:
            self.typist.watch()
        return made

    def _show_around(self) -> None:
        content = self._content
        self._block = self.sheet.textCursor().blockNumber()
        self.header.show_page(content)
        counts = Counter(a.tag for a in content.annotations if a.tag != NOTE) if content is not None else Counter()
        self.legend.show_tags(counts if self.view == DIPLOMATIC else {}, self.session.tagset)
        self.blank.show_for(content, self.sheet.page.empty)
        self.light()

    def _follow_change(self, change: Change) -> None:
        ours = self.typist.sending
        self.typist.end_burst()
        if not ours and self.typist.pending:
            self.typist.hold(self.typist.unsent())
        self._content = self.session.content
        was_empty, page = self.sheet.page.empty, self._rows()
        land = None if ours else _landing(change, self.sheet.page, page)
        with self._silent():
            kept = self._put_keeping_caret(page)
        self._show_around()
        self.settle(land, kept=kept and not was_empty, ours=ours)

    def _put_keeping_caret(self, page: PageRows) -> bool:
        """Show a page with the caret by the letters it is by; tell whether its line is still there."""
        where, scroll = self.sheet.where(), self.sheet.verticalScrollBar().value()
        index = self.sheet.textCursor().blockNumber()
        if not self._put(page):
            return True
        kept = self.sheet.put_caret(where) or where.caret is None or self._region is not None
        if not kept:
            self._put_caret_near(index)
        self.sheet.verticalScrollBar().setValue(scroll)
        return kept

    def _put_caret_near(self, index: int) -> None:
        rows = self.sheet.page.rows
        line = rows[min(index, len(rows) - 1)].line
        if line is not None:
            self.sheet.put_caret(Where(Spot(line), Spot(line), Spot(line)))

    def _dress(self) -> None:
        """Show the same page in other colours, another size, or with another tag set."""
        with self._silent(), self.typist.quiet():
            self.sheet.dress(Look(self.theme, self.session.tagset, self.text_size), self._rows())
        self.typist.watch()
        self._show_around()

    def show_cutouts(self, on: bool) -> None:
        """Show above each line its cut-out of the scan, or do not."""
        if on != self.sheet.cuts.on:
            self.sheet.cuts.on = on
            self._fit_cuts()

    def _fit_cuts(self) -> None:
        with self._silent(), self.typist.quiet():
            self.sheet.fit_cuts()

    def _tell_kept(self, count: int) -> None:
        self.notice.insist(sentence(Why.UNSAVED) if count else "")

    def say(self, why: Why) -> None:
        """Tell the archivist something, under the text and to whoever listens."""
        words = sentence(why)
        self.notice.say(words)
        self.told.emit(words)

    # Caret

    @contextlib.contextmanager
    def _silent(self) -> Iterator[None]:
        self._silence += 1
        try:
            yield
        finally:
            self._silence -= 1

    def light(self) -> None:
        """Light up the caret's line, the selected region and what the mouse is over."""
        raise NotImplementedError

    def settle(self, land: Spot | None, *, kept: bool, ours: bool) -> None:
        """Bring caret and selection together after a change: ``land`` is where it was, if the caret is to go there.

        Args:
            land: A place, for undo and redo.
            kept: Whether the caret's line is still there; of a page that was empty none was.
            ours: Whether the change is the typing itself.
        """
        raise NotImplementedError


def _landing(change: Change, old: PageRows, new: PageRows) -> Spot | None:
    """Return where undo or redo did something: behind the last letter that is different now."""
    if not _takes_back(change.edit):
        return None
    before = {row.line: row.text for row in old.rows}
    touched = [row for row in new.rows if row.line in change.touched and row.line is not None]
    changed = [row for row in touched if before.get(row.line) != row.text] or touched
    if not changed or changed[0].line is None:
        return None
    text, was = changed[0].text, before.get(changed[0].line, "")
    at = len(text)
    while at > 0 and len(was) > len(text) - at and was[len(was) - 1 - (len(text) - at)] == text[at - 1]:
        at -= 1
    return Spot(changed[0].line, at)


def _takes_back(edit: Edit) -> bool:
    return isinstance(edit, Restore) or (isinstance(edit, Batch) and any(isinstance(e, Restore) for e in edit.edits))
