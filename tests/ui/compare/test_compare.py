"""Comparing by keys: what is seen, what is taken, and what is in the file afterwards."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from editor.model import edit as e
from editor.store import readers
from editor.ui.compare.dialog import CompareDialog
from tests.ui.compare.conftest import give_version
from tests.ui.shell.harbour import box

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
TEXT = ["HARBOUR REPORT", "The ferry came at noon", "with Ann Smith aboard"]


def texts(session):
    return [line.text for _, line in readers.content(session.project, session.page_id).lines()]


def kinds(dialog):
    return [row.kind for row in dialog.model.rows()]


def here(dialog):
    row = dialog.model.row(dialog.view.currentIndex())
    return row.left_text if row.left else row.right_text


def press(qtbot, dialog, key, modifiers=Qt.KeyboardModifier.NoModifier):
    qtbot.keyClick(dialog.view, key, modifiers)


def test_the_text_is_held_against_the_reading_that_came_last(compare):
    QAbstractItemModelTester(compare.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert kinds(compare) == ["changed", "split", "changed", "right"]
    assert compare.choice.left.currentText() == "The text as it is now"
    assert compare.choice.right.currentText().startswith("ALTO · second.xml · reader 2 · ")
    assert compare.summary.text().startswith("4 of 4 lines differ. Of these: only on the right 1, broken otherwise 1.")
    assert compare.page.text() == "Page 1 · page 1"
    assert here(compare) == "HARBOUR REPORT"
    words = compare.model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert words == "other words; left: HARBOUR REPORT; right: HARBOVR REPORT"


def test_keys_go_from_difference_to_difference(compare, session, qtbot):
    give_version(session.project, session.page_id, ("paragraph", [("HARBOUR REPORT", box(110, 110))]), name="c.xml")
    compare._page_shown()
    assert kinds(compare) == ["same", "left", "left"]
    assert here(compare) == "The ferry came at noon"
    press(qtbot, compare, Qt.Key.Key_Down)
    assert here(compare) == "with Ann Smith aboard"
    press(qtbot, compare, Qt.Key.Key_Down)
    assert compare.said.text() == "There is no further difference on this page."
    press(qtbot, compare, Qt.Key.Key_Up)
    press(qtbot, compare, Qt.Key.Key_Up)
    assert here(compare) == "The ferry came at noon"
    press(qtbot, compare, Qt.Key.Key_Up, CTRL)
    assert here(compare) == "HARBOUR REPORT"


def test_a_line_is_taken_over_and_the_next_difference_shown(compare, session, qtbot):
    press(qtbot, compare, Qt.Key.Key_Return)
    assert texts(session) == ["HARBOVR REPORT", *TEXT[1:]]
    assert kinds(compare) == ["same", "split", "changed", "right"]
    assert here(compare) == "The ferry came at noon"
    assert compare.said.text() == "One line was taken over."
    press(qtbot, compare, Qt.Key.Key_F4)
    assert texts(session) == ["HARBOVR REPORT", "The ferry", "came at noon", "with Ann Smith aboard"]
    assert here(compare) == "with Ann Smith aboard"
    press(qtbot, compare, Qt.Key.Key_Z, CTRL)
    assert texts(session) == ["HARBOVR REPORT", *TEXT[1:]]
    assert kinds(compare) == ["same", "split", "changed", "right"]
    press(qtbot, compare, Qt.Key.Key_Z, CTRL | SHIFT)
    assert len(texts(session)) == 4


def test_only_the_differences_are_shown_where_asked(compare, session, qtbot):
    compare.only.setChecked(True)
    press(qtbot, compare, Qt.Key.Key_Return)
    assert kinds(compare) == ["split", "changed", "right"]
    assert here(compare) == "The ferry came at noon"
    press(qtbot, compare, Qt.Key.Key_Return)
    assert here(compare) == "with Ann Smith aboard"


def test_words_are_taken_over_one_by_one(compare, session, qtbot):
    press(qtbot, compare, Qt.Key.Key_Down)
    press(qtbot, compare, Qt.Key.Key_Down)
    press(qtbot, compare, Qt.Key.Key_Right)
    assert compare.view.pairs.word == 0
    press(qtbot, compare, Qt.Key.Key_Right)
    press(qtbot, compare, Qt.Key.Key_Return)
    assert texts(session)[2] == "with Ann Smith abroad"
    assert here(compare) == "with Ann Smith abroad"
    press(qtbot, compare, Qt.Key.Key_Left)
    press(qtbot, compare, Qt.Key.Key_Return)
    assert texts(session)[2] == "with Anne Smith abroad"
    assert here(compare) == "and a dog"


def test_the_whole_page_is_one_step(compare, session, qtbot):
    press(qtbot, compare, Qt.Key.Key_Return, CTRL)
    assert texts(session) == ["HARBOVR REPORT", "The ferry", "came at noon", "with Anne Smith abroad", "and a dog"]
    assert compare.said.text() == "4 lines were taken over."
    assert compare.summary.text() == "The text is the same in all 5 lines."
    press(qtbot, compare, Qt.Key.Key_Z, CTRL)
    assert texts(session) == TEXT
    assert compare.said.text() == "Undone: Take over 4 lines"


def test_a_region_is_taken_over(compare, session, qtbot):
    press(qtbot, compare, Qt.Key.Key_Down)
    press(qtbot, compare, Qt.Key.Key_Return, SHIFT)
    assert texts(session) == ["HARBOUR REPORT", "The ferry", "came at noon", "with Anne Smith abroad", "and a dog"]


def test_verified_lines_stay_unless_it_is_said(compare, session, lines, qtbot):
    session.do(e.SetLineVerified(lines[0]))
    qtbot.waitUntil(lambda: compare.model.rows()[0].verified)
    press(qtbot, compare, Qt.Key.Key_Return)
    assert texts(session) == TEXT
    assert compare.said.text() == "Verified and left as they are: 1."
    compare.also_verified.setChecked(True)
    compare.view.setCurrentIndex(compare.model.index(0))
    press(qtbot, compare, Qt.Key.Key_Return)
    assert texts(session)[0] == "HARBOVR REPORT"


def test_a_line_that_only_the_text_has_goes_by_its_own_key(compare, session, lines, qtbot):
    give_version(session.project, session.page_id, ("heading", [("HARBOUR REPORT", box(110, 110))]), name="c.xml")
    session.do(e.TagSpan(lines[2], 5, 8, "person"))
    compare._page_shown()
    press(qtbot, compare, Qt.Key.Key_Down)
    press(qtbot, compare, Qt.Key.Key_Return)
    assert texts(session) == TEXT
    assert compare.said.text() == "Only the text has this line. Delete removes it."
    press(qtbot, compare, Qt.Key.Key_Delete)
    assert texts(session) == TEXT[:2]
    assert [orphan.quote for orphan in readers.orphans(session.project)] == ["Ann"]


def test_nothing_is_taken_where_the_text_is_not_on_the_left(compare, session, qtbot):
    compare.choice.swap()
    assert kinds(compare) == ["changed", "joined", "changed", "left"]
    assert not compare.take_button.isEnabled()
    press(qtbot, compare, Qt.Key.Key_Return)
    assert texts(session) == TEXT
    assert "choose it on the left" in compare.said.text()


def test_pages_with_a_version_are_gone_through(compare, session, qtbot):
    second = readers.page_beside(session.project, session.page_id, 1)
    third = readers.page_beside(session.project, second, 1)
    give_version(session.project, third, ("paragraph", [("A third page", box(100, 100))]))
    session.project.apply(e.AddRegion(third))
    compare._page_shown()
    press(qtbot, compare, Qt.Key.Key_PageDown, CTRL)
    assert "No page after this one" in compare.said.text()
    give_version(session.project, second, ("paragraph", [("The second page tells", box(110, 110))]))
    press(qtbot, compare, Qt.Key.Key_PageDown, CTRL)
    assert session.page_id == second and compare.page.text() == "Page 2 · page 2"
    press(qtbot, compare, Qt.Key.Key_PageUp, CTRL)
    assert compare.page.text() == "Page 1 · page 1"


def test_a_page_without_a_version_says_so(session, theme, qtbot):
    session.show_page(readers.first_page(session.project))
    dialog = CompareDialog(session, theme)
    qtbot.addWidget(dialog)
    dialog.show()
    assert "only the text as it is now" in dialog.view.empty
    assert dialog.model.rowCount() == 0
    assert not dialog.choice.right.isEnabled() and not dialog.page_button.isEnabled()


def test_the_caret_is_left_in_the_line_that_was_looked_at(compare, session, lines, qtbot):
    press(qtbot, compare, Qt.Key.Key_Down)
    qtbot.keyClick(compare.view, Qt.Key.Key_Escape)
    assert not compare.isVisible()
    assert session.selection.line == lines[1]


@pytest.mark.parametrize("width", [700, 1180])
def test_both_texts_are_seen_whole(compare, width, qtbot):
    compare.resize(width, 700)
    qtbot.wait(30)
    left, middle, right = compare.view.pairs.columns()
    assert 0 < left < middle < right
    assert right + (middle - left) <= compare.view.viewport().width()
    picture = compare.view.grab().toImage()
    assert len({picture.pixelColor(x, 12).name() for x in range(picture.width())}) > 3
