"""What the journal knows of a thing, entry by entry: who, when, what, from what to what; read in windows, newest first.

What changed is read from an entry's way back, which names every row it would put back, so that a batch, an undo and an
import are told alike.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from editor.model.codec import EDITS
from editor.model.describe import TITLES
from editor.store import journal
from editor.store.bygone import LINE, PAGE, REGION, Target, things_now
from editor.store.journal import Entry
from editor.store.project import Project
from editor.work.snapshots import PREFIX, name_in

WINDOW = 30
"""So many entries are read at a time."""
LONGEST = 100_000
"""An entry with more letters (an import of many pages, a removed one) is told by its name alone."""
MOST = 4
"""So many of the changes of one entry are told; how many more there are is said."""
_TITLE = re.compile(r'"title":("(?:[^"\\]|\\.)*")\}$')
_NAME = re.compile(r'"edit":"([a-z_]+)"')
_SHAPES = ("outline", "baseline")


@dataclass(frozen=True, slots=True)
class Alteration:
    """One thing that changed: ``what`` names it ("" for the text of a line), ``old`` and ``new`` what it says."""

    what: str
    old: str = ""
    new: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """One entry of the journal as it concerns a thing.

    ``text`` and ``before`` are the whole text of the line after and before it, where the thing is a line; ``line`` is
    the line it changed, or the first of them; ``more`` how many changes are not among ``changes``.
    """

    rev: int
    when: str
    user: str
    title: str
    changes: tuple[Alteration, ...] = ()
    more: int = 0
    text: str | None = None
    before: str | None = None
    line: int | None = None
    region: int | None = None
    page: int | None = None


def events(
    project: Project, target: Target | None, before: int | None = None, most: int = WINDOW, text: str | None = None
) -> list[Event]:
    """Return the newest entries that concern a target (None: the project) before rev ``before``, newest first.

    Args:
        project: Where.
        target: What.
        before: The rev of the last event of the window before, None for the first window.
        most: How many.
        text: What a line said after the newest of them: its text now, later ``before`` of the last event.
    """
    things: Iterable[int] | None = None
    if target is not None:
        things = {target.id}
        if journal.noted_since(project.connection) > 1:
            things |= things_now(project, target)
    limit = before if before is not None else 1 << 62
    entries = journal.window(project.connection, things, limit, most)
    if target is not None and target.kind == LINE:
        return list(_of_line(entries, target.id, text))
    here = things_now(project, target) if target is not None and target.kind in (REGION, PAGE) else None
    return [_event(entry, here) for entry in entries]


def _of_line(entries: Iterable[Entry], line: int, text: str | None) -> Iterator[Event]:
    for entry in entries:
        rows = _rows(entry)
        change = next((row for row in rows if row.get("table") == "line" and row.get("id") == line), None)
        was = text
        if change is not None:
            then = change.get("now")
            was = None if then is None else str(then["text"]) if "text" in then else text
        mine = [row for row in rows if row.get("table") == "annotation" or row.get("id") == line]
        changes, more = _told(entry, mine, text if change is not None and was is None else None)
        if not rows and text is not None and was == text:
            changes, more = (), 0
        yield Event(entry.rev, entry.when, entry.user, title(entry), changes, more, text, was, line)
        text = was


def _event(entry: Entry, here: set[int] | None) -> Event:
    """Return an entry with what it did to the things ``here``; where none of them is left, with all it did."""
    rows = _rows(entry)
    mine = [row for row in rows if _is_of(row, here)] if here is not None else rows
    rows = mine or rows
    changes, more = _told(entry, rows, None)
    first = {table: next((int(r["id"]) for r in rows if r.get("table") == table), None) for table in _PLACES}
    line = first["line"] if first["line"] is not None else _line_of_tag(rows)
    return Event(
        entry.rev, entry.when, entry.user, title(entry), changes, more,
        line=line, region=first["region"], page=first["page"],
    )  # fmt: skip


_PLACES = ("line", "region", "page")


def _is_of(row: Mapping[str, Any], here: set[int]) -> bool:
    values = [row.get("now") or {}, row.get("was") or {}]
    parents = {value.get(name) for value in values for name in ("region", "page", "home")}
    return row.get("id") in here or not here.isdisjoint({parent for parent in parents if isinstance(parent, int)})


def _line_of_tag(rows: Sequence[Mapping[str, Any]]) -> int | None:
    for row in rows:
        if row.get("table") == "annotation":
            for values in (row.get("now"), row.get("was")):
                for target in json.loads((values or {}).get("targets", "[]")):
                    if "line" in target:
                        return int(target["line"])
    return None


def title(entry: Entry) -> str:
    """Return what an entry is called in two or three words."""
    found = _NAME.match(entry.edit, 1) or _NAME.search(entry.edit)
    kind = EDITS.get(found.group(1)) if found else None
    if kind is not None and found is not None and found.group(1) == "batch":
        named = _TITLE.search(entry.edit[-300:])
        if named:
            return str(json.loads(named.group(1))) or TITLES[kind]
    if found is not None and found.group(1) == "set_project" and f'"{PREFIX}' in entry.edit:
        return "Name this state"
    return TITLES.get(kind, "Change") if kind is not None else "Change"


def _rows(entry: Entry) -> list[dict[str, Any]]:
    if len(entry.inverse) > LONGEST:
        return []
    return list(json.loads(entry.inverse).get("rows", ()))


def _told(entry: Entry, rows: Sequence[Mapping[str, Any]], added: str | None) -> tuple[tuple[Alteration, ...], int]:
    """Return what rows changed, and how many changes more there are; ``added`` is the text of a line that is new."""
    edit = json.loads(entry.edit) if rows and len(entry.edit) <= LONGEST else {}
    if edit.get("edit") in ("split_line", "join_lines"):
        return (_recut(rows, str(edit["edit"])),), 0
    in_order = sorted(reversed(rows), key=lambda row: row.get("table") != "line")
    found = [one for row in in_order for one in _alterations(row, edit, added)]
    return tuple(found[:MOST]), max(0, len(found) - MOST)


def _recut(rows: Sequence[Mapping[str, Any]], kind: str) -> Alteration:
    """Return what a split or a join did, ``⏎`` where the line ends or ended."""
    texts = [
        (str((row.get("now") or {}).get("text", "")), str((row.get("was") or {}).get("text", "")))
        for row in rows
        if row.get("table") == "line" and "text" in (row.get("now") or {})
    ]
    if kind == "split_line":
        old, left = next(((a, b) for a, b in texts if a and a != b), ("", ""))
        return Alteration("split", "", f"{left} ⏎ {old[len(left) :].lstrip()}" if old else "")
    first = next(((a, b) for a, b in texts if b), ("", ""))
    return Alteration("joined", "", f"{first[0]} ⏎ {first[1][len(first[0]) :].lstrip()}")


def _alterations(row: Mapping[str, Any], edit: Mapping[str, Any], added: str | None) -> Iterator[Alteration]:
    """Yield what changed of a row; its way back tells it the other way round: ``now`` is what it was."""
    then, after = row.get("now"), row.get("was")
    table = str(row.get("table"))
    if then is None:
        yield from _new(table, int(row.get("id", 0)), edit, added)
    elif after is None:
        yield from _gone(table, then)
    else:
        yield from _CHANGED[table](then, after) if table in _CHANGED else ()


def _new(table: str, row_id: int, edit: Mapping[str, Any], added: str | None) -> Iterator[Alteration]:
    made = next((one for one in _flat(edit) if one.get("id") == row_id), {})
    if table == "line":
        said = added if added is not None else str(made.get("text", ""))
        yield Alteration("", "", said) if said else Alteration("line", "", "new")
    elif table == "region":
        yield Alteration("region", "", str(made.get("kind", "new")))
    elif table == "annotation":
        yield Alteration(
            "note" if made.get("edit") == "add_note" else "tag", "", str(made.get("tag") or made.get("text") or "new")
        )
    elif table in ("page", "document"):
        yield Alteration(table, "", str(made.get("label") or made.get("title") or "new"))


def _flat(edit: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    yield edit
    for part in edit.get("edits", ()):
        yield from _flat(part)


def _gone(table: str, then: Mapping[str, Any]) -> Iterator[Alteration]:
    if table == "line":
        yield Alteration("", str(then.get("text", "")), "") if then.get("text") else Alteration("line", "empty", "")
    elif table == "region":
        yield Alteration("region", str(then.get("kind", "")), "")
    elif table == "annotation":
        words = next((t["quote"] for t in json.loads(then["targets"]) if t.get("quote")), then.get("quote") or "")
        yield Alteration("tag", f"{then['tag']} “{words}”" if words else str(then["tag"]), "")
    elif table in ("page", "document"):
        yield Alteration(table, str(then.get("label") or then.get("title") or "gone"), "")


def _line_changed(then: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Alteration]:
    if "text" in then:
        yield Alteration("", str(then["text"]), str(after["text"]))
    elif "verified" in then:
        yield Alteration("line", *("verified" if values["verified"] else "not verified" for values in (then, after)))
    elif any(name in then for name in _SHAPES):
        yield Alteration("shape", "", "another")
    elif "region" in then:
        yield Alteration("line", "", "in another region")
    elif "rank" in then:
        yield Alteration("place in the order", "", "another")


def _region_changed(then: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Alteration]:
    for name in ("kind", "hand"):
        if name in then:
            yield Alteration(name, str(then[name] or ""), str(after[name] or ""))
    if "attributes" in then:
        yield from _values("", then["attributes"], after["attributes"])
    if "outline" in then:
        yield Alteration("shape", "", "another")
    if "rank" in then:
        yield Alteration("place in the order", "", "another")


def _page_changed(then: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Alteration]:
    for name in ("label", "status", "image"):
        if name in then:
            yield Alteration(name, *(str(values[name]).replace("_", " ") for values in (then, after)))
    if "needs_review" in then:
        yield Alteration("needs review", *("yes" if values["needs_review"] else "no" for values in (then, after)))
    if "rank" in then or "document" in then:
        yield Alteration("place", "", "another")


def _document_changed(then: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Alteration]:
    if "title" in then:
        yield Alteration("title", str(then["title"]), str(after["title"]))
    if "values" in then:
        yield from _values("", then["values"], after["values"])


def _annotation_changed(then: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Alteration]:
    if "tag" in then:
        yield Alteration("tag", str(then["tag"]), str(after["tag"]))
    if "attributes" in then:
        yield from _values("tag: ", then["attributes"], after["attributes"])
    if after.get("targets") == "[]":
        yield Alteration("tag", str(after.get("quote", "")), "in the tray")


def _project_changed(then: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Alteration]:
    yield from _values("", then["values"], after["values"])


def _values(prefix: str, then: str, after: str) -> Iterator[Alteration]:
    old, new = json.loads(then), json.loads(after)
    for name in dict.fromkeys((*old, *new)):
        a, b = str(old.get(name, "")), str(new.get(name, ""))
        if a == b:
            continue
        if name.startswith(PREFIX):
            yield Alteration("state", name_in(a), name_in(b))
        elif max(len(a), len(b)) > 200:
            yield Alteration(prefix + name, "", "changed")
        else:
            yield Alteration(prefix + name, a, b)


_CHANGED = {
    "line": _line_changed,
    "region": _region_changed,
    "page": _page_changed,
    "document": _document_changed,
    "annotation": _annotation_changed,
    "project": _project_changed,
}
