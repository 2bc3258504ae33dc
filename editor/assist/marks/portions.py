"""What paragraphs are classified as, in brackets behind them or before: (U), (S), (AIUO).

On a line of its own it says so by itself where no list has such an item. The letters that lists have too, and what (S)
is read as, say it only on a page that has others.
"""

from __future__ import annotations

import re

from editor.assist.marks.hits import Hit, hit
from editor.assist.marks.pieces import Piece
from editor.assist.marks.sheet import Sheet

_LESS = 0.3
_SHORT = 3
_OFFICE_USE = frozenset({"AIUO", "AIOU", "LAIUO", "FOUO", "LOUO"})
_ALONE = re.compile(
    r"^\W?L?[A-Z]{4}\W?$|^[^\w(\[]{0,3}[(\[]\W?(?:U|u|и|TS)\W?[)\]}]\W{0,2}$|^\W{1,3}(?:U|u|и)\)\W{0,2}$|^и\)\W?$"
)
_IN_COMPANY = re.compile(r"^[^\w(\[]{0,3}[(\[]([SsCc5V])[)\]]?\W{0,2}$")
_ANOTHER = re.compile(
    r"(?:[a-z][.,;:\"”'’]{1,2}|[a-z]{3}) ?\((?:U|u|S|s|C|c|TS)\)\W{0,2}$"
    r"|^\W{0,2}(?:\d{1,2}[.)] ?)?\((?:U|u|S|s|C|TS)\) ?[A-Z][A-Za-z]|^[^\w(]{0,3}\((?:U|u|S|TS)\)\W{0,2}$"
)
"""Another one: behind a sentence, before the first word of a paragraph, or alone and no item of a list."""
_LEVELS = frozenset({"SECRET", "TOPSECRET"})
_BESIDE = {"S": "RrTt", "C": "BbDd", "5": "46", "V": "UuWw"}
"""What stands before and behind it in a list."""
_FIGURE = "5"
_INITIALS = re.compile(r"^[\W_]*[A-Z][A-Za-z]{1,3} ?[:;/|.] ?[A-Za-z]{1,4}\W*$")
_REASON = "REAS"
"""Behind it (c) is the reason that something is classified for."""


def portion(piece: Piece, sheet: Sheet, at: int) -> Hit | None:
    """Return whether a piece is what a paragraph is classified as."""
    if _ALONE.match(piece.text):
        known = piece.squeezed in _OFFICE_USE or len(piece.squeezed) < _SHORT
    else:
        read = _IN_COMPANY.match(piece.text)
        known = read is not None and _has_company(sheet, at, read.group(1))
    return hit("classification", "It is what a paragraph is classified as.", _LESS) if known else None


def _has_company(sheet: Sheet, at: int, letter: str) -> bool:
    """Tell whether a page has others, is no list, and does not have the letter for another reason."""
    if _is_other(sheet, at, letter):
        return False
    item = re.compile(rf"^[^\w(]{{0,2}}\(?[{_BESIDE[letter.upper()]}][.)]")
    others = [other for other in range(len(sheet.pieces)) if other != at]
    if any(item.match(sheet.pieces[other].text) for other in others):
        return False
    return any(_is_company(sheet, other, letter) for other in others)


def _is_other(sheet: Sheet, at: int, letter: str) -> bool:
    """Tell whether a letter is a reason to classify, or a figure the number of copies behind a typist's initials."""
    above = sheet.pieces[at - 1] if at > 0 else None
    return above is not None and (
        _REASON in above.squeezed or (letter == _FIGURE and _INITIALS.match(above.text) is not None)
    )


def _is_company(sheet: Sheet, at: int, letter: str) -> bool:
    """Tell whether a piece shows that letters in brackets are levels on its page."""
    piece = sheet.pieces[at]
    if letter == "S" and piece.squeezed in _LEVELS:
        return True
    if letter == _FIGURE and (read := _IN_COMPANY.match(piece.text)) is not None:
        return not _is_other(sheet, at, read.group(1))
    return _ANOTHER.search(piece.text) is not None
