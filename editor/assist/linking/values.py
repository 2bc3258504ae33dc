"""What goes into the linking of text to the lines of a scan and what comes out, as values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from editor.model.found import Layout
from editor.model.source import SourcePage

if TYPE_CHECKING:  # values are made and read where numpy is not there
    import numpy
    from numpy.typing import NDArray

SURE = 0.8
"""From this confidence on a link may be made without being asked for; what is less is shown as a suggestion."""


class Looks(Protocol):
    """What lines of a scan look like, to be compared with how a text would look there."""

    def likeness(self, texts: Sequence[str], lines: Sequence[int]) -> NDArray[numpy.float32]:
        """Return how much each text, drawn, looks like each line of the layout: rows are texts; -1 to 1."""

    def proportions(self, texts: Sequence[str]) -> NDArray[numpy.float32]:
        """Return the width of each text, drawn, in heights of its ink; 0 where a text draws nothing."""

    def widths(self, texts: Sequence[str]) -> NDArray[numpy.float32]:
        """Return the width of each text, drawn, in sizes of the face; 0 where a text draws nothing."""

    def pitch(self) -> float:
        """Return the distance from letter to letter in pixels of the page, 0 where it is not the same throughout."""


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of the text without a place; ``block`` counts the paragraphs (regions) it stands in, from 0."""

    id: int
    text: str
    block: int = 0


@dataclass(frozen=True, slots=True)
class Pin:
    """An archivist's word: this part of this line stands on this line of the layout (of scan ``page``, from 0)."""

    line: int
    start: int
    end: int
    at: int
    page: int = 0


@dataclass(frozen=True, slots=True)
class Scan:
    """All evidence of one page: its lines of ink, what they look like, and what an engine or a file read there.

    Either of the last two may be missing.
    """

    layout: Layout
    looks: Looks | None = None
    reading: SourcePage | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """A part of a line of text (code points) and the line of the layout of page ``page`` it stands on.

    Confidence 0 to 1: the share of such links that are right. ``reason`` is one of ``pinned``, ``read`` (the engine's
    words), ``looks`` (the drawn line), ``between`` (only its neighbours say so).
    """

    line: int
    start: int
    end: int
    page: int
    at: int
    confidence: float
    reason: str

    @property
    def sure(self) -> bool:
        """Tell whether the link may be made without being asked for."""
        return self.confidence >= SURE


@dataclass(frozen=True, slots=True)
class Notice:
    """Something about the text that was seen on the way, offered as a repair.

    ``columns``: at ``at`` a line of text goes on in another column; ``order``: ``start`` to ``end`` stand in another
    order on the scan, ``repair`` is how it reads there; ``page``: a new page begins at ``at``; ``elsewhere``: the line
    stands out of order where it is in the text. ``also`` are changes of other lines (line, start, end, what stands
    there instead) that belong to the same repair: words that moved from one line to another leave the first.
    """

    kind: str
    line: int
    at: int = 0
    start: int = 0
    end: int = 0
    repair: str = ""
    confidence: float = 0.0
    also: tuple[tuple[int, int, int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Linking:
    """What was linked on some pages: links in the order of the text, what found no place, and places without text."""

    links: tuple[Link, ...] = ()
    placeless: tuple[tuple[int, int, int], ...] = ()
    """Line, start and end of text that found no place."""
    textless: tuple[tuple[int, int], ...] = ()
    """Page and line of the layout that found no text."""
    notices: tuple[Notice, ...] = ()
