"""The walk over the text of other people's TEI, or over a ``sourceDoc``: what each element means for page and line.

The walk is flat, however deep the file: what is open stands on a list of blocks. A block is what text belongs to as a
region; notes and furniture inside a paragraph float: they do not break its line.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from lxml import etree

from editor.formats import canon, coordinates, xml
from editor.formats.notes import Notes, Remark
from editor.formats.tei import foreign_tags as tags
from editor.formats.tei.foreign_blocks import FLOATING, HOLDERS, KINDS, MEMBERS, MIXED, Block, kind_of
from editor.formats.tei.foreign_lines import LineDraft, Open, RegionDraft, settle, stand, write
from editor.formats.tei.foreign_places import XML_ID, Surface, Zone
from editor.formats.tei.foreign_sheets import Sheets, is_line_zone

_ONLY_ELEMENTS: Final = frozenset({"choice", "subst", "app", "mod"})
"""White space in these is no blank on the page."""
_TEI: Final = "http://www.tei-c.org/ns/1.0"
_EDITORS: Final = frozenset({"relations"})
"""Elements of editors' own that hold no text of the page, in files that declare no namespace of TEI's."""

_HANDSHIFT: Final = Remark("A change of hand was not taken", "{n} changes of hand were not taken")
_GLYPH: Final = Remark(
    "A character is only named, not written, and was left out",
    "{n} characters are only named, not written, and were left out",
)
_RIVAL: Final = Remark(
    "Of several versions of some words one was taken", "Of several versions of some words one was taken {n} times"
)
_MOST_RANGES: Final = 30
"""So many tags that reach over other elements may be open at once; more would only make every line slow."""
_RANGE: Final = Remark(
    "A tag that reaches over other elements could not be followed to its end and was left out",
    "{n} tags that reach over other elements could not be followed to their ends and were left out",
)


class Walk:
    """Writes what one element ``text`` or ``sourceDoc`` holds onto sheets."""

    def __init__(self, sheets: Sheets, hands: Mapping[str, str], notes: Notes) -> None:
        self._sheets = sheets
        self._hands = hands
        self._notes = notes
        self._blocks: list[Block] = []
        self._lines: set[etree._Element] = set()
        self._open: dict[etree._Element, list[Open]] = {}
        self._passed: set[etree._Element] = set()
        self._meant: dict[etree._Element, tags.Choice] = {}
        self._until: dict[str, list[Open]] = {}
        self._ahead: set[str] = set()
        self._back: dict[etree._Element, Surface | None] = {}
        self._count = 0

    def walk(self, root: etree._Element) -> None:
        """Write everything below ``root``."""
        self._ahead = {ident for e in root.iter() if isinstance(e.tag, str) and (ident := e.get(XML_ID))}
        walker = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
        for event, element in walker:
            if event == "start":
                if self._start(element):
                    self._text(element.text, element)
                else:
                    self._passed.add(element)
                    walker.skip_subtree()
                continue
            if event == "end" and element not in self._passed:
                self._end(element)
            if element is not root:
                self._text(element.tail, element.getparent())
        while self._blocks:
            self._close_block()

    # Elements

    def _start(self, element: etree._Element) -> bool:
        """Take the beginning of an element; return whether what is in it is to be read."""
        name = xml.local(element)
        if element in self._passed or self._is_unread(element, name):
            return False
        self._end_ranges(element)
        if not self._blocks:
            self._open_block(element, name)
        elif name in ("pb", "cb", "lb"):
            self._break(element, name)
        elif name == "surface":
            self._surface(element)
        elif name in ("choice", "app"):
            self._choose(element, name)
        elif self._is_member(element, name):
            self._member(element, name)
        elif self._is_inline(name):
            self._inline(element, name)
        else:
            self._open_block(element, name)
        return True

    def _end(self, element: etree._Element) -> None:
        if element in self._lines:
            self._lines.discard(element)
            self._end_line(self._blocks[-1])
            self._blocks[-1].cell = {}
        for tag in self._open.pop(element, ()):
            self._close_tag(tag, xml.local(element))
        if self._blocks and self._blocks[-1].element is element:
            self._close_block()
        if element in self._back and (surface := self._back.pop(element)) is not None:
            self._sheets.open(surface)

    def _is_unread(self, element: etree._Element, name: str) -> bool:
        if name in tags.UNREAD and self._blocks:
            if name == "figDesc" and (said := " ".join(xml.text_of(element).split())):
                self._blocks[-1].cell.setdefault("description", canon.value(said)[:1_000])
            return True
        if not self._blocks:
            return False
        known = xml.namespace(element) in ("", _TEI, xml.namespace(self._blocks[0].element)) and name not in _EDITORS
        if known or (self._in_words() and name not in _EDITORS):
            return False
        self._notes.tell(f"An element that is not TEI's ({name}) was passed over, not followed.")
        return True

    def _in_words(self) -> bool:
        """Tell whether running text goes on around here, so that what is not known is words of it."""
        top = self._blocks[-1]
        return top.mixed or top.line is not None or bool(self._lines)

    def _is_inline(self, name: str) -> bool:
        if name in ("quote", "q", "said", "stamp"):
            return self._in_words()
        if name in tags.INLINE:
            return self._in_words() or name not in ("desc", "author", "title", "date", "idno")
        known = name in MIXED or name in HOLDERS or name in KINDS or name in ("body", "floatingText", "zone", "sp")
        return not known and not name.startswith("div") and self._in_words()

    def _is_member(self, element: etree._Element, name: str) -> bool:
        top = self._blocks[-1]
        if name == "row":
            return top.name == "table"
        if name in ("p", "ab") and top.name in ("table", "list"):
            return True
        if name == "label":
            return top.name == "list"
        return name in MEMBERS or (name == "zone" and is_line_zone(element, self._sheets.places))

    # Blocks

    def _open_block(self, element: etree._Element, name: str) -> None:
        above = self._blocks[-1] if self._blocks else None
        floats = name in FLOATING and above is not None and above.mixed
        place = self._sheets.places.by_element.get(element) if name == "zone" else None
        zones = [place] if isinstance(place, Zone) and not place.used else []
        if name != "zone":
            zones = self._zones(element)
        said = canon.value(" ".join(element.get("type", "").split())) or (zones[0].said if zones else "")
        block = Block(
            element=element,
            name=name,
            kind=kind_of(element, name, zones, above),
            said=said or name,
            floats=floats,
            mixed=name in MIXED,
            tags=[] if floats or above is None else above.tags,
            zones=zones,
            ident=element.get(XML_ID) or (zones[0].ident if zones else ""),
            hand=self._hand(element),
        )
        self._blocks.append(block)

    def _hand(self, element: etree._Element) -> str | None:
        ident = element.get("hand", "").strip().lstrip("#")
        return self._hands.get(ident, canon.value(ident)) if ident else None

    def _close_block(self) -> None:
        block = self._blocks[-1]
        self._end_line(block)
        if not block.filled and (block.zones or block.name == "figure"):
            self._region(block)
        if block.region is not None and "description" in block.cell:
            block.region.attributes["description"] = block.cell["description"]
        self._blocks.pop()

    def _region(self, block: Block) -> RegionDraft:
        """Return the region text of ``block`` goes to; a new one ends what was written around it."""
        if block.region is not None:
            return block.region
        page = self._sheets.here()
        self._interrupt(block)
        zone = next((z for z in block.zones if z.surface is page.surface and not z.used), None)
        goes_on = block.last is not None and (block.mixed or block.name in HOLDERS)
        before = block.last if goes_on else None
        if before is not None and not before.ident:
            self._count += 1
            before.ident = f"region-{self._count}"
        ident = block.ident if block.last is None else (zone.ident if zone is not None else "")
        region = RegionDraft(block.kind, block.said, ident, zone, before, block.hand)
        if zone is not None:
            zone.used = True
        page.regions.append(region)
        block.region = block.last = region
        for above in self._blocks:
            above.filled = True
        return region

    def _interrupt(self, block: Block) -> None:
        """End the lines and regions of the blocks around one that begins a region, unless it floats."""
        inner = block
        for above in reversed(self._blocks[: self._blocks.index(block)]):
            if inner.floats:
                return
            self._end_line(above)
            above.region = None
            inner = above

    # Lines

    def _line(self, block: Block) -> LineDraft:
        if block.line is None:
            region = self._region(block)
            line = LineDraft(self._sheets.number(), block.pending, block.pending_ident)
            line.attributes = {key: value for key, value in block.cell.items() if key != "description"}
            if block.pending is not None:
                block.pending.used = True
            block.pending, block.pending_ident, block.by_break = None, "", False
            region.lines.append(line)
            block.line = line
        return block.line

    def _end_line(self, block: Block) -> None:
        if block.line is None and block.pending is not None:
            self._line(block)  # a place without text is an empty line
        if block.line is not None:
            for tag in block.tags:
                settle(block.line, tag)
        block.line, block.pending, block.pending_ident, block.by_break = None, None, "", False

    def _break(self, element: etree._Element, name: str) -> None:
        if name == "lb":
            self._line_break(self._blocks[-1], self._zone_of(element), element.get(XML_ID) or "", by_break=True)
            return
        self._leave_page()
        if name == "pb":
            self._sheets.turn(element)

    def _line_break(self, block: Block, zone: Zone | None, ident: str, *, by_break: bool) -> None:
        """Let a new line begin; an element for a line and a break right at its beginning are one."""
        if block.line is None and block.pending is not None and not block.by_break:
            zone, ident = zone or block.pending, ident or block.pending_ident
            block.pending = None
        self._end_line(block)
        block.pending, block.pending_ident, block.by_break = zone, ident, by_break

    def _zones(self, element: etree._Element) -> list[Zone]:
        """Return the zones an element points at; where they are on a new page, that begins here."""
        before = self._sheets.page
        found = self._sheets.zones(element)
        if before is not None and self._sheets.page is not before:
            self._leave_page()
        return found

    def _leave_page(self) -> None:
        """End every line and region that is open."""
        for block in self._blocks:
            self._end_line(block)
            block.region = None

    def _zone_of(self, element: etree._Element) -> Zone | None:
        zones = self._zones(element)
        here = self._sheets.here().surface if zones else None
        return next((zone for zone in zones if zone.surface is here and not zone.used), None)

    def _member(self, element: etree._Element, name: str) -> None:
        """Take an element that is a line (a row, a cell, a verse, an item) of the block around it."""
        block = self._blocks[-1]
        if name == "row":
            block.row, block.column = block.row + 1, 0
            return
        zone = self._own_place(element) if name in ("zone", "line") else self._zone_of(element)
        self._lines.add(element)
        self._line_break(block, zone, element.get(XML_ID) or "", by_break=False)
        if name == "cell":
            block.cell = {"row": str(max(block.row, 0)), "column": str(block.column)}
            for theirs, ours in (("rows", "rowspan"), ("cols", "colspan")):
                if (span := element.get(theirs, "1")) != "1" and span.isascii() and span.isdigit() and len(span) < 5:
                    block.cell[ours] = span
            block.column += int(block.cell.get("colspan", "1"))

    def _own_place(self, element: etree._Element) -> Zone | None:
        """Return the place a zone is, or the one a ``line`` gives by its own corners."""
        place = self._sheets.places.by_element.get(element)
        if isinstance(place, Zone):
            return place
        page = self._sheets.here()
        ident = element.get(XML_ID) or ""
        outline = self._sheets.places.outline(element, ident)
        if not outline or page.surface is None:
            return None
        turn = coordinates.rotation(element.get("rotate"), clockwise=True)
        return Zone(element, page.surface, None, ident, outline, (), "", True, "", turn)

    # Words

    def _text(self, piece: str | None, parent: etree._Element | None) -> None:
        if not piece or not self._blocks:
            return
        block = self._blocks[-1]
        if piece.strip(" \t\r\n"):
            write(self._line(block), piece, block.tags)
        elif block.line is not None and (parent is None or xml.local(parent) not in _ONLY_ELEMENTS):
            block.line.blank = True

    def _inline(self, element: etree._Element, name: str) -> None:
        if name == "handShift":
            self._notes.count(_HANDSHIFT)
        if name == "g" and not (element.text or "").strip():
            self._notes.count(_GLYPH, canon.value(element.get("ref", ""))[:40])
        chosen = self._meant.pop(element, None)
        for meaning in tags.meanings(element, self._hands):
            more = chosen.attributes if chosen is not None and chosen.tag == meaning.tag else {}
            self._open_tag(element, Open(meaning.tag, meaning.attributes | more))
        if element.get("facs") and (zone := self._zone_of(element)) is not None:
            zone.used = True
            self._open_tag(element, Open("", {}, zone))

    def _open_tag(self, element: etree._Element, tag: Open) -> None:
        name = xml.local(element)
        self._count += 1
        tag.number = self._count
        block = self._blocks[-1]
        if name in tags.SPANNING:
            end = (element.get("spanTo") or "").strip().lstrip("#")
            if end not in self._ahead or sum(map(len, self._until.values())) >= _MOST_RANGES:
                self._notes.count(_RANGE, canon.value(end)[:40])
                return
            self._until.setdefault(end, []).append(tag)
        else:
            self._open.setdefault(element, []).append(tag)
        block.tags.append(tag)

    def _close_tag(self, tag: Open, name: str) -> None:
        block = self._blocks[-1]
        if name in tags.STANDING and tag.tag and tag.start is None and not tag.said:
            stand(self._line(block), tag)
        holders = [holder for holder in self._blocks if tag in holder.tags]
        for holder in holders:  # these share one list of tags, and at most one of them has a line open
            if holder.line is not None:
                settle(holder.line, tag)
        if holders:
            holders[0].tags.remove(tag)

    def _end_ranges(self, element: etree._Element) -> None:
        ident = element.get(XML_ID) or ""
        self._ahead.discard(ident)
        for tag in self._until.pop(ident, ()):
            self._close_tag(tag, "")

    def _choose(self, element: etree._Element, name: str) -> None:
        chosen = tags.choice(element) if name == "choice" else _lemma(element)
        if not chosen.tag:
            self._notes.count(_RIVAL)
        for half in element:
            if half is not chosen.taken and xml.local(half):
                self._passed.add(half)
        if chosen.taken is not None and chosen.tag:
            self._meant[chosen.taken] = chosen

    # Pages

    def _surface(self, element: etree._Element) -> None:
        place = self._sheets.places.by_element.get(element)
        self._leave_page()
        page = self._sheets.page
        self._back[element] = page.surface if page is not None else None
        if isinstance(place, Surface):
            self._sheets.open(place)


def _lemma(element: etree._Element) -> tags.Choice:
    readings = [child for child in element if xml.local(child) in ("lem", "rdg", "rdgGrp")]
    lemma = next((child for child in readings if xml.local(child) == "lem"), readings[0] if readings else None)
    return tags.Choice(lemma, "", {})
