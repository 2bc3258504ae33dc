"""A PAGE file as a whole: its pages, who made it, and the walk over its regions in document order."""

from __future__ import annotations

import re
from typing import Final

from lxml import etree

from editor.formats import canon, coordinates, customs, odd, order, xml
from editor.formats.notes import Notes
from editor.formats.pagexml import lines as page_lines
from editor.formats.pagexml import listed, regions
from editor.formats.pagexml.regions import Draft
from editor.formats.tally import Tally
from editor.formats.xml import FormatFault
from editor.model.source import Source, SourcePage, SourceRegion

_DEEPEST: Final = 60
_CELL: Final = {"row": "row", "col": "column", "rowSpan": "rowspan", "colSpan": "colspan"}


def read(root: etree._Element, file: str) -> Source:
    """Return what a PAGE document holds, regions in reading order, nested ones behind the region they lie in.

    Raises:
        FormatFault: it has no page, or is nested deeper than any page is.
    """
    notes = Notes(file)
    if dtd := xml.outside_dtd(root):
        notes.tell(f"It names a DTD outside itself ({canon.value(dtd)}), which was not loaded.")
    tally = Tally()
    pages = tuple(_PageReader(page, tally, notes).read() for page in xml.children(root, "Page"))
    if not pages:
        raise FormatFault(file, "it is PAGE XML without a page.")
    return Source(
        file=file,
        format="PAGE",
        version=_version(root),
        producer=canon.value(xml.text_of(xml.descend(root, "Metadata", "Creator")).strip()),
        pages=pages,
        facts=tally.facts(),
        messages=notes.sentences(),
    )


def _version(root: etree._Element) -> str:
    found = re.search(r"\d{4}-\d{2}-\d{2}", xml.namespace(root))
    return found.group() if found else ""


Cell = dict[str, str] | None


class _PageReader:
    """Reads one element Page; the drafts of its regions stand in document order."""

    def __init__(self, page: etree._Element, tally: Tally, notes: Notes) -> None:
        self.page = page
        self.tally = tally
        self.notes = notes
        self.drafts: list[Draft] = []

    def read(self) -> SourcePage:
        """Return the page."""
        for element in self.page:
            if xml.local(element).endswith("Region"):
                self._region(element, None, 0)
            else:
                self._tell_foreign(element)
        width, height = self._size()
        found = self._arranged()
        odd.tell(found, width, height, self.notes)
        return SourcePage(
            image=self.page.get("imageFilename", "").strip(),
            width=width,
            height=height,
            regions=tuple(found),
            ident=self.page.get("id") or "",
            language=self.page.get("primaryLanguage") or "",
            attributes=self._attributes(),
        )

    def _size(self) -> tuple[int, int]:
        declared = self.page.get("imageWidth"), self.page.get("imageHeight")
        width, height = coordinates.size(declared[0]), coordinates.size(declared[1])
        if not width or not height:
            said = " x ".join(canon.value(d)[:20] if d else "nothing" for d in declared)
            self.notes.tell(f"The page size it declares ({said}) is not usable; that of the image will count.")
        return width, height

    def _attributes(self) -> dict[str, str]:
        found = coordinates.rotation(self.page.get("orientation"), clockwise=False)
        for theirs, ours in (("type", "type"), ("imageXResolution", "dpi")):
            if value := self.page.get(theirs):
                found[ours] = canon.value(value)
        return found

    def _region(self, element: etree._Element, parent: int | None, depth: int) -> None:
        if depth > _DEEPEST:
            raise FormatFault(self.notes.file, f"its regions are nested more than {_DEEPEST} deep.")
        self.tally.regions += 1
        above = self.drafts[parent] if parent is not None else None
        if above is not None:
            above.nested = True
        draft = regions.start(element, parent, above, self.notes)
        self.drafts.append(draft)
        self._children(element, draft, len(self.drafts) - 1, depth, None)
        regions.finish(draft, self.tally, self.notes)

    def _children(self, element: etree._Element, draft: Draft, me: int, depth: int, cell: Cell) -> None:
        """Read the lines (in the order ``custom`` gives them), table cells and regions in ``element``."""
        found = []
        for child in element:
            name = xml.local(child)
            if name == "TextLine":
                found.append(page_lines.read_line(child, self.tally, self.notes, cell or {}))
            elif name == "TableCell" and cell is None:
                place = {ours: v for theirs, ours in _CELL.items() if (v := child.get(theirs))}
                self._children(child, draft, me, depth, place)
                draft.found += regions.cell_text(child, place, self.tally, self.notes)
            elif name.endswith("Region"):
                self._region(child, me, depth + 1)
            else:
                self._tell_foreign(child)
        draft.found += order.arranged(found, [f.index for f in found])

    def _tell_foreign(self, element: etree._Element) -> None:
        if xml.local(element) and xml.namespace(element) != xml.namespace(self.page):
            self.notes.tell(f"An element that is not PAGE's ({xml.local(element)}) was passed over, not followed.")

    def _arranged(self) -> list[SourceRegion]:
        places = listed.places(self.page, {d.ident for d in self.drafts if d.ident}, self.notes)
        keys = order.keys(
            [d.ident for d in self.drafts],
            [d.parent for d in self.drafts],
            [customs.index(d.entries) for d in self.drafts],
            places,
        )
        found = []
        for i in sorted(range(len(self.drafts)), key=keys.__getitem__):
            draft = self.drafts[i]
            found.append(regions.done(draft, self.drafts[draft.parent] if draft.parent is not None else None))
        return found
