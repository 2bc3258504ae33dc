"""Images that moved, found again through the dialog; what it did is read back from the file."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QAbstractItemModelTester

from editor.model import edit as e
from editor.store import readers
from editor.ui.dialogs.relink import RelinkDialog
from editor.ui.dialogs.relink_table import HOW, NOW, PAGE
from editor.ui.kit.settings import Settings
from editor.work.texts import digest_of


def scan(path, height, shade=0xFFFFFF):
    image = QImage(60, height, QImage.Format.Format_RGB32)
    image.fill(shade)
    path.parent.mkdir(exist_ok=True)
    assert image.save(str(path))
    return path


@pytest.fixture
def moved(session, tmp_path):
    """Give two pages images that were moved elsewhere, one of them changed on the way; the third has none."""
    first, second, _ = (page.id for page in readers.all_pages(session.project))
    old = scan(tmp_path / "elsewhere" / "a.png", 90)
    scan(tmp_path / "elsewhere" / "b.png", 91)
    session.do(e.SetPageImage(first, "scans/a.png", 0, 60, 90, digest_of(old)))
    session.do(e.SetPageImage(second, "scans/b.png", 0, 60, 91, "0" * 64))
    return tmp_path / "elsewhere"


@pytest.fixture
def open_dialog(session, theme, qtbot):
    def make():
        dialog = RelinkDialog(session, Settings(), theme)
        dialog.tester = QAbstractItemModelTester(dialog.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
        qtbot.addWidget(dialog)
        dialog.show()
        looked(dialog, qtbot)
        return dialog

    return make


def looked(dialog, qtbot):
    qtbot.waitUntil(lambda: dialog._ticket is None, timeout=20000)


def words(dialog, column):
    return [dialog.model.index(row, column).data() for row in range(dialog.model.rowCount())]


def images(session):
    return [page.image for page in readers.all_pages(session.project)]


def test_what_lies_near_the_project_is_found_at_once(session, moved, open_dialog, qtbot):
    dialog = open_dialog()
    assert words(dialog, PAGE) == ["page 1", "page 2"]
    assert words(dialog, NOW) == ["elsewhere/a.png", "elsewhere/b.png"]
    assert words(dialog, HOW) == ["its bytes: it is the same file", "its name and size"]
    assert dialog.said.text() == "Missing: 2, found again: 2, to be taken: 2."
    rev = session.project.connection.execute("SELECT max(rev) FROM journal").fetchone()[0]
    qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    assert not dialog.isVisible()
    assert images(session) == ["elsewhere/a.png", "elsewhere/b.png", ""]
    assert session.project.connection.execute("SELECT max(rev) FROM journal").fetchone()[0] == rev + 1
    assert dialog.sentence() == "Images found again: 2. Undo takes it back."
    session.undo()
    assert images(session) == ["scans/a.png", "scans/b.png", ""]


def test_another_folder_is_looked_through_and_ticks_are_heeded(session, tmp_path_factory, moved, open_dialog, qtbot):
    far = tmp_path_factory.mktemp("far")
    for path in moved.iterdir():
        path.rename(far / path.name)
    dialog = open_dialog()
    assert words(dialog, NOW) == ["not found", "not found"]
    assert not dialog.go.isEnabled()
    assert "Choose the folder in which the others lie." in dialog.said.text()
    dialog.look_in([far])
    looked(dialog, qtbot)
    assert words(dialog, NOW) == [str(far / "a.png"), str(far / "b.png")]
    dialog.view.setFocus()
    dialog.view.selectRow(1)
    qtbot.keyClick(dialog.view, Qt.Key.Key_Space)
    assert dialog.said.text() == "Missing: 2, found again: 2, to be taken: 1."
    qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    found, still, _ = images(session)
    assert found.endswith("a.png") and (session.project.path.parent / found).is_file()
    assert still == "scans/b.png"


def test_an_image_that_goes_away_again_changes_nothing(session, moved, open_dialog, qtbot):
    dialog = open_dialog()
    (moved / "a.png").unlink()
    qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    assert dialog.isVisible() and "look again" in dialog.said.text()
    assert images(session) == ["scans/a.png", "scans/b.png", ""]


def test_where_nothing_is_missing_it_is_said(open_dialog):
    dialog = open_dialog()
    assert dialog.said.text() == "All images are where the project says."
    assert not dialog.go.isEnabled()
