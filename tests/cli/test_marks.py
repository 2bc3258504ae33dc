"""``muniment marks`` as a script sees it: marks and numbers as records, nothing changed until it is asked for."""

import json

import pytest
from click.testing import CliRunner

from editor.cli.commands import program
from editor.model import edit as e
from editor.store import readers
from editor.store.project import Project
from editor.work.new_project import new_project

PAGE = (
    "SECRET",
    "The ships that were under way have all gone home by now.",
    "They were told so by their captains.",
    "104-10103-10103",
)


@pytest.fixture
def project(tmp_path):
    path = tmp_path / "p.muniment"
    with new_project(path, "Harbour", user="archivist") as project:
        document = project.apply(e.AddDocument("Memo")).id
        for at in range(3):
            region = project.apply(e.AddRegion(project.apply(e.AddPage(document, label=str(at))).id)).id
            for text in PAGE:
                project.apply(e.AddLine(region, text))
    return path


def run(*words):
    return CliRunner().invoke(program, [str(word) for word in words])


def kinds(path):
    with Project.open(path, user="archivist") as project:
        return [[r.kind for r in readers.content(project, page.id).regions] for page in readers.all_pages(project)]


def test_marks_are_printed_and_nothing_is_changed(project):
    found = [json.loads(line) for line in run("marks", project, "--json").stdout.splitlines()]
    assert [one["kind"] for one in found if "kind" in one] == ["classification", "control"] * 3
    assert [(one["number"], one["trusted"]) for one in found if "support" in one] == [("104-10103-10103", True)]
    assert kinds(project) == [["paragraph"]] * 3


def test_the_safe_ones_of_some_pages_are_taken_when_asked(project):
    done = run("marks", project, "--pages", "2-3", "--take-safe")
    assert "4 of 4 marks were taken." in done.output
    assert kinds(project) == [["paragraph"], *[["classification", "paragraph", "control-number"]] * 2]
    assert run("marks", project, "--pages", "3").stdout == ""
