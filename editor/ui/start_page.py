"""What is shown without a project: the ones opened last, the ways to begin, and a place to drop files."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QListView,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from editor.ui.jobs import Jobs
from editor.ui.kit.icons import icon
from editor.ui.kit.listmodel import VALUE, RowsModel
from editor.ui.kit.settings import Settings
from editor.ui.kit.theme import Theme


@dataclass(frozen=True, slots=True)
class Recent:
    """A project opened before, and whether its file is still there."""

    path: Path
    there: bool = True


class StartPage(QWidget):
    """The page to begin from.

    Signals:
        newAsked, openAsked, sampleAsked, restoreAsked: what a button says.
        chosen: a project of the list, as a Path.
    """

    newAsked = Signal()
    openAsked = Signal()
    sampleAsked = Signal()
    restoreAsked = Signal()
    chosen = Signal(object)

    def __init__(self, settings: Settings, theme: Theme, parent: QWidget | None = None) -> None:
        """Show the projects of ``settings``."""
        super().__init__(parent)
        self._settings = settings
        self._theme = theme
        self._jobs = Jobs(1, self)
        self._buttons: list[tuple[QPushButton, str]] = []
        self.model: RowsModel[Recent] = RowsModel(self._show, self)
        column = QVBoxLayout()
        column.setSpacing(6)
        self._head(column)
        body = QHBoxLayout()
        body.setSpacing(44)
        body.addLayout(self._ways(), 2)
        body.addLayout(self._list(), 3)
        column.addLayout(body)
        column.addSpacing(26)
        column.addWidget(self._drop_target())
        middle = QWidget(self)
        middle.setLayout(column)
        middle.setMaximumWidth(820)
        middle.setMinimumWidth(560)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(middle, 100)
        row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.addStretch(2)
        layout.addLayout(row)
        layout.addStretch(3)
        theme.changed.connect(self._dress)
        self._dress()
        self.refresh()

    def _head(self, column: QVBoxLayout) -> None:
        title = QLabel("Muniment", self)
        title.setProperty("role", "title")
        column.addWidget(title)
        column.addWidget(self._faint(self.tr("A writing desk for archives: the scan beside its text.")))
        column.addSpacing(24)

    def _ways(self) -> QVBoxLayout:
        ways = QVBoxLayout()
        ways.setSpacing(8)
        ways.addWidget(self._heading(self.tr("Begin")))
        for text, drawn, signal in (
            (self.tr("New project…"), "new", self.newAsked),
            (self.tr("Open…"), "open", self.openAsked),
            (self.tr("Open the sample project"), "sample", self.sampleAsked),
            (self.tr("Restore from a backup…"), "undo", self.restoreAsked),
        ):
            button = QPushButton(text, self)
            button.setProperty("role", "way")
            button.clicked.connect(signal)
            self._buttons.append((button, drawn))
            ways.addWidget(button)
        ways.addStretch(1)
        return ways

    def _list(self) -> QVBoxLayout:
        recent = QVBoxLayout()
        recent.setSpacing(8)
        recent.addWidget(self._heading(self.tr("Recent projects")))
        self.none = self._faint(self.tr("Projects you have opened will be listed here."))
        recent.addWidget(self.none)
        self.view = QListView(self)
        self.view.setModel(self.model)
        self.view.setItemDelegate(_RecentDelegate(self._theme, self.view))
        self.view.setAccessibleName(self.tr("Recent projects"))
        self.view.setMinimumHeight(190)
        self.view.activated.connect(self._choose)
        self.view.clicked.connect(self._choose)
        recent.addWidget(self.view, 1)
        recent.addStretch(0)
        return recent

    def _drop_target(self) -> QFrame:
        frame = QFrame(self)
        frame.setProperty("role", "drop")
        label = self._faint(
            self.tr("Drop a project here to open it, or scans and their text to make a new project of them.")
        )
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        label.setWordWrap(True)
        layout = QVBoxLayout(frame)
        layout.setContentsMargins(20, 22, 20, 22)
        layout.addWidget(label)
        return frame

    def _heading(self, text: str) -> QLabel:
        label = QLabel(text, self)
        label.setProperty("role", "heading")
        return label

    def _faint(self, text: str) -> QLabel:
        label = QLabel(text, self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setProperty("role", "faint")
        return label

    def _dress(self) -> None:
        for button, drawn in self._buttons:
            button.setIcon(icon(drawn, self._theme))
        self.view.viewport().update()

    def refresh(self) -> None:
        """Read the list again; a drive that does not answer holds nobody up."""
        paths = self._settings.recent()
        self._set([Recent(path) for path in paths])
        if paths:
            self._jobs.start(lambda: [Recent(path, path.exists()) for path in paths], self._set)

    def _set(self, rows: list[Recent]) -> None:
        if list(self.model.rows()) != rows:
            self.model.set_rows(rows)
        self.none.setVisible(not rows)
        self.view.setVisible(bool(rows))

    def _choose(self, index: QModelIndex) -> None:
        row = self.model.row(index)
        if row is not None and row.there:
            self.chosen.emit(row.path)

    def _show(self, row: Recent, role: int) -> object:
        if role == Qt.ItemDataRole.DisplayRole:
            return row.path.stem if row.there else self.tr("{0} (not there)").format(row.path.stem)
        if role == Qt.ItemDataRole.ToolTipRole:
            return str(row.path).replace("<", "‹")
        return None


class _RecentDelegate(QStyledItemDelegate):
    """Draws a project as its name over its folder; one that is gone in grey."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(0, 2 * QFontMetrics(option.font).height() + 12)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        own = QStyleOptionViewItem(option)
        self.initStyleOption(own, index)
        name, own.text = own.text, ""
        own.widget.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, own, painter, own.widget)
        row = index.data(VALUE)
        metrics = QFontMetrics(own.font)
        half = metrics.height()
        rect = own.rect.adjusted(8, 5, -8, -5)
        painter.save()
        painter.setPen(self._theme.colour("text" if row.there else "faint"))
        upper = QRect(rect.left(), rect.top(), rect.width(), half)
        painter.drawText(upper, 0, metrics.elidedText(name, Qt.TextElideMode.ElideRight, rect.width()))
        painter.setPen(self._theme.colour("faint"))
        folder = metrics.elidedText(str(row.path.parent), Qt.TextElideMode.ElideMiddle, rect.width())
        painter.drawText(QRect(rect.left(), rect.top() + half + 2, rect.width(), half), 0, folder)
        painter.restore()
