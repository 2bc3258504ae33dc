"""What speaks against taking a hit unasked: that it may be the end of a sentence that goes on around it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from editor.assist.marks.hits import Hit
from editor.assist.marks.pieces import Piece
from editor.assist.marks.rules import kinds
from editor.assist.marks.sheet import Sheet

_IN_TEXT = 0.25
"""What it takes from a hit, so that one of a safe kind is offered only."""
_LEAST_LINE = 30
"""A shorter line is none of a text that could open a bracket over its end."""
_OF_WORDS = frozenset({"classification", "handling", "declassification", "review"})


def doubted(sheet: Sheet, found: Mapping[int, Hit]) -> Iterator[tuple[int, Hit]]:
    """Yield the hits on wording that may belong to the text around them, less sure than they were."""
    for at, one in found.items():
        piece = sheet.pieces[at]
        worn = one.sure < kinds()[one.kind].sure and sheet.running(at - 1) and sheet.running(at + 1)
        if one.kind in _OF_WORDS and (worn or _closes(piece) or _within_brackets(sheet, at)):
            said = f"{one.reason} It may go on with the text around it."
            yield at, Hit(one.kind, max(0.05, one.sure - _IN_TEXT), said)


def _closes(piece: Piece) -> bool:
    """Tell whether a piece closes a bracket that it has not opened, or is told from a line that opens one."""
    text = piece.text.rstrip(" .,;")
    return not piece.whole and text.endswith((")", "]")) and text.count("(") + text.count("[") == 0


def _within_brackets(sheet: Sheet, at: int) -> bool:
    """Tell whether the text above opens a bracket that it has not closed."""
    text = sheet.pieces[at - 1].text if sheet.free(at - 1) else ""
    return len(text) >= _LEAST_LINE and text.rfind("(") > text.rfind(")")
