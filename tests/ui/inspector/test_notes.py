"""The tab of notes: written on words, lines, regions and the page, changed and taken away."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from editor.model import edit as e
from editor.model.annotation import PageTarget, RegionTarget
from tests.ui.inspector.conftest import choose

LINE = "We informed Ambassador Dobrynin"


def notes(bench, page=0):
    return [a for a in bench.content(page).annotations if a.tag == "note"]


def test_a_note_on_selected_words(bench):
    bench.select(LINE, 23, 31)
    bench.pane.edit_note()
    tab = bench.pane.notes
    assert tab.on.currentText() == "“Dobrynin”"
    assert tab.text.hasFocus()
    QTest.keyClicks(tab.text, "Ambassador since 1962")
    QTest.keyClick(tab.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert [(n.attributes["text"], n.spans[0].quote) for n in notes(bench)] == [("Ambassador since 1962", "Dobrynin")]
    bench.settle()
    QTest.keyClick(tab.text, Qt.Key.Key_End)
    QTest.keyClicks(tab.text, "!")
    QTest.keyClick(tab.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert len(notes(bench)) == 1
    assert notes(bench)[0].attributes["text"].endswith("!")


def test_a_note_on_line_region_and_page(bench):
    bench.select(LINE)
    tab = bench.pane.notes
    for place, text in (("line 2.1", "on the line"), ("Paragraph", "on the region"), ("the page", "on the page")):
        bench.pane.edit_note()
        bench.settle()
        tab.new.click()
        choose(tab.on, place)
        tab.text.setFocus()
        QTest.keyClicks(tab.text, text)
        bench.session.flush()
    found = {n.attributes["text"]: n.targets[0] for n in notes(bench)}
    assert found["on the line"].line == bench.line(LINE).id
    assert found["on the region"] == RegionTarget(bench.region(1).id)
    assert found["on the page"] == PageTarget(bench.pages[0])


def test_a_note_half_written_stays_on_its_page(bench):
    bench.select(LINE)
    bench.pane.edit_note()
    QTest.keyClicks(bench.pane.notes.text, "Half a no")
    bench.session.step_page(1)
    bench.settle()
    assert [n.attributes["text"] for n in notes(bench, 0)] == ["Half a no"]
    assert notes(bench, 1) == []
    assert bench.pane.notes.text.toPlainText() == ""


def test_moving_the_caret_while_writing_keeps_what_the_note_is_on(bench):
    bench.select(LINE, 23, 31)
    bench.pane.edit_note()
    QTest.keyClicks(bench.pane.notes.text, "about the name")
    bench.select("Seen by")
    bench.session.flush()
    assert notes(bench)[0].spans[0].quote == "Dobrynin"


def test_the_notes_of_the_line_come_first_and_are_shown(bench):
    bench.project.apply(e.AddNote(e.NoteTarget(page=bench.pages[0]), "page"))
    bench.project.apply(e.AddNote(e.NoteTarget(line=bench.line("Seen by").id), "two\nlines <b>"))
    tab = bench.show("Notes")
    bench.select("Seen by")
    assert [tab.model.row(tab.model.index(i, 0)).attributes["text"] for i in range(2)] == ["two\nlines <b>", "page"]
    assert tab.text.toPlainText() == "two\nlines <b>"
    tab.list.setCurrentIndex(tab.model.index(1, 0))
    assert tab.text.toPlainText() == "page"


def test_a_note_is_removed_and_an_empty_one_too(bench):
    for text in ("one", "two"):
        bench.project.apply(e.AddNote(e.NoteTarget(line=bench.line(LINE).id), text))
    tab = bench.show("Notes")
    bench.select(LINE)
    tab.remove.click()
    assert [n.attributes["text"] for n in notes(bench)] == ["two"]
    bench.settle()
    tab.text.setFocus()
    tab.text.selectAll()
    QTest.keyClick(tab.text, Qt.Key.Key_Delete)
    QTest.keyClick(tab.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert notes(bench) == []
    bench.session.undo()
    assert [n.attributes["text"] for n in notes(bench)] == ["two"]


def test_no_break_spaces_in_notes_survive(bench):
    bench.project.apply(e.AddNote(e.NoteTarget(line=bench.line(LINE).id), "a\u00a0b"))
    tab = bench.show("Notes")
    bench.select(LINE)
    tab.text.setFocus()
    QTest.keyClick(tab.text, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(tab.text, "c")
    bench.session.flush()
    assert notes(bench)[0].attributes["text"] == "a\u00a0bc"
