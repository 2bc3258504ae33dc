"""Documents brought out through the dialog, looked at on the disk afterwards."""

import pytest
from PySide6.QtCore import Qt

from editor.ui.kit.settings import Settings


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
