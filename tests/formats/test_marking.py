"""Tags as nested pieces: every word once, every span whole or cut in pieces that follow each other."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from editor.formats.marking import Marked, Marks, Soft, missing, softened
from editor.model.annotation import SpanTarget
from tests.formats.tei.build import Desk, words

TEXT = "abcdefgh"


def flat(parts, around=()):
    """Yield each run of words with the tags around it."""
    for part in parts:
        if isinstance(part, Marked):
            if not part.parts:
                yield "", (*around, part.annotation.tag)
            yield from flat(part.parts, (*around, part.annotation.tag))
        else:
            yield part, around


@given(st.lists(st.tuples(st.integers(0, 8), st.integers(0, 8)).map(sorted), max_size=6))
def test_every_letter_bears_the_tags_that_are_on_it(spans):
    desk = Desk()
    desk.page()
    region = desk.region("paragraph", TEXT)
    line = region.lines[0]
    for number, (start, end) in enumerate(spans):
        desk.tag(f"t{number}", SpanTarget(line.id, start, end, TEXT[start:end]))
    (content,) = desk.pages()
    parts = Marks(content).parts(line.id, TEXT)
    at, found = 0, {}
    for text, tags in flat(parts):
        for letter in text:
            assert letter == TEXT[at]
            found[at] = sorted(tags)
            at += 1
    assert at == len(TEXT)
    for place in range(len(TEXT)):
        assert found[place] == sorted(f"t{n}" for n, (start, end) in enumerate(spans) if start <= place < end)
    firsts, lasts = [], []

    def count(pieces):
        for piece in pieces:
            if isinstance(piece, Marked):
                firsts.extend([piece.annotation.tag] * piece.first)
                lasts.extend([piece.annotation.tag] * piece.last)
                count(piece.parts)

    count(parts)
    assert sorted(firsts) == sorted(lasts) == sorted(f"t{n}" for n in range(len(spans)))


def test_a_tag_over_two_lines_begins_in_one_and_ends_in_the_other():
    desk = Desk()
    desk.page()
    region = desk.region("paragraph", "Ann", "Smith")
    desk.tag("person", words(region, "Ann"), words(region, "Smith", 2))
    (content,) = desk.pages()
    marks = Marks(content)
    ((first,), (last,)) = (marks.parts(line.id, line.text) for line in region.lines)
    assert (first.first, first.last, last.first, last.last) == (True, False, False, True)
    assert (first.words, last.words) == ("Ann", "Smith")


def test_the_hyphen_at_the_end_is_found_within_tags():
    desk = Desk()
    desk.page()
    region = desk.region("paragraph", "in-  ")
    desk.tag("hi", words(region, "in-"))
    (content,) = desk.pages()
    parts = softened(Marks(content).parts(region.lines[0].id, "in-  "))
    assert parts[0].parts == ("in", "-") and isinstance(parts[0].parts[1], Soft)


def test_what_is_missing():
    assert missing({}) == missing({"reason": "illegible"}) == "[..]"
    assert missing({"reason": "redacted", "quantity": "2", "unit": "line"}) == "[redacted: 2 line]"
    assert missing({"extent": "half a line"}) == "[illegible: half a line]"
