"""One text over several scans: where each begins is proposed, moved and taken; held against the file."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from editor.model import edit as e
from editor.model.codec import canonical
from editor.store import readers
from editor.store.project import Project
from editor.ui.linking.page_ends import PageEnds
from editor.ui.linking.pages_dialog import PagesDialog
from editor.ui.session import Session
from tests.ui.linking.conftest import HEIGHT, WIDTH, draw, read

FIRST = (
    "The ferry came at noon with many people aboard",
    "and the harbour master wrote their names into",
    "the book that lies upon the table by the door",
)
SECOND = (
    "of the office where the clerk had kept it for",
    "eleven years before anybody asked about it",
    "because it was raining when the inquiry began",
)
TEXT = " ".join((*FIRST, *SECOND))


@pytest.fixture
def session(qapp, tmp_path):
    pytest.importorskip("cv2", reason="needs the extra “link”")
    with Project.create(tmp_path / "one.muniment", {"title": "One"}, user="Tester") as project:
        document = project.apply(e.AddDocument("Report")).id
        for number, lines in enumerate((FIRST, SECOND), start=1):
            name = f"scan-{number}.png"
            placed = draw(tmp_path / name, lines)
            page = project.apply(e.AddPage(document, name, f"page {number}", width=WIDTH, height=HEIGHT)).id
            project.apply(e.AddReading(page, {"format": "page"}, canonical(read(placed))))
        first = next(iter(readers.all_pages(project))).id
        region = project.apply(e.AddRegion(first, "paragraph")).id
        project.apply(e.AddLine(region, TEXT))
        session = Session(project)
        session.show_first_page()
        yield session
        session.close()


@pytest.fixture
def dialog(session, qtbot):
    dialog = PagesDialog(session)
    qtbot.addWidget(dialog, before_close_func=lambda one: one.done(0))
    dialog.show()
    qtbot.waitUntil(lambda: dialog.ends is not None, timeout=20_000)
    return dialog


def texts(session):
    return [
        [line.text.strip() for _, line in readers.content(session.project, page.id).lines()]
        for page in readers.all_pages(session.project)
    ]


def test_a_text_is_given_out_where_its_pages_begin_as_one_step(dialog, session):
    assert dialog.table.rowCount() == 2
    assert dialog.table.item(1, 1).text().startswith("of the office where")
    assert "%" in dialog.table.item(1, 3).text()
    dialog.take()
    assert texts(session) == [[" ".join(FIRST)], [" ".join(SECOND)]]
    session.undo()
    assert texts(session) == [[TEXT], []]


def test_a_beginning_is_moved_by_keys_and_the_rest_follows(dialog, session):
    dialog.table.selectRow(1)
    QTest.keyClick(dialog.table, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert dialog.table.item(1, 1).text().startswith("the office where")
    assert dialog.table.item(0, 2).text().endswith("by the door of")
    QTest.keyClick(dialog.table, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    QTest.keyClick(dialog.table, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    dialog.take()
    assert texts(session)[1][0].startswith("door of the office")


def test_a_page_can_be_left_without_text(dialog, session):
    dialog.table.selectRow(1)
    dialog.drop.click()
    assert dialog.ends.words_of(1) == 0
    dialog.take()
    assert texts(session) == [[TEXT], []] and dialog.isVisible()
    dialog.drop.click()
    assert dialog.ends.words_of(1) > 0


def test_it_says_why_there_is_nothing_to_give_out(session, qtbot):
    session.step_page(1)
    dialog = PagesDialog(session)
    qtbot.addWidget(dialog, before_close_func=lambda one: one.done(0))
    dialog.show()
    qtbot.waitUntil(lambda: "no text" in dialog.said.text(), timeout=10_000)
    assert not dialog.take_button.isEnabled()


def test_beginnings_keep_their_order(session):
    content = session.content
    line = content.regions[0].lines[0].id
    ends = PageEnds(content, [content.page.id, 98, 99])
    ends.begin(98, line, TEXT.index("of the office"), 0.9, "words")
    ends.begin(99, line, TEXT.index("because"), 0.9, "words")
    assert not ends.move(0, 5)
    assert ends.move(1, 500) and ends.first_words(1) == "it"
    assert ends.move(1, -500) and ends.words_of(0) == 1
    assert [place for _, _, place in ends.places()] == [0, TEXT.index("ferry"), TEXT.index("because")]
