"""Files that are whole or not there: a temporary name, the disk, read back and compared, and only then the name.

Also what must never be written over, and the list of digests. Knows no format.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import secrets
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import BinaryIO, Final, cast

from editor.model.faults import Fault
from editor.store import readers
from editor.store.project import Project
from editor.whole import digest_of, name_over

MANIFEST: Final = "manifest-sha256.txt"
_HEAD: Final = 65_536
_LINE: Final = re.compile(r"([0-9a-f]{64})  (\S.*)")


class _Told:
    """A file that digests what goes into it."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.digest = hashlib.sha256()

    def write(self, data: bytes) -> int:
        self.digest.update(data)
        return self._file.write(data)

    def flush(self) -> None:
        self._file.flush()


def write_whole(
    target: Path, write: Callable[[BinaryIO], object], check: Callable[[Path], object] | None = None
) -> str:
    """Write a file and return its SHA-256.

    Args:
        target: The file; its folder must be there.
        write: Writes what is to be in it.
        check: Looks at the written file under its temporary name and raises a Fault where it is not as it should be.

    Raises:
        Fault: it could not be written whole; what bore the name before is untouched.
    """
    part = target.with_name(f".{target.name}.{secrets.token_hex(4)}.part")
    try:
        handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
        with os.fdopen(handle, "wb") as file:
            told = _Told(cast(BinaryIO, file))
            write(cast(BinaryIO, told))
        digest = told.digest.hexdigest()
        if digest_of(part) != digest:
            raise Fault(f"{target.name} was not written: what was read back differs. What was there stays.")
        if check is not None:
            check(part)
        name_over(part, target)
        return digest
    except OSError as error:
        reason = error.strerror or error
        raise Fault(f"{target.name} was not written in {target.parent} ({reason}). What was there stays.") from error
    finally:
        with contextlib.suppress(OSError):
            part.unlink()


class Inputs:
    """The files a project is made from, which no export writes over."""

    def __init__(self, project: Project) -> None:
        """Take the project; its images and readings are asked for once."""
        home = project.path.resolve().parent
        self._home = home
        self._same = {_key(project.path)}
        self._folders = {home}
        self._read: set[str] = set()
        for page in readers.all_pages(project):
            if page.image:
                image = home / page.image
                self._same.add(_key(image))
                self._folders.add(image.parent.resolve())
        self._read = {name.casefold() for name in readers.files_read(project)}

    def refuse(self, target: Path, signs: tuple[bytes, ...]) -> None:
        """Refuse a target that is an input, or that no export of this format can have written.

        Raises:
            Fault: it is one; nothing was changed.
        """
        if target.is_dir():
            raise Fault(f"{target.name} is a folder; name a file in it.")
        if not target.exists():
            return
        resolved = target.resolve()
        # Of an imported file only the name is known: one beside the scans or the project is taken for it.
        imported = resolved.name.casefold() in self._read and resolved.parent in self._folders
        if imported or _key(target) in self._same:
            raise Fault(f"{target.name} is a file this project is made from; it was not overwritten.")
        if signs:
            with target.open("rb") as file:
                head = file.read(_HEAD)
            if head.strip() and not any(sign in head for sign in signs):
                raise Fault(f"{target.name} is there already and is another kind of file; choose another name.")


def _key(path: Path) -> object:
    """Return what two names of one file have in common."""
    try:
        found = path.stat()
        return found.st_dev, found.st_ino
    except OSError:
        return str(path.resolve())


def write_manifest(folder: Path, digests: Mapping[str, str]) -> Path:
    """Write the digests of files, by name below ``folder``, in lines as ``sha256sum -c`` takes them.

    What an earlier manifest says of other files that are still there is kept.

    Raises:
        Fault: it could not be written.
    """
    target = folder / MANIFEST
    kept = {name: digest for name, digest in read_manifest(target).items() if (folder / name).is_file()}
    lines = (f"{digest}  {name}\n" for name, digest in sorted({**kept, **digests}.items()))
    data = "".join(lines).encode()
    write_whole(target, lambda out: out.write(data))
    return target


def read_manifest(target: Path) -> dict[str, str]:
    """Return the digests in a manifest by name, none where there is no such file.

    Raises:
        Fault: a file of that name is there and is none.
    """
    if not target.exists():
        return {}
    try:
        found = [_LINE.fullmatch(line) for line in target.read_text(encoding="utf-8").splitlines()]
    except (OSError, UnicodeDecodeError) as error:
        raise Fault(f"{target.name} is there already and cannot be read; it was left as it is.") from error
    if not all(found):
        raise Fault(f"{target.name} is there already and is no list of digests; it was left as it is.")
    return {line[2]: line[1] for line in found if line is not None}
