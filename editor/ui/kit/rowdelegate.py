"""One row of a list that leads somewhere: a mark, a place, and a text of which a part may stand out."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from editor.ui.kit.listmodel import VALUE
from editor.ui.kit.theme import Theme

LOOK = VALUE + 1
"""The role under which a model gives the Look of a row."""

_EDGE = 14
_GAP = 10


@dataclass(frozen=True, slots=True)
class Look:
    """What a row shows: ``mark`` in the theme's colour ``tone``, the place, the text and the part of it in bold."""

    place: str
    text: str
    bold: tuple[int, int] = (0, 0)
    mark: str = ""
    tone: str = "faint"

    def pieces(self) -> tuple[str, str, str]:
        """Return the text before, in and behind the part that stands out, each on one line."""
        start, end = self.bold
        parts = (self.text[:start], self.text[start:end], self.text[end:])
        before, within, behind = ("".join(c if c.isprintable() else " " for c in part) for part in parts)
        return before, within, behind


class RowDelegate(QStyledItemDelegate):
    """Draws rows in columns: mark, place, text; the text begins so that what stands out can be seen."""

    def __init__(self, theme: Theme, place_width: int = 120, parent: QObject | None = None) -> None:
        """Take the theme and the width of the column of places."""
        super().__init__(parent)
        self._theme = theme
        self._place_width = place_width

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the height of a line with some air; the width is the view's."""
        return QSize(0, QFontMetrics(option.font).height() + 8)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw one row."""
        look = index.data(LOOK)
        if not isinstance(look, Look):
            super().paint(painter, option, index)
            return
        own = QStyleOptionViewItem(option)
        self.initStyleOption(own, index)
        own.text = ""
        widget = own.widget
        style = widget.style() if widget is not None else QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, own, painter, widget)
        self._draw(painter, own.rect, own.font, look)

    def _draw(self, painter: QPainter, rect: QRect, font: QFont, look: Look) -> None:
        painter.save()
        painter.setFont(font)
        left = rect.left() + _EDGE
        if look.mark:
            painter.setPen(self._theme.colour(look.tone))
            painter.drawText(QRect(left, rect.top(), 14, rect.height()), Qt.AlignmentFlag.AlignVCenter, look.mark)
            left += 14 + _GAP
        metrics = QFontMetrics(font)
        painter.setPen(self._theme.colour("faint"))
        place = metrics.elidedText(look.place, Qt.TextElideMode.ElideMiddle, self._place_width)
        painter.drawText(
            QRect(left, rect.top(), self._place_width, rect.height()), Qt.AlignmentFlag.AlignVCenter, place
        )
        left += self._place_width + _GAP
        self._draw_text(painter, QRect(left, rect.top(), rect.right() - left - _EDGE, rect.height()), font, look)
        painter.restore()

    def _draw_text(self, painter: QPainter, rect: QRect, font: QFont, look: Look) -> None:
        heavy = QFont(font)
        heavy.setBold(True)
        before, within, behind = look.pieces()
        plain, bold = QFontMetrics(font), QFontMetrics(heavy)
        room = max(rect.width() - bold.horizontalAdvance(within) - 60, 40) if within else rect.width()
        before = plain.elidedText(before, Qt.TextElideMode.ElideLeft, room) if within else before
        for text, face, metrics in ((before, font, plain), (within, heavy, bold), (behind, font, plain)):
            if not text or rect.width() <= 0:
                continue
            painter.setFont(face)
            painter.setPen(self._theme.colour("text"))
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
            painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, shown)
            rect.setLeft(rect.left() + metrics.horizontalAdvance(shown))
