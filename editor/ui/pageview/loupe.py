"""The loupe: a piece of the scan, three times as large as the view shows it, under the mouse or at the caret."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen, QTransform
from PySide6.QtWidgets import QWidget

from editor.model.geometry import Point
from editor.ui.kit.decode import Level
from editor.ui.kit.linecut import paint_part
from editor.ui.kit.theme import Theme

POWER = 3.0
"""How much larger than in the view."""
_SIZE = 300


class Loupe(QWidget):
    """Floats over the scan and lets the mouse through; it belongs to the view, not to its viewport, which scrolls."""

    def __init__(self, over: QWidget, theme: Theme) -> None:
        """Float over ``over``, hidden."""
        super().__init__(over)
        self._over = over
        self._theme = theme
        self._levels: Sequence[Level] = ()
        self._page = QRectF()
        self._to_screen = QTransform()
        self.at: Point = (0.0, 0.0)
        """The image pixel in its middle."""
        self.square = False
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(self.tr("Loupe"))
        self.resize(_SIZE, _SIZE)
        self.hide()

    def set_levels(self, levels: Sequence[Level], page: QRectF) -> None:
        """Look at this picture of ``page``, a rectangle in image pixels."""
        self._levels, self._page = levels, page
        self.update()

    def set_view(self, to_screen: QTransform) -> None:
        """Take how the page lies in the view, but for scrolling."""
        self._to_screen = to_screen
        self.update()

    def set_square(self, square: bool) -> None:
        """Be square, or round."""
        self.square = square
        self.update()

    def look_at(self, at: Point, where: QPoint) -> None:
        """Show what is around an image pixel, with the middle of the loupe at a place of the view, or near its edge."""
        self.at = at
        corner, room = where - QPoint(self.width() // 2, self.height() // 2), self._over.size() - self.size()
        self.move(max(min(corner.x(), room.width()), 0), max(min(corner.y(), room.height()), 0))
        self.update()

    def view_of_page(self) -> QTransform:
        """Return how the page lies in the loupe."""
        transform = QTransform()
        transform.translate(self.width() / 2, self.height() / 2)
        transform.scale(POWER, POWER)
        turn = self._to_screen
        lying = QTransform(turn.m11(), turn.m12(), turn.m21(), turn.m22(), 0, 0)
        middle = lying.map(QPointF(*self.at))
        transform.translate(-middle.x(), -middle.y())
        return lying * transform

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the piece of the page, and the rim."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rim = QRectF(self.rect()).adjusted(2, 2, -2, -2)
        glass = QPainterPath()
        if self.square:
            glass.addRoundedRect(rim, 6, 6)
        else:
            glass.addEllipse(rim)
        painter.setClipPath(glass)
        painter.fillRect(self.rect(), self._theme.colour("scan_background"))
        if self._levels:
            self._paint_page(painter)
        painter.resetTransform()
        painter.setClipping(False)
        for colour, width in ((QColor(0, 0, 0, 120), 4.0), (self._theme.colour("caret_mark"), 2.0)):
            painter.setPen(QPen(colour, width))
            painter.drawPath(glass)

    def _paint_page(self, painter: QPainter) -> None:
        transform = self.view_of_page()
        painter.setTransform(transform)
        seen = transform.inverted()[0].mapRect(QRectF(self.rect())).intersected(self._page)
        if seen.isEmpty():
            return
        wanted = math.hypot(transform.m11(), transform.m12()) * self.devicePixelRatioF() * self._page.width()
        level = self._levels[0]
        for other in self._levels:
            if other.image.width() >= min(wanted, self._page.width()) * 0.98:
                level = other
        paint_part(painter, level, self._page, seen)
