"""Small parts the tabs are put together from."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QLabel, QListView, QVBoxLayout, QWidget


def plain(text: str = "", parent: QWidget | None = None) -> QLabel:
    """Return a label that shows its text as it is, over as many lines as it takes."""
    label = QLabel(parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setText(text)
    return label


def faint(text: str = "", parent: QWidget | None = None) -> QLabel:
    """Return a label in the colour of captions."""
    label = plain(text, parent)
    label.setProperty("role", "faint")
    return label


def combo(name: str, parent: QWidget) -> QComboBox:
    """Return a list of choices that may be narrow."""
    made = QComboBox(parent)
    made.setAccessibleName(name)
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    made.setMinimumContentsLength(8)
    made.setMaxVisibleItems(30)
    return made


def fill(box: QComboBox, choices: Sequence[tuple[str, object]], current: object) -> None:
    """Show ``choices``, pairs of name and value, with ``current`` chosen; a list that is the same is left alone."""
    shown = [(box.itemText(i), box.itemData(i)) for i in range(box.count())]
    if shown != list(choices):
        box.clear()
        for name, value in choices:
            box.addItem(name, value)
    box.setCurrentIndex(next((i for i, (_, value) in enumerate(choices) if value == current), 0))


class Column(QWidget):
    """Widgets under each other, in groups with a caption."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start with nothing in it."""
        super().__init__(parent)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(4)

    def caption(self, text: str) -> QLabel:
        """Add a small faint caption, with some air above it."""
        if self.column.count():
            self.column.addSpacing(8)
        label = faint(text, self)
        self.column.addWidget(label)
        return label

    def clear(self) -> None:
        """Take out everything."""
        while (item := self.column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()


class ShortList(QListView):
    """A list no higher than its rows need, nor than a part of the tab."""

    def __init__(self, name: str, model: QAbstractItemModel, highest: int, parent: QWidget | None = None) -> None:
        """Show ``model`` in at most ``highest`` pixels; ``name`` is for a screen reader."""
        super().__init__(parent)
        self._highest = highest
        self.setModel(model)
        self.setAccessibleName(name)
        self.setWordWrap(True)
        self.setSpacing(1)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def fit(self) -> None:
        """Take the height the rows need."""
        last = self.model().index(self.model().rowCount() - 1, 0)
        if last.isValid():
            self.doItemsLayout()
            needed = self.visualRect(last).bottom() + self.verticalOffset() + 2 * self.spacing() + 4
            self.setFixedHeight(min(needed, self._highest))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the height the rows need in the new width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit()
