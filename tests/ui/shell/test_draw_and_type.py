"""Draw on the scan, type, done: in the whole window, with mouse and keys, read back from the file."""

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QImage, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTextEdit

from editor.model import edit as e
from editor.store import readers
from editor.store.project import Project
from editor.ui.kit.settings import Settings
from editor.ui.main_window import MainWindow


@pytest.fixture
def window(theme, qapp, project_file, tmp_path, qtbot):
    image = QImage(1000, 1400, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFF)
    assert image.save(str(tmp_path / "scan.png"))
    with Project.open(project_file) as project:
        project.apply(e.SetPageImage(readers.first_page(project), "scan.png", width=1000, height=1400))
    theme.apply(qapp)
    window = MainWindow(Settings(), theme, "Tester")
    qtbot.addWidget(window, before_close_func=lambda w: w.close())
    window.resize(1400, 900)
    window.show()
    assert window.files.open_path(project_file)
    window.desk.complete()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


def drag(window, start, end):
    view = window.desk.view.view
    view.setFocus()
    steps = (
        (QEvent.Type.MouseButtonPress, start, Qt.MouseButton.LeftButton),
        (QEvent.Type.MouseMove, end, Qt.MouseButton.NoButton),
        (QEvent.Type.MouseButtonRelease, end, Qt.MouseButton.LeftButton),
    )
    for kind, place, button in steps:
        at = view.viewportTransform().map(QPointF(*place))
        held = Qt.MouseButton.LeftButton if kind != QEvent.Type.MouseButtonRelease else Qt.MouseButton.NoButton
        glob = QPointF(view.viewport().mapToGlobal(at))
        QApplication.sendEvent(
            view.viewport(), QMouseEvent(kind, at, glob, button, held, Qt.KeyboardModifier.NoModifier)
        )


def texts(window):
    window.session.flush()
    content = readers.content(window.session.project, window.session.page_id)
    return [line.text for _, line in content.lines()]


@pytest.mark.parametrize("apart", [False, True])
def test_what_is_drawn_is_typed_without_another_click(window, qtbot, apart):
    window.actions_["zoom.page"].trigger()
    if apart:
        window.actions_["show.window"].trigger()
    before = texts(window)
    for tool, start, end, words in (
        ("tool.line", (100, 1200), (700, 1204), "drawn line"),
        ("tool.rectangle", (100, 1250), (700, 1350), "drawn region"),
    ):
        window.actions_[tool].trigger()
        drag(window, start, end)
        qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), QTextEdit))
        QTest.keyClicks(QApplication.focusWidget(), words)
    assert texts(window)[-2:] == ["drawn line", "drawn region"] and texts(window)[:-2] == before
    assert window.actions_["tool.rectangle"].isChecked()
    for _ in range(4):
        window.actions_["undo"].trigger()
    assert texts(window) == before
