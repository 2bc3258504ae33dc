"""Characters that leave no ink are shown in the text and named, and change neither it nor its copies."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication

from editor.model.edit import SetLineText
from editor.ui.transcript.acts import Spot

PLAIN = "take the IL-28's out, not now but"
HARMFUL = ["\u200b", "\u202e", "\u200e", "\ufeff", "\u2066"]
QUIET = ["\u00a0", "\u202f", "\u00ad", "\t"]


def with_text(bench, text):
    """Give a line of the middle a text, and put the caret elsewhere."""
    line = bench.line(PLAIN)
    bench.session.do(SetLineText(line.id, text))
    bench.put("TOP SECRET")
    bench.sheet.viewport().update()
    QApplication.processEvents()
    return line.id


def picture(bench):
    return bench.sheet.viewport().grab().toImage()


def coloured(bench):
    """Return how many points of the page have the colour of what does harm."""
    image, colour = picture(bench), bench.theme.colour("error").rgb()
    return sum(image.pixel(x, y) == colour for x in range(image.width()) for y in range(image.height()))


def told_at(bench, line, at):
    position = bench.sheet.position_of(Spot(line, at))
    cursor = QTextCursor(bench.sheet.document())
    cursor.setPosition(position)
    rect = bench.sheet.cursorRect(cursor)
    return bench.sheet.tip_at(rect.center())


@pytest.mark.parametrize("character", HARMFUL)
def test_what_does_harm_is_marked_and_named_even_when_marks_are_off(bench, character):
    bench.pane.show_invisibles(False)
    with_text(bench, "take\u00a0out  e\u0301")
    assert coloured(bench) == 0
    bench.session.undo()
    line = with_text(bench, f"take{character}out")
    assert coloured(bench) > 0
    assert f"U+{ord(character):04X}" in told_at(bench, line, 4)


@pytest.mark.parametrize("character", [*QUIET, "  "])
def test_what_does_no_harm_is_marked_on_demand(bench, character):
    line = with_text(bench, f"take{character}out")
    on = picture(bench)
    assert told_at(bench, line, 5) != ""
    bench.pane.show_invisibles(False)
    assert picture(bench) != on and told_at(bench, line, 5) == ""


def test_marks_are_no_part_of_text_or_clipboard(bench, qapp):
    text = "a\u00a0b\u200bc \u202ed  e\t"
    with_text(bench, text)
    picture(bench)
    bench.put(text, 0, len(text))
    bench.key(Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert qapp.clipboard().text() == text
    bench.flush()
    assert text in bench.stored()


def test_control_and_alt_type_nothing_where_they_are_not_altgr(bench):
    bench.put(PLAIN, 4)
    bench.key(Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
    bench.flush()
    assert PLAIN in bench.stored()


def test_a_mark_of_byte_order_inside_a_line_can_be_erased(bench):
    line = with_text(bench, PLAIN[:4] + "\ufeff" + PLAIN[4:])
    assert not bench.sheet.locked
    bench.put(PLAIN[:4] + "\ufeff" + PLAIN[4:], 5)
    bench.key(Qt.Key.Key_Backspace)
    bench.flush()
    assert PLAIN in bench.stored() and line
