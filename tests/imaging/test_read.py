"""Pixels: upright, eight bits, never larger than the page, and the part asked for."""

import pytest
from PIL import Image

from editor.imaging.probe import ImageFault
from editor.imaging.read import read

from .drawn import difference, page, picture, save_turned, stored

LOSSLESS = {"tif": {"compression": "tiff_lzw"}, "png": {}, "webp": {"lossless": True}}


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("suffix", LOSSLESS)
def test_every_orientation_comes_out_upright_pixel_by_pixel(tmp_path, suffix, orientation):
    path = tmp_path / f"page.{suffix}"
    save_turned(page(), path, orientation, **LOSSLESS[suffix])
    assert picture(read(path)).tobytes() == page().tobytes()


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("suffix", LOSSLESS)
def test_a_box_is_cut_from_the_upright_page(tmp_path, suffix, orientation):
    path = tmp_path / f"page.{suffix}"
    save_turned(page(), path, orientation, **LOSSLESS[suffix])
    box = (3, 1, 41, 20)
    assert picture(read(path, box=box)).tobytes() == page().crop(box).tobytes()


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_jpeg_is_upright_whole_in_part_and_reduced(tmp_path, orientation):
    path = tmp_path / "page.jpg"
    upright = page(480, 320)
    save_turned(upright, path, orientation, quality=95)
    assert difference(picture(read(path)), upright) < 3
    assert difference(picture(read(path, box=(30, 20, 410, 200))), upright.crop((30, 20, 410, 200))) < 3
    small = picture(read(path, max_width=60))
    assert small.size == (60, 40)
    assert difference(small, upright.resize((60, 40), Image.Resampling.BOX)) < 8
    part = picture(read(path, box=(240, 0, 480, 160), max_height=40))
    assert part.size == (60, 40)
    assert difference(part, upright.crop((240, 0, 480, 160)).resize((60, 40), Image.Resampling.BOX)) < 8


@pytest.mark.parametrize("box", [None, (100, 40, 420, 300), (101, 43, 333, 290)])
@pytest.mark.parametrize("width", [300, 120, 50, 17])
def test_jpeg_2000_decoded_smaller_shows_the_same(tmp_path, box, width):
    path = tmp_path / "page.jp2"
    upright = page(480, 320)
    upright.save(path, num_resolutions=4)
    got = picture(read(path, max_width=width, box=box))
    whole = upright.crop(box) if box else upright
    size = (min(width, whole.width), round(whole.height * min(1, width / whole.width)))
    assert got.size == size
    assert difference(got, whole.resize(size, Image.Resampling.BICUBIC)) < 6


def test_nothing_is_made_larger(tmp_path):
    path = tmp_path / "page.png"
    page().save(path)
    for wish in ({"max_width": 1000}, {"max_height": 999}, {"max_width": 48, "max_height": 500}):
        assert picture(read(path, **wish)).tobytes() == page().tobytes()
    part = read(path, box=(0, 0, 5, 4), max_width=50)
    assert (part.width, part.height) == (5, 4)


@pytest.mark.parametrize(
    ("wish", "size"),
    [
        ({"max_width": 24}, (24, 16)),
        ({"max_height": 8}, (12, 8)),
        ({"max_width": 24, "max_height": 8}, (12, 8)),
        ({"max_width": 1}, (1, 1)),
        ({"max_width": 47}, (47, 31)),
    ],
)
def test_a_smaller_picture_keeps_its_shape(tmp_path, wish, size):
    path = tmp_path / "page.png"
    page().save(path)
    got = read(path, **wish)
    assert (got.width, got.height) == size


@pytest.mark.parametrize("width", [5, 6, 7, 8])
@pytest.mark.parametrize(("mode", "each"), [("L", 1), ("RGB", 3)])
def test_rows_begin_at_multiples_of_four(tmp_path, mode, each, width):
    path = tmp_path / "page.png"
    Image.new(mode, (width, 3), "white").save(path)
    got = read(path)
    assert got.mode == mode and got.stride % 4 == 0 and got.stride - width * each in range(4)
    row = b"\xff" * (width * each) + b"\0" * (got.stride - width * each)
    assert got.data == row * 3


def test_a_box_over_the_edge_is_cut_off_and_one_beside_the_page_is_an_error(tmp_path):
    path = tmp_path / "page.png"
    page().save(path)
    got = read(path, box=(40, -5, 100, 10))
    assert (got.width, got.height) == (8, 10)
    assert picture(got).tobytes() == page().crop((40, 0, 48, 10)).tobytes()
    for box in ((48, 0, 60, 10), (5, 5, 5, 9), (9, 5, 5, 9), (-9, -9, 0, 0)):
        with pytest.raises(ValueError, match="box"):
            read(path, box=box)
    with pytest.raises(ValueError, match="fits"):
        read(path, max_width=0)


def test_pages_of_a_tiff_and_the_one_it_has_not(tmp_path):
    path = tmp_path / "pages.tif"
    pages = [page(), page(20, 30), page(9, 8)]
    pages[0].save(path, save_all=True, append_images=pages[1:])
    for number, image in enumerate(pages):
        assert picture(read(path, number)).tobytes() == image.tobytes()
    with pytest.raises(ImageFault, match="has no page 4"):
        read(path, 3)
    with pytest.raises(ValueError, match="-1"):
        read(path, -1)
    page().save(tmp_path / "one.png")
    with pytest.raises(ImageFault, match="has no page 2"):
        read(tmp_path / "one.png", 1)


def test_pages_are_counted_without_the_copies_between_them(tmp_path):
    reduced, second = page(24, 16), page(30, 30)
    reduced.encoderinfo = {"tiffinfo": {254: 1}}
    path = tmp_path / "pyramid.tif"
    page().save(path, save_all=True, append_images=[reduced, second])
    assert picture(read(path, 1)).tobytes() == second.tobytes()


def test_a_tiff_with_orientation_in_xmp_alone_stays_as_it_is(tmp_path):
    path = tmp_path / "page.tif"
    page().save(path, tiffinfo={700: b"<x:xmpmeta><rdf:Description tiff:Orientation='6'/></x:xmpmeta>"})
    assert picture(read(path)).tobytes() == page().tobytes()


@pytest.mark.parametrize("orientation", [1, 6])
def test_group_4_is_grey_and_grey_between_when_smaller(tmp_path, orientation):
    upright = Image.new("1", (64, 40), 1)
    for x in range(0, 64, 2):
        upright.paste(0, (x, 0, x + 1, 20))
    path = tmp_path / "fax.tif"
    save_turned(upright, path, orientation, compression="group4")
    full = read(path)
    assert full.mode == "L"
    assert picture(full).tobytes() == upright.convert("L").tobytes()
    small = picture(read(path, max_width=32))
    assert small.size == (32, 20)
    assert 90 < small.getpixel((16, 5)) < 165  # a black and a white column together
    assert small.getpixel((16, 15)) == 255


def ramp(mode, highest):
    image = Image.new(mode, (256, 2))
    for x in range(256):
        for y in range(2):
            image.putpixel((x, y), round(highest * x / 255))
    return image


@pytest.mark.parametrize("suffix", ["tif", "png"])
@pytest.mark.parametrize("highest", [65535, 4095, 1023])
def test_sixteen_bits_are_scaled_and_not_clipped(tmp_path, highest, suffix):
    path = tmp_path / f"deep.{suffix}"
    ramp("I;16", highest).save(path)
    got = picture(read(path))
    assert got.mode == "L"
    assert [got.getpixel((x, 0)) for x in range(256)] == list(range(256))
    part = picture(read(path, box=(0, 0, 16, 2)))  # scaled by the page's depth and not the part's
    assert [part.getpixel((x, 0)) for x in range(16)] == list(range(16))


def test_fractions_are_scaled(tmp_path):
    unit, wide = Image.new("F", (256, 1)), Image.new("F", (256, 1))
    for x in range(256):
        unit.putpixel((x, 0), x / 255)
        wide.putpixel((x, 0), -1000 + 20 * x)
    for name, image in (("unit.tif", unit), ("wide.tif", wide)):
        image.save(tmp_path / name)
        got = picture(read(tmp_path / name))
        assert all(abs(got.getpixel((x, 0)) - x) <= 1 for x in range(256)), name


def test_one_deep_grey_all_over_is_no_error(tmp_path):
    path = tmp_path / "flat.tif"
    Image.new("I;16", (8, 8), 0).save(path)
    assert set(read(path).data) == {0}


def test_cmyk_is_rgb(tmp_path):
    for name in ("print.tif", "print.jpg"):
        image = Image.new("CMYK", (16, 16), (0, 0, 0, 0))
        image.paste((0, 255, 255, 0), (0, 0, 8, 16))
        image.save(tmp_path / name)
        got = read(tmp_path / name)
        assert got.mode == "RGB"
        red, white = picture(got).getpixel((2, 8)), picture(got).getpixel((13, 8))
        assert red[0] > 230 and max(red[1:]) < 30
        assert min(white) > 245


def test_lab_is_rgb(tmp_path):
    path = tmp_path / "lab.tif"
    Image.new("LAB", (4, 4), (137, 128, 128)).save(path)  # lightness 53.7 of 100, no colour: middle grey
    got = picture(read(path))
    assert got.mode == "RGB"
    assert all(abs(part - 128) <= 2 for part in got.getpixel((1, 1)))


@pytest.mark.parametrize(
    ("mode", "ink", "seen"),
    [
        ("RGBA", (200, 30, 40, 255), ("RGB", (200, 30, 40))),
        ("LA", (60, 255), ("L", 60)),
    ],
)
def test_what_is_transparent_lies_on_white(tmp_path, mode, ink, seen):
    image = Image.new(mode, (8, 4), tuple([0] * len(mode)))
    image.paste(ink, (0, 0, 4, 4))
    image.save(tmp_path / "page.png")
    got = picture(read(tmp_path / "page.png"))
    assert (got.mode, got.getpixel((1, 1))) == seen
    assert got.getpixel((6, 1)) in (255, (255, 255, 255))


def test_a_palette_with_a_transparent_colour_lies_on_white(tmp_path):
    image = Image.new("P", (8, 4), 1)
    image.putpalette([10, 20, 30, 200, 100, 50])
    image.paste(0, (0, 0, 4, 4))
    image.save(tmp_path / "page.png", transparency=1)
    got = picture(read(tmp_path / "page.png"))
    assert (got.getpixel((1, 1)), got.getpixel((6, 1))) == ((10, 20, 30), (255, 255, 255))
    image.save(tmp_path / "page.gif", transparency=1)
    assert picture(read(tmp_path / "page.gif")).getpixel((6, 1)) == (255, 255, 255)


def test_a_palette_is_rgb(tmp_path):
    page().quantize(8).save(tmp_path / "page.png")
    got = read(tmp_path / "page.png")
    assert got.mode == "RGB"
    assert difference(picture(got), page()) < 4


def test_a_damaged_image_is_a_fault(tmp_path):
    path = tmp_path / "page.png"
    page(300, 300).effect_spread(90).save(path)
    path.write_bytes(path.read_bytes()[:-4000])
    with pytest.raises(ImageFault, match="cut short"):
        read(path)


def test_the_marks_tell_all_orientations_apart():
    seen = {(stored(page(32, 32), orientation).tobytes()) for orientation in range(1, 9)}
    assert len(seen) == 8
