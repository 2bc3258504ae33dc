"""Project files that were damaged, altered or made up, and what the gate and `inspect` make of each.

The cases are those of the shared corpus of faults, done to a project of this program: the files there are of another
schema, which the gate rightly refuses one and all.
"""

from __future__ import annotations

import pytest

from editor.model.faults import Fault
from editor.store.project import Project
from editor.work.check import check_file
from editor.work.inspect import inspect
from tests.faults.strange_projects import CASES, foreign_zip, letter, make, sql


@pytest.fixture(scope="module")
def sound(tmp_path_factory):
    """The bytes of a sound project of many lines, all of them journaled."""
    path = tmp_path_factory.mktemp("sound") / "ok.muniment"
    make(path)
    return path.read_bytes()


@pytest.mark.parametrize("case", CASES)
def test_a_strange_project_is_judged(case, sound, tmp_path):
    path = tmp_path / "p.muniment"
    path.write_bytes(sound)
    change, verdict = CASES[case]
    change(path)
    before = path.read_bytes()
    answer = inspect(path)
    assert (answer["verdict"], bool(answer["messages"])) == (verdict, verdict != "accept"), answer["messages"]
    assert path.read_bytes() == before


def test_a_zip_by_a_projects_name_is_no_project(tmp_path):
    path = tmp_path / "p.muniment"
    foreign_zip(path)
    assert inspect(path)["verdict"] == "reject"
    with pytest.raises(Fault, match="not a Muniment project"):
        Project.open(path)


def test_a_changed_letter_is_named_by_the_check(sound, tmp_path):
    path = tmp_path / "p.muniment"
    path.write_bytes(sound)
    assert check_file(path).sound
    path.write_bytes(letter(sound))
    report = check_file(path)
    assert not report.sound
    assert "was changed outside the journal (text)" in report.findings[0]["text"]
    assert "it was “line 77 xxx" in report.findings[0]["text"]
    assert len([finding for finding in report.findings if finding["severity"] == "error"]) == 1


def test_a_line_taken_out_behind_the_journals_back_is_missed(sound, tmp_path):
    path = tmp_path / "p.muniment"
    path.write_bytes(sound)
    sql("delete from line where rank=(select max(rank) from line)")(path)
    assert any("is missing" in finding["text"] for finding in check_file(path).findings)
