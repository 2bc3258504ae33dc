"""A PAGE file as a whole: its pages, who made it, and the walk over its regions in document order."""

from __future__ import annotations

import re
from copy import deepcopy
from typing import Final

from lxml import etree

from editor.formats import canon, coordinates, customs, odd, order, xml
from editor.formats.notes import Notes
from editor.formats.pagexml import lines as page_lines
from editor.formats.pagexml import listed, opaque, regions, relations
from editor.formats.pagexml.joined import joined
from editor.formats.pagexml.regions import Draft
from editor.formats.tally import Tally
from editor.formats.xml import FormatFault
from editor.model.source import Source, SourcePage, SourceRegion

_DEEPEST: Final = 60
_ATTRIBUTES: Final = frozenset(
    {"imageFilename", "imageWidth", "imageHeight", "id", "primaryLanguage", "orientation", "type", "imageXResolution"}
    | {"custom"}
)
TITLE: Final = "muniment:title"
DRAWN: Final = frozenset({"page:Border", "page:PrintSpace"})
FRAME: Final = "page:frame"
"""The size of the page that those were drawn on: on one of another size they are nowhere."""


def read(root: etree._Element, file: str) -> Source:
    """Return what a PAGE document holds, regions in reading order, nested ones behind the region they lie in.

    Raises:
        FormatFault: it has no page, or is nested deeper than any page is.
    """
    notes = Notes(file)
    if dtd := xml.outside_dtd(root):
        notes.tell(f"It names a DTD outside itself ({canon.value(dtd)}), which was not loaded.")
    opaque.tell_many(root, notes)
    tally = Tally()
    around = frame(root, notes)
    pages = tuple(_PageReader(page, tally, notes, around).read() for page in xml.children(root, "Page"))
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
        title=_title(root),
    )


def _title(root: etree._Element) -> str:
    metadata = xml.child(root, "Metadata")
    items = xml.children(metadata, "MetadataItem") if metadata is not None else ()
    return next((canon.value(item.get("value", "")) for item in items if item.get("name") == TITLE), "")


def frame(root: etree._Element, notes: Notes) -> dict[str, str]:
    """Return what the file says around its pages and we keep with them."""
    found = opaque.attributes(root, (), "PcGts.")
    metadata = deepcopy(xml.child(root, "Metadata"))
    if metadata is not None:
        for item in list(xml.children(metadata, "MetadataItem")):
            if item.get("name") == TITLE:
                metadata.remove(item)
        found |= opaque.attributes(metadata, (), "Metadata.")
        found |= opaque.children(
            opaque.grouped(metadata), ("Creator", "Created", "LastChange"), notes, "Metadata", "Metadata."
        )
    return found


def _version(root: etree._Element) -> str:
    found = re.search(r"\d{4}-\d{2}-\d{2}", xml.namespace(root))
    return found.group() if found else ""


Cell = dict[str, str] | None


class _PageReader:
    """Reads one element Page; the drafts of its regions stand in document order."""

    def __init__(self, page: etree._Element, tally: Tally, notes: Notes, frame: dict[str, str]) -> None:
        self.page = page
        self.frame = frame
        self.entries = customs.parse(page.get("custom"))
        self.ours = customs.own(self.entries)
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
        attributes = natural(self.page, self.entries, self.notes) | self.frame
        found, rest = relations.followed(self.page, found, {d.name: d.ident for d in self.drafts if d.name})
        if rest:
            opaque.keep(attributes, relations.KEPT, rest, self.notes, "Relations")
        odd.tell(found, width, height, self.notes)
        return joined(
            SourcePage(
                image=self.page.get("imageFilename", "").strip(),
                width=width,
                height=height,
                regions=tuple(found),
                label=canon.value(self.ours.get("label", "")),
                ident=canon.value(self.ours.get("id", self.page.get("id") or "")),
                language=canon.value(self.ours.get("language", self.page.get("primaryLanguage") or "")),
                attributes=customs.amended(attributes, self.ours),
                tags=customs.whole_tags(self.entries),
            )
        )

    def _size(self) -> tuple[int, int]:
        declared = self.page.get("imageWidth"), self.page.get("imageHeight")
        width, height = coordinates.size(declared[0]), coordinates.size(declared[1])
        if not width or not height:
            said = " x ".join(canon.value(d)[:20] if d else "nothing" for d in declared)
            self.notes.tell(f"The page size it declares ({said}) is not usable; that of the image will count.")
        return width, height

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
                place = {ours: v for theirs, ours in regions.CELL.items() if (v := child.get(theirs))}
                self._children(child, draft, me, depth, place)
                draft.found += regions.cell_text(child, place, self.tally, self.notes)
            elif name == "TextRegion" and cell is None and regions.is_part(child):
                self.tally.regions += 1
                self._children(child, draft, me, depth, regions.cell_role(child))
            elif name.endswith("Region"):
                self._region(child, me, depth + 1)
            else:
                self._tell_foreign(child)
        draft.found += order.arranged(found, [f.index for f in found])

    def _tell_foreign(self, element: etree._Element) -> None:
        if xml.local(element) and xml.namespace(element) != xml.namespace(self.page):
            self.notes.tell(f"An element that is not PAGE's ({xml.local(element)}) was passed over, not followed.")

    def _arranged(self) -> list[SourceRegion]:
        places = listed.places(self.page, {d.name for d in self.drafts if d.name}, self.notes)
        keys = order.keys(
            [d.name for d in self.drafts],
            [d.parent for d in self.drafts],
            [customs.index(d.entries) for d in self.drafts],
            places,
        )
        found = []
        for i in sorted(range(len(self.drafts)), key=keys.__getitem__):
            draft = self.drafts[i]
            above = self.drafts[draft.parent] if draft.parent is not None else None
            found.append(regions.done(draft, above, self.notes))
        return found


def natural(page: etree._Element, entries: tuple[customs.Custom, ...], notes: Notes) -> dict[str, str]:
    """Return the attributes of a page, before ours amend them."""
    found = coordinates.rotation(page.get("orientation"), clockwise=False) | customs.others(entries)
    for theirs, ours in (("type", "type"), ("imageXResolution", "dpi")):
        if value := page.get(theirs):
            found[ours] = canon.value(value)
    found |= opaque.attributes(page, _ATTRIBUTES)
    inner = opaque.grouped(page)
    known = (
        {name for name in inner if name.endswith("Region")}
        | {"Relations"}
        | (set() if listed.is_more(page) else {"ReadingOrder"})
    )
    kept = opaque.children(inner, known, notes, "Page")
    if DRAWN & kept.keys():
        kept[FRAME] = f"{page.get('imageWidth', '')} {page.get('imageHeight', '')}"
    return found | kept
