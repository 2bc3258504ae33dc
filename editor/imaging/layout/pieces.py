"""A piece of a line: a box on the working picture that holds ink of one block; lines are joined from them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

import numpy

from editor.imaging.ink import Mask, Whole


@dataclass(frozen=True, slots=True)
class Piece:
    """A box of ink in pixels of the working picture, right and bottom outside; ``block`` as in `Sheet.blocks`."""

    left: int
    top: int
    right: int
    bottom: int
    block: int

    @property
    def width(self) -> int:
        """Return the width."""
        return self.right - self.left

    @property
    def height(self) -> int:
        """Return the height."""
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        """Return the height of its middle on the page."""
        return (self.top + self.bottom) / 2


Row = tuple[Piece, ...]
"""The pieces of one line, from left to right."""


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """The ink lines are looked for in, the number of the block each of its pixels belongs to, and its letters' height.

    Boxes of blocks are left, top, width and height, by number; number 0 is the paper.
    """

    ink: Mask
    blocks: Whole
    boxes: Whole
    unit: float

    def of(self, piece: Piece) -> Mask:
        """Return the ink of a piece within its box."""
        view = (slice(piece.top, piece.bottom), slice(piece.left, piece.right))
        return cast(Mask, self.ink[view] & (self.blocks[view] == piece.block))

    def trimmed(self, piece: Piece) -> Piece | None:
        """Return a piece with its box drawn close about its ink, None where there is none."""
        ink = self.of(piece)
        rows, columns = numpy.flatnonzero(ink.any(axis=1)), numpy.flatnonzero(ink.any(axis=0))
        if not len(rows):
            return None
        return Piece(
            piece.left + int(columns[0]), piece.top + int(rows[0]),
            piece.left + int(columns[-1]) + 1, piece.top + int(rows[-1]) + 1, piece.block,
        )  # fmt: skip


def bounds_of(row: Row) -> tuple[int, int, int, int]:
    """Return left, top, right and bottom of a line's pieces."""
    return min(p.left for p in row), min(p.top for p in row), max(p.right for p in row), max(p.bottom for p in row)
