"""Tone curves: tables that do what their names say, and nothing when nothing is asked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.imaging.tone import curve

UNIT = st.floats(-1, 1, allow_nan=False)
GAMMA = st.floats(0.2, 5, allow_nan=False)


def test_nothing_asked_is_nothing_changed():
    assert curve() == bytes(range(256))
    assert curve(0, 0, 1, True) == bytes(reversed(range(256)))


@given(UNIT, UNIT, GAMMA, st.booleans())
def test_a_curve_has_256_entries_and_never_turns_back(brightness, contrast, gamma, invert):
    table = curve(brightness, contrast, gamma, invert)
    assert len(table) == 256
    assert list(table) == sorted(table, reverse=invert)


@given(UNIT, UNIT, GAMMA)
def test_inversion_is_the_mirror(brightness, contrast, gamma):
    plain, inverted = curve(brightness, contrast, gamma), curve(brightness, contrast, gamma, invert=True)
    assert all(abs(a + b - 255) <= 1 for a, b in zip(plain, inverted, strict=True))


def test_each_knob_turns_what_it_is_named_for():
    assert set(curve(brightness=1)) == {255} and set(curve(brightness=-1)) == {0}
    assert all(a > b for a, b in zip(curve(brightness=0.2)[:200], range(200), strict=True))
    assert set(curve(contrast=-1)) <= {127, 128}
    assert set(curve(contrast=1)) == {0, 255}
    assert curve(contrast=0.5)[64] < 64 and curve(contrast=0.5)[192] > 192
    assert curve(gamma=2)[64] > 64 and curve(gamma=0.5)[64] < 64
    assert (curve(gamma=2)[0], curve(gamma=2)[255]) == (0, 255)
    assert abs(curve(gamma=2)[64] - round(255 * (64 / 255) ** 0.5)) <= 1


@pytest.mark.parametrize(
    "wrong", [{"brightness": 1.01}, {"contrast": -1.5}, {"gamma": 0.1}, {"gamma": 6}, {"contrast": float("nan")}]
)
def test_a_number_out_of_range_is_an_error(wrong):
    with pytest.raises(ValueError, match="must lie between"):
        curve(**wrong)
