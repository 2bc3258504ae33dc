"""Outlines by the thousand: panning over them, pointing at one of them."""

from __future__ import annotations

import random
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtWidgets import QApplication

from editor.model.page import Page, PageContent, Region
from editor.ui.pageview.pane import PageViewPane
from tests.bench import desks, scans, starting, synthetic
from tests.bench.measure import NotHere, Row, against, in_turns, percentile_ms
from tests.bench.sight import Paints

ROWS = ("pan-500", "pan-5000", "pan-50000", "point-50000")
TARGETS = {500: 2.0, 5_000: 3.0, 50_000: 6.0}
FRAMES = 40


def content(page: Page, number: int) -> PageContent:
    """Return the page with so many outlines strewn over it."""
    chance = random.Random(9)
    regions = []
    for n in range(number):
        x, y = chance.randrange(scans.WIDTH - 300), chance.randrange(scans.HEIGHT - 80)
        outline = synthetic.box(x, y, chance.randrange(40, 280), chance.randrange(20, 70))
        regions.append(Region(n + 10, page.id, n + 1, "paragraph", outline))
    return PageContent(page, tuple(regions))


class Panned:
    """A view of the large page with outlines on it."""

    def __init__(self, work: Path, number: int) -> None:
        """Show so many outlines at half the size of the image."""
        project = starting.one_page(work)
        self.bench = desks.Bench(Path(shutil.copyfile(project, project.with_name(f"pan-{number}.muniment"))))
        session = self.bench.session
        assert session.content is not None
        session.content = content(session.content.page, number)
        self.pane = PageViewPane(session, self.bench.jobs, self.bench.theme)
        self.bench.shown(self.pane, 900, 900)
        wait_until(lambda: len(self.pane.imagery.levels) > 1)
        self.paints = Paints(self.pane.view.viewport())
        self.pane.view.camera.actual_size()
        self.pane.view.camera.zoom_by(0.5)
        self.bench.settle()

    def pan(self) -> None:
        """Move over the page, frame by frame."""
        bar = self.pane.view.verticalScrollBar()
        for frame in range(FRAMES):
            before = self.paints.count
            bar.setValue(bar.minimum() + (bar.maximum() - bar.minimum()) * frame // FRAMES)
            wait_until(lambda: self.paints.count > before)  # noqa: B023 - it is asked at once

    def point(self, times: int) -> list[float]:
        """Ask what is under a point, so many times, and return the seconds of each."""
        chance, picks = random.Random(10), self.pane.view.paper.layout.picks
        taken = []
        for _ in range(times):
            at = (chance.uniform(0, scans.WIDTH), chance.uniform(0, scans.HEIGHT))
            began = time.thread_time()
            picks(at)
            taken.append(time.thread_time() - began)
        return taken


def wait_until(true: Callable[[], bool], seconds: float = 60.0) -> None:
    """Let events come until something is so.

    Raises:
        NotHere: it did not come to pass.
    """
    end = time.monotonic() + seconds
    while not true():
        QApplication.processEvents()
        if true():
            return
        time.sleep(0.001)
        if time.monotonic() > end:
            raise NotHere("the page was not shown whole")


def run(work: Path, rounds: int) -> Iterator[Row]:
    """Yield the rows."""
    bare = Panned(work, 0)
    for number, target in TARGETS.items():
        full = Panned(work, number)
        taken = in_turns({"value": full.pan, "yardstick": bare.pan}, rounds)
        yield against(f"pan-{number}", target, {name: [s / FRAMES for s in all_of] for name, all_of in taken.items()})
        if number == max(TARGETS):
            yield Row(f"point-{number}", percentile_ms(full.point(500), 0.99), None, 0.2, 500)
        full.pane.close()
