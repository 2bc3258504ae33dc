"""Searchable PDFs: the scans of a document as they are, its lines over them, and a look at what came of them."""

from __future__ import annotations

import hashlib
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from editor.formats import pdf
from editor.imaging.embed import embeddable
from editor.imaging.pdf import PdfFault, PdfReader, is_available
from editor.model.faults import Fault
from editor.model.source import SourcePage
from editor.work.export_sheet import Sheet
from editor.work.export_whole import write_whole
from editor.work.leaving import leave

_PLAIN: Final = 0x0590
"""Letters from here on some reader of PDF joins, parts or turns round (see the manual)."""


def write_pdf(sheet: Sheet) -> None:
    """Write the PDF of a document.

    Raises:
        Fault: a scan is missing or cannot be read, or letters are missing in what was written; the old file stays.
    """
    letters: list[bytes] = []

    def pages() -> Iterator[pdf.PdfPage]:
        for page in _pages(sheet):
            letters.append(_letters(page.page))
            yield page

    def check(part: Path) -> None:
        if is_available():
            _compare(sheet.target, part, letters)

    write_whole(sheet.target, lambda out: pdf.write(pages(), sheet.about(), out), check)


def _pages(sheet: Sheet) -> Iterator[pdf.PdfPage]:
    heading = sheet.document.title
    for content in sheet.contents():
        path = sheet.image_path(content.page)
        scan = embeddable(path, content.page.frame) if path is not None else None
        source = leave(sheet.project, content, image=content.page.image)
        yield pdf.PdfPage(source, scan, scan.dpi if scan is not None else None, content.page.label, heading)
        heading = ""


def _compare(target: Path, part: Path, letters: list[bytes]) -> None:
    """Read a PDF page by page with another program's library, and count the letters on each."""
    with PdfReader() as reader:
        for number, expected in enumerate(letters):
            try:
                found = _letters(reader.page(part, number))
            except PdfFault as fault:
                raise Fault(f"{target.name} was not written: it cannot be read back ({fault.reason}).") from fault
            if found != expected:
                raise Fault(f"{target.name} was not written: letters of page {number + 1} did not come back.")


def _letters(page: SourcePage) -> bytes:
    """Return a digest of how often each plain letter and digit is on a page, in whatever order."""
    words = (unicodedata.normalize("NFKC", line.text) for region in page.regions for line in region.lines)
    counted = Counter(sign for text in words for sign in text if sign.isalnum() and ord(sign) < _PLAIN)
    return hashlib.sha256(repr(sorted(counted.items())).encode()).digest()
