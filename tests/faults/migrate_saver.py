"""Bring a project of the first version up to date, again and again, until killed; see ``migrate_verifier``.

Each time the project is the same one anew; every second time the copy that an earlier attempt kept is there already.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from pathlib import Path

from editor.model import edit as e
from editor.store import copies
from editor.store.project import Project
from editor.work.dump import dump
from tests.faults import acknowledged
from tests.projects.older import take_back

OLD = "old.muniment"
PROJECT = "older.muniment"
CONTENT = "content"


def content_of(project: Project) -> str:
    """Return a digest of all that is in a project."""
    return hashlib.sha256(json.dumps(list(dump(project))).encode()).hexdigest()


def make(folder: Path) -> None:
    """Make the project as the first version had it."""
    part = folder / "part.muniment"
    part.unlink(missing_ok=True)
    with Project.create(part) as project:
        project.connection.execute("PRAGMA synchronous=0")  # nothing is promised of it yet
        document = project.apply(e.AddDocument("One")).id
        assert document is not None
        for number in range(40):
            page = project.apply(e.AddPage(document, label=str(number))).id
            assert page is not None
            project.apply(e.AddReading(page, {"format": "text"}, '{"regions": []}' + " " * 50_000))
            region = project.apply(e.AddRegion(page)).id
            assert region is not None
            project.apply(e.Batch(tuple(e.AddLine(region, f"{number} {at}") for at in range(40)), "Lines"))
        (folder / CONTENT).write_text(content_of(project))
    take_back(part)
    part.replace(folder / OLD)


def main() -> None:
    """Bring it up to date until killed."""
    folder = acknowledged.folder()
    project, part = folder / PROJECT, folder / "again.part"
    if not (folder / OLD).exists():
        make(folder)
    promises = acknowledged.Acknowledgements()
    number = max(acknowledged.promised(), default=0)
    while True:
        number += 1
        shutil.copyfile(folder / OLD, part)
        os.replace(part, project)
        if number % 2:  # only now: a project that was brought up to date is never without its copy
            shutil.rmtree(copies.folder_of(project), ignore_errors=True)
        promises.add(number, "begun")
        Project.open(project).close()


if __name__ == "__main__":
    main()
