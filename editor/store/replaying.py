"""The journal played again into an empty project: what a file says against what was ever written into it.

SQLite's own check does not guard text: a letter changed on the disk passes it. Every edit is in the journal, under
digests, so the content can be made anew and compared row for row.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from editor.model.codec import decode
from editor.model.edit import SetProject
from editor.model.faults import Fault
from editor.store import journal
from editor.store.legible import legible
from editor.store.project import Project

TABLES = ("document", "page", "region", "line", "annotation", "reading")

_Row = tuple[Any, ...]


def differences(project: Project, most: int = 20) -> list[str]:
    """Return in sentences, at most so many, where the content is not what the journal made of it.

    Takes about a millisecond an edit, and room for a second file in the system's folder for such.

    Raises:
        Fault: there is something in it that cannot be read at all.
    """
    entries = journal.entries(project.connection)
    start = _start(entries)
    if start is None:
        return ["The journal does not tell how the project began."]
    with (
        tempfile.TemporaryDirectory(prefix="muniment-replay-") as folder,
        Project.create(Path(folder) / "replayed.muniment", start.values) as made,
    ):
        made.connection.execute("PRAGMA synchronous=0")  # a scratch file: nothing is lost with it
        for entry in entries:
            try:
                made.apply(decode(entry.edit), undoable=False)
            except Fault as fault:
                return [f"Entry {entry.rev} of the journal cannot be played again: {fault}"]
        found = (
            text for walk in (_values(project, made), *(_table(t, project, made) for t in TABLES)) for text in walk
        )
        with legible(project.path.name):
            return list(islice(found, most))


def _start(entries: Iterator[journal.Entry]) -> SetProject | None:
    """Return what the first entry made the project of, None where it is damaged."""
    try:
        first = next(entries, None)
        edit = decode(first.edit) if first is not None else None
    except Fault:
        return None
    return edit if isinstance(edit, SetProject) else None


def _values(project: Project, made: Project) -> Iterator[str]:
    """Yield whether what the project says of itself, its title and tag set, is what it was told."""
    query = 'SELECT "values" FROM project WHERE id=1'
    if project.connection.execute(query).fetchone() != made.connection.execute(query).fetchone():
        yield "What the project says of itself was changed outside the journal."


def _table(table: str, project: Project, made: Project) -> Iterator[str]:
    """Yield where two tables differ; both are walked once, in the order of their ids."""
    query = f"SELECT * FROM {table} ORDER BY id"
    ours, theirs = project.connection.execute(query), made.connection.execute(query)
    names = [column[0] for column in ours.description]
    here, due = ours.fetchone(), theirs.fetchone()
    while here is not None or due is not None:
        if due is None or (here is not None and here[0] < due[0]):
            yield f"The {table} {here[0]} is in no entry of the journal."
            here = ours.fetchone()
        elif here is None or due[0] < here[0]:
            yield f"The {table} {due[0]} is missing, and no entry of the journal took it away."
            due = theirs.fetchone()
        else:
            yield from _row(table, names, here, due)
            here, due = ours.fetchone(), theirs.fetchone()


def _row(table: str, names: list[str], here: _Row, due: _Row) -> Iterator[str]:
    odd = [name for name, is_, was in zip(names, here, due, strict=True) if is_ != was]
    if odd:
        values = dict(zip(names, due, strict=True))
        told = f"; it was “{str(values['text'])[:60]}”" if "text" in odd else ""
        yield f"The {table} {here[0]} was changed outside the journal ({', '.join(odd)}){told}."
