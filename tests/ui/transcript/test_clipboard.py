"""Our exact text out, text only in, one line a line."""

import unicodedata

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QMessageBox

from editor.model import edit as e
from editor.model.text import fault_of
from editor.ui.transcript.acts import Spot
from editor.ui.transcript.clipboard import settle_clipboard

ONE, TWO, THREE = "The Soviets say that they will", "take the IL-28's out, not now but", "at some later point"
ODD = "a\u00a0b\u2007c\u202f \u200bd\u200e\u00ad e\u0301 \U0001f600 \ufeff \t \u2028x \ufffc"


@pytest.fixture(autouse=True)
def clean_clipboard():
    yield
    QGuiApplication.clipboard().clear()


def test_a_copy_is_exact(bench):
    bench.project.apply(e.SetLineText(bench.line(ONE).id, ODD))
    assert bench.shown()[1] == ODD
    bench.select(ODD, 0, TWO, 4)
    bench.ctrl(Qt.Key.Key_C)
    assert QGuiApplication.clipboard().text() == ODD + "\ntake"
    data = QGuiApplication.clipboard().mimeData()
    assert not data.hasHtml()
    settle_clipboard()
    assert QGuiApplication.clipboard().text() == ODD + "\ntake"


def test_a_copy_cuts_between_code_points(bench):
    bench.project.apply(e.SetLineText(bench.line(ONE).id, "\U0001f600\U0001f601\U0001f602"))
    bench.put("\U0001f600\U0001f601\U0001f602", 1, 2)
    bench.ctrl(Qt.Key.Key_C)
    assert QGuiApplication.clipboard().text() == "\U0001f601"


def test_every_letter_survives_copy_and_paste(bench):
    letters = "".join(
        chr(c) for c in range(0x20, 0x3000) if c not in (0x2028, 0x2029) and not 0x7F <= c < 0xA0 and chr(c) != "\x7f"
    )
    bench.project.apply(e.SetLineText(bench.line(ONE).id, letters))
    assert bench.shown()[1] == letters
    bench.put(letters, 0, len(letters))
    bench.ctrl(Qt.Key.Key_C)
    bench.put(THREE, 0, len(THREE))
    bench.ctrl(Qt.Key.Key_V)
    assert bench.stored()[3] == letters


def test_cutting_over_lines_is_one_step(bench):
    before = bench.stored()
    bench.select(ONE, 4, TWO, 5)
    bench.ctrl(Qt.Key.Key_X)
    assert QGuiApplication.clipboard().text() == ONE[4:] + "\n" + TWO[:5]
    assert bench.stored()[1] == "The " + TWO[5:]
    bench.session.undo()
    assert bench.stored() == before


def test_pasted_lines_become_lines_whatever_ends_them(bench):
    before = bench.stored()
    bench.put(ONE, 4)
    QGuiApplication.clipboard().setText("one\r\ntwo\rthree\u2028four\nfive ")
    bench.ctrl(Qt.Key.Key_V)
    assert bench.regions()[1][1] == ["The one", "two", "three", "four", "five " + ONE[4:], TWO, THREE]
    assert bench.caret() == ("five " + ONE[4:], 5)
    bench.session.undo()
    assert bench.stored() == before


def test_lines_pasted_at_an_end_leave_the_line_and_its_shape_alone(bench):
    shape = bench.line(TWO).outline
    bench.put(TWO, 0)
    bench.sheet.pasted.emit("before\n")
    bench.put(TWO, len(TWO))
    bench.sheet.pasted.emit("\nbehind\n")
    assert bench.regions()[1][1] == [ONE, "before", TWO, "behind", THREE]
    assert bench.line(TWO).outline == shape


def test_a_paste_over_a_selection_replaces_it(bench):
    bench.select(ONE, 4, THREE, 3)
    bench.sheet.pasted.emit("x\ny")
    assert bench.regions()[1][1] == ["The x", "ysome later point"]


def test_what_no_file_can_keep_is_replaced_and_told(bench):
    bench.put(ONE, 0)
    with bench.qtbot.waitSignal(bench.pane.told) as told:
        bench.sheet.pasted.emit("a\x00b\x08\ufdd0\uffff\U0001fffe")
    assert bench.stored()[1] == "a\ufffdb\ufffd\ufffd\ufffd\ufffd" + ONE
    assert "\ufffd" in told.args[0]


def test_only_text_is_taken(bench):
    before = bench.stored()
    data = QMimeData()
    data.setHtml("<b>bold</b>")
    data.setUrls([QUrl("file:///etc/passwd")])
    picture = QMimeData()
    picture.setImageData(1)
    assert not bench.sheet.canInsertFromMimeData(picture)
    bench.sheet.insertFromMimeData(picture)
    assert not bench.sheet.canInsertFromMimeData(data)
    bench.sheet.insertFromMimeData(data)
    assert bench.stored() == before
    data = QMimeData()
    data.setHtml("<b>bold</b>")
    data.setText("plain")
    bench.put(ONE, 0)
    bench.sheet.insertFromMimeData(data)
    assert bench.stored()[1] == "plain" + ONE


def test_a_megabyte_is_asked_about(bench, monkeypatch):
    before = bench.stored()
    asked = []

    def answer(*args):
        asked.append(args[2])
        return QMessageBox.StandardButton.No

    monkeypatch.setattr(QMessageBox, "question", answer)
    bench.put(ONE, 0)
    bench.sheet.pasted.emit("x" * (1 << 20) + "yy")
    assert bench.stored() == before
    assert "1048578" in asked[0]


def drop(bench, text, at, source=None, action=Qt.DropAction.CopyAction):
    data = QMimeData()
    data.setText(text)
    actions = Qt.DropAction.CopyAction | Qt.DropAction.MoveAction
    event = QDropEvent(QPointF(at), actions, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    event.setDropAction(action)
    bench.sheet.dropEvent(event)
    QApplication.processEvents()


def place_of(bench, text, at):
    keep = bench.sheet.where()
    bench.put(text, at)
    point = bench.sheet.cursorRect().center()
    bench.sheet.put_caret(keep)
    return QPoint(point)


def test_dropped_text_goes_where_it_is_dropped(bench):
    point = place_of(bench, TWO, 4)
    drop(bench, "one\ntwo", point)
    assert bench.regions()[1][1] == [ONE, "takeone", "two the IL-28's out, not now but", THREE]


@pytest.mark.parametrize(("target", "at", "expected"), [
    (THREE, 7, ["The will", "take the IL-28's out, not now but", "at someSoviets say that they  later point"]),
    (ONE, 0, ["Soviets say that they The will", "take the IL-28's out, not now but", "at some later point"]),
])  # fmt: skip
def test_text_dragged_within_the_page_is_moved_in_one_step(bench, target, at, expected):
    before = bench.stored()
    bench.put(ONE, 4, len("The Soviets say that they "))
    words = ONE[4 : len("The Soviets say that they ")]
    bench.sheet.dropped.emit(words, Spot(bench.line(target).id, at), True)
    assert bench.regions()[1][1] == expected
    bench.session.undo()
    assert bench.stored() == before


def test_lines_dragged_within_the_page_are_moved(bench):
    before = bench.stored()
    bench.select(ONE, 0, TWO, 0)
    bench.sheet.dropped.emit(ONE + "\n", Spot(bench.line(THREE).id, 0), True)
    assert bench.regions()[1][1] == [TWO, ONE, THREE]
    bench.session.undo()
    assert bench.stored() == before


@pytest.mark.slow
def test_all_of_unicode_is_shown_copied_and_pasted_as_it_is(make_bench):
    """Every character a line may hold; U+2028 and U+2029 are in the lines but a paste makes line ends of them."""
    letters = [
        c for c in map(chr, range(0x20, 0x110000)) if unicodedata.category(c) not in ("Cn", "Cs") and not fault_of(c)
    ]
    lines = ["".join(letters[at : at + 500]) for at in range(0, len(letters), 500)]
    bench = make_bench([("paragraph", [])])
    region = bench.content().regions[0].id
    bench.project.apply(e.Batch(tuple(e.AddLine(region, text) for text in lines), "Fill"))
    shown = bench.shown()
    locked = {i for i, text in enumerate(lines) if "\u2029" in text}
    assert bench.sheet.locked == locked
    assert [a for i, a in enumerate(shown) if i not in locked] == [b for i, b in enumerate(lines) if i not in locked]
    bench.ctrl(Qt.Key.Key_A)
    bench.ctrl(Qt.Key.Key_C)
    assert QGuiApplication.clipboard().text() == "\n".join(shown)
    kept = [text for text in lines if "\u2028" not in text and "\u2029" not in text]
    QGuiApplication.clipboard().setText("\n".join(kept))
    bench.session.show_page(bench.add_page([("paragraph", [])]))
    bench.ctrl(Qt.Key.Key_V)
    assert [line.text for _, line in bench.session.content.lines()] == kept
