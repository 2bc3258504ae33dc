"""Opening a project of 100,000 pages: the program until its first page is on the screen, and the store alone."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

from editor.store import readers
from editor.store.project import Project
from tests.bench import starting, synthetic
from tests.bench.measure import Row, against, in_turns

ROWS = ("open-100000", "open-100000-extra", "open-store-100000-extra")
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
    store = against("", 0.0, {name: [s / TIMES for s in all_of] for name, all_of in taken.items()})
    yield _more("open-store-100000-extra", store)
    both = starting.compared("desk", ["muniment", str(many)], ["muniment", str(few)], rounds)
    whole = next(starting.rows("open-100000", 1.3, both))
    yield whole
    yield _more("open-100000-extra", whole)


def _more(bench: str, row: Row) -> Row:
    return Row(bench, row.value - (row.yardstick or 0.0), None, 50.0, row.n)
