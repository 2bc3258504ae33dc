"""Series over a hundred thousand lines, in their pane: first places, the whole, stopping, the window's pulse."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

from editor.assist.suspects import lexicon
from editor.store import readers
from editor.ui.series.pane import SeriesPane
from editor.ui.series.rulefinder import RuleFinder
from editor.work.series import Known, Place
from tests.bench import synthetic
from tests.bench.desks import Bench
from tests.bench.measure import Row, percentile_ms
from tests.bench.replacing import PAGES, _Pulse, _until

ROWS = ("series-first", "series-whole", "series-stop", "series-pulse", "series-rules")


def run(work: Path, rounds: int) -> Iterator[Row]:
    """Yield milliseconds on the clock; the series starts from a word of the last page."""
    lexicon.lexicon("en")
    bench = Bench(synthetic.make(work / f"pages-{PAGES}.muniment", PAGES))
    finder = RuleFinder(bench.session, Known)
    pane = SeriesPane(bench.session, bench.jobs, bench.theme, Known, finder)
    bench.shown(pane, 1400, 330)
    *_, last = readers.all_pages(bench.session.project)
    _, line = next(readers.content(bench.session.project, last.id).lines())
    word = max(line.text.split(), key=len).strip(".,;:")
    start = line.text.index(word)
    place = Place(last.id, line.id, start, start + len(word), word, word)
    firsts, wholes, stops = [], [], []
    pulse = _Pulse()
    for _ in range(rounds):
        began = time.perf_counter()
        pane.start_from(place)
        _until(bench, lambda: pane.model.rowCount() > 0)
        firsts.append(time.perf_counter() - began)
        _until(bench, lambda: not pane.busy)
        wholes.append(time.perf_counter() - began)
        pane.search()
        _until(bench, lambda: False, 0.1)
        began = time.perf_counter()
        pane.stop_search()
        bench.jobs.stop()
        stops.append(time.perf_counter() - began)
    yield Row("series-first", percentile_ms(firsts, 1.0), None, 200.0, rounds, "ms wall")
    yield Row("series-whole", percentile_ms(wholes, 1.0), None, 10_000.0, rounds, "ms wall")
    yield Row("series-stop", percentile_ms(stops, 1.0), None, 1000.0, rounds, "ms wall")
    began = time.perf_counter()
    pane.rule_finder.start()
    _until(bench, lambda: not pane.rule_finder.running)
    yield Row("series-rules", (time.perf_counter() - began) * 1000, None, 60_000.0, 1, "ms wall")
    yield Row("series-pulse", pulse.longest * 1000, None, 200.0, rounds, "ms wall")
