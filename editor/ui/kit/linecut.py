"""A line cut out of the scan: level, enlarged, its neighbours dimmed; knows values and pictures, no pane."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen, QTransform
from PySide6.QtWidgets import QSizePolicy, QWidget

from editor.model.geometry import Polygon
from editor.ui.kit.decode import Level
from editor.ui.kit.shapes import to_qt
from editor.ui.kit.theme import Theme

_MOST_SCALE = 4.0
"""Screen pixels for a pixel of the image: beyond this there is nothing more to see."""
_SHARE = 0.7
"""How much of the strip's height the line itself may take; the rest shows its neighbours."""


class LineCut(QWidget):
    """Paints a line of the page level and as wide as itself."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        self._theme = theme
        self._levels: Sequence[Level] = ()
        self._page = QRectF()
        self._shape: Polygon = ()
        self._axis = QLineF()
        self._height = 40.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(36)

    def show_line(self, shape: Polygon, axis: QLineF, height: float) -> None:
        """Show the line with this outline, of about this height, around the axis that is to be level."""
        self._shape, self._axis, self._height = shape, axis, height
        self.update()

    def set_levels(self, levels: Sequence[Level], page: QRectF) -> None:
        """Cut it out of this picture."""
        self._levels, self._page = levels, page
        self.update()

    def sizeHint(self) -> QSize:
        """Return a size that shows a line and its neighbours."""
        return QSize(400, 64)

    def view_of_page(self) -> QTransform | None:
        """Return how the page lies in the strip, or None where there is no line to show."""
        if not self._shape or not self._levels or self._axis.length() < 1:
            return None
        length = self._axis.length()
        scale = min(self.width() * 0.985 / length, self.height() * _SHARE / self._height, _MOST_SCALE)
        transform = QTransform()
        if length * scale < self.width() * 0.97:
            transform.translate(self.width() * 0.0075, self.height() / 2)
        else:
            transform.translate((self.width() - length * scale) / 2, self.height() / 2)
        transform.scale(scale, scale)
        transform.rotate(self._axis.angle())
        transform.translate(-self._axis.x1(), -self._axis.y1())
        return transform

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the line, and its neighbours dimmed."""
        transform = self.view_of_page()
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.colour("strip").lighter(112))
        if transform is None:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setTransform(transform)
        seen = transform.inverted()[0].mapRect(QRectF(self.rect())).intersected(self._page)
        wanted = math.hypot(transform.m11(), transform.m12()) * self.devicePixelRatioF() * self._page.width()
        level = self._levels[0]
        for other in self._levels:
            if other.image.width() >= min(wanted, self._page.width()) * 0.98:
                level = other
        paint_part(painter, level, self._page, seen)
        everything, line = QPainterPath(), QPainterPath()
        everything.addRect(seen)
        line.addPolygon(to_qt((*self._shape, self._shape[0])))
        shade = QColor(self._theme.colour("strip"))
        shade.setAlpha(96)
        painter.fillPath(everything.subtracted(line), shade)
        pen = QPen(self._theme.colour("caret_mark"), 1.0)
        pen.setCosmetic(True)
        painter.setPen(pen)
        painter.drawPath(line)


def paint_part(painter: QPainter, level: Level, page: QRectF, part: QRectF) -> None:
    """Paint ``part`` of ``page`` (both in image pixels) from a level of its picture."""
    image = level.image
    across, down = image.width() / page.width(), image.height() / page.height()
    left, top = max(0, math.floor(part.left() * across) - 1), max(0, math.floor(part.top() * down) - 1)
    right = min(image.width(), math.ceil(part.right() * across) + 1)
    bottom = min(image.height(), math.ceil(part.bottom() * down) + 1)
    if right <= left or bottom <= top:
        return
    source = QRectF(left, top, right - left, bottom - top)
    target = QRectF(left / across, top / down, source.width() / across, source.height() / down)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawImage(target, image, source)


def axis_of(baseline: Polygon, shape: Polygon, height: float) -> QLineF:
    """Return the middle of a line of text, from its first to its last letter, as straight as its baseline is.

    Args:
        baseline: It says how the line leans; it may be empty.
        shape: Where it is; its upper and lower edges say where the middle lies.
        height: How high the letters are, in image pixels.
    """
    if not shape:
        return QLineF()
    if len(baseline) > 1:
        first, last = QPointF(*baseline[0]), QPointF(*baseline[-1])
    else:
        box = to_qt(shape).boundingRect()
        first, last = box.bottomLeft(), box.bottomRight()
    base = QLineF(first, last)
    if base.length() < 1:
        return QLineF()
    level = QTransform().rotate(base.angle()).translate(-first.x(), -first.y())
    box = level.map(to_qt(shape)).boundingRect()
    back = level.inverted()[0]
    middle = box.center().y() if box.height() < 3 * height else -height * 0.3
    return QLineF(back.map(QPointF(box.left(), middle)), back.map(QPointF(box.right(), middle)))
