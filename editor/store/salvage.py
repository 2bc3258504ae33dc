"""What can be read of a damaged project, brought into a new one, with a list of what could not.

First the journal: as far as its chain of digests holds, playing it again makes the content exactly as it was. Over that
go the rows that still stand whole in the file, which are newer. The damaged file is only read.
"""

from __future__ import annotations

import json
import secrets
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from editor.model.codec import decode
from editor.model.edit import AddDocument, AddPage, AddRegion, Batch, Edit, Restore, RowChange, SetProject
from editor.model.faults import Fault
from editor.model.text import fault_of
from editor.store import copies, journal, occupant, readers
from editor.store.carving import Carved, carve
from editor.store.file import refuse_held
from editor.store.pen import COLUMNS, things_of
from editor.store.project import Project
from editor.whole import name_new

_TABLES = ("document", "page", "region", "line", "annotation", "reading")
_PARENTS = {"page": "document", "region": "page", "line": "region", "reading": "page"}
_AT_ONCE = 2000
_MOST_ID = 1 << 53
_JSON = {
    "values": "{}", "view": "{}", "attributes": "{}", "outline": "[]", "baseline": "[]", "targets": "[]", "share": "{}",
}  # fmt: skip
"""The columns that hold JSON, and what stands for nothing in them."""
Rows = dict[str, dict[int, dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class Salvaged:
    """What came of it: how much is in the new project, and in sentences what could not be read."""

    documents: int
    pages: int
    lines: int
    entries: int
    """So many entries of the journal were whole and were played again."""
    whole: bool
    """Whether everything the journal tells of is there."""
    losses: tuple[str, ...]

    def record(self) -> dict[str, Any]:
        """Return it as plain data."""
        return {
            "documents": self.documents,
            "pages": self.pages,
            "lines": self.lines,
            "entries": self.entries,
            "whole": self.whole,
            "losses": list(self.losses),
        }


def salvage(damaged: Path, target: Path, user: str = "") -> Salvaged:
    """Make a new project of what can be read of a damaged one.

    Raises:
        Fault: there is nothing of a project in it, it is open, or the new one cannot be made; the damaged file is as
            it was.
    """
    refuse_held(damaged)
    occupant.refuse_taken(damaged)
    if target.exists():
        raise Fault(f"{target.name} exists already; nothing was changed. Choose another name.")
    try:
        carved = _carved(damaged)
        if not any(carved.rows.values()):
            raise Fault(f"Nothing of a project can be read in {damaged.name}.")
        part = target.with_name(f".{secrets.token_hex(6)}.part")
        try:
            result = _make(carved, part, target.stem, user)
            copies.prove(part, target.name)
            name_new(part, target)
            return result
        finally:
            part.unlink(missing_ok=True)
    except FileExistsError as error:
        raise Fault(f"{target.name} exists already; nothing was changed. Choose another name.") from error
    except OSError as error:
        raise Fault(f"{target.name} could not be made: {error.strerror or error}.") from error


def _carved(damaged: Path) -> Carved:
    """Read the file; where a write was cut off, a copy in which SQLite has taken it back, if it can."""
    unfinished = damaged.with_name(damaged.name + "-journal")
    if not unfinished.exists():
        return carve(damaged)
    with tempfile.TemporaryDirectory(prefix="muniment-salvage-") as folder:
        copy = Path(folder) / damaged.name
        shutil.copyfile(damaged, copy)
        shutil.copyfile(unfinished, copy.with_name(copy.name + "-journal"))
        try:
            connection = sqlite3.connect(copy, isolation_level=None)
            try:
                connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
            finally:
                connection.close()
        except sqlite3.Error:
            return carve(damaged)
        return carve(copy)


def _make(carved: Carved, part: Path, title: str, user: str) -> Salvaged:
    whole = list(_chain(carved))
    last = max(carved.rows["journal"], default=0)
    values = next((_parsed(row["values"]) for row in carved.rows["project"].values()), {})
    start = _start(whole)
    with Project.create(part, {"title": title} | (start or values), user=user) as made:
        made.connection.execute("PRAGMA synchronous=0")  # a scratch file, brought onto the disk when it gets its name
        played = _play(made, whole)
        missing = _missing_end(carved, last)
        complete = carved.all_entries and played == last > 0 and not missing
        losses = [] if complete else [*_taken_in(made, carved), *_over(made, carved.rows, played, values), *missing]
        if carved.unread_pages and not complete:
            losses.append(f"Blocks of the file that hold nothing readable: {carved.unread_pages}.")
        if carved.unread_rows and not complete:
            losses.append(f"{carved.unread_rows} rows of the file could not be read.")
        return Salvaged(
            len(readers.documents(made)),
            readers.page_count(made),
            int(made.connection.execute("SELECT count(*) FROM line").fetchone()[0]),
            played,
            complete,
            tuple(losses),
        )


def _chain(carved: Carved) -> Iterator[journal.Entry]:
    """Yield the entries of the journal from the first on, as long as each follows the one before it."""
    before, rev = journal.START, 1
    while (row := carved.rows["journal"].get(rev)) is not None:
        entry = journal.Entry(**row)
        if journal.digest(before, rev, entry.when, entry.user, entry.edit, entry.inverse) != entry.digest:
            return
        yield entry
        before, rev = entry.digest, rev + 1


def _missing_end(carved: Carved, last: int) -> list[str]:
    """Say that the journal went on behind its last entry that can be read, or that nobody knows whether it did."""
    head = carved.rows["head"].get(1)
    if head is None:
        return [f"Whether the journal went on after entry {last} could not be read."] if carved.version > 1 else []
    return [journal.cut_off(last, head["rev"])] if head["rev"] > last else []


def _start(whole: list[journal.Entry]) -> dict[str, str] | None:
    edit = decode(whole[0].edit) if whole else None
    return dict(edit.values) if isinstance(edit, SetProject) else None


def _play(made: Project, whole: list[journal.Entry]) -> int:
    """Apply the entries behind the first, which made the project; return the rev of the last that could be."""
    user, played = made.user, min(len(whole), 1)
    for entry in islice(whole, 1, None):
        made.user = entry.user
        try:
            made.apply(decode(entry.edit), undoable=False)
        except Fault:
            break
        played = entry.rev
    made.user = user
    return played


def _taken_in(made: Project, carved: Carved) -> Iterator[str]:
    """Give lines whose ids were spoilt new ones; other rows are nothing without theirs."""
    for table, row in carved.astray:
        if table == "line":
            row_id = made.new_id()
            carved.rows[table][row_id] = {**row, "id": row_id}
            yield f"A line has lost its number and is now line {row_id}: “{row['text'][:60]}”."


def _over(made: Project, rows: Rows, played: int, values: dict[str, str]) -> Iterator[str]:
    """Bring the rows that stand whole in the file over what the journal made; tell what is in neither."""
    if values and played == 0:
        made.apply(SetProject(values), undoable=False)
    yield from _put_right(rows, made.new_id)
    played_again = {table: _rows_of(made, table) for table in _TABLES}
    for edit in _shelter(made, rows, played_again):
        made.apply(edit, undoable=False)
    for table, count in _sheltered(rows, played_again):
        yield f"{count} {table}s could not be read; what was in them is under “Recovered”."
    there = {table: _rows_of(made, table) for table in _TABLES}
    changes = [change for table in _TABLES for change in _changes(table, rows, there)]
    for start in range(0, len(changes), _AT_ONCE):
        made.apply(Restore(tuple(changes[start : start + _AT_ONCE])), undoable=False)
    for table in ("page", "region", "line"):
        for row_id in played_again[table].keys() - rows[table].keys() - _missing(rows, table):
            told = f": “{played_again[table][row_id]['text'][:60]}”" if table == "line" else ""
            yield f"The {table} {row_id} could not be read; it is as the journal had it at entry {played}{told}."


def _put_right(rows: Rows, new_id: Callable[[], int]) -> Iterator[str]:
    """Give rows what a project can bear in place of what was spoilt in them: places, JSON, characters."""
    nowhere = {table: new_id() for table in ("document", "page", "region")}
    for table in _TABLES:
        for row_id, row in rows[table].items():
            parent = _PARENTS.get(table)
            if parent is not None and not 0 < row[parent] < _MOST_ID:
                row[parent] = nowhere[parent]
            for name, blank in _JSON.items():
                if isinstance(row.get(name), str) and not _sound(row[name], blank):
                    row[name] = None if name == "share" else blank
                    yield f"The {name} of {table} {row_id} could not be read."
            for name in ("text", "ocr_text", "title", "label"):
                if isinstance(row.get(name), str) and fault_of(row[name]) is not None:
                    row[name] = "".join(c if fault_of(c) is None else "\ufffd" for c in row[name])
                    yield f"The {name} of {table} {row_id} has characters that could not be read: “{row[name][:60]}”."


def _sound(text: str, blank: str) -> bool:
    try:
        return type(json.loads(text)) is type(json.loads(blank)) and "NaN" not in text and "Infinity" not in text
    except (ValueError, RecursionError):
        return False


def _rows_of(made: Project, table: str) -> dict[int, dict[str, Any]]:
    names = ", ".join(f'"{name}"' for name in COLUMNS[table])
    found = made.connection.execute(f"SELECT {names} FROM {table}").fetchall()
    return {row[0]: dict(zip(COLUMNS[table], row, strict=True)) for row in found}


def _missing(rows: Rows, table: str) -> set[int]:
    """Return the ids of rows that others hang on and that could not be read."""
    hung = {row[parent] for child, parent in _PARENTS.items() if parent == table for row in rows[child].values()}
    return hung - rows[table].keys()


def _sheltered(rows: Rows, there: Rows) -> Iterator[tuple[str, int]]:
    for table in ("document", "page", "region"):
        count = len(_missing(rows, table) - there[table].keys())
        if count:
            yield table, count


def _shelter(made: Project, rows: Rows, there: Rows) -> Iterator[Edit]:
    """Yield what makes a place for rows whose document, page or region could not be read, under its own id."""
    documents, pages, regions = (sorted(_missing(rows, t) - there[t].keys()) for t in ("document", "page", "region"))
    for row_id in documents:
        yield AddDocument("Recovered", id=row_id)
    if pages or regions:
        recovered = made.new_id()
        yield AddDocument("Recovered", id=recovered)
        yield Batch(tuple(AddPage(recovered, "", f"Recovered {row_id}", id=row_id) for row_id in pages), "Recover")
        page = made.new_id()
        if regions:
            yield AddPage(recovered, "", "Recovered", id=page)
            yield Batch(tuple(AddRegion(page, "paragraph", id=row_id) for row_id in regions), "Recover")


def _changes(table: str, rows: Rows, there: Rows) -> Iterator[RowChange]:
    for row_id, row in rows[table].items():
        now = {name: value for name, value in row.items() if name != "id"}
        if table == "region" and now["continues"] not in rows["region"]:
            now["continues"] = None
        if table == "annotation":
            now |= _anchored(now, rows, there)
        old = there[table].get(row_id)
        if old is None:
            yield RowChange(table, row_id, None, {"id": row_id, **now})
        elif odd := [name for name in now if old[name] != now[name]]:
            yield RowChange(table, row_id, {name: old[name] for name in odd}, {name: now[name] for name in odd})


def _anchored(annotation: dict[str, Any], rows: Rows, there: Rows) -> dict[str, Any]:
    """Return what is to change of an annotation whose place could not be read: it goes to the tray."""
    known = {row_id for table in ("line", "region", "page") for row_id in (*rows[table], *there[table])}
    try:
        return {} if things_of(annotation["targets"]) <= known else {"targets": "[]"}
    except (AttributeError, TypeError, ValueError, RecursionError):
        return {"targets": "[]"}


def _parsed(values: str) -> dict[str, str]:
    try:
        found = json.loads(values)
    except (ValueError, RecursionError):
        return {}
    return {str(k): str(v) for k, v in found.items()} if isinstance(found, dict) else {}
