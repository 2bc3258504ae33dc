"""Text and its spans: what moves, what shrinks, what is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.model.text import (
    Splice,
    cut,
    fault_of,
    map_position,
    move_span,
    splices,
    word_at,
)

texts = st.text(alphabet=st.sampled_from("ab é\U0001f600-. e\u0301Mos"), max_size=40)


def applied(text, changes):
    for change in reversed(changes):
        text = text[: change.at] + change.inserted + text[change.at + change.removed :]
    return text


def moved(old, span, new):
    return move_span(span, old, splices(old, new))


@given(texts, texts)
def test_splices_turn_old_into_new(old, new):
    assert applied(old, splices(old, new)) == new


@given(texts, texts, st.data())
def test_a_moved_span_lies_in_the_new_text(old, new, data):
    start = data.draw(st.integers(0, len(old)))
    end = data.draw(st.integers(start, len(old)))
    span = moved(old, (start, end), new)
    if span is not None:
        assert 0 <= span[0] <= span[1] <= len(new)
        assert start == end or span[0] < span[1]
    else:
        assert start < end


@given(texts, texts, st.integers(0, 60))
def test_a_mapped_position_lies_in_the_new_text(old, new, at):
    assert 0 <= map_position(old, new, min(at, len(old))) <= len(new)


@pytest.mark.parametrize(
    ("old", "words", "new", "expected"),
    [
        ("by Kinnitt, NSC", "Kinnitt", "by Kimmitt, NSC", "Kimmitt"),
        ("told Hughe that", "Hughe", "told Hughes that", "Hughes"),
        ("told Mose that", "Mose", "told Moose that", "Moose"),
        ("told Rostow that", "Rostow", "we told Rostow that", "Rostow"),
        ("told Rostow that", "Rostow", "told Mr. Rostow that", "Rostow"),
        ("told W. Tyler", "W. Tyler", "told Tyler", "Tyler"),
        ("the UN said", "UN", "the U. N. said", "U. N."),
        ("Mauhart by Kinnitt", "Mauhart", "Manhart by Kimmitt", "Manhart"),
        ("Mauhart by Kinnitt", "Kinnitt", "Manhart by Kimmitt", "Kimmitt"),
        ("a Rostow b", "Rostow", "a Rostow, b", "Rostow"),
        ("say Rostow", "Rostow", "say Rostow again", "Rostow"),
    ],
)
def test_a_tag_stays_on_its_word(old, words, new, expected):
    start = old.index(words)
    span = moved(old, (start, start + len(words)), new)
    assert span is not None
    assert new[slice(*span)] == expected


def test_a_span_whose_words_go_is_lost():
    assert moved("told Rostow that", (5, 11), "told that") is None


def test_an_empty_span_marks_a_place_and_stays():
    assert moved("a gap here", (2, 2), "") == (0, 0)
    assert moved("a gap here", (6, 6), "a large gap here") == (12, 12)


def test_a_word_typed_in_front_does_not_join_the_span():
    assert moved("Rostow", (0, 6), "to Rostow") == (3, 9)


def test_very_long_lines_are_replaced_in_one_piece():
    old, new = "a b " * 400, "c d " * 400
    assert len(splices(old, new)) == 1
    assert applied(old, splices(old, new)) == new


def test_cut_leaves_no_blanks_at_the_cut():
    assert cut("one two", 4) == ("one", "two", 3, 4)
    assert cut("one two", 3) == ("one", "two", 3, 4)
    assert cut("one", 3) == ("one", "", 3, 3)


@pytest.mark.parametrize("text", ["a\nb", "a\x00", "\ud800", "\ufdd0", "\U0001fffe", "\x1b", "a\rb"])
def test_what_no_file_can_keep_is_named(text):
    assert fault_of(text)


@pytest.mark.parametrize("text", ["", "a\tb", "a\u00a0b", "e\u0301", "\U0001f600", "\u202e", "\u2028"])
def test_everything_else_is_text(text):
    assert fault_of(text) is None


def test_words_and_spans():
    assert word_at("told Rostow that", 7) == (5, 11)
    assert word_at("a  b", 2) == (2, 2)
    assert Splice(0, 2, "abc").growth == 1
