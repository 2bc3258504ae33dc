"""The places of marks, drawn on the scan: safe ones and offered ones told apart by their strokes."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QPen
from PySide6.QtWidgets import QGraphicsPolygonItem

from editor.model.geometry import Box, Point, rectangle
from editor.ui.kit.shapes import to_qt
from editor.ui.marks.rows import Row
from editor.ui.pageview.outlines import OutlineLayer
from editor.ui.pageview.shapes import rect_of
from editor.ui.pageview.view import PageView

_Z, _CURRENT_Z = 40.0, 41.0
"""Above what is pointed at and the caret, below the reading order."""
STROKES: dict[bool, tuple[str, float, Qt.PenStyle]] = {
    True: ("#1a7a35", 2.0, Qt.PenStyle.SolidLine),
    False: ("#b4530a", 2.0, Qt.PenStyle.DashLine),
}
"""Colour, width and kind of stroke of safe and other marks; as on paper, for a scan is as pale in the dark."""
_CURRENT = "#d9a514"


class MarkPlaces(QObject):
    """Draws the marks of the page shown, and the current one filled.

    Signals:
        tapped: the Row whose place was clicked, while they are shown.
    """

    tapped = Signal(object)

    def __init__(self, view: PageView, parent: QObject | None = None) -> None:
        """Draw on the scan of ``view``; nothing is shown yet."""
        super().__init__(parent)
        self._view = view
        self._rows: list[Row] = []
        self._shown = False
        self._layer = OutlineLayer(view.paper, _Z)
        for safe, stroke in STROKES.items():
            self._layer.set_pen(safe, _pen(*stroke))
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

    def show(self, rows: Iterable[Row]) -> None:
        """Draw the places of these rows, which are all of the page shown."""
        self._rows = [row for row in rows if row.mark is not None and row.box is not None]
        if self._shown:
            outlines = {n: (rectangle(row.box), row.mark.safe) for n, row in enumerate(self._rows)
                        if row.box is not None and row.mark is not None}  # fmt: skip
            self._layer.show(outlines)

    def light(self, box: Box | None) -> None:
        """Fill one place, and bring it into sight; with None none is."""
        outline = rectangle(box) if box is not None and self._shown else ()
        self._current.setPolygon(to_qt(outline))
        self._current.setVisible(bool(outline))
        if outline:
            self._view.camera.bring_into_sight(rect_of(outline))

    def _tap(self, point: Point) -> bool:
        under = [row for row in self._rows if row.box is not None and _inside(row.box, point)]
        if under:
            self.tapped.emit(under[0])
        return bool(under)


def _inside(box: Box, point: Point) -> bool:
    return box[0] <= point[0] <= box[2] and box[1] <= point[1] <= box[3]


def _not_ours(point: Point) -> bool:
    """Leave a click on the scan to the view."""
    return False


def _pen(colour: str, width: float, style: Qt.PenStyle) -> QPen:
    pen = QPen(QColor(colour), width, style)
    pen.setCosmetic(True)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    return pen
