"""The searchable PDF: pypdfium2 reads out of it what was put in, whatever the lines say and wherever they lie."""

import io
import math
import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editor.formats.about import About
from editor.formats.pdf import PdfPage, write
from editor.formats.pdf.glyphs import is_exact
from editor.model.faults import Fault
from editor.model.geometry import rectangle
from editor.model.source import SourceLine, SourcePage, SourceRegion, SourceWord

pdfium = pytest.importorskip("pypdfium2", reason="the extra pdf is not installed")

ABOUT = About("Letters of 1962", "Muniment", "0.3", "2026-01-02T03:04:05+01:00")


def line(text, box, **more):
    return SourceLine(text, outline=rectangle(box), **more)


def page(*lines, size=(2550, 3300), **more):
    return SourcePage(width=size[0], height=size[1], regions=(SourceRegion("paragraph", (), lines),), **more)


def written(*pages, about=ABOUT):
    out = io.BytesIO()
    assert write((one if isinstance(one, PdfPage) else PdfPage(one) for one in pages), about, out) == len(pages)
    return out.getvalue()


def read(data, number=0):
    return pdfium.PdfDocument(data)[number].get_textpage().get_text_range().split("\r\n")


def wanted(lines):
    return [one.text for one in lines if one.text.strip()]


WORDS = [
    "word",
    "a",
    "x-",
    "-",
    "  ",
    " ",
    "(",
    ")",
    "12",
    ".",
    "é",
    "漢字",
    "ſ",
    "e\u0301",
    "\u00ad",
    "\t",
    "\U0001f600",
]
RIGHT_TO_LEFT = ["שלום", "مرحبا", "<", "»", "ב\u05b0", "٣"]


def texts(words):
    made = st.lists(st.sampled_from(words), min_size=1, max_size=8).map("".join)
    return made.filter(lambda text: text.strip() and is_exact(text))


@st.composite
def level(draw, words):
    x, y = draw(st.integers(0, 2400)), draw(st.integers(0, 3200))
    width, height = draw(st.integers(20, 900)), draw(st.integers(8, 120))
    return line(draw(texts(words)), (x, y, x + max(width, height), y + height))


@st.composite
def turned(draw):
    angle = draw(st.sampled_from([0, 0.01, -0.03, 0.09, 0.1, 0.3, 1, math.pi / 2, -math.pi / 2, 2, math.pi]))
    x, y = draw(st.integers(300, 2000)), draw(st.integers(300, 3000))
    width, height = draw(st.integers(50, 800)), draw(st.integers(15, 70))
    cos, sin = math.cos(angle), math.sin(angle)
    corners = ((0, 0), (width, 0), (width, height), (0, height))
    outline = tuple((x + w * cos - h * sin, y + w * sin + h * cos) for w, h in corners)
    baseline = tuple((x + w * cos - 0.8 * height * sin, y + w * sin + 0.8 * height * cos) for w in (0, width))
    return SourceLine(draw(texts(WORDS)), outline=outline, baseline=baseline)


@settings(max_examples=60, deadline=None)
@given(st.lists(level(WORDS), min_size=1, max_size=12))
def test_lines_anywhere_on_the_page_are_read_back_exactly(lines):
    assert read(written(page(*lines))) == wanted(lines)


@settings(max_examples=60, deadline=None)
@given(st.lists(level([word for word in WORDS if word < "\U00010000"] + RIGHT_TO_LEFT), min_size=1, max_size=12))
def test_lines_from_right_to_left_are_read_back_exactly(lines):
    assert read(written(page(*lines))) == wanted(lines)


@settings(max_examples=60, deadline=None)
@given(st.lists(turned(), min_size=1, max_size=10))
def test_lines_at_any_angle_are_read_back_exactly(lines):
    assert read(written(page(*lines))) == wanted(lines)


def assigned():
    """Name all characters a line may hold, but for most of the private and all of the white ones."""
    for point in range(0x110000):
        sign = chr(point)
        if unicodedata.category(sign) in ("Cs", "Cn") or sign.isspace() or point < 32 or sign in "\u2028\u2029":
            continue
        if unicodedata.category(sign) == "Co" and point % 256:
            continue
        yield sign


@pytest.mark.slow
def test_every_character_is_read_back():
    signs = [sign for sign in assigned() if is_exact(f"x{sign}x")]
    assert len(signs) > 140_000
    lines = ["x" + "x".join(signs[at : at + 40]) + "x" for at in range(0, len(signs), 40)]
    lines = [text for text in lines if is_exact(text)] + [f"x{s}x" for t in lines if not is_exact(t) for s in t[1::2]]
    for at in range(0, len(lines), 100):
        part = [line(text, (100, 20 + 30 * n, 2400, 45 + 30 * n)) for n, text in enumerate(lines[at : at + 100])]
        assert read(written(page(*part))) == wanted(part)


def test_what_is_not_exact_is_said_to_be_so():
    assert not is_exact("ﬁnd")
    assert not is_exact("ﻍ")
    assert not is_exact("שלום \U0001d49c")
    assert is_exact("שלום עולם (12)")
    assert is_exact("\U0001d49c漢字 مرحبا".replace("\U0001d49c", ""))
    text = "ofﬁce"
    assert read(written(page(line(text, (0, 0, 900, 50))))) == [unicodedata.normalize("NFKC", text)]


def test_lines_without_an_outline_are_there_to_be_found():
    lines = [SourceLine(text) for text in ("one", "two-", "one", "  three", "")]
    assert read(written(page(*lines))) == ["one", "two-", "one", "  three"]


def test_the_text_stands_where_the_line_is_and_each_word_where_it_is():
    words = (SourceWord(0, 3, (300, 600, 600, 650)), SourceWord(4, 7, (900, 600, 1200, 650)))
    one = line("now far", (300, 600, 1200, 650), words=words)
    layer = pdfium.PdfDocument(written(page(one)))[0].get_textpage()
    scale = 300 / 72
    first, last = layer.get_charbox(0), layer.get_charbox(4)
    assert first[0] * scale == pytest.approx(300, abs=1)
    assert last[0] * scale == pytest.approx(900, abs=1)
    assert (792 - first[3]) * scale == pytest.approx(600, abs=1)
    assert (792 - first[1]) * scale == pytest.approx(650, abs=1)


def test_the_same_pages_give_the_same_bytes():
    def once():
        lines = [line("über", (10, 10, 200, 40)), line("漢字", (10, 50, 200, 90))]
        return written(PdfPage(page(*lines), label="iv", heading="Äon"), about=ABOUT)

    assert once() == once()


def test_labels_outline_and_frame():
    lines = [line("text", (10, 10, 200, 40))]
    data = written(
        PdfPage(page(*lines, language="de"), label="i", heading="First (1)"),
        PdfPage(page(*lines), label="ii"),
        PdfPage(page(*lines), heading="Zweite ſ"),
    )
    pdf = pdfium.PdfDocument(data)
    assert [pdf.get_page_label(number) for number in range(3)] == ["i", "ii", "3"]
    toc = [(entry.get_title(), entry.get_dest().get_index()) for entry in pdf.get_toc()]
    assert toc == [("First (1)", 0), ("Zweite ſ", 2)]
    told = pdf.get_metadata_dict()
    assert (told["Title"], told["Producer"]) == ("Letters of 1962", "Muniment 0.3")
    assert told["CreationDate"] == "D:20260102030405+01'00'"
    assert b"/Lang(de)" in data


def test_no_pages_are_no_pdf():
    with pytest.raises(Fault, match="no pages"):
        write([], ABOUT, io.BytesIO())


def test_pages_are_asked_for_one_by_one_and_forgotten():
    """Of what is written, only places are kept: the pages of a long document leave nothing else behind."""
    alive = []

    class Kept(SourcePage):
        __slots__ = ("__weakref__",)

    import gc
    import weakref

    def pages():
        for number in range(30):
            one = Kept(width=100, height=100)
            alive.append(weakref.ref(one))
            yield PdfPage(one, label=str(number))
            del one
            gc.collect()
            assert sum(ref() is not None for ref in alive) <= 1

    assert write(pages(), ABOUT, io.BytesIO()) == 30


def test_the_text_is_not_seen():
    data = written(page(line("Not to be seen", (100, 100, 2400, 400))))
    picture = pdfium.PdfDocument(data)[0].render(scale=1, grayscale=True).to_pil()
    assert picture.convert("L").getextrema() == (255, 255)
    assert re.search(rb"%PDF-1\.7", data)
