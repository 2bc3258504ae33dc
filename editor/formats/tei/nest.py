"""Overlapping spans made into a tree: who is inside whom, and where one must be cut.

Spans are intervals on a line of positions; the tree is found by putting them down one after the other, the one that
must not be cut first, then by rank. Each new one is cut where it crosses what already lies there. Knows no element and
no text.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

Interval = tuple[int, int]
Order = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Span:
    """Positions ``start`` to ``end`` to be put in one element.

    ``order`` decides who gives way: the greater; then the one that starts later, the shorter one, the greater ``tie``.
    ``bare`` elements hold nothing but text and their own kind.
    """

    start: int
    end: int
    order: Order
    tie: int = 0
    bare: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of the span number ``owner`` that crosses no other piece."""

    start: int
    end: int
    owner: int


def nest(spans: Sequence[Span], breaks: Collection[int] = ()) -> list[Piece]:
    """Return the pieces of ``spans`` in the order they open, outer before inner.

    Args:
        spans: In any order; the answer depends only on what they are.
        breaks: Positions of one step each that are line breaks: a piece never begins or ends with one.
    """
    found: list[Piece] = []
    for together in _neighbours(spans):
        found += _nested(spans, together, breaks)
    return found


def _neighbours(spans: Sequence[Span]) -> Iterator[list[int]]:
    """Yield the numbers of spans that touch one another, directly or through others."""
    group: list[int] = []
    reach = -1
    for number in sorted(range(len(spans)), key=lambda n: (spans[n].start, _precedence(spans[n]))):
        if group and spans[number].start > reach:
            yield group
            group = []
        group.append(number)
        reach = max(reach, spans[number].end)
    if group:
        yield group


def _nested(spans: Sequence[Span], numbers: list[int], breaks: Collection[int]) -> list[Piece]:
    alone = spans[numbers[0]] if len(numbers) == 1 else None
    if alone is not None and alone.start == alone.end:
        return [Piece(alone.start, alone.end, numbers[0])]
    if alone is not None and not alone.bare:
        trim = _trimmed(alone.start, alone.end, breaks)
        return [Piece(*trim, numbers[0])] if trim else []
    placed: list[Piece] = []
    for number in sorted(numbers, key=lambda n: _precedence(spans[n])):
        span = spans[number]
        cuts = {at for piece in placed for at in _cuts(span, piece, spans[piece.owner].bare)}
        if span.bare:
            cuts.update(at for b in breaks if span.start <= b < span.end for at in (b, b + 1))
        ends = sorted({span.start, span.end, *(at for at in cuts if span.start < at < span.end)})
        if len(ends) == 1:
            placed.append(Piece(span.start, span.end, number))
        placed += [Piece(*trimmed, number) for ends_ in pairwise(ends) if (trimmed := _trimmed(*ends_, breaks))]
    order = {id(piece): index for index, piece in enumerate(placed)}
    return sorted(placed, key=lambda p: (p.start, p.end > p.start, -p.end, order[id(p)]))


def _trimmed(start: int, end: int, breaks: Collection[int]) -> Interval | None:
    """Return a piece without the breaks at its ends, None where nothing else is in it."""
    while start < end and start in breaks:
        start += 1
    while start < end and end - 1 in breaks:
        end -= 1
    return (start, end) if start < end else None


def _precedence(span: Span) -> tuple[bool, Order, int, int, int]:
    return span.end > span.start, span.order, span.start, -span.end, span.tie


def _cuts(span: Span, piece: Piece, bare: bool) -> tuple[int, ...]:
    """Return where ``span`` must be cut because of ``piece``, which lies there already."""
    s, e, a, b = span.start, span.end, piece.start, piece.end
    if a == b:
        return (a,) if span.bare and s < a < e else ()
    if s < a < e < b:
        return (a,)
    if a < s < b < e:
        return (b,)
    inside = s <= a and b <= e and (s, e) != (a, b)
    return (a, b) if inside and span.bare and not bare else ()
