"""One region as it stands on the scan: its outline, and the tab that says what it is. Stock items only."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPen, QTransform
from PySide6.QtWidgets import (
    QGraphicsItem,
    QGraphicsPolygonItem,
    QGraphicsRectItem,
    QGraphicsScene,
    QGraphicsSimpleTextItem,
)

from editor.model.page import Region
from editor.ui.kit.shapes import to_qt
from editor.ui.pageview.shapes import rect_of

OUTLINE_Z, TAB_Z = 20.0, 40.0
PLAIN, HOVERED, SELECTED = "plain", "hovered", "selected"
_FILL = {PLAIN: 14, HOVERED: 34, SELECTED: 28}
_PAD = 4
"""Screen pixels on either side of a tab's words."""
_LIFT = {PLAIN: 0.0, HOVERED: 1.0, SELECTED: 2.0}


class RegionMark:
    """A region's outline and tab.

    A mark (stamp, note, banner) shows its name always. Of running text a page is full: there the tab is the number of
    the region in the margin beside it, and the name comes when it is pointed at or selected.
    """

    def __init__(self, scene: QGraphicsScene, font: QFont) -> None:
        """Draw into ``scene``."""
        self._scene = scene
        self._colour = QColor()
        self._names = ("", "")
        self._quiet = False
        self.state = PLAIN
        self._box = QRectF()
        self._outline = QGraphicsPolygonItem()
        self._outline.setZValue(OUTLINE_Z)
        self._tab = QGraphicsRectItem()
        self._tab.setFlag(QGraphicsItem.GraphicsItemFlag.ItemIgnoresTransformations)
        self._tab.setZValue(TAB_Z)
        self._text = QGraphicsSimpleTextItem(self._tab)
        self._text.setFont(font)
        self._metrics = QFontMetricsF(font)
        scene.addItem(self._outline)
        scene.addItem(self._tab)

    def remove(self) -> None:
        """Take it off the scan."""
        self._scene.removeItem(self._outline)
        self._scene.removeItem(self._tab)

    def show(self, region: Region, title: str, colour: QColor, quiet: bool) -> None:
        """Show a region: ``quiet`` for running text."""
        self._colour, self._names, self._quiet = colour, (title, str(region.seq)), quiet
        self.set_shape(region)
        self._dress()

    def set_shape(self, region: Region) -> None:
        """Give it another outline, as while it is dragged; the tab is placed by ``place_tab``."""
        self._outline.setPolygon(to_qt(region.outline))
        self._box = rect_of(region.outline)

    def set_state(self, state: str) -> None:
        """Show it PLAIN, HOVERED or SELECTED."""
        if state != self.state:
            self.state = state
            self._dress()

    def place_tab(self, to_screen: QTransform, page: QRectF, taken: Callable[[QRectF], bool]) -> None:
        """Put the tab where the view is now: beside the outline, where it hides no other region.

        Where there is no such place the tab is only the number, until the region is pointed at.

        Args:
            to_screen: From image pixels to screen pixels.
            page: The page on the screen and what is seen beside it; the tab stays between its left and right edges.
            taken: Tells whether another region lies in a box of the screen.
        """
        box = to_screen.mapRect(self._box)
        title, number = self._names
        place = None if self._short else self._free_place(box, page, self._size(title), taken)
        if place is None:
            size = self._size(number)
            place = QRectF(QPointF(box.left() - size.width() - 2, box.top()), size)
        self._text.setText(number if place.size() == self._size(number) else title)
        self._tab.setPos(to_screen.inverted()[0].map(box.topLeft()))
        self._tab.setRect(place.translated(-box.topLeft()))
        self._text.setPos(self._tab.rect().left() + _PAD, self._tab.rect().top() + 0.5)

    def _free_place(self, box: QRectF, page: QRectF, size: QSizeF, taken: Callable[[QRectF], bool]) -> QRectF | None:
        left = max(min(box.left() - 1, page.right() - size.width()), page.left())
        above = QRectF(QPointF(left, box.top() - size.height()), size)
        places = (
            above,
            QRectF(QPointF(left, box.bottom()), size),
            QRectF(QPointF(box.right() + 1, box.top()), size),
            QRectF(QPointF(box.left() - size.width() - 1, box.top()), size),
        )
        inside = (p for p in places if p.left() >= page.left() and p.right() <= page.right())
        free = next((p for p in inside if not taken(p)), None)
        return free if free is not None or self.state == PLAIN else above

    def _size(self, words: str) -> QSizeF:
        return QSizeF(self._metrics.horizontalAdvance(words) + 2 * _PAD, self._metrics.height() + 1)

    def set_visible(self, visible: bool) -> None:
        """Show or hide it; what is selected stays."""
        shown = visible or self.state == SELECTED
        self._outline.setVisible(shown)
        self._tab.setVisible(shown)

    @property
    def box(self) -> QRectF:
        """Return the box around its outline."""
        return self._box

    @property
    def title(self) -> str:
        """Return what its tab says."""
        return self._text.text()

    def tab_contains(self, offset: QPointF) -> bool:
        """Tell whether a point, in screen pixels from the tab's anchor, lies on the tab."""
        return self._tab.isVisible() and self._tab.rect().contains(offset)

    @property
    def anchor(self) -> QPointF:
        """Return the image pixel that the tab hangs on."""
        return self._tab.pos()

    def _dress(self) -> None:
        colour, short = self._colour, self._short
        pen = QPen(colour, 1.0 if short else 2.0)
        pen.setCosmetic(True)
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        if short:
            pen.setColor(QColor(colour.red(), colour.green(), colour.blue(), 120))
        fill = QColor(colour)
        fill.setAlpha(0 if short else _FILL[self.state])
        self._outline.setPen(pen)
        self._outline.setBrush(QBrush(fill))
        self._outline.setZValue(OUTLINE_Z + _LIFT[self.state])
        self._tab.setZValue(TAB_Z + _LIFT[self.state])
        self._dress_tab()

    def _dress_tab(self) -> None:
        self._text.setBrush(QBrush(QColor(Qt.GlobalColor.white)))
        ground = QColor(self._colour)
        if self._short:
            ground.setAlpha(165)
        self._tab.setPen(QPen(Qt.PenStyle.NoPen))
        self._tab.setBrush(QBrush(ground))

    @property
    def _short(self) -> bool:
        return self._quiet and self.state == PLAIN
