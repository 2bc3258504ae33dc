"""Backups asked for by name or made by the way, and the way back from one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

from editor.store import backups
from editor.store.backups import Backup
from editor.store.copies import Stopped, folder_of
from editor.store.project import SUFFIX, Project
from editor.work.rescue import Rescued, way_back

__all__ = ["Backup", "back_up", "back_up_meanwhile", "backups_of", "bring_back", "folder_of", "restore", "save_copy"]


def back_up(project: Project, target: Path | None = None) -> Path | None:
    """Back a project up: to a file or folder named, else among the project's own backups, of which old ones are let go.

    Returns:
        The backup, or None where the project's newest one has every edit already.

    Raises:
        Fault: it could not be made whole; nothing was written over.
    """
    if target is None:
        return backups.back_up(project, datetime.now().astimezone())
    if target.is_dir():
        return backups.write(project, target, lambda rev: f"{project.path.stem} rev {rev}{SUFFIX}")
    return backups.write(project, target.parent, lambda rev: target.name)


def back_up_meanwhile(project: Project, wanted: Callable[[], bool]) -> Path | None:
    """Back a project up among its own backups while it is worked on; may run in a thread of its own.

    Returns:
        The backup, or None where there is nothing new to keep or it was not ``wanted`` any more.

    Raises:
        Fault: it could not be made whole; the older ones are there.
    """
    try:
        return backups.back_up(project, datetime.now().astimezone(), wanted)
    except Stopped:
        return None


def save_copy(project: Project, target: Path, unsaved: Mapping[int, str]) -> None:
    """Make a copy of an open project, with what is typed and could not be saved in it; the project stays as it is.

    Args:
        project: May be edited meanwhile; need not be writable.
        target: A file that is not there yet.
        unsaved: Texts by the id of their line.

    Raises:
        Fault: the copy could not be made whole; nothing was written over.
    """

    def amend(copy: Project) -> None:
        edit = way_back(copy, Rescued("", dict(unsaved))).edit
        if edit is not None:
            copy.apply(edit)

    backups.write(project, target.parent, lambda _rev: target.name, amend=amend if unsaved else None)


def backups_of(project: Path) -> list[Backup]:
    """Return the backups of a project, the newest first; the project itself need not be there."""
    return backups.backups(project)


def bring_back(backup: Path, project: Path) -> Path:
    """Make a project of a backup, beside the project it was made of, which is not touched.

    Returns:
        The new project, named after the old one and the day and time of the backup.

    Raises:
        Fault: the backup is not whole, or the project could not be made.
    """
    told = " ".join(backup.stem.split()[:2])
    target, number = project.with_name(f"{project.stem} as of {told}{SUFFIX}"), 2
    while target.exists():
        target, number = target.with_name(f"{project.stem} as of {told} ({number}){SUFFIX}"), number + 1
    backups.restore(backup, target)
    return target


def restore(backup: Path, target: Path) -> None:
    """Make a project of a backup, which stays as it is.

    Raises:
        Fault: the backup is not whole, or something bears the name; nothing was changed.
    """
    backups.restore(backup, target)
