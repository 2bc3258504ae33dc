from editor.assist.linking.choose import link
from editor.assist.linking.flow import page_ends
from tests.assist.linking.small import placed, text_of, typed

ONE = ("It is time for a review of our position", "in these talks, and for a clear statement")
TWO = ("of our purpose. We have good evidence that", "the makers are dismantling the bases now.")
THREE = ("This crisis is likely to move in one of", "two major ways within the next few weeks.")
BANNER = "APPROVED FOR RELEASE"


def test_pages_begin_where_their_words_are_read():
    texts = text_of(" ".join((*ONE, *TWO)), "", " ".join(THREE))
    scans = [typed(BANNER, *ONE), typed(BANNER, *TWO), typed(BANNER, *THREE)]
    ends = page_ends(texts, scans)
    assert [(end.page, end.line, end.at, end.reason) for end in ends] == [
        (1, 1, len(" ".join(ONE)) + 1, "words"),
        (2, 3, 0, "words"),
    ]
    assert all(end.confidence > 0.9 for end in ends)


def test_what_is_repeated_on_every_page_makes_no_page_end():
    texts = text_of(" ".join(ONE), "", BANNER, "", " ".join(TWO), "", BANNER)
    ends = page_ends(texts, [typed(BANNER, *ONE), typed(*TWO, BANNER)])
    assert [(end.page, end.line) for end in ends] == [(1, 5)]


def test_a_scan_without_any_of_the_text_is_passed_over():
    texts = text_of(" ".join((*ONE, *TWO)))
    ends = page_ends(texts, [typed(*ONE), typed("QZX WVK JYP"), typed(*TWO)])
    assert [end.page for end in ends] == [2]


def test_lines_are_counted_where_nothing_is_read():
    texts = text_of(*ONE, "", *TWO, *THREE)
    ends = page_ends(texts, [typed(*ONE, read=False), typed(*TWO, *THREE, read=False)])
    assert [(end.page, end.line, end.reason) for end in ends] == [(1, 4, "counts")]
    assert ends[0].confidence <= 0.5


def test_one_scan_has_no_page_ends():
    assert page_ends(text_of(*ONE), [typed(*ONE)]) == ()


def test_a_text_cut_as_the_scan_is_linked_line_by_line():
    texts = text_of(*ONE, *TWO)
    linking = link(texts, [typed(*ONE, *TWO)])
    assert [(found.line, found.at) for found in linking.links] == [(1, 0), (2, 1), (3, 2), (4, 3)]


def test_what_was_not_read_gets_the_line_that_is_left_between():
    texts = text_of(" ".join(ONE), "Kudrach", " ".join(TWO))
    lines = [(200, 100 + 50 * at, text) for at, text in enumerate((*ONE, "######", *TWO))]
    linking = link(texts, [placed(lines)])
    (between,) = [found for found in linking.links if found.line == 2]
    assert between.at == 2
    assert not between.sure
    assert not linking.placeless
