"""The property that carries the design: edits retrace, a failing edit leaves nothing, annotations quote their words."""

import json
import os
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from editor.model import edit as e
from editor.model.codec import EDITS, decode, encode
from editor.model.faults import Fault
from editor.store import journal
from editor.store.project import Project
from editor.store.writers import WRITERS
from tests.store.scripts import KINDS, check_quotes, edit_of, scripts, state

FASTEST = "/dev/shm" if os.path.isdir("/dev/shm") else None
SCRIPTS = int(os.environ.get("MUNIMENT_SCRIPTS", "200"))


def seeded(folder: Path, name: str) -> Project:
    project = Project.create(folder / name, {"title": "Property"}, user="archivist")
    document = project.apply(e.AddDocument("Memo")).id
    for _ in range(2):
        page = project.apply(e.AddPage(document, "a.jpg", "1", width=1000, height=1000)).id
        for _ in range(2):
            region = project.apply(e.AddRegion(page)).id
            for text in ("Dobrynin told the UN that", "the offer had been made to Kuznetsov."):
                line = project.apply(e.AddLine(region, text, ocr_text=text)).id
                project.apply(e.TagSpan(line, 0, 8, "person"))
    return project


@pytest.fixture
def folder():
    path = Path(tempfile.mkdtemp(dir=FASTEST))
    yield path
    shutil.rmtree(path)


def test_every_kind_of_edit_is_written_and_drawn():
    assert set(WRITERS) == set(EDITS.values())
    assert {*KINDS, "restore", "batch"} == set(EDITS)


@settings(max_examples=SCRIPTS, suppress_health_check=list(HealthCheck), deadline=None)
@given(script=scripts)
def test_edits_retrace_every_state(script):
    folder = Path(tempfile.mkdtemp(dir=FASTEST))
    try:
        with seeded(folder, "p.muniment") as project:
            _run(project, script, folder)
    finally:
        shutil.rmtree(folder)


def _run(project: Project, script: list, folder: Path) -> None:
    states, changes = [state(project)], []
    start = journal.last_rev(project.connection)
    for draw in script:
        revs = journal.last_rev(project.connection)
        try:
            change = project.undo() if draw[0] == "undo" else project.apply(edit_of(project, draw))
        except Fault:
            assert state(project) == states[-1]
            assert journal.last_rev(project.connection) == revs
            continue
        if change is None:
            continue
        assert decode(encode(change.edit)) == change.edit
        assert decode(encode(change.inverse)) == change.inverse
        check_quotes(project)
        states.append(state(project))
        changes.append(change)
    assert journal.trouble(project.connection) is None
    project.connection.execute("INSERT INTO line_fts (line_fts, rank) VALUES ('integrity-check', 1)")
    _replay(project, start, states[-1], folder)
    _retrace(project, states, changes)


def _replay(project: Project, start: int, end: dict, folder: Path) -> None:
    """The journal of one project, applied to another that stood where it began, gives the same rows."""
    with Project.create(folder / "copy.muniment", {"title": "Property"}, user="archivist") as copy:
        for entry in list(journal.entries(project.connection))[1:]:
            copy.apply(decode(entry.edit))
        assert state(copy) == end


def _retrace(project: Project, states: list, changes: list) -> None:
    for change, before in zip(reversed(changes), reversed(states[:-1]), strict=True):
        back = project.apply(change.inverse)
        assert state(project) == before
        check_quotes(project)
        again = project.apply(back.inverse)
        assert json.loads(encode(again.inverse)) is not None
        project.apply(again.inverse)
        assert state(project) == before


def test_undo_and_redo_walk_the_whole_way(folder):
    with seeded(folder, "p.muniment") as project:
        states = [state(project)]
        line = project.connection.execute("SELECT min(id) FROM line").fetchone()[0]
        for text in ("Dobrynin said", "Dobrynin said no", "no"):
            project.apply(e.SetLineText(line, text))
            states.append(state(project))
        project.apply(e.SplitLine(line, 1))
        states.append(state(project))
        for expected in reversed(states[:-1]):
            assert project.undo() is not None
            assert state(project) == expected
        for expected in states[1:]:
            assert project.redo() is not None
            assert state(project) == expected
        assert project.redo() is None
        project.undo()
        project.apply(e.SetLineText(line, "another way"))
        assert project.redo() is None


def test_edits_of_one_burst_of_typing_are_one_step(folder):
    with seeded(folder, "p.muniment") as project:
        line = project.connection.execute("SELECT min(id) FROM line").fetchone()[0]
        before = state(project)
        for n in range(1, 6):
            project.apply(e.SetLineText(line, "typed"[:n]), merge="typing-1")
        project.apply(e.SetLineText(line, "typed more"), merge="typing-2")
        typed = state(project)
        project.undo()
        project.undo()
        assert state(project) == before
        project.redo()
        project.redo()
        assert state(project) == typed
        project.undo()
        project.undo()
        assert state(project) == before
