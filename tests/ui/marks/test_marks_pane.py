"""Marks in the list and on the scan: taken, told to be none, numbers put right; held against the file."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from editor.model import edit as e
from editor.store import readers
from editor.ui.marks import rows as r
from editor.ui.marks.pane import PAGE
from editor.ui.marks.places import STROKES
from tests.ui.marks.conftest import BANNER, FERRY, NUMBER, PAGES, TOPS


def look(desk, qtbot):
    """Press the key and wait for what is found."""
    desk[1].review()
    settled(desk, qtbot)
    return desk[1].pane


def settled(desk, qtbot):
    qtbot.waitUntil(lambda: not desk[1].pane.finder.running and not desk[1].pane.finder.stale, timeout=10_000)


def marks(pane):
    return [row.mark for row in pane.model.rows() if row.mark is not None]


def choose(pane, wanted):
    pane.list.setCurrentIndex(pane.model.index(pane.model.find(wanted)))
    pane.list.setFocus()


def of_text(text, page=None):
    return lambda row: row.mark is not None and row.mark.text == text and page in (None, row.mark.number)


def press(pane, key, held=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(pane.list, key, held)


def stored(session, place=0):
    """Return the kinds of the regions of a page and their lines as the file has them."""
    page = list(readers.all_pages(session.project))[place]
    return [(one.kind, [line.text for line in one.lines]) for one in readers.content(session.project, page.id).regions]


def letters(session):
    found = [stored(session, place) for place in range(len(PAGES))]
    return sorted("".join(text for page in found for _, lines in page for text in lines).replace(" ", ""))


def test_marks_are_listed_by_kind_with_their_reasons_before_anything_is_changed(desk, session, qtbot):
    before = stored(session)
    pane = look(desk, qtbot)
    heads = [row.text for row in pane.model.rows() if row.kind == r.HEAD]
    assert heads == [r.DIFFER, "classification", "release", "page"]
    assert [one.number for one in marks(pane) if one.text == "TOP SECRET"] == [1, 2, 3]
    shown = pane.model.index(pane.model.find(of_text("SECRET"))).data()
    assert "sheet 1" in shown and "%" in shown and "reads SECRET" in shown and "Becomes: Classification" in shown
    assert stored(session) == before
    assert "safe to take at once" in pane.model.index(pane.model.find(lambda row: row.text == "release")).data()
    assert "safe" not in pane.model.index(pane.model.find(lambda row: row.text == "page")).data()


def test_a_row_leads_to_its_words_and_shows_its_place(desk, session, qtbot):
    pane = look(desk, qtbot)
    choose(pane, of_text("SECRET"))
    line = session.line(session.selection.line)
    assert line.text[session.selection.start : session.selection.end] == "SECRET"
    mark = pane.current.mark
    qtbot.waitUntil(lambda: pane.cutouts.strip(mark.page, mark.box, 34) is not None)
    shown = len(desk[0].view.paper.items())
    desk[1].hide()
    assert len(desk[0].view.paper.items()) < shown
    desk[1].show()
    assert len(desk[0].view.paper.items()) == shown
    choose(pane, of_text("- 3 -"))
    assert session.content.page.label == "sheet 3"


def test_f4_makes_a_region_of_the_mark_and_the_sentence_is_whole(desk, session, qtbot):
    pane = look(desk, qtbot)
    before, all_letters = stored(session), letters(session)
    choose(pane, of_text("SECRET"))
    press(pane, Qt.Key.Key_F4)
    assert ("classification", ["SECRET"]) in stored(session)
    assert any([FERRY[0], FERRY[2]] == lines[n : n + 2] for _, lines in stored(session) for n in range(len(lines)))
    assert letters(session) == all_letters
    first = next(iter(readers.all_pages(session.project)))
    regions = readers.content(session.project, first.id).regions
    assert next(one for one in regions if one.kind == "classification").outline
    assert "Taken as Classification" in pane.said.text()
    settled(desk, qtbot)
    assert "SECRET" not in [one.text for one in marks(pane)]
    session.undo()
    assert stored(session) == before
    settled(desk, qtbot)
    assert "SECRET" in [one.text for one in marks(pane)]


def test_the_safe_ones_are_taken_as_one_step(desk, session, qtbot):
    pane = look(desk, qtbot)
    before, all_letters = [stored(session, n) for n in range(3)], letters(session)
    assert "7" in pane.go.text()
    press(pane, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert "Taken: 7" in pane.said.text()
    for n in range(3):
        kinds = [kind for kind, _ in stored(session, n)]
        assert kinds[0] == "classification" and kinds[-1] == "release-banner"
    assert letters(session) == all_letters
    settled(desk, qtbot)
    assert [one.text for one in marks(pane)] == ["- 2 -", "- 3 -"]
    session.undo()
    assert [stored(session, n) for n in range(3)] == before
    settled(desk, qtbot)
    assert len(marks(pane)) == 9


def test_all_like_one_are_taken_together(desk, session, qtbot):
    pane = look(desk, qtbot)
    choose(pane, of_text("TOP SECRET"))
    assert "3" in pane.like.text()
    press(pane, Qt.Key.Key_F4, Qt.KeyboardModifier.ShiftModifier)
    assert [stored(session, n)[0] for n in range(3)] == [("classification", ["TOP SECRET"])] * 3
    session.undo()
    assert [len(stored(session, n)) for n in range(3)] == [1, 1, 1]


def test_what_is_no_mark_is_remembered_and_comes_back_by_undo(desk, session, qtbot):
    pane = look(desk, qtbot)
    choose(pane, of_text("- 2 -"))
    press(pane, Qt.Key.Key_Delete)
    assert "remembered" in pane.said.text()
    assert len(marks(pane)) == 8
    pane.look()
    settled(desk, qtbot)
    assert "- 2 -" not in [one.text for one in marks(pane)]
    assert session.undo_title() == "Not a mark: - 2 -"
    session.undo()
    settled(desk, qtbot)
    assert "- 2 -" in [one.text for one in marks(pane)]


def test_with_shift_it_is_no_mark_on_any_page(desk, session, qtbot):
    pane = look(desk, qtbot)
    choose(pane, of_text("TOP SECRET"))
    press(pane, Qt.Key.Key_Delete, Qt.KeyboardModifier.ShiftModifier)
    assert "TOP SECRET" not in [one.text for one in marks(pane)]
    session.undo()
    settled(desk, qtbot)
    assert [one.text for one in marks(pane)].count("TOP SECRET") == 3


def test_a_number_read_differently_is_put_right_only_when_asked(desk, session, qtbot):
    pane = look(desk, qtbot)
    assert len([row for row in pane.model.rows() if row.kind == r.VOTE]) == 1
    shown = pane.model.index(pane.model.find(lambda row: row.kind == r.VOTE)).data()
    assert "2 of 3 pages say so" in shown
    differs = pane.model.index(pane.model.find(lambda row: row.kind == r.READING and "O" in row.reading.text)).data()
    assert "8[O]B" in differs and "differs" in differs
    choose(pane, lambda row: row.kind == r.VOTE)
    assert pane.one.text() == "Put Right" and pane.one.isEnabled() and not pane.none.isEnabled()
    press(pane, Qt.Key.Key_F4)
    assert stored(session, 1)[0][1][-1] == BANNER + NUMBER
    settled(desk, qtbot)
    assert [row.text for row in pane.model.rows() if row.kind == r.HEAD][-1] == r.AGREE
    assert "All 3 pages say so" in pane.model.index(pane.model.rowCount() - 1).data()
    session.undo()
    assert stored(session, 1)[0][1][-1] == PAGES[1][-1]


def test_numbers_are_voted_on_where_their_regions_are_taken_already(desk, session, qtbot):
    pane = look(desk, qtbot)
    pane.take_safe()
    settled(desk, qtbot)
    choose(pane, lambda row: row.kind == r.READING and row.reading.text != NUMBER)
    pane.take_current()
    assert stored(session, 1)[-1] == ("release-banner", [BANNER + NUMBER])


def test_one_page_alone_knows_what_repeats_around_it(desk, session, qtbot):
    pane = look(desk, qtbot)
    pane.scope.setCurrentIndex(pane.scope.findData(PAGE))
    settled(desk, qtbot)
    assert {one.number for one in marks(pane)} == {1}
    assert "on 3 pages" in next(one.reason for one in marks(pane) if one.text == "TOP SECRET")
    session.step_page(1)
    settled(desk, qtbot)
    assert {one.number for one in marks(pane)} == {2}


def test_a_text_that_changes_is_judged_again(desk, session, qtbot):
    pane = look(desk, qtbot)
    line = next(line for _, line in session.content.lines() if line.text == "SECRET")
    session.do(e.SetLineText(line.id, "secretly"))
    qtbot.waitUntil(lambda: "SECRET" not in [one.text for one in marks(pane)])


def test_a_click_on_the_scan_chooses_the_mark_and_the_caret_leads_the_list(desk, session, qtbot):
    pane = look(desk, qtbot)
    view = desk[0].view
    at = view.mapFromScene(150, TOPS[1] + 70)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(at.x(), at.y()))
    assert pane.current.mark.text == "SECRET"
    line = session.content.regions[0].lines[-1]
    session.select_line(line.id, 3)
    assert pane.current.mark.text == BANNER + NUMBER


def test_safe_and_offered_places_are_told_apart_by_their_strokes():
    assert STROKES[True][2] != STROKES[False][2]


def test_f3_walks_the_list_and_buttons_say_what_can_be_done(desk, qtbot):
    pane = look(desk, qtbot)
    press(pane, Qt.Key.Key_Home)
    assert pane.current.kind == r.VOTE
    press(pane, Qt.Key.Key_End)
    assert pane.current.mark.text == "- 3 -"
    desk[1].previous_hit()
    assert pane.current.mark.text == "- 2 -"
    choose(pane, of_text(BANNER + NUMBER, 3))
    desk[1].next_hit()
    assert pane.current.mark.text == "- 2 -"
    assert pane.one.isEnabled() and pane.one.text() == "Take"


def test_it_can_be_stopped(desk, qtbot):
    tab = desk[1]
    tab.review()
    assert tab.pane.finder.running
    QTest.keyClick(tab.pane, Qt.Key.Key_Escape)
    assert not tab.pane.finder.running and "Stopped" in tab.pane.said.text()


def test_it_says_when_pages_came_or_went(desk, session, qtbot):
    pane = look(desk, qtbot)
    last = list(readers.all_pages(session.project))[-1]
    session.do(e.RemovePage(last.id))
    settled(desk, qtbot)
    assert "looks again" in pane.said.text() and {one.number for one in marks(pane)} == {1, 2}
    desk[1].review()
    settled(desk, qtbot)
    assert "looks again" not in pane.said.text()


def said_no(desk, session, qtbot):
    """Say of one place that it is no mark, and of another that it is none anywhere; open the list of both."""
    pane = look(desk, qtbot)
    assert not pane.shelf.isVisible()
    choose(pane, of_text("- 2 -"))
    press(pane, Qt.Key.Key_Delete)
    choose(pane, of_text("TOP SECRET"))
    press(pane, Qt.Key.Key_Delete, Qt.KeyboardModifier.ShiftModifier)
    assert pane.shelf.text() == "Not Marks: 2"
    QTest.mouseClick(pane.shelf, Qt.MouseButton.LeftButton)
    return pane, desk[1].nones


def test_what_is_no_mark_is_listed_and_leads_to_its_words(desk, session, qtbot):
    pane, nones = said_no(desk, session, qtbot)
    assert nones.isVisible() and not pane.isVisible() and nones.list.hasFocus()
    shown = [nones.model.index(n).data() for n in range(nones.model.rowCount())]
    assert shown[0] == "No mark on any page: 1" and "every page · TOP SECRET" in shown[1]
    assert shown[2] == "No mark where it stands: 1" and "sheet 2 · - 2 -" in shown[3]
    session.show_first_page()
    QTest.keyClick(nones.list, Qt.Key.Key_End)
    assert session.content.page.label == "sheet 2" and session.line(session.selection.line).text == "- 2 -"
    desk[1].next_hit()
    assert nones.current.text == "TOP SECRET"
    assert not nones.grab().isNull()
    QTest.keyClick(nones.list, Qt.Key.Key_Escape)
    assert pane.isVisible() and not nones.isVisible() and pane.list.hasFocus()


def test_what_is_no_mark_is_taken_back_by_key_and_button_and_undone(desk, session, qtbot):
    pane, nones = said_no(desk, session, qtbot)
    QTest.keyClick(nones.list, Qt.Key.Key_F4)
    settled(desk, qtbot)
    assert [one.text for one in marks(pane)].count("TOP SECRET") == 3 and nones.current.text == "- 2 -"
    assert session.undo_title() == "A mark after all: TOP SECRET"
    QTest.mouseClick(nones.one, Qt.MouseButton.LeftButton)
    settled(desk, qtbot)
    assert "- 2 -" in [one.text for one in marks(pane)]
    assert nones.model.rowCount() == 0 and not nones.one.isEnabled() and "Nothing was said" in nones.said.text()
    session.undo()
    session.undo()
    settled(desk, qtbot)
    assert not {"TOP SECRET", "- 2 -"} & {one.text for one in marks(pane)}
    assert [row.text for row in nones.model.rows() if not isinstance(row, str)] == ["TOP SECRET", "- 2 -"]
    desk[1].review()
    assert pane.isVisible() and pane.shelf.text() == "Not Marks: 2"
