"""The list of tags that opens at the caret: typing filters it, Enter takes the tag, Escape none."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QListView, QVBoxLayout, QWidget

from editor.model.tagset import SpanTag, TagSet
from editor.ui.kit.swatch import swatch
from editor.ui.kit.theme import Theme

_NAME = Qt.ItemDataRole.UserRole


def matching(tagset: TagSet, typed: str) -> list[SpanTag]:
    """Return the tags that ``typed`` may mean: its key, then the beginnings of names, then what has it inside."""
    wanted = typed.strip().casefold()
    if not wanted:
        return list(tagset.tags)

    def rank(tag: SpanTag) -> int:
        names = (tag.label.casefold(), tag.name.casefold())
        if tag.key.casefold() == wanted:
            return 0
        if any(name.startswith(wanted) for name in names):
            return 1
        return 2 if any(wanted in name for name in names) else 3

    return sorted((tag for tag in tagset.tags if rank(tag) < 3), key=rank)


class TagPopup(QFrame):
    """Lets a tag be chosen.

    Signals:
        chosen: the name of the tag.
    """

    chosen = Signal(str)

    def __init__(self, tagset: TagSet, theme: Theme, words: str, parent: QWidget) -> None:
        """Offer the tags of ``tagset`` for ``words``."""
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self._tagset = tagset
        self._theme = theme
        self.edit = QLineEdit(self)
        self.edit.setPlaceholderText(self.tr("Tag, or its key"))
        self.edit.setAccessibleName(self.tr("Filter the tags"))
        self.edit.textChanged.connect(self._filter)
        self.edit.installEventFilter(self)
        self.list = QListView(self)
        self.list.setAccessibleName(self.tr("Tags"))
        self.list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.list.setIconSize(QSize(12, 12))
        self.list.setUniformItemSizes(True)
        self.list.clicked.connect(self._take)
        self._model = QStandardItemModel(self)
        self.list.setModel(self._model)
        about = QLabel(self)
        about.setTextFormat(Qt.TextFormat.PlainText)
        about.setProperty("role", "faint")
        about.setText(about.fontMetrics().elidedText(words, Qt.TextElideMode.ElideMiddle, 210))
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 6, 6, 6)
        column.setSpacing(4)
        for widget in (about, self.edit, self.list):
            column.addWidget(widget)
        about.setVisible(bool(words))
        self._filter("")
        self.resize(240, 320)

    def open_at(self, at: QPoint) -> None:
        """Open below a point of the screen, or above it where there is no room."""
        screen = self.screen().availableGeometry()
        x = min(max(at.x(), screen.left()), screen.right() - self.width())
        y = at.y() if at.y() + self.height() < screen.bottom() else max(at.y() - self.height() - 30, screen.top())
        self.move(x, y)
        self.show()
        self.edit.setFocus(Qt.FocusReason.PopupFocusReason)

    def _filter(self, typed: str) -> None:
        self._model.clear()
        for tag in matching(self._tagset, typed):
            item = QStandardItem(f"{tag.label}    {tag.key}" if tag.key else tag.label)
            item.setIcon(swatch(self._theme.soft(tag.colour), self._theme.kind_colour(tag.colour)))
            item.setData(tag.name, _NAME)
            item.setToolTip("")
            item.setAccessibleDescription(tag.description)
            self._model.appendRow(item)
        self.list.setCurrentIndex(self._model.index(0, 0))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Walk in the list and take from it while the letters go to the filter."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}
            key = Qt.Key(event.key())
            if key in steps:
                self._step(steps[key])
                return True
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._take(self.list.currentIndex())
                return True
        return super().eventFilter(watched, event)

    def _step(self, step: int) -> None:
        row = min(max(self.list.currentIndex().row() + step, 0), self._model.rowCount() - 1)
        self.list.setCurrentIndex(self._model.index(row, 0))

    def _take(self, index: QModelIndex) -> None:
        name = index.data(_NAME) if index.isValid() else None
        if name is not None:
            self.close()
            self.chosen.emit(name)
