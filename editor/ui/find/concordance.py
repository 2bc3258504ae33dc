"""The list of places: each with its tick, its cut-out, and its text as it is and as it would be; leads to each."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListView, QWidget

from editor.model.annotation import NOTE
from editor.model.faults import Fault
from editor.store import readers
from editor.ui.find.cutouts import Cutouts
from editor.ui.find.hits import PREVIEW, HitDelegate, HitsModel, Preview
from editor.ui.jobs import Jobs
from editor.ui.kit.theme import Theme
from editor.ui.session import Session
from editor.work.replace import Hit


class Concordance(QListView):
    """Places of a project, ticked or not.

    Signals:
        chosen: a place was chosen for good; the archivist wants to be in the text.
    """

    chosen = Signal()

    def __init__(
        self,
        session: Session,
        jobs: Jobs,
        theme: Theme,
        becomes: Callable[[Hit], str],
        verified_too: Callable[[], bool],
        parent: QWidget | None = None,
    ) -> None:
        """Take what a place would become, and whether verified lines are changed too."""
        super().__init__(parent)
        self._session = session
        self._becomes = becomes
        self._verified_too = verified_too
        self._labels: dict[int, str] = {}
        self.hits = HitsModel(self._show, self)
        self.cutouts = Cutouts(session, jobs, self)
        self.cutouts.know(self._lines_beside)
        self.setModel(self.hits)
        self.setItemDelegate(HitDelegate(theme, self.cutouts, self))
        self.setUniformItemSizes(True)
        self.clicked.connect(self.go_to)
        self.activated.connect(self._choose)
        self.cutouts.ready.connect(self.viewport().update)
        theme.changed.connect(self.viewport().update)
        session.structureChanged.connect(self._labels.clear)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Ctrl+A tick all, or none where all are ticked."""
        if event.key() == Qt.Key.Key_A and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.hits.tick_all(bool(self.hits.unticked()))
        else:
            super().keyPressEvent(event)

    def next_hit(self, step: int = 1) -> None:
        """Go to the place behind the one shown last, from the last to the first."""
        count, row = self.hits.rowCount(), self.currentIndex().row()
        if count:
            self.setCurrentIndex(self.hits.index((row + step) % count if row >= 0 or step > 0 else count - 1))
            self.go_to(self.currentIndex())

    def go_to(self, index: QModelIndex) -> None:
        """Show a place on its page."""
        hit = self.hits.row(index)
        if hit is None or readers.page_key(self._session.project, hit.at.page) is None:
            return
        if hit.at.annotation is None:
            self._session.go_to(hit.at.page, hit.at.line, hit.start, hit.end)
        else:
            self._session.go_to(hit.at.page, hit.at.line)

    def go_into(self) -> None:
        """Put the caret into the list, on the place shown last or the first."""
        if self.hits.rowCount():
            self.setFocus()
            self.setCurrentIndex(self.hits.index(max(self.currentIndex().row(), 0)))

    def standing(self, hits: list[Hit]) -> list[Hit]:
        """Return those places that still read as they did when they were found."""
        return [hit for hit in hits if self._stands(hit)]

    def _stands(self, hit: Hit) -> bool:
        try:
            if hit.at.annotation is not None:
                text = readers.annotation(self._session.project, hit.at.annotation).attributes.get(hit.at.key)
            else:
                text = readers.line(self._session.project, hit.at.line or 0).text
        except Fault:
            return False
        return text == hit.at.text

    def _choose(self, index: QModelIndex) -> None:
        self.go_to(index)
        self.chosen.emit()

    # What a row shows

    def _lines_beside(self, page: int) -> list[int]:
        lines = (hit.at.line for hit in self.hits.rows() if hit.at.page == page)
        return list(dict.fromkeys(line for line in lines if line is not None))

    def _show(self, hit: Hit, role: int) -> object:
        if role == PREVIEW:
            return self._preview(hit)
        if role == Qt.ItemDataRole.DisplayRole:
            shown = self._preview(hit)
            return f"{shown.place}: {shown.before}[{shown.old} → {shown.new}]{shown.behind}"
        return None

    def _preview(self, hit: Hit) -> Preview:
        at = hit.at
        place = f"{self._label(at.page)} · {at.place}" if at.place else self._label(at.page)
        left = at.verified and not self._verified_too()
        if at.annotation is not None:
            kind = self.tr("note") if at.tag == NOTE else f"{at.tag}: {at.key}"
        else:
            kind = self.tr("verified, left alone") if left else self.tr("verified") if at.verified else ""
        new = hit.groups[0] if left else self._becomes(hit)
        return Preview(place, kind, at.text[: hit.start], hit.groups[0], new, at.text[hit.end :])

    def _label(self, page: int) -> str:
        if page not in self._labels:
            try:
                self._labels[page] = readers.page(self._session.project, page, 0).label
            except Fault:
                self._labels[page] = ""
        return self._labels[page]
