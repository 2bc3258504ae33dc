"""Regions of PAGE: what kind they are, what hand wrote them, and text that stands at the region and in no line."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Final

from lxml import etree

from editor.formats import canon, coordinates, customs, kinds, xml
from editor.formats.flow import Table
from editor.formats.notes import TAG, Notes, Remark
from editor.formats.pagexml import lines as page_lines
from editor.formats.pagexml import opaque, schema, shapes
from editor.formats.pagexml import texts as page_texts
from editor.formats.pagexml.lines import Found
from editor.formats.tally import Tally
from editor.model.geometry import Polygon
from editor.model.source import SourceLine, SourceRegion, SourceTag

DIFFERS: Final = Remark(
    "The text written at a region differs from that of its lines, the lines were taken",
    "The text written at {n} regions differs from that of their lines, the lines were taken",
)
FILLED: Final = Remark(
    "The lines of a region had no text and were given that of the region",
    "The lines of {n} regions had no text and were given that of their region",
)
RAW_TEXT: Final = page_texts.RAW_TEXT
RAW_OF: Final = "page:raw-of"
"""The digest of the lines beside which the TextEquiv of a region is kept."""
ELEMENT: Final = "page:element"
"""The element and type of a region with the kind it had in that file, where its kind alone does not tell them."""
CELL: Final = {"row": "row", "col": "column", "rowSpan": "rowspan", "colSpan": "colspan"}
"""The place of a cell as Transkribus writes it, and as we do."""
CELLS: Final = "page:TableCell"
"""Begins the names of the attributes that hold the cells of a row as Transkribus drew them."""
_ATTRIBUTES: Final = frozenset({"id", "custom", "type", "orientation", "production", *page_lines.KEPT})
_CHILDREN: Final = frozenset({"Coords", "TextLine", "TextEquiv", "Roles"})
_ROLE: Final = {
    "rowIndex": "row",
    "columnIndex": "column",
    "rowSpan": "rowspan",
    "colSpan": "colspan",
    "header": "header",
}
_ANY_BREAK = re.compile("\r\n|[\r\n\u2028\u2029]")


@dataclass(slots=True)
class Draft:
    """A region on its way: its element, the position of its parent among the page's drafts, its lines so far.

    ``name`` is its id in the file, ``ident`` what it is called: the same unless we wrote that it could not be.
    """

    element: etree._Element
    parent: int | None
    entries: tuple[customs.Custom, ...]
    ours: dict[str, str]
    name: str
    ident: str
    kind: str
    native: str
    outline: Polygon = ()
    nested: bool = False
    found: list[Found] = field(default_factory=list)
    lines: list[SourceLine] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)
    hand: str | None = None


def start(element: etree._Element, parent: int | None, above: Draft | None, notes: Notes) -> Draft:
    """Return a draft with everything but its lines; ``above`` is the draft of the region it lies in."""
    entries = customs.parse(element.get("custom"))
    ours = customs.own(entries)
    name = element.get("id") or ""
    kind, native = said(
        xml.local(element),
        element.get("type", ""),
        [customs.first(entries, "structure", "type"), *labels(element)],
        above.kind if above is not None else None,
    )
    draft = Draft(
        element, parent, entries, ours, name, ours.get("id", name), ours.get("kind", kind), ours.get("native", native)
    )
    draft.outline = shapes.outline(opaque.grouped(element), ours.get("coords"), notes, draft.ident)
    draft.hand = customs.first((e for e in entries if customs.LITERAL not in e.values), "hand", "ref") or kinds.hand(
        element.get("production", "")
    )
    return draft


def said(element: str, type_: str, names: Sequence[str], above: str | None) -> tuple[str, str]:
    """Return the kind and the native name of a region.

    Args:
        element: The name of its element.
        type_: Its attribute ``type``, or "".
        names: What it is called in ``custom``, "" where nowhere, and in its labels.
        above: The kind of the region it lies in, if it lies in one.
    """
    name = canon.value(next(filter(None, names), ""))
    kind = kinds.labelled(names)
    if kind is not None:
        return kind, "" if names[0] == kind else name or spec(element, type_)
    native = name or spec(element, canon.value(type_))
    if above is not None and type_ in ("", "other", "heading", "paragraph") and (inner := kinds.inside(above)):
        return inner, native
    return kinds.of_page(element, type_), native


def spec(element: str, type_: str) -> str:
    """Return element and type of a region as one word."""
    return element + (f":{type_}" if type_ else "")


@cache
def usual(kind: str) -> str:
    """Return the element and type that regions of a kind have unless somebody wants another."""
    return form(Table(), kind)


def form(table: Table, kind: str) -> str:
    """Return the element and type that a project has for a kind, the one for any text where PAGE knows no such."""
    found = table.kind_form(kind, "page")
    element, _, type_ = found.partition(":")
    return found if schema.region(element, type_) else "TextRegion:other"


def labels(element: etree._Element) -> list[str]:
    """Return the values of a region's labels."""
    return [
        label.get("value", "") for group in xml.children(element, "Labels") for label in xml.children(group, "Label")
    ]


def finish(draft: Draft, tally: Tally, notes: Notes) -> None:
    """Put the draft's lines in order, give it the text that stands at the region only, and settle whose hand it is."""
    draft.lines = [found.line for found in draft.found]
    equiv = page_texts.lowest(draft.element)
    text = page_texts.unicode_of(equiv) or page_texts.plain_of(equiv)
    if text.strip():
        _take_text(draft, text, tally, notes)
    elif any("offset" in e.values for e in draft.entries):
        notes.count(TAG, draft.ident)
    _settle_hand(draft)
    draft.texts = kept_texts(draft.element, draft.lines, notes, draft.ident)


def kept_texts(element: etree._Element, lines: Sequence[SourceLine], notes: Notes, where: str) -> dict[str, str]:
    """Return a region's TextEquivs as they are, where they say more than its lines do."""
    texts = page_texts.equivs(element)
    if not texts:
        return {}
    found: dict[str, str] = {}
    own = "".join("".join(line.text for line in lines).split())
    if len(texts) > 1 or texts[0].get("conf") or own != "".join(page_texts.unicode_of(texts[0]).split()):
        opaque.keep(found, RAW_TEXT, opaque.text(map(opaque.plain, texts)), notes, where)
    else:
        page_texts.keep(found, texts, notes, where)
    return found | {RAW_OF: digest(lines)} if found else {}


def digest(lines: Iterable[SourceLine]) -> str:
    """Return a short digest of the lines' texts, to know them again."""
    return hashlib.sha256("\n".join(line.text for line in lines).encode("utf-8", "replace")).hexdigest()[:16]


def _take_text(draft: Draft, text: str, tally: Tally, notes: Notes) -> None:
    if any(line.text.strip() for line in draft.lines):
        own = "".join("".join(line.text for line in draft.lines).split())
        if not draft.nested and own != "".join(text.split()):
            notes.count(DIFFERS, draft.ident)
        return
    pieces = list(_pieces(text))
    if draft.lines and len(draft.lines) == len(pieces):
        notes.count(FILLED, draft.ident)
        draft.lines = [
            replace(line, text=canon.line(said, notes, draft.ident))
            for line, (_, said) in zip(draft.lines, pieces, strict=True)
        ]
        return
    for at, said in pieces:
        if not said.strip():
            continue
        clean = canon.line(said, notes, draft.ident)
        here = tuple(_shifted(entry, at) for entry in draft.entries)
        tags = customs.tags((e for e in here if _touches(e, len(clean))), len(clean), notes, draft.ident)
        draft.lines.append(SourceLine(clean, tally.uncounted(), tags=tags))


def cell_text(cell: etree._Element, place: dict[str, str], tally: Tally, notes: Notes) -> list[Found]:
    """Return as lines the text of a table cell that has none; ``place`` is its row and column."""
    equiv = page_texts.lowest(cell)
    if equiv is None or xml.child(cell, "TextLine") is not None:
        return []
    pieces = [said for _, said in _pieces(page_texts.unicode_of(equiv)) if said.strip()]
    where = cell.get("id") or ""
    return [Found(SourceLine(canon.line(p, notes, where), tally.uncounted(), attributes=place)) for p in pieces]


def _pieces(text: str) -> list[tuple[int, str]]:
    found = []
    at = 0
    for match in _ANY_BREAK.finditer(text):
        found.append((at, text[at : match.start()]))
        at = match.end()
    found.append((at, text[at:]))
    while found and not found[-1][1].strip():
        found.pop()
    return found


def _shifted(entry: customs.Custom, by: int) -> customs.Custom:
    offset = coordinates.number(entry.values.get("offset"))
    if offset is None:
        return entry
    return customs.Custom(entry.name, {**entry.values, "offset": str(int(offset) - by)})


def _touches(entry: customs.Custom, length: int) -> bool:
    """Tell whether a tag of the region's text has a share in a line, given its offset from the line's start."""
    at, extent = coordinates.number(entry.values.get("offset")), coordinates.number(entry.values.get("length", "0"))
    if at is None or extent is None:
        return False
    return 0 <= at <= length if extent == 0 else at < length and at + extent > 0


def _settle_hand(draft: Draft) -> None:
    hands = {found.hand for found in draft.found}
    if len(hands) == 1 and draft.hand is None:
        draft.hand = hands.pop()
        return
    for i, found in enumerate(draft.found):
        line = draft.lines[i]
        if found.hand is not None and found.hand != draft.hand and line.text:
            tag = SourceTag("hand", 0, len(line.text), {"hand": found.hand})
            draft.lines[i] = replace(line, tags=(*line.tags, tag))


def done(draft: Draft, above: Draft | None, notes: Notes) -> SourceRegion:
    """Return the region the draft has become."""
    found = natural(draft.element, draft.entries, draft.kind, draft.native, notes, draft.ident)
    found |= draft.texts
    if above is not None and above.ident:
        found["parent"] = above.ident
    return SourceRegion(
        kind=draft.kind,
        outline=draft.outline,
        lines=tuple(draft.lines),
        ident=draft.ident,
        native=draft.native,
        hand=draft.hand,
        tags=customs.whole_tags(draft.entries),
        attributes=customs.amended(found, draft.ours),
        continues=draft.ours.get("continues", ""),
    )


def natural(
    element: etree._Element, entries: tuple[customs.Custom, ...], kind: str, native: str, notes: Notes, where: str
) -> dict[str, str]:
    """Return the attributes of a region but its parent, before ours amend them."""
    inner = opaque.grouped(element)
    found = page_lines.kept(element) | customs.others(entries)
    found |= coordinates.rotation(element.get("orientation"), clockwise=False)
    found |= cell_role(element)
    found |= opaque.attributes(element, _ATTRIBUTES) | page_lines.production(element)
    found |= page_lines.shape_attributes(inner)
    found |= opaque.children(inner, _known_children(inner), notes, where) | _cells(element, notes, where)
    shown = spec(xml.local(element), canon.value(element.get("type", "")))
    if native != shown and shown != usual(kind):
        found[ELEMENT] = f"{shown} {kind}"
    return found


def _known_children(inner: Iterable[str]) -> set[str]:
    return {*_CHILDREN, *(name for name in inner if name.endswith("Region") or name == "TableCell")}


def _cells(element: etree._Element, notes: Notes, where: str) -> dict[str, str]:
    """Return the cells that Transkribus writes, without their lines: those of each row together."""
    rows: dict[str, list[etree._Element]] = {}
    for cell in map(opaque.plain, xml.children(element, "TableCell")):
        for inner in list(cell):
            if inner.tag in ("TextLine", "TextEquiv"):
                cell.remove(inner)
        rows.setdefault(cell.get("row", ""), []).append(cell)
    found: dict[str, str] = {}
    for row, cells in rows.items():
        opaque.keep(found, f"{CELLS}.{row}", opaque.text(cells), notes, where)
    return found


def cell_role(element: etree._Element) -> dict[str, str]:
    """Return row and column of a region that is the cell of a table, counted from 0."""
    role = xml.descend(element, "Roles", "TableCellRole")
    return {ours: value for theirs, ours in _ROLE.items() if (value := role.get(theirs))} if role is not None else {}


def role_of(attributes: Mapping[str, str]) -> dict[str, str]:
    """Return the attributes of a TableCellRole for row, column and the like; nothing where they are no such numbers."""
    role = {theirs: attributes[ours] for theirs, ours in _ROLE.items() if ours in attributes}
    fitting = {name: value for name, value in role.items() if schema.allows("TableCellRole", name, value)}
    return fitting if "rowIndex" in fitting and "columnIndex" in fitting else {}


def is_part(element: etree._Element) -> bool:
    """Tell whether we wrote a region only because the one it lies in may not have lines in PAGE."""
    return "part" in customs.own(customs.parse(element.get("custom")))
