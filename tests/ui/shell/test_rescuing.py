"""Text that cannot be saved outlives the window: it is kept elsewhere and brought back by one click."""

from __future__ import annotations

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTextEdit

from editor.store import readers
from editor.store.project import Project
from editor.ui.kit.settings import data_folder


def first_line(path):
    with Project.open(path) as project:
        page = readers.first_page(project)
        return next(line.text for _, line in readers.content(project, page).lines())


def type_on_a_full_disk(window, project_file, qtbot):
    """Open a project, type at its beginning while nothing can be saved, and return its session."""
    assert window.files.open_path(project_file)
    window.desk.complete()
    session = window.session
    session.select_line(next(line for _, line in session.content.lines()).id)
    window.desk.transcript.setFocus()
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), QTextEdit))
    session.project.connection.execute("PRAGMA query_only=1")
    QTest.keyClicks(QApplication.focusWidget(), "Kept ")
    session.flush()
    return session


def test_what_a_full_disk_refused_is_there_the_next_day(window, project_file, qtbot):
    before = first_line(project_file)
    type_on_a_full_disk(window, project_file, qtbot)
    logs = list(data_folder().glob("unsaved-*.json"))
    assert len(logs) == 1 and "Kept " in logs[0].read_text("utf-8")
    window.files.close()
    assert first_line(project_file) == before

    assert window.files.open_path(project_file)
    window.desk.complete()
    assert "could not be saved then" in window.banner.label.text()
    assert window.banner.action.text() == "Bring it back"
    window.banner.action.click()
    assert window.status.currentMessage() == "1 lines are back; one undo takes them out again."
    assert next(line.text for _, line in window.session.content.lines()) == "Kept " + before
    assert not list(data_folder().glob("unsaved-*.json"))
    window.session.undo()
    window.files.close()
    assert first_line(project_file) == before


def test_what_is_saved_later_leaves_no_log(window, project_file, qtbot):
    session = type_on_a_full_disk(window, project_file, qtbot)
    assert list(data_folder().glob("unsaved-*.json"))
    assert window.banner.isVisible() and "may not be written to" in window.banner.label.text()
    session.project.connection.execute("PRAGMA query_only=0")
    session.flush()
    assert not list(data_folder().glob("unsaved-*.json"))
    assert not window.banner.isVisible()
    assert next(line.text for _, line in session.content.lines()).startswith("Kept ")
