"""The places that were found, drawn on the scan: sure, suggested, pinned and empty ones told apart by their strokes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QPen
from PySide6.QtWidgets import QGraphicsPolygonItem

from editor.model.found import FoundLine
from editor.model.geometry import Point, area, contains
from editor.ui.kit.shapes import to_qt
from editor.ui.linking.rows import PINNED, SUGGESTED, SURE, TEXTLESS, Row
from editor.ui.pageview.outlines import OutlineLayer
from editor.ui.pageview.shapes import rect_of
from editor.ui.pageview.view import PageView

_Z, _CURRENT_Z = 40.0, 41.0
"""Above what is pointed at and the caret, below the reading order."""

STROKES: dict[str, tuple[str, float, Qt.PenStyle]] = {
    SURE: ("#1a7a35", 1.6, Qt.PenStyle.SolidLine),
    SUGGESTED: ("#b4530a", 2.0, Qt.PenStyle.DashLine),
    PINNED: ("#1f62b8", 3.0, Qt.PenStyle.SolidLine),
    TEXTLESS: ("#7d7a74", 1.0, Qt.PenStyle.DotLine),
}
"""Colour, width and kind of stroke; colours as on paper, for a scan is as pale in the dark as by day."""
_CURRENT = "#d9a514"


class FoundPlaces(QObject):
    """Draws the lines that were found on a page, each in the stroke of its state, and the current one filled.

    Signals:
        tapped: the number of the found line that was clicked, while they are shown.
    """

    tapped = Signal(int)

    def __init__(self, view: PageView, parent: QObject | None = None) -> None:
        """Draw on the scan of ``view``; nothing is shown yet."""
        super().__init__(parent)
        self._view = view
        self._lines: Sequence[FoundLine] = ()
        self._shown = False
        self._layer = OutlineLayer(view.paper, _Z)
        for state, (colour, width, style) in STROKES.items():
            self._layer.set_pen(state, _pen(colour, width, style))
        self._current = QGraphicsPolygonItem()
        self._current.setZValue(_CURRENT_Z)
        self._current.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        self._current.setPen(_pen(_CURRENT, 3.0, Qt.PenStyle.SolidLine))
        filled = QColor(_CURRENT)
        filled.setAlpha(46)
        self._current.setBrush(QBrush(filled))
        self._current.setVisible(False)
        view.paper.addItem(self._current)

    def set_shown(self, on: bool) -> None:
        """Show places on the scan and take clicks there, or leave the scan alone."""
        self._shown = on
        self._view.tapped = self._tap if on else _not_ours
        if not on:
            self._layer.show({})
            self.light(None)

    def show(self, lines: Sequence[FoundLine], rows: Iterable[Row]) -> None:
        """Draw the places of these rows."""
        self._lines = lines
        if self._shown:
            # Several pieces of text may stand on one line: the least sure says how it is drawn.
            drawn = (row for row in rows if row.at is not None and row.kind in STROKES)
            places = {row.at: row.kind for row in sorted(drawn, key=_doubt) if row.at is not None}
            self._layer.show({at: (lines[at].outline, kind) for at, kind in places.items() if at < len(lines)})

    def light(self, at: int | None) -> None:
        """Fill one place, and bring it into sight; with None none is."""
        outline = self._lines[at].outline if at is not None and at < len(self._lines) and self._shown else ()
        self._current.setPolygon(to_qt(outline))
        self._current.setVisible(bool(outline))
        if outline:
            self._view.camera.bring_into_sight(rect_of(outline))

    def _tap(self, point: Point) -> bool:
        at = line_at(self._lines, point)
        if at is not None:
            self.tapped.emit(at)
        return at is not None


def _doubt(row: Row) -> int:
    return (TEXTLESS, PINNED, SURE, SUGGESTED).index(row.kind)


def _not_ours(point: Point) -> bool:
    """Leave a click on the scan to the view."""
    return False


def line_at(lines: Sequence[FoundLine], point: Point) -> int | None:
    """Return the found line under a point, the smallest where several are, None where none is."""
    under = [n for n, line in enumerate(lines) if len(line.outline) > 2 and contains(line.outline, point)]
    return min(under, key=lambda n: area(lines[n].outline), default=None)


def _pen(colour: str, width: float, style: Qt.PenStyle) -> QPen:
    pen = QPen(QColor(colour), width, style)
    pen.setCosmetic(True)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    return pen
