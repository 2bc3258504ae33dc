"""A slice of the cases of a failing disk; all of them by hand (see failing_disk)."""

import sys

import pytest

from tests.faults import failing_disk

pytestmark = [
    pytest.mark.skipif(failing_disk.compiler() is None, reason="there is no C compiler to make a disk fail with"),
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the C library is stood before on Linux only"),
]


def test_nothing_acknowledged_is_lost_and_the_window_goes_on_when_the_disk_is_well():
    done = failing_disk.run(200, every=17)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 of 36 wrong" in done.stdout
    refused = [int(line.split()[-3]) for line in done.stdout.splitlines() if line.endswith("refused")]
    assert len(refused) == 3 and all(count > 20 for count in refused)


def test_a_project_that_keeps_a_half_edit_is_found_out(monkeypatch, tmp_path):
    """The harness itself: what it compares does notice a text that nobody acknowledged."""
    path = tmp_path / "good.muniment"
    lines = failing_disk.make(path)

    class Well:
        def failing_disk(self, *_):
            return 0

    calls = iter(({}, {1: "x"}))
    monkeypatch.setattr(failing_disk, "texts", lambda project: dict(next(calls)))
    assert "not what was acknowledged" in failing_disk.one(Well(), path, tmp_path / "b.muniment", lines, 1, "full")[1]
