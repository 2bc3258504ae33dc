"""Which outline is under a point: a grid of cells over the page, so that pointing costs the same at any number.

Outlines that would lie in very many cells are few on any sheet of paper; they are in none and always asked.
"""

from __future__ import annotations

from collections.abc import Iterator

from editor.model.geometry import Box, Point, Polygon, area, bounds, contains

CELL = 128
"""Pixels of the image."""

_MOST = 128
"""An outline over more cells is a large one: half a page of a scan at 300 dpi."""


class Grid:
    """Outlines by id; finds those that contain a point, smallest first."""

    def __init__(self) -> None:
        """Start with nothing."""
        self._cells: dict[tuple[int, int], set[int]] = {}
        self._large: set[int] = set()
        self._outlines: dict[int, tuple[Polygon, Box, float]] = {}

    def __len__(self) -> int:
        """Return how many outlines there are."""
        return len(self._outlines)

    def put(self, key: int, outline: Polygon) -> None:
        """Add an outline, or give it another shape; one under three points encloses nothing and is left out."""
        self.drop(key)
        if len(outline) < 3:
            return
        box = bounds(outline)
        self._outlines[key] = (outline, box, area(outline))
        if _count(box) > _MOST:
            self._large.add(key)
            return
        for cell in _cells(box):
            self._cells.setdefault(cell, set()).add(key)

    def drop(self, key: int) -> None:
        """Take an outline away; one that is not there does no harm."""
        found = self._outlines.pop(key, None)
        if key in self._large:
            self._large.discard(key)
        elif found is not None:
            for cell in _cells(found[1]):
                self._cells[cell].discard(key)

    def clear(self) -> None:
        """Take all away."""
        self._cells.clear()
        self._large.clear()
        self._outlines.clear()

    def at(self, point: Point) -> list[int]:
        """Return the ids of the outlines that contain ``point``, smallest area first."""
        x, y = point
        found = []
        for key in (*self._cells.get((int(x) // CELL, int(y) // CELL), ()), *self._large):
            outline, (left, top, right, bottom), size = self._outlines[key]
            if left <= x <= right and top <= y <= bottom and contains(outline, point):
                found.append((size, key))
        found.sort()
        return [key for _, key in found]

    def near(self, box: Box) -> set[int]:
        """Return the ids of the outlines whose box touches ``box``."""
        cells = _cells(box) if _count(box) <= len(self._cells) else iter(self._cells)
        found = self._large.union(*(self._cells.get(cell, ()) for cell in cells))
        return {key for key in found if _touch(self._outlines[key][1], box)}


def _touch(one: Box, other: Box) -> bool:
    return one[0] <= other[2] and one[2] >= other[0] and one[1] <= other[3] and one[3] >= other[1]


def _count(box: Box) -> int:
    left, top, right, bottom = (int(value) // CELL for value in box)
    return (right - left + 1) * (bottom - top + 1)


def _cells(box: Box) -> Iterator[tuple[int, int]]:
    left, top, right, bottom = (int(value) // CELL for value in box)
    for column in range(left, right + 1):
        for row in range(top, bottom + 1):
            yield column, row
