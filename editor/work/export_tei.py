"""What the TEI of a document is written from: the record, its journal by days, and its images."""

from __future__ import annotations

import editor
from editor.formats.tei.export import export as write_record
from editor.formats.tei.record import Record, Revision
from editor.store import readers
from editor.work.export_request import Part
from editor.work.export_sheet import Sheet, tagset_of


def write_tei(sheet: Sheet) -> None:
    """Write the TEI of a document.

    Raises:
        Fault: it is not valid, or does not come back as it was; the old file stays.
    """
    write_record(record(sheet, sheet.part), sheet.target)


def record(sheet: Sheet, part: Part) -> Record:
    """Return what the TEI of a document is written from; images are named relative to the folder of the file."""
    project, document = sheet.project, part.document
    days = readers.days_of_work(project, document.id)
    changes = tuple(Revision(day, user or "unknown", _what(edits)) for day, user, edits in days)
    return Record(
        document=document,
        tagset=tagset_of(project),
        pages=lambda: sheet.contents(part),
        changes=changes,
        people=tuple(dict.fromkeys(change.who for change in changes)),
        version=editor.__version__,
        image_url=sheet.image_url,
        software=tuple(readers.producers(project, document.id)),
        orphans=tuple(readers.orphans_of(project, document.id)),
        images=lambda: (sheet.image_url(page) for page in readers.pages(project, document.id)),
    )


def _what(edits: int) -> str:
    return f"{edits} change{'' if edits == 1 else 's'} to the transcription."
