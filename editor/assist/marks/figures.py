"""Marks known by their figures: control numbers and page numbers."""

from __future__ import annotations

import re

from rapidfuzz.distance import OSA

from editor.assist.marks.dates import date_of
from editor.assist.marks.hits import Hit, hit
from editor.assist.marks.memoranda import is_greeted
from editor.assist.marks.pieces import Piece
from editor.assist.marks.rules import Near, numbers
from editor.assist.marks.sheet import Sheet
from editor.assist.marks.squeeze import capitals, figured, latin, plain, squeeze

_LONGEST = 64
_OUTER = " .,:;•*_~'\"“”‘’|()[]{}<>«»=—–-"
_MONEY_OR_PHONE = re.compile(r"[$£%]|\d,\d{3}\b|\(?\d{3}\)?[ -]?\d{3}-\d{4}$|^\d{3}-\d{4}$")
_PERSON = re.compile(r"\d{3}-\d{2}-\d{4}")
_MONEY = re.compile(r"[$£].*\d")
_PHONE = re.compile(r"\(?\d{3}\)?[ -]\d{3}-\d{4}(?: ?\S{0,2} ?[\d.]{3,5})?$")
"""A telephone with its extension."""
_YEARS = re.compile(r"(?:[A-Z]{2,6}\W{1,3})?(?:1[789]|20)\d\d\W+(?:1[789]|20)?\d\d\W*$")
_PAIRS = re.compile(r"(?:\D*\b\d{1,2}\b){3,}\D*$")
_SHARE_BEHIND_LABEL = 0.4
_LABELLED = re.compile(r"^\W*([A-Za-z][A-Za-z .]{1,22}?)\s*[.:#;=]*\s*[.:#;=]\s*(\S.*)$")
_NAMED = re.compile(r"^\W*([A-Za-z]{4,7})\s*[.:;]?\s*(\d{7,9})\W*$")
_ENDS_IN_FILE = re.compile(r"[A-Za-z]{4,7}\s*[.:;]?\s*\d{7,9}\W*$")
_DOC_ID = "DOCID"
_CITED = re.compile(r"(?:CITE D[IL1]R(?:ECTOR)?|D[AO] IN)$")
_NUMBER = re.compile(r"(?:[A-Z]{2,5}[ -])?\d{4,9}")
_SERIES = frozenset({"IN", "OUT", "DIR", "NO", "CITE", "CITEDIR", "CITEDIRECTOR", "DAIN"})
"""What stands over or before the number of a telegram."""
_DASHED = re.compile(r"^[\s•.*~_]*[-–—=~]+[\s.]*(\d{1,3}|[ivx]{1,5}|[lI])[\s.]*[-–—=~]+[\s.]*$")
_HALF_DASHED = re.compile(r"^\W{0,2}[-–—=]+\s*\d{1,3}\s*(?:\W{0,2}|[ .]{3,5})$")
_PAGE = re.compile(
    r"^\W*(?:(?:TO|END OF|END) |[\dI] ?(?=PAGE))?([A-Za-z]{2,5})\.?(?:\s+([Nn][Oo])\.?)?\s*[:.]?\s+[-–—]?\s?"
    r"([0-9lIO]{1,4}|[A-Za-z]{3,6})(?:\W{1,3}[o0]f(?:[\s_]+[0-9lIO]{1,4})?)?\W*$",
    re.I,
)
_BARE = re.compile(r"^\W*(\d{1,4})\W{0,2}$")
_OF_ALL = re.compile(r"^\W{0,2}\d{1,2} of \d{1,2}\W{0,2}$")
_OF_FAX = re.compile(r"^\W{0,2}P[.,] ?\d{1,3}/\d{1,3}\W{0,2}$")
_DASH = re.compile(r"^\W?[-–—]\W?$")
_ROMAN = re.compile(r"^(?:i{1,3}|iv|vi{0,3}|ix|x)$")
_LAST = 3
"""So many of the last pieces may have the number of a preface among them."""
_PAGE_FIGURES = 3
_LIST_MARK = re.compile(r"^\s*\(?\d{1,3}[.)]")
_CAPITALS = 0.6
_LONG_COUNT = 4
_POINTED = re.compile(r"^\W{0,2}(?:[2-9]|[1-9]\d)\.$")
_HEAD_LINES = 2
_LETTERED = re.compile(r"^\W?[a-z][).]")
_IN_TEXT = 0.25
"""What it takes from a number that it stands between two lines of running text."""
_IN_BRACKETS = re.compile(r"^\W?\(.*\)\W?$")
"""So a sentence names the file of a person."""
_LOOSE = 0.2
_ONE_LETTER = re.compile(r"^[A-Za-z][#* ]{0,2}\d{5}$")
"""A short number that only a letter tells from one of a table."""
_UNKNOWN = 0.35
"""What it takes from a number that it is written like none that is known: only on many pages is it taken unasked."""
_NEAR_ALIKE = 2
_COLUMN = 6
"""More long numbers than these on a page, with nothing beside them, are a column of a table."""
_SERVICE = re.compile(r"[A-Z]{2} \d{2} \d{3}[ .]\d{3}$")
"""The number of a soldier, which a list of persons bears."""
_SMALL_LETTERS = re.compile(r"[a-z]{2}")
_FIRST_O = re.compile(r"0[A-Z]{1,3}[- ]")
"""The letters of an office, their O read as a figure."""
_FIRST_WORD = re.compile(r"[A-Za-z]+")
_TABLE_FIGURE = re.compile(r"\d[.,]\s?\d\d(?!\d)|^\d{3}-\d\d-\d{4}$")
"""Sums of money and the numbers of persons, which stand in columns."""


def control(piece: Piece, sheet: Sheet, at: int) -> Hit | None:
    """Return whether a piece is a number given by a registry or a reviewer."""
    bare = latin(plain(piece.text)).strip(_OUTER)
    if _CITED.match(bare) and not sheet.running(at):
        return hit("control", "It is what stands before the number of a telegram.", 0.2)
    if len(bare) > _LONGEST or sum(map(str.isdigit, bare)) < 2 or date_of(bare) == "figures":
        return None
    within = sheet.running(at - 1) and sheet.running(at + 1)
    less = _IN_TEXT if within or _IN_BRACKETS.match(piece.text) else 0.0
    rules = numbers()
    if _written_so(bare, rules.control):
        less = _IN_TEXT if _ONE_LETTER.match(bare) else less
        return hit("control", "It is written like the number of a registry.", less)
    labelled = _labelled(bare)
    if labelled is not None:
        return hit("control", f"It is the number behind {labelled.phrase}.")
    if at and _under_label(sheet.pieces[at - 1], bare):
        return hit("control", f"It is the number under {sheet.pieces[at - 1].text.strip(_OUTER)}.")
    if _mostly_digits(bare) and sheet.long_numbers <= _COLUMN:
        return hit("control", "It is a long number that stands by itself.", _UNKNOWN)
    return None


def loose_control(piece: Piece, sheet: Sheet, at: int) -> Hit | None:
    """Return whether a piece is written like a number of an office or a file, outside the text."""
    bare = piece.text.strip(_OUTER)
    if len(bare) > _LONGEST or sheet.zone(at) == "body" or (sheet.running(at - 1) and sheet.running(at + 1)):
        return None
    if sum(map(str.isdigit, bare)) < 2 or date_of(bare) or not _written_so(bare, numbers().loose):
        return None
    if bare.isdigit() and (is_greeted(sheet, at) or _of_column(sheet, at, len(bare))):
        return None
    return hit("control", "It is written like the number of an office or a file.", _LOOSE)


def _of_column(sheet: Sheet, at: int, figures: int) -> bool:
    """Tell whether a bare number has two more near it that are as long, as extensions in a table have."""
    near = (sheet.pieces[each].text.strip(_OUTER) for each in range(max(0, at - 2), min(len(sheet.pieces), at + 3)))
    return sum(one.isdigit() and len(one) == figures for one in near) > _NEAR_ALIKE


def _written_so(bare: str, pattern: re.Pattern[str]) -> bool:
    """Tell whether a number is written as a pattern says, with letters read for figures allowed for."""
    forms = (bare, figured(bare), bare.upper()) if capitals(bare) >= _CAPITALS else (bare, figured(bare))
    forms = (*forms, "O" + bare[1:]) if _FIRST_O.match(bare) else forms
    first = _FIRST_WORD.match(bare)
    if (first is not None and first.group().upper() in numbers().stop) or _YEARS.match(bare) or _PHONE.match(bare):
        return False
    return any(pattern.fullmatch(form) for form in dict.fromkeys(forms))


def is_no_number(text: str) -> bool:
    """Tell whether a text is written like a telephone, the number of a person, or a sum of money."""
    bare = text.strip(_OUTER)
    return any(written.fullmatch(bare) for written in (_PHONE, _PERSON, _MONEY))


def _labelled(text: str) -> Near | None:
    """Return the label a number stands behind, in whatever spelling."""
    match = _NAMED.match(text) or _LABELLED.match(text)
    if match is None:
        return None
    squeezed, rest = squeeze(match.group(1)), match.group(2)
    near = numbers().labels.near(squeezed, 1)
    if near is None and _NAMED.match(text) and squeezed[:1] in "DBOP" and len(squeezed) <= len(_DOC_ID) + 1:
        near = Near("DocId", 2)
    signs = [c for c in rest if c.isalnum()]
    digits = sum(c.isdigit() for c in figured(rest))
    if near is None or digits < 4:
        return None
    return near if digits >= _SHARE_BEHIND_LABEL * len(signs) or numbers().control.fullmatch(rest) else None


def _under_label(above: Piece, text: str) -> bool:
    """Tell whether the piece above is the label of a number, and a text is one."""
    near = above.squeezed in _SERIES or numbers().labels.near(above.squeezed) is not None
    words_only = sum(map(str.isalnum, above.text)) == len(above.squeezed)
    return near and words_only and _NUMBER.fullmatch(text) is not None


def _mostly_digits(text: str) -> bool:
    rules = numbers()
    signs = [c for c in text if not c.isspace()]
    digits = sum(c.isdigit() for c in signs)
    if digits < rules.least_digits or digits < rules.share_of_digits * len(signs):
        return False
    if _SERVICE.match(text) or _SMALL_LETTERS.search(text):
        return False
    return not (_MONEY_OR_PHONE.search(text) or _TABLE_FIGURE.search(text) or _YEARS.match(text) or _PAIRS.match(text))


def page_number(piece: Piece, sheet: Sheet, at: int) -> Hit | None:
    """Return whether a piece is surely the number of a page: between dashes, or behind the word."""
    if len(piece.text) > 24:
        return None
    if at and _ENDS_IN_FILE.search(sheet.pieces[at - 1].text) and numbers().page_labels.near(piece.squeezed):
        return hit("page", "It stands behind the number of a file, as the page of it does.", 0.1)
    said = _by_signs(sheet, at)
    if said:
        return hit("page", said)
    match = _PAGE.match(piece.text)
    above = sheet.pieces[at - 1].squeezed if at else ""
    if (_BARE.match(piece.text) or _OF_ALL.match(piece.text)) and numbers().page_labels.near(above) is not None:
        return hit("page", "It is the number under PAGE.", 0.1)
    if match is None or numbers().page_labels.near(squeeze(match.group(1))) is None:
        return None
    said = match.group(3)
    if piece.text.startswith("(") and (sheet.running(at - 1) or sheet.running(at + 1)):
        return None
    if any(c.isdigit() for c in said) or said in ("l", "I") or _is_count(said):
        return hit("page", "It says the page and nothing else.")
    return None


def _by_signs(sheet: Sheet, at: int) -> str:
    """Return how the signs around a number tell that it is of a page, "" where they do not."""
    text = sheet.pieces[at].text
    if _OF_FAX.match(text) and not sheet.running(at - 1):
        return "It is the number of a page and of all, as copies sent by wire have it."
    return "It is a number between dashes." if _DASHED.match(text) or _between_dashes(sheet, at) else ""


def _between_dashes(sheet: Sheet, at: int) -> bool:
    """Tell whether a piece is a number with a dash over it and one under it, or one of those dashes."""
    for middle in (at - 1, at, at + 1):
        if 0 < middle < len(sheet.pieces) - 1:
            over, number, under = (sheet.pieces[each].text for each in (middle - 1, middle, middle + 1))
            if _DASH.match(over) and _BARE.match(number) and _DASH.match(under):
                return True
    return False


def _is_count(said: str) -> bool:
    """Tell whether a word is a number, in capitals but for one letter, long ones for two."""
    words = numbers().page_words
    allowed = 1 if len(said) < _LONG_COUNT else 2
    near = said.isupper() and any(OSA.distance(said, word, score_cutoff=allowed) <= allowed for word in words)
    return near or said.upper() in words


def edge_number(piece: Piece, sheet: Sheet, at: int) -> Hit | None:
    """Return whether a bare number is that of the page: first or last, and no other beside it."""
    half = _HALF_DASHED.match(piece.text) is not None
    bare = _BARE.match(piece.text)
    if bare is None and _ROMAN.match(piece.text) and sheet.last >= 0 and sheet.rank(at)[1] < _LAST:
        return hit("page", "It is a small Roman number at the foot of the page.", 0.2)
    if not half and (bare is None or len(bare.group(1)) > _PAGE_FIGURES or _LIST_MARK.match(piece.text)):
        return None
    before, behind = sheet.rank(at)
    if any(
        _BARE.match(sheet.pieces[beside].text)
        for beside in (at - 2, at - 1, at + 1, at + 2)
        if 0 <= beside < len(sheet.pieces)
    ):
        return None
    on_edge = sheet.in_strip(at) or min(before, behind) < 2
    folio = bare is not None and len(bare.group(1)) == 3 and sheet.after_body(at)
    if half and (on_edge or sheet.zone(at) != "body"):
        return hit("page", "It is a number with a dash, at the edge of the page.", 0.1)
    if bare is not None and (on_edge or folio) and sheet.zone(at) != "body":
        return hit("page", "It is a number that stands alone at the edge of the page.", 0.2)
    return None


def pointed_number(piece: Piece, sheet: Sheet, at: int) -> Hit | None:
    """Return whether a number with a point is that of a page whose first line goes on in the middle of a sentence."""
    if _POINTED.match(piece.text) and sheet.rank(at)[0] < _HEAD_LINES and _goes_on_in_small(sheet, at + 1):
        return hit("page", "It is a number at the head of a page that goes on in the middle of a sentence.", 0.2)
    return None


def _goes_on_in_small(sheet: Sheet, at: int) -> bool:
    """Tell whether the next piece is a line of running text that begins with a small letter."""
    if not sheet.running(at) or _LETTERED.match(sheet.pieces[at].text):
        return False
    return sheet.pieces[at].text.lstrip(" '\"")[:1].islower()
