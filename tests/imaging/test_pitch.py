import numpy
import pytest

from editor.imaging.pitch import pitch

LETTER = 18.0


def line(stops, noise):
    ink = numpy.zeros((20, int(stops[-1]) + 12), numpy.uint8)
    for stop in stops:
        ink[4:18, int(stop) : int(stop) + int(noise.integers(6, 12))] = 255
    return ink


@pytest.mark.parametrize("distance", [19.2, 20.5, 24.0])
def test_letters_at_even_distances_have_a_pitch(distance):
    noise = numpy.random.default_rng(1)
    lines = [line(numpy.arange(55) * distance, noise) for _ in range(20)]
    assert pitch(lines, LETTER) == pytest.approx(distance, rel=0.01)


def test_print_has_none():
    noise = numpy.random.default_rng(2)
    lines = [line(numpy.cumsum(noise.uniform(8, 30, 60)), noise) for _ in range(20)]
    assert pitch(lines, LETTER) == 0.0


def test_short_lines_tell_nothing():
    assert pitch([numpy.full((10, 40), 255, numpy.uint8)], LETTER) == 0.0
    assert pitch([], LETTER) == 0.0
