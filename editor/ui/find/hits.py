"""The list of what would be replaced: rows with a tick, their cut-out, and the text as it is and as it would be."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from editor.ui.find.cutouts import HEIGHT, Cutouts
from editor.ui.kit.listmodel import VALUE, RowsModel
from editor.ui.kit.theme import Theme
from editor.work.replace import Hit

Index = QModelIndex | QPersistentModelIndex
PREVIEW = VALUE + 2
"""The role under which the model gives the Preview of a row."""


@dataclass(frozen=True, slots=True)
class Preview:
    """What a row shows: where it is, the words around the place, what stands there, and what would."""

    place: str
    kind: str
    before: str
    old: str
    new: str
    behind: str


class HitsModel(RowsModel[Hit]):
    """Hits, each ticked or not.

    Signals:
        ticksChanged: which are ticked has changed.
    """

    ticksChanged = Signal()

    def __init__(self, show: Callable[[Hit, int], object], parent: QObject | None = None) -> None:
        """Take how a hit is shown."""
        super().__init__(show, parent)
        self._off: set[int] = set()

    def put(self, hits: list[Hit]) -> None:
        """Replace all hits; all are ticked."""
        self._off.clear()
        self.set_rows(hits)
        self.ticksChanged.emit()

    def ticked(self) -> list[Hit]:
        """Return the hits that are ticked."""
        return [hit for row, hit in enumerate(self.rows()) if row not in self._off]

    def unticked(self) -> list[Hit]:
        """Return the others."""
        return [hit for row, hit in enumerate(self.rows()) if row in self._off]

    def untick(self, hits: list[Hit]) -> None:
        """Leave these unticked, whatever else is."""
        off = {id(hit) for hit in hits}
        self._off |= {row for row, hit in enumerate(self.rows()) if id(hit) in off}
        self.refresh()
        self.ticksChanged.emit()

    def tick_all(self, on: bool) -> None:
        """Tick all, or none."""
        self._off = set() if on else set(range(self.rowCount()))
        if self.rowCount():
            last = self.index(self.rowCount() - 1)
            self.dataChanged.emit(self.index(0), last, [int(Qt.ItemDataRole.CheckStateRole)])
        self.ticksChanged.emit()

    def refresh(self) -> None:
        """Show all rows anew: what they would become is another."""
        if self.rowCount():
            self.dataChanged.emit(self.index(0), self.index(self.rowCount() - 1))

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Say that a row can be ticked."""
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsUserCheckable if index.isValid() else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a row looks like in a role."""
        if role == Qt.ItemDataRole.CheckStateRole and index.isValid():
            return Qt.CheckState.Unchecked if index.row() in self._off else Qt.CheckState.Checked
        return super().data(index, role)

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Tick a row, or not."""
        if role != Qt.ItemDataRole.CheckStateRole or not index.isValid():
            return False
        on = Qt.CheckState(value) == Qt.CheckState.Checked
        (self._off.discard if on else self._off.add)(index.row())
        at = self.index(index.row())
        self.dataChanged.emit(at, at, [role])
        self.ticksChanged.emit()
        return True


_EDGE, _GAP, _TICK, _PLACE = 8, 12, 30, 132


class HitDelegate(QStyledItemDelegate):
    """Draws a hit: tick, place, cut-out, and two lines: as it is, and as it would be."""

    def __init__(self, theme: Theme, cutouts: Cutouts, parent: QObject | None = None) -> None:
        """Take the theme and what cuts lines out."""
        super().__init__(parent)
        self._theme = theme
        self._cutouts = cutouts

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of two lines of text, or of a cut-out with some air."""
        return QSize(0, max(2 * QFontMetrics(option.font).height() + 10, HEIGHT + 8))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row."""
        shown, hit = index.data(PREVIEW), index.data(VALUE)
        own = QStyleOptionViewItem(option)
        self.initStyleOption(own, index)
        own.text = ""
        style = own.widget.style() if own.widget is not None else QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, own, painter, own.widget)
        if not isinstance(shown, Preview) or not isinstance(hit, Hit):
            return
        painter.save()
        rect = own.rect.adjusted(_EDGE + _TICK, 0, -_EDGE, -1)
        painter.setPen(self._theme.colour("border"))
        painter.drawLine(own.rect.bottomLeft(), own.rect.bottomRight())
        self._draw_place(painter, QRect(rect.left(), rect.top(), _PLACE, rect.height()), own.font, shown)
        rect.setLeft(rect.left() + _PLACE + _GAP)
        across = min(rect.width() * 45 // 100, 560)
        self._draw_strip(painter, QRect(rect.left(), rect.top() + 4, across, rect.height() - 7), own.font, hit)
        rect.setLeft(rect.left() + across + _GAP)
        self._draw_texts(painter, rect, own.font, shown)
        painter.restore()

    def _draw_place(self, painter: QPainter, rect: QRect, font: QFont, shown: Preview) -> None:
        painter.setFont(font)
        metrics = QFontMetrics(font)
        half = rect.height() // 2
        for text, colour, top in ((shown.place, "text", rect.top()), (shown.kind, "faint", rect.top() + half)):
            row = QRect(rect.left(), top, rect.width(), half if shown.kind else rect.height())
            if text:
                painter.setPen(self._theme.colour(colour))
                cut = metrics.elidedText(text, Qt.TextElideMode.ElideMiddle, rect.width())
                painter.drawText(row, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, cut)

    def _draw_strip(self, painter: QPainter, rect: QRect, font: QFont, hit: Hit) -> None:
        painter.fillRect(rect, self._theme.colour("raised"))
        strip = self._cutouts.strip(hit.at.page, hit.at.line) if hit.at.line is not None else None
        if strip is None:
            return
        length = max(len(hit.at.text), 1) if hit.at.annotation is None else 1
        first, last = (hit.start / length, hit.end / length) if hit.at.annotation is None else (0.0, 0.0)
        wide = strip.width() * rect.height() / strip.height()
        middle = (first + last) / 2 * wide
        left = min(max(middle - rect.width() / 2, 0.0), max(wide - rect.width(), 0.0))
        shown = QRectF(0, 0, min(wide - left, rect.width()), rect.height())
        share = strip.height() / rect.height()
        painter.save()
        painter.setClipRect(rect)
        painter.translate(rect.topLeft())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(shown, strip, QRectF(left * share, 0, shown.width() * share, strip.height()))
        if last > first:
            pen = QPen(self._theme.colour("caret_mark"), 3)
            painter.setPen(pen)
            low = rect.height() - 2
            painter.drawLine(round(first * wide - left), low, round(last * wide - left), low)
        painter.restore()

    def _draw_texts(self, painter: QPainter, rect: QRect, font: QFont, shown: Preview) -> None:
        old, new = QFont(font), QFont(font)
        # A line through a full stop hides it: marks that go are underlined.
        worded = any(c.isalnum() for c in shown.old)
        old.setStrikeOut(worded)
        old.setUnderline(not worded)
        old.setBold(not worded)
        new.setBold(True)
        half = rect.height() // 2
        if shown.old == shown.new:
            pieces = (shown.before, shown.old, shown.behind)
            self._draw_text(painter, rect, (font, new), pieces, self._theme.colour("text"))
            return
        for top, face, word, colour in (
            (rect.top(), old, shown.old, "error"),
            (rect.top() + half, new, shown.new, "ok"),
        ):
            row = QRect(rect.left(), top, rect.width(), half)
            self._draw_text(painter, row, (font, face), (shown.before, word, shown.behind), self._theme.colour(colour))

    def _draw_text(
        self, painter: QPainter, rect: QRect, fonts: tuple[QFont, QFont], pieces: tuple[str, str, str], colour: QColor
    ) -> None:
        plain, face = fonts
        before, word, behind = (_one_line(piece) for piece in pieces)
        room = max(rect.width() - QFontMetrics(face).horizontalAdvance(word) - 80, 60)
        before = QFontMetrics(plain).elidedText(before, Qt.TextElideMode.ElideLeft, room)
        text = self._theme.colour("text")
        for piece, font, pen in ((before, plain, text), (word, face, colour), (behind, plain, text)):
            if not piece or rect.width() <= 0:
                continue
            metrics = QFontMetrics(font)
            painter.setFont(font)
            painter.setPen(pen)
            cut = metrics.elidedText(piece, Qt.TextElideMode.ElideRight, rect.width())
            painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, cut)
            rect.setLeft(rect.left() + metrics.horizontalAdvance(cut))


def _one_line(text: str) -> str:
    return "".join(c if c.isprintable() else " " for c in text)
