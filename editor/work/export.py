"""Writing a project out: the files a request asks for, one after the other, each whole before it gets its name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from editor.model.faults import Fault
from editor.store.project import Project
from editor.whole import digest_of
from editor.work.export_course import Course, Stopped
from editor.work.export_kinds import KINDS
from editor.work.export_names import FIELDS
from editor.work.export_request import ROWS, VIEWS, Request, Work, ranges, work_of
from editor.work.export_sheet import Sheet, tagset_of
from editor.work.export_whole import MANIFEST, Inputs, read_manifest, write_manifest
from editor.work.export_writers import WRITERS

FORMATS = tuple(KINDS)

__all__ = [
    "FIELDS",
    "FORMATS",
    "MANIFEST",
    "ROWS",
    "VIEWS",
    "Outlook",
    "Request",
    "export_project",
    "outlook",
    "preview",
    "ranges",
    "tagset_of",
]


def preview(project: Project, request: Request, most: int | None = None) -> list[str]:
    """Return the names of the files that would be written, the first ``most`` of them, with forward slashes.

    Raises:
        Fault: as ``export_project``, as far as it can be told without opening a page.
    """
    works = list(islice(work_of(project, request), most))
    alone = _alone(project, request, works)
    return [alone.name] if alone is not None else [work.name for work in works]


@dataclass(frozen=True, slots=True)
class Outlook:
    """What would come of a request: the names of the first files, how many files and how many pages in them."""

    names: tuple[str, ...]
    files: int
    pages: int


def outlook(project: Project, request: Request, most: int = 4, stopped: Callable[[], bool] = lambda: False) -> Outlook:
    """Return what would be written, with the names of the first ``most`` files; less of it where it is stopped.

    Raises:
        Fault: the request cannot be answered.
    """
    names: list[str] = []
    files = pages = 0
    for work in work_of(project, request):
        if files < most:
            names.append(work.name)
        files += 1
        pages += work.size
        if stopped():
            break
    return Outlook(tuple(names), files, pages)


def export_project(
    project: Project,
    request: Request,
    report: Callable[[int, int, str], object] = lambda done, of, name: None,
    stopped: Callable[[], bool] = lambda: False,
) -> Iterator[Path]:
    """Write what is asked for, yielding each file when it is whole; a manifest, where wanted, comes last.

    Args:
        project: The project; it is only read.
        request: What to write.
        report: Told how many pages are done, of how many, and in which file.
        stopped: Asked at every page; once it is true, the file being written is given up and nothing more is written.

    Raises:
        Fault: there is nothing to write, or a file failed its check; the files before it stay, nothing is half there.
    """
    works = list(work_of(project, request))
    if not works:
        raise Fault("There is nothing to export: no page is as asked for.")
    alone = _alone(project, request, works)
    folder = alone.parent if alone is not None else request.out
    _make(folder)
    if request.manifest:
        read_manifest(folder / MANIFEST)
    inputs = Inputs(project)
    course = Course(sum(work.size for work in works), request.kind.passes, report, stopped)
    digests: dict[str, str] = {}
    for work in works:
        target = alone if alone is not None else folder / work.name
        name = target.name if alone is not None else work.name
        inputs.refuse(target, request.kind.signs)
        _make(target.parent)
        course.begin(work.size, name)
        try:
            WRITERS[request.format](Sheet(project, request, work, target, course))
        except Stopped:
            return
        course.end()
        if request.manifest:
            digests[name] = digest_of(target)
        yield target
    if request.manifest and not stopped():
        yield write_manifest(folder, digests)


def _alone(project: Project, request: Request, works: list[Work]) -> Path | None:
    """Return the one file that ``out`` names, None where it is a folder."""
    out = request.out
    if out.suffix.casefold() != request.kind.ending or out.is_dir():
        return None
    if len(works) > 1:
        raise Fault(f"{out.name} is one file, but several are to be written; name a folder.")
    return out


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Fault(f"The folder {folder} cannot be made: {error.strerror or error}.") from error
