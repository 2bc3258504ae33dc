"""A small drawn page read by the real Tesseract, in this process and in the helper."""

import time
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from editor.assist.engines import available, engine
from editor.assist.engines.values import EngineFault, Stopped
from editor.imaging.facts import ImageFault
from editor.model.geometry import bounds
from editor.work.scan_reading import ScanReader, read_page

LINES = ("The ferry came at noon", "with many passengers aboard", "and left in the evening")
needs_tesseract = pytest.mark.skipif("tesseract" not in available(), reason="tesserocr and its data are not installed")
SEEDS = Path(__file__).parents[3] / "shared" / "seeds" / "scans"


@pytest.fixture
def scan(tmp_path):
    """Return a page of three lines at 200 dpi."""
    image = Image.new("L", (800, 500), 235)
    draw = ImageDraw.Draw(image)
    font = ImageFont.load_default(28)
    for row, text in enumerate(LINES):
        draw.text((100, 120 + 60 * row), text, 30, font)
    path = tmp_path / "page.png"
    image.save(path)
    return path


@needs_tesseract
def test_lines_words_and_places_are_read(scan):
    page = read_page(scan)
    lines = page.lines()
    assert tuple(line.text for line in lines) == LINES
    assert (page.width, page.height, page.image, page.language) == (800, 500, "page.png", "eng")
    for row, line in enumerate(lines):
        left, top, right, bottom = bounds(line.outline)
        assert 95 <= left <= 105 and 115 + 60 * row <= top < bottom <= 165 + 60 * row and right < 600
        assert all(top - 2 <= y <= bottom + 2 for _, y in line.baseline) and len(line.baseline) == 2
        assert [line.text[word.start : word.end] for word in line.words] == line.text.split()
        assert all(word.box is not None and word.confidence is not None for word in line.words)
        assert min(word.confidence for word in line.words) > 0.5


@needs_tesseract
def test_places_are_in_pixels_of_the_page_as_it_is_filed(scan):
    page = read_page(scan, size=(1600, 1000))
    assert (page.width, page.height) == (1600, 1000)
    assert 190 <= bounds(page.lines()[0].outline)[0] <= 210


@needs_tesseract
def test_the_helper_reads_the_same_and_can_be_stopped(scan):
    with ScanReader("tesseract") as reader:
        assert reader.read(scan, 0, None) == read_page(scan)
        began = time.monotonic()
        with pytest.raises(Stopped):
            reader.read(scan, 0, None, stop=lambda: True)
        assert time.monotonic() - began < 10  # a fifth of a second on an idle machine
        assert [line.text for line in reader.read(scan, 0, None).lines()] == list(LINES)


@needs_tesseract
def test_what_cannot_be_read_is_said(scan, tmp_path):
    broken = tmp_path / "broken.png"
    broken.write_bytes(scan.read_bytes()[:200])
    with ScanReader("tesseract") as reader:
        with pytest.raises(ImageFault, match=r"broken\.png"):
            reader.read(broken, 0, None)
        with pytest.raises(ImageFault):
            reader.read(scan, 3, None)
    with ScanReader("tesseract", ("tlh",)) as reader, pytest.raises(EngineFault, match="no data for “tlh”"):
        reader.read(scan, 0, None)
    with pytest.raises(EngineFault, match="no engine “nobody”; known are tesseract, rapidocr"):
        engine("nobody")


@needs_tesseract
@pytest.mark.skipif(not SEEDS.is_dir(), reason="the shared scans are not there")
def test_a_page_of_the_shared_scans_is_read():
    page = read_page(SEEDS / "instruction-2.jpg")
    text = "\n".join(line.text for line in page.lines())
    assert len(page.lines()) > 25 and "Soviet" in text


@pytest.mark.skipif("rapidocr" not in available(), reason="rapidocr is not installed")
@pytest.mark.slow
def test_rapidocr_reads_the_same_lines(scan):
    page = read_page(scan, engine="rapidocr")
    assert [line.text for line in sorted(page.lines(), key=lambda line: bounds(line.outline)[1])] == list(LINES)
