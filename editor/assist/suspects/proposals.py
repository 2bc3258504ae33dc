"""What may have stood where a suspect word stands, the likeliest first; nothing rather than silly words."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator
from dataclasses import replace

from editor.assist.suspects.tokens import NO_WORD, Token, token
from editor.assist.suspects.values import Knowledge, Suspect

_FARTHEST = 2.0
_SHARE = 0.4
"""A proposal farther than this share of the word's length is none."""
_FREQUENCY = 0.8
_DISTANCE = 2.6
_PAIR = 0.55
_PAIR_SCALE = 10.0
_OWN_FREQUENCY = 20_000.0
"""What a word of the project counts as, in a thousand million words."""
_SPLIT_FREQUENCY = 50_000.0
_MOST_SWAPPED = 400
_CONTRACTED = 300_000.0
"""What a contraction counts as."""
_AS_LETTERS = frozenset("{}[]|\\@!<>«»¢£$^~*")
"""Marks beside a word that may be one of its letters."""
_SHORT = 2
_HALVED = 0.45
"""What it costs to give a possessive its lost letter."""


Distances = dict[str, dict[str, float]]
"""What words may be and how far that is, kept while the same knowledge and the same names hold."""


def proposals(
    word: str,
    knowledge: Knowledge,
    before: str = "",
    behind: str = "",
    near: Collection[str] = (),
    limit: int = 5,
    kept: Distances | None = None,
) -> list[str]:
    """Return what a word may be, its outer punctuation and its case kept.

    Args:
        word: As it stands in the line.
        knowledge: Dictionaries, confusions, the project's words.
        before: The word before it, without punctuation.
        behind: The word behind it.
        near: Words of the document that are probably right.
        limit: At most so many.
        kept: Where what was found for a word is kept for the next time.
    """
    ranked: dict[str, float] = {}
    for one in _forms(token(word)):
        found = kept.get(one.core) if kept is not None else None
        if found is None:
            found = _distances(one, knowledge, near)
            if kept is not None:
                kept[one.core] = found
        for candidate, distance in found.items():
            worn = dressed(candidate, one)
            ranked[worn] = max(ranked.get(worn, -math.inf), _score(candidate, distance, knowledge, before, behind))
    return sorted(ranked, key=lambda worn: (-ranked[worn], worn))[:limit]


def _forms(one: Token) -> Iterator[Token]:
    """Yield a word, and the word with a mark beside it that may be a letter misread, or the half of a possessive."""
    if not 2 <= len(one.core) <= NO_WORD or not any(c.isalpha() for c in one.core):
        return
    yield one
    if one.lead[-1:] in _AS_LETTERS and one.lead:
        yield replace(one, lead=one.lead[:-1], core=one.lead[-1] + one.core)
    if one.tail[:1] in _AS_LETTERS and one.tail:
        yield replace(one, core=one.core + one.tail[0], tail=one.tail[1:])
    elif one.tail.startswith("'") and "'" not in one.lead:
        yield replace(one, core=one.core + "'", tail=one.tail[1:])


def _distances(one: Token, knowledge: Knowledge, near: Collection[str]) -> dict[str, float]:
    core = one.core.casefold()
    found: dict[str, float] = {}
    tried = {core}
    for candidate in _candidates(core, knowledge, near):
        if candidate not in tried:
            tried.add(candidate)
            if _allowed(candidate, one, knowledge, near):
                halved = core.endswith("'") and candidate[:-1] == core
                reach = _reach(core, candidate, knowledge)
                distance = _HALVED if halved else knowledge.confusions.distance(core, candidate, reach)
                if distance <= reach:
                    found[candidate] = distance
    return found


def _reach(core: str, candidate: str, knowledge: Knowledge) -> float:
    """Return how far a proposal may be from a word: of two letters one may be quite another, if that is very usual."""
    if len(core) <= _SHORT and candidate in knowledge.lexicon.rules.short:
        return 1.0
    return min(_FARTHEST, max(0.9, _SHARE * len(core)))


def _candidates(core: str, knowledge: Knowledge, near: Collection[str]) -> Iterator[str]:
    yield from knowledge.lexicon.near(core, 1 if len(core) <= 3 else 2)
    swapped = [made for made, _ in knowledge.confusions.swaps(core)]
    yield from swapped
    if len(core) > 3:
        for made in swapped[:_MOST_SWAPPED]:
            yield from (twice for twice, _ in knowledge.confusions.swaps(made) if knowledge.lexicon.frequency(twice))
    yield from _compounds(core, knowledge)
    if core.endswith("'"):
        yield from (core + "s", core + "t")
    bare = "".join(c for c in core if c.isalpha() or c == "'")
    if bare != core:
        yield bare
    yield from _split(core, knowledge)
    reach = 1 if len(core) < 6 else 2 if len(core) < 11 else 3
    own_words = (own.casefold() for own in (*knowledge.words, *near) if own[:1].isalpha())
    yield from (own for own in own_words if abs(len(own) - len(core)) <= reach)


def _compounds(core: str, knowledge: Knowledge) -> Iterator[str]:
    """Yield words with hyphens of which one part is put right."""
    odd = [part for part in core.split("-") if part and not knowledge.knows(part)]
    if "-" in core and len(odd) == 1 and len(odd[0]) > 2:
        yield from (core.replace(odd[0], made, 1) for made in _candidates(odd[0], knowledge, ()))


def _split(core: str, knowledge: Knowledge) -> Iterator[str]:
    """Yield a word as two frequent ones."""
    for at in range(1, len(core)):
        parts = (core[:at], core[at:].lstrip(".,*'-"))
        if all(knowledge.lexicon.frequency(p) >= _SPLIT_FREQUENCY and _whole(p) and knowledge.knows(p) for p in parts):
            yield " ".join(parts)


def _whole(part: str) -> bool:
    return len(part) > 1 or part in ("a", "i")


def _allowed(candidate: str, one: Token, knowledge: Knowledge, near: Collection[str]) -> bool:
    if " " in candidate or candidate in knowledge.words:
        return True
    words = knowledge.lexicon
    if len(candidate) <= _SHORT and words.rules.short:
        return candidate in words.rules.short
    held = words.holds(candidate) or (one.core[:1].isupper() and words.holds(candidate.capitalize()))
    joined = any(mark in candidate for mark in "'-") and words.loaded and knowledge.knows(candidate)
    return held or joined or candidate in near


def _score(candidate: str, distance: float, knowledge: Knowledge, before: str, behind: str) -> float:
    words = knowledge.lexicon
    parts = candidate.split() if "-" not in candidate else candidate.replace("-", " ").split()
    frequency = min(_frequency(part, knowledge) for part in parts)
    if candidate in knowledge.words:
        frequency = max(frequency, _OWN_FREQUENCY)
    score = _FREQUENCY * math.log10(frequency + 1) - _DISTANCE * distance
    for first, second in ((before, parts[0]), (parts[-1], behind)):
        if first and second:
            score += _PAIR * math.log10(1 + words.pair(first, second) / _PAIR_SCALE)
    return score


def _frequency(word: str, knowledge: Knowledge) -> float:
    """Return how frequent a word is; nobody counted possessives, which are as their word, and contractions."""
    counted = knowledge.lexicon.frequency(word)
    if counted or "'" not in word:
        return counted
    return knowledge.lexicon.frequency(word[:-2]) if word.endswith("'s") else _CONTRACTED


def dressed(candidate: str, one: Token) -> str:
    """Return a proposal in the case and with the punctuation of the word it is for."""
    core = one.core
    letters = [c for c in core if c.isalpha()]
    if len(letters) > 1 and all(c.isupper() for c in letters):
        worn = candidate.upper()
    elif core[:1].isupper():
        worn = candidate[:1].upper() + candidate[1:]
    else:
        worn = candidate
    lead = one.lead if all(c in "\"'([{$£#-*" for c in one.lead) else ""
    return lead + worn + one.tail


def neighbours(text: str, suspect: Suspect) -> tuple[str, str]:
    """Return the words before and behind a suspect in its line, without punctuation, "" for none."""
    before, behind = text[: suspect.start].split(), text[suspect.end :].split()
    return token(before[-1]).core if before else "", token(behind[0]).core if behind else ""
