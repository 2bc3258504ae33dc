"""A grid of characters: one cell each, the arrow keys walk in it; what no font has shows its code."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from editor.model import unseen
from editor.ui.kit.listmodel import VALUE, RowsModel
from editor.ui.kit.theme import Theme
from editor.work import characters

CELL = QSize(44, 42)
_GLYPH = 16.0


class Grid(QListView):
    """Cells of characters, of which one is current."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Show none."""
        super().__init__(parent)
        self.model_: RowsModel[str] = RowsModel(_show, self)
        self.setModel(self.model_)
        self.setItemDelegate(CellDelegate(theme, self))
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setGridSize(CELL)
        self.setUniformItemSizes(True)
        self.setSpacing(0)
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setBatchSize(400)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_characters(self, found: list[str], current: str = "") -> None:
        """Show these, with one of them current, the first where it is not among them."""
        self.model_.set_rows(found)
        if found:
            self.setCurrentIndex(self.model_.index(found.index(current) if current in found else 0))

    def current(self) -> str:
        """Return the current character, "" for none."""
        return self.model_.row(self.currentIndex()) or ""

    def at(self, point: QPoint) -> str:
        """Return the character at a point of the viewport."""
        return self.model_.row(self.indexAt(point)) or ""


def _show(character: str, role: int) -> object:
    if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
        return unseen.called(character)
    return None


class CellDelegate(QStyledItemDelegate):
    """Draws one character in its cell."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        """Take the theme for its colours."""
        super().__init__(parent)
        self._theme = theme
        self._font = QFont()
        self._font.setPointSizeF(_GLYPH)
        self._small = QFont()
        self._small.setPointSizeF(7.5)
        self._known: dict[str, bool] = {}

    def drawable(self, character: str) -> bool:
        """Tell whether the fonts of this computer have a character."""
        if character not in self._known:
            self._known[character] = QFontMetricsF(self._font).inFontUcs4(ord(character))
        return self._known[character]

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the size of a cell."""
        return CELL

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw the character, or what stands for it."""
        character, box = index.data(VALUE), QRectF(option.rect).adjusted(2, 2, -2, -2)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(QPen(self._theme.colour("accent"), 1.5))
            painter.setBrush(self._theme.colour("accent_soft"))
            painter.drawRoundedRect(box, 4, 4)
        self._paint_in(painter, box, character)
        painter.restore()

    def _paint_in(self, painter: QPainter, box: QRectF, character: str) -> None:
        words = characters.inkless(character)
        if words or not self.drawable(character):
            painter.setFont(self._small)
            painter.setPen(QPen(self._theme.colour("faint"), 1, Qt.PenStyle.DashLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(2, 9, -2, -9), 3, 3)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words or f"{ord(character):04X}")
        else:
            painter.setFont(self._font)
            painter.setPen(self._theme.colour("text"))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, characters.shown(character))
