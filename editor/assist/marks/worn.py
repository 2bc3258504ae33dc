"""Marks too worn for the lists: classifications by the look of their letters, caveats by the most of their words.

Both are told only where the whole of a piece is one, and are offered, not taken with the safe ones.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping
from itertools import pairwise

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from editor.assist.marks.hits import Hit, hit
from editor.assist.marks.labels import is_field
from editor.assist.marks.pieces import Piece
from editor.assist.marks.rules import phrases, table
from editor.assist.marks.sheet import Sheet
from editor.assist.marks.squeeze import capitals, squeeze

_LONGEST_BANNER = 24
_LEAST, _MOST = 4, 14
_CAPITALS = 0.8
_ALIKE = 0.4
"""What a letter read for one that looks like it costs, where any other costs one (by trial on 1,200 records)."""
_LOST = 0.8
_IN_TEXT = 0.28
"""The cost by letter up to which a line is a banner wherever it stands, and only outside the text (as above)."""
_OUTSIDE = 0.36
_AT_EDGE = 0.45
"""The cost up to which what ends like SECRET is that, first or last on a page."""
_SECRET = "SECRET"
_EDGE = 2
_LESS = 0.3
_ADDRESSED = re.compile(r":|\bFOR\b|RANDU")
"""What a line to an addressee has, and no letterhead."""
_LONG_HEAD = 12
_HEAD_LIKE = 70
"""As like as so much of a hundred, by trial on 1,200 records."""
_WORDED = 0.1
_LONGEST_WORDED = 44
_WORN_LEVEL = 0.2
_SCRAP = 3
_FIRST_WORDS = 2
_LEAST_PARTED = 9
"""A shorter level that is read as two words is rarely more than scraps."""
_SPLIT = re.compile(r"[\s/,.:;()\[\]_+*•#»«-]+")
_TELEGRAM = re.compile(r"^\W{0,2}(?:P[A-Z]{2,3}\W{0,2}\w{1,3}\W|.{0,4}S ?E ?[CG] ?R ?E ?T\W{1,3}\d{5,7})")
"""The page of a telegram, or its level and the time it was sent."""
_WORD = re.compile(r"[^\W\d_]{2,}")
_LONG_CAVEAT = 90
_DISSEM = "DISSEM"
_FIELD, _FIELD_ERRORS = "CLASSIFICATION", 3
"""What the name of a field for caveats begins with."""
_SHARE = 0.7
_LEAST_WORDS = 2
_CORE_LETTERS = 6
_SHORT_WORD = 4
_UNDER_LIKE = 58
"""As like a caveat as so much of a hundred, right over or under a level at the edge of a page (by trial)."""
_LEAST_UNDER = 9
_LESS_UNDER = 0.45
"""So much less sure that not even standing so on many pages makes it one to take unasked."""
_UNDER_CAPITALS = 0.7
_EYES = "EYESONLY"
"""The shortest caveat that is told by its look: letter by letter, as levels are."""
_STAFF = "STAFF"
_STAFF_NEAR = 4
"""So near to a level of a cable stands that it goes to the staff only."""
_LONG_WORD = 6


def banner(piece: Piece, sheet: Sheet, at: int) -> Hit | None:
    """Return whether a piece looks like a classification, letter by letter, or is what is left of one."""
    squeezed = piece.squeezed
    if not _LEAST <= len(squeezed) <= _MOST or len(piece.text) > _LONGEST_BANNER or piece.torn:
        return None
    if capitals(piece.text) < _CAPITALS or piece.text.rstrip().endswith((".", "?", ";")):
        return None
    outside = sheet.zone(at) != "body"
    if outside and squeezed in _remains():
        return hit("classification", "It is what is left of a classification.", _LESS)
    word, cost = nearest(squeezed)
    limit = _IN_TEXT if not outside else _AT_EDGE if _may_be_secret(squeezed, sheet, at) else _OUTSIDE
    if cost > limit or phrases("classification", "alike").near(squeezed):
        return None
    return hit("classification", f"Its letters look like those of {word}.", _LESS)


def _may_be_secret(squeezed: str, sheet: Sheet, at: int) -> bool:
    """Tell whether a word at the very edge of a page is as long as SECRET and ends like it."""
    ends = len(squeezed) == len(_SECRET) and squeezed.endswith(_SECRET[-2:])
    if squeezed in table()["classification"]["not_secret"]:
        return False
    return ends and min(sheet.rank(at)) < _EDGE and not sheet.cover


def worded(piece: Piece, sheet: Sheet, at: int) -> Hit | None:
    """Return whether a piece is a level with its codewords, or the head of a telegram, with its level."""
    if not 8 <= len(piece.text) <= _LONGEST_WORDED or piece.torn or capitals(_without_papers(piece.text)) < _CAPITALS:
        return None
    words = _rejoined([squeeze(word) for word in _SPLIT.split(piece.text)])
    level = next((place for place, word in enumerate(words) if _is_level(word)), None)
    if level is None or piece.text.rstrip().endswith(("?", ";")) or (sheet.cover and ":" in piece.text):
        return None
    others = [word for word in words[:level] + words[level + 1 :] if len(word) > _SCRAP]
    unknown = [word for word in others if phrases("classification", "codewords").near(word) is None]
    if not unknown:
        return hit("classification", "It is a level with what goes with it.", _WORDED if others else _LESS)
    if _TELEGRAM.match(piece.text):
        return hit("classification", "It is the head of a telegram with its level.", _LESS)
    if sheet.zone(at) != "body" and _has_codeword(piece, level, unknown):
        return hit("classification", "It is a level with what may be a codeword.", _LESS)
    return None


def _without_papers(text: str) -> str:
    """Return a text without the papers that go with it, which a banner may name in small letters."""
    papers = phrases("classification", "papers")
    return " ".join(word for word in text.split() if papers.near(squeeze(word)) is None)


def _rejoined(words: list[str]) -> list[str]:
    """Return words with a level put together again that was read as two."""
    levels = phrases("classification", "beside")
    for at, (one, other) in enumerate(pairwise(words)):
        whole = len(one + other) > _LEAST_PARTED and not (_is_level(one) or _is_level(other))
        if whole and levels.near(one + other) is not None:
            return [*words[:at], one + other, *words[at + 2 :]]
    return words


def _has_codeword(piece: Piece, level: int, unknown: list[str]) -> bool:
    """Tell whether the unknown words beside a level, few as they are, may be codewords."""
    one = len(unknown) == 1 and level <= _FIRST_WORDS
    two = len(unknown) == 2 and level == 0 and len(piece.text) <= _LONGEST_BANNER
    return (one or two) and not set(unknown) & set(table()["classification"]["nouns"])


@functools.lru_cache(maxsize=4096)
def _is_level(word: str) -> bool:
    """Tell whether a word is a level, whole or worn."""
    if not _LEAST < len(word) <= _MOST:
        return False
    other = phrases("classification", "alike").near(word)
    cost = nearest(word)[1]
    return cost == 0 or (cost <= _WORN_LEVEL and (other is None or other.errors > 0))


@functools.cache
def _remains() -> frozenset[str]:
    """Return the beginnings and ends of classifications that can be nothing else."""
    return frozenset(squeeze(one) for one in table()["classification"]["remains"])


@functools.cache
def _alike() -> dict[str, frozenset[str]]:
    """Return the letters that each letter is read for."""
    groups: list[str] = table()["classification"]["letters"]
    signs = sorted(set("".join(groups)))
    return {sign: frozenset("".join(group for group in groups if sign in group)) for sign in signs}


@functools.lru_cache(maxsize=4096)
def nearest(squeezed: str) -> tuple[str, float]:
    """Return the classification a text looks most like, and by how much it does not, by letter."""
    costs = ((_cost(squeezed, squeeze(word)) / len(squeeze(word)), word) for word in table()["classification"]["worn"])
    cost, word = min(costs)
    return word, cost


def _cost(read: str, meant: str) -> float:
    if abs(len(read) - len(meant)) > 3:
        return float(len(meant))
    above = [each * _LOST for each in range(len(meant) + 1)]
    for row, sign in enumerate(read, start=1):
        line = [row * _LOST]
        alike = _alike().get(sign, frozenset())
        for at, other in enumerate(meant):
            change = 0.0 if sign == other else _ALIKE if other in alike else 1.0
            line.append(min(above[at + 1] + _LOST, line[at] + _LOST, above[at] + change))
        above = line
    return above[-1]


def letterhead(piece: Piece, sheet: Sheet, at: int) -> Hit | None:
    """Return whether a line in capitals at the top is a long letterhead, read badly."""
    squeezed = piece.squeezed
    at_top = sheet.near_top(at) and sheet.before_body(at)
    if not at_top or len(squeezed) < _LONG_HEAD or capitals(piece.text) < _CAPITALS or _ADDRESSED.search(piece.text):
        return None
    best = process.extractOne(squeezed, _long_heads(), scorer=fuzz.ratio, score_cutoff=_HEAD_LIKE)
    return hit("letterhead", f"It looks like {_long_heads()[best[2]]}, read badly.", _LESS) if best else None


@functools.cache
def _long_heads() -> tuple[str, ...]:
    return tuple(one for one in phrases("letterhead").squeezed() if len(one) >= _LONG_HEAD)


def caveat(piece: Piece, sheet: Sheet, at: int) -> Hit | None:
    """Return whether the most of a piece in capitals are words of caveats, in whatever spelling and order."""
    if not 12 <= len(piece.text) <= _LONG_CAVEAT or capitals(piece.text) < _CAPITALS:
        return None
    words = [squeeze(word) for word in _WORD.findall(piece.text)]
    if sheet.zone(at) != "body" and phrases("handling", "begins").starts(piece.squeezed) is not None:
        return hit("handling", "It begins like a caveat, and is read badly behind that.", _LESS)
    if words[-1:] == [_DISSEM] and len(words) in (2, 3) and sheet.zone(at) != "body" and ":" not in piece.text:
        return hit("handling", "It ends as caveats on dissemination do.", _LESS)
    field = words and OSA.distance(words[0], _FIELD, score_cutoff=_FIELD_ERRORS) <= _FIELD_ERRORS
    if len({_pair_word(word) for word in words} - {""}) > 1 and not sheet.cover and not field:
        return hit("handling", "Two of its words are those of caveats only.", _LESS)
    if len(words) < _LEAST_WORDS or sum(map(len, words)) < len(piece.squeezed) * _SHARE:
        return None
    known = [word for word in words if _is_word(word, "words")]
    core = any(_is_word(word, "core") for word in words if len(word) >= _CORE_LETTERS - 1)
    share = sum(map(len, known)) / max(1, sum(map(len, words)))
    if not core or share < _SHARE or len(known) < _LEAST_WORDS:
        return None
    return hit("handling", "The most of its words are those of caveats.", _LESS)


@functools.lru_cache(maxsize=4096)
def _is_word(word: str, name: str) -> bool:
    """Tell whether a word is one of a list, but for one letter in four and two in six."""
    errors = 0 if len(word) < _SHORT_WORD else 1 if len(word) < _LONG_WORD else 2
    return any(OSA.distance(word, one, score_cutoff=errors) <= errors for one in _caveat_words(name))


@functools.lru_cache(maxsize=4096)
def _pair_word(word: str) -> str:
    """Return which of the words a word is that only caveats have two of, "" where none."""
    return next(
        (one for one in _caveat_words("pair") if OSA.distance(word, one, score_cutoff=len(one) // 4) <= len(one) // 4),
        "",
    )


@functools.cache
def _caveat_words(name: str) -> tuple[str, ...]:
    return tuple(squeeze(one) for one in table()["handling"][name])


def under_level(sheet: Sheet, found: Mapping[int, Hit]) -> Iterator[tuple[int, Hit]]:
    """Yield caveats read badly right over or under a level at the head or foot, and STAFF near one on a cable."""
    levels = [at for at, one in found.items() if one.kind == "classification"]
    beside = {each for at in levels for each in (at - 1, at + 1)}
    for at in filter(sheet.free, sorted(beside)):
        if sheet.zone(at) != "body" and not sheet.running(at) and not sheet.cover and _looks_caveat(sheet.pieces[at]):
            yield at, hit("handling", "It looks like a caveat, read badly, and stands beside a level.", _LESS_UNDER)
    for at in {each for level in levels for each in range(level - _STAFF_NEAR, level + _STAFF_NEAR + 1)} - beside:
        if sheet.free(at) and sheet.pieces[at].text.strip(" .•_-") == _STAFF:
            yield at, hit("handling", "It says that a cable goes to the staff, and stands near a level.", _LESS_UNDER)


def _looks_caveat(piece: Piece) -> bool:
    if piece.text.strip(" .•_-") == _STAFF:
        return True
    if capitals(piece.text) < _UNDER_CAPITALS or ":" in piece.text:
        return False
    if abs(len(piece.squeezed) - len(_EYES)) <= 1 and _cost(piece.squeezed, _EYES) <= _IN_TEXT * len(_EYES):
        return True
    if len(piece.squeezed) < _LEAST_UNDER:
        return False
    if any(map(str.isdigit, piece.text)) or is_field(piece) or phrases("letterhead").near(piece.squeezed) is not None:
        return False
    best = process.extractOne(piece.squeezed, _under("under"), scorer=fuzz.ratio, score_cutoff=_UNDER_LIKE)
    if best is None:
        return False
    return process.extractOne(piece.squeezed, _under("under_not"), scorer=fuzz.ratio, score_cutoff=best[1]) is None


@functools.cache
def _under(name: str) -> tuple[str, ...]:
    return tuple(squeeze(one) for one in table()["handling"][name])
