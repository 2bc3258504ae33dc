"""Brightness, contrast, gamma, inversion, sharpness of the picture on the screen; the file stays as it is.

A grey picture is toned by giving it another table of colours, at no cost. Of a coloured one the smallest level is
toned at once and the others in a worker. Sharpening is a worker's; what it made is kept while the tone changes.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from threading import Event
from typing import cast

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QImage, QPainter

from editor.imaging.sharpen import sharpen
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


def sharpened(image: QImage, share: float) -> QImage:
    """Return ``image`` (Grayscale8 or RGB32) sharper, from 0 to 1."""
    other = QImage(image.size(), image.format())
    grey = image.format() == QImage.Format.Format_Grayscale8
    source, target = memoryview(image.constBits()), cast(memoryview, other.bits())
    sharpen(source, target, (image.width(), image.height()), image.bytesPerLine(), grey, share)
    return other


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
        self._stale = Event()
        self._picture: Picture | None = None
        self._shown: tuple[Picture | None, Tone] = (None, Tone())
        self._tone = Tone()
        self._sharp: tuple[Picture | None, float, Sequence[Level]] = (None, 0.0, ())
        """The sharpened levels there are, of which picture and how sharp; a grey result shares their pixels."""

    def show(self, picture: Picture | None, tone: Tone) -> None:
        """Tone a picture; None stops."""
        self._jobs.drop(self._ticket)
        self._stale.set()
        self._ticket = None
        self._picture, self._tone = picture, tone
        if picture is None:
            self._sharp = (None, 0.0, ())
            return
        if not tone.sharpen:
            self._sharp = (None, 0.0, ())
            self._show(picture.levels, self._is_other(picture, tone))
        elif self._sharp[0] is picture and self._sharp[1] == tone.sharpen:
            self._show(self._sharp[2], self._is_other(picture, tone))
        else:
            self._sharpen(picture, tone)

    def _is_other(self, picture: Picture, tone: Tone) -> bool:
        was, was_tone = self._shown
        return was is None or was.source != picture.source or was_tone != tone

    def _sharpen(self, picture: Picture, tone: Tone) -> None:
        was = self._shown[0]
        if was is None or was.source != picture.source:
            self._show(picture.levels[-1:], True)
        levels, share = picture.levels, tone.sharpen / 100
        stale = self._stale = Event()

        def work() -> list[Level]:
            return [Level(sharpened(level.image, share), level.ratio) for level in levels if not stale.is_set()]

        def done(sharp: list[Level]) -> None:
            self._sharp = (picture, tone.sharpen, sharp)
            self._show(sharp, self._is_other(picture, tone))

        self._ticket = self._jobs.start(work, done, priority=1)

    def _show(self, levels: Sequence[Level], other: bool) -> None:
        """Tone levels and tell them; ``other``: what is shown now is of another picture or tone."""
        self._ticket = None
        if self._tone.even:
            self._tell(levels)
            return
        table = table_of(self._tone)
        if levels[0].image.format() == QImage.Format.Format_Grayscale8:
            self._tell([Level(toned(level.image, table), level.ratio) for level in levels])
            return
        if other:
            last = levels[-1]
            self._tell([Level(toned(last.image, table), last.ratio)])
        if len(levels) > 1 or not other:
            self._ticket = self._jobs.start(
                lambda: [Level(toned(level.image, table), level.ratio) for level in levels], self._tell, priority=1
            )

    def _tell(self, levels: Sequence[Level]) -> None:
        self._shown = (self._picture, self._tone)
        self.ready.emit(levels)
