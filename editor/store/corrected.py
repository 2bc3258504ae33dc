"""Lines whose text a person has made other than the machine read it, a few at a time."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from editor.store.legible import legible
from editor.store.project import Project


@dataclass(frozen=True, slots=True)
class Corrected:
    """A line as it was read and as it is now."""

    line: int
    read: str
    text: str


_SELECT = "SELECT id, ocr_text, text FROM line WHERE ocr_text IS NOT NULL AND ocr_text <> text"


@legible("A line")
def corrected_after(project: Project, line: int, among: int) -> tuple[list[Corrected], int | None]:
    """Return the corrected lines among the next so many, by id, and the last id looked at; None at the end."""
    last = project.connection.execute(
        "SELECT max(id) FROM (SELECT id FROM line WHERE id > ? ORDER BY id LIMIT ?)", (line, among)
    ).fetchone()[0]
    if last is None:
        return [], None
    rows = project.connection.execute(f"{_SELECT} AND id > ? AND id <= ? ORDER BY id", (line, last))
    return [Corrected(*row) for row in rows.fetchall()], last


@legible("A line")
def corrected_of(project: Project, lines: Iterable[int]) -> list[Corrected]:
    """Return those of these lines that are corrected."""
    wanted = json.dumps(list(lines))
    rows = project.connection.execute(f"{_SELECT} AND id IN (SELECT value FROM json_each(?))", (wanted,))
    return [Corrected(*row) for row in rows.fetchall()]


@legible("A line")
def touched_since(project: Project, rev: int, limit: int) -> list[int] | None:
    """Return the things that entries after ``rev`` changed, None where they are more than ``limit``."""
    rows = project.connection.execute(
        "SELECT DISTINCT t.thing FROM journal j JOIN touch t ON t.rev=j.rev WHERE j.rev > ? LIMIT ?", (rev, limit + 1)
    ).fetchall()
    return [row[0] for row in rows] if len(rows) <= limit else None


@legible("A line")
def stands_in_a_line(project: Project, word: str, among: int = 50) -> bool:
    """Tell whether a word, hyphens in it included, stands within a line; of lines with its parts some are looked at."""
    quoted = '"' + word.replace('"', '""') + '"'
    rows = project.connection.execute(
        "SELECT l.text FROM line_fts f JOIN line l ON l.id=f.rowid WHERE line_fts MATCH ? LIMIT ?", (quoted, among)
    )
    wanted = word.casefold()
    return any(wanted in text.casefold() for (text,) in rows.fetchall())


@legible("A line")
def lines_with_word(project: Project, word: str, limit: int) -> int:
    """Return in how many lines a word stands, counted up to ``limit``."""
    quoted = '"' + word.replace('"', '""') + '"'
    rows = project.connection.execute(
        "SELECT count(*) FROM (SELECT rowid FROM line_fts WHERE line_fts MATCH ? LIMIT ?)", (quoted, limit)
    )
    return int(rows.fetchone()[0])
