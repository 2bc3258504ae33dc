"""Images on their way into a PDF: the bytes of the file where a PDF holds them, the same picture in any case."""

import io
import zlib

import pytest
from PIL import Image, ImageChops, ImageDraw, ImageStat

from editor.formats.about import About
from editor.formats.pdf import PdfPage, write
from editor.imaging.embed import embeddable
from editor.imaging.pdf import PdfReader
from editor.imaging.render import upright
from editor.model.source import SourcePage

from .drawn import save_turned

pytest.importorskip("pypdfium2", reason="the extra pdf is not installed")


def drawn(mode="RGB", size=(240, 160)):
    """Draw a picture that no turn and no exchange of colours leaves as it is."""
    image = Image.new("RGB", size, "white")
    pen = ImageDraw.Draw(image)
    pen.rectangle((10, 10, 60, 40), fill="red")
    pen.rectangle((180, 100, 230, 150), fill="blue")
    pen.polygon(((20, 150), (60, 60), (110, 150)), fill="black")
    if mode == "1":
        return image.convert("L").point(lambda value: 255 if value > 200 else 0).convert("1")
    return image.convert(mode)


@pytest.fixture(scope="module")
def reader():
    with PdfReader() as one:
        yield one


def through_pdf(path, folder, reader, page=0):
    """Write an image into a PDF and take it out again; return what was embedded, and the file taken out."""
    scan = embeddable(path, page)
    out = io.BytesIO()
    width, height = scan.size if scan.turn < 5 else scan.size[::-1]
    write([PdfPage(SourcePage(width=width, height=height), scan, scan.dpi)], About(), out)
    pdf = folder / "one.pdf"
    pdf.write_bytes(out.getvalue())
    source = reader.look(pdf)
    assert (source.pages[0].width, source.pages[0].height) == (width, height)
    assert source.pages[0].attributes["pdf:image"] == "embedded"
    return scan, reader.image(pdf, 0, folder, "taken")


def assert_same(one, other, tolerance=0):
    first, second = (upright(path, 0, None, None, None).convert("RGB") for path in (one, other))
    assert first.size == second.size
    assert max(ImageStat.Stat(ImageChops.difference(first, second)).mean) <= tolerance


@pytest.mark.parametrize("mode", ["RGB", "L"])
def test_a_jpeg_goes_through_byte_for_byte(tmp_path, reader, mode):
    drawn(mode).save(tmp_path / "a.jpg", dpi=(200, 200))
    scan, taken = through_pdf(tmp_path / "a.jpg", tmp_path, reader)
    assert (scan.kind, scan.dpi) == ("jpeg", 200)
    assert taken.suffix == ".jpg"
    assert taken.read_bytes() == (tmp_path / "a.jpg").read_bytes()


def test_a_jpeg_in_inks_keeps_its_colours(tmp_path, reader):
    drawn("CMYK").save(tmp_path / "a.jpg")
    _, taken = through_pdf(tmp_path / "a.jpg", tmp_path, reader)
    assert_same(tmp_path / "a.jpg", taken, tolerance=12)  # every program turns inks into light in its own way


@pytest.mark.parametrize("turn", range(1, 9))
@pytest.mark.parametrize("name", ["a.jpg", "a.png", "a.tif"])
def test_a_turned_image_stands_upright_in_the_pdf(tmp_path, reader, name, turn):
    path = tmp_path / name
    save_turned(drawn(), path, turn)
    _, taken = through_pdf(path, tmp_path, reader)
    assert_same(path, taken, tolerance=1 if name == "a.jpg" else 0)


@pytest.mark.parametrize("mode", ["1", "L", "RGB", "P", "RGBA", "I;16"])
def test_a_png_loses_nothing(tmp_path, reader, mode):
    image = drawn("L").convert("I;16") if mode == "I;16" else drawn(mode)
    image.save(tmp_path / "a.png")
    scan, taken = through_pdf(tmp_path / "a.png", tmp_path, reader)
    assert scan.kind == ("png" if mode in ("1", "L", "RGB") else "group4" if mode == "1" else "pixels")
    assert_same(tmp_path / "a.png", taken)


def test_a_group_4_page_goes_through_without_being_decoded(tmp_path, reader):
    image, second = drawn("1", (1000, 600)), drawn("1", (500, 900))
    one_strip = {278: 5000}
    image.save(
        tmp_path / "a.tif",
        compression="group4",
        save_all=True,
        append_images=[second],
        tiffinfo=one_strip,
        dpi=(300, 300),
    )
    for page, size in ((0, (1000, 600)), (1, (500, 900))):
        scan, taken = through_pdf(tmp_path / "a.tif", tmp_path, reader, page)
        assert (scan.kind, scan.size) == ("group4", size)
        assert scan.data in (tmp_path / "a.tif").read_bytes()
        assert scan.data in taken.read_bytes()
        first = upright(tmp_path / "a.tif", page, None, None, None)
        assert not ImageChops.difference(first, upright(taken, 0, None, None, None)).getbbox()


@pytest.mark.parametrize("compression", ["raw", "tiff_lzw", "packbits", "group3", "group4"])
def test_black_and_white_becomes_group_4(tmp_path, reader, compression):
    image = drawn("1", (700, 3000))
    image.save(tmp_path / "a.tif", compression=compression, tiffinfo={278: 64})
    scan, taken = through_pdf(tmp_path / "a.tif", tmp_path, reader)
    assert scan.kind == "group4"
    assert taken.suffix == ".tif"
    assert_same(tmp_path / "a.tif", taken)


def test_jpeg_2000_goes_through_byte_for_byte(tmp_path, reader):
    drawn().save(tmp_path / "a.jp2", quality_mode="dB", quality_layers=[60])
    scan, taken = through_pdf(tmp_path / "a.jp2", tmp_path, reader)
    assert scan.kind == "jpeg2000"
    assert (taken.suffix, taken.read_bytes()) == (".jp2", (tmp_path / "a.jp2").read_bytes())


@pytest.mark.parametrize("name", ["a.gif", "a.bmp", "a.webp"])
def test_other_formats_are_packed_without_loss(tmp_path, reader, name):
    drawn().save(tmp_path / name, **({"lossless": True} if name == "a.webp" else {}))
    scan, taken = through_pdf(tmp_path / name, tmp_path, reader)
    assert scan.kind == "pixels"
    assert zlib.decompress(scan.data)
    assert_same(tmp_path / name, taken)
