"""A copy of the open project elsewhere: with what the project itself does not take; and all of a day taken back."""

from __future__ import annotations

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QTextEdit

from editor.model import edit as e
from editor.store import journal, readers
from editor.store.project import Project
from editor.work.check import check_file


def lines_of(path):
    with Project.open(path) as project:
        pages = readers.all_pages(project)
        return [line.text for page in pages for _, line in readers.content(project, page.id).lines()]


@pytest.fixture
def opened(window, project_file):
    assert window.files.open_path(project_file)
    window.desk.complete()
    return window


def choose(monkeypatch, path):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(path), ""))


def test_a_copy_is_whole_and_bears_the_suffix(opened, project_file, tmp_path, qtbot, monkeypatch):
    choose(monkeypatch, tmp_path / "elsewhere")
    opened.actions_["project.copy"].trigger()
    copy = tmp_path / "elsewhere.muniment"
    qtbot.waitUntil(lambda: "whole and checked" in opened.status.currentMessage())
    opened.files.close()
    assert lines_of(copy) == lines_of(project_file)
    assert check_file(copy).sound


def test_text_that_a_vanished_project_does_not_take_is_in_the_copy(opened, project_file, tmp_path, qtbot, monkeypatch):
    session = opened.session
    before = next(line for _, line in session.content.lines())
    session.select_line(before.id)
    opened.desk.transcript.setFocus()
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), QTextEdit))
    project_file.unlink()
    QTest.keyClicks(QApplication.focusWidget(), "Kept ")
    session.flush()
    assert "moved, replaced or deleted" in opened.banner.label.text()
    assert not project_file.exists(), "nothing may be written to a ghost"
    copy = tmp_path / "rescued.muniment"
    choose(monkeypatch, copy)
    opened.banner.action.click()
    qtbot.waitUntil(copy.exists)
    assert lines_of(copy)[0] == "Kept " + before.text


def test_a_copy_is_never_written_over_a_file(opened, tmp_path, qtbot, monkeypatch):
    other = tmp_path / "there.muniment"
    other.write_text("a file of somebody")
    choose(monkeypatch, other)
    opened.files.save_copy()
    qtbot.waitUntil(lambda: opened.banner.isVisible())
    assert "was not touched" in opened.banner.label.text() and other.read_text() == "a file of somebody"


def test_a_day_goes_back_in_one_step(opened, qtbot):
    session = opened.session
    before, opened_at = [line.text for _, line in session.content.lines()], session.opened
    for number, (_, line) in enumerate(list(session.content.lines())):
        session.do(e.SetLineText(line.id, f"Line {number}"))
    session.do(e.RemoveRegion(session.content.regions[0].id))
    changed = [line.text for _, line in session.content.lines()]
    opened.actions_["state.opened"].trigger()
    qtbot.waitUntil(lambda: "as it was when you opened it" in opened.status.currentMessage())
    assert [line.text for _, line in session.content.lines()] == before
    session.undo()
    assert [line.text for _, line in session.content.lines()] == changed
    session.redo()
    opened.actions_["state.opened"].trigger()
    qtbot.waitUntil(lambda: "nothing was changed" in opened.status.currentMessage())
    assert journal.last_rev(session.project.connection) > opened_at
