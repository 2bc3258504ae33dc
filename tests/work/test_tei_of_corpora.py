"""A slice of the corpora as TEI: the judge finds nothing, and what is read and written again is the same bytes."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from editor.model.faults import Fault
from tests.work.tei_of_corpora import SHARED, name, round_trip, sources

SLICE = sources()[5::16]


@pytest.mark.skipif(not SLICE, reason="needs the shared corpora beside the project")
@pytest.mark.slow
def test_a_slice_of_the_corpora_goes_round(tmp_path: Path) -> None:
    written = []
    for source in SLICE:
        try:
            made, why = round_trip(source, tmp_path / name(source))
        except Fault as fault:
            assert "nothing to export" in str(fault), (name(source), str(fault))
            continue
        assert why == "", name(source)
        written += made
    assert len(written) >= 8
    if shutil.which("jing"):
        command = [sys.executable, str(SHARED / "tei/check.py"), *map(str, written)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout[-2000:]
