"""The line on the scan beside its text, in the window: keys, what is said, what is remembered."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from editor.ui.kit.settings import Settings
from editor.ui.main_window import MainWindow

CTRL_ALT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


@pytest.fixture
def typing(theme, qapp, project_file, qtbot):
    theme.apply(qapp)
    window = MainWindow(Settings(), theme, "Tester")
    qtbot.addWidget(window, before_close_func=lambda w: w.close())
    window.resize(1300, 900)
    window.show()
    window.activateWindow()
    assert window.files.open_path(project_file)
    qtbot.waitUntil(window.isActiveWindow)
    window.desk.back_to_text()
    qtbot.waitUntil(lambda: window.desk.transcript.sheet.hasFocus())
    return window


def test_the_strip_obeys_keys_while_the_caret_is_in_the_text(typing):
    strip, sheet = typing.desk.view.strip, typing.desk.transcript.sheet
    text, before = sheet.toPlainText(), strip.height()
    QTest.keyClick(sheet, Qt.Key.Key_Up, CTRL_ALT)
    assert strip.height() > before
    QTest.keyClick(sheet, Qt.Key.Key_Down, CTRL_ALT)
    assert strip.height() == before
    QTest.keyClick(sheet, Qt.Key.Key_B, CTRL_ALT)
    assert strip.tone == "clear" and "contrast" in typing.status.currentMessage()
    assert sheet.toPlainText() == text


def test_the_scan_above_each_line_and_the_tone_are_remembered(typing, project_file):
    sheet = typing.desk.transcript.sheet
    QTest.keyClick(sheet, Qt.Key.Key_F7)
    assert sheet.cuts.on and typing.actions_["show.cutouts"].isChecked()
    QTest.keyClick(sheet, Qt.Key.Key_B, CTRL_ALT)
    typing.files.close()
    assert typing.files.open_path(project_file)
    assert typing.desk.transcript.sheet.cuts.on and typing.actions_["show.cutouts"].isChecked()
    assert typing.desk.view.strip.tone == "clear"
    typing.desk.lines.show_above(False)
    assert not typing.actions_["show.cutouts"].isChecked()
    assert not typing.desk.transcript.sheet.cuts.on


def test_where_there_is_nothing_to_cut_it_is_said(typing):
    typing.desk.transcript.show_view("reading")
    QTest.keyClick(typing.desk.transcript.sheet, Qt.Key.Key_F7)
    assert "reading" in typing.status.currentMessage() or "no scan" in typing.status.currentMessage()
