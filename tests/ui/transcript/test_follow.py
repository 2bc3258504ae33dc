"""Text and session in step: caret and selection both ways, undo that goes where it was, views, sizes, odd lines."""

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from editor.model import edit as e
from editor.model.page import Piece, Share, Word
from editor.ui.session import Selection
from editor.ui.transcript.document import texts, unfaithful
from tests.ui.transcript.conftest import MEMO, NEXT

ONE, TWO, THREE = "The Soviets say that they will", "take the IL-28's out, not now but", "at some later point"


def test_the_caret_is_the_selection(bench):
    told = []
    bench.session.selectionChanged.connect(lambda selection, by: told.append((selection, by)))
    bench.put(TWO, 3)
    line = bench.line(TWO)
    assert told[-1] == (Selection(line.region, line.id, 3, 3), bench.pane)
    bench.put(TWO, 5, 8)
    assert told[-1][0] == Selection(line.region, line.id, 5, 8)
    bench.select(ONE, 2, TWO, 6)
    assert told[-1][0] == Selection(line.region, line.id, 6, 6)


def test_a_selection_from_elsewhere_moves_the_caret_and_is_not_told_back(bench):
    told = []
    line = bench.line(TWO)
    bench.session.select_line(line.id, 5, 8)
    bench.session.selectionChanged.connect(lambda *args: told.append(args))
    assert bench.sheet.textCursor().selectedText() == TWO[5:8]
    bench.session.select_line(bench.line(ONE).id, 2)
    assert bench.caret() == (ONE, 2)
    assert len(told) == 1


def test_a_region_from_elsewhere_is_lit_and_stays_the_selection(bench):
    region = bench.content().regions[2]
    bench.session.select_region(region.id)
    assert bench.sheet.lit.region == region.id
    assert bench.session.selection == Selection(region.id)
    assert bench.caret() == ("Seen by", 0)
    bench.session.do(e.SetRegionKind(region.id, "routing"))
    assert bench.session.selection == Selection(region.id)
    bench.key(Qt.Key.Key_Right)
    assert bench.session.selection.line == region.lines[0].id
    assert bench.sheet.lit.region is None


def test_the_mouse_lights_its_partner_both_ways(bench):
    line = bench.line(TWO)
    bench.session.hover(line.region, line.id)
    assert bench.sheet.lit.hover_line == line.id
    bench.put(THREE, 2)
    centre = bench.sheet.cursorRect().center()
    none = Qt.MouseButton.NoButton
    move = QMouseEvent(
        QMouseEvent.Type.MouseMove, QPointF(centre), QPointF(centre), none, none, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(bench.sheet.viewport(), move)
    assert bench.session.hover_at == Selection(line.region, bench.line(THREE).id)


def test_undo_goes_where_it_was(bench):
    bench.put(THREE, 7)
    bench.type(" much")
    bench.put("TOP SECRET", 1)
    bench.session.undo()
    assert bench.caret() == (THREE, 7)
    assert bench.session.selection.line == bench.line(THREE).id


def test_a_change_of_another_line_moves_neither_caret_nor_view(bench):
    bench.put(TWO, 9)
    document = bench.sheet.document()
    bench.project.apply(e.SetLineText(bench.line(ONE).id, "shorter"))
    assert bench.sheet.document() is document
    assert bench.caret() == (TWO, 9)
    bench.project.apply(e.AddLine(bench.content().regions[0].id, "SENSITIVE"))
    assert bench.caret() == (TWO, 9)
    bench.project.apply(e.RemoveLine(bench.line(TWO).id))
    assert bench.caret()[0] == THREE
    assert bench.shown() == bench.stored()


def test_the_changed_part_of_the_carets_own_line_keeps_the_caret_by_its_letters(bench):
    bench.put(ONE, len(ONE))
    bench.project.apply(e.SetLineText(bench.line(ONE).id, "Indeed: " + ONE))
    assert bench.caret() == ("Indeed: " + ONE, len("Indeed: " + ONE))


def test_lines_qt_cannot_give_back_are_shown_and_locked(bench):
    line = bench.line(ONE).id
    odd = "par\u2029graph"
    bench.project.apply(e.SetLineText(line, odd))
    assert bench.stored()[1] == odd
    assert bench.shown()[1] == "par\ufffdgraph"
    assert len(bench.shown()) == 6
    bench.sheet.walk_to(1)
    with bench.qtbot.waitSignal(bench.pane.told):
        bench.type("x")
    bench.key(Qt.Key.Key_Delete)
    bench.sheet.pasted.emit("y") if bench.sheet.may_write() else None
    bench.flush()
    assert bench.stored()[1] == odd
    bench.select(odd, 2, TWO, 3)
    bench.key(Qt.Key.Key_Delete)
    assert bench.stored()[1:3] == [odd, TWO]
    assert 1 in bench.sheet.locked
    assert 2 not in bench.sheet.locked


def test_every_load_is_compared_with_what_was_given(bench):
    assert unfaithful(bench.sheet.document(), bench.sheet.page) == []
    bench.sheet.document().firstBlock()
    cursor = bench.sheet.textCursor()
    with bench.pane.typist.quiet():
        cursor.setPosition(0)
        cursor.insertText("?")
    assert unfaithful(bench.sheet.document(), bench.sheet.page) == [0]


def test_the_raw_view_shows_the_ocr_and_takes_no_key(bench):
    bench.put(TWO, 4)
    bench.type("n")
    bench.pane.show_view("raw")
    assert bench.stored()[2] == "taken the IL-28's out, not now but"
    assert bench.shown()[2] == TWO
    before = bench.stored()
    with bench.qtbot.waitSignal(bench.pane.told):
        bench.type("x")
    bench.key(Qt.Key.Key_Backspace)
    bench.ctrl(Qt.Key.Key_X)
    bench.ctrl(Qt.Key.Key_V)
    bench.pane.split_line()
    assert bench.stored() == before
    bench.key(Qt.Key.Key_Down)
    assert bench.session.selection.line == bench.line(THREE).id
    bench.pane.show_view("diplomatic")
    assert bench.caret() == (THREE, 0)
    bench.type("x")
    bench.flush()
    assert bench.stored()[3] == "x" + THREE


def test_the_reading_view_shows_regions_as_running_text(bench):
    bench.project.apply(e.TagSpan(bench.line("TOP SECRET").id, 0, 10, "del"))
    bench.project.apply(e.SetLineText(bench.line(TWO).id, "take the IL-28's out, not now but soon-"))
    bench.project.apply(e.SetLineText(bench.line(THREE).id, "er or later"))
    bench.pane.show_view("reading")
    assert f"{ONE} take the IL-28's out, not now but sooner or later" in bench.shown()
    assert not any("SECRET" in text for text in bench.shown())
    bench.type("x")
    bench.session.step_page(1)
    assert bench.shown() == ["be tied to a series of prior actions on our part"]
    bench.pane.next_region()
    assert bench.session.selection.region == bench.content(1).regions[0].id
    bench.pane.show_view("diplomatic")
    assert bench.shown() == bench.stored(1)


def test_doubtful_words_are_shaded_until_they_are_put_right(bench):
    region = bench.content().regions[0].id
    share = Share(1, (Piece(0, 0, 9),), (Word(0, 4, 0.95), Word(5, 9, 0.4), Word(10, 14, 0.7)))
    line = bench.project.apply(e.AddLine(region, "good bcld fair", ocr_text="good bcld fair", share=share)).id
    index = bench.sheet.index_of(line)
    assert all(run.doubt == 0 for run in bench.sheet.page.rows[index].runs)
    bench.pane.show_confidence(True)

    def doubts():
        row = bench.sheet.page.rows[index]
        return [(row.text[r.start : r.end], r.doubt) for r in row.runs if r.doubt]

    assert doubts() == [("bcld", 2), ("fair", 1)]
    bench.project.apply(e.SetLineText(line, "very good bold fair"))
    assert doubts() == [("fair", 1)]
    bench.project.apply(e.SetLineVerified(line))
    assert doubts() == []
    bench.pane.show_confidence(False)


def test_text_size_changes_within_bounds_and_keeps_the_caret(bench):
    bench.put(TWO, 5)
    size = bench.pane.text_size
    bench.pane.text_larger()
    assert bench.pane.text_size == size + 1
    assert bench.sheet.document().defaultFont().pointSizeF() == size + 1
    assert bench.caret() == (TWO, 5)
    for _ in range(40):
        bench.pane.text_smaller()
    assert bench.pane.text_size == 7
    bench.type("x")
    bench.flush()
    assert bench.stored()[2] == TWO[:5] + "x" + TWO[5:]


def test_the_theme_and_the_tag_set_dress_the_same_text_anew(bench):
    bench.put(TWO, 5)
    bench.theme.set_mode("dark")
    assert bench.caret() == (TWO, 5)
    assert bench.shown() == bench.stored()
    bench.session.do(e.SetProject({"tagset": 'name = "plain"'}))
    assert bench.shown() == bench.stored()
    bench.type("x")
    bench.flush()
    assert bench.stored()[2][5] == "x"


def test_the_header_tells_and_sets_the_status(bench):
    header = bench.pane.header
    assert header.label.text() == "memo"
    assert header.counts.text() == "6 lines · 3 regions"
    header.status.menu().actions()[2].trigger()
    assert bench.content().page.status == "corrected"
    assert "corrected" in header.status.text()
    header.view.menu().actions()[2].trigger()
    assert bench.pane.view == "raw"


def test_controls_have_names(bench):
    header = bench.pane.header
    for button in (header.status, header.view, header.smaller, header.larger, header.doubts):
        assert button.accessibleName()
    assert bench.sheet.accessibleName()


def test_the_menu_offers_what_can_be_done(bench):
    from editor.ui.transcript.menu import context_menu

    bench.put(ONE, 4, 11)
    menu = context_menu(bench.pane)
    names = {action.text(): action for action in menu.actions() if action.text()}
    assert not names["Undo"].isEnabled()
    tags = {action.text(): action for action in names["Tag"].menu().actions()}
    tags["Person"].trigger()
    assert bench.tags() == [("person", "Soviets")]
    menu.deleteLater()


def test_no_text_is_read_as_plain_text(bench):
    bench.project.apply(e.SetLineText(bench.line(ONE).id, "<b>not&nbsp;bold</b>"))
    assert list(texts(bench.sheet.document()))[1] == "<b>not&nbsp;bold</b>"
    assert bench.stored()[1] == "<b>not&nbsp;bold</b>"


def test_where_nothing_is_selected_no_line_is_lit_until_somebody_comes_into_the_text(bench):
    bench.pane.header.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    bench.pane.header.setFocus()
    bench.session.show_page(bench.pages[1])
    assert bench.session.selection == Selection() and bench.sheet.lit.caret == -1
    bench.sheet.setFocus()
    line = bench.line(NEXT[0][1][0], 1)
    assert bench.session.selection.line == line.id and bench.sheet.lit.caret == 0


def test_a_page_that_is_filled_from_elsewhere_has_its_first_line_selected(make_bench):
    bench = make_bench([("paragraph", [])], MEMO)
    assert bench.session.selection == Selection()
    line = bench.project.apply(e.AddLine(bench.content().regions[0].id, "Come at last")).id
    assert bench.session.selection.line == line and bench.sheet.lit.caret == 0
    bench.session.undo()
    assert bench.sheet.lit.caret == -1
