"""A project deleted, moved or replaced while it is open: noticed at the next save, and nothing written to a ghost."""

from __future__ import annotations

import shutil

import pytest

from editor.model import edit as e
from editor.model.faults import Fault
from editor.store import readers
from editor.store.project import Project


def deleted(path):
    path.unlink()


def moved_beside(path):
    path.rename(path.with_name("moved.muniment"))


def moved_elsewhere(path):
    (path.parent / "elsewhere").mkdir()
    path.rename(path.parent / "elsewhere" / path.name)


def folder_renamed(path):
    path.parent.rename(path.parent.with_name("renamed"))


def replaced_by_another_project(path):
    other = path.with_name("other.muniment")
    with Project.create(other, {"title": "another"}) as project:
        project.apply(e.AddDocument("not ours"))
    other.replace(path)


def replaced_by_its_own_copy(path):
    copy = path.with_name("synced.part")
    shutil.copy(path, copy)
    copy.replace(path)


CASES = (deleted, moved_beside, moved_elsewhere, folder_renamed, replaced_by_another_project, replaced_by_its_own_copy)


def files(folder):
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.suffix == ".muniment"}


@pytest.mark.parametrize("happens", CASES, ids=lambda one: one.__name__)
def test_the_next_save_notices_and_writes_nothing(happens, tmp_path):
    folder = tmp_path / "box"
    folder.mkdir()
    path = folder / "p.muniment"
    project = Project.create(path)
    project.apply(e.AddDocument("saved"))
    happens(path)
    before = files(tmp_path)
    for _ in range(3):
        with pytest.raises(Fault, match="was moved, replaced or deleted"):
            project.apply(e.AddDocument("after"))
    assert [one.title for one in readers.documents(project)] == ["saved"]
    project.close()
    assert files(tmp_path) == before
    for name in before:
        with Project.open(tmp_path / name) as whole:
            assert readers.documents(whole)


def test_a_file_that_another_program_wrote_over_in_place_is_left_to_it(tmp_path):
    path, other = tmp_path / "p.muniment", tmp_path / "other.muniment"
    with Project.create(other) as project:
        for number in range(200):
            project.apply(e.AddDocument(f"not ours {number} " + "x" * 4000))
    project = Project.create(path)
    project.apply(e.AddDocument("saved"))
    path.write_bytes(other.read_bytes())
    with pytest.raises(Fault, match="was moved, replaced or deleted"):
        project.apply(e.AddDocument("after"))
    project.close()
    assert path.read_bytes() == other.read_bytes()
    with Project.open(path) as whole:
        assert len(readers.documents(whole)) == 200


def test_a_file_that_comes_back_to_its_place_is_saved_to_again(tmp_path):
    path = tmp_path / "p.muniment"
    with Project.create(path) as project:
        project.apply(e.AddDocument("one"))
        path.rename(tmp_path / "away.muniment")
        with pytest.raises(Fault, match="Put it back where it was"):
            project.apply(e.AddDocument("two"))
        (tmp_path / "away.muniment").rename(path)
        project.apply(e.AddDocument("two"))
    with Project.open(path) as project:
        assert [one.title for one in readers.documents(project)] == ["one", "two"]
