"""Room for the lists below: lent while one of them is looked at, taken back where nobody has moved the border."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest


@pytest.fixture
def desk(window, project_file, qtbot):
    window.resize(1400, 900)
    assert window.files.open_path(project_file)
    window.desk.complete()
    return window.desk


def click(desk, place):
    bar = desk.below.tabBar()
    QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=bar.tabRect(place).center())


def test_a_list_has_room_while_it_is_looked_at_and_the_scan_has_it_again(desk):
    before = desk.frame.sizes()
    for place in (2, 3):
        click(desk, place)
        assert desk.frame.sizes()[1] >= desk.below.widget(place).ROOM > before[1]
    click(desk, 0)
    assert desk.frame.sizes()[1] - before[1] < 20  # what a made list needs at least


def test_a_border_that_was_moved_stays(desk):
    click(desk, 2)
    desk.frame.setSizes([400, 400])
    moved = desk.frame.sizes()
    click(desk, 0)
    assert desk.frame.sizes() == moved


def test_what_is_lent_is_not_remembered(desk, window, project_file):
    before = desk.frame.sizes()
    click(desk, 2)
    window.files.close()
    assert window.files.open_path(project_file)
    assert window.desk.frame.sizes()[1] - before[1] < 20
