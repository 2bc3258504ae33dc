"""The nouns of a page as plain values: what the store reads and every other room shows, checks or writes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from editor.model.annotation import Annotation
from editor.model.geometry import Polygon

STATUSES = ("not_started", "in_progress", "corrected", "checked", "problem", "blank")


LINK = "link"
"""The attribute of a line that was linked to its place on the scan: how sure that was, 0 to 1, or ``PINNED``."""
PINNED = "pinned"
"""A person said where the line stands; no machine moves it."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word as the machine read it: ``start`` and ``end`` in code points of the OCR line, confidence 0 to 1."""

    start: int
    end: int
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of one line of a reading: the line's index there, ``start`` and ``end`` in code points."""

    line: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Share:
    """What of which reading a line came from; ``words`` count in the line's ``ocr_text``."""

    reading: int
    pieces: tuple[Piece, ...] = ()
    words: tuple[Word, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page; ``seq`` counts from 1 within its region."""

    id: int
    region: int
    seq: int
    text: str
    ocr_text: str | None = None
    outline: Polygon = ()
    baseline: Polygon = ()
    confidence: float | None = None
    verified: bool = False
    share: Share | None = None
    attributes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Region:
    """A typed area of a page with its lines; ``seq`` is its place in the reading order, from 1.

    ``continues`` is the id of the region this one continues, as a paragraph does over a page end.
    ``attributes`` hold what has no field: ``rotation`` (degrees clockwise), ``reflowed`` ("true": a line is a
    paragraph), ``source-id``, ``native-kind``, ``place``.
    """

    id: int
    page: int
    seq: int
    kind: str
    outline: Polygon = ()
    hand: str | None = None
    continues: int | None = None
    lines: tuple[Line, ...] = ()
    attributes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Page:
    """A page without its content: an image in upright pixels; ``seq`` counts from 1 within its document.

    ``image`` is a path relative to the project file's folder where possible, "" where there is none.
    """

    id: int
    document: int
    seq: int
    label: str
    image: str = ""
    frame: int = 0
    width: int = 0
    height: int = 0
    digest: str = ""
    status: str = "not_started"
    needs_review: bool = False
    view: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PageContent:
    """A page with everything on it: regions in reading order, annotations that point into it."""

    page: Page
    regions: tuple[Region, ...] = ()
    annotations: tuple[Annotation, ...] = ()

    def lines(self) -> Iterator[tuple[Region, Line]]:
        """Yield every line with its region, in reading order."""
        for region in self.regions:
            for line in region.lines:
                yield region, line


@dataclass(frozen=True, slots=True)
class Document:
    """A record, for example one memorandum; ``values`` are its metadata by name (see ``record``)."""

    id: int
    seq: int
    title: str
    values: Mapping[str, str] = field(default_factory=dict)
