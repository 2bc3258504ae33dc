"""A list in groups: names of groups cannot be chosen, keys ask, and what a row shows is on the screen."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest

from editor.ui.kit.grouplist import GroupDelegate, GroupList, GroupRows, Shown
from editor.ui.kit.theme import Theme

ROWS = ("# Stamps", "red", "blue", "# Seals", "wax")
RED = 0xFFC81E1E


class Keys(GroupList):
    def wanted_by(self, event):
        return "take" if event.key() == Qt.Key.Key_F4 else ""


class Delegate(GroupDelegate[str]):
    def picture_height(self, row):
        return 60 if row == "red" else 10

    def shown(self, row):
        picture = QImage(400, 60, QImage.Format.Format_RGB32)
        picture.fill(RED)
        red = row == "red"
        return Shown("?", "warning", ("p. 1", "80 %"), (row, ""), picture=picture if red else None, placed=red)


@pytest.fixture
def view(qtbot):
    view = Keys()
    qtbot.addWidget(view)
    model = GroupRows(lambda row: row.startswith("#"), str.upper, view)
    view.setModel(model)
    view.setItemDelegate(Delegate(Theme("light"), view))
    model.set_rows(ROWS)
    view.resize(600, 400)
    view.show()
    return view


def test_the_names_of_groups_are_passed_over(view):
    seen = []
    QTest.keyClick(view, Qt.Key.Key_Home)
    for _ in range(4):
        seen.append(view.currentIndex().data())
        QTest.keyClick(view, Qt.Key.Key_Down)
    assert seen == ["RED", "BLUE", "WAX", "WAX"]
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(view.model().index(0)).center())
    assert view.currentIndex().data() == "WAX"


def test_the_name_of_a_group_is_seen_again_with_its_first_row(view):
    view.resize(600, 130)
    QTest.keyClick(view, Qt.Key.Key_End)
    assert view.visualRect(view.model().index(0)).top() < 0
    QTest.keyClick(view, Qt.Key.Key_Home)
    assert view.currentIndex().data() == "RED" and view.visualRect(view.model().index(0)).top() == 0


def test_keys_ask_and_the_others_walk(view):
    asked = []
    view.asked.connect(asked.append)
    QTest.keyClick(view, Qt.Key.Key_F4)
    QTest.keyClick(view, Qt.Key.Key_End)
    assert asked == ["take"] and view.currentIndex().data() == "WAX"


def test_a_row_is_as_high_as_its_cut_out_and_shows_it_whole(view):
    red, blue = (view.visualRect(view.model().index(row)) for row in (1, 2))
    assert red.height() >= 60 + 8 > blue.height()
    picture = view.grab().toImage()
    across = [x for x in range(picture.width()) if picture.pixel(x, red.center().y()) == RED]
    down = [y for y in range(picture.height()) if picture.pixel(across[0], y) == RED]
    assert abs(len(down) - 60 * len(across) / 400) < 2 and down[0] > red.top() and down[-1] < red.bottom()
    assert RED not in {picture.pixel(x, blue.center().y()) for x in range(picture.width())}
