"""Tables out, as CSV after RFC 4180: every annotation with its place and its words, or every line.

A spreadsheet takes a cell that begins with ``=`` for a formula, whoever wrote it: such cells get an apostrophe first.
Knows no file.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from editor.formats.flow import Table
from editor.model.annotation import NOTE, Annotation, RegionTarget, SpanTarget, Target
from editor.model.page import Document, Line, Page, PageContent, Region
from editor.model.tagset import TagSet

ANNOTATIONS: Final = (
    "document", "page", "label", "image", "region", "kind", "line", "tag", "attributes", "quote", "start", "end",
    "note", "annotation",
)  # fmt: skip
"""The columns of a table of annotations, one row for each thing one of them is on."""

LINES: Final = (
    "document", "page", "label", "image", "region", "kind", "hand", "line", "text", "ocr", "confidence", "verified",
)  # fmt: skip
"""The columns of a table of lines."""

DANGEROUS: Final = ("=", "+", "-", "@", "\t", "\r")
"""What a cell must not begin with."""

BOM: Final = "\ufeff"

Cell = str | int | float | None


def of_annotations(
    document: Document,
    pages: Iterable[PageContent],
    tagset: TagSet | None = None,
    orphans: Iterable[Annotation] = (),
) -> Iterator[str]:
    """Yield the rows of all tags and notes in the order of the text, the head first; those without a place come last.

    Args:
        document: The record.
        pages: Its pages, in order.
        tagset: The project's tag set.
        orphans: The annotations that lost their words.
    """
    table = Table(tagset)
    yield row(ANNOTATIONS)
    for content in pages:
        start = (document.title, content.page.seq, content.page.label, _image(content.page))
        for target, annotation, region, line in _placed(content):
            where = (*start, *_where(table, region, line))
            span = (target.quote, target.start, target.end) if isinstance(target, SpanTarget) else ("", None, None)
            yield row((*where, *_said(table, annotation), *span, _note(annotation), annotation.id))
    for annotation in orphans:
        where = (document.title, None, "", "", None, "", None)
        said = _said(table, annotation)
        yield row((*where, *said, annotation.quote, None, None, _note(annotation), annotation.id))


def of_lines(document: Document, pages: Iterable[PageContent], tagset: TagSet | None = None) -> Iterator[str]:
    """Yield the rows of all lines in their order, the head first.

    Args:
        document: The record.
        pages: Its pages, in order.
        tagset: The project's tag set.
    """
    table = Table(tagset)
    yield row(LINES)
    for content in pages:
        page = content.page
        for region, line in content.lines():
            where = (document.title, page.seq, page.label, _image(page), region.seq, table.kind(region.kind).label)
            told = (line.text, line.ocr_text, line.confidence, "yes" if line.verified else "no")
            yield row((*where, region.hand or "", line.seq, *told))


def row(cells: Sequence[Cell]) -> str:
    """Return cells as a line of CSV that ends as RFC 4180 wants it."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerow([_safe(cell) for cell in cells])
    return out.getvalue()


def _safe(cell: Cell) -> str | int | float:
    """Return a cell that no spreadsheet takes for a formula."""
    if cell is None:
        return ""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(DANGEROUS) else cell


def _image(page: Page) -> str:
    """Return the name of a page's image without the folders it lies in."""
    return page.image.replace("\\", "/").rpartition("/")[2]


_Found = tuple[Target, Annotation, Region | None, Line | None]


def _placed(content: PageContent) -> list[_Found]:
    """Return what each annotation is on here, in the order of the text: first the page, then region by region."""
    regions = {region.id: region for region in content.regions}
    lines = {line.id: (region, line) for region, line in content.lines()}
    found: list[tuple[tuple[int, ...], _Found]] = []
    for annotation in content.annotations:
        for number, target in enumerate(annotation.targets):
            if isinstance(target, SpanTarget) and target.line in lines:
                region, line = lines[target.line]
                place = (region.seq, line.seq, target.start, target.end)
                found.append(((*place, annotation.id, number), (target, annotation, region, line)))
            elif isinstance(target, RegionTarget) and target.region in regions:
                region = regions[target.region]
                found.append(((region.seq, 0, 0, 0, annotation.id, number), (target, annotation, region, None)))
            elif not isinstance(target, SpanTarget | RegionTarget) and target.page == content.page.id:
                found.append(((0, 0, 0, 0, annotation.id, number), (target, annotation, None, None)))
    return [one for _, one in sorted(found, key=lambda pair: pair[0])]


def _where(table: Table, region: Region | None, line: Line | None) -> tuple[Cell, ...]:
    if region is None:
        return None, "", None
    return region.seq, table.kind(region.kind).label, line.seq if line is not None else None


def _said(table: Table, annotation: Annotation) -> tuple[Cell, ...]:
    return table.tag(annotation.tag).label if annotation.tag != NOTE else "Note", attributes(annotation.attributes)


def attributes(told: Mapping[str, str]) -> str:
    r"""Return attributes as ``name=value; name=value``, by name; ``\`` goes before a ``;`` within."""
    pairs = sorted((name, value) for name, value in told.items() if name != "text" and value)
    return "; ".join(f"{name}={value}".replace("\\", "\\\\").replace(";", "\\;") for name, value in pairs)


def _note(annotation: Annotation) -> str:
    return annotation.attributes.get("text", "") if annotation.tag == NOTE else ""
