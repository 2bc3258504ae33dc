"""Find and replace with the keys and the mouse, on a project in a file."""

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtTest import QAbstractItemModelTester, QTest

from editor.model import edit as e
from editor.store import readers
from editor.ui.find.hits import PREVIEW
from editor.ui.find.replace import ReplacePane


@pytest.fixture
def pane(session, jobs, theme, qtbot):
    pane = ReplacePane(session, jobs, theme)
    pane.tester = QAbstractItemModelTester(pane.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    qtbot.addWidget(pane)
    pane.resize(1200, 330)
    with qtbot.waitExposed(pane):
        pane.show()
    return pane


def texts(session):
    project = session.project
    return [line.text for page in readers.all_pages(project) for _, line in readers.content(project, page.id).lines()]


def settled(pane):
    return not pane.busy


def look(pane, qtbot, find, text=""):
    qtbot.keyClicks(pane.query, find)
    qtbot.keyClicks(pane.text, text)
    qtbot.waitUntil(lambda: settled(pane))


def previews(pane):
    shown = (pane.model.index(row).data(PREVIEW) for row in range(pane.model.rowCount()))
    return [f"{one.place}: {one.before}[{one.old}>{one.new}]{one.behind}" for one in shown]


def test_places_are_seen_as_they_would_be_while_one_types(pane, qtbot):
    look(pane, qtbot, "ferry", "boat")
    assert previews(pane) == [
        "page 1 · 2.1: The [ferry>boat] came at noon",
        "page 2 · 1.2: of the [ferry>boat] once more",
    ]
    assert pane.go.isEnabled() and pane.go.text() == "&Replace 2"
    assert pane.said.text() == "Found: 2"
    qtbot.keyClicks(pane.text, "s")
    assert "[ferry>boats]" in previews(pane)[0]
    assert not pane.grab().isNull()


def test_keys_alone_untick_one_and_replace_the_other(pane, session, qtbot):
    look(pane, qtbot, "ferry", "boat")
    before = texts(session)
    qtbot.keyClick(pane.text, Qt.Key.Key_Down)
    assert pane.view.hasFocus()
    qtbot.keyClick(pane.view, Qt.Key.Key_Space)
    assert pane.go.text() == "&Replace 1"
    qtbot.keyClick(pane.view, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    after = texts(session)
    assert pane.view.hasFocus() and session.selection.line is None
    assert after[1] == "The ferry came at noon" and after[4] == "of the boat once more"
    assert pane.said.text() == "Replaced: 1 · texts changed: 1 · Undo takes all of it back."
    assert previews(pane) == ["page 1 · 2.1: The [ferry>boat] came at noon"]
    assert not pane.go.isEnabled()
    session.undo()
    assert texts(session) == before


def test_a_click_on_a_tick_and_on_a_row(pane, session, lines, qtbot):
    look(pane, qtbot, "ferry", "boat")
    rect = pane.view.visualRect(pane.model.index(1))
    qtbot.mouseClick(pane.view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(rect.left() + 9, rect.center().y()))
    assert pane.go.text() == "&Replace 1"
    qtbot.mouseClick(pane.view.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    assert (session.selection.line, session.selection.start, session.selection.end) == (lines[4], 7, 12)
    qtbot.mouseClick(pane.none, Qt.MouseButton.LeftButton)
    assert not pane.go.isEnabled()
    qtbot.mouseClick(pane.all, Qt.MouseButton.LeftButton)
    assert pane.go.text() == "&Replace 2"


def test_several_places_of_a_line_can_be_taken_apart(pane, session, lines, qtbot):
    session.do(e.SetLineText(lines[1], "ferry, ferry, ferry"))
    pane.scope.setCurrentIndex(pane.scope.findData("page"))
    look(pane, qtbot, "ferry", "boat")
    pane.view.setFocus()
    pane.view.setCurrentIndex(pane.model.index(1))
    qtbot.keyClick(pane.view, Qt.Key.Key_Space)
    pane.replace()
    assert texts(session)[1] == "boat, ferry, boat"
    assert previews(pane) == ["page 1 · 2.1: boat, [ferry>boat], boat"]
    pane.model.tick_all(True)
    pane.replace()
    assert texts(session)[1] == "boat, boat, boat"


def test_a_wrong_pattern_is_red_at_once_and_says_why(pane, theme, qtbot):
    qtbot.mouseClick(pane.regex, Qt.MouseButton.LeftButton)
    qtbot.keyClicks(pane.query, "(fer")
    assert "is not a regular expression" in pane.said.text()
    assert pane.said.property("role") == "error"
    assert theme.colour("error").name() in pane.query.styleSheet()
    assert pane.query.accessibleDescription() and not pane.go.isEnabled()
    qtbot.keyClicks(pane.query, ")ry")
    assert pane.query.styleSheet() == ""
    qtbot.waitUntil(lambda: pane.said.text() == "Found: 2")
    qtbot.keyClicks(pane.text, "\\2")
    assert "no group 2" in pane.said.text()
    assert theme.colour("error").name() in pane.text.styleSheet() and not pane.go.isEnabled()
    qtbot.keyClick(pane.text, Qt.Key.Key_Backspace)
    qtbot.keyClicks(pane.text, "1")
    assert "[ferry>fer]" in previews(pane)[0] and pane.go.isEnabled()


def test_verified_lines_are_left_alone_until_told(pane, session, lines, qtbot):
    session.do(e.SetLineVerified(lines[1]))
    look(pane, qtbot, "ferry", "boat")
    assert pane.go.text() == "&Replace 1" and "1 in verified lines are left alone" in pane.said.text()
    assert previews(pane)[0] == "page 1 · 2.1: The [ferry>ferry] came at noon"
    pane.replace()
    assert readers.line(session.project, lines[1]).verified
    assert len(previews(pane)) == 1
    pane.model.tick_all(True)
    assert not pane.go.isEnabled()
    qtbot.mouseClick(pane.verified, Qt.MouseButton.LeftButton, pos=QPoint(8, pane.verified.height() // 2))
    assert pane.verified.isChecked()
    pane.replace()
    after = readers.line(session.project, lines[1])
    assert after.text == "The boat came at noon" and not after.verified


def test_scopes_follow_where_one_is(pane, session, lines, qtbot):
    look(pane, qtbot, "e", "e")
    assert pane.model.rowCount() == 14
    for scope, count in (("page", 4), ("region", 0), ("document", 14)):
        pane.scope.setCurrentIndex(pane.scope.findData(scope))
        qtbot.waitUntil(lambda: settled(pane))
        assert (scope, pane.model.rowCount()) == (scope, count)
    pane.scope.setCurrentIndex(pane.scope.findData("region"))
    session.go_to(readers.page_of(session.project, lines[3]), lines[3])
    qtbot.waitUntil(lambda: settled(pane) and pane.model.rowCount() == 8)


def test_notes_and_tags(pane, session, lines, qtbot):
    note = session.do(e.AddNote(e.NoteTarget(line=lines[1]), "which ferry?")).id
    tag = session.do(e.TagSpan(lines[1], 4, 9, "organization", {"ref": "ferry-co"})).id
    for where, expected in (("notes", "[ferry>boat]?"), ("tags", "[ferry>boat]-co")):
        pane.where.setCurrentIndex(pane.where.findData(where))
        pane.query.clear()
        pane.text.clear()
        look(pane, qtbot, "ferry", "boat")
        assert len(previews(pane)) == 1 and expected in previews(pane)[0]
        pane.replace()
    assert readers.annotation(session.project, note).attributes["text"] == "which boat?"
    assert readers.annotation(session.project, tag).attributes["ref"] == "boat-co"
    assert texts(session)[1] == "The ferry came at noon"


def test_what_changed_meanwhile_is_told_and_left(pane, session, lines, qtbot):
    look(pane, qtbot, "ferry", "boat")
    session.do(e.SetLineText(lines[1], "The ferry left"))
    assert "Enter looks again" in pane.said.text()
    pane.replace()
    assert texts(session)[1] == "The ferry left" and texts(session)[4] == "of the boat once more"
    assert "left alone, because they had changed: 1" in pane.said.text()


def test_evil_patterns_never_hold_the_window_up(pane, session, lines, qtbot):
    from tests.work.test_replace import EVIL, A

    region = readers.line(session.project, lines[1]).region
    session.do(e.Batch(tuple(e.AddLine(region, A) for _ in range(40))))
    pane.regex.setChecked(True)
    gaps, clock = [], [0.0]

    def beat():
        import time

        now = time.monotonic()
        gaps.append(now - clock[0])
        clock[0] = now

    import time

    heart = QTimer(interval=4)
    heart.timeout.connect(beat)
    clock[0] = time.monotonic()
    heart.start()
    for find in EVIL:
        pane.query.setText(find)
        pane.search()
        QTest.qWait(30)
        began = time.monotonic()
        pane.stop_search()
        assert time.monotonic() - began < 2
        assert settled(pane)
    heart.stop()
    assert max(gaps) < 2  # seconds; generous, for a loaded machine
    pane.query.setText("(a|aa)+$")
    pane.search()
    qtbot.waitUntil(lambda: settled(pane))
    assert "too complex" in pane.said.text() and pane.said.property("role") == "error"


def test_a_session_that_closes_is_left_alone(pane, session, qtbot):
    pane.query.setText("e")
    pane.search()
    session.close()
    qtbot.wait(100)


def test_each_row_shows_its_line_cut_out_of_the_scan(pane, session, lines, theme, tmp_path, qtbot):
    scan = QImage(1000, 1400, QImage.Format.Format_RGB32)
    scan.fill(QColor("white"))
    painter = QPainter(scan)
    painter.fillRect(110, 410, 400, 40, QColor("#0000ff"))
    painter.end()
    assert scan.save(str(tmp_path / "scan.png"))
    session.do(e.SetPageImage(session.page_id, "scan.png", width=1000, height=1400))
    look(pane, qtbot, "ferry", "boat")
    qtbot.waitUntil(lambda: pane.view.cutouts.strip(session.page_id, lines[1]) is not None)
    strip = pane.view.cutouts.strip(session.page_id, lines[1])
    assert strip.pixelColor(strip.width() // 2, strip.height() // 2) == QColor("#0000ff")
    assert strip.pixelColor(strip.width() // 2, 1) == QColor("white")
    shown = pane.view.viewport().grab().toImage()
    at = pane.view.visualRect(pane.model.index(0)).center()
    across = range(at.x() - 300, at.x() + 100)
    assert any(shown.pixelColor(x, at.y()) == QColor("#0000ff") for x in across)
