"""The transcript pane: what keys, mouse, clipboard and the actions' table want of the text."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QWidget

from editor.assist.suspects.values import BANDS, Suspect
from editor.model.change import Change
from editor.model.edit import Batch, TagRegion, TagSpan, TagSpans
from editor.ui.jobs import Jobs
from editor.ui.kit.theme import LARGEST, SMALLEST, Theme
from editor.ui.session import Session
from editor.ui.transcript import clipboard, tagging
from editor.ui.transcript.acts import Spot, Why, flat, refused
from editor.ui.transcript.commands import LineCommands, RegionCommands, TagCommands
from editor.ui.transcript.keys import Wish
from editor.ui.transcript.menu import context_menu
from editor.ui.transcript.onward import Onward
from editor.ui.transcript.popup import TagPopup
from editor.ui.transcript.taking_in import TakingIn
from editor.ui.transcript.underlines import Marked
from editor.ui.transcript.views import DIPLOMATIC


class TranscriptPane(LineCommands, RegionCommands, TagCommands, TakingIn):
    """The text of the current page, to be read, corrected, cut, joined, moved and tagged.

    Signals:
        attributesWanted: the id of an annotation that was just made and has attributes to fill in.
    """

    attributesWanted = Signal(object)

    def __init__(self, session: Session, jobs: Jobs, theme: Theme, parent: QWidget | None = None) -> None:
        """Show the current page of ``session``; ``jobs`` are not needed, all work here is short."""
        super().__init__(session, theme, parent)
        self._popup: TagPopup | None = None
        self.onward = Onward(session, self)
        self.onward.told.connect(self.told)
        self._wishes = {
            Wish.NEXT_LINE: self.next_line,
            Wish.PREVIOUS_LINE: self.previous_line,
            Wish.SPLIT: self.split_line,
            Wish.JOIN_BEFORE: self.join_with_previous,
            Wish.JOIN_AFTER: self.join_with_next,
            Wish.FIRST_LINE: self.new_line_below,
            Wish.NEXT_REGION: self.next_region,
            Wish.PREVIOUS_REGION: self.previous_region,
            Wish.UNDO: session.undo,
            Wish.REDO: session.redo,
        }
        self.sheet.wished.connect(lambda wish: self._wishes[wish]())
        self.sheet.eraseWanted.connect(self.erase)
        self.sheet.pasted.connect(self.paste_text)
        self.sheet.dropped.connect(self.drop)
        self.sheet.refused.connect(self.say)
        self.sheet.menuWanted.connect(self._open_menu)
        self.sheet.zoomed.connect(self._resize_text)
        self.header.sizeWanted.connect(self._resize_text)
        self.header.viewChosen.connect(self.show_view)
        self.header.doubtsToggled.connect(self.show_confidence)
        self.legend.wanted.connect(self.next_tagged)
        self.blank.lineWanted.connect(self.new_line_below)
        app = QApplication.instance()
        if app is not None:
            app.aboutToQuit.connect(clipboard.settle_clipboard)

    def mark_suspects(self, suspects: list[Suspect]) -> None:
        """Underline suspect words: solid where they are probably wrong, dotted where they may be."""
        self.sheet.mark(tuple(self._marked(one) for one in suspects))

    def _marked(self, one: Suspect) -> Marked:
        tip = self.tr("Perhaps wrong ({0} %): {1}").format(round(100 * one.probability), " ".join(one.reasons))
        tip += self.tr(" F4: {0}").format(one.proposals[0]) if one.proposals else ""
        return Marked(one.line, one.start, one.end, one.word, one.band == BANDS[0], tip)

    # Walking

    def next_line(self) -> None:
        """Go to the start of the next line; into an empty region that is selected, or an empty page, a line is put."""
        if self.sheet.lineless or (self.sheet.page.empty and self.view == DIPLOMATIC):
            self.new_line_below()
        elif not self._step_line(1):
            self.say(Why.LAST_OF_PAGE)

    def previous_line(self) -> None:
        """Go to the start of the line before."""
        if not self._step_line(-1):
            self.say(Why.FIRST_OF_PAGE)

    def _step_line(self, step: int) -> bool:
        index = self.sheet.textCursor().blockNumber() + step
        rows = self.sheet.page.rows
        if not 0 <= index < len(rows):
            return False
        self.sheet.walk_to(index)
        return True

    def next_region(self) -> None:
        """Go to the first line of the next region, or select the region where it has none."""
        self._step_region(1)

    def previous_region(self) -> None:
        """Go to the first line of the region before, or select the region where it has none."""
        self._step_region(-1)

    def _step_region(self, step: int) -> None:
        content = self.session.content
        regions = content.regions if content is not None else ()
        here = self.session.selection.region
        place = next((i for i, region in enumerate(regions) if region.id == here), -1 if step > 0 else len(regions))
        if not 0 <= place + step < len(regions):
            self.say(Why.LAST_REGION if step > 0 else Why.FIRST_REGION)
            return
        region = regions[place + step]
        if region.lines and self.view == DIPLOMATIC:
            self.place(Spot(region.lines[0].id))
        else:
            self.select_region(region.id)

    def next_tagged(self, tag: str) -> None:
        """Select the next words with a tag, from the caret on and then from the top."""
        content, caret = self.session.content, self.sheet.where().caret
        if content is None:
            return
        order = {line.id: place for place, line in enumerate(flat(content))}
        spans = [s for a in content.annotations if a.tag == tag for s in a.spans if s.line in order]
        places = sorted((order[s.line], s.start, s.end, s.line) for s in spans)
        here = (order.get(caret.line, -1), caret.at) if caret is not None else (-1, 0)
        if places:
            _, start, end, line = next((p for p in places if p[:2] >= here and p[:3] != (*here, here[1])), places[0])
            self.session.select_line(line, start, end)
            self.sheet.setFocus()

    # Tags

    def choose_tag(self) -> None:
        """Open the list of tags for the selection or the word at the caret."""
        content = self.session.content
        if content is None or self.view != DIPLOMATIC:
            self.act(lambda c, w: refused(Why.NO_LINE))
            return
        self.session.flush()
        parts = tagging.parts_of(self.session.content or content, self.where())
        words = " ".join(self._words(part) for part in parts)
        popup = TagPopup(self.session.tagset, self.theme, words, self)
        popup.chosen.connect(self._tag_chosen)
        popup.destroyed.connect(self._forget_popup)
        self._popup = popup
        popup.open_at(self.sheet.viewport().mapToGlobal(self.sheet.cursorRect().bottomLeft() + QPoint(0, 4)))

    def _words(self, part: tagging.Part) -> str:
        line = self.session.line(part[0])
        return line.text[part[1] : part[2]] if line is not None else ""

    def _forget_popup(self) -> None:
        self._popup = None

    def _tag_chosen(self, name: str) -> None:
        kind = self.session.tagset.tag(name)
        change = self.act(lambda c, w: tagging.tag(c, w, kind, self.session.project.new_id))
        made = _made(change)
        if made is not None and kind.attributes:
            self.attributesWanted.emit(made)

    # Views

    def show_view(self, view: str) -> None:
        """Show the page as it is written (diplomatic), for reading, or as the machine read it (raw)."""
        if view == self.view:
            return
        self.session.flush()
        caret = self.sheet.where().caret
        self.view = view
        self.header.show_view(view)
        self.show_page()
        if caret is not None:
            self.place(Spot(caret.line, caret.at if view == DIPLOMATIC else 0))
        self.viewChanged.emit(view)

    def show_confidence(self, on: bool) -> None:
        """Shade the words the machine doubted, or no longer."""
        self._doubts = on
        self.header.doubts.setChecked(on)
        self._dress()

    def write(self, text: str) -> None:
        """Type something at the caret, as a step of undo of its own."""
        self.session.flush()
        self.typist.end_burst()
        event = QInputMethodEvent()
        event.setCommitString(text)
        QApplication.sendEvent(self.sheet, event)
        self.session.flush()
        self.typist.end_burst()

    def show_invisibles(self, on: bool) -> None:
        """Mark the blanks that break no line, tabs, soft hyphens and blanks too many; what does harm is always."""
        self.sheet.mark_unseen(on)

    def text_larger(self) -> None:
        """Make the text larger."""
        self._resize_text(1)

    def text_smaller(self) -> None:
        """Make the text smaller."""
        self._resize_text(-1)

    def _resize_text(self, step: int) -> None:
        self.set_text_size(self.text_size + step)

    def set_text_size(self, points: float) -> None:
        """Show the text in a size of so many points."""
        points = min(max(points, SMALLEST), LARGEST)
        if points != self.text_size:
            self.text_size = points
            self._dress()
            self.textSizeChanged.emit(points)

    def _open_menu(self, at: QPoint) -> None:
        menu = context_menu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at)


def _made(change: Change | None) -> int | None:
    """Return the id of the first annotation a change made."""
    if change is None:
        return None
    edits = change.edit.edits if isinstance(change.edit, Batch) else (change.edit,)
    return next((edit.id for edit in edits if isinstance(edit, (TagSpan, TagSpans, TagRegion))), None)
