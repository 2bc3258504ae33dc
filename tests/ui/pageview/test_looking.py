"""The text over the scan and the loupe, on a drawn page with real events."""

import math

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from editor.model import edit as e
from editor.model.geometry import rectangle
from editor.ui.pageview.overtext import EMPTY, ODD, PLAIN


def lines_of(desk):
    return [line for region in desk.content().regions for line in region.lines]


def text_of(desk, line):
    return desk.view.paper.text.words_of(line)


def show_text(desk, qtbot):
    desk.pane.looking.toggle_text()
    qtbot.waitUntil(lambda: not desk.view.paper.text.busy)


def test_each_line_lies_over_its_place_and_follows_what_is_typed(desk, qtbot):
    told = []
    desk.pane.looking.shownChanged.connect(lambda name, on: told.append((name, on)))
    show_text(desk, qtbot)
    lines = lines_of(desk)
    assert [text_of(desk, line.id) for line in lines] == [line.text for line in lines]
    layer = desk.view.paper.text
    for line in lines:
        words = layer._drawn[line.id].words
        box = words.mapRectToScene(words.boundingRect())
        assert abs(box.left() - 120) < 3 and abs(box.right() - 680) < 20
        assert abs(box.center().y() - (line.outline[0][1] + 15)) < 4
    kept = layer._drawn[lines[0].id].paper
    desk.session.do(e.SetLineText(lines[1].id, "another text"))
    assert text_of(desk, lines[1].id) == "another text"
    assert layer._drawn[lines[0].id].paper is kept
    desk.session.undo()
    assert text_of(desk, lines[1].id) == lines[1].text
    desk.pane.looking.toggle_text()
    assert len(layer) == 0 and told == [("text", True), ("text", False)]


def test_what_was_missed_is_marked(desk, qtbot):
    show_text(desk, qtbot)
    lines, layer = lines_of(desk), desk.view.paper.text
    for line in lines:
        desk.session.do(e.SetLineText(line.id, "a line of some length"))
    assert {layer.state_of(line.id) for line in lines} == {PLAIN}
    desk.session.do(e.SetLineText(lines[0].id, "a line of"))
    desk.session.do(e.SetLineText(lines[1].id, "  "))
    assert [layer.state_of(line.id) for line in lines] == [ODD, EMPTY, PLAIN, PLAIN]
    assert text_of(desk, lines[1].id) == "no text"
    desk.session.undo()
    desk.session.undo()
    assert {layer.state_of(line.id) for line in lines} == {PLAIN}


def test_text_of_another_page_takes_the_place_of_the_first(desk, qtbot):
    show_text(desk, qtbot)
    region = desk.project.apply(e.AddRegion(desk.pages[1], "paragraph", rectangle((100, 100, 700, 200)))).id
    box = rectangle((120, 110, 680, 140))
    line = desk.project.apply(e.AddLine(region, "second page", box)).id
    desk.project.apply(e.AddLine(region, "has no place"))
    desk.session.show_page(desk.pages[1])
    qtbot.waitUntil(lambda: not desk.view.paper.text.busy)
    assert len(desk.view.paper.text) == 1 and text_of(desk, line) == "second page"


def test_a_long_page_is_drawn_in_small_steps(desk, qtbot):
    region = desk.project.apply(e.AddRegion(desk.pages[1], "paragraph", rectangle((0, 0, 800, 1100)))).id
    boxes = [rectangle((10, n, 790, n + 2)) for n in range(1000)]
    desk.project.apply(e.Batch(tuple(e.AddLine(region, f"line {n}", box) for n, box in enumerate(boxes)), "many"))
    desk.session.show_page(desk.pages[1])
    desk.pane.looking.toggle_text()
    assert desk.view.paper.text.busy and 0 < len(desk.view.paper.text) < 1000
    qtbot.waitUntil(lambda: len(desk.view.paper.text) == 1000, timeout=5000)


# The loupe


def middle(desk):
    loupe = desk.pane.looking.loupe
    return loupe.geometry().center()


def test_the_loupe_follows_the_mouse_and_shows_three_times_as_much(desk, qtbot):
    qtbot.waitUntil(desk.sharp)
    desk.pane.looking.toggle_loupe()
    loupe = desk.pane.looking.loupe
    assert loupe.isVisible()
    desk.move(300, 300, down=False)
    assert loupe.at == (300.0, 300.0) or max(abs(v - 300) for v in loupe.at) < 1
    spot = desk.view.viewport().mapTo(desk.view, desk.spot(300, 300).toPoint())
    assert (middle(desk) - spot).manhattanLength() <= 3
    zoom = desk.view.camera.zoom
    assert abs(loupe.view_of_page().m11() - 3 * zoom) < 1e-6
    shown = loupe.grab().toImage()
    # Under (300, 300) there is a gap between two drawn lines; the line below begins 20 image pixels down.
    centre = QPoint(loupe.width() // 2, loupe.height() // 2)
    ratio = shown.devicePixelRatio()
    down = QPoint(centre.x(), centre.y() + round(27 * 3 * zoom))
    assert shown.pixelColor(centre * ratio).lightness() > 150 > shown.pixelColor(down * ratio).lightness()
    desk.move(4, 300, down=False)
    assert loupe.x() == 0 and abs(loupe.at[0] - 4) < 1


def test_the_loupe_goes_with_the_caret_and_escape_puts_it_down(desk, qtbot):
    line = lines_of(desk)[2]
    desk.session.select_line(line.id, 0)
    desk.pane.looking.toggle_loupe()
    loupe = desk.pane.looking.loupe
    assert loupe.at[0] == 120 and abs(loupe.at[1] - 209) < 1
    desk.session.select_line(line.id, len(line.text))
    assert loupe.at[0] == 680
    desk.pane.looking.set_square(True)
    assert loupe.square
    QTest.keyClick(desk.view, Qt.Key.Key_Escape)
    assert loupe.isHidden() and desk.session.selection.line == line.id
    QTest.keyClick(desk.view, Qt.Key.Key_Escape)
    assert desk.session.selection.line is None


def test_the_loupe_is_no_obstacle_to_the_mouse(desk):
    desk.pane.looking.toggle_loupe()
    desk.move(350, 530, down=False)
    desk.click(350, 530)
    assert desk.session.selection.region is not None
    assert desk.pane.looking.loupe.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    assert desk.view.childAt(desk.pane.looking.loupe.geometry().center()) is not desk.pane.looking.loupe


# Levelling and sharpening


def lean(desk, angle):
    """Give the lines of the page baselines that fall to the right by ``angle`` degrees."""
    fall = round(560 * math.tan(math.radians(angle)), 3)
    for line in lines_of(desk):
        (left, base), (right, _) = line.baseline
        desk.session.do(e.SetLineBaseline(line.id, ((left, base), (right, base + fall))))


def test_the_view_is_levelled_by_the_baselines_and_remembers_it(desk, qtbot):
    lean(desk, 2.0)
    before = desk.content().regions
    told, shown = [], []
    desk.pane.looking.told.connect(told.append)
    desk.pane.looking.shownChanged.connect(lambda name, on: shown.append((name, on)))
    desk.pane.looking.toggle_level()
    assert desk.view.camera.tilt == pytest.approx(-2.0, abs=0.01) and shown == [("level", True)]
    assert "2.0°" in told[0]
    left, right = desk.spot(120, 134), desk.spot(680, 134 + 560 * math.tan(math.radians(2)))
    assert abs(left.y() - right.y()) < 1 < right.x() - left.x()
    desk.session.flush()
    assert desk.content().page.view["tilt"] == -2.0 and desk.content().regions == before
    desk.session.show_page(desk.pages[1])
    assert desk.view.camera.tilt == 0 and shown[-1] == ("level", False)
    desk.session.show_page(desk.pages[0])
    assert desk.view.camera.tilt == -2.0 and shown[-1] == ("level", True)
    desk.pane.looking.toggle_level()
    assert desk.view.camera.tilt == 0 and shown[-1] == ("level", False)


def test_a_click_on_a_levelled_view_meets_what_is_there(desk):
    lean(desk, 3.0)
    desk.pane.looking.toggle_level()
    line = lines_of(desk)[3]
    desk.click(650, 249)
    assert desk.session.selection.line == line.id
    desk.pane.rotate_view()
    assert (desk.view.camera.rotation, desk.view.camera.tilt) == (90, pytest.approx(-3.0, abs=0.01))
    desk.click(350, 530)
    assert desk.session.region(desk.session.selection.region).kind == "stamp"


def test_without_leaning_baselines_the_picture_is_asked_and_a_level_page_stays(desk, qtbot):
    told = []
    desk.pane.looking.told.connect(told.append)
    qtbot.waitUntil(desk.sharp)
    desk.pane.looking.toggle_level()
    qtbot.waitUntil(lambda: bool(told))
    assert told == ["The page lies level already."] and desk.view.camera.tilt == 0


def test_the_tone_box_levels_and_sharpens(desk, qtbot):
    lean(desk, 1.0)
    qtbot.waitUntil(desk.sharp)
    plain = desk.pane.imagery.levels[0].image.copy()
    desk.pane.show_tone()
    box = desk.pane._tone_box
    QTest.mouseClick(box.level, Qt.MouseButton.LeftButton, pos=QPoint(8, box.level.height() // 2))
    assert desk.view.camera.tilt == pytest.approx(-1.0, abs=0.01) and box.level.isChecked()
    box.sharpen.setFocus()
    QTest.keyClick(box.sharpen, Qt.Key.Key_End)
    qtbot.waitUntil(lambda: desk.pane.imagery.levels[0].image != plain)
    assert desk.pane.imagery.levels[0].image.size() == plain.size()
    desk.session.flush()
    assert desk.content().page.view["sharpen"] == 100
    QTest.keyClick(box.brightness, Qt.Key.Key_End)
    qtbot.waitUntil(lambda: desk.pane.imagery.levels[0].image.pixelColor(130, 125).lightness() == 255)
    box.reset.click()
    assert desk.pane.imagery.levels[0].image == plain
    box.hide()
