"""Proposals of order on a real project: accepted in one step, taken back in one, set aside for good."""

import pytest

from editor.model import edit as e
from editor.model.tagset import TagSet
from editor.store import readers
from editor.store.project import Project
from editor.work import order

REGIONS = (
    ("They undertook to crate the bombers and return them home", 'under the eyes of observers."'),
    (
        "\"the aircraft which you call 'obsolete', // It is the position",
        "of our Government that this is a clear answer.",
    ),
)
TAGS = TagSet("plain", "Plain", (), ())


@pytest.fixture
def project(tmp_path):
    with Project.create(tmp_path / "p.muniment", user="archivist") as project:
        page = project.apply(e.AddPage(project.apply(e.AddDocument("Memo")).id, label="1")).id
        for texts in REGIONS:
            region = project.apply(e.AddRegion(page)).id
            for text in texts:
                project.apply(e.AddLine(region, text))
        project.page = page
        yield project


def judged(project):
    content = readers.content(project, project.page)
    return order.judge(order.task_of(project, content, TAGS))


def texts(project):
    return [line.text for _, line in readers.content(project, project.page).lines()]


def test_pieces_of_a_line_are_put_in_order_in_one_step(project):
    before = texts(project)
    (one,) = judged(project)
    project.apply(one.edit)
    assert texts(project) == [
        "They undertook to crate the bombers and return them home",
        "\"the aircraft which you call 'obsolete',\"",
        "under the eyes of observers.",
        "It is the position",
        "of our Government that this is a clear answer.",
    ]
    assert judged(project) == []
    project.undo()
    assert texts(project) == before


def test_what_is_set_aside_is_not_proposed_again_on_this_page(project):
    (one,) = judged(project)
    project.apply(order.skip(project.page, one))
    assert judged(project) == []
    project.undo()
    assert judged(project) == [one]


def test_what_is_set_aside_on_another_page_is_proposed_here(project):
    (one,) = judged(project)
    project.apply(order.skip(project.page + 1, one))
    assert judged(project) == [one]
