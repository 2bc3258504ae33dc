"""Where the view stands over the page: zoom, fit, rotation, what is in sight. No coordinate changes by it."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, QPointF, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import QTransform
from PySide6.QtWidgets import QGraphicsView

from editor.ui.pageview.settings import FIT_PAGE, FIT_WIDTH, FREE, LEAST_ZOOM, MOST_ZOOM

STEP = 1.25
_NEVER, _ALWAYS, _AS_NEEDED = (
    Qt.ScrollBarPolicy.ScrollBarAlwaysOff,
    Qt.ScrollBarPolicy.ScrollBarAlwaysOn,
    Qt.ScrollBarPolicy.ScrollBarAsNeeded,
)
MARGIN = 20
"""Screen pixels around the page, room for the tab of a region at its upper edge."""
_AHEAD = 0.3
"""Where in the view a line comes to stand that was out of sight: this share of the height from above."""


class Camera(QObject):
    """Moves a view over its page.

    Signals:
        zoomChanged: screen pixels for a pixel of the image.
        turned: how the page lies on the screen changed, but for scrolling.
        moved: the archivist changed zoom, fit or rotation.
    """

    zoomChanged = Signal(float)
    turned = Signal()
    moved = Signal()

    def __init__(self, view: QGraphicsView) -> None:
        """Take the view."""
        super().__init__(view)
        self._view = view
        self._page = QRectF(0, 0, 1, 1)
        self.fit = FIT_WIDTH
        self.zoom = 1.0
        self.rotation = 0
        self.tilt = 0.0
        """Degrees clockwise beside the rotation: they level a page that leans."""
        self._applying = False
        self._bars = _AS_NEEDED

    def set_page(self, page: QRectF) -> None:
        """Take the page's rectangle in image pixels."""
        self._page = page
        self.refit()

    def set_up(
        self, fit: str, zoom: float, rotation: int, centre: tuple[float, float] | None, tilt: float = 0.0
    ) -> None:
        """Stand over the page as told; without a centre at its beginning."""
        self.fit, self.rotation, self.tilt = fit, rotation, tilt
        if fit == FREE:
            self._apply(zoom)
        else:
            self._apply(self.zoom)
            self.refit()
        if centre is not None and fit == FREE:
            self._view.centerOn(QPointF(*centre))
        else:
            self.to_start()

    def to_start(self) -> None:
        """Show the upper left corner of the page, as it lies in the view."""
        bars = self._view.horizontalScrollBar(), self._view.verticalScrollBar()
        bars[1].setValue(bars[1].minimum())
        bars[0].setValue((bars[0].minimum() + bars[0].maximum()) // 2 if self.fit == FIT_WIDTH else bars[0].minimum())

    def centre(self) -> tuple[float, float]:
        """Return the image pixel in the middle of the view."""
        at = self._view.mapToScene(self._view.viewport().rect().center())
        return at.x(), at.y()

    # Zoom

    def fit_width(self) -> None:
        """Make the page as wide as the view, now and when the view changes its size."""
        self._fit_to(FIT_WIDTH)

    def fit_page(self) -> None:
        """Show the whole page, now and when the view changes its size."""
        self._fit_to(FIT_PAGE)

    def _fit_to(self, fit: str) -> None:
        self.fit = fit
        self.refit()
        self.moved.emit()

    def refit(self) -> None:
        """Fit again after the view or the page has another size."""
        if self._applying or self._page.width() < 2:
            return  # a scroll bar came or went because of what is being applied; or there is no page
        if self.fit == FREE:
            self._set_range()
            return
        size, room = self._shown_size(), self._view.contentsRect()
        across = room.width() / size.width()
        down = (room.height() - 2 * MARGIN) / size.height()
        if self.fit == FIT_PAGE:
            self._bars = _NEVER
            self._apply(min((room.width() - MARGIN) / size.width(), down))
            return
        # The view is told whether it scrolls: left to find out, Qt asks while the bar comes, and centres the page
        # in the room that there was before.
        self._bars = _ALWAYS if down < across else _NEVER
        if down < across:
            across = (room.width() - self._view.verticalScrollBar().sizeHint().width()) / size.width()
        self._apply(across)

    def zoom_to(self, zoom: float, at: QPoint | None = None) -> None:
        """Zoom so that what lies under ``at`` (in the viewport; else its middle) stays there."""
        self.fit = FREE
        spot = at if at is not None else self._view.viewport().rect().center()
        before = self._view.mapToScene(spot)
        self._apply(zoom)
        off = self._view.mapFromScene(before) - spot
        self._scroll(off.x(), off.y())
        self.moved.emit()

    def zoom_by(self, factor: float, at: QPoint | None = None) -> None:
        """Zoom in, or out where ``factor`` is below 1."""
        self.zoom_to(self.zoom * factor, at)

    def actual_size(self) -> None:
        """Show one pixel of the image as one pixel of the screen."""
        self.zoom_to(1 / self._view.devicePixelRatioF())

    def rotate(self, degrees: int) -> None:
        """Turn the view clockwise by right angles."""
        self._turn((self.rotation + degrees) % 360, self.tilt)

    def set_tilt(self, tilt: float) -> None:
        """Turn the view by so many degrees beside its rotation."""
        self._turn(self.rotation, tilt)

    def _turn(self, rotation: int, tilt: float) -> None:
        middle = self.centre()
        self.rotation, self.tilt = rotation, tilt
        self._apply(self.zoom)
        self.refit()
        self._view.centerOn(QPointF(*middle))
        self.moved.emit()

    def _shown_size(self) -> QSizeF:
        page = QRectF(0, 0, max(self._page.width(), 1), max(self._page.height(), 1))
        return QTransform().rotate(self.rotation + self.tilt).mapRect(page).size()

    def _apply(self, zoom: float) -> None:
        zoom = min(max(zoom, LEAST_ZOOM), MOST_ZOOM)
        changed, self.zoom = zoom != self.zoom, zoom
        self._applying = True
        self._view.setVerticalScrollBarPolicy(_AS_NEEDED if self.fit == FREE else self._bars)
        self._view.setHorizontalScrollBarPolicy(_AS_NEEDED if self.fit == FREE else _NEVER)
        self._view.setTransform(QTransform().rotate(self.rotation + self.tilt).scale(zoom, zoom))
        self._set_range()
        self._applying = False
        self.turned.emit()
        if changed:
            self.zoomChanged.emit(zoom)

    def _set_range(self) -> None:
        edge = MARGIN / self.zoom
        upright = self.rotation in (0, 180)
        side, end = (edge, edge) if self.fit == FREE else (0.0, edge)
        across, down = (side, end) if upright else (end, side)
        self._view.setSceneRect(self._page.adjusted(-across, -down, across, down))

    def side_room(self) -> float:
        """Return the screen pixels left and right of the page that can be seen, though perhaps by scrolling."""
        if self.fit == FIT_WIDTH:
            return 0.0
        return max(MARGIN, (self._view.viewport().width() - self._shown_size().width() * self.zoom) / 2)

    # What is in sight

    def _scroll(self, dx: int, dy: int) -> None:
        bars = self._view.horizontalScrollBar(), self._view.verticalScrollBar()
        bars[0].setValue(bars[0].value() + dx)
        bars[1].setValue(bars[1].value() + dy)

    def pan(self, dx: int, dy: int) -> None:
        """Move the page under the view by screen pixels."""
        self._scroll(-dx, -dy)

    def in_sight(self, box: QRectF) -> QRectF:
        """Return where a box of the page lies in the viewport, in screen pixels."""
        return QRectF(self._view.mapFromScene(box).boundingRect())

    def bring_into_sight(self, box: QRectF) -> bool:
        """Scroll so that a box of the page is seen; return whether that was needed.

        What is in sight is left where it is. A box wider than the view shows its beginning.
        """
        if box.isEmpty():
            return False
        room = QRectF(self._view.viewport().rect())
        there = self.in_sight(box)
        dx = _shift(there.left(), there.right(), room.width(), 0.04)
        dy = _shift(there.top(), there.bottom(), room.height(), _AHEAD)
        self._scroll(round(dx), round(dy))
        return bool(dx or dy)

    def direction(self, dx: int, dy: int) -> tuple[int, int]:
        """Return a direction on the screen as one on the page."""
        turned = QTransform().rotate(-self.rotation).map(QPointF(dx, dy))
        return round(turned.x()), round(turned.y())


def _shift(low: float, high: float, room: float, share: float) -> float:
    if low >= -1 and high <= room + 1:
        return 0.0
    if low <= 0 and high >= room:
        return 0.0  # the view is full of it
    return low - min(room * share, max(room - (high - low), 0.0))
