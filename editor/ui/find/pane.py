"""The pane that finds words and patterns in the project and leads to them; it changes nothing."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QListView, QToolButton, QVBoxLayout, QWidget

from editor.model.faults import Fault
from editor.store import readers
from editor.ui.find.scan import Scan, expression, wrong
from editor.ui.jobs import Jobs
from editor.ui.kit.listmodel import RowsModel
from editor.ui.kit.rowdelegate import LOOK, Look, RowDelegate
from editor.ui.kit.theme import Theme
from editor.ui.session import Session
from editor.work import search
from editor.work.search import Hit

_PAGE_OF_HITS = 200
_PAUSE = 180
"""Milliseconds without a key before what was typed is looked for."""


class FindPane(QWidget):
    """A query, its hits, and the way to each.

    Signals:
        queryChanged: what is looked for, so that another field can show it.
        chosen: a hit was chosen for good; the archivist wants to be in the text.
    """

    queryChanged = Signal(str)
    chosen = Signal()

    def __init__(self, session: Session, jobs: Jobs, theme: Theme, parent: QWidget | None = None) -> None:
        """Take the session whose project is searched."""
        super().__init__(parent)
        self._session = session
        self._labels: dict[int, str] = {}
        self._dirty = False
        self._scan = Scan(session, self)
        self._scan.found.connect(self._add)
        self._scan.finished.connect(self._finish)
        self.model: RowsModel[Hit] = RowsModel(self._show, self)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self.search)
        self._build(theme)
        theme.changed.connect(self.view.viewport().update)
        session.structureChanged.connect(self._labels.clear)
        session.closing.connect(self._pause.stop)
        session.closing.connect(self._scan.stop)
        for changed in (session.contentChanged, session.structureChanged):
            changed.connect(self._mark_dirty)

    def _build(self, theme: Theme) -> None:
        self.query = QLineEdit(self)
        self.query.setPlaceholderText(self.tr("Words to find"))
        self.query.setAccessibleName(self.tr("Find in project"))
        self.query.setClearButtonEnabled(True)
        self.query.setMaximumWidth(360)
        self.query.textEdited.connect(self._typed)
        self.query.returnPressed.connect(self._enter)
        self.case = self._switch("Aa", self.tr("Match case"))
        self.regex = self._switch(".*", self.tr("Regular expression"))
        self.said = QLabel(self)
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        self.said.setProperty("role", "faint")
        self.stop = QToolButton(self)
        self.stop.setText(self.tr("Stop"))
        self.stop.clicked.connect(self._stop)
        self.stop.setToolTip(self.tr("Look no further; what was found stays"))
        self.stop.hide()
        row = QHBoxLayout()
        row.setContentsMargins(12, 6, 12, 4)
        for widget in (self.query, self.case, self.regex, self.said, self.stop):
            row.addWidget(widget)
        row.addStretch(1)
        self.view = QListView(self)
        self.view.setModel(self.model)
        self.view.setItemDelegate(RowDelegate(theme, parent=self.view))
        self.view.setUniformItemSizes(True)
        self.view.setAccessibleName(self.tr("Hits"))
        self.view.clicked.connect(self.go)
        self.view.activated.connect(self._choose)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(row)
        layout.addWidget(self.view, 1)

    def _switch(self, text: str, name: str) -> QToolButton:
        switch = QToolButton(self)
        switch.setText(text)
        switch.setToolTip(name)
        switch.setAccessibleName(name)
        switch.setCheckable(True)
        switch.toggled.connect(self.search)
        return switch

    # What the window asks for

    def focus_search(self) -> None:
        """Put the caret into the query, with all of it selected."""
        self.query.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.query.selectAll()

    def set_query(self, text: str) -> None:
        """Look for ``text`` after a pause, as if it had been typed here."""
        if text != self.query.text():
            self.query.setText(text)
            self._pause.start()

    def search(self) -> None:
        """Look for what the query says, now."""
        self._pause.stop()
        self._stop()
        self._session.flush()
        self._dirty = False
        query = self.query.text()
        if not query.strip():
            self.model.set_rows([])
            self.said.clear()
        elif self.regex.isChecked() or self.case.isChecked():
            self._start_scan(query)
        else:
            self._find_words(query)

    def next_hit(self) -> None:
        """Go to the hit behind the one shown last, from the last to the first."""
        self._step(1)

    def previous_hit(self) -> None:
        """Go to the hit before the one shown last, from the first to the last."""
        self._step(-1)

    def go(self, index: QModelIndex) -> None:
        """Go to the page and line of a hit."""
        hit = self.model.row(index)
        if hit is None:
            return
        start, end = hit.start, hit.end
        try:
            now = readers.line(self._session.project, hit.line).text
        except Fault:
            self.said.setText(self.tr("This line is no longer there."))
            return
        if now != hit.text:
            words = hit.text[hit.start : hit.end]
            start = max(now.find(words), 0)
            end = start + len(words) if words in now else start
        page = readers.page_of(self._session.project, hit.line)
        self._session.go_to(page if page is not None else hit.page, hit.line, start, end)

    # Inside

    def _typed(self, text: str) -> None:
        self.queryChanged.emit(text)
        self._pause.start()

    def _enter(self) -> None:
        if self._pause.isActive() or self._dirty:
            self.search()
        if self.model.rowCount():
            self._step(1)

    def _choose(self, index: QModelIndex) -> None:
        self.go(index)
        self.chosen.emit()

    def _step(self, step: int) -> None:
        if not self.query.text().strip():
            self.focus_search()
            return
        if self._pause.isActive() or (self._dirty and not self._scan.running):
            row = self.view.currentIndex().row()
            self.search()
            self._set_row(min(row, self.model.rowCount() - 1))
        count = self.model.rowCount()
        if not count:
            return
        row = self.view.currentIndex().row()
        if step > 0 and row == count - 1 and self.model.canFetchMore(QModelIndex()):
            self.model.fetchMore(QModelIndex())
            count = self.model.rowCount()
        self._set_row((row + step) % count if row >= 0 else (0 if step > 0 else count - 1))
        self.go(self.view.currentIndex())

    def _set_row(self, row: int) -> None:
        if row >= 0:
            self.view.setCurrentIndex(self.model.index(row))

    def _find_words(self, query: str) -> None:
        project = self._session.project

        def more(have: int) -> Sequence[Hit]:
            return search.words(project, query, _PAGE_OF_HITS, have)

        hits = more(0)
        self.model.set_rows(hits, more if len(hits) == _PAGE_OF_HITS else None)
        if len(hits) == _PAGE_OF_HITS:
            self.said.setText(self.tr("Lines: {0} or more").format(len(hits)))
        else:
            self.said.setText(self.tr("Lines: {0}").format(len(hits)) if hits else self.tr("Nothing found"))

    def _start_scan(self, query: str) -> None:
        self.model.set_rows([])
        pattern = expression(query, regex=self.regex.isChecked(), case=self.case.isChecked())
        if trouble := wrong(pattern):
            self.said.setText(trouble)
            return
        self.said.setText(self.tr("Searching…"))
        self.stop.show()
        self._scan.start(pattern)

    def _add(self, hits: list[Hit], lines: int) -> None:
        self.model.append(hits)
        self.said.setText(self.tr("Hits so far: {0}, lines read: {1}").format(self.model.rowCount(), lines))

    def _finish(self, sentence: str) -> None:
        self.stop.hide()
        count = self.model.rowCount()
        found = self.tr("Hits: {0}").format(count) if count else self.tr("Nothing found")
        self.said.setText(f"{found} · {sentence}" if sentence else found)

    def _stop(self) -> None:
        if self._scan.running:
            self._scan.stop()
            self._finish(self.tr("stopped"))

    def _mark_dirty(self) -> None:
        self._dirty = True

    def _show(self, hit: Hit, role: int) -> object:
        if role == LOOK:
            return Look(self._label(hit.page), hit.text, (hit.start, hit.end))
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{self._label(hit.page)}: {hit.text}"
        return None

    def _label(self, page: int) -> str:
        if page not in self._labels:
            try:
                self._labels[page] = readers.page(self._session.project, page).label
            except Fault:
                self._labels[page] = ""
        return self._labels[page]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Down go from the query into the hits."""
        if event.key() == Qt.Key.Key_Down and self.query.hasFocus() and self.model.rowCount():
            self.view.setFocus()
            self._set_row(max(self.view.currentIndex().row(), 0))
        else:
            super().keyPressEvent(event)
