"""The tools, with real mouse and keys, held against what the file says."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QSpinBox

from editor.model.geometry import bounds, rectangle
from editor.ui.session import Selection

from .conftest import BIG, HEIGHT, SIDE, SMALL, WIDTH


def ids(desk):
    return [region.id for region in desk.content().regions]


@pytest.mark.parametrize("zoom", [0.5, 1.7])
@pytest.mark.parametrize("turns", [0, 1, 2, 3])
def test_a_rectangle_is_stored_in_image_pixels(desk, zoom, turns):
    for _ in range(turns):
        desk.pane.rotate_view()
    desk.view.camera.zoom_to(zoom)
    desk.view.centerOn(500, 800)
    desk.pane.set_tool("rectangle")
    before = set(ids(desk))
    desk.drag((450, 760), (600, 850))
    (new,) = set(ids(desk)) - before
    assert bounds(desk.region(new).outline) == pytest.approx((450, 760, 600, 850), abs=1 / zoom)
    assert desk.region(new).kind == "paragraph"
    (line,) = desk.region(new).lines
    assert desk.session.selection == Selection(new, line.id) and line.text == ""
    assert desk.pane.tool == "rectangle"
    QTest.keyClick(desk.view, Qt.Key.Key_Escape)
    assert desk.pane.tool == "select"


def test_a_new_region_follows_the_one_above_it(desk):
    first, stamp, side = ids(desk)
    desk.pane.fit_page()
    desk.pane.set_tool("rectangle")
    desk.drag((120, 800), (500, 1000))
    assert ids(desk)[:3] == [first, stamp, desk.session.selection.region]
    assert ids(desk)[3] == side
    desk.drag((120, 20), (500, 80))
    assert ids(desk)[0] == desk.session.selection.region


def test_the_key_of_a_kind_changes_what_is_drawn(desk):
    desk.pane.fit_page()
    desk.pane.set_tool("rectangle")
    QTest.keyClick(desk.view, Qt.Key.Key_M)
    desk.drag((120, 800), (500, 1000))
    assert desk.region(desk.session.selection.region).kind == "marginalia"


def test_a_drag_that_leaves_the_page_ends_at_its_edge(desk):
    desk.pane.fit_page()
    desk.pane.set_tool("rectangle")
    desk.drag((800, 1100), (WIDTH + 60, HEIGHT + 60))
    assert bounds(desk.region(desk.session.selection.region).outline)[2:] == (WIDTH, HEIGHT)


def test_a_click_with_the_rectangle_draws_nothing(desk):
    desk.pane.set_tool("rectangle")
    before = ids(desk)
    desk.click(200, 300)
    assert ids(desk) == before


def test_escape_during_a_drag_stores_nothing(desk):
    desk.pane.fit_page()
    desk.pane.set_tool("rectangle")
    before = ids(desk)
    desk.press(200, 800)
    desk.move(400, 900)
    QTest.keyClick(desk.view, Qt.Key.Key_Escape)
    desk.release(400, 900)
    assert ids(desk) == before


def test_a_polygon_is_clicked_and_closed_with_enter(desk):
    desk.pane.actual_size()
    desk.view.centerOn(400, 900)
    desk.pane.set_tool("polygon")
    corners = ((300, 800), (500, 820), (999, 999), (450, 950), (320, 930))
    for x, y in corners[:2]:
        desk.click(x, y)
    desk.click(480, 700)
    QTest.keyClick(desk.view, Qt.Key.Key_Backspace)
    for x, y in corners[3:]:
        desk.click(x, y)
    QTest.keyClick(desk.view, Qt.Key.Key_Return)
    outline = desk.region(desk.session.selection.region).outline
    assert outline == (corners[0], corners[1], corners[3], corners[4])


def test_a_polygon_is_closed_by_a_double_click_and_left_by_escape(desk):
    desk.pane.actual_size()
    desk.view.centerOn(400, 900)
    desk.pane.set_tool("polygon")
    desk.click(300, 800)
    desk.click(500, 800)
    QTest.keyClick(desk.view, Qt.Key.Key_Escape)
    assert desk.pane.tool == "polygon"
    before = set(ids(desk))
    desk.click(300, 800)
    desk.click(500, 800)
    desk.double_click(400, 950)
    (new,) = set(ids(desk)) - before
    assert desk.region(new).outline == ((300, 800), (500, 800), (400, 950))


def test_a_line_is_drawn_in_its_place_among_the_others(desk):
    desk.view.camera.zoom_to(2)
    desk.view.centerOn(400, 300)
    desk.pane.set_tool("line")
    desk.drag((130, 180), (600, 190))
    lines = desk.region(ids(desk)[0]).lines
    assert [line.text for line in lines] == ["line 1", "line 2", "", "line 3", "line 4"]
    assert lines[2].id == desk.session.selection.line


def test_a_line_below_the_others_comes_last_and_has_outline_and_baseline(desk):
    desk.view.camera.zoom_to(1)
    desk.view.centerOn(400, 400)
    desk.pane.set_tool("line")
    desk.drag((130, 400), (600, 440))
    line = desk.region(ids(desk)[0]).lines[-1]
    assert line.outline == rectangle((130, 400, 600, 440))
    assert line.baseline == ((130, 432), (600, 432))
    assert desk.session.selection.line == line.id


def test_a_line_outside_of_every_region_gets_one(desk):
    desk.pane.fit_page()
    desk.pane.set_tool("line")
    before = set(ids(desk))
    desk.drag((100, 900), (600, 950))
    (new,) = set(ids(desk)) - before
    assert len(desk.region(new).lines) == 1
    desk.session.undo()
    assert set(ids(desk)) == before


def test_a_small_region_in_a_large_one_is_picked_and_clicks_cycle(desk):
    big, stamp, _ = ids(desk)
    desk.view.camera.zoom_to(1)
    desk.view.centerOn(350, 500)
    desk.click(350, 530)
    assert desk.session.selection == Selection(stamp)
    desk.click(350, 530)
    assert desk.session.selection == Selection(big)
    desk.click(350, 530)
    assert desk.session.selection == Selection(stamp)


def test_a_click_puts_the_selection_in_the_line_and_a_second_in_its_region(desk):
    big = desk.content().regions[0]
    desk.view.camera.zoom_to(1)
    desk.view.centerOn(350, 300)
    told = []
    desk.session.selectionChanged.connect(lambda selection, by: told.append((selection.line, by)))
    desk.click(300, 168)
    assert desk.session.selection.line == big.lines[1].id
    assert told[-1] == (big.lines[1].id, desk.pane)
    desk.click(300, 168)
    assert desk.session.selection == Selection(big.id)
    desk.click(300, 450)
    assert desk.session.selection == Selection(big.id)


def test_keys_move_a_region_and_one_undo_brings_it_back(desk):
    _, stamp, _ = ids(desk)
    desk.session.select(Selection(stamp))
    for key, modifier in (
        (Qt.Key.Key_Right, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier),
        (Qt.Key.Key_Down, Qt.KeyboardModifier.NoModifier),
    ):
        QTest.keyClick(desk.view, key, modifier)
    assert bounds(desk.region(stamp).outline) == (311, 501, 411, 561)
    desk.session.undo()
    assert desk.region(stamp).outline == SMALL


def test_keys_move_on_the_screen_when_the_view_is_turned(desk):
    _, stamp, _ = ids(desk)
    desk.pane.rotate_view()
    desk.session.select(Selection(stamp))
    before = desk.spot(300, 500)
    QTest.keyClick(desk.view, Qt.Key.Key_Right)
    left, top, _, _ = bounds(desk.region(stamp).outline)
    after = desk.spot(left, top)
    assert after.x() > before.x() and after.y() == pytest.approx(before.y(), abs=0.01)


def test_two_journeys_of_the_keys_are_two_steps_of_undo(desk):
    _, stamp, _ = ids(desk)
    desk.session.select(Selection(stamp))
    QTest.keyClick(desk.view, Qt.Key.Key_Right)
    desk.session.select(Selection())
    desk.session.select(Selection(stamp))
    QTest.keyClick(desk.view, Qt.Key.Key_Right)
    desk.session.undo()
    assert bounds(desk.region(stamp).outline)[0] == 301


def test_a_region_stays_on_its_page(desk):
    side = ids(desk)[2]
    desk.session.select(Selection(side))
    for _ in range(6):
        QTest.keyClick(desk.view, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert bounds(desk.region(side).outline) == (780, 200, 900, 600)


def test_a_handle_reshapes_the_region(desk):
    _, stamp, _ = ids(desk)
    desk.view.camera.zoom_to(2)
    desk.view.centerOn(350, 530)
    desk.session.select(Selection(stamp))
    desk.drag((400, 560), (440, 600))
    assert desk.region(stamp).outline == rectangle((300, 500, 440, 600))
    desk.drag((300, 550), (280, 555))
    assert desk.region(stamp).outline == rectangle((280, 500, 440, 600))
    desk.session.undo()
    desk.session.undo()
    assert desk.region(stamp).outline == SMALL


def test_escape_lets_a_dragged_handle_go(desk):
    _, stamp, _ = ids(desk)
    desk.view.camera.zoom_to(2)
    desk.view.centerOn(350, 530)
    desk.session.select(Selection(stamp))
    desk.press(400, 560)
    desk.move(440, 600)
    QTest.keyClick(desk.view, Qt.Key.Key_Escape)
    desk.release(440, 600)
    assert desk.region(stamp).outline == SMALL


def test_the_selected_region_is_dragged_and_other_drags_pan(desk):
    _, stamp, _ = ids(desk)
    desk.view.camera.zoom_to(2)
    desk.view.centerOn(350, 530)
    desk.session.select(Selection(stamp))
    desk.drag((350, 530), (365, 520))
    assert desk.region(stamp).outline == rectangle((315, 490, 415, 550))
    middle = desk.view.camera.centre()
    before = [region.outline for region in desk.content().regions]
    start = desk.spot(350, 640).toPoint()
    QTest.mousePress(desk.view.viewport(), Qt.MouseButton.LeftButton, pos=start)
    for step in (10, 20, 30):
        QTest.mouseMove(desk.view.viewport(), start - QPoint(0, step))
    QTest.mouseRelease(desk.view.viewport(), Qt.MouseButton.LeftButton, pos=start - QPoint(0, 30))
    assert desk.view.camera.centre()[1] == pytest.approx(middle[1] + 15, abs=1)
    assert [region.outline for region in desk.content().regions] == before


def test_points_are_added_dragged_and_removed(desk):
    _, stamp, _ = ids(desk)
    desk.view.camera.zoom_to(2)
    desk.view.centerOn(350, 530)
    desk.session.select(Selection(stamp))
    desk.double_click(370, 500)
    outline = desk.region(stamp).outline
    assert len(outline) == 5 and (370, 500) in outline
    desk.drag((370, 500), (370, 480))
    assert (370, 480) in desk.region(stamp).outline
    desk.click(370, 480)
    QTest.keyClick(desk.view, Qt.Key.Key_Delete)
    assert desk.region(stamp).outline == SMALL


def test_delete_removes_the_region_and_undo_brings_it(desk):
    _, stamp, _ = ids(desk)
    desk.session.select(Selection(stamp))
    QTest.keyClick(desk.view, Qt.Key.Key_Delete)
    assert stamp not in ids(desk)
    desk.session.undo()
    assert stamp in ids(desk)


def test_the_key_of_a_kind_changes_the_selected_region(desk):
    _, stamp, _ = ids(desk)
    desk.session.select(Selection(stamp))
    QTest.keyClick(desk.view, Qt.Key.Key_M)
    assert desk.region(stamp).kind == "marginalia"
    assert dict(desk.view.paper.marks())[stamp].title.startswith("Marginalia")


def test_tab_goes_through_the_regions_and_then_out(desk):
    found = []
    for _ in range(3):
        QTest.keyClick(desk.view, Qt.Key.Key_Tab)
        found.append(desk.session.selection.region)
    assert found == ids(desk)
    QTest.keyClick(desk.view, Qt.Key.Key_Backtab)
    assert desk.session.selection.region == found[1]


def test_clicking_in_order_changes_the_order_in_one_step(desk):
    big, stamp, side = ids(desk)
    desk.pane.fit_page()
    desk.pane.set_tool("order")
    desk.click(*centre(SIDE))
    desk.click(*centre(SMALL))
    QTest.keyClick(desk.view, Qt.Key.Key_Return)
    assert ids(desk) == [big, side, stamp]
    desk.session.undo()
    assert ids(desk) == [big, stamp, side]


def test_clicking_all_regions_needs_no_enter(desk):
    big, stamp, side = ids(desk)
    desk.pane.fit_page()
    desk.pane.set_tool("order")
    for outline in (SIDE, SMALL, BIG):
        desk.click(*centre(outline))
    assert ids(desk) == [side, stamp, big]


def test_escape_forgets_the_clicks_and_then_leaves(desk):
    before = ids(desk)
    desk.pane.fit_page()
    desk.pane.set_tool("order")
    desk.click(*centre(SIDE))
    desk.click(*centre(SMALL))
    QTest.keyClick(desk.view, Qt.Key.Key_Escape)
    assert desk.pane.tool == "order"
    QTest.keyClick(desk.view, Qt.Key.Key_Escape)
    assert desk.pane.tool == "select"
    assert ids(desk) == before
    assert not desk.pane.order_shown


def test_a_number_dragged_onto_a_region_is_read_behind_it(desk):
    big, stamp, side = ids(desk)
    desk.pane.fit_page()
    desk.pane.set_tool("order")
    desk.drag(centre(BIG), centre(SIDE))
    assert ids(desk) == [stamp, side, big]


def test_the_head_of_an_arrow_dragged_onto_a_region_makes_it_the_next(desk):
    big, stamp, side = ids(desk)
    desk.pane.fit_page()
    desk.pane.set_tool("order")
    reach = desk.view.reach(17)
    (x1, y1), (x2, y2) = centre(BIG), centre(SMALL)
    length = ((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5
    head = (x2 - (x2 - x1) / length * reach, y2 - (y2 - y1) / length * reach)
    desk.drag(head, (800, 560))
    assert ids(desk) == [big, side, stamp]


def test_the_place_in_the_order_is_typed_on_the_number(desk):
    big, stamp, side = ids(desk)
    desk.pane.fit_page()
    desk.pane.set_tool("order")
    desk.double_click(*centre(SIDE))
    box = desk.view.viewport().findChild(QSpinBox)
    assert box.value() == 3
    QTest.keyClicks(box, "1")
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert ids(desk) == [side, big, stamp]


def test_leaving_the_order_tool_takes_what_was_clicked(desk):
    big, stamp, side = ids(desk)
    desk.pane.fit_page()
    desk.pane.set_tool("order")
    desk.click(*centre(SIDE))
    desk.click(*centre(SMALL))
    desk.pane.set_tool("rectangle")
    assert ids(desk) == [big, side, stamp]


def test_a_click_on_a_tab_picks_its_region(desk):
    _, stamp, _ = ids(desk)
    desk.view.camera.zoom_to(1)
    desk.view.centerOn(350, 500)
    desk.click(310, 495)
    assert desk.session.selection == Selection(stamp)


def centre(outline):
    left, top, right, bottom = bounds(outline)
    return (left + right) / 2, (top + bottom) / 2
