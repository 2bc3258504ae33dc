"""The tool that picks: a click selects, a drag moves or reshapes the selected region, or pans the page."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPoint, Qt

from editor.model.edit import AddRegion, SetRegionOutline
from editor.model.geometry import Point, Polygon, bounds, contains, moved, polygon, rectangle
from editor.ui.pageview.handles import Handle, dragged, with_point, without_point
from editor.ui.pageview.making import box_around, box_below, first_line, height_of_lines, line_in, resized
from editor.ui.pageview.shapes import place_for_region, rect_of
from editor.ui.pageview.tools import LEAST, Pointer, Stage, Tool
from editor.ui.session import Selection

_HANDLE_REACH = 8.0
_EDGE_REACH = 6.0
_SIZES = {
    (-1, -1): Qt.CursorShape.SizeFDiagCursor,
    (1, 1): Qt.CursorShape.SizeFDiagCursor,
    (1, -1): Qt.CursorShape.SizeBDiagCursor,
    (-1, 1): Qt.CursorShape.SizeBDiagCursor,
    (0, -1): Qt.CursorShape.SizeVerCursor,
    (0, 1): Qt.CursorShape.SizeVerCursor,
    (-1, 0): Qt.CursorShape.SizeHorCursor,
    (1, 0): Qt.CursorShape.SizeHorCursor,
}


@dataclass(slots=True)
class _Drag:
    """A left button that is down: where it went down, and what it has hold of."""

    start: Pointer
    region: int | None = None
    outline: Polygon = ()
    handle: Handle | None = None
    begun: bool = False
    last: QPoint | None = None


class SelectTool(Tool):
    """Selects lines and regions, moves and reshapes the selected region."""

    name = "select"
    cursor = Qt.CursorShape.ArrowCursor

    def __init__(self, stage: Stage) -> None:
        """Work on ``stage``."""
        super().__init__(stage)
        self._drag: _Drag | None = None
        self._clicked: tuple[QPoint, list[Selection]] | None = None

    # The mouse

    def press(self, where: Pointer) -> None:
        """Take hold of a handle, of the selected region, or of the page."""
        drag = _Drag(where, last=where.screen)
        region = self.stage.paper.picked_region
        if region is not None:
            squares = self.stage.paper.handles
            index = squares.nearest(where.at, self.stage.reach(_HANDLE_REACH))
            squares.active = index if index is not None and squares.handles[index].vertex is not None else None
            if index is not None:
                drag.handle = squares.handles[index]
            if index is not None or contains(region.outline, where.at):
                drag.region, drag.outline = region.id, region.outline
            squares.show(region.outline, self.stage.paper.colour_of(region))
        self._drag = drag

    def move(self, where: Pointer) -> None:
        """Move or reshape what is held, or pan."""
        drag = self._drag
        if drag is None:
            return
        if not drag.begun and (where.screen - drag.start.screen).manhattanLength() < LEAST:
            return
        drag.begun = True
        if drag.region is not None:
            self.stage.paper.preview(drag.region, self._shaped(drag, where.at))
        elif drag.last is not None:
            step = where.screen - drag.last
            self.stage.camera.pan(step.x(), step.y())
            drag.last = where.screen

    def release(self, where: Pointer) -> None:
        """Store what was dragged, or select what was clicked."""
        drag, self._drag = self._drag, None
        if drag is None:
            return
        if not drag.begun:
            if drag.handle is None:
                self._click(where)
        elif drag.region is not None:
            self._store(drag.region, drag.outline, self._shaped(drag, where.at))

    def double_click(self, where: Pointer) -> None:
        """Add a point on the edge of the selected region; elsewhere it is a second click."""
        region = self.stage.paper.picked_region
        outline = with_point(region.outline, where.at, self.stage.reach(_EDGE_REACH)) if region is not None else None
        if region is not None and outline is not None:
            self._drag = None
            self._store(region.id, region.outline, outline)
        else:
            self.press(where)

    def cursor_at(self, where: Pointer) -> Qt.CursorShape:
        """Show what a drag would do."""
        region = self.stage.paper.picked_region
        if region is None:
            return self.cursor
        squares = self.stage.paper.handles
        index = squares.nearest(where.at, self.stage.reach(_HANDLE_REACH))
        if index is not None:
            return self._size_cursor(squares.handles[index])
        return Qt.CursorShape.SizeAllCursor if contains(region.outline, where.at) else self.cursor

    def _size_cursor(self, handle: Handle) -> Qt.CursorShape:
        if handle.vertex is not None:
            return Qt.CursorShape.CrossCursor
        x, y = handle.pull
        for _ in range(self.stage.camera.rotation // 90):
            x, y = -y, x
        return _SIZES[x, y]

    # Clicks

    def _click(self, where: Pointer) -> None:
        if self.stage.tapped(where.at):
            return
        picks = self._picks(where)
        session = self.stage.session
        if not picks:
            session.select(Selection(), self.stage.by)
            self._clicked = None
            return
        again = self._clicked is not None and self._clicked[1] == picks and _near(self._clicked[0], where.screen)
        here = next((i for i, pick in enumerate(picks) if _same(pick, session.selection)), None)
        pick = picks[(here + 1) % len(picks)] if again and here is not None else picks[0]
        self._clicked = (where.screen, picks)
        if pick.line is not None:
            session.select_line(pick.line, by=self.stage.by)
        else:
            session.select(pick, self.stage.by)

    def _picks(self, where: Pointer) -> list[Selection]:
        tab = self.stage.tab_at(where)
        if tab is not None:
            return [Selection(tab)]
        return self.stage.paper.layout.picks(where.at)

    # Shapes

    def _shaped(self, drag: _Drag, at: Point) -> Polygon:
        stage = self.stage
        dx, dy = round(at[0] - drag.start.at[0]), round(at[1] - drag.start.at[1])
        if drag.handle is not None:
            to = stage.on_page((drag.handle.at[0] + dx, drag.handle.at[1] + dy))
            return dragged(drag.outline, drag.handle, to)
        return self._moved(drag.outline, dx, dy)

    def _moved(self, outline: Polygon, dx: float, dy: float) -> Polygon:
        """Return the outline moved, but not off the page."""
        left, top, right, bottom = bounds(outline)
        low, high = self.stage.on_page((left + dx, top + dy)), self.stage.on_page((right + dx, bottom + dy))
        dx += low[0] - (left + dx) if left + dx < low[0] else min(high[0] - (right + dx), 0)
        dy += low[1] - (top + dy) if top + dy < low[1] else min(high[1] - (bottom + dy), 0)
        return moved(outline, dx, dy)

    def _store(self, region: int, old: Polygon, new: Polygon) -> None:
        box = bounds(new)
        sound = new != old and box[0] < box[2] and box[1] < box[3]
        if not sound or self.stage.session.do(SetRegionOutline(region, polygon(new))) is None:
            self.stage.paper.end_preview(region)

    def nudge(self, dx: int, dy: int, merge: str) -> bool:
        """Move the selected region by image pixels; return whether one is selected."""
        region = self.stage.paper.picked_region
        if region is None:
            return False
        outline = self._moved(region.outline, dx, dy)
        if outline != region.outline:
            self.stage.session.do(SetRegionOutline(region.id, outline), merge=merge)
        return True

    def resize(self, dx: int, dy: int, merge: str) -> bool:
        """Move the right and lower edges of the selected region by image pixels; return whether one is selected."""
        region = self.stage.paper.picked_region
        if region is None:
            return False
        page = self.stage.paper.page.boundingRect()
        outline = resized(region.outline, dx, dy, (page.width(), page.height()))
        if outline != region.outline and len(outline) > 2:
            self.stage.session.do(SetRegionOutline(region.id, outline), merge=merge)
        return True

    # Regions and their text by keys

    def new_region(self, at: Point | None = None) -> bool:
        """Put a new region around a point, or below the selected one, or in the middle of what is seen.

        Returns whether it could be.
        """
        stage, content = self.stage, self.stage.session.content
        if content is None:
            return False
        page = stage.paper.page.boundingRect()
        size = page.width(), page.height()
        region = stage.paper.layout.region(stage.session.selection.region)
        height = height_of_lines(content, size[1], region)
        after: int | None
        if at is None and region is not None and len(region.outline) > 2:
            box, after = box_below(region, height, size), region.id
        else:
            box = box_around(at if at is not None else stage.camera.centre(), height, size)
            after = place_for_region(content, rectangle(box))
        change = stage.session.do(AddRegion(content.page.id, stage.kind, rectangle(box), after))
        if change is None or change.id is None:
            return False
        stage.session.select(Selection(change.id), stage.by)
        stage.camera.bring_into_sight(rect_of(rectangle(box)))
        return True

    def key(self, key: int, shift: bool) -> bool:
        """Begin the text of the selected region with Enter."""
        return key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._begin_text()

    def _begin_text(self) -> bool:
        """Go to the first line of the selected region, which gets one where it has none; return whether one is."""
        region, session = self.stage.paper.picked_region, self.stage.session
        if region is None or session.content is None:
            return False
        line = region.lines[0].id if region.lines else session.project.new_id()
        if not region.lines:
            height = height_of_lines(session.content, self.stage.paper.page.boundingRect().height())
            if session.do(line_in(region, first_line(region.outline, height), line)) is None:
                return True
        self.stage.type_at(line)
        return True

    def remove_point(self) -> bool:
        """Take the active point out of the outline; return whether one is active."""
        region, squares = self.stage.paper.picked_region, self.stage.paper.handles
        if region is None or squares.active is None:
            return False
        vertex = squares.handles[squares.active].vertex
        outline = without_point(region.outline, vertex) if vertex is not None else None
        squares.active = None
        if outline is not None:
            self._store(region.id, region.outline, outline)
        return True

    def cancel(self) -> bool:
        """Let go and leave everything as it was."""
        drag, self._drag = self._drag, None
        if drag is not None and drag.region is not None and drag.begun:
            self.stage.paper.end_preview(drag.region)
            return True
        return False


def _near(a: QPoint, b: QPoint) -> bool:
    return (a - b).manhattanLength() <= 2 * LEAST


def _same(a: Selection, b: Selection) -> bool:
    return (a.region, a.line) == (b.region, b.line)
