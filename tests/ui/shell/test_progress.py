"""Checking lines and pages one after the other by keys, in the whole window; read back from the file."""

from editor.model import edit as e
from editor.store import readers
from tests.ui.shell.test_window import in_text, lines, opened, press

__all__ = ["lines", "opened"]


def verified(window):
    project = window.session.project
    every = (line for page in readers.all_pages(project) for _, line in readers.content(project, page.id).lines())
    return [line.verified for line in every]


def test_lines_are_checked_one_after_the_other_over_the_end_of_the_page(opened, lines, qtbot):
    in_text(opened, qtbot, 1)
    press(opened, "F9")
    assert opened.session.selection.line == lines[2]
    press(opened, "F9")
    qtbot.waitUntil(lambda: opened.session.selection.line == lines[3])
    assert opened.session.content.page.label == "page 2" and "page 2" in opened.status.currentMessage()
    for _ in range(3):
        press(opened, "F9")
    qtbot.waitUntil(lambda: opened.session.selection.line == lines[0])
    assert verified(opened) == [False, True, True, True, True, True]
    press(opened, "F9")
    qtbot.waitUntil(lambda: "Every line of this document is verified" in opened.status.currentMessage())
    press(opened, "Shift+F9")
    assert opened.session.selection.line == lines[0] and verified(opened) == [False] + [True] * 5
    press(opened, "Ctrl+Z")
    assert all(verified(opened))


def test_pages_that_need_somebody_are_reached_by_a_key(opened, qtbot):
    project, told = opened.session.project, opened.status.currentMessage
    first, second, third = (page.id for page in readers.all_pages(project))
    press(opened, "Ctrl+F9")
    assert opened.session.page_id == second
    opened.session.do(e.SetPageStatus(third, "checked"))
    press(opened, "Ctrl+F9")
    assert opened.session.page_id == first
    opened.session.do(e.SetPageStatus(second, "blank"))
    press(opened, "Ctrl+F9")
    assert opened.session.page_id == first and "only one" in told()
    opened.session.do(e.SetPageStatus(first, "corrected"))
    press(opened, "Ctrl+F9")
    assert told() == "No page needs you: all are corrected, checked or blank."
    press(opened, "Ctrl+Shift+F9")
    page = readers.page(project, first)
    assert (page.status, page.needs_review) == ("corrected", True)
    assert opened.actions_["page.review"].isChecked() and opened.actions_["page.corrected"].isChecked()
    opened.session.show_page(second)
    assert not opened.actions_["page.review"].isChecked()
    press(opened, "Ctrl+F9")
    assert opened.session.page_id == first
    press(opened, "Ctrl+Shift+F9")
    assert not readers.page(project, first).needs_review
    press(opened, "Ctrl+Z")
    assert readers.page(project, first).needs_review


def test_the_status_bar_says_how_far_the_document_is_and_how_wrong_the_machine_was(opened, qtbot):
    project, status = opened.session.project, opened.status
    qtbot.waitUntil(lambda: status.done.text() == "0 of 3 pages done")
    first, second, _ = (page.id for page in readers.all_pages(project))
    opened.session.do(e.SetPageStatus(first, "checked"))
    opened.session.do(e.SetPageStatus(second, "problem"))
    qtbot.waitUntil(lambda: status.done.text() == "1 of 3 pages done")
    assert status.done.toolTip().split("\n") == ["Report", "1 not started", "1 checked", "1 problem"]
    qtbot.waitUntil(lambda: "WER" in status.errors.text())
    qtbot.waitUntil(lambda: "which is checked" in status.errors.toolTip())
    opened.session.show_page(second)
    qtbot.waitUntil(lambda: "so far" in status.errors.toolTip())
