"""What stands over a text: who writes to whom, on what, of what it is a part; only offered."""

from __future__ import annotations

import re
from collections.abc import Iterator

from editor.assist.marks.hits import Hit, hit
from editor.assist.marks.labels import is_field, is_printed, label_of
from editor.assist.marks.pieces import Piece
from editor.assist.marks.rules import phrases
from editor.assist.marks.sheet import Sheet
from editor.assist.marks.squeeze import capitals, squeeze

_LONGEST_SAID = 60
_FORM_CAPITALS = 0.9
_TITLE = re.compile(r"^(?:Chief|Director|Deputy|Acting|Chairman)(?: of \w+)?,? .{2,30}$")
_CONTINUED = re.compile(r"^\W?(?:Memorandum|Memo|Airtel|Letter|Teletype|LHM) to (?:the )?[A-Z].{2,40}$")
"""What stands at the head of the second and later pages of a letter."""
_SENTENCE = re.compile(r"^\W{0,2}(?:[a-z]{2,} (?:\S+ ){2,}|\d{1,2}\. .*[a-z]{3,} [a-z]{2,} |.*(?: [a-z]{2,}){4,})")
_LETTERED = re.compile(r"^\W{0,2}(\S{5,12}) (?:[A-Z]|\d{1,2}|[IVX]{1,4})\W{0,2}$")
_SAID = 0.6
_ADDRESSED = re.compile(r"^\W?(?:DIRECTOR,? FBI|(?:SAC|ASAC|LEGAT),? [A-Z.]{4,}(?: [A-Z]{3,})?)\b.{0,24}$")
"""To whom, or from whom, a letter of the Federal Bureau of Investigation is."""
_ORIGIN = re.compile(r"^\W{0,2}[0O]{2} ?[:;] ?(?:[A-Z]{2}|Bureau|[A-Z][a-z]+)\W{0,2}$")
"""Which of its offices the case is of."""
_PAGE = re.compile(r"^\W?Page (?:Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|\d{1,2})\W{0,2}$", re.IGNORECASE)
_OF_LIST = re.compile(r"^\W?[A-Z]\.{1,2} [A-Z]{2}|.*[A-Z]\.$")
"""An item of a list, or the end of a sentence, where all of the text is in capitals."""
_TOP_LINES = 3
_PAGE_SAID = 6
_LEAST_OVER = 6


_BEHIND_LABEL = 3
"""So many lines behind a label that stands alone are what it announces; forms set labels and answers apart."""


def headings(sheet: Sheet) -> Iterator[tuple[int, Hit]]:
    """Yield the lines before the text that say who writes to whom, on what; none that is printed on forms."""
    yield from ((at, one) for at, one in _over_text(sheet) if not is_printed(sheet.pieces[at]))


def _over_text(sheet: Sheet) -> Iterator[tuple[int, Hit]]:
    carried = 0
    over_page = _over_page(sheet)
    for at, piece in enumerate(sheet.pieces):
        if not sheet.free(at) or is_field(piece):
            continue
        over = sheet.before_body(at)
        opened = _opened(piece) if over or _in_form(sheet, at, piece) else None
        if opened is not None:
            carried = carried if opened[0] is None else opened[0]
            yield at, opened[1]
        elif (
            carried
            and len(piece.text) <= _LONGEST_SAID
            and _is_said(piece.text)
            and (over or (_is_title(piece) and not sheet.running(at)))
        ):
            carried -= 1
            yield at, hit("heading", "It stands behind a label such as TO or SUBJECT.", 0.05)
        elif at in over_page and over and len(piece.squeezed) >= _LEAST_OVER and _is_said(piece.text):
            yield at, hit("heading", "It stands over the number of a later page, as what the letter is about does.")
        elif over and sheet.last >= 0 and _is_title(piece) and not (sheet.upper and _OF_LIST.match(piece.text)):
            yield at, hit("heading", "It is a short line in capitals before the text.", 0.15)
        elif not over:
            carried = 0


def _over_page(sheet: Sheet) -> range:
    """Return the first lines of a page where the number of the page stands under them, written out."""
    for at, piece in enumerate(sheet.pieces[:_PAGE_SAID]):
        if _PAGE.match(piece.text):
            return range(max(0, at - _TOP_LINES), at)
    return range(0)


def _in_form(sheet: Sheet, at: int, piece: Piece) -> bool:
    """Tell whether a line under a first few of text may be a label of a form: in the upper half, in capitals."""
    return at < len(sheet.pieces) // 2 and not sheet.running(at) and capitals(piece.text) >= _FORM_CAPITALS


def _opened(piece: Piece) -> tuple[int | None, Hit] | None:
    """Return what a heading by itself is, after how many lines that belong to it, None for as many as before."""
    label = label_of(piece)
    if _CONTINUED.match(piece.text):
        return _BEHIND_LABEL, hit("heading", "It says of what letter the page is a part.", -0.1)
    if label:
        alone = len(piece.squeezed) <= len(label) + 2
        return _BEHIND_LABEL if alone else 0, hit("heading", f"It is the line of {label}.", -0.15)
    if _ADDRESSED.match(piece.text) or _ORIGIN.match(piece.text):
        return None, hit("heading", "It is an office of a bureau that is written to, or writes.", -0.1)
    if _attached(piece.text):
        return 1, hit("heading", "It names what the page is attached to, or as what.", 0.05)
    return (None, hit("heading", "It is an office that is written to.", 0.05)) if _TITLE.match(piece.text) else None


def _attached(text: str) -> bool:
    """Tell whether a line is ATTACHMENT, ENCLOSURE or the like with its letter or number, and no more."""
    match = _LETTERED.match(text)
    return match is not None and phrases("heading", "attached").near(squeeze(match.group(1)), 1) is not None


def _is_said(text: str) -> bool:
    """Tell whether a text can answer a label: letters enough, and not the middle or the start of a sentence."""
    if _SENTENCE.match(text) or not any(sign.isascii() and sign.isalpha() for sign in text):
        return False
    letters = sum(map(str.isalpha, text))
    return letters > 2 and letters >= _SAID * sum(not c.isspace() for c in text)


def _is_title(piece: Piece) -> bool:
    text = piece.text
    letters = sum(c.isalpha() for c in text)
    signs = sum(not c.isspace() for c in text)
    whole = len(re.findall(r"[A-Z]{3,}", text)) >= 2
    return 8 <= len(text) <= 60 and whole and capitals(text) >= 0.85 and letters >= 0.85 * signs
