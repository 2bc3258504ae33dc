"""A project file as SQLite sees it: opened with the settings that were measured to lose nothing, and read back."""

from __future__ import annotations

import contextlib
import sqlite3
import urllib.parse
from collections.abc import Iterator
from pathlib import Path

from editor.model.faults import Fault
from editor.store import occupant

SUFFIX = ".muniment"
SETTINGS = (
    ("locking_mode", "exclusive"),
    ("journal_mode", "delete"),
    ("synchronous", "3"),
    ("foreign_keys", "1"),
    ("trusted_schema", "0"),
    ("cell_size_check", "1"),
    ("mmap_size", "0"),
    ("recursive_triggers", "0"),
)
_LONGEST_VALUE = 64 << 20


_held: set[tuple[int, int]] = set()
"""Device and inode of every project open in this process: opening such a file by path and closing it again would drop
the lock that SQLite holds on it."""


def refuse_held(path: Path) -> None:
    """Refuse a project that this process has open already; nothing of it is touched.

    Raises:
        Fault: it is open.
    """
    with contextlib.suppress(OSError):
        if _identity(path) in _held:
            raise Fault(f"{path.name} is open already in this window; nothing was changed.")


def _identity(path: Path) -> tuple[int, int]:
    status = path.stat()
    return status.st_dev, status.st_ino


def hold(path: Path) -> tuple[int, int]:
    """Note that a project is open in this process, and return what ``let_go`` needs."""
    identity = _identity(path)
    _held.add(identity)
    return identity


def let_go(identity: tuple[int, int]) -> None:
    """Note that a project was closed."""
    _held.discard(identity)


def size_of(path: Path, identity: tuple[int, int]) -> int | None:
    """Return how many bytes the file at ``path`` has; None where it is not the one that was opened as ``identity``.

    With the lock kept, SQLite itself looks only at the first save whether the file is still in its place, and then
    writes on into one that was deleted.
    """
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_size if (status.st_dev, status.st_ino) == identity else None


def uri(path: Path, mode: str) -> str:
    """Return the SQLite URI of ``path``; a plain path would create a missing file."""
    return f"file:{urllib.parse.quote(str(path.absolute()))}?mode={mode}"


def connect(path: Path, *, create: bool = False) -> sqlite3.Connection:
    """Open a project file for writing and take its lock.

    Raises:
        Fault: it is open elsewhere, cannot be written, or SQLite refuses a setting we rely on.
    """
    connection: sqlite3.Connection | None = None
    try:
        connection = sqlite3.connect(
            uri(path, "rwc" if create else "rw"), uri=True, timeout=1.0, isolation_level=None, check_same_thread=False
        )
        _settle(connection, path)
    except sqlite3.OperationalError as error:
        if connection is not None:
            connection.close()
        raise _refusal(path, error) from error
    except BaseException:
        if connection is not None:
            connection.close()
        raise
    return connection


def _settle(connection: sqlite3.Connection, path: Path) -> None:
    for name, value in SETTINGS:
        connection.execute(f"PRAGMA {name}={value}").fetchall()
        row = connection.execute(f"PRAGMA {name}").fetchone()
        if row is not None and str(row[0]).lower() != value:
            raise Fault(f"{path.name} was not opened: SQLite keeps {name} at {row[0]}, and {value} is needed.")
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST_VALUE)
    connection.execute("BEGIN EXCLUSIVE")
    connection.execute("COMMIT")


def _refusal(path: Path, error: sqlite3.OperationalError) -> Fault:
    text = str(error)
    if "locked" in text or "busy" in text:
        return occupant.taken(path)
    if "readonly" in text:
        return Fault(f"{path.name} cannot be written, so it was not opened: check its permissions.")
    return Fault(f"{path.name} cannot be opened ({text}); nothing was changed.")


@contextlib.contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Run a block in one immediate transaction: committed whole, or rolled back."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
