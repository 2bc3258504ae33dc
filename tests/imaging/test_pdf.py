"""PDFs made here by another library: which image a page has, where its text stands, and what becomes of broken ones."""

import io
import os
import signal

import pytest
from PIL import Image, ImageChops, ImageStat

from editor.imaging import pdf as room
from editor.imaging.decode import check
from editor.imaging.pdf import PdfFault, PdfReader
from editor.imaging.render import upright

from .test_embed import drawn

pytest.importorskip("pypdfium2", reason="the extra pdf is not installed")
fpdf = pytest.importorskip("fpdf", reason="fpdf2 is not installed")

SCAN = (600, 800)
PAGE = (144, 192)  # points: 300 dots an inch


@pytest.fixture(scope="module")
def reader():
    with PdfReader() as one:
        yield one


def scan(mode="RGB", size=SCAN):
    return drawn(mode).resize(size) if mode != "1" else drawn("L").resize(size).convert("1")


def jpeg(image):
    out = io.BytesIO()
    image.save(out, "JPEG", quality=92)
    return out.getvalue()


def document(*pages):
    """Return a PDF; each page is a function that draws on it, in points from the upper left."""
    made = fpdf.FPDF(unit="pt", format=PAGE)
    made.set_producer("The test")
    made.set_auto_page_break(False)
    for page in pages:
        made.add_page()
        page(made)
    return made


def saved(made, path):
    made.output(str(path))
    return path


def whole(data):
    return lambda pdf: pdf.image(io.BytesIO(data), 0, 0, *PAGE)


def text(pdf, x, y, words, size=10, mode="INVISIBLE"):
    pdf.set_font("helvetica", size=size)
    with pdf.local_context(text_mode=mode):
        pdf.text(x, y, words)


def same(path, image, tolerance=0.0):
    found = upright(path, 0, None, None, None).convert("RGB")
    assert found.size == image.size
    return max(ImageStat.Stat(ImageChops.difference(found, image.convert("RGB"))).mean) <= tolerance


def test_a_scan_comes_out_as_the_bytes_that_went_in(tmp_path, reader):
    data = jpeg(scan())
    path = saved(document(whole(data)), tmp_path / "a.pdf")
    source = reader.look(path)
    assert (source.format, source.pages[0].width, source.pages[0].height) == ("pdf", *SCAN)
    assert (source.producer, source.messages) == ("The test", ())
    taken = reader.image(path, 0, tmp_path, "page 1")
    assert (taken.name, taken.read_bytes()) == ("page 1.jpg", data)


def test_invisible_text_over_it_does_not_matter_and_visible_text_does(tmp_path, reader):
    data = jpeg(scan())

    def hidden(pdf):
        whole(data)(pdf)
        text(pdf, 20, 100, "Under the scan", mode="INVISIBLE")

    def shown(pdf):
        whole(data)(pdf)
        text(pdf, 20, 100, "APPROVED", size=24, mode="FILL")

    path = saved(document(hidden, shown), tmp_path / "a.pdf")
    first, second = reader.look(path).pages
    assert [page.attributes["pdf:image"] for page in (first, second)] == ["embedded", "drawn"]
    assert (second.width, second.height) == SCAN
    assert [line.text for page in (first, second) for line in page.lines()] == ["Under the scan", "APPROVED"]
    assert reader.image(path, 0, tmp_path, "1").suffix == ".jpg"
    stamped = upright(reader.image(path, 1, tmp_path, "2"), 0, None, None, None).convert("L")
    assert stamped.crop((80, 340, 400, 420)).getextrema()[0] < 60


def test_two_images_or_a_small_one_are_drawn(tmp_path, reader):
    data = jpeg(scan())

    def halves(pdf):
        pdf.image(io.BytesIO(data), 0, 0, PAGE[0], PAGE[1] / 2)
        pdf.image(io.BytesIO(data), 0, PAGE[1] / 2, PAGE[0], PAGE[1] / 2)

    def small(pdf):
        pdf.image(io.BytesIO(data), 30, 40, 60, 80)

    path = saved(document(halves, small, lambda pdf: None), tmp_path / "a.pdf")
    for number, page in enumerate(reader.look(path).pages):
        assert page.attributes["pdf:image"] == "drawn"
        assert (page.width, page.height) == SCAN
        facts = check(reader.image(path, number, tmp_path, str(number)))
        assert (facts.format, facts.width, facts.height) == ("PNG", *SCAN)
        assert facts.dpi == pytest.approx(300, abs=0.1)


@pytest.mark.parametrize("turn", [90, 180, 270])
@pytest.mark.parametrize("mode", ["RGB", "1"])
def test_a_page_that_is_shown_turned_comes_out_upright_with_its_text(tmp_path, reader, mode, turn):
    image = scan(mode)
    data = jpeg(image) if mode == "RGB" else None
    png = io.BytesIO()
    image.save(png, "PNG")

    def page(pdf):
        whole(data or png.getvalue())(pdf)
        text(pdf, 36, 96, "Here")

    path = saved(document(page), tmp_path / "a.pdf")
    turned = pdfium_turned(path, turn)
    (found,) = reader.look(turned).pages
    back = {90: Image.Transpose.ROTATE_270, 180: Image.Transpose.ROTATE_180, 270: Image.Transpose.ROTATE_90}[turn]
    as_seen = image.transpose(back)
    assert (found.width, found.height) == as_seen.size
    taken = reader.image(turned, 0, tmp_path, "x")
    assert taken.suffix == (".jpg" if mode == "RGB" else ".tif")
    assert same(taken, as_seen, tolerance=2 if mode == "RGB" else 0)
    (line,) = found.lines()
    # The baseline began at 36, 96 points: 150, 400 pixels of the page that was turned.
    x, y = {90: (SCAN[1] - 400, 150), 180: (SCAN[0] - 150, SCAN[1] - 400), 270: (400, SCAN[0] - 150)}[turn]
    assert line.baseline[0] == pytest.approx((x, y), abs=3)


def pdfium_turned(path, turn):
    import pypdfium2

    pdf = pypdfium2.PdfDocument(path)
    pdf[0].set_rotation(turn)
    out = path.with_name(f"turned-{turn}.pdf")
    pdf.save(out)
    return out


@pytest.mark.parametrize(
    ("matrix", "turn"),
    [
        ((-1, 0, 0, 1, 1, 0), Image.Transpose.FLIP_LEFT_RIGHT),
        ((1, 0, 0, -1, 0, 1), Image.Transpose.FLIP_TOP_BOTTOM),
        ((-1, 0, 0, -1, 1, 1), Image.Transpose.ROTATE_180),
    ],
)
def test_a_mirrored_image_comes_out_as_it_is_seen(tmp_path, reader, matrix, turn):
    import pypdfium2

    image = scan()
    path = saved(document(whole(jpeg(image))), tmp_path / "a.pdf")
    pdf = pypdfium2.PdfDocument(path)
    page = pdf[0]
    (placed,) = page.get_objects()
    across, down = PAGE
    a, b, c, d, e, f = matrix
    placed.set_matrix(pypdfium2.PdfMatrix(a * across, b, c, d * down, e * across, f * down))
    page.gen_content()
    pdf.save(tmp_path / "b.pdf")
    taken = reader.image(tmp_path / "b.pdf", 0, tmp_path, "x")
    assert taken.suffix == ".jpg"
    assert same(taken, image.transpose(turn), tolerance=2)


def test_a_cut_page_gives_the_whole_scan_unless_much_is_cut_away(tmp_path, reader):
    import pypdfium2

    path = saved(document(whole(jpeg(scan()))), tmp_path / "a.pdf")
    for cut, kept in ((0.1, "embedded"), (0.4, "drawn")):
        pdf = pypdfium2.PdfDocument(path)
        pdf[0].set_cropbox(PAGE[0] * cut, 0, PAGE[0], PAGE[1])
        pdf.save(tmp_path / "cut.pdf")
        (page,) = reader.look(tmp_path / "cut.pdf").pages
        assert page.attributes["pdf:image"] == kept


def test_words_become_lines_and_lines_regions(tmp_path, reader):
    def page(pdf):
        for number, words in enumerate(("The first line of it", "and the second-", "one, done.")):
            text(pdf, 10, 20 + 12 * number, words)
        text(pdf, 10, 120, "Another one")
        text(pdf, 90, 120, "Far")

    source = reader.look(saved(document(page), tmp_path / "a.pdf"))
    regions = [[line.text for line in region.lines] for region in source.pages[0].regions]
    assert regions[0] == ["The first line of it", "and the second-", "one, done."]
    assert regions[1][0].startswith("Another one")
    line = source.pages[0].regions[0].lines[1]
    assert [line.text[word.start : word.end] for word in line.words] == ["and", "the", "second-"]
    left = [word.box[0] for word in line.words]
    assert left == sorted(left)
    assert left[0] == pytest.approx(10 * 300 / 72, abs=2)
    assert line.baseline[0] == pytest.approx((10 * 300 / 72, 32 * 300 / 72), abs=2)
    assert [line.number for line in source.pages[0].lines()] == list(range(source.facts.lines))


def test_one_page_is_read_as_the_whole_is(tmp_path, reader):
    path = saved(document(*[lambda pdf, n=n: text(pdf, 10, 20, f"Page {n}") for n in range(3)]), tmp_path / "a.pdf")
    assert reader.page(path, 2, line=2) == reader.look(path).pages[2]


def test_a_slanting_line_has_a_slanting_outline(tmp_path, reader):
    def page(pdf):
        with pdf.rotation(20, 40, 100):
            text(pdf, 40, 100, "Slanting upwards")

    (line,) = reader.look(saved(document(page), tmp_path / "a.pdf")).pages[0].lines()
    (x0, y0), (x1, y1) = line.baseline
    assert x1 > x0
    assert (y0 - y1) / (x1 - x0) == pytest.approx(0.364, abs=0.01)
    assert len(line.outline) == 4


def test_a_page_that_kills_the_helper_is_told_and_the_next_one_goes_on(tmp_path):
    made = document(whole(jpeg(scan())), lambda pdf: text(pdf, 10, 20, "Second"))
    path = saved(made, tmp_path / "a.pdf")
    with PdfReader() as reader:
        first = reader.look(path)
        assert first.messages == ()
        assert reader._helper.running is not None
        os.kill(reader._helper._aside._process.pid, signal.SIGKILL)
        reader._helper._aside._process.wait()
        assert reader.image(path, 1, tmp_path, "x").exists()  # a new one was started
        asked = reader._exchange

        def deadly(where, number, request):
            if request["do"] == "page" and number == 0:
                os.kill(reader._helper._aside._process.pid, signal.SIGKILL)
            return asked(where, number, request)

        reader._exchange = deadly
        source = reader.look(path)
    assert "Page 1 of a.pdf was not read: it made the helper process for PDF stop (SIGKILL)" in source.messages[0]
    assert source.pages[0].attributes == {"pdf:failed": "yes"}
    assert [line.text for line in source.pages[1].lines()] == ["Second"]


def test_what_takes_too_long_is_a_sentence(tmp_path):
    path = saved(document(lambda pdf: None), tmp_path / "a.pdf")
    with PdfReader(seconds=0.0) as reader, pytest.raises(PdfFault, match="it takes longer"):
        reader.look(path)


def test_a_file_that_changed_is_opened_again(tmp_path, reader):
    path = saved(document(lambda pdf: text(pdf, 10, 20, "Old")), tmp_path / "a.pdf")
    reader.look(path)
    saved(document(lambda pdf: text(pdf, 10, 20, "New"), lambda pdf: None), path)
    assert reader.image(path, 1, tmp_path, "x").exists()


def test_a_password_is_asked_for(tmp_path, reader):
    made = document(lambda pdf: text(pdf, 10, 20, "Secret"))
    made.set_encryption(owner_password="o", user_password="u")
    with pytest.raises(PdfFault, match=r"a\.pdf is protected by a password"):
        reader.look(saved(made, tmp_path / "a.pdf"))


def test_without_the_library_one_sentence_says_so(tmp_path, monkeypatch):
    monkeypatch.setattr(room, "is_available", lambda: False)
    with PdfReader() as reader, pytest.raises(PdfFault, match="needs the extra pdf"):
        reader.look(tmp_path / "a.pdf")


def test_names_of_any_characters_are_found(tmp_path, reader):
    path = saved(document(lambda pdf: text(pdf, 10, 20, "Found")), tmp_path / "Straße ſ (1) 漢.pdf")
    assert reader.look(path).pages[0].lines()[0].text == "Found"


@pytest.mark.parametrize("size", ["0", "1e38", "-1e38"])
def test_text_of_no_size_or_beyond_all_measure_keeps_its_words(tmp_path, reader, size):
    operators = f"BT /F1 10 Tf {size} 0 0 {size} 1e38 -1e38 Tm (Nowhere) Tj ET"

    def page(pdf):
        text(pdf, 10, 20, "Here")
        pdf._out(operators)

    path = saved(document(page), tmp_path / "a.pdf")
    for page in reader.look(path).pages:
        for line in page.lines():
            assert all(0 <= x <= page.width and 0 <= y <= page.height for x, y in line.outline)
