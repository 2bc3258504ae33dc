"""A page made ready: places come back to the page, and the lean is taken out."""

import math
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageOps

pytest.importorskip("cv2")

import numpy

from editor.imaging.prepared import prepare
from tests.imaging.typed import drawn_page


def saved(tmp_path: Path, lean: float = 0.0) -> Path:
    path = tmp_path / "page.png"
    drawn_page(lean).save(path)
    return path


@pytest.mark.parametrize("lean", [0.0, 2.0, -3.5])
def test_the_lean_is_measured(tmp_path: Path, lean: float) -> None:
    assert prepare(saved(tmp_path, lean)).angle == pytest.approx(lean, abs=0.2)


def test_places_come_back_to_the_page(tmp_path: Path) -> None:
    page = prepare(saved(tmp_path, 2.0))
    corners = ((10, 20), (900, 30), (500, 1200))
    for (x, y), (u, v) in zip(corners, page.to_page(page.from_page(corners)), strict=True):
        assert math.hypot(x - u, y - v) < 0.2


def test_places_are_told_in_the_size_the_page_is_filed_with(tmp_path: Path) -> None:
    path = saved(tmp_path)
    with Image.open(path) as image:
        width, height = image.size
    page = prepare(path, size=(width * 2, height * 2))
    high, wide = page.grey.shape
    assert page.to_page([(wide, high)])[0] == pytest.approx((width * 2, height * 2), abs=1)
    assert page.letter == pytest.approx(2 * prepare(path).letter, rel=0.02)


def test_the_engine_gets_the_same_page_with_even_paper(tmp_path: Path) -> None:
    page = prepare(saved(tmp_path))
    picture = page.for_engine()
    assert len(picture.data) == picture.width * picture.height
    assert picture.width == pytest.approx(page.grey.shape[1] * picture.scale, abs=2)
    assert min(picture.data) < 60 and picture.data.count(245) > 0.8 * len(picture.data)


def test_the_bare_picture_keeps_letters_and_no_specks(tmp_path: Path) -> None:
    path = saved(tmp_path)
    with Image.open(path) as image:
        spoilt = image.convert("L")
    for number in range(400):
        spoilt.putpixel((number * 53 % spoilt.width, number * 97 % spoilt.height), 0)
    spoilt.save(path)
    page = prepare(path)
    plain, bare = page.for_engine(), page.for_engine(bare=True)
    dark = [sum(value < 120 for value in picture.data) for picture in (plain, bare)]
    assert (bare.width, bare.height, bare.scale) == (plain.width, plain.height, plain.scale)
    assert 0.8 * dark[0] < dark[1] <= dark[0] - 200


def test_the_bare_picture_leaves_out_what_shines_through_from_the_back(tmp_path: Path) -> None:
    """A mirrored back in a paler ink is on the picture of the page and not on the bare one; a page alone is whole."""
    front = drawn_page()
    back = ImageOps.mirror(front).transform(front.size, Image.Transform.AFFINE, (1, 0, 0, 0, 1, 31))
    back = Image.eval(back, lambda grey: 245 - (245 - min(grey, 245)) * 55 // 100)
    pictures = []
    for name, page in (("alone", front), ("both", ImageChops.darker(front, back))):
        path = tmp_path / f"{name}.png"
        page.save(path)
        prepared = prepare(path)
        pictures += [prepared.for_engine(), prepared.for_engine(bare=True)]
    alone, bare, both, bare_of_both = ((numpy.frombuffer(one.data, numpy.uint8) < 150).sum() for one in pictures)
    assert bare > 0.95 * alone
    assert both > 1.3 * alone
    assert bare_of_both < 1.12 * alone


def test_an_empty_page_and_a_tiny_one_are_no_trouble(tmp_path: Path) -> None:
    for number, size in enumerate([(900, 1200), (3, 2), (4000, 5)]):
        path = tmp_path / f"{number}.png"
        Image.new("L", size, 240).save(path)
        page = prepare(path)
        assert page.angle == 0 and not page.clean.any()
