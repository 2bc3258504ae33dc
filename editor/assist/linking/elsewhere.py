"""Lines of text that stand out of order: on the scan they are further up, or down, than their neighbours in the text.

They stay linked where they stand; that they do is only told. Columns side by side have no order between them.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from editor.assist.linking.values import Linking, Notice, Scan, TextLine
from editor.model.geometry import bounds

_LEAST, _WORDS = 8, 3
"""Lines of fewer letters or words (page numbers, control numbers, names) stand anywhere without anybody minding."""
_COLUMN = 0.3
"""The share of the narrower line that lies over the other where both stand in one column."""


@dataclass(frozen=True, slots=True)
class _Stand:
    line: int
    size: int
    page: int
    left: float
    right: float
    middle: float


def elsewhere(texts: Sequence[TextLine], scans: Sequence[Scan], linking: Linking) -> list[Notice]:
    """Return a notice for each line that is out of order, as few as explain it."""
    stands = _stands(texts, scans, linking)
    best = [float(stand.size) for stand in stands]
    before = [-1] * len(stands)
    for at, stand in enumerate(stands):
        for other in range(at):
            if _follows(stands[other], stand) and best[other] + stand.size > best[at]:
                best[at], before[at] = best[other] + stand.size, other
    kept: set[int] = set()
    at = max(range(len(stands)), key=lambda each: best[each], default=-1)
    while at >= 0:
        kept.add(at)
        at = before[at]
    run = [stands[each] for each in sorted(kept)]
    out = [stand for at, stand in enumerate(stands) if at not in kept and _contradicts(stand, run)]
    order = {line.id: place for place, line in enumerate(texts)}
    sure = {link.line: link.confidence for link in linking.links}
    out.sort(key=lambda stand: order[stand.line])
    return [Notice("elsewhere", stand.line, confidence=sure[stand.line]) for stand in out]


def _stands(texts: Sequence[TextLine], scans: Sequence[Scan], linking: Linking) -> list[_Stand]:
    """Return where the lines stand that surely have one place, in the order of the text."""
    by_line: dict[int, list[_Stand]] = {}
    across = {notice.line for notice in linking.notices if notice.kind == "columns"}
    for link in linking.links:
        if link.sure:
            layout = scans[link.page].layout
            left, top, right, bottom = bounds(layout.lines[link.at].outline)
            lean = math.tan(math.radians(layout.angle)) * (left + right) / 2
            stand = _Stand(link.line, link.end - link.start, link.page, left, right, (top + bottom) / 2 - lean)
            by_line.setdefault(link.line, []).append(stand)
    return [
        by_line[line.id][0]
        for line in texts
        if len(by_line.get(line.id, ())) == 1 and line.id not in across and _counts(line.text, by_line[line.id][0].size)
    ]


def _counts(text: str, linked: int) -> bool:
    """Tell whether a line of text says something of its order, by how many letters of it are ``linked``."""
    return len(text.split()) >= _WORDS and linked >= max(_LEAST, len(text.strip()) / 2)


def _one_column(one: _Stand, other: _Stand) -> bool:
    shared = min(one.right, other.right) - max(one.left, other.left)
    return shared > _COLUMN * min(one.right - one.left, other.right - other.left)


def _follows(one: _Stand, other: _Stand) -> bool:
    """Tell whether the later of two lines of text may be read after the other on the scan."""
    if one.page != other.page:
        return one.page < other.page
    return not _one_column(one, other) or one.middle <= other.middle


def _contradicts(stand: _Stand, run: Sequence[_Stand]) -> bool:
    """Tell whether a line is out of order with those of its own page and column that are in order."""
    return any(stand.page == other.page and _one_column(stand, other) for other in run)
