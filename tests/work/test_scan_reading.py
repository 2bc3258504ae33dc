"""A small drawn page read by the real Tesseract, in this process and in the helper."""

import time
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from editor.assist.engines import available, engine
from editor.assist.engines.values import EngineFault, Picture, Stopped
from editor.imaging.facts import ImageFault
from editor.model.geometry import bounds
from editor.work.scan_reading import ScanReader, read_page

LINES = ("The ferry came at noon", "with many passengers aboard", "and left in the evening")
needs_tesseract = pytest.mark.skipif("tesseract" not in available(), reason="tesserocr and its data are not installed")
SEEDS = Path(__file__).parents[3] / "shared" / "seeds" / "scans"


SIDE = "CONTROL NUMBER"


@pytest.fixture(scope="module")
def scan(tmp_path_factory):
    """Return a small page: three lines, and a fourth that is read upwards."""
    image = Image.new("L", (560, 480), 235)
    draw = ImageDraw.Draw(image)
    font = ImageFont.load_default(28)
    for row, text in enumerate(LINES):
        draw.text((100, 40 + 60 * row), text, 30, font)
    aside = Image.new("L", (280, 50), 235)
    ImageDraw.Draw(aside).text((10, 5), SIDE, 30, font)
    image.paste(aside.rotate(90, expand=True), (300, 190))
    path = tmp_path_factory.mktemp("scan") / "page.png"
    image.save(path)
    return path


@pytest.fixture(scope="module")
def reader():
    """Return what reads in a helper process, started once for all tests."""
    with ScanReader("tesseract") as made:
        yield made


@pytest.fixture(scope="module")
def page(scan):
    """Return the page as it is read in this process."""
    return read_page(scan)


@needs_tesseract
def test_lines_words_and_places_are_read(page):
    lines = page.lines()[: len(LINES)]
    assert tuple(line.text for line in lines) == LINES
    assert (page.width, page.height, page.image, page.language) == (560, 480, "page.png", "eng")
    for row, line in enumerate(lines):
        left, top, right, bottom = bounds(line.outline)
        assert 95 <= left <= 105 and 35 + 60 * row <= top < bottom <= 85 + 60 * row and right < 555
        assert all(top - 2 <= y <= bottom + 2 for _, y in line.baseline) and len(line.baseline) == 2
        assert [line.text[word.start : word.end] for word in line.words] == line.text.split()
        assert all(word.box is not None and word.confidence is not None for word in line.words)
        assert min(word.confidence for word in line.words) > 0.5


@needs_tesseract
def test_a_line_that_is_turned_is_read_on_its_own(page):
    (line,) = page.lines()[len(LINES) :]
    assert line.text == SIDE and page.regions[-1].kind == "stamp"
    control, number = (word.box for word in line.words)
    assert control[1] > number[3] and 300 < number[0] < number[2] < 345, "read upwards"


@needs_tesseract
def test_places_are_in_pixels_of_the_page_as_it_is_filed(scan, page, reader):
    double = reader.read(scan, 0, (1120, 960))
    assert (double.width, double.height) == (1120, 960)
    for small, large in zip(page.lines(), double.lines(), strict=True):
        assert bounds(large.outline) == pytest.approx([2 * value for value in bounds(small.outline)], abs=2)
        assert large.words[-1].box == pytest.approx([2 * value for value in small.words[-1].box], abs=4)


@needs_tesseract
def test_the_helper_reads_the_same_and_can_be_stopped(scan, page, reader):
    assert reader.read(scan, 0, None) == page
    began = time.monotonic()
    with pytest.raises(Stopped):
        reader.read(scan, 0, None, stop=lambda: True)
    assert time.monotonic() - began < 10  # a fifth of a second on an idle machine
    assert reader.read(scan, 0, None) == page


@needs_tesseract
def test_what_cannot_be_read_is_said(scan, tmp_path, reader):
    broken = tmp_path / "broken.png"
    broken.write_bytes(scan.read_bytes()[:200])
    with pytest.raises(ImageFault, match=r"broken\.png"):
        reader.read(broken, 0, None)
    with pytest.raises(ImageFault):
        reader.read(scan, 3, None)
    with pytest.raises(EngineFault, match="no data for “tlh”"):
        read_page(scan, engine="tesseract", languages=("tlh",))
    with pytest.raises(EngineFault, match="no engine “nobody”; known are tesseract, rapidocr"):
        engine("nobody")


@needs_tesseract
def test_pictures_without_a_word_are_read_as_nothing():
    tesseract = engine("tesseract")
    blank = Picture(b"\xf5" * 200 * 40, 200, 40, 200)
    specks = Picture(bytes(245 if (x * x + 7 * y) % 97 else 20 for y in range(40) for x in range(200)), 200, 40, 200)
    black = Picture(bytes(200 * 40), 200, 40, 200)
    for picture in (blank, black):
        assert tesseract.read(picture, ("eng",), lambda: False) == ()
    tesseract.read(specks, ("eng",), lambda: False)
    words = tesseract.read_lines((blank, black, specks), ("eng",), lambda: False)
    assert len(words) == 3
    assert all(word.confidence < 0.5 for line in words for word in line), "what is made up is unsure"
    with pytest.raises(Stopped):
        tesseract.read_lines((blank,), ("eng",), lambda: True)


@needs_tesseract
@pytest.mark.slow
@pytest.mark.skipif(not SEEDS.is_dir(), reason="the shared scans are not there")
def test_a_page_of_the_shared_scans_is_read_with_the_stamp_in_its_box():
    page = read_page(SEEDS / "instruction-1.jpg")
    text = "\n".join(line.text for line in page.lines())
    assert len(page.lines()) > 25 and "NSC\nREVIEW\nCOMPLETE" in text


@pytest.mark.skipif("rapidocr" not in available(), reason="rapidocr is not installed")
@pytest.mark.slow
def test_rapidocr_reads_the_same_lines(scan):
    page = read_page(scan, engine="rapidocr")
    texts = [line.text for line in sorted(page.lines(), key=lambda line: bounds(line.outline)[1])]
    assert [text for text in texts if text in LINES] == list(LINES)
