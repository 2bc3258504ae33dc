"""What an archivist asks an export for, and which files come of it; opens no page and writes nothing."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass
from pathlib import Path

from editor.model.faults import Fault
from editor.model.page import STATUSES, Document, Page
from editor.store import readers
from editor.store.project import Project
from editor.work.export_kinds import KINDS, Kind
from editor.work.export_names import Names

VIEWS = ("diplomatic", "reading", "raw")
ROWS = ("annotations", "lines")


@dataclass(frozen=True, slots=True)
class Ranges:
    """Numbers as an archivist writes them, such as ``1-5,8``; however large, they take no room."""

    bounds: tuple[tuple[int, int], ...]

    def __contains__(self, number: object) -> bool:
        """Tell whether a number is among them."""
        return isinstance(number, int) and any(low <= number <= high for low, high in self.bounds)


def ranges(text: str) -> Ranges | None:
    """Return the numbers that ``1-5, 8`` names, None where nothing is said.

    Raises:
        Fault: it names none.
    """
    if not text.strip():
        return None
    found = [re.fullmatch(r"\s*([0-9]{1,9})\s*(?:[-–]\s*([0-9]{1,9})\s*)?", part) for part in text.split(",")]
    if not all(found):
        raise Fault(f"“{text}” names no pages; write for example 1-5,8.")
    return Ranges(tuple((int(part[1]), int(part[2] or part[1])) for part in found if part is not None))


@dataclass(frozen=True, slots=True)
class Request:
    """What to write: where (a folder, or a file where only one comes of it), in which format, and of what.

    ``documents`` count from 1, ``pages`` are numbers within their document; None is all of them. ``view`` is for text
    and ``rows`` for tables (see ``VIEWS`` and ``ROWS``); ``bom`` lets a table begin with a byte order mark, by which
    spreadsheets know UTF-8. ``pattern`` names the files (see ``export_names``), "" as the format does. ``manifest``
    adds a file of SHA-256 digests.
    """

    out: Path
    format: str
    documents: Container[int] | None = None
    pages: Container[int] | None = None
    view: str = "diplomatic"
    status: str | None = None
    pattern: str = ""
    manifest: bool = False
    rows: str = "annotations"
    bom: bool = False

    @property
    def kind(self) -> Kind:
        """Return the row of the table of formats.

        Raises:
            Fault: there is no such format.
        """
        try:
            return KINDS[self.format]
        except KeyError:
            raise Fault(f"“{self.format}” is no format of an export: {', '.join(KINDS)}.") from None

    @property
    def ending(self) -> str:
        """Return how the names of the files end."""
        kind = self.kind
        special = ""
        if kind.viewed and self.view != VIEWS[0]:
            special = f".{self.view}"
        elif kind.tabular and self.rows != ROWS[0]:
            special = f".{self.rows}"
        return special + kind.ending

    def check(self) -> None:
        """Refuse what no project could answer.

        Raises:
            Fault: there is no such format, status, view or table.
        """
        _ = self.kind
        if self.status is not None and self.status not in STATUSES:
            raise Fault(f"“{self.status}” is no status of a page: {', '.join(STATUSES)}.")
        if self.view not in VIEWS:
            raise Fault(f"“{self.view}” is no view of text: {', '.join(VIEWS)}.")
        if self.rows not in ROWS:
            raise Fault(f"“{self.rows}” is no table: {', '.join(ROWS)}.")

    def wants(self, page: Page) -> bool:
        """Tell whether a page is among those asked for."""
        return (self.pages is None or page.seq in self.pages) and self.status in (None, page.status)


@dataclass(frozen=True, slots=True)
class Part:
    """What of one document goes into a file: its pages in order, each as id and number within the document."""

    document: Document
    pages: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Work:
    """One file to write: its name below the folder of the export, with forward slashes, and what goes into it."""

    name: str
    parts: tuple[Part, ...]

    @property
    def size(self) -> int:
        """Return how many pages go into it."""
        return sum(len(part.pages) for part in self.parts)


def work_of(project: Project, request: Request) -> Iterator[Work]:
    """Yield the files that a request asks for, in order.

    A name depends on all of the project and not on what is chosen of it, so that a page written alone gets the name it
    has among the others.

    Raises:
        Fault: the request cannot be answered, or its pattern is none.
    """
    request.check()
    names = Names(project, request.pattern, request.kind, request.ending)
    if request.kind.per == "project":
        parts = tuple(_parts(project, request))
        if parts:
            yield Work(names.of_project(), parts)
        return
    for document in readers.documents(project):
        chosen = request.documents is None or document.seq in request.documents
        if request.kind.per == "document":
            name = names.of_document(document)
            part = Part(document, _chosen(project, document, request) if chosen else ())
            if part.pages:
                yield Work(name, (part,))
            continue
        for page in readers.pages(project, document.id):
            name = names.of_page(document, page)
            if chosen and request.wants(page):
                yield Work(name, (Part(document, ((page.id, page.seq),)),))


def _parts(project: Project, request: Request) -> Iterator[Part]:
    for document in readers.documents(project):
        if request.documents is None or document.seq in request.documents:
            pages = _chosen(project, document, request)
            if pages:
                yield Part(document, pages)


def _chosen(project: Project, document: Document, request: Request) -> tuple[tuple[int, int], ...]:
    return tuple((page.id, page.seq) for page in readers.pages(project, document.id) if request.wants(page))
