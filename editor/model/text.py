"""How text changes and what becomes of the spans in it; positions are code points, never bytes or UTF-16 units."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
_MOST_TOKENS = 600
"""Above this many changed tokens a line is replaced in one splice: difflib is quadratic."""


@dataclass(frozen=True, slots=True)
class Splice:
    """Put ``inserted`` where ``removed`` code points stood from ``at``."""

    at: int
    removed: int
    inserted: str

    @property
    def growth(self) -> int:
        """Return by how much the text gets longer."""
        return len(self.inserted) - self.removed


def splices(old: str, new: str) -> tuple[Splice, ...]:
    """Return the changes that turn ``old`` into ``new``, left to right, in positions of ``old``.

    Words are the unit: a word that is put right stays in its place, so that a tag on it stays on it.
    """
    if old == new:
        return ()
    head = _common_head(old, new)
    tail = _common_head(old[head:][::-1], new[head:][::-1])
    middle_old, middle_new = old[head : len(old) - tail], new[head : len(new) - tail]
    if not middle_old or not middle_new or not (_has_gap(middle_old) or _has_gap(middle_new)):
        return (Splice(head, len(middle_old), middle_new),)
    return tuple(_by_words(old, new))


def _has_gap(text: str) -> bool:
    return any(not c.isalnum() for c in text)


def _common_head(a: str, b: str) -> int:
    n = min(len(a), len(b))
    for i in range(n):
        if a[i] != b[i]:
            return i
    return n


def _by_words(old: str, new: str) -> Iterable[Splice]:
    olds, news = _TOKEN.findall(old), _TOKEN.findall(new)
    if len(olds) + len(news) > _MOST_TOKENS:
        head = _common_head(old, new)
        tail = _common_head(old[head:][::-1], new[head:][::-1])
        yield Splice(head, len(old) - head - tail, new[head : len(new) - tail])
        return
    starts = _starts(olds)
    for op, i1, i2, j1, j2 in SequenceMatcher(None, olds, news, autojunk=False).get_opcodes():
        if op == "equal":
            continue
        if op == "replace" and i2 - i1 == j2 - j1:
            for i, j in zip(range(i1, i2), range(j1, j2), strict=True):
                yield from _inside(starts[i], olds[i], news[j])
        else:
            yield Splice(starts[i1], starts[i2] - starts[i1], "".join(news[j1:j2]))


def _inside(at: int, old: str, new: str) -> Iterable[Splice]:
    if old == new:
        return
    head = _common_head(old, new)
    tail = _common_head(old[head:][::-1], new[head:][::-1])
    yield Splice(at + head, len(old) - head - tail, new[head : len(new) - tail])


def _starts(tokens: Sequence[str]) -> list[int]:
    out = [0]
    for token in tokens:
        out.append(out[-1] + len(token))
    return out


Span = tuple[int, int]


def move_span(span: Span, old: str, changes: Sequence[Splice]) -> Span | None:
    """Return where ``span`` of ``old`` lies after ``changes``, or None when all its words are gone.

    A span whose words are replaced exactly goes with the new words; one that loses some of its words shrinks;
    letters typed onto its last word belong to it. An empty span marks a place and is never lost.
    """
    start, end = span
    for change in reversed(changes):
        moved = _step(start, end, old, change)
        if moved is None:
            return None
        start, end = moved
    return start, end


def _step(start: int, end: int, old: str, change: Splice) -> Span | None:
    at, stop, grown = change.at, change.at + change.removed, change.growth
    if start == end:
        return _step_of_place(start, change)
    if at == stop == end:
        return start, end + _typed_on(old, change)
    if end <= at:
        return start, end
    if start >= stop:
        return start + grown, end + grown
    if at <= start and end <= stop:
        exact = at == start and stop == end
        return (at, at + len(change.inserted)) if exact and change.inserted else None
    return (at + len(change.inserted) if at < start else start), (at if end < stop else end + grown)


def _step_of_place(place: int, change: Splice) -> Span:
    stop = change.at + change.removed
    if place >= stop and not (place == change.at and change.removed == 0):
        return place + change.growth, place + change.growth
    return (place, place) if place <= change.at else (change.at, change.at)


def _typed_on(old: str, change: Splice) -> int:
    """Return how many of the letters inserted at the end of a span go on with its last word."""
    if not old[change.at - 1 : change.at].isalnum():
        return 0
    n = 0
    while n < len(change.inserted) and change.inserted[n].isalnum():
        n += 1
    return n


def map_position(old: str, new: str, at: int) -> int:
    """Return the position in ``new`` that answers to ``at`` in ``old``, for cutting a line's share of a reading."""
    shift = 0
    for change in splices(old, new):
        if change.at + change.removed <= at:
            shift += change.growth
        elif change.at < at:
            inside = min(at - change.at, len(change.inserted))
            return change.at + shift + inside
    return at + shift


def cut(text: str, at: int) -> tuple[str, str, int, int]:
    """Return the two lines that ``text`` becomes when split at ``at``, and where they end and start in ``text``.

    Blanks at the cut belong to neither line.
    """
    left = text[:at].rstrip(" \t")
    right = text[at:].lstrip(" \t")
    return left, right, len(left), len(text) - len(right)


def glue(first: str, second: str) -> str:
    """Return what stands between two joined lines: one blank, or nothing beside an empty line."""
    return " " if first and second else ""


PLANE_ENDS = "".join(chr(plane * 0x10000 + end) for plane in range(1, 17) for end in (0xFFFE, 0xFFFF))
"""The last two code points of each plane but the first: no characters, by decree."""

ILLEGAL = re.compile(f"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff{PLANE_ENDS}]")
"""What no line may hold (LF is refused separately)."""


def fault_of(text: str) -> str | None:
    """Return why ``text`` cannot be the text of a line, as half a sentence, or None when it can."""
    if text.isascii() and text.isprintable():
        return None
    if "\n" in text:
        return "holds a line feed"
    found = ILLEGAL.search(text)
    if found is None:
        return None
    return f"holds the character U+{ord(found.group()):04X}, which no file can keep, at position {found.start() + 1}"


def word_at(text: str, at: int) -> Span:
    """Return the word around or beside ``at``, or an empty span there."""
    for match in re.finditer(r"[\w'’\-]+", text):
        if match.start() <= at <= match.end():
            return match.start(), match.end()
    return at, at
