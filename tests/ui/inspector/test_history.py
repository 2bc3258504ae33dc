"""The tab of history: read from the journal, told of a line, a region, a page; an old text comes back."""

from editor.model import edit as e
from editor.store import journal
from editor.ui.inspector.history import brief, events_of_line
from editor.ui.inspector.history_tab import moment
from tests.ui.inspector.conftest import choose

LINE = "We informed Ambassador Dobrynin"


def told(tab):
    return [tab.model.data(tab.model.index(row, 0)) for row in range(tab.model.rowCount())]


def test_the_words_that_differ_are_told():
    assert brief("under provisons of", "under provisions of") == "provisons → provisions"
    assert brief("a b c", "a c") == "b → ∅" or brief("a b c", "a c") == "b c → c"
    assert brief("", "new") == "+ new"
    assert brief("old", "") == "− old"
    assert brief("same end x", "same end y") == "x → y"


def test_a_line_knows_its_texts_through_split_batch_and_undo(bench):
    line = bench.line(LINE)
    bench.project.apply(e.SetLineText(line.id, "We informed Ambassador Dobrinin"))
    bench.project.apply(e.Batch((e.SetLineText(line.id, "We told him"), e.SetLineVerified(line.id)), "Tidy"))
    bench.project.undo()
    bench.project.apply(e.SplitLine(line.id, 11))
    found = events_of_line(journal.entries(bench.project.connection, things=[line.id]), line.id, "We informed")
    assert [(event.title, event.text) for event in found] == [
        ("Split line", "We informed"),
        ("Take back", "We informed Ambassador Dobrinin"),
        ("Tidy", "We told him"),
        ("Change text", "We informed Ambassador Dobrinin"),
        ("Add line", LINE),
    ]
    assert found[-1].new == LINE
    assert found[0].user == "Archivist"


def test_the_history_of_a_line_and_its_old_text_back(bench):
    tab = bench.show("History")
    bench.session.do(e.SetLineText(bench.line(LINE).id, "We informed Ambassador Dobrinin"))
    bench.select("We informed Ambassador Dobrinin")
    assert [text.partition("\n")[2] for text in told(tab)] == ["Dobrynin → Dobrinin", "+ " + LINE]
    tab.list.setCurrentIndex(tab.model.index(1, 0))
    assert tab.text.text() == LINE
    tab.restore.click()
    assert bench.line(LINE)
    bench.settle()
    assert len(told(tab)) == 3
    assert not tab.restore.isEnabled()


def test_tags_on_the_line_are_part_of_its_history(bench):
    tab = bench.show("History")
    bench.session.do(e.TagSpan(bench.line(LINE).id, 23, 31, "person"))
    bench.select(LINE)
    assert told(tab)[0].startswith("Tag · Archivist · ")


def test_the_history_of_region_and_page(bench):
    tab = bench.show("History")
    bench.session.do(e.SetRegionKind(bench.region(1).id, "stamp"))
    bench.session.do(e.SetLineText(bench.line("Seen by").id, "Seen by:"))
    bench.select(LINE)
    choose(tab.reach, "Of this region")
    assert told(tab)[0].startswith("Change kind")
    assert not tab.restore.isVisible()
    choose(tab.reach, "Of this page")
    assert told(tab)[0].partition("\n")[2] == "by → by:"
    assert told(tab)[1].startswith("Change kind")


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
