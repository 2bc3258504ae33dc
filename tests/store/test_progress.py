"""How far pages and lines have come, and that a checked line is checked no longer once its text is another."""

import pytest

from editor.model import edit as e
from editor.store import progress, readers
from editor.store.project import Project


@pytest.fixture
def project(tmp_path):
    with Project.create(tmp_path / "p.muniment", user="Tester") as project:
        for title in ("One", "Two"):
            document = project.apply(e.AddDocument(title)).id
            for number in range(3):
                page = project.apply(e.AddPage(document, "", f"{title} {number}")).id
                region = project.apply(e.AddRegion(page)).id
                for text in ("first line", "second line"):
                    project.apply(e.AddLine(region, text, ocr_text=text))
        yield project


@pytest.fixture
def pages(project):
    return [page.id for page in readers.all_pages(project)]


def lines_of(project, page):
    return [line for _, line in readers.content(project, page).lines()]


def test_the_next_page_that_needs_somebody_is_found_around_the_end(project, pages):
    done = ("corrected", "checked", "blank", "in_progress", "problem", "not_started")
    for page, status in zip(pages, done, strict=True):
        project.apply(e.SetPageStatus(page, status))
    assert [progress.next_needing(project, page) for page in pages] == [
        pages[3], pages[3], pages[3], pages[4], pages[5], pages[3]
    ]  # fmt: skip
    project.apply(e.SetPageStatus(pages[1], "checked", True))
    assert progress.next_needing(project, pages[0]) == pages[1]
    assert progress.next_needing(project, pages[5]) == pages[1]
    for page in pages:
        project.apply(e.SetPageStatus(page, "checked", False))
    assert progress.next_needing(project, pages[0]) is None
    project.apply(e.SetPageStatus(pages[2], "problem"))
    assert progress.next_needing(project, pages[2]) == pages[2]


def test_the_status_keeps_the_flag_and_the_flag_keeps_the_status(project, pages):
    project.apply(e.SetPageStatus(pages[0], "in_progress", True))
    project.apply(e.SetPageStatus(pages[0], "corrected"))
    page = readers.page(project, pages[0])
    assert (page.status, page.needs_review) == ("corrected", True)
    project.undo()
    project.undo()
    page = readers.page(project, pages[0])
    assert (page.status, page.needs_review) == ("not_started", False)


def test_pages_are_counted_by_status(project, pages):
    project.apply(e.SetPageStatus(pages[0], "corrected"))
    project.apply(e.SetPageStatus(pages[1], "blank"))
    project.apply(e.SetPageStatus(pages[3], "checked"))
    first, second = readers.documents(project)
    counts = progress.by_status(project, first.id)
    assert counts == {"corrected": 1, "blank": 1, "not_started": 1} and progress.done_of(counts) == 2
    assert progress.done_of(progress.by_status(project, second.id)) == 1


def test_lines_nobody_checked_are_found_page_by_page(project, pages):
    one, two = lines_of(project, pages[0])
    assert progress.first_unverified(project, pages[0]) == one.id
    project.apply(e.SetLineVerified(one.id))
    assert progress.first_unverified(project, pages[0]) == two.id
    project.apply(e.SetLineVerified(two.id))
    assert progress.first_unverified(project, pages[0]) is None
    assert [progress.page_behind(project, page) for page in pages[:3]] == [pages[1], pages[2], pages[0]]


@pytest.mark.parametrize(
    "change",
    [
        lambda one, two: e.SetLineText(one, "first linc"),
        lambda one, two: e.SplitLine(one, 5),
        lambda one, two: e.JoinLines(one, two),
        lambda one, two: e.JoinLines(two, one),
        lambda one, two: e.Batch((e.SetLineText(one, "another"),), "Take over"),
    ],
)
def test_another_text_takes_the_mark_away_and_undo_brings_both_back(project, pages, change):
    one, two = (line.id for line in lines_of(project, pages[0]))
    project.apply(e.Batch((e.SetLineVerified(one), e.SetLineVerified(two)), "Verify lines"))
    before = lines_of(project, pages[0])
    edit = change(one, two)
    project.apply(edit)
    touched = [line for line in lines_of(project, pages[0]) if line.text not in ("first line", "second line")]
    assert touched and not any(line.verified for line in touched)
    project.undo()
    assert lines_of(project, pages[0]) == before
    project.redo()
    assert not any(
        line.verified for line in lines_of(project, pages[0]) if line.text not in ("first line", "second line")
    )


def test_a_place_a_tag_and_the_same_text_leave_the_mark(project, pages):
    one, two = (line.id for line in lines_of(project, pages[0]))
    project.apply(e.SetLineVerified(one))
    project.apply(e.SetLineOutline(one, ((0, 0), (9, 0), (9, 9))))
    project.apply(e.TagSpan(one, 0, 5, "unclear"))
    project.apply(e.MoveLine(one, readers.line(project, two).region, two))
    assert readers.line(project, one).verified
