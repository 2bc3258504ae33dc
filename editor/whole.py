"""The last step of writing a file: what was written whole gets its name, and disk and folder have it.

Below every room that writes files, so that each does it the same way. It refuses to know what is in a file, and what to
say when the system refuses.
"""

import hashlib
import os
from pathlib import Path


def name_new(part: Path, target: Path) -> None:
    """Give a written file its name, which nothing may bear.

    Raises:
        FileExistsError: something bears the name; it is as it was.
        OSError: the system refuses.
    """
    _onto_disk(part)
    try:
        os.link(part, target)  # unlike a rename, it never takes the place of another file
    except FileExistsError:
        raise
    except OSError:  # a file system without links: the name was free a moment ago
        if os.path.lexists(target):
            raise FileExistsError from None
        part.rename(target)
    part.unlink(missing_ok=True)
    _folder_onto_disk(target.parent)


def name_over(part: Path, target: Path) -> None:
    """Give a written file its name; what bore it before is gone only then, and leaves its permissions.

    Raises:
        OSError: the system refuses; what bore the name is as it was.
    """
    _onto_disk(part)
    if target.exists():
        part.chmod(target.stat().st_mode & 0o7777)
    part.replace(target)
    _folder_onto_disk(target.parent)


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal.

    Raises:
        OSError: it cannot be read.
    """
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _onto_disk(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _folder_onto_disk(folder: Path) -> None:
    if os.name != "posix":  # elsewhere a folder cannot be opened
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
