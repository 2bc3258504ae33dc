"""The pane of problems: those of the page shown and the tray of orphans; it leads to each and judges none itself."""

from __future__ import annotations

import time
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QListView, QPushButton, QVBoxLayout, QWidget

from editor.assist.suspects.values import Suspect
from editor.model import edit as e
from editor.model.annotation import Annotation
from editor.model.check import Problem, problems
from editor.store import readers
from editor.ui.jobs import Jobs
from editor.ui.kit.listmodel import RowsModel
from editor.ui.kit.rowdelegate import LOOK, Look, RowDelegate
from editor.ui.kit.theme import Theme
from editor.ui.session import Session
from editor.ui.suspecting import Suspecting

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
_SLICE = 0.02
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


def _also(problem: Problem, suspects: list[Row]) -> bool:
    """Tell whether a word the machine was not sure of is among the suspects, which say so too."""
    spans = ((row.problem.line, row.problem.start, row.problem.end) for row in suspects if row.problem is not None)
    return any(line == problem.line and a < problem.end and problem.start < b for line, a, b in spans)


class ProblemsPane(QWidget):
    """The problems of the page, and what lies in the tray.

    Signals:
        countChanged: how many rows there are.
        told: a sentence for the status bar.
        chosen: a problem was chosen for good; the archivist wants to be in the text.
    """

    countChanged = Signal(int)
    told = Signal(str)
    chosen = Signal()

    def __init__(self, session: Session, jobs: Jobs, theme: Theme, parent: QWidget | None = None) -> None:
        """Take the session whose page is looked over."""
        super().__init__(parent)
        self._session = session
        self._seeking = 0
        self._seek_from: int | None = None
        self._suspecting: Suspecting | None = None
        self._ahead: list[Suspect] = []
        self.model: RowsModel[Row] = RowsModel(self._show, self)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self.refresh)
        self._seek = QTimer(self, interval=0)
        self._seek.timeout.connect(self._seek_on)
        self._build(theme)
        theme.changed.connect(self.view.viewport().update)
        for changed in (session.pageShown, session.contentChanged, session.projectChanged, session.structureChanged):
            changed.connect(self._pause.start)
        session.selectionChanged.connect(self._show_buttons)
        session.closing.connect(self._pause.stop)
        session.closing.connect(self._seek.stop)
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
        self.empty = QLabel(self.tr("Nothing on this page asks for a look."), self)
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
        layout.addWidget(self.empty)
        layout.addWidget(self.view, 1)
        layout.addWidget(self.tray)
        self.tray.hide()

    # What the window asks for

    def use(self, suspecting: Suspecting) -> None:
        """List the suspect words that are found as well."""
        self._suspecting = suspecting
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
        self.empty.setVisible(not rows)
        self.view.setVisible(bool(rows))
        self._show_buttons()
        self.countChanged.emit(len(rows))

    def next_problem(self) -> None:
        """Go to the next problem, on a page behind if there is none left on this one."""
        self._step(1)

    def previous_problem(self) -> None:
        """Go to the problem before, on a page before if there is none left on this one."""
        self._step(-1)

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
            suspects = self._suspect_rows(places, content.page.id)
            told = {row.problem.line for row in suspects if row.problem is not None}
            for problem in problems(content, self._session.tagset):
                if problem.kind == "low-confidence" and problem.line in told and _also(problem, suspects):
                    continue
                place = places.get(problem.line or problem.region or 0, content.page.label)
                rows.append(Row(problem.severity, place, problem.text, problem))
            hints = next((at for at, row in enumerate(rows) if row.severity == "hint"), len(rows))
            rows[hints:hints] = suspects
        return rows + [self._orphan_row(orphan) for orphan in readers.orphans(self._session.project, _TRAY)]

    @staticmethod
    def _kept(current: Row, place: int, rows: list[Row]) -> int:
        """Return where a row is among others; where it is settled, the row before it: the next one is next."""
        if current in rows:
            return rows.index(current)
        same = (at for at, row in enumerate(rows) if row.spot is not None and row.spot == current.spot)
        return next(same, min(place, len(rows)) - 1)

    def _suspect_rows(self, places: dict[int, str], page: int) -> list[Row]:
        found = self._suspecting.suspects if self._suspecting is not None else []
        return [
            Row(one.band, places.get(one.line, ""), self._said(one), Problem(
                "suspect", one.band, one.word, page, None, one.line, one.start, one.end))
            for one in found
        ]  # fmt: skip

    def _said(self, one: Suspect) -> str:
        text = self.tr("“{0}” may be wrong ({1} %). {2}").format(
            one.word, round(100 * one.probability), " ".join(one.reasons)
        )
        return text + self.tr(" Perhaps {0}.").format(", ".join(one.proposals)) if one.proposals else text

    def _orphan_row(self, orphan: Annotation) -> Row:
        label = self._session.tagset.tag(orphan.tag).label
        text = self.tr("“{0}” ({1}) lost its words.").format(orphan.quote, label)
        return Row("orphan", self.tr("Tray"), text, None, orphan)

    def _step(self, step: int) -> None:
        self._session.flush()
        self._seek.stop()
        self.refresh()
        rows = self.model.rows()
        row = self.view.currentIndex().row()
        candidates = range(row + 1, len(rows)) if step > 0 else range((row if row >= 0 else len(rows)) - 1, -1, -1)
        found = next((at for at in candidates if rows[at].problem is not None), None)
        if found is not None:
            self._go_to_row(found)
        elif self._session.page_id is not None:
            self._seeking, self._seek_from = step, self._session.page_id
            self._seek.start()

    def _go_to_row(self, row: int) -> None:
        index = self.model.index(row)
        self.view.setCurrentIndex(index)
        self.go(index)

    def _seek_on(self) -> None:
        """Look over the pages beside, a few at a time, until one has a problem."""
        until = time.monotonic() + _SLICE
        while time.monotonic() < until:
            beside = readers.page_beside(self._session.project, self._seek_from or 0, self._seeking)
            if beside is None:
                self._seek.stop()
                self.told.emit(self.tr("There is no further problem in this direction."))
                return
            self._seek_from = beside
            content = readers.content(self._session.project, beside)
            self._ahead = self._suspecting.ahead(content) if self._suspecting is not None else []
            if self._ahead or problems(content, self._session.tagset):
                self._seek.stop()
                self._arrive(beside)
                return

    def _arrive(self, page: int) -> None:
        self._session.show_page(page)
        if self._suspecting is not None:
            self._suspecting.take_over(page, self._ahead)
        self.refresh()
        rows = [at for at, row in enumerate(self.model.rows()) if row.problem is not None]
        if rows:
            self._go_to_row(rows[0] if self._seeking > 0 else rows[-1])

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
