"""A PDF, opened: what it says of itself, its pages one by one, their images. Runs in the helper process of `pdf`."""

from __future__ import annotations

import mmap
import re
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from editor.imaging import pdf_images, pdf_pages, pdf_text

MAX_PAGES: Final = 20_000
"""How many pages a file may have."""

_TAIL = 2048
_START = re.compile(rb"startxref\s+(\d+)")
_TABLE = re.compile(rb"\s*(?:xref|\d+\s+\d+\s+obj)")
_COUNT = re.compile(rb"/Count\s+(\d{1,12})\b")
_NEAR = 4096


class Unreadable(Exception):
    """Say why a PDF or a page of it cannot be read; the sentence goes on after its name."""


class Opened:
    """Hold an open PDF.

    Raises:
        Unreadable: it is none, is damaged, or is protected by a password.
    """

    def __init__(self, path: Path) -> None:
        self._file = path.open("rb")
        try:
            self._pdf = pdfium.PdfDocument(self._file)
        except pdfium.PdfiumError:
            raise Unreadable(_why(raw.FPDF_GetLastError())) from None
        if not len(self._pdf):
            raise Unreadable("is damaged: no page can be found in it. Copy it again from its source.")

    def about(self) -> dict[str, Any]:
        """Return what the file says of itself, and what is odd about it."""
        told = self._pdf.get_metadata_dict(skip_empty=True)
        version = self._pdf.get_version() or 0
        messages = (
            [] if self._is_ordered() else ["Its table of contents (xref) is broken; its pages were found without."]
        )
        count, said = min(len(self._pdf), MAX_PAGES), self._said()
        if said > len(self._pdf):
            messages.append(f"It says that it has {said:,} pages and has {len(self._pdf):,}.")
        if count < len(self._pdf):
            messages.append(f"It has {len(self._pdf):,} pages; only the first {count:,} are read.")
        return {
            "pages": count,
            "version": f"{version // 10}.{version % 10}" if version else "",
            "producer": "; ".join(dict.fromkeys(filter(None, (told.get("Creator"), told.get("Producer"))))),
            "title": told.get("Title", ""),
            "messages": messages,
        }

    def _is_ordered(self) -> bool:
        """Tell whether the file's end leads to its table of contents; the engine mends it without a word."""
        self._file.seek(0)
        shift = max(0, self._file.read(1024).find(b"%PDF-"))
        size = self._file.seek(0, 2)
        self._file.seek(max(0, size - _TAIL))
        found = _START.findall(self._file.read())
        if not found or int(found[-1]) >= size:
            return False
        for at in {int(found[-1]), int(found[-1]) + shift}:
            self._file.seek(at)
            if _TABLE.match(self._file.read(40)):
                return True
        return False

    def _said(self) -> int:
        """Return how many pages the root of the page tree claims, 0 where it cannot be seen; the engine counts anew."""
        said = 0
        with mmap.mmap(self._file.fileno(), 0, access=mmap.ACCESS_READ) as data:
            for found in _COUNT.finditer(data):
                begin = max(data.rfind(b"obj", max(0, found.start() - _NEAR), found.start()), 0)
                end = data.find(b"endobj", found.end(), found.end() + _NEAR)
                entry = data[begin : end if end >= 0 else found.end() + _NEAR]
                if begin and b"/Pages" in entry and b"/Parent" not in entry:
                    said = int(found[1])  # a later one, of a later version of the file, counts
        return said

    def page(self, number: int, line: int) -> dict[str, Any]:
        """Return a page: its size, label, regions, and the size of its text layer; lines count from ``line``."""
        page = self._page(number)
        try:
            messages = _odd(page)
            place = pdf_pages.placed(page)
            glyphs, count = pdf_pages.glyphs(page, place)
        finally:
            page.close()
        regions, replaced = pdf_text.regions(glyphs, place.width, place.height, line)
        if replaced:
            messages.append(f"has {replaced} characters that no text may hold; they became U+FFFD.")
        return {
            "width": place.width,
            "height": place.height,
            "label": self._pdf.get_page_label(number),
            "alone": place.image is not None,
            "characters": count,
            "regions": [asdict(region) for region in regions],
            "messages": messages,
        }

    def image(self, number: int, folder: Path, stem: str) -> dict[str, Any]:
        """Write a page's image and return the name of the file, and how it was got."""
        page = self._page(number)
        path, how = pdf_images.write(page, pdf_pages.placed(page), folder, stem)
        page.close()
        return {"file": path.name, "how": how}

    def _page(self, number: int) -> pdfium.PdfPage:
        try:
            return self._pdf[number]
        except pdfium.PdfiumError:
            raise Unreadable("is damaged and cannot be read.") from None


def _odd(page: pdfium.PdfPage) -> list[str]:
    """Say what is odd about the size of a page."""
    box = page.get_mediabox(fallback_ok=False)  # None where it is that of the whole document
    if box is not None and (box[2] - box[0] <= 0 or box[3] - box[1] <= 0):
        return ["has no size; that of a letter was taken."]
    if max(page.get_size()) > pdf_pages.LARGEST:
        return ["claims to be larger than five metres; it is drawn small."]
    return []


def _why(code: int) -> str:
    if code == raw.FPDF_ERR_PASSWORD:
        return "is protected by a password: save it without one, then import it."
    if code == raw.FPDF_ERR_SECURITY:
        return "is protected in a way that cannot be read: save it without protection, then import it."
    return "is damaged or no PDF: it cannot be opened. Copy it again from its source."
