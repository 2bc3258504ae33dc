"""How well one line goes on where another ends: by hyphens, small letters, stops, and words that follow each other.

Scores add up like evidence: 0 says nothing, above it the lines belong together, below it they do not.
"""

from __future__ import annotations

import math
import re
from collections.abc import Collection
from dataclasses import dataclass, field

from editor.assist.order.values import Words

_HYPHENS = "-¬\u00ad⸗‐"
_STOPS = ".!?"
_CLOSING = "\"'”’»)]*"
_OPENING = "\"'“‘«([*-— "
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_LINKING = frozenset(
    """the a an of and or to in for with from by at as that is are was were be which who whose our their his its this
    these my your we they it not but if into upon has have had been than on""".split()  # noqa: SIM905
)
"""Words that end no sentence."""
_COMMON = 2e5
"""So often in a thousand million words that a capital on it says: here something begins."""
_ABBREVIATION = 3


@dataclass(frozen=True, slots=True)
class End:
    """How a line ends: its last word, and what stands behind it: hyphen, stop, comma, colon, or nothing."""

    word: str
    mark: str


@dataclass(frozen=True, slots=True)
class Start:
    """How a line begins: its first word, in what letters (small, capital, other)."""

    word: str
    case: str


def end_of(text: str) -> End:
    """Return how a line ends."""
    bare = text.rstrip().rstrip(_CLOSING).rstrip()
    words = _WORD.findall(bare[-60:])
    word = words[-1] if words and bare.rstrip(_HYPHENS + _STOPS + _CLOSING + ",;:").endswith(words[-1]) else ""
    last = bare[-1:]
    if last and last in _HYPHENS and word and bare[-2:-1] not in _HYPHENS:
        return End(word, "hyphen")
    if last and last in _STOPS:
        return End(word, "stop")
    return End(word, {",": "comma", ";": "colon", ":": "colon"}.get(last, "" if word else "other"))


def start_of(text: str) -> Start:
    """Return how a line begins."""
    bare = text.lstrip().lstrip(_OPENING)
    found = _WORD.match(bare)
    if found is None:
        return Start("", "other")
    return Start(found.group(), "small" if found.group()[0].islower() else "capital")


@dataclass(slots=True)
class Joints:
    """Scores of pairs of lines, remembered; ``seen`` are the words of the page in small letters."""

    words: Words
    seen: Collection[str] = frozenset()
    english: bool = True
    _known: dict[tuple[End, Start, bool], float] = field(default_factory=dict)

    def score(self, before: str, behind: str, apart: bool = False) -> float:
        """Return how well ``behind`` goes on where ``before`` ends; ``apart``: they are of two regions."""
        return self.between(end_of(before), start_of(behind), apart)

    def between(self, end: End, start: Start, apart: bool = False) -> float:
        """Return how well one line goes on where another ends, by its end and the other's start."""
        key = end, start, apart
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self._judge(*key)
        return found

    def _judge(self, end: End, start: Start, apart: bool) -> float:
        if end.mark == "hyphen":
            return self._hyphen(end, start)
        if not start.word:
            return 0.0
        if end.mark == "stop":
            return self._stop(end, start)
        if start.case == "small":
            return (0.8 if end.word else 0.2) + self._follows(end, start)
        if apart and end.word.casefold() not in _LINKING:
            return 0.0
        return self._capital(end, start) + (self._follows(end, start) if end.mark == "" else 0.0)

    def _hyphen(self, end: End, start: Start) -> float:
        if start.case != "small":
            return -1.5
        joined = end.word + start.word
        if joined.casefold() in self.seen or (self.english and self.words.loaded and self.words.knows(joined)):
            return 3.0
        return 0.3 if not (self.english and self.words.loaded) else -0.7

    def _stop(self, end: End, start: Start) -> float:
        short = len(end.word) <= _ABBREVIATION or end.word[:1].isupper()
        if start.case == "small":
            return -0.7 if short else -2.0
        return 0.1 if short else 0.5

    def _capital(self, end: End, start: Start) -> float:
        begins = self.english and start.word.istitle() and self.words.frequency(start.word) > _COMMON
        if end.word.casefold() in _LINKING and end.word.islower():
            return -1.6 if begins else -0.2
        return (-1.0 if begins else -0.1) if end.mark in ("", "comma") else 0.0

    def _follows(self, end: End, start: Start) -> float:
        """Return how much more often two words follow each other than by chance, in powers of ten, within limits."""
        if not (self.english and self.words.loaded and end.word and start.word):
            return 0.0
        first, second = end.word, start.word
        chance = self.words.frequency(first) * self.words.frequency(second) / 1e9
        often = self.words.pair(first, second)
        if often:
            return max(-0.5, min(2.0, 0.4 + 0.7 * math.log10(often / chance))) if chance else 0.5
        return -0.6 if chance > 1e4 else -0.2 if chance > 1e3 else 0.0


def unmatched(texts: Collection[str]) -> int:
    """Return how many quotation marks of running lines are closed that were not opened, or opened twice."""
    wrong, is_open = 0, False
    text = "\n".join(texts)
    for at, char in enumerate(text):
        if char not in '"“”':
            continue
        before, behind = text[at - 1 : at], text[at + 1 : at + 2]
        opens = char == "“" or (char == '"' and (not before or before.isspace() or before in "([") and behind.strip())
        wrong += bool(opens) == is_open
        is_open = bool(opens)
    return wrong
