"""A list of places in groups: names of groups that cannot be chosen, rows with a sign, a cut-out and words, own keys.

It knows how such a list looks and behaves, and not what its rows are about.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar, Generic, TypeVar

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QImage, QKeyEvent, QPainter
from PySide6.QtWidgets import QApplication, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from editor.ui.kit.listmodel import VALUE, RowsModel
from editor.ui.kit.theme import Theme

Index = QModelIndex | QPersistentModelIndex
Row = TypeVar("Row")
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_EDGE, _GAP, _SIGN, _ABOVE = 12, 12, 18, 4
_AIR = 2 * _ABOVE + 1
"""Pixels of a row that its cut-out leaves free, with the line below the row."""


class GroupRows(RowsModel[Row]):
    """Rows in groups; the names of groups cannot be chosen."""

    def __init__(
        self, is_head: Callable[[Row], bool], said: Callable[[Row], str], parent: QObject | None = None
    ) -> None:
        """Take what tells the name of a group, and what a row says, also to who does not see it."""
        super().__init__(lambda row, role: said(row) if role == Qt.ItemDataRole.DisplayRole else None, parent)
        self._is_head = is_head

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let all but the names of groups be chosen."""
        row = self.row(index)
        return Qt.ItemFlag.NoItemFlags if row is not None and self._is_head(row) else super().flags(index)


class GroupList(QListView):
    """The list itself, which says what its keys ask for.

    Signals:
        asked: what a key asks for, by the name that ``wanted_by`` gives it.
    """

    asked = Signal(str)

    def wanted_by(self, event: QKeyEvent) -> str:
        """Return what a key asks for, "" for nothing."""
        raise NotImplementedError

    def moveCursor(self, action: QListView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Pass over the names of groups, with Home and by pages as well."""
        index = super().moveCursor(action, modifiers)
        if index.isValid() and not index.flags() & Qt.ItemFlag.ItemIsEnabled:
            index = index.siblingAtRow(index.row() + 1)
        return index

    def scrollTo(self, index: Index, hint: QListView.ScrollHint = QListView.ScrollHint.EnsureVisible) -> None:
        """Show the name of its group together with the first row of it: no key leads to the name itself."""
        above = index.sibling(index.row() - 1, index.column())
        if hint == QListView.ScrollHint.EnsureVisible and above.isValid() and _is_head(above):
            super().scrollTo(above, hint)
        super().scrollTo(index, hint)

    def event(self, event: QEvent) -> bool:
        """Keep keys that mean something else in the text."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self.wanted_by(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Say what is asked for; else move in the list."""
        wanted = self.wanted_by(event)
        if wanted:
            self.asked.emit(wanted)
        else:
            super().keyPressEvent(event)


@dataclass(frozen=True, slots=True)
class Shown:
    """What a row shows: a sign in a colour of the theme, two lines of its state, a cut-out, two lines of words.

    ``placed`` rows have a place, whose ``picture`` may be on its way; ``aligned`` ones leave its room free without one.
    ``inset`` is in pixels.
    """

    sign: str
    tone: str
    state: tuple[str, str]
    texts: tuple[str, str]
    tones: tuple[str, str] = ("text", "faint")
    heavy: tuple[bool, bool] = (False, False)
    picture: QImage | None = None
    placed: bool = False
    aligned: bool = False
    inset: int = 0


class GroupDelegate(QStyledItemDelegate, Generic[Row]):
    """Draws rows and the names of groups."""

    STATE: ClassVar[int] = 140
    """Pixels across of the column of states."""
    SHARE: ClassVar[float] = 0.48
    MOST: ClassVar[int] = 620
    """How much of the rest is the column of cut-outs, and how many pixels at most."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        """Take the theme."""
        super().__init__(parent)
        self._theme = theme

    def shown(self, row: Row) -> Shown:
        """Return what a row shows."""
        raise NotImplementedError

    def picture_height(self, row: Row) -> int:
        """Return how many pixels the cut-out of a row is high."""
        raise NotImplementedError

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of two lines of text, or of a cut-out with some air; a name of a group is lower."""
        high = QFontMetrics(option.font).height()
        if _is_head(index):
            return QSize(0, high + 12)
        return QSize(0, max(2 * high + 10, self.picture_height(index.data(VALUE)) + _AIR))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row."""
        own = QStyleOptionViewItem(option)
        self.initStyleOption(own, index)
        own.text = ""
        painter.save()
        if _is_head(index):
            self._draw_head(painter, own.rect, own.font, str(index.data()))
        else:
            style = own.widget.style() if own.widget is not None else QApplication.style()
            style.drawControl(QStyle.ControlElement.CE_ItemViewItem, own, painter, own.widget)
            self._draw_row(painter, own.rect, own.font, self.shown(index.data(VALUE)))
        painter.restore()

    def _draw_head(self, painter: QPainter, rect: QRect, font: QFont, text: str) -> None:
        painter.fillRect(rect, self._theme.colour("raised"))
        painter.setFont(_heavy(font))
        painter.setPen(self._theme.colour("faint"))
        painter.drawText(rect.adjusted(_EDGE, 0, -_EDGE, 0), Qt.AlignmentFlag.AlignVCenter, text)

    def _draw_row(self, painter: QPainter, rect: QRect, font: QFont, shown: Shown) -> None:
        painter.setPen(self._theme.colour("border"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        rect = rect.adjusted(_EDGE + shown.inset, 0, -_EDGE, -1)
        painter.setFont(_heavy(font))
        painter.setPen(self._theme.colour(shown.tone))
        painter.drawText(QRect(rect.topLeft(), QSize(_SIGN, rect.height())), Qt.AlignmentFlag.AlignVCenter, shown.sign)
        rect.setLeft(rect.left() + _SIGN)
        state = QRect(rect.left(), rect.top(), self.STATE - shown.inset, rect.height())
        self._draw_lines(painter, state, (font, font), shown.state, ("text", "faint"))
        rect.setLeft(state.right() + _GAP)
        across = min(int(rect.width() * self.SHARE), self.MOST)
        if shown.placed:
            place = QRect(rect.left(), rect.top() + _ABOVE, across, rect.height() - 2 * _ABOVE)
            self._draw_picture(painter, place, shown.picture)
        if shown.placed or shown.aligned:
            rect.setLeft(rect.left() + across + _GAP)
        first, second = (_heavy(font) if heavy else font for heavy in shown.heavy)
        self._draw_lines(painter, rect, (first, second), shown.texts, shown.tones)

    def _draw_lines(
        self,
        painter: QPainter,
        rect: QRect,
        fonts: tuple[QFont, QFont],
        texts: tuple[str, str],
        tones: tuple[str, str],
    ) -> None:
        """Draw one line of text in the middle, or two above each other."""
        high = QFontMetrics(fonts[0]).height() + 4
        top = rect.top() + (rect.height() - high * (2 if texts[1] else 1)) // 2
        for n, text in enumerate(texts):
            if text:
                shown = "".join(c if c.isprintable() else " " for c in text)
                shown = QFontMetrics(fonts[n]).elidedText(shown, Qt.TextElideMode.ElideRight, rect.width())
                painter.setFont(fonts[n])
                painter.setPen(self._theme.colour(tones[n]))
                row = QRect(rect.left(), top + n * high, rect.width(), high)
                painter.drawText(row, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, shown)

    def _draw_picture(self, painter: QPainter, rect: QRect, picture: QImage | None) -> None:
        """Draw the cut-out of a place from its left end; a long one is made smaller, so that it is seen to its end."""
        painter.fillRect(rect, self._theme.colour("raised"))
        if picture is None:
            return
        scale = min(rect.height() / picture.height(), rect.width() / picture.width(), 1.0)
        size = QRectF(0, 0, picture.width() * scale, picture.height() * scale)
        size.moveTo(rect.left(), rect.top() + (rect.height() - size.height()) / 2)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(size, picture)


def _is_head(index: Index) -> bool:
    """Tell whether a row is the name of a group: it cannot be chosen."""
    return not index.flags() & Qt.ItemFlag.ItemIsEnabled


def _heavy(font: QFont) -> QFont:
    heavy = QFont(font)
    heavy.setBold(True)
    return heavy
