"""What goes into the judging of words and what comes out, as values."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

from editor.assist.suspects.confusions import Confusions
from editor.assist.suspects.lexicon import Lexicon
from editor.assist.suspects.rules import Points, points

BANDS = ("probable", "possible", "listed")
"""From the most doubtful: marked strongly, marked lightly, only listed."""

MARKS = "marks"
"""The group of words in stamps, routing lists and handwriting: told apart, and not counted."""

Sure = tuple[int, int, float]
"""Start, end and confidence of a word."""


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line to judge; ``sure`` are the confidences of words nobody has changed, ``quiet`` spans nothing is said of.

    ``confidence`` is the mean of the line. ``region`` tells which lines follow each other. ``group`` sets its suspects
    apart from those of running text, such as MARKS.
    """

    id: int
    text: str
    sure: tuple[Sure, ...] = ()
    confidence: float | None = None
    quiet: tuple[tuple[int, int], ...] = ()
    region: int = 0
    verified: bool = False
    group: str = ""


@dataclass(frozen=True, slots=True)
class Engine:
    """How far the confidences of a page can be taken: as they are, or by their rank.

    ``ranks`` are confidences of the page and what a word is given that has no more than that.
    """

    absolute: bool = False
    ranks: tuple[tuple[float, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What is known when a page is judged; ``words`` are the project's own, in small letters."""

    lexicon: Lexicon
    confusions: Confusions = field(default_factory=Confusions)
    words: frozenset[str] = frozenset()
    points: Points = field(default_factory=points)

    def knows(self, word: str) -> bool:
        """Tell whether a word is known as it is, without its possessive, or in all its parts."""
        if not self.lexicon.loaded or not word:
            return True
        if self._one(word):
            return True
        for ending in ("'s", "s'", "'"):
            if word.casefold().endswith(ending) and self._one(word[: -len(ending)] + ("s" if ending == "s'" else "")):
                return True
        parts = [part for part in word.replace("/", "-").split("-") if part]
        return len(parts) > 1 and all(part.isdigit() or self._one(part) for part in parts)

    def _one(self, word: str) -> bool:
        lower = word.casefold()
        return lower in self.words or lower in self.lexicon.rules.period or self.lexicon.knows(word)


@dataclass(frozen=True, slots=True)
class Suspect:
    """A word that may be wrong: where it is, the sum of its points, and why, in sentences.

    ``start`` and ``end`` are code points of the line. ``form`` is the word as it would be learnt, "" where it is known.
    ``band`` is one of BANDS. ``group`` is "" for running text, MARKS for the marks of a record, which no count holds.
    """

    line: int
    start: int
    end: int
    word: str
    score: float
    reasons: tuple[str, ...]
    form: str = ""
    swapped: bool = False
    proposals: tuple[str, ...] = ()
    group: str = ""

    @property
    def probability(self) -> float:
        """Return how likely the word is wrong, 0 to 1."""
        return 1.0 / (1.0 + math.exp(-self.score))

    @property
    def band(self) -> str:
        """Return how strongly the word is marked."""
        rules = points()
        return BANDS[0] if self.score >= rules.probable else BANDS[1] if self.score >= rules.possible else BANDS[2]
