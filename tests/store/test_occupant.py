"""The second who opens a project is told who has it; a note left behind by a killed program stands in nobody's way."""

import os
import signal
import subprocess
import sys

import pytest

from editor.model.faults import Fault
from editor.store.project import Project

HOLD = """
import sys, time
from pathlib import Path
from editor.store.project import Project
project = Project.open(Path(sys.argv[1]), user="Anna Schmidt")
print("open", flush=True)
time.sleep(60)
"""


@pytest.fixture
def held(tmp_path, repository):
    path = tmp_path / "Box 3.muniment"
    Project.create(path).close()
    command = [sys.executable, "-c", HOLD, str(path)]
    with subprocess.Popen(command, cwd=repository, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout.readline() == "open\n"
        yield path, holder
        holder.kill()


def test_the_second_is_told_who_where_and_since_when_and_a_kill_leaves_nothing_to_clean(held):
    path, holder = held
    with pytest.raises(Fault, match=r"Box 3\.muniment is open in another .* \(by Anna Schmidt on .+ since \d.*\)"):
        Project.open(path)
    os.kill(holder.pid, signal.SIGKILL)
    holder.wait()
    with Project.open(path, user="Ben") as project:
        assert project.path == path
    assert [one.name for one in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize("note", [b"", b"[]", b"\xff\xfe", b'{"user": 7, "since": "yesterday"}', b"{" * 9000])
def test_a_note_that_cannot_be_read_is_no_trouble(held, note):
    path, _ = held
    path.with_name(f".{path.name}.open").write_bytes(note)
    with pytest.raises(Fault, match="is open in another window or program"):
        Project.open(path)
