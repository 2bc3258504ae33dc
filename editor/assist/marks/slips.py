"""Routing slips: the offices that a paper goes through, by their letters or titles, wherever on a slip they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator

from editor.assist.marks.hits import Hit, hit
from editor.assist.marks.labels import is_field, label_of
from editor.assist.marks.rules import phrases, table
from editor.assist.marks.sheet import Sheet

_WORDS = 4
"""So many words of what is to be done with a paper are printed on a slip only."""
_HEADS = frozenset({"OFFICIAL ROUTING SLIP", "ROUTING AND RECORD SHEET", "ROUTING SLIP", "TRANSMITTAL SLIP"})
_ROW = r"^\W{0,3}(?:\d{1,2}[.)] ?)?"
_SYMBOL = re.compile(_ROW + r"[A-Z][A-Za-z]{0,5}(?: ?[/&] ?[A-Z0-9][A-Za-z0-9]{0,5}){1,4}\W{0,3}$")
_TITLE = re.compile(
    _ROW + r"(?:(?:Deputy|Acting|Asst\.?|Assistant) )*(?:Chief|Director|DC|AC|C|Ch)\b[,.]? ?[A-Z&][\w/&. ]{1,24}$"
)
_SHORT = re.compile(_ROW + r"([A-Z&]{2,7})\W{0,2}$")
_CAPITALS = 2


def slip(sheet: Sheet) -> Iterator[tuple[int, Hit]]:
    """Yield the offices on a routing slip."""
    if not _is_slip(sheet):
        return
    for at in filter(sheet.free, range(len(sheet.pieces))):
        piece = sheet.pieces[at]
        if not sheet.running(at) and _is_office(piece.text) and not is_field(piece) and not label_of(piece):
            yield at, hit("routing", "It is an office on a routing slip.", 0.15)


def _is_slip(sheet: Sheet) -> bool:
    """Tell whether a page is a routing slip, by its head or by what it asks to be done."""
    if sheet.cover:
        return False
    asked = sum(phrases("form", "slip").near(piece.squeezed) is not None for piece in sheet.pieces)
    if asked >= _WORDS:
        return True
    heads = (phrases("letterhead").near(piece.squeezed) for piece in sheet.pieces)
    return any(near is not None and near.phrase in _HEADS for near in heads)


def _is_office(text: str) -> bool:
    short = _SHORT.match(text)
    if short is not None:
        return short.group(1) in table()["routing"]["offices"]
    slashed = _SYMBOL.match(text) is not None and sum(map(str.isupper, text)) >= _CAPITALS
    return slashed or _TITLE.match(text) is not None
