"""What can be read of a damaged project, made into a project beside it, and what is said of it."""

from __future__ import annotations

import itertools
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

from editor.model.faults import Damaged
from editor.store.project import SUFFIX
from editor.store.salvage import Salvaged, salvage

__all__ = ["Found", "Salvaged", "amount", "completeness", "salvage", "salvage_beside", "what_now"]

_MOST_BYTES = 220
"""Of a name taken over: with what comes behind it, a file's name stays below the 255 bytes that systems take."""


@dataclass(frozen=True, slots=True)
class Found:
    """The project that was made, and what came of it."""

    path: Path
    salvaged: Salvaged


def salvage_beside(damaged: Path, elsewhere: Path, user: str = "") -> Found:
    """Make a new project of what can be read of a damaged one, beside it or, where that folder is closed, elsewhere.

    Raises:
        Fault: there is nothing of a project in it, it is open, or the new one cannot be made; the damaged file is as
            it was.
    """
    target = _fresh(damaged, damaged.parent if _takes_files(damaged.parent) else elsewhere)
    return Found(target, salvage(damaged, target, user))


def _fresh(damaged: Path, folder: Path) -> Path:
    """Return a name that nothing bears yet."""
    stem = os.fsencode(damaged.stem)[:_MOST_BYTES].decode("utf-8", "ignore")
    path = folder / f"{stem} (salvaged){SUFFIX}"
    for number in itertools.count(2):
        if not os.path.lexists(path):
            break
        path = folder / f"{stem} (salvaged {number}){SUFFIX}"
    return path


def _takes_files(folder: Path) -> bool:
    """Tell whether a file can be made in a folder: rights alone do not tell it of every drive."""
    try:
        with tempfile.TemporaryFile(prefix=".muniment-", dir=folder):
            return True
    except OSError:
        return False


def amount(found: Salvaged) -> str:
    """Return how much came back."""
    return f"What came back: documents {found.documents}, pages {found.pages}, lines {found.lines}."


def completeness(found: Salvaged) -> str:
    """Return whether that is everything."""
    if found.whole:
        return "Everything the journal tells of is there."
    if found.losses:
        return "Not everything could be read; what could not is listed."
    return "Whether the journal told of more cannot be said; all that was found is there."


def what_now(fault: Damaged, backups: bool) -> str:
    """Return what is said of a damaged project: what it is, and what is best done about it."""
    if backups:
        return f"{fault.said} Open a backup instead."
    return f"{fault.said} There is no backup of it, but what can still be read can be made into a new project."
