"""Text and inspector on one desk: a tag is given and filled in, and the hands never leave the keyboard."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from editor.ui.shell_desk import Desk


@pytest.fixture
def desk(bench, qtbot):
    desk = Desk(bench.session, bench.theme)
    qtbot.addWidget(desk)
    desk.resize(1400, 800)
    desk.show()
    desk.activateWindow()
    desk.transcript.setFocus()
    QApplication.processEvents()
    yield desk
    desk.close_down()


def test_a_tag_is_chosen_filled_in_and_left(bench, desk):
    bench.session.select_line(bench.line("We informed Ambassador Dobrynin").id, 25)
    desk.transcript.choose_tag()
    QTest.keyClicks(desk.transcript._popup.edit, "pers")
    QTest.keyClick(desk.transcript._popup.edit, Qt.Key.Key_Return)
    name = desk.inspector.tags.form.fields["name"]
    assert name.hasFocus()
    QTest.keyClicks(name, "Anatoly Dobrynin")
    QTest.keyClick(name, Qt.Key.Key_Return)
    QTest.keyClick(name, Qt.Key.Key_Escape)
    assert desk.transcript.sheet.hasFocus()
    annotation = bench.content().annotations[0]
    assert (annotation.tag, dict(annotation.attributes)) == ("person", {"name": "Anatoly Dobrynin"})
    QTest.keyClicks(desk.transcript.sheet, "x")
    bench.session.flush()
    assert bench.content().annotations[0].spans[0].quote == "Doxbrynin"


def test_what_the_panes_say_is_heard_on_the_desk(bench, desk, qtbot):
    bench.session.select_line(bench.line("TOP SECRET").id, 0)
    with qtbot.waitSignal(desk.told):
        desk.transcript.move_line_up()
