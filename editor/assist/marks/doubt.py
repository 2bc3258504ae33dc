"""What speaks against taking a hit unasked: that it may be the end of a sentence that goes on around it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from editor.assist.marks.hits import Hit
from editor.assist.marks.pieces import Piece
from editor.assist.marks.rules import kinds
from editor.assist.marks.sheet import Sheet
from editor.assist.marks.squeeze import capitals

_QUOTED = re.compile(r"\w[\"”]$")
_IN_TEXT = 0.25
"""What it takes from a hit, so that one of a safe kind is offered only."""
_TEXT = re.compile(r"\b[a-z]{2,} .*\b[a-z]{2,}\b")
"""Two words in small letters."""
_LEAST_LINE = 30
"""A shorter line is none of a text that could open a bracket over its end."""
_CAPITALS = 0.5
_MOST_NUMBERS = 10
"""So many numbers a page may bear; of 350 labelled pages none had more than seven."""
_MOST_DAYS = 7
_LIST_NEAR = 6
_LISTED = 3
_OF_WORDS = frozenset({"classification", "handling", "declassification", "review"})


def doubted(sheet: Sheet, found: Mapping[int, Hit]) -> Iterator[tuple[int, Hit]]:
    """Yield the hits on wording that may belong to the text around them, less sure than they were."""
    for at, one in found.items():
        piece = sheet.pieces[at]
        unsure = one.sure < kinds()[one.kind].sure
        worn = unsure and ((sheet.running(at - 1) and sheet.running(at + 1)) or _in_small(piece))
        wording = one.kind in _OF_WORDS and (worn or _closes(piece) or _within_brackets(sheet, at))
        number = one.kind == "control" and _ends_sentence(sheet, at)
        if wording or number or (one.kind == "routing" and _alone(sheet, at, found)):
            said = f"{one.reason} It may go on with the text around it."
            yield at, Hit(one.kind, max(0.05, one.sure - _IN_TEXT), said)


def listed(found: Mapping[int, Hit]) -> set[int]:
    """Return the numbers and the days that are of a list: more on the page than papers bear, others close by."""
    out: set[int] = set()
    for kind, most in (("control", _MOST_NUMBERS), ("date", _MOST_DAYS)):
        every = sorted(at for at, one in found.items() if one.kind == kind)
        if len(every) > most:
            out.update(at for at in every if sum(abs(at - other) <= _LIST_NEAR for other in every) > _LISTED)
    return out


def _in_small(piece: Piece) -> bool:
    """Tell whether a piece begins with a small letter, or has more of them than capitals."""
    first = next((sign for sign in piece.text if sign.isalpha()), "")
    return first.islower() or capitals(piece.text) < _CAPITALS


def _alone(sheet: Sheet, at: int, found: Mapping[int, Hit]) -> bool:
    """Tell whether a piece stands between words of text, with no mark of its kind near."""
    near = (found.get(other) for other in range(at - _LIST_NEAR, at + _LIST_NEAR + 1) if other != at)
    if any(one is not None and one.kind == found[at].kind for one in near):
        return False
    return all(sheet.free(other) and _TEXT.search(sheet.pieces[other].text) for other in (at - 1, at + 1))


def _ends_sentence(sheet: Sheet, at: int) -> bool:
    """Tell whether a piece has the stop or the bracket that the line of text above it lacks."""
    ends = sheet.pieces[at].text.rstrip().endswith((".", ")"))
    return ends and sheet.running(at - 1) and not sheet.pieces[at - 1].text.rstrip().endswith((".", ":", ")"))


def _closes(piece: Piece) -> bool:
    """Tell whether a piece closes a bracket or a quotation that it has not opened."""
    text = piece.text.rstrip(" .,;")
    if piece.whole and _QUOTED.search(text) and sum(text.count(sign) for sign in '"“”') == 1:
        return True
    return not piece.whole and text.endswith((")", "]")) and text.count("(") + text.count("[") == 0


def _within_brackets(sheet: Sheet, at: int) -> bool:
    """Tell whether the text above opens a bracket that it has not closed."""
    text = sheet.pieces[at - 1].text if sheet.free(at - 1) else ""
    return len(text) >= _LEAST_LINE and text.rfind("(") > text.rfind(")")
