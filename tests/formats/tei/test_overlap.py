"""Spans that cross: who is cut, how the pieces name each other, and that the answer is always a tree."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from editor.formats.tei.nest import Piece, Span, nest
from editor.model.annotation import SpanTarget
from tests.formats.tei.build import Desk, body, words, written


def both(first: tuple[str, str], second: tuple[str, str], line: str = "abcdef", **attributes: str) -> str:
    desk = Desk()
    desk.page()
    region = desk.region("paragraph", line)
    for tag, quote in (first, second):
        desk.tag(tag, words(region, quote), **(attributes if tag == "sic" else {}))
    return body(desk.record())


def test_the_lower_rank_is_cut() -> None:
    text = both(("hi", "abcd"), ("person", "cdef"))
    assert '<hi xml:id="t1a1" next="#t1a1.2">ab</hi><persName xml:id="t1a2"><hi xml:id="t1a1.2" prev="#t1a1">cd' in text


def test_quotations_hold_names() -> None:
    text = both(("person", "abcd"), ("quote", "cdef"))
    assert '<persName xml:id="t1a1" next="#t1a1.2">ab</persName><q xml:id="t1a2"><persName xml:id="t1a1.2"' in text


def test_a_choice_is_never_cut() -> None:
    text = both(("quote", "abcd"), ("sic", "cdef"), correction="x")
    assert text.count("<choice>") == 1
    assert '<q xml:id="t1a1" next="#t1a1.2">ab</q><choice><sic xml:id="t1a2"><q xml:id="t1a1.2" prev="#t1a1">' in text


def test_the_longer_one_is_outside_whatever_its_rank() -> None:
    assert '<hi xml:id="t1a1">ab<persName xml:id="t1a2">cd</persName>ef</hi>' in both(
        ("hi", "abcdef"), ("person", "cd")
    )


def test_of_two_alike_the_lower_rank_is_inside() -> None:
    assert '<persName xml:id="t1a2"><hi xml:id="t1a1">cd</hi></persName>' in both(("hi", "cd"), ("person", "cd"))


def test_a_number_holds_only_text() -> None:
    text = both(("idno", "abcdef"), ("unclear", "cd"))
    assert '>ab</idno><unclear xml:id="t1a2"><idno xml:id="t1a1.2"' in text
    assert 'prev="#t1a1.2">ef</idno>' in text


def test_a_span_over_lines_and_pages_of_a_paragraph_is_one_element() -> None:
    desk = Desk()
    desk.page()
    first = desk.region("paragraph", "the Joint", "")
    desk.page()
    desk.region("page-number", "2")
    second = desk.region("paragraph", "Board of", continues=first.id)
    desk.tag("organization", words(first, "Joint"), words(second, "Board"))
    text = body(desk.record())
    assert text.count("<orgName ") == 1
    assert text.index("<orgName ") < text.index("2</fw>") < text.index("</orgName>")
    assert "joinGrp" not in written(desk.record())


def test_a_span_in_two_blocks_is_two_elements_and_a_join() -> None:
    desk = Desk()
    desk.page()
    first = desk.region("paragraph", "the Joint")
    second = desk.region("paragraph", "Board of")
    desk.tag("organization", words(first, "Joint"), words(second, "Board"))
    text = written(desk.record())
    assert '<orgName xml:id="t1a1" next="#t1a1.2">Joint</orgName></p>' in text
    assert '<orgName xml:id="t1a1.2" prev="#t1a1">Board</orgName> of' in text
    assert '<join result="orgName" target="#t1a1 #t1a1.2" scope="branches"/>' in text


def test_the_pieces_in_furniture_inside_a_paragraph_are_in_their_place() -> None:
    desk = Desk()
    desk.page()
    first = desk.region("paragraph", "the Joint one")
    desk.page()
    inside = desk.region("page-number", "page two")
    second = desk.region("paragraph", "Board of", continues=first.id)
    last = desk.region("paragraph", "Trade")
    desk.tag("quote", words(first, "Joint"), words(inside, "two"), words(second, "Board"), words(last, "Trade"))
    text = written(desk.record())
    for before, piece, after in (("", "", ".2"), ("", ".2", ".3"), (".2", ".3", ".4")):
        prev = f' prev="#t1a1{before}"' if piece else ""
        assert f'<q xml:id="t1a1{piece}"{prev} next="#t1a1{after}">' in text
    assert '<q xml:id="t1a1.4" prev="#t1a1.3">Trade</q>' in text
    assert text.count("<join ") == 1


def test_a_target_that_is_not_in_the_record_is_not_promised() -> None:
    desk = Desk()
    desk.page()
    first = desk.region("paragraph", "the Joint")
    desk.tag("organization", words(first, "Joint"), SpanTarget(7, 0, 5))
    assert '<orgName xml:id="t1a1">Joint</orgName>' in body(desk.record())


def test_words_around_a_hyphen() -> None:
    desk = Desk()
    desk.page()
    region = desk.region("paragraph", "an in-", "spection")
    desk.tag("underline", words(region, "in-"), words(region, "spection", 2))
    assert '<hi xml:id="t1a1" rend="underline">in<pc force="weak">-</pc><lb ' in body(desk.record())


SPANS = st.lists(
    st.builds(
        lambda a, b, rank: Span(min(a, b), max(a, b), (rank,), bare=rank == 3),
        st.integers(0, 30),
        st.integers(0, 30),
        st.integers(0, 3),
    ),
    max_size=12,
)


@given(SPANS, st.sets(st.integers(0, 30), max_size=4))
def test_the_pieces_are_a_tree_and_cover_the_spans(spans: list[Span], breaks: set[int]) -> None:
    pieces = nest(spans, breaks)
    for one in pieces:
        assert not any(one.start < other.start < one.end < other.end for other in pieces)
    for number, span in enumerate(spans):
        mine = [piece for piece in pieces if piece.owner == number]
        covered = [at for piece in mine for at in range(piece.start, piece.end)]
        assert len(covered) == len(set(covered))
        assert set(covered) | breaks >= set(range(span.start, span.end)) - breaks
        assert span.start < span.end or mine == [Piece(span.start, span.end, number)]


@given(SPANS)
def test_numbers_hold_nothing_but_numbers(spans: list[Span]) -> None:
    pieces = nest(spans)
    for bare in (piece for piece in pieces if spans[piece.owner].bare):
        for other in pieces:
            inside = bare.start < other.start and other.end < bare.end
            assert not inside or spans[other.owner].bare


@given(SPANS, st.randoms())
def test_the_order_of_the_spans_does_not_matter(spans: list[Span], random) -> None:
    numbered = [Span(s.start, s.end, s.order, tie, s.bare) for tie, s in enumerate(spans)]
    mixed = list(numbered)
    random.shuffle(mixed)

    def drawn(order: list[Span]) -> list[tuple[int, int, int]]:
        return [(piece.start, piece.end, order[piece.owner].tie) for piece in nest(order)]

    assert drawn(mixed) == drawn(numbered)
