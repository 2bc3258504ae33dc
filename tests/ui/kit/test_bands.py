"""How lines lie, and where a word stands on its line."""

import math

import pytest

from editor.model.geometry import rectangle
from editor.model.page import Line, Page, PageContent, Region
from editor.ui.kit.bands import (
    Band,
    bands_of,
    ink_of,
    moved_to_ink,
    same_places,
    typical_height,
    word_around,
    word_extent,
)


def region(*lines, **attributes):
    made = tuple(
        Line(n + 1, 9, n + 1, text, outline=outline, baseline=base) for n, (text, outline, base) in enumerate(lines)
    )
    return Region(9, 1, 1, "paragraph", lines=made, attributes=attributes)


def test_a_level_line_lies_in_the_middle_of_its_outline():
    band = bands_of(region(("a line", rectangle((100, 200, 500, 240)), ((100, 230), (500, 230)))))[1]
    assert (band.x1, band.y1, band.x2, band.y2, band.height) == (100, 220, 500, 220, 40)


def test_a_leaning_line_is_as_high_across_as_it_was_level():
    lean = math.radians(7)
    c, s = math.cos(lean), math.sin(lean)

    def turned(points):
        return tuple((x * c - y * s, x * s + y * c) for x, y in points)

    shape = turned(rectangle((100, 200, 900, 240)))
    band = bands_of(region(("a leaning line", shape, turned(((100, 232), (900, 232))))))[1]
    assert band.height == pytest.approx(40) and band.length == pytest.approx(800)
    assert math.atan2(band.y2 - band.y1, band.x2 - band.x1) == pytest.approx(lean)


def test_a_line_that_stands_is_read_along_its_length():
    upright = rectangle((100, 200, 130, 700))
    up = bands_of(region(("written up the margin", upright, ())))[1]
    assert (up.y1, up.y2, up.height) == (700, 200, 30)
    down = bands_of(region(("written down the margin", upright, ()), rotation="90"))[1]
    assert (down.y1, down.y2) == (200, 700)


def test_heights_are_evened_out_and_places_that_are_not_there_left_out():
    lines = [("abc", rectangle((0, 100 * n, 400, 100 * n + 40)), ((0, 100 * n + 30), (400, 100 * n + 30))) for n in
             range(4)]  # fmt: skip
    lines[2] = ("flourish", rectangle((0, 20, 400, 380)), ((0, 230), (400, 230)))
    found = bands_of(region(*lines, ("nowhere", (), ())))
    assert set(found) == {1, 2, 3, 4}
    assert found[3].height == pytest.approx(64) and 190 < found[3].y1 < 230


def test_what_is_usual_on_a_page():
    page = PageContent(
        Page(1, 1, 1, "p"),
        (
            region(
                ("a", rectangle((0, 0, 90, 30)), ()),
            ),
        ),
    )
    assert typical_height(page) == 30
    assert typical_height(PageContent(Page(1, 1, 1, "p"))) == 40


def test_a_word_ends_where_there_is_no_ink():
    columns = [230] * 200
    for left, right in ((20, 60), (72, 130), (141, 180)):
        columns[left:right] = [60] * (right - left)
    ink = ink_of(columns)
    text = "four letter word"
    left, right = word_extent(ink, len(text), 5, 11)
    assert 60 <= left <= 72 and 130 <= right <= 141
    assert word_extent(ink, len(text), 0, 4)[0] == 20 and word_extent(ink, len(text), 12, 16)[1] == 180
    assert word_extent([], 4, 0, 2) == (0.0, 0.0)


@pytest.mark.parametrize(
    ("caret", "word"), [((0, 0), "the"), ((5, 5), "blockade,"), ((3, 3), "the"), ((99, 99), "is"), ((4, 6), "bl")]
)
def test_the_word_around_a_caret(caret, word):
    text = "the blockade, is"
    start, end = word_around(text, *caret)
    assert text[start:end] == word


def test_a_band_is_moved_to_where_the_ink_is():
    band = Band(0, 100, 800, 100, 40)
    rows = [0.02] * 72  # a strip of 72 pixels around the middle, one row a pixel
    for row in (*range(2, 8), *range(36, 56), *range(68, 72)):  # the line itself, and slivers of its neighbours
        rows[row] = 0.5
    assert moved_to_ink(band, rows, 72).y1 == pytest.approx(110, abs=1)
    assert moved_to_ink(band, [0.1] * 72, 72) == band, "where nothing is to be seen, the outline is believed"


def test_outlines_that_reach_into_the_lines_above_are_cut_off():
    lines = [
        (
            str(n),
            ((0, 20 * n - 28), (400, 20 * n - 16), (400, 20 * n + 6), (0, 20 * n + 6)),
            ((0, 20 * n), (400, 20 * n)),
        )
        for n in range(1, 6)
    ]
    found = bands_of(region(*lines))
    assert all(band.height == pytest.approx(21) for band in found.values())


def test_typing_moves_no_line():
    old = region(("abc", rectangle((0, 0, 90, 30)), ()))
    new = region(("abcd", rectangle((0, 0, 90, 30)), ()))
    assert same_places(old, new)
    assert not same_places(old, region(("abc", rectangle((0, 0, 91, 30)), ())))
