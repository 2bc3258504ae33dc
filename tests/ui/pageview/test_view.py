"""How the page is looked at: zoom, fit, rotation, tone, what is remembered, what comes into sight."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from editor.model import edit as e
from editor.model.geometry import rectangle
from editor.store import readers
from editor.ui.pageview.settings import Tone
from editor.ui.session import Selection

from .conftest import HEIGHT, WIDTH


def wheel(desk, at, turn, modifiers=Qt.KeyboardModifier.NoModifier):
    event = QWheelEvent(
        QPointF(at),
        QPointF(desk.view.viewport().mapToGlobal(at)),
        QPoint(),
        QPoint(0, turn),
        Qt.MouseButton.NoButton,
        modifiers,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(desk.view.viewport(), event)


def test_the_page_is_as_wide_as_the_view_at_first(desk):
    assert desk.view.camera.zoom * WIDTH == pytest.approx(desk.view.viewport().width(), abs=1)
    assert desk.spot(0, 0).x() == pytest.approx(0, abs=1)
    desk.pane.resize(900, 800)
    assert desk.spot(0, 0).x() == pytest.approx(0, abs=1)
    assert desk.view.camera.zoom * WIDTH == pytest.approx(desk.view.viewport().width(), abs=1)


def test_fit_page_shows_all_of_it_also_when_turned(desk):
    desk.pane.fit_page()
    room = desk.view.viewport().rect()
    for _ in range(4):
        desk.pane.rotate_view()
        seen = desk.view.camera.in_sight(desk.view.paper.page.boundingRect())
        assert room.contains(seen.toRect())
        assert seen.height() > room.height() * 0.8 or seen.width() > room.width() * 0.9


def test_the_wheel_zooms_at_the_mouse_and_scrolls_without_ctrl(desk):
    desk.view.camera.zoom_to(1.5)
    desk.view.centerOn(400, 600)
    at = QPoint(200, 150)
    before = desk.view.mapToScene(at)
    wheel(desk, at, 120, Qt.KeyboardModifier.ControlModifier)
    after = desk.view.mapToScene(at)
    assert desk.view.camera.zoom == pytest.approx(1.5 * 1.25)
    assert (after - before).manhattanLength() < 2
    wheel(desk, at, -120)
    assert desk.view.camera.zoom == pytest.approx(1.5 * 1.25)
    assert desk.view.mapToScene(at).y() > after.y()


def test_space_and_the_middle_button_pan(desk):
    desk.view.camera.zoom_to(2)
    desk.view.centerOn(450, 600)
    x, y = desk.view.camera.centre()
    start = QPoint(300, 300)
    QTest.mousePress(desk.view.viewport(), Qt.MouseButton.MiddleButton, pos=start)
    QTest.mouseMove(desk.view.viewport(), start + QPoint(40, 20))
    QTest.mouseRelease(desk.view.viewport(), Qt.MouseButton.MiddleButton, pos=start + QPoint(40, 20))
    assert desk.view.camera.centre() == pytest.approx((x - 20, y - 10), abs=1)
    desk.pane.set_tool("rectangle")
    regions = len(desk.content().regions)
    QTest.keyPress(desk.view, Qt.Key.Key_Space)
    QTest.mousePress(desk.view.viewport(), Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(desk.view.viewport(), start - QPoint(40, 20))
    QTest.mouseRelease(desk.view.viewport(), Qt.MouseButton.LeftButton, pos=start - QPoint(40, 20))
    QTest.keyRelease(desk.view, Qt.Key.Key_Space)
    assert desk.view.camera.centre() == pytest.approx((x, y), abs=1)
    assert len(desk.content().regions) == regions


def test_the_mouse_tells_image_pixels(desk, qtbot):
    desk.view.camera.zoom_to(1)
    desk.view.centerOn(400, 400)
    with qtbot.waitSignal(desk.pane.pointerMoved) as told:
        desk.move(321, 234, down=False)
    assert told.args == pytest.approx([321, 234], abs=0.5)


def test_what_is_looked_at_is_stored_with_the_page_and_coordinates_are_not_touched(desk, qtbot):
    first, second, _ = desk.pages
    outlines = [(region.id, region.outline) for region in desk.content().regions]
    undo = desk.session.undo_title()
    desk.view.camera.zoom_to(1.5)
    desk.pane.rotate_view()
    desk.pane._tone_box.brightness.setValue(30)
    desk.pane._tone_box.invert.setChecked(True)
    desk.session.show_page(second)
    view = readers.page(desk.project, first).view
    assert view["zoom"] == pytest.approx(1.5) and view["rotation"] == 90
    assert view["brightness"] == 30 and view["invert"] == 1
    assert readers.page(desk.project, second).view == {}
    assert desk.view.camera.rotation == 0 and desk.pane._tone == Tone()
    assert desk.view.camera.zoom == pytest.approx(1.5), "the next page is looked at from as near"
    desk.view.camera.fit_page()
    desk.session.show_page(first)
    assert desk.view.camera.zoom == pytest.approx(1.5) and desk.view.camera.rotation == 90
    assert desk.pane._tone == Tone(30, 0, 1, True)
    assert [(region.id, region.outline) for region in desk.content().regions] == outlines
    assert desk.session.undo_title() == undo


def test_the_view_is_stored_after_a_pause(desk, qtbot):
    desk.view.camera.zoom_to(3)
    assert readers.page(desk.project, desk.pages[0]).view == {}
    qtbot.waitUntil(lambda: readers.page(desk.project, desk.pages[0]).view.get("zoom") == 3, timeout=4000)


def test_the_view_scrolls_only_when_the_line_is_out_of_sight(desk):
    desk.view.camera.zoom_to(2)
    desk.view.centerOn(400, 300)
    lines = desk.content().regions[0].lines
    start = desk.view.camera.centre()
    desk.session.select_line(lines[3].id)
    assert desk.view.camera.centre()[1] == start[1]
    desk.view.centerOn(400, 1100)
    desk.session.select_line(lines[0].id)
    box = desk.view.camera.in_sight(desk.view.paper.layout.line_shape(lines[0].id) and rect(desk, lines[0].id))
    assert desk.view.viewport().rect().top() <= box.top() and box.bottom() <= desk.view.viewport().rect().bottom()


def test_a_click_on_a_line_that_is_half_out_of_sight_does_not_move_the_page(desk):
    desk.view.camera.zoom_to(2)
    line = desk.content().regions[0].lines[3]
    box = rect(desk, line.id)
    room = desk.view.viewport().rect()
    desk.view.centerOn(400, box.center().y() + room.height() / 4)
    before = desk.view.camera.centre()
    assert desk.view.camera.in_sight(box).top() < room.top()
    desk.click(400, box.bottom() - 3)
    assert desk.session.selection.line == line.id
    assert desk.view.camera.centre() == before


def rect(desk, line):
    from editor.ui.pageview.shapes import rect_of

    return rect_of(desk.view.paper.layout.line_shape(line))


def test_the_caret_line_is_lit_and_shown_in_the_strip(desk):
    line = desk.content().regions[0].lines[1]
    desk.session.select_line(line.id)
    assert desk.view.paper._caret.isVisible()
    assert desk.view.paper._caret.polygon().boundingRect() == rect(desk, line.id)
    words = desk.pane.strip.heading.text()
    assert "1.2" in words and "0.90" in words and "1ine 2" in words
    transform = desk.pane.strip.cut.view_of_page()
    desk.session.do(e.SetLineText(line.id, "line 2 put right"))
    assert "1ine 2" in desk.pane.strip.heading.text()
    assert transform is None or not transform.isIdentity()


def test_the_strip_levels_a_leaning_line(desk, qtbot):
    qtbot.waitUntil(lambda: desk.sharp(), timeout=5000)
    region = desk.content().regions[0]
    leaning = ((120, 400), (680, 456))
    change = desk.session.do(e.AddLine(region.id, "x", ((120, 380), (680, 436), (680, 466), (120, 410)), leaning))
    desk.session.select_line(change.id)
    transform = desk.pane.strip.cut.view_of_page()
    left, right = (transform.map(QPointF(*point)) for point in leaning)
    assert left.y() == pytest.approx(right.y(), abs=0.5)
    assert right.x() - left.x() <= desk.pane.strip.cut.width()


def test_hovering_lights_what_is_under_the_mouse(desk):
    desk.view.camera.zoom_to(1)
    desk.view.centerOn(400, 400)
    told = []
    desk.session.hovered.connect(told.append)
    lines = desk.content().regions[0].lines
    desk.move(300, 130, down=False)
    desk.move(301, 131, down=False)
    assert told == [Selection(desk.content().regions[0].id, lines[0].id)]
    assert desk.view.paper._hovered_line.isVisible()
    desk.move(30, 650, down=False)
    assert told[-1] == Selection()
    assert not desk.view.paper._hovered_line.isVisible()


def test_regions_lines_and_order_are_shown_and_hidden(desk):
    marks = dict(desk.view.paper.marks())
    desk.pane.toggle_regions()
    assert not any(mark._outline.isVisible() for mark in marks.values())
    desk.pane.toggle_regions()
    assert all(mark._outline.isVisible() for mark in marks.values())
    assert len(desk.view.paper._line_layer) == 0
    desk.pane.toggle_lines()
    assert len(desk.view.paper._line_layer) == 4
    desk.pane.toggle_order()
    assert len(desk.view.paper.arrows.badges) == 3


def test_the_view_follows_edits_made_elsewhere(desk):
    big, stamp, side = (region.id for region in desk.content().regions)
    desk.session.do(e.SetRegionOutline(stamp, rectangle((10, 10, 50, 50))))
    assert dict(desk.view.paper.marks())[stamp].box.right() == 50
    assert desk.view.paper.layout.picks((20, 20)) == [Selection(stamp)]
    assert Selection(stamp) not in desk.view.paper.layout.picks((350, 530))
    desk.session.do(e.RemoveRegion(big))
    assert {key for key, _ in desk.view.paper.marks()} == {stamp, side}
    desk.session.undo()
    assert {key for key, _ in desk.view.paper.marks()} == {big, stamp, side}


def test_a_region_says_kind_number_and_unusual_hand(desk):
    page = desk.pages[0]
    desk.session.do(e.AddRegion(page, "paragraph", rectangle((100, 800, 700, 900)), hand="type"))
    titles = {mark.title for _, mark in desk.view.paper.marks()}
    assert titles == {"1", "4", "Stamp", "Marginalia · ink"}
    desk.session.select(Selection(desk.content().regions[3].id))
    assert "Paragraph 2" in {mark.title for _, mark in desk.view.paper.marks()}


def test_the_menu_offers_every_kind_with_its_key(desk):
    from editor.ui.pageview.menu import region_menu

    stamp = desk.content().regions[1]
    menu = region_menu(desk.session, Selection(stamp.id), desk.pane)
    words = [action.text() for action in menu.actions() if action.text()]
    assert words[:3] == ["Paragraph\tP", "Marginalia\tM", "Stamp\tS"]
    assert [action.isChecked() for action in menu.actions()[:3]] == [False, False, True]
    next(action for action in menu.actions() if action.text().startswith("Join")).trigger()
    assert [region.kind for region in desk.content().regions] == ["paragraph", "marginalia"]


def test_no_page_at_all_is_calm(desk):
    for page in desk.pages:
        desk.session.do(e.RemovePage(page))
    assert desk.session.content is None
    assert desk.view.paper.marks() == []
    desk.pane.zoom_in()
    desk.pane.fit_page()
    desk.pane.delete_selected()
    desk.session.undo()
    assert desk.session.content is not None


def test_the_page_height_counts_for_the_scroll(desk):
    desk.view.camera.zoom_to(4)
    desk.view.centerOn(WIDTH, HEIGHT)
    corner = desk.spot(WIDTH, HEIGHT)
    assert desk.view.viewport().rect().contains(corner.toPoint())


def test_the_strip_shows_whole_hints_only(desk):
    strip = desk.pane.strip
    everything = strip.keys.toolTip().split(" · ")
    for width in (300, 420, 2000):
        strip.resize(width, strip.height())
        shown = strip.keys.text().split(" · ")
        assert shown == everything[: len(shown)]
        assert strip.keys.fontMetrics().horizontalAdvance(strip.keys.text()) <= width - 24
    assert shown == everything
