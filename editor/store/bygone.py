"""A page, a document, a region or a line as it was after an earlier entry of the journal, read by walking back.

Each entry keeps its way back: which rows it changed, and what they were. Walked from the newest to the entry asked for,
they give the rows of then. The walk asks only for entries that touched what is looked for; it reads the file in
``next_texts`` and works it out in ``fold``, which knows no file, so that a thread can do it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from editor.store import journal
from editor.store.legible import legible
from editor.store.pen import COLUMNS, things_of
from editor.store.project import Project

Row = dict[str, Any]
Key = tuple[str, int]

DOCUMENT, PAGE, REGION, LINE = "document", "page", "region", "line"
_SLICE = 100
_ORDER = ("document", "page", "reading", "region", "line", "annotation")

_BELOW = {
    "page": (("region", "page=?"), ("reading", "page=?"), ("line", "region IN (SELECT id FROM region WHERE page=?)")),
    "region": (("line", "region=?"),),
}
"""What may stand in a page or region, and how it is found."""


@dataclass(frozen=True, slots=True)
class Target:
    """What is looked for: one of DOCUMENT, PAGE, REGION, LINE, and its id."""

    kind: str
    id: int


@dataclass(frozen=True, slots=True)
class Bygone:
    """Rows that belong to a target: ``then`` as they were, ``now`` as they are; a row missing there was not there.

    ``known`` are all rows of then that the walk came by, also of things that never belonged to it.
    """

    target: Target
    rev: int
    then: dict[Key, Row] = field(default_factory=dict)
    now: dict[Key, Row] = field(default_factory=dict)
    known: dict[Key, Row | None] = field(default_factory=dict)

    @property
    def was_there(self) -> bool:
        """Tell whether there was such a thing then."""
        return (self.target.kind, self.target.id) in self.then

    @property
    def is_there(self) -> bool:
        """Tell whether there is such a thing now."""
        return (self.target.kind, self.target.id) in self.now

    def of(self, table: str) -> dict[int, Row]:
        """Return the rows of one table as they were, by id."""
        return {row_id: row for (name, row_id), row in self.then.items() if name == table}


class Walk:
    """One walk back to how a target was after ``rev``."""

    @legible("The journal")
    def __init__(self, project: Project, target: Target, rev: int) -> None:
        """Take where to go; nothing is read yet."""
        self._connection = project.connection
        self._target = target
        self._rev = rev
        self._last = journal.last_rev(project.connection)
        self._things = {target.id}
        self._patches: dict[Key, Row | None] = {}
        self._revs: list[int] = []
        self._at = 0
        self._friends: set[int] = {target.id} if target.kind == LINE else set()
        self.found: Bygone | None = None
        self._plan(self._now_things())

    @property
    def things(self) -> set[int]:
        """Return the ids of everything whose entries are read, as far as is known."""
        return set(self._things)

    @property
    def of(self) -> int:
        """Return how many entries there are to read, as far as is known."""
        return len(self._revs)

    @property
    def done(self) -> int:
        """Return how many were read."""
        return min(self._at, len(self._revs))

    def _now_things(self) -> set[int]:
        return {row_id for table, row_id in self._rows_now() if table != "reading"}

    def _plan(self, things: Iterable[int]) -> None:
        self._things |= set(things)
        self._revs = journal.revs_touching(self._connection, self._things, self._rev)
        self._at = 0
        self._patches = {}

    @legible("The journal")
    def next_texts(self) -> list[str]:
        """Return the next ways back to be folded; none when all are, and then ``found`` is what was looked for."""
        if journal.last_rev(self._connection) != self._last:
            self._last = journal.last_rev(self._connection)
            self._plan(())
        if self._at >= len(self._revs) and not self._conclude():
            return []
        part = self._revs[self._at : self._at + _SLICE]
        self._at += _SLICE
        return journal.inverses(self._connection, part)

    @legible("The journal")
    def fold(self, texts: Sequence[str], stopped: Callable[[], bool] = lambda: False) -> None:
        """Walk back over some entries."""
        for text in texts:
            if stopped():
                return
            rows = json.loads(text).get("rows", ())
            for change in rows:
                _fold(self._patches, (change["table"], change["id"]), change.get("was"), change.get("now"))
            if self._friends:
                self._befriend(rows)

    def _befriend(self, rows: Sequence[Row]) -> None:
        """Find lines that were split off the line or joined to it: what one lost the other got."""
        lines = [row for row in rows if row["table"] == "line"]
        changed = [r for r in lines if r["id"] in self._friends and "text" in (r.get("now") or {}) and r.get("was")]
        for change in changed:
            texts = change["was"].get("text", ""), change["now"]["text"]
            for other in lines:
                if other["id"] in self._friends or (other.get("was") and other.get("now")):
                    continue
                said = (other.get("now") or {}).get("text")
                if said is None or any(text.startswith(said) or text.endswith(said) for text in texts):
                    self._friends.add(other["id"])

    def _conclude(self) -> bool:
        """Gather what was found; return True where more entries must be read for it."""
        found = self._gather()
        more = {row_id for table, row_id in {**found.then, **found.now} if table != "reading"} | self._friends
        more |= {key[1] for key in self._candidates() if self._lacks_base(key)}
        if not more <= self._things:
            self._things |= more
            revs = journal.revs_touching(self._connection, self._things, self._rev)
            if revs != self._revs:
                self._plan(())
                return True
        self.found = found
        return False

    # What belongs to the target

    def _gather(self) -> Bygone:
        now = self._rows_now()
        then = self._all_then((*self._candidates(), *now))
        mine = {key: row for key, row in then.items() if key[0] in ("document", "page") and self._holds(key, row, then)}
        for table in ("region", "line", "reading"):
            moved = self._rows_in(mine.keys() - now.keys())
            now |= moved
            then |= self._all_then(moved)
            rows = {key: row for key, row in then.items() if key[0] == table}
            mine |= {key: row for key, row in rows.items() if self._holds(key, row, mine)}
        things = {row_id for _, row_id in mine}
        for row_id in self._annotations_on(things | {self._target.id}):
            row = self._then(("annotation", row_id))
            if row is not None:
                then["annotation", row_id] = row
        pages = {row_id for table, row_id in mine if table == "page"}
        for key, row in then.items():
            if key[0] == "annotation" and (
                things & things_of(row["targets"]) or (row["targets"] == "[]" and row["home"] in pages)
            ):
                mine[key] = row
        return Bygone(self._target, self._rev, mine, now, dict(self._patches))

    def _holds(self, key: Key, row: Row, mine: dict[Key, Row]) -> bool:
        """Tell whether a row of then belonged to the target."""
        table, row_id = key
        kind, wanted = self._target.kind, self._target.id
        if table == "document":
            return kind == DOCUMENT and row_id == wanted
        if table == "page":
            return row["document"] == wanted if kind == DOCUMENT else kind == PAGE and row_id == wanted
        if table == "region" and kind in (REGION, LINE):
            return kind == REGION and row_id == wanted
        if table == "line" and kind == LINE:
            return row_id in self._friends
        parent = "region" if table == "line" else "page"
        return (parent, int(row[parent])) in mine

    def _candidates(self) -> Iterator[Key]:
        """Yield the rows of then that may have belonged to it: what moved, and what is gone since."""
        moving = {"line": "region", "annotation": "targets", "page": "document", "region": "page", "reading": "page"}
        for (table, row_id), row in self._patches.items():
            if table == "project" or row is None:
                continue
            whole = "id" in row
            if whole or moving.get(table) in row or (table == "annotation" and "home" in row):
                yield table, row_id
        for line in self._friends:
            yield "line", line

    def _all_then(self, keys: Iterable[Key]) -> dict[Key, Row]:
        return {key: row for key in keys if (row := self._then(key)) is not None}

    def _then(self, key: Key) -> Row | None:
        if key not in self._patches:
            return self._row(key)
        patch = self._patches[key]
        if patch is None or "id" in patch:
            return patch
        row = self._row(key)
        return {**row, **patch} if row is not None else None

    def _lacks_base(self, key: Key) -> bool:
        """Tell whether a row is known in part only: it was removed by an entry not read yet."""
        patch = self._patches.get(key)
        return patch is not None and "id" not in patch and self._row(key) is None

    # What is there now

    def _row(self, key: Key) -> Row | None:
        rows = list(self._select(key[0], "id=?", key[1]))
        return rows[0] if rows else None

    def _select(self, table: str, where: str, value: object) -> Iterator[Row]:
        names = COLUMNS[table]
        columns = ", ".join(f'"{name}"' for name in names)
        for row in self._connection.execute(f"SELECT {columns} FROM {table} WHERE {where}", (value,)).fetchall():
            yield dict(zip(names, row, strict=True))

    def _rows_now(self) -> dict[Key, Row]:
        found: dict[Key, Row] = {}
        kind, wanted = self._target.kind, self._target.id
        conditions = _conditions(kind)
        if kind == LINE:
            for line in self._friends:
                found |= {("line", row["id"]): row for row in self._select("line", "id=?", line)}
        else:
            for table, where in conditions.items():
                found |= {(table, row["id"]): row for row in self._select(table, where, wanted)}
        for row_id in self._annotations_on({row_id for _, row_id in found}):
            row = self._row(("annotation", row_id))
            if row is not None:
                found["annotation", row_id] = row
        pages = json.dumps([row_id for table, row_id in found if table == "page"])
        homeless = "targets='[]' AND home IN (SELECT value FROM json_each(?))"
        found |= {("annotation", row["id"]): row for row in self._select("annotation", homeless, pages)}
        return found

    def _rows_in(self, moved: Iterable[Key]) -> dict[Key, Row]:
        """Return what stands now in pages and regions that were moved away since: it comes back with them."""
        found: dict[Key, Row] = {}
        for table, row_id in moved:
            for below, where in _BELOW.get(table, ()):
                found |= {(below, row["id"]): row for row in self._select(below, where, row_id)}
        return found

    def _annotations_on(self, things: Iterable[int]) -> list[int]:
        rows = self._connection.execute(
            "SELECT DISTINCT annotation FROM target WHERE thing IN (SELECT value FROM json_each(?))",
            (json.dumps(list(things)),),
        )
        return [row[0] for row in rows.fetchall()]


def _conditions(kind: str) -> dict[str, str]:
    """Return, table by table, which rows belong to a target of a kind."""
    if kind == REGION:
        return {"region": "id=?", "line": "region=?"}
    pages = "?1" if kind == PAGE else "(SELECT id FROM page WHERE document=?1)"
    is_ = "=" if kind == PAGE else " IN "
    regions = f"(SELECT id FROM region WHERE page{is_}{pages})"
    found = {"page": f"id{is_}{pages}", "reading": f"page{is_}{pages}", "region": f"page{is_}{pages}"}
    if kind == DOCUMENT:
        found = {"document": "id=?1", **found}
    return {**found, "line": f"region IN {regions}"}


def _fold(patches: dict[Key, Row | None], key: Key, was: Row | None, now: Row | None) -> None:
    """Take one row a step back: ``now`` is what the way back makes of it."""
    if now is None:
        patches[key] = None
    elif was is None:
        patches[key] = {**now, "id": key[1]}
    else:
        known = patches.get(key)
        patches[key] = {**(known or {}), **now}


@legible("The journal")
def bygone(project: Project, target: Target, rev: int) -> Bygone:
    """Return a target as it was after entry ``rev``, all at once."""
    walk = Walk(project, target, rev)
    while texts := walk.next_texts():
        walk.fold(texts)
    assert walk.found is not None
    return walk.found


def in_order(keys: Iterable[Key]) -> list[Key]:
    """Return keys of rows with what holds others before these."""
    return sorted(keys, key=lambda key: (_ORDER.index(key[0]), key[1]))


@legible("The journal")
def things_now(project: Project, target: Target) -> set[int]:
    """Return the ids of a target and of everything on it now: for entries that did not note what lies around."""
    walk = Walk(project, target, journal.last_rev(project.connection))
    return walk.things
