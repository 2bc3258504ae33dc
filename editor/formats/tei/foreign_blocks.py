"""Blocks of other people's TEI: which elements text belongs to as a region, which are lines of one, what they are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from editor.formats import kinds
from editor.formats.tei.foreign_lines import LineDraft, Open, RegionDraft
from editor.formats.tei.foreign_places import Zone

MIXED: Final = frozenset(
    {"p", "ab", "head", "fw", "note", "signed", "dateline", "salute", "byline", "trailer", "titlePart", "speaker"}
    | {"stage", "q", "quote", "epigraph", "closer", "opener", "docAuthor", "docDate", "docEdition", "docImprint"}
    | {"imprimatur", "label", "figure", "desc", "bibl", "argument", "postscript", "cit", "ps", "seg", "formula"}
)
"""Elements in which an element we do not know is one of words; text in them goes on behind what interrupts it."""
HOLDERS: Final = frozenset({"list", "lg", "table", "address", "listBibl", "castList"})
"""Elements whose members are lines of one region."""
MEMBERS: Final = frozenset({"l", "item", "cell", "addrLine", "label", "castItem", "line"})
"""Elements that are a line each, or several."""
FLOATING: Final = frozenset({"fw", "note", "figure"})
"""Elements that do not break the line they stand in."""
KINDS: Final[Mapping[str, str]] = {
    "head": "heading",
    "titlePart": "heading",
    "docTitle": "heading",
    "table": "table",
    "figure": "image",
    "signed": "signature",
    "dateline": "dateline",
}
_FURNITURE: Final = {"top": "header", "bottom": "footer", "head": "header", "foot": "footer"}
_AT_FOOT: Final = frozenset({"foot", "bottom", "end"})


@dataclass(slots=True, eq=False)
class Block:
    """An element text belongs to, while it is open."""

    element: etree._Element
    name: str
    kind: str
    said: str
    floats: bool
    mixed: bool
    tags: list[Open]
    zones: list[Zone]
    ident: str = ""
    hand: str | None = None
    region: RegionDraft | None = None
    last: RegionDraft | None = None
    line: LineDraft | None = None
    pending: Zone | None = None
    pending_ident: str = ""
    by_break: bool = False
    filled: bool = False
    row: int = -1
    column: int = 0
    cell: dict[str, str] = field(default_factory=dict)


def kind_of(element: etree._Element, name: str, zones: list[Zone], above: Block | None) -> str:
    """Return what a block is: by its element, what the file calls it, where it stands, what it stands in."""
    type_ = element.get("type", "")
    if name in KINDS:
        return KINDS[name]
    if name in ("fw", "note"):
        said = kinds.labelled((type_, *(zone.said for zone in zones)))
        if said is not None and not (name == "note" and type_ == "note"):
            return said
        words = element.get("place", "").split()
        if name == "fw":
            return next((_FURNITURE[word] for word in words if word in _FURNITURE), "header" if not type_ else "other")
        return "paragraph" if _AT_FOOT.intersection(words) else "marginalia"
    said = kinds.labelled((type_, *(zone.said for zone in zones))) if type_ or zones else None
    if said is not None:
        return said
    if above is not None and above.name in ("fw", "note"):
        return above.kind
    return "paragraph"
