"""Pages of the corpora and the seeds as searchable PDFs: the text layer, read by pypdfium2, equals the lines."""

import io

import pytest

from editor.formats import known
from editor.formats.about import About
from editor.formats.pdf import PdfPage, write
from editor.formats.pdf.glyphs import is_exact
from editor.formats.xml import FormatFault
from editor.imaging.embed import embeddable
from editor.imaging.facts import ImageFault
from editor.imaging.pdf import PdfReader
from tests.conftest import SHARED

from .corpus import entries, parsed, path

pdfium = pytest.importorskip("pypdfium2", reason="the extra pdf is not installed")

SCANS = SHARED / "seeds" / "scans"
MOST = 12
"""Pages of one file; some have hundreds."""


def lines_of(page):
    return [line.text for region in page.regions for line in region.lines if line.text.strip()]


def written(pages):
    out = io.BytesIO()
    write(pages, About("Test", created="2026-01-02T03:04:05+00:00"), out)
    return out.getvalue()


def read(data):
    texts = [page.get_textpage().get_text_range() for page in pdfium.PdfDocument(data)]
    return [text.split("\r\n") if text else [] for text in texts]


def with_image(source, folder):
    """Return the pages of a file with the images they name, where those lie beside it."""
    for page in source.pages[:MOST]:
        image = folder / page.image if page.image and not page.image.startswith(("/", "\\", ".")) else None
        try:
            scan = embeddable(image) if image is not None and image.is_file() else None
        except (ImageFault, OSError, ValueError):
            scan = None
        yield PdfPage(page, scan, scan.dpi if scan else None)


@pytest.mark.parametrize("entry", parsed())
def test_the_text_layer_equals_the_lines(entry):
    try:
        source = known.read(path(entry))
    except FormatFault as fault:
        pytest.skip(str(fault))
    pages = list(with_image(source, path(entry).parent))
    if not pages:
        pytest.skip("it has no page")
    for page, found in zip(pages, read(written(pages)), strict=True):
        wanted = lines_of(page.page)
        assert len(found) == len(wanted)
        assert [text for text, was in zip(found, wanted, strict=True) if is_exact(was)] == list(
            filter(is_exact, wanted)
        )


@pytest.mark.skipif(not SCANS.is_dir(), reason=f"needs the seeds at {SCANS}")
def test_the_six_scans_of_the_seeds_come_back_as_they_went(tmp_path):
    files = sorted(SCANS.glob("*.xml"))
    pages = [known.read(file).pages[0] for file in files]
    scans = [embeddable(file.with_suffix(".jpg")) for file in files]
    data = written([PdfPage(page, scan, scan.dpi) for page, scan in zip(pages, scans, strict=True)])
    assert len(files) == 6
    assert read(data) == [lines_of(page) for page in pages]
    pdf = tmp_path / "seeds.pdf"
    pdf.write_bytes(data)
    with PdfReader() as reader:
        source = reader.look(pdf)
        assert [[line.text for line in page.lines()] for page in source.pages] == [lines_of(page) for page in pages]
        for number, file in enumerate(files):
            taken = reader.image(pdf, number, tmp_path, f"taken-{number}")
            assert taken.read_bytes() == file.with_suffix(".jpg").read_bytes()
    for page, back in zip(pages, source.pages, strict=True):
        assert (page.width, page.height) == (back.width, back.height)


@pytest.mark.slow
@pytest.mark.parametrize("entry", entries("pdf"))
def test_a_pdf_read_and_written_is_the_same_pages_and_lines(entry, tmp_path):
    if entry["pdf"].get("error"):
        pytest.skip("it cannot be opened")
    if max((image[0] * image[1] for image in entry["pdf"]["images"]), default=0) > 50_000_000:
        pytest.skip("an image of 81 megapixels, for its own test")
    with PdfReader() as reader:
        source = reader.look(path(entry))
        images = [reader.image(path(entry), at, tmp_path, str(at)) for at in range(len(source.pages))]
        scans = [embeddable(image) for image in images]
        data = written(PdfPage(page, scan, scan.dpi) for page, scan in zip(source.pages, scans, strict=True))
        assert read(data) == [lines_of(page) for page in source.pages]
        (tmp_path / "again.pdf").write_bytes(data)
        again = reader.look(tmp_path / "again.pdf")
        for number, (page, back) in enumerate(zip(source.pages, again.pages, strict=True)):
            assert (page.width, page.height) == (back.width, back.height)
            assert lines_of(page) == lines_of(back)
            taken = reader.image(tmp_path / "again.pdf", number, tmp_path, f"again-{number}")
            if images[number].suffix in (".jpg", ".tif"):
                assert scans[number].data in taken.read_bytes()
