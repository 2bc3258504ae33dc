"""Copies of a project made through its own connection, and the proof that one is whole, before it gets a name.

It refuses to know which copies are kept, and for how long.
"""

from __future__ import annotations

import contextlib
import re
import sqlite3
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from editor.model.faults import Damaged, Fault
from editor.store import gate, journal
from editor.store.file import SUFFIX, uri

PAGES_A_SLICE = 500
"""Of the database at a time: edits wait no longer than a slice takes."""
NAME = re.compile(r"(\d{4}-\d{2}-\d{2}) (\d{6}) rev (\d+)(?: version (\d+))?" + re.escape(SUFFIX))
"""What a copy in the folder of backups is called: day, time, rev, and its version where it was kept as it was."""
MISSING = "The backup was not kept: edits are missing in it."
_PART = re.compile(r"\.[0-9a-f]{12}\.part(-journal)?")
_SURELY = 24 * 3600
"""Seconds after which nobody writes on a half copy any more."""
Summary = tuple[int | str | None, ...]
_TABLES = ("document", "page", "region", "line", "annotation", "reading", "journal")


class Stopped(Exception):
    """A copy was not wanted any more; nothing was left behind."""


def always() -> bool:
    """Tell that a copy is wanted still."""
    return True


def folder_of(project: Path) -> Path:
    """Return the folder in which the backups of a project lie: beside it, named after it."""
    return project.with_name(f"{project.stem} backups")


def called(now: datetime, rev: int, version: int | None = None) -> str:
    """Return what a copy is called; a version stands in its name where it was kept before it was brought up to date."""
    kept = "" if version is None else f" version {version}"
    return f"{now:%Y-%m-%d %H%M%S} rev {rev}{kept}{SUFFIX}"


def sweep(folder: Path) -> None:
    """Take away half copies that killed programs left in a folder, once they are surely nobody's any more."""
    for part in folder.glob(".*.part*"):
        with contextlib.suppress(OSError):
            if _PART.fullmatch(part.name) and time.time() - part.stat().st_mtime > _SURELY:
                part.unlink()


def copy_to(
    connection: sqlite3.Connection, target: Path, wanted: Callable[[], bool] = always, pages: int = PAGES_A_SLICE
) -> int:
    """Copy an open project in slices and return the rev of the last edit in the copy; edits may go on meanwhile.

    Raises:
        Fault: the copy lacks what was there before it.
        Stopped: it was not wanted any more.
    """

    def go_on(_status: int, _remaining: int, _total: int) -> None:
        if not wanted():
            raise Stopped

    least = journal.last_rev(connection)
    copy = sqlite3.connect(uri(target, "rwc"), uri=True, isolation_level=None)
    try:
        connection.backup(copy, pages=pages, progress=go_on)
        last = journal.last_rev(copy)
        if last < least:
            raise Fault(MISSING)
        return last
    finally:
        copy.close()


def prove(path: Path, name: str) -> Summary:
    """Open a copy and read all of it: structure, integrity, the chain of the journal's digests.

    Returns:
        What is in it, to be compared.

    Raises:
        Damaged: it is not whole.
    """
    gate.inspect(path, thorough=True)
    connection = sqlite3.connect(uri(path, "ro"), uri=True, isolation_level=None)
    try:
        found = summary(connection)
        trouble = journal.trouble(connection)
    except sqlite3.Error as error:
        raise Damaged(f"{name} is damaged ({error}).") from error
    finally:
        connection.close()
    if trouble is not None:
        raise Damaged(f"{name} is damaged. {trouble}")
    return found


def summary(connection: sqlite3.Connection) -> Summary:
    """Return how many rows are in each table of a project, and the digest of the last entry of its journal."""
    counts = [connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in _TABLES]
    return (*counts, connection.execute("SELECT max(rev), digest FROM journal").fetchone()[1])
