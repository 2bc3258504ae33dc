"""How much a page leans, by its baselines and by its picture."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from editor.imaging.level import lean_of_lines, lean_of_picture
from editor.imaging.sharpen import sharpen


def page(angle, size=(700, 900), ink=30):
    """Return a typed page whose lines fall to the right by ``angle`` degrees."""
    image = Image.new("L", size, 215)
    draw = ImageDraw.Draw(image)
    for row in range(14):
        for place in range(30 if row % 4 else 12):
            if (row * 7 + place * 3) % 6:
                draw.rectangle((70 + place * 19, 80 + row * 52, 83 + place * 19, 96 + row * 52), fill=ink)
    return image.rotate(-angle, Image.Resampling.BICUBIC, fillcolor=215)


def measured(image):
    return lean_of_picture(image.tobytes(), image.width, image.height, image.width)


@pytest.mark.parametrize("angle", [-7.0, -1.3, 0.0, 0.6, 3.0])
def test_the_picture_tells_how_much_its_lines_lean(angle):
    assert measured(page(angle)) == pytest.approx(angle, abs=0.2)


def test_pale_writing_on_a_shaded_page_is_enough():
    image = page(2.0, ink=150)
    shade = Image.linear_gradient("L").resize(image.size).point(lambda value: value // 4)
    shaded = Image.composite(Image.new("L", image.size, 60), image, shade)
    assert measured(shaded) == pytest.approx(2.0, abs=0.2)


def test_a_page_without_lines_tells_nothing():
    assert measured(Image.new("L", (700, 900), 200)) is None
    assert measured(Image.new("L", (8, 8), 0)) is None
    assert measured(Image.effect_noise((700, 900), 90)) is None


@given(st.floats(-10, 10), st.integers(2, 20))
def test_baselines_tell_and_short_or_upright_ones_do_not(angle, count):
    from math import radians, tan

    slope = tan(radians(angle))
    lines = [((100, 50 * n), (900, 50 * n + 800 * slope)) for n in range(count)]
    noise = [((10, 10), (14, 30)), ((500, 100), (500, 900)), ((5, 5),), ()]
    lean = lean_of_lines([*lines, *noise], 1000)
    assert lean == (pytest.approx(angle, abs=0.01) if 800 * slope else None)


def test_baselines_along_boxes_tell_nothing():
    assert lean_of_lines([((0, 10), (500, 10)), ((0, 60), (500, 60))], 600) is None
    assert lean_of_lines([((0, 10), (500, 15))], 600) is None


@pytest.mark.parametrize("grey", [True, False])
def test_sharpening_done_in_strips_leaves_no_seam(grey):
    from PIL import ImageFilter

    size = (1400, 400)
    image = page(3.0, size).filter(ImageFilter.GaussianBlur(2))
    source = image if grey else Image.merge("RGBX", (image, image, image, Image.new("L", size, 255)))
    stride = size[0] * (1 if grey else 4)
    target = bytearray(stride * size[1])
    sharpen(memoryview(source.tobytes()), memoryview(target), size, stride, grey, 0.5)
    whole = source.filter(ImageFilter.UnsharpMask(2.0, 150, 2))
    assert bytes(target) == whole.tobytes() != source.tobytes()
