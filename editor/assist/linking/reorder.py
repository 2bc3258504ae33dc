"""Words that stand in another order on the scan than in the text, within what is one line there, and the repair.

The repair reads as the scan does: moved words go where they stand, words the text has lost come back from the reading,
and at the seams the marks are those of the scan. Everything else keeps the spelling of the text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from editor.assist.linking.share import Shares
from editor.assist.linking.values import Notice, TextLine

_MOVED = 2
"""Fewer words than this do not make another order: one may be a misreading."""
_PROOF = 6
"""Letters that both what moved and what it moved behind must show ..."""
_SAME = 0.8
"""... in words this much like those of the text."""
_ROW = 0.5
"""Heights by which words of one row stand up or down from each other at most: lines that touch have no order."""
_LONGEST = 80
"""Words a sentence is followed back for."""
_SURE = 0.85

_ENDS = re.compile(r"[.?!:]['\"’”)]*$")
_PARTS = re.compile(r"^(\W*)(.*?)(\W*)$", re.DOTALL)
_PLAIN = str.maketrans("‘’“”„«»", '\'\'"""""')
_QUOTES = "'\""


@dataclass(frozen=True, slots=True)
class _Moved:
    """Words ``first`` to ``last`` of the text stand after the word ``after`` on the scan, which the text has later."""

    first: int
    last: int
    after: int


def reordered(texts: Sequence[TextLine], shares: Shares, columns: Sequence[Notice]) -> list[Notice]:
    """Return a notice with its repair for each place where the order of words is another one on the scan."""
    across = {notice.line for notice in columns}
    found: list[Notice] = []
    for line in range(len(shares.row)):
        moved = _moved(shares, line)
        if moved and not {texts[shares.words[at].line].id for at in (moved.first, moved.after)} & across:
            found.append(_repair(texts, shares, moved))
    return found


def _moved(shares: Shares, line: int) -> _Moved | None:
    """Return what of a line's words stands further on there than in the text."""
    shown = sorted((shares.shown[word], word) for word in shares.owned(line) if shares.shown[word] >= 0)
    order = [word for _, word in shown]
    for place in range(1, len(order)):
        if order[place] > order[place - 1]:
            continue
        end = place + 1
        while end < len(order) and order[end - 1] < order[end] < order[place - 1]:
            end += 1
        before = [word for word in order[:place] if word > order[end - 1]]
        one_row = _one_row(shares, order[place - 1], order[place])
        if (
            one_row
            and end - place >= _MOVED
            and min(_proof(shares, before), _proof(shares, order[place:end])) >= _PROOF
        ):
            return _Moved(order[place], order[end - 1], order[place - 1])
    return None


def _one_row(shares: Shares, one: int, other: int) -> bool:
    """Tell whether two words were read side by side; their line may be two that were taken for one."""
    (_, top, _, bottom), (_, up, _, down) = (
        shares.row[shares.owner[word]].words[shares.shown[word]].box for word in (one, other)
    )
    return abs(top + bottom - up - down) / 2 <= _ROW * max(bottom - top, down - up)


def _proof(shares: Shares, words: Sequence[int]) -> int:
    """Return how many letters of ``words`` were read as they are in the text, or nearly so."""
    return sum(len(shares.words[word].key) for word in words if shares.alike(word) >= _SAME)


def _repair(texts: Sequence[TextLine], shares: Shares, moved: _Moved) -> Notice:
    """Return the notice: the line the words belong to gets them, the others change with it."""
    start = _sentence(texts, shares, moved.first)
    target = shares.words[moved.after].line
    end = moved.after
    while end + 1 < len(shares.words) and shares.words[end + 1].line == target and not shares.words[end + 1].key:
        end += 1
    sequence = [*range(start, moved.first), *range(moved.last + 1, moved.after), moved.after]
    marks = _Marks(texts, shares)
    for word in sequence[:-1]:
        marks.keep(word)
    stray = marks.stray(moved.last)
    joined = [marks.seam(moved.after, stray), *(marks.seam(word) for word in range(moved.first, moved.last + 1))]
    first, last = shares.words[moved.after].start, shares.words[end].end
    also = [*_without(texts, shares, moved), *_lost(texts, shares, sequence)]
    return Notice(
        "order", texts[target].id, start=first, end=last, repair=" ".join(joined), confidence=_SURE, also=tuple(also)
    )


def _sentence(texts: Sequence[TextLine], shares: Shares, word: int) -> int:
    """Return the first word of the sentence ``word`` is in, as far as the lines of the scan follow each other."""
    first = word
    while first > max(word - _LONGEST, 0):
        here, before = shares.owner[first], shares.owner[first - 1]
        if before < 0 or here not in (before, shares.row[before].below):
            break
        if _ENDS.search(_text(texts, shares, first - 1)):
            break
        first -= 1
    return first


def _text(texts: Sequence[TextLine], shares: Shares, word: int) -> str:
    at = shares.words[word]
    return texts[at.line].text[at.start : at.end]


def _without(texts: Sequence[TextLine], shares: Shares, moved: _Moved) -> list[tuple[int, int, int, str]]:
    """Return the changes that take the moved words out of the lines they stand in."""
    found: dict[int, tuple[int, int]] = {}
    for at in range(moved.first, moved.last + 1):
        word = shares.words[at]
        start, _ = found.get(word.line, (word.start, word.end))
        found[word.line] = (start, word.end)
    changes = []
    for line, (start, end) in found.items():
        text = texts[line].text
        after = len(text) - len(text[end:].lstrip())
        begin = start if text[after:].strip() else len(text[:start].rstrip())
        changes.append((texts[line].id, begin, after if text[after:].strip() else len(text), ""))
    return changes


def _lost(texts: Sequence[TextLine], shares: Shares, sequence: Sequence[int]) -> list[tuple[int, int, int, str]]:
    """Return the changes that bring back words of the scan between two words that follow each other in the text."""
    changes = []
    for one, other in pairwise(sequence):
        if other == one + 1 and shares.shown[other] >= 0:
            read = _between(shares, one, other)
            if read:
                word = shares.words[other]
                changes.append((texts[word.line].id, word.start, word.start, " ".join(read) + " "))
    return changes


def _between(shares: Shares, one: int, other: int) -> list[str]:
    """Return the words read between two words of the text, in their line or at the beginning of the next."""
    line, last = shares.owner[other], shares.shown[other]
    first = shares.shown[one] + 1 if shares.owner[one] == line and shares.shown[one] >= 0 else 0
    free = set(shares.unused(line))
    if shares.shown[one] < 0 or any(read not in free for read in range(first, last)):
        return []
    return [shares.row[line].words[read].text for read in range(first, last) if shares.row[line].words[read].key]


class _Marks:
    """Which quotation marks are open at a word, as the repaired sentence is gone through."""

    def __init__(self, texts: Sequence[TextLine], shares: Shares) -> None:
        self._texts = texts
        self._shares = shares
        self._open: list[str] = []

    def keep(self, word: int) -> None:
        """Go over a word that stays as it is."""
        lead, _, trail = _parts(_text(self._texts, self._shares, word))
        self._go(lead, trail)

    def stray(self, word: int) -> str:
        """Return the quotation marks behind a word that the scan does not have there."""
        line, read = self._shares.owner[word], self._shares.shown[word]
        page = _parts(self._shares.row[line].words[read].text)[2] if read >= 0 else _QUOTES
        trail = _parts(_text(self._texts, self._shares, word))[2]
        return "".join(mark for mark in trail if mark in _QUOTES and mark not in page)

    def seam(self, word: int, stray: str = "") -> str:
        """Return a word as it reads at a seam: its letters, with the marks behind it that the scan has.

        ``stray`` are marks that belong here if they are still open: those of the words that stood here instead.
        """
        lead, core, trail = _parts(_text(self._texts, self._shares, word))
        line, read = self._shares.owner[word], self._shares.shown[word]
        if read < 0:
            return lead + core + trail
        page = _parts(self._shares.row[line].words[read].text)[2]
        self._go(lead, "")
        open_now = list(self._open)
        kept = "".join(mark for mark in trail if (mark in open_now if mark in _QUOTES else mark in page))
        for mark in page + stray:
            kept += mark if mark in _QUOTES and mark in open_now and mark not in kept else ""
        self._go("", kept)
        return lead + core + kept

    def _go(self, lead: str, trail: str) -> None:
        self._open += [mark for mark in lead if mark in _QUOTES]
        for mark in trail:
            if mark in self._open:
                self._open.remove(mark)


def _parts(word: str) -> tuple[str, str, str]:
    """Return the marks before a word, the word, and the marks behind it, with plain quotation marks."""
    found = _PARTS.match(word)
    assert found is not None, "any text has three parts"
    lead, core, trail = found.groups()
    return lead.translate(_PLAIN), core, trail.translate(_PLAIN)
