"""Text and session in step: the caret is the selection, and what is asked of the text is done in the project."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from editor.model.change import Change
from editor.model.edit import SetPageStatus
from editor.ui.kit.theme import Theme
from editor.ui.session import Selection, Session
from editor.ui.transcript.acts import Act, Spot, Where, Why
from editor.ui.transcript.commands import Make
from editor.ui.transcript.margins import Lit
from editor.ui.transcript.showing import Showing
from editor.ui.transcript.views import DIPLOMATIC


class Desk(Showing):
    """Keeps caret and selection in step and carries out acts."""

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        """Show the current page of ``session``."""
        super().__init__(session, theme, parent)
        session.selectionChanged.connect(self._follow_selection)
        session.hovered.connect(lambda _: self.light())
        self.sheet.cursorPositionChanged.connect(self._tell_caret)
        self.sheet.selectionChanged.connect(self._tell_caret)
        self.sheet.entered.connect(self._take_up)
        self.sheet.headingClicked.connect(self.select_region)
        self.header.statusChosen.connect(self.set_status)
        self.show_page()

    # Caret and selection

    def settle(self, land: Spot | None, *, kept: bool, ours: bool) -> None:
        """Bring caret and selection together after a change."""
        if land is not None:
            self.place(land)
        elif not kept and not self.sheet.page.empty:
            self._tell_caret()
        elif not ours:
            self._follow_selection(self.session.selection, None)

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
        self.light()

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
        self.light()

    def _take_up(self) -> None:
        """Select the caret's line where the archivist comes into the text and nothing was selected."""
        if self.session.selection == Selection() and not self.sheet.page.empty:
            self._tell_caret()

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
        if selection.line is not None:
            self._go_to(selection, caret_knows=by is None)
        elif selection.region is None:
            self._region = None
        elif selection.region != self._region:
            self._leave_line()
            self._enter_region(selection.region)
        self.light()

    def _go_to(self, selection: Selection, *, caret_knows: bool) -> None:
        caret = self.sheet.where().caret
        if selection.line is None or (caret_knows and caret is not None and caret.line == selection.line):
            self._tell_caret()
            return
        self._region = None
        if self._selection() == selection:
            return
        start, end = Spot(selection.line, selection.start), Spot(selection.line, selection.end)
        with self._silent():
            found = self.sheet.put_caret(Where(start, end, end))
        self._leave_line()
        if found:
            self.sheet.bring_into_view()
        elif selection.region is not None:
            self.sheet.show_heading(selection.region)

    def _leave_line(self) -> None:
        self._block = self.sheet.textCursor().blockNumber()
        self.session.flush()
        self.typist.end_burst()

    def light(self) -> None:
        """Light up the caret's line, the selected region and what the mouse is over."""
        over, region = self.session.hover_at, self._region
        here = region is None and self.session.selection != Selection() and not self.sheet.page.empty
        caret = self.sheet.textCursor().blockNumber() if here else -1
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

    def set_status(self, status: str) -> None:
        """Say how far the page has come."""
        if self._content is not None and status != self._content.page.status:
            self.session.do(SetPageStatus(self._content.page.id, status))
