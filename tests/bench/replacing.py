"""Find and replace over a hundred thousand lines, in its pane: first hits, stopping, the window's pulse, undo."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QTimer

from editor.store import readers
from editor.ui.find.replace import ReplacePane
from tests.bench import synthetic
from tests.bench.desks import Bench
from tests.bench.measure import Row, percentile_ms
from tests.work.test_replace import EVIL

ROWS = ("replace-first", "replace-stop", "replace-pulse", "replace-apply", "replace-undo-differs")
PAGES = 2500
ABOUT = 0.12
"""Seconds that an evil pattern is let run before it is stopped."""


class _Pulse:
    """The longest time for which the loop of events did not come round."""

    def __init__(self) -> None:
        self.longest = 0.0
        self._last = time.perf_counter()
        self._timer = QTimer(interval=2)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def _beat(self) -> None:
        now = time.perf_counter()
        self.longest, self._last = max(self.longest, now - self._last), now


def _until(bench: Bench, true: Callable[[], bool], seconds: float = 60.0) -> float:
    began = time.perf_counter()
    while not true() and time.perf_counter() - began < seconds:
        bench.app.processEvents()
    return time.perf_counter() - began


def _rows(bench: Bench) -> list[object]:
    tables = ("region", "line", "annotation", "target")
    ask = bench.session.project.connection.execute
    return [hash(tuple(ask(f"SELECT * FROM {table} ORDER BY 1, 2"))) for table in tables]


def run(work: Path, rounds: int) -> Iterator[Row]:
    """Yield milliseconds on the clock, and how many tables differ after undo."""
    bench = Bench(synthetic.make(work / f"pages-{PAGES}.muniment", PAGES))
    pane = ReplacePane(bench.session, bench.jobs, bench.theme)
    bench.shown(pane, 1400, 330)
    assert readers.page_count(bench.session.project) == PAGES
    pane.regex.setChecked(True)
    firsts, stops = [], []
    for _ in range(rounds):
        pane.query.setText(r"\b(\w)a(\w+)")
        began = time.perf_counter()
        pane.search()
        _until(bench, lambda: pane.model.rowCount() > 0)
        firsts.append(time.perf_counter() - began)
        _until(bench, lambda: not pane.busy)
    yield Row("replace-first", percentile_ms(firsts, 1.0), None, 200.0, rounds, "ms wall")
    pulse = _Pulse()
    for find in EVIL:
        pane.query.setText(find)
        pane.search()
        _until(bench, lambda: not pane.busy, ABOUT)
        began = time.perf_counter()
        pane.stop_search()
        bench.jobs.stop()
        stops.append(time.perf_counter() - began)
    yield Row("replace-stop", percentile_ms(stops, 1.0), None, 1000.0, len(stops), "ms wall")
    yield Row("replace-pulse", pulse.longest * 1000, None, 200.0, len(EVIL), "ms wall")
    yield from _apply(bench, pane)


def _apply(bench: Bench, pane: ReplacePane) -> Iterator[Row]:
    before = _rows(bench)
    pane.query.setText(r"\b(\w)a(\w+)")
    pane.text.setText(r"\1o\2")
    pane.search()
    _until(bench, lambda: not pane.busy)
    began = time.perf_counter()
    pane.replace()
    took = time.perf_counter() - began
    assert _rows(bench) != before
    bench.session.undo()
    yield Row("replace-apply", took * 1000, None, 1000.0, 1, "ms wall")
    differing = sum(1 for old, new in zip(before, _rows(bench), strict=True) if old != new)
    yield Row("replace-undo-differs", float(differing), None, 0.0, 1, "tables")
    pane.close()
    bench.session.close()
