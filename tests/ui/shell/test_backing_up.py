"""Backups in the window: made by the way, never in the way, and brought back as a project of their own."""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from editor.model import edit as e
from editor.store import backups, readers
from editor.store.project import Project
from editor.ui.backing_up import BackingUp
from editor.ui.dialogs.backups import BackupsDialog
from editor.ui.session import Session
from tests.projects.older import VERSION_1
from tests.ui.shell.harbour import make_project

NOON = datetime(2026, 11, 22, 12).astimezone()


def texts_of(path):
    with Project.open(path) as project:
        pages = readers.all_pages(project)
        return [line.text for page in pages for _, line in readers.content(project, page.id).lines()]


def test_one_is_made_soon_after_opening_and_one_after_edits_while_others_go_on(session, qtbot):
    backing = BackingUp(session, soon=1, every=30)
    with qtbot.waitSignal(backing.made):
        pass
    line = next(line for _, line in session.content.lines())
    with qtbot.waitSignal(backing.made):
        for number in range(20):
            assert session.do(e.SetLineText(line.id, f"Tide {number}"))
    qtbot.waitUntil(lambda: not backing.busy)
    backing.back_up()
    qtbot.waitUntil(lambda: not backing.busy)
    newest = backups.backups(session.project.path)[0]
    assert "Tide 19" in texts_of(newest.path)


def test_a_project_that_is_closed_meanwhile_leaves_no_half_backup(project, qtbot):
    session = Session(project)
    backing = BackingUp(session, soon=100_000)
    backing.back_up()
    path = project.path
    session.close()
    folder = backups.folder_of(path)
    names = [one.name for one in folder.iterdir()] if folder.is_dir() else []
    assert not [name for name in names if name.endswith((".part", "-journal"))]
    with Project.open(path) as again:
        assert readers.page_count(again)


def test_a_backup_that_cannot_be_made_is_told_once_and_tried_again(session, qtbot):
    backups.folder_of(session.project.path).write_text("in the way")
    told = []
    backing = BackingUp(session, soon=1, every=20)
    backing.failed.connect(told.append)
    qtbot.waitUntil(lambda: bool(told))
    qtbot.wait(120)
    assert len(told) == 1
    assert "cannot be made" in told[0] and "All your work is in the project itself" in told[0]
    backups.folder_of(session.project.path).unlink()
    with qtbot.waitSignal(backing.made):
        pass


def test_a_damaged_project_leads_to_its_backups_and_one_is_brought_back(window, tmp_path, qtbot):
    path = tmp_path / "Harbour.muniment"
    make_project(path)
    before = texts_of(path)
    with Project.open(path) as project:
        saved = backups.back_up(project, NOON)
    whole = path.read_bytes()
    path.write_bytes(whole[:100] + b"\xff" * 4000 + whole[4100:])
    broken = path.read_bytes()

    assert not window.files.open_path(path)
    assert window.banner.action.isVisible() and window.banner.action.text() == "Its backups…"

    def choose():
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, BackupsDialog)
        assert "edits so far" in dialog.model.data(dialog.model.index(0))
        dialog.go.click()

    QTimer.singleShot(0, window, choose)
    window.banner.action.click()
    assert window.session is not None
    restored = window.session.project.path
    assert restored.name.startswith("Harbour as of ") and restored.parent == path.parent
    assert [line.text for _, line in window.session.content.lines()] == before[
        : len(list(window.session.content.lines()))
    ]
    assert path.read_bytes() == broken and saved.is_file()


def test_an_older_project_is_brought_up_to_date_and_its_copy_is_listed(window, tmp_path):
    path = Path(shutil.copy(VERSION_1, tmp_path / "Harbour.muniment"))
    assert window.files.open_path(path)
    kept = window.session.project.kept
    assert "is now brought up to date" in window.banner.label.text() and kept.parent.name in window.banner.label.text()
    dialog = BackupsDialog(path)
    assert [row.path for row in dialog.model.rows()] == [kept]
    assert dialog.model.data(dialog.model.index(0)).endswith("· from before an update")
    window.files.close()
    assert window.files.open_path(path) and window.session.project.kept is None


def test_a_file_among_backups_stands_for_its_project(window, tmp_path, monkeypatch):
    path = tmp_path / "Harbour.muniment"
    make_project(path)
    with Project.open(path) as project:
        saved = backups.back_up(project, NOON)
    path.unlink()
    seen = []
    monkeypatch.setattr(window.files, "_restore", seen.append)
    monkeypatch.setattr("editor.ui.shell_files.QFileDialog.getOpenFileName", lambda *_: (str(saved), ""))
    window.files.restore()
    assert seen == [path]
    other = tmp_path / "elsewhere.muniment"
    shutil.copy(saved, other)
    monkeypatch.setattr("editor.ui.shell_files.QFileDialog.getOpenFileName", lambda *_: (str(other), ""))
    window.files.restore()
    assert seen == [path, other]
