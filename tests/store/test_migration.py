"""A project of an older version: kept as it was, brought up to date in one step, or left alone with a reason."""

from __future__ import annotations

import shutil
import sqlite3
from datetime import datetime, timedelta

import pytest
from click.testing import CliRunner

from editor.cli.commands import program
from editor.model import edit as e
from editor.model.faults import Fault
from editor.store import backups, copies, file, journal, migration, schema
from editor.store.project import Project
from editor.work.check import check_file
from editor.work.dump import dump
from editor.work.inspect import inspect
from tests.projects.older import VERSION_1

NOON = datetime(2026, 11, 22, 12).astimezone()


@pytest.fixture
def older(tmp_path):
    return shutil.copy(VERSION_1, tmp_path / "Harbour.muniment")


def _sql(path, *statements):
    connection = sqlite3.connect(path, isolation_level=None)
    for statement in statements:
        connection.execute(statement)
    connection.close()


def _version(path):
    connection = sqlite3.connect(path)
    try:
        return schema.version_of(connection), schema.written(connection)
    finally:
        connection.close()


def test_it_is_kept_as_it_was_and_brought_up_to_date(older):
    with Project.open(older) as project:
        kept = project.kept
        assert schema.version_of(project.connection) == schema.VERSION
        assert schema.written(project.connection) == schema.expected()
        last = journal.last_rev(project.connection)
        assert project.connection.execute("SELECT rev FROM head").fetchall() == [(last,)]
        content = list(dump(project))
        project.apply(e.AddDocument("goes on"))
        assert journal.trouble(project.connection) is None
    assert [p.name for p in kept.parent.iterdir()] == [kept.name]
    assert kept.name.endswith(f"rev {last} version 1.muniment")
    assert _version(kept) == (1, schema.expected(1))
    backups.restore(kept, older.with_name("again.muniment"))
    assert _version(kept) == (1, schema.expected(1))
    with Project.open(older.with_name("again.muniment")) as again:
        assert again.kept is None  # it was brought up to date when it was made
        assert list(dump(again)) == content
    with Project.open(older) as project:
        assert project.kept is None


def test_what_was_kept_is_never_let_go(older):
    with Project.open(older) as project:
        for number in range(12):
            project.apply(e.AddDocument("another"))
            backups.back_up(project, NOON + timedelta(minutes=number))
        found = backups.backups(older)
        assert [one.version for one in found] == [None] * (backups.LAST + 1) + [1]  # and the newest of that day
        assert found[-1].path == project.kept


def _refused(path, before, match):
    with pytest.raises(Fault, match=match) as told:
        Project.open(path)
    assert path.read_bytes() == before
    return str(told.value)


def test_a_damaged_one_is_left_alone(older):
    _sql(older, "UPDATE journal SET user='somebody else' WHERE rev=3")
    said = _refused(older, older.read_bytes(), "breaks at entry 3")
    assert "was made with an older Muniment and was not brought up to date; it is as it was" in said
    assert not list(copies.folder_of(older).iterdir())


@pytest.mark.parametrize("statement", ["CREATE VIEW v AS SELECT 1", "PRAGMA user_version=2", "DROP TABLE touch"])
def test_one_that_is_of_no_version_word_for_word_is_refused(older, statement):
    _sql(older, statement)
    _refused(older, older.read_bytes(), "altered by another program")
    assert not copies.folder_of(older).exists()


def test_where_no_copy_can_be_kept_nothing_is_done(older):
    copies.folder_of(older).write_text("in the way")
    _refused(older, older.read_bytes(), "No copy of it could be kept in “Harbour backups”")


def test_a_full_disk_takes_it_back_and_the_copy_will_do_next_time(older):
    before = older.read_bytes()
    connection = file.connect(older)
    connection.execute(f"PRAGMA max_page_count={len(before) // 4096}")
    with pytest.raises(Fault, match=r"Something failed and was taken back \(database or disk is full\)"):
        migration.bring_up(older, connection)
    connection.close()
    assert older.read_bytes() == before
    (kept,) = copies.folder_of(older).iterdir()
    with Project.open(older) as project:
        assert project.kept == kept
    assert list(copies.folder_of(older).iterdir()) == [kept]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("DELETE FROM annotation", "rows were lost"),
        ("DELETE FROM region", "points to a missing"),
        ("UPDATE journal SET user='x' WHERE rev=1", "breaks at entry 1"),
        ("CREATE TABLE more (id)", "not the newest version"),
        ("no statement", "syntax error"),
    ],
)
def test_a_step_that_spoils_something_is_taken_back(older, monkeypatch, content, why):
    first, second = schema.MIGRATIONS
    spoiling = (first, second._replace(content=(*second.content, content)))
    monkeypatch.setattr(schema, "MIGRATIONS", spoiling)
    _refused(older, older.read_bytes(), why)


def test_who_only_looks_changes_nothing(older):
    before = older.read_bytes()
    report = check_file(older)
    assert report.sound and migration.OLDER in [found["text"] for found in report.findings]
    answer = inspect(older)
    assert answer["verdict"] == "accept-warn" and answer["messages"] == [migration.OLDER]
    _sql(older, "UPDATE journal SET user='somebody else' WHERE rev=3")
    spoilt = older.read_bytes()
    assert "breaks at entry 3" in check_file(older).findings[0]["text"]
    assert older.read_bytes() == spoilt != before
    assert [p.name for p in older.parent.iterdir()] == [older.name]


def test_the_command_line_says_what_it_did(older):
    told = CliRunner().invoke(program, ["stats", str(older)])
    assert told.exit_code == 0
    assert "was made with an older Muniment and is now brought up to date" in told.stderr
    assert "“Harbour backups” for good" in told.stderr
    again = CliRunner().invoke(program, ["stats", str(older)])
    assert again.stdout == told.stdout and again.stderr == ""


def test_a_window_says_that_it_will_take_a_while(older, tmp_path):
    assert migration.is_older(older)
    with Project.open(older):
        assert not migration.is_older(older)
    assert not migration.is_older(older)
    assert not migration.is_older(tmp_path / "not there")
