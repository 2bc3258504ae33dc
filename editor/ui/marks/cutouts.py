"""The places of marks cut out of their scans, at the height of a row; made in threads, some kept."""

from __future__ import annotations

from collections import OrderedDict
from pathlib import Path

from PySide6.QtCore import QObject, QRectF, QTimer, Signal
from PySide6.QtGui import QImage, QPainter

from editor.model.faults import Fault
from editor.model.geometry import Box
from editor.store import readers
from editor.ui.jobs import Jobs
from editor.ui.kit.decode import Level, Source, first_look
from editor.ui.kit.linecut import paint_part
from editor.ui.session import Session

_HIGH, _MORE, _HIGHEST = 34, 20, 150
"""Pixels of a strip from top to bottom: of one line, for each more, and at most."""
_SHARE = 0.8
_MOST_SCALE = 3.0
_WIDEST = 1600
_KEPT = 300
_PAUSE = 25
_LOOK = 1800

Place = tuple[Box, int]
"""A box on a page, and how high its strip is."""


def high_of(lines: int) -> int:
    """Return how high the strip of a mark of so many lines is."""
    return min(_HIGH + _MORE * (lines - 1), _HIGHEST)


class MarkCutouts(QObject):
    """Strips of places; what is not there yet is made, and ``ready`` tells."""

    ready = Signal()

    def __init__(self, session: Session, jobs: Jobs, parent: QObject | None = None) -> None:
        """Take the session whose scans are cut."""
        super().__init__(parent)
        self._session = session
        self._jobs = jobs
        self._kept: OrderedDict[tuple[int, Place], QImage | None] = OrderedDict()
        self._wanted: dict[int, set[Place]] = {}
        self._tickets: dict[int, int] = {}
        self._soon = QTimer(self, singleShot=True, interval=_PAUSE)
        self._soon.timeout.connect(self._fetch)
        session.closing.connect(self.forget)

    def forget(self) -> None:
        """Drop all strips and what is under way."""
        self._soon.stop()
        for ticket in self._tickets.values():
            self._jobs.drop(ticket)
        self._tickets.clear()
        self._wanted.clear()
        self._kept.clear()

    def strip(self, page: int, box: Box, high: int) -> QImage | None:
        """Return the strip of a place, None where it is not there yet or there is no scan."""
        key = page, (box, high)
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        self._wanted.setdefault(page, set()).add((box, high))
        if not self._soon.isActive():
            self._soon.start()
        return None

    def _fetch(self) -> None:
        for page in [page for page in self._wanted if page not in self._tickets]:
            self._start(page, self._wanted.pop(page))

    def _start(self, page_id: int, places: set[Place]) -> None:
        project = self._session.project
        none: dict[Place, QImage | None] = dict.fromkeys(places)
        page = readers.page(project, page_id, 0) if readers.page_key(project, page_id) is not None else None
        if page is None or not page.image:
            self._arrived(page_id, none)
            return
        source = Source(str(project.path.parent / Path(page.image)), page.frame)
        size = page.width, page.height
        self._tickets[page_id] = self._jobs.start(
            lambda: _cut_out(source, size, places),
            lambda strips: self._arrived(page_id, strips),
            lambda error: self._failed(page_id, none, error),
        )

    def _failed(self, page: int, none: dict[Place, QImage | None], error: Exception) -> None:
        self._arrived(page, none)
        if not isinstance(error, Fault):
            raise error

    def _arrived(self, page: int, strips: dict[Place, QImage | None]) -> None:
        self._tickets.pop(page, None)
        for place, strip in strips.items():
            self._kept[page, place] = strip
        while len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        self.ready.emit()
        if self._wanted and not self._soon.isActive():
            self._soon.start()


def _cut_out(source: Source, size: tuple[int, int], places: set[Place]) -> dict[Place, QImage | None]:
    picture = first_look(source, _LOOK)
    width, height = size if all(size) else (picture.width, picture.height)
    page = QRectF(0, 0, width, height)
    return {place: _strip(picture.levels[0], page, *place) for place in places}


def _strip(level: Level, page: QRectF, box: Box, high: int) -> QImage | None:
    left, top, right, bottom = box
    seen = QRectF(left, top, right - left, bottom - top)
    if seen.isEmpty():
        return None
    scale = min(high * _SHARE / seen.height(), _MOST_SCALE, _WIDEST / seen.width())
    air = (high / scale - seen.height()) / 2
    seen = seen.adjusted(-air, -air, air, air).intersected(page)
    if seen.isEmpty():
        return None
    strip = QImage(
        max(round(seen.width() * scale), 8), max(round(seen.height() * scale), 8), QImage.Format.Format_RGB32
    )
    strip.fill(0xFFFFFFFF)
    painter = QPainter(strip)
    painter.scale(scale, scale)
    painter.translate(-seen.left(), -seen.top())
    paint_part(painter, level, page, seen)
    painter.end()
    return strip
