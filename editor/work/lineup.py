"""Which lines of one version of a page are which of another: by descent, by place, by text in order, by text alone.

Pure: lines go in, links come out. A link may be of one line with several, where a line was split or joined.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from statistics import median

from rapidfuzz import process
from rapidfuzz.distance import Indel

from editor.model.geometry import Box, bounds
from editor.work.versions import NOW, Version, VersionLine

_LEAST_OVERLAP = 0.4
"""How much of the smaller of two outlines must lie in the other, that their lines may be one."""
_LEAST_PART = 0.65
"""The same where the other has a partner already: then it must be a part of it."""
_LEAST_LIKENESS = 0.4
_LEAST_LIKENESS_ELSEWHERE = 0.8
"""How like a line that is in another place must be, to be called the same line moved."""
_SHORTEST_MOVED = 4
_BAND = 12
_CELLS = 4000
"""In stretches without an equal line partners are looked for some lines before and behind: the more, the shorter."""
_MORE_LIKE = 0.05
"""By how much two lines together must be more like one than either alone."""

Group = tuple[tuple[int, ...], tuple[int, ...]]
"""Lines of the left and of the right version that belong together, by their places; one side may be empty."""


class Links:
    """Pairs found so far; each line has one partner, or several that have no other."""

    def __init__(self, left: int, right: int) -> None:
        """Take how many lines there are on each side."""
        self.of_left: list[set[int]] = [set() for _ in range(left)]
        self.of_right: list[set[int]] = [set() for _ in range(right)]
        self.moved: set[int] = set()

    def join(self, i: int, j: int) -> bool:
        """Link the left line ``i`` and the right line ``j``, unless both sides would then be several."""
        mine, yours = self.of_left[i], self.of_right[j]
        if mine and yours:
            return False
        if any(len(self.of_right[other]) > 1 for other in mine) or any(len(self.of_left[o]) > 1 for o in yours):
            return False
        mine.add(j)
        yours.add(i)
        return True

    def free_left(self) -> list[int]:
        """Return the left lines without a partner."""
        return [i for i, partners in enumerate(self.of_left) if not partners]

    def free_right(self) -> list[int]:
        """Return the right lines without a partner."""
        return [j for j, partners in enumerate(self.of_right) if not partners]

    def is_free(self, i: int, j: int) -> bool:
        """Tell whether neither line has a partner."""
        return not self.of_left[i] and not self.of_right[j]


def line_up(left: Version, right: Version) -> tuple[list[Group], set[int]]:
    """Return the groups of lines that belong together, in the order of the left, and which left lines have moved.

    Where a line stands on the right only, it follows what it follows there.
    """
    links = Links(len(left.lines), len(right.lines))
    _by_descent(left, right, links)
    _by_place(left.lines, right.lines, links)
    _by_text(left.lines, right.lines, links)
    _by_likeness(left.lines, right.lines, links)
    return list(_in_order(links)), links.moved


def _in_order(links: Links) -> Iterator[Group]:
    behind: dict[Group | None, list[Group]] = {}
    last: Group | None = None
    for j, lefts in enumerate(links.of_right):
        if lefts:
            last = _group(links, min(lefts))
            continue
        mine: Group = ((), (j,))
        behind.setdefault(last, []).append(mine)
    yield from behind.get(None, ())
    seen: set[Group] = set()
    for i in range(len(links.of_left)):
        group = _group(links, i)
        if group not in seen:
            seen.add(group)
            yield group
            yield from behind.get(group, ())


def _group(links: Links, i: int) -> Group:
    rights = sorted(links.of_left[i])
    lefts = sorted(links.of_right[rights[0]]) if rights else [i]
    return tuple(lefts), tuple(rights)


# By descent: a line of the project knows its share of the reading it came from


def _by_descent(left: Version, right: Version, links: Links) -> None:
    if left.reading <= NOW and right.reading <= NOW:
        at = {line.id: j for j, line in enumerate(right.lines)}
        pairs = [(1.0, i, at[line.id]) for i, line in enumerate(left.lines) if line.id in at]
    elif left.reading <= NOW:
        pairs = _descent(left.lines, right)
    elif right.reading <= NOW:
        pairs = [(weight, i, j) for weight, j, i in _descent(right.lines, left)]
    else:
        return
    for _, i, j in sorted(pairs, key=lambda pair: (-pair[0], pair[1], pair[2])):
        links.join(i, j)


def _descent(lines: Sequence[VersionLine], reading: Version) -> list[tuple[float, int, int]]:
    at = {line.number: place for place, line in enumerate(reading.lines)}
    return [
        (piece.end - piece.start, i, at[piece.line])
        for i, line in enumerate(lines)
        if line.share is not None and line.share.reading == reading.reading
        for piece in line.share.pieces
        if piece.line in at
    ]


# By place


def _by_place(left: Sequence[VersionLine], right: Sequence[VersionLine], links: Links) -> None:
    lefts, rights = _boxes(left, links.free_left()), _boxes(right, links.free_right())
    found = sorted(_overlaps(lefts, rights), key=lambda hit: (-hit[0], hit[1], hit[2]))
    for share, i, j in found:
        if links.is_free(i, j) or share >= _LEAST_PART:
            links.join(i, j)


def _boxes(lines: Sequence[VersionLine], places: Iterable[int]) -> list[tuple[Box, int]]:
    heights = [box[3] - box[1] for line in lines if line.outline for box in (bounds(line.outline),)]
    height = median(heights) if heights else 40.0
    found = [(box, at) for at in places if (box := box_of(lines[at], height)) is not None]
    return sorted(found, key=lambda entry: entry[0][1])


def box_of(line: VersionLine, height: float = 40.0) -> Box | None:
    """Return the box around a line, a band of ``height`` along its baseline where that is all it has, or None."""
    if line.outline:
        return bounds(line.outline)
    if len(line.baseline) < 2:
        return None
    box = bounds(line.baseline)
    return box[0], box[1] - 0.72 * height, box[2], box[3] + 0.28 * height


def _overlaps(lefts: list[tuple[Box, int]], rights: list[tuple[Box, int]]) -> Iterator[tuple[float, int, int]]:
    """Yield what share of the smaller lies in the other, for all pairs that overlap enough; both go down the page."""
    first = 0
    tallest = max((box[3] - box[1] for box, _ in rights), default=0.0)
    for box, i in lefts:
        while first < len(rights) and rights[first][0][1] + tallest < box[1]:
            first += 1
        for other, j in rights[first:]:
            if other[1] >= box[3]:
                break
            share = _overlap(box, other)
            if share >= _LEAST_OVERLAP:
                yield share, i, j


def _overlap(a: Box, b: Box) -> float:
    width, height = min(a[2], b[2]) - max(a[0], b[0]), min(a[3], b[3]) - max(a[1], b[1])
    smaller = min((a[2] - a[0]) * (a[3] - a[1]), (b[2] - b[0]) * (b[3] - b[1]))
    return width * height / smaller if width > 0 and height > 0 and smaller > 0 else 0.0


# By text, in order


def _by_text(left: Sequence[VersionLine], right: Sequence[VersionLine], links: Links) -> None:
    lefts, rights = links.free_left(), links.free_right()
    a, b = [left[i].text for i in lefts], [right[j].text for j in rights]
    if not a or not b:
        return
    for i, j in _in_step(a, b):
        if _may_be_one(left[lefts[i]], right[rights[j]], a[i], b[j]):
            links.join(lefts[i], rights[j])


def _may_be_one(one: VersionLine, other: VersionLine, a: str, b: str) -> bool:
    """Refuse lines whose places are known and others, unless their text leaves no doubt."""
    if not (one.outline and other.outline):
        return True
    return Indel.normalized_similarity(a, b) >= _LEAST_LIKENESS_ELSEWHERE


def _in_step(a: Sequence[str], b: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield the places of lines that belong together, in order: equal lines, and between them those that are like."""
    gap_a = gap_b = 0
    for op in Indel.opcodes(a, b):
        if op.tag != "equal":
            continue
        yield from _like(a, b, (gap_a, op.src_start), (gap_b, op.dest_start))
        yield from zip(range(op.src_start, op.src_end), range(op.dest_start, op.dest_end), strict=True)
        gap_a, gap_b = op.src_end, op.dest_end
    yield from _like(a, b, (gap_a, len(a)), (gap_b, len(b)))


_MOVES = ((1, 1), (1, 2), (2, 1), (1, 3), (3, 1))


def _like(a: Sequence[str], b: Sequence[str], rows: tuple[int, int], columns: tuple[int, int]) -> list[tuple[int, int]]:
    """Return the pairs of the dearest way through a stretch of both texts."""
    first_a, last_a = rows
    first_b, last_b = columns
    n, m = last_a - first_a, last_b - first_b
    if not n or not m:
        return []
    worth: dict[tuple[int, int], float] = {}
    came: dict[tuple[int, int], tuple[int, int]] = {}
    band = max(_BAND, _CELLS // n) + m // n
    for i in range(n + 1):
        middle = i * m // n
        for j in range(max(0, middle - band), min(m, middle + band) + 1):
            _step(a, b, first_a, first_b, i, j, worth, came)
    return [(first_a + x, first_b + y) for x, y in _way_back(came, n, m)]


def _step(
    a: Sequence[str], b: Sequence[str], first_a: int, first_b: int, i: int, j: int,
    worth: dict[tuple[int, int], float], came: dict[tuple[int, int], tuple[int, int]],
) -> None:  # fmt: skip
    """Fill in the best way to the cell ``i``, ``j``: what was best before, and a pair, split or join on top."""
    best, move = 0.0, (0, 0)
    for before in ((i - 1, j), (i, j - 1)):
        if worth.get(before, -1.0) >= best:
            best, move = worth[before], (i - before[0], j - before[1])
    for rows, columns in _MOVES:
        start = worth.get((i - rows, j - columns))
        if start is None:
            continue
        gain = _gain(a[first_a + i - rows : first_a + i], b[first_b + j - columns : first_b + j])
        if gain > 0 and start + gain > best:
            best, move = start + gain, (rows, columns)
    worth[i, j] = best
    came[i, j] = move


def _gain(some: Sequence[str], others: Sequence[str]) -> float:
    likeness = _likeness(" ".join(some), " ".join(others))
    if likeness <= _LEAST_LIKENESS:
        return 0.0
    if len(some) == len(others) == 1:
        return likeness - _LEAST_LIKENESS
    one, many = (some[0], others) if len(some) == 1 else (others[0], some)
    if max(_likeness(one, part) for part in many) + _MORE_LIKE >= likeness:
        return 0.0
    return (likeness - _LEAST_LIKENESS) * 1.2


def _likeness(a: str, b: str) -> float:
    shorter, longer = sorted((len(a), len(b)))
    # The likeness can be at most 2 * shorter / (shorter + longer); what cannot be enough is not reckoned.
    if 2 * shorter <= _LEAST_LIKENESS * (shorter + longer):
        return 0.0
    return Indel.normalized_similarity(a, b, score_cutoff=_LEAST_LIKENESS)


def _way_back(came: dict[tuple[int, int], tuple[int, int]], i: int, j: int) -> Iterator[tuple[int, int]]:
    while (i or j) and (move := came[i, j]) != (0, 0):
        rows, columns = move
        if rows and columns:
            yield from ((x, y) for x in range(i - rows, i) for y in range(j - columns, j))
        i, j = i - rows, j - columns


# By text alone


def _by_likeness(left: Sequence[VersionLine], right: Sequence[VersionLine], links: Links) -> None:
    """Find what stands in another place of the order: nearly the same text, nowhere else."""
    rest = {j: right[j].text for j in links.free_right() if len(right[j].text) >= _SHORTEST_MOVED}
    for i in links.free_left():
        if not rest or len(left[i].text) < _SHORTEST_MOVED:
            continue
        found = process.extractOne(
            left[i].text, rest, scorer=Indel.normalized_similarity, score_cutoff=_LEAST_LIKENESS_ELSEWHERE
        )
        if found is not None:
            links.join(i, found[2])
            links.moved.add(i)
            del rest[found[2]]
