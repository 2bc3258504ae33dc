"""Marks known by what the whole of a piece says: classifications, caveats, stamps, release banners."""

from __future__ import annotations

import functools
import re

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from editor.assist.marks.hits import Hit, hit, near_hit
from editor.assist.marks.labels import is_field
from editor.assist.marks.pieces import Piece
from editor.assist.marks.rules import Near, Phrases, phrases, shapes, table
from editor.assist.marks.sheet import Sheet
from editor.assist.marks.squeeze import capitals, squeeze

_LONGEST = 48
_CAPITALS = 0.6
_MOSTLY = 0.8
_SHORT_PHRASE = 12
"""A caveat in small letters that is shorter than this has to stand outside the text."""
_RELEASE_START = 84
_RELEASE_PART = 80
_RELEASE_DIGITS = 6
_TORN = 0.3
"""What it takes from a mark that stands on a line with scraps of something else."""
_FILLED_IN = frozenset(
    {
        "Secret",
        "Confidential",
        "Top Secret",
        "Unclassified",
        "UNCLASSIFIED",
        "SECRET",
        "CONFIDENTIAL",
        "TOP SECRET",
        "ADMINISTRATIVE",
    }
)
_FIELD, _FIELD_ERRORS = "CLASSIFICATION", 2
"""The name of the field of a cover form for its level."""
_SHORT_LEVELS = frozenset({"U", "C", "S", "R", "TS"})
_LONGEST_CUE = 24
_TYPED_EDGE = 3
"""So many pieces from the first and the last a level in small letters may stand."""
_SMALL_WORD = re.compile(r"[a-z]{3,} ")
"""A word in small letters before what would be a level but for some letters: the end of a sentence."""
_TYPED_LESS = 0.25
_BANNER_END = re.compile(r"\b[A-Z]{1,6} [O0]F 19\d\d\W*$")
_BANNER_EDGE = 4
_STAMP = 70
_IN_TEXT = 0.25
"""What it takes from a stamp that its line may be one of a sentence."""
_SMALL_WORD = re.compile(r"[a-z]{2,}")
_FEW_SMALL = 3
_ORDER_DIGITS = 4
"""The number of an executive order has so many figures."""
_CASE = re.compile(r"^.{3,40}\bDate\W{1,3}(?:\d\d\W\d\d\W)?20[12]\d\W*$")
"""The last line of a banner printed on release: the case and the date."""
_CASE_ALONE = re.compile(r"^\W{0,3}Case ?.?\W{0,3}[NH]W\W?\d{4,6} ?Date\W*$", re.IGNORECASE)
"""The same without the date, which is read onto a line of its own."""
_CHAPTER = re.compile(r"^\W{0,2}\d{1,2}[.)] ?\w+:\W*$")
_PART = 84
_MOST_OF_PART = 0.85
_GROUP = re.compile(r"^\W{0,2}GP ?[-–.]? ?[1-4]\W{0,2}$|GR[O0Q]UP\s*[-:.]?\s*[1-4IlL]\W*$", re.IGNORECASE)
_EXEMPTED = re.compile(
    r"^\W{0,2}(?:[A-Z]\w+ ){0,2}\W?J[FE]K (?:[Ll]aw|[Aa]ct|LAW|ACT) ?\d{1,2} ?\(|^\W{0,2}\w?[pPD]er [A-Z]{2,6} [Ll]ette"
)
"""The part of the law by which something is kept back, or the letter by which it is not."""
_TRAILER = re.compile(r"\b(?:C[LI] REASON|C[LI] BY|DE[CG]L ON|D[RE]V F(?:RO|R)?M)\b")
"""What a cable ends with: by whom, why and until when it is classified."""
_REASON = re.compile(
    r"^\W{0,3}(?:CL REASON|CL BY|DECL ON|DRV F(?:RO|R)?M)\b.{0,24}$|^\W?1\.[4-6] ?\([A-Ga-g]\)\W?$"
    r"|^\W?(?:COL|HUM|COV|MET|LIA|CRY) ?\d{1,2}-\d\d\W?$|^\W{0,3}[O0]ADR\W{0,3}$"
    r"|^\W{0,3}DECL X\d\b.{0,24}$|^\W{0,3}DRV (?:COL|HUM|COV|MET|LIA|CRY|FIN|MULT)\b.{0,12}$"
    r"|^\W{0,3}R[VE]V?W (?:ON )?\d{1,2} ?[A-Z][A-Za-z]{2} ?\d\d\b.{0,16}$|^\W{0,3}DR[VY] D9[a-z]?\b.{0,6}$"
    r"|^\W{0,3}(?:REVIEW|DECLAS[A-Z]{0,3}|DECL|DOWNGRADE) (?:ON|DATE)\W{1,3}\d{1,2} ?[A-Z]{3,9}\.? ?\d{4}\W{0,2}$"
)
"""The reason by its number, or the guide it is derived from."""
_DAY_BY = re.compile(r"^\W{0,3}\d{1,2}[-/]\d{1,2}[-/]\d\d\W{0,2}B[YV]\b.{0,12}$")
_DATE_BY = re.compile(r"^\W*D?ATE.{1,12}?\bB[YV].{0,3}\w{2,12}\W*$")
_GOES_ON_STAMP = re.compile(r"^\W*(?:X\d|25X\d?|OADR|\d{6})\W*$")
"""What ends CL BY and DECL ON on a line of its own."""
_BEGINS_BANNER = re.compile(r"^[\W\d]*[RH]el[eo]as|^.{0,12}RELE", re.IGNORECASE)
"""The first line of a banner; what goes on under a line of text may be a part of it."""
_NUMBER_FIRST = re.compile(r"^[\W\d]*\d[\d\s-]*(?=[A-Z])")


def classification(piece: Piece, sheet: Sheet, at: int) -> Hit | None:
    """Return whether a piece is the marking of a classification."""
    if sheet.cover and (filled := _filled_in(piece, sheet, at)) is not None:
        return filled
    if len(piece.text) > _LONGEST or len(piece.squeezed) < 5:
        return None
    if capitals(piece.text) < _CAPITALS:
        return _typed(piece, sheet, at)
    outside = sheet.zone(at) != "body" and capitals(piece.text) > _MOSTLY
    near = phrases("classification").near(piece.squeezed, 1 if outside else 0)
    if near is None or _sentence_end(piece.text, near.errors) or (sheet.cover and set(piece.text) & set(":[]")):
        return None
    other = phrases("classification", "alike").near(piece.squeezed) if near.errors else None
    if other is not None and other.errors < near.errors:
        return None
    if (piece.torn and not outside) or (near.errors and (piece.torn or _SMALL_WORD.match(piece.text))):
        return None
    return near_hit("classification", near, _TORN if piece.torn else 0.0)


def _filled_in(piece: Piece, sheet: Sheet, at: int) -> Hit | None:
    """Return whether a piece is the level that a cover form is filled in with, a letter of it misread or not."""
    bare = piece.text.strip(" :.•*-")
    if bare in _FILLED_IN:
        return hit("classification", "It is the classification that a form is filled in with.")
    if not bare[:1].isupper() and not bare[:1].isdigit():
        return None
    over = sheet.pieces[at - 1].squeezed if at > 0 else ""
    if OSA.distance(over, _FIELD, score_cutoff=_FIELD_ERRORS) <= _FIELD_ERRORS:
        level = bare in _SHORT_LEVELS or phrases("classification", "typed").near(piece.squeezed, 1) is not None
        if level or piece.squeezed in _typed_remains():
            return hit("classification", "It stands under the name of the field for it.", _TORN)
    near = phrases("classification", "typed").near(piece.squeezed) if bare.isalnum() else None
    other = phrases("classification", "alike").near(piece.squeezed)
    if near is None or (other is not None and other.errors < near.errors):
        return None
    return near_hit("classification", near, _TYPED_LESS)


@functools.cache
def _typed_remains() -> frozenset[str]:
    return frozenset(squeeze(one) for one in table()["classification"]["remains"])


def _typed(piece: Piece, sheet: Sheet, at: int) -> Hit | None:
    """Return whether a piece is a level in small letters behind a capital, alone at the very edge of a page."""
    level, _, rest = piece.text.partition("-")
    if not (min(sheet.rank(at)) < _TYPED_EDGE and piece.text[:1].isupper()) or piece.text.rstrip().endswith(
        (".", ",", "?", ";", ":")
    ):
        return None
    near = phrases("classification", "typed").near(squeeze(level))
    if near is None or (near.errors and min(sheet.rank(at)) > 1):
        return None
    if rest.strip() and phrases("classification", "typed_with").near(squeeze(rest)) is None:
        return None
    return near_hit("classification", near, _TYPED_LESS)


def _sentence_end(text: str, errors: int) -> bool:
    return errors > 0 and " " in text.strip() and text.rstrip().endswith(("?", ";"))


def handling(piece: Piece, sheet: Sheet, at: int) -> Hit | None:
    """Return whether a piece is a caveat."""
    squeezed = piece.squeezed
    if len(squeezed) < 5 or _CHAPTER.match(piece.text):
        return None
    if not piece.text[:1].isupper() and capitals(piece.text) < _CAPITALS and piece.text[:1].isalpha():
        return None
    if shapes("handling").match(piece.text):
        return hit("handling", "It restricts a cable, and names what that is about.", 0.05)
    outside = sheet.zone(at) != "body"
    near = phrases("handling").near(squeezed)
    other = phrases("distribution", "cues").near(squeezed)
    if near is not None and other is not None and other.errors < near.errors:
        return None
    if near is None or (near.errors and is_field(piece, near.errors)):
        return None
    if capitals(piece.text) < _CAPITALS and len(squeezed) < _SHORT_PHRASE and (near.errors or not outside):
        return None
    return near_hit("handling", near)


def review(piece: Piece, sheet: Sheet, at: int) -> Hit | None:
    """Return whether a piece is the stamp of a review."""
    near = phrases("review").near(piece.squeezed)
    return near_hit("review", near) if near is not None and capitals(piece.text) >= _CAPITALS else None


def declassification(piece: Piece, sheet: Sheet, at: int) -> Hit | None:
    """Return whether a piece is a line of a stamp that lifts, keeps or reviews a classification."""
    text, squeezed = piece.text, piece.squeezed
    if len(text) > _STAMP:
        return None
    said = _by_shape(text)
    if said:
        return hit("declassification", said, 0.05)
    near = phrases("declassification").near(squeezed)
    if near is not None and not _is_word_in_text(text, near.phrase) and not _is_classification(squeezed, near):
        return near_hit("declassification", near)
    if any(_has_part(squeezed, part) for part in _parts("declassification")):
        return _with_part(piece, sheet, at)
    if len(_SMALL_WORD.findall(text)) > _FEW_SMALL and capitals(text) < _MOSTLY:
        return None
    begun = phrases("declassification", "starts").starts(squeezed)
    if begun is not None and _witnessed(text, begun) and phrases("letterhead").near(squeezed) is None:
        return hit("declassification", f"It begins with {begun.phrase}, with what goes with it on a stamp.", 0.05)
    return None


def _by_shape(text: str) -> str:
    """Return what a line of a stamp says that is known by its shape, "" where it is none."""
    if _DAY_BY.match(text) or (_DATE_BY.match(text) and capitals(text) >= _MOSTLY and sum(map(str.isdigit, text)) > 1):
        return "It is the date and the sign of who reviewed."
    if _EXEMPTED.match(text) or _REASON.match(text) or (_TRAILER.search(text) and capitals(text) >= _MOSTLY):
        return "It says by whom, why or until when something is kept back."
    if shapes("declassification").match(text):
        return "It is written like a line on how long and by whom something is classified."
    return "It names the group of a schedule of declassification." if _GROUP.match(text) else ""


def _is_word_in_text(text: str, phrase: str) -> bool:
    """Tell whether a phrase in small letters may be words of a sentence: one word, or none that only a stamp says."""
    small = not text[:1].isupper() and capitals(text) < _CAPITALS
    return small and (" " not in phrase or not any(word in phrase for word in table()["declassification"]["tell"]))


def _is_classification(squeezed: str, near: Near) -> bool:
    """Tell whether a text that is near DECLASSIFICATION begins with CLASSIFICATION, the name of a field."""
    return near.errors > 0 and squeezed.startswith("CLASSIF") and near.phrase.startswith("DECLASSIF")


def _with_part(piece: Piece, sheet: Sheet, at: int) -> Hit | None:
    """Return what a line with wording of a stamp is: hardly one without a figure, not to take unasked in a text."""
    if sum(map(str.isdigit, piece.text)) < _ORDER_DIGITS:
        said = capitals(piece.text) >= _CAPITALS and not sheet.running(at - 1)
        return hit("declassification", "It holds wording of a stamp.", _TORN) if said else None
    stamped = at > 0 and phrases("declassification", "starts").starts(sheet.pieces[at - 1].squeezed) is not None
    sentence = sheet.running(at) and capitals(piece.text) < _CAPITALS and not stamped
    small = next((sign.islower() for sign in piece.text if sign.isalpha()), False)
    if small and not stamped and (sheet.running(at - 1) or sheet.running(at + 1)):
        return None
    in_text = sentence or (sheet.running(at - 1) and sheet.running(at + 1))
    return hit("declassification", "It holds wording of a stamp of declassification.", _IN_TEXT if in_text else 0.05)


def _has_part(squeezed: str, part: str) -> bool:
    return len(squeezed) >= _MOST_OF_PART * len(part) and fuzz.partial_ratio(squeezed, part, score_cutoff=_PART) > 0


@functools.cache
def _parts(kind: str) -> tuple[str, ...]:
    return tuple(squeeze(part) for part in table()[kind]["parts"])


def _witnessed(text: str, begun: Near) -> bool:
    if not _ends_at_word(text, begun):
        return False
    rest = text.upper()
    words = set(re.findall(r"[A-Z]+", rest.replace(".", ""))) - set(begun.phrase.split())
    few = len(_SMALL_WORD.findall(text)) <= _FEW_SMALL
    digits = sum(c.isdigit() for c in rest)
    if capitals(text) >= _MOSTLY and begun.errors < 2 and begun.phrase in table()["declassification"]["alone"]:
        return True
    enough = 1 if capitals(text) >= _MOSTLY else 2
    return few and (digits >= enough or bool(words & set(table()["declassification"]["witnesses"])))


def _ends_at_word(text: str, begun: Near) -> bool:
    """Tell whether the phrase that a text begins with ends where a word of it does."""
    length, at = len(squeeze(begun.phrase)), 0
    for word in text.split():
        at += len(squeeze(word))
        if abs(at - length) <= begun.errors:
            return True
    return False


def follows_stamp(piece: Piece) -> bool:
    """Tell whether a piece may end a stamp that stands above it: a short line that begins with by, date, authority."""
    if _GOES_ON_STAMP.match(piece.text) or shapes("declassification", "goes_on").match(piece.text):
        return True
    if is_field(piece):
        return False
    first = re.match(r"\W*([A-Za-z]+)", piece.text)
    follows = table()["declassification"]["follows"]
    return first is not None and first.group(1).upper() in follows and len(piece.text) <= 45


def release(piece: Piece, sheet: Sheet, at: int) -> Hit | None:
    """Return whether a piece is a banner printed on release, a record's number before it allowed."""
    numbered_first = _NUMBER_FIRST.match(piece.text)
    squeezed = squeeze(piece.text[numbered_first.end() :]) if numbered_first else piece.squeezed
    start = squeeze(table()["release"]["start"])
    numbered = sum(map(str.isdigit, piece.text)) >= _RELEASE_DIGITS and len(squeezed) >= len(start) - 3
    if numbered and fuzz.partial_ratio(squeezed[: len(start) + 4], start) >= _RELEASE_START:
        return hit("release", "It begins like a release banner and bears a number.")
    ends = piece.text.rstrip().endswith(".") and not _BEGINS_BANNER.match(piece.text)
    less = _TORN if ends or (sheet.running(at - 1) and not _BEGINS_BANNER.match(piece.text)) else 0.0
    near = phrases("release").near(squeezed)
    if near is not None:
        return near_hit("release", near, less)
    if _CASE_ALONE.match(piece.text) or (
        _CASE.match(piece.text) and sum(map(str.isdigit, piece.text)) > _RELEASE_DIGITS
    ):
        return hit("release", "It is the case and the date of a release banner.")
    if _BANNER_END.search(piece.text) and at < _BANNER_EDGE and capitals(piece.text) >= _MOSTLY:
        return hit("release", "It stands at the head of the page and ends like a release banner.", _TORN)
    if sheet.running(at - 1) and sheet.running(at + 1) and not _BEGINS_BANNER.match(piece.text):
        return None
    for part in _parts("release"):
        enough = len(squeezed) >= len(part) // 3 and capitals(piece.text) >= _CAPITALS
        if enough and fuzz.partial_ratio(squeezed, part, score_cutoff=_RELEASE_PART) > 0:
            return hit("release", "It holds the wording of the banner of the President Kennedy records.", less)
    return None


def cue(piece: Piece, kind: str) -> bool:
    """Tell whether a piece is the word a list begins with."""
    cues: Phrases = phrases(kind, "cues")
    small = next((sign.islower() for sign in piece.text if sign.isalpha()), True)
    near = cues.near(piece.squeezed) if len(piece.text) <= _LONGEST_CUE and not small else None
    return near is not None and not (near.errors and is_field(piece, near.errors))
