"""The reading order: what edits bring it about, and the arrows and numbers over the page."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainterPath, QPen, QPolygonF
from PySide6.QtWidgets import (
    QGraphicsEllipseItem,
    QGraphicsItem,
    QGraphicsPathItem,
    QGraphicsPolygonItem,
    QGraphicsScene,
    QGraphicsSimpleTextItem,
)

from editor.model.edit import Batch, MoveRegion
from editor.model.geometry import Point, bounds
from editor.model.page import PageContent

BADGE = 11.0
"""Radius of a number in screen pixels."""


def clicked_order(order: Sequence[int], clicked: Sequence[int]) -> list[int]:
    """Return the regions' ids with those ``clicked`` brought together in that order, where the first of them stood."""
    if not clicked:
        return list(order)
    chosen = set(clicked)
    start = min(order.index(region) for region in clicked)
    rest = [region for region in order if region not in chosen]
    before = sum(1 for region in order[:start] if region not in chosen)
    return [*rest[:before], *clicked, *rest[before:]]


def order_edit(old: Sequence[int], new: Sequence[int], title: str) -> Batch | None:
    """Return the moves that turn one reading order into another, as one step, or None where they are the same."""
    moves: list[MoveRegion] = []
    now = list(old)
    for place, region in enumerate(new):
        if now[place] != region:
            moves.append(MoveRegion(region, after=new[place - 1] if place else None))
            now.remove(region)
            now.insert(place, region)
    return Batch(tuple(moves), title) if moves else None


def number_edit(order: Sequence[int], region: int, number: int, title: str) -> Batch | None:
    """Return what makes ``region`` the ``number``-th of the page, counted from 1."""
    rest = [other for other in order if other != region]
    place = min(max(number, 1), len(order)) - 1
    return order_edit(order, [*rest[:place], region, *rest[place:]], title)


def behind_edit(order: Sequence[int], region: int, after: int, title: str) -> Batch | None:
    """Return what puts ``region`` right behind ``after``."""
    rest = [other for other in order if other != region]
    place = rest.index(after) + 1
    return order_edit(order, [*rest[:place], region, *rest[place:]], title)


class OrderArrows:
    """Numbers on the regions and arrows from each to the next. Stock items only."""

    def __init__(self, scene: QGraphicsScene, z: float, font: QFont) -> None:
        """Draw into ``scene`` at depth ``z``."""
        self._scene = scene
        self._z = z
        self._font = font
        self._items: list[QGraphicsItem] = []
        self.badges: dict[int, Point] = {}

    def clear(self) -> None:
        """Take them away."""
        for item in self._items:
            self._scene.removeItem(item)
        self._items.clear()
        self.badges.clear()

    def show(
        self,
        content: PageContent,
        order: Sequence[int],
        marked: Sequence[int],
        colours: tuple[QColor, QColor],
        rotation: int,
    ) -> None:
        """Draw ``order``; regions in ``marked`` are those just clicked.

        Args:
            content: The page.
            order: Ids of regions.
            marked: Ids drawn in the second colour.
            colours: Of arrows and numbers, and of those that are marked.
            rotation: Of the view, degrees clockwise.
        """
        self.clear()
        outlines = {region.id: region.outline for region in content.regions if len(region.outline) > 2}
        shown = [region for region in order if region in outlines]
        for region in shown:
            left, top, right, bottom = bounds(outlines[region])
            self.badges[region] = ((left + right) / 2, (top + bottom) / 2)
        for before, after in pairwise(shown):
            self._arrow(self.badges[before], self.badges[after], colours[0], rotation)
        for number, region in enumerate(order, start=1):
            if region in self.badges:
                self._badge(self.badges[region], str(number), colours[1] if region in marked else colours[0])

    def _add(self, item: QGraphicsItem, z: float) -> None:
        item.setZValue(z)
        self._scene.addItem(item)
        self._items.append(item)

    def _arrow(self, start: Point, end: Point, colour: QColor, rotation: int) -> None:
        pen = QPen(colour, 2.0)
        pen.setCosmetic(True)
        path = QPainterPath(QPointF(*start))
        path.lineTo(QPointF(*end))
        line = QGraphicsPathItem(path)
        line.setPen(pen)
        self._add(line, self._z)
        angle = math.degrees(math.atan2(end[1] - start[1], end[0] - start[0])) + rotation
        tip = QPolygonF([QPointF(-BADGE, 0), QPointF(-BADGE - 11, -5.5), QPointF(-BADGE - 11, 5.5)])
        head = QGraphicsPolygonItem(tip)
        head.setFlag(QGraphicsItem.GraphicsItemFlag.ItemIgnoresTransformations)
        head.setPen(QPen(Qt.PenStyle.NoPen))
        head.setBrush(QBrush(colour))
        head.setPos(QPointF(*end))
        head.setRotation(angle)
        self._add(head, self._z + 0.1)

    def _badge(self, at: Point, number: str, colour: QColor) -> None:
        circle = QGraphicsEllipseItem(QRectF(-BADGE, -BADGE, 2 * BADGE, 2 * BADGE))
        circle.setFlag(QGraphicsItem.GraphicsItemFlag.ItemIgnoresTransformations)
        circle.setPen(QPen(QColor(Qt.GlobalColor.white), 1.5))
        circle.setBrush(QBrush(colour))
        circle.setPos(QPointF(*at))
        text = QGraphicsSimpleTextItem(number, circle)
        text.setFont(self._font)
        text.setBrush(QBrush(QColor(Qt.GlobalColor.white)))
        metrics = QFontMetricsF(self._font)
        text.setPos(-metrics.horizontalAdvance(number) / 2, -metrics.height() / 2)
        self._add(circle, self._z + 0.2)
