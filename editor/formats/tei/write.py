"""A record written as TEI, streaming: a page or a paragraph is in memory at a time, never the document."""

from __future__ import annotations

from dataclasses import replace
from typing import BinaryIO

from lxml import etree

from editor.formats.tei.body import write_text
from editor.formats.tei.dress import Dresses
from editor.formats.tei.facsimile import write_facsimile
from editor.formats.tei.forms import Forms
from editor.formats.tei.header import header
from editor.formats.tei.names import TEI
from editor.formats.tei.numbering import Numbering
from editor.formats.tei.record import Record
from editor.formats.tei.spans import Threads
from editor.formats.tei.standoff import write_standoff
from editor.formats.tei.survey import survey


def write(out: BinaryIO, record: Record) -> None:
    """Write ``record`` as one TEI document to ``out``; the same record gives the same bytes.

    Elements are made without a namespace inside a root that declares it: lxml would repeat the declaration on each.

    Raises:
        ValueError: a text has a character that XML cannot hold, or a coordinate is not finite.
    """
    forms = Forms(record.tagset)
    numbering = Numbering()
    found = survey(record, forms, numbering)
    pages = record.pages
    record = replace(record, pages=lambda: numbering.pages(pages()), orphans=numbering.orphans(record.orphans))
    threads = Threads(found, Dresses(forms))
    with etree.xmlfile(out, encoding="utf-8") as xf:
        xf.write_declaration()
        with xf.element(f"{{{TEI}}}TEI", nsmap={None: TEI}):
            xf.write("\n")
            xf.write(header(record, found, forms), pretty_print=True)
            write_facsimile(xf, record, found, forms)
            write_text(xf, record, found, forms, threads)
            write_standoff(xf, record, found, threads)
