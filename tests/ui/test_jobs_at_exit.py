"""A program that ends while a thread is at work ends cleanly; what nobody waits for is not begun."""

from __future__ import annotations

import gc
import subprocess
import sys
import threading
import time
import weakref

from PySide6.QtWidgets import QWidget
from shiboken6 import delete

from editor.ui.jobs import Jobs

PROGRAM = """
import os
import time
from PySide6.QtCore import QCoreApplication
from editor.ui.jobs import Jobs
app = QCoreApplication([])
jobs = Jobs(2)
def work():
    for _ in range(30):
        time.sleep(0.01)
    os.write(1, b"done\\n")
for _ in range(6):
    jobs.start(work, print)
time.sleep(0.05)
"""


def test_what_runs_comes_to_its_end_and_what_waits_is_given_up():
    out = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, timeout=60, check=False)
    assert (out.returncode, out.stderr) == (0, "")
    assert out.stdout.split() == ["done", "done"]


def test_whoever_gives_up_work_does_not_wait_for_it_and_hears_nothing_of_it(qtbot):
    gate, heard = threading.Event(), []
    dialog = QWidget()
    jobs = Jobs(1, dialog)
    jobs.start(gate.wait, heard.append)
    jobs.start(lambda: heard.append("begun"), heard.append)
    qtbot.wait(50)
    begun = time.monotonic()
    del jobs
    delete(dialog)
    assert time.monotonic() - begun < 5 and not heard
    gate.set()
    after = Jobs(1)
    after.start(lambda: "after", heard.append)
    qtbot.waitUntil(lambda: bool(heard))
    assert heard == ["after"]


def test_what_was_dropped_before_it_began_is_not_begun(qtbot):
    jobs, begun, gate = Jobs(1), [], threading.Event()
    jobs.start(gate.wait, begun.append)
    dropped = jobs.start(lambda: begun.append("dropped"), begun.append)
    jobs.start(lambda: "kept", begun.append)
    jobs.drop(dropped)
    gate.set()
    qtbot.waitUntil(lambda: "kept" in begun)
    assert begun == [True, "kept"]


def test_what_was_dropped_is_let_go_of_though_its_turn_never_comes(qtbot):
    class Page:
        pass

    jobs, gate, page = Jobs(1), threading.Event(), Page()
    kept = weakref.ref(page)
    jobs.start(gate.wait, lambda _: None)
    ticket = jobs.start(lambda page=page: page, lambda _: None, priority=-2)
    del page
    assert kept() is not None
    jobs.drop(ticket)
    gc.collect()
    assert kept() is None
    gate.set()
    jobs.stop()
