"""ZIP archives from strangers: looked at whole before a byte is unpacked, then unpacked member by member, counted.

Refuses what no honest export holds: ways out of the folder, links, twins, bombs, passwords. Knows nothing of what the
members are; the caller says which are wanted.
"""

from __future__ import annotations

import errno
import lzma
import re
import stat
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, Final

from editor.formats.xml import FormatFault

MOST_MEMBERS: Final = 20_000
MOST_BYTES: Final = 20_000_000_000
"""What all members of an archive, and of the archives in it, may come to when they are unpacked."""

MOST_RATIO: Final = 200
SMALL: Final = 1_000_000
"""A member no larger than this is no bomb, however well it was packed: a blank page in black and white, say."""

MOST_DIRECTORY: Final = 64_000_000
"""How many bytes the list of members may have; it is read at once."""

_DRIVE = re.compile(r"[A-Za-z]:")
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?\Z", re.IGNORECASE)
_OFFICE: Final = frozenset({"[Content_Types].xml", "mimetype"})
"""Files by which documents that are ZIP archives inside are known."""

_CONTROL = re.compile("[\x00-\x1f\x7f]")
_DAMAGED: Final = "it is a damaged ZIP archive; get it again from where it came."
_HEAD: Final = 65_536
_CHUNK: Final = 1_000_000

Wanted = Callable[[str, bytes, Callable[[], bytes]], bool]
"""Tells by its path in the archive, its first bytes, and a way to get some more, whether a member is to be unpacked."""


class Stopped(Exception):
    """Say that the unpacking was stopped by whoever started it."""


@dataclass(slots=True)
class Budget:
    """What may still be unpacked, shared by an archive and the archives in it."""

    members: int = MOST_MEMBERS
    size: int = MOST_BYTES


@dataclass(frozen=True, slots=True)
class Unpacked:
    """What came out of an archive, in its order, and the paths in the archive of what was not wanted."""

    files: tuple[Path, ...]
    left_out: tuple[str, ...]


def unpack(
    path: Path,
    folder: Path,
    wanted: Wanted = lambda name, head, more: True,
    budget: Budget | None = None,
    stopped: Callable[[], bool] = lambda: False,
) -> Unpacked:
    """Unpack the wanted members of an archive into an existing, empty folder; on any fault some may lie there already.

    Raises:
        FormatFault: it is no ZIP archive, is damaged, protected, or holds something that is refused.
        Stopped: ``stopped`` said so.
    """
    budget = budget or Budget()
    try:
        with path.open("rb") as file:
            _check_directory(path.name, file)
            with zipfile.ZipFile(file) as archive:
                members = check(path.name, archive.infolist(), budget)
                return _unpack(archive, members, folder, wanted, budget, stopped)
    except (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, struct.error, ValueError) as error:
        raise FormatFault(path.name, _DAMAGED) from error
    except (NotImplementedError, RuntimeError) as error:
        raise FormatFault(path.name, "it is packed in a way that is not known here; unpack it first.") from error
    except OSError as error:
        if error.errno == errno.EINVAL:  # it sends the reader before its own beginning
            raise FormatFault(path.name, _DAMAGED) from error
        reason = f"it could not be unpacked; the system says: {error.strerror or error}."
        raise FormatFault(path.name, reason) from error


def _check_directory(name: str, file: IO[bytes]) -> None:
    """Refuse an archive whose list of members alone is too long, before it is read."""
    size = file.seek(0, 2)
    file.seek(max(0, size - 66_000))
    tail = file.read()
    found = tail.rfind(b"PK\x05\x06")
    if found < 0 or len(tail) < found + 22:
        raise FormatFault(name, "it is a damaged ZIP archive, probably cut off; get it again from where it came.")
    members, directory = struct.unpack_from("<HI", tail, found + 10)
    wide = tail.rfind(b"PK\x06\x06")
    if directory == 0xFFFFFFFF or members == 0xFFFF:
        if wide < 0 or len(tail) < wide + 48:
            raise FormatFault(name, _DAMAGED)
        members, directory = struct.unpack_from("<QQ", tail, wide + 32)
    if members > MOST_MEMBERS or directory > MOST_DIRECTORY:
        raise FormatFault(name, _too_many(members))
    file.seek(0)


def _too_many(members: int) -> str:
    return f"it holds {members:,} files, and {MOST_MEMBERS:,} are allowed; import it in parts."


def check(name: str, infos: list[zipfile.ZipInfo], budget: Budget) -> dict[str, zipfile.ZipInfo]:
    """Return the files of an archive by their path in it, with ``/``.

    Raises:
        FormatFault: there is something among them that is refused; then nothing of the archive is used.
    """
    if len(infos) > budget.members:
        raise FormatFault(name, _too_many(len(infos)))
    budget.members -= len(infos)
    members: dict[str, zipfile.ZipInfo] = {}
    for info in infos:
        if (reason := _refused(info)) is not None:
            raise FormatFault(name, reason)
        if not info.is_dir():
            path = _plain(info)
            if path in members:
                raise FormatFault(name, f"it holds {_shown(info)} twice, and which of them counts is not told.")
            members[path] = info
    _check_twins(name, members)
    if not _OFFICE.isdisjoint(members):
        raise FormatFault(name, "it is a document of an office or book program; save it as PDF or text.")
    if sum(info.file_size for info in members.values()) > budget.size:
        raise FormatFault(name, f"unpacked it would have more than {MOST_BYTES / 1e9:.0f} GB; import it in parts.")
    return members


def _refused(info: zipfile.ZipInfo) -> str | None:
    raw = info.orig_filename.replace("\\", "/")
    parts = raw.split("/")
    kind = stat.S_IFMT(info.external_attr >> 16)
    reasons = (
        (_CONTROL.search(raw) or not raw.strip("/ "), "it holds a file without a usable name."),
        (raw.startswith("/") or _DRIVE.match(raw), f"it holds a file with an absolute path ({_shown(info)})."),
        (".." in parts, f"it holds a file that would lie outside its folder ({_shown(info)})."),
        (any(":" in p or _DEVICE.match(p) for p in parts), f"it holds {_shown(info)}, which no file may be called."),
        (kind not in (0, stat.S_IFREG, stat.S_IFDIR), f"it holds a link or device ({_shown(info)})."),
        (info.flag_bits & 0x1, "it is protected with a password; unpack it first."),
        (
            info.file_size > SMALL and info.file_size > MOST_RATIO * max(1, info.compress_size),
            f"{_shown(info)} in it unpacks to more than {MOST_RATIO} times its size, as archives made to do harm do.",
        ),
    )
    return next((reason for found, reason in reasons if found), None)


def _shown(info: zipfile.ZipInfo) -> str:
    name = info.orig_filename[:120]
    return "".join(sign if sign.isprintable() else f"\\u{ord(sign):04x}" for sign in name)


def _plain(info: zipfile.ZipInfo) -> str:
    return "/".join(part for part in info.orig_filename.replace("\\", "/").split("/") if part not in ("", "."))


def _check_twins(name: str, members: dict[str, zipfile.ZipInfo]) -> None:
    """Refuse names that are one on Windows or macOS, and a file that is called like a folder."""
    seen: dict[str, str] = {}
    folders: dict[str, str] = {}
    for path in members:
        alike = unicodedata.normalize("NFC", path).casefold()
        if alike in seen:
            raise FormatFault(name, f"it holds {seen[alike][:120]} and {path[:120]}, which are one file elsewhere.")
        seen[alike] = path
        folders.update((str(above), path) for above in PurePosixPath(alike).parents if str(above) != ".")
    if both := seen.keys() & folders.keys():
        raise FormatFault(name, f"it holds {seen[min(both)][:120]} both as a file and as a folder.")


def _unpack(
    archive: zipfile.ZipFile,
    members: dict[str, zipfile.ZipInfo],
    folder: Path,
    wanted: Wanted,
    budget: Budget,
    stopped: Callable[[], bool],
) -> Unpacked:
    files: list[Path] = []
    left_out: list[str] = []
    for path, info in members.items():
        if stopped():
            raise Stopped
        with archive.open(info) as packed:
            head = _Head(packed)
            if not wanted(path, head.first, head.more):
                left_out.append(path)
                continue
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            with target.open("xb") as file:
                for chunk in head.chunks():
                    if stopped():
                        raise Stopped
                    budget.size -= len(chunk)
                    if budget.size < 0:
                        raise zipfile.BadZipFile("more than was told")
                    file.write(chunk)
            files.append(target)
    return Unpacked(tuple(files), tuple(left_out))


class _Head:
    """The beginning of a member, read to see what it is, and then the whole of it."""

    def __init__(self, packed: IO[bytes]) -> None:
        self._packed = packed
        self.first = packed.read(_HEAD)
        self._more = b""

    def more(self) -> bytes:
        """Return the beginning, as long as may be needed to tell what it is."""
        self._more = self._more or self._packed.read(_CHUNK * 4)
        return self.first + self._more

    def chunks(self) -> Iterator[bytes]:
        """Yield all of it."""
        yield self.first
        if self._more:
            yield self._more
        while chunk := self._packed.read(_CHUNK):
            yield chunk
