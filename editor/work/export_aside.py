"""Exporting from a copy of the project, in a thread, so that work on the project itself goes on."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

from editor.store import file, snapshot
from editor.store.project import Project
from editor.work.export import Request, export_project


def export_aside(
    project: Project, request: Request, report: Callable[[str], object], stopped: Callable[[], bool] = lambda: False
) -> list[Path]:
    """Copy the project, write the documents asked for from the copy, and return the files written.

    Args:
        project: The open project; its own connection makes the copy.
        request: What to write.
        report: Told the name of each file when it is whole.
        stopped: Asked after each file.

    Raises:
        Fault: as ``export_project``; the files written before stay.
    """
    written: list[Path] = []
    with tempfile.TemporaryDirectory(prefix="muniment-export-") as folder:
        copy = Path(folder) / project.path.name
        snapshot.copy_to(project, copy)
        # Under the name of the original: the images are named relative to where that lies.
        with Project(project.path, file.connect(copy), project.user) as aside:
            for path in export_project(aside, request):
                written.append(path)
                report(path.name)
                if stopped():
                    break
    return written
