"""TEI of other people: facsimile and text, a source document, or text alone, as pages, regions and lines.

Our own TEI is read by another reader, which knows exactly what stands where. Here nothing is known for sure: what is
transcribed is taken once and in its order, and placed as far as the file says where it stands.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from editor.formats import canon, xml
from editor.formats.notes import Notes
from editor.formats.tally import Tally
from editor.formats.tei import foreign_header, foreign_tags
from editor.formats.tei.foreign_lines import all_lines
from editor.formats.tei.foreign_places import Places
from editor.formats.tei.foreign_sheets import Sheets
from editor.formats.tei.foreign_text import Walk
from editor.formats.xml import FormatFault
from editor.model.source import Source, SourcePage

OURS = "muniment"
"""What ``application@ident`` says in a file of ours."""

_REPEATED = "Its text repeats its source document; the lines of the source document were taken."
_OTHER_TEXT = (
    "It holds a source document and a text that differ; the lines of the source document were taken, the text was not."
)


def is_ours(root: etree._Element) -> bool:
    """Tell whether a TEI file says that this program wrote it."""
    for path in (("teiHeader", "encodingDesc", "appInfo"), ("TEI", "teiHeader", "encodingDesc", "appInfo")):
        found = xml.descend(root, *path)
        if found is not None and any(e.get("ident") == OURS for e in xml.children(found, "application")):
            return True
    return False


def read(root: etree._Element, file: str) -> Source:
    """Return what a TEI file of any other maker holds.

    Raises:
        FormatFault: there is neither text nor any image in it, or it has more pages than any record.
    """
    notes = Notes(file)
    if dtd := xml.outside_dtd(root):
        notes.tell(f"It names a DTD outside itself ({canon.value(dtd)}), which was not loaded.")
    pages: list[SourcePage] = []
    texts: list[str] = []
    regions = 0
    for record in _records(root):
        sheets = _sheets(record, notes, len(texts))
        pages += sheets.finish()
        texts += [line.text for line in all_lines(sheets.pages)]
        regions += sum(len(page.regions) for page in sheets.pages)
    if not pages:
        raise FormatFault(file, "it is TEI without text and without images of pages.")
    tally = Tally(regions)
    for text in texts:
        tally.line(text)
    title, values = foreign_header.read(root)
    return Source(
        file=file,
        format="TEI",
        version=canon.value(root.get("version", "")),
        producer=foreign_header.producer(root),
        pages=tuple(pages),
        facts=tally.facts(),
        messages=notes.sentences(),
        title=title,
        values=values,
    )


def _records(root: etree._Element) -> Iterator[etree._Element]:
    """Yield the element itself, or each record in a corpus."""
    for element in root.iter():
        if xml.local(element) in ("TEI", "TEI.2"):
            yield element


def _sheets(record: etree._Element, notes: Notes, first_line: int) -> Sheets:
    """Return the sheets a record is written onto; a source document with words in it goes before the text."""
    places = Places(list(xml.children(record, "facsimile", "sourceDoc")), notes)
    sheets = Sheets(places, notes, first_line)
    hands = foreign_tags.hands(record)
    sources = [source for source in xml.children(record, "sourceDoc") if _letters(source)]
    texts = list(xml.children(record, "text"))
    for root in sources or texts:
        Walk(sheets, hands, notes).walk(root)
    if sources and (said := "".join(map(_letters, texts))):
        notes.tell(_REPEATED if sorted(said) == sorted("".join(map(_letters, sources))) else _OTHER_TEXT)
    return sheets


def _letters(element: etree._Element) -> str:
    return "".join(xml.text_of(element).split())
