"""Where the pages of one text begin, as words of it that can be moved; plain values without a widget."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from editor.model.page import PageContent

LINE = 10
"""Words that are stepped over at once: about a line of typescript."""
_SHOWN = 8
"""Words of a page that are shown at its ends."""
_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class PageBegin:
    """A page with the number of the word it begins with; None where no text comes to it."""

    page: int
    word: int | None
    confidence: float = 1.0
    reason: str = ""


@dataclass(frozen=True, slots=True)
class _Word:
    line: int
    at: int
    text: str


class PageEnds:
    """The words of a text, and with which of them each page begins."""

    def __init__(self, content: PageContent, pages: Sequence[int]) -> None:
        """Take the page with the text and the ids of the pages it runs over, in order; no page begins yet."""
        self._words = [
            _Word(line.id, match.start(), match.group())
            for _, line in content.lines()
            for match in _WORD.finditer(line.text)
        ]
        own = content.page.id
        self.rows = [PageBegin(page, 0 if page == own else None) for page in pages]

    def begin(self, page: int, line: int, at: int, confidence: float, reason: str) -> None:
        """Let a page begin at a place of the text, or with the first word behind it."""
        lines = {word.line: n for n, word in reversed(list(enumerate(self._words)))}
        places = (n for n in range(lines.get(line, 0), len(self._words)) if self._is_at(n, line, at))
        word = next(places, None)
        self.rows = [PageBegin(page, word, confidence, reason) if row.page == page else row for row in self.rows]

    def _is_at(self, number: int, line: int, at: int) -> bool:
        word = self._words[number]
        return word.line != line or word.at + len(word.text) > at

    def move(self, row: int, step: int) -> bool:
        """Let a page begin so many words later, or earlier; return whether it could."""
        one = self.rows[row]
        if one.word is None or not self.movable(row):
            return False
        low, high = self._room(row)
        to = min(max(one.word + step, low), high)
        if to == one.word:
            return False
        self.rows[row] = PageBegin(one.page, to)
        return True

    def movable(self, row: int) -> bool:
        """Tell whether the beginning of a page can be moved: not that of the first, which has what stands before."""
        return any(one.word is not None for one in self.rows[:row])

    def drop(self, row: int) -> bool:
        """Give a page no text: it stays with the page before; return whether it had any."""
        if not self.movable(row) or self.rows[row].word is None:
            return False
        self.rows[row] = PageBegin(self.rows[row].page, None)
        return True

    def add(self, row: int) -> bool:
        """Let a page that has no text begin in the middle of the room there is; return whether it had none."""
        if self.rows[row].word is not None or not self._words:
            return False
        low, high = self._room(row)
        if low > high:
            return False
        self.rows[row] = PageBegin(self.rows[row].page, (low + high + 1) // 2)
        return True

    def _room(self, row: int) -> tuple[int, int]:
        before = [one.word for one in self.rows[:row] if one.word is not None]
        behind = [one.word for one in self.rows[row + 1 :] if one.word is not None]
        return (max(before) + 1 if before else 0), (min(behind) - 1 if behind else len(self._words) - 1)

    # What is shown

    def words_of(self, row: int) -> int:
        """Return how many words come to a page."""
        first, last = self._extent(row)
        return last - first

    def first_words(self, row: int) -> str:
        """Return the words a page begins with."""
        first, last = self._extent(row)
        return self._said(range(first, min(first + _SHOWN, last)))

    def last_words(self, row: int) -> str:
        """Return the words a page ends with."""
        first, last = self._extent(row)
        return self._said(range(max(last - _SHOWN, first), last))

    def _said(self, numbers: Iterable[int]) -> str:
        return " ".join(self._words[n].text for n in numbers)

    def _extent(self, row: int) -> tuple[int, int]:
        one = self.rows[row]
        if one.word is None:
            return 0, 0
        return one.word, self._room(row)[1] + 1

    def places(self) -> list[tuple[PageBegin, int, int]]:
        """Return each page that text comes to, with the line and the position its text begins at."""
        found = []
        for row in self.rows:
            if row.word is not None:
                word = self._words[row.word]
                found.append((row, word.line, word.at))
        return found
