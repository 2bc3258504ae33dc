"""The walk over the pages of a project: in reading order, and the most doubtful first."""

import pytest
from PySide6.QtCore import Qt

from editor.model import edit as e
from editor.store import readers
from editor.ui.problems.pane import ProblemsPane


@pytest.fixture
def pane(session, jobs, theme, qtbot):
    for page in list(readers.all_pages(session.project)):
        session.do(e.SetPageImage(page.id, "scan.jpg", width=1000, height=1400))
    session.show_first_page()
    pane = ProblemsPane(session, jobs, theme)
    pane.heard = []
    pane.told.connect(pane.heard.append)
    qtbot.addWidget(pane)
    pane.resize(700, 200)
    pane.show()
    pane.refresh()
    return pane


@pytest.fixture
def faults(session, lines):
    """Return a place that breaks no rule badly on the first page, and one that does on the second."""
    session.do(e.SetLineText(lines[1], "The ferry  came at noon"))
    session.do(e.SetLineOutline(lines[4], ((0, 0), (2000, 0), (2000, 40), (0, 40))))
    return lines[1], lines[4]


END = "Nothing more looks wrong; proof-reading stays necessary."


def test_the_most_doubtful_place_of_the_project_comes_first(pane, session, faults, qtbot):
    near, far = faults
    pane.set_by_doubt(True)
    pane.next_problem()
    assert session.selection.line == near, "the page shown is known at once"
    pane.next_problem()
    qtbot.waitUntil(lambda: session.selection.line == far)
    assert session.content.page.label == "page 2"
    assert pane.model.rows()[pane.view.currentIndex().row()].problem.kind == "outside"
    qtbot.waitUntil(lambda: "on 3 pages" in pane.order.text())
    pane.next_problem()
    assert session.content.page.label == "page 3"
    pane.next_problem()
    qtbot.waitUntil(lambda: END in pane.heard)
    pane.previous_problem()
    assert session.selection.line == far
    pane.previous_problem()
    assert session.selection.line == near
    pane.previous_problem()
    assert pane.heard[-1] == "The walk began here."
    pane.next_problem()
    assert session.selection.line == far


def test_what_was_put_right_meanwhile_is_not_gone_to(pane, session, faults, qtbot):
    pane.set_by_doubt(True)
    pane.next_problem()
    qtbot.waitUntil(lambda: "on 3 pages" in pane.order.text())
    session.project.apply(e.SetLineOutline(faults[1], ()))
    pane.next_problem()
    assert session.content.page.label == "page 3"


def test_the_list_shows_the_order_and_a_button_changes_it(pane, session, lines, qtbot):
    heard = []
    pane.orderChanged.connect(heard.append)
    session.do(e.SetLineText(lines[1], "The ferry  came at noon"))
    session.do(e.SetLineOutline(lines[2], ((0, 0), (2000, 0), (2000, 40), (0, 40))))
    pane.refresh()
    assert [row.problem.line for row in pane.model.rows()] == [lines[1], lines[2]]
    assert pane.order.text() == "In reading order"
    qtbot.mouseClick(pane.first, Qt.MouseButton.LeftButton)
    assert [row.problem.line for row in pane.model.rows()] == [lines[2], lines[1]]
    assert pane.order.text() == "Most doubtful first" and heard == [True]
    pane.set_by_doubt(False)
    assert [row.problem.line for row in pane.model.rows()] == [lines[1], lines[2]] and not pane.first.isChecked()


def test_in_reading_order_the_walk_goes_on_from_the_caret(pane, session, lines):
    for line in lines[:3]:
        session.do(e.SetLineText(line, "two  blanks  twice"))
    pane.refresh()
    session.select_line(lines[1], 5)
    pane.next_problem()
    assert session.selection.line == lines[2]
    session.select_line(lines[1], 1)
    pane.next_problem()
    assert session.selection.line == lines[1]
    session.select_line(lines[1], 1)
    pane.previous_problem()
    assert session.selection.line == lines[0]


def test_a_search_that_somebody_leaves_carries_nobody_away(pane, session, faults, qtbot):
    near, _ = faults
    session.select_line(near, 20)
    pane.next_problem()
    session.select_line(near, 3)
    assert pane.heard[-1] == "Looking was stopped."
    qtbot.wait(150)
    assert session.content.page.label == "page 1" and session.selection.start == 3
    session.select_line(near, 20)
    pane.next_problem()
    assert pane.stop_looking() and not pane.stop_looking()
    qtbot.wait(150)
    assert session.content.page.label == "page 1"
    pane.next_problem()
    qtbot.waitUntil(lambda: session.content.page.label == "page 2")
