import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from editor.model import edit as e
from editor.store import readers
from editor.ui.problems.pane import ProblemsPane
from editor.ui.suspecting import Suspecting


@pytest.fixture
def pane(session, jobs, theme, qtbot):
    pane = ProblemsPane(session, jobs, theme)
    pane.tester = QAbstractItemModelTester(pane.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    qtbot.addWidget(pane)
    pane.resize(700, 200)
    pane.show()
    pane.refresh()
    return pane


def kinds(pane):
    return [row.problem.kind for row in pane.model.rows() if row.problem]


def give_two_blanks(session, lines):
    session.do(e.SetLineText(lines[1], "The ferry  came at noon"))
    session.do(e.SetLineText(lines[4], "of the  ferry once more"))


def test_a_problem_shows_where_it_is_and_leads_there(pane, session, lines, qtbot):
    give_two_blanks(session, lines)
    qtbot.waitUntil(lambda: "odd-text" in kinds(pane))
    row = kinds(pane).index("odd-text")
    assert pane.model.rows()[row].place == "page 1 · 2.1"
    rect = pane.view.visualRect(pane.model.index(row))
    qtbot.mouseClick(pane.view.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    assert (session.selection.line, session.selection.start, session.selection.end) == (lines[1], 9, 11)
    assert not pane.grab().isNull()


def test_the_next_problem_may_be_on_a_later_page_and_the_one_before_on_an_earlier(pane, session, lines, qtbot):
    give_two_blanks(session, lines)
    told = []
    pane.told.connect(told.append)

    def walk(step, until):
        seen = []
        for _ in range(12):
            step()
            qtbot.wait(30)
            seen.append((session.content.page.label, session.selection.line))
            if told or until(seen):
                return seen
        return seen

    seen = walk(pane.next_problem, lambda seen: False)
    assert ("page 1", lines[1]) in seen and ("page 2", lines[4]) in seen
    assert told == ["Nothing more looks wrong from here to the end; proof-reading stays necessary."]
    assert session.content.page.label == "page 3"
    told.clear()
    seen = walk(pane.previous_problem, lambda seen: seen[-1][1] == lines[1])
    assert seen[-1] == ("page 1", lines[1])


def test_a_page_that_is_there_already_is_looked_over(session, lines, jobs, theme, qtbot):
    session.do(e.SetLineText(lines[1], "The ferry  came"))
    pane = ProblemsPane(session, jobs, theme)
    qtbot.addWidget(pane)
    qtbot.waitUntil(lambda: "odd-text" in kinds(pane))


def test_the_count_is_told(pane, session, lines, qtbot):
    before = pane.model.rowCount()
    with qtbot.waitSignal(pane.countChanged, check_params_cb=lambda count: count == before + 1):
        session.do(e.SetLineText(lines[1], "The ferry  came"))


def test_an_orphan_is_put_on_the_selected_words_and_can_be_taken_back(pane, session, lines, qtbot):
    tag = session.do(e.TagSpan(lines[2], 5, 14, "person")).id
    session.do(e.SetLineText(lines[2], "with  aboard"))
    pane.refresh()
    rows = pane.model.rows()
    at = next(n for n, row in enumerate(rows) if row.orphan)
    assert rows[at].text == "“Ann Smith” (Person) lost its words."
    pane.view.setCurrentIndex(pane.model.index(at))
    assert pane.tray.isVisible() and not pane.anchor.isEnabled()
    session.select_line(lines[1], 4, 9)
    qtbot.mouseClick(pane.anchor, Qt.MouseButton.LeftButton)
    assert readers.annotation(session.project, tag).targets[0].quote == "ferry"
    assert not any(row.orphan for row in pane.model.rows())
    session.undo()
    pane.refresh()
    assert any(row.orphan for row in pane.model.rows())


def test_an_orphan_can_be_thrown_away_and_brought_back(pane, session, lines, qtbot):
    session.do(e.TagSpan(lines[2], 5, 14, "person"))
    session.do(e.RemoveLine(lines[2]))
    pane.refresh()
    at = next(n for n, row in enumerate(pane.model.rows()) if row.orphan)
    pane.view.setCurrentIndex(pane.model.index(at))
    qtbot.mouseClick(pane.discard, Qt.MouseButton.LeftButton)
    assert readers.orphans(session.project) == []
    session.undo()
    assert len(readers.orphans(session.project)) == 1


def test_a_page_without_problems_says_so(pane, session, qtbot):
    for row in pane.model.rows():
        if row.problem.kind == "no-image":
            session.do(e.SetPageImage(session.page_id, "scan.jpg", width=1000, height=1400))
    pane.refresh()
    assert pane.model.rowCount() == 0
    assert pane.empty.isVisible() and not pane.view.isVisible()


def test_nothing_is_said_of_the_words_before_they_were_looked_at(pane, session, jobs, qtbot):
    session.do(e.SetProject({"language": "la"}))  # one without dictionaries, which take seconds to load
    session.do(e.SetPageImage(session.page_id, "scan.jpg", width=1000, height=1400))
    pane.use(Suspecting(session, jobs, pane))
    pane.refresh()
    assert pane.empty.isVisible() and "being looked at" in pane.empty.text()
    qtbot.waitUntil(lambda: "Nothing on this page" in pane.empty.text(), timeout=20_000)


def test_a_session_that_closes_is_left_alone(pane, session, lines, qtbot):
    session.do(e.SetLineText(lines[1], "The ferry  came"))
    pane.next_problem()
    pane.previous_problem()
    session.do(e.SetLineText(lines[1], "The ferry   came"))
    session.close()
    qtbot.wait(400)
