"""From an image file to pictures for the screen: what a worker does, in plain functions.

Nothing here touches a widget or keeps anything; every function may run in any thread. Qt's own decoders come first
(they scale a JPEG while they decode it); what they cannot read, editor.imaging can.

Qt is told the format and not left to find it: it would ask its decoder of SVG too, which waits for a lock of Qt's
without giving the interpreter back. The window may hold that lock and wait for the interpreter: both stood for ever.
"""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QRect, QSize, Qt
from PySide6.QtGui import QImage, QImageIOHandler, QImageReader, QPainter

from editor.model.faults import Fault

translate = QCoreApplication.translate

MOST_PIXELS = 100_000_000
"""A larger page is shown reduced to this many pixels."""
_SMALL_ENOUGH = 1_500_000
"""Up to this many pixels a picture is read whole at once: reducing it first would gain nothing."""
_LAST_LEVEL = 1200
"""Halving stops when the longer side is below this."""
_STRIP = 64
"""Rows made at a time, so that no other thread waits for the interpreter longer than some milliseconds."""
_BREATH = 0.0002
"""Seconds between two strips at the least: where calls are short, Qt gives the interpreter back and takes it again
before another thread has woken up, for as long as the loop goes on."""
_HEAD = 16
_NOT_OURS = b"none"
"""A format that no decoder of Qt's knows: without any name it would look for one."""
_FORMATS: tuple[tuple[bytes, bytes], ...] = (
    (b"\xff\xd8\xff", b"jpeg"),
    (b"\x89PNG\r\n\x1a\n", b"png"),
    (b"II*\x00", b"tiff"),
    (b"MM\x00*", b"tiff"),
    (b"II+\x00", b"tiff"),
    (b"MM\x00+", b"tiff"),
    (b"GIF8", b"gif"),
    (b"BM", b"bmp"),
)
"""How a file of a format begins, and the name that Qt has for it."""
_turn = threading.Lock()
"""Held while a strip is made: the window waits behind one thread and not behind all that decode."""

# The limit is one of the process. Qt's own (256 MB) refuses pages over 67 megapixels.
QImageReader.setAllocationLimit(1024)


class Missing(Fault):
    """Say that an image file is not there."""


@dataclass(frozen=True, slots=True)
class Source:
    """An image of a file: its path, and which of the images of a multi-page file, from 0."""

    path: str
    frame: int = 0

    @property
    def name(self) -> str:
        """Return the name of the file, for sentences."""
        return Path(self.path).name


@dataclass(frozen=True, slots=True)
class Level:
    """A picture at one size: ``ratio`` is its pixels per pixel of the file."""

    image: QImage
    ratio: float


@dataclass(frozen=True, slots=True)
class Picture:
    """An image of a file at one or more sizes, largest first, upright.

    Attributes:
        source: Where it is from.
        width: Upright pixels of the file.
        height: Upright pixels of the file.
        levels: Grayscale8 or RGB32 images.
        whole: Whether nothing sharper can be had.
    """

    source: Source
    width: int
    height: int
    levels: tuple[Level, ...]
    whole: bool

    @property
    def size_in_bytes(self) -> int:
        """Return the memory that the levels take."""
        return sum(level.image.sizeInBytes() for level in self.levels)

    def level_for(self, scale: float) -> int:
        """Return the index of the smallest level that is sharp when a file pixel is ``scale`` screen pixels wide."""
        best = 0
        for index, level in enumerate(self.levels):
            if level.ratio >= min(scale, 1.0) * 0.98:
                best = index
        return best

    def reduced(self, most_bytes: int) -> Picture:
        """Return the picture without its largest levels, as far as needed to take at most ``most_bytes``."""
        levels = self.levels
        while len(levels) > 1 and sum(level.image.sizeInBytes() for level in levels) > most_bytes:
            levels = levels[1:]
        whole = self.whole and len(levels) == len(self.levels)
        return Picture(self.source, self.width, self.height, levels, whole)


def first_look(source: Source, width: int) -> Picture:
    """Return a picture about ``width`` screen pixels wide, as fast as the file allows.

    Only JPEG files can be decoded reduced; any other is read whole.

    Raises:
        Missing: there is no such file.
        Fault: it cannot be read as an image.
    """
    reader = _reader(source)
    if not reader.canRead():
        return _through_imaging(source, width)
    size = reader.size()
    full = _upright(reader)
    pixels = full.width() * full.height()
    if bytes(reader.format().data()) != b"jpeg" or pixels <= _SMALL_ENOUGH or width >= 0.75 * full.width():
        return whole_picture(source)
    reader.setScaledSize(_times(size, width / full.width()))
    image = reader.read()
    if _odd(image):
        return _through_imaging(source, width)
    image = _plain(image)
    return Picture(source, full.width(), full.height(), (Level(image, image.width() / full.width()),), False)


def whole_picture(source: Source) -> Picture:
    """Return every pixel of an image, and smaller levels for zooming out.

    Raises:
        Missing: there is no such file.
        Fault: it cannot be read as an image.
    """
    reader = _reader(source)
    if not reader.canRead():
        return _through_imaging(source, None)
    full = _upright(reader)
    if bytes(reader.format().data()) == b"jpeg" and full.width() * full.height() > MOST_PIXELS:
        reader.setScaledSize(_times(reader.size(), math.sqrt(MOST_PIXELS / (full.width() * full.height()))))
    image = reader.read()
    if _odd(image):
        return _through_imaging(source, None)
    image = _plain(image)
    width, height = (full.width(), full.height()) if full.isValid() else (image.width(), image.height())
    return Picture(source, width, height, levels_of(image, image.width() / width), True)


def thumbnail(source: Source, box: QSize) -> QImage:
    """Return an image that just fits into ``box``.

    Raises:
        Missing: there is no such file.
        Fault: it cannot be read as an image.
    """
    picture = first_look(source, box.width() * 2)
    level = picture.levels[picture.level_for(box.width() / picture.width)]
    shape = QSize(picture.width, picture.height).scaled(box, Qt.AspectRatioMode.KeepAspectRatio)
    shape = shape.expandedTo(QSize(1, 1))
    return level.image.scaled(shape, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation)


def levels_of(image: QImage, ratio: float) -> tuple[Level, ...]:
    """Return ``image`` and its halves, largest first."""
    levels = [Level(image, ratio)]
    while max(image.width(), image.height()) > _LAST_LEVEL:
        image, ratio = _halved(image), ratio / 2
        levels.append(Level(image, ratio))
    return tuple(levels)


@contextmanager
def _strip() -> Iterator[None]:
    """Make a strip, then leave the interpreter to others for half the time it took."""
    with _turn:
        begun = time.monotonic()
        yield
        time.sleep(max(_BREATH, (time.monotonic() - begun) / 2))


def _halved(image: QImage) -> QImage:
    width, height = max(1, image.width() // 2), max(1, image.height() // 2)
    half = QImage(width, height, image.format())
    painter = QPainter(half)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
    for top in range(0, height, _STRIP):
        rows = min(_STRIP, height - top)
        with _strip():
            painter.drawImage(QRect(0, top, width, rows), image, QRect(0, 2 * top, 2 * width, 2 * rows))
    painter.end()
    return half


def _reader(source: Source) -> QImageReader:
    try:
        there = Path(source.path).is_file()
        format_ = _format_of(source.path) if there else b""
    except OSError as error:
        words = translate("Pictures", "The image “{name}” cannot be reached: {reason}. The text is kept.")
        raise Fault(words.format(name=source.name, reason=error.strerror)) from error
    if not there:
        words = translate("Pictures", "The image “{name}” is not there; the text is kept.")
        raise Missing(words.format(name=source.name))
    reader = QImageReader(source.path, format_ or _NOT_OURS)
    reader.setAutoDetectImageFormat(False)
    reader.setAutoTransform(True)
    if source.frame and not reader.jumpToImage(source.frame):
        raise _no_frame(source)
    return reader


def _format_of(path: str) -> bytes:
    """Return Qt's name of a file's format, b"" for one that is left to editor.imaging."""
    with open(path, "rb") as file:
        head = file.read(_HEAD)
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return b"webp"
    return next((name for begins, name in _FORMATS if head.startswith(begins)), b"")


def _no_frame(source: Source) -> Fault:
    words = translate("Pictures", "“{name}” has no image {number}; the text is kept.")
    return Fault(words.format(name=source.name, number=source.frame + 1))


def _upright(reader: QImageReader) -> QSize:
    size = reader.size()
    turned = reader.transformation() & QImageIOHandler.Transformation.TransformationRotate90
    return size.transposed() if turned else size


def _times(size: QSize, factor: float) -> QSize:
    return QSize(max(1, round(size.width() * factor)), max(1, round(size.height() * factor)))


def _odd(image: QImage) -> bool:
    """Tell whether Qt could not read an image, or not with its true colours and depth."""
    return image.isNull() or image.format() in (QImage.Format.Format_CMYK8888, QImage.Format.Format_Grayscale16)


def _through_imaging(source: Source, width: int | None) -> Picture:
    """Return a picture of a format that Qt does not read, about ``width`` pixels wide where that is given."""
    from editor.imaging.probe import probe
    from editor.imaging.read import read

    path = Path(source.path)
    pages = probe(path).pages
    page = next((page for page in pages if page.number == source.frame), None)
    if page is None:
        raise _no_frame(source)
    most = math.floor(page.width * math.sqrt(MOST_PIXELS / max(page.width * page.height, MOST_PIXELS)))
    found = read(path, pages.index(page), max_width=min(width or most, most))
    form = QImage.Format.Format_Grayscale8 if found.mode == "L" else QImage.Format.Format_RGB888
    # The copy owns its pixels: Qt would go on reading the buffer after Python has dropped it.
    image = _plain(QImage(found.data, found.width, found.height, found.stride, form).copy())
    ratio = found.width / page.width
    levels = levels_of(image, ratio) if width is None else (Level(image, ratio),)
    return Picture(source, page.width, page.height, levels, width is None or ratio == 1.0)


def _plain(image: QImage) -> QImage:
    """Return the image as Grayscale8 or RGB32, the two formats that paint fast."""
    kept = (QImage.Format.Format_Grayscale8, QImage.Format.Format_RGB32)
    if image.format() in kept:
        return image
    gray = image.depth() <= 8 and all(_is_grey(colour) for colour in image.colorTable())
    seen_through = image.hasAlphaChannel()
    paper = QImage(image.size(), kept[0] if gray and not seen_through else kept[1])
    paper.fill(Qt.GlobalColor.white)
    painter = QPainter(paper)
    for top in range(0, image.height(), _STRIP):
        with _strip():
            strip = image.copy(0, top, image.width(), min(_STRIP, image.height() - top))
            painter.drawImage(0, top, strip if seen_through else strip.convertToFormat(paper.format()))
    painter.end()
    return paper


def _is_grey(colour: int) -> bool:
    return (colour >> 16 & 255) == (colour >> 8 & 255) == (colour & 255)
