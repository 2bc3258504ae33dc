"""The tab of history: read from the journal, told of a line, a region, a page; an old text comes back."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QInputDialog

from editor.model import edit as e
from editor.store import journal
from editor.store.bygone import PAGE, Target
from editor.ui.compare.dialog import CompareDialog
from editor.ui.history.commands import HistoryCommands
from editor.ui.inspector.history_tab import moment
from editor.ui.inspector.history_words import Piece, pieces, said, words_of
from editor.work.history import Alteration
from editor.work.snapshots import naming, snapshots
from tests.ui.inspector.conftest import choose

LINE = "We informed Ambassador Dobrynin"


def told(tab):
    return [tab.model.data(tab.model.index(row, 0)) for row in range(tab.model.rowCount())]


def test_the_words_that_differ_are_told():
    def words(old, new, what=""):
        return said(Alteration(what, old, new))

    assert words("under provisons of", "under provisions of") == "provisons → provisions"
    assert words("a b c", "a c") in ("b → ∅", "b c → c")
    assert words("", "new") == "+ new"
    assert words("old", "") == "− old"
    assert words("same end x", "same end y") == "x → y"
    assert words("a b c d", "x b c y") == "a → x; d → y"
    assert words("not started", "in progress", "status") == "status: not started → in progress"
    assert [piece.text for piece in words_of(Alteration("kind", "", "stamp"))] == ["kind: ", "stamp"]


def test_what_is_the_same_is_cut_short_around_what_differs():
    told = pieces("a " * 30 + "provisons of the " + "b " * 30, "a " * 30 + "provisions of the " + "b " * 30)
    assert [piece for piece in told if piece.kind != "same"] == [Piece("old", "provisons"), Piece("new", "provisions")]
    assert told[0].text.startswith("…") and len(told[0].text) < 30
    assert told[-1].text.endswith("…") and len(told[-1].text) < 30
    assert pieces("", "new") == [Piece("new", "new")]
    assert pieces("", "") == []


def history(bench):
    """Show the history, with what does what it asks for."""
    tab = bench.show("History")
    commands = HistoryCommands(bench.session, bench.jobs, bench.theme, bench.pane)
    commands.serve(tab)
    said_of = []
    commands.told.connect(said_of.append)
    return tab, said_of


def select(tab, row):
    tab.list.setCurrentIndex(tab.model.index(row, 0))


def test_the_history_of_a_line_and_the_line_back_with_its_tag(bench):
    tab, said_of = history(bench)
    line = bench.line(LINE).id
    bench.session.do(e.TagSpan(line, 23, 31, "person"))
    bench.session.do(e.SetLineText(line, "We informed him"))
    bench.select("We informed him")
    assert [text.partition("\n")[2] for text in told(tab)] == [
        "Ambassador Dobrynin → him\ntag: Dobrynin → in the tray",
        "tag: + person",
        "+ " + LINE,
    ]
    assert not tab.restore.isEnabled()
    tab.list.setFocus()
    bench.qtbot.keyClick(tab.list, Qt.Key.Key_Down)
    assert tab.text.text() == LINE
    bench.qtbot.keyClick(tab.list, Qt.Key.Key_R)
    assert bench.line(LINE).id == line
    (tag,) = [a for a in bench.content().annotations if a.tag == "person"]
    assert [span.quote for span in tag.spans] == ["Dobrynin"]
    assert said_of[-1].startswith("The line is as it was on ")
    bench.settle()
    assert len(told(tab)) == 4
    bench.session.undo()
    assert bench.line("We informed him").id == line


def test_the_history_of_region_and_page_tells_of_what_is_gone(bench):
    tab, _ = history(bench)
    gone = bench.line("of insp-").id
    bench.session.do(e.SetRegionKind(bench.region(1).id, "stamp"))
    bench.session.do(e.SetLineText(bench.line("Seen by").id, "Seen by:"))
    bench.session.do(e.RemoveLine(gone))
    bench.select(LINE)
    choose(tab.reach, "Of this region")
    assert [text.partition(" ·")[0] for text in told(tab)[:2]] == ["Remove line", "Change kind"]
    assert told(tab)[0].endswith("− of insp-")
    choose(tab.reach, "Of this page")
    assert "∅ → :" in told(tab)[1]
    select(tab, 1)
    tab.restore.click()
    assert bench.line("of insp-").id == gone
    bench.settle()
    select(tab, 1)
    bench.qtbot.keyClick(tab.list, Qt.Key.Key_Return)
    assert bench.session.selection.line == gone
    choose(tab.reach, "Of this document")
    assert told(tab)[0].startswith("Restore page as of ")
    choose(tab.reach, "Of the project")
    assert told(tab)[1].startswith("Remove line")
    assert not tab.restore.isVisible()


def test_the_list_fetches_more_as_it_is_walked(bench):
    tab, _ = history(bench)
    line = bench.line(LINE).id
    for number in range(75):
        bench.project.apply(e.SetLineText(line, f"We informed {number}"))
    bench.select("We informed 74")
    assert 30 <= tab.model.rowCount() < 76
    bench.qtbot.keyClick(tab.list, Qt.Key.Key_End)
    while tab.model.canFetchMore(tab.model.index(-1, 0)):
        tab.model.fetchMore(tab.model.index(-1, 0))
    assert tab.model.rowCount() == 76
    select(tab, 75)
    assert tab.text.text() == LINE


def test_a_named_state_stands_among_the_entries(bench, monkeypatch):
    tab, said_of = history(bench)
    line = bench.line(LINE).id
    bench.session.do(e.SetPageLabel(bench.pages[1], "another page"))
    bench.session.do(naming(bench.project, "First reading"))
    bench.session.do(e.SetLineText(line, "We informed"))
    bench.select("We informed")
    assert told(tab)[1].startswith("State “First reading”. Add line")
    asked = []
    tab.nameWanted.connect(asked.append)
    monkeypatch.setattr(QInputDialog, "getText", lambda *_: ("", True))
    select(tab, 1)
    tab.name.click()
    assert asked == [journal.last_rev(bench.project.connection) - 3]
    assert snapshots(bench.project) == []
    assert said_of == ["The state has no name any more."]
    monkeypatch.setattr(QInputDialog, "getText", lambda *_: ("Second", True))
    bench.pane.findChild(HistoryCommands).name_state()
    assert [one.name for one in snapshots(bench.project)] == ["Second"]
    bench.session.undo()
    assert snapshots(bench.project) == []


def test_the_page_of_then_stands_beside_the_page_of_now(bench, qtbot):
    line = bench.line(LINE).id
    rev = journal.last_rev(bench.project.connection)
    bench.session.do(e.SetLineText(line, "We informed nobody"))
    bench.session.do(e.RemoveLine(bench.line("of insp-").id))
    dialog = CompareDialog(bench.session, bench.theme, rev=rev)
    qtbot.addWidget(dialog)
    assert dialog.choice.right.currentText().startswith("As it was ")
    rows = {row.right_text: (row.kind, row.left_text) for row in dialog.comparison.rows}
    assert rows[LINE] == ("changed", "We informed nobody")
    assert rows["of insp-"] == ("right", "")
    assert not dialog.take_button.isEnabled()


def test_words_and_lines_go_back_to_what_the_machine_read(bench):
    _, said_of = history(bench)
    commands = bench.pane.findChild(HistoryCommands)
    line = bench.line(LINE).id
    bench.session.do(e.SetLineText(line, "They informed Ambassador Dobrinin"))
    bench.select("They informed Ambassador Dobrinin", 28)
    commands.revert_word()
    assert bench.line("They informed Ambassador Dobrynin").id == line
    assert said_of[-1] == "The machine read “Dobrynin” here."
    commands.revert_word()
    assert said_of[-1] == "“Dobrynin” is what the machine read."
    commands.revert_line()
    assert bench.line(LINE).id == line
    commands.revert_line()
    assert said_of[-1] == "This line says what the machine read."
    bench.session.undo()
    bench.session.undo()
    assert bench.line("They informed Ambassador Dobrinin").id == line
    commands.revert_page()
    assert bench.line(LINE).id == line


def test_a_time_is_told_in_local_time_and_odd_ones_as_they_are():
    assert moment("no time") == "no time"
    assert moment("1962-11-16T12:00:00.000+00:00") != ""


def test_a_huge_batch_is_told_by_its_title(bench):
    region = bench.region(1).id
    edits = tuple(e.AddLine(region, f"line {n} " + "x" * 300) for n in range(2000))
    bench.project.apply(e.Batch(edits, 'An "odd" title'))
    tab = bench.show("History")
    bench.select(LINE)
    choose(tab.reach, "Of this region")
    assert told(tab)[0].startswith('An "odd" title · Archivist')


def test_a_long_way_back_goes_on_in_a_thread_and_can_be_given_up(bench, monkeypatch):
    monkeypatch.setattr("editor.ui.history.recalling._AT_ONCE", 0)
    tab, said_of = history(bench)
    line = bench.line(LINE).id
    rev = journal.last_rev(bench.project.connection)
    for number in range(250):
        bench.project.apply(e.SetLineText(line, f"We informed {number}"))
    bench.select("We informed 249")
    tab.restoreWanted.emit(Target(PAGE, bench.pages[0]), rev)
    assert said_of[-1].startswith("Going back through the history: ")
    bench.qtbot.keyClick(tab.list, Qt.Key.Key_Escape)
    assert said_of[-1] == "Given up; nothing was changed."
    tab.restoreWanted.emit(Target(PAGE, bench.pages[0]), rev)
    bench.project.apply(e.SetLineText(line, "meanwhile"))
    bench.qtbot.waitUntil(lambda: said_of[-1].startswith("The page is as it was on "))
    assert bench.line(LINE).id == line
    bench.session.undo()
    assert bench.line("meanwhile").id == line
