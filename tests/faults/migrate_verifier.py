"""Look at a project whose bringing up to date was killed; exit 0 when it is whole, the old one or the new one.

The old one must be so byte for byte; the program must open either without a question; and whatever bears the name of a
kept copy must be one, from which the project can be made again.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from editor.model.faults import Fault
from editor.store import backups, copies, gate, journal, schema
from editor.store.project import Project
from tests.faults import acknowledged
from tests.faults.migrate_saver import CONTENT, OLD, PROJECT, content_of


def faults(folder: Path, aside: Path) -> Iterator[str]:
    """Yield what is wrong."""
    path, due = folder / PROJECT, (folder / CONTENT).read_text()
    for beside in (path, path.with_name(path.name + "-journal")):
        if beside.exists():
            shutil.copyfile(beside, aside / beside.name)
    version = gate.inspect(aside / path.name, thorough=True)
    if version < schema.VERSION and (aside / path.name).read_bytes() != (folder / OLD).read_bytes():
        yield "it is of the old version and not as it was"
    for number, one in enumerate(backups.backups(path)):
        copies.prove(one.path, one.path.name)
        again = aside / f"{number}.muniment"
        backups.restore(one.path, again)
        with Project.open(again) as project:
            if content_of(project) != due:
                yield f"{one.path.name} has something else in it"
    with Project.open(path) as project:
        yield from gate.integrity(project.connection)
        yield from [told for told in [journal.trouble(project.connection)] if told]
        if content_of(project) != due:
            yield "its content is another"
        if not any(one.version == 1 for one in backups.backups(path)):
            yield "no copy of it was kept"


def main() -> int:
    """Verify, and print what was found."""
    folder = acknowledged.folder()
    if not (folder / PROJECT).exists():
        print("killed before there was one")
        return 0
    with tempfile.TemporaryDirectory(prefix="muniment-verify-") as aside:
        try:
            found = list(faults(folder, Path(aside)))
        except Fault as fault:
            found = [str(fault)]
    print("\n".join(found) if found else "it is whole")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
