"""Lines cut out of their scans, level and at the height of a row, for lists; made in threads, some kept."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable
from pathlib import Path

from PySide6.QtCore import QLineF, QObject, QRectF, QTimer, Signal
from PySide6.QtGui import QImage, QPainter, QTransform

from editor.model.faults import Fault
from editor.model.geometry import Box, Polygon, bounds, rectangle
from editor.model.page import Line
from editor.store import readers
from editor.ui.jobs import Jobs
from editor.ui.kit.decode import Level, Source, first_look
from editor.ui.kit.linecut import axis_of, paint_part
from editor.ui.session import Session

HEIGHT = 38
"""Pixels of a strip from top to bottom."""
_SHARE = 0.72
_WIDEST = 2400
_KEPT = 300
_AT_ONCE = 80
"""Lines of one page that are cut in one go: its picture is read once for them."""
_PAUSE = 25
_LOOK = 1800


class Cutouts(QObject):
    """Strips of lines; what is not there yet is made, and ``ready`` tells."""

    ready = Signal()

    def __init__(self, session: Session, jobs: Jobs, parent: QObject | None = None) -> None:
        """Take the session whose lines are cut out."""
        super().__init__(parent)
        self._session = session
        self._jobs = jobs
        self._kept: OrderedDict[int, QImage | None] = OrderedDict()
        self._wanted: dict[int, set[int]] = {}
        self._tickets: dict[int, int] = {}
        self._beside: Callable[[int], Iterable[int]] = lambda page: ()
        self._soon = QTimer(self, singleShot=True, interval=_PAUSE)
        self._soon.timeout.connect(self._fetch)
        session.closing.connect(self.forget)

    def know(self, beside: Callable[[int], Iterable[int]]) -> None:
        """Take what tells the other lines of a page that will be asked for."""
        self._beside = beside

    def forget(self) -> None:
        """Drop all strips and what is under way."""
        self._soon.stop()
        for ticket in self._tickets.values():
            self._jobs.drop(ticket)
        self._tickets.clear()
        self._wanted.clear()
        self._kept.clear()

    def strip(self, page: int, line: int) -> QImage | None:
        """Return the strip of a line, or None where it is not there yet, or where the line has no place on a scan."""
        if line in self._kept:
            self._kept.move_to_end(line)
            return self._kept[line]
        self._wanted.setdefault(page, set()).add(line)
        if not self._soon.isActive():
            self._soon.start()
        return None

    def _fetch(self) -> None:
        for page, lines in list(self._wanted.items()):
            if page in self._tickets:
                continue
            del self._wanted[page]
            new = [line for line in self._beside(page) if line not in self._kept and line not in lines]
            self._start(page, [*lines, *new[:_AT_ONCE]])

    def _start(self, page_id: int, ids: list[int]) -> None:
        project = self._session.project
        try:
            page = readers.page(project, page_id, 0)
            lines = [readers.line(project, line) for line in ids]
        except Fault:
            return
        shapes = {line.id: shape for line in lines if (shape := _shape(line))}
        for line in lines:
            if line.id not in shapes or not page.image:
                self._keep(line.id, None)
        if not shapes or not page.image:
            self.ready.emit()
            return
        source = Source(str(project.path.parent / Path(page.image)), page.frame)
        size = (page.width, page.height)
        self._tickets[page_id] = self._jobs.start(
            lambda: cut_out(source, size, shapes),
            lambda strips: self._arrived(page_id, strips),
            lambda error: self._arrived(page_id, dict.fromkeys(shapes)),
        )

    def _arrived(self, page: int, strips: dict[int, QImage | None]) -> None:
        self._tickets.pop(page, None)
        for line, strip in strips.items():
            self._keep(line, strip)
        self.ready.emit()
        if self._wanted and not self._soon.isActive():
            self._soon.start()

    def _keep(self, line: int, strip: QImage | None) -> None:
        self._kept[line] = strip
        self._kept.move_to_end(line)
        while len(self._kept) > _KEPT:
            self._kept.popitem(last=False)


Shape = tuple[Polygon, QLineF, float]
"""Outline, axis and height of a line, in image pixels."""


def _shape(line: Line) -> Shape | None:
    box: Box | None = bounds(line.outline) if len(line.outline) > 2 else None
    if box is None and len(line.baseline) > 1:
        low = bounds(line.baseline)
        box = (low[0], low[1] - 29.0, low[2], low[3] + 11.0)
    if box is None:
        return None
    outline = line.outline if len(line.outline) > 2 else rectangle(box)
    height = max(box[3] - box[1], 1.0)
    axis = axis_of(line.baseline, outline, height)
    return (outline, axis, height) if axis.length() >= 1 else None


def cut_out(source: Source, size: tuple[int, int], shapes: dict[int, Shape]) -> dict[int, QImage | None]:
    """Return the strips of lines of one page, by their ids; made in any thread.

    Raises:
        Fault: its image cannot be read.
    """
    picture = first_look(source, _LOOK)
    width, height = size if all(size) else (picture.width, picture.height)
    page = QRectF(0, 0, width, height)
    return {line: _strip(picture.levels[0], page, *shape) for line, shape in shapes.items()}


def _strip(level: Level, page: QRectF, outline: Polygon, axis: QLineF, height: float) -> QImage:
    scale = min(HEIGHT * _SHARE / height, 4.0, _WIDEST / axis.length())
    strip = QImage(max(round(axis.length() * scale), 8), HEIGHT, QImage.Format.Format_RGB32)
    strip.fill(0xFFFFFFFF)
    transform = QTransform()
    transform.translate(0, HEIGHT / 2)
    transform.scale(scale, scale)
    transform.rotate(axis.angle())
    transform.translate(-axis.x1(), -axis.y1())
    seen = transform.inverted()[0].mapRect(QRectF(strip.rect())).intersected(page)
    painter = QPainter(strip)
    painter.setTransform(transform)
    paint_part(painter, level, page, seen)
    painter.end()
    return strip
