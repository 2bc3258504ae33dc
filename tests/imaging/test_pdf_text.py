"""Characters with places become lines and regions; what has no place keeps its words."""

from editor.imaging.pdf_text import Glyph, regions


def typed(text, x, y, size=20.0, piece=0):
    """Return the glyphs of a level line, half a size wide each."""
    step = size / 2
    return [
        Glyph(
            sign,
            (x + at * step, y),
            (x + at * step, y - size * 0.8, x + (at + 1) * step, y + size * 0.2),
            size,
            0.0,
            piece=piece,
        )
        for at, sign in enumerate(text)
    ]


def lines(glyphs):
    found, _ = regions(glyphs, 1000, 1000)
    return [[line.text for line in region.lines] for region in found]


BREAK = [Glyph("\n", generated=True)]
BLANK = [Glyph(" ", generated=True)]


def test_a_line_goes_on_until_the_baseline_changes_whatever_the_engine_says():
    assert lines(typed("joined-", 10, 50) + typed("by it", 10, 74)) == [["joined-", "by it"]]


def test_a_line_ends_where_the_engine_says_so_although_the_baseline_does_not_change():
    assert lines(typed("left", 10, 50) + BREAK + typed("right", 60, 50)) == [["left"], ["right"]]


def test_blanks_of_the_engine_count_within_a_line_and_not_at_its_end():
    assert lines(typed("a", 10, 50) + BLANK + typed("b", 25, 50) + BLANK + BREAK + typed("c", 10, 74)) == [["a b", "c"]]


def test_far_apart_on_one_baseline_are_two_lines_unless_one_piece_of_text():
    assert lines(typed("left", 10, 50) + typed("right", 500, 50)) == [["left"], ["right"]]
    assert lines(typed("left", 10, 50, piece=7) + typed("right", 500, 50, piece=7)) == [["leftright"]]


def test_wide_set_lines_are_one_region_and_a_wider_gap_parts_them():
    pages = [glyph for at in range(5) for glyph in typed("some words", 10, 50 + 50 * at)]
    assert [len(region) for region in lines(pages + typed("far below", 10, 500))] == [5, 1]


def test_what_has_no_place_keeps_its_words_and_what_lies_outside_is_cut():
    (region,), _ = regions([Glyph("a"), Glyph("b")], 100, 100)
    assert (region.lines[0].text, region.lines[0].outline, region.lines[0].words[0].box) == ("ab", (), None)
    (region,), _ = regions(typed("over the edge", 50, 50), 100, 100)
    assert max(x for x, _ in region.lines[0].outline) == 100


def test_characters_no_text_may_hold_are_counted_and_replaced():
    (region,), replaced = regions(typed("a\x01b\ufffe", 10, 50), 500, 100)
    assert (region.lines[0].text, replaced) == ("a\ufffdb\ufffd", 2)
