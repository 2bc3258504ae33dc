"""What goes into the search for misplaced lines and what comes out, as values."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from editor.model.edit import Batch, Edit, MoveLine, MoveRegion
from editor.model.geometry import Box, bounds, union
from editor.model.page import Line, PageContent, Region

FLOW = frozenset({"body", "heading", "opener", "closer", "table"})
"""Roles of regions that are read one after the other."""


class Words(Protocol):
    """What is known of words; a dictionary that is not there knows none and says so in ``loaded``."""

    @property
    def loaded(self) -> bool:
        """Tell whether there is a dictionary."""

    def knows(self, word: str) -> bool:
        """Tell whether a word is in it."""

    def frequency(self, word: str) -> float:
        """Return how often a word occurs in a thousand million."""

    def pair(self, first: str, second: str) -> float:
        """Return how often two words follow each other in a thousand million."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A change of order: its edits, why, how sure (0 to 1), and the lines and regions it is about.

    ``key`` tells it from others of its page, so that one that was set aside is known again.
    """

    kind: str
    title: str
    sentence: str
    edits: tuple[Edit, ...]
    confidence: float
    lines: tuple[int, ...] = ()
    regions: tuple[int, ...] = ()

    @property
    def edit(self) -> Edit:
        """Return the edits as one step of undo."""
        return self.edits[0] if len(self.edits) == 1 else Batch(self.edits, self.title)

    @property
    def key(self) -> str:
        """Return what tells it from the other proposals of its page."""
        return hashlib.sha1(repr((self.kind, self.edits)).encode(), usedforsecurity=False).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page to judge: its content, the role of each kind of region (else body), and what words are known."""

    content: PageContent
    words: Words
    roles: Mapping[str, str] = field(default_factory=dict)

    def role(self, region: Region) -> str:
        """Return what a region is."""
        return self.roles.get(region.kind, "body")


def box_of_line(line: Line) -> Box | None:
    """Return the box of a line on the scan, None where it has no place there."""
    shape = line.outline or line.baseline
    return bounds(shape) if shape else None


def box_of_region(region: Region) -> Box | None:
    """Return the box of a region on the scan: around its lines where it has no outline."""
    if region.outline:
        return bounds(region.outline)
    return union(box for line in region.lines if (box := box_of_line(line)) is not None)


def line_moves(lines: tuple[int, ...], region: int, after: int | None) -> tuple[Edit, ...]:
    """Return the edits that put lines one behind the other behind ``after`` of a region, None for its start."""
    edits: list[Edit] = []
    for line in lines:
        edits.append(MoveLine(line, region, after=after))
        after = line
    return tuple(edits)


def region_moves(now: list[int], then: list[int]) -> tuple[Edit, ...]:
    """Return the edits that bring the regions of a page from one order into another, few where few are moved."""
    keep = set(longest_run(now, then))
    edits: list[Edit] = []
    before: int | None = None
    for region in then:
        if region not in keep:
            edits.append(MoveRegion(region, after=before))
        before = region
    return tuple(edits)


def longest_run(now: list[int], then: list[int]) -> list[int]:
    """Return the longest part of ``now`` that stands in the same order in ``then``."""
    place = {one: at for at, one in enumerate(then)}
    ends: list[tuple[int, int | None]] = []
    back: dict[int, int | None] = {}
    for one in now:
        low, high = 0, len(ends)
        while low < high:
            middle = (low + high) // 2
            low, high = (middle + 1, high) if ends[middle][0] < place[one] else (low, middle)
        back[one] = ends[low - 1][1] if low else None
        if low == len(ends):
            ends.append((place[one], one))
        else:
            ends[low] = (place[one], one)
    found: list[int] = []
    at = ends[-1][1] if ends else None
    while at is not None:
        found.append(at)
        at = back[at]
    return found[::-1]


def said(text: str, most: int = 36) -> str:
    """Return the beginning of a text, in quotation marks, as a sentence cites it."""
    short = text.strip()
    if len(short) <= most:
        return f"“{short}”"
    whole = short[:most].rpartition(" ")[0] or short[: most - 1]
    return f"“{whole} …”"
