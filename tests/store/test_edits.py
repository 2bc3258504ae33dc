"""What the edits mean to an archivist: words keep their tags, readings their share, nothing goes silently."""

import pytest

from editor.model import edit as e
from editor.model.annotation import SpanTarget
from editor.model.faults import EditFault
from editor.model.page import Piece, Share, Word
from editor.store import readers, search
from editor.store.project import Project

BOX = ((0, 0), (230, 0), (230, 20), (0, 20))


@pytest.fixture
def project(tmp_path):
    with Project.create(tmp_path / "p.muniment", user="archivist") as project:
        yield project


@pytest.fixture
def page(project):
    document = project.apply(e.AddDocument("Memo")).id
    return project.apply(e.AddPage(document, "a.jpg", width=1000, height=1000)).id


@pytest.fixture
def region(project, page):
    return project.apply(e.AddRegion(page, outline=((0, 0), (1000, 0), (1000, 500), (0, 500)))).id


def add(project, region, text, **more):
    reading = Share(77, (Piece(3, 0, len(text)),), tuple(_words(text)))
    return project.apply(e.AddLine(region, text, BOX, ((0, 18), (230, 18)), ocr_text=text, share=reading, **more)).id


def _words(text):
    at = 0
    for word in text.split():
        at = text.index(word, at)
        yield Word(at, at + len(word), 0.5)
        at += len(word)


def texts(project, page):
    return [[line.text for line in region.lines] for region in readers.content(project, page).regions]


def test_a_tag_over_a_cut_stands_on_both_lines_and_is_one_again_when_they_are_joined(project, page, region):
    line = add(project, region, "the Soviet Union says")
    tag = project.apply(e.TagSpan(line, 4, 16, "place")).id
    second = project.apply(e.SplitLine(line, 10)).id
    assert readers.annotation(project, tag).targets == (
        SpanTarget(line, 4, 10, "Soviet"),
        SpanTarget(second, 0, 5, "Union"),
    )
    project.apply(e.JoinLines(line, second))
    assert readers.annotation(project, tag).targets == (SpanTarget(line, 4, 16, "Soviet Union"),)
    assert texts(project, page) == [["the Soviet Union says"]]


def test_a_tag_over_several_lines_is_one(project, page, region):
    lines = [add(project, region, text) for text in ("the offer had", "been made to", "Kuznetsov.")]
    spans = ((lines[0], 4, 13), (lines[1], 0, 12), (lines[2], 0, 9))
    tag = project.apply(e.TagSpans(spans, "del", {"hand": "ink"})).id
    found = readers.annotation(project, tag)
    assert [t.quote for t in found.spans] == ["offer had", "been made to", "Kuznetsov"]
    project.apply(e.RemoveLine(lines[1]))
    project.apply(e.SetLineText(lines[0], "the offer made"))
    assert [t.quote for t in readers.annotation(project, tag).spans] == ["offer made", "Kuznetsov"]
    for _ in range(3):
        project.undo()
    assert readers.content(project, page).annotations == ()


def test_a_tag_without_words_comes_into_the_tray(project, page, region):
    line = add(project, region, "told Rostow that")
    tag = project.apply(e.TagSpans((), "person", {"ref": "r"}, page=page, quote="Rostow")).id
    document = readers.page(project, page).document
    assert [(a.id, a.quote) for a in readers.orphans_of(project, document)] == [(tag, "Rostow")]
    project.apply(e.AnchorOrphan(tag, line, 5, 11))
    assert readers.orphans(project) == []
    for edit in (
        e.TagSpans((), "person"),
        e.TagSpans((), "person", page=region),
        e.TagSpans(((line, 0, 4),), "person", page=page),
        e.TagSpans(((line, 0, 99),), "person"),
    ):
        with pytest.raises(EditFault):
            project.apply(edit)


def test_split_cuts_the_shape_and_the_share_where_the_text_is_cut(project, region):
    line = add(project, region, "Hughey under provisions")
    project.apply(e.SetLineText(line, "Hughes under provisions"))
    second = project.apply(e.SplitLine(line, 7)).id
    left, right = readers.line(project, line), readers.line(project, second)
    assert (left.text, left.ocr_text) == ("Hughes", "Hughey")
    assert (right.text, right.ocr_text) == ("under provisions", "under provisions")
    assert right.share.pieces == (Piece(3, 7, 23),)
    assert left.outline[1][0] == pytest.approx(70)
    assert right.outline[0][0] == pytest.approx(70)
    assert left.baseline == ((0, 18), (70, 18))


def test_a_word_cut_in_two_is_one_again(project, page, region):
    line = add(project, region, "the quarantine")
    before = readers.line(project, line)
    second = project.apply(e.SplitLine(line, 9)).id
    assert texts(project, page) == [["the quara", "ntine"]]
    project.apply(e.JoinLines(line, second))
    after = readers.line(project, line)
    assert (after.text, after.ocr_text, after.share) == (before.text, before.ocr_text, before.share)


def test_words_that_go_leave_their_tag_in_the_tray_with_the_quote(project, region):
    line = add(project, region, "told Rostow that")
    tag = project.apply(e.TagSpan(line, 5, 11, "person", {"ref": "r"})).id
    project.apply(e.SetLineText(line, "told that"))
    orphan = readers.orphans(project)[0]
    assert (orphan.id, orphan.quote, dict(orphan.attributes)) == (tag, "Rostow", {"ref": "r"})
    project.apply(e.SetLineText(line, "told Rostow that"))
    project.apply(e.AnchorOrphan(tag, line, 5, 11))
    assert readers.orphans(project) == []
    project.undo()
    project.undo()
    project.undo()
    assert readers.annotation(project, tag).targets == (SpanTarget(line, 5, 11, "Rostow"),)


@pytest.mark.parametrize("remove", ["line", "region", "page", "document"])
def test_what_is_removed_leaves_its_tags_and_notes_in_the_tray(project, page, region, remove):
    line = add(project, region, "told Rostow that")
    project.apply(e.TagSpan(line, 5, 11, "person"))
    project.apply(e.AddNote(e.NoteTarget(line=line), "why?"))
    document = readers.page(project, page).document
    edits = {
        "line": e.RemoveLine(line),
        "region": e.RemoveRegion(region),
        "page": e.RemovePage(page),
        "document": e.RemoveDocument(document),
    }
    project.apply(edits[remove])
    assert [(a.tag, a.quote) for a in readers.orphans(project)] == [("person", "Rostow"), ("note", "told Rostow that")]
    project.undo()
    assert readers.orphans(project) == []
    assert texts(project, page) == [["told Rostow that"]]


def test_any_change_of_text_takes_the_mark_of_verified_away(project, region):
    line = add(project, region, "one two")
    project.apply(e.SetLineVerified(line))
    assert readers.line(project, line).verified
    project.apply(e.SetLineText(line, "one two"))
    assert readers.line(project, line).verified
    project.apply(e.SetLineText(line, "one too"))
    assert not readers.line(project, line).verified


def test_order_of_lines_and_regions(project, page, region):
    one, two, three = (add(project, region, text) for text in ("one", "two", "three"))
    project.apply(e.MoveLine(three, region, after=None))
    project.apply(e.MoveLine(one, region))
    assert texts(project, page) == [["three", "two", "one"]]
    other = project.apply(e.AddRegion(page, "marginalia", after=None)).id
    project.apply(e.MoveLine(two, other))
    assert texts(project, page) == [["two"], ["three", "one"]]
    for _ in range(60):
        project.apply(e.AddLine(region, "x", after=three))
    assert len(texts(project, page)[1]) == 62
    assert texts(project, page)[1][0] == "three"


def test_a_region_goes_to_another_page_with_its_words_tags_and_notes_but_not_its_place(project, page, region):
    line = add(project, region, "TOP SECRET")
    project.apply(e.TagSpan(line, 0, 10, "classification"))
    project.apply(e.TagRegion(region, "stamp"))
    other = project.apply(e.AddPage(readers.page(project, page).document, "b.jpg", width=500, height=500)).id
    change = project.apply(e.MoveRegion(region, page=other))
    assert change.pages == {page, other}
    there = readers.content(project, other)
    assert [(line.text, line.outline, line.baseline) for _, line in there.lines()] == [("TOP SECRET", (), ())]
    assert {annotation.tag for annotation in there.annotations} == {"classification", "stamp"}
    assert (there.regions[0].outline, readers.content(project, page).regions) == ((), ())
    project.undo()
    assert readers.content(project, page).regions[0].outline
    with pytest.raises(EditFault):
        project.apply(e.MoveRegion(region, page=1))


def test_attributes_of_a_line_are_set_one_by_one_and_taken_away(project, page, region):
    line = add(project, region, "one", attributes={"source-id": "l1"})
    project.apply(e.SetLineVerified(line))
    project.apply(e.SetLineAttributes(line, {"link": "0.91"}))
    assert readers.line(project, line).attributes == {"source-id": "l1", "link": "0.91"}
    assert readers.line(project, line).verified
    project.apply(e.SetLineAttributes(line, {"link": ""}))
    assert readers.line(project, line).attributes == {"source-id": "l1"}
    project.undo()
    assert readers.line(project, line).attributes["link"] == "0.91"


def test_a_region_is_split_at_a_column(project, page, region):
    line = add(project, region, "Hughey under provisions")
    new = project.apply(e.SplitRegion(region, at_x=70)).id
    left, right = readers.content(project, page).regions
    assert [x.text for x in left.lines] == ["Hughey"]
    assert [x.text for x in right.lines] == ["under provisions"]
    assert (left.lines[0].id, right.id) == (line, new)


def test_a_region_is_split_before_a_line_and_joined_again(project, page, region):
    for text in ("one", "two", "three"):
        add(project, region, text)
    second = readers.content(project, page).regions[0].lines[1].id
    new = project.apply(e.SplitRegion(region, before_line=second)).id
    assert texts(project, page) == [["one"], ["two", "three"]]
    project.apply(e.JoinRegions(region, new))
    assert texts(project, page) == [["one", "two", "three"]]


def test_what_cannot_be_is_refused(project, page, region):
    line = add(project, region, "one")
    for edit in (
        e.SetLineText(line, "two\nlines"),
        e.SetLineText(line, "a\x00"),
        e.SetLineText(12345, "x"),
        e.SplitLine(line, 9),
        e.JoinLines(line, line),
        e.TagSpan(line, 2, 9, "person"),
        e.TagSpan(line, 0, 1, " "),
        e.MoveLine(line, region, after=line),
        e.AddLine(region, "x", id=line),
        e.AddLine(region, "x", id=1 << 53),
        e.SetPageStatus(page, "finished"),
        e.SetProject({"tagset": "not = [toml"}),
        e.SetMetadata(readers.documents(project)[0].id, {"title": " "}),
    ):
        with pytest.raises(EditFault):
            project.apply(edit) if not isinstance(edit, e.SetProject) else _as_edit_fault(project, edit)
    assert texts(project, page) == [["one"]]


def _as_edit_fault(project, edit):
    from editor.model.faults import Fault

    try:
        project.apply(edit)
    except Fault as fault:
        raise EditFault(str(fault)) from fault


def test_the_index_follows_the_text(project, page, region):
    line = add(project, region, "Élève of Dobrynin")
    assert [f.line for f in search.lines_with(project, "eleve")] == [line]
    assert [f.line for f in search.lines_with(project, "dobry")] == [line]
    project.apply(e.SetLineText(line, "Kuznetsov"))
    assert search.lines_with(project, "dobry") == []
    project.undo()
    assert [f.line for f in search.lines_with(project, "of dobrynin")] == [line]
    for evil in ('"', "a AND", "NEAR(", "-fox", "nocol:x", "*", "^", "(", "", '""""', "'; DROP TABLE line;--"):
        search.lines_with(project, evil)


def test_pages_beside_and_windows(project, page):
    document = readers.page(project, page).document
    more = [project.apply(e.AddPage(document, label=str(n))).id for n in range(5)]
    other = project.apply(e.AddDocument("Second")).id
    last = project.apply(e.AddPage(other, label="z")).id
    ids = [page, *more, last]
    window = readers.page_window(project, None, 3)
    rest = readers.page_window(project, window[-1][0], 100)
    assert [p.id for _, p in window + rest] == ids
    assert readers.page_beside(project, page, 1) == more[0]
    assert readers.page_beside(project, more[-1], 1) == last
    assert readers.page_beside(project, last, -6) == page
    assert readers.page_beside(project, page, -1) is None
    assert [p.seq for p in readers.pages(project, document)] == [1, 2, 3, 4, 5, 6]
    project.apply(e.MovePage(last, document, after=None))
    assert readers.first_page(project) == last


def test_history_and_days_of_work(project, page, region):
    from editor.store import journal, provenance

    line = add(project, region, "one")
    project.apply(e.SetLineText(line, "two"))
    revs = [entry.rev for entry in journal.entries(project.connection, things=[line])]
    assert len(revs) == 2
    document = readers.page(project, page).document
    ((_, user, edits),) = provenance.days_of_work(project, document)
    assert (user, edits) == ("archivist", 4)


def test_the_row_whose_id_is_taken_is_named_and_nothing_of_its_batch_is_kept(project, page, region):
    taken = add(project, region, "there already")
    before = readers.content(project, page)
    lines = [e.AddLine(region, f"line {number}", id=taken + number) for number in (3, 2, 1, 0)]
    with pytest.raises(EditFault, match=f"The line {taken} cannot be added"):
        project.apply(e.Batch(tuple(lines)))
    assert readers.content(project, page) == before
    assert search.lines_with(project, "line") == []


def test_a_batch_puts_lines_in_the_order_and_finds_the_words_they_end_with(project, page, region):
    batch = project.apply(
        e.Batch(
            (
                e.AddLine(region, "alpha", id=901),
                e.AddLine(region, "beta", id=900),
                e.AddLine(region, "gamma", after=901, id=902),
                e.MoveLine(901, region),
                e.AddLine(region, "delta", id=903),
                e.SetLineText(900, "epsilon"),
                e.RemoveLine(902),
                e.AddLine(region, "gamma again", after=None, id=904),
            )
        )
    )
    assert texts(project, page) == [["gamma again", "epsilon", "alpha", "delta"]]
    assert [bool(search.lines_with(project, word)) for word in ("beta", "epsilon", "gamma", "delta")] == [
        False,
        True,
        True,
        True,
    ]
    after = [edit.after for edit in batch.edit.edits if isinstance(edit, e.AddLine)]
    assert after == [None, 901, 901, 901, None]
    project.undo()
    assert search.lines_with(project, "gamma") == []
    project.redo()
    assert texts(project, page) == [["gamma again", "epsilon", "alpha", "delta"]]


def test_imports_are_told_apart_from_work(project, page, region):
    from editor.store import provenance

    document = readers.page(project, page).document
    before = provenance.days_of_work(project, document)
    for source in ({"format": "PAGE", "producer": "engine-x"}, {"format": "TEI", "producer": "Muniment 0.1"}, {}):
        reading, line = project.new_id(), project.new_id()
        project.apply(e.Batch((e.AddReading(page, source, "{}", reading), e.AddLine(region, "one", id=line))))
    assert provenance.days_of_work(project, document) == before
    ((day, user, pages),) = provenance.days_of_import(project, document)
    assert (len(day), user, pages) == (10, "archivist", 1)
    assert provenance.producers(project, document) == ["engine-x"]
    project.apply(e.SetLineText(line, "two"))
    assert provenance.days_of_work(project, document) == [(day, user, before[0][2] + 1)]
