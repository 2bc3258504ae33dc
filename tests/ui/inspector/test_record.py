"""The tab of the record: the metadata of the document the page is in, and of no other."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from editor.model import edit as e
from editor.model.record import FIELDS
from editor.store import readers


def document(bench, place):
    return readers.document(bench.project, bench.documents[place])


def test_every_field_of_the_record_is_there_and_named(bench):
    tab = bench.show("Record")
    assert list(tab.fields) == ["title", *(field.name for field in FIELDS)]
    assert all(field.accessibleName() for field in tab.fields.values())
    assert tab.fields["title"].text() == "Memorandum"


def test_values_are_entered_one_by_one_and_taken_back(bench):
    tab = bench.show("Record")
    tab.fields["date"].setFocus()
    QTest.keyClicks(tab.fields["date"], "1962-11-16")
    QTest.keyClick(tab.fields["date"], Qt.Key.Key_Return)
    assert document(bench, 0).values == {"date": "1962-11-16"}
    tab.fields["summary"].setFocus()
    QTest.keyClicks(tab.fields["summary"], "On the IL-28s")
    tab.fields["from"].setFocus()
    assert document(bench, 0).values == {"date": "1962-11-16", "summary": "On the IL-28s"}
    bench.session.undo()
    bench.settle()
    assert tab.fields["summary"].toPlainText() == ""


def test_a_page_turn_in_the_middle_of_a_field_stores_to_its_own_record(bench):
    tab = bench.show("Record")
    tab.fields["repository"].setFocus()
    QTest.keyClicks(tab.fields["repository"], "National Arch")
    bench.session.show_page(bench.pages[2])
    bench.settle()
    assert document(bench, 0).values == {"repository": "National Arch"}
    assert document(bench, 1).values == {}
    assert tab.fields["repository"].text() == ""
    assert tab.fields["title"].text() == "Instruction"


def test_an_empty_title_is_refused_and_the_old_one_shown(bench):
    tab = bench.show("Record")
    tab.fields["title"].setFocus()
    tab.fields["title"].clear()
    with bench.qtbot.waitSignal(bench.pane.told):
        QTest.keyClick(tab.fields["title"], Qt.Key.Key_Return)
    assert document(bench, 0).title == "Memorandum"


def test_a_change_from_elsewhere_is_shown_but_not_over_what_is_being_written(bench):
    tab = bench.show("Record")
    tab.fields["from"].setFocus()
    QTest.keyClicks(tab.fields["from"], "Bun")
    bench.project.apply(e.SetMetadata(bench.documents[0], {"to": "ExComm", "from": "Other"}))
    bench.settle()
    assert tab.fields["to"].text() == "ExComm"
    assert tab.fields["from"].text() == "Bun"


def test_an_empty_project_has_no_record(bench):
    tab = bench.show("Record")
    for each in bench.documents:
        bench.session.do(e.RemoveDocument(each))
    bench.settle()
    assert bench.session.content is None
    assert tab.none.isVisible()
    for name in ("Region", "Tags", "Notes", "History"):
        bench.show(name)


def test_only_the_tab_that_is_seen_looks_at_the_selection(bench):
    bench.show("Record")
    bench.session.select_region(bench.region(1).id)
    bench.settle()
    assert bench.pane.region.scope.region is None
    bench.show("Region")
    assert bench.pane.region.scope.region.id == bench.region(1).id


def test_the_theme_changes_under_every_tab(bench):
    for name in ("Region", "Tags", "Notes", "History", "Record"):
        bench.show(name)
        bench.theme.set_mode("dark" if bench.theme.mode == "light" else "light")
        bench.pane.grab()


def test_the_errors_of_the_ocr_are_counted_when_asked_and_apart_on_checked_pages(bench, qtbot):
    lines = [line for page in range(3) for _, line in bench.content(page).lines()]
    bench.project.apply(e.SetLineText(lines[0].id, "TOP SECRETS"))
    bench.project.apply(e.SetPageStatus(bench.pages[1], "checked"))
    box = bench.show("Record").errors
    with qtbot.waitSignal(box.counted):
        box.button.click()
    here, here_checked, _, everywhere, _ = box.result.text().replace("\u00a0", " ").split("\n")
    characters = sum(len(line.text) for line in lines) + 1
    assert everywhere.startswith(f"The project, put right so far: CER {100 / characters:.1f} %, WER ")
    assert here.startswith("This document, put right so far: CER ")
    assert here_checked == "Against its checked pages (1): CER 0.0 %, WER 0.0 %"
    assert box.button.text() == "Count Them"
    box.button.click()
    box.button.click()
    assert box.result.text() == "Counting was stopped."
