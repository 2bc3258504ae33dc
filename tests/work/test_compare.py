"""Two versions of a page held against each other, and lines taken over from one into the text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editor.model import edit as e
from editor.model.codec import canonical
from editor.model.page import Piece, Share
from editor.model.source import SourceLine, SourcePage, SourceRegion, SourceWord
from editor.store import readers
from editor.store.project import Project
from editor.work import compare as c
from editor.work import takeover as t
from editor.work import versions as v

STEP = 40


def box(row, left=100, right=900, height=30, top=100):
    y = top + row * STEP
    return ((left, y), (right, y), (right, y + height), (left, y + height))


def source_page(*regions, placed=True, width=0, height=0):
    """Return a page of regions, each a list of texts; lines stand one below the other down the page."""
    made, number = [], 0
    for texts in regions:
        lines = []
        for text in texts:
            lines.append(SourceLine(text, number, box(number) if placed else ()))
            number += 1
        made.append(SourceRegion("paragraph", box(number) if placed else (), tuple(lines)))
    return SourcePage("", width, height, tuple(made))


@pytest.fixture
def project(tmp_path):
    with Project.create(tmp_path / "p.muniment", user="archivist") as project:
        yield project


def text_page(project, *regions, placed=True, size=(1000, 1400), shared=True):
    """Put a page with its first reading into a project and return its id."""
    document = project.apply(e.AddDocument("Report")).id
    page = project.apply(e.AddPage(document, "a.png", "a", width=size[0], height=size[1])).id
    given = source_page(*regions, placed=placed)
    reading = project.apply(e.AddReading(page, {"file": "a.xml", "format": "PAGE"}, canonical(given))).id
    for source in given.regions:
        region = project.apply(e.AddRegion(page, outline=source.outline)).id
        for line in source.lines:
            share = Share(reading, (Piece(line.number, 0, len(line.text)),)) if shared else None
            project.apply(e.AddLine(region, line.text, line.outline, ocr_text=line.text, share=share))
    return page


def second(project, page, given, **source):
    return project.apply(e.AddReading(page, {"file": "b.xml", "format": "ALTO", **source}, canonical(given))).id


def texts(project, page):
    return [line.text for _, line in readers.content(project, page).lines()]


def shown(comparison):
    return [(row.kind, row.left_text, row.right_text) for row in comparison.rows]


# Versions


def test_the_versions_of_a_page_are_its_text_and_its_readings(project):
    page = text_page(project, ["one", "two"])
    reading = second(project, page, source_page(["one", "twa"]), when="2026-03-01T10:00:00+00:00")
    found = v.versions(project, page)
    assert [ident for ident, _ in found][0::2] == [v.NOW, reading]
    assert found[2][1] == {"file": "b.xml", "format": "ALTO", "when": "2026-03-01T10:00:00+00:00"}
    assert [line.text for line in v.version(project, page, reading).lines] == ["one", "twa"]
    assert [line.name for line in v.version(project, page).lines] == ["1.1", "1.2"]


def test_a_reading_in_other_pixels_lies_where_the_image_has_it(project):
    page = text_page(project, ["one"])
    half = SourcePage("", 500, 700, (SourceRegion("paragraph", (), (SourceLine("one", 0, box(0, 50, 450, 15, 50)),)),))
    found = v.version(project, page, second(project, page, half))
    assert found.lines[0].outline == ((100, 100), (900, 100), (900, 130), (100, 130))


# Lining up


def test_lines_are_told_same_changed_missing_and_more(project):
    page = text_page(project, ["the first line", "the second line", "the third line"])
    other = SourcePage("", 0, 0, (SourceRegion("paragraph", (), (
        SourceLine("the first line", 0, box(0)),
        SourceLine("tbe third 1ine", 1, box(2)),
        SourceLine("a fourth", 2, box(3)),
    )),))  # fmt: skip
    found = c.compare_page(project, page, v.NOW, second(project, page, other))
    assert shown(found) == [
        ("same", "the first line", "the first line"),
        ("left", "the second line", ""),
        ("changed", "the third line", "tbe third 1ine"),
        ("right", "", "a fourth"),
    ]
    assert found.counts() == {"same": 1, "left": 1, "changed": 1, "right": 1, "moved": 0}
    assert found.differing == 3


def test_place_tells_more_than_text(project):
    page = text_page(project, ["Yes", "No", "Yes"])
    other = SourcePage("", 0, 0, (SourceRegion("paragraph", (), (
        SourceLine("Yes", 0, box(2)), SourceLine("Nn", 1, box(1)), SourceLine("Yex", 2, box(0)),
    )),))  # fmt: skip
    found = c.compare_page(project, page, v.NOW, second(project, page, other))
    assert shown(found) == [("changed", "Yes", "Yex"), ("changed", "No", "Nn"), ("same", "Yes", "Yes")]


@pytest.mark.parametrize("placed", [True, False])
def test_a_line_that_was_split_or_joined_is_told(project, placed):
    page = text_page(project, ["SECRET 14 March 1931", "The ferry did not", "call at the pier"], placed=placed)
    left, right = (box(0, 100, 400), box(0, 500, 900)) if placed else ((), ())
    both = ((100, 140), (900, 140), (900, 210), (100, 210)) if placed else ()
    other = SourcePage("", 0, 0, (SourceRegion("paragraph", (), (
        SourceLine("SECRET", 0, left), SourceLine("14 March 1931", 1, right),
        SourceLine("The ferry did not call at the pier", 2, both),
    )),))  # fmt: skip
    found = c.compare_page(project, page, v.NOW, second(project, page, other))
    assert [kind for kind, _, _ in shown(found)] == ["split", "joined"]


def test_without_places_lines_are_found_by_their_text_in_order(project):
    page = text_page(project, ["To the harbour master", "Sir", "I have to report", "that the steamer", "was late"])
    other = source_page(
        ["To tho harbour master", "I bave to report", "that the steamer", "was very late"], placed=False
    )
    found = c.compare_page(project, page, v.NOW, second(project, page, other))
    kinds = [kind for kind, _, _ in shown(found)]
    assert kinds == ["changed", "left", "changed", "same", "changed"]


def test_a_line_in_another_place_is_told_as_moved(project):
    page = text_page(project, ["alpha is the first", "beta is the second", "gamma is the third", "delta is last"])
    other = source_page(
        ["gamma is the third", "alpha is the first", "beta is the second", "delta is last"], placed=False
    )
    found = c.compare_page(project, page, v.NOW, second(project, page, other))
    assert [row.left_text for row in found.rows if row.moved] == ["gamma is the third"]
    assert found.differing == 0


def test_the_lines_of_a_reading_are_known_by_descent(project):
    page = text_page(project, ["aaaa", "bbbb"], placed=False)
    first, line = (line.id for _, line in readers.content(project, page).lines())
    project.apply(e.SetLineText(first, "quite another text"))
    project.apply(e.SplitLine(line, 2))
    reading = v.versions(project, page)[1][0]
    assert shown(c.compare_page(project, page, v.NOW, reading)) == [
        ("changed", "quite another text", "aaaa"),
        ("joined", "bb\nbb", "bbbb"),
    ]
    assert shown(c.compare_page(project, page, reading, v.NOW)) == [
        ("changed", "aaaa", "quite another text"),
        ("split", "bbbb", "bb\nbb"),
    ]


# Words and counts


def test_the_words_that_differ_are_named():
    left, right = "The steamer, it is said, left", "The stearner it is said  left"
    found = [(left[slice(*d.left)], right[slice(*d.right)]) for d in c.differences(left, right)]
    assert found == [("steamer,", "stearner"), (", ", "  ")]


@given(st.lists(st.sampled_from(["ferry", "the", " ", "pier", ",", "\n", "\u00e9", "\U0001f600"]), max_size=9),
       st.lists(st.sampled_from(["ferry", "tbe", " ", "pier", ".", "\n", "\u00e9"]), max_size=9))  # fmt: skip
def test_the_differences_turn_one_text_into_the_other(left, right):
    a, b = "".join(left), "".join(right)
    out, at = "", 0
    for found in c.differences(a, b):
        out += a[at : found.left[0]] + b[slice(*found.right)]
        at = found.left[1]
    assert out + a[at:] == b
    assert bool(c.differences(a, b)) == (a != b)


def test_the_errors_are_counted_against_the_left(project):
    page = text_page(project, ["one two", "three"])
    reading = second(project, page, source_page(["one tvo"]))
    errors = c.compare_page(project, page, v.NOW, reading).errors()
    assert (errors.wrong_characters, errors.characters) == (6, 12)
    assert (errors.wrong_words, errors.words) == (2, 3)


# Taking over


def take(project, page, reading, rows=lambda row: True, **how):
    comparison = c.compare_page(project, page, v.NOW, reading)
    found = t.take_over(comparison, [row for row in comparison.rows if rows(row)], project.new_id, **how)
    if found.edits:
        project.apply(found.batch("Take over"))
    return found


def test_one_line_is_taken_and_can_be_undone(project):
    page = text_page(project, ["the steamner", "left at nine"])
    reading = second(project, page, source_page(["the steamer", "left at ten"]))
    found = take(project, page, reading, lambda row: row.left_text == "the steamner")
    assert found.taken == 1
    assert texts(project, page) == ["the steamer", "left at nine"]
    project.undo()
    assert texts(project, page) == ["the steamner", "left at nine"]


def test_a_tag_stays_on_its_word(project):
    page = text_page(project, ["Mr Fanant wrote tbis"])
    line = next(line.id for _, line in readers.content(project, page).lines())
    project.apply(e.TagSpan(line, 3, 9, "person"))
    take(project, page, second(project, page, source_page(["Mr Fanant wrote this"])))
    (tag,) = readers.content(project, page).annotations
    assert tag.spans[0].quote == "Fanant"


def test_a_whole_page_is_one_step_and_removes_nothing(project):
    page = text_page(project, ["one", "twa", "only here"], ["four"])
    reading = second(project, page, SourcePage("", 0, 0, (
        SourceRegion("paragraph", (), (SourceLine("one", 0, box(0)), SourceLine("two", 1, box(1)))),
        SourceRegion("paragraph", (), (SourceLine("four", 2, box(3)), SourceLine("five", 3, box(4)))),
    )))  # fmt: skip
    before = project.connection.execute("SELECT max(rev) FROM journal").fetchone()
    found = take(project, page, reading)
    assert project.connection.execute("SELECT max(rev) FROM journal").fetchone()[0] == before[0] + 1
    assert (found.taken, found.verified) == (2, 0)
    assert texts(project, page) == ["one", "two", "only here", "four", "five"]
    project.undo()
    assert texts(project, page) == ["one", "twa", "only here", "four"]
    assert take(project, page, reading, removing=True).taken == 3
    assert texts(project, page) == ["one", "two", "four", "five"]


def test_verified_lines_are_left_alone_unless_told(project):
    page = text_page(project, ["one", "twa"])
    for _, line in readers.content(project, page).lines():
        project.apply(e.SetLineVerified(line.id))
    reading = second(project, page, source_page(["ane", "two"]))
    assert take(project, page, reading) == t.Takeover((), 0, 2)
    assert texts(project, page) == ["one", "twa"]
    assert take(project, page, reading, verified=True).taken == 2
    assert texts(project, page) == ["ane", "two"]


def test_a_missing_line_comes_with_its_place_and_its_share(project):
    page = text_page(project, ["one", "three"])
    words = (SourceWord(0, 3, (100, 120, 200, 140), 0.5),)
    given = SourcePage("", 0, 0, (SourceRegion("paragraph", (), (
        SourceLine("zero", 0, box(-1)), SourceLine("one", 1, box(0)),
        SourceLine("two", 2, box(0, top=122, height=16), words=words), SourceLine("three", 3, box(1)),
    )),))  # fmt: skip
    reading = second(project, page, given)
    take(project, page, reading)
    lines = [line for _, line in readers.content(project, page).lines()]
    assert [line.text for line in lines] == ["zero", "one", "two", "three"]
    assert lines[2].outline == box(0, top=122, height=16)
    assert lines[2].share.reading == reading and lines[2].share.pieces == (Piece(2, 0, 3),)
    assert (lines[2].ocr_text, lines[2].confidence) == ("two", 0.5)


def test_a_region_the_text_lacks_comes_whole(project):
    page = text_page(project, ["one"], ["three"])
    given = SourcePage("", 0, 0, (
        SourceRegion("paragraph", (), (SourceLine("one", 0, box(0)),)),
        SourceRegion("stamp", box(9), (SourceLine("RECEIVED", 1, box(9)), SourceLine("1931", 2, box(10)))),
        SourceRegion("paragraph", (), (SourceLine("three", 3, box(1)),)),
    ))  # fmt: skip
    reading = second(project, page, given)
    comparison = c.compare_page(project, page, v.NOW, reading)
    row = next(row for row in comparison.rows if row.right_text == "1931")
    mine = t.rows_of_region(comparison, row)
    assert [row.right_text for row in mine] == ["RECEIVED", "1931"]
    project.apply(t.take_over(comparison, mine, project.new_id).batch("Take over"))
    regions = readers.content(project, page).regions
    assert [(r.kind, [line.text for line in r.lines]) for r in regions] == [
        ("paragraph", ["one"]),
        ("stamp", ["RECEIVED", "1931"]),
        ("paragraph", ["three"]),
    ]
    assert regions[1].outline == box(9)


def test_a_text_without_places_is_given_them(project):
    page = text_page(project, ["one", "two"], placed=False)
    reading = second(project, page, source_page(["one", "two"]))
    comparison = c.compare_page(project, page, v.NOW, reading)
    assert comparison.differing == 0
    assert take(project, page, reading).taken == 2
    assert [line.outline for _, line in readers.content(project, page).lines()] == [box(0), box(1)]


def test_splits_and_joins_are_taken_over(project):
    page = text_page(project, ["SECRET 14 Marcb 1931", "The ferry did not", "call at the pier"])
    both = ((100, 140), (900, 140), (900, 210), (100, 210))
    given = SourcePage("", 0, 0, (SourceRegion("paragraph", (), (
        SourceLine("SECRET", 0, box(0, 100, 300)), SourceLine("14 March", 1, box(0, 310, 600)),
        SourceLine("1931", 2, box(0, 610, 900)), SourceLine("The ferry did not call at the pier", 3, both),
    )),))  # fmt: skip
    reading = second(project, page, given)
    assert take(project, page, reading).taken == 2
    lines = [line for _, line in readers.content(project, page).lines()]
    assert [line.text for line in lines] == ["SECRET", "14 March", "1931", "The ferry did not call at the pier"]
    assert [line.outline for line in lines] == [box(0, 100, 300), box(0, 310, 600), box(0, 610, 900), both]
    assert c.compare_page(project, page, v.NOW, reading).differing == 0


def test_a_split_with_a_line_that_the_text_has_no_word_of_is_taken_over(project):
    page = text_page(project, ["tbe tbe"], placed=False)
    reading = second(project, page, source_page(["tbe", "ferry", "tbe"], placed=False))
    take(project, page, reading)
    assert texts(project, page) == ["tbe", "ferry", "tbe"]
    project.undo()
    assert texts(project, page) == ["tbe tbe"]


def test_one_word_is_taken(project):
    page = text_page(project, ["tbe steamner left"])
    reading = second(project, page, source_page(["the steamer left"]))
    (row,) = c.compare_page(project, page, v.NOW, reading).rows
    project.apply(t.take_words(row, row.differences()[1]))
    assert texts(project, page) == ["tbe steamer left"]


def test_nothing_is_taken_between_two_readings(project):
    page = text_page(project, ["one"])
    reading = second(project, page, source_page(["two"]))
    comparison = c.compare_page(project, page, v.versions(project, page)[1][0], reading)
    assert not comparison.can_take
    with pytest.raises(ValueError, match="text as it is now"):
        t.take_over(comparison, comparison.rows, project.new_id)


LINE = st.lists(st.sampled_from(["ferry", "tbe", "the", "pier", "steamer", "14", "March"]), min_size=1, max_size=5)
REGIONS = st.lists(st.lists(LINE.map(" ".join), min_size=1, max_size=5), min_size=1, max_size=3)


@settings(max_examples=25)
@given(REGIONS, REGIONS, st.booleans(), st.booleans())
def test_whatever_is_taken_whole_is_then_there(tmp_path_factory, before, after, first_placed, second_placed):
    with Project.create(tmp_path_factory.mktemp("p") / "p.muniment", user="archivist") as project:
        page = text_page(project, *before, placed=first_placed)
        old = texts(project, page)
        reading = second(project, page, source_page(*after, placed=second_placed))
        take(project, page, reading, removing=True)
        assert sorted(texts(project, page)) == sorted(line for region in after for line in region)
        if project.undo_edit() is not None and texts(project, page) != old:
            project.undo()
            assert texts(project, page) == old


# Where there is something to compare


def test_pages_with_a_version_are_found(project):
    plain, twice = text_page(project, ["one"]), text_page(project, ["two"])
    second(project, twice, source_page(["twa"]))
    by_hand = text_page(project, ["three"], shared=False)
    assert readers.pages_with_versions(project, [plain, twice, by_hand]) == {twice, by_hand}
    assert readers.page_with_version_beside(project, plain, 1) == twice
    assert readers.page_with_version_beside(project, twice, 1) == by_hand
    assert readers.page_with_version_beside(project, by_hand, 1) is None
    assert readers.page_with_version_beside(project, by_hand, -1) == twice
    assert readers.page_with_version_beside(project, twice, -1) is None
