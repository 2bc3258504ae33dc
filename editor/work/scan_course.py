"""Pages read one after another and put on their pages at once: what was read stays, whenever it is stopped."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from editor.assist.engines.values import Stopped
from editor.imaging.facts import ImageFault
from editor.store.project import Project
from editor.work.scan_reading import ScanReader, never
from editor.work.scan_tasks import LEFT_OUT, How, ReadScan, Wanted, arrive, tasks

Report = Callable[[int, int, str], None]
"""Told how many pages are done, of how many, and the name of the one that is read."""


def read_scans(
    project: Project,
    reader: ScanReader,
    how: How,
    wanted: Wanted,
    report: Report | None = None,
    stopped: Callable[[], bool] = never,
) -> Iterator[ReadScan]:
    """Read pages in this way and yield what became of each; a page that cannot be read is told and the others go on.

    Raises:
        EngineFault: the engine cannot read at all.
        Fault: the project cannot be written.
    """
    todo = list(tasks(project, how, wanted))
    for done, task in enumerate(todo):
        if stopped():  # a small page is read before the reader would have asked
            return
        if report is not None:
            report(done, len(todo), task.label)
        try:
            read = reader.read(task.path, task.frame, task.size, stopped)
        except Stopped:
            return
        except ImageFault as fault:
            yield ReadScan(task, LEFT_OUT, message=str(fault))
            continue
        edit, found = arrive(project, task, how, read)
        project.apply(edit)
        yield found
