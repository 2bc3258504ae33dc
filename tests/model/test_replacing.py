import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.model.faults import Fault
from editor.model.replacing import literal, replaced, shifted, template


def test_a_literal_is_what_it_is():
    assert literal(r"\1 $1 \g<x>").fill(["all"]) == r"\1 $1 \g<x>"


@pytest.mark.parametrize(
    "text, made",
    [
        (r"\2, \1", "Smith, Ann"),
        (r"\g<last>/\g<1>", "Smith/Ann"),
        (r"<\0>\3", "<Ann Smith>"),
        (r"a\\b\t$1", "a\\b\t$1"),
        ("", ""),
    ],
)
def test_a_template_names_groups_by_number_and_name(text, made):
    assert template(text, 3, {"last": 2}).fill(["Ann Smith", "Ann", "Smith", ""]) == made


@pytest.mark.parametrize(
    "text, said",
    [(r"\4", "no group 4"), (r"\g<first>", "no group “first”"), (r"\q", "says nothing"), ("a\\", "says nothing")],
)
def test_what_a_template_cannot_mean_is_said(text, said):
    with pytest.raises(Fault, match=said):
        template(text, 3, {})


def test_places_are_replaced_in_their_places():
    assert replaced("a boat, a boat", [(2, 6, "ship"), (10, 14, "")]) == "a ship, a "


@given(st.text(max_size=30), st.data())
def test_what_stands_behind_a_place_is_found_where_it_moved(text, data):
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=6, unique=True)))
    places = [(a, b, data.draw(st.text(max_size=4))) for a, b in zip(cuts[::2], cuts[1::2], strict=False)]
    new = replaced(text, places)
    for at in range(len(text)):
        if not any(start <= at < end for start, end, _ in places):
            assert new[shifted(at, places)] == text[at]
