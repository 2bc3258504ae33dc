"""The places that were found, drawn on the scan: sure, suggested, pinned and empty ones told apart by their strokes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QObject, Qt, Signal

from editor.model.found import FoundLine
from editor.model.geometry import Point, area, contains
from editor.ui.linking.rows import PINNED, SUGGESTED, SURE, TEXTLESS, Row
from editor.ui.pageview.offered import OfferedPlaces, Stroke
from editor.ui.pageview.outlines import Ink
from editor.ui.pageview.view import PageView

STROKES: dict[Ink, Stroke] = {
    SURE: ("#1a7a35", 1.6, Qt.PenStyle.SolidLine),
    SUGGESTED: ("#b4530a", 2.0, Qt.PenStyle.DashLine),
    PINNED: ("#1f62b8", 3.0, Qt.PenStyle.SolidLine),
    TEXTLESS: ("#7d7a74", 1.0, Qt.PenStyle.DotLine),
}


class FoundPlaces(QObject):
    """Draws the lines that were found on a page, each in the stroke of its state, and the current one filled.

    Signals:
        tapped: the number of the found line that was clicked, while they are shown.
    """

    tapped = Signal(int)

    def __init__(self, view: PageView, parent: QObject | None = None) -> None:
        """Draw on the scan of ``view``; nothing is shown yet."""
        super().__init__(parent)
        self._lines: Sequence[FoundLine] = ()
        self._places = OfferedPlaces(view, STROKES, self._tap)

    def set_shown(self, on: bool) -> None:
        """Show places on the scan and take clicks there, or leave the scan alone."""
        self._places.set_shown(on)

    def show(self, lines: Sequence[FoundLine], rows: Iterable[Row]) -> None:
        """Draw the places of these rows."""
        self._lines = lines
        # Several pieces of text may stand on one line: the least sure says how it is drawn.
        drawn = (row for row in rows if row.at is not None and row.kind in STROKES)
        places = {row.at: row.kind for row in sorted(drawn, key=_doubt) if row.at is not None}
        self._places.show({at: (lines[at].outline, kind) for at, kind in places.items() if at < len(lines)})

    def light(self, at: int | None) -> None:
        """Fill one place, and bring it into sight; with None none is."""
        self._places.light(self._lines[at].outline if at is not None and at < len(self._lines) else ())

    def _tap(self, point: Point) -> bool:
        at = line_at(self._lines, point)
        if at is not None:
            self.tapped.emit(at)
        return at is not None


def _doubt(row: Row) -> int:
    return (TEXTLESS, PINNED, SURE, SUGGESTED).index(row.kind)


def line_at(lines: Sequence[FoundLine], point: Point) -> int | None:
    """Return the found line under a point, the smallest where several are, None where none is."""
    under = [n for n, line in enumerate(lines) if len(line.outline) > 2 and contains(line.outline, point)]
    return min(under, key=lambda n: area(lines[n].outline), default=None)
