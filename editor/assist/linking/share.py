"""Whose the words of a text are: the lines of the scan ask for them, and get them in the order of their evidence.

Two lines may ask for the same words, and the same words may stand in several places; neighbours decide then. Gaps
between what two lines got are filled as far as the lines have room. Nothing here is certain but pins.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import takewhile

from rapidfuzz.distance import Indel, Levenshtein

from editor.assist.linking.seen import Place
from editor.assist.linking.words import Claim, Word

# Weights of the share-out (by trial).
_ADJOINS = 1.5
"""What evidence is worth more for each neighbouring line that got the words next to these ..."""
_NEAR = 2
"""... give or take so many words."""
_LEAST = 4
"""Fewer letters than this prove nothing, unless a neighbour adjoins ..."""
_ALONE = 0.8
"""... or they are so much of all that was read on the line."""
_HOLE = 4
"""Longer gaps between the words of lines stay open unless the lines have room."""
_ROOM = 1.12
_SPARE = 2
"""A line has room for this many times the letters read on it, and so many more."""
_HINT = 0.4
"""How alike words at the end of a line of text, and what is left of a line of the scan, are if they may be the same."""
_RIVAL = 0.9
"""A claim with this share of another's letters for the same words, or for others, is its rival."""
_REACH = 0.3
"""What is added to the worth of a contested claim that stands where its neighbours in the text do."""
_SAME = 0.9
"""A read word this much like one of the text is that word ..."""
_LIKER = 0.1
"""... if it is more like it, by this, than what the word was given for."""
_SPELLED = 5
"""Letters of a word that is told from all others by its spelling."""

Wanted = tuple[int, Claim]
"""A line (its place in the row) and the words it asks for."""


class Shares:
    """Which line each word of the text belongs to, and which word read there shows it; -1: none."""

    def __init__(self, words: Sequence[Word], row: Sequence[Place]) -> None:
        self.words = words
        self.row = row
        self.owner = [-1] * len(words)
        self.shown = [-1] * len(words)
        self.fixed: set[int] = set()
        self.looked: dict[int, float] = {}
        self._used: set[tuple[int, int]] = set()
        self._owned: dict[int, set[int]] = defaultdict(set)

    def give(self, line: int, pairs: Sequence[tuple[int, int]]) -> None:
        """Give words of the text to a line, each with the read word that shows it (-1: nothing does)."""
        for read, word in pairs:
            self.owner[word] = line
            self.shown[word] = read
            self._owned[line].add(word)
            if read >= 0:
                self._used.add((line, read))

    def fix(self, line: int, pairs: Sequence[tuple[int, int]]) -> None:
        """Give words that no evidence may take away again."""
        self.give(line, pairs)
        self.fixed.update(word for _, word in pairs)

    def move(self, word: int, line: int, read: int) -> None:
        """Give a word that a line has to another line, where ``read`` shows it."""
        old = self.owner[word], self.shown[word]
        self._owned[old[0]].discard(word)
        self._used.discard(old)
        self.give(line, [(read, word)])

    def look(self, words: Sequence[int], gain: float) -> None:
        """Remember how much words look like the line they were given to."""
        self.looked.update(dict.fromkeys(words, gain))

    def owned(self, line: int) -> set[int]:
        """Return the words of the text a line has."""
        return self._owned.get(line, set())

    def unused(self, line: int) -> list[int]:
        """Return the read words of a line that show no word of the text."""
        return [read for read in range(len(self.row[line].words)) if (line, read) not in self._used]

    def free(self, line: int, claim: Claim) -> list[tuple[int, int]]:
        """Return what a line may still have of a claim."""
        return [(r, w) for r, w in claim.pairs if self.owner[w] < 0 and (line, r) not in self._used]

    def letters(self, pairs: Sequence[tuple[int, int]]) -> int:
        """Return how many letters the words of the text in ``pairs`` have."""
        return sum(len(self.words[word].key) for _, word in pairs)

    def alike(self, word: int) -> float:
        """Return how alike a word of the text and what shows it are, 0 to 1; 0: nothing shows it."""
        read = self.shown[word]
        if read < 0:
            return 0.0
        return Indel.normalized_similarity(self.words[word].key, self.row[self.owner[word]].words[read].key)

    def room(self, line: int) -> float:
        """Return how many letters more a line can hold, going by what was read there."""
        return _ROOM * self.row[line].letters + _SPARE - sum(len(self.words[word].key) for word in self.owned(line))

    def adjoining(self, line: int, first: int, last: int) -> int:
        """Return how many lines, itself or its neighbours, have words next to those from ``first`` to ``last``."""
        place = self.row[line]
        before = {place.above, line} - {-1}
        after = {place.below, line} - {-1}
        return self._any(before, first - _NEAR - 1, first) + self._any(after, last + 1, last + _NEAR + 2)

    def _any(self, lines: set[int], start: int, end: int) -> bool:
        return any(self.owner[word] in lines for word in range(max(start, 0), min(end, len(self.owner))))


def share_out(shares: Shares, wanted: Sequence[Wanted]) -> None:
    """Give the words of the text to the lines that ask for them: first where there is no doubt, then the rest."""
    contested = _contested(wanted)
    clear = [one for place, one in enumerate(wanted) if place not in contested]
    _greedily(shares, clear, near=False)
    _greedily(shares, wanted, near=True)


def _contested(wanted: Sequence[Wanted]) -> set[int]:
    """Return the claims that have a rival: the same words for another line, or other words for the same line."""
    letters = [claim.score for _, claim in wanted]
    by_word: dict[int, list[int]] = defaultdict(list)
    by_line: dict[int, list[int]] = defaultdict(list)
    for place, (line, claim) in enumerate(wanted):
        by_line[line].append(place)
        for _, word in claim.pairs:
            by_word[word].append(place)
    found: set[int] = set()
    for place, (line, claim) in enumerate(wanted):
        others = {other for _, word in claim.pairs for other in by_word[word] if wanted[other][0] != line}
        others.update(other for other in by_line[line] if other != place)
        if any(letters[other] >= _RIVAL * letters[place] for other in others):
            found.add(place)
    return found


def _greedily(shares: Shares, wanted: Sequence[Wanted], near: bool) -> None:
    """Let the claim that is worth most have its words, again and again; worths change as words go."""
    by_line: dict[int, list[int]] = defaultdict(list)
    for place, (line, _) in enumerate(wanted):
        by_line[line].append(place)
    heap = [(-_worth(shares, *wanted[place], near), place) for place in range(len(wanted))]
    heapq.heapify(heap)
    while heap:
        said, place = heapq.heappop(heap)
        line, claim = wanted[place]
        worth = _worth(shares, line, claim, near)
        if worth <= 0:
            continue
        if worth < -said:
            heapq.heappush(heap, (-worth, place))
            continue
        shares.give(line, shares.free(line, claim))
        for other in {line, shares.row[line].above, shares.row[line].below} - {-1}:
            for waiting in by_line[other]:
                heapq.heappush(heap, (-_worth(shares, *wanted[waiting], near), waiting))


def _worth(shares: Shares, line: int, claim: Claim, near: bool) -> float:
    """Return what the rest of a claim is worth: its letters, how much of it is free, who adjoins; 0: nothing."""
    pairs = shares.free(line, claim)
    letters = shares.letters(pairs)
    adjoining = shares.adjoining(line, pairs[0][1], pairs[-1][1]) if pairs else 0
    if not letters or (letters < _LEAST and not adjoining and claim.score < _ALONE * claim.possible):
        return 0.0
    free = letters / max(shares.letters(claim.pairs), 1)
    worth = letters * free * min(claim.score / claim.possible, 1.0) * _ADJOINS**adjoining
    return worth * (1 + _REACH * _fits(shares, line, pairs[0][1], pairs[-1][1])) if near else worth


def _fits(shares: Shares, line: int, first: int, last: int) -> float:
    """Return how well a line stands between the lines of the words before and after, 0 to 1."""
    before = next((shares.owner[w] for w in range(first - 1, -1, -1) if shares.owner[w] >= 0), -1)
    after = next((shares.owner[w] for w in range(last + 1, len(shares.owner)) if shares.owner[w] >= 0), -1)
    away = [abs(line - other) for other in (before, after) if other >= 0]
    between = (before < 0 or before <= line) and (after < 0 or line <= after)
    return (0.5 if between else 0.0) + (0.5 / (1 + min(away)) if away else 0.0)


def seat_better(shares: Shares) -> None:
    """Move words that a line got for want of better to the lines of their neighbours, where the very word was read.

    A banner may ask for a word that is a little like its own; a line whose words stand in another order in the text
    asks for the longer part of them only.
    """
    for word, line in enumerate(shares.owner):
        key = shares.words[word].key
        if line < 0 or word in shares.fixed or len(key) < _SPELLED:
            continue
        now = shares.alike(word)
        if now >= _SAME or shares.adjoining(line, word, word):
            continue
        around = [shares.owner[at] for at in range(max(word - _NEAR, 0), min(word + _NEAR + 1, len(shares.owner)))]
        seats = [
            (Indel.normalized_similarity(key, shares.row[other].words[read].key), other, read)
            for other in dict.fromkeys(around)
            if other >= 0 and other != line
            for read in shares.unused(other)
        ]
        alike, other, read = max(seats, default=(0.0, -1, -1))
        if alike >= max(_SAME, now + _LIKER):
            shares.move(word, other, read)


def fill_holes(shares: Shares) -> None:
    """Give words nobody could show to the lines their neighbours in the same line of text belong to."""
    for first, last in list(_holes(shares)):
        line = shares.words[first].line
        left = _owner(shares, first - 1, line)
        right = _owner(shares, last + 1, line)
        run = range(first, last + 1)
        if left >= 0 and left == right:
            if len(run) <= _HOLE or _letters(shares, run) <= shares.room(left):
                shares.give(left, [(-1, word) for word in run])
        elif left >= 0 or right >= 0:
            _divide(shares, run, left, right)


def _holes(shares: Shares) -> Iterator[tuple[int, int]]:
    """Yield the runs of words without a line, each within one line of text."""
    start = -1
    for place, word in enumerate(shares.words):
        if start >= 0 and (shares.owner[place] >= 0 or word.line != shares.words[start].line):
            yield start, place - 1
            start = -1
        if start < 0 and shares.owner[place] < 0:
            start = place
    if start >= 0:
        yield start, len(shares.words) - 1


def _owner(shares: Shares, place: int, line: int) -> int:
    inside = 0 <= place < len(shares.words) and shares.words[place].line == line
    return shares.owner[place] if inside else -1


def _letters(shares: Shares, run: Sequence[int]) -> int:
    return sum(len(shares.words[word].key) for word in run)


def _divide(shares: Shares, run: range, left: int, right: int) -> None:
    """Cut a hole between two lines where it fits best; what neither has room for stays open."""
    cuts = [cut for cut in range(len(run) + 1) if (left >= 0 or cut == 0) and (right >= 0 or cut == len(run))]
    open_cuts = [cut for cut in cuts if not _over(shares, run[:cut], left) + _over(shares, run[cut:], right)]
    tail, head = _unshown(shares, left, after=True), _unshown(shares, right, after=False)
    if left < 0 or right < 0:
        alike = Levenshtein.normalized_similarity("".join(shares.words[word].key for word in run), tail + head)
        open_cuts = open_cuts if alike >= _HINT or _letters(shares, run) <= _SPARE else []
    if not open_cuts:
        return
    spelled = [shares.words[word].key for word in run]
    best = min(
        open_cuts,
        key=lambda cut: (
            Levenshtein.distance("".join(spelled[:cut]), tail) + Levenshtein.distance("".join(spelled[cut:]), head),
            -cut,
        ),
    )
    shares.give(left, [(-1, word) for word in run[:best]])
    shares.give(right, [(-1, word) for word in run[best:]])


def _unshown(shares: Shares, line: int, after: bool) -> str:
    """Return what was read at the end of a line, or its beginning, and shows no word of the text yet."""
    if line < 0:
        return ""
    unused = set(shares.unused(line))
    keys = [word.key for word in shares.row[line].words]
    order = range(len(keys) - 1, -1, -1) if after else range(len(keys))
    open_end = list(takewhile(lambda read: read in unused, order))
    return "".join(keys[read] for read in sorted(open_end))


def _over(shares: Shares, run: Sequence[int], line: int) -> float:
    """Return by how many letters a line has too little room for ``run``."""
    return max(_letters(shares, run) - shares.room(line), 0.0) if run else 0.0
