"""Backups asked for by name, and the way back from one."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from editor.store import backups
from editor.store.project import SUFFIX, Project


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


def restore(backup: Path, target: Path) -> None:
    """Make a project of a backup, which stays as it is.

    Raises:
        Fault: the backup is not whole, or something bears the name; nothing was changed.
    """
    backups.restore(backup, target)
