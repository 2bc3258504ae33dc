"""Text without places linked to the scan: what is known of a page, what its scan shows, and what is proposed.

Three steps, each a value that the next one takes: a task is read from the project, evidence is gathered from the scan
in any thread, and a proposal is found, again and again while pins are set. What becomes of it are edits: see
``linking_edits``. Nothing is remembered here: whoever shows a page keeps its evidence as long as it is shown.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from editor.assist.engines.values import Stopped
from editor.assist.linking.values import Linking, Pin, Scan, TextLine
from editor.imaging.prepared import MISSING
from editor.model.faults import Fault
from editor.model.found import Layout
from editor.model.page import Line, PageContent
from editor.model.source import SourcePage
from editor.store import readers
from editor.store.project import Project
from editor.work.linking_places import at_size, fixed_pins

Stop = Callable[[], bool]
Report = Callable[[int, int, str], None]

_NEEDS = ("numpy", "cv2")
"""What looking at scans needs beyond what every installation has."""


@dataclass(frozen=True, slots=True)
class PageTask:
    """A page whose text is to be linked; ``reading`` is what an engine or a file read there, in pixels of the image."""

    content: PageContent
    path: Path | None
    reading: SourcePage | None = None

    @property
    def id(self) -> int:
        """Return the id of the page."""
        return self.content.page.id

    def loose(self) -> list[Line]:
        """Return the lines that have text and no place."""
        return [line for _, line in self.content.lines() if is_loose(line)]

    def placed(self) -> list[Line]:
        """Return the lines that have text and a place: no run moves them."""
        return [line for _, line in self.content.lines() if line.text.strip() and not is_loose(line)]


@dataclass(frozen=True, slots=True)
class LinkTask:
    """Pages to be linked, each by itself, as plain values."""

    pages: tuple[PageTask, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the scans of a task show, a scan a page; ``read`` is what ``producer`` read just now and is to be kept.

    ``unread`` says of each page why it could not be read, "" where it was or nobody was asked to.
    """

    scans: tuple[Scan, ...]
    read: tuple[SourcePage | None, ...]
    unread: tuple[str, ...]
    producer: str = ""


@dataclass(frozen=True, slots=True)
class PageProposal:
    """What is proposed for one page; the links count in the layout of its scan, and their ``page`` is 0.

    ``unread`` says why its lines were linked by what they look like though the page was to be read, "" else.
    """

    task: PageTask
    scan: Scan
    linking: Linking
    read: SourcePage | None = None
    pins: tuple[Pin, ...] = ()
    producer: str = ""
    unread: str = ""

    @property
    def layout(self) -> Layout:
        """Return the lines of ink of the page."""
        return self.scan.layout


@dataclass(frozen=True, slots=True)
class Proposal:
    """What is proposed for the pages of a task."""

    pages: tuple[PageProposal, ...]


def is_loose(line: Line) -> bool:
    """Tell whether a line has text and no place on the scan."""
    return bool(line.text.strip()) and not line.outline and not line.baseline


def require() -> None:
    """Let pass where all is installed that linking needs.

    Raises:
        Fault: something is not, in a sentence that says what to do.
    """
    if any(importlib.util.find_spec(name) is None for name in _NEEDS):
        raise Fault(MISSING)


# The task


def task_of(project: Project, page_ids: Iterable[int]) -> LinkTask:
    """Return what is known of pages of a project.

    Raises:
        Fault: there is no such page.
    """
    return LinkTask(tuple(_page_task(project, page_id) for page_id in page_ids))


def _page_task(project: Project, page_id: int) -> PageTask:
    content = readers.content(project, page_id)
    page = content.page
    path = project.path.resolve().parent / page.image if page.image else None
    return PageTask(content, path, _reading(project, page_id, (page.width, page.height)))


def _reading(project: Project, page_id: int, size: tuple[int, int]) -> SourcePage | None:
    """Return the newest reading of a page that says where its words stand, None where none does."""
    for number, _ in reversed(readers.readings(project, page_id)):
        reading = readers.reading(project, number)
        if any(word.box is not None for line in reading.lines() for word in line.words):
            return at_size(reading, size)
    return None


# The evidence


class Reads(Protocol):
    """What reads the words of a scan: ``scan_reading.ScanReader``, for instance."""

    @property
    def producer(self) -> str:
        """Return its name and version, as the source of a reading tells them."""

    def read(self, path: Path, frame: int, size: tuple[int, int] | None, stop: Stop) -> SourcePage:
        """Return what stands on a page, with its words and their places in pixels of the page."""


def evidence(
    task: LinkTask, reader: Reads | None = None, stop: Stop | None = None, report: Report | None = None
) -> Evidence:
    """Return what the scans of a task show; for any thread, a second or two a page.

    Args:
        task: The pages.
        reader: Reads the words of pages that no reading tells them of; None leaves them unread, as it leaves those it
            fails on: what they look like is told all the same.
        stop: Asked now and then whether to give up.
        report: Told how many pages are done, of how many, and the label of the next.

    Raises:
        Fault: a scan is missing or cannot be looked at, or what looks at it is not installed.
        Stopped: ``stop`` said so.
    """
    require()
    scans: list[Scan] = []
    read: list[SourcePage | None] = []
    unread: list[str] = []
    for done, page in enumerate(task.pages):
        if report is not None:
            report(done, len(task.pages), page.content.page.label)
        scan, new, why_not = _look(page, reader, stop or never)
        scans.append(scan)
        read.append(new)
        unread.append(why_not)
    producer = reader.producer if reader is not None and any(read) else ""
    return Evidence(tuple(scans), tuple(read), tuple(unread), producer)


def never() -> bool:
    """Tell nobody to stop."""
    return False


def _look(task: PageTask, reader: Reads | None, stop: Stop) -> tuple[Scan, SourcePage | None, str]:
    """Return what a scan shows, what was read there just now, and why nothing was."""
    from editor.imaging.layout import find_layout
    from editor.imaging.likeness import Likeness
    from editor.imaging.prepared import prepare

    page = task.content.page
    if task.path is None:
        raise Fault(f"The page {page.label} has no scan, so there is nothing to link its text to.")
    size = (page.width, page.height) if page.width and page.height else None
    prepared = prepare(task.path, page.frame, size)
    go_on(stop)
    layout = find_layout(prepared, stop)
    go_on(stop)
    new, why_not = None, ""
    if reader is not None and task.reading is None:
        try:
            new = reader.read(task.path, page.frame, size, stop)
        except Fault as fault:  # the scan itself is sound: it was looked at
            why_not = str(fault)
    go_on(stop)
    return Scan(layout, Likeness(prepared, layout), task.reading or new), new, why_not


def go_on(stop: Stop) -> None:
    """Let pass as long as nobody wants to stop.

    Raises:
        Stopped: somebody does.
    """
    if stop():
        raise Stopped


# The proposal


def find(task: LinkTask, evidence: Evidence, pins: Sequence[Pin] = (), stop: Stop | None = None) -> Proposal:
    """Return which text stands where, as far as the evidence says.

    Args:
        task: The pages.
        evidence: What their scans show.
        pins: What the archivist said; ``at`` counts in the layout of the page that the line is on. A line that has a
            place already and is pinned goes where the pin says; all other lines that have a place keep it.
        stop: Asked now and then whether to give up.

    Raises:
        Stopped: ``stop`` said so.
    """
    found = (
        _find(page, scan, read if page.reading is None else None, pins, stop or never)
        for page, scan, read in zip(task.pages, evidence.scans, evidence.read, strict=True)
    )
    return Proposal(
        tuple(
            replace(page, producer=evidence.producer, unread=unread)
            for page, unread in zip(found, evidence.unread, strict=True)
        )
    )


def _find(task: PageTask, scan: Scan, read: SourcePage | None, pins: Sequence[Pin], stop: Stop) -> PageProposal:
    from editor.assist.linking.choose import link

    here = {line.id for _, line in task.content.lines()}
    said = tuple(pin for pin in pins if pin.line in here)
    moved = {pin.line for pin in said}
    fixed = fixed_pins([line for line in task.placed() if line.id not in moved], scan.layout)
    wanted = {line.id for line in task.loose()} | moved | {pin.line for pin in fixed}
    texts = [
        TextLine(line.id, line.text, block)
        for block, region in enumerate(task.content.regions)
        for line in region.lines
        if line.id in wanted
    ]
    linking = link(texts, [scan], [*said, *fixed], stop)
    go_on(stop)
    return PageProposal(task, scan, linking, read, said)
