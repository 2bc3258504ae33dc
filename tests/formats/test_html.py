"""The web page of a record: complete in itself, nothing runs, nothing of the record is taken for markup."""

from __future__ import annotations

import base64
import hashlib
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from editor.formats.about import About
from editor.formats.html import write
from editor.model.annotation import PageTarget, SpanTarget
from editor.model.page import Document
from editor.model.tagset import read_tagset
from tests.formats.tei.build import Desk, whole, words

ABOUT = About("Memo", version="1", created="2026-11-20T10:00:00+00:00")


@pytest.fixture
def desk() -> Desk:
    made = Desk()
    made.page()
    return made


def page(desk: Desk, document: Document | None = None, about: About = ABOUT, **kw) -> str:
    return "".join(write(document or Document(1, 1, "Memo"), desk.pages(), about, **kw))


def parsed(text: str):
    return etree.fromstring(text, etree.HTMLParser(recover=False))


def words_of(element) -> str:
    """Return what a reader sees first: without line numbers, hyphens that go, and what stood before a correction."""
    for gone in element.xpath('.//*[@class="n" or @class="hy" or contains(@class, "asread")]'):
        gone.getparent().remove(gone) if gone.tail is None else _drop(gone)
    return " ".join("".join(element.itertext()).split())


def _drop(element) -> None:
    parent, before = element.getparent(), element.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + element.tail
    else:
        parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def test_nothing_is_loaded_and_nothing_runs(desk):
    desk.region("paragraph", "text")
    text = page(desk)
    tree = parsed(text)
    (policy,) = tree.xpath('//meta[@http-equiv="Content-Security-Policy"]/@content')
    (style,) = tree.xpath("//style/text()")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert policy.startswith("default-src 'none'; img-src data:;") and f"'sha256-{digest}'" in policy
    assert not re.search(r"<(script|link|iframe|object|embed|base|form)\b", text)
    assert "url(" not in style and "@import" not in style
    assert not tree.xpath("//@style") and not [name for name in tree.xpath("//@*") if name.attrname.startswith("on")]


def test_paragraphs_run_over_lines_and_pages(desk):
    first = desk.region("paragraph", "the quaran-")
    desk.region("footer", "11/3/62")
    desk.page("second")
    desk.region("page-number", "- 2 -")
    desk.region("paragraph", "tine must be", "kept", continues=first.id)
    tree = parsed(page(desk))
    (paragraph,) = tree.xpath('//p[contains(@class, "k-paragraph")]')
    assert paragraph.xpath('.//span[@class="pb"]/text()') == ["second"]
    assert words_of(paragraph) == "the quaransecond tine must be kept"
    assert [h.text for h in tree.xpath("//h2/span")] == ["Page 1 · page 1", "Page 2 · second"]
    assert [words_of(q) for q in tree.xpath('//*[contains(@class, "quiet")]')] == ["Footer11/3/62", "Page number- 2 -"]


def test_line_by_line_everything_of_the_line_is_there(desk):
    region = desk.region("paragraph", "an in-", "spection  of", "weapuns")
    desk.tag("sic", words(region, "weapuns", 3), correction="weapons")
    tree = parsed(page(desk))
    rows = tree.xpath('//span[@class="l"]')
    texts = []
    for row in rows:
        for gone in row.xpath('.//*[@class="n" or contains(@class, "corrected")]'):
            _drop(gone) if gone.tail else gone.getparent().remove(gone)
        texts.append("".join(row.itertext()))
    assert texts == ["an in-", "spection  of", "weapuns"]
    assert words_of(parsed(page(desk)).xpath("//p")[0]) == "an inspection of weapons"


def test_what_stands_beside_has_its_picture(desk):
    asked = []

    def crop(page, box):
        asked.append((page.label, box))
        return b"JPEG"

    desk.region("paragraph", "text")
    margin = desk.region("marginalia", "seen by", "A. S.", hand="ink")
    desk.region("classification", "TOP SECRET")
    tree = parsed(page(desk, crop=crop))
    (figure,) = tree.xpath('//div[@class="margin"]/figure')
    left, top = margin.outline[0]
    assert asked == [("page 1", (left - 12, top - 12, margin.outline[2][0] + 12, margin.outline[2][1] + 12))]
    assert figure.xpath("img/@src") == ["data:image/jpeg;base64," + base64.b64encode(b"JPEG").decode()]
    assert figure.xpath("img/@alt") == ["Scan of this marginalia"]
    assert figure.findtext("span") == "Marginalia · ink"
    (quiet,) = tree.xpath('//div[@class="text"]/div')
    assert words_of(quiet) == "ClassificationTOP SECRET"


def test_without_the_image_the_words_stay(desk):
    desk.region("stamp", "NSC", "REVIEW")
    desk.region("image")
    tree = parsed(page(desk, crop=lambda page, box: None))
    assert not tree.xpath("//img")
    (figure,) = tree.xpath("//figure")
    assert words_of(figure) == "StampNSC REVIEW"


def test_tags_notes_and_gaps(desk):
    region = desk.region("paragraph", "Ann  was not here")
    line = region.lines[0].id
    desk.tag("person", words(region, "Ann"), name="Ann <Smith>")
    desk.tag("gap", SpanTarget(line, 4, 4), reason="redacted")
    desk.tag("del", words(region, "not"))
    desk.tag("unclear", words(region, "here"))
    desk.tag("note", words(region, "was"), text="a <b>note</b>")
    desk.tag("note", PageTarget(desk.contents[0].page.id), text="on the page")
    tree = parsed(page(desk))
    assert tree.xpath('//span[@class="tag t-person"]/@title') == ["Person (name: Ann <Smith>)"]
    assert tree.xpath("//del/text()") == ["not"]
    assert words_of(tree.xpath("//p")[0]) == "Ann [redacted] was2 not here[?]"
    assert tree.xpath("//li/text()") == ["on the page", "a <b>note</b>"]
    assert tree.xpath("//li/@id") == ["note-1", "note-2"]


def test_the_record_sheet_and_the_frame(desk):
    values = {"language": "en", "from": "A & <B>", "summary": " "}
    text = page(desk, Document(1, 1, "A <memo>", values), image_url=lambda page: "my scans/a:b.jpg")
    tree = parsed(text)
    assert tree.get("lang") == "en" and tree.findtext(".//title") == "A <memo>"
    assert tree.xpath("//dt/text()") == ["From", "Language"] and tree.xpath("//dd/text()")[0] == "A & <B>"
    assert tree.xpath("//h2/a/@href") == ["my%20scans/a%3Ab.jpg"]
    assert "last changed on 2026-11-20" in text
    assert parsed(page(desk, Document(1, 1, "x", {"language": '"><script>'}))).get("lang") is None


def test_a_struck_region_and_a_table(desk):
    desk.tag("del", whole(desk.region("classification", "TOP SECRET")))
    desk.region("table", "a\tb", "c")
    tree = parsed(page(desk))
    assert tree.xpath('//div[contains(@class,"quiet")]/del//text()')[-2:] == ["TOP SECRET", " "]
    assert tree.xpath('//span[@class="label"]/text()') == ["Classification · struck out"]
    assert tree.xpath("//td/text()") == ["a", "b", "c"]


@given(st.text(st.sampled_from("<>&\"'/=;: ax\u00a0]]>-!é\t"), max_size=20))
def test_text_stays_text(text):
    desk = Desk()
    desk.page(text)
    region = desk.region(f"k{text}", text)
    desk.tag(f"t{text}", words(region, text), name=text)
    desk.tag("note", words(region, text), text=text)
    tagset = read_tagset(
        'name = "x"\n[[kind]]\nname = "k"\ncolour = "red;}</style>"\n[[tag]]\nname = "t"\ncolour = "x"'
    )
    made = page(desk, Document(1, 1, text, {"from": text}), About(text, text, text, text, tagset))
    tree = parsed(made)
    allowed = {
        "html", "head", "meta", "title", "style", "body", "input", "header", "h1", "dl", "dt", "dd", "nav", "label",
        "main", "section", "h2", "span", "div", "p", "sup", "a", "aside", "ol", "li", "footer",
    }  # fmt: skip
    assert {element.tag for element in tree.iter()} <= allowed
    assert tree.xpath("//li//text()") == ([text] if text else [])
    line = tree.xpath('//span[@class="l"]')
    if text.strip():
        assert "".join(line[0].itertext()).removeprefix("1.1").removesuffix("1") == text
