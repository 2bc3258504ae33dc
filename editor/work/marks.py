"""The furniture in the text of a project: looked for in any thread, proposed in groups, or remembered as none.

What is no mark is remembered among the values of the project by its squeezed text and its place, one value each, so
that undo brings the proposal back and copies can be merged; the value says what it was. Nothing is changed here: the
edits are only made.
"""

from __future__ import annotations

import hashlib
import math
import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

from editor.assist.marks.judge import is_safe, marks_of
from editor.assist.marks.repeat import Repetition
from editor.assist.marks.rules import Kind, kinds
from editor.assist.marks.squeeze import remembered
from editor.assist.marks.values import Mark, MarkLine, MarkPage, Range, Stop
from editor.model.edit import SetProject
from editor.model.geometry import Box, Polygon, bounds
from editor.model.page import Line, PageContent, Region
from editor.model.tagset import TagSet, read_tagset
from editor.model.wordplaces import placed_words
from editor.store import readers
from editor.store.project import Project

NOT_A_MARK = "not-a-mark:"
EVERYWHERE = "*"
"""Stands in the place of a page's id where something is no mark on any page."""
_MOST_WORDS = 200
"""Signs of its words that are remembered of what is no mark, to show it by: what is known by is its key."""
_OPEN_ROLES = frozenset({"body", "heading"})
_OPEN_KINDS = frozenset({"header", "footer"})
"""Regions whose lines are looked at: running text, and heads and feet that nobody has told apart yet."""
_FIGURE = re.compile(r"\d")
_LETTERS_ENOUGH = 0.6
Report = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class MarkProposal:
    """A mark to take: its kind, its word ranges, its place on the scan if it has one, why, and how sure (0 to 1).

    ``number`` is the page's place in the project from 1 or in the document that was looked through. ``region`` is the
    kind of region it becomes. ``safe`` marks may be taken all at once. ``key`` is what it is remembered by.
    """

    kind: str
    label: str
    page: int
    number: int
    spans: tuple[Range, ...]
    text: str
    zone: str
    box: Box | None
    region: str
    reason: str
    confidence: float
    safe: bool
    key: str

    def record(self) -> dict[str, Any]:
        """Return it as plain data, as ``muniment marks --json`` prints it."""
        return {
            "kind": self.kind,
            "region": self.region,
            "page": self.number,
            "page_id": self.page,
            "spans": [{"line": one.line, "start": one.start, "end": one.end} for one in self.spans],
            "text": self.text,
            "zone": self.zone,
            "box": list(self.box) if self.box is not None else None,
            "reason": self.reason,
            "confidence": self.confidence,
            "safe": self.safe,
        }

    def sentence(self) -> str:
        """Return it as a line for people."""
        said = " / ".join(self.text.splitlines())
        return f"{self.number} {self.label}: {said} ({self.confidence:.0%}) {self.reason}"


@dataclass(frozen=True, slots=True)
class Task:
    """Pages of one record to judge, as plain values; ``wanted`` are the ids of pages whose marks are asked for.

    ``numbers`` are the places of pages by id, ``none`` the keys of what is no mark.
    """

    pages: tuple[MarkPage, ...]
    numbers: dict[int, int]
    wanted: frozenset[int]
    none: frozenset[str]


def task_of(
    project: Project, document: int, tagset: TagSet, wanted: Collection[int] | None = None, first_number: int = 1
) -> Task:
    """Return what the marks of a document are judged by; ``wanted`` are ids of pages, None for all."""
    none, pages, numbers = none_of(project), [], {}
    roles = {kind.name: kind.role for kind in tagset.kinds}
    for number, page in enumerate(readers.pages(project, document), start=first_number):
        content = readers.content(project, page.id)
        pages.append(mark_page(project, content, roles))
        numbers[page.id] = number
    asked = frozenset(numbers) if wanted is None else frozenset(wanted)
    return Task(tuple(pages), numbers, asked, none)


def find(task: Task, stop: Stop | None = None, report: Report | None = None) -> list[MarkProposal]:
    """Return the marks proposed on the pages of a task, in reading order; those found so far where ``stop`` says so."""
    repetition = Repetition(task.pages, stop)
    found: list[MarkProposal] = []
    for done, page in enumerate(task.pages, start=1):
        if stop is not None and stop():
            break
        if report is not None:
            report(done, len(task.pages), str(task.numbers[page.id]))
        if page.id in task.wanted:
            found += proposals_on(page, task.numbers[page.id], repetition, task.none)
    return found


def proposals_on(page: MarkPage, number: int, repetition: Repetition, none: Collection[str]) -> list[MarkProposal]:
    """Return the marks proposed on a page, in reading order; ``none`` are the keys of what is no mark."""
    proposals = (_proposal(page, number, mark) for mark in marks_of(page, repetition.count))
    kind = {line.id: line.kind for line in page.lines}
    open_ones = (one for one in proposals if one.region != kind[one.spans[0].line])
    return [one for one in open_ones if not known_as_none(one, none)]


def found_in(
    project: Project,
    document: int | None = None,
    numbers: Collection[int] | None = None,
    report: Report | None = None,
    stop: Stop | None = None,
) -> list[MarkProposal]:
    """Return the marks proposed in a document or else the whole project, one record after the other.

    Args:
        project: An open project.
        document: The id of a document; else all.
        numbers: Pages by number from 1, in the document or else in the project.
        report: Told how far it is: pages done, of how many, the title of the document.
        stop: Asked whether to give up; what was found so far is returned.
    """
    tagset = read_tagset(readers.project_values(project).get("tagset", ""))
    total, done, found = readers.page_count(project, document), 0, []
    for each in readers.documents(project):
        if (document is not None and each.id != document) or (stop is not None and stop()):
            continue
        ids = [page.id for page in readers.pages(project, each.id)]
        wanted = {one for at, one in enumerate(ids, start=done + 1) if numbers is None or at in numbers}
        if wanted:
            found += find(task_of(project, each.id, tagset, wanted, done + 1), stop)
        done += len(ids)
        if report is not None:
            report(done, total, each.title)
    return found


def mark_page(project: Project, content: PageContent, roles: dict[str, str]) -> MarkPage:
    """Return a page as it is judged; regions whose kind was settled before are furniture already."""
    words = _Words(project, content)
    level = _level(line.baseline for _, line in content.lines())
    lines = tuple(
        _mark_line(line, region.kind, words, furniture=not _is_open(region, roles), level=level)
        for region, line in content.lines()
    )
    return MarkPage(content.page.id, lines, (content.page.width, content.page.height))


def _is_open(region: Region, roles: dict[str, str]) -> bool:
    return region.kind in _OPEN_KINDS or roles.get(region.kind, "body") in _OPEN_ROLES


class _Words:
    """The places of the words of a page's lines, each reading opened once."""

    def __init__(self, project: Project, content: PageContent) -> None:
        self._project, self._page = project, content.page
        self._readings: dict[int, Any] = {}

    def of(self, line: Line) -> tuple[tuple[int, int, Box], ...]:
        """Return start, end and box of words that nobody has changed; none where the line has no place."""
        if line.share is None or line.ocr_text != line.text or not (line.outline or line.baseline):
            return ()
        reading = line.share.reading
        if reading not in self._readings:
            source = readers.reading(self._project, reading)
            self._readings[reading] = source.lines(), source.scale_to((self._page.width, self._page.height))
        lines, (across, down) = self._readings[reading]
        return tuple(
            (start, end, (box[0] * across, box[1] * down, box[2] * across, box[3] * down))
            for start, end, box in placed_words(line.share, lines)
        )


def _mark_line(line: Line, kind: str, words: _Words, *, furniture: bool, level: float) -> MarkLine:
    shape = line.outline or line.baseline
    box = bounds(shape) if shape else None
    angle = _slope(line.baseline) - level if len(line.baseline) > 1 else 0.0
    return MarkLine(line.id, line.text, kind, box, words.of(line), furniture, angle)


def _slope(baseline: Polygon) -> float:
    (x1, y1), (x2, y2) = baseline[0], baseline[-1]
    return math.degrees(math.atan2(y2 - y1, x2 - x1))


def _level(baselines: Iterable[Polygon]) -> float:
    """Return by how much the lines of a page are turned together: its skew."""
    slopes = [_slope(each) for each in baselines if len(each) > 1]
    return median(slopes) if slopes else 0.0


def _proposal(page: MarkPage, number: int, mark: Mark) -> MarkProposal:
    kind = kinds()[mark.kind]
    return MarkProposal(
        mark.kind, kind.label, page.id, number, mark.ranges, mark.text, mark.zone, mark.box,
        _region_kind(kind, mark.zone), " ".join(mark.reasons), mark.sure, is_safe(mark), _key(mark.text, mark.zone),
    )  # fmt: skip


def _region_kind(kind: Kind, zone: str) -> str:
    return {"head": kind.above, "margin": kind.beside}.get(zone, kind.region)


# What is no mark


@dataclass(frozen=True, slots=True)
class NoMark:
    """Something that was said to be no mark: on a page, or where ``page`` is None at such a place on every page.

    ``name`` is that of the project's value it is remembered in. Kind, zone and text are "" where it was remembered
    before they were kept as well.
    """

    name: str
    page: int | None
    kind: str = ""
    zone: str = ""
    text: str = ""


def not_a_mark(proposal: MarkProposal, *, everywhere: bool = False) -> SetProject:
    """Return the edit that remembers something as no mark: at its place on its page, or at such a place everywhere."""
    page = EVERYWHERE if everywhere else str(proposal.page)
    said = f"{proposal.kind} {proposal.zone} {' / '.join(proposal.text.splitlines())[:_MOST_WORDS]}"
    return SetProject({f"{NOT_A_MARK}{page}:{proposal.key}": said})


def no_marks(project: Project) -> list[NoMark]:
    """Return what was said to be no mark: on every page first, then page after page, of pages that are gone last."""
    values = readers.project_values(project)
    found = [_no_mark(name, page, values[name]) for name in values if (page := _page_of(name))]
    places: dict[int | None, float] = {None: 0}
    for one in found:
        if one.page not in places and one.page is not None:
            places[one.page] = readers.page_position(project, one.page) or math.inf
    return sorted(found, key=lambda one: (places[one.page], one.text, one.name))


def _page_of(name: str) -> str:
    """Return of which page a value of the project says that something is no mark on it, "" for other values."""
    page, _, key = name.removeprefix(NOT_A_MARK).partition(":")
    return page if name.startswith(NOT_A_MARK) and key and (page == EVERYWHERE or page.isdecimal()) else ""


def _no_mark(name: str, page: str, said: str) -> NoMark:
    kind, zone, text = said.split(" ", 2) if said.count(" ") > 1 else ("", "", "")
    return NoMark(name, None if page == EVERYWHERE else int(page), kind, zone, text)


def mark_again(gone: NoMark) -> SetProject:
    """Return the edit that forgets that something is no mark: it is proposed again where it stands."""
    return SetProject({gone.name: ""})


def none_of(project: Project) -> frozenset[str]:
    """Return the keys of what was said to be no mark."""
    values = readers.project_values(project)
    return frozenset(name.removeprefix(NOT_A_MARK) for name in values if _page_of(name))


def known_as_none(proposal: MarkProposal, none: Collection[str]) -> bool:
    """Tell whether a proposal was said to be no mark, at its place or everywhere."""
    return f"{proposal.page}:{proposal.key}" in none or f"{EVERYWHERE}:{proposal.key}" in none


def _key(text: str, zone: str) -> str:
    said = f"{remembered(text)}:{zone}"
    return hashlib.sha1(said.encode(), usedforsecurity=False).hexdigest()[:12]


# Several at once


def grouped(proposals: Iterable[MarkProposal]) -> dict[str, list[MarkProposal]]:
    """Return proposals by kind, the kinds in the order they are listed; kinds without any are left out."""
    groups: dict[str, list[MarkProposal]] = {name: [] for name in kinds()}
    for one in proposals:
        groups[one.kind].append(one)
    return {name: found for name, found in groups.items() if found}


def safe_ones(proposals: Iterable[MarkProposal]) -> list[MarkProposal]:
    """Return the proposals that may be taken all at once."""
    return [one for one in proposals if one.safe]


def all_like(proposal: MarkProposal, proposals: Sequence[MarkProposal]) -> list[MarkProposal]:
    """Return the proposals like one, itself too: of its kind and zone, that say the same or are written alike."""
    shape = _shape(proposal.text)
    return [
        one for one in proposals
        if one.kind == proposal.kind and one.zone == proposal.zone and _alike(_shape(one.text), shape)
    ]  # fmt: skip


def _shape(text: str) -> str:
    return _FIGURE.sub("0", remembered(text))


def _alike(first: str, second: str) -> bool:
    """Tell whether two shapes differ in few signs."""
    if first == second:
        return True
    same = sum(a == b for a, b in zip(first, second, strict=False))
    return same >= _LETTERS_ENOUGH * max(len(first), len(second))
