"""A line cut into the Strings, blanks and the hyphen that ALTO writes it in; knows values, not elements.

A line without words and tags is one String. Else each word is a String, whatever stands between words is one too, and
every blank is an SP: that is exact, since a blank that has no String before it gets an empty one. A word is never cut
for the sake of a tag: a tag that ends inside a word says where.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from editor.formats.flow import HYPHENS
from editor.model.source import SourceLine, SourceTag, SourceWord

_PARTS = re.compile("[^ ]+| ")


@dataclass(frozen=True, slots=True)
class Part:
    """A String (``name``), SP or HYP and its place in the line's text; ``word`` is the word that is this String."""

    name: str
    start: int
    end: int
    word: SourceWord | None = None


class Place(NamedTuple):
    """Where a tag stands: the first and last of its Strings, counted among the Strings, and its ends if not theirs."""

    first: int
    last: int
    ends: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class Cut:
    """A line in its parts, and the place of each of its tags."""

    whole: bool
    parts: tuple[Part, ...]
    places: tuple[Place, ...] = ()

    @property
    def strings(self) -> list[Part]:
        """Return those parts that are Strings."""
        return [part for part in self.parts if part.name == "String"]


def cut(line: SourceLine, *, hyphened: bool) -> Cut:
    """Return the parts of a line; with ``hyphened`` the hyphen at its end is known to cut a word."""
    words = usable(line)
    tags = [bounded(tag, len(line.text)) for tag in line.tags]
    if not words and not tags:
        return Cut(True, (Part("String", 0, len(line.text)),))
    parts = _with_points(_led(_parts(line.text, words)), [tag.start for tag in tags if tag.start == tag.end])
    if hyphened:
        parts = _hyphenated(line.text, parts)
    strings = [part for part in parts if part.name == "String"]
    return Cut(False, tuple(parts), tuple(_place(tag, strings) for tag in tags))


def usable(line: SourceLine) -> list[SourceWord]:
    """Return the words that can be Strings: they lie in the text, and none in another."""
    found: list[SourceWord] = []
    for word in sorted(line.words, key=lambda word: (word.start, word.end)):
        after = found[-1].end if found else 0
        if after <= word.start < word.end <= len(line.text):
            found.append(word)
    return found


def bounded(tag: SourceTag, length: int) -> SourceTag:
    """Return a tag with its ends in a text of ``length``."""
    start = min(max(tag.start, 0), length)
    end = min(max(tag.end, start), length)
    return tag if (start, end) == (tag.start, tag.end) else replace(tag, start=start, end=end)


def _parts(text: str, words: Sequence[SourceWord]) -> Iterator[Part]:
    at = 0
    for word in words:
        yield from _between(text, at, word.start)
        yield Part("String", word.start, word.end, word)
        at = word.end
    yield from _between(text, at, len(text))


def _between(text: str, start: int, end: int) -> Iterator[Part]:
    for match in _PARTS.finditer(text, start, end):
        yield Part("SP" if match.group() == " " else "String", match.start(), match.end())


def _led(parts: Iterator[Part]) -> list[Part]:
    """Return the parts with an empty String before every blank that has none: the format demands it."""
    found: list[Part] = []
    for part in parts:
        if part.name == "SP" and (not found or found[-1].name == "SP"):
            found.append(Part("String", part.start, part.start))
        found.append(part)
    return found or [Part("String", 0, 0)]


def _with_points(parts: list[Part], points: Sequence[int]) -> list[Part]:
    """Return the parts with an empty String at each of ``points`` that lies between two of them."""
    found = parts
    for at in points:
        ends = {part.start for part in found} | {part.end for part in found}
        if at in ends and not any(part.start == part.end == at for part in found):
            before = next((i for i, part in enumerate(found) if part.start >= at), len(found))
            found = [*found[:before], Part("String", at, at), *found[before:]]
    return found


def _hyphenated(text: str, parts: list[Part]) -> list[Part]:
    """Return the parts with the hyphen at the end of the line for itself, unless it is part of a word that was read."""
    last = parts[-1]
    if last.name != "String" or last.word is not None or last.start == last.end:
        return parts
    if last.end - last.start > 1:
        cut_off = [replace(last, end=last.end - 1)] if text[last.end - 1] in HYPHENS else None
    else:
        cut_off = [] if len(parts) > 1 and parts[-2].name == "String" else None
    return parts if cut_off is None else [*parts[:-1], *cut_off, Part("HYP", last.end - 1, last.end)]


def _place(tag: SourceTag, strings: Sequence[Part]) -> Place:
    if tag.start < tag.end:
        inside = [i for i, part in enumerate(strings) if part.start < min(tag.end, part.end) and part.end > tag.start]
    else:
        inside = [i for i, part in enumerate(strings) if part.start == part.end == tag.start]
    if not inside:
        inside = [max(i for i, part in enumerate(strings) if part.start <= tag.start)]
    first, last = inside[0], inside[-1]
    ends = (tag.start - strings[first].start, tag.end - strings[first].start)
    return Place(first, last, None if (tag.start, tag.end) == (strings[first].start, strings[last].end) else ends)
