"""How an entry of the history looks: its day, its time and title, who, and what was struck out and put in its place.

What is old is struck out, what is new underlined: nothing is told by colour alone.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from editor.ui.inspector.history_words import NEW, OLD, Piece, words_of
from editor.ui.kit.listmodel import VALUE
from editor.ui.kit.theme import Theme, mixed
from editor.ui.kit.utf16 import to_units
from editor.work.history import Event

Index = QModelIndex | QPersistentModelIndex
EDGE, PAD, INDENT = 8, 5, 10


@dataclass(frozen=True, slots=True)
class Told:
    """An event as the list shows it.

    ``day`` stands above it where it begins one; ``names`` are those of the state after it, ``named`` the rev of the
    entry that the first of them was given to, which may be of another thing.
    """

    event: Event
    time: str
    day: str = ""
    names: tuple[str, ...] = ()
    more: str = ""
    named: int | None = None


class HistoryDelegate(QStyledItemDelegate):
    """Draws an entry over as many lines as it takes in the width of the list."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        """Draw with ``theme``."""
        super().__init__(parent)
        self._theme = theme
        self._width = 260
        self._font = QFont()
        self._heights: dict[Told, int] = {}

    def set_width(self, width: int, font: QFont) -> None:
        """Take the width and font of the list."""
        if (width, font) != (self._width, self._font):
            self._width, self._font = width, font
            self._heights.clear()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of the entry in the width of the list."""
        told = index.data(VALUE)
        if not isinstance(told, Told):
            return QSize(0, 20)
        if told not in self._heights:
            self._heights[told] = round(self._draw(None, QRectF(0, 0, self._width, 0), told))
        return QSize(0, self._heights[told])

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one entry."""
        told = index.data(VALUE)
        if not isinstance(told, Told):
            return
        painter.save()
        rect = QRectF(option.rect)
        if option.state & QStyle.StateFlag.State_Selected:
            below = rect.adjusted(0, self._day_height(told), 0, 0)
            painter.fillRect(below, self._theme.colour("accent_soft"))
            painter.fillRect(QRectF(below.left(), below.top(), 3, below.height()), self._theme.colour("accent"))
        self._draw(painter, rect, told)
        painter.setPen(QPen(self._theme.colour("border"), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.restore()

    def _bold(self) -> QFont:
        font = QFont(self._font)
        font.setBold(True)
        return font

    def _day_height(self, told: Told) -> float:
        return QFontMetricsF(self._bold()).height() + 12 if told.day else 0.0

    def _draw(self, painter: QPainter | None, rect: QRectF, told: Told) -> float:
        """Draw an entry, or only measure it without a painter; return its height."""
        top, height = rect.top(), QFontMetricsF(self._font).height()
        width = rect.width() - 2 * EDGE
        left = rect.left() + EDGE
        if told.day:
            self._line(painter, QRectF(left, top + 8, width, height), told.day, self._bold(), "text")
            top += self._day_height(told)
        top += PAD
        for name in told.names:
            top += self._text(painter, QPointF(left, top), width, [Piece("name", f"◆ {name}")])
        event = told.event
        who = event.user or self.tr("unknown")
        self._line(painter, QRectF(left, top, width, height), told.time, self._font, "faint")
        taken = QFontMetricsF(self._font).horizontalAdvance(told.time) + 8
        room = min(QFontMetricsF(self._font).horizontalAdvance(who), width * 0.35)
        name = QFontMetricsF(self._font).elidedText(who, Qt.TextElideMode.ElideRight, room + 1)
        self._line(painter, QRectF(left + width - room, top, room + 1, height), name, self._font, "faint")
        top += max(
            height,
            self._text(painter, QPointF(left + taken, top), width - taken - room - 8, [Piece("title", event.title)]),
        )
        for change in event.changes:
            top += 1 + self._text(painter, QPointF(left + INDENT, top + 1), width - INDENT, words_of(change))
        if told.more:
            top += self._text(painter, QPointF(left + INDENT, top), width - INDENT, [Piece("what", told.more)])
        return top + PAD - rect.top()

    def _line(self, painter: QPainter | None, rect: QRectF, text: str, font: QFont, colour: str) -> None:
        if painter is not None:
            painter.setFont(font)
            painter.setPen(self._theme.colour(colour))
            painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, text)

    def _text(self, painter: QPainter | None, at: QPointF, width: float, words: list[Piece]) -> float:
        """Draw words over as many lines as they take and return their height."""
        text = ""
        formats: list[QTextLayout.FormatRange] = []
        for number, piece in enumerate(words):
            if piece.kind == NEW and number and words[number - 1].kind == OLD:
                text += " "
            shown = "".join(c if c.isprintable() else "·" for c in piece.text)
            found = QTextLayout.FormatRange()
            found.start, found.length = to_units(text, len(text)), to_units(shown, len(shown))
            found.format = self._format(piece.kind)
            formats.append(found)
            text += shown
        layout = QTextLayout(text, self._font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.setFormats(formats)
        layout.beginLayout()
        height = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(width, 40.0))
            line.setPosition(QPointF(0, height))
            height += line.height()
        layout.endLayout()
        if painter is not None:
            painter.setPen(self._theme.colour("text"))
            layout.draw(painter, at)
        return height

    def _format(self, kind: str) -> QTextCharFormat:
        look, theme = QTextCharFormat(), self._theme
        ground = theme.colour("window")
        share = 0.3 if theme.dark else 0.18
        if kind == OLD:
            look.setFontStrikeOut(True)
            look.setBackground(mixed(theme.colour("warning"), ground, share))
        elif kind == NEW:
            look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
            look.setUnderlineColor(theme.colour("accent"))
            look.setBackground(mixed(theme.colour("accent"), ground, share))
        elif kind in ("title", "name"):
            look.setFontWeight(QFont.Weight.DemiBold)
            if kind == "name":
                look.setForeground(theme.colour("accent"))
        else:
            look.setForeground(theme.colour("faint"))
        return look
