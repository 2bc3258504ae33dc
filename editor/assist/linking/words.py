"""Words of a text and words read on a scan, and where in the text a line of read words is found again.

The alignment is local (Smith and Waterman): a line looks for the stretch of the text that explains it best, however far
from the place where it is expected. Knows no geometry; whose the words are in the end is decided in ``share``.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import Indel

from editor.assist.linking.values import TextLine

# Weights of the alignment (by trial): a pair gains by its length, so that "a" proves nothing.
LIKE = 0.6
"""Words less alike than this are no evidence of each other."""
_UNLIKE = -0.6
_GAP_READ = 0.5
_GAP_TEXT = 0.4

# Compounds fall apart at their hyphen, since a line of the scan may end there.
_WORD = re.compile(r"\S*?[^\W\d_]{3}-(?=[^\W\d_]{3})|\S+")
_NOT_SPELLED = re.compile(r"[\W_]+")

Floats = NDArray[numpy.float32]


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the text: its line (place in the sequence of text lines), where it stands in it, how it is spelled."""

    line: int
    start: int
    end: int
    key: str


@dataclass(frozen=True, slots=True)
class Claim:
    """A stretch of the text a line of read words asks for.

    ``pairs`` are (read word, word of the text), both rising; ``score`` is what they gain, ``possible`` what the whole
    line would gain if it were found word by word.
    """

    pairs: tuple[tuple[int, int], ...]
    score: float
    possible: float

    @property
    def first(self) -> int:
        """Return the first word of the text that is asked for."""
        return self.pairs[0][1]

    @property
    def last(self) -> int:
        """Return the last word of the text that is asked for."""
        return self.pairs[-1][1]


def spelling(text: str) -> str:
    """Return the letters and digits of ``text`` without case, which is what two readings of a word share."""
    return _NOT_SPELLED.sub("", text).casefold()


def pieces(text: str) -> list[tuple[int, int]]:
    """Return where the words of ``text`` stand; the halves of a compound are two."""
    return [found.span() for found in _WORD.finditer(text)]


def text_words(texts: Sequence[TextLine], cuts: Collection[tuple[int, int]] = ()) -> list[Word]:
    """Return the words of the text in its order; marks that stand alone are words with an empty spelling.

    ``cuts`` are places (line of the sequence, offset) where a word ends even if its letters go on.
    """
    found: list[Word] = []
    for place, line in enumerate(texts):
        inside = [at for row, at in cuts if row == place]
        for start, end in pieces(line.text):
            ends = sorted({start, end, *(at for at in inside if start < at < end)})
            found += [Word(place, one, two, spelling(line.text[one:two])) for one, two in pairwise(ends)]
    return found


class Likeness:
    """How alike any read word and any word of the text are, worked out once for all pages: 0 to 1."""

    def __init__(self, read: Sequence[str], text: Sequence[str]) -> None:
        self._read = {key: row for row, key in enumerate(dict.fromkeys(read))}
        unique = {key: column for column, key in enumerate(dict.fromkeys(text))}
        table = process.cdist(list(self._read), list(unique), scorer=Indel.normalized_similarity, dtype=numpy.float32)
        table = table.reshape(len(self._read), len(unique))
        if "" in self._read:
            table[self._read[""], :] = 0
        if "" in unique:
            table[:, unique[""]] = 0
        self._table = table
        self._columns = numpy.array([unique[key] for key in text], dtype=numpy.intp)

    def rows(self, keys: Sequence[str]) -> Floats:
        """Return how alike each of ``keys`` (read words) is to every word of the text."""
        table = self._table[[self._read[key] for key in keys]]
        return numpy.ascontiguousarray(table[:, self._columns])


def claims(keys: Sequence[str], alike: Floats, lengths: Floats, most: int = 4, least: float = 0.3) -> list[Claim]:
    """Return up to ``most`` stretches of the text that explain the read words, the best first, without a common word.

    ``alike`` are rows of ``Likeness``, ``lengths`` the lengths of the spellings of the text's words. Stretches below
    ``least`` of the score the line could reach are left out.
    """
    size = numpy.array([len(key) for key in keys], dtype=numpy.float32)
    possible = float(size.sum())
    if not possible or not lengths.size:
        return []
    weight = (size[:, None] + lengths[None, :]) / 2
    gains = (numpy.where(alike >= LIKE, alike, _UNLIKE) * weight).astype(numpy.float32)
    found: list[Claim] = []
    for _ in range(most):
        claim = _best(gains, alike, size, lengths, possible)
        if claim is None or claim.score < least * possible:
            break
        found.append(claim)
        gains[:, [word for _, word in claim.pairs]] = -numpy.inf
    return found


def _best(gains: Floats, alike: Floats, size: Floats, lengths: Floats, possible: float) -> Claim | None:
    """Return the best local alignment of the rows with the columns of ``gains``."""
    scores = _scores(gains, size, lengths)
    row, column = divmod(int(numpy.argmax(scores)), scores.shape[1])
    best = float(scores[row, column])
    pairs: list[tuple[int, int]] = []
    while row > 0 and column > 0 and scores[row, column] > 0:
        here = scores[row, column]
        if numpy.isclose(here, scores[row - 1, column - 1] + gains[row - 1, column - 1], atol=1e-3):
            if alike[row - 1, column - 1] >= LIKE:
                pairs.append((row - 1, column - 1))
            row, column = row - 1, column - 1
        elif numpy.isclose(here, scores[row - 1, column] - _GAP_READ * size[row - 1], atol=1e-3):
            row -= 1
        else:
            column -= 1
    return Claim(tuple(reversed(pairs)), best, possible) if pairs else None


def _scores(gains: Floats, size: Floats, lengths: Floats) -> NDArray[numpy.float64]:
    """Return the table of local alignment; a whole row at once, as gaps in the text cost by a running sum."""
    rows, columns = gains.shape
    scores = numpy.zeros((rows + 1, columns + 1))
    cost = numpy.concatenate(([0.0], numpy.cumsum(lengths * _GAP_TEXT, dtype=numpy.float64)))
    for row in range(1, rows + 1):
        before = scores[row - 1]
        here = scores[row]
        numpy.maximum(before - _GAP_READ * size[row - 1], 0, out=here)
        numpy.maximum(here[1:], before[:-1] + gains[row - 1], out=here[1:])
        numpy.maximum(here, numpy.maximum.accumulate(here + cost) - cost, out=here)
    return scores
