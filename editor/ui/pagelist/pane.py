"""The pane of the pages: which there are, how far each has come, which one is shown. It knows no other pane."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import cast

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QModelIndex, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListView,
    QMenu,
    QVBoxLayout,
    QWidget,
)

from editor.model.edit import Batch, Edit, RemovePage, SetPageStatus
from editor.model.page import STATUSES
from editor.store.progress import CHOICES
from editor.ui.jobs import Jobs
from editor.ui.kit.decode import Source
from editor.ui.kit.theme import Theme
from editor.ui.kit.thumbs import Thumbs
from editor.ui.pagelist.card import CardDelegate
from editor.ui.pagelist.model import MOST, WINDOW, PageListModel, PageRow
from editor.ui.pagelist.status import status_words
from editor.ui.session import Session

_SELECT = QItemSelectionModel.SelectionFlag.ClearAndSelect
_NEAR = 400
"""Pixels from the first row at which the pages before it are read."""


def cache_folder() -> Path:
    """Return the folder in which small pictures are remembered; it may be emptied at any time."""
    from platformdirs import user_cache_path

    return user_cache_path("muniment", appauthor=False) / "thumbnails"


def _meaning(event: QKeyEvent) -> str:
    alt, key = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier, event.key()
    if alt == Qt.KeyboardModifier.AltModifier:
        return {Qt.Key.Key_Up: "up", Qt.Key.Key_Down: "down"}.get(Qt.Key(key), "")
    return {Qt.Key.Key_Delete: "remove", Qt.Key.Key_F2: "name"}.get(Qt.Key(key), "") if not alt else ""


class PageListView(QListView):
    """The list; the width of its cards follows its own.

    Signals:
        stepped: the selected pages are to go up (-1) or down (1).
        removeWanted: they are to be removed.
    """

    stepped = Signal(int)
    removeWanted = Signal()

    def __init__(self, delegate: CardDelegate, parent: QWidget | None = None) -> None:
        """Show cards by ``delegate``."""
        super().__init__(parent)
        self._cards = delegate
        self.setItemDelegate(delegate)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalScrollBar().setSingleStep(24)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)  # the model takes only its own pages
        self.setDragDropOverwriteMode(False)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setDropIndicatorShown(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setMinimumWidth(96)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Make the cards as wide as the list."""
        # Room for the bar is left also where there is none, so that cards do not jump when it comes.
        width = self.width() - self.verticalScrollBar().sizeHint().width()
        if width != self._cards.width:
            self._cards.width = width
            self.scheduleDelayedItemsLayout()
        super().resizeEvent(event)

    def event(self, event: QEvent) -> bool:
        """Keep the keys that mean something here from the shortcuts of the window."""
        if event.type() == QEvent.Type.ShortcutOverride and _meaning(cast(QKeyEvent, event)):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move with Alt and the arrows, remove with Delete, name with F2."""
        meaning = _meaning(event)
        if meaning in ("up", "down"):
            self.stepped.emit(-1 if meaning == "up" else 1)
        elif meaning == "remove":
            self.removeWanted.emit()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """Return a width that shows a page clearly."""
        return QSize(150, 600)

    def rows_in_sight(self) -> tuple[int, int]:
        """Return the numbers of the first and last row that are seen."""
        first, last = self.indexAt(QPoint(20, 2)), self.indexAt(QPoint(20, self.viewport().height() - 2))
        start = first.row() if first.isValid() else 0
        return start, last.row() if last.isValid() else min(start + 20, self.model().rowCount() - 1)

    def keep_at(self, index: QModelIndex, top: int) -> None:
        """Scroll so that a row begins at ``top`` again, after rows came or went above it."""
        if index.isValid():
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + self.visualRect(index).top() - top)

    def scroll_to_current(self) -> None:
        """Bring the current page into sight, if it is not."""
        self.scrollTo(self.currentIndex(), QAbstractItemView.ScrollHint.EnsureVisible)


class PageListPane(QWidget):
    """Shows the project's pages and lets them be chosen, named, ordered, marked and removed.

    Signals:
        compareWanted: the id of a page of which two versions are to be compared.
    """

    compareWanted = Signal(object)

    def __init__(self, session: Session, jobs: Jobs, theme: Theme, parent: QWidget | None = None) -> None:
        """Show the pages of the session."""
        super().__init__(parent)
        self._session = session
        self._syncing = False
        self.model = PageListModel(session, self)
        self.thumbs = Thumbs(jobs, cache_folder(), self.devicePixelRatioF(), self)
        delegate = CardDelegate(theme, self._picture, lambda: session.page_id, self)
        self.view = PageListView(delegate, self)
        self.view.setModel(self.model)
        self.view.setAccessibleName(self.tr("Pages"))
        self.view.stepped.connect(self._step)
        self.view.removeWanted.connect(self.remove_page)
        self.view.customContextMenuRequested.connect(self._show_menu)
        self.view.selectionModel().currentChanged.connect(self._chosen)
        self.view.verticalScrollBar().valueChanged.connect(self._scrolled)
        self._refresh = QTimer(self, singleShot=True, interval=0)
        self._refresh.timeout.connect(self.refresh)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(self._build_choice())
        box.addWidget(self.none)
        box.addWidget(self.view, 1)
        self.setFocusProxy(self.view)
        session.structureChanged.connect(self._refresh.start)
        session.pageShown.connect(self._page_shown)
        session.closing.connect(self._stop)
        self.thumbs.ready.connect(self.view.viewport().update)
        theme.changed.connect(self.view.viewport().update)
        self.refresh()

    def _build_choice(self) -> QHBoxLayout:
        self.choice = QComboBox(self)
        self.choice.setAccessibleName(self.tr("Which pages are listed"))
        self.choice.setToolTip(self.tr("List all pages, or only some of them"))
        self.choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.choice.setMinimumContentsLength(6)
        names = {"": self.tr("All pages"), "needing": self.tr("That need me"), "review": self.tr("Need review")}
        for choice in CHOICES:
            self.choice.addItem(names.get(choice, status_words(choice).capitalize()), choice)
        self.choice.insertSeparator(len(names))
        self.choice.activated.connect(lambda: self.show_only(str(self.choice.currentData())))
        self.none = QLabel(self)
        self.none.setTextFormat(Qt.TextFormat.PlainText)
        self.none.setWordWrap(True)
        self.none.setProperty("role", "faint")
        self.none.setContentsMargins(10, 8, 10, 8)
        self.none.hide()
        row = QHBoxLayout()
        row.setContentsMargins(6, 6, 6, 2)
        row.addWidget(self.choice)
        return row

    # Showing

    def show_only(self, choice: str) -> None:
        """List all pages (""), or only those of a choice (see ``progress.CHOICES``); the page shown stays."""
        self._syncing = True
        self.model.show_only(choice)
        self._syncing = False
        self.choice.setCurrentIndex(self.choice.findData(choice))
        self.refresh()

    def refresh(self) -> None:
        """Read the pages again."""
        self._syncing = True
        self.model.refresh()
        self._syncing = False
        empty = bool(self.model.only) and not self.model.rowCount()
        self.none.setVisible(empty)
        if empty:
            self.none.setText(self.tr("No page is listed under “{0}”.").format(self.choice.currentText()))
        self._page_shown()

    def _page_shown(self) -> None:
        page = self._session.page_id
        self._syncing = True
        index = self.model.index_of(page) if page is not None and self.model.reach(page) else QModelIndex()
        if self.view.currentIndex() != index or not self.view.selectionModel().isSelected(index):
            # Not the view's own setCurrentIndex: with Ctrl held, as in Ctrl+PgDown, that adds to what is selected.
            self.view.selectionModel().setCurrentIndex(index, _SELECT)
        self._syncing = False
        self.view.viewport().update()
        if index.isValid():
            self.view.scroll_to_current()

    def _stop(self) -> None:
        self._refresh.stop()

    def _picture(self, row: PageRow) -> QPixmap | None:
        page = row.page
        if not page.image:
            return None
        return self.thumbs.get(self._source(row))

    def _source(self, row: PageRow) -> Source:
        return Source(str(self._session.project.path.parent / row.page.image), row.page.frame)

    def _scrolled(self) -> None:
        """Read on where the list comes near an end of what was read; make pictures of what is in sight only."""
        first, last = self.view.rows_in_sight()
        if not self._syncing and (self.view.verticalScrollBar().value() < _NEAR or self.model.rowCount() > MOST):
            self._read_on(first, last)
            first, last = self.view.rows_in_sight()
        rows = [self.model.row(self.model.index(number)) for number in range(max(first - 1, 0), last + 2)]
        self.thumbs.want_only(self._source(row) for row in rows if row is not None and row.page.image)

    def _read_on(self, first: int, last: int) -> None:
        self._syncing = True
        index = self.model.index(first)
        page = self.model.row(index)
        top = self.view.visualRect(index).top()
        self.model.trim(first, last)
        if first < WINDOW // 2:
            self.model.fetch_before()
        if page is not None:
            self.view.keep_at(self.model.index_of(page.page.id), top)
        current = self.model.index_of(self._session.page_id)
        if current != self.view.currentIndex():
            self.view.selectionModel().setCurrentIndex(current, _SELECT)
        self._syncing = False

    def _chosen(self, index: QModelIndex) -> None:
        row = self.model.row(index)
        if not self._syncing and row is not None and row.page.id != self._session.page_id:
            self._session.show_page(row.page.id)

    # Doing

    def selected(self) -> list[PageRow]:
        """Return the selected pages in order."""
        indexes = sorted(self.view.selectionModel().selectedIndexes(), key=lambda index: index.row())
        return [row for index in indexes if (row := self.model.row(index)) is not None]

    def set_status(self, status: str) -> None:
        """Give the selected pages a status."""
        self._do([SetPageStatus(row.page.id, status) for row in self.selected()], self.tr("Set page status"))

    def toggle_review(self) -> None:
        """Ask for the selected pages to be looked at again, or take that back."""
        rows = self.selected()
        review = not all(row.page.needs_review for row in rows)
        edits = [SetPageStatus(row.page.id, row.page.status, review) for row in rows]
        self._do(edits, self.tr("Needs review"))

    def rename_page(self) -> None:
        """Edit the name of the current page in the list."""
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        if self.view.currentIndex().isValid():
            self.view.scroll_to_current()
            self.view.edit(self.view.currentIndex())

    def move_page_up(self) -> None:
        """Put the selected pages one place earlier."""
        self._step(-1)

    def move_page_down(self) -> None:
        """Put the selected pages one place later."""
        self._step(1)

    def _step(self, by: int) -> None:
        ids = [row.page.id for row in self.selected()]
        self.model.step(ids, by)
        self.refresh()
        self._select(ids)

    def _select(self, pages: list[int]) -> None:
        """Select pages again that stand elsewhere now; the current one stays."""
        chosen = QItemSelection()
        for page in pages:
            index = self.model.index_of(page)
            if index.isValid():
                chosen.select(index, index)
        self.view.selectionModel().select(chosen, self.view.selectionModel().SelectionFlag.ClearAndSelect)

    def remove_page(self) -> None:
        """Remove the selected pages; it can be undone, and the image files stay."""
        rows = self.selected()
        ids = {row.page.id for row in rows}
        if self._session.page_id in ids:
            self._leave(ids)
        self._do([RemovePage(row.page.id) for row in rows], self.tr("Remove pages"))

    def _leave(self, ids: set[int]) -> None:
        """Show a page that stays: the next one, or the one before."""
        here = self.model.index_of(self._session.page_id).row()
        numbers = [*range(here + 1, self.model.rowCount()), *range(here - 1, -1, -1)]
        rows = (self.model.row(self.model.index(number)) for number in numbers)
        stays = next((row.page.id for row in rows if row is not None and row.page.id not in ids), None)
        if stays is not None:
            self._session.show_page(stays)

    def _do(self, edits: Sequence[Edit], title: str) -> None:
        if edits:
            self._session.do(edits[0] if len(edits) == 1 else Batch(tuple(edits), title))

    def _show_menu(self, at: QPoint) -> None:
        if self.selected():
            menu = self.menu()
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(self.view.viewport().mapToGlobal(at))

    def menu(self) -> QMenu:
        """Return the menu of the selected pages."""
        rows = self.selected()
        menu = QMenu(self)
        for status in STATUSES:
            action = menu.addAction(status_words(status).capitalize())
            action.setCheckable(True)
            action.setChecked(bool(rows) and all(row.page.status == status for row in rows))
            action.triggered.connect(partial(self.set_status, status))
        menu.addSeparator()
        review = menu.addAction(self.tr("Needs review"), self.toggle_review)
        review.setCheckable(True)
        review.setChecked(bool(rows) and all(row.page.needs_review for row in rows))
        menu.addSeparator()
        if len(rows) == 1 and rows[0].versions:
            menu.addAction(self.tr("Compare versions…"), lambda: self.compareWanted.emit(rows[0].page.id))
            menu.addSeparator()
        menu.addAction(self.tr("Rename page") + "\tF2", self.rename_page)
        for text, move in ((self.tr("Move up") + "\tAlt+↑", self.move_page_up), (
            self.tr("Move down") + "\tAlt+↓", self.move_page_down)):  # fmt: skip
            menu.addAction(text, move).setEnabled(not self.model.only)
        menu.addSeparator()
        menu.addAction(self.tr("Remove page", "", len(rows)) + "\tDel", self.remove_page)
        return menu
