"""Backups: whole copies of a project that were opened and compared before they got their names; never a half one.

Made through the project's own connection, so that work goes on meanwhile. Which are kept is decided by count and not by
the clock of the day: a clock that is set back throws nothing away.
"""

from __future__ import annotations

import re
import secrets
import shutil
import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from editor.model.faults import Fault
from editor.store import gate, journal
from editor.store.file import uri
from editor.store.project import SUFFIX, Project
from editor.whole import name_new

LAST = 10
"""How many of the newest backups are kept, whatever their age."""

DAYS = 14
"""Of how many days before these the newest one is kept too."""

_PAGES_A_SLICE = 200
_TABLES = ("document", "page", "region", "line", "annotation", "reading", "journal")
_NAME = re.compile(r"(\d{4}-\d{2}-\d{2}) (\d{6}) rev (\d+)" + re.escape(SUFFIX))


def _always() -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup in the folder of a project: the newest is the one with the highest rev."""

    path: Path
    day: str
    time: str
    rev: int


def folder_of(project: Path) -> Path:
    """Return the folder in which the backups of a project lie: beside it, named after it."""
    return project.with_name(f"{project.stem} backups")


def backups(project: Path) -> list[Backup]:
    """Return the backups of a project, the newest first."""
    found = []
    folder = folder_of(project)
    for path in folder.iterdir() if folder.is_dir() else ():
        if match := _NAME.fullmatch(path.name):
            found.append(Backup(path, match[1], match[2], int(match[3])))
    return sorted(found, key=lambda one: (one.rev, one.day, one.time), reverse=True)


class Stopped(Exception):
    """A backup was not wanted any more; nothing was left behind."""


def back_up(project: Project, now: datetime, wanted: Callable[[], bool] = _always) -> Path | None:
    """Make a backup in the project's folder for them, and let those go that are too many.

    Args:
        project: Open; may be edited meanwhile, by another thread too.
        now: Is told in the backup's name.
        wanted: Is asked after every slice whether to go on.

    Returns:
        The new backup, or None where the newest one has every edit already.

    Raises:
        Fault: it could not be made; those that are there are kept.
        Stopped: it was not wanted any more.
    """
    before = backups(project.path)
    rev = journal.last_rev(project.connection)
    if before and before[0].rev == rev:
        return None
    folder = folder_of(project.path)
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise Fault(f"The folder “{folder.name}” for backups cannot be made: {error.strerror or error}.") from error
    made = write(project, folder, lambda last: f"{now:%Y-%m-%d %H%M%S} rev {last}{SUFFIX}", wanted)
    for old in too_many(backups(project.path)):
        old.path.unlink(missing_ok=True)
    return made


def too_many(found: Iterable[Backup]) -> list[Backup]:
    """Return which of the backups, newest first, are neither among the last ones nor the newest of one of the days."""
    listed = list(found)
    kept, days = set(listed[:LAST]), dict[str, Backup]()
    for one in listed[LAST:]:
        days.setdefault(one.day, one)
    kept |= set(list(days.values())[:DAYS])
    return [one for one in listed if one not in kept]


def write(
    project: Project,
    folder: Path,
    name: Callable[[int], str],
    wanted: Callable[[], bool] = _always,
    amend: Callable[[Project], None] | None = None,
) -> Path:
    """Copy a project into a folder, prove the copy, and only then give it its name.

    Args:
        project: Open; edits may go on meanwhile, and are then in the copy.
        folder: Must be there.
        name: Gives the name for the rev of the last edit in the copy.
        wanted: Is asked after every slice whether to go on.
        amend: Puts into the copy, opened for it, what the project itself does not take.

    Raises:
        Fault: it could not be made, is not whole, or its name is taken; what lies there is as it was.
        Stopped: it was not wanted any more.
    """
    part = folder / f".{secrets.token_hex(6)}.part"
    try:
        last = _copied(project, part, wanted)
        if not wanted():
            raise Stopped
        if amend is not None:
            with Project.open(part, user=project.user) as copy:
                amend(copy)
        target = folder / name(last)
        prove(part, target.name)
        name_new(part, target)
        return target
    except FileExistsError as error:
        raise Fault(f"A file of that name is in “{folder.name}” already; it was not touched.") from error
    except (OSError, sqlite3.Error) as error:
        reason = getattr(error, "strerror", None) or error
        raise Fault(f"The backup could not be written in “{folder.name}”: {reason}.") from error
    finally:
        part.unlink(missing_ok=True)
        part.with_name(part.name + "-journal").unlink(missing_ok=True)


def restore(backup: Path, target: Path) -> None:
    """Make a project of a backup, which stays as it is; a file that is there is never written over.

    Raises:
        Fault: the backup is not whole, or the project cannot be made.
    """
    part = target.with_name(f".{secrets.token_hex(6)}.part")
    try:
        shutil.copyfile(backup, part)
        prove(part, backup.name)
        name_new(part, target)
    except FileExistsError as error:
        raise Fault(f"{target.name} is there already; nothing was changed. Choose another name.") from error
    except OSError as error:
        raise Fault(f"{target.name} could not be made from {backup.name}: {error.strerror or error}.") from error
    finally:
        part.unlink(missing_ok=True)


def _copied(project: Project, part: Path, wanted: Callable[[], bool]) -> int:
    """Copy in slices and return the rev of the last edit in the copy."""

    def go_on(_status: int, _remaining: int, _total: int) -> None:
        if not wanted():
            raise Stopped

    least = journal.last_rev(project.connection)
    copy = sqlite3.connect(uri(part, "rwc"), uri=True, isolation_level=None)
    try:
        project.connection.backup(copy, pages=_PAGES_A_SLICE, progress=go_on)
        last = journal.last_rev(copy)
        if last < least:
            raise Fault("The backup was not kept: edits are missing in it.")
        return last
    finally:
        copy.close()


def prove(path: Path, name: str) -> None:
    """Open a copy and read all of it: structure, integrity, the chain of the journal's digests.

    Raises:
        Fault: it is not whole.
    """
    gate.inspect(path, thorough=True)
    connection = sqlite3.connect(uri(path, "ro"), uri=True, isolation_level=None)
    try:
        for table in _TABLES:
            connection.execute(f"SELECT count(*) FROM {table}").fetchone()
        broken = journal.broken_link(connection)
    except sqlite3.Error as error:
        raise Fault(f"{name} is damaged ({error}).") from error
    finally:
        connection.close()
    if broken is not None:
        raise Fault(f"{name} is damaged: its journal breaks at entry {broken}.")
