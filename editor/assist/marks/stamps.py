"""Stamps of declassification and review that are badly read: worn lines by their look, and what stands beside.

A stamp is a cluster of short lines. Where one of them is known, a date, the sign of a reviewer or a likely line beside
it belongs to it; all of these are offered, not taken with the safe ones.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping

from rapidfuzz import fuzz, process

from editor.assist.marks.dates import date_of
from editor.assist.marks.hits import Hit, hit
from editor.assist.marks.labels import is_field, label_of
from editor.assist.marks.pieces import Piece
from editor.assist.marks.rules import phrases, table
from editor.assist.marks.sheet import Sheet
from editor.assist.marks.squeeze import capitals, squeeze

_LEAST, _LONGEST = 6, 34
_SHORT = 26
_LOOKS_LIKE, _BESIDE_LIKE = 66, 54
"""As like as so much of a hundred, alone and beside a line of a stamp (by trial on 1,200 records)."""
_LONG = 13
_OF_STAMP = 8
_CAPITALS = 0.8
_LESS = 0.3
_MOST_WORDS = 3
_LONG_WORD = 6
_WORD = re.compile(r"[^\W_]+")
_SIGN = re.compile(r"^\W{0,2}\d[\dIlOS-]{2,8}\W{0,2}[A-Za-z0-9]{1,4}/[A-Za-z]{2,5}\W{0,2}$")
"""The number of a reviewer with initials."""
_SIGNED_DAY = re.compile(r"^\W{0,2}[A-Z]{2,3}\W{1,4}(\d{1,2}[-/]\d{1,2}[-/](?:19|20)?\d\d)\W{0,2}$")
"""The initials of a reviewer and the day."""
_REVIEWER = re.compile(r"^\W{0,2}(?:\d{4,5} )?[A-Z]{2,3}/[A-Z]{3}\W{0,2}$")
"""The initials of a reviewer and of who typed for him."""
_YEAR = re.compile(r"^\W*(?:19[6-9]|20[0-2])\d\W*$")
_DAY = re.compile(r"^\W*[\dlIO]{1,2}[/-][\dlIO]{1,2}[/-](?:19|20)?\d\d\W*$")
_RECENT = re.compile(r"(?:\b|\D)(?:(?:19)?[7-9]\d|20[0-2]\d)\W*$")
"""The end of a date since there are such reviews."""
_SCRAP = re.compile(r"^(?=.*\d)(?=.*[a-z])[#\w/.-]{9,20}$|^#[#\w/.-]{8,20}$")
"""A word torn to figures and signs, as the last line of a worn stamp is read."""
_KINDS = ("declassification", "review")
_SCHEDULES = (
    "EXCLUDED FROM AUTOMATIC", "DOWNGRADING AND", "DECLASSIFICATION", "GROUP I", "EXEMPT FROM GDS",
    "CATEGORIES 2 AND 3",
    "DATE OF DECLASSIFICATION INDEFINITE",
)  # fmt: skip
"""Lines of schedules, which bear no day."""
_SCHEDULE_LIKE = 60
_GROUP = re.compile(r"^\W{0,2}GROUP\W{0,2}[\dIl]?\W{0,2}$")
"""The name of the group of a schedule, its number not read."""
_TRAILED = re.compile(r"^\W{0,3}(?:CL|DECL|DRV)\b.*\d")
"""A line on who classified, why and until when, which has what it says and needs no day."""
_CAVEAT_ENDS = frozenset(
    {
        "ONLY",
        "USEONLY",
        "CHANNELS",
        "CHANNELSONLY",
        "ABROAD",
        "DISSEM",
        "CONTROL",
        "CONTROLSYSTEM",
        "CONTROLSYSTEMS",
        "CONTROLSYSTEMSJOINTLY",
        "REPRODUCE",
        "NOTREPRODUCE",
    }
)
"""What goes on with a caveat on a line of its own."""


def worn_lines(sheet: Sheet) -> Iterator[tuple[int, Hit]]:
    """Yield short lines outside the text that look like one of a stamp, or begin with a word only stamps begin with."""
    for at, piece in enumerate(sheet.pieces):
        if not _may_be(sheet, at) or len(piece.squeezed) < _LEAST or len(piece.text) > _LONGEST:
            continue
        if _opens(piece):
            yield at, hit("declassification", "It begins like a line of a stamp of declassification.", _LESS)
        elif len(piece.squeezed) >= _LONG and capitals(piece.text) >= _CAPITALS and _like(piece) >= _LOOKS_LIKE:
            yield at, hit("declassification", "It looks like a line of a stamp, read badly.", _LESS)


def beside(sheet: Sheet, found: Mapping[int, Hit]) -> Iterator[tuple[int, Hit]]:
    """Yield what stands next to a line of a stamp, or of a caveat, and goes on with it."""
    for at, one in found.items():
        if one.kind == "handling" and sheet.free(at + 1) and sheet.pieces[at + 1].squeezed in _CAVEAT_ENDS:
            yield at + 1, hit("handling", "It goes on with the caveat above it.", _LESS)
        if one.kind in _KINDS:
            for each in (at - 1, at + 1):
                told = not sheet.cover or len(sheet.pieces[at].squeezed) >= _LONG
                if told and _may_be(sheet, each) and _belongs(sheet.pieces[each], sheet.pieces[at]):
                    yield each, hit("declassification", "It stands in a stamp with the line next to it.", _LESS)


def kept_on_form(piece: Piece) -> bool:
    """Tell whether what was found is a stamp on a cover form, no field of it or what that is filled in with."""
    return len(piece.squeezed) >= _OF_STAMP or not piece.squeezed or any(map(str.isdigit, piece.text))


def _may_be(sheet: Sheet, at: int) -> bool:
    """Tell whether a piece is free, no running text and neither a field nor a label of a form."""
    if not sheet.free(at) or sheet.running(at):
        return False
    piece = sheet.pieces[at]
    if piece.text.rstrip().endswith((":", ";", ",")) or (sheet.cover and ":" in piece.text):
        return False
    return not (label_of(piece) or is_field(piece) or phrases("cover", "words").near(piece.squeezed))


def _opens(piece: Piece) -> bool:
    words = [squeeze(word) for word in _WORD.findall(piece.text)]
    words = [word for word in words if word]
    if not 0 < len(words) <= _MOST_WORDS or len(piece.text) > _SHORT:
        return False
    return any(_opener(word) for word in (words if capitals(piece.text) >= _CAPITALS else words[:1]))


def _opener(word: str) -> bool:
    near = phrases("declassification", "openers").near(word) if len(word) >= _LONG_WORD else None
    return near is not None and near.phrase[0] == word[0]


def _like(piece: Piece) -> float:
    """Return how much a piece looks like the likest line of a stamp, of a hundred."""
    best = process.extractOne(piece.squeezed, _lines("worn"), scorer=fuzz.ratio, score_cutoff=_BESIDE_LIKE)
    if best is None or ":" in piece.text or phrases("letterhead").near(piece.squeezed) is not None:
        return 0.0
    other = process.extractOne(piece.squeezed, _lines("alike"), scorer=fuzz.ratio, score_cutoff=best[1])
    return 0.0 if other is not None else float(best[1])


@functools.cache
def _lines(name: str) -> tuple[str, ...]:
    return tuple(squeeze(line) for line in table()["declassification"][name])


def _belongs(piece: Piece, stamp: Piece) -> bool:
    """Tell whether a short piece goes on with a line of a stamp."""
    text = piece.text.strip()
    if len(text) > _LONGEST:
        return False
    scheduled = max(fuzz.ratio(stamp.squeezed, squeeze(line)) for line in _SCHEDULES) >= _SCHEDULE_LIKE
    if _SCRAP.match(text) or _GROUP.match(text):
        return scheduled
    if _SIGN.match(text) or _SIGNED_DAY.match(text) or _REVIEWER.match(text) or (_YEAR.match(text) and not scheduled):
        return True
    if len(text) <= _SHORT and (date_of(text) or _DAY.match(text)):
        dated = scheduled or _TRAILED.match(stamp.text) is not None
        return not dated and len(stamp.squeezed) >= _LONG_WORD and _RECENT.search(text) is not None
    return len(piece.squeezed) >= _LONG and _like(piece) > 0
