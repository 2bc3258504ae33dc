"""The texts of lines a slice at a time, by id: for what looks at letters and not at pages."""

from __future__ import annotations

from editor.store.legible import legible
from editor.store.project import Project


@legible("A line")
def texts_after(project: Project, line: int, limit: int) -> tuple[list[str], int | None]:
    """Return the texts of the next so many lines by id, and the last id read; None where there are no more."""
    rows = project.connection.execute(
        "SELECT id, text FROM line WHERE id > ? ORDER BY id LIMIT ?", (line, limit)
    ).fetchall()
    return [row[1] for row in rows], rows[-1][0] if rows else None
