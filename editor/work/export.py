"""Writing documents out: from a snapshot of the project, checked and read back before a file gets its name."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import editor
from editor.formats import plain
from editor.formats.tei.export import export as write_tei
from editor.formats.tei.record import Record, Revision
from editor.model.faults import Fault
from editor.model.page import STATUSES, Document, Page, PageContent
from editor.model.tagset import TagSet, read_tagset
from editor.store import readers
from editor.store.project import Project

FORMATS = ("tei", "text")
VIEWS = ("diplomatic", "reading", "raw")
ENDINGS = {"tei": ".xml", "text": ".txt"}


@dataclass(frozen=True, slots=True)
class Request:
    """What to write: where (a folder, or a file for one document), in which format, and of what.

    ``document`` counts from 1; ``pages`` are numbers within their document; ``view`` is for text.
    """

    out: Path
    format: str
    document: int | None = None
    pages: frozenset[int] | set[int] | None = None
    view: str = "diplomatic"
    status: str | None = None


def export_project(project: Project, request: Request) -> Iterator[Path]:
    """Write the documents asked for, yielding each file when it is whole.

    Raises:
        Fault: there is no such document, nothing to write, or a file failed its check; the old file stays.
    """
    if request.status is not None and request.status not in STATUSES:
        raise Fault(f"“{request.status}” is no status of a page: {', '.join(STATUSES)}.")
    documents = [d for d in readers.documents(project) if request.document in (None, d.seq)]
    if not documents:
        raise Fault("There is no such document to export." if request.document else "There is nothing to export yet.")
    write = _export_tei if request.format == "tei" else _export_text
    for document in documents:
        target = _target(request, document, alone=len(documents) == 1)
        pages = _pages(project, document, request)
        if next(iter(pages()), None) is None:
            continue
        _refuse_inputs(project, document, target)
        write(project, document, target, pages, request)
        yield target


def _target(request: Request, document: Document, *, alone: bool) -> Path:
    ending = ENDINGS[request.format]
    if alone and request.out.suffix == ending and not request.out.is_dir():
        request.out.parent.mkdir(parents=True, exist_ok=True)
        return request.out
    request.out.mkdir(parents=True, exist_ok=True)
    view = f".{request.view}" if request.format == "text" and request.view != "diplomatic" else ""
    return request.out / f"{document.seq:02d}-{file_name(document.title)}{view}{ending}"


def file_name(title: str) -> str:
    """Return a title as part of a file name that every system and every address takes: no blanks, no signs."""
    return "-".join(re.findall(r"[\w.]+", title))[:80].strip("-.") or "document"


def _refuse_inputs(project: Project, document: Document, target: Path) -> None:
    resolved = target.resolve()
    folder = project.path.resolve().parent
    inputs = {project.path.resolve(), *((folder / p.image).resolve() for p in readers.pages(project, document.id))}
    if resolved in inputs:
        raise Fault(f"{target.name} is a file this project is made from; it was not overwritten.")


Pages = Callable[[], Iterator[PageContent]]


def _pages(project: Project, document: Document, request: Request) -> Pages:
    def pages() -> Iterator[PageContent]:
        for page in readers.pages(project, document.id):
            wanted = request.pages is None or page.seq in request.pages
            if wanted and request.status in (None, page.status):
                yield readers.content(project, page.id)

    return pages


def _export_tei(project: Project, document: Document, target: Path, pages: Pages, request: Request) -> None:
    write_tei(tei_record(project, document, target.parent, pages), target)


def tei_record(project: Project, document: Document, folder: Path, pages: Pages) -> Record:
    """Return what the TEI of a document is written from; images are named relative to ``folder``."""
    days = readers.days_of_work(project, document.id)
    changes = tuple(Revision(day, user or "unknown", _what(edits)) for day, user, edits in days)
    people = tuple(dict.fromkeys(change.who for change in changes))
    return Record(
        document=document,
        tagset=tagset_of(project),
        pages=pages,
        changes=changes,
        people=people,
        version=editor.__version__,
        image_url=lambda page: image_url(project, page, folder),
        software=tuple(readers.producers(project, document.id)),
        orphans=tuple(readers.orphans_of(project, document.id)),
        images=lambda: (image_url(project, page, folder) for page in readers.pages(project, document.id)),
    )


def tagset_of(project: Project) -> TagSet:
    """Return the project's own tag set."""
    return read_tagset(readers.project_values(project).get("tagset") or 'name = "plain"')


def _what(edits: int) -> str:
    return f"{edits} change{'' if edits == 1 else 's'} to the transcription."


def image_url(project: Project, page: Page, folder: Path) -> str:
    """Return the image of a page as a path relative to ``folder``, with forward slashes; "" where there is none."""
    if not page.image:
        return ""
    image = (project.path.resolve().parent / page.image).resolve()
    try:
        return Path(os.path.relpath(image, folder.resolve())).as_posix()
    except ValueError:
        return image.name


def _export_text(project: Project, document: Document, target: Path, pages: Pages, request: Request) -> None:
    contents = pages()
    if request.view == "raw":
        contents = (readers.as_read(project, content) for content in contents)
    text = "".join(plain.text(contents, request.view, tagset_of(project)))
    write_whole(target, text.encode("utf-8"))


def write_whole(target: Path, data: bytes) -> None:
    """Write a file under a temporary name, read it back, and only then give it its name.

    Raises:
        Fault: it could not be written whole; what bore the name before is untouched.
    """
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with part.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if part.read_bytes() != data:
            raise Fault(f"{target.name} was not written: what was read back differs.")
        part.replace(target)
    except OSError as error:
        raise Fault(f"{target.name} could not be written ({error.strerror or error}); nothing was changed.") from error
    finally:
        part.unlink(missing_ok=True)
