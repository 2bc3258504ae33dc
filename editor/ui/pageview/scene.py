"""The page in the scene: its picture, regions, lines, what is selected and what is pointed at. Image pixels throughout.

It shows values and answers what is under a point; it sends no edit and knows no tool.
"""

from __future__ import annotations

import math
from dataclasses import replace

from PySide6.QtCore import QObject, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QPen, QTransform
from PySide6.QtWidgets import QGraphicsPolygonItem, QGraphicsScene

from editor.model.geometry import Polygon
from editor.model.page import PageContent, Region
from editor.model.tagset import TagSet
from editor.ui.kit.shapes import to_qt
from editor.ui.kit.theme import Theme
from editor.ui.pageview.handles import HandleSquares
from editor.ui.pageview.layout import PageLayout
from editor.ui.pageview.order import OrderArrows
from editor.ui.pageview.outlines import OutlineLayer
from editor.ui.pageview.overtext import TextLayer
from editor.ui.pageview.picture import PageItem
from editor.ui.pageview.regionmark import HOVERED, PLAIN, SELECTED, RegionMark
from editor.ui.pageview.shapes import BODY_ROLES, titles
from editor.ui.session import Selection

MANY = 400
"""With more regions than this they are drawn in bulk, without tabs."""
_LINES_Z, _BULK_Z, _TEXT_Z, _HOVER_Z, _CARET_Z, _ORDER_Z, _HANDLES_Z = 10.0, 11.0, 15.0, 30.0, 32.0, 60.0, 70.0


class PageScene(QGraphicsScene):
    """Shows one page with everything on it."""

    def __init__(self, theme: Theme, font: QFont, parent: QObject | None = None) -> None:
        """Start empty; ``font`` is that of tabs and numbers."""
        super().__init__(parent)
        self._theme = theme
        self._font = font
        self.page = PageItem()
        self.addItem(self.page)
        self.content: PageContent | None = None
        self.rotation = 0
        self._to_screen = QTransform()
        self._side_room = 0.0
        self.regions_shown, self.lines_shown, self.order_shown, self.text_shown = True, False, False, False
        self._tagset: TagSet | None = None
        self._titles: dict[int, str] = {}
        self.layout = PageLayout()
        self._marks: dict[int, RegionMark] = {}
        self._drawn: dict[int, tuple[object, ...]] = {}
        self._line_layer = OutlineLayer(self, _LINES_Z)
        self._bulk = OutlineLayer(self, _BULK_Z)
        self.text = TextLayer(self, _TEXT_Z)
        self.selection, self._hover = Selection(), Selection()
        self._caret = self._outline_item(_CARET_Z)
        self._hovered_line = self._outline_item(_HOVER_Z)
        self.handles = HandleSquares(self, _HANDLES_Z)
        self.arrows = OrderArrows(self, _ORDER_Z, font)
        self.restyle()

    def _outline_item(self, z: float) -> QGraphicsPolygonItem:
        item = QGraphicsPolygonItem()
        item.setZValue(z)
        item.setVisible(False)
        self.addItem(item)
        return item

    def restyle(self) -> None:
        """Take the colours and letters of the theme again."""
        if self.text_shown:
            self.text.clear()
            self.show_text(True)
        self._caret.setPen(_cosmetic(self._theme.colour("caret_mark"), 2.0))
        self._caret.setBrush(QBrush(_clear(self._theme.colour("caret_mark"), 38)))
        accent = QColor("#1f62b8")
        self._hovered_line.setPen(_cosmetic(accent, 1.0))
        self._hovered_line.setBrush(QBrush(_clear(accent, 34)))

    # Content

    def set_content(self, content: PageContent | None, tagset: TagSet, size: tuple[float, float]) -> None:
        """Show a page of ``size`` image pixels; only what is other than before is drawn anew."""
        if tagset is not self._tagset:
            self._drawn.clear()
        self.content, self._tagset = content, tagset
        self.set_page_size(*size)
        self._titles = titles(content, tagset) if content is not None else {}
        self.layout.set_content(content)
        self._draw_regions()
        self._draw_lines()
        self._draw_text()
        self._draw_selection()
        self._draw_hover()
        self.draw_order()

    def set_page_size(self, width: float, height: float) -> None:
        """Give the page its size in image pixels."""
        if (width, height) != (self.page.boundingRect().width(), self.page.boundingRect().height()):
            self.page.set_size(width, height)

    @property
    def bulk(self) -> bool:
        """Tell whether there are so many outlines that they are drawn in bulk."""
        return len(self.layout.regions) > MANY

    def colour_of(self, region: Region) -> QColor:
        """Return the colour of a region's kind, as it is on paper."""
        assert self._tagset is not None
        return QColor(self._tagset.kind(region.kind).colour)

    # Drawing

    def _draw_regions(self) -> None:
        wanted = set(self.layout.regions)
        if self.bulk:
            wanted &= {self.selection.region, self._hover.region}
        wanted = {key for key in wanted if len(self.layout.regions[key].outline) > 2}
        for key in [key for key in self._marks if key not in wanted]:
            self._marks.pop(key).remove()
            self._drawn.pop(key, None)
        for key, region in self.layout.regions.items():
            looks = (region.outline, region.kind, self._titles.get(key), region.seq)
            if key in wanted and (key not in self._marks or self._drawn.get(key) != looks):
                self._draw_region(region)
            self._drawn[key] = looks
        self._draw_bulk()

    def _draw_region(self, region: Region) -> None:
        assert self._tagset is not None
        mark = self._marks.get(region.id)
        if mark is None:
            mark = self._marks[region.id] = RegionMark(self, self._font)
        quiet = self._tagset.kind(region.kind).role in BODY_ROLES
        mark.show(region, self._titles[region.id], self.colour_of(region), quiet)
        mark.set_visible(self.regions_shown)
        self._place_tab(region.id)

    def _place_tab(self, region_id: int) -> None:
        back = self._to_screen.inverted()[0]

        def taken(place: QRectF) -> bool:
            box = back.mapRect(place.adjusted(1, 1, -1, -1))
            return self.layout.is_taken((box.left(), box.top(), box.right(), box.bottom()), region_id)

        page = self._to_screen.mapRect(self.page.boundingRect()).adjusted(-self._side_room, 0, self._side_room, 0)
        self._marks[region_id].place_tab(self._to_screen, page, taken)

    def _draw_bulk(self) -> None:
        if not self.bulk:
            self._bulk.show({})
            return
        for region in self.layout.regions.values():
            self._bulk.set_pen(region.kind, _cosmetic(self.colour_of(region), 1.0))
        self._bulk.show({key: (region.outline, region.kind) for key, region in self.layout.regions.items()})
        self._bulk.set_visible(self.regions_shown)

    def _draw_lines(self) -> None:
        self._line_layer.set_pen("line", _cosmetic(QColor(126, 160, 205), 1.0))
        if self.lines_shown:
            wanted = self.layout.lines
        else:
            wanted = {k: v for k, v in self.layout.lines.items() if self.layout.region_of[k] == self.selection.region}
        self._line_layer.show({key: (shape, "line") for key, shape in wanted.items()})

    def _draw_text(self) -> None:
        if self.text_shown and self.content is not None:
            self.text.show(self.content)
        else:
            self.text.clear()

    def _draw_selection(self) -> None:
        line = self.selection.line
        shape = self.layout.line_shape(line)
        self._caret.setPolygon(to_qt(shape))
        self._caret.setVisible(bool(shape))
        region = self.picked_region
        self.handles.show(region.outline if region else (), self.colour_of(region) if region else QColor())
        self._set_states()

    def _draw_hover(self) -> None:
        line = self._hover.line
        shape = self.layout.lines.get(line, ()) if line is not None and line != self.selection.line else ()
        self._hovered_line.setPolygon(to_qt(shape))
        self._hovered_line.setVisible(bool(shape))
        self._set_states()

    def _set_states(self) -> None:
        for key, mark in self._marks.items():
            hovered = key == self._hover.region
            state = SELECTED if key == self.selection.region else HOVERED if hovered else PLAIN
            if state != mark.state:
                mark.set_state(state)
                mark.set_visible(self.regions_shown)
                self._place_tab(key)

    def draw_order(self, order: list[int] | None = None, marked: tuple[int, ...] = ()) -> None:
        """Draw the reading order, or ``order`` while it is being changed, if it is to be seen at all."""
        if not self.order_shown or self.content is None:
            self.arrows.clear()
            return
        ids = order if order is not None else [region.id for region in self.content.regions]
        self.arrows.show(self.content, ids, marked, (QColor(31, 98, 184, 215), QColor("#b4530a")), self.rotation)

    # What is selected and pointed at

    def set_selection(self, selection: Selection) -> None:
        """Show what is selected."""
        moved = selection.region != self.selection.region
        self.selection = selection
        if moved:
            self.handles.active = None
            if self.bulk:
                self._draw_regions()
            if not self.lines_shown:
                self._draw_lines()
        self._draw_selection()

    def set_hover(self, hover: Selection) -> None:
        """Light what is pointed at."""
        if hover != self._hover:
            self._hover = hover
            if self.bulk:
                self._draw_regions()
            self._draw_hover()

    @property
    def picked_region(self) -> Region | None:
        """Return the region that is selected as a region, not for one of its lines; it has handles."""
        if self.selection.region is None or self.selection.line is not None:
            return None
        return self.layout.region(self.selection.region)

    def preview(self, region_id: int, outline: Polygon) -> None:
        """Show a region with another outline while it is dragged."""
        region, mark = self.layout.regions.get(region_id), self._marks.get(region_id)
        if region is not None and mark is not None:
            mark.set_shape(replace(region, outline=outline))
            self._place_tab(region_id)
            self.handles.show(outline, self.colour_of(region))

    def end_preview(self, region_id: int) -> None:
        """Show a region as it is."""
        region = self.layout.regions.get(region_id)
        if region is not None:
            self.preview(region_id, region.outline)

    def marks(self) -> list[tuple[int, RegionMark]]:
        """Return the marks, with the ids of their regions, topmost first."""
        return sorted(self._marks.items(), key=lambda pair: pair[1].state == PLAIN)

    # What is shown at all

    def show_regions(self, shown: bool) -> None:
        """Show or hide the regions; the selected one stays."""
        self.regions_shown = shown
        self._bulk.set_visible(shown)
        for mark in self._marks.values():
            mark.set_visible(shown)

    def show_lines(self, shown: bool) -> None:
        """Show the outlines of all lines, or only those of the selected region."""
        self.lines_shown = shown
        self._draw_lines()

    def show_text(self, shown: bool) -> None:
        """Lay the text of each line over its place, or take it away."""
        self.text_shown = shown
        self.text.set_font(self._theme.mono())
        self._draw_text()

    def show_order(self, shown: bool) -> None:
        """Show or hide the reading order."""
        self.order_shown = shown
        self.draw_order()

    def set_view(self, to_screen: QTransform, rotation: int, side_room: float) -> None:
        """Keep tabs and arrows upright, and tabs where they hide least, as the view zooms and turns.

        Args:
            to_screen: From image pixels to screen pixels, but for scrolling.
            rotation: Of the view, degrees clockwise.
            side_room: Screen pixels that can be seen left and right of the page.
        """
        if to_screen == self._to_screen and side_room == self._side_room:
            return
        self._side_room = side_room
        turned, self.rotation, self._to_screen = rotation != self.rotation, rotation, to_screen
        scale = math.hypot(to_screen.m11(), to_screen.m12())
        self._line_layer.set_scale(scale)
        self._bulk.set_scale(scale)
        for key in self._marks:
            self._place_tab(key)
        if turned:
            self.draw_order()


def _cosmetic(colour: QColor, width: float) -> QPen:
    pen = QPen(colour, width)
    pen.setCosmetic(True)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    return pen


def _clear(colour: QColor, alpha: int) -> QColor:
    return QColor(colour.red(), colour.green(), colour.blue(), alpha)
