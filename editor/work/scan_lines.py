"""Words that an engine read, put on the lines of ink they stand on; what stands on none keeps the engine's own line.

An engine runs lines together over a gutter and takes blocks apart or together by guess. The layout found from the ink
knows better where a line ends; of what is written it knows nothing.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final

from editor.assist.engines.values import ReadBlock
from editor.model.found import FoundLine, Layout
from editor.model.geometry import Box, Point, Polygon, bounds, polygon, rectangle
from editor.work.scan_picture import Sheet

_BESIDE: Final = 0.65
"""How far from the middle of a line, in its heights, the middle of a word may be that stands on it."""
_BEYOND: Final = 0.5
"""How far beyond the ends of a line, in its heights, the middle of a word may be."""
_JUNK: Final = 0.6
"""On ink that is hardly text an engine must be as sure as this of one word at least, or nothing is there."""
_FEW: Final = 2
"""Of so few letters where no line was found the same is asked: specks are read as one or two."""


@dataclass(frozen=True, slots=True)
class PlacedWord:
    """A word in pixels of the page."""

    text: str
    box: Box
    confidence: float | None

    @property
    def middle(self) -> Point:
        """Return its middle."""
        left, top, right, bottom = self.box
        return (left + right) / 2, (top + bottom) / 2


Reading = Sequence[ReadBlock]
"""What an engine read on a picture of a page."""
Line = tuple[FoundLine, Sequence[PlacedWord]]
"""A found line and what stands on it."""
Alone = Callable[[Sequence[Line]], Sequence[Sequence[PlacedWord]]]
"""Returns what stands on each line when some are read again one by one."""


@dataclass(slots=True)
class PlacedLine:
    """A line of words in pixels of the page; ``block`` tells which lines stand together, ``kind`` as of found lines."""

    words: list[PlacedWord]
    outline: Polygon
    baseline: Polygon
    block: tuple[int, int]
    kind: str = "body"


@dataclass(slots=True)
class _Level:
    """A found line as a box that lies along its own direction."""

    line: FoundLine
    number: int
    words: list[tuple[float, PlacedWord]] = field(default_factory=list)
    _along: Point = (1.0, 0.0)
    _ends: tuple[float, float] = (0.0, 0.0)
    _sides: tuple[float, float] = (0.0, 0.0)

    def __post_init__(self) -> None:
        turn = math.radians(self.line.angle)
        self._along = math.cos(turn), math.sin(turn)
        places = [self.at(point) for point in self.line.outline]
        self._ends = min(u for u, _ in places), max(u for u, _ in places)
        self._sides = min(v for _, v in places), max(v for _, v in places)

    def at(self, point: Point) -> Point:
        """Return how far along the line and across it a point of the page is."""
        x, y = point
        cos, sin = self._along
        return x * cos + y * sin, y * cos - x * sin

    def read(self) -> list[PlacedWord]:
        """Return the words on it from its beginning to its end."""
        return [word for _, word in sorted(self.words, key=lambda item: item[0])]

    def off(self, word: PlacedWord) -> float:
        """Return how far from the middle of the line a word stands, in its heights; infinity where not on it."""
        u, v = self.at(word.middle)
        height = max(self._sides[1] - self._sides[0], 1.0)
        if not self._ends[0] - _BEYOND * height <= u <= self._ends[1] + _BEYOND * height:
            return math.inf
        off = abs(v - sum(self._sides) / 2) / height
        return off if off <= _BESIDE else math.inf


def placed_lines(readings: Sequence[Reading], sheet: Sheet, alone: Alone | None = None) -> list[PlacedLine]:
    """Return what was read as lines in pixels of the page: those found on its ink, and the engine's own elsewhere.

    Where lines were found, what an engine makes of specks is left out; ``alone`` reads them again. Of two readings a
    line found gets the better one of its own.
    """
    levels, own = _on_ink(readings[0], sheet)
    lines = [(level.line, level.read()) for level in levels]
    for reading in readings[1:]:
        other, elsewhere = _on_ink(reading, sheet)
        lines = [
            (line, max(read, level.read(), key=_letters_right))
            for level, (line, read) in zip(other, lines, strict=True)
        ]
        own += [line for line in elsewhere if not any(_overlap(line, one) for one in own)]
    words = alone(lines) if alone is not None else [read for _, read in lines]
    found = [_on_line(line, read) for (line, _), read in zip(lines, words, strict=True)]
    return [line for line in found if line is not None] + own


def _on_ink(blocks: Reading, sheet: Sheet) -> tuple[list[_Level], list[PlacedLine]]:
    """Return the lines found with what was read on them, and what was read elsewhere as lines of the engine's own."""
    levels = _levels(sheet.layout)
    own: list[PlacedLine] = []
    for number, block in enumerate(blocks):
        for line in block.lines:
            left = [word for word in (_placed(w.text, w.box, w.confidence, sheet) for w in line.words)
                    if not _taken(word, levels)]  # fmt: skip
            if left and (not levels or _says_something(left)):
                whole = len(left) == len(line.words)
                outline = sheet.to_page(rectangle(line.box)) if whole else _around(left)
                baseline = sheet.to_page(polygon(line.baseline)) if whole else ()
                own.append(PlacedLine(left, outline, baseline, (1, number)))
    return levels, own


def _overlap(one: PlacedLine, other: PlacedLine) -> bool:
    """Tell whether two lines stand on one another."""
    (left, top, right, bottom), (l2, t2, r2, b2) = bounds(one.outline), bounds(other.outline)
    return min(right, r2) > max(left, l2) and min(bottom, b2) > max(top, t2)


def _letters_right(words: Sequence[PlacedWord]) -> float:
    """Return how many letters of some words are right, as far as the engine is to be believed.

    Words taken from both readings of a line, and words that the engine is unsure of taken to be worth less, placed
    fewer letters of real scans than the better reading as it is.
    """
    return sum((word.confidence or 0.0) * sum(sign.isalnum() for sign in word.text) for word in words)


def _levels(layout: Layout | None) -> list[_Level]:
    lines = layout.lines if layout is not None else ()
    return [_Level(line, number) for number, line in enumerate(lines) if len(line.outline) > 2]


def _placed(text: str, box: Box, confidence: float | None, sheet: Sheet) -> PlacedWord:
    return PlacedWord(text, bounds(sheet.to_page(rectangle(box))), confidence)


def _taken(word: PlacedWord, levels: Sequence[_Level]) -> bool:
    """Put a word on the line it stands on, and tell whether there is one."""
    best = min(levels, key=lambda level: level.off(word), default=None)
    if best is None or math.isinf(best.off(word)):
        return False
    best.words.append((best.at(word.middle)[0], word))
    return True


def _on_line(line: FoundLine, words: Sequence[PlacedWord]) -> PlacedLine | None:
    """Return the words of a found line, None where there is nothing to read on it."""
    if not words or not _says_something(words, few=math.inf if line.kind == "debris" else 0):
        return None
    return PlacedLine(list(words), line.outline, line.baseline, (0, line.block), line.kind)


def _says_something(words: Sequence[PlacedWord], few: float = _FEW) -> bool:
    """Tell whether words are more than what an engine makes of specks: of ``few`` letters it must be sure."""
    letters = sum(sign.isalnum() for word in words for sign in word.text)
    sure = max((word.confidence if word.confidence is not None else 1.0) for word in words)
    return letters > few or (letters > 0 and sure >= _JUNK)


def _around(words: Sequence[PlacedWord]) -> Polygon:
    return rectangle(bounds([corner for word in words for corner in (word.box[:2], word.box[2:])]))
