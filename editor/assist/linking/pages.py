"""Where the pages of one text begin that runs over several scans: proposals, with reasons, to be changed.

Words read or looks tell, as far as they were linked; where nothing was, the lines of the scans are counted. What is
repeated on several scans (banners, release stamps) says nothing about pages and is not heard.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy
from numpy.typing import NDArray
from rapidfuzz.distance import Indel

from editor.assist.linking.seen import Place
from editor.assist.linking.share import Shares
from editor.assist.linking.trust import by_looks
from editor.assist.linking.values import TextLine

_SAME = 0.8
"""Lines of different scans this much alike are repeated."""
_BANNER = 60
"""Letters above which nothing is a banner."""
_AROUND = 150
"""Letters before and after a page end that tell how sure it is."""
_ENOUGH = 0.3
"""The share of the letters that has to be linked for the links to be believed."""
_COUNTED = 0.5
"""How sure a page end is at most that was only counted."""
_NEAR = 0.06
"""The share of a page's letters that counting is usually off by."""
_SNAP = 0.25
"""The share of the text in doubt by which a paragraph draws the page end to its beginning."""
_HEARD = 0.5
"""A place found by looks alone that is less sure says nothing about pages."""
_BREAK = 1.0
_FULL = 0.75
"""Of the measure: the last line of a page that is shorter ends its paragraph."""

_SENTENCE = re.compile(r"[.?!:]['\"’”)]*$")

Floats = NDArray[numpy.float64]


@dataclass(frozen=True, slots=True)
class PageEnd:
    """Where scan ``page`` (from 0) begins: at a place of a line of the text.

    ``reason``: ``words`` (read on both scans), ``looks`` (lines that look like them), ``counts`` (as much text as the
    lines hold).
    """

    page: int
    line: int
    at: int
    confidence: float
    reason: str


def ends_of(texts: Sequence[TextLine], shares: Shares) -> tuple[PageEnd, ...]:
    """Return where pages begin, going by whose the words are."""
    words = shares.words
    pages = max((place.page for place in shares.row), default=-1) + 1
    if pages < 2 or not words:
        return ()
    letters = numpy.array([len(word.key) for word in words], dtype=numpy.float64)
    votes = numpy.zeros((pages, len(words)))
    banners = _repeated(shares.row)
    for at, owner in enumerate(shares.owner):
        if owner >= 0 and owner not in banners:
            votes[shares.row[owner].page, at] = letters[at] * _weight(shares, at)
    if votes.sum() < _ENOUGH * letters.sum():
        return _counted(texts, shares, letters, pages)
    reason = "looks" if shares.looked else "words"
    found: list[PageEnd] = []
    for page, at in _segments(votes):
        sure = _sure(votes, letters, page, at)
        word = words[_cut_by_room(texts, shares, votes, page, at) if shares.looked else at]
        found.append(PageEnd(page, texts[word.line].id, word.start, sure, reason))
    return tuple(found)


def _repeated(row: Sequence[Place]) -> set[int]:
    """Return the lines that are read much the same on another scan."""
    read = [(line, place.page, "".join(word.key for word in place.words)) for line, place in enumerate(row)]
    short = [one for one in read if 0 < len(one[2]) <= _BANNER]
    found: set[int] = set()
    for line, page, key in short:
        if any(page != other and Indel.normalized_similarity(key, spelled) >= _SAME for _, other, spelled in short):
            found.add(line)
    return found


def _segments(votes: Floats) -> list[tuple[int, int]]:
    """Return each page but the first with the word it begins with, so that most letters are on their page."""
    pages, words = votes.shape
    sums = numpy.concatenate([numpy.zeros((pages, 1)), votes.cumsum(axis=1)], axis=1)
    best = sums[0].copy()
    begins: list[NDArray[numpy.intp]] = []
    for page in range(1, pages):
        gain = best - sums[page]
        top = numpy.maximum.accumulate(gain)
        last = numpy.where(gain >= top, numpy.arange(words + 1), 0)
        begins.append(numpy.maximum.accumulate(last))
        best = top + sums[page]
    found: list[tuple[int, int]] = []
    end = words
    for page in range(pages - 1, 0, -1):
        begin = int(begins[page - 1][end])
        own = numpy.flatnonzero(votes[page, begin:end])
        if own.size:
            found.append((page, begin + int(own[0])))
        end = begin
    found.reverse()
    return found if votes[0, :end].any() else found[1:]


def _weight(shares: Shares, word: int) -> float:
    """Return how much of a vote a word has: all if it was read, as much as is sure if it only looks like its line."""
    gain = shares.looked.get(word)
    if gain is None:
        return 1.0
    sure = by_looks(gain)
    return sure if sure >= _HEARD else 0.0


def _cut_by_room(texts: Sequence[TextLine], shares: Shares, votes: Floats, page: int, at: int) -> int:
    """Return where a page begins of which the first words found no place: after as much as the page before holds.

    It begins with a paragraph if one begins near there.
    """
    before = numpy.flatnonzero(votes[:page, :at].any(axis=0))
    if not before.size or int(before[-1]) + 1 == at:
        return at
    last = int(before[-1])
    while _page(shares, last + 1) == _page(shares, last) and last + 1 < at:
        last += 1
    while _page(shares, at - 1) == page and last + 1 < at:
        at -= 1
    foot = _free_width(shares, shares.owner[last], below=True)
    head = _free_width(shares, shares.owner[at], below=False)
    letters = numpy.array([len(word.key) for word in shares.words[last + 1 : at]], dtype=numpy.float64)
    if not foot + head or not letters.sum():
        return at
    held = numpy.concatenate([[0.0], letters.cumsum()]) / letters.sum()
    off = numpy.abs(held - foot / (foot + head))
    blocks = [texts[word.line].block for word in shares.words[last : at + 1]]
    fresh = [one != other for one, other in pairwise(blocks)]
    return last + 1 + int((off - _SNAP * numpy.array(fresh)).argmin())


def _page(shares: Shares, word: int) -> int:
    """Return the page a word was given to; -1: none."""
    return shares.row[shares.owner[word]].page if shares.owner[word] >= 0 else -1


def _free_width(shares: Shares, line: int, below: bool) -> float:
    """Return how wide the lines without text are that stand below a line (or above it) in its column, in all."""
    wide = 0.0
    while line >= 0:
        wide += 0.0 if shares.owned(line) else _wide(shares.row[line])
        line = shares.row[line].below if below else shares.row[line].above
    return wide


def _sure(votes: Floats, letters: Floats, page: int, at: int) -> float:
    """Return how much of the text around a page end is linked, surely, on its side of it."""
    back, on = letters[:at][::-1].cumsum()[::-1], letters[at:].cumsum()
    before, after = votes[:page, :at][:, back <= _AROUND], votes[page:, at:][:, on <= _AROUND]
    whole = letters[:at][back <= _AROUND].sum() + letters[at:][on <= _AROUND].sum()
    return round(float((before.sum() + after.sum()) / whole) if whole else _COUNTED, 3)


def _counted(texts: Sequence[TextLine], shares: Shares, letters: Floats, pages: int) -> tuple[PageEnd, ...]:
    """Return page ends by how much text the lines of each page hold, and whether paragraphs end there."""
    wide = numpy.array([sum(_wide(place) for place in shares.row if place.page == page) for page in range(pages)])
    if not wide.all():
        return ()
    sums = letters.cumsum() / letters.sum()
    ends = wide.cumsum() / wide.sum()
    found: list[PageEnd] = []
    begin = 1
    for page in range(1, pages):
        usual = _NEAR * float(wide[page - 1] / wide.sum())
        off = (sums[:-1] - ends[page - 1]) / usual
        worth = -0.5 * off**2 + _BREAK * (_breaks(texts, shares) == _ends_paragraph(shares.row, page - 1))
        worth[: begin - 1] = -numpy.inf
        if not numpy.isfinite(worth).any():
            break
        begin = int(worth.argmax()) + 1
        word = shares.words[begin]
        sure = _COUNTED * float(numpy.exp(-0.5 * (off[begin - 1] / 2) ** 2))
        found.append(PageEnd(page, texts[word.line].id, word.start, round(sure, 3), "counts"))
        begin += 1
    return tuple(found)


def _wide(place: Place) -> float:
    return place.box[2] - place.box[0]


def _breaks(texts: Sequence[TextLine], shares: Shares) -> NDArray[numpy.bool_]:
    """Return for each word but the first whether a paragraph may begin with it: the sentence before is at its end."""
    words = shares.words
    return numpy.array(
        [
            texts[one.line].block != texts[other.line].block and bool(_SENTENCE.search(texts[one.line].text[: one.end]))
            for one, other in pairwise(words)
        ],
        dtype=numpy.bool_,
    )


def _ends_paragraph(row: Sequence[Place], page: int) -> bool:
    """Tell whether the last line of the body of a page is a short one."""
    wide = [_wide(place) for place in row if place.page == page]
    measure = float(numpy.percentile(wide, 90))
    body = [width for width in wide if width > measure / 2]
    return bool(body) and body[-1] < _FULL * measure
