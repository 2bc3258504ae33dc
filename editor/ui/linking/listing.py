"""The list of links: each row with its state, the cut-out of its place, and its text."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QApplication, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from editor.ui.find.cutouts import HEIGHT
from editor.ui.kit.listmodel import VALUE, RowsModel
from editor.ui.kit.theme import Theme
from editor.ui.linking import rows as r
from editor.ui.linking.cutouts import FoundCutouts
from editor.ui.linking.words import MARKS, state_of, texts_of

Index = QModelIndex | QPersistentModelIndex
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_KEYS = {
    Qt.Key.Key_F4: "take",
    Qt.Key.Key_Delete: "reject",
    Qt.Key.Key_Backspace: "reject",
    Qt.Key.Key_Return: "enter",
    Qt.Key.Key_Enter: "enter",
}
_WALK = {Qt.Key.Key_Up: "up", Qt.Key.Key_Left: "up", Qt.Key.Key_Down: "down", Qt.Key.Key_Right: "down"}
_EDGE, _GAP, _MARK, _STATE = 12, 12, 18, 148


class LinkRows(RowsModel[r.Row]):
    """Rows of links; the names of groups cannot be chosen."""

    def __init__(self, whole: Callable[[int], str], parent: QObject | None = None) -> None:
        """Take what tells the text of a line as it is."""
        super().__init__(self._said, parent)
        self.whole = whole

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let all but the names of groups be chosen."""
        row = self.row(index)
        return Qt.ItemFlag.NoItemFlags if row is not None and row.kind == r.HEAD else super().flags(index)

    def _said(self, row: r.Row, role: int) -> object:
        """Return what a row says, also to who does not see it."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if row.kind == r.HEAD:
            return row.text
        state, reason = state_of(row)
        first, second = texts_of(row, self.whole)
        return " · ".join(part for part in (state, reason, first, second) if part)


class LinkList(QListView):
    """The list itself, which says what its keys ask for.

    Signals:
        asked: "take", "reject", "enter", "all" (Ctrl+Enter); while ``walking`` "up" and "down" as well.
    """

    asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        self.walking = False

    def event(self, event: QEvent) -> bool:
        """Keep keys that mean something else in the text."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._wanted(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Say what is asked for; else move in the list."""
        wanted = self._wanted(event)
        if wanted:
            self.asked.emit(wanted)
        else:
            super().keyPressEvent(event)

    def _wanted(self, event: QKeyEvent) -> str:
        key = Qt.Key(event.key())
        if is_take_all(event):
            return "all"
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return ""
        return _KEYS.get(key, _WALK.get(key, "") if self.walking else "")


def is_take_all(event: QKeyEvent) -> bool:
    """Tell whether a key is Ctrl+Enter."""
    return bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier) and event.key() in _ENTER


class LinkDelegate(QStyledItemDelegate):
    """Draws a row: mark and state, cut-out, text; and the names of groups."""

    def __init__(self, theme: Theme, cutouts: FoundCutouts, model: LinkRows, parent: QObject | None = None) -> None:
        """Take the theme, the cut-outs, and the model, which knows whole texts."""
        super().__init__(parent)
        self._theme = theme
        self._cutouts = cutouts
        self._model = model

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of two lines of text, or of a cut-out with some air; a name of a group is lower."""
        row, high = index.data(VALUE), QFontMetrics(option.font).height()
        if isinstance(row, r.Row) and row.kind == r.HEAD:
            return QSize(0, high + 12)
        return QSize(0, max(2 * high + 10, HEIGHT + 8))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row."""
        row = index.data(VALUE)
        own = QStyleOptionViewItem(option)
        self.initStyleOption(own, index)
        own.text = ""
        if not isinstance(row, r.Row):
            return
        painter.save()
        if row.kind == r.HEAD:
            self._draw_head(painter, own.rect, own.font, row.text)
        else:
            style = own.widget.style() if own.widget is not None else QApplication.style()
            style.drawControl(QStyle.ControlElement.CE_ItemViewItem, own, painter, own.widget)
            self._draw_row(painter, own.rect, own.font, row)
        painter.restore()

    def _draw_head(self, painter: QPainter, rect: QRect, font: QFont, text: str) -> None:
        heavy = QFont(font)
        heavy.setBold(True)
        painter.fillRect(rect, self._theme.colour("raised"))
        painter.setFont(heavy)
        painter.setPen(self._theme.colour("faint"))
        painter.drawText(rect.adjusted(_EDGE, 0, -_EDGE, 0), Qt.AlignmentFlag.AlignVCenter, text)

    def _draw_row(self, painter: QPainter, rect: QRect, font: QFont, row: r.Row) -> None:
        painter.setPen(self._theme.colour("border"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        rect = rect.adjusted(_EDGE, 0, -_EDGE, -1)
        mark, tone = MARKS[row.kind]
        heavy = QFont(font)
        heavy.setBold(True)
        painter.setFont(heavy)
        painter.setPen(self._theme.colour(tone))
        painter.drawText(QRect(rect.left(), rect.top(), _MARK, rect.height()), Qt.AlignmentFlag.AlignVCenter, mark)
        rect.setLeft(rect.left() + _MARK)
        state = QRect(rect.left(), rect.top(), _STATE, rect.height())
        self._draw_lines(painter, state, (font, font), state_of(row), ("text", "faint"))
        rect.setLeft(rect.left() + _STATE + _GAP)
        across = min(rect.width() * 48 // 100, 620)
        if row.at is not None:
            self._draw_strip(painter, QRect(rect.left(), rect.top() + 4, across, rect.height() - 7), row.at)
        if row.kind != r.NOTICE or row.at is not None:
            rect.setLeft(rect.left() + across + _GAP)
        texts = texts_of(row, self._model.whole)
        order = row.notice is not None and row.notice.kind == "order"
        tones = ("error", "ok") if order else ("faint" if row.kind == r.REFUSED else "text", "faint")
        self._draw_lines(painter, rect, (font, heavy if order else font), texts, tones)

    def _draw_lines(
        self,
        painter: QPainter,
        rect: QRect,
        fonts: tuple[QFont, QFont],
        texts: tuple[str, str],
        tones: tuple[str, str],
    ) -> None:
        """Draw one line of text in the middle, or two above each other."""
        half = rect.height() // 2 if texts[1] else rect.height()
        for n, text in enumerate(texts):
            if text:
                shown = "".join(c if c.isprintable() else " " for c in text)
                shown = QFontMetrics(fonts[n]).elidedText(shown, Qt.TextElideMode.ElideRight, rect.width())
                painter.setFont(fonts[n])
                painter.setPen(self._theme.colour(tones[n]))
                row = QRect(rect.left(), rect.top() + n * half, rect.width(), half)
                painter.drawText(row, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, shown)

    def _draw_strip(self, painter: QPainter, rect: QRect, number: int) -> None:
        """Draw the cut-out of a place from its left end; a long line is made smaller, so that it is seen to its end."""
        painter.fillRect(rect, self._theme.colour("raised"))
        strip = self._cutouts.strip(number)
        if strip is None:
            return
        scale = min(rect.height() / strip.height(), rect.width() / strip.width())
        size = QRectF(0, 0, strip.width() * scale, strip.height() * scale)
        size.moveTo(rect.left(), rect.top() + (rect.height() - size.height()) / 2)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(size, strip)
