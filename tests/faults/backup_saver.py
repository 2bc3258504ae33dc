"""Edit a project and back it up without pause until killed; ``backup_verifier`` opens what bears a backup's name."""

from __future__ import annotations

from datetime import datetime, timedelta

from editor.model import edit as e
from editor.store import backups, journal
from editor.store.project import Project
from tests.faults import acknowledged

PROJECT = "backed.muniment"
NOON = datetime(2026, 11, 22, 12).astimezone()


def main() -> None:
    """Back up until killed."""
    path = acknowledged.folder() / PROJECT
    if path.exists():
        project = Project.open(path)
    else:
        project = Project.create(path)
        document = project.apply(e.AddDocument("One")).id
        for _ in range(40):
            page = project.apply(e.AddPage(document)).id
            project.apply(e.AddReading(page, {"format": "text"}, '{"regions": []}' + " " * 50_000))
    promises = acknowledged.Acknowledgements()
    while True:
        rev = project.apply(e.AddDocument("another")).rev
        made = backups.back_up(project, NOON + timedelta(minutes=rev))
        assert made is not None
        promises.add(rev, journal.entry(project.connection, rev).digest)


if __name__ == "__main__":
    main()
