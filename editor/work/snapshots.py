"""Named states of a project: a name for how everything was after one entry of the journal.

Nothing is copied: the journal knows every state, and a name kept among the project's values makes one easy to find.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime

from editor.model.edit import SetProject
from editor.model.faults import Fault
from editor.store import journal, readers
from editor.store.project import Project

PREFIX = "snapshot:"
"""Before the number of the entry, among the names of the project's values."""
LONGEST = 200


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A named state: the last entry that belongs to it, its name, when (UTC) and by whom it was named."""

    rev: int
    name: str
    when: str = ""
    who: str = ""


def snapshots(project: Project) -> list[Snapshot]:
    """Return the named states, the newest first."""
    values = readers.project_values(project)
    found = [_read(name, value) for name, value in values.items() if name.startswith(PREFIX)]
    return sorted((one for one in found if one is not None), key=lambda one: -one.rev)


def _read(name: str, value: str) -> Snapshot | None:
    number = name.removeprefix(PREFIX)
    if not number.isascii() or not number.isdigit():
        return None
    try:
        data = json.loads(value)
    except ValueError:
        data = None
    if not isinstance(data, dict):
        return Snapshot(int(number), value)
    return Snapshot(int(number), *(str(data.get(key, "")) for key in ("name", "when", "who")))


def name_in(value: str) -> str:
    """Return the name that a value of a named state says."""
    found = _read(PREFIX + "0", value) if value else None
    return found.name if found is not None else ""


def naming(project: Project, name: str, rev: int | None = None) -> SetProject:
    """Return the edit that names the state after ``rev``, the state as it is now where that is None.

    Raises:
        Fault: the name is empty or too long, or there is no such entry.
    """
    name = " ".join(name.split())
    if not name:
        raise Fault("A state needs a name; nothing was changed.")
    if len(name) > LONGEST:
        raise Fault(f"The name of a state has at most {LONGEST} characters; nothing was changed.")
    last = journal.last_rev(project.connection)
    at = last if rev is None else rev
    if not 1 <= at <= last:
        raise Fault(f"There is no entry {at} in the history; nothing was changed.")
    when = datetime.now(UTC).isoformat(timespec="seconds")
    said = json.dumps({"name": name, "when": when, "who": project.user}, ensure_ascii=False)
    return SetProject({f"{PREFIX}{at}": said})


def unnaming(rev: int) -> SetProject:
    """Return the edit that takes the name of a state away; the state itself stays in the journal."""
    return SetProject({f"{PREFIX}{rev}": ""})
