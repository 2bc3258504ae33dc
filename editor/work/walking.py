"""What asks for a look on many pages: looked over a page at a time anywhere, and the most doubtful of it kept.

Nothing here grows with the number of pages: of a page that was looked over, only its places among the most doubtful
are kept.
"""

from __future__ import annotations

import bisect
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from editor.assist.suspects.confusions import Confusion
from editor.assist.suspects.values import BANDS, Suspect
from editor.model.check import Problem, problems
from editor.model.page import PageContent
from editor.model.tagset import TagSet
from editor.store.readers import PageCells, read_cells
from editor.work.suspects import Grounds, judge_page, task_from

MOST = 500
"""How many of the most doubtful places of a project are kept."""
DOUBTS = {"error": 1.0, "warning": 0.25, "hint": 0.05}
"""How doubtful a place is that breaks a rule, beside the probability of a word that may be wrong."""
SHOWN = BANDS[:2]
_BREATH = 0.001

Spot = tuple[int, int | None, int | None, int, str, str]
"""Page, region, line and start of a place, what is the matter there and with what words."""


class Unseen(NamedTuple):
    """A page that was fetched and is to be looked over; without ``grounds`` its words are not judged."""

    cells: PageCells
    grounds: Grounds | None


class Seen(NamedTuple):
    """What a page has that asks for a look; ``suspects`` are not settled yet (see ``work.suspects.settled``)."""

    page: int
    suspects: list[Suspect]
    problems: list[Problem]


@dataclass(frozen=True, slots=True)
class Doubt:
    """A place that asks for a look, how much it does from 0 to 1, and the suspect word where it is one."""

    points: float
    problem: Problem
    suspect: Suspect | None = None

    @property
    def spot(self) -> Spot:
        """Return what it is known by."""
        one = self.problem
        words = one.text if self.suspect is not None else ""
        return one.page, one.region, one.line, one.start, one.kind, words


def look_over(
    pages: Sequence[Unseen], tagset: TagSet, learnt: dict[Confusion, int], stopped: Callable[[], bool]
) -> list[Seen]:
    """Look over pages until told to stop; loads dictionaries the first time, which takes seconds."""
    out = []
    for page in pages:
        if stopped():
            break
        content = read_cells(page.cells)
        suspects: list[Suspect] = []
        if page.grounds is not None:
            judged = judge_page(task_from(content, page.grounds, learnt))
            suspects = [one for one in judged.found if not one.group]
        out.append(Seen(content.page.id, suspects, problems(content, tagset)))
        time.sleep(_BREATH)  # whoever types needs the interpreter too
    return out


def doubts_of(page: int, suspects: Iterable[Suspect], found: Iterable[Problem]) -> list[Doubt]:
    """Return the places of a page that ask for a look.

    A word the machine was not sure of is left out where it is among the suspects, which say so too. Words in marks of
    the record are no places to go to: they are underlined, and that is all.
    """
    words = [
        Doubt(one.probability, Problem("suspect", one.band, one.word, page, None, one.line, one.start, one.end), one)
        for one in suspects
        if one.band in SHOWN and not one.group
    ]
    spans: dict[int | None, list[tuple[int, int]]] = {}
    for one in words:
        spans.setdefault(one.problem.line, []).append((one.problem.start, one.problem.end))
    rest = [
        Doubt(DOUBTS[problem.severity], problem)
        for problem in found
        if problem.kind != "low-confidence"
        or not any(a < problem.end and problem.start < b for a, b in spans.get(problem.line, ()))
    ]
    return words + rest


class Order:
    """Where the things of a page stand in reading order."""

    def __init__(self, content: PageContent) -> None:
        """Take the page; its regions and lines are numbered."""
        self._regions = {region.id: place for place, region in enumerate(content.regions)}
        self._lines = {line.id: place for place, (_, line) in enumerate(content.lines())}
        self._firsts: dict[int, int] = {}
        lines = 0
        for region in content.regions:
            self._firsts[region.id] = lines
            lines += len(region.lines)

    def key(self, problem: Problem) -> tuple[int, int]:
        """Return a key that sorts what is said of the page first, of a region right before its lines."""
        if problem.line in self._lines:
            return self._lines[problem.line], problem.start
        if problem.region in self._firsts:
            return self._firsts[problem.region], -1
        return -1, -1

    def caret(self, line: int, start: int) -> tuple[int, int] | None:
        """Return the key of a place in a line of the page."""
        return (self._lines[line], start) if line in self._lines else None


class Ranking:
    """The most doubtful places of many, in order: the most doubtful first, of two alike the one seen first."""

    def __init__(self, most: int = MOST) -> None:
        """Keep at most ``most``."""
        self._most = most
        self._kept: list[tuple[float, int, Doubt]] = []
        self._added = 0
        self.dropped = False
        """Whether any was left out because more doubtful ones were kept."""

    def __len__(self) -> int:
        return len(self._kept)

    def __iter__(self) -> Iterator[Doubt]:
        return (doubt for _, _, doubt in self._kept)

    @property
    def floor(self) -> float:
        """Return how doubtful a place must be to be kept, at least."""
        return -self._kept[-1][0] if len(self._kept) >= self._most else 0.0

    def add(self, doubts: Iterable[Doubt]) -> None:
        """Keep those of ``doubts`` that are among the most doubtful."""
        for doubt in doubts:
            self._added += 1
            if len(self._kept) >= self._most and doubt.points <= self.floor:
                self.dropped = True
                continue
            bisect.insort(self._kept, (-doubt.points, self._added, doubt), key=lambda one: one[:2])
            if len(self._kept) > self._most:
                self._kept.pop()
                self.dropped = True

    def remove(self, spots: Iterable[Spot]) -> None:
        """Keep some places no longer."""
        gone = set(spots)
        self._kept = [one for one in self._kept if one[2].spot not in gone]
