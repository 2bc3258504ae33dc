"""What the journal knows of a thing, as rows a person can read: who, when, what, from what to what.

Pure but for the reading of entries. What changed is read from an entry's inverse, which names every row it would put
back, so that a batch, an undo and an import are told alike.
"""

from __future__ import annotations

import json
import re
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from editor.model.codec import EDITS
from editor.model.describe import TITLES
from editor.store.journal import Entry

MOST = 300
"""So many of the newest entries are told."""
LONGEST = 400_000
"""An entry with more letters (an import of many pages, a removed one) is told by its name alone."""
_TITLE = re.compile(r'"title":("(?:[^"\\]|\\.)*")\}$')
_NAME = re.compile(r'"edit":"([a-z_]+)"')


@dataclass(frozen=True, slots=True)
class Event:
    """One entry of the journal as it concerns a thing.

    ``text`` is the whole text of the line after it, where the thing is a line; ``old`` and ``new`` are what changed.
    """

    rev: int
    when: str
    user: str
    title: str
    old: str = ""
    new: str = ""
    text: str | None = None


def events_of_line(entries: Iterable[Entry], line: int, text: str) -> list[Event]:
    """Return the events of a line that says ``text`` now, newest first."""
    out: list[Event] = []
    for entry in reversed(deque(entries, MOST)):
        was, now, added = _row_change(entry, line)
        old, new = (
            (str(was.get("text", "")), str(now.get("text", ""))) if "text" in was else ("", text if added else "")
        )
        out.append(Event(entry.rev, entry.when, entry.user, title(entry), old, new, text))
        if "text" in was:
            text = old
    return out


def events(entries: Iterable[Entry]) -> list[Event]:
    """Return what entries did, newest first, with the texts of the lines they changed."""
    out = []
    for entry in reversed(deque(entries, MOST)):
        old, new = _texts(entry)
        out.append(Event(entry.rev, entry.when, entry.user, title(entry), old, new))
    return out


def title(entry: Entry) -> str:
    """Return what an entry is called in two or three words."""
    found = _NAME.match(entry.edit, 1) or _NAME.search(entry.edit)
    kind = EDITS.get(found.group(1)) if found else None
    if kind is not None and found is not None and found.group(1) == "batch":
        named = _TITLE.search(entry.edit[-300:])
        if named:
            return str(json.loads(named.group(1)))
    return TITLES.get(kind, "Change") if kind is not None else "Change"


def _rows(entry: Entry) -> list[dict[str, Any]]:
    if len(entry.inverse) > LONGEST:
        return []
    return list(json.loads(entry.inverse).get("rows", ()))


def _row_change(entry: Entry, line: int) -> tuple[dict[str, Any], dict[str, Any], bool]:
    """Return what changed of a line: before, after, and whether the entry added it.

    An inverse tells it the other way round: what the row was then is what it is to be again.
    """
    for row in _rows(entry):
        if row.get("table") == "line" and row.get("id") == line:
            now, was = row.get("now"), row.get("was")
            return dict(now or {}), dict(was or {}), now is None
    return {}, {}, False


def _texts(entry: Entry) -> tuple[str, str]:
    """Return the texts of lines before and after an entry, where it changed any."""
    pairs = [
        (str((row.get("now") or {}).get("text", "")), str((row.get("was") or {}).get("text", "")))
        for row in _rows(entry)
        if row.get("table") == "line" and ("text" in (row.get("now") or {}) or "text" in (row.get("was") or {}))
    ]
    pairs = [pair for pair in pairs if pair[0] != pair[1]]
    return " / ".join(a for a, _ in pairs[:3] if a), " / ".join(b for _, b in pairs[:3] if b)


def brief(old: str, new: str) -> str:
    """Return the words that differ between two texts, with an arrow between them."""
    if not old or not new:
        return f"+ {new}" if new else f"− {old}" if old else ""
    head = 0
    while head < min(len(old), len(new)) and old[head] == new[head]:
        head += 1
    head = old.rfind(" ", 0, head) + 1
    tail = 0
    while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    while tail and old[len(old) - tail] != " ":
        tail -= 1
    return f"{old[head : len(old) - tail] or '∅'} → {new[head : len(new) - tail] or '∅'}"
