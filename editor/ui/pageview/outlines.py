"""Outlines by the hundred and by the thousand: one stock path item for a cell of the page and a colour.

Nothing of it answers to the mouse (``grid`` does that), and nothing is painted from Python: what is out of sight costs
nothing, and a change rebuilds one cell.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from itertools import islice
from statistics import median

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainterPath, QPen, QPolygonF
from PySide6.QtWidgets import QGraphicsPathItem, QGraphicsScene

from editor.model.geometry import Polygon, bounds
from editor.ui.kit.shapes import to_qt

CELL = 512
"""Pixels of the image."""

LEGIBLE = 3.0
"""Screen pixels: outlines lower than this, in the middle of many, are a grey mush that takes long to draw."""
_MANY = 2000

Ink = Hashable
"""What names a pen, for example a kind of region."""
_Place = tuple[int, int, Ink]


class OutlineLayer:
    """Draws many outlines in few items."""

    def __init__(self, scene: QGraphicsScene, z: float) -> None:
        """Draw into ``scene`` at depth ``z``."""
        self._scene = scene
        self._z = z
        self._visible = True
        self._scale = 1.0
        self._height = 0.0
        self._pens: dict[Ink, QPen] = {}
        self._shapes: dict[int, tuple[Polygon, _Place]] = {}
        self._members: dict[_Place, set[int]] = {}
        self._items: dict[_Place, QGraphicsPathItem] = {}

    def __len__(self) -> int:
        """Return how many outlines there are."""
        return len(self._shapes)

    def set_pen(self, ink: Ink, pen: QPen) -> None:
        """Draw everything in ``ink`` with ``pen``, which should be cosmetic."""
        self._pens[ink] = pen
        for place, item in self._items.items():
            if place[2] == ink:
                item.setPen(pen)

    def set_visible(self, visible: bool) -> None:
        """Show or hide all of them."""
        self._visible = visible
        self._apply_visible()

    def set_scale(self, scale: float) -> None:
        """Take how many screen pixels a pixel of the image has: where nothing could be told apart, nothing is drawn."""
        self._scale = scale
        self._apply_visible()

    @property
    def _shown(self) -> bool:
        crowded = len(self._shapes) > _MANY and self._height * self._scale < LEGIBLE
        return self._visible and not crowded

    def _apply_visible(self) -> None:
        shown = self._shown
        for item in self._items.values():
            if item.isVisible() != shown:
                item.setVisible(shown)

    def show(self, wanted: Mapping[int, tuple[Polygon, Ink]]) -> None:
        """Draw exactly these outlines, by id; cells in which nothing changed are left alone."""
        stale: set[_Place] = set()
        for key in [key for key in self._shapes if key not in wanted or not wanted[key][0]]:
            stale.add(self._take(key))
        for key, (outline, ink) in wanted.items():
            if not outline:
                continue
            known = self._shapes.get(key)
            if known is not None and known[0] == outline and known[1][2] == ink:
                continue
            if known is not None:
                stale.add(self._take(key))
            left, top, _, _ = bounds(outline)
            place = (int(left) // CELL, int(top) // CELL, ink)
            self._shapes[key] = (outline, place)
            self._members.setdefault(place, set()).add(key)
            stale.add(place)
        if stale:
            heights = [box[3] - box[1] for outline, _ in islice(self._shapes.values(), 500) if (box := bounds(outline))]
            self._height = median(heights) if heights else 0.0
        for place in stale:
            self._rebuild(place)
        self._apply_visible()

    def _take(self, key: int) -> _Place:
        _, place = self._shapes.pop(key)
        self._members[place].discard(key)
        return place

    def _rebuild(self, place: _Place) -> None:
        members = self._members.get(place)
        if not members:
            self._members.pop(place, None)
            item = self._items.pop(place, None)
            if item is not None:
                self._scene.removeItem(item)
            return
        path = QPainterPath()
        for key in members:
            path.addPolygon(_closed(self._shapes[key][0]))
        item = self._items.get(place)
        if item is None:
            item = self._items[place] = QGraphicsPathItem()
            item.setPen(self._pens.get(place[2], QPen()))
            item.setZValue(self._z)
            item.setVisible(self._shown)
            item.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
            self._scene.addItem(item)
        item.setPath(path)


def _closed(outline: Polygon) -> QPolygonF:
    return to_qt((*outline, outline[0])) if len(outline) > 2 else to_qt(outline)
