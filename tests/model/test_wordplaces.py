"""Where the words of a line stand, by the boxes of its reading."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.model import geometry as g
from editor.model.page import Piece, Share
from editor.model.source import SourceLine, SourceWord
from editor.model.wordplaces import gap_at, placed_words, wide_gap, x_at

TEXT = "JAN Hilsman By U.S. Council"
PLACES = ((0, 3, 100, 150), (4, 11, 160, 280), (12, 14, 500, 540), (15, 19, 550, 620), (20, 27, 630, 760))
LINE = SourceLine(TEXT, words=tuple(SourceWord(a, b, (x, 10, y, 40), 0.9) for a, b, x, y in PLACES))


def words(start=0, end=27):
    return placed_words(Share(1, (Piece(0, start, end),)), [LINE])


def test_a_line_is_cut_in_the_middle_of_the_gap():
    assert x_at(words(), 11) == x_at(words(), 12) == (280 + 500) / 2


def test_a_word_is_cut_by_its_letters():
    assert x_at(words(), 8) == pytest.approx(160 + 120 * 4 / 7)


def test_at_its_ends_no_box_says_where():
    assert x_at(words(), 0) is None
    assert x_at(words(), len(TEXT)) is None
    assert x_at([], 4) is None


def test_a_column_falls_between_two_words():
    assert gap_at(words(), 400) == 11
    assert gap_at(words(), 0) == 0
    assert gap_at([], 9) is None


def test_words_of_a_part_are_counted_from_its_start():
    assert [word[:2] for word in words(12, 27)] == [(0, 2), (3, 7), (8, 15)]
    half = words(6, 27)[0]
    assert half[:2] == (0, 5)
    assert half[2][0] == pytest.approx(160 + 120 * 2 / 7)


def test_words_of_joined_pieces_are_counted_on():
    joined = placed_words(Share(1, (Piece(0, 12, 19), Piece(0, 0, 3))), [LINE])
    assert [word[:2] for word in joined] == [(0, 2), (3, 7), (8, 11)]


def test_a_wide_gap_is_told_from_a_blank():
    assert wide_gap("Hughey under  provisions\tof", 5) == 12
    assert wide_gap("Hughey under provisions", 5) is None
    assert wide_gap("  indented text", 0) is None


ring = st.lists(st.tuples(st.floats(0.3, 1.0), st.floats(0.3, 1.0)), min_size=3, max_size=9)


@given(ring, st.floats(0.02, 0.98), st.booleans())
def test_both_halves_of_an_outline_lie_in_it_and_make_it_up(radii, share, level):
    """Star-shaped outlines of any kind, cut at any column or row."""
    from math import cos, pi, sin

    n = len(radii)
    outline = tuple((500 + 400 * r * cos(2 * pi * i / n), 300 + 200 * q * sin(2 * pi * i / n))
                    for i, (r, q) in enumerate(radii))  # fmt: skip
    left, top, right, bottom = g.bounds(outline)
    if level:
        y = top + (bottom - top) * share
        halves = g.cut_at_y(outline, y)
        assert g.bounds(halves[0])[3] <= y + 0.01 and g.bounds(halves[1])[1] >= y - 0.01
    else:
        x = left + (right - left) * share
        halves = g.cut_at_x(outline, x)
        assert g.bounds(halves[0])[2] <= x + 0.01 and g.bounds(halves[1])[0] >= x - 0.01
    assert sum(map(g.area, halves)) == pytest.approx(g.area(outline), rel=1e-3, abs=2)
    for half in halves:
        inner = g.bounds(half)
        assert inner[0] >= left - 0.01 and inner[1] >= top - 0.01 and inner[2] <= right + 0.01
        assert inner[3] <= bottom + 0.01
