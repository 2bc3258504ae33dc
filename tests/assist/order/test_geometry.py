"""Lines and regions that are not read as they stand on the scan."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.assist.order.columns import reading_order
from editor.assist.order.propose import propose
from editor.assist.order.values import Sheet, longest_run, region_moves
from editor.model.edit import MoveRegion
from editor.model.geometry import rectangle
from editor.model.page import Line, Page, PageContent, Region
from tests.assist.lexicons import without_dictionaries
from tests.bench.order import accept_all, accepted

ROLES = {"paragraph": "body", "marginalia": "note", "stamp": "furniture", "heading": "heading"}


def line(ident: int, top: float, text: str = "words", left: float = 100, right: float = 900) -> Line:
    return Line(ident, 0, 0, text, None, rectangle((left, top, right, top + 30)))


def region(ident: int, *lines: Line, kind: str = "paragraph") -> Region:
    left = min(p[0] for one in lines for p in one.outline)
    right = max(p[0] for one in lines for p in one.outline)
    top = min(p[1] for one in lines for p in one.outline)
    bottom = max(p[1] for one in lines for p in one.outline)
    return Region(ident, 1, 0, kind, rectangle((left, top, right, bottom)), None, None, tuple(lines))


def page(*regions: Region) -> PageContent:
    return PageContent(Page(1, 1, 1, "p", width=1000, height=1400), regions)


def sheet(content: PageContent) -> Sheet:
    return Sheet(content, without_dictionaries(), ROLES)


def order(content: PageContent) -> list[int]:
    return [one.id for _, one in content.lines()]


def column(first: int, top: float, count: int, left: float = 100, right: float = 900) -> list[Line]:
    return [line(first + n, top + 40 * n, f"line {first + n} of the", left, right) for n in range(count)]


def test_a_page_in_order_has_nothing_to_propose():
    content = page(region(1, *column(10, 100, 6)), region(2, *column(20, 500, 6)))
    assert propose(sheet(content)) == []


def test_a_line_that_stands_elsewhere_goes_where_it_stands():
    lines = column(10, 100, 6)
    content = page(region(1, lines[0], lines[4], lines[1], lines[2], lines[3], lines[5]))
    (found,) = propose(sheet(content))
    assert found.lines == (14,)
    assert "line 14" in found.sentence and "line 13" in found.sentence
    assert order(accepted(content, found.edits)) == [10, 11, 12, 13, 14, 15]


def test_a_shuffled_region_is_one_proposal():
    lines = column(10, 100, 8)
    content = page(region(1, *(lines[n] for n in (3, 7, 0, 5, 1, 6, 2, 4))))
    (found,) = propose(sheet(content))
    assert order(accepted(content, found.edits)) == list(range(10, 18))


def test_a_word_above_the_line_it_was_added_to_may_be_read_behind_it():
    lines = [line(10, 100), line(12, 140), line(11, 125, "inserted", 300, 400), line(13, 180)]
    assert propose(sheet(page(region(1, *lines)))) == []


def test_a_region_read_before_what_stands_above_it_moves():
    parts = [region(n, *column(10 * n, 100 + 250 * n, 4)) for n in range(1, 5)]
    content = page(parts[3], parts[0], parts[1], parts[2])
    (found,) = propose(sheet(content))
    assert found.edits == (MoveRegion(4, after=3),)


def test_shuffled_columns_are_read_one_after_the_other():
    left = [region(n, *column(10 * n, 100 + 250 * n, 4, 50, 450)) for n in range(1, 5)]
    right = [region(n, *column(10 * n, 100 + 250 * (n - 4), 4, 550, 950)) for n in range(5, 9)]
    head = region(9, line(90, 40, "A HEADING", 200, 800), kind="heading")
    both = [*left, *right, head]
    content = page(*(both[n] for n in (6, 1, 8, 4, 0, 3, 7, 2, 5)))
    mended, _ = accept_all(content, known_words=without_dictionaries())
    assert [one.id for one in mended.regions] == [9, 1, 2, 3, 4, 5, 6, 7, 8]


def test_notes_in_the_margin_may_be_read_where_the_archivist_wants():
    body = [region(n, *column(10 * n, 100 + 250 * n, 4, 200, 900)) for n in range(1, 4)]
    note = region(7, line(70, 400, "N.B.", 20, 150), kind="marginalia")
    for place in range(4):
        assert propose(sheet(page(*body[:place], note, *body[place:]))) == []


@given(st.permutations(list(range(8))))
def test_moves_bring_about_the_order_they_are_for(then):
    content = page(*(region(n, line(100 + n, 100)) for n in range(8)))
    after = accepted(content, region_moves(list(range(8)), then))
    assert [one.id for one in after.regions] == then
    assert len(region_moves(list(range(8)), then)) == 8 - len(longest_run(list(range(8)), then))


@given(st.permutations(list(range(9))))
def test_any_shuffle_of_a_column_is_put_right(then):
    lines = column(0, 100, 9)
    mended, _ = accept_all(page(region(50, *(lines[n] for n in then))), known_words=without_dictionaries())
    assert order(mended) == list(range(9))


@given(
    st.lists(st.tuples(st.integers(0, 900), st.integers(0, 900), st.integers(1, 400), st.integers(1, 400)), max_size=9)
)
def test_every_box_is_read_once(places):
    boxes = {n: (x, y, x + w, y + h) for n, (x, y, w, h) in enumerate(places)}
    assert sorted(reading_order(boxes)) == sorted(boxes)


@pytest.mark.parametrize("turned", ["90", "270"])
def test_lines_of_a_turned_region_are_left_alone(turned):
    one = region(1, *reversed(column(10, 100, 4)))
    content = page(Region(1, 1, 1, "paragraph", one.outline, lines=one.lines, attributes={"rotation": turned}))
    assert propose(sheet(content)) == []


places = st.tuples(st.integers(0, 800), st.integers(0, 1200), st.integers(40, 600))


@given(st.lists(st.lists(places, min_size=1, max_size=6), min_size=1, max_size=6))
def test_accepting_comes_to_an_end(regions):
    """Whatever stands where: no proposal undoes another, so that accepting one after the other ends."""
    ids = iter(range(1, 1000))
    content = page(
        *(region(next(ids), *(line(next(ids), y, "words", x, x + w) for x, y, w in lines)) for lines in regions)
    )
    mended, steps = accept_all(content, known_words=without_dictionaries())
    assert steps < 30
    assert propose(sheet(mended)) == []
    assert sorted(order(mended)) == sorted(order(content))
