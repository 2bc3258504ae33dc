"""Copies of an open project, made through its own connection while edits go on: for exports."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from editor.store.file import uri
from editor.store.project import Project

_PAGES_A_SLICE = 500


def copy_to(project: Project, target: Path) -> None:
    """Copy the project as it stands to a new file, in slices."""
    copy = sqlite3.connect(uri(target, "rwc"), uri=True, isolation_level=None)
    try:
        project.connection.backup(copy, pages=_PAGES_A_SLICE)
    finally:
        copy.close()
