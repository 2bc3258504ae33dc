"""Places that are offered and not stored yet, drawn over the scan: each in the stroke of its state, one of them filled.

Knows neither what is offered nor by whom; while they are shown, clicks on the scan go to whoever offers them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor, QPen
from PySide6.QtWidgets import QGraphicsPolygonItem

from editor.model.geometry import Point, Polygon
from editor.ui.kit.shapes import to_qt
from editor.ui.pageview.outlines import Ink, OutlineLayer
from editor.ui.pageview.shapes import rect_of
from editor.ui.pageview.view import PageView

Stroke = tuple[str, float, Qt.PenStyle]
"""Colour, width and kind of a stroke; colours as on paper, for a scan is as pale in the dark as by day."""

_Z, _CURRENT_Z = 40.0, 41.0
"""Above what is pointed at and the caret, below the reading order."""
_CURRENT: Stroke = ("#d9a514", 3.0, Qt.PenStyle.SolidLine)
_FILL = 46


class OfferedPlaces:
    """Draws places on the scan of a view, when they are to be shown."""

    def __init__(self, view: PageView, strokes: Mapping[Ink, Stroke], tap: Callable[[Point], bool]) -> None:
        """Draw states in their ``strokes``; ``tap`` takes a click and tells whether it was for a place."""
        self._view = view
        self._tap = tap
        self.shown = False
        """Whether they are on the scan now."""
        self._layer = OutlineLayer(view.paper, _Z)
        for state, stroke in strokes.items():
            self._layer.set_pen(state, _pen(stroke))
        self._current = QGraphicsPolygonItem()
        self._current.setZValue(_CURRENT_Z)
        self._current.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        self._current.setPen(_pen(_CURRENT))
        filled = QColor(_CURRENT[0])
        filled.setAlpha(_FILL)
        self._current.setBrush(QBrush(filled))
        self._current.setVisible(False)
        view.paper.addItem(self._current)

    def set_shown(self, on: bool) -> None:
        """Show places on the scan and take clicks there, or leave the scan alone."""
        self.shown = on
        self._view.tapped = self._tap if on else _not_ours
        if not on:
            self._layer.show({})
            self.light(())

    def show(self, outlines: Mapping[int, tuple[Polygon, Ink]]) -> None:
        """Draw these outlines, each in its state, by numbers of their own."""
        if self.shown:
            self._layer.show(outlines)

    def light(self, outline: Polygon) -> None:
        """Fill one outline, and bring it into sight; with no points none is."""
        outline = outline if self.shown else ()
        self._current.setPolygon(to_qt(outline))
        self._current.setVisible(bool(outline))
        if outline:
            self._view.camera.bring_into_sight(rect_of(outline))


def _not_ours(point: Point) -> bool:
    """Leave a click on the scan to the view."""
    return False


def _pen(stroke: Stroke) -> QPen:
    colour, width, style = stroke
    pen = QPen(QColor(colour), width, style)
    pen.setCosmetic(True)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    return pen
