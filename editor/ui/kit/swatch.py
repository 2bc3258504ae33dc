"""Small icons that show a colour: a square for a kind or tag, a round spot for a state."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap


def swatch(fill: QColor, edge: QColor, side: int = 12) -> QIcon:
    """Return an icon that is a small square of a colour with its edge."""

    def draw(painter: QPainter, box: QRect) -> None:
        painter.setPen(QPen(edge, 1))
        painter.setBrush(fill)
        painter.drawRoundedRect(box, 3, 3)

    return _drawn(side, draw)


def dot(colour: QColor, side: int = 10) -> QIcon:
    """Return an icon that is one round spot of a colour."""

    def draw(painter: QPainter, box: QRect) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawEllipse(box)

    return _drawn(side, draw)


def _drawn(side: int, draw: Callable[[QPainter, QRect], None]) -> QIcon:
    pixmap = QPixmap(2 * side, 2 * side)
    pixmap.setDevicePixelRatio(2)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    draw(painter, QRect(1, 1, side - 2, side - 2))
    painter.end()
    return QIcon(pixmap)
