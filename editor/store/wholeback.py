"""The whole project back as it was after an entry of the journal: the ways back of all entries since, folded into one.

Folding needs no connection and may be done in any thread; ``way`` then says what that means for the rows there are now.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from editor.model.codec import decode
from editor.model.edit import Batch, Edit, Restore, Row, RowChange
from editor.store.pen import COLUMNS, Pen
from editor.store.project import Project

Key = tuple[str, int]
_TABLES = tuple(COLUMNS)
"""What holds others stands before these."""


@dataclass(frozen=True, slots=True)
class Then:
    """A row as it was, None where it was not there; ``whole`` where that is all it had and not just some columns."""

    values: Row | None
    whole: bool


def fold(inverses: Iterable[str]) -> dict[Key, Then]:
    """Return the rows that differ from what they are now, as they were before all of ``inverses``, newest first."""
    then: dict[Key, Then] = {}
    for text in inverses:
        for change in _changes(decode(text)):
            key = (change.table, change.id)
            if change.now is None:
                then[key] = Then(None, whole=True)
            elif change.was is None:
                then[key] = Then({**change.now, "id": change.id}, whole=True)
            else:
                known = then.get(key, Then({}, whole=False))
                then[key] = Then({**(known.values or {}), **change.now}, known.whole)
    return then


def _changes(edit: Edit) -> Iterator[RowChange]:
    if isinstance(edit, Restore):
        yield from edit.rows
    elif isinstance(edit, Batch):
        for each in edit.edits:
            yield from _changes(each)


def way(project: Project, then: dict[Key, Then]) -> Restore | None:
    """Return the edit that makes the rows what they were; None where they are that already."""
    pen = Pen(project.connection)
    made: list[RowChange] = []
    gone: list[RowChange] = []
    for table, row_id in sorted(then, key=lambda key: (_TABLES.index(key[0]), key[1])):
        was, now = then[table, row_id], pen.find(table, row_id)
        if was.values is None:
            if now is not None:
                gone.append(RowChange(table, row_id, was={}, now=None))
        elif now is None:
            made.append(RowChange(table, row_id, was=None, now=was.values))
        elif names := [name for name in COLUMNS[table] if name in was.values and was.values[name] != now[name]]:
            made.append(RowChange(table, row_id, {n: now[n] for n in names}, {n: was.values[n] for n in names}))
    rows = (*made, *reversed(gone))
    return Restore(rows) if rows else None
