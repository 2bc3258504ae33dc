"""Backups: whole copies of a project that were opened and compared before they got their names; never a half one.

Made through the project's own connection, so that work goes on meanwhile. Which are kept is decided by count and not by
the clock of the day: a clock that is set back throws nothing away. What was kept of a project before it was brought up
to date lies among them, and is never let go.
"""

from __future__ import annotations

import secrets
import shutil
import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from editor.model.faults import Fault
from editor.store import journal, migration
from editor.store.copies import NAME, Stopped, always, called, copy_to, folder_of, prove, sweep
from editor.store.project import Project
from editor.whole import name_new

LAST = 10
"""How many of the newest backups are kept, whatever their age."""

DAYS = 14
"""Of how many days before these the newest one is kept too."""

_PAGES_A_SLICE = 200


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup in the folder of a project: the newest is the one with the highest rev."""

    path: Path
    day: str
    time: str
    rev: int
    version: int | None = None
    """Of its schema, where it was kept when the project was brought up to date."""


def backups(project: Path) -> list[Backup]:
    """Return the backups of a project, the newest first."""
    found = []
    folder = folder_of(project)
    for path in folder.iterdir() if folder.is_dir() else ():
        if match := NAME.fullmatch(path.name):
            found.append(Backup(path, match[1], match[2], int(match[3]), int(match[4]) if match[4] else None))
    return sorted(found, key=lambda one: (one.rev, one.day, one.time), reverse=True)


def back_up(project: Project, now: datetime, wanted: Callable[[], bool] = always) -> Path | None:
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
    made = write(project, folder, lambda last: called(now, last), wanted)
    for old in too_many(backups(project.path)):
        old.path.unlink(missing_ok=True)
    sweep(folder)
    return made


def too_many(found: Iterable[Backup]) -> list[Backup]:
    """Return which of the backups, newest first, are neither among the last ones nor the newest of one of the days."""
    listed = [one for one in found if one.version is None]
    kept, days = set(listed[:LAST]), dict[str, Backup]()
    for one in listed[LAST:]:
        days.setdefault(one.day, one)
    kept |= set(list(days.values())[:DAYS])
    return [one for one in listed if one not in kept]


def write(
    project: Project,
    folder: Path,
    name: Callable[[int], str],
    wanted: Callable[[], bool] = always,
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
        last = copy_to(project.connection, part, wanted, _PAGES_A_SLICE)
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

    What is made of a backup of an older version is of the newest.

    Raises:
        Fault: the backup is not whole, or the project cannot be made.
    """
    part = target.with_name(f".{secrets.token_hex(6)}.part")
    try:
        shutil.copyfile(backup, part)
        prove(part, backup.name)
        migration.bring_up_copy(part, backup.name)
        name_new(part, target)
    except FileExistsError as error:
        raise Fault(f"{target.name} is there already; nothing was changed. Choose another name.") from error
    except OSError as error:
        raise Fault(f"{target.name} could not be made from {backup.name}: {error.strerror or error}.") from error
    finally:
        part.unlink(missing_ok=True)
