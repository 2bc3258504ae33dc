"""The journal: who changed what when, the way back, a digest chained to the entry before; and the steps of undo."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from editor.model.codec import canonical
from editor.store.legible import legible
from editor.store.schema import version_of

START = "0" * 64
"""What stands for the digest before the first entry."""

_WITH_HEAD = 2
"""Since this version of the schema a file tells which entry is the last one."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the journal; ``edit`` and ``inverse`` are JSON text."""

    rev: int
    when: str
    user: str
    edit: str
    inverse: str
    digest: str

    @legible("The journal")
    def record(self) -> dict[str, Any]:
        """Return the entry as plain data, as ``muniment log`` prints it."""
        return {
            "rev": self.rev,
            "when": self.when,
            "user": self.user,
            "edit": json.loads(self.edit),
            "inverse": json.loads(self.inverse),
            "digest": self.digest,
        }


_COLUMNS = 'rev, "when", user, edit, inverse, digest'


def digest(before: str, rev: int, when: str, user: str, edit: str, inverse: str) -> str:
    """Return the SHA-256 of an entry and of the digest before it."""
    return hashlib.sha256((before + canonical([rev, when, user, edit, inverse])).encode()).hexdigest()


def write(connection: sqlite3.Connection, when: str, user: str, edit: str, inverse: str) -> int:
    """Add an entry behind the last one there ever was, and return its rev.

    Raises:
        Fault: the file does not tell which that is.
    """
    with legible("The end of the journal"):
        last, before = connection.execute("SELECT rev, digest FROM head WHERE id=1").fetchone()
    rev = int(last) + 1
    values = (rev, when, user, edit, inverse, digest(before, rev, when, user, edit, inverse))
    connection.execute(f"INSERT INTO journal ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?)", values)
    connection.execute("UPDATE head SET rev=?, digest=? WHERE id=1", (rev, values[-1]))
    return rev


_MARK = 0
"""Under this id of no thing stands the first entry that was noted with all that lies around what it changed."""


def touch(connection: sqlite3.Connection, rev: int, things: Iterable[int]) -> None:
    """Note which things an entry changed, and those around them."""
    connection.executemany("INSERT INTO touch (thing, rev) VALUES (?, ?)", ((thing, rev) for thing in things))
    if connection.execute("SELECT 1 FROM touch WHERE thing=? LIMIT 1", (_MARK,)).fetchone() is None:
        connection.execute("INSERT INTO touch (thing, rev) VALUES (?, ?)", (_MARK, rev))


@legible("The journal")
def noted_since(connection: sqlite3.Connection) -> int:
    """Return the first rev from which every entry was noted with all that lies around what it changed."""
    row = connection.execute("SELECT min(rev) FROM touch WHERE thing=?", (_MARK,)).fetchone()
    return int(row[0]) if row[0] is not None else last_rev(connection) + 1


@legible("The journal")
def revs_touching(connection: sqlite3.Connection, things: Iterable[int], after: int) -> list[int]:
    """Return the revs after ``after`` that touched one of ``things``, newest first.

    An entry of before ``noted_since`` may have touched any of them, so all of those are among them.
    """
    rows = connection.execute(
        "SELECT rev FROM touch WHERE thing IN (SELECT value FROM json_each(?1)) AND rev > ?2 "
        "UNION SELECT rev FROM journal WHERE rev > ?2 AND rev < ?3 ORDER BY rev DESC",
        (json.dumps(list(things)), after, noted_since(connection)),
    )
    return [row[0] for row in rows.fetchall()]


@legible("The journal")
def inverses(connection: sqlite3.Connection, revs: Iterable[int]) -> list[str]:
    """Return the JSON of the way back from each of these revs, newest first."""
    rows = connection.execute(
        "SELECT inverse FROM journal WHERE rev IN (SELECT value FROM json_each(?)) ORDER BY rev DESC",
        (json.dumps(list(revs)),),
    )
    return [row[0] for row in rows.fetchall()]


@legible("The journal")
def window(connection: sqlite3.Connection, things: Iterable[int] | None, before: int, most: int) -> list[Entry]:
    """Return the newest entries before rev ``before``, newest first; only those that touched ``things``, if given."""
    if things is None:
        rows = connection.execute(
            f"SELECT {_COLUMNS} FROM journal WHERE rev < ? ORDER BY rev DESC LIMIT ?", (before, most)
        )
    else:
        rows = connection.execute(
            f"SELECT {_COLUMNS} FROM journal WHERE rev IN (SELECT DISTINCT rev FROM touch WHERE thing IN "
            "(SELECT value FROM json_each(?)) AND rev < ? ORDER BY rev DESC LIMIT ?) ORDER BY rev DESC",
            (json.dumps(list(things)), before, most),
        )
    return [Entry(*row) for row in rows.fetchall()]


@legible("The journal")
def last_rev(connection: sqlite3.Connection) -> int:
    """Return the rev of the newest entry, 0 where there is none."""
    return int(connection.execute("SELECT coalesce(max(rev), 0) FROM journal").fetchone()[0])


def entries(connection: sqlite3.Connection, since: int = 0, things: Iterable[int] | None = None) -> Iterator[Entry]:
    """Yield the entries after rev ``since``, oldest first; only those that touched one of ``things``, if given."""
    if things is None:
        rows = connection.execute(f"SELECT {_COLUMNS} FROM journal WHERE rev > ? ORDER BY rev", (since,))
    else:
        wanted = json.dumps(list(things))
        rows = connection.execute(
            f"SELECT {_COLUMNS} FROM journal WHERE rev IN (SELECT rev FROM touch WHERE thing IN "
            "(SELECT value FROM json_each(?)) AND rev > ?) ORDER BY rev",
            (wanted, since),
        )
    with legible("The journal"):
        for row in rows:
            yield Entry(*row)


@legible("The journal")
def entry(connection: sqlite3.Connection, rev: int) -> Entry:
    """Return one entry."""
    return Entry(*connection.execute(f"SELECT {_COLUMNS} FROM journal WHERE rev=?", (rev,)).fetchone())


@legible("The journal")
def trouble(connection: sqlite3.Connection) -> str | None:
    """Return in a sentence the first thing that is wrong with the chain of digests, None where it is whole.

    A file of the first version does not tell where its journal ended, so a missing end is not noticed there.
    """
    before, due = START, 1
    for one in entries(connection):
        if one.rev > due:
            return f"Entries {due} to {one.rev - 1} are missing from the journal."
        if one.rev < due or digest(before, one.rev, one.when, one.user, one.edit, one.inverse) != one.digest:
            return f"The journal's chain of digests breaks at entry {one.rev}."
        before, due = one.digest, one.rev + 1
    return None if version_of(connection) < _WITH_HEAD else _trouble_at_end(connection, due - 1, before)


def trouble_at_end(connection: sqlite3.Connection) -> str | None:
    """Return in a sentence what is wrong with the newest entry, None where it is the last written; reads no other."""
    with legible("The journal"):
        row = connection.execute("SELECT rev, digest FROM journal ORDER BY rev DESC LIMIT 1").fetchone()
    return None if version_of(connection) < _WITH_HEAD else _trouble_at_end(connection, *(row or (0, START)))


def cut_off(last: int, rev: int) -> str:
    """Return what is said of a journal that ends with the entry ``last`` and went up to ``rev``."""
    return f"Entries after {last} are missing from the journal, which went up to {rev}."


def _trouble_at_end(connection: sqlite3.Connection, last: int, before: str) -> str | None:
    with legible("The end of the journal"):
        rev, told = connection.execute("SELECT rev, digest FROM head WHERE id=1").fetchone()
        if rev > last:
            return cut_off(last, rev)
        if rev < last:
            return f"Entries after {rev} of the journal were not written by Muniment."
    return None if told == before else f"Entry {rev} of the journal is not the one that was written."


# Steps of undo: which entries stand, which were taken back, and where the way back from each now lies.


def push_step(connection: sqlite3.Connection, rev: int, merge: str) -> None:
    """Make an entry a step to undo; one that goes on with the step before (the same ``merge``) becomes part of it."""
    connection.execute("UPDATE step SET dead=1 WHERE undone_by IS NOT NULL AND dead=0")
    group = rev
    if merge:
        row = connection.execute(
            "SELECT grp, merge, rev FROM step WHERE undone_by IS NULL ORDER BY rev DESC LIMIT 1"
        ).fetchone()
        if row is not None and row[1] == merge:
            group = row[0]
    connection.execute(
        "INSERT INTO step (rev, grp, merge, inverse_rev, undone_by, dead) VALUES (?, ?, ?, ?, NULL, 0)",
        (rev, group, merge, rev),
    )


@dataclass(frozen=True, slots=True)
class Step:
    """A step that can be undone or redone: its entries, and those whose inverses lead there, in order."""

    revs: tuple[int, ...]
    inverses: tuple[int, ...]


@legible("The journal")
def standing(connection: sqlite3.Connection) -> Step | None:
    """Return the step that undo would take back."""
    top = connection.execute("SELECT grp FROM step WHERE undone_by IS NULL ORDER BY rev DESC LIMIT 1").fetchone()
    if top is None:
        return None
    rows = connection.execute(
        "SELECT rev, inverse_rev FROM step WHERE grp=? AND undone_by IS NULL ORDER BY rev DESC", top
    ).fetchall()
    return Step(tuple(r[0] for r in rows), tuple(r[1] for r in rows if r[1] is not None))


@legible("The journal")
def undone(connection: sqlite3.Connection) -> Step | None:
    """Return the step that redo would bring back."""
    top = connection.execute("SELECT max(undone_by) FROM step WHERE undone_by IS NOT NULL AND dead=0").fetchone()
    if top[0] is None:
        return None
    rows = connection.execute("SELECT rev FROM step WHERE undone_by=? AND dead=0 ORDER BY rev DESC", top).fetchall()
    return Step(tuple(r[0] for r in rows), (top[0],))


def mark_undone(connection: sqlite3.Connection, step: Step, by: int) -> None:
    """Note that the entry ``by`` took a step back."""
    connection.executemany("UPDATE step SET undone_by=? WHERE rev=?", ((by, rev) for rev in step.revs))


def mark_redone(connection: sqlite3.Connection, step: Step, by: int) -> None:
    """Note that the entry ``by`` brought a step back; the way back from it now lies there."""
    connection.executemany("UPDATE step SET undone_by=NULL, inverse_rev=NULL WHERE rev=?", ((r,) for r in step.revs))
    connection.execute("UPDATE step SET inverse_rev=? WHERE rev=?", (by, step.revs[0]))
