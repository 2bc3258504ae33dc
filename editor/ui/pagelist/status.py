"""How far a page has come, in words, in a colour and in a shape: nothing is told by colour alone."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen, QPolygonF

from editor.ui.kit.theme import Theme

COLOURS = {
    "not_started": "faint",
    "in_progress": "warning",
    "corrected": "accent",
    "checked": "ok",
    "problem": "error",
    "blank": "faint",
}
"""Names of the theme's colours."""


def status_words(status: str) -> str:
    """Return a status of ``page.STATUSES`` in words."""
    translate = QCoreApplication.translate
    words = {
        "not_started": translate("PageStatus", "not started"),
        "in_progress": translate("PageStatus", "in progress"),
        "corrected": translate("PageStatus", "corrected"),
        "checked": translate("PageStatus", "checked"),
        "problem": translate("PageStatus", "problem"),
        "blank": translate("PageStatus", "blank page"),
    }
    return words.get(status, status)


def paint_status(painter: QPainter, box: QRectF, status: str, theme: Theme) -> None:
    """Paint a status: an empty, half or full disc, one with a tick, a warning sign, an empty sheet."""
    colour, ground = theme.colour(COLOURS.get(status, "faint")), theme.colour("surface")
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour, 1.4))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    inner = box.adjusted(0.7, 0.7, -0.7, -0.7)
    if status == "problem":
        _paint_problem(painter, box, colour, ground)
    elif status == "blank":
        painter.drawRect(inner.adjusted(1.2, 0, -1.2, 0))
    else:
        painter.drawEllipse(inner)
        painter.setBrush(QBrush(colour))
        if status == "in_progress":
            painter.drawPie(inner, 90 * 16, 180 * 16)
        elif status in ("corrected", "checked"):
            painter.drawEllipse(inner)
        if status == "checked":
            _paint_tick(painter, box, ground)
    painter.restore()


def _paint_problem(painter: QPainter, box: QRectF, colour: QColor, ground: QColor) -> None:
    painter.setBrush(QBrush(colour))
    painter.setPen(Qt.PenStyle.NoPen)
    top = QPointF(box.center().x(), box.top())
    painter.drawPolygon(QPolygonF([top, box.bottomRight(), box.bottomLeft()]))
    painter.setPen(QPen(ground, 1.3))
    middle = box.center().x()
    painter.drawLine(QPointF(middle, box.top() + box.height() * 0.38), QPointF(middle, box.bottom() - 3.4))
    painter.drawPoint(QPointF(middle, box.bottom() - 1.6))


def _paint_tick(painter: QPainter, box: QRectF, ground: QColor) -> None:
    painter.setPen(QPen(ground, 1.5))
    size = box.width()
    left, low, right = (
        QPointF(box.left() + size * 0.26, box.top() + size * 0.52),
        QPointF(box.left() + size * 0.44, box.top() + size * 0.70),
        QPointF(box.left() + size * 0.75, box.top() + size * 0.32),
    )
    painter.drawPolyline([left, low, right])
