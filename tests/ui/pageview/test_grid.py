"""The grid finds what a search through all outlines would, and takes no longer for outlines as large as a building."""

import time

from hypothesis import given
from hypothesis import strategies as st

from editor.model.geometry import bounds, contains, rectangle
from editor.ui.pageview.grid import Grid

EDGE = 5_000
edges = st.integers(0, EDGE)
boxes = st.tuples(edges, edges, edges, edges).map(
    lambda b: (min(b[0], b[2]), min(b[1], b[3]), max(b[0], b[2]), max(b[1], b[3]))
)
points = st.tuples(edges, edges)


@given(st.lists(boxes, max_size=12), st.lists(st.integers(0, 11)), points, boxes)
def test_it_finds_what_is_there(some, gone, point, around):
    grid, outlines = Grid(), {}
    for key, box in enumerate(some):
        outlines[key] = rectangle(box)
        grid.put(key, outlines[key])
    for key in gone:
        grid.drop(key)
        outlines.pop(key, None)
    assert len(grid) == len(outlines)
    assert set(grid.at(point)) == {key for key, outline in outlines.items() if contains(outline, point)}
    found = {key: bounds(outline) for key, outline in outlines.items()}
    left, top, right, bottom = around
    touched = {k for k, b in found.items() if b[0] <= right and b[2] >= left and b[1] <= bottom and b[3] >= top}
    assert grid.near(around) == touched


def test_the_smallest_is_first_be_it_large():
    grid = Grid()
    for key, size in enumerate((90_000, 80_000, 100, 70_000)):
        grid.put(key, rectangle((0, 0, size, size)))
    assert grid.at((50, 50)) == [2, 3, 1, 0]
    grid.put(1, rectangle((0, 0, 10, 10)))
    assert grid.at((50, 50)) == [2, 3, 0]


def test_very_large_outlines_cost_no_more_than_small_ones():
    grid, begun = Grid(), time.monotonic()
    for key in range(2_000):
        grid.put(key, rectangle((key, 0, 99_999, 99_999)))
    assert len(grid.near((0, 0, 99_999, 99_999))) == 2_000
    assert time.monotonic() - begun < 2  # cell by cell: ten minutes
