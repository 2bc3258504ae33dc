"""Brightness, contrast, gamma, inversion of the picture on the screen; the file and the coordinates stay as they are.

A grey picture is toned by giving it another table of colours, at no cost. Of a coloured one the smallest level is
toned at once and the others in a worker.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import cast

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QImage, QPainter

from editor.imaging.tone import curve
from editor.ui.jobs import Jobs
from editor.ui.kit.decode import Level, Picture
from editor.ui.pageview.settings import Tone

_CHUNK = 1 << 19
"""Bytes translated at a time: the interpreter is not held longer than a millisecond."""


def table_of(tone: Tone) -> bytes:
    """Return what becomes of each of the 256 values of brightness."""
    return curve(tone.brightness / 100, tone.contrast / 100, tone.gamma, tone.invert)


def toned(image: QImage, table: bytes) -> QImage:
    """Return ``image`` (Grayscale8 or RGB32) with each value replaced by its entry in ``table``.

    A grey result shares the pixels of ``image``, which must outlive it.
    """
    if image.format() == QImage.Format.Format_Grayscale8:
        other = QImage(
            image.constBits(), image.width(), image.height(), image.bytesPerLine(), QImage.Format.Format_Indexed8
        )
        other.setColorTable([QColor(value, value, value).rgb() for value in table])
        return other
    other = QImage(image.size(), image.format())
    source, target = memoryview(image.constBits()), cast(memoryview, other.bits())
    length = image.sizeInBytes()
    edges = [*range(0, length, _CHUNK), length]
    for start, end in pairwise(edges):
        target[start:end] = bytes(source[start:end]).translate(table)
    del source, target
    if table[255] != 255:
        _make_opaque(other)
    return other


def _make_opaque(image: QImage) -> None:
    painter = QPainter(image)
    painter.setCompositionMode(QPainter.CompositionMode.RasterOp_SourceOrDestination)
    painter.fillRect(image.rect(), QColor(0, 0, 0))
    painter.end()


class Toner(QObject):
    """Tones the levels of the picture that is shown.

    Signals:
        ready: the Levels to paint, largest first.
    """

    ready = Signal(object)

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        """Tone large levels in ``jobs``."""
        super().__init__(parent)
        self._jobs = jobs
        self._ticket: int | None = None
        self._picture: Picture | None = None
        self._shown: tuple[Picture | None, Tone] = (None, Tone())
        self._tone = Tone()

    def show(self, picture: Picture | None, tone: Tone) -> None:
        """Tone a picture; None stops."""
        self._jobs.drop(self._ticket)
        self._ticket = None
        self._picture, self._tone = picture, tone
        if picture is None:
            return
        if tone.plain:
            self._tell(picture.levels)
            return
        table = table_of(tone)
        if picture.levels[0].image.format() == QImage.Format.Format_Grayscale8:
            self._tell([Level(toned(level.image, table), level.ratio) for level in picture.levels])
            return
        was, was_tone = self._shown
        if was is None or was.source != picture.source or was_tone != tone:
            last = picture.levels[-1]
            self._tell([Level(toned(last.image, table), last.ratio)])
        if len(picture.levels) > 1 or self._shown[0] is not picture:
            levels = picture.levels
            self._ticket = self._jobs.start(
                lambda: [Level(toned(level.image, table), level.ratio) for level in levels], self._tell, priority=1
            )

    def _tell(self, levels: Sequence[Level]) -> None:
        self._shown = (self._picture, self._tone)
        self.ready.emit(levels)
