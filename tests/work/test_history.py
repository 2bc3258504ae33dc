"""History read in windows, what was brought back and said of it, named states, and going back to the OCR."""

import pytest

from editor.model import edit as e
from editor.model.faults import Fault
from editor.model.page import Line, Page, PageContent, Region
from editor.store import journal, readers
from editor.store.bygone import DOCUMENT, LINE, PAGE, REGION, Target
from editor.store.project import Project
from editor.work.compare import compare_page
from editor.work.export_tei import history
from editor.work.history import events
from editor.work.restoring import restore
from editor.work.revert import revert_line, revert_page, revert_word
from editor.work.snapshots import PREFIX, naming, snapshots, unnaming
from editor.work.versions import NOW, version, versions

TEXTS = ("We informed Ambassador Dobrynin", "that this matter was", "reaching a turning point")


class Desk:
    """A project of one document of two pages, the first with two regions."""

    def __init__(self, path):
        self.project = Project.create(path, user="Anna")
        do = self.project.apply
        self.document = do(e.AddDocument("Memo")).id
        self.pages = [do(e.AddPage(self.document, label=str(n), width=100, height=100)).id for n in (1, 2)]
        self.regions = [do(e.AddRegion(self.pages[0])).id for _ in range(2)]
        self.lines = [do(e.AddLine(self.regions[0], text, ocr_text=text)).id for text in TEXTS]
        self.rev = self.last()

    def last(self):
        return journal.last_rev(self.project.connection)

    def texts(self, page=0):
        return [line.text for _, line in readers.content(self.project, self.pages[page]).lines()]

    def titles(self, target, **how):
        return [event.title for event in events(self.project, target, **how)]


@pytest.fixture
def desk(tmp_path):
    desk = Desk(tmp_path / "p.muniment")
    yield desk
    desk.project.close()


def test_a_line_knows_its_texts_through_batch_undo_and_split_window_by_window(desk):
    line, project = desk.lines[0], desk.project
    project.apply(e.SetLineText(line, "We informed Dobrinin"))
    project.apply(e.Batch((e.SetLineText(line, "We told him"), e.SetLineVerified(line)), "Tidy"))
    project.undo()
    project.apply(e.SplitLine(line, 11))
    first = events(project, Target(LINE, line), most=2, text="We informed")
    rest = events(project, Target(LINE, line), first[-1].rev, text=first[-1].before)
    assert [(one.title, one.text) for one in (*first, *rest)] == [
        ("Split line", "We informed"),
        ("Take back", "We informed Dobrinin"),
        ("Tidy", "We told him"),
        ("Change text", "We informed Dobrinin"),
        ("Add line", TEXTS[0]),
    ]
    assert first[0].changes[0].new == "We informed ⏎ Dobrinin"
    assert rest[-1].changes[0].new == TEXTS[0]
    assert events(project, Target(LINE, line), rest[-1].rev, text=None) == []
    assert first[0].user == "Anna"


def test_what_is_gone_stays_in_the_history_of_what_held_it(desk):
    desk.project.apply(e.RemoveLine(desk.lines[1]))
    desk.project.apply(e.RemoveRegion(desk.regions[0]))
    for target in (Target(REGION, desk.regions[0]), Target(PAGE, desk.pages[0]), Target(DOCUMENT, desk.document)):
        assert desk.titles(target)[:3] == ["Remove region", "Remove line", "Add line"]
    assert desk.titles(Target(PAGE, desk.pages[1])) == ["Add page"]
    assert events(desk.project, Target(PAGE, desk.pages[0]))[1].changes[0].old == TEXTS[1]


def test_a_journal_that_did_not_note_what_lies_around_is_read_all_the_same(desk):
    around = (*desk.pages, *desk.regions, desk.document, 0)
    for thing in around:
        desk.project.connection.execute("DELETE FROM touch WHERE thing=?", (thing,))
    desk.project.apply(e.SetLineText(desk.lines[0], "We"))
    assert desk.titles(Target(PAGE, desk.pages[0])) == ["Change text", "Add line", "Add line", "Add line"]
    desk.project.apply(e.RemoveLine(desk.lines[1]))
    assert restore(desk.project, Target(PAGE, desk.pages[0]), desk.rev).edit is not None
    assert desk.texts() == list(TEXTS)


def test_a_page_comes_back_with_its_tags_and_one_undo_takes_that_away(desk):
    project = desk.project
    tag = project.apply(e.TagSpan(desk.lines[0], 23, 31, "person")).id
    rev = desk.last()
    project.apply(e.RemoveLine(desk.lines[0]))
    project.apply(e.JoinLines(desk.lines[1], desk.lines[2]))
    project.apply(e.SetPageLabel(desk.pages[0], "other"))
    outcome = restore(project, Target(PAGE, desk.pages[0]), rev)
    assert outcome.said.startswith("The page is as it was on ")
    assert desk.texts() == list(TEXTS)
    (found,) = readers.content(project, desk.pages[0]).annotations
    assert (found.id, found.spans[0].quote) == (tag, "Dobrynin")
    assert readers.page(project, desk.pages[0]).label == "1"
    assert "nothing was changed" in restore(project, Target(PAGE, desk.pages[0]), rev).said
    project.undo()
    assert desk.texts() == [f"{TEXTS[1]} {TEXTS[2]}"]


def test_a_line_brings_what_was_joined_to_it_and_takes_what_was_split_off(desk):
    first, second, _ = desk.lines
    desk.project.apply(e.JoinLines(first, second))
    rev = desk.last()
    desk.project.apply(e.SplitLine(first, 11))
    restore(desk.project, Target(LINE, first), rev)
    assert desk.texts() == [f"{TEXTS[0]} {TEXTS[1]}", TEXTS[2]]
    restore(desk.project, Target(LINE, first), desk.rev)
    assert desk.texts() == list(TEXTS)


def test_pages_that_were_not_there_are_said(desk):
    project = desk.project
    project.apply(e.SetMetadata(desk.document, {"title": "Letter", "date": "1962"}))
    later = project.apply(e.AddPage(desk.document, label="later")).id
    project.apply(e.RemovePage(desk.pages[0]))
    assert "was not there on" in restore(project, Target(PAGE, later), desk.rev).said
    outcome = restore(project, Target(DOCUMENT, desk.document), desk.rev)
    assert outcome.said.endswith("Not in it then, and left as they are: later.")
    assert [page.label for page in readers.pages(project, desk.document)] == ["1", "2", "later"]
    assert readers.document(project, desk.document).title == "Memo"
    assert desk.texts() == list(TEXTS)
    with pytest.raises(Fault, match="There is no entry 9999"):
        restore(project, Target(PAGE, later), 9999)


def test_a_page_whose_document_is_gone_says_so(desk):
    other = desk.project.apply(e.AddDocument("Other")).id
    desk.project.apply(e.MovePage(desk.pages[1], other))
    rev = desk.last()
    desk.project.apply(e.RemoveDocument(other))
    assert "is gone" in restore(desk.project, Target(PAGE, desk.pages[1]), rev).said


def test_states_are_named_renamed_and_told_in_the_tei(desk):
    project = desk.project
    project.apply(naming(project, "  First   reading "))
    project.apply(e.SetLineText(desk.lines[0], "We"))
    project.apply(naming(project, "Second reading"))
    assert [(one.name, one.who) for one in snapshots(project)] == [
        ("Second reading", "Anna"),
        ("First reading", "Anna"),
    ]
    assert snapshots(project)[1].rev == desk.rev
    assert desk.titles(None)[0] == "Name this state"
    assert events(project, None)[0].changes[0].new == "Second reading"
    told = [step.what for step in history(project, readers.document(project, desk.document))[0]]
    assert "State named “First reading”." in told
    assert [name for name, _ in versions(project, desk.pages[0])] == [NOW, -snapshots(project)[0].rev, -desk.rev]
    project.apply(naming(project, "Reading one", desk.rev))
    project.apply(unnaming(snapshots(project)[0].rev))
    assert [one.name for one in snapshots(project)] == ["Reading one"]
    for name, rev, why in (("  ", None, "needs a name"), ("x" * 300, None, "at most"), ("x", 9999, "no entry")):
        with pytest.raises(Fault, match=why):
            naming(project, name, rev)
    project.apply(e.SetProject({PREFIX + "odd": "x", PREFIX + "3": "plain"}))
    assert [one.name for one in snapshots(project)] == ["Reading one", "plain"]


def test_a_page_as_it_was_is_a_version_like_any_other(desk):
    desk.project.apply(e.SetLineText(desk.lines[0], "We informed nobody"))
    desk.project.apply(e.RemoveLine(desk.lines[2]))
    then = version(desk.project, desk.pages[0], -desk.rev)
    assert [line.text for line in then.lines] == list(TEXTS)
    comparison = compare_page(desk.project, desk.pages[0], NOW, -desk.rev)
    assert [row.kind for row in comparison.rows] == ["changed", "same", "right"]
    assert not comparison.can_take
    assert version(desk.project, desk.pages[0], -1).lines == ()


@pytest.mark.parametrize(
    ("text", "ocr", "caret", "after", "said"),
    [
        ("under provisons of", "under provisions of", 8, "under provisions of", "The machine read “provisions” here."),
        ("under provisons of", "under provisions of", 15, "under provisions of", "The machine read “provisions” here."),
        ("under provisons of", "under provisions of", 2, None, "“under” is what the machine read."),
        ("Ic was so", "It vvas so", 4, "Ic vvas so", "The machine read “vvas” here."),
        ("not with standing", "notwithstanding", 5, "notwithstanding", "The machine read “notwithstanding” here."),
        ("a  b", "a  b", 2, None, "There is no word here to revert."),
        ("a c", "a b c", 2, None, "“c” is what the machine read."),
        ("\U0001f600 wrod x", "\U0001f600 word x", 4, "\U0001f600 word x", "The machine read “word” here."),
    ],
)
def test_a_word_goes_back_to_what_the_machine_read(text, ocr, caret, after, said):
    found = revert_word(Line(1, 1, 1, text, ocr), caret)
    assert found.said == said
    assert (found.edit.edits[0].text if found.edit else None) == after


def test_lines_and_pages_go_back_but_verified_lines_stay():
    lines = (
        Line(1, 1, 1, "a", "b"),
        Line(2, 1, 2, "c", "d", verified=True),
        Line(3, 1, 3, "own"),
        Line(4, 1, 4, "s", "s"),
    )
    content = PageContent(Page(1, 1, 1, "p"), (Region(1, 1, 1, "paragraph", lines=lines),))
    found = revert_page(content)
    assert found.edit.edits == (e.SetLineText(1, "b"),)
    assert found.said == "One line says again what the machine read. Verified and left as they are: 1."
    assert revert_page(PageContent(content.page)).said == "There is no line on this page to revert."
    assert revert_line(lines[0]).edit.edits == (e.SetLineText(1, "b"),)
    assert "No machine read" in revert_line(lines[2]).said
    assert "No machine read" in revert_word(lines[2], 0).said
    assert revert_line(lines[3]).said == "This line says what the machine read."
