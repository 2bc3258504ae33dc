"""The list of marks: each row with its page, the cut-out of its place, its words, and why it is a mark."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QApplication, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from editor.ui.kit.listmodel import VALUE, RowsModel
from editor.ui.kit.theme import Theme
from editor.ui.marks import rows as r
from editor.ui.marks.cutouts import MarkCutouts, high_of
from editor.ui.marks.words import Said, head_of, sign_of

Index = QModelIndex | QPersistentModelIndex
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_PLAIN, _SHIFT, _CONTROL = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
)
_KEYS = {
    (Qt.Key.Key_F4, _PLAIN): "take",
    (Qt.Key.Key_Return, _PLAIN): "take",
    (Qt.Key.Key_Enter, _PLAIN): "take",
    (Qt.Key.Key_F4, _SHIFT): "like",
    (Qt.Key.Key_Delete, _PLAIN): "none",
    (Qt.Key.Key_Backspace, _PLAIN): "none",
    (Qt.Key.Key_Delete, _SHIFT): "nowhere",
}
_EDGE, _GAP, _SIGN, _STATE = 12, 12, 18, 132
_CUT_SHARE, _CUT_MOST = 0.44, 560


class MarkRows(RowsModel[r.Row]):
    """Rows of marks; the names of groups cannot be chosen."""

    def __init__(self, said: Said, parent: QObject | None = None) -> None:
        """Take what tells what is said of a row."""
        super().__init__(self._shown, parent)
        self._said = said

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let all but the names of groups be chosen."""
        row = self.row(index)
        return Qt.ItemFlag.NoItemFlags if row is not None and row.kind == r.HEAD else super().flags(index)

    def _shown(self, row: r.Row, role: int) -> object:
        """Return what a row says, also to who does not see it."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if row.kind == r.HEAD:
            return head_of(row)
        return " · ".join(part for part in (*self._said.state_of(row), *self._said.texts_of(row)) if part)


class MarkList(QListView):
    """The list itself, which says what its keys ask for.

    Signals:
        asked: "take", "like", "none", "nowhere", "safe" (Ctrl+Enter).
    """

    asked = Signal(str)

    def moveCursor(self, action: QListView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Pass over the names of groups, with Home and by pages as well."""
        index = super().moveCursor(action, modifiers)
        if index.isValid() and not index.flags() & Qt.ItemFlag.ItemIsEnabled:
            index = index.siblingAtRow(index.row() + 1)
        return index

    def event(self, event: QEvent) -> bool:
        """Keep keys that mean something else in the text."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and wanted_by(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Say what is asked for; else move in the list."""
        wanted = wanted_by(event)
        if wanted:
            self.asked.emit(wanted)
        else:
            super().keyPressEvent(event)


def wanted_by(event: QKeyEvent) -> str:
    """Return what a key asks for, "" for nothing."""
    key, held = Qt.Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if key in _ENTER and held == _CONTROL:
        return "safe"
    return _KEYS.get((key, held), "")


class MarkDelegate(QStyledItemDelegate):
    """Draws a row: sign and page, cut-out, words and reason; and the names of groups."""

    def __init__(self, theme: Theme, cutouts: MarkCutouts, said: Said, parent: QObject | None = None) -> None:
        """Take the theme, the cut-outs, and what tells what is said of a row."""
        super().__init__(parent)
        self._theme = theme
        self._cutouts = cutouts
        self._said = said

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of two lines of text, or of a cut-out with some air; a name of a group is lower."""
        row, high = index.data(VALUE), QFontMetrics(option.font).height()
        if isinstance(row, r.Row) and row.kind == r.HEAD:
            return QSize(0, high + 12)
        return QSize(0, max(2 * high + 10, _high(row) + 10))

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
            self._draw_head(painter, own.rect, own.font, str(index.data()))
        else:
            style = own.widget.style() if own.widget is not None else QApplication.style()
            style.drawControl(QStyle.ControlElement.CE_ItemViewItem, own, painter, own.widget)
            self._draw_row(painter, own.rect, own.font, row)
        painter.restore()

    def _draw_head(self, painter: QPainter, rect: QRect, font: QFont, text: str) -> None:
        painter.fillRect(rect, self._theme.colour("raised"))
        painter.setFont(_heavy(font))
        painter.setPen(self._theme.colour("faint"))
        painter.drawText(rect.adjusted(_EDGE, 0, -_EDGE, 0), Qt.AlignmentFlag.AlignVCenter, text)

    def _draw_row(self, painter: QPainter, rect: QRect, font: QFont, row: r.Row) -> None:
        painter.setPen(self._theme.colour("border"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        inset = 2 * _EDGE if row.kind == r.READING else _EDGE
        rect = rect.adjusted(inset, 0, -_EDGE, -1)
        sign, tone = sign_of(row)
        painter.setFont(_heavy(font))
        painter.setPen(self._theme.colour(tone))
        painter.drawText(QRect(rect.left(), rect.top(), _SIGN, rect.height()), Qt.AlignmentFlag.AlignVCenter, sign)
        rect.setLeft(rect.left() + _SIGN)
        state = QRect(rect.left(), rect.top(), _STATE - inset + _EDGE, rect.height())
        self._draw_lines(painter, state, (font, font), self._said.state_of(row))
        rect.setLeft(state.right() + _GAP)
        if row.box is not None and row.page is not None:
            across = min(int(rect.width() * _CUT_SHARE), _CUT_MOST)
            self._draw_strip(painter, QRect(rect.left(), rect.top() + 4, across, rect.height() - 8), row)
            rect.setLeft(rect.left() + across + _GAP)
        self._draw_lines(painter, rect, (_heavy(font), font), self._said.texts_of(row))

    def _draw_lines(self, painter: QPainter, rect: QRect, fonts: tuple[QFont, QFont], texts: tuple[str, str]) -> None:
        """Draw one line of text in the middle, or two above each other."""
        high = QFontMetrics(fonts[0]).height() + 4
        top = rect.top() + (rect.height() - high * (2 if texts[1] else 1)) // 2
        for n, (text, tone) in enumerate(zip(texts, ("text", "faint"), strict=True)):
            if text:
                shown = "".join(c if c.isprintable() else " " for c in text)
                shown = QFontMetrics(fonts[n]).elidedText(shown, Qt.TextElideMode.ElideRight, rect.width())
                painter.setFont(fonts[n])
                painter.setPen(self._theme.colour(tone))
                row = QRect(rect.left(), top + n * high, rect.width(), high)
                painter.drawText(row, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, shown)

    def _draw_strip(self, painter: QPainter, rect: QRect, row: r.Row) -> None:
        """Draw the cut-out of a place from its left end; a long one is made smaller, so that it is seen to its end."""
        painter.fillRect(rect, self._theme.colour("raised"))
        assert row.page is not None and row.box is not None
        strip = self._cutouts.strip(row.page, row.box, _high(row))
        if strip is None:
            return
        scale = min(rect.height() / strip.height(), rect.width() / strip.width(), 1.0)
        size = QRectF(0, 0, strip.width() * scale, strip.height() * scale)
        size.moveTo(rect.left(), rect.top() + (rect.height() - size.height()) / 2)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(size, strip)


def _heavy(font: QFont) -> QFont:
    heavy = QFont(font)
    heavy.setBold(True)
    return heavy


def _high(row: object) -> int:
    return high_of(row.lines) if isinstance(row, r.Row) and row.box is not None else high_of(1)
