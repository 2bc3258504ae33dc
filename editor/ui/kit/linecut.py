"""A line cut out of the scan: level, enlarged, its neighbours dimmed; knows values and pictures, no pane."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QLineF, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPaintEvent, QPen, QResizeEvent, QTransform
from PySide6.QtWidgets import QSizePolicy, QWidget

from editor.model.geometry import Polygon
from editor.ui.kit.bands import Band, ink_of, moved_to_ink, word_extent
from editor.ui.kit.decode import Level
from editor.ui.kit.shapes import to_qt
from editor.ui.kit.theme import Theme

_MOST_SCALE = 4.0
"""Screen pixels for a pixel of the image: beyond this there is nothing more to see."""
_SHARE = 0.38
"""How much of a low strip's height the line itself may take; the rest shows its neighbours."""
_EVEN = 0.8
"""A line lower than this part of what is usual on its page is not enlarged more for it: capitals have no tails."""
_NEARLY = 0.82
"""A line that would be only so much smaller is shown whole, rather than run out of the strip."""
_SOFT = 48
"""How much of its colour a marked word takes, of 255."""
_INSET = 10.0
"""Pixels left free beside the line."""
_SOON = 0.16
"""How near the ends of the strip the word at the caret may come, as part of its width."""

_PROBE = 24.0
"""How high a line is looked at to find where its ink is."""

Touch = Callable[[QImage], QImage]


class Mark(NamedTuple):
    """Characters of the line that are marked: ``start`` to ``end`` of ``total``, in a colour of the theme."""

    start: int
    end: int
    total: int
    colour: str = "caret_mark"
    filled: bool = True


class LineCut(QWidget):
    """Paints a line of the page level and large, the word at the caret in view."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        self._theme = theme
        self._levels: Sequence[Level] = ()
        self._page = QRectF()
        self._shape: Polygon = ()
        self._axis = QLineF()
        self._height = 40.0
        self._typical = 0.0
        self._slide = 0.0
        """Screen pixels of the line that have gone out on the left."""
        self._marks: tuple[Mark, ...] = ()
        self._touch: Touch | None = None
        self._made: QImage | None = None
        self._made_for: object = None
        self._ink: list[float] | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(36)

    def show_line(self, shape: Polygon, axis: QLineF, height: float, typical: float = 0.0) -> None:
        """Show the line with this outline around the axis that is to be level.

        Args:
            shape: The outline, empty for no line.
            axis: The middle of the line, from its first to its last letter.
            height: Of the line, in pixels of the image.
            typical: How high lines of its page mostly are; 0 where nobody knows.
        """
        if (shape, axis, height, typical) != (self._shape, self._axis, self._height, self._typical):
            self._shape, self._axis, self._height, self._typical = shape, axis, height, typical
            self._ink = None
            self._bring_into_view()
            self.update()

    def mark(self, marks: tuple[Mark, ...]) -> None:
        """Mark words; the first one is kept in view."""
        if marks != self._marks:
            self._marks = marks
            self._bring_into_view()
            self.update()

    def set_levels(self, levels: Sequence[Level], page: QRectF) -> None:
        """Cut it out of this picture."""
        self._levels, self._page = levels, page
        self._made_for = self._ink = None
        self.update()

    def set_touch(self, touch: Touch | None) -> None:
        """Let the cut-out be changed by this before it is shown, as by a tone."""
        self._touch = touch
        self._made_for = None
        self.update()

    def sizeHint(self) -> QSize:
        """Return a size that shows a line and its neighbours."""
        return QSize(400, 64)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the word at the caret in view."""
        super().resizeEvent(event)
        self._bring_into_view()

    # How the page lies

    @property
    def scale(self) -> float:
        """Return how many screen pixels a pixel of the image is wide; 0 where there is no line."""
        length = self._axis.length()
        if not self._shape or length < 1 or self._height <= 0:
            return 0.0
        high = self.height()
        wanted = min(_SHARE * high, 15 + 0.19 * high) / max(self._height, _EVEN * self._typical)
        whole = (self.width() - 2 * _INSET) / length
        return max(min(wanted if whole < _NEARLY * wanted else min(whole, wanted), _MOST_SCALE), 0.01)

    def view_of_page(self) -> QTransform | None:
        """Return how the page lies in the strip, or None where there is no line to show."""
        scale = self.scale
        if not scale or not self._levels:
            return None
        transform = QTransform()
        transform.translate(self._begin(), self.height() / 2)
        transform.scale(scale, scale)
        transform.rotate(self._axis.angle())
        transform.translate(-self._axis.x1(), -self._axis.y1())
        return transform

    def _begin(self) -> float:
        """Return where the line begins: at the left, or farther right where the strip would show what is no page."""
        scale, axis = self.scale, self._axis
        free = self.width() - 2 * _INSET - axis.length() * scale
        if free > 0 and abs(axis.dx()) > 8 * abs(axis.dy()) and axis.dx() > 0:
            beyond = self.width() - _INSET - (self._page.right() - axis.x1()) * scale
            before = (axis.x1() - self._page.left()) * scale - _INSET
            return _INSET + max(min(beyond, before, free), 0.0)
        return _INSET - self._slide

    def _bring_into_view(self) -> None:
        """Slide as far as needed for the word at the caret, and never past the ends of the line."""
        long, room = self._axis.length() * self.scale, self.width() - 2 * _INSET
        if self._marks and long > room:
            left, right = (x * self.scale for x in self._extent(self._marks[0]))
            near = _SOON * room
            self._slide = min(self._slide, left - near)
            self._slide = max(self._slide, min(right + near - room, left - near))
            if not self._marks[0].start and right < room:
                self._slide = 0.0
        self._slide = min(max(self._slide, 0.0), max(long - room, 0.0))

    def _extent(self, mark: Mark) -> tuple[float, float]:
        """Return where a word stands on the line, in pixels of the image from its beginning."""
        length = self._axis.length()
        ink = self._ink_of_line()
        if not ink:
            count = max(mark.total, 1)
            return length * mark.start / count, length * mark.end / count
        left, right = word_extent(ink, mark.total, mark.start, mark.end)
        return left * length / len(ink), right * length / len(ink)

    def _ink_of_line(self) -> list[float]:
        if self._ink is None:
            self._ink = []
            if self._levels and self._shape and self._axis.length() >= 1:
                axis = self._axis
                band = Band(axis.x1(), axis.y1(), axis.x2(), axis.y2(), self._height * 0.8)
                scale = min(10.0 / self._height, 900.0 / axis.length())
                self._ink = ink_of(columns_of(cut_out(self._levels, self._page, band, scale)))
        return self._ink

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the line, and its neighbours dimmed."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.colour("strip").lighter(112))
        transform = self.view_of_page()
        if transform is None:
            return
        painter.drawImage(0, 0, self._picture(transform))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_marks(painter)
        painter.setTransform(transform)
        everything, line = QPainterPath(), QPainterPath()
        everything.addRect(transform.inverted()[0].mapRect(QRectF(self.rect())))
        beyond = QPainterPath()
        beyond.addRect(self._page)
        # What is no page has no tone.
        painter.fillPath(everything.subtracted(beyond), self._theme.colour("strip").lighter(112))
        line.addPolygon(to_qt((*self._shape, self._shape[0])))
        shade = QColor(self._theme.colour("strip"))
        shade.setAlpha(112)
        painter.fillPath(everything.subtracted(line), shade)
        pen = QPen(self._theme.colour("caret_mark"), 1.0)
        pen.setCosmetic(True)
        painter.setPen(pen)
        painter.drawPath(line)

    def _picture(self, transform: QTransform) -> QImage:
        """Return the part of the page that is seen, made once as long as it stays the same."""
        dense = self.devicePixelRatioF()
        key = (transform, self.size(), dense)
        if self._made is None or key != self._made_for:
            self._made_for = key
            ground = self._theme.colour("strip").lighter(112)
            made = level_part(self._levels, self._page, transform, self.size(), dense, ground)
            self._made = self._touch(made) if self._touch is not None else made
            self._made.setDevicePixelRatio(dense)
        return self._made

    def _paint_marks(self, painter: QPainter) -> None:
        scale, high = self.scale, max(self._height, 0.8 * self._typical) * self.scale
        top, begin = (self.height() - high) / 2, self._begin()
        for mark in reversed(self._marks):
            left, right = (begin + x * scale for x in self._extent(mark))
            colour = self._theme.colour(mark.colour)
            if mark.filled:
                soft = QColor(colour)
                soft.setAlpha(_SOFT)
                painter.fillRect(QRectF(left, top, right - left, high), soft)
            painter.fillRect(QRectF(left, top + high, right - left, 2.5), colour)


def level_part(
    levels: Sequence[Level], page: QRectF, transform: QTransform, size: QSize, dense: float, ground: QColor
) -> QImage:
    """Return what a window of ``size`` shows of a page that lies as ``transform`` says; made in any thread."""
    made = QImage(size * dense, QImage.Format.Format_RGB32)
    made.fill(ground)
    seen = transform.inverted()[0].mapRect(QRectF(QRect(0, 0, size.width(), size.height()))).intersected(page)
    wanted = math.hypot(transform.m11(), transform.m12()) * dense * page.width()
    level = levels[0]
    for other in levels:
        if other.image.width() >= min(wanted, page.width()) * 0.98:
            level = other
    painter = QPainter(made)
    painter.scale(dense, dense)
    painter.setTransform(transform, True)
    paint_part(painter, level, page, seen)
    painter.end()
    return made


def cut_out(levels: Sequence[Level], page: QRectF, band: Band, scale: float, dense: float = 1.0) -> QImage:
    """Return a line level and ``scale`` times as large as in the image; made in any thread."""
    transform = QTransform()
    high = max(round(band.height * scale), 1)
    transform.translate(0, high / 2)
    transform.scale(scale, scale)
    transform.rotate(QLineF(band.x1, band.y1, band.x2, band.y2).angle())
    transform.translate(-band.x1, -band.y1)
    size = QSize(max(round(band.length * scale), 1), high)
    return level_part(levels, page, transform, size, dense, QColor(Qt.GlobalColor.white))


def centred(levels: Sequence[Level], page: QRectF, band: Band) -> Band:
    """Return a band moved up or down to where the ink of its line is: outlines are often drawn too high or too low."""
    scale = _PROBE / band.height
    around = band._replace(height=band.height * 1.8)
    shade = cut_out(levels, page, around, min(scale, 600.0 / max(band.length, 1.0)))
    rows = columns_of(shade.transformed(QTransform().rotate(90)))
    return moved_to_ink(band, ink_of(rows[::-1]), band.height * 1.8)


def columns_of(image: QImage) -> list[int]:
    """Return the mean brightness of each column of an image, 0 to 255."""
    flat = image.scaled(
        image.width(), 1, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    ).convertToFormat(QImage.Format.Format_Grayscale8)
    return list(bytes(flat.constBits())[: flat.width()])


def paint_part(painter: QPainter, level: Level, page: QRectF, part: QRectF) -> None:
    """Paint ``part`` of ``page`` (both in image pixels) from a level of its picture."""
    image = level.image
    across, down = image.width() / page.width(), image.height() / page.height()
    left, top = max(0, math.floor(part.left() * across) - 1), max(0, math.floor(part.top() * down) - 1)
    right = min(image.width(), math.ceil(part.right() * across) + 1)
    bottom = min(image.height(), math.ceil(part.bottom() * down) + 1)
    if right <= left or bottom <= top:
        return
    source = QRectF(left, top, right - left, bottom - top)
    target = QRectF(left / across, top / down, source.width() / across, source.height() / down)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawImage(target, image, source)


def axis_of(baseline: Polygon, shape: Polygon, height: float) -> QLineF:
    """Return the middle of a line of text, from its first to its last letter, as straight as its baseline is.

    Args:
        baseline: It says how the line leans; it may be empty.
        shape: Where it is; its upper and lower edges say where the middle lies.
        height: How high the letters are, in image pixels.
    """
    if not shape:
        return QLineF()
    if len(baseline) > 1:
        first, last = QPointF(*baseline[0]), QPointF(*baseline[-1])
    else:
        box = to_qt(shape).boundingRect()
        first, last = box.bottomLeft(), box.bottomRight()
    base = QLineF(first, last)
    if base.length() < 1:
        return QLineF()
    level = QTransform().rotate(base.angle()).translate(-first.x(), -first.y())
    box = level.map(to_qt(shape)).boundingRect()
    back = level.inverted()[0]
    middle = box.center().y() if box.height() < 3 * height else -height * 0.3
    return QLineF(back.map(QPointF(box.left(), middle)), back.map(QPointF(box.right(), middle)))
