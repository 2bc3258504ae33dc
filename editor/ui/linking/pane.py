"""The pane of linking: what is said of the page, what can be done, and the list of links; shown on the scan as well."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from editor.ui.jobs import Jobs
from editor.ui.kit.pieces import SentenceLabel, push_button
from editor.ui.kit.theme import Theme
from editor.ui.linking import rows as r
from editor.ui.linking.background import BackgroundLinking, BackgroundStrip
from editor.ui.linking.cutouts import FoundCutouts
from editor.ui.linking.linker import PageLinker
from editor.ui.linking.listing import LinkDelegate, LinkList, LinkRows, is_take_all
from editor.ui.linking.pinning import Pinning
from editor.ui.linking.places import FoundPlaces
from editor.ui.linking.words import heads, summary_of
from editor.ui.pageview.view import PageView
from editor.ui.session import Selection, Session

_OPEN = (r.SUGGESTED, r.NOTICE)
"""Rows that want a decision."""


class LinkingPane(QWidget):
    """Links of the page shown: looked at, taken, set aside, pinned.

    Signals:
        chosen: a row was chosen for good; the archivist wants to be in the text.
        told: a sentence for the status bar.
        counted: how many suggestions wait.
        pagesWanted: the text runs over several pages and is to be given out.
    """

    chosen = Signal()
    told = Signal(str)
    counted = Signal(int)
    pagesWanted = Signal()

    def __init__(self, session: Session, theme: Theme, view: PageView, parent: QWidget | None = None) -> None:
        """Take the session and the view of the scan."""
        super().__init__(parent)
        self._session = session
        self._pinning: Pinning | None = None
        self._following = self._repaired = False
        # Threads of its own: those of the desk may be loading dictionaries, and nobody wants to wait for these here.
        self._looking = Jobs(2, self)
        self.linker = PageLinker(session, self._looking, self)
        self.background = BackgroundLinking(session, self._looking, self)
        session.closing.connect(self._looking.stop)
        self.cutouts = FoundCutouts(session, self._looking, self)
        self.places = FoundPlaces(view, self)
        self._build(theme)
        self._lay_out()
        self._connect(theme)
        self._fill()

    def _build(self, theme: Theme) -> None:
        self.said = SentenceLabel(self)
        self.halt = push_button(
            self, self.tr("&Stop"), self._stop, self.tr("Look no further; nothing is changed (Esc)")
        )
        self.halt.hide()
        self.one = push_button(
            self, self.tr("Take"), self.take_current, self.tr("Take what is chosen in the list (F4)")
        )
        self.aside = push_button(self, self.tr("Set Aside"), self.reject_current, self.tr("Not there (Delete)"))
        self.pin = push_button(self, self.tr("Pin…"), self.begin_pin, self.tr("Say where it stands (Ctrl+Alt+P)"))
        self.whole = QCheckBox(self.tr("Keep paragraphs"), self)
        self.whole.setToolTip(self.tr("Do not cut a paragraph where the lines of the scan end"))
        self.go = push_button(self, "", self.take_all)
        self.go.setToolTip(
            self.tr("Give all sure and pinned lines their places, as one step to undo (Ctrl+Enter); no letter changes")
        )
        self.list = LinkList(self)
        self.list.setAccessibleName(self.tr("Links of the page"))
        self.model = LinkRows(self._whole_text, self)
        self.list.setModel(self.model)
        self.list.setItemDelegate(LinkDelegate(theme, self.cutouts, self.model, self))

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(12, 6, 12, 5)
        row.setSpacing(8)
        row.addWidget(self.said, 1)
        for widget in (self.halt, self.one, self.aside, self.pin, self.whole, self.go):
            row.addWidget(widget)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(BackgroundStrip(self.background, self))
        layout.addLayout(row)
        layout.addWidget(self.list, 1)

    def _connect(self, theme: Theme) -> None:
        self.linker.changed.connect(self._fill)
        self.linker.progressed.connect(self._progress)
        self.linker.told.connect(self._say_aloud)
        self.background.told.connect(self.told)
        self.cutouts.ready.connect(self.list.viewport().update)
        self.places.tapped.connect(self._tapped)
        theme.changed.connect(self.list.viewport().update)
        self.list.asked.connect(self._asked)
        self.list.selectionModel().currentChanged.connect(self._current_changed)
        self._session.selectionChanged.connect(self._selected)

    # What the window asks for

    def begin(self) -> None:
        """Link the page shown."""
        self._end_pin()
        self.linker.start()
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def begin_background(self) -> None:
        """Link the whole document in the background."""
        self.background.start(keep_paragraphs=self.whole.isChecked())

    def show_on_scan(self, on: bool) -> None:
        """Show what was found on the scan and take clicks there, or leave the scan alone."""
        self.places.set_shown(on)
        self._draw()

    def next_open(self, step: int = 1) -> None:
        """Go to the next row that wants a decision."""
        place = self.model.find(lambda row: row.kind in _OPEN, self.list.currentIndex().row(), step)
        if place is not None:
            self._go_to(place)
        elif self.model.rowCount():
            self.told.emit(self.tr("Nothing of this page wants a decision any more."))
        else:
            self.told.emit(self.tr("There are no links to go through yet: Ctrl+Alt+L looks for them."))

    # The list

    @property
    def current(self) -> r.Row | None:
        """Return the row that is chosen."""
        return self.model.row(self.list.currentIndex())

    def _go_to(self, place: int) -> None:
        """Choose a row, and show what stands around it."""
        self.list.setCurrentIndex(self.model.index(place))
        self.list.scrollTo(self.model.index(place), LinkList.ScrollHint.PositionAtCenter)

    def _whole_text(self, line: int) -> str:
        found = self._session.line(line)
        return found.text if found is not None else ""

    def _fill(self) -> None:
        current = self.current
        rows = self.linker.rows(heads())
        content = self._session.content
        if content is not None and rows:
            self.cutouts.cut(content.page, self.linker.layout.lines)
        if rows != list(self.model.rows()):
            self._end_pin()
            self.model.set_rows(rows)
            self._choose_again(current)
        if self._repaired and not (self.linker.busy or self.linker.waiting):
            self._repaired = False
            self._choose_again(None)  # on to what is next, not to the words that were put right
        self._draw()
        self._say()

    def _choose_again(self, was: r.Row | None) -> None:
        """Choose the row that was chosen, else the first that wants a decision, else the first."""
        wishes = (
            lambda row: was is not None and row.key == was.key,
            lambda row: row.kind in _OPEN,
            lambda row: row.kind != r.HEAD,
        )
        found = (place for wish in wishes if (place := self.model.find(wish)) is not None)
        place = next(found, None)
        if place is not None:
            self._go_to(place)

    def _current_changed(self, now: QModelIndex, before: QModelIndex) -> None:
        row = self.model.row(now)
        if row is not None and row.line is not None and not self._following:
            self._session.select_line(row.line, row.start, row.end, self)
        self.places.light(row.at if row is not None else None)
        self._look_at_buttons()

    def _selected(self, selection: Selection, by: object) -> None:
        """Follow the caret of the text."""
        line, start = selection.line, selection.start
        if by is self or line is None or self._pinning is not None or not self.isVisible():
            return
        if self.current is not None and self.current.holds(line, start):
            return
        place = self.model.find(lambda row: row.holds(line, start))
        if place is not None:
            self._following = True
            self._go_to(place)
            self._following = False

    def _draw(self) -> None:
        self.places.show(self.linker.layout.lines, self.model.rows())
        row = self.current
        self.places.light(row.at if row is not None else None)

    # Pinning

    def begin_pin(self) -> None:
        """Ask where the chosen piece of text stands; what is selected in the text goes before the list."""
        row = self._piece()
        if self.linker.proposal is None:
            self._say_aloud(self.tr("Link the text of the page first (Ctrl+Alt+L); then a line can be pinned."))
        elif row is None:
            self._say_aloud(self.tr("Choose a line of the text that is to be pinned."))
        elif self._begin_pinning(row):
            self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self._offer_place()

    def _piece(self) -> r.Row | None:
        """Return what is to be pinned: the words selected in the text, the row chosen, or the line of the caret."""
        at, row = self._session.selection, self.current
        row = row if row is not None and row.can_be_pinned else None
        line = self._session.line(at.line) if at.line is not None else None
        if self.list.hasFocus() or line is None or (at.start == at.end and row is not None and row.line == line.id):
            return row
        start, end = (at.start, at.end) if at.end > at.start else (0, len(line.text))
        return r.Row(r.PLACELESS, line.text[start:end], line.id, start, end)

    def _begin_pinning(self, row: r.Row) -> bool:
        lines = self.linker.layout.lines
        if row.line is None or not lines:
            return False
        near = row.at if row.at is not None else r.place_before(row, self.model.rows())
        self._pinning = Pinning(row.line, row.start, row.end, row.text, lines, near)
        self.list.walking = True
        return True

    def _offer_place(self) -> None:
        if self._pinning is not None:
            self.places.light(self._pinning.at)
            ask = self.tr("Where does “{0}” stand? Click its line, or ↑ ↓ and Enter; Esc leaves it.")
            self.said.say(ask.format(self._pinning.quoted))

    def _pin_at(self, at: int) -> None:
        pinning = self._pinning
        self._end_pin()
        if pinning is not None:
            self.linker.pin(pinning.line, pinning.start, pinning.end, at)
            self.told.emit(self.tr("Pinned; the rest is linked anew around it."))

    def _end_pin(self) -> bool:
        ended, self._pinning, self.list.walking = self._pinning is not None, None, False
        return ended

    def _tapped(self, at: int) -> None:
        """Take a click on a found line: what is being pinned is put there, or text on a free one; else it chooses."""
        row = self.current
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)  # the next key is for the list, not for the scan
        there = self.model.find(lambda one: one.at == at and one.kind != r.NOTICE)
        free = there is None or self.model.rows()[there].kind == r.TEXTLESS
        waiting = free and row is not None and row.kind in r.OF_TEXT
        if self._pinning is None and waiting and row is not None:
            self._begin_pinning(row)
        if self._pinning is not None:
            self._pin_at(at)
        elif there is not None:
            self.list.setCurrentIndex(self.model.index(there))

    # Taking and setting aside

    def take_current(self) -> None:
        """Take the suggestion that is chosen: it is pinned where it is; or do what a notice offers."""
        row = self.current
        if row is None:
            return
        if row.notice is not None:
            self._repair(row)
        elif row.kind == r.REFUSED:
            self.linker.allow(row)
        elif row.kind in (r.SURE, r.SUGGESTED) and row.line is not None and row.at is not None:
            self.linker.pin(row.line, row.start, row.end, row.at)
            self.next_open()
        elif row.kind == r.PLACELESS:
            self.begin_pin()
        elif row.at is not None and (line := self.linker.line_at(row.at)) is not None:
            self._session.select_line(line)
            self.chosen.emit()

    def _repair(self, row: r.Row) -> None:
        from editor.work.linking_repairs import repair_of

        content = self._session.content
        if row.notice is None or content is None:
            return
        if row.notice.kind == "page":
            self.pagesWanted.emit()
            return
        edit = repair_of(row.notice, {line.id: line.text for _, line in content.lines()})
        if edit is None:
            self._say_aloud(self.tr("There is nothing to take here; Delete sets it aside."))
        elif self._session.do(edit) is not None:
            self._repaired = True
            self.told.emit(self.tr("Repaired; Undo takes it back."))

    def reject_current(self) -> None:
        """Set the chosen link or notice aside; a pin is taken out."""
        row = self.current
        if row is None:
            return
        if row.kind == r.PINNED and row.line is not None:
            self.linker.unpin(row.line, row.start, row.end)
        elif row.kind in (r.SURE, r.SUGGESTED, r.NOTICE):
            self.linker.refuse(row)

    def take_all(self) -> None:
        """Give all sure and pinned lines their places, as one step."""
        if self.linker.busy or self.linker.waiting:
            self._say_aloud(self.tr("It is still being linked; take it when that is done."))
            return
        rows = [row for row in self.model.rows() if row.kind in (r.SURE, r.PINNED)]
        count = self.linker.take(rows, keep_paragraphs=self.whole.isChecked())
        if count:
            self._say_aloud(self.tr("Linked: {0} · Undo takes all of it back.").format(count))

    # What is said

    def _progress(self, sentence: str) -> None:
        self.halt.setVisible(bool(sentence))
        if sentence:
            self.said.say(sentence)
        else:
            self._say()

    def _stop(self) -> None:
        self.linker.stop()
        self._say_aloud(self.tr("Stopped; nothing was changed."))

    def _say_aloud(self, sentence: str) -> None:
        self.said.say(sentence)
        self.told.emit(sentence)

    def _say(self) -> None:
        """Say how the page stands."""
        found = r.counts(self.model.rows())
        take = found.get(r.SURE, 0) + found.get(r.PINNED, 0)
        self.go.setText(self.tr("Take &All Sure: {0}").format(take) if take else self.tr("Take &All Sure"))
        self.go.setEnabled(take > 0)
        self._look_at_buttons()
        self.counted.emit(found.get(r.SUGGESTED, 0))
        if self.linker.busy or self._pinning is not None:
            return
        how = self.tr("Ctrl+Alt+L looks where the text of this page stands on its scan.")
        if found:
            self.said.say(summary_of(found, self.linker.note, self.linker.goes_on))
        else:
            self.said.say(self.linker.why_not(self._session.content) or how)

    def _look_at_buttons(self) -> None:
        row = self.current
        kind = row.kind if row is not None else ""
        self.one.setText(self.tr("Type It") if kind == r.TEXTLESS else self.tr("Take"))
        self.one.setEnabled(kind in (r.SURE, r.SUGGESTED, r.REFUSED, r.NOTICE, r.TEXTLESS))
        self.aside.setEnabled(kind in (*r.LINKED, r.NOTICE))
        self.pin.setEnabled(row is not None and row.can_be_pinned)

    # Keys

    def _asked(self, what: str) -> None:
        """Do what a key of the list asks for."""
        pinning = self._pinning
        if pinning is not None and what in ("up", "down"):
            pinning.step(1 if what == "down" else -1)
            self._offer_place()
        elif what == "enter":
            if pinning is not None:
                self._pin_at(pinning.at)
            else:
                self.chosen.emit()
        elif what in ("take", "reject", "all"):
            {"take": self.take_current, "reject": self.reject_current, "all": self.take_all}[what]()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Ctrl+Enter take all from the buttons as well, and Escape leave what was begun."""
        if is_take_all(event):
            self.take_all()
        elif event.key() != Qt.Key.Key_Escape or not self._leave():
            super().keyPressEvent(event)

    def _leave(self) -> bool:
        """Leave what was begun; return whether anything was."""
        if self._end_pin():
            self._draw()
            self._say()
            return True
        if self.linker.busy:
            self._stop()
            return True
        return False
