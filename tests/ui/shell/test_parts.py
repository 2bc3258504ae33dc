"""Banner, status bar, reports, start page, commands: each on its own."""

import sys
import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from editor.model import edit as e
from editor.store import readers
from editor.ui.kit.settings import Settings
from editor.ui.shell_banner import Banner
from editor.ui.shell_commands import Commands
from editor.ui.shell_reports import Reports
from editor.ui.start_page import StartPage
from editor.ui.status import StatusBar, facts

# Banner


@pytest.fixture
def banner(theme, qtbot):
    banner = Banner(theme)
    qtbot.addWidget(banner)
    return banner


def test_a_banner_says_plain_text_and_goes_away(banner, qtbot):
    assert banner.isHidden()
    banner.say("<b>file.muniment</b> is open elsewhere.")
    assert banner.isVisible() and banner.label.text() == "<b>file.muniment</b> is open elsewhere."
    assert banner.label.textFormat() == Qt.TextFormat.PlainText
    assert banner.action.isHidden()
    qtbot.mouseClick(banner.close_button, Qt.MouseButton.LeftButton)
    assert banner.isHidden()


def test_a_banner_can_offer_one_thing_to_do(banner, qtbot):
    done = []
    banner.say("It crashed.", error=False, label="Show", act=lambda: done.append(1))
    qtbot.mouseClick(banner.action, Qt.MouseButton.LeftButton)
    assert done == [1] and banner.isHidden()


# Status bar


@pytest.fixture
def status(session, jobs, qtbot):
    bar = StatusBar()
    qtbot.addWidget(bar)
    bar.follow(session, jobs)
    session.show_first_page()
    yield bar
    bar.leave()


def test_the_bar_says_which_line_of_how_many(status, session, lines):
    assert status.line.text() == "3 lines"
    session.select_line(lines[1])
    assert status.line.text() == "Line 2 of 3"
    session.step_page(2)
    assert status.line.text() == "0 lines"


def test_the_bar_never_says_saved_while_something_is_not(status, session, lines):
    assert status.saved.text() == "✓ All changes saved"
    session.typed()
    assert status.saved.text() == "… Saving"
    session.do(e.SetLineText(lines[0], "HARBOUR BOOK"))
    assert status.saved.text() == "✓ All changes saved"


def test_the_bar_says_when_something_could_not_be_saved(status, session):
    session.add_flusher(lambda: session.do(e.SetLineText(4711, "to no line")))
    session.typed()
    session.flush()
    assert status.saved.text() == "! Not saved"


def test_the_bar_counts_in_the_pauses(status, session, lines, qtbot):
    qtbot.waitUntil(lambda: status.page.text() != "", timeout=4000)
    # The OCR of "The ferry came" read "feny": a substitution of two letters by one, in 54 characters.
    assert status.page.text() == "Page 33 % corrected"
    found = facts(session.content)
    characters = sum(len(line.text) for _, line in session.content.lines())
    assert found.corrected == pytest.approx(1 / 3) and found.wrong == pytest.approx(2 / characters)
    assert status.errors.text().startswith(f"CER against OCR {200 / characters:.1f} %, WER ")


def test_a_page_that_was_declared_corrected_is(status, session):
    session.do(e.SetPageStatus(session.page_id, "corrected"))
    assert facts(session.content).corrected == 1.0


def test_the_resolution_is_what_the_file_says(session, tmp_path):
    from PySide6.QtGui import QImage

    image = QImage(40, 60, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFF)
    image.setDotsPerMeterX(round(300 / 0.0254))
    image.setDotsPerMeterY(round(300 / 0.0254))
    assert image.save(str(tmp_path / "scan.png"))
    assert facts(session.content, tmp_path / "scan.png").dpi == pytest.approx(300, abs=0.5)
    (tmp_path / "broken.png").write_bytes(b"no image")
    assert facts(session.content, tmp_path / "broken.png").dpi == 0
    assert facts(session.content, tmp_path / "missing.png").dpi == 0


def test_pointer_and_resolution(status, session):
    status.show_pointer(812.4, 1203.6)
    status.show_dpi(199.9)
    assert (status.pointer.text(), status.dpi.text()) == ("x 812  y 1204", "200 dpi")
    status.show_dpi(0)
    assert status.dpi.text() == ""
    status.leave()
    assert status.saved.text() == "" and status.user.text() == ""


# Commands


@pytest.fixture
def commands(session, qtbot):
    from PySide6.QtWidgets import QWidget

    window = QWidget()
    qtbot.addWidget(window)
    commands = Commands(session, window)
    commands.told_ = []
    commands.told.connect(commands.told_.append)
    return commands


def test_undo_and_redo_say_what_they_did(commands, session, lines):
    session.do(e.SplitLine(lines[1], 4))
    commands.undo()
    commands.redo()
    assert commands.told_ == ["Undone: Split line", "Done again: Split line"]
    assert len(session.content.regions[1].lines) == 3
    commands.redo()
    assert commands.told_[-1] == "There is nothing to redo."


def test_a_page_that_is_removed_comes_back(commands, session):
    commands.remove_page()
    assert readers.page_count(session.project) == 2
    assert "page 1" in commands.told_[0]
    commands.undo()
    assert readers.page_count(session.project) == 3
    assert session.content.page.label == "page 1"


def test_status_and_steps(commands, session):
    commands.set_status("checked")
    assert readers.page(session.project, session.page_id).status == "checked"
    commands.next_page()
    commands.next_page()
    commands.next_page()
    assert session.content.page.label == "page 3"
    commands.previous_page()
    assert session.content.page.label == "page 2"


# Reports


@pytest.fixture
def reports(tmp_path, qapp, monkeypatch):
    # pytest has hooks of its own, which would call these errors failures.
    monkeypatch.setattr(sys, "excepthook", lambda *args: None)
    monkeypatch.setattr(threading, "excepthook", lambda args: None)
    monkeypatch.setattr(sys, "unraisablehook", lambda args: None)
    saved = []
    reports = Reports(tmp_path, lambda: saved.append(1) is None)
    reports.saved = saved
    reports.last = reports.install()
    yield reports
    reports.uninstall()


def raise_here(error):
    try:
        raise error
    except type(error):
        sys.excepthook(*sys.exc_info())


def test_an_error_is_written_down_the_work_saved_and_told_once_a_kind(reports, tmp_path, qtbot):
    told = []
    reports.caught.connect(lambda *said: told.append(said))
    for _ in range(3):
        raise_here(ValueError("of ours"))
    qtbot.waitUntil(lambda: len(reports.saved) == 3)
    assert len(told) == 1
    assert told[0][0].startswith("ValueError test_parts.py:") and "of ours" in told[0][1] and told[0][2] is True
    assert (tmp_path / "muniment.log").read_text().count("ValueError: of ours") == 3


def test_an_error_in_a_thread_comes_to_the_window(reports, qtbot):
    def work():
        raise RuntimeError("in a thread")

    with qtbot.waitSignal(reports.caught) as caught:
        thread = threading.Thread(target=work)
        thread.start()
        thread.join()
    assert caught.args[0].startswith("RuntimeError")


def test_an_error_that_python_can_raise_nowhere_is_told_too(reports, qtbot):
    class Thing:
        def __del__(self):
            raise RuntimeError("in a destructor")

    with qtbot.waitSignal(reports.caught) as caught:
        Thing()
    assert "in a destructor" in caught.args[1]


def test_an_error_while_saving_does_not_hide_the_first(tmp_path, qapp, monkeypatch, qtbot):
    monkeypatch.setattr(sys, "excepthook", lambda *args: None)

    def save():
        raise OSError("disk full")

    reports = Reports(tmp_path, save)
    reports.install()
    with qtbot.waitSignal(reports.caught) as caught:
        raise_here(KeyError("first"))
    reports.uninstall()
    assert "KeyError" in caught.args[0] and caught.args[2] is False
    assert "disk full" in (tmp_path / "muniment.log").read_text()


def test_the_next_start_knows_of_a_crash(tmp_path, qapp):
    (tmp_path / "crash.log").write_text("Fatal Python error: Segmentation fault\n")
    reports = Reports(tmp_path, lambda: True)
    assert "Segmentation fault" in reports.install()
    reports.uninstall()
    again = Reports(tmp_path, lambda: True)
    assert again.install() == ""
    again.uninstall()
    assert "Segmentation fault" in (tmp_path / "muniment.log").read_text()


# Start page


def test_the_start_page_lists_projects_and_greys_those_that_are_gone(theme, qtbot, project_file, tmp_path):
    settings = Settings()
    settings.remember(project_file)
    settings.remember(tmp_path / "gone.muniment")
    page = StartPage(settings, theme)
    page.tester = QAbstractItemModelTester(page.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    qtbot.addWidget(page)
    page.resize(900, 600)
    page.show()
    qtbot.waitUntil(lambda: [row.there for row in page.model.rows()] == [False, True])
    assert [page.model.index(row).data() for row in range(2)] == ["gone (not there)", "harbour"]
    chosen = []
    page.chosen.connect(chosen.append)
    for row in range(2):
        at = page.view.visualRect(page.model.index(row)).center()
        qtbot.mouseClick(page.view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert chosen == [project_file]
    assert not page.grab().isNull()


def test_the_start_page_without_projects_says_what_will_be_there(theme, qtbot):
    page = StartPage(Settings(), theme)
    qtbot.addWidget(page)
    page.show()
    assert page.none.isVisible() and not page.view.isVisible()
    asked = (page.newAsked, page.openAsked, page.sampleAsked, page.restoreAsked)
    for button, signal in zip((button for button, _ in page._buttons), asked, strict=True):
        with qtbot.waitSignal(signal):
            qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
