"""Regions from the text: kinds, lines taken out, split and join, reading order, and regions without lines."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from editor.model import edit as e
from editor.model.geometry import bounds, rectangle
from editor.ui.session import Selection

ONE, TWO, THREE = "The Soviets say that they will", "take the IL-28's out, not now but", "at some later point"


def outline(bench, kind):
    return bounds(next(r.outline for r in bench.content().regions if r.kind == kind))


def test_a_kind_is_given_to_the_carets_region(bench):
    bench.put(TWO, 3)
    bench.pane.make_kind("stamp")
    assert bench.regions()[1] == ("stamp", [ONE, TWO, THREE])
    assert bench.caret() == (TWO, 3)
    bench.session.undo()
    assert bench.regions()[1][0] == "paragraph"


def test_lines_in_the_middle_become_a_region_and_the_rest_stays_in_order(bench):
    before = bench.regions()
    bench.put(TWO, 0, 4)
    bench.pane.make_kind("routing")
    assert bench.regions()[1:4] == [("paragraph", [ONE]), ("routing", [TWO]), ("paragraph", [THREE])]
    assert outline(bench, "routing") == bounds(bench.line(TWO).outline)
    assert [bounds(r.outline) for r in bench.content().regions[1:4]] == [
        bounds(bench.line(text).outline) for text in (ONE, TWO, THREE)
    ]
    assert bench.sheet.where().start.line == bench.line(TWO).id
    bench.session.undo()
    assert bench.regions() == before


@pytest.mark.parametrize(("first", "last", "expected"), [
    (ONE, TWO, [("routing", [ONE, TWO]), ("paragraph", [THREE])]),
    (TWO, THREE, [("paragraph", [ONE]), ("routing", [TWO, THREE])]),
    (ONE, THREE, [("routing", [ONE, TWO, THREE])]),
])  # fmt: skip
def test_lines_at_an_end_become_a_region_before_or_behind(bench, first, last, expected):
    bench.select(first, 1, last, 2)
    bench.pane.make_kind("routing")
    assert bench.regions()[1:-1] == expected


def test_a_selection_that_ends_at_the_start_of_a_line_does_not_mean_that_line(bench):
    bench.select(ONE, 0, TWO, 0)
    bench.pane.new_region_from_line()
    assert bench.regions()[1:3] == [("paragraph", [ONE]), ("paragraph", [TWO, THREE])]


def test_a_new_region_has_kind_and_hand_of_the_old(bench):
    bench.project.apply(e.SetRegionHand(bench.content().regions[1].id, "ink"))
    bench.put(THREE)
    bench.pane.new_region_from_line()
    assert [(r.kind, r.hand) for r in bench.content().regions[1:3]] == [("paragraph", "ink"), ("paragraph", "ink")]
    bench.pane.new_region_from_line()
    assert len(bench.regions()) == 4
    assert bench.pane.notice.isVisible()


def test_lines_of_two_regions_make_no_region(bench):
    before = bench.regions()
    bench.select(THREE, 0, "Seen by", 2)
    for act in (bench.pane.new_region_from_line, lambda: bench.pane.make_kind("stamp"), bench.pane.move_line_up):
        act()
    assert bench.regions() == before


def test_split_join_and_move_of_regions(bench):
    before = bench.regions()
    bench.put(TWO, 4)
    bench.pane.split_region_before_line()
    assert bench.regions()[1:3] == [("paragraph", [ONE]), ("paragraph", [TWO, THREE])]
    assert bench.caret() == (TWO, 4)
    bench.pane.move_region_up()
    assert bench.regions()[1:3] == [("paragraph", [TWO, THREE]), ("paragraph", [ONE])]
    bench.pane.move_region_down()
    bench.pane.join_region_with_previous()
    assert bench.regions() == before
    assert bench.caret() == (TWO, 4)
    bench.pane.split_region_before_line()
    bench.put("TOP SECRET")
    for act in (bench.pane.move_region_up, bench.pane.join_region_with_previous, bench.pane.split_region_before_line):
        with bench.qtbot.waitSignal(bench.pane.told):
            act()


def test_a_paragraph_continues_over_the_page_end_and_no_longer(bench):
    with bench.qtbot.waitSignal(bench.pane.told):
        bench.pane.join_region_across_page()
    bench.session.step_page(1)
    last = bench.content(0).regions[1]
    bench.pane.join_region_across_page()
    assert bench.content(1).regions[0].continues == last.id
    assert bench.sheet.page.rows[0].headings[0].continues
    bench.pane.join_region_across_page()
    assert bench.content(1).regions[0].continues is None


EMPTY = [
    ("heading", []),
    ("paragraph", ["one", "two"]),
    ("stamp", []),
    ("seal", []),
    ("paragraph", ["three"]),
    ("routing", []),
]


def headings(bench):
    rows = [[h.kind for h in row.headings] for row in bench.sheet.page.rows]
    return rows, [h.kind for h in bench.sheet.page.trailing]


def test_empty_regions_show_above_the_next_line_and_at_the_end(make_bench):
    bench = make_bench(EMPTY)
    assert headings(bench) == ([["heading", "paragraph"], [], ["stamp", "seal", "paragraph"]], ["routing"])
    assert bench.shown() == ["one", "two", "three"]


def test_ctrl_down_walks_over_empty_regions_and_typing_fills_one(make_bench):
    bench = make_bench(EMPTY)
    bench.put("two", 1)
    bench.ctrl(Qt.Key.Key_Down)
    stamp = bench.content().regions[2].id
    assert bench.session.selection == Selection(stamp)
    bench.type("R")
    bench.type("eview")
    bench.flush()
    assert bench.regions()[2] == ("stamp", ["Review"])
    bench.ctrl(Qt.Key.Key_Down)
    bench.key(Qt.Key.Key_Return)
    assert bench.regions()[3] == ("seal", [""])
    bench.ctrl(Qt.Key.Key_Down)
    assert bench.caret() == ("three", 0)
    bench.ctrl(Qt.Key.Key_Down)
    assert bench.session.selection == Selection(bench.content().regions[5].id)
    bench.key(Qt.Key.Key_Backspace)
    bench.sheet.pasted.emit("SPC\nJAN")
    assert bench.regions()[5] == ("routing", ["SPC", "JAN"])
    bench.ctrl(Qt.Key.Key_Up)
    bench.ctrl(Qt.Key.Key_Up)
    assert bench.session.selection.region == bench.content().regions[3].id


def test_a_click_on_a_heading_selects_the_region(make_bench):
    bench = make_bench(EMPTY)
    found = {}
    for y in range(bench.sheet.viewport().height()):
        region = bench.sheet.heading_at(QPoint(80, y).toPointF())
        if region is not None:
            found.setdefault(region, y)
    assert set(found) == {region.id for region in bench.content().regions}
    stamp = bench.content().regions[2].id
    point = QPoint(80, found[stamp] + 3)
    QTest.mouseClick(bench.sheet.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, point)
    assert bench.session.selection == Selection(stamp)
    assert bench.sheet.lit.region == stamp
    bench.pane.make_kind("review-stamp")
    assert bench.regions()[2][0] == "review-stamp"


def test_a_selected_region_is_the_one_commands_mean(bench):
    marginalia = bench.content().regions[2]
    bench.session.select_region(marginalia.id)
    bench.pane.move_region_up()
    assert bench.regions()[1][0] == "marginalia"
    bench.pane.tag_selection("unclear")
    assert [a.targets[0].region for a in bench.content().annotations] == [marginalia.id]
    bench.pane.toggle_verified()
    assert all(line.verified for line in bench.content().regions[1].lines)


def test_a_page_without_anything_takes_typing(make_bench):
    bench = make_bench([])
    assert bench.pane.blank.isVisible()
    assert "no text" in bench.pane.blank.label.text()
    bench.type("First")
    bench.flush()
    assert bench.regions() == [("paragraph", ["First"])]
    assert not bench.pane.blank.isVisible()
    bench.session.undo()
    bench.session.undo()
    assert bench.regions() == []
    assert bench.pane.blank.isVisible()


def test_a_page_without_anything_takes_a_paste_and_a_button(make_bench):
    bench = make_bench([], [("stamp", [])])
    bench.sheet.pasted.emit("one\n\ntwo\n")
    assert bench.regions() == [("paragraph", ["one", "", "two"])]
    bench.session.step_page(1)
    QTest.mouseClick(bench.pane.blank.button, Qt.MouseButton.LeftButton)
    assert bench.regions(1) == [("stamp", [""])]


def test_no_page_at_all(make_bench):
    bench = make_bench()
    assert bench.session.content is None
    assert bench.pane.blank.isVisible()
    bench.type("x")
    bench.pane.new_line_below()
    bench.pane.choose_tag()
    assert bench.shown() == [""]


def test_the_numbers_count_regions_and_lines(bench):
    assert [row.number for row in bench.sheet.page.rows] == ["1.1", "2.1", "2.2", "2.3", "3.1", "3.2"]


def test_outlines_that_are_missing_are_not_invented(bench):
    bench.project.apply(e.SetLineOutline(bench.line(TWO).id, ()))
    old = outline(bench, "paragraph")
    bench.put(TWO, 0, 3)
    bench.pane.make_kind("stamp")
    assert next(r.outline for r in bench.content().regions if r.kind == "stamp") == ()
    assert bounds(bench.content().regions[1].outline)[1] == old[1]
    assert rectangle(old)


def routing(bench, shape):
    """Add a routing list and the stamp beside it, read line by line across both."""
    box = rectangle((100, 900, 1100, 1000)) if shape else ()
    region = bench.project.apply(e.AddRegion(bench.pages[0], "routing", box)).id
    for at, text in enumerate(("SPC   Declassified on 8-7-78", "JAN Hilsman   By the Council", "Manhart by K.")):
        line = rectangle((100, 900 + 30 * at, 1100, 930 + 30 * at)) if shape else ()
        bench.project.apply(e.AddLine(region, text, line))
    bench.session.show_page(bench.pages[0])
    return region


def test_two_columns_read_as_one_are_cut_at_the_column_of_the_caret(bench):
    routing(bench, True)
    before = bench.regions()
    bench.put("JAN Hilsman   By the Council", 12)
    bench.pane.split_region_at_column()
    assert bench.regions()[-2:] == [
        ("routing", ["SPC", "JAN Hilsman", "Manhart"]),
        ("routing", ["Declassified on 8-7-78", "By the Council", "by K."]),
    ]
    left, right = (bounds(region.outline) for region in bench.content().regions[-2:])
    assert left[2] == right[0] and (left[0], right[2]) == (100, 1100)
    bench.session.undo()
    assert bench.regions() == before


def test_without_a_scan_columns_are_cut_at_wide_gaps(bench):
    routing(bench, False)
    before = bench.regions()
    told = []
    bench.pane.told.connect(told.append)
    bench.put("JAN Hilsman   By the Council", 12)
    bench.pane.split_region_at_column()
    assert bench.regions()[-2:] == [
        ("routing", ["SPC", "JAN Hilsman", "Manhart by K."]),
        ("routing", ["Declassified on 8-7-78", "By the Council"]),
    ]
    assert "left whole" in told[-1]
    bench.session.undo()
    assert bench.regions() == before


def test_at_the_end_of_a_line_there_is_no_column(bench):
    told = []
    bench.pane.told.connect(told.append)
    bench.put(ONE, 0)
    bench.pane.split_region_at_column()
    assert "second column begins" in told[-1]
