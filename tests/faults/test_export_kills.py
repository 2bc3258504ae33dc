"""An export leaves the old file or the new one, whole, whatever happens to the program or the disk."""

import os
import subprocess
import sys

import pytest

from editor.model import edit as e
from editor.store import readers
from editor.store.project import Project
from tests.faults.export_verifier import wrong
from tests.faults.kill_rounds import Rounds

resource = pytest.importorskip("resource")
pytestmark = pytest.mark.skipif(os.name != "posix", reason="kills with a signal that only POSIX has")
SPOILT = {
    "half": lambda data: data[: len(data) // 2],
    "mixed": lambda data: data.replace(b"number-1", b"number-2", 40),
    "empty": lambda data: b"",
}


@pytest.mark.slow
def test_a_killed_export_leaves_whole_files(tmp_path):
    loop = Rounds(["tests.faults.export_saver"], ["tests.faults.export_verifier"], tmp_path, most=0.6)
    outcome = loop.run(8, 7)
    assert not outcome.faults
    assert outcome.killed == 8 and outcome.acknowledged >= 4


@pytest.mark.parametrize("spoil", SPOILT.values(), ids=SPOILT)
def test_a_half_file_would_be_seen(tmp_path, spoil):
    data = b"number-1\n" * 360
    (tmp_path / "a.txt").write_bytes(data)
    assert list(wrong(tmp_path, "text", 1)) == []
    (tmp_path / "a.txt").write_bytes(spoil(data))
    assert list(wrong(tmp_path, "text", 1)) != []


@pytest.mark.parametrize("kind", ["text", "tei"])
def test_a_disk_that_takes_no_more_leaves_the_old_file_and_a_sentence(tmp_path, repository, kind):
    path, out = tmp_path / "p.muniment", tmp_path / "out"
    with Project.create(path) as project:
        document = project.apply(e.AddDocument("Numbers")).id
        region = project.apply(e.AddRegion(project.apply(e.AddPage(document)).id)).id
        project.apply(e.AddLine(region, "short"))

    def export(most=None):
        def limit():
            if most is not None:
                resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))

        command = [sys.executable, "-m", "editor", "export", str(path), str(out), "--format", kind]
        return subprocess.run(command, cwd=repository, capture_output=True, text=True, preexec_fn=limit, timeout=60)

    assert export().returncode == 0
    before = {one.name: one.read_bytes() for one in out.iterdir()}
    with Project.open(path) as project:
        line = next(
            line for page in readers.all_pages(project) for _, line in readers.content(project, page.id).lines()
        )
        project.apply(e.SetLineText(line.id, "long " * 20_000))
    told = export(most=20_000)
    assert told.returncode != 0
    assert "Traceback" not in told.stderr and told.stderr.strip().endswith(".")
    assert {one.name: one.read_bytes() for one in out.iterdir()} == before
    assert export().returncode == 0
    assert {one.name: one.read_bytes() for one in out.iterdir()} != before
