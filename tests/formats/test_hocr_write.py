"""hOCR as we write it: it comes back as it left, it keeps the rules, and others find in it what they look for."""

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from editor.formats import hocr, known
from editor.formats.about import About
from editor.formats.flow import Table, fullest
from editor.formats.hocr import boxes
from editor.formats.hocr.classes import REGIONS
from editor.formats.xml import FormatFault
from editor.model.geometry import rectangle
from editor.model.source import SourceLine, SourcePage, SourceRegion, SourceTag, SourceWord
from tests.formats import corpus
from tests.formats.random_pages import pages

ABOUT = About(title="A memo & more", version="1.2", created="2026-01-02T03:04:05+00:00")


def written(*pages):
    return b"".join(hocr.write(pages, ABOUT))


def read(data):
    return hocr.read(data, "a.hocr")


def expected(pages):
    found, first = [], 0
    for page in pages:
        found.append(hocr.sayable(page, ABOUT, first=first))
        first += len(page.lines())
    return tuple(found)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(page=pages())
def test_what_is_written_comes_back(page):
    said = hocr.sayable(page, ABOUT)
    data = written(page)
    assert read(data).pages == (said,)
    assert hocr.sayable(said, ABOUT) == said
    assert written(said) == data


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(found=st.lists(pages(), max_size=3))
def test_many_pages_come_back_in_one_document(found):
    if found:
        assert read(written(*found)).pages == expected(found)


@pytest.mark.parametrize("entry", corpus.parsed("ALTO", "PAGE", "hOCR"))
def test_files_of_others_come_back(entry):
    source = known.read(corpus.path(entry))
    data = written(*source.pages)
    back = read(data).pages
    assert back == expected(source.pages)
    assert written(*back) == data


@pytest.mark.parametrize("entry", corpus.parsed("hOCR"))
def test_all_detail_of_files_of_others_comes_back(entry):
    source = known.read(corpus.path(entry))
    for page, back in zip(source.pages, read(written(*source.pages)).pages, strict=True):
        assert replace(back, regions=()) == replace(page, regions=())
        for before, after in zip(page.regions, back.regions, strict=True):
            assert replace(after, lines=(), native="") == replace(before, lines=(), native="")
            for was, now in zip(before.lines, after.lines, strict=True):
                whole = tuple(replace(word, box=boxes.usable(word.box)) for word in was.words)
                assert now == replace(was, number=now.number, words=whole)


NUMBER = r"-?\d+(?:\.\d+)?"
SHAPES = {
    "bbox": r"\d+ \d+ \d+ \d+",
    "poly": rf"{NUMBER}(?: {NUMBER})+",
    "baseline": rf"{NUMBER} {NUMBER}",
    "x_wconf": r"\d+(?:\.\d+)?",
    "textangle": NUMBER,
    "ppageno": r"\d+",
    "image": '".*"',
    "lpageno": '".*"',
}


class Rules(HTMLParser):
    """What hOCR 1.2 asks of a document: metadata, what lies in what, titles of known shape, boxes on the page."""

    AREAS = frozenset({"ocr_carea"})
    BLOCKS = REGIONS - AREAS

    def __init__(self):
        super().__init__()
        self.open = []
        self.ids = set()
        self.metas = {}
        self.classes = set()
        self.faults = []
        self.page = None

    def handle_startendtag(self, tag, attrs):
        if tag == "meta":
            said = dict(attrs)
            self.metas[said.get("name", "")] = said.get("content", "")
        else:
            self.handle_starttag(tag, attrs)
            self.handle_endtag(tag)

    def handle_starttag(self, tag, attrs):
        said = dict(attrs)
        name = said.get("class", "")
        if ident := said.get("id"):
            if ident in self.ids:
                self.faults.append(f"id {ident} twice")
            self.ids.add(ident)
        if name:
            self.classes.add(name)
            self.check_place(name)
            self.check_title(name, said.get("title", ""))
        self.open.append(name)

    def handle_endtag(self, tag):
        self.open.pop()

    def check_place(self, name):
        above = next((c for c in reversed(self.open) if c), "")
        if name in ("ocr_page", "ocr_carea", "ocrx_word"):
            allowed = {"ocr_page": {""}, "ocr_carea": {"ocr_page", "ocr_carea"}, "ocrx_word": {"ocr_line"}}[name]
        else:
            allowed = {"ocr_page", "ocr_carea"} if name in self.BLOCKS else self.BLOCKS | self.AREAS
        if above not in allowed:
            self.faults.append(f"{name} in {above or 'the body'}")

    def check_title(self, name, title):
        pieces = [p.strip().partition(" ") for p in re.findall(r'(?:"[^"]*"|[^;"])+', title)]
        found = {key: value for key, _, value in pieces}
        if len(found) != len(pieces):
            self.faults.append(f"a property twice: {title}")
        for key, value in found.items():
            if key in SHAPES and not re.fullmatch(SHAPES[key], value):
                self.faults.append(f"{key} {value}")
        if name == "ocr_page":
            self.page = [int(n) for n in found["bbox"].split()]
            if "ppageno" not in found:
                self.faults.append("a page without ppageno")
        elif "bbox" in found:
            self.check_box([float(n) for n in found["bbox"].split()], title)
        elif "baseline" in found:
            self.faults.append(f"a baseline without a box to count it from: {title}")

    def check_box(self, box, title):
        left, top, right, bottom = box
        if left > right or top > bottom:
            self.faults.append(f"a box turned inside out: {title}")
        if any(self.page) and (right > self.page[2] or bottom > self.page[3]):
            self.faults.append(f"outside the page: {title}")


NINE = "<div class='ocr_page' title='bbox 0 0 9 9; ppageno 0'>"


def faults(data):
    rules = Rules()
    rules.feed(data.decode())
    rules.close()
    if missing := {"ocr-system", "ocr-capabilities"} - rules.metas.keys():
        rules.faults.append(f"no {missing}")
    told = set(rules.metas.get("ocr-capabilities", "").split())
    if untold := rules.classes - told:
        rules.faults.append(f"{untold} are not among its capabilities")
    return rules.faults


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(found=st.lists(pages(), max_size=3))
def test_the_rules_are_kept(found):
    assert [f for f in faults(written(*found)) if not f.startswith("outside the page")] == []


@pytest.mark.parametrize("entry", corpus.parsed("ALTO", "PAGE", "hOCR"))
def test_the_rules_are_kept_for_files_of_others(entry):
    source = known.read(corpus.path(entry))
    found = faults(written(*source.pages))
    if not entry.get("pair_check", {}).get("coords_inside_image"):
        found = [f for f in found if not f.startswith("outside the page")]
    assert found == []


@pytest.mark.parametrize(
    ("spoilt", "fault"),
    [
        ("<span class='ocr_line'></span>", "ocr_line in the body"),
        ("<div class='ocr_page' title='bbox 0 0 9 9'></div>", "a page without ppageno"),
        ("<div class='ocr_page' title='bbox 0 0 9 9; ppageno 0; ppageno 1'></div>", "a property twice"),
        (f"{NINE}<div class='ocr_carea' title='bbox 0 0 10 9'></div></div>", "outside the page"),
        (f"{NINE}<div class='ocr_carea' title='bbox 0 0.5 8 9'></div></div>", "bbox 0 0.5 8 9"),
    ],
)
def test_the_rules_find_what_breaks_them(spoilt, fault):
    assert any(found.startswith(fault) for found in faults(f"<html><body>{spoilt}</body></html>".encode()))


class TestWhatOthersFind:
    """The document as a reader finds it that knows hOCR and nothing of ours."""

    BOX = rectangle((10, 20, 110, 50))

    def elements(self, *lines, kind="paragraph", name="ocr_line", **more):
        region = SourceRegion(kind, rectangle((0, 0, 200, 90)), tuple(lines), "r1", **more)
        data = written(SourcePage('a "b".jpg', 300, 200, (region,)))
        return [e for e in etree.fromstring(data).iter() if name in (e.get("class") or e.tag.rpartition("}")[2])]

    def test_a_page_with_its_image_and_size(self):
        assert [e.get("title") for e in self.elements(name="ocr_page")] == [
            "image \"a 'b'.jpg\"; bbox 0 0 300 200; ppageno 0"
        ]

    def test_words_with_boxes_and_confidences_and_the_blanks_between(self):
        words = (SourceWord(0, 3, (10, 20, 40.5, 50), 0.931), SourceWord(4, 7, None, 0.5))
        (line,) = self.elements(SourceLine("the cat", outline=self.BOX, words=words, confidence=0.75))
        assert line.get("title") == "bbox 10 20 110 50; x_wconf 75"
        assert [(e.get("class"), e.get("title"), e.text, e.tail) for e in line] == [
            ("ocrx_word", "bbox 10 20 41 50; x_wconf 93.1", "the", " "),
            ("ocrx_word", "x_wconf 50", "cat", None),
        ]

    def test_an_outline_that_is_no_box_and_a_baseline(self):
        outline = ((10, 20), (110, 22), (110, 50), (10, 48))
        (line,) = self.elements(SourceLine("x", outline=outline, baseline=((10, 40), (110, 45))))
        assert line.get("title") == "bbox 10 20 110 50; poly 10 20 110 22 110 50 10 48; baseline 0.05 -10"
        (bent,) = self.elements(SourceLine("x", outline=outline, baseline=((10, 40), (60, 46), (110, 40))))
        assert bent.get("title").endswith("baseline 0 -8")  # the straight line nearest to it
        assert bent.get("data-baseline") == "10,40 60,46 110,40"

    def test_text_is_escaped_and_struck_words_look_struck(self):
        tags = (SourceTag("del", 0, 3), SourceTag("add", 2, 5), SourceTag("hi", 6, 7, {"rend": "superscript"}))
        (line,) = self.elements(SourceLine("a<b&c 2", tags=tags))
        inner = etree.tostring(line, encoding="unicode")
        assert ">a&lt;</del>" in inner and "<ins>&amp;c</ins>" in inner and "<sup>2</sup>" in inner
        assert "".join(line.itertext()) == "a<b&c 2"

    def test_turned_text(self):
        (line,) = self.elements(SourceLine("x", outline=self.BOX, attributes={"rotation": "270"}))
        assert line.get("title") == "bbox 10 20 110 50; textangle 90"

    @pytest.mark.parametrize("kind", [kind.name for kind in fullest().kinds])
    def test_kinds_have_the_classes_of_the_table(self, kind):
        (region,) = [e for e in self.elements(kind=kind, name="") if e.get("id") == "r1"]
        assert region.get("class") == Table().kind_form(kind, "hocr")
        assert region.get("data-type") == kind

    def test_ids_of_later_pages_begin_with_their_number(self):
        page = SourcePage("a.jpg", 9, 9, (SourceRegion("paragraph", ident="r1"),), ident="p")
        data = written(page, page)
        assert [e.get("id") for e in etree.fromstring(data).iter() if e.get("id")] == ["p", "r1", "p2_p", "p2_r1"]
        assert [p.regions[0].ident for p in read(data).pages] == ["r1", "r1"]


class TestStillTrue:
    """What was kept of a document goes back only as long as it is true."""

    def page(self, line):
        page = "<div class='ocr_page' title='bbox 0 0 300 200; ppageno 4; x_source scan/7'>"
        paragraph = "<p class='ocr_par' title='bbox 0 0 99 99; x_font Garamond' style='margin:0'>"
        return read(f"<html><body>{page}{paragraph}{line}</p></div></body></html>".encode()).pages[0]

    LINE = (
        "<span class='ocr_line' title='bbox 1 1 90 20; x_size 31.5; cuts 9 9,4'>"
        "<span class='ocrx_word' id='w1' lang='de' title='bbox 1 1 9 9; x_confs 90 91; x_fsize 12'>was</span> so</span>"
    )

    def test_properties_and_attributes_come_back(self):
        page = self.page(self.LINE)
        region = page.regions[0]
        assert page.attributes == {"number": "4", "hocr:x_source": "scan/7"}
        assert region.attributes == {"hocr:x_font": "Garamond", "hocr:@style": "margin:0"}
        assert region.lines[0].attributes == {
            "hocr:x_size": "31.5",
            "hocr:raw:cuts": "9 9,4",
            "hocr:raw:words": '[[0,3,{"id":"w1","lang":"de","title":"x_confs 90 91; x_fsize 12"}]]',
        }
        data = written(page)
        assert read(data).pages[0].regions[0].lines == region.lines
        for said in (b"x_source scan/7", b"x_font Garamond", b"cuts 9 9,4", b"x_confs 90 91; x_fsize 12", b'id="w1"'):
            assert said in data

    def test_a_word_that_stands_elsewhere_loses_what_was_kept_of_it(self):
        page = self.page(self.LINE)
        line = replace(page.regions[0].lines[0], words=(SourceWord(4, 6),))
        page = replace(page, regions=(replace(page.regions[0], lines=(line,)),))
        assert b"x_fsize" not in written(page)

    @pytest.mark.parametrize(
        "said", ["[", "{}", "[1]", '[[0,3,{"title":"bbox 0 0 1 1"}]]', '[[0,3,{"id":"a b"}]]', "[[0]]"]
    )
    def test_broken_detail_is_passed_over(self, said):
        page = self.page(self.LINE)
        line = replace(page.regions[0].lines[0], attributes={"hocr:raw:words": said})
        page = replace(page, regions=(replace(page.regions[0], lines=(line,)),))
        assert hocr.sayable(page).regions[0].lines[0].attributes == {}


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("data-tags", "["),
        ("data-tags", '[["person",0]]'),
        ("data-tags", '[["person","0",3,{}]]'),
        ("data-tags", '{"person":1}'),
        ("data-attributes", "[[[["),
        ("data-attributes", '{"a":1,"":"x"}'),
        ("data-alternatives", '{"a":1}'),
        ("data-baseline", "nan nan"),
    ],
)
def test_what_others_spoiled_is_passed_over(name, said):
    line = f"<span class='ocr_line' title='bbox 1 1 90 20' {name}='{said}'>was so</span>"
    page = read(
        f"<html><body><div class='ocr_page' title='bbox 0 0 300 200'>{line}</div></body></html>".encode()
    ).pages[0]
    found = page.regions[0].lines[0]
    assert (found.text, found.tags, found.attributes, found.alternatives, found.baseline) == ("was so", (), {}, (), ())


def test_pages_are_written_as_they_come():
    seen = []

    def coming():
        for n in range(3):
            seen.append(n)
            yield SourcePage(f"{n}.jpg", 9, 9)

    parts = hocr.write(coming(), ABOUT)
    next(parts)
    assert seen == []
    next(parts)
    assert seen == [0]


def test_hundreds_of_pages_stand_in_one_document():
    page = SourcePage("a.jpg", 9, 9, (SourceRegion("paragraph", lines=(SourceLine("x", ident="l"),), ident="r"),))
    found = read(written(*[page] * 347)).pages
    assert [p.lines()[0].number for p in found] == list(range(347))
    assert {p.lines()[0].ident for p in found} == {"l"}


@pytest.mark.parametrize("share", [0.3, 0.7, 0.99])
def test_a_document_of_ours_that_breaks_off_is_refused(share):
    data = written(SourcePage("a.jpg", 9, 9, (SourceRegion("paragraph", lines=(SourceLine("x"),) * 9),)))
    with pytest.raises(FormatFault, match="breaks off"):
        read(data[: int(len(data) * share)])
