"""A list of values as Qt's views want it: rows that are fetched when a view asks for more; knows no kind of value."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

Index = QModelIndex | QPersistentModelIndex
Row = TypeVar("Row")
Show = Callable[[Row, int], object]
VALUE = int(Qt.ItemDataRole.UserRole)
"""The role under which a row gives its value itself."""


class RowsModel(QAbstractListModel, Generic[Row]):
    """Rows of one kind; ``show`` answers what a row looks like in a role, ``more`` brings the rows that follow."""

    def __init__(self, show: Show[Row], parent: QObject | None = None) -> None:
        """Take how a row is shown; the list is empty."""
        super().__init__(parent)
        self._show = show
        self._rows: list[Row] = []
        self._more: Callable[[int], Sequence[Row]] | None = None

    def set_rows(self, rows: Sequence[Row], more: Callable[[int], Sequence[Row]] | None = None) -> None:
        """Replace all rows; ``more`` takes how many there are and returns the next ones, none at the end."""
        self.beginResetModel()
        self._rows = list(rows)
        self._more = None
        self.endResetModel()
        # Only now, here and below: whoever hears of a change may ask for more before the change is over.
        self._more = more if rows else None

    def append(self, rows: Sequence[Row]) -> None:
        """Put rows at the end."""
        if rows:
            first = len(self._rows)
            self.beginInsertRows(QModelIndex(), first, first + len(rows) - 1)
            self._rows.extend(rows)
            self.endInsertRows()

    def row(self, index: Index) -> Row | None:
        """Return the value of a row, None where there is none."""
        return self._rows[index.row()] if index.isValid() and index.row() < len(self._rows) else None

    def rows(self) -> tuple[Row, ...]:
        """Return all values that were fetched."""
        return tuple(self._rows)

    def find(self, wanted: Callable[[Row], bool], after: int = -1, step: int = 1) -> int | None:
        """Return the number of the next row that is wanted, the first coming behind the last; None where none is."""
        count = len(self._rows)
        places = ((after + n * step) % count for n in range(1, count + 1))
        return next((place for place in places if wanted(self._rows[place])), None)

    # What Qt asks

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """Return how many rows were fetched."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a row looks like in a role."""
        row = self.row(index)
        if row is None:
            return None
        return row if role == VALUE else self._show(row, role)

    def canFetchMore(self, parent: Index) -> bool:
        """Tell whether there may be rows that were not fetched."""
        return self._more is not None and not parent.isValid()

    def fetchMore(self, parent: Index) -> None:
        """Fetch the rows that follow."""
        more, self._more = self._more, None
        if more is not None and not parent.isValid():
            rows = more(len(self._rows))
            self.append(rows)
            self._more = more if rows else None
