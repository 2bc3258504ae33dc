"""The picture of the page in the scene: the one item that paints from Python, once a frame."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from editor.ui.kit.decode import Level
from editor.ui.kit.linecut import paint_part


class PageItem(QGraphicsItem):
    """The page in image pixels, painted from the level that suits the zoom; blank paper where there is no picture."""

    def __init__(self) -> None:
        """Start as blank paper without size."""
        super().__init__()
        self._rect = QRectF()
        self._paper = QColor("#e9e6e0")
        self.levels: Sequence[Level] = ()
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption)

    def set_size(self, width: float, height: float) -> None:
        """Give the page its size in image pixels."""
        self.prepareGeometryChange()
        self._rect = QRectF(0, 0, width, height)

    def set_levels(self, levels: Sequence[Level]) -> None:
        """Paint these from now on; without any, paint blank paper."""
        self.levels = levels
        self.update()

    def boundingRect(self) -> QRectF:
        """Return the page's rectangle."""
        return self._rect

    def best_level(self, scale: float) -> Level | None:
        """Return the smallest level that is sharp when an image pixel is ``scale`` screen pixels wide."""
        best = None
        for level in self.levels:
            if best is None or level.image.width() >= min(scale, 1.0) * self._rect.width() * 0.98:
                best = level
        return best

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Paint the part that is asked for."""
        matrix = painter.worldTransform()
        ratio = painter.device().devicePixelRatioF() if painter.device() is not None else 1.0
        level = self.best_level(math.hypot(matrix.m11(), matrix.m12()) * ratio)
        part = option.exposedRect.intersected(self._rect)
        if level is None:
            painter.fillRect(part, self._paper)
            return
        paint_part(painter, level, self._rect, part)
