"""The pane of problems: those of the page shown and the tray of orphans; it leads to each and judges none itself."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QListView, QPushButton, QToolButton, QVBoxLayout, QWidget

from editor.assist.suspects.values import Suspect
from editor.model import edit as e
from editor.model.annotation import Annotation
from editor.model.check import Problem, problems
from editor.model.page import PageContent
from editor.store import readers
from editor.ui.jobs import Jobs
from editor.ui.kit.listmodel import RowsModel
from editor.ui.kit.rowdelegate import LOOK, Look, RowDelegate
from editor.ui.kit.theme import Theme
from editor.ui.problems.doubts import Doubts
from editor.ui.problems.seek import Seek
from editor.ui.session import Selection, Session
from editor.ui.suspecting import Suspecting
from editor.work.walking import Doubt, Order, doubts_of

MARKS = {
    "error": ("●", "error"),
    "warning": ("▲", "warning"),
    "hint": ("○", "faint"),
    "probable": ("▬", "error"),
    "possible": ("┄", "warning"),
    "orphan": ("◇", "accent"),
}
"""The mark of each severity and its colour: the shape tells it without the colour."""
_PAUSE = 200
"""Milliseconds after a change before the page is looked over again."""
_TRAY = 500


@dataclass(frozen=True, slots=True)
class Row:
    """A problem, a suspect word as a problem, or an annotation in the tray."""

    severity: str
    place: str
    text: str
    problem: Problem | None = None
    orphan: Annotation | None = None

    @property
    def spot(self) -> tuple[str, int | None, int] | None:
        """Return what a problem is of and where, None for what has no line: what is said of it may change."""
        problem = self.problem
        return (problem.kind, problem.line, problem.start) if problem is not None and problem.line else None


class ProblemsPane(QWidget):
    """The problems of the page, and what lies in the tray.

    Signals:
        countChanged: how many rows there are.
        told: a sentence for the status bar.
        chosen: a problem was chosen for good; the archivist wants to be in the text.
        orderChanged: whether the most doubtful comes first, and not what is read first.
    """

    countChanged = Signal(int)
    told = Signal(str)
    chosen = Signal()
    orderChanged = Signal(bool)

    def __init__(self, session: Session, jobs: Jobs, theme: Theme, parent: QWidget | None = None) -> None:
        """Take the session whose page is looked over."""
        super().__init__(parent)
        self._session = session
        self._seeking = 0
        self._going = False
        self._by_doubt = False
        self._suspecting: Suspecting | None = None
        self._seek = Seek(session, jobs, self)
        self._seek.arrived.connect(self._arrive)
        self._seek.told.connect(self.told)
        self._doubts = Doubts(session, jobs, self)
        self._doubts.arrived.connect(self._go_to_doubt)
        self._doubts.told.connect(self.told)
        self._doubts.counted.connect(self._show_known)
        self._order: Order | None = None
        self._went: Selection | None = None
        """The selection as the last step left it."""
        self.model: RowsModel[Row] = RowsModel(self._show, self)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self.refresh)
        self._build(theme)
        theme.changed.connect(self.view.viewport().update)
        for changed in (session.pageShown, session.contentChanged, session.projectChanged, session.structureChanged):
            changed.connect(self._pause.start)
        session.selectionChanged.connect(self._show_buttons)
        for moved in (session.pageShown, session.contentChanged, session.selectionChanged):
            moved.connect(self._left)
        session.closing.connect(self._pause.stop)
        self._pause.start()

    def _build(self, theme: Theme) -> None:
        self.view = QListView(self)
        self.view.setModel(self.model)
        self.view.setItemDelegate(RowDelegate(theme, parent=self.view))
        self.view.setUniformItemSizes(True)
        self.view.setAccessibleName(self.tr("Problems on this page"))
        self.view.clicked.connect(self.go)
        self.view.activated.connect(self._choose)
        self.view.selectionModel().currentChanged.connect(self._show_buttons)
        self.empty = QLabel(self)
        self.empty.setTextFormat(Qt.TextFormat.PlainText)
        self.empty.setProperty("role", "faint")
        self.empty.setContentsMargins(14, 8, 14, 8)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.anchor = QPushButton(self.tr("Put on the selected words"), self)
        self.anchor.clicked.connect(self._anchor)
        self.discard = QPushButton(self.tr("Throw away"), self)
        self.discard.clicked.connect(self._discard)
        self.tray = QWidget(self)
        row = QHBoxLayout(self.tray)
        row.setContentsMargins(12, 4, 12, 6)
        row.addWidget(self.anchor)
        row.addWidget(self.discard)
        row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._build_head())
        layout.addWidget(self.empty)
        layout.addWidget(self.view, 1)
        layout.addWidget(self.tray)
        self.tray.hide()

    def _build_head(self) -> QWidget:
        head = QWidget(self)
        self.order = QLabel(self.tr("In reading order"), head)
        self.order.setTextFormat(Qt.TextFormat.PlainText)
        self.order.setProperty("role", "faint")
        self.first = QToolButton(head)
        self.first.setText(self.tr("Most doubtful first"))
        self.first.setToolTip(self.tr("Walk with F8 by how doubtful words are, over the whole project (Alt+F8)"))
        self.first.setCheckable(True)
        self.first.toggled.connect(self.set_by_doubt)
        row = QHBoxLayout(head)
        row.setContentsMargins(12, 0, 12, 2)
        row.addWidget(self.order, 1)
        row.addWidget(self.first)
        return head

    # What the window asks for

    def use(self, suspecting: Suspecting) -> None:
        """List the suspect words that are found as well."""
        self._suspecting = suspecting
        self._doubts.use(suspecting)
        suspecting.found.connect(lambda _: self._pause.start())

    def refresh(self) -> None:
        """Look over the page shown and the tray, now."""
        self._pause.stop()
        place = self.view.currentIndex().row()
        current = self.model.row(self.view.currentIndex())
        rows = self._rows()
        if list(self.model.rows()) != rows:
            self.model.set_rows(rows)
            if current is not None:
                self.view.setCurrentIndex(self.model.index(self._kept(current, place, rows)))
        self.empty.setText(
            self.tr("The words of this page are being looked at…")
            if self._is_looking()
            else self.tr("Nothing on this page asks for a look.")
        )
        self.empty.setVisible(not rows)
        self.view.setVisible(bool(rows))
        self._show_buttons()
        self.countChanged.emit(len(rows))

    def _is_looking(self) -> bool:
        """Tell whether what is suspect on the page shown is not known yet."""
        finds = self._suspecting
        text = self._session.content is not None and any(line.text for _, line in self._session.content.lines())
        return finds is not None and finds.shown and not finds.judged and text

    def next_problem(self) -> None:
        """Go to the next problem, on a page behind if there is none left on this one."""
        self._step(1)

    def previous_problem(self) -> None:
        """Go to the problem before, on a page before if there is none left on this one."""
        self._step(-1)

    @property
    def by_doubt(self) -> bool:
        """Tell whether the most doubtful comes first, and not what is read first."""
        return self._by_doubt

    def set_by_doubt(self, on: bool) -> None:
        """Walk and list the most doubtful first, or in reading order."""
        if on != self._by_doubt:
            self._by_doubt = on
            self.stop_looking()
            if not on:
                self._doubts.stop()
            self.order.setText(self.tr("Most doubtful first") if on else self.tr("In reading order"))
            self.first.setChecked(on)
            self.refresh()
        self.orderChanged.emit(on)

    def stop_looking(self) -> bool:
        """Look for no other page any more; tell whether there was anything to stop."""
        if self._seek.stop() | self._doubts.stop_waiting():
            self.told.emit(self.tr("Looking was stopped."))
            return True
        return False

    def go(self, index: QModelIndex) -> None:
        """Go to what a row is about."""
        row = self.model.row(index)
        if row is not None and row.problem is not None:
            problem = row.problem
            if problem.line is not None:
                self._session.go_to(problem.page, problem.line, problem.start, problem.end)
            elif problem.region is not None:
                self._session.go_to(problem.page)
                self._session.select_region(problem.region)

    # Inside

    def _rows(self) -> list[Row]:
        content = self._session.content
        places: dict[int, str] = {}
        rows: list[Row] = []
        if content is not None:
            for region in content.regions:
                places[region.id] = f"{content.page.label} · {region.seq}"
                for line in region.lines:
                    places[line.id] = f"{content.page.label} · {region.seq}.{line.seq}"
            rows = [self._row(doubt, places, content.page.label) for doubt in self._sorted(content)]
        return rows + [self._orphan_row(orphan) for orphan in readers.orphans(self._session.project, _TRAY)]

    @staticmethod
    def _kept(current: Row, place: int, rows: list[Row]) -> int:
        """Return where a row is among others; where it is settled, the row before it: the next one is next."""
        if current in rows:
            return rows.index(current)
        same = (at for at, row in enumerate(rows) if row.spot is not None and row.spot == current.spot)
        return next(same, min(place, len(rows)) - 1)

    def _sorted(self, content: PageContent) -> list[Doubt]:
        """Return what asks for a look on the page shown, in the order that was chosen."""
        suspects = self._suspecting.suspects if self._suspecting is not None else []
        doubts = doubts_of(content.page.id, suspects, problems(content, self._session.tagset))
        self._order = order = Order(content)
        doubts.sort(key=lambda doubt: order.key(doubt.problem))
        return sorted(doubts, key=lambda doubt: -doubt.points) if self._by_doubt else doubts

    def _row(self, doubt: Doubt, places: dict[int, str], page: str) -> Row:
        problem, suspect = doubt.problem, doubt.suspect
        place = places.get(problem.line or problem.region or 0, page)
        if suspect is not None:
            return Row(suspect.band, place, self._said(suspect), problem)
        return Row(problem.severity, place, problem.text, problem)

    def _said(self, one: Suspect) -> str:
        text = self.tr("“{0}” may be wrong ({1} %). {2}").format(
            one.word, round(100 * one.probability), " ".join(one.reasons)
        )
        return text + self.tr(" Perhaps {0}.").format(", ".join(one.proposals)) if one.proposals else text

    def _orphan_row(self, orphan: Annotation) -> Row:
        label = self._session.tagset.tag(orphan.tag).label
        text = self.tr("“{0}” ({1}) lost its words.").format(orphan.quote, label)
        return Row("orphan", self.tr("Tray"), text, None, orphan)

    # Walking

    def _step(self, step: int) -> None:
        self._session.flush()
        self.refresh()
        if self._by_doubt:
            self._going = True
            self._doubts.next() if step > 0 else self._doubts.previous()
            self._going = False
            return
        found = self._beside(step)
        if found is not None:
            self._seek.stop()
            self._go_to_row(found)
        elif not self._seek.running or step != self._seeking:
            self._seeking = step
            self._seek.start(step, self._suspecting)

    def _beside(self, step: int) -> int | None:
        """Return the next row, or the one before: from the current one, or from the caret where it was put since."""
        rows, at, row = self.model.rows(), self._session.selection, self.view.currentIndex().row()
        here = self._order.caret(at.line, at.start) if at.line is not None and self._order is not None else None
        if here is None or self._order is None or at == self._went:
            candidates = range(row + 1, len(rows)) if step > 0 else range((row if row >= 0 else len(rows)) - 1, -1, -1)
            return next((n for n in candidates if rows[n].problem is not None), None)
        keys = [(n, self._order.key(row.problem)) for n, row in enumerate(rows) if row.problem is not None]
        if step > 0:
            return next((n for n, key in keys if key >= here), None)
        return next((n for n, key in reversed(keys) if key < here), None)

    def _go_to_row(self, row: int) -> None:
        index = self.model.index(row)
        self.view.setCurrentIndex(index)
        self.go(index)
        self._went = self._session.selection

    def _arrive(self, page: int, suspects: list[Suspect]) -> None:
        """Show a page that asks for a look, at the first or last of its places."""
        self._session.show_page(page)
        if self._suspecting is not None:
            self._suspecting.take_over(page, suspects)
        self.refresh()
        rows = [at for at, row in enumerate(self.model.rows()) if row.problem is not None]
        if rows:
            self._go_to_row(rows[0] if self._seeking > 0 else rows[-1])

    def _go_to_doubt(self, doubt: Doubt) -> None:
        """Show a place of any page, and its row where the list has it."""
        self._going = True
        one = doubt.problem
        if one.page != self._session.page_id:
            self._session.show_page(one.page)
            if self._suspecting is not None and doubt.suspect is not None:
                self._suspecting.take_over(one.page, [doubt.suspect])
        self.refresh()
        rows = self.model.rows()
        found = next((n for n, row in enumerate(rows) if row.problem == one), None)
        if found is not None:
            self._go_to_row(found)
        elif one.line is not None:
            self._session.go_to(one.page, one.line, one.start, one.end)
        self._going = False

    def _left(self) -> None:
        """Look no further where somebody went elsewhere or typed meanwhile: nobody is to be carried away."""
        if not self._going:
            self.stop_looking()

    def _show_known(self, places: int, pages: int, more: bool) -> None:
        words = self.tr("Most doubtful first: {0} places known, {1} pages looked over so far") if more else self.tr(
            "Most doubtful first: {0} places known on {1} pages")  # fmt: skip
        self.order.setText(words.format(f"{places:,}", f"{pages:,}"))

    def _choose(self, index: QModelIndex) -> None:
        self.go(index)
        self.chosen.emit()

    # The tray

    def _orphan(self) -> Annotation | None:
        row = self.model.row(self.view.currentIndex())
        return row.orphan if row is not None else None

    def _show_buttons(self) -> None:
        selection = self._session.selection
        self.tray.setVisible(self._orphan() is not None)
        self.anchor.setEnabled(selection.line is not None and selection.end > selection.start)

    def _anchor(self) -> None:
        orphan, selection = self._orphan(), self._session.selection
        if orphan is not None and selection.line is not None:
            self._session.do(e.AnchorOrphan(orphan.id, selection.line, selection.start, selection.end))
            self.refresh()

    def _discard(self) -> None:
        orphan = self._orphan()
        if orphan is not None:
            self._session.do(e.RemoveAnnotation(orphan.id))
            self.refresh()

    def _show(self, row: Row, role: int) -> object:
        if role == LOOK:
            mark, tone = MARKS[row.severity]
            return Look(row.place, row.text, (0, 0), mark, tone)
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{row.place}: {row.text}"
        return None
