"""Small pictures of pages, and the folder that remembers them.

The folder is a cache: it may be emptied at any time, and whatever goes wrong with it costs time and nothing else. It
refuses to know which pages are in which project.
"""

import contextlib
import hashlib
import os
import tempfile
import threading
from pathlib import Path

MAX_BYTES = 200_000_000
"""How large a folder of small pictures grows, unless another size is given."""

_MARK = b"MTN1"
_DIGEST = 16
_SUFFIX = ".thumb"


def thumbnail(path: Path, frame: int, edge: int) -> bytes:
    """Return a page as a JPEG, neither side longer than `edge` pixels and no larger than the page.

    Raises:
        ImageFault: the file cannot be decoded or has no such page.
        ValueError: the edge is not positive.
    """
    from editor.imaging.render import small_jpeg  # here, so that importing this module does not load Pillow

    return small_jpeg(path, frame, edge)


class ThumbCache:
    """Keep small pictures of pages in a folder; safe to use from several threads and programs at once.

    A picture belongs to a file of one size and time: when the file changes, the old picture is not found again.
    """

    def __init__(self, folder: Path, max_bytes: int = MAX_BYTES) -> None:
        self._folder = folder
        self._max_bytes = max_bytes
        self._held: int | None = None  # bytes in the folder as far as we know; counted at the first picture kept
        self._lock = threading.Lock()

    def thumbnail(self, path: Path, frame: int, edge: int) -> bytes:
        """Return the picture kept, or make and keep it.

        Raises:
            ImageFault: the file cannot be decoded or has no such page.
        """
        kept = self.get(path, frame, edge)
        if kept is not None:
            return kept
        key = self._place(
            path, frame, edge
        )  # before it is decoded: a file changed meanwhile is not kept as the new one
        made = thumbnail(path, frame, edge)
        if key is not None:
            self._keep(key, made)
        return made

    def get(self, path: Path, frame: int, edge: int) -> bytes | None:
        """Return the picture kept of a page, or None; what was damaged on the disk is dropped and counts as none."""
        place = self._place(path, frame, edge)
        if place is None:
            return None
        try:
            entry = place.read_bytes()
        except OSError:
            return None
        body = entry[len(_MARK) + _DIGEST :]
        if entry[: len(_MARK) + _DIGEST] == _MARK + _digest(body):
            return body
        with contextlib.suppress(OSError):
            place.unlink()
        return None

    def put(self, path: Path, frame: int, edge: int, picture: bytes) -> None:
        """Keep a picture of a page as the file is now; where the folder cannot be written to, nothing happens."""
        place = self._place(path, frame, edge)
        if place is not None:
            self._keep(place, picture)

    def _place(self, path: Path, frame: int, edge: int) -> Path | None:
        try:
            now = path.stat()
        except OSError:
            return None
        name = "\0".join((os.path.abspath(path), *map(str, (now.st_size, now.st_mtime_ns, frame, edge))))
        return self._folder / (hashlib.sha256(os.fsencode(name)).hexdigest() + _SUFFIX)

    def _keep(self, place: Path, picture: bytes) -> None:
        entry = _MARK + _digest(picture) + picture
        with self._lock, contextlib.suppress(OSError):
            # Small pictures of records that may be closed to others are nobody else's business.
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if self._held is None:
                self._held = sum(size for _, size, _ in self._entries())
            self._write(place, entry)
            self._held += len(entry)
            if self._held > self._max_bytes:
                self._held = self._evict(self._max_bytes * 9 // 10)

    def _write(self, place: Path, entry: bytes) -> None:
        """Write under another name and rename: a reader sees a whole entry or none."""
        number, name = tempfile.mkstemp(dir=self._folder, suffix=".new")
        try:
            with open(number, "wb") as file:
                file.write(entry)
            os.replace(name, place)
        except OSError:
            with contextlib.suppress(OSError):
                os.unlink(name)
            raise

    def _entries(self) -> list[tuple[int, int, str]]:
        """List what lies in the folder: time, size, path."""
        found = []
        with os.scandir(self._folder) as entries:
            for entry in entries:
                # Another program may have dropped it since. What a killed program left half written counts too.
                with contextlib.suppress(OSError):
                    now = entry.stat()
                    found.append((now.st_mtime_ns, now.st_size, entry.path))
        return [each for each in found if each[2].endswith((_SUFFIX, ".new"))]

    def _evict(self, target: int) -> int:
        """Drop the oldest entries until no more than `target` bytes are left, and return how many are."""
        entries = sorted(self._entries())
        held = sum(size for _, size, _ in entries)
        for _, size, path in entries:
            if held <= target:
                break
            with contextlib.suppress(OSError):
                os.unlink(path)
                held -= size
        return held


def _digest(body: bytes) -> bytes:
    return hashlib.sha256(body).digest()[:_DIGEST]
