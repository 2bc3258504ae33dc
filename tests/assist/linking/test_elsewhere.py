from editor.assist.linking.choose import link
from tests.assist.linking.small import placed, text_of, typed

LINES = (
    "It is time for a review of our position",
    "in these talks, and for a clear statement",
    "of our purpose. We have good evidence that",
    "the makers are dismantling the bases now.",
)


def out_of_order(linking):
    return [notice.line for notice in linking.notices if notice.kind == "elsewhere"]


def test_a_line_that_stands_further_down_is_told():
    texts = text_of(LINES[2], LINES[0], LINES[1], LINES[3])
    linking = link(texts, [typed(*LINES)])
    assert [found.at for found in linking.links] == [2, 0, 1, 3]
    assert out_of_order(linking) == [1]


def test_lines_in_order_are_not_told():
    assert not out_of_order(link(text_of(*LINES), [typed(*LINES)]))


def test_columns_side_by_side_have_no_order():
    scan = placed(
        [(100, 500 + 50 * at, line) for at, line in enumerate(LINES)] + [(1100, 100, "Declassified by order")]
    )
    assert not out_of_order(link(text_of(*LINES, "Declassified by order"), [scan]))


def test_numbers_have_no_order():
    assert not out_of_order(link(text_of("118-15511-10347 01", *LINES), [typed(*LINES, "118-15511-10347 01")]))
