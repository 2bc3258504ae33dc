"""Keys that reach over lines: each is one edit or one batch, and one step of undo."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from editor.model import edit as e
from editor.store.project import Project
from editor.ui.actions import ENTRIES
from editor.ui.transcript import replacing
from editor.ui.transcript.acts import Spot, flat
from editor.ui.transcript.keys import Wish, wish_of

ONE, TWO, THREE = "The Soviets say that they will", "take the IL-28's out, not now but", "at some later point"
SHIFT, ALT = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.AltModifier


def undone(bench, before):
    bench.session.undo()
    assert bench.stored() == before
    assert bench.shown() == before


def test_enter_goes_to_the_next_line_and_stays_on_the_last(bench):
    bench.put(ONE, 7)
    bench.key(Qt.Key.Key_Return)
    assert bench.caret() == (TWO, 0)
    bench.key(Qt.Key.Key_Return, SHIFT)
    assert bench.caret() == (ONE, 0)
    bench.put("Rostow", 2)
    bench.key(Qt.Key.Key_Return)
    assert bench.caret() == ("Rostow", 2)
    assert bench.pane.notice.isVisible()
    assert len(bench.stored()) == 6


def test_ctrl_enter_splits_the_line_at_the_caret(bench):
    before = bench.stored()
    bench.put(ONE, 11)
    bench.ctrl(Qt.Key.Key_Return)
    assert bench.stored()[1:3] == ["The Soviets", "say that they will"]
    assert bench.caret() == ("say that they will", 0)
    assert bench.shown() == bench.stored()
    undone(bench, before)


def test_a_split_counts_code_points(bench):
    bench.put(ONE, 0)
    bench.type("\U0001f600 ")
    bench.ctrl(Qt.Key.Key_Return)
    assert bench.stored()[1:3] == ["\U0001f600", ONE]


def test_backspace_at_the_start_joins_with_the_line_before(bench):
    before = bench.stored()
    bench.put(TWO, 0)
    bench.key(Qt.Key.Key_Backspace)
    assert bench.stored()[1] == f"{ONE} {TWO}"
    assert bench.caret() == (f"{ONE} {TWO}", len(ONE) + 1)
    undone(bench, before)


@pytest.mark.parametrize("key", [Qt.Key.Key_Backspace, Qt.Key.Key_Delete])
def test_lines_of_two_regions_are_not_joined(bench, key):
    before = bench.stored()
    if key == Qt.Key.Key_Backspace:
        bench.put(ONE, 0)
    else:
        bench.put(THREE, len(THREE))
    with bench.qtbot.waitSignal(bench.pane.told):
        bench.key(key)
    assert bench.stored() == before
    assert bench.shown() == before


def test_delete_at_the_end_joins_with_the_line_behind(bench):
    bench.put(ONE, len(ONE))
    bench.key(Qt.Key.Key_Delete)
    assert bench.stored()[1] == f"{ONE} {TWO}"
    assert bench.caret()[1] == len(ONE) + 1


def test_ctrl_delete_and_ctrl_backspace_stop_at_the_ends_of_the_line(bench):
    bench.put(THREE, len("at some later "))
    bench.ctrl(Qt.Key.Key_Delete)
    bench.flush()
    assert bench.stored()[3] == "at some later "
    bench.ctrl(Qt.Key.Key_Backspace)
    bench.flush()
    assert bench.stored()[3] == "at some "
    assert len(bench.stored()) == 6


@pytest.mark.parametrize("key", [Qt.Key.Key_Backspace, Qt.Key.Key_Delete])
def test_deleting_over_lines_leaves_one_line(bench, key):
    before = bench.stored()
    bench.select(ONE, 3, THREE, 7)
    bench.key(key)
    assert bench.stored()[1] == "The" + THREE[7:]
    assert len(bench.stored()) == 4
    assert bench.caret() == ("The" + THREE[7:], 3)
    undone(bench, before)


def test_deleting_over_regions_keeps_both(bench):
    before = bench.stored()
    bench.select(TWO, 4, "Rostow", 3)
    bench.key(Qt.Key.Key_Delete)
    assert bench.regions()[1:] == [("paragraph", [ONE, "take"]), ("marginalia", ["tow"])]
    undone(bench, before)


def test_deleting_whole_lines_leaves_an_empty_one(bench):
    bench.select(ONE, 0, THREE, len(THREE))
    bench.key(Qt.Key.Key_Delete)
    assert bench.regions()[1] == ("paragraph", [""])


def test_typing_over_several_lines_is_one_step(bench):
    before = bench.stored()
    bench.select(ONE, 4, THREE, 3)
    bench.type("xy")
    bench.flush()
    assert bench.stored()[1] == "The xy" + THREE[3:]
    undone(bench, before)


def test_alt_keys_are_left_to_the_window(bench):
    before = bench.shown()
    bench.put(TWO, 3)
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left):
        bench.key(key, ALT)
    for key in (Qt.Key.Key_K, Qt.Key.Key_U, Qt.Key.Key_M, Qt.Key.Key_T):
        bench.ctrl(key)
    assert bench.shown() == before
    assert bench.caret() == (TWO, 3)


def test_a_line_moves_up_and_down_and_over_the_ends_of_its_region(bench):
    before = bench.stored()
    bench.put(TWO, 4)
    bench.pane.move_line_up()
    assert bench.regions()[1][1] == [TWO, ONE, THREE]
    assert bench.caret() == (TWO, 4)
    bench.pane.move_line_up()
    assert bench.regions()[:2] == [("classification", ["TOP SECRET", TWO]), ("paragraph", [ONE, THREE])]
    bench.pane.move_line_down()
    bench.pane.move_line_down()
    bench.pane.move_line_down()
    assert bench.regions()[1][1] == [ONE, THREE, TWO]
    bench.pane.move_line_down()
    assert bench.regions()[2][1] == [TWO, "Seen by", "Rostow"]
    for _ in range(6):
        bench.session.undo()
    assert bench.stored() == before


def test_several_lines_move_together_and_stay_selected(bench):
    bench.select(TWO, 2, THREE, 3)
    bench.pane.move_line_up()
    assert bench.regions()[1][1] == [TWO, THREE, ONE]
    where = bench.sheet.where()
    assert (where.start.at, where.end.at) == (2, 3)
    bench.pane.move_line_to_next_region()
    assert bench.regions()[1:] == [("paragraph", [ONE]), ("marginalia", [TWO, THREE, "Seen by", "Rostow"])]
    bench.pane.move_line_to_previous_region()
    assert bench.regions()[1:] == [("paragraph", [ONE, TWO, THREE]), ("marginalia", ["Seen by", "Rostow"])]


def test_the_ends_of_the_page_stop_a_move(bench):
    bench.put("Rostow")
    with bench.qtbot.waitSignal(bench.pane.told):
        bench.pane.move_line_down()
    bench.put("TOP SECRET")
    with bench.qtbot.waitSignal(bench.pane.told):
        bench.pane.move_line_up()


def test_a_new_line_and_its_removal(bench):
    bench.put(ONE, 4)
    bench.pane.new_line_below()
    bench.type("inserted")
    bench.flush()
    assert bench.regions()[1][1] == [ONE, "inserted", TWO, THREE]
    bench.pane.delete_line()
    assert bench.regions()[1][1] == [ONE, TWO, THREE]
    assert bench.caret() == (TWO, 0)


def test_removing_lines_with_tags_says_where_the_tags_went(bench):
    bench.project.apply(e.TagSpan(bench.line(ONE).id, 4, 11, "organization"))
    bench.select(ONE, 0, TWO, 3)
    with bench.qtbot.waitSignal(bench.pane.told):
        bench.pane.delete_line()
    assert bench.regions()[1][1] == [THREE]


def test_verified_lines_are_marked_and_unmarked(bench):
    bench.select(ONE, 3, TWO, 3)
    bench.pane.toggle_verified()
    assert [line.verified for line in flat(bench.content())] == [False, True, True, False, False, False]
    assert [row.verified for row in bench.sheet.page.rows][1:3] == [True, True]
    bench.pane.toggle_verified()
    assert not any(line.verified for line in flat(bench.content()))


spots = st.tuples(st.integers(0, 60), st.integers(0, 40))
parts = st.lists(st.text(alphabet="ab \U0001f600\u00a0", max_size=5), min_size=1, max_size=4)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.text(alphabet="cd \u0301", max_size=6), min_size=1, max_size=6), spots, spots, parts)
def test_replacing_text_of_one_region_does_what_any_editor_does(tmp_path_factory, lines, a, b, put):
    path = tmp_path_factory.mktemp("replace") / "p.muniment"
    with Project.create(path, user="x") as project:
        from editor.store import readers

        page = project.apply(e.AddPage(project.apply(e.AddDocument("d")).id)).id
        region = project.apply(e.AddRegion(page)).id
        ids = [project.apply(e.AddLine(region, text)).id for text in lines]
        (i, at), (j, to) = sorted([(a[0] % len(lines), a[1]), (b[0] % len(lines), b[1])])
        at, to = min(at, len(lines[i])), min(to, len(lines[j]))
        if i == j:
            at, to = min(at, to), max(at, to)
        content = readers.content(project, page)
        act = replacing.replace(content, Spot(ids[i], at), Spot(ids[j], to), put, project.new_id)
        if act.edit is not None:
            project.apply(act.edit)
        now = [line.text for line in flat(readers.content(project, page))]
        offset = sum(len(line) + 1 for line in lines[:i]) + at
        until = sum(len(line) + 1 for line in lines[:j]) + to
        whole = "\n".join(lines)
        expected = whole[:offset] + "\n".join(put) + whole[until:]
        seam_only = put == [""] and j == i + 1 and at == len(lines[i]) and to == 0
        if seam_only and lines[i] and lines[j]:
            expected = whole[:offset] + " " + whole[until:]
        if len(put) > 1 and not put[-1] and i == j and to == len(lines[j]):
            expected = whole[:offset] + "\n".join(put[:-1]) + whole[until:]
        assert "\n".join(now) == expected
        landed = next(line for line in flat(readers.content(project, page)) if line.id == act.land.line)
        assert 0 <= act.land.at <= len(landed.text)


def test_pasting_thousands_of_lines_keeps_their_order(bench):
    bench.put(TWO, 4)
    pasted = [f"line {n}" for n in range(3000)]
    bench.sheet.pasted.emit("\n".join(pasted))
    assert bench.regions()[1][1] == [ONE, "takeline 0", *pasted[1:-1], "line 2999" + TWO[4:], THREE]


def test_the_text_leaves_the_keys_of_all_actions_to_them():
    taken = {}
    for entry in ENTRIES:
        for keys in entry.keys:
            first = QKeySequence(keys)[0]
            text = chr(first.key()).lower() if first.key() < 0x7F else ""
            wish = wish_of(QKeyEvent(QEvent.Type.KeyPress, first.key(), first.keyboardModifiers(), text))
            if wish is not Wish.NOTHING:
                taken[entry.name] = wish
    clipboard = dict.fromkeys(("cut", "copy", "paste"), Wish.CLIPBOARD)
    assert taken == {"undo": Wish.UNDO, "redo": Wish.REDO, "line.split": Wish.SPLIT, **clipboard}
