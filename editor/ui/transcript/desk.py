"""Text and session brought together: shows the current page, follows the selection, and does what is asked of both."""

from __future__ import annotations

import contextlib
from collections import Counter
from collections.abc import Iterator

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from editor.model.annotation import NOTE
from editor.model.change import Change
from editor.model.edit import Batch, Edit, Restore, SetPageStatus
from editor.model.page import PageContent
from editor.model.tagset import TagSet
from editor.ui.kit.theme import Theme
from editor.ui.session import Selection, Session
from editor.ui.transcript.acts import Act, Spot, Where, Why
from editor.ui.transcript.blank import BlankPage
from editor.ui.transcript.commands import Commands, Make
from editor.ui.transcript.document import Look
from editor.ui.transcript.header import Header
from editor.ui.transcript.legend import Legend
from editor.ui.transcript.margins import Lit
from editor.ui.transcript.notice import Notice
from editor.ui.transcript.rows import PageRows, rows_of
from editor.ui.transcript.sentences import sentence
from editor.ui.transcript.sheet import TextSheet
from editor.ui.transcript.typing import Typist, overlaid
from editor.ui.transcript.views import DIPLOMATIC, RAW, raw_rows, reading_rows

SMALLEST, LARGEST, USUAL = 7.0, 28.0, 9.5


class Desk(Commands, QWidget):
    """Shows the current page's text and keeps it, the caret and the session's selection in step.

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
        self._show_page()

    def _listen(self) -> None:
        session, sheet = self.session, self.sheet
        session.pageShown.connect(self._show_page)
        session.contentChanged.connect(self._follow_change)
        session.projectChanged.connect(self._dress)
        session.selectionChanged.connect(self._follow_selection)
        session.hovered.connect(self._light)
        self.theme.changed.connect(self._dress)
        sheet.cursorPositionChanged.connect(self._tell_caret)
        sheet.selectionChanged.connect(self._tell_caret)
        sheet.hoveredRow.connect(session.hover)
        sheet.headingClicked.connect(self.select_region)
        sheet.left.connect(session.flush)
        self.typist.replaced.connect(lambda: self.say(Why.REPLACED))
        self.typist.keptChanged.connect(self._tell_kept)
        self.notice.retryWanted.connect(session.flush)
        self.header.statusChosen.connect(self.set_status)

    # The page

    def _rows(self) -> PageRows:
        content = self.session.content
        if content is None:
            return PageRows()
        tagset = self.session.tagset
        if self.view == DIPLOMATIC:
            before = self.sheet.page if self._made_for is tagset else None
            self._made_for = None if self._doubts else tagset
            return overlaid(rows_of(content, tagset, doubts=self._doubts, before=before), self.typist.unsent())
        self._made_for = None
        return raw_rows(content, tagset) if self.view == RAW else reading_rows(content, tagset)

    def _show_page(self) -> None:
        self._content = self.session.content
        self._region = None
        self.typist.end_burst()
        with self._silent():
            self.sheet.set_reading(self.view != DIPLOMATIC or self._content is None)
            self._put(self._rows(), fresh=True)
            self.sheet.verticalScrollBar().setValue(0)
        self._show_around()

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
        self._light()

    def _follow_change(self, change: Change) -> None:
        ours = self.typist.sending
        self.typist.end_burst()
        if not ours and self.typist.pending:
            self.typist.hold(self.typist.unsent())
        self._content = self.session.content
        page = self._rows()
        land = None if ours else _landing(change, self.sheet.page, page)
        with self._silent():
            kept = self._put_keeping_caret(page)
        self._show_around()
        selection = self.session.selection
        if land is not None:
            self.place(land)
        elif not kept and not self.sheet.page.empty:
            self._tell_caret()
        elif not ours:
            self._follow_selection(selection, None)

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

    def _tell_kept(self, count: int) -> None:
        self.notice.insist(sentence(Why.UNSAVED) if count else "")

    # Caret and selection

    @contextlib.contextmanager
    def _silent(self) -> Iterator[None]:
        self._silence += 1
        try:
            yield
        finally:
            self._silence -= 1

    def where(self) -> Where:
        """Return what is selected: a region, or a place or span of the text."""
        return Where(region=self._region) if self._region is not None else self.sheet.where()

    def place(self, spot: Spot) -> None:
        """Put the caret at a place and tell the session."""
        with self._silent():
            found = self.sheet.put_caret(Where(spot, spot, spot))
        if found:
            self.sheet.ensureCursorVisible()
            self._tell_caret()

    def select_region(self, region: int) -> None:
        """Select a whole region, as a click on its heading does."""
        self.session.select_region(region, by=self)
        self._enter_region(region)

    def _enter_region(self, region: int) -> None:
        """Show a region as selected, its first line ready to be typed in without being selected itself."""
        self._region = region
        row = next((row for row in self.sheet.page.rows if row.region == region and row.line is not None), None)
        if row is not None and row.line is not None:
            with self._silent():
                self.sheet.put_caret(Where(Spot(row.line), Spot(row.line), Spot(row.line)))
        self.sheet.show_heading(region)
        self._light()

    def _tell_caret(self) -> None:
        if self._silence:
            return
        self._region = None
        block = self.sheet.textCursor().blockNumber()
        if block != self._block:
            self._block = block
            self.session.flush()
            self.typist.end_burst()
        self.session.select(self._selection(), self)
        self._light()

    def _selection(self) -> Selection:
        row, where = self.sheet.row_at_caret(), self.sheet.where()
        if row.line is None or where.start is None or where.end is None or where.caret is None:
            return Selection(row.region)
        if self.view != DIPLOMATIC:
            return Selection(row.region, row.line)
        if where.start.line != where.end.line:
            return Selection(row.region, row.line, where.caret.at, where.caret.at)
        return Selection(row.region, row.line, where.start.at, where.end.at)

    def _follow_selection(self, selection: Selection, by: object) -> None:
        """Go where another pane went; without ``by`` the text has changed, and a caret in the line knows better."""
        if by is self or self._content is not self.session.content:
            return
        caret = self.sheet.where().caret
        if selection.line is not None and by is None and caret is not None and caret.line == selection.line:
            self._tell_caret()
        elif selection.line is not None:
            self._region = None
            if self._selection() != selection:
                start, end = Spot(selection.line, selection.start), Spot(selection.line, selection.end)
                with self._silent():
                    self.sheet.put_caret(Where(start, end, end))
                self._leave_line()
                self.sheet.bring_into_view()
        elif selection.region is not None and selection.region != self._region:
            self._leave_line()
            self._enter_region(selection.region)
        elif selection.region is None:
            self._region = None
        self._light()

    def _leave_line(self) -> None:
        self._block = self.sheet.textCursor().blockNumber()
        self.session.flush()
        self.typist.end_burst()

    def _light(self, _: object = None) -> None:
        over, region = self.session.hover_at, self._region
        caret = self.sheet.textCursor().blockNumber() if region is None and not self.sheet.page.empty else -1
        self.sheet.light(Lit(caret, region, over.region, over.line))
        content = self._content
        self.sheet.lineless = region is not None and all(
            r.lines == () for r in (content.regions if content is not None else ()) if r.id == region
        )

    # Acts

    def act(self, make: Make, *, merge: str = "") -> Change | None:
        """Do what ``make`` says of the page and the selection; None where nothing was done."""
        if self.session.content is None or self.view != DIPLOMATIC:
            self.say(Why.NO_PAGE if self.session.content is None else Why.READ_ONLY)
            return None
        self.session.flush()
        return self.carry_out(make(self.session.content, self.where()), merge=merge)

    def carry_out(self, act: Act, *, merge: str = "") -> Change | None:
        """Send an act's edits, put the caret where it lands, and say what there is to say."""
        change = self.session.do(act.edit, merge=merge) if act.edit is not None else None
        if act.edit is not None and change is None:
            return None
        if act.land is not None:
            self.place(act.land)
        if act.say is not None:
            self.say(act.say)
        elif change is not None:
            self.notice.say("")
        return change

    def say(self, why: Why) -> None:
        """Tell the archivist something, under the text and to whoever listens."""
        words = sentence(why)
        self.notice.say(words)
        self.told.emit(words)

    def set_status(self, status: str) -> None:
        """Say how far the page has come."""
        if self._content is not None and status != self._content.page.status:
            self.session.do(SetPageStatus(self._content.page.id, status))


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
