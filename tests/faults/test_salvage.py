"""Damaged projects: a slice of the harness, and the cases one can name."""

from __future__ import annotations

import json
import random
import sqlite3
import subprocess
import sys

import pytest

from editor.model.faults import Fault
from editor.store import journal
from editor.store.carving import SHAPES, carve
from editor.store.project import Project
from editor.store.salvage import salvage
from tests.faults.damages import damages, lines_of, make


@pytest.fixture(scope="module")
def good(tmp_path_factory):
    path = tmp_path_factory.mktemp("good") / "Harbour.muniment"
    make(path, random.Random(3), 150)
    return path


def test_what_stands_in_a_damaged_file_comes_back():
    for way, fault, _due, _came in damages(12, 20261122):
        assert not fault, f"{way}: {fault}"


def test_carving_a_whole_file_gives_every_row(good):
    carved = carve(good)
    with Project.open(good) as project:
        for table, names in SHAPES.items():
            columns = ", ".join(f'"{name}"' for name in names)
            rows = project.connection.execute(f"SELECT {columns} FROM {table}").fetchall()
            assert carved.rows[table] == {row[0]: dict(zip(names, row, strict=True)) for row in rows}, table
    assert carved.unread_rows == carved.unread_pages == 0


def test_where_the_journal_is_whole_everything_comes_back(good, tmp_path):
    bad = tmp_path / "bad.muniment"
    data = good.read_bytes()
    with Project.open(good) as project:
        root = project.connection.execute("SELECT rootpage FROM sqlite_schema WHERE name='line'").fetchone()[0]
        rows = project.connection.execute("SELECT count(*) FROM journal").fetchone()[0]
    bad.write_bytes(data[: (root - 1) * 4096] + bytes(4096) + data[root * 4096 :])
    with pytest.raises(sqlite3.DatabaseError):
        lines_of(bad)
    found = salvage(bad, tmp_path / "new.muniment")
    assert found.whole and found.losses == () and found.entries == rows
    assert lines_of(tmp_path / "new.muniment") == lines_of(good)


def test_without_a_journal_the_rows_come_back_and_the_program_opens_it(good, tmp_path):
    bad = tmp_path / "bad.muniment"
    bad.write_bytes(good.read_bytes())
    with Project.open(bad) as project:
        before = project.connection.execute("SELECT * FROM annotation").fetchall()
        project.connection.execute("DELETE FROM step")
        project.connection.execute("DELETE FROM journal")
    out = subprocess.run(
        [sys.executable, "-m", "editor", "salvage", str(bad), str(tmp_path / "new.muniment"), "--json"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert json.loads(out.stdout)["lines"] == len(lines_of(good))
    assert lines_of(tmp_path / "new.muniment") == lines_of(good)
    with Project.open(tmp_path / "new.muniment") as project:
        assert project.connection.execute("SELECT * FROM annotation").fetchall() == before
        assert journal.trouble(project.connection) is None


def test_blocks_that_hold_nothing_readable_are_told(good, tmp_path):
    bad = tmp_path / "bad.muniment"
    data = good.read_bytes()
    with Project.open(good) as project:
        root = project.connection.execute("SELECT rootpage FROM sqlite_schema WHERE name='journal'").fetchone()[0]
    bad.write_bytes(data[: (root - 1) * 4096] + bytes(4096) + data[root * 4096 :])
    found = salvage(bad, tmp_path / "new.muniment")
    assert not found.whole
    assert "Blocks of the file that hold nothing readable: 1." in found.losses
    assert lines_of(tmp_path / "new.muniment") == lines_of(good)


def test_lines_whose_region_and_page_are_gone_find_shelter(good, tmp_path):
    bad = tmp_path / "bad.muniment"
    bad.write_bytes(good.read_bytes())
    with Project.open(bad) as project:
        project.connection.execute("PRAGMA foreign_keys=0")
        for table in ("step", "journal", "region", "page", "document"):
            project.connection.execute(f"DELETE FROM {table}")
    found = salvage(bad, tmp_path / "new.muniment")
    assert not found.whole
    assert any("under “Recovered”" in loss for loss in found.losses)
    assert lines_of(tmp_path / "new.muniment") == lines_of(good)


def test_nothing_is_written_over_and_nothing_comes_of_nothing(good, tmp_path):
    taken = tmp_path / "taken.muniment"
    taken.write_text("mine")
    with pytest.raises(Fault, match="exists already"):
        salvage(good, taken)
    assert taken.read_text() == "mine"
    noise = tmp_path / "noise.muniment"
    noise.write_bytes(random.Random(1).randbytes(100_000))
    with pytest.raises(Fault, match="Nothing of a project"):
        salvage(noise, tmp_path / "out.muniment")
    with pytest.raises(Fault):
        salvage(tmp_path / "not there", tmp_path / "out.muniment")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["noise.muniment", "taken.muniment"]
