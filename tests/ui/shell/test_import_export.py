"""Documents brought out through the dialog, looked at on the disk afterwards."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel

from editor.model import edit as e
from editor.ui.kit.settings import Settings
from editor.work.export import FORMATS


@pytest.fixture
def export(session, tmp_path, qtbot):
    from editor.ui.dialogs.export import ExportDialog

    dialog = ExportDialog(session, Settings())
    qtbot.addWidget(dialog)
    dialog.folder.setText(str(tmp_path / "out"))
    dialog.show()
    yield dialog
    dialog.reject()


def looked(dialog, qtbot):
    """Wait until the preview says what would be written now."""
    qtbot.waitUntil(lambda: not dialog._pause.isActive() and dialog._looking is None, timeout=30000)
    return dialog.choices.names.text().split("\n")


def press(dialog, qtbot):
    looked(dialog, qtbot)
    qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.stop.text() == "Close", timeout=30000)


@pytest.mark.parametrize("kind", FORMATS)
def test_every_format_can_be_chosen_and_is_written(export, tmp_path, kind, qtbot):
    qtbot.mouseClick(export.formats.buttons[kind], Qt.MouseButton.LeftButton, pos=QPoint(8, 8))
    count, *names = looked(export, qtbot)
    assert count.startswith("Files: ")
    press(export, qtbot)
    assert [path.relative_to(tmp_path / "out").as_posix() for path in export.written] == names
    assert names[0] in export.said.text() and export.show_folder.isVisible()
    assert Settings().text("export/format") == kind


def test_a_click_on_a_sentence_and_arrow_keys_choose(export, qtbot):
    sentence = next(w for w in export.formats.findChildren(QLabel) if w.buddy() is export.formats.buttons["html"])
    qtbot.mouseClick(sentence, Qt.MouseButton.LeftButton)
    assert export.formats.chosen == "html"
    qtbot.keyClick(export.formats.buttons["html"], Qt.Key.Key_Down)
    assert export.formats.chosen == "text" and export.choices.view.isVisible()


@pytest.mark.parametrize(("view", "words"), [(0, "The ferry"), (1, "ferry came at noon with Ann"), (2, "The feny")])
def test_the_views_of_plain_text(export, view, words, qtbot):
    export.formats.choose("text")
    export.choices.view.setCurrentIndex(view)
    press(export, qtbot)
    assert words in export.written[0].read_text(encoding="utf-8")


def test_the_preview_follows_what_is_asked_for(export, session, qtbot):
    export.formats.choose("page")
    assert looked(export, qtbot) == ["Files: 3, pages: 3", "page-1.xml", "page-2.xml", "page-3.xml"]
    export.choices.pages.setText("2-3")
    export.choices.pattern.setText("{page}/{label}")
    assert looked(export, qtbot) == ["Files: 2, pages: 2", "0002/page-2.xml", "0003/page-3.xml"]
    assert export.go.isEnabled()
    for field, text in ((export.choices.pages, "2-"), (export.choices.pages, "9"), (export.choices.pattern, "{x}")):
        before = field.text()
        field.setText(text)
        assert "\n" not in "\n".join(looked(export, qtbot)) and not export.go.isEnabled()
        field.setText(before)
    assert looked(export, qtbot)[0] == "Files: 2, pages: 2" and export.go.isEnabled()
    export.choices.status.setCurrentIndex(export.choices.status.findData("checked"))
    assert looked(export, qtbot) == ["No page is as asked for."]


def test_what_concerns_a_format_is_shown_with_it(export):
    for kind in FORMATS:
        export.formats.choose(kind)
        assert export.choices.view.isVisible() == (kind == "text")
        assert export.choices.rows.isVisible() == export.choices.bom.isVisible() == (kind == "csv")
        assert "{title}" in export.choices._fields.text() or kind == "tei-corpus"


def test_only_chosen_documents(session, tmp_path, qtbot):
    from editor.ui.dialogs.export import ExportDialog

    session.project.apply(e.AddPage(session.project.apply(e.AddDocument("Letter")).id, "", "x"))
    dialog = ExportDialog(session, Settings())
    qtbot.addWidget(dialog)
    dialog.folder.setText(str(tmp_path / "out"))
    dialog.show()
    assert not dialog.choices.documents.isVisible()
    qtbot.mouseClick(dialog.choices.all_documents, Qt.MouseButton.LeftButton, pos=QPoint(6, 8))
    assert dialog.choices.documents.isVisible()
    assert looked(dialog, qtbot) == ["Files: 1, pages: 3", "01-Report.xml"]
    dialog.choices.documents.item(1).setCheckState(Qt.CheckState.Checked)
    assert looked(dialog, qtbot)[1:] == ["01-Report.xml", "02-Letter.xml"]
    for row in (0, 1):
        dialog.choices.documents.item(row).setCheckState(Qt.CheckState.Unchecked)
    assert looked(dialog, qtbot) == ["No page is as asked for."]
    dialog.reject()


def test_a_long_export_can_be_stopped(session, tmp_path, qtbot):
    from editor.ui.dialogs.export import ExportDialog

    document = session.project.apply(e.AddDocument("Long")).id
    edits = tuple(e.AddPage(document, "", f"p{number}") for number in range(3000))
    session.project.apply(e.Batch(edits, "Pages"))
    dialog = ExportDialog(session, Settings())
    qtbot.addWidget(dialog)
    dialog.folder.setText(str(tmp_path / "out"))
    dialog.formats.choose("page")
    dialog.show()
    looked(dialog, qtbot)
    qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.progress.value() > 20, timeout=30000)
    assert dialog.progress.maximum() == 3003 and not dialog.formats.isEnabled()
    qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: dialog.stop.text() == "Close", timeout=30000)
    assert dialog.isVisible() and dialog.said.text().startswith("Stopped. Files written: ")
    there = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert there == sorted(path.name for path in dialog.written) and 20 <= len(there) < 3003
    qtbot.keyClick(dialog.stop, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_an_export_that_cannot_be_written_says_so(export, tmp_path, qtbot):
    (tmp_path / "out").write_text("a file where the folder should be")
    press(export, qtbot)
    assert export.written == () and "out" in export.said.text() and not export.show_folder.isVisible()
    assert (tmp_path / "out").read_text() == "a file where the folder should be"
