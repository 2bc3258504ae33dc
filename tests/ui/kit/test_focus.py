"""Who works without a mouse sees where the keys go: every kind of control looks another way when it has the focus."""

import pytest
from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QKeySequenceEdit,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QSlider,
    QSpinBox,
    QTabBar,
    QTableWidget,
    QTextEdit,
    QToolButton,
    QTreeWidget,
    QVBoxLayout,
    QWidget,
)

from editor.ui.kit.theme import Theme, contrast


def _button(default=False):
    button = QPushButton("Press")
    button.setDefault(default)
    return button


def _switched(control):
    control.setText("on")
    control.setCheckable(True)
    control.setChecked(True)
    return control


def _filled(control):
    if isinstance(control, QListView):
        control.setModel(QStringListModel(["a", "b"], control))
    control.setFixedSize(140, 60)
    return control


def _tabs():
    tabs = QTabBar()
    for title in ("One", "Two"):
        tabs.addTab(title)
    return tabs


CONTROLS = {
    "button": _button,
    "default button": lambda: _button(default=True),
    "tool button": lambda: _switched(QToolButton()),
    "field": QLineEdit,
    "choice": QComboBox,
    "number": QSpinBox,
    "tick": lambda: QCheckBox("tick"),
    "ticked": lambda: _switched(QCheckBox()),
    "one of": lambda: QRadioButton("one of"),
    "the one of": lambda: _switched(QRadioButton()),
    "tabs": _tabs,
    "list": lambda: _filled(QListView()),
    "table": lambda: _filled(QTableWidget(2, 2)),
    "tree": lambda: _filled(QTreeWidget()),
    "slider": lambda: QSlider(Qt.Orientation.Horizontal),
    "text": lambda: _filled(QTextEdit()),
    "plain text": lambda: _filled(QPlainTextEdit()),
    "key": QKeySequenceEdit,
    "sheet that scrolls": lambda: _filled(QScrollArea()),
}
ENOUGH_POINTS, ENOUGH_CONTRAST = 20, 2.0


def changed(before, after):
    """Return how many points of two pictures differ so that it is seen."""
    points = ((x, y) for x in range(before.width()) for y in range(before.height()))
    pairs = {(before.pixel(x, y), after.pixel(x, y), (x, y)) for x, y in points}
    odd = [(before.pixelColor(*at), after.pixelColor(*at)) for one, other, at in pairs if one != other]
    return sum(contrast(one, other) >= ENOUGH_CONTRAST for one, other in odd)


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("kind", CONTROLS)
def test_the_focus_is_seen(kind, mode, qapp, qtbot):
    Theme(mode).apply(qapp)
    page, other, control = QWidget(), QLineEdit(), CONTROLS[kind]()
    qtbot.addWidget(page)
    column = QVBoxLayout(page)
    column.addWidget(other)
    column.addWidget(control)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    other.setFocus()
    QApplication.processEvents()
    without = control.grab().toImage()
    control.setFocus(Qt.FocusReason.TabFocusReason)
    QApplication.processEvents()
    assert control.hasFocus() and changed(without, control.grab().toImage()) >= ENOUGH_POINTS
