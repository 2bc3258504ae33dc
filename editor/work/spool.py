"""What text files held when a plan read them, put aside on the disk so that the taking need not parse them again.

The file has no name where the system allows it, so nothing is left behind, whatever happens. It refuses to grow
without end: what does not fit is parsed again.
"""

from __future__ import annotations

import pickle
import zlib
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Final

from editor.model.source import Source

MOST: Final = 400_000_000
"""How many bytes are put aside; a page takes some five thousand."""


class Spool:
    """Keep sources by the path of their file, outside of memory."""

    def __init__(self, most: int = MOST) -> None:
        """Take how many bytes it may grow to."""
        self._left = most
        self._file: IO[bytes] | None = None
        self._places: dict[Path, tuple[int, int]] = {}

    def put(self, path: Path, source: Source) -> None:
        """Put a source aside, if there is room."""
        if self._left <= 0:
            return
        data = zlib.compress(pickle.dumps(source, pickle.HIGHEST_PROTOCOL), 1)
        try:
            self._file = self._file or TemporaryFile(prefix="muniment-")  # noqa: SIM115 - it lives as long as this
            place = self._file.seek(0, 2)
            self._file.write(data)
            self._file.flush()
        except OSError:  # a full disk, say: then it is parsed again
            self._left = 0
            return
        self._left -= len(data)
        self._places[path] = (place, len(data))

    def get(self, path: Path) -> Source | None:
        """Return what was put aside, None where it was not or cannot be read."""
        if path not in self._places or self._file is None:
            return None
        place, size = self._places[path]
        try:
            self._file.seek(place)
            data = self._file.read(size)
        except (OSError, ValueError):
            return None
        # Nobody but this process can have written it: the file has no name, or one only its owner may open.
        found = pickle.loads(zlib.decompress(data))
        assert isinstance(found, Source)
        return found

    def close(self) -> None:
        """Let go of everything."""
        self._places.clear()
        if self._file is not None:
            self._file.close()
            self._file = None
