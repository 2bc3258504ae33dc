"""Lines of text that were read across two columns of the scan, and where each is to be split."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby, pairwise

from rapidfuzz.distance import Indel

from editor.assist.linking.seen import Place
from editor.assist.linking.share import Shares
from editor.assist.linking.values import Notice, TextLine

_LEVEL = 3.0
"""Columns that were read across stand no further up or down from each other than so many heights of a line."""
_GUTTER = 3.0
"""Heights between two columns; closer pieces of a line that stands alone are taken for one line."""
_SEEN = 0.9
"""How sure a split is that is seen in the line itself ..."""
_LIKE_NEXT = 0.7
"""... and one that only the lines beside it show."""
_SAME_WORD = 0.8
_OTHER = 0.4
"""A line on which so much was read of what it has room for has no room: something else stands there."""


def merged_columns(texts: Sequence[TextLine], shares: Shares) -> list[Notice]:
    """Return a notice for each line of text that goes on in another column of the scan."""
    found: dict[int, Notice] = {}
    lines = {line: list(run) for line, run in groupby(range(len(shares.words)), key=lambda at: shares.words[at].line)}
    right_hand: dict[int, int] = {}
    for line, run in lines.items():
        at, sure = _seen_split(shares, run), _SEEN
        if at is None:
            at, sure = _open_split(shares, run), _LIKE_NEXT
        if at is not None:
            found[line] = Notice("columns", texts[line].id, shares.words[at].start, confidence=sure)
            right_hand[line] = shares.owner[run[-1]] if shares.owner[run[-1]] >= 0 else shares.owner[at]
    for step in (1, -1):
        for line in sorted(right_hand, reverse=step < 0):
            _go_on(texts, shares, lines, found, right_hand, line, step)
    return [found[line] for line in sorted(found) if _not_alone(texts, shares, lines, found, line)]


def _not_alone(
    texts: Sequence[TextLine], shares: Shares, lines: dict[int, list[int]], found: dict[int, Notice], line: int
) -> bool:
    """Tell whether a split has another beside it or a wide gap; one line in two pieces is no column."""
    beside = [other for other in (line - 1, line + 1) if other in found and texts[other].block == texts[line].block]
    if beside:
        return True
    if found[line].confidence < _SEEN:
        return False
    owners = [shares.owner[at] for at in lines[line] if shares.owner[at] >= 0]
    boxes = [shares.row[owner].box for owner in dict.fromkeys(owners)]
    gaps = [(other[0] - one[2]) / max(one[3] - one[1], 1.0) for one, other in pairwise(boxes)]
    return max(gaps, default=0.0) > _GUTTER


def _seen_split(shares: Shares, run: Sequence[int]) -> int | None:
    """Return the word with which another column begins, if the line's words tell."""
    owned = [at for at in run if shares.owner[at] >= 0]
    for place, other in enumerate(owned):
        if any(_beside(shares, shares.owner[one], shares.owner[other]) for one in owned[:place]):
            return _first_there(shares, range(owned[place - 1] + 1, other), other)
    return None


def _open_split(shares: Shares, run: Sequence[int]) -> int | None:
    """Return the first word with a place, if those before it have none while a line beside that place has no text."""
    owned = [at for at in run if shares.owner[at] >= 0]
    if not owned or owned[0] == run[0] or len({shares.owner[at] for at in owned}) > 1:
        return None
    empty = [line for line in range(len(shares.row)) if not shares.owned(line)]
    if not any(_beside(shares, line, shares.owner[owned[0]]) for line in empty):
        return None
    at = _first_there(shares, range(run[0] + 1, owned[0]), owned[0])
    return at if at > run[0] else None


def _beside(shares: Shares, left: int, right: int) -> bool:
    """Tell whether one line stands right of another, at about the same height."""
    one, other = shares.row[left], shares.row[right]
    if one.page != other.page or other.box[0] < one.box[2]:
        return False
    height = min(one.box[3] - one.box[1], other.box[3] - other.box[1])
    return abs(one.box[1] + one.box[3] - other.box[1] - other.box[3]) / 2 <= _LEVEL * height


def _first_there(shares: Shares, between: Sequence[int], first: int) -> int:
    """Return the first of the words ``between``, which have no place, that stands where the word ``first`` does.

    It was read there, or the line has room for it before what was read.
    """
    keys = [word.key for word in shares.row[shares.owner[first]].words]
    there = first
    for at in reversed(between):
        key = shares.words[at].key
        if key and any(Indel.normalized_similarity(key, other) >= _SAME_WORD for other in keys):
            there = at
    room = _room_before(shares, first)
    before = [at for at in between if at < there]
    return min((there, *reversed(before)), key=lambda at: abs(_length(shares, at, first) - room))


def _length(shares: Shares, one: int, other: int) -> int:
    """Return how many letters and blanks stand from one word to another in a line of text."""
    return shares.words[other].start - shares.words[one].start


def _room_before(shares: Shares, first: int) -> float:
    """Return how many letters the line of the word ``first`` has room for before it, going by those read there."""
    place = shares.row[shares.owner[first]]
    line = shares.words[first].line
    shown = sorted(
        word
        for word in shares.owned(shares.owner[first])
        if word >= first and shares.words[word].line == line and shares.shown[word] >= 0
    )
    if not shown or shown[0] != first:
        return 0.0
    boxes = [place.words[shares.shown[word]].box for word in shown]
    spread = max(box[2] for box in boxes) - boxes[0][0]
    letters = shares.words[shown[-1]].end - shares.words[first].start
    room = max(place.box[2] - place.box[0] - spread, 0.0) * letters / max(spread, 1.0)
    other = sum(len(word.key) for word in place.words[: shares.shown[first]])
    return room if other < _OTHER * room else 0.0


def _go_on(
    texts: Sequence[TextLine],
    shares: Shares,
    lines: dict[int, list[int]],
    found: dict[int, Notice],
    right_hand: dict[int, int],
    line: int,
    step: int,
) -> None:
    """Split the lines after (or before) one that was read across, as long as they end in the same column."""
    other = line + step
    while other in lines and other not in found and texts[other].block == texts[line].block:
        at = _split_like(shares, lines[other], shares.row[right_hand[line]])
        if at is None:
            return
        found[other] = Notice("columns", texts[other].id, shares.words[at].start, confidence=_LIKE_NEXT)
        right_hand[other] = shares.owner[lines[other][-1]]
        line, other = other, other + step


def _split_like(shares: Shares, run: Sequence[int], column: Place) -> int | None:
    """Return the word with which a line goes over into ``column``: its end stands there, its beginning nowhere."""
    last = shares.owner[run[-1]]
    if last < 0 or shares.owner[run[0]] >= 0 or not _in_column(shares.row[last], column):
        return None
    first = next(at for at in run if shares.owner[at] >= 0 and _in_column(shares.row[shares.owner[at]], column))
    at = _first_there(shares, [each for each in range(run[0] + 1, first) if shares.owner[each] < 0], first)
    return at if at > run[0] else None


def _in_column(one: Place, other: Place) -> bool:
    height = min(one.box[3] - one.box[1], other.box[3] - other.box[1])
    near = abs(one.box[1] + one.box[3] - other.box[1] - other.box[3]) / 2 <= _LEVEL * height
    return one.page == other.page and near and min(one.box[2], other.box[2]) > max(one.box[0], other.box[0])
