"""Files brought in through the dialog: what is shown before, what is changed, and what is in the project afterwards."""

import pytest
from PySide6.QtCore import QMimeData, QModelIndex, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QComboBox

from editor.store import readers
from editor.ui.dialogs.import_files import ImportDialog
from editor.ui.dialogs.import_table import CONTENT, HOW, IMAGE, OUTCOME, PAGE, TEXT
from editor.ui.kit.settings import Settings


@pytest.fixture
def folder(tmp_path):
    """Return a folder of three scans, the text of two, and a file that is broken."""
    folder = tmp_path / "scans"
    folder.mkdir()
    for height, name in ((90, "a 1"), (91, "a 2"), (92, "a 3")):
        image = QImage(60, height, QImage.Format.Format_RGB32)
        image.fill(0xFFFFFF)
        assert image.save(str(folder / f"{name}.png"))
    (folder / "a 1.txt").write_text("First line\nSecond line\n", encoding="utf-8")
    (folder / "a 2.txt").write_text("Third line\n", encoding="utf-8")
    (folder / "broken.png").write_bytes(b"\x89PNG\r\n\x1a\n and no more")
    return folder


@pytest.fixture
def bring(session, theme, qtbot):
    def open_dialog(*sources):
        dialog = ImportDialog(session, Settings(), theme, sources)
        dialog.tester = QAbstractItemModelTester(dialog.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
        qtbot.addWidget(dialog)
        dialog.show()
        if sources:
            qtbot.waitUntil(lambda: dialog._plan is not None, timeout=20000)
        return dialog

    return open_dialog


def table(dialog):
    """Return what the table says: page, image, text, ticked."""
    model = dialog.model
    ticked = [model.index(row, PAGE).data(Qt.ItemDataRole.CheckStateRole) for row in range(model.rowCount())]
    return [
        (*(model.words(row, column) for column in (PAGE, IMAGE, TEXT)), tick == Qt.CheckState.Checked)
        for row, tick in enumerate(ticked)
    ]


def take(dialog, qtbot):
    qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not dialog.course.running, timeout=20000)


def contents(session, title):
    document = next(d for d in readers.documents(session.project) if d.title == title)
    return {
        page.label: [line.text for _, line in readers.content(session.project, page.id).lines()]
        for page in readers.pages(session.project, document.id)
    }


def test_what_would_come_is_shown_before_it_comes(session, folder, bring):
    before = readers.page_count(session.project)
    dialog = bring(folder)
    assert table(dialog) == [
        ("a 1", "a 1.png", "a 1.txt", True),
        ("a 2", "a 2.png", "a 2.txt", True),
        ("a 3", "a 3.png", "no text", True),
    ]
    row = [dialog.model.words(0, column) for column in (HOW, CONTENT, OUTCOME)]
    assert row == ["same name but for its ending", "1 region · 2 lines", "new page"]
    assert any(note.trouble and "broken.png" in note.text for note in dialog.notes.model.rows())
    assert dialog.notes.title.text().startswith("Refused: 1")
    assert dialog.said.text() == "Pages: 3, of these with text: 2, lines: 3."
    dialog.reject()
    assert readers.page_count(session.project) == before


def test_an_import_is_one_step_to_undo(session, folder, bring, qtbot):
    dialog = bring(folder / "a 1.png", folder / "a 1.txt", folder / "a 2.png")
    dialog.title.setText("Loose leaves")
    take(dialog, qtbot)
    assert contents(session, "Loose leaves") == {"a 1": ["First line", "Second line"], "a 2": []}
    assert readers.page(session.project, session.page_id).label == "a 1"
    assert dialog.sentence() == "New pages: 2. Undo takes all of it out again."
    assert session.undo_title() == "Import"
    session.undo()
    assert [d.title for d in readers.documents(session.project)] == ["Report"]
    session.redo()
    assert readers.page_count(session.project, readers.documents(session.project)[-1].id) == 2


def test_small_pictures_come(folder, bring, qtbot):
    dialog = bring(folder)
    cell = dialog.model.index(0, IMAGE)
    qtbot.waitUntil(lambda: cell.data(Qt.ItemDataRole.DecorationRole) is not None, timeout=10000)
    assert cell.data(Qt.ItemDataRole.DecorationRole).height() <= 42


def test_keys_bring_text_and_image_together_in_another_way(session, folder, bring, qtbot):
    dialog = bring(folder)
    view = dialog.view
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    assert [row[2] for row in table(dialog)] == ["a 2.txt", "a 1.txt", "no text"]
    assert dialog.model.words(0, HOW) == "chosen by hand"
    assert view.currentIndex().row() == 1
    qtbot.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert [row[2] for row in table(dialog)] == ["a 2.txt", "no text", "a 1.txt"]
    view.setCurrentIndex(dialog.model.index(0, TEXT))
    qtbot.keyClick(view, Qt.Key.Key_Delete)
    assert table(dialog)[:2] == [("a 1", "a 1.png", "no text", True), ("a 2", "no image", "a 2.txt", False)]
    qtbot.keyClick(view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert [row[0] for row in table(dialog)] == ["a 2", "a 1", "a 3"]
    view.setCurrentIndex(dialog.model.index(0, TEXT))
    qtbot.keyClick(view, Qt.Key.Key_Space)
    assert [row[3] for row in table(dialog)] == [False, True, True]
    assert "Left out: 1." in dialog.said.text()
    dialog.title.setText("By hand")
    take(dialog, qtbot)
    assert contents(session, "By hand") == {"a 1": ["Third line"], "a 3": ["First line", "Second line"]}


def test_every_change_can_be_taken_back(folder, bring, qtbot):
    dialog = bring(folder)
    start = table(dialog)
    for act in ("text_down", "push", "off", "page_down", "tick", "pull", "text_up", "page_up"):
        dialog.view.setCurrentIndex(dialog.model.index(0, TEXT))
        getattr(dialog.view, act)()
    while dialog.model.undo():
        pass
    assert table(dialog) == start


def test_a_text_is_chosen_from_a_list(session, folder, bring, qtbot):
    dialog = bring(folder)
    dialog.view.setFocus()
    dialog.view.setCurrentIndex(dialog.model.index(2, TEXT))
    qtbot.keyClick(dialog.view, Qt.Key.Key_Return)
    box = dialog.view.findChild(QComboBox)
    qtbot.waitUntil(lambda: box.view().isVisible())
    words = [box.itemText(n) for n in range(box.count())]
    assert words == ["no text", "a 1.txt · 1 region · 2 lines", "a 2.txt · 1 region · 1 line"]
    assert box.currentIndex() == 0
    popup = box.view()
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: [row[2] for row in table(dialog)] == ["no text", "a 2.txt", "a 1.txt"])
    assert table(dialog)[2] == ("a 3", "a 3.png", "a 1.txt", True)
    assert dialog.view.hasFocus()
    assert (dialog.view.currentIndex().row(), dialog.view.currentIndex().column()) == (2, TEXT)


def test_an_image_is_chosen_from_a_list(folder, bring):
    dialog = bring(folder)
    assert [words for words, _ in dialog.model.partners(0, IMAGE)] == ["a 1.png", "a 2.png", "a 3.png"]
    assert dialog.model.setData(dialog.model.index(0, IMAGE), 2)
    assert [row[:3] for row in table(dialog)] == [
        ("a 3", "a 3.png", "a 1.txt"),
        ("a 2", "a 2.png", "a 2.txt"),
        ("a 1", "a 1.png", "no text"),
    ]


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        (TEXT, [("a 1", "no text"), ("a 2", "a 2.txt"), ("a 3", "a 1.txt")]),
        (IMAGE, [("a 3", "a 1.txt"), ("a 2", "a 2.txt"), ("a 1", "no text")]),
        (PAGE, [("a 2", "a 2.txt"), ("a 3", "no text"), ("a 1", "a 1.txt")]),
    ],
)
def test_what_is_dragged_is_what_is_moved(folder, bring, part, expected):
    dialog = bring(folder)
    model = dialog.model
    model.dragged = part
    data = model.mimeData([model.index(0, column) for column in range(model.columnCount())])
    model.dropMimeData(data, Qt.DropAction.MoveAction, -1, -1, model.index(2, TEXT))
    assert [(row[0], row[2]) for row in table(dialog)] == expected
    stranger = QMimeData()
    stranger.setData(model.mimeTypes()[0], b"1 0 2")
    assert not model.dropMimeData(stranger, Qt.DropAction.MoveAction, 0, 0, QModelIndex())


def test_a_second_import_is_told_to_be_a_version(session, folder, bring, qtbot):
    first = bring(folder)
    first.title.setText("Leaves")
    take(first, qtbot)
    (folder / "a 1.txt").write_text("First 1ine\nSecond line\n", encoding="utf-8")
    dialog = bring(folder)
    outcomes = [dialog.model.words(row, OUTCOME) for row in range(3)]
    assert outcomes == ["version to compare", "version to compare", "there already"]
    assert "Versions to compare: 2." in dialog.said.text()
    take(dialog, qtbot)
    assert dialog.isVisible() and dialog.compare.isVisible() and not dialog.go.isVisible()
    assert dialog.said.text().startswith("Versions to compare: 2.")
    assert contents(session, "Leaves")["a 1"] == ["First line", "Second line"]
    assert not dialog.model.setData(dialog.model.index(0, PAGE), 0, Qt.ItemDataRole.CheckStateRole)
    with qtbot.waitSignal(dialog.compareWanted) as told:
        qtbot.mouseClick(dialog.compare, Qt.MouseButton.LeftButton)
    assert readers.page(session.project, told.args[0]).label == "a 1"
    assert not dialog.isVisible()


def test_an_import_can_be_stopped_and_what_came_is_one_step(session, tmp_path, bring, qtbot):
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(300):
        (folder / f"{number:03}.txt").write_text(f"page {number}\n", encoding="utf-8")
    before = readers.page_count(session.project)
    dialog = bring(*sorted(folder.iterdir()))
    assert dialog.model.rowCount() == 300
    qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    assert dialog.stop.text() == "Stop"
    qtbot.waitUntil(lambda: len(dialog.taken) > 0, timeout=10000)
    dialog.reject()
    came = readers.page_count(session.project) - before
    assert 0 < came < 300
    assert dialog.isVisible() and dialog.stop.text() == "Close"
    assert dialog.said.text().startswith(f"Stopped. New pages: {came}, not taken any more: {300 - came}.")
    session.undo()
    assert readers.page_count(session.project) == before


def test_a_file_that_is_nothing_is_refused_in_a_sentence(tmp_path, bring):
    stranger = tmp_path / "stranger.bin"
    stranger.write_bytes(bytes(range(256)))
    dialog = bring(stranger)
    assert not dialog.go.isEnabled()
    assert any("stranger.bin" in note.text for note in dialog.notes.model.rows())
    assert dialog.said.text() == "There is nothing to import in these files."


def test_the_folder_is_remembered(folder, bring):
    bring(folder / "a 2.png").reject()
    assert Settings().text("import/folder") == str(folder)


def test_more_files_are_dropped_on_the_dialog(folder, bring, qtbot):
    dialog = bring(folder / "a 3.png")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(folder / "a 2.png"))])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(dialog, QDragEnterEvent(dialog.rect().center(), copy, data, left, none))
    QApplication.sendEvent(dialog, QDropEvent(dialog.rect().center(), copy, data, left, none))
    qtbot.waitUntil(lambda: dialog._plan is not None and dialog.model.rowCount() == 2, timeout=10000)
    assert [row[1] for row in table(dialog)] == ["a 3.png", "a 2.png"]


def test_an_empty_dialog_says_what_it_is_for(bring):
    dialog = bring()
    assert "Drop scans here" in dialog.view.empty
    assert not dialog.go.isEnabled() and not dialog.ways.isEnabled()
