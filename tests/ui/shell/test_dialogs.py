import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLabel, QWidget

from editor.model.tagset import read_tagset
from editor.shipped import resource
from editor.store import readers
from editor.ui.actions import ENTRIES, entries_of
from editor.ui.dialogs.about import AboutDialog
from editor.ui.dialogs.error_report import ErrorReport
from editor.ui.dialogs.key_sheet import KeySheet
from editor.ui.dialogs.new_project import NewProjectDialog
from editor.ui.dialogs.palette import Palette, fit
from editor.ui.dialogs.settings import SettingsDialog
from editor.ui.kit.settings import Settings
from editor.ui.shell_actionset import ActionSet


class Desk:
    """Stands where the window does: keeps what was asked for."""

    def __init__(self):
        self.done = []

    def perform(self, entry, on):
        self.done.append(entry.name)


@pytest.fixture
def desk():
    return Desk()


@pytest.fixture
def actions(qapp, desk):
    actions = ActionSet(desk.perform, qapp)
    tagset = read_tagset(resource("tagsets/us-government-records.toml").read_text(encoding="utf-8"))
    actions.add((*ENTRIES, *entries_of(tagset)), {})
    actions.set_there("line")
    return actions


# New project


@pytest.fixture
def new(tmp_path, qtbot):
    dialog = NewProjectDialog(tmp_path, "Tester")
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_a_project_is_made_where_and_as_it_was_asked_for(new, tmp_path, qtbot):
    assert not new.make.isEnabled()
    qtbot.keyClicks(new.title, "Harbour Papers: 1931/32")
    assert new.name.text() == "harbour-papers-1931-32.muniment"
    new.tagset.setCurrentIndex(new.tagset.findData("general"))
    qtbot.mouseClick(new.make, Qt.MouseButton.LeftButton)
    assert new.made.path == tmp_path / "harbour-papers-1931-32.muniment"
    values = readers.project_values(new.made)
    assert values["title"] == "Harbour Papers: 1931/32"
    assert read_tagset(values["tagset"]).name == "general"
    new.made.close()


def test_a_file_that_is_there_is_not_overwritten(new, tmp_path, qtbot):
    (tmp_path / "mine.muniment").write_text("mine")
    qtbot.keyClicks(new.name, "mine.muniment")
    qtbot.mouseClick(new.make, Qt.MouseButton.LeftButton)
    assert new.made is None and new.isVisible()
    assert "exists already" in new.trouble.text()
    assert (tmp_path / "mine.muniment").read_text() == "mine"


def test_a_name_that_leads_elsewhere_is_refused(new, qtbot):
    qtbot.keyClicks(new.name, "../up.muniment")
    qtbot.mouseClick(new.make, Qt.MouseButton.LeftButton)
    assert new.made is None and "no name of a file" in new.trouble.text()


# Palette


def palette(actions, desk, qtbot):
    window = QWidget()
    window.resize(900, 700)
    qtbot.addWidget(window)
    window.show()
    palette = Palette(actions, window)
    palette.tester = QAbstractItemModelTester(palette.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    palette.open_over(window)
    palette.window_ = window
    return palette


def test_typing_finds_a_command_and_enter_does_it(actions, desk, qtbot):
    shown = palette(actions, desk, qtbot)
    qtbot.keyClicks(shown.field, "marg")
    assert shown.model.rows()[0].name == "kind.marginalia"
    qtbot.keyClick(shown.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: desk.done == ["kind.marginalia"])


def test_arrows_choose_and_what_cannot_be_done_is_not_offered(actions, desk, qtbot):
    actions.set_there("")
    shown = palette(actions, desk, qtbot)
    names = [entry.name for entry in shown.model.rows()]
    assert "undo" not in names and "palette" not in names
    qtbot.keyClick(shown.field, Qt.Key.Key_Down)
    qtbot.keyClick(shown.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: desk.done == [names[1]])


def test_nothing_that_fits_does_nothing(actions, desk, qtbot):
    shown = palette(actions, desk, qtbot)
    qtbot.keyClicks(shown.field, "qqqq")
    assert shown.model.rowCount() == 0
    assert shown.height() < 80
    qtbot.keyClick(shown.field, Qt.Key.Key_Return)
    assert desk.done == [] and shown.isVisible()
    shown.close()


@pytest.mark.parametrize(
    ("typed", "better", "worse"),
    [
        ("sl", "Split Line", "Close Project, Slowly"),
        ("undo", "Undo", "Unclear Dog"),
        ("np", "Next Page", "Inspect"),
    ],
)
def test_whole_words_and_their_beginnings_come_first(typed, better, worse):
    assert fit(typed, better) is not None
    assert fit(typed, worse) is None or fit(typed, better) < fit(typed, worse)


# Sheet of keys


def test_the_sheet_shows_every_action_that_has_a_key(actions, qtbot):
    sheet = KeySheet(actions)
    qtbot.addWidget(sheet)
    shown = {text for rows in sheet.rows().values() for text, _ in rows}
    for entry in actions.entries():
        if actions.keys(entry.name):
            assert any(entry.text in text for text in shown), entry.name
    texts = {label.text() for label in sheet.findChildren(QLabel)}
    assert {"Split Line", "Kind: Marginalia", "F8"} <= texts
    assert all(label.textFormat() == Qt.TextFormat.PlainText for label in sheet.findChildren(QLabel))


def test_the_sheet_knows_the_users_keys_and_is_narrowed_by_typing(actions, qtbot):
    actions.set_keys("undo", ("F5",))
    sheet = KeySheet(actions)
    qtbot.addWidget(sheet)
    qtbot.keyClicks(sheet.field, "F5")
    assert sheet.rows("F5") == {"Edit": [("Undo", "F5")]}


# Settings


@pytest.fixture
def settings_dialog(actions, qtbot):
    dialog = SettingsDialog(Settings(), actions)
    page = dialog.keys
    page.tester = QAbstractItemModelTester(page.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.tabs.setCurrentWidget(page)
    return dialog


def choose(page, name):
    page.field.clear()
    row = [entry.name for entry in page.model.rows()].index(name)
    page.view.setCurrentIndex(page.model.index(row))


def test_a_key_is_changed_kept_and_brought_back(settings_dialog, actions, qtbot):
    page = settings_dialog.keys
    choose(page, "line.verify")
    qtbot.keyClick(page.edit, Qt.Key.Key_F6)
    # The field waits a second for a second stroke.
    qtbot.waitUntil(page.use.isEnabled, timeout=4000)
    assert page.said.text() == ""
    qtbot.mouseClick(page.use, Qt.MouseButton.LeftButton)
    assert actions["line.verify"].shortcuts() == [QKeySequence("F6")]
    assert Settings().keys() == {"line.verify": ("F6",)}
    qtbot.mouseClick(page.shipped, Qt.MouseButton.LeftButton)
    assert actions.keys("line.verify") == ("F9",)
    assert Settings().keys() == {}


def test_a_key_that_is_taken_is_told_and_moves(settings_dialog, actions, qtbot):
    page = settings_dialog.keys
    choose(page, "line.verify")
    page.edit.setKeySequence(QKeySequence("Ctrl+M"))
    assert "“Kind › Marginalia”" in page.said.text() and "“Line Verified" in page.said.text()
    qtbot.mouseClick(page.use, Qt.MouseButton.LeftButton)
    assert actions.keys("line.verify") == ("Ctrl+M",)
    assert actions.keys("kind.marginalia") == ("Ctrl+Shift+K, M",)
    assert [entry.name for entry in actions.holders("Ctrl+M")] == ["line.verify"]


def test_an_action_can_be_left_without_a_key(settings_dialog, actions, qtbot):
    page = settings_dialog.keys
    choose(page, "undo")
    qtbot.mouseClick(page.none, Qt.MouseButton.LeftButton)
    assert actions.keys("undo") == () and Settings().keys() == {"undo": ()}


def test_two_commands_swap_their_keys(settings_dialog, actions, qtbot):
    page = settings_dialog.keys
    choose(page, "undo")
    page.edit.setKeySequence(QKeySequence("F8"))
    assert "F8" in page.said.text() and "“Next Problem”" in page.said.text() and "“Undo”" in page.said.text()
    assert page.use.text() == "Take it from there"
    qtbot.mouseClick(page.swap, Qt.MouseButton.LeftButton)
    assert actions.keys("undo") == ("F8",) and actions.keys("problem.next") == ("Ctrl+Z",)
    assert not page.swap.isVisible()


def test_a_key_of_two_strokes_collides_with_its_start(settings_dialog, actions, qtbot):
    page = settings_dialog.keys
    choose(page, "line.verify")
    page.edit.setKeySequence(QKeySequence("Ctrl+Shift+K"))
    assert "Kind ›" in page.said.text() and not page.swap.isVisible()
    page.edit.setKeySequence(QKeySequence("Ctrl+Shift+Y, V"))
    assert page.said.text() == "" and page.use.isEnabled()
    page.use.click()
    assert actions.keys("line.verify") == ("Ctrl+Shift+Y, V",)


@pytest.mark.parametrize(
    ("key", "used"),
    [
        ("A", "writes"),
        ("Shift+A", "writes"),
        ("Ctrl+Left", "caret"),
        ("Ctrl+A", "selects all"),
        ("Backspace", "erases"),
        ("Return", "next line"),
        ("Ctrl+B", ""),
        ("F6", ""),
        ("Ctrl+Shift+Backspace", ""),
        ("Alt+Left", ""),
        ("Ctrl+PgUp", ""),
        ("", ""),
    ],
)
def test_a_key_the_text_needs_is_named(settings_dialog, key, used):
    page = settings_dialog.keys
    choose(page, "about")
    page.edit.setKeySequence(QKeySequence(key))
    assert (used in page.said.text()) if used else ("In the text" not in page.said.text())


def test_all_keys_go_back_and_come_again(settings_dialog, actions, qtbot):
    page = settings_dialog.keys
    assert not page.all.isEnabled()
    choose(page, "line.verify")
    page.edit.setKeySequence(QKeySequence("Ctrl+M"))
    page.use.click()
    mine = {entry.name: actions.keys(entry.name) for entry in actions.entries()}
    page.all.click()
    assert all(actions.keys(entry.name) == entry.keys for entry in actions.entries()) and Settings().keys() == {}
    assert page.all.text() == "My keys again"
    page.all.click()
    assert {entry.name: actions.keys(entry.name) for entry in actions.entries()} == mine
    choose(page, "kind.marginalia")
    page.shipped.click()
    assert actions.keys("line.verify") == () and "has no key now" in page.said.text()


def test_commands_are_found_by_their_key(settings_dialog):
    page = settings_dialog.keys
    page.field.setText("ctrl+m")
    assert "kind.marginalia" in [entry.name for entry in page.model.rows()]


def test_theme_and_name_are_told_and_kept(settings_dialog, qtbot):
    with qtbot.waitSignal(settings_dialog.themeChosen, check_params_cb=lambda mode: mode == "dark"):
        settings_dialog.theme.setCurrentIndex(settings_dialog.theme.findData("dark"))
    settings_dialog.tabs.setCurrentIndex(0)
    settings_dialog.user.setText("  Ada Archivist ")
    settings_dialog.reject()
    assert Settings().text("user") == "Ada Archivist"


# The rest


def test_a_report_is_plain_text_and_can_be_copied(tmp_path, qtbot, qapp):
    report = ErrorReport("ValueError <b>", "Traceback <img src='file:///x'>", tmp_path, True)
    qtbot.addWidget(report)
    report.show()
    assert report.text.toPlainText() == "Traceback <img src='file:///x'>"
    report._copy()
    assert qapp.clipboard().text() == "Traceback <img src='file:///x'>"


def test_about_says_the_version(qtbot):
    import editor

    dialog = AboutDialog()
    qtbot.addWidget(dialog)
    assert any(editor.__version__ in label.text() for label in dialog.findChildren(QLabel))
