"""Typing: what stands in the window is in the file after a pause, in two seconds at most, on the right page."""

import time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QInputMethodEvent
from PySide6.QtWidgets import QApplication

from editor.model import edit as e
from editor.store import journal
from editor.store.project import Project

FIRST = "The Soviets say that they will"
SECOND = "take the IL-28's out, not now but"


def test_every_line_is_one_block(bench):
    assert bench.shown() == bench.stored()


def test_what_is_typed_is_stored_after_a_pause(bench):
    bench.put(FIRST, len(FIRST))
    bench.type(" soon")
    assert bench.stored()[1] == FIRST
    assert bench.session.unsent
    bench.qtbot.waitUntil(lambda: bench.stored()[1] == FIRST + " soon", timeout=3000)
    assert not bench.session.unsent


def test_typing_without_a_pause_is_stored_all_the_same(bench):
    bench.put(FIRST, len(FIRST))
    begun = time.monotonic()
    while not bench.stored()[1].startswith(FIRST + "aaaaa") and time.monotonic() - begun < 15:
        bench.type("a")
        bench.qtbot.wait(60)
    assert bench.stored()[1].startswith(FIRST + "aaaaa")
    assert bench.session.unsent or bench.shown()[1] == bench.stored()[1]


def test_a_burst_of_typing_in_one_line_is_one_step_of_undo(bench):
    bench.put(FIRST, len(FIRST))
    for word in (" one", " two", " three"):
        bench.type(word)
        bench.flush()
    assert bench.stored()[1] == FIRST + " one two three"
    bench.ctrl(Qt.Key.Key_Z)
    assert bench.stored()[1] == FIRST
    assert bench.shown()[1] == FIRST
    bench.session.redo()
    assert bench.shown()[1] == FIRST + " one two three"
    assert bench.caret() == (FIRST + " one two three", len(FIRST + " one two three"))


def test_typing_in_two_lines_is_two_steps(bench):
    bench.put(FIRST, 0)
    bench.type("A")
    bench.key(Qt.Key.Key_Return)
    bench.type("B")
    bench.session.undo()
    assert bench.stored()[1:3] == ["A" + FIRST, SECOND]
    bench.session.undo()
    assert bench.stored()[1:3] == [FIRST, SECOND]


def test_leaving_the_line_stores_it(bench):
    bench.put(FIRST, 0)
    bench.type("X")
    bench.key(Qt.Key.Key_Down)
    assert bench.stored()[1] == "X" + FIRST


def test_leaving_the_pane_stores(bench):
    bench.put(FIRST, 0)
    bench.type("X")
    QApplication.sendEvent(bench.sheet, QFocusEvent(QFocusEvent.Type.FocusOut, Qt.FocusReason.TabFocusReason))
    assert bench.stored()[1] == "X" + FIRST


def test_a_page_turn_in_the_middle_of_typing_stores_to_the_page_it_was_typed_on(bench):
    bench.put(FIRST, 0)
    bench.type("Indeed: ")
    bench.session.step_page(1)
    assert bench.stored(0)[1] == "Indeed: " + FIRST
    assert bench.stored(1) == ["be tied to a series of prior", "actions on our part"]
    assert bench.shown() == bench.stored(1)
    bench.session.undo()
    assert bench.session.page_id == bench.pages[0]
    assert bench.shown()[1] == FIRST


def test_a_command_stores_what_is_typed_first(bench):
    bench.put(FIRST, 3)
    bench.type("se")
    bench.session.do(e.SetPageStatus(bench.pages[0], "in_progress"))
    entries = [entry.record()["edit"]["edit"] for entry in journal.entries(bench.project.connection)][-2:]
    assert entries == ["batch", "set_page_status"], "the first correction of a page says that it is in progress"
    assert bench.stored()[1] == "These Soviets say that they will"


def test_closing_the_project_stores_what_is_typed(bench):
    bench.put(FIRST, 0)
    bench.type("Z")
    bench.session.close()
    with Project.open(bench.project.path) as again:
        assert again.connection.execute("SELECT count(*) FROM line WHERE text=?", ("Z" + FIRST,)).fetchone()[0] == 1


def test_our_own_edit_leaves_document_and_caret_alone(bench):
    bench.put(FIRST, 5)
    document = bench.sheet.document()
    bench.type("abc")
    bench.flush()
    assert bench.sheet.document() is document
    assert bench.caret() == (FIRST[:5] + "abc" + FIRST[5:], 8)
    bench.type("d")
    assert bench.shown()[1] == FIRST[:5] + "abcd" + FIRST[5:]


@pytest.mark.parametrize("typed", ["\U0001f600", "e\u0301", "\u00a0", "ﬁ", "\u200d", "語", "\U00020000x", "¬"])
def test_every_kind_of_letter_arrives_as_it_was_typed(bench, typed):
    bench.put(FIRST, 4)
    bench.type(typed)
    bench.type("!")
    bench.flush()
    assert bench.stored()[1] == FIRST[:4] + typed + "!" + FIRST[4:]
    assert bench.shown()[1] == bench.stored()[1]
    bench.key(Qt.Key.Key_Backspace)
    bench.flush()
    assert bench.stored()[1] == FIRST[:4] + typed + FIRST[4:]


def test_positions_behind_a_wide_letter_are_code_points(bench):
    bench.put(FIRST, 0)
    bench.type("\U0001f600\U0001f600a")
    selection = bench.session.selection
    assert (selection.start, selection.end) == (3, 3)


def test_a_composed_character_is_stored(bench):
    bench.put(FIRST, 0)
    for preedit, commit in (("´", ""), ("", "é")):
        event = QInputMethodEvent(preedit, [])
        event.setCommitString(commit)
        QApplication.sendEvent(bench.sheet, event)
    bench.flush()
    assert bench.stored()[1] == "é" + FIRST


def test_a_tag_moves_with_what_is_typed_before_it(bench):
    line = bench.line(FIRST)
    bench.project.apply(e.TagSpan(line.id, 4, 11, "organization"))
    bench.put(FIRST, 0)
    bench.type("Again ")
    bench.flush()
    assert bench.tags() == [("organization", "Soviets")]
    runs = {r.tags: bench.shown()[1][r.start : r.end] for r in bench.sheet.page.rows[1].runs if r.tags}
    assert runs == {("organization",): "Soviets"}
    block = bench.sheet.document().findBlockByNumber(1)
    shaded = [
        fragment.fragment().text()
        for fragment in block
        if fragment.fragment().charFormat().background().style() != Qt.BrushStyle.NoBrush
    ]
    assert shaded == ["Soviets"]


def test_a_change_from_elsewhere_keeps_what_is_being_typed(bench):
    bench.put(FIRST, 0)
    bench.type("Mine ")
    bench.project.apply(e.SetLineText(bench.line(SECOND).id, "theirs"))
    assert bench.shown()[1:3] == ["Mine " + FIRST, "theirs"]
    bench.flush()
    assert bench.stored()[1:3] == ["Mine " + FIRST, "theirs"]


def test_lines_that_qt_joined_behind_our_back_are_stored_as_they_stand(bench):
    cursor = bench.sheet.textCursor()
    cursor.setPosition(bench.sheet.document().findBlockByNumber(2).position() - 1)
    cursor.deleteChar()
    bench.flush()
    assert bench.stored() == bench.shown()
    assert bench.stored()[1] == FIRST + SECOND


def test_control_characters_become_replacement_characters_and_it_is_said(bench):
    bench.put(FIRST, 0)
    with bench.qtbot.waitSignal(bench.pane.told):
        bench.sheet.textCursor().insertText("a\x01b")
        bench.flush()
    assert bench.stored()[1] == "a\ufffdb" + FIRST
    assert bench.shown()[1] == "a\ufffdb" + FIRST


class FullDisk:
    """A trigger-free way to make every write fail: SQLite itself refuses."""

    def __init__(self, project):
        self.project = project

    def __enter__(self):
        self.project.connection.execute("PRAGMA query_only=1")

    def __exit__(self, *_):
        self.project.connection.execute("PRAGMA query_only=0")


def test_while_nothing_can_be_written_typing_goes_on_and_is_kept_over_page_turns(bench):
    bench.put(FIRST, 0)
    faults = []
    bench.session.faulted.connect(faults.append)
    with FullDisk(bench.project):
        bench.type("Kept ")
        bench.session.step_page(1)
        assert bench.pane.notice.isVisible()
        assert bench.session.unsent
        assert faults
        bench.session.step_page(-1)
        assert bench.shown()[1] == "Kept " + FIRST
        bench.put(SECOND, 0)
        bench.type("Too ")
        bench.flush()
    assert bench.stored()[1:3] == [FIRST, SECOND]
    bench.flush()
    assert bench.stored()[1:3] == ["Kept " + FIRST, "Too " + SECOND]
    assert not bench.session.unsent
    assert not bench.pane.notice.isVisible()
