"""The text of a record: page breaks, and each block as the element its region's kind asks for.

Knows elements and where attributes go; what may stand where is decided in ``blocks``, what is inside a line in
``inline``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from itertools import groupby
from typing import Final

from lxml import etree

from editor.formats.tei import cells, names, shapes
from editor.formats.tei.block import Block, Row
from editor.formats.tei.blocks import divisions
from editor.formats.tei.forms import Forms
from editor.formats.tei.inline import fill
from editor.formats.tei.levels import levels
from editor.formats.tei.numbering import drawn, said
from editor.formats.tei.record import Record
from editor.formats.tei.spans import Threads
from editor.formats.tei.stream import Stream
from editor.formats.tei.survey import Survey
from editor.model.page import Page, Region

_HEADED = re.compile(r"(seen|read|noted|initialled|cleared|copies|distribution|cc|info|copy)\b.{0,20}", re.IGNORECASE)
"""The first line of a list that says what the list is."""


def write_text(out: Stream, record: Record, found: Survey, forms: Forms, threads: Threads) -> None:
    """Write the element ``text``, one division after the other, holding one block at a time."""
    body = _Body(found, threads)
    kind = names.slug(record.document.values.get("type", "").strip() or "document").lower()
    with out.element("text"), out.element("body"):
        out.text("\n")
        empty = True
        for number, items in groupby(divisions(record, found, forms), key=lambda placed: placed[0]):
            with out.element("div", {"type": kind if number == 1 else "section"}):
                empty = False
                out.text("\n")
                for _, item in items:
                    out.whole(body.element(item))
                    out.text("\n")
            out.text("\n")
        if empty:
            out.whole(etree.Element("div", {"type": kind}))
            out.text("\n")
    out.text("\n")


class _Body:
    """Makes the elements of the text."""

    def __init__(self, found: Survey, threads: Threads) -> None:
        self._found = found
        self._threads = threads

    def element(self, item: Page | Block | Region) -> etree._Element:
        """Return the element of a block, a page break, or the place where a joined region begins."""
        if isinstance(item, Page):
            attributes = {names.IDENT: said(item.id), "n": str(item.seq), "facs": "#" + drawn(item.id)}
            return etree.Element("pb", attributes)
        if isinstance(item, Region):
            attributes = {"unit": "region", names.IDENT: said(item.id), "facs": "#" + drawn(item.id)}
            return etree.Element("milestone", attributes)
        return _MAKERS[item.shape](self, item)

    def fill(
        self, parent: etree._Element, rows: Sequence[Row], *, marking: bool = False, number: str | None = None
    ) -> None:
        """Write lines into ``parent``."""
        fill(parent, rows, self._threads, self.element, marking=marking, number=number)

    def linked(self, element: str, block: Block, fixed: Mapping[str, str], *, hand: bool = True) -> etree._Element:
        """Return an element that stands for the region of ``block``, tied to its zones."""
        ident = said(block.region.id) if block.part == 1 else f"{said(block.region.id)}.{block.part}"
        regions = dict.fromkeys(row.region.id for row in block.rows) or {block.region.id: None}
        attributes = {names.IDENT: ident, **fixed, "facs": " ".join("#" + drawn(region) for region in regions)}
        if hand and block.region.hand:
            attributes["hand"] = "#" + self._found.hands[block.region.hand]
        return etree.Element(element, attributes)

    def paragraph(self, block: Block) -> etree._Element:
        """Return running text or a heading."""
        fixed = dict(block.form.outer)
        if block.shape == "ab" and block.form.shape != "ab":
            fixed["type"] = names.slug(block.region.kind)
        made = self.linked(block.shape, block, fixed)
        if block.shape != "head":
            self._part(made, block)
        self.fill(made, block.rows)
        return made

    def _part(self, made: etree._Element, block: Block) -> None:
        """Say that a paragraph is the beginning or the end of one that could not be kept in one element."""
        before = self._found.parted.get(block.region.id) if block.part == 1 else None
        goes_on = block.last and block.rows[-1].region.id in self._found.parted.values()
        if before is not None:
            made.set("prev", "#" + said(before))
        if before is not None or goes_on:
            made.set("part", "M" if before is not None and goes_on else "I" if goes_on else "F")

    def floating(self, block: Block) -> etree._Element:
        """Return furniture or a note; a region struck out as a whole is a deletion in it."""
        fixed = dict(block.form.outer) if block.shape != "zone" else {"type": names.slug(block.region.kind)}
        element = "fw" if block.shape == "zone" else block.form.element
        made = self.linked(element, block, fixed)
        if where := shapes.place(block.region, block.page, margin=element == "note"):
            made.set("place", where)
        if block.target:
            made.set("target", "#" + said(block.target))
        marking = fixed.get("type") == "classification"
        if marking:
            self._categories(made, block)
        inner = made
        if block.shape == "fw/stamp":
            inner = etree.SubElement(inner, "stamp", dict(block.form.inner))
        if block.struck is not None:
            inner = etree.SubElement(inner, "del", self._strike(block))
        number = block.form.inner.get("type", "") if block.shape == "fw/idno" else None
        self.fill(inner, block.rows, marking=marking, number=number)
        return made

    def _strike(self, block: Block) -> dict[str, str]:
        attributes = dict(block.struck.attributes) if block.struck is not None else {}
        if "hand" in attributes:
            attributes["hand"] = "#" + self._found.hands[attributes["hand"]]
        return attributes

    def _categories(self, made: etree._Element, block: Block) -> None:
        named = [level for row in block.rows for level in levels(row.line.text)]
        if named:
            made.set("ana", " ".join(f"#{level}" for level in dict.fromkeys(named)))

    def wrapped(self, block: Block) -> etree._Element:
        """Return a dateline in its opener, or a signature in its closer."""
        outer, _, inner = block.shape.partition("/")
        made = etree.Element(outer)
        made.append(self.linked(inner, block, {}, hand=outer == "closer"))
        if outer == "opener" and block.region.hand:
            made.set("hand", "#" + self._found.hands[block.region.hand])  # a dateline has none before TEI 4.9
        self.fill(made[0], block.rows)
        return made

    def listed(self, block: Block) -> etree._Element:
        """Return a note that is a list: each line an item, the first one its head where it reads like one."""
        made = self.linked("note", block, block.form.outer)
        if where := shapes.place(block.region, block.page, margin=True):
            made.set("place", where)
        items = etree.SubElement(made, "list", dict(block.form.inner))
        headed = len(block.rows) > 1 and _HEADED.fullmatch(block.rows[0].line.text.strip()) is not None
        for index, row in enumerate(block.rows):
            self.fill(etree.SubElement(items, "head" if headed and index == 0 else "item"), [row])
        return made

    def table(self, block: Block) -> etree._Element:
        """Return a table whose lines are in the cells they name, or are its rows."""
        made = self.linked("table", block, {}, hand=False)
        for row in cells.rows(block):
            at = cells.at_of(row[0][0])
            inside = etree.SubElement(made, "row", {"n": str(at[0] + 1)} if at is not None else {})
            for cell in row:
                self.fill(etree.SubElement(inside, "cell", cells.attributes_of(cell[0])), cell)
        return made

    def figure(self, block: Block) -> etree._Element:
        """Return a picture, with the words in it."""
        made = self.linked("figure", block, block.form.outer)
        if block.rows:
            self.fill(etree.SubElement(made, "ab"), block.rows)
        return made

    def gap(self, block: Block) -> etree._Element:
        """Return what cannot be read, or the words printed over it."""
        if not block.rows:
            return self.linked("gap", block, block.form.outer, hand=False)
        made = self.linked("fw", block, {"type": names.slug(block.region.kind)})
        etree.SubElement(made, "gap", dict(block.form.outer))
        self.fill(made, block.rows)
        return made


_MAKERS: Final[Mapping[str, Callable[[_Body, Block], etree._Element]]] = {
    "p": _Body.paragraph,
    "ab": _Body.paragraph,
    "head": _Body.paragraph,
    "opener/dateline": _Body.wrapped,
    "closer/signed": _Body.wrapped,
    "fw": _Body.floating,
    "fw/stamp": _Body.floating,
    "fw/idno": _Body.floating,
    "zone": _Body.floating,
    "note": _Body.floating,
    "note/list": _Body.listed,
    "table": _Body.table,
    "figure": _Body.figure,
    "gap": _Body.gap,
}
