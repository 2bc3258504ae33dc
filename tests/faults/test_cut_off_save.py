"""A save cut off in the middle is taken back when the project is opened again, unasked."""

import os
import shutil
import signal
import subprocess
import sys

import pytest

from editor.model import edit as e
from editor.model.faults import Fault
from editor.store import gate
from editor.store.project import Project
from tests.conftest import REPOSITORY

pytestmark = pytest.mark.skipif(os.name != "posix", reason="kills with a signal that only POSIX has")
CUT_OFF = """
import os, signal, sys
from pathlib import Path
from editor.store.project import Project
connection = Project.open(Path(sys.argv[1])).connection
connection.execute("PRAGMA cache_size=2")  # so that SQLite writes to the file before the end
connection.execute("BEGIN IMMEDIATE")
connection.execute("UPDATE line SET text='half', attributes='{}'")
connection.execute("UPDATE document SET title='half'")
os.kill(os.getpid(), signal.SIGKILL)
"""


def project(path, lines):
    with Project.create(path, user="somebody") as made:
        page = made.apply(e.AddPage(made.apply(e.AddDocument("Whole")).id)).id
        region = made.apply(e.AddRegion(page)).id
        made.apply(e.Batch(tuple(e.AddLine(region, f"whole {n} " * 20) for n in range(lines)), "Lines"))
    return path


def cut_off(path):
    done = subprocess.run([sys.executable, "-c", CUT_OFF, str(path)], cwd=REPOSITORY)
    assert done.returncode == -signal.SIGKILL
    journal = path.with_name(path.name + "-journal")
    assert journal.stat().st_size > 512, "nothing was cut off, so nothing is shown"
    return journal


def test_half_a_save_is_taken_back_on_opening(tmp_path):
    path = project(tmp_path / "a.muniment", 300)
    journal = cut_off(path)
    with Project.open(path) as opened:
        texts = {row[0].split()[0] for row in opened.connection.execute("SELECT text FROM line")}
        assert texts == {"whole"}
        assert gate.integrity(opened.connection) == []
    assert not journal.exists()
    assert [p.name for p in tmp_path.iterdir()] == [path.name]


def test_the_journal_of_another_file_is_not_played_into_this_one(tmp_path):
    journal = cut_off(project(tmp_path / "a.muniment", 300))
    other = project(tmp_path / "b.muniment", 40)
    before = other.read_bytes()
    shutil.copyfile(journal, tmp_path / "b.muniment-journal")
    with pytest.raises(Fault):
        Project.open(other)
    assert other.read_bytes() == before
    assert sorted(p.name for p in tmp_path.iterdir()) == [
        ".a.muniment.open", "a.muniment", "a.muniment-journal", "b.muniment", "b.muniment-journal"
    ]  # fmt: skip
