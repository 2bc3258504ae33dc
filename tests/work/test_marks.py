"""Marks taken on a real project: regions of their kind, the sentence whole again, one step to undo, none forgotten."""

import pytest

from editor.model import edit as e
from editor.store import readers
from editor.work.mark_edits import edits_of
from editor.work.marks import all_like, found_in, grouped, not_a_mark, safe_ones
from editor.work.new_project import new_project

LINES = (
    "TOP SECRET",
    "We must insist that the quarantine    SECRET    which was imposed",
    "must be continued until the ships that are under way",
    "11/8/62",
    "have turned round and gone home to their ports.",
    "NSC",
    "REVIEW",
    "COMPLETE",
    "D",
    "The next sentence begins here and goes on for some time.",
)


@pytest.fixture
def project(tmp_path):
    with new_project(tmp_path / "p.muniment", "Harbour", user="archivist") as project:
        project.page = project.apply(e.AddPage(project.apply(e.AddDocument("Memo")).id, label="1")).id
        yield project


def put(project, *regions):
    for texts in regions:
        region = project.apply(e.AddRegion(project.page)).id
        for text in texts:
            project.apply(e.AddLine(region, text))


def shown(project):
    return [(r.kind, [line.text for line in r.lines]) for r in readers.content(project, project.page).regions]


def test_all_taken_at_once_leave_the_sentences_whole(project):
    put(project, LINES)
    before = readers.content(project, project.page)
    project.apply(edits_of(project, found_in(project)))
    assert shown(project) == [
        ("classification", ["TOP SECRET"]),
        ("paragraph", [
            "We must insist that the quarantine which was imposed",
            "must be continued until the ships that are under way",
            "have turned round and gone home to their ports.",
        ]),
        ("classification", ["SECRET"]),
        ("footer", ["11/8/62"]),
        ("review-stamp", ["NSC", "REVIEW", "COMPLETE", "D"]),
        ("paragraph", ["The next sentence begins here and goes on for some time."]),
    ]  # fmt: skip
    project.undo()
    assert readers.content(project, project.page) == before


def test_a_mark_between_two_regions_of_one_sentence_goes_behind_it(project):
    put(project, ["The ships that were under way must all"], ["11/8/62"], ["have turned round and gone home by now."])
    project.apply(edits_of(project, found_in(project)))
    assert shown(project) == [
        ("paragraph", ["The ships that were under way must all", "have turned round and gone home by now."]),
        ("footer", ["11/8/62"]),
    ]
    assert found_in(project) == []


def test_a_tag_in_the_sentence_stays_on_its_words(project):
    put(project, LINES)
    line = readers.content(project, project.page).regions[0].lines[1]
    start = line.text.index("imposed")
    project.apply(e.TagSpan(line.id, start, start + 7, "sic"))
    project.apply(edits_of(project, safe_ones(found_in(project))))
    content = readers.content(project, project.page)
    (tag,) = content.annotations
    now = next(one for _, one in content.lines() if one.id == line.id)
    (target,) = tag.targets
    assert now.text[target.start : target.end] == "imposed"


def test_what_is_no_mark_is_remembered_at_its_place_and_comes_back_by_undo(project):
    put(project, LINES)
    found = found_in(project)
    first = found[0]
    project.apply(not_a_mark(first))
    assert found_in(project) == found[1:]
    project.undo()
    assert found_in(project) == found


def test_marks_come_by_kind_and_all_like_one_are_of_one_text_and_place(project):
    put(project, [*LINES, "TOP SECRFT"])
    found = found_in(project)
    assert list(grouped(found)) == ["classification", "review", "date"]
    assert [one.text for one in all_like(found[0], found)] == ["TOP SECRET"]
    assert not [one for one in safe_ones(found) if one.kind == "date"]
