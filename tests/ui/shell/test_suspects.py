"""Suspect words in the window: marked, listed, walked, put right and taught with real keys."""

from dataclasses import replace

import pytest
from PySide6.QtGui import QTextCharFormat
from PySide6.QtTest import QTest

from editor.assist.suspects import lexicon
from editor.model import edit as e
from editor.store import readers
from tests.ui.shell.test_window import in_text, press

pytest.importorskip("hunspell", reason="the extra spell is not installed")


@pytest.fixture
def opened(window, project_file, qtbot):
    lexicon.lexicon("en")
    assert window.files.open_path(project_file)
    qtbot.waitUntil(window.isActiveWindow)
    window.desk.complete()
    ids = all_lines(window)
    window.session.do(e.SetLineText(ids[1], "The secretery came at ncon"))
    window.session.do(e.SetLineText(ids[2], "with Mr. Dobrynin aboard"))
    window.session.do(e.SetLineText(ids[4], "of the gouernment once more"))
    qtbot.waitUntil(lambda: len(found(window)) == 3, timeout=9000)
    return window


@pytest.fixture
def lines(opened):
    return all_lines(opened)


def all_lines(window):
    project = window.session.project
    return [line.id for page in readers.all_pages(project) for _, line in readers.content(project, page.id).lines()]


def found(window):
    return [one.word for one in window.desk.suspecting.suspects]


def marks(window):
    sheet = window.desk.transcript.sheet
    return {m.cursor.selectedText(): m.format.underlineStyle() for m in sheet.extraSelections()}


def stored(window, line):
    return readers.line(window.session.project, line).text


def test_they_are_marked_by_the_kind_of_line_and_listed_with_their_reasons(opened, qtbot):
    style = QTextCharFormat.UnderlineStyle
    assert marks(opened) == {
        "secretery": style.SingleUnderline, "ncon": style.SingleUnderline, "Dobrynin": style.DotLine
    }  # fmt: skip

    def listed():
        return [row for row in opened.desk.problems.model.rows() if row.problem and row.problem.kind == "suspect"]

    qtbot.waitUntil(lambda: [row.problem.text for row in listed()] == ["secretery", "ncon", "Dobrynin"])
    rows = listed()
    assert "in no dictionary" in rows[0].text and "secretary" in rows[0].text and "%" in rows[0].text


def test_they_are_walked_and_put_right_by_keys_and_each_is_one_undo(opened, lines, qtbot):
    in_text(opened, qtbot)
    press(opened, "F8")
    for _ in range(9):
        if opened.session.selection.line == lines[1]:
            break
        press(opened, "F8")
    assert (opened.session.selection.start, opened.session.selection.end) == (4, 13)
    press(opened, "F4")
    assert stored(opened, lines[1]) == "The secretary came at ncon"
    qtbot.waitUntil(lambda: found(opened) == ["ncon", "Dobrynin"])
    press(opened, "F8")
    assert opened.session.selection.start == 22
    qtbot.waitUntil(lambda: len(opened.desk.suspecting.suspects[0].proposals) > 1)
    second = opened.desk.suspecting.suspects[0].proposals[1]
    press(opened, "Alt+2")
    assert stored(opened, lines[1]) == f"The secretary came at {second}"
    press(opened, "Ctrl+Z")
    assert stored(opened, lines[1]) == "The secretary came at ncon"
    press(opened, "Ctrl+Z")
    assert stored(opened, lines[1]) == "The secretery came at ncon"
    qtbot.waitUntil(lambda: found(opened) == ["secretery", "ncon", "Dobrynin"])


def test_who_does_not_wait_for_proposals_has_them_looked_for(opened, lines, qtbot):
    in_text(opened, qtbot)
    suspecting = opened.desk.suspecting
    qtbot.waitUntil(lambda: not suspecting._bare)
    suspecting._all = [replace(one, proposals=()) for one in suspecting._all]
    suspecting._bare = {(one.line, one.start, one.word) for one in suspecting._all}
    opened.session.select_line(lines[1], 4, 13)
    press(opened, "F4")
    assert stored(opened, lines[1]) == "The secretary came at ncon"


def test_the_walk_goes_on_to_the_next_page(opened, lines, qtbot):
    in_text(opened, qtbot)
    opened.session.select_line(lines[2], 9, 17)
    for _ in range(12):
        press(opened, "F8")
        qtbot.wait(30)
        if opened.session.selection.line == lines[4]:
            break
    assert (opened.session.selection.line, opened.session.selection.start) == (lines[4], 7)
    qtbot.waitUntil(lambda: any(one.proposals for one in opened.desk.suspecting.suspects))
    press(opened, "F4")
    assert stored(opened, lines[4]) == "of the government once more"


def test_a_word_is_taught_by_a_key(opened, lines, qtbot):
    in_text(opened, qtbot, 2)
    opened.session.select_line(lines[2], 12, 12)
    press(opened, "Ctrl+D")
    qtbot.waitUntil(lambda: found(opened) == ["secretery", "ncon"])
    press(opened, "Ctrl+Z")
    qtbot.waitUntil(lambda: found(opened) == ["secretery", "ncon", "Dobrynin"])


def test_what_is_typed_is_judged_and_what_is_put_right_loses_its_mark(opened, lines, qtbot):
    in_text(opened, qtbot, 1)
    opened.session.select_line(lines[1], 10, 11)
    QTest.keyClicks(opened.desk.transcript.sheet, "a")
    qtbot.waitUntil(lambda: set(marks(opened)) == {"ncon", "Dobrynin"})
    opened.session.select_line(lines[2], 24, 24)
    QTest.keyClicks(opened.desk.transcript.sheet, " tbe shipp")
    qtbot.waitUntil(lambda: {"tbe", "shipp"} <= set(marks(opened)))


def test_without_a_suspect_at_the_caret_it_says_so_and_marks_can_be_hidden(opened, lines, qtbot):
    told = []
    opened.desk.told.connect(told.append)
    in_text(opened, qtbot, 0)
    press(opened, "F4")
    assert any("no suspect word" in one for one in told)
    opened.actions_["show.suspects"].trigger()
    assert marks(opened) == {}
    opened.actions_["show.suspects"].trigger()
    assert len(marks(opened)) == 3
