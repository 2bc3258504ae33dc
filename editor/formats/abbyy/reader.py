"""An ABBYY file as a whole: its pages, their blocks in the order FineReader gives them, tables cell by cell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from lxml import etree

from editor.formats import canon, coordinates, odd, xml
from editor.formats.abbyy.lines import box, read_line
from editor.formats.notes import NO_OUTLINE, Notes
from editor.formats.tally import Tally
from editor.formats.xml import FormatFault
from editor.model.geometry import Box, Polygon, bounds, rectangle, union
from editor.model.source import Source, SourceLine, SourcePage, SourceRegion

_KINDS: Final[Mapping[str, str]] = {
    "Text": "paragraph",
    "Table": "table",
    "Picture": "image",
    "RasterPicture": "image",
    "VectorPicture": "image",
    "Separator": "separator",
    "SeparatorsBox": "separator",
}
"""Types of blocks; bar codes, check marks and what else there is are ``other``."""

_TURNS: Final[Mapping[str, str]] = {
    "RotatedClockwise": "90",
    "RotatedUpsidedown": "180",
    "RotatedCounterclockwise": "270",
}
_DESKEWED: Final = (
    "Its outlines are counted on the image as FineReader straightened it; they may be off on the scan itself."
)
_LOOSE: Final = "Lines stand outside any block; they were put in a region of their own."
_MOST_SPANNED: Final = 300
_MOST_TAKEN: Final = 100_000


def read(root: etree._Element, file: str) -> Source:
    """Return what a FineReader document holds, a block a region.

    Raises:
        FormatFault: it has no page.
    """
    notes = Notes(file)
    if dtd := xml.outside_dtd(root):
        notes.tell(f"It names a DTD outside itself ({canon.value(dtd)}), which was not loaded.")
    tally = Tally()
    pages = tuple(_PageReader(page, tally, notes).read() for page in xml.children(root, "page"))
    if not pages:
        raise FormatFault(file, "it is ABBYY XML without a page.")
    return Source(
        file=file,
        format="ABBYY",
        version=xml.namespace(root).rpartition("/")[2],
        producer=canon.value(root.get("producer", "").strip()),
        pages=pages,
        facts=tally.facts(),
        messages=notes.sentences(),
    )


class _PageReader:
    """Reads one element ``page``."""

    def __init__(self, page: etree._Element, tally: Tally, notes: Notes) -> None:
        self.page = page
        self.tally = tally
        self.notes = notes
        self.cells: dict[etree._Element, dict[str, str]] = {}
        self.pars: dict[etree._Element, dict[str, str]] = {}
        self.overflowing = ""

    def read(self) -> SourcePage:
        """Return the page."""
        width, height = (coordinates.size(self.page.get(name)) for name in ("width", "height"))
        if not width or not height:
            self.notes.tell("A page declares no usable size; that of its image will count.")
        if self.page.get("originalCoords") in ("0", "false"):
            self.notes.tell(_DESKEWED)
        lines: dict[etree._Element | None, list[SourceLine]] = {}
        blocks: list[etree._Element] = []
        for element in self.page.iter():
            name = xml.local(element)
            if name == "block":
                self.tally.regions += 1
                blocks.append(element)
                self._cells(element)
                self._paragraphs(element)
            elif name == "line":
                lines.setdefault(self._home(element), []).append(self._line(element))
        first = self.tally.regions - len(blocks) + 1
        regions = [
            self._region(block, f"block{n}", tuple(lines.get(block, ()))) for n, block in enumerate(blocks, first)
        ]
        if None in lines:
            self.notes.tell(_LOOSE)
            regions.append(SourceRegion("paragraph", _around(lines[None]), tuple(lines[None])))
        odd.tell(regions, width, height, self.notes)
        said = {line.attributes.get("language", "") for found in lines.values() for line in found}
        return SourcePage(
            width=width,
            height=height,
            regions=tuple(regions),
            ident=self.page.get("id") or "",
            language=said.pop() if len(said) == 1 else "",
            attributes=self._attributes(),
        )

    def _attributes(self) -> dict[str, str]:
        named = {"dpi": "resolution", "abbyy:rotation": "rotation", "abbyy:original-coordinates": "originalCoords"}
        return {ours: canon.value(value) for ours, theirs in named.items() if (value := self.page.get(theirs))}

    def _home(self, line: etree._Element) -> etree._Element | None:
        return next((above for above in line.iterancestors() if xml.local(above) == "block"), None)

    def _paragraphs(self, block: etree._Element) -> None:
        """Count the paragraphs of a block of several, from 1, so that it can be told which lines belong together."""
        found = [par for par in block.iter() if xml.local(par) == "par"]
        if len(found) > 1:
            self.pars |= {par: {"abbyy:par": str(n)} for n, par in enumerate(found, 1)}

    def _line(self, element: etree._Element) -> SourceLine:
        extra: dict[str, str] = {}
        for above in element.iterancestors():
            extra = extra | self.pars.get(above, {}) | self.cells.get(above, {})
            if xml.local(above) in ("block", "page"):
                break
        return read_line(element, self.tally, self.notes, extra)

    def _cells(self, block: etree._Element) -> None:
        """Count out the row and column of each cell of a table, from 0, cells over several rows and columns heeded."""
        taken: set[tuple[int, int]] = set()
        for row, element in enumerate(xml.children(block, "row")):
            column = 0
            for cell in xml.children(element, "cell"):
                while (row, column) in taken:
                    column += 1
                wide, high = _spanned(cell, "colSpan"), _spanned(cell, "rowSpan")
                # The row itself needs no remembering: columns in it only go up.
                if len(taken) < _MOST_TAKEN:
                    taken.update((row + down, column + along) for down in range(1, high) for along in range(wide))
                self.cells[cell] = {"row": str(row), "column": str(column)}
                self.cells[cell] |= {"rowspan": str(high)} if high > 1 else {}
                self.cells[cell] |= {"colspan": str(wide)} if wide > 1 else {}
                column += wide

    def _region(self, block: etree._Element, name: str, lines: tuple[SourceLine, ...]) -> SourceRegion:
        """Return the region a block is; ``name`` is its id if it needs one and has none."""
        type_ = block.get("blockType", "")
        ident, continues = block.get("id") or "", ""
        pars = [par for par in block.iter() if xml.local(par) == "par"]
        if pars and self.overflowing and pars[0].get("hasOverflowedHead") in ("1", "true"):
            continues = self.overflowing
        if pars:
            runs_on = pars[-1].get("hasOverflowedTail") in ("1", "true")
            ident = ident or (name if runs_on else "")
            self.overflowing = ident if runs_on else ""
        return SourceRegion(
            kind=_KINDS.get(type_, "other"),
            outline=self._outline(block, list(lines), ident),
            lines=lines,
            ident=ident,
            native=canon.value(type_),
            attributes=self._region_attributes(block, lines),
            continues=continues,
        )

    def _outline(self, block: etree._Element, lines: list[SourceLine], ident: str) -> Polygon:
        """Return the box a block gives, else that of its rectangles, of the rule it is, or of its lines."""
        if block.get("l") is not None:
            return coordinates.box_outline(box(block), self.notes, ident)
        region = xml.child(block, "region")
        rects = [box(rect) for rect in xml.children(region, "rect")] if region is not None else []
        found = union(rect for rect in rects if rect is not None) or _rule(block)
        outline = coordinates.box_outline(found, self.notes, ident) if found is not None else _around(lines)
        if not outline and found is None:
            self.notes.count(NO_OUTLINE, ident)
        return outline

    def _region_attributes(self, block: etree._Element, lines: tuple[SourceLine, ...]) -> dict[str, str]:
        found: dict[str, str] = {}
        turn = next((t.get("orientation", "") for t in block.iter() if xml.local(t) == "text"), "")
        if turn in _TURNS:
            found["rotation"] = _TURNS[turn]
        if name := canon.value(block.get("blockName", "").strip()):
            found["abbyy:name"] = name
        said = {line.attributes.get("language", "") for line in lines}
        if len(said) == 1 and (language := said.pop()):
            found["language"] = language
        return found


def _spanned(cell: etree._Element, name: str) -> int:
    text = cell.get(name, "1")
    return max(1, min(int(text), _MOST_SPANNED)) if text.isascii() and text.isdigit() and len(text) < 10 else 1


def _rule(block: etree._Element) -> Box | None:
    """Return the box of the lines a separator is drawn with, as thick as they are."""
    return union(found for part in _separators(block) if (found := _drawn(part)) is not None)


def _separators(block: etree._Element) -> Iterator[etree._Element]:
    for part in block.iter():
        if xml.local(part) == "separator":
            yield part


def _drawn(separator: etree._Element) -> Box | None:
    ends = [xml.child(separator, name) for name in ("start", "end")]
    xs, ys = ([coordinates.number(e.get(axis)) if e is not None else None for e in ends] for axis in "xy")
    if xs[0] is None or xs[1] is None or ys[0] is None or ys[1] is None:
        return None
    half = max(coordinates.number(separator.get("thickness")) or 1.0, 1.0) / 2
    return min(xs[0], xs[1]) - half, min(ys[0], ys[1]) - half, max(xs[0], xs[1]) + half, max(ys[0], ys[1]) + half


def _around(lines: list[SourceLine]) -> Polygon:
    found = union(bounds(line.outline) for line in lines if line.outline)
    return rectangle(found) if found is not None else ()
