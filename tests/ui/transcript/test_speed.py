"""A very long page full of spans: a key costs the line it is in, not the page. Ratios only, on CPU time."""

import statistics
import time

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from editor.model import edit as e

LINES = 5000
TEXT = "negotiations observation the of quarantine Soviets posts"


def long_bench(make_bench, spans):
    bench = make_bench([])
    project, page = bench.project, bench.pages[0]
    edits, ids = [], []
    for _ in range(LINES // 50):
        region = project.new_id()
        edits.append(e.AddRegion(page, id=region))
        for _ in range(50):
            ids.append(project.new_id())
            edits.append(e.AddLine(region, TEXT, id=ids[-1]))
    edits += [e.TagSpan(ids[n % LINES], n % 30, n % 30 + 9, ("person", "unclear")[n % 2]) for n in range(spans)]
    project.apply(e.Batch(tuple(edits), "Fill"))
    bench.session.select_line(ids[LINES // 2], 12)
    QApplication.processEvents()
    return bench


def keys(bench, count=24):
    """Return the CPU seconds a key costs, with the painting."""
    taken = []
    for n in range(count):
        began = time.process_time()
        QTest.keyClick(bench.sheet, "aeitnsr "[n % 8])
        QApplication.processEvents()
        bench.sheet.viewport().repaint()
        taken.append(time.process_time() - began)
    return statistics.median(taken)


@pytest.mark.slow
def test_spans_make_a_key_at_most_four_times_as_dear(make_bench):
    plain, tagged = long_bench(make_bench, 0), long_bench(make_bench, LINES)
    assert tagged.shown() == tagged.stored()
    rounds = [(keys(plain), keys(tagged)) for _ in range(3)]
    costs = [statistics.median(values) for values in zip(*rounds, strict=True)]
    assert costs[1] <= 4 * costs[0]
    began = time.process_time()
    tagged.flush()
    sent = time.process_time() - began
    began = time.process_time()
    tagged.pane.show_page()
    shown = time.process_time() - began
    print(
        f"key {costs[0] * 1e3:.1f} ms, with spans {costs[1] * 1e3:.1f}; sent {sent * 1e3:.0f}; shown {shown * 1e3:.0f}"
    )
    assert tagged.shown() == tagged.stored()
