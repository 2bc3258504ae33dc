import pytest
from PySide6.QtCore import QRegularExpression, Qt
from PySide6.QtTest import QAbstractItemModelTester

from editor.model import edit as e
from editor.store import readers
from editor.ui.find.pane import FindPane
from editor.ui.find.scan import Scan, expression, wrong
from editor.ui.kit.rowdelegate import LOOK


@pytest.fixture
def pane(session, jobs, theme, qtbot):
    pane = FindPane(session, jobs, theme)
    pane.tester = QAbstractItemModelTester(pane.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    qtbot.addWidget(pane)
    pane.resize(700, 200)
    pane.show()
    return pane


def looks(pane):
    return [pane.model.index(row).data(LOOK) for row in range(pane.model.rowCount())]


def test_words_are_found_as_they_are_typed_and_stand_out(pane, qtbot):
    qtbot.keyClicks(pane.query, "ferry")
    qtbot.waitUntil(lambda: pane.model.rowCount() == 2)
    assert [look.place for look in looks(pane)] == ["page 1", "page 2"]
    assert looks(pane)[0].pieces() == ("The ", "ferry", " came at noon")
    assert pane.said.text() == "Lines: 2"
    assert not pane.grab().isNull()


def test_enter_goes_to_the_hits_one_after_the_other_and_round(pane, session, lines, qtbot):
    qtbot.keyClicks(pane.query, "ferry")
    seen = []
    for _ in range(3):
        qtbot.keyClick(pane.query, Qt.Key.Key_Return)
        seen.append((session.selection.line, session.selection.start, session.selection.end))
    assert seen == [(lines[1], 4, 9), (lines[4], 7, 12), (lines[1], 4, 9)]
    assert session.content.page.label == "page 1"
    pane.previous_hit()
    assert session.selection.line == lines[4]


def test_a_click_on_a_hit_goes_there(pane, session, lines, qtbot):
    pane.query.setText("second")
    pane.search()
    rect = pane.view.visualRect(pane.model.index(0))
    qtbot.mouseClick(pane.view.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    assert session.selection.line == lines[3]


def test_next_hit_without_a_query_asks_for_one(pane, qtbot):
    pane.next_hit()
    qtbot.waitUntil(pane.query.hasFocus)


def test_case_counts_when_it_is_asked_for(pane, qtbot):
    pane.case.setChecked(True)
    pane.query.setText("The")
    pane.search()
    qtbot.waitUntil(lambda: pane.said.text() == "Hits: 2")
    assert {look.text[slice(*look.bold)] for look in looks(pane)} == {"The"}


def test_a_pattern_finds_every_place_in_a_line_in_reading_order(pane, qtbot):
    pane.regex.setChecked(True)
    pane.query.setText("[aeiou]r")
    pane.search()
    qtbot.waitUntil(lambda: not pane.stop.isVisible())
    assert [look.text[slice(*look.bold)] for look in looks(pane)] == ["AR", "UR", "OR", "er", "ar", "er", "or"]


def test_a_query_that_is_no_pattern_is_told_so(pane):
    pane.regex.setChecked(True)
    pane.query.setText("(open")
    pane.search()
    assert pane.said.text().startswith("not a pattern")
    assert pane.model.rowCount() == 0


def test_a_pattern_that_would_run_for_ever_ends(session, lines, qtbot):
    session.do(e.SetLineText(lines[0], "a" * 200 + "!"))
    scan = Scan(session)
    with qtbot.waitSignal(scan.finished, timeout=5000) as ended:
        scan.start(expression("(a+)+$", regex=True, case=True))
    assert ended.args == ["this pattern is too complex"]


def test_a_hit_is_found_again_after_its_line_has_changed(pane, session, lines, qtbot):
    pane.query.setText("ferry")
    pane.search()
    session.do(e.SetLineText(lines[1], "At noon the ferry came"))
    pane.go(pane.model.index(0))
    assert (session.selection.line, session.selection.start, session.selection.end) == (lines[1], 12, 17)


def test_a_hit_whose_line_is_gone_says_so(pane, session, lines):
    pane.query.setText("noon")
    pane.search()
    session.do(e.RemoveLine(lines[1]))
    pane.go(pane.model.index(0))
    assert pane.said.text() == "This line is no longer there."


def test_positions_are_code_points_beyond_the_first_plane(pane, session, lines, qtbot):
    session.do(e.SetLineText(lines[0], "𝔇 old ferry"))
    pane.regex.setChecked(True)
    pane.query.setText("old")
    pane.search()
    qtbot.waitUntil(lambda: pane.said.text() == "Hits: 1")
    pane.next_hit()
    assert (session.selection.start, session.selection.end) == (2, 5)


def test_many_hits_come_as_they_are_asked_for(pane, session, lines):
    region = readers.line(session.project, lines[1]).region
    session.do(e.Batch(tuple(e.AddLine(region, f"cargo {n}") for n in range(450))))
    pane.query.setText("cargo")
    pane.search()
    assert pane.said.text() == "Lines: 200 or more"
    while pane.model.canFetchMore(pane.model.index(-1)):
        pane.model.fetchMore(pane.model.index(-1))
    assert pane.model.rowCount() == 450
    assert len({hit.line for hit in pane.model.rows()}) == 450


def test_wrong_says_nothing_of_a_good_pattern():
    assert wrong(QRegularExpression("a+")) == ""


def test_a_session_that_closes_is_left_alone(pane, session, qtbot):
    pane.case.setChecked(True)
    pane.query.setText("The")
    pane.search()
    qtbot.keyClicks(pane.query, " ferry")
    session.close()
    qtbot.wait(400)
