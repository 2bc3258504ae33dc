"""One rule that puts many words right: found by counting over many pages, offered before single words."""

from __future__ import annotations

import functools
import math
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from editor.assist.suspects.confusions import Confusion
from editor.assist.suspects.tokens import exempt, tokens
from editor.assist.suspects.values import Knowledge
from editor.shipped import resource
from editor.store.asread import ReadLine
from editor.work.replace import Hit
from editor.work.series import Known, SameConfusion, Stopped, gently, hit, quiet

MOST_LINES = 30_000
"""So many lines are looked at for rules, no more."""
ENOUGH = 10
"""A confusion is a rule where it puts so many places right."""
ENOUGH_OF_A_WORD = 3
"""A wrong word is a rule where it stands so often."""
_MOST_RULES = 12
_SHORTEST = 3
_BROKEN = ("-", "¬", "\u00ad")
"""What ends a line in the middle of a word: neither half is judged."""
_FREQUENT = 300.0
"""How often, in a thousand million words, what a word becomes must be met with."""
_FREQUENCY, _DISTANCE = 0.8, 2.6


@dataclass(frozen=True, slots=True)
class Rule:
    """What would put many places right.

    Attributes:
        read: What was read: some letters, or a whole word in small letters.
        truth: What it should be.
        places: How many places it puts right.
        word: Whether it is a whole word.
    """

    read: str
    truth: str
    places: int
    word: bool = False

    def record(self) -> dict[str, str | int]:
        """Return it as plain data."""
        return {"read": self.read, "truth": self.truth, "places": self.places, "word": self.word}

    def sentence(self) -> str:
        """Return it for a person."""
        return f"{self.read} → {self.truth} would put {self.places} words right."


@functools.cache
def _marks() -> Mapping[str, str]:
    return dict(tomllib.loads(resource("suspects/series.toml").read_text(encoding="utf-8"))["marks"])


@dataclass(slots=True)
class Tally:
    """Counts what one change would put right."""

    known: Known = field(default_factory=Known)
    swaps: Counter[Confusion] = field(default_factory=Counter)
    words: Counter[tuple[str, str]] = field(default_factory=Counter)
    marks: Counter[Confusion] = field(default_factory=Counter)
    of_word: dict[str, Confusion] = field(default_factory=dict)

    def see(self, lines: Sequence[ReadLine], stopped: Stopped = lambda: False) -> None:
        """Count the lines of some pages; loads dictionaries the first time, which takes seconds."""
        for read, truth in _marks().items():
            some = [line for line in lines if read in line.at.text]
            self.marks[read, truth] += sum(1 for _ in SameConfusion(read, truth)(some, stopped))
        for found in _changes(lines, self.known, stopped):
            word, made = found.hit.groups[0].casefold(), found.hit.groups[1].casefold()
            self.swaps[found.swap] += 1
            self.words[word, made] += 1
            self.of_word[word] = found.swap

    def rules(self) -> list[Rule]:
        """Return the rules, those that put most places right first; a word is no rule where its confusion is one."""
        every = [*self.marks.items(), *self.swaps.items()]
        found = [Rule(read, truth, count) for (read, truth), count in every if count >= ENOUGH]
        taken = {(rule.read, rule.truth) for rule in found}
        found += [
            Rule(word, made, count, word=True)
            for (word, made), count in self.words.items()
            if count >= ENOUGH_OF_A_WORD and self.of_word[word] not in taken
        ]
        return sorted(found, key=lambda rule: (rule.word, -rule.places, rule.read))[:_MOST_RULES]


@dataclass(frozen=True, slots=True)
class ByRule:
    """Finds the places a rule puts right."""

    rule: Rule
    known: Known = field(default_factory=Known)

    def __call__(self, lines: Sequence[ReadLine], stopped: Stopped) -> Iterator[Hit]:
        """Yield the places."""
        rule = self.rule
        if (rule.read, rule.truth) in _marks().items():
            yield from SameConfusion(rule.read, rule.truth)(lines, stopped)
            return
        for found in _changes(lines, self.known, stopped):
            old = found.hit.groups[0].casefold()
            if (old == rule.read) if rule.word else (found.swap == (rule.read, rule.truth)):
                yield found.hit


@dataclass(frozen=True, slots=True)
class _Change:
    hit: Hit
    swap: Confusion


def _changes(lines: Sequence[ReadLine], known: Known, stopped: Stopped) -> Iterator[_Change]:
    """Yield the words in no dictionary which one confusion makes a frequent word, each with the likeliest.

    Words with a capital are left out: most of them are names.
    """
    best: dict[str, tuple[str, Confusion] | None] = {}
    broken = False
    for line in gently(lines, stopped):
        after, broken = broken, line.at.text.rstrip().endswith(_BROKEN)
        knowledge = known.knowledge(line.language)
        if not knowledge.lexicon.loaded:
            continue
        words = list(tokens(line.at.text))
        for one in words[1 if after else 0 : -1 if broken else None]:
            core = one.core
            if len(core) < _SHORTEST or not core.islower() or exempt(one, knowledge.lexicon.rules):
                continue
            if core not in best:
                best[core] = _best(core, knowledge)
            found = best[core]
            start, end = one.start + len(one.lead), one.end - len(one.tail)
            if found is not None and not quiet(line, start, end):
                yield _Change(hit(line.at, start, end, found[0]), found[1])


def _best(core: str, knowledge: Knowledge) -> tuple[str, Confusion] | None:
    if knowledge.knows(core):
        return None
    scored = []
    for made, swap in knowledge.confusions.swaps(core):
        frequency = knowledge.lexicon.frequency(made)
        if frequency >= _FREQUENT and knowledge.knows(made):
            score = _FREQUENCY * math.log10(frequency) - _DISTANCE * knowledge.confusions.cost(*swap)
            scored.append((score, made, swap))
    return max(scored)[1:] if scored else None
