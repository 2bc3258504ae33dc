"""A project made of TEI that was read: what an import does with its pages, without files and plans."""

from __future__ import annotations

from dataclasses import replace
from itertools import count
from pathlib import Path

from editor.formats.tei import arrive
from editor.formats.tei.record import Record
from editor.model import edit as e
from editor.model.source import Source
from editor.model.tagset import TagSet
from editor.store import readers
from editor.store.project import Project
from editor.work.arriving import Arrival
from tests.formats.tei.build import written


def stored(source: Source, path: Path) -> Project:
    """Return a fresh project that holds ``source``; the pages keep the images they name, though none is there."""
    project = Project.create(path, {"title": "Import"}, user="archivist")
    document = project.apply(e.AddDocument(source.title or "Untitled", values=source.values)).id
    regions: dict[str, int] = {}
    for page in source.pages:
        frame = int(page.attributes.get("frame", "0"))
        page_id = project.new_id()
        add = e.AddPage(document, page.image, page.label, e.LAST, frame, page.width, page.height, id=page_id)
        arrival = Arrival(page, source, None, (page.width, page.height), regions)
        project.apply(e.Batch((add, *arrival.edits(project.new_id, page_id, content=True)), "Import"))
    return project


def record_of(project: Project, tagset: TagSet) -> Record:
    """Return what the first document of a project is written from."""
    document = readers.documents(project)[0]
    changes, software = arrive.kept(document.values)

    def pages():
        return (readers.content(project, page.id) for page in readers.pages(project, document.id))

    orphans = tuple(readers.orphans_of(project, document.id))
    return Record(document, tagset, pages, changes=changes, software=software, orphans=orphans)


_NUMBERS = count(1)


def again(text: str, folder: Path, like: Record) -> str:
    """Return what is written after ``text`` was read and taken into a project of its own."""
    source = arrive.read(text.encode(), "record.xml")
    path = folder / f"{next(_NUMBERS)}.muniment"
    with stored(source, path) as project:
        made = record_of(project, like.tagset)
        found = written(replace(made, version=like.version))
    path.unlink()
    return found
