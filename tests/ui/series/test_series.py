"""Series with the keys and the mouse, on a project in a file."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QPushButton

from editor.assist.suspects import lexicon
from editor.model import edit as e
from editor.store import readers
from editor.ui.find.hits import PREVIEW
from editor.ui.series.tab import SeriesTab
from tests.ui.shell.test_window import in_text, press

pytest.importorskip("hunspell", reason="the extra spell is not installed")
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def tab(session, jobs, theme, qtbot):
    lexicon.lexicon("en")
    tab = SeriesTab(session, jobs, theme)
    tab.said = []
    tab.told.connect(tab.said.append)
    qtbot.addWidget(tab)
    tab.resize(1200, 360)
    with qtbot.waitExposed(tab):
        tab.show()
    yield tab
    qtbot.waitUntil(lambda: not tab.pane.rule_finder.running)


@pytest.fixture
def wrong(session, lines):
    """Make one word wrong at three places, as a machine would read it."""
    region = session.project.connection.execute("SELECT region FROM line WHERE id=?", (lines[3],)).fetchone()[0]
    for text in ("tbe quay was wet", "at (tbe) quay", "Tbe end of tbe pier"):
        session.do(e.AddLine(region, text, ocr_text=text))
    return texts(session)


def texts(session):
    project = session.project
    return [line.text for page in readers.all_pages(project) for _, line in readers.content(project, page.id).lines()]


def rows(session):
    tables = ("region", "line", "annotation", "target")
    return [session.project.connection.execute(f"SELECT * FROM {t} ORDER BY 1, 2").fetchall() for t in tables]


def previews(pane):
    shown = (pane.model.index(row).data(PREVIEW) for row in range(pane.model.rowCount()))
    return [f"{one.before}[{one.old}>{one.new}]{one.behind}" for one in shown]


def put_caret(session, text, word):
    page = next(
        page.id
        for page in readers.all_pages(session.project)
        for _, line in readers.content(session.project, page.id).lines()
        if line.text == text
    )
    session.show_page(page)
    line = next(line for _, line in session.content.lines() if line.text == text)
    session.select_line(line.id, text.index(word) + 1)
    return line


def settle(tab, qtbot):
    qtbot.waitUntil(lambda: not tab.pane.busy)


def test_the_word_at_the_caret_is_put_right_everywhere_by_keys(tab, session, wrong, qtbot):
    before = rows(session)
    put_caret(session, "tbe quay was wet", "tbe")
    tab.places_like_this()
    settle(tab, qtbot)
    pane = tab.pane
    assert pane.text.hasFocus() and not pane.go.isEnabled() and "type what they should be" in pane.said.text()
    qtbot.keyClicks(pane.text, "the")
    assert previews(pane) == [
        "[tbe>the] quay was wet", "at ([tbe>the]) quay", "[Tbe>The] end of tbe pier", "Tbe end of [tbe>the] pier"
    ]  # fmt: skip
    qtbot.keyClick(pane.text, Qt.Key.Key_Return)
    assert pane.view.hasFocus()
    qtbot.keyClick(pane.view, Qt.Key.Key_Down)
    qtbot.keyClick(pane.view, Qt.Key.Key_Space)
    assert pane.go.text() == "&Correct 3"
    qtbot.keyClick(pane.view, Qt.Key.Key_Return, CONTROL)
    assert [text for text in texts(session) if "be" in text or "he " in text][-3:] == [
        "the quay was wet", "at (tbe) quay", "The end of the pier"
    ]  # fmt: skip
    assert tab.said[-1] == "Corrected: 3 · texts changed: 2 · Undo takes all of it back."
    assert previews(pane) == ["at ([tbe>the]) quay"]
    session.undo()
    assert rows(session) == before


def test_what_was_put_right_once_leads_to_the_same_reading_elsewhere(tab, session, wrong, qtbot):
    line = put_caret(session, "tbe quay was wet", "tbe")
    session.do(e.SetLineText(line.id, "the quay was wet"))
    session.select_line(line.id, 2)
    tab.places_like_this()
    settle(tab, qtbot)
    pane = tab.pane
    assert pane.kind.currentText() == "Same reading: tbe" and pane.text.text() == "the"
    assert previews(pane) == ["at ([tbe>the]) quay", "[Tbe>The] end of tbe pier", "Tbe end of [tbe>the] pier"]
    qtbot.mouseClick(pane.go, Qt.MouseButton.LeftButton)
    assert "tbe" not in " ".join(texts(session)).casefold()


def test_the_same_confusion_finds_other_words_and_what_is_typed_says_which(tab, session, wrong, qtbot):
    line = put_caret(session, "at (tbe) quay", "tbe")
    session.do(e.AddLine(line.region, "tbis is wbat tbey saw"))
    tab.places_like_this()
    pane = tab.pane
    qtbot.keyClicks(pane.text, "the")
    settle(tab, qtbot)
    pane.kind.setCurrentIndex(pane.kind.findData("confusion"))
    settle(tab, qtbot)
    assert pane.kind.currentText() == "Same confusion: b → h"
    olds = [hit.groups for hit in pane.model.rows()]
    assert ("tbis", "this") in olds and ("wbat", "what") in olds and ("tbey", "they") in olds and len(olds) == 7


def test_verified_lines_and_lines_that_changed_are_left_alone(tab, session, wrong, qtbot):
    line = put_caret(session, "at (tbe) quay", "tbe")
    session.do(e.SetLineVerified(line.id, True))
    tab.places_like_this()
    pane = tab.pane
    qtbot.keyClicks(pane.text, "the")
    settle(tab, qtbot)
    assert pane.go.text() == "&Correct 3" and "1 in verified lines are left alone" in pane.said.text()
    other = put_caret(session, "tbe quay was wet", "tbe")
    session.do(e.SetLineText(other.id, "tbe quay was dry"))
    pane.take()
    assert "left alone, because they had changed: 1" in pane.said.text()
    assert "at (tbe) quay" in texts(session) and "tbe quay was dry" in texts(session)
    assert "The end of the pier" in texts(session)


def test_a_tour_deletes_specks_and_keeps_what_is_so_in_the_original(tab, session, lines, qtbot):
    session.do(e.SetLineText(lines[1], "; The ferry . came"))
    session.do(e.SetLineText(lines[2], "with Ann | Smith"))
    before = rows(session)
    tab.tour("specks")
    settle(tab, qtbot)
    pane = tab.pane
    assert previews(pane) == ["[; >]The ferry . came", "; The ferry[ .>] came", "with Ann[ |>] Smith"]
    qtbot.keyClick(pane.view, Qt.Key.Key_Down)
    qtbot.keyClick(pane.view, Qt.Key.Key_Down)
    tab.keep_as_original()
    assert previews(pane) == ["[; >]The ferry . came", "with Ann[ |>] Smith"]
    kept = [a for a in readers.content(session.project, session.page_id).annotations if a.tag == "sic"]
    assert [(span.line, span.start, span.end) for a in kept for span in a.spans] == [(lines[1], 12, 13)]
    qtbot.keyClick(pane.view, Qt.Key.Key_Return, CONTROL)
    assert texts(session)[1:3] == ["The ferry . came", "with Ann Smith"]
    tab.tour("specks")
    settle(tab, qtbot)
    assert previews(pane) == []
    session.undo()
    session.undo()
    assert rows(session) == before


def test_ctrl_a_ticks_none_and_all_and_enter_leads_to_the_place(tab, session, wrong, qtbot):
    put_caret(session, "tbe quay was wet", "tbe")
    tab.places_like_this()
    qtbot.keyClicks(tab.pane.text, "the")
    settle(tab, qtbot)
    pane = tab.pane
    pane.view.go_into()
    qtbot.keyClick(pane.view, Qt.Key.Key_A, CONTROL)
    assert not pane.go.isEnabled()
    qtbot.keyClick(pane.view, Qt.Key.Key_A, CONTROL)
    assert pane.go.text() == "&Correct 4"
    with qtbot.waitSignal(tab.chosen):
        qtbot.keyClick(pane.view, Qt.Key.Key_End)
        qtbot.keyClick(pane.view, Qt.Key.Key_Return)
    line = session.line(session.selection.line)
    assert line.text[session.selection.start : session.selection.end] == "tbe" and session.selection.start > 0


def test_one_rule_for_many_is_offered_and_shows_its_places(tab, session, lines, qtbot):
    region = session.line(lines[1]).region
    for text in ("the hme of tbe man", "tbis wbat tbey", "witb tbose tbat", "otber tbings tben", "motber"):
        session.do(e.AddLine(region, text))
    tab.pane.rule_finder.start()
    with qtbot.waitSignal(tab.pane.rule_finder.found, timeout=9000):
        pass
    button = next(one for one in tab.pane.offers.findChildren(QPushButton) if one.text().startswith("b → h"))
    assert button.text() == "b → h would put 11 words right" and tab.pane.offers.isVisible()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    settle(tab, qtbot)
    assert tab.pane.model.rowCount() == 11
    tab.pane.take()
    assert "with those that" in texts(session) and "the hme of the man" in texts(session)
    session.undo()
    assert "witb tbose tbat" in texts(session)


def test_there_is_an_honest_sentence_where_there_is_nothing_to_do(tab, session, lines, qtbot):
    session.select_line(lines[0], 0)
    session.do(e.SetLineText(lines[0], ""))
    tab.places_like_this()
    tab.keep_as_original()
    assert "no word at the caret" in tab.said[0] and tab.said[1] == "There is no word at the caret."
    put_caret(session, "The ferry came at noon", "ferry")
    tab.keep_as_original()
    tab.keep_as_original()
    assert "stands so in the original" in tab.said[2] and "already" in tab.said[3]
    assert not tab.grab().isNull()


def test_keys_open_the_series_of_the_word_at_the_caret_and_lead_back_to_the_text(window, project_file, qtbot):
    lexicon.lexicon("en")
    assert window.files.open_path(project_file)
    qtbot.waitUntil(window.isActiveWindow)
    desk, session = window.desk, window.session
    ids = [line.id for _, line in session.content.lines()]
    session.do(e.SetLineText(ids[1], "The fcrry came at noon"))
    in_text(window, qtbot, 1)
    session.select_line(ids[1], 5)
    qtbot.waitUntil(lambda: [one.word for one in desk.suspecting.suspects] == ["fcrry"] and bool(
        desk.suspecting.suspects[0].proposals), timeout=9000)  # fmt: skip
    press(window, "Ctrl+Shift+L")
    pane = desk.series.pane
    assert desk.below.currentWidget() is desk.series and pane.text.hasFocus()
    qtbot.waitUntil(lambda: not pane.busy)
    assert previews(pane) == ["The [fcrry>ferry] came at noon"]
    press(window, "F3")
    assert session.selection.line == ids[1] and (session.selection.start, session.selection.end) == (4, 9)
    press(window, "Escape")
    press(window, "Ctrl+Shift+A")
    assert [a.tag for a in session.content.annotations] == ["sic"]
    press(window, "Ctrl+Z")
    assert session.content.annotations == ()
