"""What a machine finds on a scan before anybody reads it: lines of ink and the blocks they stand in, as plain values.

All places are upright pixels of the page's image as it is filed, whatever was turned or scaled on the way.
"""

from __future__ import annotations

from dataclasses import dataclass

from editor.model.geometry import Polygon


@dataclass(frozen=True, slots=True)
class FoundLine:
    """A line of ink.

    ``block`` is its block's place among those of the layout. ``kind`` is what it looks like by place and shape alone:
    body, margin, head, foot, stamp, turned (read upwards or downwards) or debris (hardly text). ``angle`` is by how
    many degrees clockwise it is turned out of the level of the image: the skew of the page for most, near 90 or 270 for
    turned lines. ``regularity``, 0 to 1, tells how much it looks like one line of letters and not like specks or
    several lines grown together.
    """

    outline: Polygon
    baseline: Polygon
    block: int
    kind: str = "body"
    angle: float = 0.0
    regularity: float = 1.0


@dataclass(frozen=True, slots=True)
class FoundBlock:
    """Lines that stand together, top to bottom; ``kind`` as of lines."""

    outline: Polygon
    lines: tuple[int, ...]
    kind: str = "body"


@dataclass(frozen=True, slots=True)
class Layout:
    """What was found on one page image.

    ``angle`` is its skew in degrees clockwise, ``letter`` the usual height of its letters in pixels, ``cursive``
    whether it is for the most part joined handwriting. Lines stand as they are found: by block, top to bottom.
    """

    width: int
    height: int
    lines: tuple[FoundLine, ...] = ()
    blocks: tuple[FoundBlock, ...] = ()
    angle: float = 0.0
    letter: float = 0.0
    cursive: bool = False
