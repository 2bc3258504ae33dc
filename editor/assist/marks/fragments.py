"""Long banners and stamps that were read in pieces: lines in a row that are parts of one known text.

A part alone says little ("in this document"), so what counts is how much of the text a run of lines makes up.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from editor.assist.marks.dates import date_of
from editor.assist.marks.hits import Hit, hit
from editor.assist.marks.labels import is_field
from editor.assist.marks.pieces import Piece
from editor.assist.marks.rules import table
from editor.assist.marks.sheet import Sheet
from editor.assist.marks.squeeze import squeeze

_LEAST = 7
"""A line with fewer letters begins no run; one may stand within it."""
_LEAST_MORE = 2
"""A speck or a figure that is read as one letter is no part of a text."""
_LIKE = 86
_JOINED = 82
_ENOUGH = 15
_ALONE = 26
"""So many letters of a text in a row say it without more."""
_LONGEST = 140
_MOST_LINES = 8
_LESS = 0.1
_CUT = 66
"""As like the beginning of a line of a stamp, of a hundred, is what was cut off."""
_KINDS = ("release", "declassification", "handling")
_NEAR = 8
_LESS_ALONE = 0.2
_LESS_IN_TEXT = 0.3
_CUT_OFF = re.compile(r"(?:\bof|\bDate\W{0,3})\W*$", re.IGNORECASE)
"""How a banner ends whose year is read onto the next line."""
_YEAR = re.compile(r"^\W{0,2}(?:[12][90][0-9OIl]{2}|2[0-9]{3})\b.{0,22}$")
_RUN_OF_START = 12
_RUN = 3
_SHARED = 0.4
"""A line that shares fewer of its runs of three letters with a text is not compared with it."""


@functools.cache
def _texts() -> tuple[tuple[str, str, frozenset[str]], ...]:
    """Return the long texts, each with its kind and with the short runs of letters it consists of."""
    squeezed = [(kind, squeeze(text)) for kind in _KINDS for text in table()[kind]["texts"]]
    return tuple((kind, text, frozenset(_runs_of(text))) for kind, text in squeezed)


@functools.cache
def _every_run() -> frozenset[str]:
    return frozenset().union(*(runs for _, _, runs in _texts()))


def _runs_of(text: str) -> list[str]:
    return [text[at : at + _RUN] for at in range(len(text) - _RUN + 1)]


def fragments(sheet: Sheet) -> Iterator[tuple[int, Hit]]:
    """Yield the lines of long banners and stamps that were read in pieces."""
    at = 0
    while at < len(sheet.pieces):
        run = _run_from(sheet, at) if sheet.free(at) else None
        if run is None:
            at += 1
            continue
        kind, many = run
        many += kind == "declassification" and _is_day(sheet, at + many)
        in_text = sheet.running(at - 1) or (many == 1 and sheet.running(at) and sheet.running(at + 1))
        less = _LESS_IN_TEXT if in_text and not _starts(kind, sheet.pieces[at].squeezed) else _LESS
        for each in range(at, at + many):
            yield each, hit(kind, "It is a part of a long stamp or banner, of which more stands beside it.", less)
        at += many


def _is_day(sheet: Sheet, at: int) -> bool:
    """Tell whether a piece is a day in figures, as the last line of a stamp is."""
    return sheet.free(at) and date_of(sheet.pieces[at].text) == "figures"


def _starts(kind: str, squeezed: str) -> bool:
    """Tell whether a line is the beginning of a long text, not what may go on with the text above it."""
    begun = squeezed[:_RUN_OF_START]
    return any(fuzz.ratio(begun, text[: len(begun)]) >= _JOINED for one, text, _ in _texts() if one == kind)


def _run_from(sheet: Sheet, at: int) -> tuple[str, int] | None:
    """Return the kind and the number of lines of a banner that begins at a piece."""
    first = sheet.pieces[at]
    if (
        first.text.startswith("(")
        or len(first.squeezed) < _LEAST
        or len(first.text) > _LONGEST
        or _in_sentence(sheet, at)
    ):
        return None
    runs = set(_runs_of(first.squeezed))
    if len(runs & _every_run()) < _SHARED * len(runs):
        return None
    for kind, text, known in _texts():
        if len(runs & known) < _SHARED * len(runs):
            continue
        if not fuzz.partial_ratio(first.squeezed, text, score_cutoff=_LIKE) or len(first.squeezed) > len(text) + _LEAST:
            continue
        joined, many = first.squeezed, 1
        while many < _MOST_LINES and sheet.free(at + many) and _goes_on(joined, sheet.pieces[at + many], text):
            joined += sheet.pieces[at + many].squeezed
            many += 1
        if (many > 1 and len(joined) >= _ENOUGH) or len(joined) >= min(_ALONE, 0.6 * len(text)):
            return kind, many
    return None


def _in_sentence(sheet: Sheet, at: int) -> bool:
    """Tell whether a piece in small letters goes on with a sentence above it."""
    small = next((sign.islower() for sign in sheet.pieces[at].text if sign.isalpha()), False)
    return small and (sheet.running(at) or sheet.running(at - 1))


def _goes_on(joined: str, piece: Piece, text: str) -> bool:
    """Tell whether a text goes on with what stands on the next line."""
    more, letters = piece.squeezed, sum(map(str.isalpha, piece.text))
    if (
        letters < _LEAST_MORE
        or letters * 2 <= len("".join(piece.text.split()))
        or len(joined) + len(more) > len(text) + _LEAST
    ):
        return False
    if len(more) < _LEAST and len(joined) >= _ENOUGH and _is_next(joined, more, text):
        return True
    near = more in text if len(more) < _LEAST else fuzz.partial_ratio(more, text, score_cutoff=_LIKE - 8) > 0
    return near and fuzz.partial_ratio(joined + more, text, score_cutoff=_JOINED) > 0


def _is_next(joined: str, more: str, text: str) -> bool:
    """Tell whether a short line is what stands next in a text but for a letter."""
    aligned = fuzz.partial_ratio_alignment(joined, text, score_cutoff=_JOINED)
    if aligned is None or len(joined) > len(text):
        return False
    follows = text[aligned.dest_end : aligned.dest_end + len(more)]
    return len(follows) == len(more) > _LEAST_MORE and OSA.distance(more, follows, score_cutoff=1) <= 1


@functools.cache
def _stamps() -> tuple[tuple[str, int, tuple[str, ...]], ...]:
    """Return the stamps of several lines, each with its kind and how like a line must be, of a hundred."""
    return tuple((one["kind"], one["like"], tuple(squeeze(line) for line in one["lines"])) for one in table()["stamp"])


def companions(sheet: Sheet, found: Mapping[int, Hit]) -> Iterator[tuple[int, Hit]]:
    """Yield lines that are read badly and stand near a line of the same stamp."""
    for kind, like, lines in _stamps():
        there = [
            at for at, one in found.items() if one.kind == kind and _likeness(sheet.pieces[at].squeezed, lines) >= _LIKE
        ]
        for at in filter(sheet.free, sorted({each for near in there for each in _around(sheet, near)})):
            read = sheet.pieces[at].squeezed
            resembles = _likeness(read, lines) >= like or _likeness(read, _cut(lines, len(read))) >= max(like, _CUT)
            if resembles and not is_field(sheet.pieces[at]) and not sheet.pieces[at].text.islower():
                yield at, hit(kind, "It looks like a line of the stamp of which another stands near.", _LESS_ALONE)


def years(sheet: Sheet, found: Mapping[int, Hit]) -> Iterator[tuple[int, Hit]]:
    """Yield the years that banners end with, where they are read onto lines of their own."""
    for at, one in found.items():
        cut_off = one.kind == "release" and _CUT_OFF.search(sheet.pieces[at].text)
        if cut_off and sheet.free(at + 1) and _YEAR.match(sheet.pieces[at + 1].text):
            yield at + 1, hit("release", "It is the year that the banner above it ends with.")


@functools.cache
def _cut(lines: tuple[str, ...], length: int) -> tuple[str, ...]:
    """Return the beginnings of lines that are longer than what was read, as those of stamps at a margin are."""
    return tuple(line[: length + 1] for line in lines)


def _around(sheet: Sheet, at: int) -> Iterator[int]:
    """Yield the pieces near one that are no running text and long enough to tell."""
    for each in range(max(0, at - _NEAR), min(len(sheet.pieces), at + _NEAR + 1)):
        if not sheet.running(each) and len(sheet.pieces[each].squeezed) >= _LEAST:
            yield each


def _likeness(squeezed: str, lines: tuple[str, ...]) -> float:
    """Return how much a text is like the likest of some lines, both whole, of a hundred."""
    return max(fuzz.ratio(squeezed, line) for line in lines)
