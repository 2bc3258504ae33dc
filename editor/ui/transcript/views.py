"""What a page says in the views that are only read: as the machine read it, and as a reader wants it."""

from __future__ import annotations

from editor.formats import plain
from editor.model.page import PageContent
from editor.model.tagset import TagSet
from editor.ui.transcript.rows import Heading, PageRows, Row, Run, headings_of, showable

DIPLOMATIC, READING, RAW = "diplomatic", "reading", "raw"


def raw_rows(content: PageContent, tagset: TagSet) -> PageRows:
    """Return the lines as the machine read them; a line no machine has read is empty."""
    rows: list[Row] = []
    waiting: list[Heading] = []
    for heading, region in zip(headings_of(content, tagset), content.regions, strict=True):
        waiting.append(heading)
        for line in region.lines:
            text = showable(line.ocr_text or "")
            number = f"{region.seq}.{line.seq}"
            rows.append(Row(region.id, line.id, number, text, _one(text), headings=tuple(waiting)))
            waiting = []
    return PageRows(tuple(rows) or PageRows().rows, tuple(waiting))


def _one(text: str) -> tuple[Run, ...]:
    return (Run(0, len(text)),) if text else ()


def reading_rows(content: PageContent, tagset: TagSet) -> PageRows:
    """Return the page as the reading text of an export has it, region by region; what that leaves out is not here."""
    rows: list[Row] = []
    for heading, region in zip(headings_of(content, tagset), content.regions, strict=True):
        alone = PageContent(content.page, (region,), content.annotations)
        said = "".join(plain.text((alone,), "reading", tagset)).rstrip("\n")
        above: tuple[Heading, ...] = (heading,)
        for paragraph in said.split("\n") if said else ():
            text = showable(paragraph)
            rows.append(Row(region.id, None, "", text, _one(text), headings=above))
            above = ()
    return PageRows(tuple(rows) or PageRows().rows)
