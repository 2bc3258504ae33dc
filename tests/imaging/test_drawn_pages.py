"""The pages the bench draws carry their own truth: what the loaders and the loose rule of places are tested on."""

import pytest

from tests.bench import drawn_pages
from tests.bench.linking_sets import lines_found, lines_linked, on_line, outlines_found, same_place
from tests.bench.linking_texts import reflowed


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    if not drawn_pages.faces(drawn_pages.TYPED["tuned"]) or not drawn_pages.faces(drawn_pages.PRINTED):
        pytest.skip("no typewriter face to draw with")
    return drawn_pages.fresh(4, tmp_path_factory.mktemp("drawn"))[0]


def test_page_is_its_own_truth(page):
    found = outlines_found(page, [line.outline for line in page.lines])
    assert page.image.exists() and len(page.lines) > 20
    assert (found.recall, found.precision) == (1.0, 1.0)


def test_seed_draws_the_same_again(page, tmp_path):
    again = drawn_pages.fresh(4, tmp_path)[0]
    assert again.image.read_bytes() == page.image.read_bytes()
    assert again.lines == page.lines


def box(left, top, right, bottom):
    return ((left, top), (right, top), (right, bottom), (left, bottom))


@pytest.mark.parametrize(
    ("found", "same", "on"),
    [
        (box(100, 100, 500, 130), True, True),
        (box(100, 114, 500, 144), True, True),
        (box(100, 117, 500, 147), False, False),  # more than half a line down
        (box(100, 100, 280, 130), False, True),  # a piece of it
        (box(100, 100, 1000, 130), False, True),  # grown together with its neighbour
        (box(460, 100, 900, 130), False, False),
    ],
)
def test_places_are_judged_loosely(found, same, on):
    true = box(100, 100, 500, 130)
    assert (same_place(found, true), on_line(found, true)) == (same, on)


def test_turned_line_is_judged_along_itself():
    true = box(50, 200, 80, 700)
    assert same_place(box(55, 250, 90, 720), true)
    assert not same_place(box(90, 200, 120, 700), true)


def test_crooked_lines_are_compared_where_they_overlap():
    true = ((0.0, 0.0), (1000.0, 60.0), (1000.0, 90.0), (0.0, 30.0))
    assert same_place(((400.0, 24.0), (1000.0, 60.0), (1000.0, 90.0), (400.0, 54.0)), true)


def test_links_are_right_wrong_or_missing(page):
    from editor.model.found import FoundLine, Layout

    layout = Layout(*page.size, tuple(FoundLine(line.outline, line.baseline, 0) for line in page.lines))
    links = [(at, 0, len(text), at, at % 2 == 0) for at, text, _ in page.texts]
    links[10] = (links[10][0], 0, links[10][2], links[11][3], True)
    told = lines_linked(page, layout, links[:-1])
    assert (told.lines, told.right, told.wrong, told.sure_wrong) == (len(links), len(links) - 2, 1, 1)
    assert len(told.misses) == 2


def test_layout_finds_the_lines_of_a_drawn_page(page):
    from editor.imaging.layout import find_layout
    from editor.imaging.prepared import prepare

    found = lines_found(page, find_layout(prepare(page.image)))
    assert found.recall >= 0.95, found.missed
    assert found.precision >= 0.9


def test_reflowed_text_knows_its_lines(page):
    text = reflowed([page])
    owners = {owner for owners in text.owners for owner in owners if owner is not None}
    assert owners == {(0, at) for at in range(len(page.lines))}
    assert max(len(line) for line in text.lines) > max(len(line.text) for line in page.lines)
