"""The pane of marks: what was found, taken one by one, by likeness, or all safe ones; shown on the scan as well."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from editor.store import readers
from editor.ui.jobs import Jobs
from editor.ui.kit.pieces import SentenceLabel, push_button
from editor.ui.kit.theme import Theme
from editor.ui.marks import rows as r
from editor.ui.marks.cutouts import MarkCutouts
from editor.ui.marks.finder import MarkFinder
from editor.ui.marks.listing import MarkDelegate, MarkList, MarkRows, wanted_by
from editor.ui.marks.places import MarkPlaces
from editor.ui.marks.taking import Taking
from editor.ui.marks.words import Said, summary
from editor.ui.pageview.view import PageView
from editor.ui.session import Selection, Session
from editor.work.mark_numbers import NumberVote
from editor.work.marks import MarkProposal, all_like, grouped, none_of

PAGE, DOCUMENT = "page", "document"
_PAUSE = 300
"""Milliseconds between two looks of the list while it is looked for more."""


class MarksPane(QWidget):
    """Marks of a page or a document: looked at, taken, or said to be none.

    Signals:
        told: a sentence for the status bar.
        counted: how many marks wait.
        nonesWanted: the archivist wants to see what was said to be no mark.
    """

    told = Signal(str)
    counted = Signal(int)
    nonesWanted = Signal()

    def __init__(self, session: Session, theme: Theme, view: PageView, parent: QWidget | None = None) -> None:
        """Take the session and the view of the scan."""
        super().__init__(parent)
        self._session = session
        self._following = self._quiet = False
        self._sentence = ""
        # Threads of its own: those of the desk may be loading dictionaries, and nobody wants to wait for these here.
        self._looking = Jobs(2, self)
        self.finder = MarkFinder(session, self._looking, self)
        self._taking = Taking(session, self.finder, self)
        self.cutouts = MarkCutouts(session, self._looking, self)
        session.closing.connect(self._looking.stop)
        self.places = MarkPlaces(view, self)
        self._later = QTimer(self, singleShot=True, interval=_PAUSE)
        self._later.timeout.connect(self._fill)
        self._build(theme)
        self._lay_out()
        self._connect(theme)
        self._fill()

    def _build(self, theme: Theme) -> None:
        self.scope = QComboBox(self)
        self.scope.addItem(self.tr("Whole document"), DOCUMENT)
        self.scope.addItem(self.tr("This page"), PAGE)
        self.scope.setAccessibleName(self.tr("Where marks are looked for"))
        self.scope.setToolTip(self.scope.accessibleName())
        self.said = SentenceLabel(self)
        self.halt = push_button(
            self, self.tr("&Stop"), self._stop, self.tr("Look no further; what was found stays (Esc)")
        )
        self.halt.hide()
        self.one = push_button(self, self.tr("Take"), self.take_current)
        self.like = push_button(self, self.tr("All Like This"), self.take_like)
        self.like.setToolTip(
            self.tr("Take all of this kind and place that say the same or are written alike, as one step (Shift+F4)")
        )
        self.none = push_button(self, self.tr("Not a Mark"), self.reject_current)
        self.none.setToolTip(
            self.tr("It belongs to the text; this is remembered (Delete; with Shift for every page that says the same)")
        )
        self.shelf = push_button(self, "", self.nonesWanted.emit)
        self.shelf.setToolTip(self.tr("List what was said to be no mark, to take some of it back"))
        self.go = push_button(self, "", self.take_safe)
        self.go.setToolTip(
            self.tr("Take all marks of the safe kinds, as one step to undo (Ctrl+Enter); no letter is lost")
        )
        self.list = MarkList(self)
        self.list.setAccessibleName(self.tr("Marks"))
        said = Said(lambda page: self.finder.names.get(page, ""), self._taking.region_of)
        self.model = MarkRows(said, self)
        self.list.setModel(self.model)
        self.list.setItemDelegate(MarkDelegate(theme, self.cutouts, said, self))

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(12, 6, 12, 5)
        row.setSpacing(8)
        row.addWidget(self.scope)
        row.addWidget(self.said, 1)
        for widget in (self.halt, self.one, self.like, self.none, self.shelf, self.go):
            row.addWidget(widget)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(row)
        layout.addWidget(self.list, 1)

    def _connect(self, theme: Theme) -> None:
        self.scope.currentIndexChanged.connect(self.look)
        self.finder.changed.connect(self._changed)
        self.finder.finished.connect(self._fill)
        self._taking.told.connect(self._say_aloud)
        self.cutouts.ready.connect(self.list.viewport().update)
        self.places.tapped.connect(self._tapped)
        theme.changed.connect(self.list.viewport().update)
        self.list.asked.connect(self._asked)
        self.list.selectionModel().currentChanged.connect(self._current_changed)
        self.list.clicked.connect(self._lead)
        self._session.selectionChanged.connect(self._selected)
        self._session.pageShown.connect(self._page_shown)
        self._session.projectChanged.connect(self._count_nones)
        self._count_nones()

    # What the window asks for

    def look(self) -> None:
        """Look for marks, anew."""
        self._sentence = ""
        self.finder.begin(whole=self.scope.currentData() == DOCUMENT)
        self._fill()

    def begin(self) -> None:
        """Look for marks, and let the keys be for the list."""
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if not self.finder.running:
            self.look()

    def set_seen(self, on: bool) -> None:
        """Show what was found on the scan and keep it true, or leave the scan alone."""
        self.finder.set_seen(on)
        self.places.set_shown(on)
        if on and not self.finder.begun:
            self.look()
        elif on:
            self._page_shown()

    def next_row(self, step: int = 1) -> None:
        """Go to the next row, from the last to the first."""
        place = self.model.find(_leads, self.list.currentIndex().row(), step)
        if place is not None:
            self._go_to(place)
        else:
            self.told.emit(self.tr("There are no marks to go through."))

    # The list

    @property
    def current(self) -> r.Row | None:
        """Return the row that is chosen."""
        return self.model.row(self.list.currentIndex())

    def _go_to(self, place: int) -> None:
        self.list.setCurrentIndex(self.model.index(place))
        self.list.scrollTo(self.model.index(place), MarkList.ScrollHint.EnsureVisible)

    def _changed(self) -> None:
        """Show what was found in a while: while a search brings more, the list is not made anew for each page."""
        if self.finder.running and self.model.rowCount():
            if not self._later.isActive():
                self._later.start()
            self._say()
        else:
            self._fill()

    def _fill(self) -> None:
        self._later.stop()
        was, before = self.current, self.model.rows()[max(self.list.currentIndex().row(), 0) :]
        rows = r.rows_of(grouped(self.finder.proposals()), self.finder.votes)
        if rows != list(self.model.rows()):
            self.model.set_rows(rows)
            self._choose_again(was, before)
        self._draw()
        self._say()

    def _choose_again(self, was: r.Row | None, before: Sequence[r.Row]) -> None:
        """Choose the row that was chosen, else the first that stood behind it, else the first of the page."""
        rows, page = self.model.rows(), self._session.page_id
        places = {row.key: place for place, row in enumerate(rows) if _leads(row)}
        found = next((places[row.key] for row in before if row.key in places), None) if was is not None else None
        if found is None:
            found = self.model.find(lambda row: row.page == page and row.mark is not None)
        if found is None:
            found = self.model.find(_leads)
        if found is not None:
            # A page is turned only where somebody walks the list, and the caret goes only with who is in the list.
            same = was is not None and rows[found].key == was.key
            led = self.list.hasFocus() and not self._quiet and (was is not None or rows[found].page == page)
            self._following = same or not led
            self._go_to(found)
            self._following = False

    def _current_changed(self, now: QModelIndex, before: QModelIndex) -> None:
        if not self._following:
            self._lead(now)
        self._light()
        self._look_at_buttons()

    def _lead(self, index: QModelIndex) -> None:
        """Show the page of a row, and put the caret on its words."""
        row = self.model.row(index)
        if row is not None and row.page is not None and row.spot is not None:
            line, start, end = row.spot
            if readers.page_key(self._session.project, row.page) is not None:
                if row.page != self._session.page_id:
                    self._session.show_page(row.page)
                self._session.select_line(line, start, end, self)
                self._light()

    def _selected(self, selection: Selection, by: object) -> None:
        """Follow the caret of the text."""
        line, start = selection.line, selection.start
        if by is self or line is None or not self.isVisible() or self._holds(self.current, line, start):
            return
        place = self.model.find(lambda row: self._holds(row, line, start))
        if place is not None:
            self._following = True
            self._go_to(place)
            self._following = False

    def _holds(self, row: r.Row | None, line: int, start: int) -> bool:
        return row is not None and row.holds(line, start)

    def _page_shown(self) -> None:
        """Look at the page shown where one page is looked at; else show what it has."""
        content = self._session.content
        if not self.isVisible() or content is None:
            return
        other = content.page.id not in self.finder.wanted
        if other and (self.scope.currentData() == PAGE or content.page.document != self.finder.document):
            self.look()
        else:
            self._draw()

    def _draw(self) -> None:
        page = self._session.page_id
        self.places.show(row for row in self.model.rows() if row.page == page)
        self._light()

    def _light(self) -> None:
        row = self.current
        here = row is not None and row.page == self._session.page_id
        self.places.light(row.box if row is not None and here else None)

    def _tapped(self, row: r.Row) -> None:
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)  # the next key is for the list, not for the scan
        place = self.model.find(lambda one: one.key == row.key)
        if place is not None:
            self._go_to(place)

    # Taking

    def take_current(self) -> None:
        """Take the mark that is chosen; of a number, put right what differs from the vote."""
        row = self.current
        if row is None:
            return
        if row.mark is not None:
            self._taking.take([row.mark])
        elif row.vote is not None and row.reading is not None:
            self._taking.put_right(NumberVote(row.vote.vote, (row.reading,)))
        elif row.vote is not None:
            self._taking.put_right(row.vote)

    def take_like(self) -> None:
        """Take all marks like the one that is chosen."""
        self._take_many(self._alike())

    def take_safe(self) -> None:
        """Take all marks of the safe kinds."""
        if self.finder.running:
            self._say_aloud(self.tr("It is still being looked for more; take them when that is done."))
        else:
            self._take_many(r.safe_in(self.model.rows()))

    def _take_many(self, wanted: Sequence[MarkProposal]) -> None:
        """Take many at once; the page that is shown stays."""
        self._quiet = True
        self._taking.take(wanted)
        self._quiet = False

    def _alike(self) -> list[MarkProposal]:
        row = self.current
        return all_like(row.mark, self.finder.proposals()) if row is not None and row.mark is not None else []

    def reject_current(self) -> None:
        """Remember that the chosen one is no mark at its place."""
        self._reject(everywhere=False)

    def reject_everywhere(self) -> None:
        """Remember that what the chosen one says is no mark at such a place on any page."""
        self._reject(everywhere=True)

    def _reject(self, *, everywhere: bool) -> None:
        row = self.current
        if row is not None and row.mark is not None:
            self._taking.reject(row.mark, everywhere=everywhere)

    # What is said

    def _stop(self) -> None:
        self.finder.stop()
        self._fill()
        self._say_aloud(self.tr("Stopped; the list shows what was found until then."))

    def _say_aloud(self, sentence: str) -> None:
        self._sentence = sentence
        self._say()
        self.told.emit(sentence)

    def _say(self) -> None:
        """Say how the list stands."""
        rows = self.model.rows()
        safe, all_of_them = len(r.safe_in(rows)), sum(1 for row in rows if row.mark is not None)
        self.go.setText(self.tr("Take the Sa&fe Ones: {0}").format(safe) if safe else self.tr("Take the Sa&fe Ones"))
        self.go.setEnabled(safe > 0)
        self.halt.setVisible(self.finder.running)
        self.counted.emit(all_of_them)
        self._look_at_buttons()
        if self.finder.running:
            learning, done, of = self.finder.progress
            how = self.tr("Learning what repeats: page {0} of {1}") if learning else self.tr(
                "Looking… page {0} of {1}, marks: {2}")  # fmt: skip
            sentence = how.format(done, of, all_of_them)
        else:
            sentence = self._sentence or self._summary(all_of_them, safe)
        self.said.say(sentence)

    def _count_nones(self) -> None:
        """Offer to list what is no mark, where there is any; what was said of it before may not hold any more."""
        self._sentence = ""
        count = len(none_of(self._session.project))
        self.shelf.setText(self.tr("Not Marks: {0}").format(count))
        self.shelf.setVisible(count > 0)

    def _summary(self, marks: int, safe: int) -> str:
        if not self.finder.begun:
            return self.tr("Ctrl+Alt+M looks for banners, stamps, numbers and lists in the text.")
        unlike = sum(1 for each in self.finder.votes if r.differing(each))
        return summary(marks, safe, unlike, outdated=self.finder.outdated)

    def _look_at_buttons(self) -> None:
        row = self.current
        mark = row.mark if row is not None else None
        alike = len(self._alike())
        self.one.setText(self.tr("Put Right") if row is not None and row.vote is not None else self.tr("Take"))
        self.one.setToolTip(
            self.tr("Give this page, or all that differ, the number most pages have (F4)")
            if row is not None and row.vote is not None
            else self.tr("Make it a region of its kind, out of the sentence (F4 or Enter)")
        )
        self.one.setEnabled(mark is not None or (row is not None and row.can_be_put_right))
        self.like.setText(self.tr("All Like This: {0}").format(alike) if alike else self.tr("All Like This"))
        self.like.setEnabled(alike > 1)
        self.none.setEnabled(mark is not None)

    # Keys

    def _asked(self, what: str) -> None:
        """Do what a key of the list asks for."""
        acts = {
            "take": self.take_current,
            "like": self.take_like,
            "none": self.reject_current,
            "nowhere": self.reject_everywhere,
            "safe": self.take_safe,
        }
        acts[what]()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Ctrl+Enter take the safe ones from the buttons as well, and Escape stop."""
        if wanted_by(event) == "safe":
            self.take_safe()
        elif event.key() == Qt.Key.Key_Escape and self.finder.running:
            self._stop()
        else:
            super().keyPressEvent(event)


def _leads(row: r.Row) -> bool:
    return row.kind != r.HEAD
