"""The second who opens a project is told who has it; a note left behind by a killed program stands in nobody's way."""

import os
import signal
import subprocess
import sys

import pytest

from editor.model import edit as e
from editor.model.faults import Fault
from editor.store import occupant, readers
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


def test_a_program_that_lost_the_lock_of_the_file_still_keeps_others_out(tmp_path, repository):
    path = tmp_path / "Box 3.muniment"
    with Project.create(path, user="Anna Schmidt") as project:
        path.read_bytes()  # as a file dialog does that looks what a file is: the system drops SQLite's lock with it
        told = subprocess.run(
            [sys.executable, "-m", "editor", "dump", str(path)], cwd=repository, capture_output=True, text=True
        )
        assert told.returncode != 0
        assert "is open in another window or program (by Anna Schmidt" in told.stderr
        project.apply(e.AddDocument("still ours"))
    with Project.open(path) as again:
        assert [one.title for one in readers.documents(again)] == ["still ours"]


def test_who_only_looks_keeps_nobody_out(tmp_path):
    path = tmp_path / "Box 3.muniment"
    Project.create(path).close()
    note = path.with_name(f".{path.name}.open")
    for _ in range(20):
        note.touch()
        occupant.refuse_taken(path)
        handle = occupant.move_in(path, "Anna")
        occupant.move_out(path, handle)
    assert not note.exists()
