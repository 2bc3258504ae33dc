"""Draw, type, done: what becomes of a stroke or a box on the scan, and the same by keys."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from editor.model.geometry import bounds, rectangle
from editor.ui.pageview.making import box_around, box_below, is_stroke, resized
from tests.ui.pageview.conftest import HEIGHT, SMALL, WIDTH

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def wanted(desk):
    """Return a list that grows when a line is to be typed."""
    out = []
    desk.pane.typingWanted.connect(lambda: out.append(desk.session.selection.line))
    return out


def regions(desk):
    return desk.content().regions


@pytest.mark.parametrize("backwards", [False, True])
def test_a_stroke_under_writing_becomes_a_line_that_is_to_be_typed(desk, wanted, backwards):
    desk.view.camera.zoom_to(1)
    desk.view.centerOn(400, 300)
    desk.pane.set_tool("line")
    ends = ((130, 190), (600, 198))
    desk.drag(*(reversed(ends) if backwards else ends))
    lines = regions(desk)[0].lines
    assert [line.text for line in lines] == ["line 1", "line 2", "", "line 3", "line 4"]
    line = lines[2]
    assert line.baseline == ends and wanted == [line.id] == [desk.session.selection.line]
    box = bounds(line.outline)
    assert (box[0], box[2]) == (130, 600) and box[1] < 190 - 20 and 198 < box[3] < 215
    desk.session.undo()
    assert len(regions(desk)[0].lines) == 4


def test_a_stroke_outside_makes_the_region_in_the_same_step(desk, wanted):
    desk.pane.fit_page()
    desk.pane.set_tool("line")
    before = {region.id for region in regions(desk)}
    desk.drag((100, 900), (600, 902))
    (new,) = [region for region in regions(desk) if region.id not in before]
    (line,) = new.lines
    assert bounds(new.outline) == bounds(line.outline) and wanted == [line.id]
    desk.session.undo()
    assert {region.id for region in regions(desk)} == before


def test_a_box_in_empty_space_is_a_region_with_a_line_at_its_top(desk, wanted):
    desk.pane.fit_page()
    desk.pane.set_tool("rectangle")
    desk.drag((100, 800), (600, 1000))
    new = desk.region(desk.session.selection.region)
    (line,) = new.lines
    height = 30
    assert bounds(line.outline)[3] - bounds(line.outline)[1] == height
    assert bounds(line.outline)[:2] == bounds(new.outline)[:2] and wanted == [line.id]
    desk.drag((100, 1050), (600, 1090))
    flat = desk.region(desk.session.selection.region)
    assert flat.lines[0].outline == flat.outline
    desk.session.undo()
    desk.session.undo()
    assert len(regions(desk)) == 3


def test_a_box_around_lines_that_are_there_gets_no_line_of_its_own(desk, wanted):
    desk.pane.fit_page()
    desk.pane.set_tool("rectangle")
    desk.drag((110, 110), (690, 200))
    new = desk.region(desk.session.selection.region)
    assert new.lines == () and wanted == [] and desk.session.selection.line is None


def test_a_region_by_keys_alone(desk, wanted):
    stamp = next(region for region in regions(desk) if region.outline == SMALL)
    desk.session.select_region(stamp.id)
    desk.pane.new_region_here()
    new = desk.region(desk.session.selection.region)
    assert [region.id for region in regions(desk)].index(new.id) == 2
    left, top, right, bottom = bounds(new.outline)
    assert (left, right) == (300, 400) and top > 560 and desk.view.hasFocus()
    QTest.keyClick(desk.view, Qt.Key.Key_Right, SHIFT)
    QTest.keyClick(desk.view, Qt.Key.Key_Up)
    QTest.keyClick(desk.view, Qt.Key.Key_Right, CTRL | SHIFT)
    QTest.keyClick(desk.view, Qt.Key.Key_Right, CTRL)
    QTest.keyClick(desk.view, Qt.Key.Key_Up, CTRL)
    assert bounds(desk.region(new.id).outline) == (left + 10, top - 1, right + 21, bottom - 2)
    QTest.keyClick(desk.view, Qt.Key.Key_Return)
    (line,) = desk.region(new.id).lines
    assert wanted == [line.id]
    desk.session.select_region(new.id)
    QTest.keyClick(desk.view, Qt.Key.Key_Return)
    assert wanted == [line.id, line.id] and len(desk.region(new.id).lines) == 1
    while desk.region(new.id) is not None:
        desk.session.undo()
    assert len(regions(desk)) == 3


def test_without_a_selected_region_the_new_one_is_where_one_looks(desk):
    desk.view.camera.zoom_to(1)
    desk.view.centerOn(450, 900)
    desk.pane.new_region_here()
    box = bounds(desk.region(desk.session.selection.region).outline)
    at = desk.view.camera.centre()
    assert box[0] < at[0] < box[2] and box[1] < at[1] < box[3]
    assert box[2] - box[0] == WIDTH / 2


def test_boxes_stay_on_the_page_and_regions_keep_some_size():
    page = (WIDTH, HEIGHT)
    assert box_around((0, 0), 30, page) == (0, 0, WIDTH / 2, 60)
    low = box_around((WIDTH, HEIGHT), 30, page)
    assert low[2:] == page and low[0] == WIDTH / 2

    class Lowest:
        outline = rectangle((10, HEIGHT - 40, 90, HEIGHT))

    assert box_below(Lowest, 30, page) == (10, HEIGHT - 60, 90, HEIGHT)
    assert bounds(resized(rectangle((10, 10, 50, 50)), -100, 5, page)) == (10, 10, 14, 55)
    assert bounds(resized(rectangle((10, 10, 50, 50)), 9999, 0, page))[2] == WIDTH
    assert resized(((0, 0), (10, 0), (5, 10)), 10, 10, page) == ((0, 0), (20, 0), (10, 20))


def test_a_stroke_is_told_from_the_diagonal_of_a_box():
    assert is_stroke((100, 50), (700, 60), 30) and is_stroke((700, 60), (100, 50), 30)
    assert not is_stroke((100, 50), (700, 90), 30)
    assert not is_stroke((100, 50), (110, 60), 30)


def test_the_menu_of_an_empty_place_makes_a_region_there(desk, qtbot):
    desk.view.camera.zoom_to(1)
    desk.view.centerOn(400, 900)
    at = desk.spot(400, 950).toPoint()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, desk.view.viewport().mapToGlobal(at))
    QApplication.sendEvent(desk.view.viewport(), event)
    menu = QApplication.activePopupWidget()
    next(action for action in menu.actions() if action.text() == "New region here").trigger()
    menu.close()
    box = bounds(desk.region(desk.session.selection.region).outline)
    assert ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2) == (pytest.approx(400, abs=2), pytest.approx(950, abs=2))
