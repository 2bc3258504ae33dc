"""How each format of the table is written: the file's content from its pages, and the check of what was written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, Final

from editor.formats import alto, html, markdown, pagexml, plain, table
from editor.formats.about import About
from editor.formats.flow import Cut, Table
from editor.imaging.crops import Crops
from editor.imaging.facts import ImageFault
from editor.model.geometry import Box
from editor.model.page import Page, PageContent
from editor.model.source import SourcePage
from editor.store import readers
from editor.work.export_layout import write_hocr, write_page
from editor.work.export_pdf import write_pdf
from editor.work.export_sheet import Sheet, tagset_of
from editor.work.export_tei import write_corpus, write_tei
from editor.work.export_whole import write_whole
from editor.work.hyphens import Hyphens


def write_pieces(sheet: Sheet, pieces: Iterable[str], check: Callable[[Path], object] | None = None) -> None:
    """Write a file piece by piece."""

    def write(out: BinaryIO) -> None:
        for piece in pieces:
            out.write(piece.encode())

    write_whole(sheet.target, write, check)


def _sayable_in_page(page: SourcePage, about: About) -> SourcePage:
    return pagexml.sayable(page, Table(about.tagset))


def _cut(sheet: Sheet) -> Cut:
    """Return what tells the hyphens at line ends of a document."""
    return Hyphens(sheet.project, sheet.document.id).cut


def _text(sheet: Sheet) -> None:
    contents: Iterator[PageContent] = sheet.contents()
    if sheet.request.view == "raw":
        contents = (readers.as_read(sheet.project, content) for content in contents)
    write_pieces(sheet, plain.text(contents, sheet.request.view, tagset_of(sheet.project), _cut(sheet)))


def _markdown(sheet: Sheet) -> None:
    write_pieces(sheet, markdown.write(sheet.document, sheet.contents(), tagset_of(sheet.project), _cut(sheet)))


def _html(sheet: Sheet) -> None:
    crop = _Pictures(sheet).crop
    write_pieces(sheet, html.write(sheet.document, sheet.contents(), sheet.about(), crop, sheet.image_url, _cut(sheet)))


class _Pictures:
    """Parts of the scans, with the last page kept decoded."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._page = 0
        self._crops: Crops | None = None

    def crop(self, page: Page, box: Box) -> bytes | None:
        """Return a part of a page as a JPEG; None where the image is missing or cannot be read."""
        path = self._sheet.image_path(page)
        if path is None:
            return None
        if self._page != page.id:
            self._page, self._crops = page.id, None
            try:
                self._crops = Crops(path, page.frame)
            except ImageFault:
                return None
        return self._crops.jpeg(box, (page.width, page.height)) if self._crops is not None else None


def _csv(sheet: Sheet) -> None:
    project, tagset = sheet.project, tagset_of(sheet.project)
    if sheet.request.rows == "lines":
        rows = table.of_lines(sheet.document, sheet.contents(), tagset)
    else:
        orphans = readers.orphans_of(project, sheet.document.id) if sheet.whole else []
        rows = table.of_annotations(sheet.document, sheet.contents(), tagset, orphans)
    write_pieces(sheet, _with_mark(rows) if sheet.request.bom else rows)


def _with_mark(rows: Iterable[str]) -> Iterator[str]:
    yield table.BOM
    yield from rows


WRITERS: Final[dict[str, Callable[[Sheet], None]]] = {
    "tei": write_tei,
    "tei-corpus": write_corpus,
    "page": lambda sheet: write_page(sheet, pagexml.written, _sayable_in_page),
    "alto": lambda sheet: write_page(sheet, alto.written, alto.sayable),
    "hocr": write_hocr,
    "text": _text,
    "markdown": _markdown,
    "html": _html,
    "pdf": write_pdf,
    "csv": _csv,
}
"""The writer of each format by its name in the table."""
