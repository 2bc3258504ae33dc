"""A file of text read: a little one here, any other in a helper process that can be stopped at once.

While Python frees, packs or searches what a large file is made of, no other thread of its process runs, so the window
would stand still; and what a stranger's file makes of its reader, of its time and its memory is the helper's trouble.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from editor.formats import known, xml
from editor.imaging.aside import Helper, Silence
from editor.model.faults import Fault
from editor.model.source import Source
from editor.work.spool import Kept, keep, no_room, pieces, written

CHILD_OPTION: Final = "--read-texts"
"""What the front door of a packed program is started with to become the helper; the number of bytes follows."""

MEMORY: Final = 4_000_000_000
"""How many bytes the helper may take: a tree of XML takes many times the bytes of its file."""

SECONDS_A_FILE: Final = 600.0
"""How long one file may take; the largest that is read takes a tenth of it."""

LITTLE: Final = 100_000
"""How many bytes a file may have to be read in this process, within some hundredths of a second."""


def read(path: Path) -> tuple[Source, str]:
    """Return what a file of text or layout holds, and its SHA-256 in hexadecimal.

    Raises:
        Fault: it cannot be read.
    """
    data = xml.read_bytes(path)
    return known.read_data(data, path.name, path.suffix), hashlib.sha256(data).hexdigest()


def read_into(path: Path, into: Path) -> tuple[str, list[int]]:
    """Read a file and write what it holds into another, in pieces; return its digest and the sizes of the pieces.

    Raises:
        Fault: it cannot be read, or there is no room for it.
    """
    source, digest = read(path)
    try:
        with into.open("wb") as file:
            return digest, written(pieces(source), file)
    except OSError as error:
        raise no_room(path.name, error) from error


class TextReader:
    """Read files one after another, to be closed at the end. Not for two threads at once.

    ``stopped`` is asked all the time whether to give up.
    """

    def __init__(self, stopped: Callable[[], bool] | None = None) -> None:
        """Start nothing yet."""
        self._stopped = stopped
        self._helper = Helper("editor.work.text_child", CHILD_OPTION, MEMORY, "text")
        self._folder: TemporaryDirectory[str] | None = None
        self._count = 0

    def read(self, path: Path) -> tuple[Kept, str]:
        """Return what a file of text or layout holds, which is to be closed, and its SHA-256 in hexadecimal.

        Raises:
            Fault: it cannot be read, or was stopped.
        """
        if xml.check_ordinary(path) <= LITTLE:
            source, digest = read(path)
            return keep(source), digest
        return self._read_aside(path)

    def _read_aside(self, path: Path) -> tuple[Kept, str]:
        try:
            self._folder = self._folder or TemporaryDirectory(prefix="muniment-", ignore_cleanup_errors=True)
            self._count += 1
            into = Path(self._folder.name, f"text{self._count}")
            request = {"path": os.path.abspath(path), "into": str(into)}
            answer = self._helper.ask(request, SECONDS_A_FILE, stopped=self._stopped)
            if "fault" in answer:
                raise Fault(answer["fault"])
            if "bug" in answer:
                raise RuntimeError(f"reading {path} failed:\n{answer['bug']}")
            file = into.open("rb")
            with contextlib.suppress(PermissionError):  # Windows keeps what is open; the folder goes at the end
                into.unlink()
        except Silence as silence:
            raise Fault(f"{path.name} {silence}") from None
        except OSError as error:
            raise no_room(path.name, error) from error
        return Kept(file, answer["sizes"]), answer["digest"]

    def close(self) -> None:
        """End the helper process."""
        self._helper.close()
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None
