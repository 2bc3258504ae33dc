import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editor.model.faults import Fault
from editor.work import wordlist
from editor.work.suspects import own_words

WORDS = st.lists(st.text(alphabet="abcÉéß-'", min_size=1, max_size=6), max_size=12)


@given(WORDS, WORDS)
def test_what_is_learnt_is_known_and_dropped_again(before, found):
    first = wordlist.learn(before, {})
    values = dict(first.values) if first is not None else {}
    edit = wordlist.learn(found, values)
    new = dict(edit.values) if edit is not None else {}
    assert not new.keys() & values.keys() and all(new.values())
    both = values | new
    assert {word.casefold() for word in wordlist.words(both)} == own_words(both)
    gone = wordlist.drop(new.values())
    assert {name: value for name, value in (both | gone.values).items() if value} == values


@settings(max_examples=25)
@given(WORDS)
def test_a_list_that_is_written_is_read_again(tmp_path_factory, found):
    file = tmp_path_factory.mktemp("words") / "list.txt"
    edit = wordlist.learn(found, {})
    words = wordlist.words(edit.values) if edit is not None else []
    wordlist.write(file, words)
    again = wordlist.learn(wordlist.read(file), {})
    assert (wordlist.words(again.values) if again is not None else []) == words
    assert [one.name for one in file.parent.iterdir()] == ["list.txt"]


def test_remarks_blanks_and_marks_around_words_are_left_out(tmp_path):
    file = tmp_path / "list.txt"
    file.write_bytes(
        "\ufeff# names\r\nRostow  # of the White House\r\n\r\n“Dobrynin,”\r\nNew York\r\n1962\r\n".encode()
    )
    edit = wordlist.learn(wordlist.read(file), {"word:york": "York"})
    assert wordlist.words(edit.values) == ["Dobrynin", "New", "Rostow"]


@pytest.mark.parametrize(
    ("content", "why"),
    [(b"\xff\xfe\x00", "UTF-8"), (b"a\0b", "plain text"), (b"a\n" * 20_001, "more than"), (b"a" * 2_100_000, "large")],
)
def test_what_is_no_list_is_refused_with_a_reason(tmp_path, content, why):
    file = tmp_path / "list.txt"
    file.write_bytes(content)
    with pytest.raises(Fault, match=why):
        wordlist.read(file)


def test_a_list_that_cannot_be_read_or_written_is_told(tmp_path):
    with pytest.raises(Fault, match="could not be read"):
        wordlist.read(tmp_path / "none.txt")
    with pytest.raises(Fault, match="could not be written"):
        wordlist.write(tmp_path / "no folder" / "list.txt", ["a"])
