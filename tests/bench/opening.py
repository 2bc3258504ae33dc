"""Opening a project of 100,000 pages as far as its first page and the first window of its page list."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

from editor.store import readers
from editor.store.project import Project
from tests.bench import synthetic
from tests.bench.measure import Row, against, in_turns

ROWS = ("open-100000", "open-100000-extra")
TIMES = 5
"""Openings of a round."""


def opened(path: Path) -> Callable[[], None]:
    """Return what opens a project and asks what a window asks before it shows anything."""

    def act() -> None:
        for _ in range(TIMES):
            with Project.open(path) as project:
                readers.project_values(project)
                first = readers.first_page(project)
                assert first is not None
                readers.content(project, first)
                readers.page_window(project, None)
                project.undo_edit()

    return act


def run(work: Path, rounds: int) -> Iterator[Row]:
    """Yield the ratio, and what the larger one costs more."""
    few = synthetic.make(work / "pages-10.muniment", 10)
    many = synthetic.make(work / "pages-100000.muniment", 100_000)
    taken = in_turns({"value": opened(many), "yardstick": opened(few)}, rounds, clock=time.process_time)
    row = against("open-100000", 1.3, {name: [s / TIMES for s in all_of] for name, all_of in taken.items()})
    yield row
    yield Row("open-100000-extra", row.value - (row.yardstick or 0.0), None, 50.0, row.n)
