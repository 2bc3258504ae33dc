"""The tool of the reading order: click regions as they are read, or drag a number or an arrow onto another region."""

from __future__ import annotations

import math
from itertools import pairwise

from PySide6.QtCore import QCoreApplication, QPointF, Qt
from PySide6.QtGui import QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsPathItem

from editor.model.edit import Batch
from editor.model.geometry import Point
from editor.ui.pageview.order import BADGE, behind_edit, clicked_order, number_edit, order_edit
from editor.ui.pageview.tools import LEAST, RUBBER_Z, Pointer, Stage, Tool
from editor.ui.session import Selection


class OrderTool(Tool):
    """Changes the reading order of the page's regions."""

    name = "order"
    cursor = Qt.CursorShape.PointingHandCursor

    def __init__(self, stage: Stage) -> None:
        """Work on ``stage`` and show the order."""
        super().__init__(stage)
        self.clicked: list[int] = []
        self._held: tuple[Pointer, int, bool] | None = None
        self._pull: QGraphicsPathItem | None = None
        self._was_shown = stage.paper.order_shown
        stage.paper.show_order(True)

    @property
    def order(self) -> list[int]:
        """Return the ids of the regions as they are read."""
        content = self.stage.session.content
        return [region.id for region in content.regions] if content is not None else []

    def press(self, where: Pointer) -> None:
        """Take hold of a number or of an arrow's head."""
        number = self._number_at(where)
        held = number if number is not None else self._arrow_at(where)
        self._held = (where, held, number is None) if held is not None else None

    def move(self, where: Pointer) -> None:
        """Show where the number would go."""
        if self._held is None:
            return
        start, region, _ = self._held
        if self._pull is None and (where.screen - start.screen).manhattanLength() < LEAST:
            return
        if self._pull is None:
            pen = QPen(Qt.GlobalColor.red, 2.0, Qt.PenStyle.DashLine)
            pen.setCosmetic(True)
            self._pull = QGraphicsPathItem()
            self._pull.setPen(pen)
            self._pull.setZValue(RUBBER_Z)
            self.stage.paper.addItem(self._pull)
        path = QPainterPath(QPointF(*self.stage.paper.arrows.badges[region]))
        path.lineTo(QPointF(*where.at))
        self._pull.setPath(path)

    def release(self, where: Pointer) -> None:
        """Take what was dragged, or a click as the next in the order.

        A number goes behind the region it is dropped on; the region an arrow is dropped on comes next after its start.
        """
        held, dragging = self._held, self._pull is not None
        self._wipe()
        target = self._number_at(where) or self._region_at(where)
        if held is not None and dragging:
            _, region, arrow = held
            if target is not None and target != region:
                moved, after = (target, region) if arrow else (region, target)
                self._do(behind_edit(self.order, moved, after, self._title()))
        elif target is not None:
            self._click(target)

    def _click(self, region: int) -> None:
        if region in self.clicked:
            self.clicked.remove(region)
        else:
            self.clicked.append(region)
        self.stage.session.select(Selection(region), self.stage.by)
        if len(self.clicked) == len(self.order):
            self.finish()
        else:
            self.refresh()

    def double_click(self, where: Pointer) -> None:
        """Let the number be typed that was clicked twice."""
        region = self._number_at(where)
        if region is None:
            self.press(where)
            return
        self.cancel()
        order = self.order
        self.stage.ask_number(
            self.stage.paper.arrows.badges[region],
            order.index(region) + 1,
            len(order),
            lambda number: self.set_number(region, number),
        )

    def key(self, key: int, shift: bool) -> bool:
        """Take the clicked order with Enter."""
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.clicked:
            self.finish()
            return True
        return False

    def finish(self) -> None:
        """Bring the clicked order about."""
        clicked, self.clicked = self.clicked, []
        self._do(order_edit(self.order, clicked_order(self.order, clicked), self._title()))
        self.refresh()

    def set_number(self, region: int, number: int) -> None:
        """Make a region the ``number``-th of the page, from 1."""
        self._do(number_edit(self.order, region, number, self._title()))

    def _do(self, edit: Batch | None) -> None:
        if edit is not None:
            self.stage.session.do(edit)

    def _title(self) -> str:
        return QCoreApplication.translate("Tools", "Change reading order")

    def cancel(self) -> bool:
        """Forget what was clicked."""
        begun = bool(self.clicked) or self._held is not None
        self.clicked = []
        self._wipe()
        if begun:
            self.refresh()
        return begun

    def leave(self) -> None:
        """Take what was clicked so far, and show the order only where it was shown before."""
        if len(self.clicked) > 1:
            self.finish()
        self.cancel()
        self.stage.paper.show_order(self._was_shown)

    def refresh(self) -> None:
        """Show the order as it would be."""
        order = self.order
        self.clicked = [region for region in self.clicked if region in order]
        self.stage.paper.draw_order(clicked_order(order, self.clicked), tuple(self.clicked))

    def hint(self) -> str:
        """Return what to do with it."""
        return QCoreApplication.translate(
            "Tools", "Click regions as they are read, Enter ends. Or drag a number onto the region it follows."
        )

    def _wipe(self) -> None:
        self._held = None
        if self._pull is not None:
            self.stage.paper.removeItem(self._pull)
            self._pull = None

    def _number_at(self, where: Pointer) -> int | None:
        reach = self.stage.reach(BADGE)
        badges = self.stage.paper.arrows.badges
        return next((region for region, at in badges.items() if math.dist(at, where.at) <= reach), None)

    def _arrow_at(self, where: Pointer) -> int | None:
        """Return the region that the arrow comes from whose head is there."""
        badges = self.stage.paper.arrows.badges
        reach, back = self.stage.reach(8), self.stage.reach(BADGE + 6)
        shown = [region for region in clicked_order(self.order, self.clicked) if region in badges]
        heads = ((before, _head(badges[before], badges[after], back)) for before, after in pairwise(shown))
        return next((before for before, at in heads if math.dist(at, where.at) <= reach), None)

    def _region_at(self, where: Pointer) -> int | None:
        return next((pick.region for pick in self.stage.paper.layout.picks(where.at) if pick.line is None), None)


def _head(start: Point, end: Point, back: float) -> Point:
    length = math.dist(start, end) or 1.0
    return end[0] - (end[0] - start[0]) / length * back, end[1] - (end[1] - start[1]) / length * back
