"""A program that ends while a thread is at work ends cleanly."""

from __future__ import annotations

import subprocess
import sys

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
