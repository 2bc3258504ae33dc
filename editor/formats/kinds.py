"""What other people call the parts of a page, as tables: their region types, labels and tags to our kinds and tags.

Tables before branches: a new producer's habit is a row here. Sources: PAGE 2009 to 2019, ALTO 4, hOCR 1.2, the SegmOnto
vocabulary, and what Transkribus and eScriptorium write.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

KINDS: Final = (
    "paragraph",
    "heading",
    "dateline",
    "letterhead",
    "classification",
    "caveat",
    "declassification",
    "review-stamp",
    "release-banner",
    "stamp",
    "control-number",
    "page-number",
    "header",
    "footer",
    "marginalia",
    "routing",
    "signature",
    "table",
    "image",
    "seal",
    "separator",
    "damage",
    "redaction",
    "other",
)
"""Our region kinds; every reader answers with one of these."""

TAGS: Final = (
    "person",
    "place",
    "organization",
    "date",
    "unclear",
    "gap",
    "del",
    "add",
    "sic",
    "abbrev",
    "underline",
    "supplied",
    "hand",
    "hi",
    "quote",
    "idno",
    "metamark",
    "stamp",
)
"""Our span tags; a tag of another name is kept under its own."""

EMPTY_TAGS: Final = frozenset({"gap", "metamark"})
"""Tags that may stand between two characters."""

_OTHER_NAMES: Final[Mapping[str, str]] = {
    "body": "paragraph",
    "text": "paragraph",
    "main": "paragraph",
    "p": "paragraph",
    "caption": "paragraph",
    "head": "heading",
    "title": "heading",
    "date-line": "dateline",
    "letter-header": "letterhead",
    "letter-date-location": "dateline",
    "classification-marking": "classification",
    "declassification-stamp": "declassification",
    "review": "review-stamp",
    "release": "release-banner",
    "release-stamp": "release-banner",
    "control": "control-number",
    "page": "page-number",
    "pagenum": "page-number",
    "margin": "marginalia",
    "note": "marginalia",
    "routing-list": "routing",
    "seen-by": "routing",
    "signed": "signature",
    "illustration": "image",
    "figure": "image",
    "graphic": "image",
    "rule": "separator",
}

_ZONES: Final[Mapping[str, str]] = {
    "mainzone": "paragraph",
    "margintextzone": "marginalia",
    "numberingzone": "page-number",
    "runningtitlezone": "header",
    "stampzone": "stamp",
    "sealzone": "seal",
    "graphiczone": "image",
    "tablezone": "table",
    "titlepagezone": "heading",
    "dropcapitalzone": "paragraph",
    "quiremarkszone": "other",
    "musiczone": "image",
    "damagezone": "damage",
    "digitizationartefactzone": "other",
    "customzone": "other",
}
_ZONE = re.compile(r"([A-Za-z]+)(?::([^#]*))?(?:#.*)?")

_PAGE_TEXT: Final[Mapping[str, str]] = {
    "paragraph": "paragraph",
    "heading": "heading",
    "caption": "paragraph",
    "header": "header",
    "footer": "footer",
    "page-number": "page-number",
    "drop-capital": "paragraph",
    "credit": "paragraph",
    "floating": "other",
    "signature-mark": "other",
    "catch-word": "other",
    "marginalia": "marginalia",
    "footnote": "paragraph",
    "footnote-continued": "paragraph",
    "endnote": "paragraph",
    "toc-entry": "paragraph",
    "list-label": "paragraph",
    "other": "other",
}

_PAGE_GRAPHIC: Final[Mapping[str, str]] = {
    "letterhead": "letterhead",
    "handwritten-annotation": "marginalia",
    "stamp": "stamp",
    "signature": "signature",
    "paper-grow": "damage",
    "punch-hole": "damage",
}

_PAGE_REGION: Final[Mapping[str, str]] = {
    "TextRegion": "paragraph",
    "ImageRegion": "image",
    "GraphicRegion": "image",
    "LineDrawingRegion": "image",
    "ChartRegion": "image",
    "MapRegion": "image",
    "TableRegion": "table",
    "SeparatorRegion": "separator",
}

_ALTO_BLOCK: Final[Mapping[str, str]] = {
    "TextBlock": "paragraph",
    "Illustration": "image",
    "GraphicalElement": "separator",
    "ComposedBlock": "other",
}

_ALTO_MARGIN: Final[Mapping[str, str]] = {
    "TopMargin": "header",
    "BottomMargin": "footer",
    "LeftMargin": "marginalia",
    "RightMargin": "marginalia",
}

_HOCR: Final[Mapping[str, str]] = {
    "ocr_header": "header",
    "ocr_footer": "footer",
    "ocr_pageno": "page-number",
    "ocr_textfloat": "other",
    "ocr_caption": "paragraph",
    "ocr_table": "table",
    "ocr_separator": "separator",
    "ocr_rule": "separator",
    "ocr_image": "image",
    "ocr_photo": "image",
    "ocr_graphic": "image",
    "ocr_linedrawing": "image",
    "ocr_float": "image",
    "ocr_title": "heading",
    "ocr_chapter": "heading",
    "ocr_section": "heading",
    "ocr_subsection": "heading",
}

_TAGS: Final[Mapping[str, str]] = {
    "persname": "person",
    "placename": "place",
    "location": "place",
    "org": "organization",
    "orgname": "organization",
    "organisation": "organization",
    "corporation": "organization",
    "abbr": "abbrev",
    "abbreviation": "abbrev",
    "addition": "add",
    "deletion": "del",
    "strikethrough": "del",
    "underlined": "underline",
    "quotation": "quote",
    "redacted": "gap",
    "comment": "note",
}

_HOLDERS: Final = frozenset({"paragraph", "table", "image", "separator", "damage", "other"})

HANDS: Final[Mapping[str, str]] = {
    "handwritten-cursive": "handwriting",
    "handwritten-printscript": "handwriting",
    "medieval-manuscript": "handwriting",
    "handwritten": "handwriting",
    "signature": "handwriting",
    "typewritten": "typescript",
    "printed": "print",
    "print": "print",
}
"""How a text was made, in PAGE's ``production`` and SegmOnto's line types, as the name of a hand."""

_PRODUCTIONS: Final[Mapping[str, str]] = {
    "handwriting": "handwritten-cursive",
    "typescript": "typewritten",
    "print": "printed",
}


def named(name: str) -> str | None:
    """Return our kind of this name (or of a name others use for it), or None."""
    plain = re.sub(r"[\s_]+", "-", name.strip()).lower()
    return plain if plain in KINDS else _OTHER_NAMES.get(plain)


def zone(label: str) -> str | None:
    """Return the kind of a SegmOnto zone ``Type:subtype#n``, or None; a subtype that names a kind of ours decides."""
    match = _ZONE.fullmatch(label.strip())
    kind = _ZONES.get(match.group(1).lower()) if match else None
    if match is None or kind is None:
        return None
    return (named(match.group(2)) if match.group(2) else None) or kind


def labelled(labels: Iterable[str]) -> str | None:
    """Return the kind the first telling one of ``labels`` stands for, or None."""
    for label in labels:
        kind = named(label) or zone(label)
        if kind is not None:
            return kind
    return None


def inside(kind: str) -> str | None:
    """Return the kind of text in a region of ``kind`` that says nothing of itself, or None: it is text like any other.

    Stamps, letterheads and signatures are often a graphic with the words as a region of their own in it.
    """
    return None if kind in _HOLDERS else kind


def of_page(element: str, type_: str) -> str:
    """Return the kind of a PAGE region from its element's name and its ``type``."""
    if element == "TextRegion":
        return _PAGE_TEXT.get(type_.strip().lower(), "paragraph")
    if element == "GraphicRegion":
        return _PAGE_GRAPHIC.get(type_.strip().lower(), "image")
    return _PAGE_REGION.get(element, "other")


def of_alto(element: str, type_: str, place: str) -> str:
    """Return the kind of an ALTO block from its element's name, its ``TYPE`` and the part of the page it lies in."""
    if type_ and (kind := labelled((type_,))) is not None:
        return kind
    if element == "TextBlock":
        return _ALTO_MARGIN.get(place, "paragraph")
    return _ALTO_BLOCK.get(element, "other")


def of_hocr(classes: Iterable[str], tag: str = "") -> str:
    """Return the kind of an hOCR element from its classes and its HTML element (``h1`` to ``h6`` are headings)."""
    for name in classes:
        if name in _HOCR:
            return _HOCR[name]
    return "heading" if re.fullmatch("h[1-6]", tag) else "paragraph"


def tag(name: str) -> str:
    """Return our tag for another program's tag, its own name where we have none."""
    plain = name.strip().lower()
    return plain if plain in TAGS else _TAGS.get(plain, name.strip())


def hand(label: str) -> str | None:
    """Return the hand that PAGE's ``production`` or a SegmOnto line (``DefaultLine:Typewritten``) names, or None."""
    return HANDS.get(label.rpartition(":")[2].strip().lower())


def production(name: str) -> str:
    """Return PAGE's ``production`` for a hand, "" for one that PAGE has no word for."""
    return _PRODUCTIONS.get(name, "")
