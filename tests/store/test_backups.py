"""Backups: whole or not there at all, never over another file, and never the last good one let go."""

from __future__ import annotations

import os
from datetime import datetime, timedelta
from itertools import pairwise

import pytest

from editor.model import edit as e
from editor.model.faults import Fault
from editor.store import backups, gate, journal
from editor.store.project import Project

NOON = datetime(2026, 11, 22, 12).astimezone()


@pytest.fixture
def project(tmp_path):
    with Project.create(tmp_path / "Box 3.muniment") as made:
        made.apply(e.AddDocument("One"))
        yield made


def _edit(project):
    project.apply(e.AddDocument("another"))


def test_a_backup_is_the_project(project):
    path = backups.back_up(project, NOON)
    assert path.parent.name == "Box 3 backups"
    assert path.name == "2026-11-22 120000 rev 2.muniment"
    with Project.open(path) as copy:
        rows = [c.connection.execute("SELECT * FROM journal").fetchall() for c in (project, copy)]
        assert rows[0] == rows[1]
    assert sorted(p.name for p in path.parent.iterdir()) == [path.name]


def test_the_same_state_is_backed_up_once(project):
    assert backups.back_up(project, NOON) is not None
    assert backups.back_up(project, NOON + timedelta(hours=1)) is None


def test_ten_are_kept_and_one_a_day_before(project):
    for number in range(40):
        _edit(project)
        backups.back_up(project, NOON + timedelta(hours=6 * number))
    found = backups.backups(project.path)
    assert [one.rev for one in found[:10]] == list(range(42, 32, -1))
    older = [one.day for one in found[10:]]
    assert older == sorted(set(older), reverse=True)
    assert len(older) == 8  # thirty more in four a day, the newest of each
    assert backups.too_many(found) == []


def test_a_clock_that_is_set_back_throws_nothing_new_away(project):
    for number in range(15):
        _edit(project)
        backups.back_up(project, NOON - timedelta(days=number))
    found = backups.backups(project.path)
    assert [one.rev for one in found][:10] == list(range(17, 7, -1))
    assert all(a.rev > b.rev for a, b in pairwise(found))


def test_a_file_that_is_there_is_never_written_over(project, tmp_path):
    (tmp_path / "a.muniment").write_bytes(b"mine")
    with pytest.raises(Fault, match="already; it was not touched"):
        backups.write(project, tmp_path, lambda rev: "a.muniment")
    assert (tmp_path / "a.muniment").read_bytes() == b"mine"
    assert not list(tmp_path.glob(".*.part"))


def test_a_backup_that_is_not_whole_gets_no_name(project):
    project.connection.execute("UPDATE journal SET user='x' WHERE rev=1")  # as a fault of the disk would
    with pytest.raises(Fault, match="breaks at entry 1"):
        backups.back_up(project, NOON)
    assert list(backups.folder_of(project.path).iterdir()) == []


def test_a_project_is_made_of_a_backup(project, tmp_path):
    path = backups.back_up(project, NOON)
    _edit(project)
    backups.restore(path, tmp_path / "again.muniment")
    with Project.open(tmp_path / "again.muniment") as again:
        assert journal.last_rev(again.connection) == 2
    with pytest.raises(Fault, match="is there already"):
        backups.restore(path, tmp_path / "again.muniment")


def test_a_damaged_backup_is_refused(project, tmp_path):
    path = backups.back_up(project, NOON)
    data = bytearray(path.read_bytes())
    data[8192:12288] = bytes(4096)
    path.write_bytes(data)
    with pytest.raises(Fault):
        backups.restore(path, tmp_path / "again.muniment")
    assert not (tmp_path / "again.muniment").exists()
    assert not list(tmp_path.glob(".*.part"))


def test_edits_go_on_while_a_backup_is_made(project, monkeypatch):
    monkeypatch.setattr(backups, "_PAGES_A_SLICE", 1)
    seen = []

    def edit() -> bool:
        if len(seen) < 3:
            _edit(project)
            seen.append(project)
        return True

    path = backups.write(project, project.path.parent, lambda rev: f"{rev}.muniment", edit)
    assert len(seen) == 3
    assert path.name == "5.muniment"


def test_half_copies_of_killed_programs_are_swept_away_after_a_day(project):
    folder = backups.folder_of(project.path)
    folder.mkdir()
    old, new, other = (folder / name for name in (f".{'a1' * 6}.part", f".{'b2' * 6}.part", ".mine.part"))
    for path in (old, new, other):
        path.write_bytes(b"half")
    for path in (old, other):
        os.utime(path, (1, 1))
    backups.back_up(project, NOON)
    assert not old.exists() and new.exists() and other.exists()


def test_a_copy_that_lacks_an_edit_is_not_kept(project, monkeypatch):
    monkeypatch.setattr(backups, "_PAGES_A_SLICE", 1)

    def lose() -> bool:
        project.connection.execute("DELETE FROM step WHERE rev=2")  # as a fault of the disk would
        project.connection.execute("DELETE FROM journal WHERE rev=2")
        return True

    with pytest.raises(Fault, match="The backup was not kept: edits are missing in it"):
        backups.back_up(project, NOON, lose)
    assert list(backups.folder_of(project.path).iterdir()) == []


def test_a_copy_that_is_spoilt_once_it_was_looked_at_gets_no_name(project, monkeypatch):
    look = gate.inspect

    def spoil(path, **more):
        found = look(path, **more)
        path.write_bytes(b"\0" * path.stat().st_size)  # as a drive that is taken away would
        return found

    monkeypatch.setattr(gate, "inspect", spoil)
    with pytest.raises(Fault, match=r" is damaged \(file is not a database\)\."):
        backups.back_up(project, NOON)
    assert list(backups.folder_of(project.path).iterdir()) == []


def test_a_backup_that_is_not_wanted_any_more_leaves_nothing(project, monkeypatch):
    monkeypatch.setattr(backups, "_PAGES_A_SLICE", 1)
    asked = []

    def wanted() -> bool:
        asked.append(1)
        return len(asked) < 5

    with pytest.raises(backups.Stopped):
        backups.back_up(project, NOON, wanted)
    assert len(asked) == 5
    assert list(backups.folder_of(project.path).iterdir()) == []
    assert backups.back_up(project, NOON) is not None
