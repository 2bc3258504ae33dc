"""Tours: editorial queries over a whole project, each a series of its own; what they find may be right."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from editor.assist.suspects.rules import code_of, language, months
from editor.assist.suspects.tokens import Token, exempt, tokens
from editor.assist.suspects.values import Sure
from editor.model.page import Line
from editor.model.share import share_from
from editor.store.asread import ReadLine
from editor.work.pattern import Pattern
from editor.work.replace import Hit
from editor.work.series import Known, Stopped, gently, hit, quiet
from editor.work.suspects import text_line

TOURS = ("words", "stops", "numbers", "specks", "capitals", "small")
"""Doubled words, doubled stops, numbers and dates, specks, words in capitals, small words the machine doubted."""
CHECKS = frozenset({"numbers", "capitals", "small"})
"""Tours that only show: nothing is proposed."""
_DOUBTED = 0.5
_SPECK = 2
_SMALL = 3
_CAPITALS = 3


@dataclass(frozen=True, slots=True)
class Tour:
    """Finds the places of one of TOURS."""

    name: str
    known: Known = field(default_factory=Known)

    def __call__(self, lines: Sequence[ReadLine], stopped: Stopped) -> Iterator[Hit]:
        """Yield the places."""
        if self.name == "words":
            yield from _doubled_words(lines, stopped)
            return
        find = _FINDS[self.name]
        for line in gently(lines, stopped):
            for found in find(line, self.known):
                if not quiet(line, found.start, found.end):
                    yield found


def _span(one: Token) -> tuple[int, int]:
    return one.start + len(one.lead), one.end - len(one.tail)


def _doubled_words(lines: Sequence[ReadLine], stopped: Stopped) -> Iterator[Hit]:
    """Yield words that stand twice, also over the end of a line of the same region."""
    last: tuple[int, Token] | None = None
    for line in gently(lines, stopped):
        text = line.at.text
        before = last[1] if last is not None and last[0] == line.region else None
        words = list(tokens(text))
        free = 0
        for place, one in enumerate(words):
            if before is not None and _twice(before, one):
                if place == 0:
                    start, end = 0, words[1].start if len(words) > 1 and not one.tail else _span(one)[1]
                    found = hit(line.at, start, end, "")
                else:
                    start, end = _span(before)[0], _span(one)[1]
                    found = hit(line.at, start, end, text[start : _span(before)[1]])
                if start >= free and not quiet(line, start, end):
                    free = end
                    yield found
            before = one
        if words:
            last = line.region, words[-1]


def _twice(one: Token, other: Token) -> bool:
    same = one.core.casefold() == other.core.casefold()
    return same and one.core.isalpha() and not one.tail and not other.lead and len(one.core) > 1


_STOPS = Pattern(r"(?<![.…]\s?)([.,;:])\s?\1(?!\s?[.…])", is_regex=True)


def _doubled_stops(line: ReadLine, known: Known) -> Iterator[Hit]:
    for found in _STOPS.places(line.at.text):
        yield hit(line.at, found.start, found.end, found.groups[1])


@functools.cache
def _numbers() -> Pattern:
    month = rf"(?:{'|'.join(sorted(months(), key=len, reverse=True))})\b\.?"
    day, year = r"\d{1,2}(?:st|nd|rd|th)?", r"'?\d{2,4}"
    dates = rf"\b{day}\s+(?:of\s+)?{month}(?:,?\s+{year})?|\b{month}\s+{day}(?:,?\s+{year})?|\b{month},?\s+\d{{4}}"
    return Pattern(rf"(?:{dates})(?!\w)|[$£#]?(?:\w+-)*\w*\d[\w.,:/'½¼¾%-]*(?<![.,:'/-])", is_regex=True)


def _all_numbers(line: ReadLine, known: Known) -> Iterator[Hit]:
    for found in _numbers().places(line.at.text):
        yield hit(line.at, found.start, found.end, found.groups[0])


def _specks(line: ReadLine, known: Known) -> Iterator[Hit]:
    """Yield marks that stand alone, and pieces of a letter or two that the machine doubted, each with a blank."""
    text = line.at.text
    sure = _sure(line)
    rules = language(code_of(line.language) if line.language else known.usual)
    free = 0
    words = list(tokens(text))
    for place, one in enumerate(words):
        beside = words[max(place - 1, 0) : place] + words[place + 1 : place + 2]
        if any(other.text == one.text for other in beside):
            continue  # a row of dots leads the eye
        if exempt(one, rules) or not _is_speck(one, sure) or quiet(line, one.start, one.end):
            continue
        start, end = one.start, one.end
        if start > free and text[start - 1].isspace():
            start -= 1
        elif end < len(text) and text[end].isspace():
            end += 1
        free = end
        yield hit(line.at, start, end, "")


def _is_speck(one: Token, sure: Sequence[Sure]) -> bool:
    if not one.core:
        return True
    return sum(c.isalnum() for c in one.text) <= _SPECK and _doubted(one, sure)


def _small(line: ReadLine, known: Known) -> Iterator[Hit]:
    sure = _sure(line)
    for one in tokens(line.at.text) if sure else ():
        if one.core.isalpha() and len(one.core) <= _SMALL and _doubted(one, sure):
            yield hit(line.at, *_span(one), one.core)


def _capitals(line: ReadLine, known: Known) -> Iterator[Hit]:
    for one in tokens(line.at.text):
        if sum(c.isalpha() for c in one.core) >= _CAPITALS and one.core.isupper():
            start, end = _span(one)
            yield hit(line.at, start, end, line.at.text[start:end])


def _sure(line: ReadLine) -> tuple[Sure, ...]:
    """Return how sure the machine was of the words nobody has changed."""
    if not line.share or line.read is None:
        return ()
    return text_line(
        Line(line.at.line or 0, line.region, 0, line.at.text, line.read, share=share_from(line.share))
    ).sure


def _doubted(one: Token, sure: Sequence[Sure]) -> bool:
    over = [confidence for start, end, confidence in sure if start < one.end and one.start < end]
    return bool(over) and min(over) < _DOUBTED


_FINDS: dict[str, Callable[[ReadLine, Known], Iterator[Hit]]] = {
    "stops": _doubled_stops,
    "numbers": _all_numbers,
    "specks": _specks,
    "capitals": _capitals,
    "small": _small,
}
