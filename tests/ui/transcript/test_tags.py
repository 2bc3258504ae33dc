"""Tags from the text: by key, by list, on words and on places between them."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from editor.model import edit as e
from editor.store import readers

ONE, TWO, THREE = "The Soviets say that they will", "take the IL-28's out, not now but", "at some later point"


def runs(bench, index):
    row = bench.sheet.page.rows[index]
    return [(row.text[r.start : r.end], r.tags) for r in row.runs if r.tags]


def test_a_selection_is_tagged_without_the_blanks_around_it(bench):
    bench.put(ONE, 3, 12)
    bench.pane.tag_selection("organization")
    assert bench.tags() == [("organization", "Soviets")]
    assert runs(bench, 1) == [("Soviets", ("organization",))]


def test_the_word_at_the_caret_is_tagged_and_again_freed(bench):
    bench.put(TWO, 11)
    bench.pane.mark_unclear()
    assert bench.tags() == [("unclear", "IL-28's")]
    with bench.qtbot.waitSignal(bench.pane.told):
        bench.pane.mark_unclear()
    assert bench.tags() == []
    bench.session.undo()
    assert bench.tags() == [("unclear", "IL-28's")]


def test_no_word_no_tag(bench):
    bench.project.apply(e.SetLineText(bench.line(ONE).id, "a  ,  b"))
    bench.put("a  ,  b", 2)
    with bench.qtbot.waitSignal(bench.pane.told):
        bench.pane.mark_unclear()
    assert bench.tags() == []


def test_words_over_lines_are_one_tag_and_again_none(bench):
    bench.select(ONE, 26, TWO, 8)
    bench.pane.tag_selection("del")
    (made,) = bench.content().annotations
    assert [span.quote for span in made.spans] == ["will", "take the"]
    bench.select(ONE, 26, TWO, 8)
    with bench.qtbot.waitSignal(bench.pane.told):
        bench.pane.tag_selection("del")
    assert bench.tags() == []
    bench.session.undo()
    assert bench.tags() == [("del", "take the"), ("del", "will")]
    bench.session.undo()
    assert bench.tags() == []


def test_a_gap_is_a_place_and_is_seen(bench):
    bench.put(ONE, 3)
    bench.pane.tag_selection("gap")
    annotation = bench.content().annotations[0]
    assert (annotation.spans[0].start, annotation.spans[0].end) == (3, 3)
    assert bench.sheet.page.rows[1].gaps == ((3, "gap"),)
    block = bench.sheet.document().findBlockByNumber(1)
    spaced = [f.fragment().text() for f in block if f.fragment().charFormat().fontLetterSpacing() > 0]
    assert spaced == ["e"]
    bench.type("x")
    bench.flush()
    assert bench.shown()[1] == "Thex Soviets say that they will"


def test_a_letter_typed_behind_a_gap_is_not_spaced(bench):
    bench.put(ONE, 3)
    bench.pane.tag_selection("gap")
    bench.type("xyz")
    block = bench.sheet.document().findBlockByNumber(1)
    spaced = [f.fragment().text() for f in block if f.fragment().charFormat().fontLetterSpacing() > 0]
    assert spaced == ["e"]


@pytest.mark.parametrize("at", [0, len(ONE)])
def test_gaps_at_the_ends_of_a_line(bench, at):
    bench.put(ONE, at)
    bench.pane.tag_selection("gap")
    assert bench.sheet.page.rows[1].gaps == ((at, "gap"),)
    bench.pane.grab()


def test_tags_here_are_removed_but_not_notes(bench):
    line = bench.line(ONE).id
    bench.project.apply(e.TagSpan(line, 4, 11, "organization"))
    bench.project.apply(e.TagSpan(line, 0, 20, "quote"))
    bench.project.apply(e.TagSpan(line, 26, 30, "unclear"))
    bench.project.apply(e.AddNote(e.NoteTarget(line=line, start=4, end=11), "who?"))
    bench.put(ONE, 6)
    bench.pane.remove_tags_here()
    assert bench.tags() == [("note", "Soviets"), ("unclear", "will")]
    bench.pane.remove_tags_here()
    assert bench.pane.notice.isVisible()
    bench.put(ONE, 0, len(ONE))
    bench.pane.remove_tags_here()
    assert bench.tags() == [("note", "Soviets")]


def test_overlapping_tags_share_the_run(bench):
    line = bench.line(ONE).id
    bench.project.apply(e.TagSpan(line, 0, 20, "quote"))
    bench.project.apply(e.TagSpan(line, 4, 11, "organization"))
    bench.project.apply(e.TagSpan(line, 8, 25, "unclear"))
    assert runs(bench, 1) == [
        ("The ", ("quote",)),
        ("Sovi", ("quote", "organization")),
        ("ets", ("quote", "unclear", "organization")),
        (" say that", ("quote", "unclear")),
        (" they", ("unclear",)),
    ]
    bench.pane.grab()


def test_deletions_are_struck_and_a_struck_region_says_so(bench):
    line = bench.line("TOP SECRET").id
    bench.project.apply(e.TagSpan(line, 0, 10, "del"))
    block = bench.sheet.document().firstBlock()
    assert all(f.fragment().charFormat().fontStrikeOut() for f in block)
    heading = bench.sheet.page.rows[0].headings[0]
    assert heading.struck


def test_the_list_is_filtered_by_typing_and_enter_takes_the_first(bench):
    bench.put(ONE, 6)
    bench.pane.choose_tag()
    popup = bench.pane._popup
    assert popup.isVisible()
    QTest.keyClicks(popup.edit, "orga")
    with bench.qtbot.waitSignal(bench.pane.attributesWanted) as wanted:
        QTest.keyClick(popup.edit, Qt.Key.Key_Return)
    assert bench.tags() == [("organization", "Soviets")]
    assert wanted.args == [bench.content().annotations[0].id]


def test_the_list_takes_a_tags_key_and_the_arrows(bench):
    bench.put(ONE, 6)
    bench.pane.choose_tag()
    QTest.keyClicks(bench.pane._popup.edit, "u")
    QTest.keyClick(bench.pane._popup.edit, Qt.Key.Key_Return)
    assert bench.tags() == [("unclear", "Soviets")]
    bench.put(TWO, 1)
    bench.pane.choose_tag()
    QTest.keyClick(bench.pane._popup.edit, Qt.Key.Key_Down)
    QTest.keyClick(bench.pane._popup.edit, Qt.Key.Key_Return)
    second = bench.session.tagset.tags[1].name
    assert (second, "take") in bench.tags()


def test_escape_takes_no_tag(bench):
    bench.put(ONE, 6)
    bench.pane.choose_tag()
    QTest.keyClick(bench.pane._popup.edit, Qt.Key.Key_Escape)
    bench.qtbot.wait(1)
    assert bench.tags() == []
    assert bench.pane._popup is None


def test_the_legend_counts_the_tags_and_leads_to_them(bench):
    for text, start, end in ((ONE, 4, 11), (TWO, 9, 16)):
        bench.project.apply(e.TagSpan(bench.line(text).id, start, end, "organization"))
    chips = [bench.pane.legend._flow.itemAt(i).widget() for i in range(bench.pane.legend._flow.count())]
    assert [chip.text() for chip in chips] == ["Organization 2"]
    bench.put(ONE, 0)
    chips[0].click()
    assert bench.sheet.textCursor().selectedText() == "Soviets"
    chips[0].click()
    assert bench.sheet.textCursor().selectedText() == "IL-28's"
    chips[0].click()
    assert bench.sheet.textCursor().selectedText() == "Soviets"


def test_a_tip_names_the_tags_as_plain_text(bench):
    bench.project.apply(e.TagSpan(bench.line(ONE).id, 4, 11, "organization"))
    bench.put(ONE, 6)
    point = bench.sheet.cursorRect().center() + QPoint(1, 0)
    assert bench.sheet.tip_at(point) == "Organization"


def test_a_tag_the_set_does_not_know_is_shown_all_the_same(bench):
    bench.project.apply(e.TagSpan(bench.line(ONE).id, 4, 11, "ship"))
    assert runs(bench, 1) == [("Soviets", ("ship",))]


def test_splitting_a_tagged_line_keeps_the_tag_on_its_words(bench):
    bench.project.apply(e.TagSpan(bench.line(ONE).id, 4, 15, "quote"))
    bench.put(ONE, 12)
    bench.pane.split_line()
    assert bench.tags() == [("quote", "Soviets"), ("quote", "say")]
    bench.pane.join_with_previous()
    assert bench.tags() == [("quote", "Soviets say")]
    assert len(readers.content(bench.project, bench.pages[0]).annotations) == 1
