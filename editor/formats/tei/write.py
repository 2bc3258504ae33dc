"""A record written as TEI, streaming: a page or a paragraph is in memory at a time, never the document."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from editor.formats.tei.body import write_text
from editor.formats.tei.dress import Dresses
from editor.formats.tei.facsimile import surface
from editor.formats.tei.forms import Forms
from editor.formats.tei.header import header
from editor.formats.tei.names import TEI
from editor.formats.tei.numbering import Numbering
from editor.formats.tei.record import Record
from editor.formats.tei.spans import Threads
from editor.formats.tei.standoff import certainties, write_standoff
from editor.formats.tei.stream import Aside, Stream
from editor.formats.tei.survey import Survey, survey
from editor.model.page import PageContent


def write(out: BinaryIO, record: Record, folder: Path | None = None) -> None:
    """Write ``record`` as one TEI document to ``out``; the same record gives the same bytes.

    Elements are made without a namespace inside a root that declares it: lxml would repeat the declaration on each.

    Args:
        out: Where the bytes go.
        record: What to write.
        folder: Where parts of a long one lie until their place has come; None is where the system puts such files.

    Raises:
        ValueError: a text has a character that XML cannot hold, or a coordinate is not finite.
    """
    forms = Forms(record.tagset)
    numbering = Numbering()
    found = survey(record, forms, numbering)
    pages = record.pages
    record = replace(record, pages=lambda: numbering.pages(pages()), orphans=numbering.orphans(record.orphans))
    threads = Threads(found, Dresses(forms), cut=record.cut)
    stream = Stream(out)
    stream.text(f"<?xml version='1.0' encoding='utf-8'?>\n<TEI xmlns=\"{TEI}\">\n")
    stream.whole(header(record, found, forms), pretty=True)
    with Aside(folder) as text, Aside(folder) as sure:
        _write_pages(stream, text, sure, record, found, forms, threads)
        text.copy(stream)
        write_standoff(stream, record, found, threads, sure)
    stream.text("</TEI>")


def _write_pages(
    stream: Stream, text: Aside, sure: Aside, record: Record, found: Survey, forms: Forms, threads: Threads
) -> None:
    """Write the images and the places on them, and aside what else is said of each page, which is read but once."""

    def pages() -> Iterator[PageContent]:
        for content in record.pages():
            stream.whole(surface(content, record, found, forms), pretty=True)
            sure.text(certainties(content))
            yield content

    if not found.pages:
        write_text(text, record, found, forms, threads)
        return
    with stream.element("facsimile"):
        stream.text("\n")
        write_text(text, replace(record, pages=pages), found, forms, threads)
    stream.text("\n")
