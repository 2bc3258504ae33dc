"""What an engine read on a picture, as a page like those that files hold, its places in pixels of the page.

Lines that stand together become regions, in reading order, their kinds proposed by where they stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import count, pairwise
from statistics import median
from typing import Final

from editor.model.geometry import Box, bounds, rectangle
from editor.model.source import SourceLine, SourcePage, SourceRegion, SourceWord
from editor.work.scan_lines import Alone, PlacedLine, Reading, placed_lines
from editor.work.scan_picture import Sheet

_KINDS: Final = {
    "head": "header",
    "foot": "footer",
    "margin": "marginalia",
    "stamp": "stamp",
    "turned": "stamp",
}
"""Our kinds of region by what a line looks like; everything else is a paragraph."""
_ORDER: Final = {"header": 0, "paragraph": 1, "marginalia": 2, "stamp": 3, "footer": 4}
"""What is read first: what runs through the page, then what was put beside and over it."""
_PAGE_NUMBER: Final = re.compile(r"\W*(page )?\d{1,4}\W*", re.IGNORECASE)
_NUMBERED: Final = frozenset({"header", "footer"})

_GAP: Final = 1.4
"""From so many usual distances of lines on, a line begins a new paragraph."""
_INDENT: Final = 1.2
"""By so many heights a line must stand in from both its neighbours to begin a paragraph."""
_NOTE_GAP: Final = 1.0
"""In heights of a line: notes of the margin that stand closer than this are one."""


def page_of(
    readings: Sequence[Reading], sheet: Sheet, image: str, language: str, alone: Alone | None = None
) -> SourcePage:
    """Return what was read as a page; without a found layout, blocks stay in the order the engine gave them in.

    Of two readings each line found gets the better one. ``alone`` reads found lines again, see `placed_lines`.
    """
    groups: dict[tuple[int, int], list[PlacedLine]] = {}
    for line in placed_lines(readings, sheet, alone):
        groups.setdefault(line.block, []).append(line)
    parts = [part for lines in groups.values() for part in _paragraphs(lines)]
    if sheet.layout is not None:
        parts = _in_order(parts)
    numbers = count()
    regions = tuple(
        SourceRegion(_kind(part), rectangle(_box(part)), tuple(_line(line, next(numbers)) for line in part))
        for part in parts
    )
    return SourcePage(image, sheet.width, sheet.height, regions, language=language)


# Paragraphs


def _paragraphs(lines: Sequence[PlacedLine]) -> Iterator[list[PlacedLine]]:
    """Yield the lines of a block by paragraphs: one begins behind a wide gap, and where a line stands in."""
    boxes = [bounds(line.outline) for line in lines]
    steps = [below[3] - above[3] for above, below in pairwise(boxes)]
    usual = median(steps) if steps else 0.0
    part: list[PlacedLine] = []
    for at, line in enumerate(lines):
        if at and lines[at].kind != "margin" and (steps[at - 1] > _GAP * usual or _stands_in(boxes, at)):
            yield part
            part = []
        part.append(line)
    yield part


def _stands_in(boxes: Sequence[Box], at: int) -> bool:
    """Tell whether a line stands in from the one above and the one below it."""
    left, top, _, bottom = boxes[at]
    least = left - _INDENT * (bottom - top)
    return boxes[at - 1][0] < least and (at + 1 >= len(boxes) or boxes[at + 1][0] < least)


# Order


def _in_order(parts: Sequence[list[PlacedLine]]) -> list[list[PlacedLine]]:
    """Return parts in reading order: by what they are, and among themselves column by column from the top."""
    by_rank: dict[int, list[list[PlacedLine]]] = {}
    for part in parts:
        by_rank.setdefault(_ORDER[_place(part)], []).append(part)
    parted = [_columns(by_rank[rank]) for rank in sorted(by_rank)]
    return [part for parts in parted for part in _joined(parts)]


def _joined(parts: Sequence[list[PlacedLine]]) -> Iterator[list[PlacedLine]]:
    """Yield parts, notes that stand close below each other in the margin as one."""
    open_part: list[PlacedLine] = []
    for part in parts:
        if open_part and _is_one_note(open_part, part):
            open_part += part
            continue
        if open_part:
            yield open_part
        open_part = list(part)
    if open_part:
        yield open_part


def _is_one_note(above: Sequence[PlacedLine], below: Sequence[PlacedLine]) -> bool:
    if _place(above) != "marginalia" or _place(below) != "marginalia":
        return False
    first, last, second = _box(above), bounds(above[-1].outline), _box(below)
    close = second[1] >= last[1] and second[1] - last[3] < _NOTE_GAP * (last[3] - last[1])
    return close and min(first[2], second[2]) > max(first[0], second[0])


def _columns(parts: list[list[PlacedLine]]) -> list[list[PlacedLine]]:
    """Return parts from the top, but one column after another where a white strip parts some that stand level."""
    if len(parts) < 2:
        return parts
    for axis in (0, 1):
        parts = sorted(parts, key=lambda part: _box(part)[axis])
        for at in range(1, len(parts)):
            first, second = parts[:at], parts[at:]
            gap = min(_box(p)[axis] for p in second) >= max(_box(p)[axis + 2] for p in first)
            if gap and (axis == 1 or _stand_level(first, second)):
                return _columns(first) + _columns(second)
    return parts


def _stand_level(first: Sequence[list[PlacedLine]], second: Sequence[list[PlacedLine]]) -> bool:
    """Tell whether two groups are columns: of several lines each, most of the lower one's height beside the other."""
    tops = [min(_box(part)[1] for part in group) for group in (first, second)]
    bottoms = [max(_box(part)[3] for part in group) for group in (first, second)]
    beside = min(bottoms) - max(tops)
    several = all(sum(len(part) for part in group) >= 3 for group in (first, second))
    return several and beside > 0.5 * min(bottom - top for top, bottom in zip(tops, bottoms, strict=True))


# Values


def _place(part: Sequence[PlacedLine]) -> str:
    return _KINDS.get(part[0].kind, "paragraph")


def _kind(part: Sequence[PlacedLine]) -> str:
    """Return the kind that is proposed: by the place, and for a lone number at head or foot by that."""
    kind = _place(part)
    text = " ".join(word.text for line in part for word in line.words)
    return "page-number" if kind in _NUMBERED and _PAGE_NUMBER.fullmatch(text) else kind


def _box(part: Sequence[PlacedLine]) -> Box:
    return bounds([point for line in part for point in line.outline])


def _line(line: PlacedLine, number: int) -> SourceLine:
    text, words = "", []
    for word in line.words:
        start = len(text) + bool(text)
        text = f"{text} {word.text}" if text else word.text
        words.append(SourceWord(start, len(text), word.box, word.confidence))
    return SourceLine(text, number, line.outline, line.baseline, None, tuple(words))
