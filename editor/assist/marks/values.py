"""What goes into the search for marks and what comes out, as values."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from editor.model.geometry import Box

Stop = Callable[[], bool]
"""Asked between two pieces of work whether to give up."""


@dataclass(frozen=True, slots=True)
class MarkLine:
    """A line to look at; ``box`` is its place on the scan in pixels, None where it has none.

    ``kind`` is that of its region. ``words`` are the start, end and box of words that have one. ``furniture`` tells
    that its region is no running text already, ``angle`` by how many degrees it is turned out of the level.
    """

    id: int
    text: str
    kind: str = ""
    box: Box | None = None
    words: tuple[tuple[int, int, Box], ...] = ()
    furniture: bool = False
    angle: float = 0.0


@dataclass(frozen=True, slots=True)
class MarkPage:
    """The lines of a page in reading order; ``size`` is that of its image, zero where there is none."""

    id: int
    lines: tuple[MarkLine, ...]
    size: tuple[float, float] = (0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Range:
    """A range of words of a line, in code points."""

    line: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark that was found: its word ranges top to bottom, why it is one, how sure (0 to 1).

    ``zone`` is where on the page it stands: "head", "foot", "body", "margin". ``text`` is what it says, a line each;
    ``box`` its place on the scan, None where it has none.
    """

    kind: str
    ranges: tuple[Range, ...]
    text: str
    zone: str
    sure: float
    box: Box | None = None
    reasons: tuple[str, ...] = field(default=())
