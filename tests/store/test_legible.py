"""What a stranger, or a bit that turned, put into a table: told as damage, never as an error of ours."""

import sqlite3

import pytest

from editor.model import edit as e
from editor.model.faults import Fault
from editor.store import readers
from editor.store.legible import legible
from editor.store.project import Project
from editor.store.salvage import salvage
from editor.work.check import check_file
from editor.work.inspect import inspect


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "p.muniment"
    with Project.create(path) as project:
        document = project.apply(e.AddDocument("One")).id
        page = project.apply(e.AddPage(document, "a.png", "a", width=100, height=100)).id
        line = project.apply(e.AddLine(project.apply(e.AddRegion(page)).id, "the harbour")).id
        project.apply(e.TagSpan(line, 4, 11, "place"))
    return path


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE project SET \"values\"='['",
        "UPDATE project SET \"values\"=cast(x'7bff7d' as text)",
        "UPDATE document SET \"values\"='[]'",
        "UPDATE page SET view='null'",
        "UPDATE region SET outline='7'",
        "UPDATE line SET attributes='[1]'",
        "UPDATE line SET baseline='[[1,2],[3]]'",
        'UPDATE annotation SET targets=\'[{"line":[],"start":0,"end":0,"quote":""}]\'',
        "UPDATE journal SET inverse=cast(x'c328' as text)",
    ],
)
def test_what_no_program_of_ours_writes_is_told_as_damage(path, change):
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute(change)
    connection.close()
    before = path.read_bytes()
    assert inspect(path)["verdict"] != "accept"
    report = check_file(path)
    assert not report.sound and any(
        "damaged" in found["text"] or "journal" in found["text"] for found in report.findings
    )
    assert path.read_bytes() == before


def test_a_page_that_cannot_be_read_is_a_sentence(path):
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("UPDATE line SET outline='{'")
    connection.close()
    with Project.open(path) as project, pytest.raises(Fault, match=r"^A page cannot be read: the project is damaged"):
        readers.content(project, readers.first_page(project))


@pytest.mark.parametrize("change", ["UPDATE project SET id=0", "DELETE FROM project"])
def test_a_project_without_its_first_row_is_refused_and_let_go(path, change):
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA ignore_check_constraints=1")
    connection.execute(change)
    connection.close()
    for _ in range(2):  # the first refusal must not leave it locked
        with pytest.raises(Fault, match="the project is damaged"):
            Project.open(path)


@pytest.mark.parametrize("table", ["project", "line", "annotation"])
def test_json_without_end_is_salvaged_around(path, tmp_path, table):
    column = {"project": "values", "line": "attributes", "annotation": "targets"}[table]
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute(f'UPDATE {table} SET "{column}"=?', ("[" * 100_000,))
    connection.execute("UPDATE journal SET digest='' WHERE rev=2")  # or the journal would bring it all back
    connection.close()
    assert salvage(path, tmp_path / "salvaged.muniment").lines == 1


def test_a_closed_file_is_no_damage():
    with pytest.raises(sqlite3.ProgrammingError), legible("It"):
        raise sqlite3.ProgrammingError("Cannot operate on a closed database.")
