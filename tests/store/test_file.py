"""The project file: settings, gate, lock, chain, snapshot."""

import shutil
import sqlite3
import subprocess
import sys

import pytest

from editor.model import edit as e
from editor.model.faults import Fault
from editor.store import copies, file, gate, journal, readers, schema
from editor.store.project import Project
from tests.store.test_property import seeded


@pytest.fixture
def path(tmp_path):
    seeded(tmp_path, "p.muniment").close()
    return tmp_path / "p.muniment"


def test_settings_are_read_back(path):
    with Project.open(path) as project:
        for name, value in file.SETTINGS:
            row = project.connection.execute(f"PRAGMA {name}").fetchone()
            assert row is None or str(row[0]).lower() == value
        assert project.connection.execute("PRAGMA application_id").fetchone()[0] == schema.APPLICATION_ID
        assert project.connection.execute("SELECT name FROM _sqlite_migrations").fetchall() == [("first",), ("head",)]


def test_a_setting_that_is_not_kept_refuses_the_project(path, monkeypatch):
    monkeypatch.setattr(file, "SETTINGS", (*file.SETTINGS, ("page_size", "8192")))
    with pytest.raises(Fault, match="was not opened: SQLite keeps page_size at 4096, and 8192 is needed"):
        Project.open(path)
    monkeypatch.undo()
    Project.open(path).close()


def test_a_second_window_is_told_and_changes_nothing(path):
    with Project.open(path):
        code = (
            "import sys; from pathlib import Path; from editor.store.project import Project\n"
            "from editor.model.faults import Fault\n"
            "try: Project.open(Path(sys.argv[1]))\n"
            "except Fault as fault: print(fault)"
        )
        told = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True)
        assert "open in another window" in told.stdout
    Project.open(path).close()


def test_opening_twice_in_one_process_keeps_the_lock(path):
    with Project.open(path) as project:
        with pytest.raises(Fault, match="open already"):
            Project.open(path)
        code = (
            "import sqlite3, sys; c = sqlite3.connect(sys.argv[1], timeout=0.2)\n"
            "try: c.execute('BEGIN IMMEDIATE'); print('the lock is gone')\n"
            "except sqlite3.OperationalError as error: print(error)"
        )
        told = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True)
        assert told.stdout.strip() == "database is locked"
        project.apply(e.AddDocument("still ours"))
    Project.open(path).close()


def test_a_project_killed_in_the_making_leaves_no_name_behind(tmp_path, monkeypatch):
    def die(*_args, **_more):
        raise KeyboardInterrupt

    monkeypatch.setattr(schema, "migrate", die)
    with pytest.raises(KeyboardInterrupt):
        Project.create(tmp_path / "new.muniment")
    monkeypatch.undo()
    assert list(tmp_path.iterdir()) == []
    Project.create(tmp_path / "new.muniment").close()


def test_create_refuses_to_overwrite(path):
    before = path.read_bytes()
    with pytest.raises(Fault, match="exists already"):
        Project.create(path)
    assert path.read_bytes() == before


def alter(path, statement):
    connection = sqlite3.connect(path)
    connection.execute(statement)
    connection.commit()
    connection.close()


@pytest.mark.parametrize(
    ("spoil", "why"),
    [
        (lambda p: p.write_bytes(b"hello" * 200), "not a Muniment project"),
        (lambda p: p.write_bytes(b""), "not a Muniment project"),
        (lambda p: p.unlink(), "cannot be opened"),
        (lambda p: alter(p, "PRAGMA application_id=7"), "another program"),
        (lambda p: alter(p, "PRAGMA user_version=99"), "newer Muniment"),
        (lambda p: alter(p, "CREATE TRIGGER t AFTER INSERT ON line BEGIN DELETE FROM page; END"), "altered"),
        (lambda p: alter(p, "CREATE VIEW v AS SELECT 1"), "altered"),
        (lambda p: alter(p, "DROP INDEX line_rank"), "altered"),
        (lambda p: p.with_name(p.name + "-wal").write_bytes(b""), "never writes"),
    ],
)
def test_the_gate_refuses_and_changes_nothing(path, spoil, why):
    spoil(path)
    before = path.read_bytes() if path.exists() else None
    with pytest.raises(Fault, match=why):
        Project.open(path)
    assert (path.read_bytes() if path.exists() else None) == before


def test_a_folder_is_no_project(tmp_path):
    with pytest.raises(Fault, match="is not a file"):
        Project.open(tmp_path)


def test_a_changed_journal_is_noticed(path):
    alter(path, "UPDATE journal SET user='somebody else' WHERE rev=3")
    with Project.open(path) as project:
        assert journal.trouble(project.connection) == "The journal's chain of digests breaks at entry 3."


def test_damage_is_told_by_a_thorough_look(path):
    data = bytearray(path.read_bytes())
    data[5 * 4096 : 6 * 4096] = b"\xff" * 4096
    path.write_bytes(data)
    with pytest.raises(Fault, match=r"damaged|altered"):
        gate.inspect(path, thorough=True)


def test_ids_never_come_back(path):
    with Project.open(path) as project:
        document = readers.documents(project)[0].id
        first = project.apply(e.AddPage(document)).id
        project.undo()
        assert project.apply(e.AddPage(document)).id > first
    with Project.open(path) as project:
        last = project.apply(e.AddPage(document)).id
        assert first < last < 1 << 53


def test_a_snapshot_is_whole_and_leaves_the_project_open(path, tmp_path):
    with Project.open(path) as project:
        target = tmp_path / "copy.muniment"
        copies.copy_to(project.connection, target)
        line = project.connection.execute("SELECT min(id) FROM line").fetchone()[0]
        project.apply(e.SetLineText(line, "after the copy"))
        with Project.open(target) as copy:
            assert journal.last_rev(copy.connection) == journal.last_rev(project.connection) - 1
            assert readers.line(copy, line).text != "after the copy"
        gate.inspect(target, thorough=True)


def test_a_failing_batch_leaves_nothing(path):
    with Project.open(path) as project:
        line = project.connection.execute("SELECT min(id) FROM line").fetchone()[0]
        rev = journal.last_rev(project.connection)
        with pytest.raises(Fault, match="no line 5"):
            project.apply(e.Batch((e.SetLineText(line, "half"), e.RemoveLine(5))))
        assert readers.line(project, line).text != "half"
        assert journal.last_rev(project.connection) == rev


def test_undo_reaches_back_over_closing(path, tmp_path):
    with Project.open(path) as project:
        line = project.connection.execute("SELECT min(id) FROM line").fetchone()[0]
        before = readers.line(project, line).text
        project.apply(e.SetLineText(line, "changed"))
    shutil.copy(path, tmp_path / "copy.muniment")
    with Project.open(tmp_path / "copy.muniment") as project:
        project.undo()
        assert readers.line(project, line).text == before
        project.redo()
        assert readers.line(project, line).text == "changed"
