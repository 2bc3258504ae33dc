"""Files brought in and out through the dialogs, looked at in the project and on the disk afterwards."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QAbstractItemModelTester

from editor.store import readers
from editor.ui.dialogs.import_files import ImportDialog
from editor.ui.kit.settings import Settings


@pytest.fixture
def folder(tmp_path):
    """Return a folder of two scans, the text of one, and a file that is neither."""
    folder = tmp_path / "scans"
    folder.mkdir()
    for height, name in ((90, "a 1"), (91, "a 2")):
        image = QImage(60, height, QImage.Format.Format_RGB32)
        image.fill(0xFFFFFF)
        assert image.save(str(folder / f"{name}.png"))
    (folder / "a 1.txt").write_text("First line\nSecond line\n", encoding="utf-8")
    (folder / "broken.png").write_bytes(b"\x89PNG\r\n\x1a\n and no more")
    return folder


def open_dialog(session, qtbot, *sources):
    dialog = ImportDialog(session, Settings(), tuple(sources))
    dialog.tester = QAbstractItemModelTester(dialog.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_what_would_come_is_shown_before_it_comes(session, folder, qtbot):
    before = readers.page_count(session.project)
    dialog = open_dialog(session, qtbot, folder)
    qtbot.waitUntil(dialog.go.isEnabled, timeout=20000)
    texts = [row.text for row in dialog.model.rows()]
    assert any("a 1.png, with a 1.txt (same name but for its ending), lines: 2" in text for text in texts), texts
    assert any(text == "a 2: a 2.png, no text" for text in texts)
    assert any(row.trouble and "broken.png" in row.text for row in dialog.model.rows())
    assert "Pages: 2, of these with text: 1, lines: 2. Files refused: 1." in dialog.said.text()
    dialog.reject()
    assert readers.page_count(session.project) == before


def test_an_import_is_one_step_to_undo(session, folder, qtbot):
    dialog = open_dialog(session, qtbot, folder / "a 1.png", folder / "a 1.txt", folder / "a 2.png")
    qtbot.waitUntil(dialog.go.isEnabled, timeout=20000)
    dialog.title.setText("Loose leaves")
    qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(dialog.taken) == 2, timeout=20000)
    qtbot.waitUntil(lambda: not dialog._timer.isActive(), timeout=20000)
    document = readers.documents(session.project)[-1]
    assert document.title == "Loose leaves"
    pages = list(readers.pages(session.project, document.id))
    assert [page.label for page in pages] == ["a 1", "a 2"]
    lines = [line.text for _, line in readers.content(session.project, pages[0].id).lines()]
    assert lines == ["First line", "Second line"]
    assert session.page_id == pages[0].id
    session.undo()
    assert [d.title for d in readers.documents(session.project)] == ["Report"]
    session.redo()
    assert readers.page_count(session.project, readers.documents(session.project)[-1].id) == 2


def test_a_file_that_is_nothing_is_refused_in_a_sentence(session, tmp_path, qtbot):
    stranger = tmp_path / "stranger.bin"
    stranger.write_bytes(bytes(range(256)))
    dialog = open_dialog(session, qtbot, stranger)
    qtbot.waitUntil(lambda: dialog._plan is not None, timeout=20000)
    assert not dialog.go.isEnabled()
    assert any("stranger.bin" in row.text for row in dialog.model.rows())


def test_the_folder_is_remembered(session, folder, qtbot):
    open_dialog(session, qtbot, folder / "a 2.png").reject()
    assert Settings().text("import/folder") == str(folder)


@pytest.fixture
def export(session, tmp_path, qtbot):
    from editor.ui.dialogs.export import ExportDialog

    dialog = ExportDialog(session, Settings())
    qtbot.addWidget(dialog)
    dialog.folder.setText(str(tmp_path / "out"))
    dialog.show()
    return dialog


@pytest.mark.parametrize(("row", "ending"), [(0, ".xml"), (1, ".txt"), (3, ".txt")])
def test_documents_are_written_and_named(export, session, tmp_path, row, ending, qtbot):
    export.kind.setCurrentIndex(row)
    qtbot.mouseClick(export.go, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(export.written), timeout=30000)
    (path,) = export.written
    assert path.parent == tmp_path / "out" and path.suffix == ending
    text = path.read_text(encoding="utf-8")
    assert ("The ferry" if row < 3 else "The feny") in text
    assert path.name in export.said.text() and export.show_folder.isVisible()


def test_an_export_that_cannot_be_written_says_so(export, tmp_path, qtbot):
    (tmp_path / "out").write_text("a file where the folder should be")
    qtbot.mouseClick(export.go, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: export.stop.text() == "Close", timeout=30000)
    assert export.written == []
    assert (tmp_path / "out").read_text() == "a file where the folder should be"
