"""Projects as older versions of the program had them, made of those of today: larger ones than are worth storing."""

from __future__ import annotations

import sqlite3
from pathlib import Path

HERE = Path(__file__).parent
VERSION_1 = HERE / "version-1.muniment"
BACK = (
    "DROP TABLE head",
    "DELETE FROM _sqlite_migrations WHERE name='head'",
    "PRAGMA user_version=1",
)
"""What takes a project of version 2 back to version 1."""


def take_back(path: Path) -> None:
    """Make a closed project one of version 1."""
    connection = sqlite3.connect(path, isolation_level=None)
    for statement in BACK:
        connection.execute(statement)
    connection.close()
