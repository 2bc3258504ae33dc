"""The whole window on a real project, worked with real keys; what was done is read back from the file."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QImage, QKeySequence
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPushButton, QTextEdit
from shiboken6 import isValid

from editor.model import edit as e
from editor.store import readers
from editor.store.project import Project
from editor.ui.dialogs.palette import Palette
from editor.ui.kit.settings import Settings
from tests.ui.shell.harbour import make_project


@pytest.fixture
def opened(window, project_file, qtbot):
    assert window.files.open_path(project_file)
    qtbot.waitUntil(window.isActiveWindow)
    return window


def press(window, keys):
    """Press keys where the caret is, one stroke after the other."""
    from PySide6.QtTest import QTest

    for stroke in range(QKeySequence(keys).count()):
        combination = QKeySequence(keys)[stroke]
        target = QApplication.focusWidget() or window
        QTest.keyClick(target, combination.key(), combination.keyboardModifiers())


def in_text(window, qtbot, line=0):
    """Put the caret into a line of the transcript."""
    ids = [line.id for _, line in window.session.content.lines()]
    window.session.select_line(ids[line])
    window.desk.transcript.setFocus()
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), QTextEdit))
    return ids[line]


def test_every_action_of_the_table_leads_to_something_that_is_there(opened):
    parts = opened.parts()
    for entry in opened.actions_.entries():
        assert callable(getattr(parts[entry.part], entry.method)), entry.calls


def test_without_a_project_there_is_the_start_page_and_no_tools(window):
    window.show_start()
    assert window.tools.isHidden()
    assert window.windowTitle() == "Muniment"
    able = [entry.name for entry in window.actions_.entries() if window.actions_[entry.name].isEnabled()]
    assert {"project.new", "project.open", "quit", "palette", "keys"} <= set(able)
    assert not {"undo", "import", "line.split", "page.next"} & set(able)


def test_an_open_project_is_named_and_remembered(opened, project_file, qtbot):
    assert opened.windowTitle() == "harbour.muniment — Muniment"
    assert Settings().recent() == [project_file]
    assert opened.session.content.page.label == "page 1"
    qtbot.waitUntil(lambda: opened.actions_["page.go"].iconText() == "Page 1 of 3")


def test_pages_are_turned_by_keys_from_within_the_text(opened, qtbot):
    in_text(opened, qtbot)
    press(opened, "Ctrl+PgDown")
    assert opened.session.content.page.label == "page 2"
    press(opened, "Ctrl+PgUp")
    assert opened.session.content.page.label == "page 1"
    qtbot.waitUntil(lambda: opened.actions_["page.go"].iconText() == "Page 1 of 3")


def test_a_new_page_begins_at_its_first_line_for_who_is_in_the_text(opened, lines, qtbot):
    assert opened.session.selection.line == lines[0]
    press(opened, "Ctrl+PgDown")
    assert opened.session.selection.line == lines[3]
    press(opened, "Ctrl+M")
    assert opened.session.content.regions[0].kind == "marginalia"
    press(opened, "Ctrl+PgDown")
    assert opened.session.selection.line is None
    opened.desk.view.setFocus()
    press(opened, "Ctrl+PgUp")
    assert opened.session.selection.line is None


def test_lines_regions_and_kinds_are_changed_by_keys_and_taken_back(opened, qtbot):
    line = in_text(opened, qtbot, 1)
    before = readers.content(opened.session.project, opened.session.page_id)

    def now():
        return readers.content(opened.session.project, opened.session.page_id)

    press(opened, "Alt+Down")
    assert [x.id for x in now().regions[1].lines][1] == line
    press(opened, "Shift+F9")
    assert readers.line(opened.session.project, line).verified
    press(opened, "Ctrl+Shift+R")
    assert len(now().regions) == 3
    press(opened, "Ctrl+M")
    assert any(region.kind == "marginalia" for region in now().regions)
    press(opened, "Ctrl+Shift+K, H")
    assert [region.kind for region in now().regions].count("heading") == 2
    for _ in range(5):
        press(opened, "Ctrl+Z")
    assert now() == before


def test_undo_says_in_the_menu_what_it_would_do(opened, lines):
    opened.session.do(e.SplitLine(lines[1], 4))
    opened.menus.menu("Edit").aboutToShow.emit()
    assert opened.actions_["undo"].text() == "Undo: Split line"
    opened.session.undo()
    opened.menus.menu("Edit").aboutToShow.emit()
    assert opened.actions_["redo"].text() == "Redo: Split line"


@pytest.fixture
def lines(opened):
    return [
        line.id
        for page in readers.all_pages(opened.session.project)
        for _, line in readers.content(opened.session.project, page.id).lines()
    ]


def test_finding_from_the_tools_shows_hits_below_and_keys_lead_through_them(opened, lines, qtbot):
    opened.desk.frame.show_below(False)
    press(opened, "Ctrl+Shift+F")
    qtbot.waitUntil(opened.desk.finder.query.hasFocus)
    assert opened.desk.below.isVisible()
    qtbot.keyClicks(opened.tools.field, "ferry")
    qtbot.waitUntil(lambda: opened.desk.finder.model.rowCount() == 2)
    seen = []
    for key in ("F3", "F3", "Shift+F3"):
        press(opened, key)
        seen.append(opened.session.selection.line)
    assert seen == [lines[1], lines[4], lines[1]]


def test_find_and_replace_is_a_key_away_and_takes_what_is_selected(opened, lines, qtbot):
    in_text(opened, qtbot, 1)
    opened.session.select_line(lines[1], 4, 9)
    press(opened, "Ctrl+H")
    pane = opened.desk.below.replace.pane
    qtbot.waitUntil(pane.query.hasFocus)
    assert pane.query.text() == "ferry" and opened.desk.below.currentWidget() is opened.desk.below.replace
    qtbot.waitUntil(lambda: pane.model.rowCount() == 2 and not pane.busy)
    press(opened, "F3")
    press(opened, "F3")
    assert opened.session.selection.line == lines[4]
    assert pane.query.hasFocus()
    press(opened, "Tab")
    assert pane.text.hasFocus()
    qtbot.keyClicks(QApplication.focusWidget(), "boat")
    press(opened, "Ctrl+Return")
    texts = [readers.line(opened.session.project, line).text for line in (lines[1], lines[4])]
    assert texts == ["The boat came at noon", "of the boat once more"]
    press(opened, "Escape")
    press(opened, "Ctrl+Z")
    assert readers.line(opened.session.project, lines[4]).text == "of the ferry once more"


def test_a_click_on_the_tab_of_replace_makes_it(opened, qtbot):
    bar = opened.desk.below.tabBar()
    qtbot.mouseClick(bar, Qt.MouseButton.LeftButton, pos=bar.tabRect(2).center())
    assert opened.desk.below.currentWidget() is opened.desk.below.replace
    assert opened.desk.below.replace.pane.isVisible() and opened.desk.frame.sizes()[1] >= 300


def test_the_next_problem_is_a_key_away(opened, lines, qtbot):
    opened.session.do(e.SetLineText(lines[1], "The ferry  came"))
    in_text(opened, qtbot)
    for _ in range(4):
        press(opened, "F8")
        if opened.session.selection.end > opened.session.selection.start:
            break
    assert (opened.session.selection.line, opened.session.selection.start) == (lines[1], 9)
    assert "Problems" in opened.desk.below.tabText(0)


def test_the_palette_does_what_is_chosen_where_the_caret_was(opened, lines, qtbot):
    in_text(opened, qtbot, 1)
    press(opened, "Ctrl+K")
    (palette,) = opened.findChildren(Palette)
    qtbot.waitUntil(palette.isVisible)
    qtbot.keyClicks(palette.field, "line verified")
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: readers.line(opened.session.project, lines[1]).verified)


def test_the_keys_of_the_text_do_nothing_to_it_from_another_field(opened, lines, qtbot):
    in_text(opened, qtbot, 1)
    before = opened.session.content
    opened.desk.below.find_in_project()
    qtbot.waitUntil(opened.desk.finder.query.hasFocus)
    for keys in ("Ctrl+Return", "Ctrl+U", "Ctrl+M", "F9", "Alt+Down"):
        press(opened, keys)
    assert opened.session.content == before
    assert opened.actions_["line.verify"].isEnabled()
    opened.actions_["line.verify"].trigger()
    assert readers.line(opened.session.project, lines[1]).verified
    in_text(opened, qtbot, 1)
    press(opened, "Shift+F9")
    assert not readers.line(opened.session.project, lines[1]).verified


def test_a_note_is_kept_by_its_own_key(opened, lines, qtbot):
    in_text(opened, qtbot, 1)
    press(opened, "Ctrl+Shift+M")
    qtbot.keyClicks(QApplication.focusWidget(), "ask the harbour office")
    press(opened, "Ctrl+Return")
    content = readers.content(opened.session.project, opened.session.page_id)
    assert [a.attributes["text"] for a in content.annotations] == ["ask the harbour office"]
    assert len(list(content.lines())) == 3


def test_the_sheet_of_keys_opens(opened, qtbot):
    press(opened, "F1")
    qtbot.waitUntil(lambda: any(dialog.isVisible() for dialog in opened.findChildren(QDialog)))
    sheet = next(dialog for dialog in opened.findChildren(QDialog) if dialog.isVisible())
    assert "Split Line" in {label.text() for label in sheet.findChildren(QLabel)}
    sheet.close()


def test_a_fault_is_a_sentence_above_the_panes(opened):
    assert opened.session.do(e.SetLineText(99, "nowhere")) is None
    assert opened.banner.isVisible() and "99" in opened.banner.label.text()


def test_the_status_of_the_page_is_shown_in_the_menu_and_changed_there(opened):
    assert opened.actions_["page.not_started"].isChecked()
    opened.actions_["page.checked"].trigger()
    assert readers.page(opened.session.project, opened.session.page_id).status == "checked"
    opened.session.undo()
    assert opened.actions_["page.not_started"].isChecked()


def test_another_project_takes_the_place_of_the_first(opened, tmp_path, project_file):
    first = opened.session
    other = make_project(tmp_path / "other.muniment")
    assert opened.files.open_path(other)
    assert opened.session is not first and opened.windowTitle().startswith("other")
    Project.open(project_file).close()


def test_a_project_that_cannot_be_opened_leaves_the_first_on_the_screen(opened, tmp_path):
    first = opened.session
    (tmp_path / "bad.muniment").write_bytes(b"no project")
    assert not opened.files.open_path(tmp_path / "bad.muniment")
    assert opened.session is first and first.content is not None
    assert "bad.muniment" in opened.banner.label.text()


def test_the_same_project_is_not_opened_twice(opened, project_file):
    first = opened.session
    assert opened.files.open_path(project_file)
    assert opened.session is first


def test_closing_lets_the_file_go_and_opening_returns_to_the_place(opened, project_file, lines, theme, qtbot):
    opened.session.go_to(readers.page_of(opened.session.project, lines[4]), lines[4])
    opened.desk.frame.show_inspector(False)
    opened.actions_["project.close"].trigger()
    assert opened.session is None and opened.tools.isHidden()
    Project.open(project_file).close()
    assert opened.files.open_path(project_file)
    assert opened.session.content.page.label == "page 2"
    assert opened.session.selection.line == lines[4]
    assert opened.desk.inspector.isHidden()
    assert not opened.actions_["pane.inspector"].isChecked()


def test_closing_the_window_saves_what_is_typed(opened, project_file, lines, qtbot):
    in_text(opened, qtbot, 0)
    press(opened, "End")
    qtbot.keyClicks(QApplication.focusWidget(), " 1931")
    opened.close()
    with Project.open(project_file) as project:
        assert readers.line(project, lines[0]).text == "HARBOUR REPORT 1931"


def test_dropped_projects_are_opened(window, project_file, qtbot):
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(project_file))])
    flags = (Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    enter = QDragEnterEvent(QPoint(5, 5), *flags)
    QApplication.sendEvent(window, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(window, QDropEvent(QPointF(5, 5), *flags))
    qtbot.waitUntil(lambda: window.session is not None)
    assert window.session.project.path == project_file


def test_files_dropped_on_the_text_are_the_windows(opened, tmp_path, qtbot):
    other = make_project(tmp_path / "dropped.muniment")
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(other))])
    mime.setText(str(other))
    text = next(edit for edit in opened.desk.transcript.findChildren(QTextEdit) if edit.isVisible())
    flags = (Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    enter = QDragEnterEvent(QPoint(60, 60), *flags)
    QApplication.sendEvent(text.viewport(), enter)
    assert enter.isAccepted()
    QApplication.sendEvent(text.viewport(), QDropEvent(QPointF(60, 60), *flags))
    qtbot.waitUntil(lambda: opened.session is not None and opened.session.project.path == other)


def test_it_is_seen_what_would_come_of_files_held_over_the_window(opened, tmp_path):
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    for over in (opened, opened.desk.pages.view.viewport(), opened.desk.view.view.viewport()):
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(tmp_path / name)) for name in ("a.jpg", "a.xml")])
        QApplication.sendEvent(over, QDragEnterEvent(QPoint(20, 20), copy, data, left, none))
        assert opened.drop_hint.isVisible()
        assert opened.drop_hint.label.text() == "Let go to see what would come into harbour · 2 files and folders"
        QApplication.sendEvent(over, QDragLeaveEvent())
        assert not opened.drop_hint.isVisible()
    words = QMimeData()
    words.setText("only words")
    QApplication.sendEvent(opened, QDragEnterEvent(QPoint(20, 20), copy, words, left, none))
    assert not opened.drop_hint.isVisible()


def test_it_is_seen_on_the_start_page_too(window, tmp_path, project_file):
    window.show_start()
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    for path, words in ((tmp_path / "a.jpg", "make a new project"), (project_file, "open harbour.muniment")):
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path))])
        QApplication.sendEvent(window, QDragEnterEvent(QPoint(20, 20), copy, data, left, none))
        assert words in window.drop_hint.label.text()
        QApplication.sendEvent(window, QDragLeaveEvent())


def test_light_and_dark_are_remembered(opened, theme):
    opened.actions_["theme.dark"].trigger()
    assert theme.dark and Settings().text("theme") == "dark"
    opened.actions_["theme.light"].trigger()
    assert not theme.dark and not opened.grab().isNull()


def test_copy_from_the_menu_copies_what_is_selected(opened, lines, qtbot, qapp):
    in_text(opened, qtbot, 1)
    opened.session.select_line(lines[1], 4, 9)
    opened.actions_["copy"].trigger()
    qtbot.waitUntil(lambda: qapp.clipboard().text() == "ferry")


def test_the_sample_project_opens(window, home):
    window.files.open_sample()
    assert window.session is not None, window.banner.label.text()
    assert Path(window.session.project.path).is_relative_to(home)
    assert readers.page_count(window.session.project) >= 2
    again = window.session.project.path
    window.files.close()
    window.files.open_sample()
    assert window.session.project.path == again


@pytest.fixture
def with_scan(project_file, tmp_path):
    """Return the project with a scan on its first page."""
    image = QImage(1000, 1400, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFF)
    assert image.save(str(tmp_path / "scan.png"))
    with Project.open(project_file) as project:
        project.apply(e.SetPageImage(readers.first_page(project), "scan.png", width=1000, height=1400))
    return project_file


def test_the_scan_is_there_before_the_other_panes(window, with_scan, qtbot):
    assert window.files.open_path(with_scan)
    desk = window.desk
    assert not desk.middle.widget(1).findChildren(QTextEdit)
    with qtbot.waitSignal(desk.completed):
        pass
    assert desk.middle.widget(1) is desk.transcript
    assert desk.transcript.findChild(QTextEdit).toPlainText().startswith("HARBOUR REPORT")
    assert window.session.selection.line is not None


def test_who_asks_for_a_pane_has_it_at_once(window, with_scan):
    assert window.files.open_path(with_scan)
    window.actions_["find"].trigger()
    assert window.desk.finder.isVisible()


def test_a_project_that_is_closed_before_all_is_there_closes(window, with_scan, qtbot):
    assert window.files.open_path(with_scan)
    window.files.close()
    Project.open(with_scan).close()
    qtbot.wait(400)
    assert window.session is None


def test_the_size_of_the_text_and_the_height_of_the_strip_are_remembered(opened, project_file, qtbot):
    opened.desk.transcript.text_larger()
    opened.desk.view.splitter.setSizes([300, 200])
    size, strip = opened.desk.transcript.text_size, opened.desk.view.strip.height()
    opened.files.close()
    assert opened.files.open_path(project_file)
    assert opened.desk.transcript.text_size == size
    qtbot.waitUntil(lambda: abs(opened.desk.view.strip.height() - strip) <= 2)


def test_a_project_without_pages_offers_to_import(window, tmp_path, qtbot, monkeypatch):
    Project.create(tmp_path / "empty.muniment", {}, user="A").close()
    window.show()
    asked = []
    monkeypatch.setattr(window.files, "import_files", lambda: asked.append(1))
    assert window.files.open_path(tmp_path / "empty.muniment")
    view = window.desk.view
    buttons = [b for b in view.findChildren(QPushButton) if b.isVisible()]
    assert [b.text() for b in buttons] == ["Import…"] and not view.view.isVisible()
    buttons[0].click()
    assert asked == [1]
    document = window.session.do(e.AddDocument("One"))
    window.session.do(e.AddPage(document.id))
    assert view.view.isVisible() and not buttons[0].isVisible()
    assert window.desk.transcript.isAncestorOf(window.focusWidget())
    window.session.undo()
    assert buttons[0].isVisible()


def test_in_a_small_window_the_scan_keeps_its_room_and_a_long_name_gives_way(opened, qtbot):
    name = "a page with a name that is much too long for the row above its text"
    opened.session.do(e.SetPageLabel(opened.session.page_id, name))
    opened.desk.complete()
    opened.resize(1100, 700)
    qtbot.waitUntil(lambda: opened.desk.width() <= 1100)
    desk = opened.desk
    assert desk.view.width() >= 320 and desk.transcript.width() >= 280
    assert desk.inspector.box.tabBar().width() >= desk.inspector.box.tabBar().sizeHint().width()
    header = desk.transcript.header
    assert header.label.text() != name and header.label.toolTip() == name
    assert header.view.geometry().right() < header.width() and header.view.isVisible()


def test_escape_leads_from_the_fields_of_the_search_back_to_the_text(opened, lines, qtbot):
    in_text(opened, qtbot)
    for field in (opened.tools.field, opened.desk.finder.query):
        opened.desk.below.find_in_project()
        field.setFocus()
        qtbot.waitUntil(field.hasFocus)
        qtbot.keyClick(field, Qt.Key.Key_Escape)
        assert opened.desk.transcript.isAncestorOf(opened.focusWidget())


def test_versions_are_compared_by_a_key_and_offered_where_there_are_some(opened, lines, qtbot):
    from editor.ui.compare.dialog import CompareDialog
    from tests.ui.compare.conftest import give_version
    from tests.ui.shell.harbour import box

    header = opened.desk.transcript.header
    assert header.compare.isHidden()
    page = opened.session.page_id
    give_version(opened.session.project, page, ("heading", [("HARBOVR REPORT", box(110, 110))]))
    qtbot.waitUntil(lambda: not header.compare.isHidden())
    pages = opened.desk.pages
    qtbot.waitUntil(lambda: pages.model.row(pages.model.index(0)).versions)
    assert not pages.model.row(pages.model.index(1)).versions
    assert "another version to compare" in pages.model.index(0).data(Qt.ItemDataRole.ToolTipRole)
    assert any(action.text() == "Compare versions…" for action in pages.menu().actions())
    seen = []

    def look():
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, CompareDialog)
        seen.append([row.kind for row in dialog.model.rows()])
        dialog.reject()

    for begin in (lambda: press(opened, "Ctrl+Shift+D"), header.compare.click):
        opened.desk.transcript.setFocus()
        QTimer.singleShot(200, look)
        begin()
    assert seen == [["changed", "left", "left"]] * 2
    second = readers.page_beside(opened.session.project, page, 1)
    opened.session.show_page(second)
    assert header.compare.isHidden()
    opened.actions_["page.version"].trigger()
    assert "No page after this one" in opened.status.currentMessage()


def test_the_keys_are_changed_from_the_help_menu(opened):
    from editor.ui.dialogs.settings import SettingsDialog

    seen = []

    def look():
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, SettingsDialog)
        seen.append(dialog.tabs.currentWidget() is dialog.keys)
        dialog.reject()

    QTimer.singleShot(100, look)
    opened.actions_["keys.change"].trigger()
    assert seen == [True]


# The key that closes


@pytest.mark.parametrize("name", ["about", "page.rename", "settings", "palette", "keys"])
def test_the_key_that_closes_a_window_closes_the_dialog_in_front_alone(opened, qtbot, name):
    seen = []

    def look():
        front = QApplication.focusWidget().window() if QApplication.focusWidget() is not None else opened
        if front is opened:
            QTimer.singleShot(10, look)
            return
        press(opened, "Ctrl+W")
        seen.append(front)

    QTimer.singleShot(0, look)
    opened.actions_[name].trigger()
    qtbot.waitUntil(lambda: bool(seen))
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None and QApplication.activePopupWidget() is None)
    assert opened.session is not None
    qtbot.waitUntil(lambda: not isValid(seen[0]) or seen[0].isHidden())
    opened.activateWindow()
    in_text(opened, qtbot)
    press(opened, "Ctrl+W")
    assert opened.session is None


def test_enter_presses_the_button_that_has_the_focus(window, qtbot):
    window.show_start()
    page = window.stack.currentWidget()
    asked = []
    page.newAsked.disconnect()
    page.newAsked.connect(lambda: asked.append("new"))
    qtbot.waitUntil(window.isActiveWindow)
    page.findChild(QPushButton).setFocus()
    press(window, "Return")
    assert asked == ["new"]
