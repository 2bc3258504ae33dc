"""The pen of the writers: the only hand that changes rows, so that every change knows its way back.

It remembers each row as it was before the edit; from that follow the inverse, what was touched, and the indexes that
are kept by hand (full text, targets).
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import fields
from functools import cache
from operator import attrgetter
from typing import Any

from editor.model.codec import canonical
from editor.model.edit import LAST, After, Restore, RowChange, Scalar
from editor.model.faults import EditFault

Values = dict[str, Any]

COLUMNS: dict[str, tuple[str, ...]] = {
    "project": ("id", "values"),
    "document": ("id", "rank", "title", "values"),
    "page": (
        "id", "document", "rank", "label", "image", "frame", "width", "height", "digest", "status", "needs_review",
        "view",
    ),
    "reading": ("id", "page", "source", "content"),
    "region": ("id", "page", "rank", "kind", "outline", "hand", "continues", "attributes"),
    "line": (
        "id", "region", "rank", "text", "ocr_text", "outline", "baseline", "confidence", "verified", "share",
        "attributes",
    ),
    "annotation": ("id", "tag", "attributes", "targets", "quote", "home"),
}  # fmt: skip
PARENT = {"document": None, "page": "document", "region": "page", "line": "region"}
GAP = 1 << 20
_SELECT = {
    table: "SELECT " + ", ".join(f'"{c}"' for c in columns) + f" FROM {table} WHERE id=?"
    for table, columns in COLUMNS.items()
}
_INSERT = {
    table: f"INSERT INTO {table} ("
    + ", ".join(f'"{c}"' for c in columns)
    + f") VALUES ({', '.join('?' * len(columns))})"
    for table, columns in COLUMNS.items()
}


class Pen:
    """Reads and writes rows within one transaction and remembers what they were."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Take the connection of an open transaction."""
        self._connection = connection
        self._added: dict[str, list[tuple[Scalar, ...]]] = {}
        self._last: dict[tuple[str, int | None], tuple[int, int]] = {}
        self._was: dict[tuple[str, int], Values | None] = {}
        self._now: dict[tuple[str, int], Values | None] = {}

    @property
    def connection(self) -> sqlite3.Connection:
        """Return the connection, with everything written that was added: ask the file through this alone.

        Raises:
            EditFault: a row that was added cannot be.
        """
        if self._added:
            self._write_added()
        return self._connection

    def _write_added(self) -> None:
        added, self._added = self._added, {}
        for table, rows in added.items():
            before = self._connection.total_changes
            try:
                self._connection.executemany(_INSERT[table], rows)
            except sqlite3.IntegrityError as error:
                refused = rows[self._connection.total_changes - before]
                raise EditFault(f"The {table} {refused[0]} cannot be added: {error}.") from error

    def settle(self) -> None:
        """Write what is still held back, and the index of words; an edit is not done before.

        Raises:
            EditFault: a row that was added cannot be.
        """
        if self._added:
            self._write_added()
        self._index_texts()

    def find(self, table: str, row_id: int) -> Values | None:
        """Return the row as it stands now, or None."""
        key = (table, row_id)
        if key in self._now:
            row = self._now[key]
            return dict(row) if row is not None else None
        # What was added is in ``_now``, so it need not be written for this.
        found = self._connection.execute(_SELECT[table], (row_id,)).fetchone()
        return dict(zip(COLUMNS[table], found, strict=True)) if found else None

    def get(self, table: str, row_id: int) -> Values:
        """Return the row as it stands now.

        Raises:
            EditFault: there is none.
        """
        row = self.find(table, row_id)
        if row is None:
            raise EditFault(f"There is no {table} {row_id}.")
        return row

    def before(self, table: str, row_id: int) -> Values | None:
        """Return the row as it stood before this pen, or None where it was not there or not written."""
        return self._was.get((table, row_id))

    def insert(self, table: str, values: Mapping[str, Scalar]) -> None:
        """Add a row; that its id is taken comes to light when it is written (see ``settle``)."""
        cells = tuple(map(values.get, COLUMNS[table]))
        row = dict(zip(COLUMNS[table], cells, strict=True))
        row_id = int(values["id"] or 0)
        self._added.setdefault(table, []).append(cells)
        self._note_last(table, row)
        self._remember(table, row_id, None, row)
        self._index(table, None, row)

    def update(self, table: str, row_id: int, **values: Scalar) -> None:
        """Change columns of a row; what is the same already is left alone."""
        old = self.get(table, row_id)
        new = {name: value for name, value in values.items() if old[name] != value}
        if not new:
            return
        changed = {**old, **new}
        names = ", ".join(f'"{name}"=?' for name in new)
        if "rank" in new or PARENT.get(table) in new:
            self._last.clear()
        self.connection.execute(f"UPDATE {table} SET {names} WHERE id=?", (*new.values(), row_id))
        self._remember(table, row_id, old, changed)
        self._index(table, old, changed)

    def delete(self, table: str, row_id: int) -> None:
        """Remove a row; what hangs on it must be gone by the end of the transaction."""
        old = self.get(table, row_id)
        self._last.clear()
        self.connection.execute(f"DELETE FROM {table} WHERE id=?", (row_id,))
        self._remember(table, row_id, old, None)
        self._index(table, old, None)

    def _remember(self, table: str, row_id: int, old: Values | None, new: Values | None) -> None:
        self._was.setdefault((table, row_id), old)
        self._now[table, row_id] = new

    def _index(self, table: str, old: Values | None, new: Values | None) -> None:
        if table == "annotation" and (old is None or new is None or old["targets"] != new["targets"]):
            self._index_targets(old, new)

    def _index_texts(self) -> None:
        """Bring the index of words from what the lines were to what they are, in order of ids as it likes it best."""
        lines = sorted(row_id for table, row_id in self._was if table == "line")
        was = {row_id: self._text(self._was, row_id) for row_id in lines}
        now = {row_id: self._text(self._now, row_id) for row_id in lines}
        gone = [(i, text) for i, text in was.items() if text is not None and text != now[i]]
        new = [(i, text) for i, text in now.items() if text is not None and text != was[i]]
        many = self._connection.executemany
        if gone:
            many("INSERT INTO line_fts (line_fts, rowid, text) VALUES ('delete', ?, ?)", gone)
        if new:
            many("INSERT INTO line_fts (rowid, text) VALUES (?, ?)", new)

    @staticmethod
    def _text(rows: dict[tuple[str, int], Values | None], row_id: int) -> str | None:
        row = rows["line", row_id]
        return None if row is None else row["text"]

    def _index_targets(self, old: Values | None, new: Values | None) -> None:
        if old is not None:
            pairs = [(thing, old["id"]) for thing in things_of(old["targets"])]
            self._connection.executemany("DELETE FROM target WHERE thing=? AND annotation=?", pairs)
        if new is not None:
            pairs = [(thing, new["id"]) for thing in things_of(new["targets"])]
            self._connection.executemany("INSERT INTO target (thing, annotation) VALUES (?, ?)", pairs)

    # Order among siblings

    def children(self, table: str, parent: int) -> list[int]:
        """Return the ids of a parent's rows in order."""
        rows = self.connection.execute(f"SELECT id FROM {table} WHERE {PARENT[table]}=? ORDER BY rank", (parent,))
        return [row[0] for row in rows]

    def place(self, table: str, parent: int | None, after: After, but: int | None = None) -> tuple[int | None, int]:
        """Return the id of the sibling to follow (None: first) and a rank that puts a row behind it.

        Raises:
            EditFault: ``after`` is no sibling there.
        """
        if after is not LAST:
            followed = self._sibling(table, parent, after, but)
            return followed, self.rank_after(table, parent, followed, but)
        known = self._last.get((table, parent)) if but is None else None
        if known is not None:
            return known[0], known[1] + GAP
        where, values = _siblings(table, parent)
        row = self.connection.execute(
            f"SELECT id, rank FROM {table} WHERE {where} AND id IS NOT ? ORDER BY rank DESC LIMIT 1", (*values, but)
        ).fetchone()
        if row is None:
            return None, GAP
        if but is None:
            self._last[table, parent] = row
        return row[0], row[1] + GAP

    def _note_last(self, table: str, row: Values) -> None:
        """Keep the last sibling known while rows are added behind it, so that it need not be asked for each."""
        column = PARENT.get(table)
        key = table, row[column] if column else None
        last = self._last.get(key)
        if last is not None and row["rank"] > last[1]:
            self._last[key] = row["id"], row["rank"]
        elif last is not None and row["rank"] == last[1]:
            del self._last[key]

    def _sibling(self, table: str, parent: int | None, after: After, but: int | None) -> int | None:
        if after is None:
            return None
        assert isinstance(after, int)
        row = self.get(table, after)
        column = PARENT[table]
        if after == but or (column is not None and row[column] != parent):
            raise EditFault(f"The {table} {after} cannot be followed: it is not a sibling there.")
        return after

    def rank_after(self, table: str, parent: int | None, after: int | None, but: int | None = None) -> int:
        """Return a rank that puts a row behind ``after``; the siblings move apart where there is no room."""
        where, values = _siblings(table, parent)
        low = self.get(table, after)["rank"] if after is not None else None
        row = self.connection.execute(
            f"SELECT rank FROM {table} WHERE {where} AND id IS NOT ? AND (? IS NULL OR rank > ?) ORDER BY rank LIMIT 1",
            (*values, but, low, low),
        ).fetchone()
        if row is None:
            return GAP if low is None else int(low) + GAP
        if low is None:
            return int(row[0]) - GAP
        if row[0] - low > 1:
            return int(low + row[0]) // 2
        self._spread(table, where, values)
        return self.rank_after(table, parent, after, but)

    def _spread(self, table: str, where: str, values: tuple[int, ...]) -> None:
        rows = self.connection.execute(f"SELECT id FROM {table} WHERE {where} ORDER BY rank", values).fetchall()
        for place, (row_id,) in enumerate(rows, start=1):
            self.update(table, row_id, rank=place * GAP)

    # What follows from what was written

    def annotations_on(self, thing: int) -> list[Values]:
        """Return the annotations that have ``thing`` (a line, region or page) among their targets."""
        rows = self.connection.execute("SELECT annotation FROM target WHERE thing=? ORDER BY annotation", (thing,))
        return [self.get("annotation", row[0]) for row in rows.fetchall()]

    def put_back(self, change: RowChange) -> None:
        """Bring one row to what ``change.now`` says.

        Raises:
            EditFault: it is not as the change expects it.
        """
        _check_row(change)
        if change.was is None and change.now is not None:
            self.insert(change.table, {**change.now, "id": change.id})
            return
        row = self.get(change.table, change.id)
        if any(row[name] != value for name, value in (change.was or {}).items()):
            raise EditFault(f"The {change.table} {change.id} was changed since, so this cannot be taken back.")
        if change.now is None:
            self.delete(change.table, change.id)
        else:
            self.update(change.table, change.id, **change.now)

    def inverse(self) -> Restore:
        """Return the edit that puts every row back as it was before this pen."""
        rows = []
        for (table, row_id), was in reversed(self._was.items()):
            now = self._now[table, row_id]
            if was is None and now is not None:
                rows.append(RowChange(table, row_id, was={}, now=None))
            elif was is not None and now is None:
                rows.append(RowChange(table, row_id, was=None, now=was))
            elif was is not None and now is not None and was != now:
                names = [name for name in COLUMNS[table] if was[name] != now[name]]
                rows.append(RowChange(table, row_id, {n: now[n] for n in names}, {n: was[n] for n in names}))
        return Restore(tuple(rows))

    def rows(self) -> Iterable[tuple[str, int, Values | None, Values | None]]:
        """Yield table, id, row before and row now for everything written."""
        for (table, row_id), was in self._was.items():
            now = self._now[table, row_id]
            if was != now:
                yield table, row_id, was, now


def _siblings(table: str, parent: int | None) -> tuple[str, tuple[int, ...]]:
    column = PARENT[table]
    return ("1", ()) if column is None or parent is None else (f"{column}=?", (parent,))


def _check_row(change: RowChange) -> None:
    known = COLUMNS.get(change.table)
    if known is None or not (set(change.was or ()) | set(change.now or ())) <= set(known):
        raise EditFault(f"There is no such row to put back: {change.table}.")


def things_of(targets: str) -> set[int]:
    """Return the ids of the lines, regions and pages that the JSON of targets names."""
    return {int(target.get("line") or target.get("region") or target.get("page")) for target in json.loads(targets)}


def text_of(value: Collection[object]) -> str:
    """Return a value as the JSON text a column keeps."""
    if not value:
        return "{}" if isinstance(value, Mapping) else "[]"
    return canonical(value)


def filled(edit: Any, **values: object) -> Any:  # noqa: ANN401 - whatever edit it is, it comes back as one
    """Return an edit with some fields filled in, as ``dataclasses.replace`` does in three times the time."""
    kind: Any = type(edit)
    names, get = _fields_of(kind)
    return kind(**{**dict(zip(names, get(edit), strict=True)), **values})


@cache
def _fields_of(kind: Any) -> tuple[tuple[str, ...], Callable[[Any], tuple[Any, ...]]]:  # noqa: ANN401 - see filled
    names = tuple(field.name for field in fields(kind))
    return names, attrgetter(*names)
