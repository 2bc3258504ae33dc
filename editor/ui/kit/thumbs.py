"""Small pictures of the pages that are in sight, made off the GUI thread and remembered on the disk."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QSize, Signal
from PySide6.QtGui import QImage, QPixmap

from editor.imaging.thumbs import ThumbCache
from editor.model.faults import Fault
from editor.ui.kit.decode import Source, thumbnail
from editor.ui.kit.pixels import Runs

EDGE = 200
"""Pixels of the longer side, on a screen of usual density."""
_KEPT = 300
_FORMAT = "JPEG"
_AT_ONCE = 1
"""How many are made at a time: one worker is left for the page itself."""


class Thumbs(QObject):
    """Gives the small picture of a source, or makes it.

    Signals:
        ready: the Source whose picture is there now.
    """

    ready = Signal(object)

    def __init__(self, jobs: Runs, folder: Path | None, density: float = 1.0, parent: QObject | None = None) -> None:
        """Remember pictures in ``folder``; None: only in memory."""
        super().__init__(parent)
        self._jobs = jobs
        self._cache = ThumbCache(folder) if folder is not None else None
        self._edge = round(EDGE * max(density, 1.0))
        self._known: OrderedDict[Source, QPixmap | None] = OrderedDict()
        self._wanted: list[Source] = []
        self._made: set[Source] = set()

    def get(self, source: Source) -> QPixmap | None:
        """Return the picture, or None and make it; the one asked for last is made first."""
        if source in self._known:
            self._known.move_to_end(source)
            return self._known[source]
        if source not in self._made:
            if source in self._wanted:
                self._wanted.remove(source)
            self._wanted.append(source)
            self._next()
        return None

    def failed(self, source: Source) -> bool:
        """Tell whether there is no picture to be had."""
        return source in self._known and self._known[source] is None

    def want_only(self, sources: Iterable[Source]) -> None:
        """Forget what waits and is not among ``sources``, because it has gone out of sight."""
        keep = set(sources)
        self._wanted = [source for source in self._wanted if source in keep]

    def forget(self, source: Source) -> None:
        """Make the picture again when it is asked for, because the file may be another."""
        self._known.pop(source, None)

    @property
    def waiting(self) -> int:
        """Return how many pictures are being made or wait."""
        return len(self._wanted) + len(self._made)

    def _next(self) -> None:
        while self._wanted and len(self._made) < _AT_ONCE:
            source = self._wanted.pop()
            self._made.add(source)
            self._jobs.start(
                _work(source, self._edge, self._cache), self._deliver(source), self._give_up(source), priority=-1
            )

    def _deliver(self, source: Source) -> Callable[[QImage], None]:
        def deliver(image: QImage) -> None:
            self._keep(source, QPixmap.fromImage(image))

        return deliver

    def _give_up(self, source: Source) -> Callable[[Exception], None]:
        def give_up(error: Exception) -> None:
            self._keep(source, None)
            if not isinstance(error, Fault):
                raise error

        return give_up

    def _keep(self, source: Source, picture: QPixmap | None) -> None:
        self._made.discard(source)
        self._known[source] = picture
        while len(self._known) > _KEPT:
            self._known.popitem(last=False)
        self.ready.emit(source)
        self._next()


def _work(source: Source, edge: int, cache: ThumbCache | None) -> Callable[[], QImage]:
    def work() -> QImage:
        path = Path(source.path)
        kept = cache.get(path, source.frame, edge) if cache is not None else None
        if kept is not None:
            # Without the name of the format Qt asks all its decoders: see `decode`.
            image = QImage.fromData(kept, _FORMAT)  # type: ignore[arg-type]
            if not image.isNull():
                return image
        image = thumbnail(source, QSize(edge, edge))
        if cache is not None:
            cache.put(path, source.frame, edge, _jpeg(image))
        return image

    return work


def _jpeg(image: QImage) -> bytes:
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, _FORMAT, 80)  # type: ignore[call-overload]
    buffer.close()
    return bytes(data.data())
