"""What an engine read on a picture, as a page like those that files hold, its places in pixels of the page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import count

from editor.assist.engines.values import ReadBlock, ReadLine
from editor.model.geometry import Polygon, bounds, polygon, rectangle
from editor.model.source import SourceLine, SourcePage, SourceRegion, SourceWord
from editor.work.scan_picture import Sheet


def page_of(blocks: Sequence[ReadBlock], sheet: Sheet, image: str, language: str) -> SourcePage:
    """Return what was read as a page; blocks stay in the order they came in, and lines without a word are none."""
    numbers = count()
    regions = tuple(
        SourceRegion("paragraph", _outline(lines), lines)
        for block in blocks
        if (lines := tuple(_line(line, next(numbers), sheet) for line in block.lines if line.words))
    )
    return SourcePage(image, sheet.width, sheet.height, regions, language=language)


def _line(line: ReadLine, number: int, sheet: Sheet) -> SourceLine:
    text, words = "", []
    for word in line.words:
        start = len(text) + bool(text)
        text = f"{text} {word.text}" if text else word.text
        box = bounds(sheet.to_page(rectangle(word.box)))
        words.append(SourceWord(start, len(text), box, word.confidence))
    baseline = sheet.to_page(polygon(line.baseline))
    return SourceLine(text, number, sheet.to_page(rectangle(line.box)), baseline, None, tuple(words))


def _outline(lines: Iterable[SourceLine]) -> Polygon:
    return rectangle(bounds([point for line in lines for point in line.outline]))
