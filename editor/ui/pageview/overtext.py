"""The text of the page laid over its scan, each line in its place and as long as it is there: what was missed is seen.

Stock items only, and only for the page that is shown; of a long page the lines are drawn a few at a time. It knows
values, no session. A line without text is marked, and one whose letters would have to stand much wider or narrower
than those of its neighbours has a dashed frame: there words are likely to be missing, or too many.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median

from PySide6.QtCore import QCoreApplication, QLineF, QObject, Qt, QTimer
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPen, QTransform
from PySide6.QtWidgets import QGraphicsPolygonItem, QGraphicsScene, QGraphicsSimpleTextItem

from editor.model.page import Line, PageContent, Region
from editor.ui.kit.linecut import axis_of
from editor.ui.kit.shapes import line_height, shape_of, to_qt

_SIZE = 32
"""Pixels of the letters before they are fitted to a line."""
_SLICE = 0.006
"""Seconds of drawing before the window may breathe."""
_WIDE, _NARROW = 1.45, 0.69
"""How far the width of a line's letters may be from the usual of its region before it is told."""
_LETTERS = 6
"""In shorter lines the width of letters says nothing."""
_LINES = 3
"""With fewer lines a region has no usual width."""

PLAIN, ODD, EMPTY = "plain", "odd", "empty"


@dataclass(slots=True)
class _Drawn:
    """A line as it lies over the scan."""

    line: Line
    paper: QGraphicsPolygonItem
    words: QGraphicsSimpleTextItem
    width: float
    state: str


class TextLayer(QObject):
    """Draws the text of every line over its place."""

    def __init__(self, scene: QGraphicsScene, z: float) -> None:
        """Draw into ``scene`` at depth ``z``; nothing yet."""
        super().__init__(scene)
        self._scene = scene
        self._z = z
        self._font = QFont()
        self._metrics = QFontMetricsF(self._font)
        self._inverted = False
        self._regions: dict[int, Region] = {}
        self._heights: dict[int, float] = {}
        self._drawn: dict[int, _Drawn] = {}
        self._waiting: list[Line] = []
        self._touched: set[int] = set()
        """Regions in which lines were drawn that are still to be compared with the others."""
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._go_on)

    def __len__(self) -> int:
        """Return how many lines lie over the scan."""
        return len(self._drawn)

    @property
    def busy(self) -> bool:
        """Tell whether lines are still to be drawn."""
        return bool(self._waiting)

    def set_font(self, font: QFont) -> None:
        """Write in this family from the next time something is shown."""
        self._font = QFont(font)
        self._font.setPixelSize(_SIZE)
        self._metrics = QFontMetricsF(self._font)

    def set_inverted(self, inverted: bool) -> None:
        """Write light on dark, because the scan is shown so."""
        if inverted != self._inverted:
            self._inverted = inverted
            for drawn in self._drawn.values():
                self._dress(drawn)

    def clear(self) -> None:
        """Take everything off the scan."""
        self._soon.stop()
        self._waiting = []
        self._drop(list(self._drawn))
        self._regions, self._heights = {}, {}

    def show(self, content: PageContent) -> None:
        """Draw the lines of a page; those that are as they were stay untouched."""
        self._soon.stop()
        self._regions = {region.id: region for region in content.regions}
        here = {line.id for region in content.regions for line in region.lines}
        self._drop([key for key in self._drawn if key not in here])
        self._waiting = []
        for region in content.regions:
            new = [line for line in region.lines if not self._is_drawn(line)]
            if any(self._has_moved(line) for line in new) or region.id not in self._heights:
                height = line_height(region)
                if height != self._heights.get(region.id):
                    self._heights[region.id] = height
            self._waiting += new
        self._waiting.reverse()
        self._go_on()

    def state_of(self, line: int) -> str | None:
        """Return PLAIN, ODD or EMPTY for a line, None where it does not lie over the scan."""
        return self._drawn[line].state if line in self._drawn else None

    def words_of(self, line: int) -> str:
        """Return what is written over a line."""
        return self._drawn[line].words.text() if line in self._drawn else ""

    # Drawing

    def _is_drawn(self, line: Line) -> bool:
        drawn = self._drawn.get(line.id)
        return drawn is not None and (drawn.line is line or drawn.line == line)

    def _has_moved(self, line: Line) -> bool:
        drawn = self._drawn.get(line.id)
        return drawn is None or (drawn.line.outline, drawn.line.baseline) != (line.outline, line.baseline)

    def _drop(self, keys: Iterable[int]) -> None:
        for key in keys:
            self._scene.removeItem(self._drawn.pop(key).paper)

    def _go_on(self) -> None:
        until = time.monotonic() + _SLICE
        while self._waiting and time.monotonic() < until:
            line = self._waiting.pop()
            region = self._regions.get(line.region)
            if region is not None:
                self._draw(line, region)
                self._touched.add(region.id)
        if self._waiting:
            self._soon.start()
            return
        touched, self._touched = self._touched & self._regions.keys(), set()
        for region_id in touched:
            self._compare(self._regions[region_id])

    def _draw(self, line: Line, region: Region) -> None:
        self._drop([line.id] if line.id in self._drawn else [])
        shape = shape_of(line, region)
        height = self._heights.get(region.id, 40.0)
        axis = axis_of(line.baseline, shape, height)
        if not shape or axis.length() < 1:
            return
        paper = QGraphicsPolygonItem(to_qt(shape))
        paper.setZValue(self._z)
        paper.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        words = QGraphicsSimpleTextItem(paper)
        words.setFont(self._font)
        text = line.text.strip()
        words.setText(text or QCoreApplication.translate("TextLayer", "no text"))
        advance = max(self._metrics.horizontalAdvance(words.text()), 1.0)
        width = axis.length() / advance
        words.setTransform(_fitted(axis, width if text else 0.0, height / self._metrics.height(), self._metrics))
        drawn = _Drawn(line, paper, words, width if len(text) >= _LETTERS else 0.0, PLAIN if text else EMPTY)
        self._dress(drawn)
        self._drawn[line.id] = drawn
        self._scene.addItem(paper)

    def _compare(self, region: Region) -> None:
        """Tell the lines whose letters are much wider or narrower than is usual in their region."""
        here = [drawn for line in region.lines if (drawn := self._drawn.get(line.id)) is not None]
        widths = [drawn.width for drawn in here if drawn.width]
        usual = median(widths) if len(widths) >= _LINES else 0.0
        for drawn in here:
            if drawn.state != EMPTY:
                odd = bool(usual and drawn.width) and not _NARROW <= drawn.width / usual <= _WIDE
                state = ODD if odd else PLAIN
                if state != drawn.state:
                    drawn.state = state
                    self._dress(drawn)

    def _dress(self, drawn: _Drawn) -> None:
        paper, ink = (
            (QColor(24, 26, 30), QColor("#f4f1ea")) if self._inverted else (QColor("#fdfbf6"), QColor("#10131a"))
        )
        paper.setAlpha(214)
        pen = QPen(Qt.PenStyle.NoPen)
        if drawn.state != PLAIN:
            pen = QPen(QColor("#b4530a") if drawn.state == ODD else QColor("#c22a2a"), 2.0, Qt.PenStyle.DashLine)
            pen.setCosmetic(True)
        if drawn.state == EMPTY:
            paper, ink = QColor(194, 42, 42, 46), QColor("#ffb3ac" if self._inverted else "#a01818")
        drawn.paper.setBrush(QBrush(paper))
        drawn.paper.setPen(pen)
        drawn.words.setBrush(QBrush(ink))


def _fitted(axis: QLineF, across: float, down: float, metrics: QFontMetricsF) -> QTransform:
    """Return where letters go that are to fill a line from end to end; 0 across puts them small behind its end."""
    transform = QTransform()
    start = axis.p1() if across else axis.p2()
    transform.translate(start.x(), start.y())
    transform.rotate(-axis.angle())
    transform.scale(across or down * 0.7, down if across else down * 0.7)
    transform.translate(0 if across else _SIZE / 3, 0)
    transform.translate(0, -metrics.height() / 2)
    return transform
