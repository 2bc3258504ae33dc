"""Marks taken on a real project: regions of their kind, the sentence whole again, one step to undo, none forgotten."""

import pytest

from editor.model import edit as e
from editor.store import readers
from editor.work.mark_edits import edits_of
from editor.work.mark_numbers import corrected_numbers, number_votes
from editor.work.marks import all_like, found_in, grouped, mark_again, no_marks, not_a_mark, safe_ones
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


def test_what_is_no_mark_is_listed_with_its_words_and_taken_back_one_by_one(project):
    put(project, LINES)
    found = found_in(project)
    review, first, date = (
        next(one for one in found if one.kind == kind) for kind in ("review", "classification", "date")
    )
    project.apply(not_a_mark(review))
    project.apply(not_a_mark(date, everywhere=True))
    older = not_a_mark(first)
    project.apply(e.SetProject({name: "1" for name in older.values} | {"not-a-mark:x": "1", "not-a-mark:7b:1": "1"}))
    listed = no_marks(project)
    assert [(one.page, one.kind, one.zone, one.text) for one in listed] == [
        (None, "date", date.zone, "11/8/62"),
        (project.page, "", "", ""),
        (project.page, "review", review.zone, "NSC / REVIEW / COMPLETE / D"),
    ]
    assert not {one.text for one in found_in(project)} & {first.text, date.text, review.text}
    for gone in listed:
        project.apply(mark_again(gone))
    assert no_marks(project) == [] and found_in(project) == found
    project.undo()
    assert no_marks(project) == listed[-1:]


def test_what_is_no_mark_of_a_page_that_is_gone_is_listed_last(project):
    put(project, LINES)
    other = project.apply(e.AddPage(readers.documents(project)[0].id, label="2")).id
    project.apply(e.AddLine(project.apply(e.AddRegion(other)).id, "TOP SECRET"))
    for one in found_in(project):
        if one.text == "TOP SECRET":
            project.apply(not_a_mark(one))
    project.apply(e.RemovePage(project.page))
    assert [one.page for one in no_marks(project)] == [other, project.page]


def test_marks_come_by_kind_and_all_like_one_are_of_one_text_and_place(project):
    put(project, [*LINES, "TOP SECRFT"])
    found = found_in(project)
    assert list(grouped(found)) == ["classification", "review", "date"]
    assert [one.text for one in all_like(found[0], found)] == ["TOP SECRET"]
    assert not [one for one in safe_ones(found) if one.kind == "date"]


def letters(project):
    return sorted(c for line in readers.content(project, project.page).lines() for c in line[1].text if not c.isspace())


def test_taking_marks_loses_and_adds_no_letter(project):
    put(project, LINES, ["SECRET   It was so ordered    11/8/62    by the Board   CONFIDENTIAL"], ["- 3 -"])
    before = letters(project)
    project.apply(edits_of(project, found_in(project)))
    assert letters(project) == before


def test_a_mark_whose_line_has_changed_since_is_left_alone(project):
    put(project, LINES)
    found = found_in(project)
    line = found[0].spans[0].line
    project.apply(e.SetLineText(line, "TOP HAT"))
    project.apply(edits_of(project, found))
    assert shown(project)[0] == ("paragraph", ["TOP HAT", *shown(project)[0][1][1:]])


def test_the_number_of_a_record_is_voted_on_and_put_right_when_asked(project):
    numbers = ("104-10103-10103", "104-1O103-10103", "104-10103-10108", "104-10103-10103")
    document = readers.documents(project)[0].id
    for at, number in enumerate(numbers, start=2):
        page = project.apply(e.AddPage(document, label=str(at))).id
        project.apply(e.AddLine(project.apply(e.AddRegion(page)).id, number))
    (vote,) = number_votes(found_in(project))
    assert (vote.vote.value, vote.vote.trusted, len(vote.readings)) == ("104-10103-10103", True, 4)
    assert "2 differ" in vote.sentence()
    project.apply(corrected_numbers(project, [vote]))
    assert corrected_numbers(project, number_votes(found_in(project))) is None


def test_two_numbers_that_are_each_agreed_on_are_two(project):
    document = readers.documents(project)[0].id
    for number in ("104-10103-10103", "104-10103-10104") * 2:
        page = project.apply(e.AddPage(document)).id
        project.apply(e.AddLine(project.apply(e.AddRegion(page)).id, number))
    assert sorted(vote.vote.value for vote in number_votes(found_in(project))) == ["104-10103-10103", "104-10103-10104"]


def test_looking_stops_when_asked(project):
    put(project, LINES)
    assert found_in(project, stop=lambda: True) == []
