"""What a file must be before anything else touches it; a file that does not pass is left as it is."""

from __future__ import annotations

import shutil
import sqlite3
import stat
import tempfile
from pathlib import Path

from editor.model.faults import Damaged, Fault
from editor.store import journal, occupant, schema
from editor.store.file import refuse_held, uri

_MAGIC = b"SQLite format 3\x00"
_JOURNAL = b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7"
_FOREIGN = ("-wal", "-shm")


def inspect(path: Path, *, thorough: bool = False) -> int:
    """Let pass only a whole Muniment project of a version that is known; ``thorough`` reads every page of the file too.

    Returns:
        The version of its schema.

    Raises:
        Fault: why it is none, in one sentence; nothing was changed.
    """
    refuse_held(path)
    occupant.refuse_taken(path)
    _header(path)
    if _was_cut_off(path):
        _take_back(path)
    return _look(path, path, thorough=thorough)


def _look(path: Path, at: Path, *, mode: str = "ro", thorough: bool) -> int:
    """Look into the file ``at``, speaking of it as ``path``."""
    try:
        connection = sqlite3.connect(uri(at, mode), uri=True, timeout=1.0, isolation_level=None)
    except sqlite3.Error as error:
        raise Fault(f"{path.name} cannot be read ({error}); nothing was changed.") from error
    try:
        connection.execute("PRAGMA trusted_schema=0")
        version = known(path, connection)
        if thorough and (damage := integrity(connection)):
            raise Damaged(f"{path.name} is damaged ({damage[0]}); nothing was changed.")
        return version
    except sqlite3.OperationalError as error:
        if "locked" in str(error):
            raise occupant.taken(path) from error
        raise Fault(f"{path.name} cannot be read ({error}); nothing was changed.") from error
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:  # Python's own where the name of a table is no text
        raise Damaged(f"{path.name} is damaged ({error}); nothing was changed.") from error
    finally:
        connection.close()


def copy_of_cut_off(path: Path, folder: Path) -> Path | None:
    """Return a copy, in ``folder``, of a project whose last save was cut off, None where it was not.

    So that it can be looked at without anything being changed.
    """
    if not _was_cut_off(path):
        return None
    copy = folder / path.name
    shutil.copyfile(path, copy)
    shutil.copyfile(_journal(path), _journal(copy))
    return copy


def _was_cut_off(path: Path) -> bool:
    """Tell whether a program that wrote the file was killed within a save, so that half of it must be taken back.

    Raises:
        Fault: what lies beside the file is no journal of a save of ours.
    """
    if not _journal(path).exists():
        return False
    _refuse_foreign(path)
    connection = sqlite3.connect(uri(path, "ro"), uri=True, timeout=1.0, isolation_level=None)
    try:
        connection.execute("PRAGMA user_version").fetchone()
    except sqlite3.OperationalError as error:
        return error.sqlite_errorcode == sqlite3.SQLITE_READONLY_ROLLBACK
    except sqlite3.DatabaseError:
        return False
    finally:
        connection.close()
    return False


def _journal(path: Path) -> Path:
    return path.with_name(path.name + "-journal")


def _refuse_foreign(path: Path) -> None:
    """Refuse a journal whose pages are not of the size of the file's; an empty one, or one cut short, does no harm."""
    with path.open("rb") as file, _journal(path).open("rb") as journal_file:
        size, head = file.read(18)[16:18], journal_file.read(28)
    ours = int.from_bytes(size, "big")
    if len(head) == 28 and head.startswith(_JOURNAL) and int.from_bytes(head[24:28], "big") != ours:
        raise Fault(f"Beside {path.name} lies a journal that is not its own; nothing was changed. Move it elsewhere.")


def _take_back(path: Path) -> None:
    """Take half a save back: on a copy first, so that a journal of some other file cannot spoil this one."""
    try:
        with tempfile.TemporaryDirectory(prefix=".muniment-", dir=path.parent) as folder:
            copy = Path(folder) / path.name
            shutil.copyfile(path, copy)
            shutil.copyfile(_journal(path), _journal(copy))
            _look(path, copy, mode="rw", thorough=True)
            _hold_to_journal(path, copy)
    except OSError as error:
        raise Fault(f"{path.name} cannot be opened here after a crash: {error.strerror or error}.") from error
    _look(path, path, mode="rw", thorough=False)


def _hold_to_journal(path: Path, copy: Path) -> None:
    """Refuse a copy that took back what was never its own: pages of another project may fit, their digests do not."""
    connection = sqlite3.connect(uri(copy, "ro"), uri=True, isolation_level=None)
    try:
        if journal.trouble(connection) is not None:
            raise Fault(f"Beside {path.name} lies a journal that is not its own; nothing was changed.")
    finally:
        connection.close()


def _header(path: Path) -> None:
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise Fault(f"{path.name} is not a file; a project is one file ending in .muniment.")
        with path.open("rb") as file:
            head = file.read(100)
    except OSError as error:
        raise Fault(f"{path.name} cannot be opened: {error.strerror or error}.") from error
    if status.st_size < 512 or not head.startswith(_MAGIC):
        raise Fault(f"{path.name} is not a Muniment project; nothing was changed.")
    if int.from_bytes(head[68:72], "big") != schema.APPLICATION_ID:
        raise Fault(f"{path.name} is a database of another program, not a Muniment project; nothing was changed.")
    for tail in _FOREIGN:
        if path.with_name(path.name + tail).exists():
            raise Fault(f"Beside {path.name} lies {path.name}{tail}, which Muniment never writes; nothing was changed.")


def known(path: Path, connection: sqlite3.Connection) -> int:
    """Return the version of a file whose schema is, word for word, the one of a version that is known.

    Raises:
        Fault: it is not; nothing was changed.
    """
    version = schema.version_of(connection)
    if version > schema.VERSION:
        raise Fault(f"{path.name} was written by a newer Muniment; nothing was changed. Update the program to open it.")
    if version < 1:
        raise Fault(f"{path.name} has no version that this Muniment knows ({version}); nothing was changed.")
    found, ours = schema.written(connection), schema.expected(version)
    if found != ours:
        odd = sorted(name for _, name, _ in found ^ ours)
        raise Fault(f"{path.name} was altered by another program (see “{odd[0]}”); nothing was changed.")
    return version


def integrity(connection: sqlite3.Connection) -> list[str]:
    """Return what SQLite finds damaged in a file, nothing when it is sound."""
    rows = connection.execute("PRAGMA integrity_check(20)").fetchall()
    found = [str(row[0]) for row in rows if row[0] != "ok"]
    found += [
        f"row {row[1]} of {row[0]} points to a missing {row[2]}"
        for row in connection.execute("PRAGMA foreign_key_check")
    ]
    return found
