"""What an image is, from its header; and what is refused, in which words."""

import hashlib
import os
import subprocess
import sys

import pytest
from PIL import Image

from editor.imaging.facts import MAX_FRAMES, MAX_PIXELS, Frame, from_plain, shown, to_plain
from editor.imaging.probe import IMAGE_SUFFIXES, ImageFault, probe
from editor.model.faults import Fault

from .drawn import page, png_header, save_turned

# The room keeps Pillow's mutterings quiet; the test runner turns them up again.
pytestmark = pytest.mark.filterwarnings("ignore:::PIL")

SAVED = {
    "PNG": "page.png",
    "JPEG": "page.jpg",
    "TIFF": "page.tif",
    "GIF": "page.gif",
    "BMP": "page.bmp",
    "WEBP": "page.webp",
    "JPEG 2000": "page.jp2",
}


def refusal(path):
    with pytest.raises(ImageFault) as caught:
        probe(path)
    sentence = str(caught.value)
    assert sentence.startswith(shown(path)) and sentence.endswith(".")
    assert "\n" not in sentence and "Traceback" not in sentence
    return sentence


@pytest.mark.parametrize("name", SAVED)
def test_facts_of_each_format(tmp_path, name):
    path = tmp_path / SAVED[name]
    page().save(path)
    facts = probe(path)
    assert (facts.path, facts.format, facts.width, facts.height) == (path, name, 48, 32)
    assert (facts.frames, facts.left_out, facts.orientation) == (1, 0, 1)
    assert facts.mode == ("P" if name == "GIF" else "RGB")
    assert facts.digest == hashlib.sha256(path.read_bytes()).hexdigest()
    assert (facts.size, facts.mtime_ns) == (path.stat().st_size, path.stat().st_mtime_ns)
    assert path.suffix in IMAGE_SUFFIXES
    assert from_plain(path, to_plain(facts)) == facts


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("name", ["page.jpg", "page.tif", "page.png", "page.webp"])
def test_the_size_is_that_of_the_upright_page(tmp_path, name, orientation):
    path = tmp_path / name
    save_turned(page(), path, orientation)
    facts = probe(path)
    assert (facts.width, facts.height, facts.orientation) == (48, 32, orientation)


def test_what_a_file_is_its_content_says_and_not_its_name(tmp_path):
    path = tmp_path / "scan.jpg"
    page().save(path, "PNG")
    assert probe(path).format == "PNG"


@pytest.mark.parametrize(("orientation", "dpi"), [(1, 200.0), (6, 300.0)])
def test_dpi_is_that_along_the_upright_width(tmp_path, orientation, dpi):
    path = tmp_path / "page.tif"
    save_turned(page(), path, orientation, dpi=(200, 300))
    assert probe(path).dpi == dpi


@pytest.mark.parametrize("dpi", [None, (0, 0), (1, 1)])
def test_dpi_without_sense_is_none(tmp_path, dpi):
    path = tmp_path / "page.tif"
    page().save(path, **({} if dpi is None else {"dpi": dpi}))
    assert probe(path).dpi is None


def test_pages_of_a_tiff_have_sizes_of_their_own(tmp_path):
    path = tmp_path / "pages.tif"
    page().save(path, save_all=True, append_images=[page(20, 30), page(9, 8)])
    facts = probe(path)
    assert facts.pages == (Frame(0, 48, 32), Frame(1, 20, 30), Frame(2, 9, 8))
    assert (facts.frames, facts.width, facts.height) == (3, 48, 32)


def test_reduced_copies_and_masks_in_a_tiff_are_no_pages(tmp_path):
    whole, reduced, mask, second = page(), page(24, 16), page(), page(30, 30)
    for image, kind in ((reduced, 1), (mask, 4)):
        image.encoderinfo = {"tiffinfo": {254: kind}}
    path = tmp_path / "pyramid.tif"
    whole.save(path, save_all=True, append_images=[reduced, mask, second])
    facts = probe(path)
    assert facts.pages == (Frame(0, 48, 32), Frame(3, 30, 30))
    assert facts.left_out == 2


def test_an_animation_is_one_page_and_says_what_it_left_out(tmp_path):
    for name in ("moving.gif", "moving.webp", "moving.png"):
        path = tmp_path / name
        shades = [Image.new("L", (30, 20), 20 * n) for n in range(1, 6)]
        page(30, 20).save(path, save_all=True, append_images=shades)
        facts = probe(path)
        assert (facts.frames, facts.left_out) == (1, 5), name


def test_more_frames_than_a_file_may_hold_are_refused(tmp_path):
    path = tmp_path / "flood.tif"
    dot = Image.new("L", (1, 1))
    dot.save(path, save_all=True, append_images=[dot] * MAX_FRAMES)
    assert "more than 2,000 images" in refusal(path)


def test_a_tiff_whose_frames_go_in_a_circle_ends(tmp_path):
    path = tmp_path / "loop.tif"
    page().save(path)
    data = bytearray(path.read_bytes())
    first = int.from_bytes(data[4:8], "little")
    after = first + 2 + 12 * int.from_bytes(data[first : first + 2], "little")
    assert data[:2] == b"II" and data[after : after + 4] == b"\0\0\0\0"
    data[after : after + 4] = first.to_bytes(4, "little")
    path.write_bytes(data)
    assert probe(path).frames == 1


@pytest.mark.parametrize("name", ["page.jpg", "page.tif", "page.png"])
def test_orientation_in_xmp_alone_is_not_heeded(tmp_path, name):
    path = tmp_path / name
    xmp = b"<x:xmpmeta><rdf:Description tiff:Orientation='6'/></x:xmpmeta>"
    if name.endswith("png"):
        from PIL.PngImagePlugin import PngInfo

        info = PngInfo()
        info.add_itxt("XML:com.adobe.xmp", xmp.decode())
        page().save(path, pnginfo=info)
    else:
        page().save(path, **({"xmp": xmp} if name.endswith("jpg") else {"tiffinfo": {700: xmp}}))
    assert xmp in path.read_bytes()
    facts = probe(path)
    assert (facts.width, facts.height, facts.orientation) == (48, 32, 1)


@pytest.mark.parametrize(
    "exif", [b"Exif\0\0", b"Exif\0\0II*\0\xff\xff\xff\xff", b"Exif\0\0MM\0*\0\0\0\x08\xff\xff", b"x"]
)
def test_broken_exif_costs_nothing_but_the_orientation(tmp_path, exif):
    path = tmp_path / "page.jpg"
    page().save(path, exif=exif)
    facts = probe(path)
    assert (facts.width, facts.height, facts.orientation) == (48, 32, 1)


@pytest.mark.parametrize("orientation", [0, 9, 300])
def test_an_orientation_that_is_none_counts_as_upright(tmp_path, orientation):
    exif = Image.Exif()
    exif[0x0112] = orientation
    page().save(tmp_path / "page.jpg", exif=exif)
    assert probe(tmp_path / "page.jpg").orientation == 1


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("letter.jpg", b"Dear Sir,\n", "is not an image Muniment reads"),
        ("login.jpg", b"<!DOCTYPE html><title>Sign in</title>", "web page"),
        ("bare.jpg", b"\xef\xbb\xbf  <HTML>", "web page"),
        ("drawing.png", b"<?xml version='1.0'?><svg width='9'/>", "SVG"),
        ("page.xml.png", b"<?xml version='1.0'?><PcGts/>", "is XML"),
        ("book.tif", b"%PDF-1.7\n", "import it as a PDF"),
        ("figure.tif", b"%!PS-Adobe-3.0 EPSF-3.0\n", "PostScript"),
        ("phone.jpg", b"\0\0\0\x18ftypheic\0\0\0\0", "HEIC"),
        ("icon.png", b"\0\0\x01\0\x01\0", "icon"),
        ("empty.png", b"", "is empty"),
        ("bomb.png", png_header(60_000, 60_000), "more than 400 megapixels"),
        ("wide.png", png_header(2**31 - 1, 1), "more than 400 megapixels"),
        ("nothing.png", png_header(0, 0), "is damaged"),
        ("cut.png", png_header(10, 10)[:20], "cut short"),
        ("turned.png", png_header(10, 10).replace(b"IHDR", b"IHDX"), "begins as PNG does"),
        ("cut.tif", b"II*\0\x08\0\0\0\x05", "begins as TIFF does"),
        ("cut.jpg", b"\xff\xd8\xff\xe0\0", "damaged"),
    ],
)
def test_what_is_no_image_is_refused_with_a_reason(tmp_path, name, content, words):
    path = tmp_path / name
    path.write_bytes(content)
    assert words in refusal(path)


def test_the_limit_of_pixels_is_exact(tmp_path):
    fits, too_large = tmp_path / "fits.png", tmp_path / "large.png"
    fits.write_bytes(png_header(20_000, MAX_PIXELS // 20_000))
    too_large.write_bytes(png_header(20_000, MAX_PIXELS // 20_000 + 1))
    assert probe(fits).height == 20_000
    assert "20,000 x 20,001" in refusal(too_large)


def test_what_is_no_file_is_refused_and_not_waited_for(tmp_path):
    folder, pipe = tmp_path / "folder.png", tmp_path / "pipe.png"
    folder.mkdir()
    assert "is not a file" in refusal(folder)
    assert "No such file" in refusal(tmp_path / "missing.png")
    if hasattr(os, "mkfifo"):
        os.mkfifo(pipe)
        assert "is not a file" in refusal(pipe)


def test_a_refusal_is_a_fault_and_shows_what_a_name_hides(tmp_path):
    path = tmp_path / "page_\u202egnp.exe.png"
    path.write_bytes(b"MZ")
    assert refusal(path).startswith("page_\\u202egnp.exe.png is not an image")
    assert issubclass(ImageFault, Fault)


def test_facts_know_when_the_file_has_changed(tmp_path):
    path = tmp_path / "page.png"
    page().save(path)
    facts = probe(path)
    assert facts.unchanged()
    os.utime(path, ns=(0, facts.mtime_ns + 1))
    assert not facts.unchanged()
    path.unlink()
    assert not facts.unchanged()


def test_the_rooms_doors_do_not_load_pillow(repository):
    doors = ("facts", "probe", "decode", "read", "thumbs", "tone", "child")
    code = f"import sys; sys.path.insert(0, {str(repository)!r})\n"
    code += "\n".join(f"import editor.imaging.{door}" for door in doors) + "\nprint('PIL' in sys.modules)"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "False"
