"""Saying where a piece of text stands: its place is walked to by keys or clicked on the scan, and pinned."""

from __future__ import annotations

from collections.abc import Sequence

from editor.model.found import FoundLine
from editor.model.geometry import bounds

_SHORT = 48
"""Letters of a text that are quoted in a sentence."""


class Pinning:
    """A piece of text whose place is being chosen, and the place that is offered."""

    def __init__(
        self, line: int, start: int, end: int, text: str, lines: Sequence[FoundLine], near: int | None
    ) -> None:
        """Take the piece, the found lines of the page, and the one to begin at."""
        self.line, self.start, self.end, self.text = line, start, end, text
        self._order = walk_order(lines)
        self._at = self._order.index(near) if near in self._order else 0

    @property
    def at(self) -> int:
        """Return the line of the layout that is offered."""
        return self._order[self._at]

    @property
    def quoted(self) -> str:
        """Return the piece as it is named in a sentence."""
        return self.text.strip() if len(self.text) <= _SHORT else f"{self.text[:_SHORT].strip()}…"

    def step(self, step: int) -> None:
        """Offer another line, farther down or up; behind the last comes the first."""
        self._at = (self._at + step) % len(self._order)


def walk_order(lines: Sequence[FoundLine]) -> list[int]:
    """Return the numbers of found lines from top to bottom, those level with each other from the left."""

    def key(number: int) -> tuple[float, float]:
        left, top, _, bottom = bounds(lines[number].outline)
        return (top + bottom) / 2, left

    return sorted((n for n, line in enumerate(lines) if len(line.outline) > 2), key=key)
