"""Patterns and files made to do harm hold the window up for no long time; in full: ``python -m tests.faults.evil``."""

import subprocess
import sys

from tests.faults.kill_rounds import REPOSITORY


def test_the_window_is_free_again_soon(shared):
    """The bounds are ten times those of the full run: this may be a loaded machine."""
    told = ["--patterns", "3", "--bombs", "5", "--longest", "2000", "--rest", "500"]
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults.evil", *told],
        cwd=REPOSITORY, capture_output=True, text=True, timeout=200, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert "3 patterns, 5 files" in done.stdout
