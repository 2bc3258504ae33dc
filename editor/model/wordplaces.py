"""Where the words of a line stand on the scan, by the boxes that its reading has; pure arithmetic.

Positions are code points of the line's OCR text, places are pixels of the reading's page.
"""

from __future__ import annotations

from collections.abc import Sequence

from editor.model.geometry import Box
from editor.model.page import Share
from editor.model.source import SourceLine

Placed = tuple[int, int, Box]
"""Start, end and box of a word."""


def placed_words(share: Share, lines: Sequence[SourceLine]) -> list[Placed]:
    """Return the words of a line that have a box, from left to right of the text.

    Args:
        share: What of the reading the line came from.
        lines: The lines of that reading, as ``SourcePage.lines`` returns them.
    """
    found: list[Placed] = []
    offset = 0
    for piece in share.pieces:
        shift = offset - piece.start
        for word in lines[piece.line].words if piece.line < len(lines) else ():
            start, end = max(word.start, piece.start), min(word.end, piece.end)
            if word.box is not None and start < end:
                found.append((start + shift, end + shift, _part(word.box, word.start, word.end, start, end)))
        offset += piece.end - piece.start + 1
    return found


def _part(box: Box, start: int, end: int, low: int, high: int) -> Box:
    """Return the part of a word's box that some of its letters take."""
    if (start, end) == (low, high):
        return box
    wide = (box[2] - box[0]) / (end - start)
    return box[0] + (low - start) * wide, box[1], box[0] + (high - start) * wide, box[3]


def x_at(words: Sequence[Placed], at: int) -> float | None:
    """Return where to cut a line at a position: through the middle of the gap there, None where no box says it."""
    inside = next((word for word in words if word[0] < at < word[1]), None)
    if inside is not None:
        start, end, box = inside
        return box[0] + (box[2] - box[0]) * (at - start) / (end - start)
    before = max((word for word in words if word[1] <= at), default=None)
    behind = min((word for word in words if word[0] >= at), default=None)
    if before is None or behind is None or before[2][0] >= behind[2][2]:
        return None
    return (before[2][2] + behind[2][0]) / 2


def gap_at(words: Sequence[Placed], x: float) -> int | None:
    """Return the position between two words that is nearest to a column of the page; None where no box says it."""
    if not words:
        return None
    left = [word for word in words if (word[2][0] + word[2][2]) / 2 < x]
    return left[-1][1] if left else words[0][0]


def wide_gap(text: str, near: int) -> int | None:
    """Return the start of the gap of two blanks or more, or of a tab, that is nearest to a position, None for none."""
    gaps: list[int] = []
    at = 0
    while at < len(text):
        stop = at
        while stop < len(text) and text[stop] in " \t\u00a0":
            stop += 1
        if at and stop < len(text) and (stop - at > 1 or "\t" in text[at:stop]):
            gaps.append(at)
        at = max(stop, at + 1)
    return min(gaps, key=lambda gap: abs(gap - near), default=None)
