"""How two versions of a line look beside each other: the words that differ are coloured and underlined.

Left and right are told apart by the kind of underline, a difference from the rest by it, and a whole row by a sign in
the middle: nothing is told by colour alone.
"""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPen,
    QTextCharFormat,
    QTextLayout,
    QTextLine,
    QTextOption,
)
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from editor.ui.compare.words import mark_of
from editor.ui.kit.listmodel import VALUE
from editor.ui.kit.theme import Theme, mixed
from editor.ui.kit.utf16 import to_units
from editor.work.compare import Row

Index = QModelIndex | QPersistentModelIndex
EDGE, NAME, MIDDLE, PAD = 6, 52, 34, 5


class PairDelegate(QStyledItemDelegate):
    """Draws a row: name and text on the left, a sign, name and text on the right.

    Attributes:
        width: How wide the list is.
        word: Which difference of the current row is chosen, -1 for the whole line.
    """

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        """Draw with ``theme``."""
        super().__init__(parent)
        self._theme = theme
        self.width = 800
        self.word = -1
        self._heights: dict[tuple[str, str], int] = {}
        self._dress()
        theme.changed.connect(self._dress)

    def _dress(self) -> None:
        theme = self._theme
        self._font = theme.mono(10.0)
        self._metrics = QFontMetricsF(self._font)
        self._heights.clear()
        ground = theme.colour("window")
        share = 0.28 if theme.dark else 0.2
        self._grounds = (mixed(theme.colour("warning"), ground, share), mixed(theme.colour("accent"), ground, share))

    def columns(self) -> tuple[float, float, float]:
        """Return where the left text, the sign and the right text begin; both texts are equally wide."""
        text = max((self.width - 2 * EDGE - 2 * NAME - MIDDLE) / 2, 60.0)
        left = EDGE + NAME
        return left, left + text, left + text + MIDDLE + NAME

    def _text_width(self) -> float:
        left, middle, _ = self.columns()
        return middle - left

    def set_width(self, width: int) -> None:
        """Take the width of the list."""
        if width != self.width:
            self.width = width
            self._heights.clear()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of the longer of the two texts."""
        row = index.data(VALUE)
        if not isinstance(row, Row):
            return QSize(0, 20)
        key = row.left_text, row.right_text
        if key not in self._heights:
            self._heights[key] = round(max(self._height(text) for text in key)) + 2 * PAD
        return QSize(0, self._heights[key])

    def _height(self, text: str) -> float:
        if "\n" not in text and self._metrics.horizontalAdvance(text) < self._text_width():
            return self._metrics.height()
        return self._lay_out(text, ()).boundingRect().height()

    def _lay_out(self, text: str, formats: Iterable[QTextLayout.FormatRange]) -> QTextLayout:
        layout = QTextLayout(text.replace("\n", "\u2028"), self._font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.setFormats(list(formats))
        layout.beginLayout()
        height, width = 0.0, self._text_width()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            line.setPosition(QPointF(0, height))
            height += line.height()
        layout.endLayout()
        return layout

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row."""
        row = index.data(VALUE)
        if not isinstance(row, Row):
            return
        painter.save()
        rect = QRectF(option.rect)
        current = bool(option.state & QStyle.StateFlag.State_Selected)
        if current:
            painter.fillRect(rect, self._theme.colour("accent_soft"))
            painter.fillRect(QRectF(rect.left(), rect.top(), 3, rect.height()), self._theme.colour("accent"))
        left, middle, right = (rect.left() + x for x in self.columns())
        self._paint_names(painter, rect, row)
        painter.setFont(self._font)
        painter.setPen(self._theme.colour("text" if row.differs else "faint"))
        place = QRectF(middle, rect.top() + PAD, MIDDLE, self._metrics.height())
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, mark_of(row))
        word = self.word if current else -1
        self._paint_side(painter, QPointF(left, rect.top() + PAD), row, 0, word)
        self._paint_side(painter, QPointF(right, rect.top() + PAD), row, 1, word)
        painter.setPen(QPen(self._theme.colour("border"), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.restore()

    def _paint_names(self, painter: QPainter, rect: QRectF, row: Row) -> None:
        small = QFont(self._font)
        small.setPointSizeF(8.0)
        painter.setFont(small)
        painter.setPen(self._theme.colour("faint"))
        flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        left, _, right = self.columns()
        for x, lines in ((left, row.left), (right, row.right)):
            if lines:
                name = ("✓ " if lines[0].verified else "") + lines[0].name
                place = QRectF(rect.left() + x - NAME, rect.top() + PAD, NAME - 8, self._metrics.height())
                painter.drawText(place, flags, name)

    def _paint_side(self, painter: QPainter, at: QPointF, row: Row, side: int, word: int) -> None:
        text = (row.left_text, row.right_text)[side]
        if not (row.left, row.right)[side]:
            painter.setPen(QPen(self._theme.colour("border"), 1, Qt.PenStyle.DashLine))
            y = at.y() + self._metrics.height() / 2
            painter.drawLine(QPointF(at.x(), y), QPointF(at.x() + 40, y))
            return
        found = row.differences()
        spans = [(d.left, d.right)[side] for d in found]
        whole = row.kind in ("left", "right")
        shown = [(0, len(text))] if whole else [span for span in spans if span[1] > span[0]]
        layout = self._lay_out(text, [self._format(text, span, side) for span in shown])
        painter.setPen(self._theme.colour("text" if row.differs or row.moved else "faint"))
        layout.draw(painter, at)
        self._paint_ends(painter, layout, at, side)
        for span in spans:
            if span[0] == span[1]:
                self._paint_tick(painter, layout, at, to_units(text, span[0]), side)
        if 0 <= word < len(spans):
            self._paint_choice(painter, layout, at, *(to_units(text, point) for point in spans[word]))

    def _format(self, text: str, span: tuple[int, int], side: int) -> QTextLayout.FormatRange:
        found = QTextLayout.FormatRange()
        start = to_units(text, span[0])
        found.start, found.length = start, to_units(text, span[1]) - start
        look = QTextCharFormat()
        look.setBackground(self._grounds[side])
        styles = QTextCharFormat.UnderlineStyle
        look.setUnderlineStyle(styles.DashUnderline if side == 0 else styles.SingleUnderline)
        look.setUnderlineColor(self._line_colour(side))
        found.format = look
        return found

    def _line_colour(self, side: int) -> QColor:
        return self._theme.colour("accent" if side else "warning")

    def _paint_ends(self, painter: QPainter, layout: QTextLayout, at: QPointF, side: int) -> None:
        """Mark where a line ends that goes on here in the next."""
        painter.setFont(self._font)
        painter.setPen(self._line_colour(side))
        for number in range(layout.lineCount() - 1):
            line = layout.lineAt(number)
            if layout.text()[line.textStart() + line.textLength() - 1] == "\u2028":
                base = QPointF(at.x() + line.naturalTextWidth() + 3, at.y() + line.y() + line.ascent())
                painter.drawText(base, "↵")

    def _paint_tick(self, painter: QPainter, layout: QTextLayout, at: QPointF, units: int, side: int) -> None:
        """Mark the place where the other side has words that this one lacks."""
        line = layout.lineForTextPosition(units)
        if line.isValid():
            x = at.x() + _x_of(line, units)
            top = at.y() + line.y()
            painter.setPen(QPen(self._line_colour(side), 1.6))
            painter.drawLine(QPointF(x, top + 1), QPointF(x, top + line.height() - 1))
            painter.drawLine(QPointF(x - 2.5, top + line.height() - 1), QPointF(x + 2.5, top + line.height() - 1))

    def _paint_choice(self, painter: QPainter, layout: QTextLayout, at: QPointF, start: int, end: int) -> None:
        """Frame the words that Enter would take over."""
        line = layout.lineForTextPosition(start)
        if not line.isValid():
            return
        last = min(end, line.textStart() + line.textLength())
        x1, x2 = _x_of(line, start), _x_of(line, last)
        frame = QRectF(at.x() + x1 - 2, at.y() + line.y(), max(x2 - x1, 2.0) + 4, line.height())
        painter.setPen(QPen(self._theme.colour("text"), 1.2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(frame, 2, 2)


def _x_of(line: QTextLine, units: int) -> float:
    """Return where a position stands in a line; Qt gives the position back with it."""
    found = line.cursorToX(units)
    return float(found[0] if isinstance(found, tuple | list) else found)  # type: ignore[arg-type]
