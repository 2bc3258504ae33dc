"""Shapes: cut, joined, pointed at."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.model import geometry as g

boxes = st.tuples(*[st.integers(0, 3000)] * 2, *[st.integers(1, 500)] * 2).map(
    lambda t: (t[0], t[1], t[0] + t[2], t[1] + t[3])
)


@given(boxes, st.floats(0.01, 0.99))
def test_a_cut_loses_no_area(box, share):
    outline = g.rectangle(box)
    x = box[0] + (box[2] - box[0]) * share
    left, right = g.cut_at_x(outline, x)
    assert g.area(left) + g.area(right) == pytest.approx(g.area(outline), rel=0.01)
    assert g.bounds(left)[2] == pytest.approx(x, abs=0.001)


def test_a_cut_outside_leaves_one_part():
    outline = g.rectangle((10, 10, 20, 20))
    assert g.cut_at_x(outline, 30) == (outline, ())
    assert g.cut_at_x(outline, 0)[0] == ()


def test_baselines_are_cut_where_the_line_is():
    left, right = g.cut_path_at_x(((0, 10), (100, 20)), 50)
    assert left == ((0, 10), (50, 15))
    assert right == ((50, 15), (100, 20))
    assert g.cut_path_at_x(((0, 10), (100, 20)), 200) == (((0, 10), (100, 20)), ())


@given(boxes)
def test_the_middle_is_inside_and_the_outside_is_not(box):
    outline = g.rectangle(box)
    assert g.contains(outline, ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2))
    assert not g.contains(outline, (box[2] + 1, box[1]))


@given(st.lists(st.tuples(st.integers(0, 99), st.integers(0, 99)), min_size=3, max_size=30))
def test_a_hull_has_the_bounds_of_its_points(points):
    hull = g.hull(points)
    if hull:
        assert g.bounds(hull) == g.bounds(points)


def test_whole_numbers_stay_whole():
    assert g.polygon([(1.0, 2.5)]) == ((1, 2.5),)
    assert isinstance(g.polygon([(1.0, 2.5)])[0][0], int)
    assert g.moved(((1, 1),), 1, 2) == ((2, 3),)
    assert g.union([]) is None
    assert g.union([(0, 0, 1, 1), (2, 2, 3, 3)]) == (0, 0, 3, 3)
    with pytest.raises(ValueError, match="outline"):
        g.bounds(())
