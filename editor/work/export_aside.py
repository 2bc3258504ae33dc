"""Exporting from a copy of the project, in a thread, so that work on the project itself goes on."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from editor.model.faults import Fault
from editor.store import copies, file
from editor.store.project import Project
from editor.work.export import Request, export_project


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of an export: the files that are whole, and a sentence where it could not go on."""

    written: tuple[Path, ...]
    trouble: str = ""


def export_aside(
    project: Project,
    request: Request,
    report: Callable[[int, int, str], object],
    stopped: Callable[[], bool] = lambda: False,
) -> Outcome:
    """Copy the project, write the documents asked for from the copy, and tell what was written.

    Args:
        project: The open project; its own connection makes the copy.
        request: What to write.
        report: Told how many pages are done, of how many, and in which file.
        stopped: Asked at every page.
    """
    written: list[Path] = []
    with tempfile.TemporaryDirectory(prefix="muniment-export-") as folder:
        copy = Path(folder) / project.path.name
        copies.copy_to(project.connection, copy)
        # Under the name of the original: the images are named relative to where that lies.
        with Project(project.path, file.connect(copy), project.user) as aside:
            try:
                written.extend(export_project(aside, request, report, stopped))
            except Fault as fault:
                return Outcome(tuple(written), str(fault))
    return Outcome(tuple(written))
