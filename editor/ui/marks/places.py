"""The places of marks, drawn on the scan: safe ones and offered ones told apart by their strokes."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject, Qt, Signal

from editor.model.geometry import Box, Point, rectangle
from editor.ui.marks.rows import Row
from editor.ui.pageview.offered import OfferedPlaces, Stroke
from editor.ui.pageview.outlines import Ink
from editor.ui.pageview.view import PageView

STROKES: dict[Ink, Stroke] = {
    True: ("#1a7a35", 2.0, Qt.PenStyle.SolidLine),
    False: ("#b4530a", 2.0, Qt.PenStyle.DashLine),
}
"""Of safe and of other marks."""


class MarkPlaces(QObject):
    """Draws the marks of the page shown, and the current one filled.

    Signals:
        tapped: the Row whose place was clicked, while they are shown.
    """

    tapped = Signal(object)

    def __init__(self, view: PageView, parent: QObject | None = None) -> None:
        """Draw on the scan of ``view``; nothing is shown yet."""
        super().__init__(parent)
        self._rows: list[Row] = []
        self._places = OfferedPlaces(view, STROKES, self._tap)

    def set_shown(self, on: bool) -> None:
        """Show places on the scan and take clicks there, or leave the scan alone."""
        self._places.set_shown(on)

    def show(self, rows: Iterable[Row]) -> None:
        """Draw the places of these rows, which are all of the page shown."""
        self._rows = [row for row in rows if row.mark is not None and row.box is not None]
        outlines = {n: (rectangle(row.box), row.mark.safe) for n, row in enumerate(self._rows)
                    if row.box is not None and row.mark is not None}  # fmt: skip
        self._places.show(outlines)

    def light(self, box: Box | None) -> None:
        """Fill one place, and bring it into sight; with None none is."""
        self._places.light(rectangle(box) if box is not None else ())

    def _tap(self, point: Point) -> bool:
        under = [row for row in self._rows if row.box is not None and _inside(row.box, point)]
        if under:
            self.tapped.emit(under[0])
        return bool(under)


def _inside(box: Box, point: Point) -> bool:
    return box[0] <= point[0] <= box[2] and box[1] <= point[1] <= box[3]
