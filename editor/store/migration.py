"""A project of an older version brought to the newest: kept as it was in a proven copy, then changed in one step.

What comes of it is verified before the transaction counts; whatever fails, the project is as it was. It refuses to know
what a version is: that is in ``schema``.
"""

from __future__ import annotations

import secrets
import shutil
import sqlite3
from datetime import datetime
from pathlib import Path

from editor.model.faults import Damaged, Fault
from editor.store import copies, file, gate, journal, schema
from editor.whole import name_new

OLDER = "It was made with an older Muniment; opening it brings it up to date and keeps a copy of it as it is."
"""What is said where an older project is looked at and not opened."""


def is_older(path: Path) -> bool:
    """Tell whether a file says that it is a project of an older version, so that opening it will take a while."""
    try:
        file.refuse_held(path)
        with path.open("rb") as opened:
            head = opened.read(64)
    except (Fault, OSError):
        return False
    return head.startswith(b"SQLite") and 0 < int.from_bytes(head[60:64], "big") < schema.VERSION


def brought_up(path: Path, kept: Path) -> str:
    """Return what is said once a project was brought up to date."""
    return (
        f"{path.name} was made with an older Muniment and is now brought up to date. As it was, it is kept in "
        f"“{kept.parent.name}” for good."
    )


def bring_up(path: Path, connection: sqlite3.Connection) -> Path | None:
    """Bring an open project to the newest version.

    Returns:
        The copy that was kept of it as it was, None where it is of the newest version already.

    Raises:
        Fault: it could not be; the project is as it was.
    """
    version = gate.known(path, connection)
    if version == schema.VERSION:
        return None
    try:
        kept = _keep(path, connection, version)
    except (OSError, sqlite3.Error) as error:
        reason = getattr(error, "strerror", None) or error
        raise _refused(path, f"No copy of it could be kept in “{copies.folder_of(path).name}”: {reason}.") from error
    except Damaged as fault:
        raise _refused(path, fault.said, Damaged) from fault
    except Fault as fault:
        raise _refused(path, str(fault)) from fault
    try:
        _migrate(connection)
    except (Fault, sqlite3.Error) as error:
        raise _refused(path, f"Something failed and was taken back ({error}).") from error
    return kept


def bring_up_copy(copy: Path, name: str) -> None:
    """Bring a copy that nobody has open to the newest version, of which no other copy is kept.

    Raises:
        Fault: it could not be, or is not whole afterwards.
    """
    connection = file.connect(copy)
    try:
        if schema.version_of(connection) == schema.VERSION:
            return
        _migrate(connection)
    except sqlite3.Error as error:
        raise Fault(f"{name} could not be brought up to date ({error}).") from error
    finally:
        connection.close()
    copies.prove(copy, name)


def newest_copy(path: Path, folder: Path) -> Path:
    """Return a copy of a closed project in ``folder``, of the newest version whatever is wrong with it: to look at.

    Raises:
        Fault: none can be made.
    """
    copy = folder / path.name
    try:
        if copy != path:
            shutil.copyfile(path, copy)
        connection = file.connect(copy)
        try:
            with file.transaction(connection):
                schema.migrate(connection)
        finally:
            connection.close()
    except (OSError, sqlite3.Error) as error:
        raise Fault(f"{path.name} could not be looked at in a copy ({error}).") from error
    return copy


def _refused(path: Path, reason: str, kind: type[Fault] = Fault) -> Fault:
    return kind(
        f"{reason} {path.name} was made with an older Muniment and was not brought up to date; it is as it was."
    )


def _keep(path: Path, connection: sqlite3.Connection, version: int) -> Path:
    """Return a proven copy of the project; the one of an attempt that was killed will do if it has everything."""
    folder, rev = copies.folder_of(path), journal.last_rev(connection)
    folder.mkdir(exist_ok=True)
    for there in sorted(folder.iterdir()):
        match = copies.NAME.fullmatch(there.name)
        if match and match[3] == str(rev) and match[4] == str(version) and _is_whole(there, connection):
            return there
    part, target = folder / f".{secrets.token_hex(6)}.part", folder / copies.called(_now(), rev, version)
    try:
        copies.copy_to(connection, part)
        if copies.prove(part, path.name) != copies.summary(connection):
            raise Fault(copies.MISSING)
        name_new(part, target)
    finally:
        part.unlink(missing_ok=True)
    return target


def _now() -> datetime:
    return datetime.now().astimezone()


def _is_whole(copy: Path, connection: sqlite3.Connection) -> bool:
    """Tell whether a copy is one of the project as it stands."""
    try:
        return copies.prove(copy, copy.name) == copies.summary(connection)
    except (Fault, OSError):
        return False


def _migrate(connection: sqlite3.Connection) -> None:
    """Change an open project to the newest version in one transaction, which counts only if all is as it should be."""
    with file.transaction(connection):
        before = copies.summary(connection)
        schema.migrate(connection)
        if schema.version_of(connection) != schema.VERSION or schema.written(connection) != schema.expected():
            raise Fault("what came of it is not the newest version")
        if damage := gate.integrity(connection):
            raise Fault(damage[0])
        if trouble := journal.trouble(connection):
            raise Fault(trouble)
        if copies.summary(connection) != before:
            raise Fault("rows were lost")
