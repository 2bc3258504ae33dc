"""A page read a second time, with nothing left on it but its ink, where an engine made little of it as it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from editor.assist.engines.values import Picture, ReadBlock, ReadWord
from editor.work.scan_picture import Sheet

DOUBTFUL: Final = 0.8
"""Mean certainty of a letter below which a page is read again: typescript and letters are above .89, and what specks
and copying have spoilt is below."""

_SURE: Final = 0.7
"""Certainty from which on a word's letters count for a reading."""


def read_twice(read: Callable[[Picture], Sequence[ReadBlock]], sheet: Sheet) -> Sequence[ReadBlock]:
    """Return what an engine reads on a page, of a doubtful one the reading with more letters that it is sure of."""
    first = read(sheet.picture)
    if sheet.bare is None or not _doubtful(first, sheet):
        return first
    second = read(sheet.bare())
    return second if _sure_letters(second) > _sure_letters(first) else first


def _doubtful(blocks: Sequence[ReadBlock], sheet: Sheet) -> bool:
    """Tell whether little was made of a page; an engine that tells no certainty is believed."""
    judged = [(word.confidence, len(word.text)) for word in _words(blocks) if word.confidence is not None]
    if not any(True for _ in _words(blocks)):
        return sheet.layout is not None and bool(sheet.layout.lines)
    return sum(sure * letters for sure, letters in judged) < DOUBTFUL * sum(letters for _, letters in judged)


def _sure_letters(blocks: Sequence[ReadBlock]) -> int:
    return sum(len(word.text) for word in _words(blocks) if (word.confidence or 0.0) >= _SURE)


def _words(blocks: Sequence[ReadBlock]) -> Iterator[ReadWord]:
    for block in blocks:
        for line in block.lines:
            yield from line.words
