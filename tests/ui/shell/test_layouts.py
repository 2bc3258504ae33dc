"""Scan and text beside each other, one above the other, alone, in two windows; and layouts with a name."""

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QInputDialog

from editor.ui.kit.settings import Settings
from editor.ui.layouts import Layout, saved
from editor.ui.main_window import MainWindow


@pytest.fixture
def opened(theme, qapp, project_file, qtbot):
    theme.apply(qapp)
    windows = []

    def open_again():
        window = MainWindow(Settings(), theme, "Tester")
        windows.append(window)
        window.resize(1400, 900)
        window.show()
        assert window.files.open_path(project_file)
        window.desk.complete()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        return window

    yield open_again
    for window in windows:
        window.close()
        window.deleteLater()


def answer(text, kind=QInputDialog):
    """Type a text into the question that comes up."""

    def type_it():
        asked = QApplication.activeModalWidget()
        assert isinstance(asked, kind)
        asked.setTextValue(text)
        asked.accept()

    QTimer.singleShot(50, type_it)


def checked(window):
    return {e.name for e in window.actions_.entries() if e.check == "layout" and window.actions_[e.name].isChecked()}


def test_scan_and_text_lie_as_chosen_and_do_so_the_next_time(opened, qtbot):
    window = opened()
    desk = window.desk
    assert checked(window) == {"layout.right"}
    desk.middle.setSizes([700, 300])
    beside = desk.middle.sizes()
    window.actions_["layout.below"].trigger()
    view, text = desk.view, desk.transcript
    assert view.mapTo(desk, view.rect().bottomLeft()).y() <= text.mapTo(desk, text.rect().topLeft()).y()
    assert view.width() == text.width()
    window.actions_["layout.text"].trigger()
    qtbot.waitUntil(lambda: text.width() > beside[0])
    assert view.isHidden() and text.isAncestorOf(window.focusWidget())
    window.actions_["layout.right"].trigger()
    assert view.isVisible() and desk.middle.sizes() == pytest.approx(beside, abs=2)
    window.actions_["layout.text"].trigger()
    window.actions_["show.text"].trigger()
    assert view.isVisible() and checked(window) == {"layout.right"}
    window.actions_["layout.below"].trigger()
    window.close()
    again = opened()
    assert again.desk.middle.orientation() == Qt.Orientation.Vertical and checked(again) == {"layout.below"}


def test_a_layout_is_named_taken_again_and_forgotten(opened, qtbot):
    window = opened()
    desk = window.desk
    window.actions_["layout.below"].trigger()
    desk.frame.show_inspector(False)
    desk.frame.show_below(False)
    qtbot.wait(30)
    desk.middle.setSizes([300, 400])
    sizes = desk.middle.sizes()
    answer("  Wide / 50 %   (mine) ")
    window.actions_["layout.save"].trigger()
    named = next(entry for entry in window.actions_.entries() if entry.text == "Wide / 50 % (mine)")
    assert checked(window) == {named.name}
    assert window.actions_[named.name] in window.menus.menu("View/Layouts").actions()
    window.actions_["layout.right"].trigger()
    desk.frame.show_inspector(True)
    desk.frame.show_below(True)
    window.close()
    again = opened()
    again.actions_[named.name].trigger()
    desk = again.desk
    qtbot.waitUntil(lambda: desk.middle.sizes() == pytest.approx(sizes, abs=4))
    assert desk.middle.orientation() == Qt.Orientation.Vertical
    assert desk.frame.panes_shown() == (True, False, False) and checked(again) == {named.name}
    answer("Wide / 50 % (mine)")
    again.actions_["layout.forget"].trigger()
    assert named.name not in again.actions_ and saved(again.settings) == ()
    told = []
    desk.layouts.told.connect(told.append)
    again.actions_["layout.forget"].trigger()
    assert told == ["No layout was saved yet: Save This Layout keeps the one there is."]


def test_settings_that_are_damaged_give_no_layout(tmp_path):
    settings = Settings(tmp_path / "x.ini")
    for text in ("", "{", "[1, {}]", '{"name": "x"}', '[{"name": " "}]'):
        settings.put("layouts", text)
        assert saved(settings) == ()
    settings.put("layouts", '[{"name": "x", "how": "odd", "across": [1, "2"], "middle": [3, 4], "below": false}]')
    assert saved(settings) == (Layout("x", middle=(3, 4), below=False),)


def test_the_scan_goes_to_a_window_of_its_own_with_its_keys_and_comes_back(opened, qtbot):
    window = opened()
    desk, middle = window.desk, window.desk.middle
    line = next(line for _, line in window.session.content.lines())
    window.actions_["show.window"].trigger()
    apart = desk.view.window()
    assert apart is not window and apart.isVisible() and desk.view.isVisible() and middle.count() == 1
    assert apart.windowTitle() == "page 1 — scan — Muniment"
    window.session.select_line(line.id)
    assert desk.view.strip.heading.text().startswith("Line 1.1")
    apart.activateWindow()
    desk.view.view.setFocus()
    qtbot.waitUntil(apart.isActiveWindow)
    QTest.keyClick(desk.view.view, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    assert window.session.content.page.label == "page 2" and apart.windowTitle().startswith("page 2")
    QTest.keyClick(desk.view.view, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
    assert desk.view.tool == "rectangle"
    QTest.keyClick(desk.view.view, Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier)
    assert window.session is not None and desk.view.window() is window and middle.indexOf(desk.view) == 0
    assert not window.actions_["show.window"].isChecked() and desk.view.isVisible()


def test_the_key_that_closes_takes_the_scan_home_while_it_covers_the_window_that_has_the_keys(opened, qtbot):
    window = opened()
    desk, sheet = window.desk, window.desk.transcript.sheet
    for covering in (True, False):
        window.actions_["show.window"].trigger()
        apart = desk.view.window()
        corner = window.geometry().topRight()
        apart.setGeometry(corner.x() + (-300 if covering else 60), corner.y(), 500, 500)
        window.activateWindow()
        sheet.setFocus()
        qtbot.waitUntil(window.isActiveWindow)
        QTest.keyClick(sheet, Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier)
        assert (window.session is not None) is covering
        if covering:
            assert desk.view.window() is window


def test_the_second_window_ends_with_the_project_and_is_there_the_next_time(opened, qtbot):
    window = opened()
    window.actions_["show.window"].trigger()
    apart = window.desk.view.window()
    apart.resize(640, 720)
    window.actions_["loupe.square"].trigger()
    gone = []
    apart.destroyed.connect(lambda: gone.append(True))
    window.close()
    qtbot.waitUntil(lambda: bool(gone))
    again = opened()
    apart = again.desk.view.window()
    assert apart is not again and (apart.width(), apart.height()) == (640, 720)
    assert again.desk.view.looking.square and again.actions_["loupe.square"].isChecked()
    again.actions_["layout.text"].trigger()
    assert again.desk.view.isVisible()
    QTest.keyClick(
        again.desk.view.view, Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    assert again.desk.view.window() is again and again.desk.view.isVisible()
