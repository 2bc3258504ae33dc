"""Copies of an open project, made through its own connection while edits go on: for exports and backups."""

from __future__ import annotations

import os
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

from editor.model.faults import Fault
from editor.store import gate
from editor.store.file import uri
from editor.store.journal import broken_link
from editor.store.project import Project

_PAGES_A_SLICE = 500


def copy_to(project: Project, target: Path) -> None:
    """Copy the project as it stands to a new file, in slices."""
    copy = sqlite3.connect(uri(target, "rwc"), uri=True, isolation_level=None)
    try:
        project.connection.backup(copy, pages=_PAGES_A_SLICE)
    finally:
        copy.close()


def backup(project: Project, target: Path) -> Path:
    """Write a verified backup to ``target``, which gets its name only when it has been read back whole.

    Raises:
        Fault: the copy could not be made or is not whole; no file bears the name.
    """
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        part.unlink(missing_ok=True)
        copy_to(project, part)
        _verify(project, part)
        with part.open("rb") as file:
            os.fsync(file.fileno())
        part.replace(target)
        _sync_folder(target.parent)
    except (OSError, sqlite3.Error) as error:
        raise Fault(
            f"The backup {target.name} could not be written ({error}); the project itself is unharmed."
        ) from error
    finally:
        part.unlink(missing_ok=True)
    return target


def _verify(project: Project, part: Path) -> None:
    gate.inspect(part, thorough=True)
    copy = sqlite3.connect(uri(part, "ro"), uri=True, isolation_level=None)
    try:
        newest = "SELECT rev, digest FROM journal ORDER BY rev DESC LIMIT 1"
        if copy.execute(newest).fetchone() != project.connection.execute(newest).fetchone() or broken_link(copy):
            raise Fault(f"The backup {part.name} is not whole; it was thrown away, the project itself is unharmed.")
    finally:
        copy.close()


def _sync_folder(folder: Path) -> None:
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def backup_name(project: Project) -> str:
    """Return a name for a backup made now, such as ``cuba 2026-11-21 14.03.07.muniment``."""
    return f"{project.path.stem} {datetime.now(UTC).astimezone():%Y-%m-%d %H.%M.%S}{project.path.suffix}"
