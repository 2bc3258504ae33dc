"""What a file holds and no program of ours would write there: told to the archivist as damage, not as our own error.

SQLite's own check passes a bit that turned in a text, and a stranger may write into a table what he likes.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from editor.model.faults import Damaged

_DAMAGE = ("SQLITE_CORRUPT", "SQLITE_NOTADB")
_SAID = ("decode to UTF-8", "malformed JSON")
"""What Python says of a text that is none, and SQLite of JSON that is none: neither has a code of its own."""


@contextmanager
def legible(what: str) -> Iterator[None]:
    """Turn what cannot be read in the body into a fault that names ``what`` is damaged; use it as a decorator, too.

    Raises:
        Damaged: it is no text, no JSON, or of another form than what is written there.
    """
    try:
        yield
    except (sqlite3.DatabaseError, ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        if isinstance(error, sqlite3.DatabaseError) and not _is_damage(error):
            raise
        raise unreadable(what) from error


def unreadable(what: str) -> Damaged:
    """Return the fault to raise for something that cannot be read."""
    return Damaged(f"{what} cannot be read: the project is damaged.")


def _is_damage(error: sqlite3.DatabaseError) -> bool:
    """Tell damage from a lock, a full disk or a closed file."""
    name = getattr(error, "sqlite_errorname", "") or ""
    return name.startswith(_DAMAGE) or any(said in str(error) for said in _SAID)


def mapping(value: object) -> dict[str, Any]:
    """Return a value read from JSON that must be a mapping.

    Raises:
        TypeError: it is something else.
    """
    if not isinstance(value, dict):
        raise TypeError(f"a mapping is due, not {type(value).__name__}")
    return value
