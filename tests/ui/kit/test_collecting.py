"""Garbage is collected in the GUI thread, and what was loaded is not looked at again and again."""

from __future__ import annotations

import gc
import threading
import time
import weakref

import pytest

from editor.ui.kit import collecting
from editor.ui.kit.collecting import Collecting


class Knot:
    """Something that only the collector can free."""

    def __init__(self):
        self.me = self


@pytest.fixture
def collector(qapp):
    made = Collecting(qapp)
    yield made
    made.stop()
    assert gc.isenabled() and gc.get_freeze_count() == 0


def test_a_test_with_a_window_has_no_garbage_collected_meanwhile(qtbot):
    assert not gc.isenabled()


def test_a_thread_that_asks_for_memory_collects_nothing(collector):
    where = []
    gone = weakref.ref(Knot(), lambda _: where.append(threading.current_thread()))

    def work():
        kept = [[number] for number in range(50_000)]
        assert kept

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert gone() is not None and not where


def test_garbage_goes_at_the_next_looks(collector, qtbot, monkeypatch):
    monkeypatch.setattr(gc, "get_threshold", lambda: (0, 0, 0))
    gone = weakref.ref(Knot())
    collector.look()
    assert gone() is None


def test_much_at_once_is_put_aside(collector):
    before = gc.get_freeze_count()
    kept = [[number] for number in range(collecting.MANY + 1000)]
    start = time.perf_counter()
    collector.look()
    assert time.perf_counter() - start < 0.02
    assert gc.get_freeze_count() >= before + len(kept)
