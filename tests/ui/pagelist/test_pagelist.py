"""The list of pages against the file: what it shows, and what keys, mouse and menu do."""

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QFontMetrics, QKeySequence, QShortcut
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from editor.model import edit as e
from editor.store import readers
from editor.ui.kit.decode import Source
from editor.ui.kit.thumbs import Thumbs
from editor.ui.pagelist import card
from editor.ui.pagelist.card import CardDelegate
from editor.ui.pagelist.model import ROW, PageListModel


def watch(shelf):
    return QAbstractItemModelTester(shelf.model, QAbstractItemModelTester.FailureReportingMode.Fatal)


def action(menu, words):
    return next(entry for entry in menu.actions() if entry.text().startswith(words))


def select(shelf, *rows):
    selection = shelf.view.selectionModel()
    selection.clearSelection()
    for row in rows:
        selection.select(shelf.model.index(row), QItemSelectionModel.SelectionFlag.Select)


def test_pages_are_numbered_within_their_document_and_it_has_a_heading(shelf):
    assert shelf.shown() == ["1 · p11", "2 · p12", "3 · p13", "1 · p21", "2 · p22"]
    headings = [shelf.model.index(row).data(ROW).heading for row in range(5)]
    assert headings == ["Record 1", None, None, "Record 2", None]
    first, second = (shelf.view.sizeHintForIndex(shelf.model.index(row)).height() for row in (0, 1))
    assert first > second


def test_a_click_shows_the_page(shelf):
    at = shelf.view.visualRect(shelf.model.index(1)).center()
    QTest.mouseClick(shelf.view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert shelf.session.content.page.label == "p12"
    QTest.keyClick(shelf.view, Qt.Key.Key_Down)
    assert shelf.session.content.page.label == "p13"


def test_the_list_follows_the_session(shelf):
    shelf.session.step_page(3)
    assert shelf.view.currentIndex().row() == 3
    assert shelf.view.viewport().rect().intersects(shelf.view.visualRect(shelf.view.currentIndex()))


def test_turning_pages_by_a_key_with_ctrl_selects_one_page_only(shelf):
    turn = QShortcut(QKeySequence("Ctrl+PgDown"), shelf.pane)
    turn.activated.connect(lambda: shelf.session.step_page(1))
    for row in (1, 2):
        QTest.keyClick(shelf.view, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
        assert [index.row() for index in shelf.view.selectionModel().selectedIndexes()] == [row]


def test_the_model_keeps_qts_rules_while_pages_come_and_go(shelf, qtbot):
    watcher = watch(shelf)
    pages = shelf.pages()
    shelf.session.do(e.RemovePage(pages[1].id))
    shelf.pane.refresh()
    assert shelf.shown() == ["1 · p11", "2 · p13", "1 · p21", "2 · p22"]
    shelf.session.do(e.AddPage(pages[0].document, "", "new", pages[0].id))
    shelf.session.do(e.MovePage(pages[4].id, pages[0].document, None))
    shelf.pane.refresh()
    assert shelf.shown() == ["1 · p22", "2 · p11", "3 · new", "4 · p13", "1 · p21"]
    for _ in range(3):
        shelf.session.undo()
    qtbot.waitUntil(lambda: shelf.shown() == ["1 · p11", "2 · p12", "3 · p13", "1 · p21", "2 · p22"])
    assert watcher.model() is shelf.model


def test_every_status_is_in_the_menu_and_is_stored(shelf, qtbot):
    select(shelf, 0, 1)
    menu = shelf.pane.menu()
    words = ("Not started", "In progress", "Corrected", "Checked", "Problem", "Blank page")
    assert [entry.text() for entry in menu.actions()[:6]] == list(words)
    action(menu, "Checked").trigger()
    assert [page.status for page in shelf.pages()][:3] == ["checked", "checked", "not_started"]
    qtbot.waitUntil(lambda: "checked" in shelf.model.index(1).data(Qt.ItemDataRole.AccessibleTextRole))
    assert action(shelf.pane.menu(), "Checked").isChecked()
    shelf.session.undo()
    assert shelf.pages()[0].status == "not_started"


def test_review_is_asked_for_and_taken_back(shelf, qtbot):
    select(shelf, 1)
    action(shelf.pane.menu(), "Needs review").trigger()
    assert [page.needs_review for page in shelf.pages()] == [False, True, False, False, False]
    qtbot.waitUntil(lambda: "needs review" in shelf.model.index(1).data(Qt.ItemDataRole.AccessibleTextRole))
    select(shelf, 1)
    action(shelf.pane.menu(), "Needs review").trigger()
    assert not any(page.needs_review for page in shelf.pages())


def test_f2_names_a_page(shelf, qtbot):
    shelf.view.setFocus()
    QTest.keyClick(shelf.view, Qt.Key.Key_F2)
    editor = shelf.view.findChild(QLineEdit)
    assert editor.text() == "p11"
    editor.selectAll()
    QTest.keyClicks(editor, "  front  page ")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: shelf.pages()[0].label == "front page")
    qtbot.waitUntil(lambda: shelf.shown()[0] == "1 · front page")


def test_keys_move_a_page_within_its_document_and_into_the_next(shelf):
    shelf.session.step_page(1)
    shelf.view.setFocus()
    QTest.keyClick(shelf.view, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert shelf.labels() == [["p12", "p11", "p13"], ["p21", "p22"]]
    for _ in range(3):
        QTest.keyClick(shelf.view, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert shelf.labels() == [["p11", "p13"], ["p12", "p21", "p22"]]
    assert shelf.session.content.page.label == "p12"
    assert shelf.view.currentIndex().data(ROW).page.label == "p12"
    QTest.keyClick(shelf.view, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert shelf.labels() == [["p11", "p13", "p12"], ["p21", "p22"]]


def test_several_pages_move_together(shelf):
    select(shelf, 0, 1)
    shelf.pane.move_page_down()
    assert shelf.labels() == [["p13", "p11", "p12"], ["p21", "p22"]]
    assert [row.page.label for row in shelf.pane.selected()] == ["p11", "p12"]
    shelf.session.undo()
    assert shelf.labels() == [["p11", "p12", "p13"], ["p21", "p22"]]


def test_delete_removes_without_a_question_and_shows_the_next(shelf, qtbot):
    shelf.view.setFocus()
    QTest.keyClick(shelf.view, Qt.Key.Key_Delete)
    assert shelf.labels() == [["p12", "p13"], ["p21", "p22"]]
    assert shelf.session.content.page.label == "p12"
    shelf.session.undo()
    assert shelf.labels() == [["p11", "p12", "p13"], ["p21", "p22"]]
    assert shelf.session.content.page.label == "p11"
    qtbot.waitUntil(lambda: shelf.view.currentIndex().row() == 0)


def test_dragging_moves_pages(shelf):
    data = shelf.model.mimeData([shelf.model.index(4), shelf.model.index(0)])
    target = shelf.view.visualRect(shelf.model.index(2)).bottomLeft() + QPoint(20, -1)
    actions, button, keys = Qt.DropAction.MoveAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    for event in (
        QDragEnterEvent(target, actions, data, button, keys),
        QDragMoveEvent(target, actions, data, button, keys),
        QDropEvent(QPointF(target), actions, data, button, keys),
    ):
        QApplication.sendEvent(shelf.view.viewport(), event)
    assert shelf.labels() == [["p12", "p13", "p11", "p22"], ["p21"]]
    shelf.session.undo()
    assert shelf.labels() == [["p11", "p12", "p13"], ["p21", "p22"]]


def test_pages_of_another_list_are_not_taken(shelf):
    other = PageListModel(shelf.session)
    other.refresh()
    data = other.mimeData([other.index(3)])
    shelf.model.dropMimeData(data, Qt.DropAction.MoveAction, 0, 0, QModelIndex())
    assert shelf.labels() == [["p11", "p12", "p13"], ["p21", "p22"]]


def test_a_drop_at_the_top_makes_the_first(shelf):
    data = shelf.model.mimeData([shelf.model.index(3)])
    shelf.model.dropMimeData(data, Qt.DropAction.MoveAction, 0, 0, QModelIndex())
    assert shelf.labels() == [["p21", "p11", "p12", "p13"], ["p22"]]


def test_pictures_are_made_for_what_is_in_sight_and_kept_on_disk(make_shelf, qtbot, home):
    shelf = make_shelf((40,))
    shelf.view.grab()
    qtbot.waitUntil(lambda: shelf.pane.thumbs.waiting == 0, timeout=8000)
    made = sorted((home / "cache").rglob("*.thumb"))
    assert 3 <= len(made) <= 12
    source = Source(str(shelf.project.path.parent / "1-1.png"))
    assert shelf.pane.thumbs.get(source).width() == 150


def test_a_picture_that_was_kept_on_disk_is_not_made_again(make_shelf, qtbot, tmp_path, monkeypatch):
    def shown(shelf):
        thumbs, source = Thumbs(shelf.jobs, tmp_path / "kept"), Source(str(tmp_path / "1-1.png"))
        thumbs.get(source)
        qtbot.waitUntil(lambda: thumbs.get(source) is not None, timeout=8000)
        return thumbs.get(source)

    shelf = make_shelf((1,))
    made = shown(shelf)
    monkeypatch.setattr("editor.ui.kit.thumbs.thumbnail", None)
    assert shown(shelf).size() == made.size()


def test_a_page_without_image_is_listed(make_shelf, qtbot):
    shelf = make_shelf((2,), images=False)
    shelf.session.do(e.SetPageImage(shelf.pages()[1].id, "gone.jpg"))
    shelf.pane.refresh()
    shelf.view.grab()
    qtbot.waitUntil(lambda: shelf.pane.thumbs.waiting == 0, timeout=5000)
    shelf.view.grab()
    assert shelf.pane.thumbs.failed(Source(str(shelf.project.path.parent / "gone.jpg")))
    assert len(shelf.shown()) == 2


def numbers(shelf):
    return [shelf.model.index(row).data(ROW).page.label for row in range(shelf.model.rowCount())]


def test_a_far_page_is_found_without_reading_all(make_shelf):
    shelf = make_shelf((900, 900), images=False)
    watcher = watch(shelf)
    assert shelf.model.rowCount() <= 800
    everything = [page.label for page in shelf.pages()]
    far = readers.page_window(shelf.project, None, 1500)[-1][1].id
    shelf.session.show_page(far)
    assert shelf.view.currentIndex().data() == "600 · p2600"
    assert shelf.view.viewport().rect().intersects(shelf.view.visualRect(shelf.view.currentIndex()))
    assert shelf.model.rowCount() < 600
    start = everything.index(numbers(shelf)[0])
    assert numbers(shelf) == everything[start : start + shelf.model.rowCount()]
    assert watcher.model() is shelf.model


def test_scrolling_up_from_a_far_page_reads_what_is_before_and_does_not_jump(make_shelf, qtbot):
    shelf = make_shelf((900, 900), images=False)
    watcher = watch(shelf)
    shelf.session.show_page(readers.page_window(shelf.project, None, 1001)[-1][1].id)
    bar = shelf.view.verticalScrollBar()
    seen = [shelf.view.rows_in_sight()[0]]
    labels = [shelf.model.index(seen[0]).data(ROW).page.label]
    for _ in range(4000):
        bar.setValue(bar.value() - 130)
        label = shelf.model.index(shelf.view.rows_in_sight()[0]).data(ROW).page.label
        if label != labels[-1]:
            labels.append(label)
        if label == "p11":
            break
    everything = [page.label for page in shelf.pages()]
    stop = everything.index(labels[0])
    assert labels == everything[: stop + 1][::-1]
    assert shelf.model.rowCount() <= 1400
    assert shelf.session.content.page.label == "p2101", "scrolling turns no page"
    assert watcher.model() is shelf.model


def test_scrolling_down_to_the_end_forgets_the_beginning(make_shelf, qtbot):
    shelf = make_shelf((900, 900), images=False)
    watcher = watch(shelf)
    bar = shelf.view.verticalScrollBar()
    for _ in range(400):
        bar.setValue(bar.value() + 1200)
        QApplication.processEvents()
        if shelf.model.row(shelf.model.index(shelf.model.rowCount() - 1)).page.label == "p2900" and (
            bar.value() == bar.maximum()
        ):
            break
    assert numbers(shelf)[-1] == "p2900" and len(numbers(shelf)) <= 1400
    assert shelf.shown()[-1] == "900 · p2900"
    shelf.session.do(e.RemovePage(shelf.pages()[-2].id))
    shelf.pane.refresh()
    assert watcher.model() is shelf.model


def test_edits_within_a_far_stretch_are_shown(make_shelf, qtbot):
    shelf = make_shelf((900, 900), images=False)
    watcher = watch(shelf)
    page = readers.page_window(shelf.project, None, 1500)[-1][1].id
    shelf.session.show_page(page)
    shelf.pane.set_status("checked")
    qtbot.waitUntil(lambda: shelf.model.row(shelf.view.currentIndex()).page.status == "checked")
    shelf.pane.move_page_up()
    assert shelf.view.currentIndex().data() == "599 · p2600"
    shelf.pane.remove_page()
    qtbot.waitUntil(lambda: shelf.view.currentIndex().data() == "599 · p2599")
    shelf.session.undo()
    qtbot.waitUntil(lambda: shelf.view.currentIndex().data() == "599 · p2600")
    assert watcher.model() is shelf.model


def test_an_empty_project_is_an_empty_list(make_shelf):
    shelf = make_shelf(())
    watch(shelf)
    assert shelf.shown() == []
    shelf.pane.remove_page()
    shelf.pane.move_page_up()
    shelf.pane.rename_page()
    assert isinstance(shelf.view.itemDelegate(), CardDelegate) and isinstance(shelf.model, PageListModel)


def test_below_the_heading_of_a_document_stands_how_far_it_is(shelf, qtbot):
    def done():
        return [shelf.model.index(row).data(ROW).done for row in range(5)]

    assert done() == [(0, 3), None, None, (0, 2), None]
    pages = shelf.pages()
    shelf.session.do(e.SetPageStatus(pages[0].id, "checked"))
    shelf.session.do(e.SetPageStatus(pages[1].id, "blank"))
    shelf.session.do(e.SetPageStatus(pages[4].id, "in_progress"))
    qtbot.waitUntil(lambda: done() == [(2, 3), None, None, (0, 2), None])
    words = shelf.model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "2 of 3 pages of this document are done" in words
    assert not shelf.view.grab().isNull()
    shelf.session.undo()
    shelf.session.undo()
    qtbot.waitUntil(lambda: done()[0] == (1, 3))


def test_only_some_pages_are_listed_with_the_numbers_they_have(shelf, qtbot):
    watcher = watch(shelf)
    pages = shelf.pages()
    shelf.session.do(e.SetPageStatus(pages[0].id, "checked"))
    shelf.session.do(e.SetPageStatus(pages[1].id, "checked", True))
    shelf.session.do(e.SetPageStatus(pages[3].id, "corrected"))
    shelf.pane.show_only("needing")
    assert shelf.shown() == ["2 · p12", "3 · p13", "2 · p22"] and shelf.pane.choice.currentText() == "That need me"
    headings = [shelf.model.index(row).data(ROW).heading for row in range(3)]
    assert headings == ["Record 1", None, "Record 2"]
    assert shelf.session.page_id == pages[0].id and not shelf.view.currentIndex().isValid()
    shelf.session.show_page(pages[2].id)
    assert shelf.view.currentIndex().row() == 1
    shelf.pane.set_status("corrected")
    qtbot.waitUntil(lambda: shelf.shown() == ["2 · p12", "2 · p22"])
    assert shelf.session.page_id == pages[2].id, "what is listed is not what is shown"
    shelf.pane.move_page_down()
    assert shelf.labels() == [["p11", "p12", "p13"], ["p21", "p22"]]
    shelf.pane.show_only("review")
    assert shelf.shown() == ["2 · p12"]
    shelf.pane.show_only("problem")
    assert shelf.shown() == [] and shelf.pane.none.text() == "No page is listed under “Problem”."
    shelf.session.do(e.SetPageStatus(pages[4].id, "problem"))
    qtbot.waitUntil(lambda: shelf.shown() == ["2 · p22"] and not shelf.pane.none.isVisible())
    shelf.pane.show_only("")
    assert len(shelf.shown()) == 5 and shelf.view.currentIndex().row() == 2
    assert watcher.model() is shelf.model


def test_a_heading_without_blanks_is_cut_in_its_middle(qapp):
    metrics = QFontMetrics(qapp.font())
    long = "104-10130-10215_ocr"
    width = metrics.horizontalAdvance(long) * 2 // 3
    shown = card._two_lines(long, metrics, width)
    assert shown.startswith("104") and shown.endswith("ocr") and "…" in shown
    assert metrics.horizontalAdvance(shown) <= width
    assert card._two_lines("Record 1", metrics, metrics.horizontalAdvance("Record 1")) == "Record 1"
