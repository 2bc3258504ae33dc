"""A tab whose pane is made late: once, when it is seen or asked for, and told whether somebody looks."""

import pytest
from PySide6.QtWidgets import QLabel, QTabWidget

from editor.ui.kit.latetab import LateTab


class Wares(LateTab[QLabel]):
    ROOM = 50

    def __init__(self, parent=None):
        super().__init__(parent)
        self.seen = []

    def title(self, count=0):
        return f"Wares {count}" if count else "Wares"

    def _make(self):
        return QLabel("tea", self)

    def _seen(self, on):
        self.seen.append(on)


@pytest.fixture
def tabs(qtbot):
    box = QTabWidget()
    qtbot.addWidget(box)
    box.addTab(QLabel("first"), "First")
    box.addTab(Wares(box), "Wares")
    box.show()
    return box


def test_nothing_is_made_before_it_is_seen_and_then_it_asks_for_room_once(tabs):
    wares, wanted = tabs.widget(1), []
    wares.wanted.connect(lambda: wanted.append(True))
    assert wares.made is None and wares.seen == []
    tabs.setCurrentIndex(1)
    pane = wares.made
    assert pane.text() == "tea" and pane.isVisible() and wares.seen == [True]
    tabs.setCurrentIndex(0)
    assert wares.seen == [True, False]
    tabs.setCurrentIndex(1)
    assert wares.pane is pane and wares.seen == [True, False, True] and len(wanted) == 1


def test_a_pane_that_is_asked_for_is_made_behind_the_others_and_not_looked_at(tabs):
    wares = tabs.widget(1)
    pane = wares.pane
    assert wares.made is pane and not pane.isVisible() and wares.seen == []
    tabs.hide()
    assert wares.seen == []
    tabs.setCurrentIndex(1)
    tabs.show()
    assert pane.isVisible() and wares.seen == [True]
