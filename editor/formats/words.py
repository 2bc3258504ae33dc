"""Where the words a file lists for a line stand in the line's text; knows no format."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final

_MOST_LOOKED_AT: Final = 200
"""So many occurrences of one word are looked at, so that a line made to be slow is not."""


def located(text: str, words: Sequence[str]) -> list[tuple[int, int] | None]:
    """Return start and end of each word in ``text``, in the words' order; None for one that is not there.

    Words mostly follow the text, but some files list them from right to left or jumbled: one that does not stand
    behind the last is looked for anywhere that is free. Whole words go before parts of words.
    """
    taken = bytearray(len(text))
    found: list[tuple[int, int] | None] = []
    at = 0
    for word in words:
        start = _place(text, word, at, taken) if word.strip() else -1
        if start < 0:
            found.append(None)
            continue
        at = start + len(word)
        taken[start:at] = b"\1" * len(word)
        found.append((start, at))
    return found


def _place(text: str, word: str, at: int, taken: bytearray) -> int:
    if text.startswith(word, at) and taken.find(1, at, at + len(word)) < 0:
        return at
    for start in (at, 0):
        best = -1
        for i in islice(_occurrences(text, word, start), _MOST_LOOKED_AT):
            if taken.find(1, i, i + len(word)) >= 0:
                continue
            if _is_whole(text, i, i + len(word)):
                return i
            best = i if best < 0 else best
        if best >= 0:
            return best
    return -1


def _occurrences(text: str, word: str, start: int) -> Iterator[int]:
    at = text.find(word, start)
    while at >= 0:
        yield at
        at = text.find(word, at + 1)


def _is_whole(text: str, start: int, end: int) -> bool:
    return not (start > 0 and text[start - 1].isalnum()) and not (end < len(text) and text[end].isalnum())
