"""How a page looks in the list: a card with its small picture, its status in shape and colour, its name."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    QSizeF,
    Qt,
)
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen, QPixmap, QPolygonF
from PySide6.QtWidgets import QLineEdit, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from editor.ui.kit.theme import Theme
from editor.ui.pagelist.model import ROW, PageRow
from editor.ui.pagelist.status import paint_status

Index = QModelIndex | QPersistentModelIndex
_EDGE, _GAP, _INNER, _SIGN = 8, 8, 6, 10
_BAR = 3
"""Height of the bar that shows how far a document is."""
_SHAPE = 1.14
"""Height of the picture's place by its width."""


class CardDelegate(QStyledItemDelegate):
    """Paints the rows of the page list."""

    def __init__(
        self,
        theme: Theme,
        picture: Callable[[PageRow], QPixmap | None],
        current: Callable[[], int | None],
        parent: QObject | None = None,
    ) -> None:
        """Paint with ``theme``.

        Args:
            theme: The colours.
            picture: Gives the small picture of a page, if there is one by now.
            current: Gives the id of the page that is shown.
            parent: Its owner.
        """
        super().__init__(parent)
        self._theme = theme
        self._picture = picture
        self._current = current
        self.width = 130

    def _fonts(self, option: QStyleOptionViewItem) -> tuple[QFont, QFont]:
        name, heading = QFont(option.font), QFont(option.font)
        name.setPointSizeF(8.5)
        heading.setPointSizeF(8.0)
        heading.setBold(True)
        return name, heading

    def _heading_height(self, font: QFont) -> int:
        return QFontMetrics(font).height() * 3 + 6 + _BAR + 5

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the size of a card, with the heading of a document above it."""
        name, heading = self._fonts(option)
        row = index.data(ROW)
        height = self._picture_height() + QFontMetrics(name).height() + 3 * _INNER + _GAP
        if isinstance(row, PageRow) and row.heading is not None:
            height += self._heading_height(heading)
        return QSize(self.width, height)

    def _picture_height(self) -> int:
        return round((self.width - 2 * _EDGE - 2 * _INNER) * _SHAPE)

    def card_rect(self, option: QStyleOptionViewItem, index: Index) -> QRect:
        """Return where the card lies, below the heading if there is one."""
        row = index.data(ROW)
        top = _GAP // 2
        if isinstance(row, PageRow) and row.heading is not None:
            top += self._heading_height(self._fonts(option)[1])
        return option.rect.adjusted(_EDGE, top, -_EDGE, -_GAP // 2)

    def name_rect(self, option: QStyleOptionViewItem, index: Index) -> QRect:
        """Return where the name stands."""
        card = self.card_rect(option, index)
        height = QFontMetrics(self._fonts(option)[0]).height() + _INNER
        return QRect(card.left() + 2, card.bottom() - height, card.width() - 4, height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one page."""
        row = index.data(ROW)
        if not isinstance(row, PageRow):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if row.heading is not None:
            self._paint_heading(painter, option, row.heading, row.done)
        self._paint_card(painter, option, index, row)
        self._paint_picture(painter, self.card_rect(option, index), row)
        self._paint_name(painter, option, index, row)
        painter.restore()

    def _paint_heading(
        self, painter: QPainter, option: QStyleOptionViewItem, heading: str, done: tuple[int, int] | None
    ) -> None:
        font = self._fonts(option)[1]
        place = option.rect.adjusted(_EDGE + 2, 6, -_EDGE, 0)
        metrics = QFontMetrics(font)
        place.setHeight(metrics.height() * 2)
        painter.setFont(font)
        painter.setPen(self._theme.colour("faint"))
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom | Qt.TextFlag.TextWordWrap
        painter.drawText(place, flags, _two_lines(heading, metrics, place.width()))
        if done is not None and done[1]:
            below = QRect(place.left(), place.bottom() + 1, place.width(), metrics.height())
            self._paint_done(painter, below, option, *done)

    def _paint_done(self, painter: QPainter, place: QRect, option: QStyleOptionViewItem, done: int, of: int) -> None:
        """Paint how far a document is: in words, and as a thin bar."""
        painter.setFont(self._fonts(option)[0])
        words = self.tr("✓ all {0} done").format(f"{of:,}") if done == of else self.tr("{0} of {1} done").format(
            f"{done:,}", f"{of:,}")  # fmt: skip
        painter.setPen(self._theme.colour("ok" if done == of else "faint"))
        painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words)
        bar = QRectF(place.left(), place.bottom() + 2, place.width(), _BAR)
        painter.fillRect(bar, self._theme.colour("border"))
        painter.fillRect(QRectF(bar.topLeft(), QSizeF(bar.width() * done / of, _BAR)), self._theme.colour("ok"))

    def _paint_card(self, painter: QPainter, option: QStyleOptionViewItem, index: Index, row: PageRow) -> None:
        card = QRectF(self.card_rect(option, index)).adjusted(0.5, 0.5, -0.5, -0.5)
        current = row.page.id == self._current()
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        focus = bool(option.state & QStyle.StateFlag.State_HasFocus)
        colour = "accent" if current else "border"
        painter.setBrush(self._theme.colour("accent_soft" if focus or (selected and not current) else "surface"))
        painter.setPen(QPen(self._theme.colour(colour), 2.0 if current else 1.0))
        painter.drawRoundedRect(card, 4, 4)

    def _paint_picture(self, painter: QPainter, card: QRect, row: PageRow) -> None:
        place = QRect(card.left() + _INNER, card.top() + _INNER, card.width() - 2 * _INNER, self._picture_height())
        picture = self._picture(row)
        if picture is None:
            painter.fillRect(place.adjusted(8, 0, -8, 0), self._theme.colour("raised"))
            return
        shown = picture.size().scaled(place.size(), Qt.AspectRatioMode.KeepAspectRatio)
        target = QRect(place.center() - QPointF(shown.width() / 2, shown.height() / 2).toPoint(), shown)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawPixmap(target, picture)

    def _paint_name(self, painter: QPainter, option: QStyleOptionViewItem, index: Index, row: PageRow) -> None:
        font = self._fonts(option)[0]
        current = row.page.id == self._current()
        font.setBold(True)
        bold = QFontMetrics(font)
        font.setBold(current)
        metrics, place = QFontMetrics(font), self.name_rect(option, index)
        sign = _SIGN + 5 + (_SIGN if row.page.needs_review else 0) + (_SIGN + 4 if row.versions else 0)
        room = place.width() - sign - 8
        # The number goes where the name needs its room, on the current page as on any; the tooltip still has it.
        fits = not row.page.label or bold.horizontalAdvance(row.title) <= room
        words = metrics.elidedText(row.title if fits else row.page.label, Qt.TextElideMode.ElideMiddle, room)
        width = metrics.horizontalAdvance(words)
        left = place.left() + max((place.width() - width - sign) // 2, 3)
        middle = place.center().y()
        paint_status(painter, QRectF(left, middle - _SIGN / 2 + 0.5, _SIGN, _SIGN), row.page.status, self._theme)
        painter.setFont(font)
        painter.setPen(self._theme.colour("accent" if current else "text"))
        painter.drawText(
            QRect(left + _SIGN + 5, place.top(), width + 4, place.height()), Qt.AlignmentFlag.AlignVCenter, words
        )
        behind = left + _SIGN + 9 + width
        if row.page.needs_review:
            self._paint_flag(painter, QPointF(behind, middle - _SIGN / 2))
            behind += _SIGN
        if row.versions:
            self._paint_sheets(painter, QPointF(behind, middle - _SIGN / 2))

    def _paint_flag(self, painter: QPainter, at: QPointF) -> None:
        colour = self._theme.colour("warning")
        painter.setPen(QPen(colour, 1.3))
        painter.drawLine(at, at + QPointF(0, _SIGN + 1))
        painter.setBrush(colour)
        painter.drawPolygon(QPolygonF([at, at + QPointF(7, 2.6), at + QPointF(0, 5.2)]))

    def _paint_sheets(self, painter: QPainter, at: QPointF) -> None:
        """Paint two sheets, one behind the other: there is another version of the page."""
        painter.setPen(QPen(self._theme.colour("accent"), 1.2))
        painter.setBrush(self._theme.colour("surface"))
        painter.drawRect(QRectF(at.x() + 3.5, at.y() + 0.5, 6, 7.5))
        painter.drawRect(QRectF(at.x() + 0.5, at.y() + 3, 6, 7.5))

    # Naming a page

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Return a field for the name."""
        editor = QLineEdit(parent)
        editor.setAccessibleName(self.tr("Name of the page"))
        editor.setFont(self._fonts(option)[0])
        editor.setTextMargins(0, 0, 0, 0)
        editor.setStyleSheet("padding: 0 2px; min-height: 0;")
        return editor

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        """Put the field where the name stands."""
        editor.setGeometry(self.name_rect(option, index).adjusted(0, -2, 0, 2))

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Put the name into the field."""
        if isinstance(editor, QLineEdit) and not editor.isModified():
            editor.setText(str(index.data(Qt.ItemDataRole.EditRole) or ""))
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Take the name from the field."""
        if isinstance(editor, QLineEdit):
            model.setData(index, editor.text(), Qt.ItemDataRole.EditRole)


def _two_lines(text: str, metrics: QFontMetrics, width: int) -> str:
    """Return a heading that fits into two lines: dots in the middle of a word too long for one, else at the end."""
    words = " ".join(metrics.elidedText(word, Qt.TextElideMode.ElideMiddle, width) for word in text.split())
    return metrics.elidedText(words, Qt.TextElideMode.ElideRight, round(width * 1.8))
