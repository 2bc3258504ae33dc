"""A project that is not open is one whole file: copied after each of many edits, and every copy is held against it.

python -m tests.faults.copies --count 1000
"""

from __future__ import annotations

import argparse
import random
import shutil
import sys
import tempfile
from pathlib import Path

from editor.model import edit as e
from editor.store import gate, journal, readers
from editor.store.project import Project


def copies(count: int, seed: int) -> list[str]:
    """Edit, close, copy the one file elsewhere and open the copy, so often; return what was wrong."""
    chance, found = random.Random(seed), []
    with tempfile.TemporaryDirectory(prefix="muniment-copies-") as folder:
        path, elsewhere = Path(folder) / "p.muniment", Path(folder) / "elsewhere"
        elsewhere.mkdir()
        with Project.create(path) as project:
            document = project.apply(e.AddDocument("begin")).id
            page = project.apply(e.AddPage(document)).id
            region = project.apply(e.AddRegion(page)).id
        for number in range(count):
            with Project.open(path) as project:
                for _ in range(chance.randrange(1, 4)):
                    project.apply(e.AddLine(region, f"{number} " + "word " * chance.randrange(30)))
                if chance.random() < 0.1:
                    project.undo()
                wanted = list(project.connection.iterdump()) if number % 50 == 0 else None
                lines, rev = _state(project, page)
            beside = [one.name for one in path.parent.iterdir() if one.is_file() and one != path]
            found += [f"copy {number}: beside it lies {name}" for name in beside]
            copy = elsewhere / "mailed.muniment"
            shutil.copyfile(path, copy)
            with Project.open(copy) as project:
                if _state(project, page) != (lines, rev) or gate.integrity(project.connection):
                    found.append(f"copy {number} is not what was copied")
                if wanted is not None and list(project.connection.iterdump()) != wanted:
                    found.append(f"copy {number} has other rows")
            copy.unlink()
    return found


def _state(project: Project, page: int) -> tuple[list[str], int]:
    lines = [line.text for _, line in readers.content(project, page).lines()]
    return lines[-20:], journal.last_rev(project.connection)


def main() -> int:
    """Copy, and print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=random.randrange(1 << 31))
    given = parser.parse_args()
    found = copies(given.count, given.seed)
    print("\n".join(found[:10]) if found else f"{given.count} copies, all whole")
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
