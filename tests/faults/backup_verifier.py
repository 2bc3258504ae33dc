"""Open every file that bears a backup's name; exit 0 when each is whole and the newest promised one is among them."""

from __future__ import annotations

import sys

from editor.model.faults import Fault
from editor.store import backups, copies, journal
from editor.store.project import Project
from tests.faults import acknowledged
from tests.faults.backup_saver import PROJECT


def main() -> int:
    """Verify, and print what was found."""
    path = acknowledged.folder() / PROJECT
    promised, found = acknowledged.promised(), []
    listed = backups.backups(path)
    for one in listed:
        try:
            copies.prove(one.path, one.path.name)
            with Project.open(one.path) as project:
                last = journal.last_rev(project.connection)
                sha = acknowledged.digest(journal.entry(project.connection, last).digest)
        except Fault as fault:
            found.append(f"{one.path.name}: {fault}")
            continue
        if last != one.rev or promised.get(last, sha) != sha:
            found.append(f"{one.path.name} has its edits up to {last}")
    if promised and max(promised) > max((one.rev for one in listed), default=0):
        found.append(f"the backup of {max(promised)} was promised and is not there")
    print("\n".join(found[:10]) if found else f"{len(listed)} backups are whole")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
