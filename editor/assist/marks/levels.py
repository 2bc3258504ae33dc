"""Levels that only their place tells: worn where one is expected, cut in two, or named by a codeword alone.

A typescript bears its level at the head and at the foot of each page. Where it stands so on other pages, or at the
other end of the same page, a word here need look like it less. All of these are offered, not taken with the safe ones.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from rapidfuzz.distance import OSA, LCSseq

from editor.assist.marks.dates import date_of
from editor.assist.marks.hits import Hit, hit
from editor.assist.marks.labels import is_field, label_of
from editor.assist.marks.pieces import Piece
from editor.assist.marks.rules import phrases, table
from editor.assist.marks.sheet import Sheet
from editor.assist.marks.squeeze import capitals, squeeze
from editor.assist.marks.worn import nearest

Running = Callable[[Piece, str], int]
"""On how many pages a piece stands at the same place."""

_LESS = 0.5
"""So much less sure that not even standing so on many pages makes it one to take unasked."""
_EXPECTED = 0.5
"""The cost by letter up to which a word is the level that is expected at its place (by trial on 1,200 records)."""
_EDGE = 3
_LEAST, _MOST = 4, 14
_LONGEST = 24
_CAPITALS = 0.8
_NEAR = 4
_PARTS = {part: "SECRET" for part in ("RET", "SEC", "CRE", "ECR")}
"""What may be left of a level where it is expected."""
_TOP = re.compile(r"^\W{0,3}[TI][O0QC][PFRE]\W{0,3}$")
"""The first word of TOP SECRET."""
_ONE = re.compile(r"^\W{0,3}[^\W_]+(?:['.,!-][^\W_]+){0,2}\W{0,3}$")
"""A single word, with specks within it."""
_IN_TWO = re.compile(r"^\W{0,3}CO[A-Z]{0,5} [A-Z]{5,8}\W{0,3}$")
"""CONFIDENTIAL in two words, letters of it lost."""
_LONGER = 1
_LONG_LEVELS = ("CONFIDENTIAL", "UNCLASSIFIED")
_ENDS = (3, 2)
"""So many letters of a long level at its two ends are enough at the edge of a page, whatever is read between."""
_LONG_LEVEL = (8, 14)
_SHORTEST_PART, _PART, _MISREAD = 3, 8, 5
_SCRAP = re.compile(r"^[^\w(]{0,3}[A-Z]{3,8}[^\w)]{0,3}$")
"""A scrap of a level: few letters by themselves."""
_SHARED = 2
"""So many letters a scrap shares with SECRET, in their order."""
_FIGURES = str.maketrans("23467", "ZEAGT")
"""Figures read for letters of a worn stamp, besides those that every squeezed text has."""
_ENDING = "ENTIAL"
_OTHER_LETTERS = re.compile(r"^\W{0,3}[\u0410-\u042f]{5,12}\W{0,3}$")
"""A word of Cyrillic capitals, which a stamp is read as that is worn."""
_WORD = re.compile(r"[^\W_]+")
_WORDS = 3
_HEAD_LINES = 4
_WITHOUT = r"(?:separated|detached|removed|removal)"
_ENCLOSED = r"(?:attachment|enclosure|inclosure|incl)s?"
_PAPERS = rf"(?:from|of)(?: (?:the|classified))*(?: {_ENCLOSED})?"
_UNTIL = re.compile(
    rf"^\W{{0,3}}(?:Regraded )?Unclassified (?:without(?: {_ENCLOSED})?|(?:when|upon)(?: {_WITHOUT}(?: {_PAPERS})?)?)"
    rf"\W{{0,2}}$",
    re.IGNORECASE,
)
"""How long a level holds: until a paper goes without what is enclosed."""
_FROM = re.compile(
    rf"^\W{{0,2}}(?:(?:when |upon )?{_WITHOUT}(?: {_PAPERS})?|{_PAPERS}|{_ENCLOSED})\W{{0,2}}$", re.IGNORECASE
)
"""What that goes on with on the next line."""
_NOT_IN_LEVELS = frozenset(":;?")


def levels(sheet: Sheet, found: Mapping[int, Hit], running: Running | None) -> Iterator[tuple[int, Hit]]:
    """Yield words at the edges of a page that are a level by their place."""
    known = [at for at, one in found.items() if one.kind == "classification"]
    for at in _cut(sheet, found):
        known.append(at)
        yield at, hit("classification", "It is the beginning or the end of a level that is read on two lines.", _LESS)
    for at in filter(sheet.free, range(len(sheet.pieces))):
        piece = sheet.pieces[at]
        if _OTHER_LETTERS.match(piece.text) and min(sheet.rank(at)) < _EDGE - 1 and sheet.free(at):
            yield at, hit("classification", "It is a word of letters that no other has, where a level stands.", _LESS)
            continue
        if _ends_like_one(sheet, at):
            yield at, hit("classification", "It ends like CONFIDENTIAL, alone at the edge of the page.", _LESS)
            continue
        if not _may_be(piece) or sheet.running(at) or (sheet.zone(at) == "body" and not sheet.cover):
            continue
        edge = min(sheet.rank(at)) < _EDGE
        repeated = edge and running is not None and running(piece, sheet.zone(at)) > 0
        at_head = at < _HEAD_LINES and not sheet.upper
        said = _codeword(piece, at, known, at_head=at_head, at_edge=edge, repeated=repeated)
        if not said and edge and not sheet.cover:
            said = _by_place(sheet, at, known, running)
        if said:
            yield at, hit("classification", said, _LESS)


def _cut(sheet: Sheet, found: Mapping[int, Hit]) -> Iterator[int]:
    """Yield pieces under each other, one other line between at most, that begin and end a level."""
    for first, second in ((at, at + under) for at in range(len(sheet.pieces)) for under in (1, 2)):
        if second >= len(sheet.pieces):
            continue
        over, under = sheet.pieces[first].squeezed, sheet.pieces[second].squeezed
        if not (_SHORTEST_PART <= len(over) <= _PART and _SHORTEST_PART <= len(under) <= _PART):
            continue
        of_level = any(level.startswith(over) and _ends(level, under) for level in map(squeeze, _LONG_LEVELS))
        if of_level and _is_part(sheet, first, found) and _is_part(sheet, second, found):
            yield from filter(sheet.free, (first, second))


def _is_part(sheet: Sheet, at: int, found: Mapping[int, Hit]) -> bool:
    """Tell whether a piece is known to be of a level, or may be and stands outside the text."""
    if at in found:
        return found[at].kind == "classification"
    return sheet.free(at) and sheet.zone(at) != "body" and _may_be(sheet.pieces[at])


def until(sheet: Sheet) -> Iterator[tuple[int, Hit]]:
    """Yield the lines that say until when a level holds."""
    goes_on = False
    for at, piece in enumerate(sheet.pieces):
        match = (_FROM if goes_on else _UNTIL).match(piece.text)
        goes_on = match is not None and (goes_on or piece.text.strip(" (*")[:1].isupper())
        if goes_on and sheet.free(at):
            yield at, hit("classification", "It says until when the level of the paper holds.", _LESS)


def _ends_like_one(sheet: Sheet, at: int) -> bool:
    """Tell whether a single word at the edge of a page ends as CONFIDENTIAL does and is no other word that does."""
    read = sheet.pieces[at].squeezed
    if not read.endswith(_ENDING) or not len(_ENDING) < len(read) <= _MOST or read in _ordinary():
        return False
    text = sheet.pieces[at].text
    alone = (
        (_ONE.match(text) or _IN_TWO.match(text)) is not None
        and text.lstrip(" .*-•:")[:1].isupper()
        and not text.rstrip().endswith(",")
    )
    at_edge = min(sheet.rank(at)) < _EDGE and sheet.zone(at) != "body"
    return alone and (at_edge or (capitals(text) == 1.0 and not sheet.upper))


def _ends(level: str, under: str) -> bool:
    """Tell whether a text is what a level ends with, a letter of it lost, of a longer one misread, or not."""
    misread = len(under) >= _MISREAD and OSA.distance(level[-len(under) :], under) <= 1
    return misread or any(
        OSA.distance(level[-many:], under) <= many - len(under) for many in (len(under), len(under) + 1)
    )


def _may_be(piece: Piece) -> bool:
    """Tell whether a piece is short, in capitals and neither a field nor the name of an agency."""
    if len(piece.text) > _LONGEST or capitals(piece.text) < _CAPITALS or piece.torn:
        return False
    if set(piece.text) & _NOT_IN_LEVELS or is_field(piece) or label_of(piece):
        return False
    return phrases("letterhead").near(piece.squeezed) is None and date_of(piece.text) == ""


def _codeword(piece: Piece, at: int, known: list[int], *, at_head: bool, at_edge: bool, repeated: bool) -> str:
    """Return why a piece is a codeword that only classified papers bear, "" where it is none."""
    words = [squeeze(word) for word in _WORD.findall(piece.text)]
    if not 0 < len(words) <= _WORDS:
        return ""
    sure = phrases("classification", "alone").near(words[-1])
    if sure is not None and (len(words) == 1 or not sure.errors):
        return f"It is {sure.phrase}, a codeword of classified papers."
    beside = any(abs(each - at) <= _NEAR for each in known)
    if at_edge and len(words) == 1 and repeated and phrases("classification", "with_level").near(words[0]) is not None:
        return "It resembles a codeword, and stands at this place on other pages."
    at_edge = at_edge and len(words) == 1 and words[0] == piece.squeezed
    other = words[-1] in _with_level() and (beside or at_edge or (at_head and len(words) > 1))
    return "It is a codeword, where a level stands." if other else ""


@functools.cache
def _with_level() -> frozenset[str]:
    return frozenset(squeeze(word) for word in table()["classification"]["with_level"])


def _by_place(sheet: Sheet, at: int, known: list[int], running: Running | None) -> str:
    """Return why a word at the edge of a page is a level, "" where it is none."""
    piece = sheet.pieces[at]
    if _TOP.match(piece.text):
        return "It is the first word of TOP SECRET, at the edge of the page."
    word = _resembled(piece) or _PARTS.get(piece.squeezed, "")
    if not word and min(sheet.rank(at)) > 0:
        return ""
    word = word or _outermost(piece)
    if not word:
        return ""
    if running is not None and running(replace(piece, squeezed=squeeze(word)), sheet.zone(at)):
        return f"Its letters resemble {word}, which stands at this place on other pages."
    ends = any(sheet.zone(each) != sheet.zone(at) and sheet.zone(each) != "body" for each in known)
    if ends or _twin(sheet, at, word):
        return f"Its letters resemble {word}, and a level stands at the other end of the page."
    return ""


def _resembled(piece: Piece) -> str:
    """Return the level that a single word resembles, with about as many letters and one of its ends, "" where none."""
    read = squeeze(piece.text.translate(_FIGURES))
    if not _LEAST <= len(read) <= _MOST or read in _ordinary() or not _ONE.match(piece.text):
        return ""
    word, cost = nearest(read)
    meant = squeeze(word)
    ends = read[0] == meant[0] or read[-1] == meant[-1]
    return word if ends and cost <= _EXPECTED and abs(len(read) - len(meant)) <= _LONGER else ""


def _outermost(piece: Piece) -> str:
    """Return the level that a word read very badly may be, the first or last of its page, "" where none."""
    read = piece.squeezed
    if read in _ordinary() or not _ONE.match(piece.text):
        return ""
    for word in _LONG_LEVELS:
        ends = read.startswith(word[: _ENDS[0]]) and read.endswith(word[-_ENDS[1] :])
        if ends and _LONG_LEVEL[0] <= len(read) <= _LONG_LEVEL[1]:
            return word
    scrap = _SCRAP.match(piece.text) and LCSseq.similarity(read, "SECRET") >= _SHARED
    return "SECRET" if scrap else ""


def _twin(sheet: Sheet, at: int, word: str) -> bool:
    """Tell whether a word at the other end of the page resembles the same level."""
    for other, piece in enumerate(sheet.pieces):
        far = sheet.free(other) and min(sheet.rank(other)) < _EDGE and sheet.zone(other) != sheet.zone(at)
        if far and not sheet.running(other) and _may_be(piece) and _resembled(piece) == word:
            return True
    return False


@functools.cache
def _ordinary() -> frozenset[str]:
    """Return the words that resemble a level and are none."""
    part = table()["classification"]
    return frozenset(squeeze(word) for name in ("alike", "not_secret", "stop") for word in part[name])
