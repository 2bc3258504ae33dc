"""The images that were looked for, as a table with ticks: page, where its image was, where it is now, and why so."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from editor.ui.kit.marking import marked as _
from editor.ui.kit.theme import Theme
from editor.work import relink
from editor.work.relink import Found

Index = QModelIndex | QPersistentModelIndex
PAGE, WAS, NOW, HOW = range(4)
HEADS = (_("RelinkTable", "Page"), _("RelinkTable", "Was"), _("RelinkTable", "Is now"), _("RelinkTable", "Known by"))
HOWS = {
    relink.DIGEST: _("RelinkTable", "its bytes: it is the same file"),
    relink.NAME: _("RelinkTable", "its name and size"),
    relink.STEM: _("RelinkTable", "its name but for the ending, and its size"),
    relink.FOLDER: _("RelinkTable", "its name, size and folder"),
}
"""How an image was known again, in words."""


class FoundModel(QAbstractTableModel):
    """What was found, and what of it is to be taken; what was known by its bytes is ticked, and so is the rest found.

    Signals:
        changed: other rows are ticked.
    """

    changed = Signal()

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self._theme = theme
        self._rows: list[Found] = []
        self._ticked: set[int] = set()
        self._home = Path()

    def set_rows(self, rows: Sequence[Found], home: Path) -> None:
        """Show these; what lies below the folder ``home`` is named from there on."""
        self._home = home
        self.beginResetModel()
        self._rows = list(rows)
        self._ticked = {n for n, row in enumerate(self._rows) if row.image is not None}
        self.endResetModel()
        self.changed.emit()

    def rows(self) -> tuple[Found, ...]:
        """Return all rows."""
        return tuple(self._rows)

    def ticked(self) -> list[Found]:
        """Return what is to be taken."""
        return [self._rows[n] for n in sorted(self._ticked)]

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """Return how many pages were looked for."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(HEADS)

    def headerData(self, section: int, way: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what stands above a column."""
        if way != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return QCoreApplication.translate("RelinkTable", HEADS[section])
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a cell looks like in a role."""
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row, column = self._rows[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self._words(row, column)
        if role == Qt.ItemDataRole.CheckStateRole and column == PAGE and row.image is not None:
            return Qt.CheckState.Checked if index.row() in self._ticked else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.ForegroundRole:
            faint = column in (WAS, HOW) or (column == NOW and row.image is None)
            return self._theme.colour("faint") if faint else None
        if role == Qt.ItemDataRole.ToolTipRole:
            where = str(row.image) if column == NOW and row.image is not None else self._words(row, column)
            return (row.why or where).replace("<", "‹")
        if role == Qt.ItemDataRole.AccessibleTextRole and column == PAGE:
            return ", ".join(self._words(row, n) for n in range(len(HEADS)))
        return None

    def _words(self, row: Found, column: int) -> str:
        if column == PAGE:
            return row.page.label or str(row.page.seq)
        if column == WAS:
            return row.page.image
        if column == NOW:
            return self._place(row.image) if row.image is not None else self.tr("not found")
        return QCoreApplication.translate("RelinkTable", HOWS.get(row.how, "")) if row.image is not None else row.why

    def _place(self, image: Path) -> str:
        return image.relative_to(self._home).as_posix() if image.is_relative_to(self._home) else str(image)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let what was found be ticked."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren
        tick = index.column() == PAGE and self._rows[index.row()].image is not None
        return flags | Qt.ItemFlag.ItemIsUserCheckable if tick else flags

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Tick a row, or take its tick away."""
        if role != Qt.ItemDataRole.CheckStateRole or not self.flags(index) & Qt.ItemFlag.ItemIsUserCheckable:
            return False
        self.tick([index.row()], value in (2, Qt.CheckState.Checked))
        return True

    def tick(self, rows: Sequence[int], on: bool) -> None:
        """Tick rows in which something was found, or take their ticks away."""
        for row in rows:
            if self._rows[row].image is not None:
                (self._ticked.add if on else self._ticked.discard)(row)
                self.dataChanged.emit(self.index(row, PAGE), self.index(row, PAGE))
        self.changed.emit()

    def is_ticked(self, row: int) -> bool:
        """Tell whether a row is ticked."""
        return row in self._ticked
