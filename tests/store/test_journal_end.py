"""A journal whose end was cut off by another program is whole by itself, and missed all the same."""

from __future__ import annotations

import sqlite3

import pytest

from editor.model import edit as e
from editor.model.faults import Fault
from editor.store import backups, journal
from editor.store.project import Project
from editor.store.salvage import salvage
from editor.work.check import check_file
from editor.work.inspect import inspect
from tests.projects.older import take_back

CUT = ("DELETE FROM step WHERE rev > 5", "DELETE FROM journal WHERE rev > 5")
MISSING = "Entries after 5 are missing from the journal, which went up to 8."


@pytest.fixture
def path(tmp_path):
    made = tmp_path / "p.muniment"
    with Project.create(made) as project:  # the first entry
        for number in range(7):
            project.apply(e.AddDocument(f"Document {number}"))
    return made


def _sql(path, *statements):
    connection = sqlite3.connect(path, isolation_level=None)
    for statement in statements:
        connection.execute(statement)
    connection.close()


def test_check_and_inspect_name_what_is_missing(path):
    assert check_file(path).sound
    _sql(path, *CUT)
    report = check_file(path)
    assert not report.sound
    assert report.findings[0]["text"] == MISSING
    assert MISSING in inspect(path)["messages"]


def test_the_newest_entry_alone_tells_it(path):
    with Project.open(path) as project:
        assert journal.trouble_at_end(project.connection) is None
    _sql(path, *CUT)
    with Project.open(path) as project:
        assert journal.trouble_at_end(project.connection) == MISSING
    _sql(path, "DELETE FROM step", "DELETE FROM journal")
    with Project.open(path) as project:
        assert journal.trouble_at_end(project.connection) == MISSING.replace("after 5", "after 0")


def test_going_on_does_not_hide_it(path, tmp_path):
    _sql(path, *CUT)
    with Project.open(path) as project:
        assert project.apply(e.AddDocument("later")).rev == 9
        assert journal.trouble(project.connection) == "Entries 6 to 8 are missing from the journal."
        with pytest.raises(Fault, match="Entries 6 to 8 are missing"):
            backups.write(project, tmp_path, lambda rev: "copy.muniment")


def test_salvage_names_it_and_brings_all_that_stands_in_the_file(path, tmp_path):
    _sql(path, *CUT)
    found = salvage(path, tmp_path / "new.muniment")
    assert not found.whole
    assert found.losses == (MISSING,)
    assert (found.entries, found.documents) == (5, 7)
    assert check_file(tmp_path / "new.muniment").sound


def test_salvage_says_where_it_cannot_know(path, tmp_path):
    _sql(path, "DELETE FROM head")
    found = salvage(path, tmp_path / "new.muniment")
    assert found.losses == ("Whether the journal went on after entry 8 could not be read.",)
    assert found.documents == 7


def test_a_project_of_the_first_version_is_salvaged_as_it_always_was(path, tmp_path):
    take_back(path)
    found = salvage(path, tmp_path / "new.muniment")
    assert found.whole and found.documents == 7


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("UPDATE head SET rev=6", "Entries after 6 of the journal were not written by Muniment."),
        ("UPDATE head SET digest='0'", "Entry 8 of the journal is not the one that was written."),
    ],
)
def test_an_end_that_is_another_is_told(path, statement, told):
    _sql(path, statement)
    assert check_file(path).findings[0]["text"] == told


def test_without_a_head_nothing_is_written(path):
    _sql(path, "DELETE FROM head")
    with Project.open(path) as project, pytest.raises(Fault, match="end of the journal cannot be read"):
        project.apply(e.AddDocument("where to?"))
    assert "end of the journal cannot be read" in check_file(path).findings[0]["text"]
