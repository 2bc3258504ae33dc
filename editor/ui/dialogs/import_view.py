"""The table of an import on the screen: its keys, its lists to choose from, and what it says while it is empty."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from editor.ui.dialogs.import_table import CONTENT, HOW, IMAGE, OUTCOME, PAGE, TEXT, THUMB, DraftModel
from editor.ui.kit.theme import Theme
from editor.work import plan_changes as changes

Index = QModelIndex | QPersistentModelIndex
_HEIGHT = 50
_WIDTHS = {PAGE: 150, HOW: 150, CONTENT: 140, OUTCOME: 160}
_ARROW = 18

KEYS = {
    (Qt.KeyboardModifier.NoModifier, Qt.Key.Key_Space): "tick",
    (Qt.KeyboardModifier.NoModifier, Qt.Key.Key_Delete): "off",
    (Qt.KeyboardModifier.NoModifier, Qt.Key.Key_F2): "choose",
    (Qt.KeyboardModifier.NoModifier, Qt.Key.Key_Return): "choose",
    (Qt.KeyboardModifier.NoModifier, Qt.Key.Key_Enter): "choose",
    (Qt.KeyboardModifier.AltModifier, Qt.Key.Key_Up): "page_up",
    (Qt.KeyboardModifier.AltModifier, Qt.Key.Key_Down): "page_down",
    (Qt.KeyboardModifier.ControlModifier, Qt.Key.Key_Up): "text_up",
    (Qt.KeyboardModifier.ControlModifier, Qt.Key.Key_Down): "text_down",
    (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier, Qt.Key.Key_Up): "pull",
    (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier, Qt.Key.Key_Down): "push",
    (Qt.KeyboardModifier.ControlModifier, Qt.Key.Key_Z): "undo",
}
"""What a key does in the table: the name of a method of PairTable."""


def meaning(event: QKeyEvent) -> str:
    """Return what a key means in the table, "" for nothing."""
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return KEYS.get((modifiers, Qt.Key(event.key())), "")


class PartnerDelegate(QStyledItemDelegate):
    """Offers the other images or texts of the import in a list."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        """Take the theme for the small arrow that says there is a choice, and the table."""
        super().__init__(parent)
        self._table = parent
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of a small picture with some air."""
        return QSize(super().sizeHint(option, index).width() + _ARROW, _HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the cell, and an arrow where something can be chosen."""
        editable = bool(index.flags() & Qt.ItemFlag.ItemIsEditable)
        own = QStyleOptionViewItem(option)
        if editable:
            own.rect = own.rect.adjusted(0, 0, -_ARROW, 0)
            if own.state & own.state.__class__.State_Selected:
                painter.fillRect(option.rect, option.palette.highlight())
        super().paint(painter, own, index)
        if editable:
            painter.save()
            painter.setPen(self._theme.colour("faint"))
            place = option.rect.adjusted(option.rect.width() - _ARROW, 0, -4, 0)
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, "▾")
            painter.restore()

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Return a list of what the cell may hold."""
        model = cast(DraftModel, index.model())
        box = QComboBox(parent)
        box.setView(QListView(box))
        box.setMaxVisibleItems(16)
        box.setAccessibleName(self.tr("Text of the page") if index.column() == TEXT else self.tr("Image of the page"))
        if index.column() == TEXT:
            box.addItem(self.tr("no text"), None)
        for words, row in model.partners(index.row(), index.column()):
            box.addItem(words, row)
        box.activated.connect(lambda: self._chosen(box))
        QTimer.singleShot(0, box, box.showPopup)
        return box

    def _chosen(self, box: QComboBox) -> None:
        self.commitData.emit(box)
        self.closeEditor.emit(box)
        # The list is gone by now, and the keys would go to whatever comes next in the dialog.
        self._table.setFocus(Qt.FocusReason.OtherFocusReason)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        """Put the list where the cell is, no higher than it needs."""
        height = editor.sizeHint().height()
        rect = option.rect.adjusted(2, 0, -2, 0)
        rect.setTop(rect.center().y() - height // 2)
        rect.setHeight(height)
        editor.setGeometry(rect)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Show what the cell holds."""
        box = cast(QComboBox, editor)
        box.setCurrentIndex(max(box.findData(index.row()), 0))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Let the model bring together what was chosen."""
        chosen = cast(QComboBox, editor).currentData()
        if chosen != index.row():
            model.setData(index, chosen)


class PairTable(QTableView):
    """The pages of a draft; keys and mouse change it.

    Signals:
        done: what was just done, in a few words.
    """

    done = Signal(str)

    def __init__(self, model: DraftModel, theme: Theme, parent: QWidget | None = None) -> None:
        """Show ``model``."""
        super().__init__(parent)
        self._theme = theme
        self._model = model
        self.empty = ""
        """What is said while there is no row."""
        self.setModel(model)
        self.setItemDelegate(PartnerDelegate(theme, self))
        self.setIconSize(THUMB)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setAlternatingRowColors(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDragDropOverwriteMode(True)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(_HEIGHT)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setStyleSheet("QHeaderView::section { padding: 5px 3px; }")
        for column, width in _WIDTHS.items():
            self.setColumnWidth(column, width)
        for column in (IMAGE, TEXT):
            head.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        self.setAccessibleName(self.tr("What will come in"))
        self._kept = (-1, TEXT)
        model.modelAboutToBeReset.connect(self._keep_place)
        model.modelReset.connect(self._find_place)

    def _keep_place(self) -> None:
        index = self.currentIndex()
        if index.isValid():
            self._kept = index.row(), index.column()

    def _find_place(self) -> None:
        if self._kept[0] >= 0 and self._model.rowCount():
            self._go(*self._kept)

    # Keys

    def event(self, event: QEvent) -> bool:
        """Keep the keys that mean something here from everything above."""
        if event.type() == QEvent.Type.ShortcutOverride and meaning(cast(QKeyEvent, event)):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what a key means."""
        means = meaning(event)
        if means and not self._model.frozen:
            getattr(self, means)()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Notice which part of a row is taken hold of."""
        index = self.indexAt(event.position().toPoint())
        self._model.dragged = index.column() if index.isValid() else PAGE
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open the list where its arrow is clicked."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and index.flags() & Qt.ItemFlag.ItemIsEditable:
            rect = self.visualRect(index)
            if event.position().x() > rect.right() - _ARROW - 2:
                self.edit(index)

    # What can be done with the rows that are selected

    def _row(self) -> int:
        return self.currentIndex().row()

    def _selected(self) -> list[int]:
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        return rows or ([self._row()] if self._row() >= 0 else [])

    def _go(self, row: int, column: int | None = None) -> None:
        column = column if column is not None else max(self.currentIndex().column(), 0)
        row = min(max(row, 0), self._model.rowCount() - 1)
        self.setCurrentIndex(self._model.index(row, column))

    def _change(self, draft: changes.Draft, row: int, words: str) -> None:
        column = max(self.currentIndex().column(), 0)
        if draft != self._model.draft:
            self._model.change(draft)
            self.done.emit(words)
        self._go(row, column)

    def tick(self) -> None:
        """Take the selected pages, or leave them out where all are taken."""
        rows = self._selected()
        if rows:
            taken = not all(self._model.draft[row].taken for row in rows)
            here = self._row()
            words = self.tr("To be taken again.") if taken else self.tr("Not to be taken.")
            self._change(changes.set_taken(self._model.draft, rows, taken), here, words)
            if len(rows) > 1:
                flag = self.selectionModel().SelectionFlag
                for row in rows:
                    self.selectionModel().select(self._model.index(row, PAGE), flag.Select | flag.Rows)

    def off(self) -> None:
        """Take the text off the image."""
        if self._row() >= 0:
            words = self.tr("The text was taken off; it waits in the row below.")
            self._change(changes.take_text_off(self._model.draft, self._row()), self._row(), words)

    def choose(self) -> None:
        """Open the list of texts, or of images where the caret is in that column."""
        index = self.currentIndex()
        if index.isValid():
            column = index.column() if index.column() in (IMAGE, TEXT) else TEXT
            self.edit(self._model.index(index.row(), column))

    def _step(self, by: int) -> None:
        row = self._row()
        if row >= 0:
            self._change(changes.move(self._model.draft, row, by), row + by, self.tr("The page was moved."))

    def page_up(self) -> None:
        """Move the page up."""
        self._step(-1)

    def page_down(self) -> None:
        """Move the page down."""
        self._step(1)

    def _swap(self, by: int) -> None:
        row, draft = self._row(), self._model.draft
        if 0 <= row + by < len(draft) and row >= 0:
            count = len(draft)
            changed = changes.exchange_texts(draft, row, row + by)
            # A row that was only a text is gone once its text has found an image.
            target = row + by if len(changed) == count else min(row, row + by)
            self._change(changed, target, self.tr("The texts of two pages were exchanged."))

    def text_up(self) -> None:
        """Exchange the text with that of the page above."""
        self._swap(-1)

    def text_down(self) -> None:
        """Exchange the text with that of the page below."""
        self._swap(1)

    def push(self) -> None:
        """Move this text and all after it to the next image each."""
        if self._row() >= 0:
            words = self.tr("All texts from here on moved to the next image.")
            self._change(changes.push_texts(self._model.draft, self._row()), self._row(), words)

    def pull(self) -> None:
        """Move all texts after this one to the image before each."""
        if self._row() >= 0:
            words = self.tr("All texts after this one moved to the image before.")
            self._change(changes.pull_texts(self._model.draft, self._row()), self._row(), words)

    def undo(self) -> None:
        """Take the last change back."""
        row = self._row()
        if self._model.undo():
            self.done.emit(self.tr("The change was taken back."))
            self._go(row)

    # While it is empty

    def paintEvent(self, event: QPaintEvent) -> None:
        """Say what the table is for while there is nothing in it."""
        super().paintEvent(event)
        if self.empty and not self._model.rowCount():
            painter = QPainter(self.viewport())
            painter.setPen(self._theme.colour("faint"))
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(self.viewport().rect().adjusted(40, 20, -40, -20), flags, self.empty)
