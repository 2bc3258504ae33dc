"""Where the lines of a layout stand to each other, measured in letter heights on the levelled page.

Refuses to look at text: how likely one line follows another is told from the page alone.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy
from numpy.typing import NDArray

from editor.model.found import FoundLine, Layout

Floats = NDArray[numpy.float32]

NEAR = 4.5
"""Letter heights from the middle of a line to that of the next at most (by trial)."""
_WIDER = 1.4
"""Times the usual distance of a line from the next below it that is still near."""
NEXT, ONE_BETWEEN, MORE_BETWEEN = 1.6, -0.3, -0.8
"""What a step to the next line below is worth, over one line, and each further one."""
BELOW, FAR_BELOW, ELSEWHERE = -1.8, -3.0, -4.0
"""What a step further down the column is worth, with nothing between or something, and one anywhere else."""
_INDENT, _INDENT_COST = 12.0, 0.5
_MIXED = 0.35
"""Share of the narrower line that must stand over or under the other for both to be in one column."""
_NEVER = -1e6


@dataclass(frozen=True, slots=True)
class Places:
    """The lines of a layout as columns of figures, in letter heights of the levelled page."""

    left: Floats
    right: Floats
    middle: Floats
    width: Floats
    height: Floats
    page: float
    """Height of the page."""

    def __len__(self) -> int:
        return len(self.left)


def places(layout: Layout) -> Places:
    """Return where the lines of the layout stand when the page is level."""
    rows = [_measured(line, layout.angle) for line in layout.lines]
    table = numpy.array(rows, numpy.float32).reshape(-1, 6)
    letter = layout.letter if layout.letter > 0 else float(numpy.median(table[:, 5])) * 0.6 if len(table) else 1.0
    table /= max(letter, 1.0)
    left, top, right, bottom, width, height = table.T
    return Places(left, right, (top + bottom) * numpy.float32(0.5), width, height, layout.height / max(letter, 1.0))


def steps(at: Places) -> Floats:
    """Return what going from each line (row) to each other (column) is worth as the next line of one text."""
    count = len(at)
    if not count:
        return numpy.zeros((0, 0), numpy.float32)
    down = at.middle[None, :] - at.middle[:, None]
    over = numpy.minimum(at.right[:, None], at.right[None, :]) - numpy.maximum(at.left[:, None], at.left[None, :])
    span = at.right - at.left
    column = over > _MIXED * numpy.minimum(span[:, None], span[None, :])
    below = column & (down > 0.4 * numpy.minimum(at.height[:, None], at.height[None, :]))
    between = _between(below)
    near = down <= _near(down, below & (between == 0)) * (1 + between)
    worth = numpy.where(between == 0, NEXT, ONE_BETWEEN + MORE_BETWEEN * (between - 1))
    far = numpy.where(between == 0, BELOW, FAR_BELOW)
    worth = numpy.where(below, numpy.where(near, numpy.maximum(worth, FAR_BELOW), far), ELSEWHERE)
    indent = numpy.abs(at.left[None, :] - at.left[:, None])
    worth = worth - _INDENT_COST * numpy.minimum(1.0, indent / _INDENT)
    numpy.fill_diagonal(worth, _NEVER)
    return numpy.asarray(worth, numpy.float32)


def _near(down: Floats, nexts: NDArray[numpy.bool_]) -> float:
    """Return how far the next line may be: twice as far in a page that is typed with double spacing."""
    if not nexts.any():
        return NEAR
    return max(NEAR, _WIDER * float(numpy.median(numpy.where(nexts, down, numpy.inf).min(axis=1)[nexts.any(axis=1)])))


def _between(below: NDArray[numpy.bool_]) -> NDArray[numpy.int32]:
    """Return how many lines stand below the first and above the second, in the column of both."""
    tally = below.astype(numpy.float32)
    return numpy.asarray(numpy.rint(tally @ tally), numpy.int32)


def _measured(line: FoundLine, skew: float) -> tuple[float, float, float, float, float, float]:
    """Return left, top, right and bottom on the levelled page, and width and height along the line itself."""
    left, top, right, bottom = _box(line, skew)
    if abs(line.angle - skew) < 2.0:
        return left, top, right, bottom, right - left, bottom - top
    own = _box(line, line.angle)
    return left, top, right, bottom, own[2] - own[0], own[3] - own[1]


def _box(line: FoundLine, degrees: float) -> tuple[float, float, float, float]:
    cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    xs = [x * cos + y * sin for x, y in line.outline]
    ys = [y * cos - x * sin for x, y in line.outline]
    return (min(xs), min(ys), max(xs), max(ys)) if xs else (0.0, 0.0, 0.0, 0.0)
