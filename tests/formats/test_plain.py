"""Text out: what each view keeps, joins and leaves out."""

from __future__ import annotations

from dataclasses import replace

import pytest

from editor.formats.plain import text
from editor.formats.text import read
from editor.model.annotation import SpanTarget
from editor.model.page import Line, PageContent, Region
from editor.model.tagset import read_tagset
from tests.formats.tei.build import SHARED, Desk, whole, words
from tests.formats.tei.test_scans import SCANS, record


@pytest.fixture
def desk() -> Desk:
    made = Desk()
    made.page()
    return made


def said(desk: Desk, view: str = "reading") -> str:
    return "".join(text(desk.pages(), view))


def test_the_diplomatic_view_keeps_lines_regions_and_pages(desk: Desk) -> None:
    desk.region("heading", "MEMO")
    desk.region("image")
    desk.region("paragraph", "in-", "", " spection\u00a0")
    desk.page()
    desk.region("footer", "2")
    assert said(desk, "diplomatic") == "MEMO\n\nin-\n\n spection\u00a0\n\f\n2\n"


def test_the_raw_view_gives_what_the_machine_read(desk: Desk) -> None:
    ident = desk.contents[0].page.id
    lines = (Line(1, 9, 1, "corrected", "c0rrected"), Line(2, 9, 2, "typed in"), Line(3, 9, 3, "", "gone"))
    pages = [PageContent(desk.contents[0].page, (Region(9, ident, 1, "paragraph", lines=lines),))]
    assert "".join(text(pages, "raw")) == "c0rrected\ngone\n"
    assert "".join(text(pages, "diplomatic")) == "corrected\ntyped in\n\n"


def test_the_reading_view_joins_lines_and_words(desk: Desk) -> None:
    desk.region("paragraph", "an in-", "spection of the Kennedy-", "Khrushchev agreement ", " was")
    desk.region("paragraph", "Next.")
    assert said(desk) == "an inspection of the Kennedy- Khrushchev agreement was\n\nNext.\n"


def test_the_reading_view_joins_paragraphs_over_pages(desk: Desk) -> None:
    first = desk.region("paragraph", "the quaran-")
    desk.region("footer", "11/3/62")
    desk.page()
    desk.region("page-number", "- 2 -")
    desk.region("header", "running head")
    desk.region("paragraph", "tine must be", continues=first.id)
    desk.region("paragraph", "New.")
    assert said(desk) == "the quarantine must be\n\n[footer: 11/3/62]\n\n[p. - 2 -]\n\nNew.\n"


def test_reflowed_lines_are_paragraphs_that_may_go_on(desk: Desk) -> None:
    first = desk.region("paragraph", "One.", "by its own means to", attributes={"reflowed": "true"})
    desk.page()
    desk.region("paragraph", "insure itself.", "Three.", attributes={"reflowed": "true"}, continues=first.id)
    assert said(desk) == "One.\n\nby its own means to insure itself.\n\nThree.\n"


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("letterhead", "[letterhead: A / B]"),
        ("classification", "[A / B]"),
        ("caveat", "[caveat: A / B]"),
        ("declassification", "[stamp: A / B]"),
        ("control-number", "[no. A / B]"),
        ("marginalia", "[margin: A / B]"),
        ("routing", "[routing: A; B]"),
        ("signature", "[signed] A B"),
        ("table", "A\nB"),
        ("heading", "A B"),
        ("header", ""),
        ("unheard of", "A B"),
    ],
)
def test_what_is_beside_the_text_stands_in_brackets(desk: Desk, kind: str, expected: str) -> None:
    desk.region(kind, "A", "B")
    assert said(desk) == (expected + "\n" if expected else "")


@pytest.mark.parametrize(
    ("tag", "attributes", "expected"),
    [
        ("del", {}, "a  here"),
        ("add", {}, "a word here"),
        ("sic", {"correction": "ward"}, "a ward here"),
        ("sic", {}, "a word here"),
        ("abbrev", {"expansion": "x"}, "a word here"),
        ("unclear", {}, "a word[?] here"),
        ("gap", {}, "a word here"),
        ("person", {}, "a word here"),
        ("ship", {}, "a word here"),
        ("metamark", {}, "a  here"),
    ],
)
def test_tags_in_the_reading_view(desk: Desk, tag: str, attributes: dict[str, str], expected: str) -> None:
    region = desk.region("paragraph", "a word here")
    desk.tag(tag, words(region, "word"), **attributes)
    assert said(desk) == expected + "\n"
    assert said(desk, "diplomatic") == "a word here\n"


@pytest.mark.parametrize(
    ("attributes", "expected"),
    [
        ({}, "[..]"),
        ({"reason": "illegible"}, "[..]"),
        ({"reason": "redacted"}, "[redacted]"),
        ({"reason": "redacted", "quantity": "2", "unit": "lines"}, "[redacted: 2 lines]"),
        ({"extent": "half a line"}, "[illegible: half a line]"),
    ],
)
def test_gaps_in_the_reading_view(desk: Desk, attributes: dict[str, str], expected: str) -> None:
    region = desk.region("paragraph", "a  here")
    desk.tag("gap", SpanTarget(region.lines[0].id, 2, 2), **attributes)
    assert said(desk) == f"a {expected} here\n"


def test_tags_inside_and_across_others(desk: Desk) -> None:
    region = desk.region("paragraph", "one two three four")
    desk.tag("unclear", words(region, "one two"))
    desk.tag("del", words(region, "two"))
    desk.tag("del", words(region, "two three"))
    desk.tag("sic", words(region, "four"), correction="4")
    assert said(desk) == "one [?] three 4\n"


def test_a_correction_over_two_lines_is_said_once(desk: Desk) -> None:
    region = desk.region("paragraph", "the weap", "uns are")
    desk.tag("sic", words(region, "weap"), words(region, "uns", 2), correction="weapons")
    assert said(desk) == "the weapons are\n"


def test_a_struck_region_is_left_out(desk: Desk) -> None:
    region = desk.region("classification", "TOP SECRET")
    desk.region("classification", "UNCLASSIFIED")
    desk.tag("del", whole(region))
    assert said(desk) == "[UNCLASSIFIED]\n"


def test_a_region_all_of_whose_words_are_struck_is_left_out(desk: Desk) -> None:
    region = desk.region("classification", "TOP SECRET")
    desk.region("classification", "UNCLASSIFIED")
    desk.tag("del", words(region, "TOP SECRET"))
    assert said(desk) == "[UNCLASSIFIED]\n"


def test_the_tag_set_says_how_its_kinds_are_read(desk: Desk) -> None:
    desk.region("minute", "yes")
    tagset = read_tagset('name = "x"\n[[kind]]\nname = "minute"\nrole = "note"\nformats.text = "({})"')
    assert "".join(text(desk.pages(), "reading", tagset)) == "(yes)\n"


def test_an_unknown_view_is_a_mistake(desk: Desk) -> None:
    with pytest.raises(ValueError, match="no view"):
        said(desk, "pretty")


def test_an_empty_record_has_no_text() -> None:
    assert [list(text([], view)) for view in ("raw", "diplomatic", "reading")] == [[], [], []]


def test_what_is_written_is_read_again(desk: Desk) -> None:
    desk.region("paragraph", "one", "two")
    desk.region("paragraph", "three")
    desk.page()
    desk.region("paragraph", "four")
    source = read(said(desk, "diplomatic").encode(), "x.txt")
    found = [[[line.text for line in region.lines] for region in page.regions] for page in source.pages]
    assert found == [[["one", "two"], ["three"]], [["four"]]]


@pytest.mark.skipif(not SCANS.is_dir(), reason="the sample scans are not beside the project")
def test_the_sample_scans_read_as_their_truth() -> None:
    pages = [*record("memo").pages(), *record("instruction").pages()]
    truth = (SHARED / "seeds/scans/truth.txt").read_text(encoding="utf-8")
    assert "".join(text(pages, "diplomatic")) == truth + "\n"
    unchanged = [replace(content, annotations=()) for content in pages]
    assert "surveillance and the quarantine must be continued" in "".join(text(unchanged, "reading"))
