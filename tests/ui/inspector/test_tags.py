"""The tab of tags: what stands where, its attributes, and the tray."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from editor.model import edit as e
from editor.store import readers
from tests.ui.inspector.conftest import choose

LINE = "We informed Ambassador Dobrynin"


def names(tab):
    return [tab.model.data(tab.model.index(row, 0)) for row in range(tab.model.rowCount())]


def tag(bench, start, end, kind, text=LINE, **attributes):
    return bench.project.apply(e.TagSpan(bench.line(text).id, start, end, kind, attributes)).id


def of(bench, annotation):
    return readers.annotation(bench.project, annotation)


def test_the_reach_widens_from_line_to_page(bench):
    tag(bench, 23, 31, "person")
    tag(bench, 0, 3, "unclear", "TOP SECRET")
    tab = bench.show("Tags")
    bench.select(LINE)
    assert names(tab) == ["Person  Dobrynin"]
    choose(tab.reach, "On this page")
    assert names(tab) == ["Person  Dobrynin  (line 2.1)", "Unclear  TOP  (line 1.1)"]
    choose(tab.reach, "In this region")
    assert names(tab) == ["Person  Dobrynin  (line 2.1)"]
    choose(tab.reach, "On this line")
    bench.select("Seen by")
    assert names(tab) == []
    assert tab.none.isVisible()


def test_the_narrowest_tag_at_the_caret_is_chosen(bench):
    tag(bench, 0, 31, "quote")
    inner = tag(bench, 23, 31, "person")
    tab = bench.show("Tags")
    bench.select(LINE, 25)
    assert tab._chosen == inner
    assert "Dobrynin" in tab.words.text()


def test_attributes_are_entered_on_enter_and_on_leaving(bench):
    person = tag(bench, 23, 31, "person")
    tab = bench.show("Tags")
    bench.select(LINE, 25)
    assert list(tab.form.fields)[:2] == ["name", "ref"]
    QTest.keyClicks(tab.form.fields["name"], "Anatoly F. Dobrynin")
    QTest.keyClick(tab.form.fields["name"], Qt.Key.Key_Return)
    assert of(bench, person).attributes == {"name": "Anatoly F. Dobrynin"}
    tab.form.fields["ref"].setFocus()
    QTest.keyClicks(tab.form.fields["ref"], "https://example.org/1")
    tab.form.fields["cert"].setFocus()
    assert of(bench, person).attributes == {"name": "Anatoly F. Dobrynin", "ref": "https://example.org/1"}
    bench.settle()
    tab.form.fields["name"].clear()
    QTest.keyClick(tab.form.fields["name"], Qt.Key.Key_Return)
    assert of(bench, person).attributes == {"ref": "https://example.org/1"}


def test_what_is_being_entered_goes_to_its_own_tag_on_a_page_turn(bench):
    person = tag(bench, 23, 31, "person")
    tab = bench.show("Tags")
    bench.select(LINE, 25)
    tab.form.fields["name"].setFocus()
    QTest.keyClicks(tab.form.fields["name"], "Half a na")
    bench.session.step_page(1)
    assert of(bench, person).attributes == {"name": "Half a na"}


def test_the_caret_elsewhere_does_not_take_the_form_away_while_it_is_filled(bench):
    outer = tag(bench, 0, 31, "quote")
    tag(bench, 23, 31, "person")
    tab = bench.show("Tags")
    bench.pane.edit_annotation(outer)
    QTest.keyClicks(tab.form.fields["who"], "Ken")
    bench.select(LINE, 25)
    assert tab._chosen == outer
    assert tab.form.fields["who"].text() == "Ken"
    QTest.keyClick(tab.form.fields["who"], Qt.Key.Key_Escape)
    assert tab.form.fields["who"].text() == ""
    assert of(bench, outer).attributes == {}


def test_a_tag_is_changed_and_removed(bench):
    person = tag(bench, 23, 31, "person", name="A")
    tab = bench.show("Tags")
    bench.select(LINE, 25)
    choose(tab.form.tag, "Place")
    assert (of(bench, person).tag, of(bench, person).attributes) == ("place", {"name": "A"})
    bench.settle()
    tab.remove.click()
    assert bench.content().annotations == ()
    assert tab.none.isVisible()
    bench.session.undo()
    assert of(bench, person).tag == "place"


def test_attributes_the_tag_set_does_not_know_are_kept_and_shown(bench):
    person = tag(bench, 23, 31, "person", viaf="123")
    tab = bench.show("Tags")
    bench.select(LINE, 25)
    assert tab.form.fields["viaf"].text() == "123"
    QTest.keyClicks(tab.form.fields["name"], "X")
    QTest.keyClick(tab.form.fields["name"], Qt.Key.Key_Return)
    assert of(bench, person).attributes == {"viaf": "123", "name": "X"}


def test_an_orphan_is_anchored_on_the_word_at_the_caret(bench):
    person = tag(bench, 23, 31, "person", name="A")
    bench.project.apply(e.SetLineText(bench.line(LINE).id, "We informed Ambassador"))
    assert of(bench, person).orphan
    tab = bench.show("Tags")
    choose(tab.reach, "In the tray")
    assert names(tab) == ["Person  Dobrynin  (tray)"]
    assert tab.anchor.isVisible()
    assert not tab.anchor.isEnabled()
    bench.select("Seen by", 1)
    tab.anchor.click()
    anchored = of(bench, person)
    assert [(s.line, s.quote) for s in anchored.spans] == [(bench.line("Seen by").id, "Seen")]
    assert anchored.attributes == {"name": "A"}
    assert names(tab) == []


def test_edit_annotation_widens_to_where_it_is(bench):
    far = tag(bench, 0, 3, "person", "TOP SECRET")
    tab = bench.show("Tags")
    bench.select(LINE)
    bench.pane.edit_annotation(far)
    assert tab._chosen == far
    assert tab.reach.currentData() == "page"
    assert tab.form.fields["name"].hasFocus()


def test_enter_on_a_row_goes_to_its_words(bench):
    tag(bench, 23, 31, "person")
    tab = bench.show("Tags")
    choose(tab.reach, "On this page")
    tab.list.activated.emit(tab.model.index(0, 0))
    selection = bench.session.selection
    assert (selection.line, selection.start, selection.end) == (bench.line(LINE).id, 23, 31)
