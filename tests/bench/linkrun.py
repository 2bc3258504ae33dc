"""Text linked to a hundred scans in the background: a page, a stop, going on, and what a long run keeps in memory."""

from __future__ import annotations

import itertools
import os
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from editor.model import edit as e
from editor.model.source import SourcePage
from editor.store.project import Project
from editor.work.linking import Reads
from editor.work.linking_queue import Choices, LinkQueue, link_pages, pages_named
from editor.work.scan_reading import ScanReader, read_page
from tests.bench import drawn_pages
from tests.bench.linking_sets import TruePage
from tests.bench.measure import NotHere, Row

ROWS = ("link-page", "link-page-ocr", "link-stop", "link-twice", "link-hundred", "link-memory")
PAGES, SCANS = 100, 5
STOPS = (0.1, 0.3, 0.7, 1.2, 1.6, 2.3)
"""Seconds after which a run with an engine is stopped: while it looks, while it reads, while it links."""
WARM = 20
"""After so many pages whatever is loaded once is loaded."""


class _Here:
    """Reads scans in this process, so that its time is counted."""

    producer = "here"

    def read(self, path: Path, frame: int, size: tuple[int, int] | None, stop: Callable[[], bool]) -> SourcePage:
        return read_page(path, frame, size, stop=stop)


def _project(folder: Path, scans: list[TruePage]) -> Project:
    """Return a new project of a hundred pages, each with its text, run together into paragraphs on every other."""
    project = Project.create(folder / "linked.muniment", user="bench")
    document = project.apply(e.AddDocument("Memoranda")).id
    for number, scan in zip(range(PAGES), itertools.cycle(scans)):
        page = project.apply(
            e.AddPage(document, str(scan.image), str(number), width=scan.size[0], height=scan.size[1])
        ).id
        blocks: dict[int, list[str]] = {}
        for _, text, block in scan.texts:
            blocks.setdefault(block, []).append(text)
        for texts in blocks.values():
            is_run = number % 2 == 1
            region = project.apply(e.AddRegion(page, attributes={"reflowed": "true"} if is_run else {})).id
            for text in [" ".join(texts)] if is_run else texts:
                project.apply(e.AddLine(region, text))
    return project


def run(work: Path, rounds: int) -> Iterator[Row]:
    """Yield milliseconds of a page and of a stop, pages done twice, and megabytes."""
    os.environ |= dict.fromkeys(("OMP_NUM_THREADS", "OMP_THREAD_LIMIT"), "1")
    try:
        scans = [page for seed in range(1, SCANS + 1) for page in drawn_pages.fresh(seed, work)]
    except drawn_pages.Missing as missing:
        raise NotHere(str(missing)) from missing
    with _project(work, scans) as project, ScanReader() as reader:
        pages = list(pages_named(project, None, None))
        taken = list(_timed(project, LinkQueue(pages[:SCANS]), None))
        yield Row("link-page", max(taken) * 1000, None, 1000.0, len(taken))
        again = Choices(again=True)
        taken = list(_timed(project, LinkQueue(pages[SCANS : 2 * SCANS], again), _Here()))
        yield Row("link-page-ocr", max(taken) * 1000, None, 3000.0, len(taken))
        stops = [_stopped(project, pages, reader, after) for after in STOPS]
        yield Row("link-stop", max(stops) * 1000, None, 1000.0, len(stops), "ms wall")
        yield from _hundred(project, pages)


def _timed(project: Project, queue: LinkQueue, reader: Reads | None) -> Iterator[float]:
    began = time.process_time()
    for outcome in link_pages(project, queue, reader):
        assert not outcome.fault, outcome.fault
        yield time.process_time() - began
        began = time.process_time()


def resident() -> float:
    """Return how many megabytes this process holds."""
    status = Path("/proc/self/status")
    if not status.exists():
        raise NotHere("the size of this process is not told here")
    kilobytes = next(line.split()[1] for line in status.read_text().splitlines() if line.startswith("VmRSS"))
    return int(kilobytes) / 1024


def _stopped(project: Project, pages: list[int], reader: ScanReader, after: float) -> float:
    """Return how long a run that is stopped still takes."""
    asked = threading.Event()
    when: list[float] = []

    def ask() -> None:
        when.append(time.perf_counter())
        asked.set()

    timer = threading.Timer(after, ask)
    timer.start()
    for _ in link_pages(project, LinkQueue(pages), reader, asked.is_set):
        pass
    timer.join()
    return time.perf_counter() - when[0]


def _hundred(project: Project, pages: list[int]) -> Iterator[Row]:
    """Link what is left without an engine, in two runs; a page on which nothing was sure is looked at in both."""
    first = LinkQueue(pages)
    seen, sizes = [], []
    for outcome in itertools.islice(link_pages(project, first), PAGES // 2):
        seen += [outcome.page.id] if outcome.taken else []
        sizes.append(resident())
    began = time.process_time()
    second = LinkQueue(pages)
    for outcome in link_pages(project, second):
        seen += [outcome.page.id] if outcome.taken else []
        sizes.append(resident())
    took = (time.process_time() - began) / max(1, second.of - second.passed_over)
    twice = float(len(seen) - len(set(seen)))
    yield Row("link-twice", twice, None, 0.0, len(seen), "pages")
    yield Row("link-hundred", took * 1000, None, 1000.0, second.of - second.passed_over, "ms cpu a page")
    yield Row("link-memory", sizes[-1] - sizes[WARM], None, 20.0, len(sizes), "MB")
