"""The edit that brings a page, a document, a region or a line back to what it was: rows against rows, nothing else.

What belongs to other things is left alone: a line that came from elsewhere since goes back there, a tag that also
stands on other pages keeps those places, a reading that came since stays, and so does the image that is looked at now.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from editor.model.edit import Restore, RowChange
from editor.model.faults import Fault
from editor.store.bygone import DOCUMENT, LINE, PAGE, REGION, Bygone, Key, Row, in_order
from editor.store.legible import legible
from editor.store.pen import COLUMNS, text_of
from editor.store.project import Project

_KEPT = {
    PAGE: ("document", "rank", "view", "image", "frame", "width", "height", "digest"),
    DOCUMENT: ("view", "image", "frame", "width", "height", "digest"),
    REGION: ("rank",),
    LINE: ("region", "rank"),
}
"""What of a page, region or line that is still there stays as it is now, by what is brought back."""
_IMAGE = ("image", "frame", "width", "height", "digest")
_Targets = list[dict[str, Any]]


@dataclass(slots=True)
class WayBack:
    """An edit, and what is to be said of it: ids of pages that ``stay`` since they were not there then."""

    edit: Restore
    stay: list[int] = field(default_factory=list)
    changed: int = 0


@legible("The journal")
def way_back(project: Project, bygone: Bygone) -> WayBack:
    """Return the edit that brings a target back.

    Raises:
        Fault: it was not there then, or what it lay in is gone.
    """
    return _Way(project, bygone).made()


class _Way:
    def __init__(self, project: Project, bygone: Bygone) -> None:
        self._connection = project.connection
        self._bygone = bygone
        self._kind = bygone.target.kind
        self._want: dict[Key, Row | None] = {}
        self._stay: list[int] = []

    def made(self) -> WayBack:
        if not self._bygone.was_there:
            raise Fault(f"There was no such {self._kind} then, so there is nothing to bring back.")
        for key, row in self._bygone.then.items():
            if key[0] != "annotation":
                self._want[key] = self._as_then(key, row)
        for key, row in self._bygone.now.items():
            if key not in self._bygone.then and key[0] != "annotation":
                self._leave(key, row)
        self._drop_emptied()
        self._mend_continuing()
        self._place_annotations()
        rows = tuple(self._changes())
        return WayBack(Restore(rows), self._stay, len(rows))

    # What was there comes back

    def _as_then(self, key: Key, row: Row) -> Row:
        table = key[0]
        now = self._now(key)
        if now is None:
            self._check_parent(table, row)
            return row
        kept = dict.fromkeys(_KEPT[self._kind]) if table == (PAGE if self._kind == DOCUMENT else self._kind) else {}
        if table == "page" and (now["width"], now["height"]) != (row["width"], row["height"]):
            kept = {name: None for name in kept if name not in _IMAGE}
        back = {**row, **{name: now[name] for name in kept}}
        self._check_parent(table, back)
        return back

    def _check_parent(self, table: str, row: Row) -> None:
        parent = {"page": "document", "region": "page", "line": "region"}.get(table)
        if parent is None:
            return
        key = (parent, int(row[parent]))
        if key not in self._bygone.then and self._now(key) is None:
            raise Fault(
                f"The {parent} this {table} was in is gone: bring that back as it was, or take its removal back."
            )

    # What was not there then

    def _leave(self, key: Key, row: Row) -> None:
        """Take out what came since; a line that came from elsewhere goes back there."""
        table, row_id = key
        if table in ("reading", "document"):
            return
        if table == "page":
            self._stay.append(row_id)
            self._keep_page(row_id)
            return
        then = self._then(key)
        if table == "line" and then is not None:
            home = ("region", int(then["region"]))
            if self._final(home) is None:
                self._bring_region(home)
            if self._final(home) is not None:
                there = {"region": then["region"], "rank": then["rank"]}
                if self._page_of(row) != self._page_of(then):
                    there |= {"outline": then["outline"], "baseline": then["baseline"]}
                self._want[key] = {**row, **there}
                return
        if key not in self._want:
            self._want[key] = None

    def _keep_page(self, page: int) -> None:
        """Leave a page alone that was not in the document then."""
        regions = {i for (t, i), row in self._bygone.now.items() if t == "region" and row["page"] == page}
        for (table, row_id), row in self._bygone.now.items():
            if (table == "region" and row_id in regions) or (table == "line" and row["region"] in regions):
                self._want.setdefault((table, row_id), row)

    def _bring_region(self, key: Key) -> None:
        row = self._then(key)
        if row is not None and "id" in row and self._final(("page", int(row["page"]))) is not None:
            self._want[key] = row

    def _drop_emptied(self) -> None:
        """Take away regions that were split off a region since and lose all their lines to it."""
        if self._kind not in (REGION, LINE):
            return
        moved = {
            int(now["region"])
            for key, row in self._want.items()
            if key[0] == "line"
            and (now := self._now(key)) is not None
            and (row is None or row["region"] != now["region"])
        }
        for region in moved:
            key = ("region", region)
            if key in self._bygone.known and self._bygone.known[key] is None and not self._has_lines(region):
                self._want[key] = None

    def _has_lines(self, region: int) -> bool:
        lines = self._connection.execute("SELECT id FROM line WHERE region=?", (region,)).fetchall()
        return any((row := self._final(("line", line[0]))) is not None and row["region"] == region for line in lines)

    # Regions that continue others

    def _mend_continuing(self) -> None:
        gone = [row_id for (table, row_id), row in self._want.items() if table == "region" and row is None]
        for region in gone:
            others = self._connection.execute("SELECT id FROM region WHERE continues=?", (region,)).fetchall()
            for (other,) in others:
                row = self._final(("region", other))
                if row is not None:
                    self._want["region", other] = {**row, "continues": None}
        for key in [key for key, row in self._want.items() if key[0] == "region" and row is not None]:
            row = self._want[key]
            if row is not None and row["continues"] is not None and not self._sound(key[1], int(row["continues"])):
                self._want[key] = {**row, "continues": None}

    def _sound(self, region: int, at: int | None) -> bool:
        """Tell whether what a region continues is there and does not continue it in turn."""
        seen = {region}
        first = True
        while at is not None:
            row = self._final(("region", at))
            if at == region or (row is None and first):
                return False
            if row is None or at in seen:
                return True
            seen.add(at)
            at, first = row["continues"], False
        return True

    # Annotations

    def _place_annotations(self) -> None:
        then, now = self._bygone.then, self._bygone.now
        mine = {row_id for table, row_id in then if table not in ("annotation", "reading", "document")}
        mine |= {row_id for (_, row_id), row in self._want.items() if row is None}
        keys = {key for key in (*then, *now) if key[0] == "annotation"}
        query = "SELECT annotation FROM target WHERE thing IN (SELECT value FROM json_each(?))"
        keys |= {
            ("annotation", row[0]) for row in self._connection.execute(query, (json.dumps(list(mine)),)).fetchall()
        }
        query = "SELECT id FROM annotation WHERE targets='[]' AND home IN (SELECT value FROM json_each(?))"
        pages = json.dumps([row_id for table, row_id in then if table == "page"])
        keys |= {("annotation", row[0]) for row in self._connection.execute(query, (pages,)).fetchall()}
        for key in sorted(keys):
            self._want[key] = self._annotation(self._then(key), self._now(key), mine, key in then)

    def _annotation(self, was: Row | None, now: Row | None, mine: set[int], belonged: bool) -> Row | None:
        outside = [t for t in _targets(now) if _thing(t) not in mine and self._holds(t)]
        if was is None:
            kept = [t for t in outside if now is not None]
            if now is None or not kept:
                return None
            return {**now, "targets": text_of(kept)}
        if belonged and was["targets"] == "[]" and outside:
            return now
        places: _Targets = []
        for target in _targets(was):
            fits = target in outside if now is not None and _thing(target) not in mine else self._holds(target)
            if fits or (not belonged and self._holds(target)):
                places.append(target)
        places += [t for t in outside if t not in places and _thing(t) not in {_thing(p) for p in places}]
        row = was if belonged or now is None else now
        if places:
            return {**row, "targets": text_of(places), "quote": "", "home": None}
        if was["targets"] == "[]":
            return was
        words = next((t["quote"] for t in _targets(was) if t.get("quote")), was["quote"])
        return {**row, "targets": "[]", "quote": words, "home": self._home(was)}

    def _home(self, was: Row) -> int | None:
        for target in _targets(was):
            thing = _thing(target)
            for table in ("line", "region", "page"):
                row = self._then((table, thing)) or self._now((table, thing))
                if row is not None:
                    page = row["id"] if table == "page" else row["page"] if table == "region" else self._page_of(row)
                    return int(page) if page is not None else None
        return None

    def _holds(self, target: dict[str, Any]) -> bool:
        """Tell whether a place will be there, and will say what it quotes."""
        if "line" in target:
            row = self._final(("line", int(target["line"])))
            return row is not None and row["text"][target["start"] : target["end"]] == target["quote"]
        table = "region" if "region" in target else "page"
        return self._final((table, int(target[table]))) is not None

    # Rows

    def _page_of(self, line: Row) -> int | None:
        region = self._final(("region", int(line["region"]))) or self._then(("region", int(line["region"])))
        return int(region["page"]) if region is not None and "page" in region else None

    def _now(self, key: Key) -> Row | None:
        found = self._bygone.now.get(key)
        if found is not None:
            return found
        columns = ", ".join(f'"{name}"' for name in COLUMNS[key[0]])
        row = self._connection.execute(f"SELECT {columns} FROM {key[0]} WHERE id=?", (key[1],)).fetchone()
        return dict(zip(COLUMNS[key[0]], row, strict=True)) if row is not None else None

    def _then(self, key: Key) -> Row | None:
        if key in self._bygone.then:
            return self._bygone.then[key]
        if key not in self._bygone.known:
            return self._now(key)
        patch = self._bygone.known[key]
        if patch is None or "id" in patch:
            return patch
        row = self._now(key)
        return {**row, **patch} if row is not None else None

    def _final(self, key: Key) -> Row | None:
        return self._want[key] if key in self._want else self._now(key)

    def _changes(self) -> Iterator[RowChange]:
        for key in in_order(self._want):
            table, row_id = key
            now, want = self._now(key), self._want[key]
            if now is None and want is not None:
                yield RowChange(table, row_id, was=None, now=want)
            elif now is not None and want is None:
                yield RowChange(table, row_id, was={}, now=None)
            elif now is not None and want is not None and now != want:
                names = [name for name in COLUMNS[table] if now[name] != want[name]]
                yield RowChange(table, row_id, {n: now[n] for n in names}, {n: want[n] for n in names})


def _targets(row: Row | None) -> _Targets:
    return list(json.loads(row["targets"])) if row is not None else []


def _thing(target: dict[str, Any]) -> int:
    return int(target.get("line") or target.get("region") or target.get("page") or 0)
