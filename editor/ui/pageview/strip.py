"""The strip below the scan: the line of the caret, cut out, levelled and enlarged, with what is known of it."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen, QResizeEvent, QTransform
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from editor.model.geometry import Polygon
from editor.model.page import Line, Region
from editor.ui.kit.decode import Level
from editor.ui.kit.theme import Theme
from editor.ui.pageview.picture import paint_part
from editor.ui.pageview.shapes import line_height, shape_of, to_qt

_MOST_SCALE = 4.0
"""Screen pixels for a pixel of the image: beyond this there is nothing more to see."""
_SHARE = 0.7
"""How much of the strip's height the line itself may take; the rest shows its neighbours."""


class LineCut(QWidget):
    """Paints a line of the page level and as wide as itself."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        self._theme = theme
        self._levels: Sequence[Level] = ()
        self._page = QRectF()
        self._shape: Polygon = ()
        self._axis = QLineF()
        self._height = 40.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(36)

    def show_line(self, shape: Polygon, axis: QLineF, height: float) -> None:
        """Show the line with this outline, of about this height, around the axis that is to be level."""
        self._shape, self._axis, self._height = shape, axis, height
        self.update()

    def set_levels(self, levels: Sequence[Level], page: QRectF) -> None:
        """Cut it out of this picture."""
        self._levels, self._page = levels, page
        self.update()

    def sizeHint(self) -> QSize:
        """Return a size that shows a line and its neighbours."""
        return QSize(400, 64)

    def view_of_page(self) -> QTransform | None:
        """Return how the page lies in the strip, or None where there is no line to show."""
        if not self._shape or not self._levels or self._axis.length() < 1:
            return None
        length = self._axis.length()
        scale = min(self.width() * 0.985 / length, self.height() * _SHARE / self._height, _MOST_SCALE)
        transform = QTransform()
        if length * scale < self.width() * 0.97:
            transform.translate(self.width() * 0.0075, self.height() / 2)
        else:
            transform.translate((self.width() - length * scale) / 2, self.height() / 2)
        transform.scale(scale, scale)
        transform.rotate(self._axis.angle())
        transform.translate(-self._axis.x1(), -self._axis.y1())
        return transform

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the line, and its neighbours dimmed."""
        transform = self.view_of_page()
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.colour("strip").lighter(112))
        if transform is None:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setTransform(transform)
        seen = transform.inverted()[0].mapRect(QRectF(self.rect())).intersected(self._page)
        wanted = math.hypot(transform.m11(), transform.m12()) * self.devicePixelRatioF() * self._page.width()
        level = self._levels[0]
        for other in self._levels:
            if other.image.width() >= min(wanted, self._page.width()) * 0.98:
                level = other
        paint_part(painter, level, self._page, seen)
        everything, line = QPainterPath(), QPainterPath()
        everything.addRect(seen)
        line.addPolygon(to_qt((*self._shape, self._shape[0])))
        shade = QColor(self._theme.colour("strip"))
        shade.setAlpha(96)
        painter.fillPath(everything.subtracted(line), shade)
        pen = QPen(self._theme.colour("caret_mark"), 1.0)
        pen.setCosmetic(True)
        painter.setPen(pen)
        painter.drawPath(line)


class LineStrip(QWidget):
    """The strip: a heading, the line, the keys."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        self._theme = theme
        self._hint = ""
        self.setObjectName("lineStrip")
        self.setAccessibleName(self.tr("Current line, enlarged"))
        self.setAutoFillBackground(True)
        self.heading = QLabel(self)
        self.heading.setTextFormat(Qt.TextFormat.PlainText)
        self.heading.setWordWrap(True)
        self.heading.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Maximum)
        self.cut = LineCut(theme, self)
        self.keys = QLabel(self)
        self.keys.setTextFormat(Qt.TextFormat.PlainText)
        self.keys.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        box = QVBoxLayout(self)
        box.setContentsMargins(12, 8, 12, 6)
        box.setSpacing(6)
        box.addWidget(self.heading)
        box.addWidget(self.cut, 1)
        box.addWidget(self.keys)
        self.show_hint("")
        self.show_line(None, None)

    def _usual_keys(self) -> str:
        return self.tr("Enter next line · Ctrl+Enter split · Backspace joins · Alt+↑↓ moves · Ctrl+M marginalia")

    def show_hint(self, hint: str) -> None:
        """Show in the last row what to do with a tool; "" shows the keys of the text again."""
        self._hint = hint
        self.keys.setToolTip(hint or self._usual_keys())
        self.restyle()
        self._fit_keys()

    def _fit_keys(self) -> None:
        """Show as many whole hints as there is room for; the tooltip has all of them."""
        metrics, room = self.keys.fontMetrics(), self.contentsRect().width() - 24
        parts = (self._hint or self._usual_keys()).split(" · ")
        while len(parts) > 1 and metrics.horizontalAdvance(" · ".join(parts)) > room:
            parts.pop()
        words = " · ".join(parts)
        self.keys.setText(metrics.elidedText(words, Qt.TextElideMode.ElideRight, max(room, 40)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the hints into the new width."""
        super().resizeEvent(event)
        self._fit_keys()

    def restyle(self) -> None:
        """Take the colours of the theme again."""
        palette = self.palette()
        palette.setColor(self.backgroundRole(), self._theme.colour("strip"))
        self.setPalette(palette)
        keys = ("strip_text", 9.0) if self._hint else ("strip_faint", 8.0)
        for label, (name, points) in ((self.heading, ("strip_text", 9.5)), (self.keys, keys)):
            colours = label.palette()
            colours.setColor(label.foregroundRole(), self._theme.colour(name))
            label.setPalette(colours)
            font = label.font()
            font.setPointSizeF(points)
            label.setFont(font)
        self.update()

    def show_line(self, region: Region | None, line: Line | None) -> None:
        """Show a line of a region, or that there is none."""
        if region is None or line is None:
            self.heading.setText(self.tr("No line is selected"))
            self.cut.show_line((), QLineF(), 1.0)
            return
        self.heading.setText(self._words(region, line))
        shape = shape_of(line, region)
        height = line_height(region)
        self.cut.show_line(shape, axis_of(line, shape, height), height)

    def _words(self, region: Region, line: Line) -> str:
        parts = [self.tr("Line {place}").format(place=f"{region.seq}.{line.seq}")]
        if line.confidence is not None:
            parts.append(self.tr("confidence {value}").format(value=f"{line.confidence:.2f}"))
        if line.verified:
            parts.append(self.tr("verified"))
        if line.ocr_text is not None and line.ocr_text != line.text:
            parts.append(self.tr("original OCR: “{text}”").format(text=line.ocr_text))
        elif line.ocr_text is not None:
            parts.append(self.tr("as the OCR read it"))
        if not shape_of(line, region):
            parts.append(self.tr("this line has no place on the scan"))
        return " · ".join(parts)

    def changeEvent(self, event: QEvent) -> None:
        """Speak the language that was chosen."""
        if event.type() == QEvent.Type.LanguageChange:
            self.show_hint(self._hint)
        super().changeEvent(event)


def axis_of(line: Line, shape: Polygon, height: float) -> QLineF:
    """Return the middle of a line of text, from its first to its last letter, as straight as its baseline is.

    Args:
        line: Its baseline says how it leans.
        shape: Where it is; its upper and lower edges say where the middle lies.
        height: How high the letters are, in image pixels.
    """
    if not shape:
        return QLineF()
    if len(line.baseline) > 1:
        first, last = QPointF(*line.baseline[0]), QPointF(*line.baseline[-1])
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
