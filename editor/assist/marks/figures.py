"""Marks known by their figures: control numbers, page numbers, dates."""

from __future__ import annotations

import re

from rapidfuzz.distance import OSA

from editor.assist.marks.hits import Hit, hit
from editor.assist.marks.pieces import Piece
from editor.assist.marks.rules import Near, months, numbers
from editor.assist.marks.sheet import Sheet
from editor.assist.marks.squeeze import capitals, figured, squeeze

_LONGEST = 64
_OUTER = " .,:;•*_~'\"“”‘’|()[]{}<>«»=—–-"
_MONEY_OR_PHONE = re.compile(r"[$£%]|\d,\d{3}\b|\(?\d{3}\)?[ -]?\d{3}-\d{4}$")
_YEARS = re.compile(r"(?:1[789]|20)\d\d\W+(?:1[789]|20)?\d\d\W*$")
_PAIRS = re.compile(r"(?:\D*\b\d{1,2}\b){3,}\D*$")
_DATE = re.compile(r"\W*([0-3]?\d)\s?[/.-]\s?([0-3]?\d)\s?[/.-]\s?(\d{1,2}|1[89]\d\d|20\d\d)\W*$")
_SHARE_BEHIND_LABEL = 0.4
_LABELLED = re.compile(r"^\W*([A-Za-z][A-Za-z .]{1,22}?)\s*[.:#;=]*\s*[.:#;=]\s*(\S.*)$")
_NAMED = re.compile(r"^\W*([A-Za-z]{4,7})\s*[.:;]?\s*(\d{7,9})\W*$")
_DOC_ID = "DOCID"
_NUMBER = re.compile(r"(?:[A-Z]{2,5}[ -])?\d{4,9}")
_SERIES = frozenset({"IN", "OUT", "DIR", "NO", "CITE", "CITEDIR"})
"""What stands over or before the number of a telegram."""
_DASHED = re.compile(r"^[\s•.*~_]*[-–—=~]+[\s.]*(\d{1,3}|[ivx]{1,5}|[lI])[\s.]*[-–—=~]+[\s.]*$")
_HALF_DASHED = re.compile(r"^\W{0,2}[-–—=]+\s*\d{1,3}\s*\W{0,2}$")
_PAGE = re.compile(
    r"^\W*([A-Za-z]{2,5})\.?(?:\s+([Nn][Oo])\.?)?\s*[:.]?\s+([0-9lIO]{1,4}|[A-Za-z]{3,6})(?:\s+of\s+[0-9lIO]{1,4})?\W*$",
    re.I,
)
_BARE = re.compile(r"^\W*(\d{1,4})\W{0,2}$")
_LIST_MARK = re.compile(r"^\s*\(?\d{1,3}[.)]")
_TOKENS = re.compile(r"[^\W\d_]+|\d+")
_SMALL = frozenset({"ST", "ND", "RD", "TH", "D", "DATE", "DATED", "OF", "DISTR", "DIST", "THE", "DAY"})
_YEAR = re.compile(r"1[789]\d\d|20\d\d")
_STAMPED = 0.8
"""Dates in capitals are those of stamps, not of sentences."""
_CAPITALS = 0.6
_DAYS = 31
_MONTHS = 12


def control(piece: Piece, sheet: Sheet, at: int) -> Hit | None:
    """Return whether a piece is a number given by a registry or a reviewer."""
    bare = piece.text.strip(_OUTER)
    if len(bare) > _LONGEST or sum(map(str.isdigit, bare)) < 2 or _DATE.match(bare):
        return None
    rules = numbers()
    forms = (bare, figured(bare), bare.upper()) if capitals(bare) >= _CAPITALS else (bare, figured(bare))
    for form in dict.fromkeys(forms):
        match = rules.control.fullmatch(form)
        if match is not None and form[:4].upper() not in rules.stop and not _YEARS.match(form):
            return hit("control", "It is written like the number of a registry.")
    labelled = _labelled(bare)
    if labelled is not None:
        return hit("control", f"It is the number behind {labelled.phrase}.")
    if at and _under_label(sheet.pieces[at - 1], bare):
        return hit("control", f"It is the number under {sheet.pieces[at - 1].text.strip(_OUTER)}.")
    if _mostly_digits(bare):
        return hit("control", "It is a long number that stands by itself.", 0.1)
    return None


def _labelled(text: str) -> Near | None:
    """Return the label a number stands behind, in whatever spelling."""
    match = _NAMED.match(text) or _LABELLED.match(text)
    if match is None:
        return None
    squeezed, rest = squeeze(match.group(1)), match.group(2)
    near = numbers().labels.near(squeezed, 1)
    if near is None and _NAMED.match(text) and squeezed[:1] in "DBOP" and len(squeezed) <= len(_DOC_ID) + 1:
        near = Near("DocId", 2)
    signs = [c for c in rest if not c.isspace()]
    digits = sum(c.isdigit() for c in figured(rest))
    if near is None or digits < 4:
        return None
    return near if digits >= _SHARE_BEHIND_LABEL * len(signs) or numbers().control.fullmatch(rest) else None


def _under_label(above: Piece, text: str) -> bool:
    """Tell whether the piece above is the label of a number, and a text is one."""
    near = above.squeezed in _SERIES or numbers().labels.near(above.squeezed) is not None
    return near and _NUMBER.fullmatch(text) is not None


def _mostly_digits(text: str) -> bool:
    rules = numbers()
    signs = [c for c in text if not c.isspace()]
    digits = sum(c.isdigit() for c in signs)
    if digits < rules.least_digits or digits < rules.share_of_digits * len(signs):
        return False
    return not (_MONEY_OR_PHONE.search(text) or _YEARS.match(text) or _PAIRS.match(text))


def page_number(piece: Piece, sheet: Sheet, at: int) -> Hit | None:
    """Return whether a piece is surely the number of a page: between dashes, or behind the word."""
    if len(piece.text) > 24:
        return None
    if _DASHED.match(piece.text):
        return hit("page", "It is a number between dashes.")
    match = _PAGE.match(piece.text)
    above = sheet.pieces[at - 1].squeezed if at else ""
    if _BARE.match(piece.text) and numbers().page_labels.near(above) is not None:
        return hit("page", "It is the number under PAGE.", 0.1)
    if match is None or numbers().page_labels.near(squeeze(match.group(1))) is None:
        return None
    said = match.group(3)
    if any(c.isdigit() for c in said) or said in ("l", "I") or _is_count(said):
        return hit("page", "It says the page and nothing else.")
    return None


def _is_count(said: str) -> bool:
    """Tell whether a word is a number, in capitals but for one letter."""
    words = numbers().page_words
    near = said.isupper() and any(OSA.distance(said, word, score_cutoff=1) <= 1 for word in words)
    return near or said.upper() in words


def edge_number(piece: Piece, sheet: Sheet, at: int) -> Hit | None:
    """Return whether a bare number is that of the page: first or last, and no other beside it."""
    half = _HALF_DASHED.match(piece.text) is not None
    bare = _BARE.match(piece.text)
    if not half and (bare is None or _LIST_MARK.match(piece.text)):
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


def date_of(text: str) -> str:
    """Return how a date is written that is the whole of a text: "figures", "words", or "" where it is none."""
    match = _DATE.match(figured(text))
    if match is not None:
        first, second = int(match.group(1)), int(match.group(2))
        return "figures" if min(first, second) <= _MONTHS and max(first, second) <= _DAYS and first and second else ""
    if len(text) > 44 or text.rstrip().endswith(":"):
        return ""
    return "words" if _in_words(text) else ""


def _in_words(text: str) -> bool:
    text = text.partition("/")[0] if re.search(r"\d/[a-z]", text) else text
    tokens = _TOKENS.findall(figured(text))
    month = next((at for at, token in enumerate(tokens) if _is_month(token)), None)
    if month is None:
        return False
    figures = "".join(token if token.isdigit() else " " for token in tokens).split()
    joined = "".join(figures)
    year = _YEAR.search(joined[-4:])
    day = joined[:-4] if year else ""
    short = not year and len(figures) == 2 and all(len(one) <= 2 for one in figures) and month == 1
    if short:
        day = figures[0]
    if not (day and int(day[:3]) <= _DAYS and int(day[:3])):
        return False
    return _only_places([token for at, token in enumerate(tokens) if at != month and not token.isdigit()], text)


def _is_month(token: str) -> bool:
    if token.isdigit() or len(token) < 3:
        return False
    squeezed = squeeze(token)
    return months().near(squeezed) is not None


def _only_places(words: list[str], text: str) -> bool:
    """Tell whether the other words of a date can be its place: few, with capitals, before a comma or a bracket."""
    others = [word for word in words if word.upper() not in _SMALL]
    if not others:
        return True
    return len(others) <= 3 and all(word[0].isupper() for word in others) and ("," in text or "(" in text)


def date(piece: Piece, sheet: Sheet, at: int) -> Hit | None:
    """Return whether a piece is a date by itself: the dateline before the text, else one beside it."""
    if not any(c.isdigit() for c in piece.text):
        return None
    written = date_of(piece.text)
    if not written or _ends_sentence(piece, sheet, at):
        return None
    if written == "words" and sheet.before_body(at):
        return hit("dateline", "It is a date written out, before the text.")
    return hit("date", "It is a date and nothing else.")


def _ends_sentence(piece: Piece, sheet: Sheet, at: int) -> bool:
    """Tell whether a date may be the last line of a sentence that is not at its end above it."""
    if not sheet.running(at - 1):
        return False
    if capitals(piece.text) > _STAMPED:
        return False
    unfinished = not sheet.pieces[at - 1].text.rstrip().endswith((".", ":", "?", "!", '"', "”"))
    return unfinished and (date_of(piece.text) == "words" or piece.text.rstrip().endswith((".", ",")))
