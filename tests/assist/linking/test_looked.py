from editor.assist.linking.flow import link_flow, page_ends
from editor.assist.linking.values import Pin
from tests.assist.linking.small import Written, drawn, placed, text_of
from tests.assist.linking.test_flow import stands

FIRST = (
    "It is time for a review of our basic position in these",
    "negotiations and for a clear restatement of our policy and",
    "purpose.",
)
SECOND = (
    "We have good evidence that the makers are dismantling the",
    "bases. We have no decisive evidence of what they will do",
    "with this equipment. The future of the sites is unclear.",
)
OTHER = (
    "This crisis is likely to move in one of two major ways, in",
    "the next few weeks. On the one hand, we may be able to make",
    "arrangements which will in fact ensure the removal of all.",
)


def placed_at(*lines):
    return [(0, at, line) for at, line in enumerate(lines)]


def test_paragraphs_nobody_has_read_are_cut_where_they_look_like_lines():
    texts = text_of(" ".join(FIRST), "", " ".join(SECOND))
    linking = link_flow(texts, [drawn(*FIRST, *SECOND)])
    assert stands(texts, linking) == placed_at(*FIRST, *SECOND)
    assert {link.reason for link in linking.links} == {"looks"}
    assert all(link.sure for link in linking.links)


def test_paragraphs_in_another_order_find_their_lines():
    texts = text_of(" ".join(SECOND), "", " ".join(FIRST))
    assert sorted(stands(texts, link_flow(texts, [drawn(*FIRST, *SECOND)]))) == placed_at(*FIRST, *SECOND)


def test_a_paragraph_that_is_not_there_is_not_put_anywhere_unasked():
    texts = text_of(" ".join(OTHER), "", " ".join(SECOND))
    linking = link_flow(texts, [drawn(*FIRST, *SECOND)])
    assert {link.line for link in linking.links if link.sure} == {3}


def test_a_paragraph_goes_on_over_the_end_of_the_page():
    texts = text_of(" ".join(FIRST), "", " ".join(SECOND), "", " ".join(OTHER))
    scans = [drawn(*FIRST, *SECOND[:2]), drawn(*SECOND[2:], *OTHER)]
    linking = link_flow(texts, scans)
    assert [link.page for link in linking.links] == [0] * 5 + [1] * 4
    (end,) = [notice for notice in linking.notices if notice.kind == "page"]
    assert texts[1].text[end.at :] == SECOND[2]


def test_what_is_pinned_is_not_looked_for():
    texts = text_of(" ".join(FIRST), "", " ".join(SECOND))
    pin = Pin(1, len(FIRST[0]) + 1, len(" ".join(FIRST[:2])), 5)
    linking = link_flow(texts, [drawn(*FIRST, *SECOND)], [pin])
    assert (0, 5, FIRST[1]) in stands(texts, linking)
    assert sum(link.at == 5 for link in linking.links) == 1


def test_a_line_that_was_found_in_two_pieces_does_not_lose_its_paragraph():
    lines = (*FIRST[:2], *SECOND, *OTHER)
    whole = [(200, 100 + 50 * at, line) for at, line in enumerate(lines)]
    broken = [*whole[:4], (200, 300, lines[4][:20]), (700, 300, lines[4][25:]), *whole[5:]]
    scan = placed(broken, read=False, looks=Written(*(text for _, _, text in broken)))
    texts = text_of(" ".join(lines))
    found = stands(texts, link_flow(texts, [scan]))
    assert [(0, at, broken[at][2]) for at in (0, 1, 2, 3, 6, 7, 8)] == [one for one in found if one[1] not in (4, 5)]


def test_a_paragraph_with_words_that_stand_on_no_line_is_suggested_where_the_rest_stands():
    texts = text_of(" ".join((FIRST[0], "x" * 150, *SECOND[1:])))
    linking = link_flow(texts, [drawn(*FIRST, *SECOND)])
    assert stands(texts, linking) == [(0, 0, FIRST[0]), (0, 4, SECOND[1]), (0, 5, SECOND[2])]
    assert not any(link.sure for link in linking.links)


def test_a_list_that_was_run_together_falls_into_its_lines():
    texts = text_of(" ".join(OTHER), "", "Declassified by order under section 3.4")
    lines = (*OTHER, "Declassified by order", "under section 3.4")
    assert stands(texts, link_flow(texts, [drawn(*lines)])) == placed_at(*lines)


def test_a_page_end_among_text_without_a_place_says_how_unsure_it_is_and_leaves_room_for_it():
    foreign = "qqq zzz kkk vvv www xxx"
    texts = text_of(" ".join(FIRST), "", foreign, "", " ".join(SECOND), "", " ".join(OTHER))
    (end,) = page_ends(texts, [drawn(*FIRST), drawn("######## ######", *SECOND, *OTHER)])
    assert (end.line, end.at, end.reason) == (3, 0, "looks")
    assert end.confidence < 0.95
