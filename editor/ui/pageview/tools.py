"""The tools that draw: state machines beside the view. They collect points in image pixels and send one edit.

What is seen afterwards is what was stored: a tool draws only what is not yet an edit.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QCoreApplication, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QBrush, QColor, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsPathItem

from editor.model.edit import AddRegion
from editor.model.geometry import Box, Point, Polygon, bounds, contains, polygon, rectangle
from editor.model.page import PageContent, Region
from editor.ui.pageview.camera import Camera
from editor.ui.pageview.making import (
    band,
    boxed,
    first_line,
    height_of_lines,
    is_free,
    is_stroke,
    line_in,
    region_with_line,
)
from editor.ui.pageview.scene import PageScene
from editor.ui.pageview.shapes import place_for_region
from editor.ui.session import Selection, Session

RUBBER_Z = 80.0
LEAST = 4.0
"""Screen pixels: what is smaller was a click."""


@dataclass(frozen=True, slots=True)
class Pointer:
    """Where the mouse is: in image pixels, in screen pixels of the view, and which keys are held."""

    at: Point
    screen: QPoint
    shift: bool = False


class Stage(Protocol):
    """What a tool works on: the view, as far as it needs to know it."""

    session: Session
    paper: PageScene
    camera: Camera
    kind: str
    by: QObject
    tapped: Callable[[Point], bool]

    def on_page(self, at: Point) -> Point:
        """Return the nearest place on the page, in whole image pixels."""
        ...

    def reach(self, screen: float) -> float:
        """Return so many screen pixels in image pixels."""
        ...

    def tab_at(self, where: Pointer) -> int | None:
        """Return the id of the region whose tab is there."""
        ...

    def type_at(self, line: int) -> None:
        """Let the text of a line be typed."""
        ...

    def ask_number(self, at: Point, now: int, most: int, take: Callable[[int], None]) -> None:
        """Let a number from 1 to ``most`` be typed at a place of the page; ``take`` gets it."""
        ...


class Tool:
    """What every tool answers to; by itself it does nothing."""

    name = ""
    cursor = Qt.CursorShape.CrossCursor

    def __init__(self, stage: Stage) -> None:
        """Work on ``stage``."""
        self.stage = stage

    def press(self, where: Pointer) -> None:
        """Take the left button going down."""

    def move(self, where: Pointer) -> None:
        """Take the mouse moving, with the left button down or not."""

    def release(self, where: Pointer) -> None:
        """Take the left button going up."""

    def double_click(self, where: Pointer) -> None:
        """Take a double click of the left button, after the press and release of its first click."""

    def key(self, key: int, shift: bool) -> bool:
        """Take a key of ``Qt.Key``; return whether it meant something."""
        return False

    def cancel(self) -> bool:
        """Give up what is begun; return whether anything was."""
        return False

    def leave(self) -> None:
        """End, because another tool or another page is next."""
        self.cancel()

    def refresh(self) -> None:
        """Draw again, because the page changed."""

    def hint(self) -> str:
        """Return what to do with it, in one line; "" where it needs no words."""
        return ""

    def cursor_at(self, where: Pointer) -> Qt.CursorShape:
        """Return the shape of the mouse there."""
        return self.cursor


class _Drawing(Tool):
    """A tool that draws an outline in the colour of the kind."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self._rubber: QGraphicsPathItem | None = None

    def _draw(self, points: list[Point], closed: bool) -> None:
        if self._rubber is None:
            self._rubber = QGraphicsPathItem()
            self._rubber.setZValue(RUBBER_Z)
            self.stage.paper.addItem(self._rubber)
        colour = QColor(self.stage.session.tagset.kind(self.stage.kind).colour)
        pen = QPen(colour, 2.0)
        pen.setCosmetic(True)
        self._rubber.setPen(pen)
        colour.setAlpha(40)
        self._rubber.setBrush(QBrush(colour))
        path = QPainterPath(QPointF(*points[0]))
        for point in points[1:]:
            path.lineTo(QPointF(*point))
        if closed:
            path.closeSubpath()
        self._rubber.setPath(path)

    def _wipe(self) -> None:
        if self._rubber is not None:
            self.stage.paper.removeItem(self._rubber)
            self._rubber = None

    def _add_region(self, outline: Polygon) -> None:
        stage, content = self.stage, self.stage.session.content
        if content is None:
            return
        if is_free(content, outline):
            shape = first_line(outline, height_of_lines(content, stage.paper.page.boundingRect().height()))
            self._add_region_with_line(content, outline, shape)
            return
        edit = AddRegion(content.page.id, stage.kind, outline, place_for_region(content, outline))
        change = stage.session.do(edit)
        if change is not None and change.id is not None:
            stage.session.select(Selection(change.id))

    def _add_region_with_line(self, content: PageContent, outline: Polygon, shape: tuple[Polygon, Polygon]) -> None:
        stage = self.stage
        ids = stage.session.project.new_id(), stage.session.project.new_id()
        if stage.session.do(region_with_line(content, stage.kind, outline, shape, ids)) is not None:
            stage.type_at(ids[1])


class _Dragging(_Drawing):
    """A tool with which a box is drawn by dragging from corner to corner."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self._start: Pointer | None = None

    def press(self, where: Pointer) -> None:
        self._start = where

    def move(self, where: Pointer) -> None:
        if self._start is not None:
            self._draw(list(rectangle(self._box(where))), closed=True)

    def release(self, where: Pointer) -> None:
        start, self._start = self._start, None
        self._wipe()
        if start is None:
            return
        self._start = start
        box = self._box(where)
        self._start = None
        least = self.stage.reach(LEAST)
        if box[2] - box[0] >= max(least, 1) and box[3] - box[1] >= max(least, 1):
            self._finish(box)

    def cancel(self) -> bool:
        begun, self._start = self._start is not None, None
        self._wipe()
        return begun

    def _box(self, where: Pointer) -> Box:
        assert self._start is not None
        return bounds((self.stage.on_page(self._start.at), self.stage.on_page(where.at)))

    def _finish(self, box: Box) -> None:
        raise NotImplementedError


class RectangleTool(_Dragging):
    """Draws a region by dragging."""

    name = "rectangle"

    def _finish(self, box: Box) -> None:
        self._add_region(rectangle(box))

    def hint(self) -> str:
        """Return what to do with it."""
        return QCoreApplication.translate("Tools", "drag from corner to corner, then type")


class PolygonTool(_Drawing):
    """Draws a region point by point."""

    name = "polygon"

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self.points: list[Point] = []

    def press(self, where: Pointer) -> None:
        """Set a point; on the first one, close the outline."""
        at = self.stage.on_page(where.at)
        if len(self.points) > 2 and math.dist(at, self.points[0]) <= self.stage.reach(8):
            self._close()
        elif not self.points or at != self.points[-1]:
            self.points.append(at)
            self._draw(self.points, closed=False)

    def move(self, where: Pointer) -> None:
        """Show the edge that a click would make."""
        if self.points:
            self._draw([*self.points, self.stage.on_page(where.at)], closed=len(self.points) > 1)

    def double_click(self, where: Pointer) -> None:
        """Close the outline."""
        self._close()

    def key(self, key: int, shift: bool) -> bool:
        """Close with Enter, take the last point back with Backspace."""
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.points:
            self._close()
            return True
        if key == Qt.Key.Key_Backspace and self.points:
            self.points.pop()
            if self.points:
                self._draw(self.points, closed=False)
            else:
                self._wipe()
            return True
        return False

    def cancel(self) -> bool:
        """Forget the points."""
        begun = bool(self.points)
        self.points.clear()
        self._wipe()
        return begun

    def _close(self) -> None:
        outline = polygon(self.points)
        if len(outline) > 2:
            self.cancel()
            self._add_region(outline)

    def hint(self) -> str:
        """Return what to do with it."""
        return QCoreApplication.translate("Tools", "click the corners, Enter closes")


class LineTool(_Drawing):
    """Draws a line of text, as a stroke it stands on or as a box around it; outside of any region it makes one."""

    name = "line"

    def __init__(self, stage: Stage) -> None:
        """Work on ``stage``."""
        super().__init__(stage)
        self._start: Point | None = None

    def press(self, where: Pointer) -> None:
        """Begin a stroke or a box."""
        self._start = self.stage.on_page(where.at)

    def move(self, where: Pointer) -> None:
        """Show the line that would be made."""
        if self._start is not None:
            outline, _ = self._shape(self._start, self.stage.on_page(where.at))
            if outline:
                self._draw(list(outline), closed=True)

    def release(self, where: Pointer) -> None:
        """Put the line into its region, and let it be typed."""
        start, self._start = self._start, None
        self._wipe()
        if start is None:
            return
        end = self.stage.on_page(where.at)
        if math.dist(start, end) < max(2 * self.stage.reach(LEAST), 2):
            return
        shape = self._shape(start, end)
        box = bounds(shape[0]) if shape[0] else (0, 0, 0, 0)
        if min(box[2] - box[0], box[3] - box[1]) >= max(self.stage.reach(LEAST), 1):
            self._finish(shape)

    def cancel(self) -> bool:
        """Forget the stroke."""
        begun, self._start = self._start is not None, None
        self._wipe()
        return begun

    def _shape(self, start: Point, end: Point) -> tuple[Polygon, Polygon]:
        content = self.stage.session.content
        if content is None:
            return (), ()
        middle = ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)
        height = height_of_lines(content, self.stage.paper.page.boundingRect().height(), self._region_at(middle))
        if is_stroke(start, end, height):
            return band(start, end, height, self.stage.on_page)
        return boxed(bounds((start, end)))

    def _finish(self, shape: tuple[Polygon, Polygon]) -> None:
        session = self.stage.session
        content = session.content
        if content is None:
            return
        left, top, right, bottom = bounds(shape[0])
        region = self._region_at(((left + right) / 2, (top + bottom) / 2))
        if region is None:
            self._add_region_with_line(content, rectangle((left, top, right, bottom)), shape)
            return
        line = session.project.new_id()
        if session.do(line_in(region, shape, line)) is not None:
            self.stage.type_at(line)

    def _region_at(self, at: Point) -> Region | None:
        layout = self.stage.paper.layout
        selected = layout.region(self.stage.session.selection.region)
        if selected is not None and len(selected.outline) > 2 and contains(selected.outline, at):
            return selected
        return next((layout.region(pick.region) for pick in layout.picks(at) if pick.line is None), None)

    def hint(self) -> str:
        """Return what to do with it."""
        return QCoreApplication.translate("Tools", "drag under a line of text, or a box around it, then type")
