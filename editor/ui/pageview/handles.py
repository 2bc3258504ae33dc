"""The handles of the selected region: which there are, what dragging one does to the outline, the squares on screen."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPen
from PySide6.QtWidgets import QGraphicsItem, QGraphicsRectItem, QGraphicsScene

from editor.model.geometry import Point, Polygon, polygon, rectangle
from editor.ui.pageview.shapes import as_box

SIDE = 9
"""Screen pixels of a handle."""


@dataclass(frozen=True, slots=True)
class Handle:
    """A place of an outline that can be dragged.

    Attributes:
        at: Where it is, in image pixels.
        vertex: Index of the point of the outline, or None on a box.
        pull: On a box, which edges move with it: -1 left or top, 1 right or bottom, 0 neither.
    """

    at: Point
    vertex: int | None = None
    pull: tuple[int, int] = (0, 0)


def handles_of(outline: Polygon) -> list[Handle]:
    """Return the handles of an outline: eight on an upright box, one on each point of any other."""
    box = as_box(outline)
    if box is None:
        return [Handle(point, vertex=index) for index, point in enumerate(outline)]
    left, top, right, bottom = box
    xs = {-1: left, 0: (left + right) / 2, 1: right}
    ys = {-1: top, 0: (top + bottom) / 2, 1: bottom}
    return [Handle((xs[x], ys[y]), pull=(x, y)) for y in (-1, 0, 1) for x in (-1, 0, 1) if (x, y) != (0, 0)]


def dragged(outline: Polygon, handle: Handle, to: Point) -> Polygon:
    """Return the outline after a handle was dragged to ``to``; a box stays a box and may be turned inside out."""
    box = as_box(outline)
    if handle.vertex is not None:
        points = list(outline)
        points[handle.vertex] = to
        return polygon(points)
    assert box is not None
    left, top, right, bottom = box
    x, y = handle.pull
    left, right = (to[0] if x < 0 else left), (to[0] if x > 0 else right)
    top, bottom = (to[1] if y < 0 else top), (to[1] if y > 0 else bottom)
    return rectangle((min(left, right), min(top, bottom), max(left, right), max(top, bottom)))


def with_point(outline: Polygon, at: Point, reach: float) -> Polygon | None:
    """Return the outline with a new point on its nearest edge, or None where no edge is within ``reach`` of ``at``."""
    best: tuple[float, int, Point] | None = None
    for index, (a, b) in enumerate(pairwise((*outline, outline[0]))):
        foot = _foot(a, b, at)
        distance = math.dist(foot, at)
        if distance <= reach and (best is None or distance < best[0]):
            best = (distance, index, foot)
    if best is None:
        return None
    _, index, (x, y) = best
    return polygon((*outline[: index + 1], (round(x), round(y)), *outline[index + 1 :]))


def _foot(a: Point, b: Point, at: Point) -> Point:
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = dx * dx + dy * dy
    share = ((at[0] - a[0]) * dx + (at[1] - a[1]) * dy) / length if length else 0.0
    share = min(max(share, 0.0), 1.0)
    return a[0] + share * dx, a[1] + share * dy


def without_point(outline: Polygon, vertex: int) -> Polygon | None:
    """Return the outline without one of its points, or None where a triangle would lose one."""
    return (*outline[:vertex], *outline[vertex + 1 :]) if len(outline) > 3 else None


class HandleSquares:
    """The squares on screen, of the same size at any zoom."""

    def __init__(self, scene: QGraphicsScene, z: float) -> None:
        """Draw into ``scene`` at depth ``z``."""
        self._scene = scene
        self._z = z
        self._items: list[QGraphicsRectItem] = []
        self.handles: list[Handle] = []
        self.active: int | None = None

    def show(self, outline: Polygon, colour: QColor) -> None:
        """Show the handles of ``outline``; of nothing, show none."""
        self.handles = handles_of(outline) if len(outline) > 2 else []
        if self.active is not None and self.active >= len(self.handles):
            self.active = None
        while len(self._items) > len(self.handles):
            self._scene.removeItem(self._items.pop())
        while len(self._items) < len(self.handles):
            item = QGraphicsRectItem(QRectF(-SIDE / 2, -SIDE / 2, SIDE, SIDE))
            item.setFlag(QGraphicsItem.GraphicsItemFlag.ItemIgnoresTransformations)
            item.setZValue(self._z)
            self._scene.addItem(item)
            self._items.append(item)
        for index, (item, handle) in enumerate(zip(self._items, self.handles, strict=True)):
            item.setPos(QPointF(*handle.at))
            item.setPen(QPen(colour, 1.5))
            item.setBrush(QBrush(colour if index == self.active else QColor(Qt.GlobalColor.white)))

    def nearest(self, at: Point, reach: float) -> int | None:
        """Return the index of the handle within ``reach`` image pixels of ``at``, or None."""
        best = min(
            ((max(abs(h.at[0] - at[0]), abs(h.at[1] - at[1])), index) for index, h in enumerate(self.handles)),
            default=None,
        )
        return best[1] if best is not None and best[0] <= reach else None
