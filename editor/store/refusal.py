"""Why a project could not be saved, said to an archivist: what happened, what is safe, what to do."""

from __future__ import annotations

import sqlite3

from editor.model.faults import Fault

_SAFE = "What was saved is safe."
_WHY = (
    ("SQLITE_FULL", "The disk is full, so {name} cannot be saved. {safe} Make room on the disk."),
    ("SQLITE_READONLY_DBMOVED", "{name} was moved, replaced or deleted while it was open, so nothing more is written "
     "to it. {safe} Put it back where it was, or close the project and open it where it is now."),
    ("SQLITE_READONLY", "{name} may not be written to any more. {safe} Ask for the right to write to it and to its "
     "folder."),
    ("SQLITE_IOERR", "The drive of {name} does not take what is to be saved. {safe} Look whether it is "
     "still connected."),
    ("SQLITE_BUSY", "Another program holds {name}, so it cannot be saved. {safe} Close the other program."),
    ("SQLITE_CORRUPT", "{name} is damaged on the disk, so nothing more is written to it. Close the project and bring "
     "back a backup."),
)  # fmt: skip
"""What SQLite's names of errors begin with, the longer ones first, and what is said then."""


def moved(name: str) -> Fault:
    """Return the fault to raise where the project of this name is not where it was opened."""
    said = next(sentence for begin, sentence in _WHY if begin == "SQLITE_READONLY_DBMOVED")
    return Fault(said.format(name=name, safe=_SAFE))


def refusal(name: str, error: sqlite3.Error) -> Fault:
    """Return the fault to raise for an error that writing the project of this name met."""
    code = getattr(error, "sqlite_errorname", "") or ""
    for begin, sentence in _WHY:
        if code.startswith(begin):
            return Fault(sentence.format(name=name, safe=_SAFE))
    return Fault(f"{name} cannot be saved ({error}). {_SAFE}")
