"""What text files held when a plan read them, kept on the disk so that the taking need not parse them again.

A file that was read is a head, which tells of it all but its pages, and its pages, which are fetched one by one: once
it is read, no more than a page of it is in memory. What is kept has no name where the system allows it, so nothing is
left behind, whatever happens. A spool refuses to grow without end: what does not fit is parsed again.
"""

from __future__ import annotations

import io
import pickle
import shutil
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import accumulate
from pathlib import Path
from tempfile import SpooledTemporaryFile, TemporaryFile
from typing import IO, Any, Final

from editor.model.faults import Fault
from editor.model.source import Source, SourcePage
from editor.work.counting import Counted, counted

MOST: Final = 400_000_000
"""How many bytes are put aside; a page takes some five thousand."""

_LITTLE: Final = 4_000_000
"""So many bytes of a file that was read here stay in memory until they are put aside."""

_MODULES: Final = frozenset({"editor.model.source", "editor.work.counting"})


@dataclass(frozen=True, slots=True)
class Head:
    """A text file without what stands on its pages: ``source`` has no pages, ``counted`` has bare ones."""

    source: Source
    counted: Counted


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page of a text file, with what the file tells of itself; ``alone`` where it has no other page."""

    source: Source
    page: SourcePage
    alone: bool


class Damaged(Exception):
    """Say what is wrong with a piece that was put aside."""


class _Unpickler(pickle.Unpickler):
    """Makes values of ours and nothing else: a helper process that strangers' bytes broke writes what is read here."""

    def find_class(self, module: str, name: str) -> Any:  # noqa: ANN401 - as its base has it
        if module in _MODULES and name.isidentifier():
            return super().find_class(module, name)
        raise Damaged(f"{module}.{name} is no part of a text")


def pieces(source: Source) -> Iterator[bytes]:
    """Yield a source in the pieces it is kept in: the head, then each page."""
    yield _packed((replace(source, pages=()), counted(source)))
    yield from map(_packed, source.pages)


def _packed(value: object) -> bytes:
    return zlib.compress(pickle.dumps(value, pickle.HIGHEST_PROTOCOL), 1)


class Kept:
    """A text file that was read, on the disk."""

    def __init__(self, file: IO[bytes], sizes: Iterable[int]) -> None:
        """Take the file its pieces are in, from its beginning, and the size of each."""
        self._file = file
        self._ends = (0, *accumulate(sizes))
        self._shared = False
        self.head = Head(*self._piece(0))

    def page(self, number: int) -> Leaf:
        """Return a page, counted from 0."""
        return Leaf(self.head.source, self._piece(number + 1), len(self._ends) == 3)

    def _piece(self, number: int) -> Any:  # noqa: ANN401 - the head or a page
        start, end = self._ends[number : number + 2]
        self._file.seek(start)
        try:
            return _Unpickler(io.BytesIO(zlib.decompress(self._file.read(end - start)))).load()
        except (zlib.error, pickle.UnpicklingError, EOFError) as error:
            raise Damaged(str(error)) from error

    @property
    def size(self) -> int:
        """Return how many bytes it takes."""
        return self._ends[-1] - self._ends[0]

    def move(self, file: IO[bytes]) -> None:
        """Move it to the end of a file that others share.

        Raises:
            OSError: it cannot be written.
        """
        at = file.seek(0, io.SEEK_END)
        self._file.seek(0)
        shutil.copyfileobj(self._file, file)
        file.flush()
        self.close()
        self._file, self._shared = file, True
        self._ends = tuple(at + end for end in self._ends)

    def close(self) -> None:
        """Let go of it, unless it is in a spool."""
        if not self._shared:
            self._file.close()


def keep(source: Source) -> Kept:
    """Keep a source that was read in this process.

    Raises:
        Fault: it is large, and there is no room for it.
    """
    file: Any = SpooledTemporaryFile(_LITTLE, prefix="muniment-")  # noqa: SIM115 - it lives as long as what is kept
    try:
        return Kept(file, written(pieces(source), file))
    except OSError as error:
        file.close()
        raise no_room(source.file, error) from error


def no_room(name: str, error: OSError) -> Fault:
    """Return the fault of a file that was not read because nothing could be put aside."""
    reason = error.strerror or error
    return Fault(f"{name} was not read: the folder for temporary files cannot be written ({reason}).")


def written(found: Iterable[bytes], file: IO[bytes]) -> list[int]:
    """Write pieces one behind the other and return the size of each."""
    return [file.write(piece) for piece in found]


class Spool:
    """Keep text files by their path, all in one file."""

    def __init__(self, most: int = MOST) -> None:
        """Take how many bytes it may grow to."""
        self._left = most
        self._file: IO[bytes] | None = None
        self._kept: dict[Path, Kept] = {}

    def put(self, path: Path, kept: Kept) -> None:
        """Put a text file aside, if there is room, and let go of it where it was kept before."""
        if self._left > 0:
            try:
                self._file = self._file or TemporaryFile(prefix="muniment-")  # noqa: SIM115 - it lives as long as this
                kept.move(self._file)
                self._kept[path] = kept
                self._left -= kept.size
            except OSError:  # a full disk, say: then it is parsed again
                self._left = 0
        kept.close()

    def get(self, path: Path) -> Kept | None:
        """Return what was put aside, None where it was not."""
        return self._kept.get(path)

    def close(self) -> None:
        """Let go of everything."""
        self._kept.clear()
        if self._file is not None:
            self._file.close()
            self._file = None
