"""A page read a second time, with nothing left on it but its ink, where an engine made little of it as it is.

Neither picture is better for all of a page: which reading of a line is kept is decided line by line (`scan_lines`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Final

from editor.assist.engines.values import Picture, ReadBlock, ReadLine, ReadWord
from editor.work.scan_picture import Sheet

DOUBTFUL: Final = 0.8
"""Mean certainty of a letter below which a page is read again: typescript and letters are above .89, and what specks
and copying have spoilt is below."""


def read_twice(read: Callable[[Picture], Sequence[ReadBlock]], sheet: Sheet) -> list[Sequence[ReadBlock]]:
    """Return what an engine reads on a page, and of a doubtful one what it reads with nothing but ink left on it."""
    first = read(sheet.picture)
    if sheet.bare is None or not _doubtful(first, sheet):
        return [first]
    return [first, read(_without([line for block in first for line in block.lines if _sure(line)], sheet.bare()))]


def _without(lines: Iterable[ReadLine], picture: Picture) -> Picture:
    """Return a picture with white in place of lines: a second reading takes time for each, and they were read."""
    data = bytearray(picture.data)
    for line in lines:
        left, top, right, bottom = (max(0, round(place)) for place in line.box)
        right, bottom = min(right, picture.width), min(bottom, picture.height)
        for row in range(top, bottom):
            data[row * picture.width + left : row * picture.width + right] = b"\xff" * max(0, right - left)
    return replace(picture, data=bytes(data))


def _sure(line: ReadLine) -> bool:
    """Tell whether a line was read as surely as those of a page that is not read again."""
    return any(word.confidence is not None for word in line.words) and not _is_doubtful(line.words)


def _doubtful(blocks: Sequence[ReadBlock], sheet: Sheet) -> bool:
    """Tell whether little was made of a page; an engine that tells no certainty is believed."""
    words = [word for block in blocks for line in block.lines for word in line.words]
    if not words:
        return sheet.layout is not None and bool(sheet.layout.lines)
    return _is_doubtful(words)


def _is_doubtful(words: Sequence[ReadWord]) -> bool:
    judged = [(word.confidence, len(word.text)) for word in words if word.confidence is not None]
    return sum(sure * letters for sure, letters in judged) < DOUBTFUL * sum(letters for _, letters in judged)
