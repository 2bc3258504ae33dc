"""Hold what a killed window left against what it promised; exit 0 when every promise was kept.

Every acknowledged entry of the journal is there, the content is what the journal makes of it (so no edit is there by
half), the window opens unasked, and every file that was exported bears its name only whole.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from editor.formats.xml import parse
from editor.model.faults import Fault
from editor.store import gate, journal, replaying
from editor.store.project import Project
from tests.faults import acknowledged, numbers
from tests.faults.window_verifier import reopened


def lost(project: Project) -> Iterator[str]:
    """Yield what was acknowledged and is not in the journal, and what the content has otherwise than the journal."""
    there = {entry.rev: acknowledged.digest(entry.digest) for entry in journal.entries(project.connection)}
    for rev, sha in acknowledged.promised().items():
        if there.get(rev) != sha:
            yield f"entry {rev} was acknowledged and is lost"
    yield from replaying.differences(project)


def halves(folder: Path) -> Iterator[str]:
    """Yield the exported files that bear a name and are not whole."""
    for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
        if path.is_dir() or path.name.startswith("."):
            continue
        if not path.stat().st_size:
            yield f"{path.name} is empty"
        elif path.suffix == ".xml":
            try:
                parse(path.read_bytes(), path.name)
            except Fault as fault:
                yield f"{path.name} is no whole file: {fault}"


def main() -> int:
    """Verify, and print what was found."""
    folder = acknowledged.folder()
    path = folder / numbers.PROJECT
    if not path.exists():
        print("there is no project yet")
        return 0
    found = list(reopened(folder)) + list(halves(folder / "out"))
    try:
        with Project.open(path, user="verifier") as project:
            found += gate.integrity(project.connection)
            found += [told for told in [journal.trouble(project.connection)] if told]
            found += lost(project)
    except Fault as fault:
        found.append(f"it does not open: {fault}")
    print("\n".join(found[:10]) if found else f"{len(acknowledged.promised())} entries are there")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
