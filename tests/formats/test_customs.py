"""The ``custom`` attribute of PAGE."""

from hypothesis import given
from hypothesis import strategies as st

from editor.formats import customs
from editor.formats.notes import Notes
from editor.model.source import SourceTag


def tags(text, length=40):
    return customs.tags(customs.parse(text), length, Notes("a.xml"), "l")


def test_entries_in_their_order_with_escapes():
    found = customs.parse(
        "readingOrder {index:3;} person {offset:1; length:2;firstname:Johann\\u0020Joseph\\u003b;}gap{offset:5;}"
    )
    assert [e.name for e in found] == ["readingOrder", "person", "gap"]
    assert customs.index(found) == 3
    assert found[1].values["firstname"] == "Johann Joseph;"


def test_surrogate_pairs_and_halves():
    assert customs.parse("a {k:\\ud835\\udcd0;}")[0].values["k"] == "\U0001d4d0"
    assert customs.parse("a {k:\\ud835x;}")[0].values["k"] == "\ufffdx"


def test_a_value_may_hold_a_colon():
    assert customs.parse("date {when:1962-04-27T10:00;}")[0].values == {"when": "1962-04-27T10:00"}


def test_names_of_others_become_ours_and_unknown_ones_stay():
    names = ["organisation", "placeName", "Abbr", "boat", "Greek"]
    found = tags(" ".join(f"{name} {{offset:0; length:1;}}" for name in names))
    assert [t.tag for t in found] == ["organization", "place", "abbrev", "boat", "Greek"]


def test_styles_become_the_tags_they_mean():
    on = "".join(f"{style}:true;" for style in ("strikethrough", "underlined", "bold", "superscript"))
    found = tags(f"textStyle {{offset:5; length:3; italic:false; {on}}}")
    assert found == (
        SourceTag("underline", 5, 8, {}),
        SourceTag("del", 5, 8, {"rend": "strikethrough"}),
        SourceTag("hi", 5, 8, {"rend": "bold superscript"}),
    )
    assert tags("textStyle {offset:0; length:4; fontSize:10.0; kerning:0;}") == ()


def test_attributes_are_kept_and_continued_among_them():
    (found,) = tags("organization {offset:19; length:14; continued:true;}")
    assert found == SourceTag("organization", 19, 33, {"continued": "true"})


def test_a_comment_is_a_note():
    assert tags("comment {offset:0; length:2; comment:why\\u0020not;}") == (
        SourceTag("note", 0, 2, {"text": "why not"}),
    )


def test_spans_are_cut_at_the_ends_of_the_line():
    assert tags("person {offset:35; length:50;}")[0].end == 40
    assert tags("person {offset:-3; length:5;}")[0] == SourceTag("person", 0, 2, {})


def test_what_covers_nothing_is_left_out_and_told_unless_it_is_a_gap():
    notes = Notes("a.xml")
    entries = customs.parse(
        "person {offset:3; length:0;} gap {offset:3; length:0;} place {offset:99; length:2;} date {offset:x;}"
    )
    assert [t.tag for t in customs.tags(entries, 10, notes, "l")] == ["gap"]
    assert notes.sentences() == ("3 tags lie outside the text of their lines and were left out: l and 2 more.",)


@given(st.text(alphabet="ab{}:; \\u0031offsetlength-9", max_size=60), st.integers(0, 20))
def test_whatever_stands_there_spans_lie_in_the_line(text, length):
    for found in tags(text, length):
        assert 0 <= found.start <= found.end <= length
