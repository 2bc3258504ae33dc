"""Regions of PAGE: what kind they are, what hand wrote them, and text that stands at the region and in no line."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Final

from lxml import etree

from editor.formats import canon, coordinates, customs, kinds, xml
from editor.formats.notes import TAG, Notes, Remark
from editor.formats.pagexml import lines as page_lines
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
_ANY_BREAK = re.compile("\r\n|[\r\n\u2028\u2029]")


@dataclass(slots=True)
class Draft:
    """A region on its way: its element, the position of its parent among the page's drafts, its lines so far."""

    element: etree._Element
    parent: int | None
    entries: tuple[customs.Custom, ...]
    ident: str
    kind: str
    outline: Polygon = ()
    nested: bool = False
    found: list[Found] = field(default_factory=list)
    lines: list[SourceLine] = field(default_factory=list)
    hand: str | None = None


def start(element: etree._Element, parent: int | None, above: Draft | None, notes: Notes) -> Draft:
    """Return a draft with everything but its lines; ``above`` is the draft of the region it lies in."""
    entries = customs.parse(element.get("custom"))
    ident = element.get("id") or ""
    draft = Draft(element, parent, entries, ident, _kind(element, entries, above))
    draft.outline = page_lines.coords(element, notes, ident)
    draft.hand = customs.first(entries, "hand", "ref") or kinds.hand(element.get("production", ""))
    return draft


def _kind(element: etree._Element, entries: tuple[customs.Custom, ...], above: Draft | None) -> str:
    kind = kinds.labelled((customs.first(entries, "structure", "type"), *_labels(element)))
    if kind is not None:
        return kind
    type_ = element.get("type", "")
    if above is not None and type_ in ("", "other", "heading", "paragraph") and (inner := kinds.inside(above.kind)):
        return inner
    return kinds.of_page(xml.local(element), type_)


def _labels(element: etree._Element) -> list[str]:
    return [
        label.get("value", "") for group in xml.children(element, "Labels") for label in xml.children(group, "Label")
    ]


def finish(draft: Draft, tally: Tally, notes: Notes) -> None:
    """Put the draft's lines in order, give it the text that stands at the region only, and settle whose hand it is."""
    draft.lines = [found.line for found in draft.found]
    equiv = page_lines.lowest(draft.element)
    text = page_lines.unicode_of(equiv) or page_lines.plain_of(equiv)
    if text.strip():
        _take_text(draft, text, tally, notes)
    elif any("offset" in e.values for e in draft.entries):
        notes.count(TAG, draft.ident)
    _settle_hand(draft)


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
    equiv = page_lines.lowest(cell)
    if equiv is None or xml.child(cell, "TextLine") is not None:
        return []
    pieces = [said for _, said in _pieces(page_lines.unicode_of(equiv)) if said.strip()]
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


def done(draft: Draft, above: Draft | None) -> SourceRegion:
    """Return the region the draft has become."""
    element = draft.element
    attributes = page_lines.kept(element) | customs.others(draft.entries)
    attributes |= coordinates.rotation(element.get("orientation"), clockwise=False)
    attributes |= _cell_role(element)
    if above is not None and above.ident:
        attributes["parent"] = above.ident
    return SourceRegion(
        kind=draft.kind,
        outline=draft.outline,
        lines=tuple(draft.lines),
        ident=draft.ident,
        native=_native(element, draft.entries),
        hand=draft.hand,
        tags=tuple(tag for tag in customs.whole_tags(draft.entries) if tag.tag != "hand"),
        attributes=attributes,
    )


def _native(element: etree._Element, entries: tuple[customs.Custom, ...]) -> str:
    said = customs.first(entries, "structure", "type") or next(iter(_labels(element)), "")
    type_ = element.get("type", "")
    return canon.value(said) or xml.local(element) + (f":{canon.value(type_)}" if type_ else "")


def _cell_role(element: etree._Element) -> dict[str, str]:
    role = xml.descend(element, "Roles", "TableCellRole")
    if role is None:
        return {}
    names = {"rowIndex": "row", "columnIndex": "column", "rowSpan": "rowspan", "colSpan": "colspan", "header": "header"}
    return {ours: value for theirs, ours in names.items() if (value := role.get(theirs))}
