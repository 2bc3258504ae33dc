"""Bringing a line, region, page or document back to what it was: one edit, and a sentence about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from editor.model.edit import Batch
from editor.model.faults import Fault
from editor.store import journal, readers, wholeback
from editor.store.bygone import DOCUMENT, LINE, PAGE, REGION, Bygone, Target, bygone
from editor.store.project import Project
from editor.store.wayback import way_back

NAMES = {LINE: "line", REGION: "region", PAGE: "page", DOCUMENT: "document"}


@dataclass(frozen=True, slots=True)
class Restored:
    """The edit that brings something back, None where there is nothing to do, and what is to be said."""

    edit: Batch | None
    said: str


def restored(project: Project, found: Bygone) -> Restored:
    """Return the edit that brings back what a walk found."""
    name = NAMES[found.target.kind]
    entry = journal.entry(project.connection, found.rev)
    when = clock(entry.when)
    if not found.was_there:
        return Restored(None, f"This {name} was not there on {when}, so there is nothing to bring back.")
    try:
        back = way_back(project, found)
    except Fault as fault:
        return Restored(None, str(fault))
    stay = _pages(project, back.stay)
    if not back.changed:
        return Restored(None, " ".join((f"This {name} is as it was on {when}; nothing was changed.", stay)).strip())
    edit = Batch((back.edit,), f"Restore {name} as of {when}")
    return Restored(edit, " ".join((f"The {name} is as it was on {when} again.", stay)).strip())


def _pages(project: Project, pages: list[int]) -> str:
    """Say which pages stay though they were not there then."""
    if not pages:
        return ""
    labels = [readers.page(project, page).label or f"page {readers.page_position(project, page)}" for page in pages[:5]]
    more = f" and {len(pages) - 5} more" if len(pages) > 5 else ""
    return f"Not in it then, and left as they are: {', '.join(labels)}{more}."


def restore(project: Project, target: Target, rev: int) -> Restored:
    """Bring a target back to what it was after ``rev``, all at once; for scripts and tests.

    Raises:
        Fault: there is no such entry, or the file cannot be written.
    """
    if not 1 <= rev <= journal.last_rev(project.connection):
        raise Fault(f"There is no entry {rev} in the history.")
    outcome = restored(project, bygone(project, target, rev))
    if outcome.edit is not None:
        project.apply(outcome.edit)
    return outcome


def inverses_since(project: Project, rev: int) -> list[str]:
    """Return the ways back of all entries since ``rev``, newest first, for ``wholeback.fold``."""
    return journal.inverses(project.connection, range(rev + 1, journal.last_rev(project.connection) + 1))


def as_opened(project: Project, then: dict[wholeback.Key, wholeback.Then]) -> Restored:
    """Return the edit that makes the whole project as it was when it was opened."""
    way = wholeback.way(project, then)
    if way is None:
        return Restored(None, "The project is as it was when you opened it; nothing was changed.")
    said = "The whole project is as it was when you opened it. One undo brings everything since back."
    return Restored(Batch((way,), "Go back to how it was when opened"), said)


def clock(when: str) -> str:
    """Return a time of the journal, which is UTC, as a clock on the wall here shows it."""
    try:
        return datetime.fromisoformat(when).astimezone().strftime("%Y-%m-%d %H:%M")
    except ValueError:
        return when
