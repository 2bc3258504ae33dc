"""What the TEI of a document is written from: the record, its journal by days, and its images."""

from __future__ import annotations

import editor
from editor.formats.tei import arrive
from editor.formats.tei.export import export as write_record
from editor.formats.tei.export import export_corpus
from editor.formats.tei.record import Record, Revision
from editor.model.page import Document
from editor.store import provenance, readers
from editor.store.project import Project
from editor.work.export_request import Part
from editor.work.export_sheet import Sheet, tagset_of
from editor.work.hyphens import Hyphens
from editor.work.snapshots import snapshots


def write_tei(sheet: Sheet) -> None:
    """Write the TEI of a document.

    Raises:
        Fault: it is not valid, or does not come back as it was; the old file stays.
    """
    write_record(record(sheet, sheet.part), sheet.target)


def write_corpus(sheet: Sheet) -> None:
    """Write the records of the project as one teiCorpus.

    Raises:
        Fault: as ``write_tei``.
    """
    records = (record(sheet, part) for part in sheet.work.parts)
    title = readers.project_values(sheet.project).get("title", "")
    export_corpus(title, editor.__version__, records, sheet.target)


def record(sheet: Sheet, part: Part) -> Record:
    """Return what the TEI of a document is written from; images are named relative to the folder of the file."""
    project, document = sheet.project, part.document
    changes, software = history(project, document)
    return Record(
        document=document,
        tagset=tagset_of(project),
        pages=lambda: sheet.contents(part, shares=False),
        changes=changes,
        people=tuple(dict.fromkeys(change.who for change in changes)),
        version=editor.__version__,
        image_url=sheet.image_url,
        software=software,
        orphans=tuple(readers.orphans_of(project, document.id)),
        cut=Hyphens(project, document.id).cut,
        images=lambda: (sheet.image_url(page) for page in readers.pages(project, document.id)),
    )


def history(project: Project, document: Document) -> tuple[tuple[Revision, ...], tuple[str, ...]]:
    """Return the steps of the work on a document in order of time, and what programs read its pages first.

    What a TEI file of ours told, from which it came, goes before what was done since; that import itself is no step.
    """
    kept, read = arrive.kept(document.values)
    steps = [
        Revision(day, user or "unknown", f"{_so_many(pages, 'page')} imported.", "imported")
        for day, user, pages in provenance.days_of_import(project, document.id)
    ]
    steps += [
        Revision(day, user or "unknown", f"{_so_many(edits, 'change')} to the transcription.", "edited")
        for day, user, edits in provenance.days_of_work(project, document.id)
    ]
    begun = provenance.begun(project, document.id)
    steps += [
        Revision(one.when[:10], one.who or "unknown", f"State named “{one.name}”.")
        for one in snapshots(project)
        if begun is not None and one.rev >= begun
    ]
    software = dict.fromkeys((*read, *provenance.producers(project, document.id)))
    return (*kept, *sorted(steps, key=lambda step: step.when)), tuple(software)


def _so_many(count: int, thing: str) -> str:
    return f"{count} {thing}{'' if count == 1 else 's'}"
