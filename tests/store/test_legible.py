"""What a stranger, or a bit that turned, put into a table: told as damage, never as an error of ours."""

import ast
import sqlite3

import pytest

from editor.model import edit as e
from editor.model.faults import Fault
from editor.store import asread, bygone, passages, readers, search
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


def test_an_edit_of_what_cannot_be_read_is_refused(path):
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("UPDATE line SET attributes='{'")
    line = connection.execute("SELECT id FROM line").fetchone()[0]
    connection.close()
    with Project.open(path) as project:
        with pytest.raises(Fault, match="What is to be changed cannot be read: the project is damaged"):
            project.apply(e.SetLineAttributes(line, {"a": "b"}))
        project.apply(e.SetLineText(line, "the harbours"))


@pytest.mark.parametrize(
    "spoilt",
    [
        "UPDATE line SET text=cast(x'c328' as text)",
        "UPDATE region SET attributes='{'",
        "UPDATE annotation SET targets='['",
        "UPDATE annotation SET attributes='7'",
        "UPDATE journal SET inverse='{'",
    ],
)
def test_every_way_to_a_page_tells_damage(path, spoilt):
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute(spoilt)
    connection.close()
    with Project.open(path) as project:
        page = readers.first_page(project)
        line = project.connection.execute("SELECT id FROM line").fetchone()[0]
        told = 0
        for ask in (
            lambda: readers.content(project, page),
            lambda: asread.lines_as_read(project, page),
            lambda: asread.spans_of(project, [line], "place"),
            lambda: [*passages.lines_of(project, page), *passages.tag_values_of(project, page)],
            lambda: passages.lines_now(project, [line]),
            lambda: list(search.all_lines(project)),
            lambda: search.lines_with(project, "harbour"),
            lambda: bygone.bygone(project, bygone.Target(bygone.PAGE, page), 2),
        ):
            try:
                ask()
            except Fault as fault:
                assert "the project is damaged" in str(fault)
                told += 1
        assert told


READERS = (
    "asread", "bygone", "corrected", "journal", "lettering", "passages", "progress", "provenance", "readers", "search",
    "wayback",
)  # fmt: skip
WRITES = {"write", "touch", "push_step", "mark_undone", "mark_redone"}
"""What of the journal writes within a transaction, where the door tells what went wrong."""


def unguarded(source):
    """Return the public functions of a module that come to SQL or JSON without ``legible`` before it."""
    tree = ast.parse(source)
    found = [(one, "") for one in tree.body if isinstance(one, ast.FunctionDef)]
    for kind in (one for one in tree.body if isinstance(one, ast.ClassDef)):
        found += [(one, kind.name) for one in kind.body if isinstance(one, ast.FunctionDef)]
    bare = [(one, kind) for one, kind in found if "legible(" not in ast.unparse(one)]
    reach, more = set(), {one.name for one, _ in bare if {"execute", "loads"} & _called(one)}
    while more - reach:
        reach |= more
        more = {name for one, kind in bare if _called(one) & reach for name in (one.name, kind) if name}
    own = {one.name for one, kind in bare if not f"{kind or one.name}".startswith("_")}
    return {name for name in reach & own if not name.startswith("_")}


def _called(node):
    calls = [one.func for one in ast.walk(node) if isinstance(one, ast.Call)]
    return {one.attr if isinstance(one, ast.Attribute) else getattr(one, "id", "") for one in calls}


@pytest.mark.parametrize("module", READERS)
def test_all_reading_goes_through_one_guard(module, repository):
    source = (repository / "editor" / "store" / f"{module}.py").read_text("utf-8")
    assert unguarded(source) - WRITES == set()


def test_a_reader_without_the_guard_is_seen():
    assert unguarded("def f(c):\n return _g(c)\ndef _g(c):\n return c.execute('x')") == {"f"}
    assert unguarded("@legible('It')\ndef f(c):\n return c.execute('x')") == set()
    assert unguarded("class A:\n def m(self): return json.loads('')") == {"m"}


def test_a_closed_file_is_no_damage():
    with pytest.raises(sqlite3.ProgrammingError), legible("It"):
        raise sqlite3.ProgrammingError("Cannot operate on a closed database.")
