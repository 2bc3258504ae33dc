"""The neutral page element: what any file of text or layout is read into before it becomes edits.

Knows no format and no project. A ``SourcePage`` is kept whole, as JSON, as an immutable reading.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from editor.model.geometry import Box, Polygon

_TOLERANCE = 0.001


@dataclass(frozen=True, slots=True)
class SourceTag:
    """A tag on a line, ``start`` and ``end`` in code points of the line's text; both 0 on a region or a page.

    Tags of one page with the same ``key``, if it is not empty, are one annotation that runs over several lines.
    One that lost its place stands on a page, with the ``quote`` of the words it stood on; of all others that is None.
    """

    tag: str
    start: int
    end: int
    attributes: Mapping[str, str] = field(default_factory=dict)
    key: str = ""
    quote: str | None = None


@dataclass(frozen=True, slots=True)
class SourceWord:
    """A word: its place in the line's text in code points, its box in pixels, its confidence 0 to 1."""

    start: int
    end: int
    box: Box | None = None
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A line as a source gave it.

    ``number`` is its place in document order of the file (from 0, over the whole file), whatever the reading order.
    ``alternatives`` are other readings of the whole line, the likeliest first.
    """

    text: str
    number: int = 0
    outline: Polygon = ()
    baseline: Polygon = ()
    confidence: float | None = None
    words: tuple[SourceWord, ...] = ()
    tags: tuple[SourceTag, ...] = ()
    ident: str = ""
    attributes: Mapping[str, str] = field(default_factory=dict)
    verified: bool = False
    alternatives: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceRegion:
    """A region as a source gave it, with ``kind`` already one of ours; ``native`` keeps the source's own name.

    ``continues`` is the ``ident`` of the region it continues, on the same page or one before it.
    """

    kind: str
    outline: Polygon = ()
    lines: tuple[SourceLine, ...] = ()
    ident: str = ""
    native: str = ""
    hand: str | None = None
    tags: tuple[SourceTag, ...] = ()
    attributes: Mapping[str, str] = field(default_factory=dict)
    continues: str = ""


@dataclass(frozen=True, slots=True)
class SourcePage:
    """A page as a source gave it: regions in reading order, coordinates in pixels of the declared size.

    ``tags`` are about the whole page, notes among them.
    """

    image: str = ""
    width: int = 0
    height: int = 0
    regions: tuple[SourceRegion, ...] = ()
    label: str = ""
    ident: str = ""
    language: str = ""
    attributes: Mapping[str, str] = field(default_factory=dict)
    tags: tuple[SourceTag, ...] = ()

    def lines(self) -> list[SourceLine]:
        """Return the lines in the order of the file, the order a reading counts them in."""
        return sorted((line for region in self.regions for line in region.lines), key=lambda line: line.number)

    def scale_to(self, size: tuple[int, int]) -> tuple[float, float]:
        """Return what coordinates of this page are to be multiplied by, across and down, for an image of ``size``.

        1 where either size is not known, and where the two are the same but for a thousandth.
        """
        if not all((self.width > 0, self.height > 0, *size)):
            return 1.0, 1.0
        scale = size[0] / self.width, size[1] / self.height
        return (1.0, 1.0) if all(abs(factor - 1) < _TOLERANCE for factor in scale) else scale


@dataclass(frozen=True, slots=True)
class Facts:
    """What a file holds, counted before anything is changed (see ``inspect``): lines in document order."""

    regions: int = 0
    lines: int = 0
    characters: int = 0
    text_sha256: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """One file, read: ``messages`` are sentences about what was odd and what was done about it.

    ``title`` and ``values`` are what it tells of the record itself (see ``record``), where it tells any.
    """

    file: str
    format: str
    version: str = ""
    producer: str = ""
    pages: tuple[SourcePage, ...] = ()
    facts: Facts = Facts()
    messages: tuple[str, ...] = ()
    title: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
