"""The letters of the text, their size and the room between lines, chosen in the settings and seen at once."""

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from editor.ui.dialogs.settings import SettingsDialog
from editor.ui.dialogs.settings_text import TextPage, families
from editor.ui.kit.settings import Settings
from editor.ui.kit.theme import LEADING, USUAL, Theme
from editor.ui.main_window import MainWindow


@pytest.fixture
def window(theme, qapp, project_file, qtbot):
    theme.apply(qapp)
    window = MainWindow(Settings(), theme, "Tester")
    qtbot.addWidget(window, before_close_func=lambda w: w.close())
    window.show()
    assert window.files.open_path(project_file)
    window.desk.complete()
    yield window
    theme.set_face("", LEADING)


def test_size_spacing_and_letters_change_at_once_and_are_kept(window):
    sheet = window.desk.transcript.sheet
    look = sheet.look
    seen, failed = [], []

    def work():
        dialog = QApplication.activeModalWidget()
        try:
            assert isinstance(dialog, SettingsDialog)
            page = dialog.findChild(TextPage)
            dialog.tabs.setCurrentWidget(page)
            QTest.keyClick(page.size_, Qt.Key.Key_Up)
            seen.append((sheet.look.size, sheet.look.leading))
            QTest.keyClick(page.spacing, Qt.Key.Key_End)
            seen.append((sheet.look.size, sheet.look.leading))
            QTest.keyClick(page.family, Qt.Key.Key_End)
            seen.append(page.sample.font().families()[0])
        except BaseException as error:
            failed.append(error)
        finally:
            dialog.reject()

    QTimer.singleShot(0, work)
    window.dialogs.show_settings()
    assert not failed
    assert seen[0][0] == look.size + 0.5
    assert seen[1][0] == seen[0][0] and seen[1][1] > 2 * seen[0][1]
    assert sheet.look.font.families()[0] == families()[-1] == seen[2]
    assert Settings().text("text/face") == families()[-1] and Settings().number("text/leading") == 1.0
    assert Settings().number("desk/text") == look.size + 0.5
    theme = Theme("light")
    other = MainWindow(Settings(), theme, "Tester")
    assert (theme.face, theme.leading) == (families()[-1], 1.0)
    other.close()
    other.deleteLater()


def test_as_shipped_brings_back_what_was(theme, qtbot):
    theme.set_face("No Such Letters", 0.6)
    page = TextPage(theme, 14.0)
    qtbot.addWidget(page)
    assert page.family.currentText() == "No Such Letters (not on this machine)"
    assert page.spacing.currentText() == "Wide" and page.size_.value() == 14.0
    told = []
    page.faceChosen.connect(lambda face, leading: told.append((face, leading)))
    page.sizeChosen.connect(told.append)
    qtbot.mouseClick(page.shipped, Qt.MouseButton.LeftButton)
    assert told == [("", LEADING), USUAL] and page.family.currentData() == ""
