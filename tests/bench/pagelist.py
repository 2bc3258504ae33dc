"""Scrolling the list of pages of a very long project."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtWidgets import QApplication

from editor.ui.pagelist.pane import PageListPane
from tests.bench import desks, synthetic
from tests.bench.measure import Row, against, in_turns

ROWS = ("pagelist-scroll",)
FRAMES, STEP = 60, 170


class Scrolled:
    """A page list on a project of so many pages, without images, so that it is the list that is measured."""

    def __init__(self, project: Path) -> None:
        """Show it."""
        self.bench = desks.Bench(project)
        self.pane = PageListPane(self.bench.session, self.bench.jobs, self.bench.theme)
        self.bench.shown(self.pane, 160, 900)

    def scroll(self) -> None:
        """Scroll down from the top, frame by frame."""
        bar = self.pane.view.verticalScrollBar()
        bar.setValue(0)
        for frame in range(FRAMES):
            bar.setValue(frame * STEP)
            QApplication.processEvents()


def run(work: Path, rounds: int) -> Iterator[Row]:
    """Yield the row."""
    many = Scrolled(synthetic.make(work / "pages-100000.muniment", 100_000))
    few = Scrolled(synthetic.make(work / "pages-100.muniment", 100))
    taken = in_turns({"value": many.scroll, "yardstick": few.scroll}, rounds)
    yield against("pagelist-scroll", 1.3, {name: [s / FRAMES for s in all_of] for name, all_of in taken.items()})
