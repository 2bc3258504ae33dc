"""A page of a scan read by an engine: here, or in a helper process that may die of it and can be stopped at once."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from editor.assist.engines import engine as engine_named
from editor.assist.engines.values import Engine, EngineFault, Picture, ReadsLines, ReadWord, Stopped
from editor.imaging.aside import Helper, Silence
from editor.imaging.facts import ImageFault
from editor.model.codec import from_json
from editor.model.faults import Fault
from editor.model.source import SourcePage
from editor.work.scan_alone import alone
from editor.work.scan_page import page_of
from editor.work.scan_picture import sheet_of
from editor.work.scan_twice import read_twice

CHILD_OPTION: Final = "--read-scans"
"""What the front door of a packed program is started with to become the helper; the number of bytes follows."""

SECONDS_A_PAGE: Final = 300.0
"""How long one page may take: a page of dense small print takes an engine half a minute on a slow machine."""

MEMORY: Final = 4_000_000_000
"""How many bytes the helper may take: an engine of neural networks maps two thousand million before it begins."""

DEFAULT_LANGUAGES: Final = ("eng",)


def never() -> bool:
    """Tell nobody to stop."""
    return False


def read_page(
    path: Path,
    frame: int = 0,
    size: tuple[int, int] | None = None,
    engine: Engine | str | None = None,
    languages: Sequence[str] = DEFAULT_LANGUAGES,
    stop: Callable[[], bool] | None = None,
) -> SourcePage:
    """Read a page of a scan in this process, its places in pixels of the page as it is filed.

    Args:
        path: The image file.
        frame: The page, counted from 0 among the file's pages.
        size: Width and height of the page as it is filed, None for those of the image.
        engine: What reads, or its name; None for the first there is.
        languages: As the engine names them.
        stop: Asked between two pieces of work whether to leave off.

    Raises:
        EngineFault: the engine is not there, or cannot read this.
        ImageFault: the image cannot be read, or the engine failed on it.
        Stopped: ``stop`` said so.
    """
    reader = engine_named(engine) if engine is None or isinstance(engine, str) else engine
    stopped = stop or never
    sheet = sheet_of(path, frame, size, stopped, clean=reader.wants_clean)
    with _judged(reader, path):
        readings = read_twice(lambda picture: reader.read(picture, tuple(languages), stopped), sheet)
    again = None
    if isinstance(reader, ReadsLines):
        lines = reader

        def read_lines(pictures: Sequence[Picture]) -> Sequence[Sequence[ReadWord]]:
            with _judged(reader, path):
                return lines.read_lines(pictures, tuple(languages), stopped)

        again = alone(read_lines, sheet)
    return page_of(readings, sheet, path.name, "+".join(languages), again)


@contextmanager
def _judged(reader: Engine, path: Path) -> Iterator[None]:
    """Say of an error of an engine's library that it failed on this image: on the next it may not."""
    try:
        yield
    except (Fault, Stopped, MemoryError):
        raise
    except Exception as error:
        reason = f"was not read: {reader.name} failed on it ({type(error).__name__}: {error})."
        raise ImageFault(path, reason) from error


class ScanReader:
    """Read pages one after another in one helper process, started at the first and again after it died.

    To be used in a ``with``. Not for two threads at once.
    """

    def __init__(self, engine: str | None = None, languages: Sequence[str] = DEFAULT_LANGUAGES) -> None:
        """Take the name of the engine, None for the first there is, and its languages."""
        self._engine = engine
        self._languages = tuple(languages)
        self._helper = Helper("editor.work.scan_child", CHILD_OPTION, MEMORY, "OCR")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def producer(self) -> str:
        """Return the name and the version of the engine; loads its library.

        Raises:
            EngineFault: it is not there.
        """
        found = engine_named(self._engine)
        return f"{found.name} {found.version}"

    def close(self) -> None:
        """End the helper process."""
        self._helper.close()

    def read(
        self, path: Path, frame: int, size: tuple[int, int] | None, stop: Callable[[], bool] = never
    ) -> SourcePage:
        """Read a page as `read_page` does; ``stop`` is asked all the time, and the helper is ended when it says so.

        Raises:
            EngineFault: the engine is not there, or cannot read this.
            ImageFault: the image cannot be read, or the engine died of it or took too long.
            Stopped: ``stop`` said so.
        """
        request = {
            "path": os.path.abspath(path),
            "frame": frame,
            "size": size,
            "engine": self._engine,
            "languages": self._languages,
        }
        try:
            answer = self._helper.ask(request, SECONDS_A_PAGE, stopped=stop)
        except Silence as silence:
            if stop():
                raise Stopped from None
            raise ImageFault(path, str(silence)) from None
        if "fault" in answer:
            raise EngineFault(answer["fault"])
        if "unreadable" in answer:
            raise ImageFault(path, answer["unreadable"])
        if "bug" in answer:
            raise RuntimeError(f"reading {path} failed:\n{answer['bug']}")
        found = from_json(SourcePage, answer["reading"], "reading")
        assert isinstance(found, SourcePage)
        return found
