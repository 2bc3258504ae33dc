"""Plain text: nothing is lost, nothing is invented, and what is odd is told with its line."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.formats import text
from editor.formats.xml import FormatFault


def read(content):
    return text.read(content if isinstance(content, bytes) else content.encode(), "a.txt")


def regions(content):
    return [[line.text for line in r.lines] for page in read(content).pages for r in page.regions]


def kinds(content):
    return [r.kind for page in read(content).pages for r in page.regions]


def test_blank_lines_divide_regions_and_hard_breaks_do_not():
    assert regions("  one  \ntwo  \n\n \t\nthree") == [["one", "two"], ["three"]]


def test_form_feeds_divide_pages_and_one_at_the_end_does_not():
    source = read("a\n\fb\n\f\f\nc\n\f")
    assert [[r.lines[0].text for r in page.regions] for page in source.pages] == [["a"], ["b"], [], ["c"]]
    assert [line.number for page in source.pages for line in page.lines()] == [0, 1, 2]


def test_page_marks_in_a_row_divide_pages_and_stay_as_text():
    source = read("# title\n\n## Page 1\n\na\n\n## Page 2\n\nb\n")
    assert [page.label for page in source.pages] == ["1", "2"]
    assert [[r.lines[0].text for r in page.regions] for page in source.pages] == [
        ["# title", "## Page 1", "a"],
        ["## Page 2", "b"],
    ]
    assert len(read("## Page 2\n\na\n\n## Page 1").pages) == 1
    assert len(read("a\n\n## Page 1\n\fb\n\n## Page 2").pages) == 2


def labelled(content):
    return [(page.label, [line.text for line in page.lines()]) for page in read(content).pages]


@pytest.mark.parametrize(
    "mark",
    [
        "[page {}]",
        "[Page {} of 9]",
        "-- {} --",
        "--- {} ---",
        "--- Page {} ---",
        "=== page {} ===",
        "# Page {}",
        "- {} -",
        "-{}-",
        "<!-- page {} -->",
        "\u2014 {} \u2014",
    ],
)
def test_marks_that_count_up_begin_pages_and_stay(mark):
    one, two, three = (mark.format(n) for n in (1, 2, 3))
    found = labelled(f"{one}\na\nb\n{two}\nc\n\n{three}\n\nd")
    assert found == [("1", [one, "a", "b"]), ("2", [two, "c"]), ("3", [three, "d"])]


def test_a_mark_is_a_region_of_its_own():
    assert regions("[page 1]\na\nb\n[page 2]\nc") == [["[page 1]"], ["a", "b"], ["[page 2]"], ["c"]]
    assert kinds("[page 1]\na\nb\n[page 2]\nc")[::2] == ["other", "other"]
    assert kinds("a\n\n- 2 -\nb\n- 3 -\nc") == ["paragraph", "page-number", "paragraph", "page-number", "paragraph"]


def test_marks_under_their_pages_end_them():
    assert labelled("a\n-- 1 of 2 --\nb\n-- 2 of 2 --\n\n") == [
        ("1", ["a", "-- 1 of 2 --"]),
        ("2", ["b", "-- 2 of 2 --"]),
    ]


def test_text_before_the_first_mark_is_a_page_of_its_own_unless_that_is_page_one():
    assert [label for label, _ in labelled("a\n- 2 -\nb\n- 3 -\nc")] == ["", "2", "3"]
    assert [label for label, _ in labelled("a\n[page 1]\nb\n[page 2]\nc")] == ["1", "2"]
    assert [label for label, _ in labelled("[page 7]\nb\n[page 9]\nc")] == ["7", "9"]


@pytest.mark.parametrize(
    "content",
    [
        "a\n- 2 -\nb",  # one number proves nothing
        "a\n- 2 -\nb\n- 4 -\nc",  # not in step
        "a\n- 7 -\nb\n- 8 -\nc",  # numbers of some other book
        "- 2 -\nb\n- 1 -\nc",
        "[page 3]\na",
        "[page 3]\na\n[page 3]\nb",
        "see [page 1]\na\nsee [page 2]\nb",
        "1\na\n2\nb\n3\nc",
        "- 1 - a\nb\n- 2 - c",
    ],
)
def test_what_does_not_count_up_alone_on_its_lines_is_no_mark(content):
    (page,) = read(content).pages
    assert page.label == ""


def test_a_mark_on_a_sheet_of_its_own_gives_its_label():
    assert [label for label, _ in labelled("## Page 1\na\fb")] == ["1", ""]


SPACED = (
    "# 104-10165-10004",
    "We do not expect to make any major political decisions",
    "but want to give new emphasis to the friendly",
    "relations which exist between Mexico and the United States.",
    "SECRET",
    "These",
    "relations are now at an all-time high.",
    "1. An item of a list that is as long as a full line can be",
    "2. Another item",
    "FROM:",
    "TO :",
    "12",
    "a con-",
    "tinued word",
)


def test_lines_that_all_stand_alone_are_put_together_where_they_go_on():
    source = read("\n\n".join(SPACED))
    joined = [[line.text for line in region.lines] for region in source.pages[0].regions]
    assert [line for lines in joined for line in lines] == list(SPACED)
    assert [len(lines) for lines in joined] == [1, 3, 1, 2, 1, 1, 1, 1, 1, 2]
    assert "was guessed" in source.messages[0]


def test_paragraphs_of_one_line_each_and_short_texts_stay_apart():
    prose = ["word " * 30] * 20
    assert len(regions("\n\n".join(prose))) == 20
    assert len(regions("\n\n".join(SPACED[:8]))) == 8
    assert read("\n\n".join(prose)).messages == ()


def test_emphasis_and_inner_blanks_stay():
    assert regions("SPC *See copy*\tx  y\u00a0\u202f\u2009 z\u00ad") == [
        ["SPC *See copy*\tx  y\u00a0\u202f\u2009 z\u00ad"]
    ]


def test_facts_are_of_the_lines_that_are_not_blank_as_they_stand():
    facts = read("  one  \n\ntwo\r\n").facts
    assert (facts.regions, facts.lines, facts.characters) == (2, 2, 10)


def test_a_long_line_makes_its_region_reflowed():
    found = read("short\n\n" + "word " * 40).pages[0].regions
    assert [r.attributes for r in found] == [{}, {"reflowed": "true"}]


class TestKinds:
    @pytest.mark.parametrize(
        ("said", "kind"),
        [
            ("TOP SECRET", "classification"),
            ("UNCLASSIFIED", "classification"),
            ("\u2299 TOP SECRET - SENSITIVE", "classification"),
            ("SECRET/NOFORN", "classification"),
            ("Secret", "paragraph"),
            ("SECRET PLANS", "paragraph"),
            ("THIS IS TOP SECRET", "paragraph"),
            ("Approved For Release 2003/09/02 : CIA-RDP80B01676R001800020011-1", "release-banner"),
            ("286", "page-number"),
            ("- 2 -", "page-number"),
            ("Page 3", "page-number"),
            ("1962", "paragraph"),
            ("1527/6.27", "paragraph"),
            ("11/3/62", "paragraph"),
            ("87- 0052123 PB", "control-number"),
            ("104-10130-10215", "control-number"),
            ("CIA-RDP80B01676R001800020011-1", "control-number"),
            ("THE WHITE HOUSE", "paragraph"),
        ],
    )
    def test_a_line_alone_may_show_what_it_is(self, said, kind):
        assert kinds(f"before\n\n{said}\n\nafter") == ["paragraph", kind, "paragraph"]

    def test_a_line_among_others_is_never_taken_out(self):
        assert kinds("UNCLASSIFIED\nTHE WHITE HOUSE") == ["paragraph"]
        assert regions("Approved For Release 2003\nChairman") == [["Approved For Release 2003", "Chairman"]]


class TestTold:
    @pytest.mark.parametrize(
        ("content", "lines", "message"),
        [
            ("a\r\nb\rc\n", ["a", "b", "c"], "Line ends of another system"),
            ("a\u2028b\u2029c", ["a", "b", "c"], "2 line or paragraph separators"),
            ("a\n\nb\ufdd0c\ufffe", ["a", "b\ufffdc\ufffd"], "U+FFFD in one line: line 3"),
            ("a\x00b\x01c\x0bd\x1be", ["a\ufffdb\ufffdc\ufffdd\ufffde"], "U+FFFD in one line: line 1"),
            ("a\u202eb\u2066c\u200fd", ["a\u202eb\u2066c\u200fd"], "direction of writing"),
            (b"caf\xe9 \x93x\x94", ["caf\u00e9 \u201cx\u201d"], "read as Windows-1252"),
        ],
    )
    def test_what_was_changed(self, content, lines, message):
        source = read(content)
        assert [line.text for page in source.pages for line in page.lines()] == lines
        assert any(message in m for m in source.messages)

    def test_line_numbers_count_over_pages(self):
        assert "line 4" in read("a\n\n\fb\nc\x01").messages[0]

    def test_a_line_no_window_can_show_is_cut_and_nothing_is_lost(self):
        source = read("a" * 25_001 + "\nb")
        assert [len(line.text) for line in source.pages[0].lines()] == [10_000, 10_000, 5_001, 1]
        assert [line.number for line in source.pages[0].lines()] == [0, 1, 2, 3]
        assert (source.facts.lines, source.facts.characters) == (2, 25_002)
        assert "cut into pieces: line 1" in source.messages[0]
        words = "word " * 4_000
        pieces = [line.text for line in read(words).pages[0].lines()]
        assert "".join(pieces) == words.strip() and [len(piece) for piece in pieces] == [10_000, 9_999]

    def test_no_line_is_cut_within_a_letter(self):
        letter = "a" + "\u0301" * 20_000
        assert [line.text for line in read(letter).pages[0].lines()] == [letter]
        assert not read(letter).messages
        long = "b" * 9_999 + "e\u0301\u0302f"
        assert [len(line.text) for line in read(long).pages[0].lines()] == [10_002, 1]
        assert [len(line.text) for line in read("a" + "\u0301" * 40_000).pages[0].lines()] == [30_000, 10_001]

    def test_an_empty_file_and_very_many_lines(self):
        assert read("").messages == read(" \n\n").messages == ("It is empty.",)
        assert any("100,001 lines" in message for message in read("a\n" * 100_001).messages)

    def test_a_page_no_window_can_show_is_divided_and_nothing_is_lost(self):
        source = read("".join(f"line {number}\n" for number in range(7_500)))
        assert [len(list(page.lines())) for page in source.pages] == [3_000, 3_000, 1_500]
        assert [line.text for page in source.pages for line in page.lines()] == [f"line {n}" for n in range(7_500)]
        assert source.facts.lines == 7_500 and "was divided into several" in source.messages[0]
        long = read("x" * 450_000 + "\n\nb\n")
        assert [sum(len(line.text) for line in page.lines()) for page in long.pages] == [200_000, 200_000, 50_001]


def test_lines_are_the_same_however_many_are_split_at_once(monkeypatch):
    content = "a\r\nb\n\n\u2028c\rd\n e\n\r\n"
    whole = text._lines(content)
    assert whole == ["a", "b", "", "", "c", "d", " e", "", ""]
    for few in range(1, 12):
        monkeypatch.setattr(text, "_AT_ONCE", few)
        assert text._lines(content) == whole


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32"])
def test_byte_order_marks(encoding):
    mark = "\ufeff" if encoding == "utf-16-le" else ""
    source = read((mark + "Item \u017f\n").encode(encoding))
    assert (regions(("\ufeff" if mark else "") + "x"), source.messages) == ([["x"]], ())
    assert [line.text for line in source.pages[0].lines()] == ["Item \u017f"]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("content", ["Memo\nTo: all\n", "caf\u00e9 \u2014 \u017f\r\nx" * 9, "ab"])
def test_utf_16_without_a_mark_shows_by_its_zero_bytes(encoding, content):
    source = read(content.encode(encoding))
    assert [line.text for page in source.pages for line in page.lines()] == content.splitlines()
    assert "read as UTF-16" in source.messages[0]


@pytest.mark.parametrize("content", [b"\0" * 40, bytes(range(256)) * 40, b"\xff\xfea", b"\0\1\2\3" * 99])
def test_what_is_no_text_is_refused(content):
    with pytest.raises(FormatFault, match=r"a\.txt cannot be read"):
        read(content)


LEGAL = st.characters(
    exclude_categories=("Cs", "Cc"), exclude_characters="".join(map(chr, range(0xFDD0, 0xFDF0))) + "\ufffe\uffff"
)
TEXTS = st.lists(
    st.one_of(
        st.text(LEGAL, max_size=30),
        st.sampled_from(
            ["", " ", "  x  ", "\t", "TOP SECRET", "286", "## Page 1", "\u2028", "\f", "word " * 30, "a\r"]
        ),
    ),
    max_size=12,
).map("\n".join)


@given(TEXTS)
def test_nothing_is_lost_and_nothing_invented(content):
    source = read(content)
    ours = [line.text for page in source.pages for region in page.regions for line in region.lines]
    shown = content.removeprefix("\ufeff")
    assert "".join("".join(ours).split()) == "".join(shown.split())
    raw = [line for line in re.split("\r\n|[\r\n\f\u2028\u2029]", shown) if line.strip()]
    assert ours == [line.strip(" \t") for line in raw]
    assert source.facts.lines == len(raw)
    assert [ln.number for page in source.pages for ln in page.lines()] == list(range(len(ours)))


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused_in_a_sentence(content):
    try:
        source = read(content)
    except FormatFault as fault:
        assert str(fault).startswith("a.txt cannot be read: ")
    else:
        for page in source.pages:
            for line in page.lines():
                assert not re.search("[\x00-\x08\x0a-\x1f\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]", line.text)
