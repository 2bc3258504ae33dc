"""The lines of some scans in one row: what was read on each, and what stands above and below it.

A reading (an engine's words with their boxes) knows other lines than the layout found on the image; here its words are
given to the found lines. Knows nothing of the text that is to be linked.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from editor.assist.linking.values import Scan
from editor.assist.linking.words import pieces, spelling
from editor.model.found import Layout
from editor.model.geometry import Box, Polygon, bounds
from editor.model.source import SourcePage

# A word belongs to the found line that holds its middle, give or take this share of the line's height ...
_SLACK = 0.15
# ... and this share of its width.
_WITHIN = 0.4
_TURNED = 30.0
"""Lines turned by more degrees than this are read in the reading's own order, not from left to right."""
_BELOW = 0.5
"""How far, in heights, a line's middle lies under another's when it stands below it."""
_COLUMN = 0.3
"""The share of the shorter of two lines that lies over the other where both stand in one column."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A word read on a scan: as it was read, how it is spelled, its box in pixels of the layout."""

    text: str
    key: str
    box: Box


@dataclass(frozen=True, slots=True)
class Place:
    """A found line: ``page`` and ``at`` in the layout of that page, its box once the page is level, what was read.

    ``above`` and ``below`` are its neighbours in the column, as places in the row of all lines; -1: none.
    """

    page: int
    at: int
    box: Box
    words: tuple[Seen, ...] = ()
    above: int = -1
    below: int = -1

    @property
    def letters(self) -> int:
        """Return how many letters and digits were read on the line."""
        return sum(len(word.key) for word in self.words)


def places(scans: Sequence[Scan]) -> list[Place]:
    """Return the lines of all ``scans``, page by page in the order of their layouts."""
    row: list[Place] = []
    for page, scan in enumerate(scans):
        first = len(row)
        boxes = [bounds(_level(line.outline, scan.layout.angle)) for line in scan.layout.lines]
        below = _below(boxes)
        above = {under: over for over, under in below.items()}
        read = words_on(scan.layout, scan.reading)
        for at, box in enumerate(boxes):
            over, under = above.get(at, -1), below.get(at, -1)
            row.append(
                Place(page, at, box, read[at], first + over if over >= 0 else -1, first + under if under >= 0 else -1)
            )
    return row


def _level(outline: Polygon, degrees: float) -> Polygon:
    """Return an outline turned back by ``degrees`` clockwise, so that a page that leans stands upright."""
    cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    return tuple((x * cos + y * sin, y * cos - x * sin) for x, y in outline)


def _below(boxes: Sequence[Box]) -> dict[int, int]:
    """Return for each line the next one below it in its column."""
    found: dict[int, int] = {}
    for at, one in enumerate(boxes):
        under = [(other[1] + other[3], place) for place, other in enumerate(boxes) if _is_below(one, other)]
        if under:
            found[at] = min(under)[1]
    return found


def _is_below(one: Box, other: Box) -> bool:
    height = min(one[3] - one[1], other[3] - other[1])
    if (other[1] + other[3] - one[1] - one[3]) / 2 < _BELOW * height:
        return False
    shared = min(one[2], other[2]) - max(one[0], other[0])
    return shared > _COLUMN * min(one[2] - one[0], other[2] - other[0])


def words_on(layout: Layout, reading: SourcePage | None) -> list[tuple[Seen, ...]]:
    """Return for each line of ``layout`` the words of the reading that stand on it."""
    on: list[list[Seen]] = [[] for _ in layout.lines]
    if reading is None:
        return [() for _ in layout.lines]
    boxes = [bounds(line.outline) for line in layout.lines]
    outlines = [line.outline for line in layout.lines]
    for word in _read(reading, (layout.width, layout.height)):
        at = _line_of(word.box, boxes, outlines)
        if at is not None:
            on[at].append(word)
    for line, words in zip(layout.lines, on, strict=True):
        if min(line.angle % 360, -line.angle % 360) < _TURNED:
            words.sort(key=lambda word: word.box[0] + word.box[2])
    return [tuple(words) for words in on]


def _read(reading: SourcePage, size: tuple[int, int]) -> list[Seen]:
    """Return the words of a reading with boxes in pixels of an image of ``size``."""
    across, down = reading.scale_to(size)
    found: list[Seen] = []
    for line in reading.lines():
        for word in line.words:
            text = line.text[word.start : word.end]
            if word.box is not None and text.strip():
                left, top, right, bottom = word.box
                box = (left * across, top * down, right * across, bottom * down)
                found += [Seen(text[one:two], spelling(text[one:two]), box) for one, two in pieces(text)]
    return found


def _line_of(word: Box, boxes: Sequence[Box], outlines: Sequence[Polygon]) -> int | None:
    """Return the line a word stands on: the one whose middle is nearest among those that hold it."""
    x, y = (word[0] + word[2]) / 2, (word[1] + word[3]) / 2
    best: tuple[float, int] | None = None
    for at, box in enumerate(boxes):
        slack = _SLACK * (box[3] - box[1])
        if not (box[1] - slack <= y <= box[3] + slack):
            continue
        if min(box[2], word[2]) - max(box[0], word[0]) <= _WITHIN * (word[2] - word[0]):
            continue
        band = _band(outlines[at], min(max(x, box[0] + 1), box[2] - 1))
        if band is None:
            continue
        away = abs(y - (band[0] + band[1]) / 2) / max(band[1] - band[0], 1.0)
        if away <= 0.5 + _SLACK and (best is None or away < best[0]):
            best = (away, at)
    return best[1] if best else None


def _band(outline: Polygon, x: float) -> tuple[float, float] | None:
    """Return from where to where the outline reaches at ``x``."""
    ys: list[float] = []
    for (x1, y1), (x2, y2) in zip(outline, outline[1:] + outline[:1], strict=True):
        if min(x1, x2) <= x <= max(x1, x2) and x1 != x2:
            ys.append(y1 + (y2 - y1) * (x - x1) / (x2 - x1))
    return (min(ys), max(ys)) if len(ys) > 1 else None
