"""What an archivist is told when a project cannot be saved; each case is met for real where it can be."""

from __future__ import annotations

import sqlite3

import pytest

from editor.model import edit as e
from editor.model.faults import Fault
from editor.store.project import Project
from editor.store.refusal import refusal


@pytest.fixture
def project(tmp_path):
    with Project.create(tmp_path / "Box.muniment") as made:
        yield made


def said(project):
    with pytest.raises(Fault) as fault:
        project.apply(e.AddDocument("One"))
    return str(fault.value)


def test_a_full_disk(project):
    pages = project.connection.execute("PRAGMA page_count").fetchone()[0]
    project.connection.execute(f"PRAGMA max_page_count={pages}")
    with pytest.raises(Fault, match=r"The disk is full, so Box\.muniment cannot be saved\. What was saved is safe\."):
        for _ in range(200):
            project.apply(e.AddDocument("One" * 100))


def test_a_file_that_is_moved_away(project, tmp_path):
    project.path.rename(tmp_path / "elsewhere.muniment")
    assert "was moved, replaced or deleted while it was open" in said(project)
    (tmp_path / "elsewhere.muniment").rename(project.path)


def test_a_file_that_may_not_be_written(project):
    project.connection.execute("PRAGMA query_only=1")
    assert "may not be written to any more" in said(project)


@pytest.mark.parametrize("code", ["SQLITE_IOERR_WRITE", "SQLITE_BUSY", "SQLITE_CORRUPT", "SQLITE_NOLFS", ""])
def test_every_other_error_says_what_to_do_or_what_it_was(code):
    error = sqlite3.OperationalError("details")
    error.sqlite_errorname = code
    told = str(refusal("Box.muniment", error))
    assert told.startswith(("The drive of Box", "Another program holds Box", "Box.muniment"))
    assert told.endswith(".") and ("safe" in told or "backup" in told)
    assert ("details" in told) == (code in ("SQLITE_NOLFS", ""))
