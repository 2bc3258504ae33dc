"""What cannot be saved is written down elsewhere, all of it, and comes back as one edit."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editor.model import edit as e
from editor.store import readers
from editor.store.project import Project
from editor.work import rescue

NOON = datetime(2026, 11, 22, 12).astimezone()


@pytest.fixture
def project(tmp_path):
    with Project.create(tmp_path / "Box.muniment") as made:
        document = made.apply(e.AddDocument("One")).edit.id
        page = made.apply(e.AddPage(document, "1.png", "1", width=100, height=100)).edit.id
        region = made.apply(e.AddRegion(page, "paragraph")).edit.id
        for text in ("first", "second", "third"):
            made.apply(e.AddLine(region, text))
        yield made


def lines_of(project):
    page = readers.first_page(project)
    return [line for _, line in readers.content(project, page).lines()]


def test_texts_come_back_as_one_step(project, tmp_path):
    folder = tmp_path / "log"
    folder.mkdir()
    first, second, third = lines_of(project)
    rescue.keep(folder, project.path, {first.id: "premier", second.id: "deuxième", third.id: "third", 99: "lost"}, NOON)
    kept = rescue.rescued(folder, project.path)
    assert kept.when.startswith("2026-11-22T12:00")
    back = rescue.way_back(project, kept)
    assert (back.lines, back.homeless) == (2, ("lost",))
    project.apply(back.edit)
    assert [line.text for line in lines_of(project)] == ["premier", "deuxième", "third"]
    project.undo()
    assert [line.text for line in lines_of(project)] == ["first", "second", "third"]


def test_the_log_goes_when_all_is_saved_and_another_project_has_its_own(project, tmp_path):
    other = tmp_path / "Other.muniment"
    rescue.keep(tmp_path, project.path, {1: "a"}, NOON)
    rescue.keep(tmp_path, other, {1: "b"}, NOON)
    rescue.keep(tmp_path, project.path, {}, NOON)
    assert rescue.rescued(tmp_path, project.path) is None
    assert rescue.rescued(tmp_path, other).texts == {1: "b"}
    assert len(list(tmp_path.glob("unsaved-*"))) == 1


@settings(max_examples=50)
@given(texts=st.dictionaries(st.integers(0, 2**62), st.text(), min_size=1))
def test_every_text_is_kept_code_point_for_code_point(texts, tmp_path_factory):
    folder = tmp_path_factory.mktemp("log")
    rescue.keep(folder, folder / "p.muniment", texts, NOON)
    assert rescue.rescued(folder, folder / "p.muniment").texts == texts


@pytest.mark.parametrize("damaged", ["", "{", "[]", '{"when": 1, "lines": [{"line": "x"}]}', '{"lines": []}'])
def test_a_log_that_makes_no_sense_is_no_log(tmp_path, damaged):
    path = tmp_path / "p.muniment"
    rescue.keep(tmp_path, path, {1: "a"}, NOON)
    next(tmp_path.glob("unsaved-*")).write_text(damaged)
    assert rescue.rescued(tmp_path, path) is None
