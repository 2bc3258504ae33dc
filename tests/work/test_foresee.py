"""What an import would come to, told before it is taken: the same as what then comes."""

import pytest
from PIL import Image

from editor.store import readers
from editor.store.project import Project
from editor.work import import_files
from editor.work.foresee import Foresight


@pytest.fixture
def project(tmp_path):
    with Project.create(tmp_path / "p.muniment", user="archivist") as project:
        yield project


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "scans"
    folder.mkdir()
    for shade, name in enumerate(("a", "b", "c", "d")):
        Image.new("L", (30, 40), 10 * shade).save(folder / f"{name}.png")
    return folder


def bring(project, *sources):
    with import_files.plan(list(sources)) as plan:
        foreseen = Foresight(project, plan).outcomes(plan.pages)
        taken = list(import_files.take(project, plan))
    return foreseen, taken


def test_what_is_foreseen_comes_true(project, folder):
    foreseen, taken = bring(project, folder / "a.png", folder / "b.png")
    assert foreseen == [page.outcome for page in taken] == ["added", "added"]
    (folder / "a.txt").write_text("first", encoding="utf-8")
    foreseen, taken = bring(project, folder / "a.png", folder / "a.txt", folder / "b.png", folder / "c.png")
    assert foreseen == ["filled", "", "added"]
    assert [page.outcome for page in taken][::2] == ["filled", "added"]
    (folder / "a.txt").write_text("second", encoding="utf-8")
    foreseen, taken = bring(project, folder / "a.png", folder / "a.txt", folder / "d.png")
    assert foreseen == [page.outcome for page in taken] == ["version", "added"]
    assert readers.page_count(project) == 4


def test_two_sheets_that_are_alike_are_two_pages(project, folder):
    (folder / "e.png").write_bytes((folder / "a.png").read_bytes())
    foreseen, taken = bring(project, folder / "a.png", folder / "e.png")
    assert foreseen == [page.outcome for page in taken] == ["added", "added"]
    foreseen, taken = bring(project, folder / "a.png", folder / "e.png")
    assert foreseen == ["", ""]
    assert readers.page_count(project) == 2


def test_a_text_without_image_is_known_again_in_its_document(project, tmp_path):
    text = tmp_path / "minutes.txt"
    text.write_text("first", encoding="utf-8")
    foreseen, taken = bring(project, text)
    assert foreseen == [page.outcome for page in taken] == ["added"]
    text.write_text("first again", encoding="utf-8")
    foreseen, taken = bring(project, text)
    assert foreseen == [page.outcome for page in taken] == ["version"]
    with import_files.plan([text]) as plan:
        assert Foresight(project, plan, lambda: "Another").outcomes(plan.pages) == ["added"]
