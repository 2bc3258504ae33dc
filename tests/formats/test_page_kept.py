"""What of PAGE our pages have no place for: kept, put back where it stood, and dropped when it is true no more."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from lxml import etree

from editor.formats import pagexml, xml
from editor.formats.about import About
from editor.formats.pagexml import parts, schema
from editor.model.source import SourcePage
from tests.formats.test_page_quirks import COORDS, line, page_of, read, region
from tests.formats.test_page_write import ABOUT, written
from tests.formats.test_page_write import read as read_bytes

GLYPHS = (
    f'<Word id="w1" language="German">{COORDS}<Glyph id="g1" ligature="true">{COORDS}'
    '<TextEquiv conf="0.5"><Unicode>o</Unicode></TextEquiv></Glyph>'
    "<TextEquiv><Unicode>one</Unicode></TextEquiv></Word>"
)


def root_of(page: SourcePage, about: About = ABOUT) -> etree._Element:
    return xml.parse(written(page, about), "a.xml")


def found(root: etree._Element, path: str) -> list[etree._Element]:
    return root.findall(f".//{{*}}{path.replace('/', '/{*}')}")


@pytest.mark.parametrize(
    ("piece", "path"),
    [
        ('<AlternativeImage filename="b.png"/>', "Page/AlternativeImage"),
        (f"<Border>{COORDS}</Border>", "Page/Border"),
        (f"<PrintSpace>{COORDS}</PrintSpace>", "Page/PrintSpace"),
        ('<Layers><Layer id="y" zIndex="0"><RegionRef regionRef="r"/></Layer></Layers>', "Layers/Layer/RegionRef"),
        ('<TextStyle fontFamily="Fraktur"/>', "Page/TextStyle"),
        ('<UserDefined><UserAttribute name="a" value="b"/></UserDefined>', "Page/UserDefined/UserAttribute"),
        ('<Labels><Label value="x"/></Labels>', "Page/Labels/Label"),
    ],
)
def test_parts_of_a_page_come_back_at_their_place(piece, path):
    page = page_of(piece + region("r", "a"))
    root = root_of(page)
    assert len(found(root, path)) == 1
    assert read_bytes(written(page)) == pagexml.sayable(page)


def test_a_border_drawn_on_a_page_of_another_size_is_left_out():
    page = page_of(f"<Border>{COORDS}</Border>" + region("r", "a"))
    root = root_of(replace(page, width=400, height=200))
    assert not found(root, "Border")
    assert pagexml.read(root, "a.xml").pages[0].attributes == {}


def test_what_the_schema_has_no_place_for_stands_where_anything_may():
    odd = '<Odd xmlns="urn:odd" a="1">\n<b>text</b>\n</Odd>'
    page = page_of(odd + region("r", "a", inside=COORDS + odd))
    root = root_of(page)
    held = [attribute.get("value") for attribute in found(root, "UserDefined/UserAttribute")]
    assert held == ['<ns0:Odd xmlns:ns0="urn:odd" a="1"><ns0:b>text</ns0:b></ns0:Odd>'] * 2
    assert read_bytes(written(page)) == pagexml.sayable(page)


def test_attributes_unknown_and_known_stand_where_they_stood():
    page = page_of(region("r", "a", attributes='align="centre" made-up="1" leading="x"'))
    assert page.regions[0].attributes == {"page:align": "centre", "page:made-up": "1", "page:leading": "x"}
    (element,) = found(root_of(page), "TextRegion")
    assert element.get("align") == "centre" and element.get("leading") is None
    assert read_bytes(written(page)).regions[0].attributes == page.regions[0].attributes


def test_what_a_file_says_around_its_page_is_kept_beside_ours():
    text = (
        f'<PcGts xmlns="{schema.NAMESPACE}" pcGtsId="pc-1"><Metadata externalRef="x"><Creator>them</Creator>'
        "<Created>2020-01-01T00:00:00</Created><LastChange>2020-01-01T00:00:00</LastChange>"
        '<Comments>why</Comments><MetadataItem type="processingStep" name="layout" value="p"/>'
        '<TranskribusMetadata docId="7"/></Metadata><Page imageFilename="a" imageWidth="9" imageHeight="9"/></PcGts>'
    )
    page = read_bytes(text.encode())
    root = root_of(page)
    assert root.get("pcGtsId") == "pc-1"
    assert [e.text for e in found(root, "Comments")] == ["why"]
    assert [e.get("name") for e in found(root, "MetadataItem")] == ["layout", "muniment:title"]
    assert [e.text for e in found(root, "Creator")] == ["Muniment 0.3"]
    assert page.attributes["page:Metadata.TranskribusMetadata"] == '<TranskribusMetadata docId="7"/>'
    assert read_bytes(written(page)) == page
    assert pagexml.read(root, "a.xml").title == "A record"


class TestDetail:
    def page(self) -> SourcePage:
        return page_of(region("r", inside=COORDS + line("l", "one two", inside=COORDS + GLYPHS)))

    def test_words_and_glyphs_come_back_while_the_line_says_the_same(self):
        page = self.page()
        assert parts.RAW_WORDS in page.regions[0].lines[0].attributes
        (glyph,) = found(root_of(page), "TextLine/Word/Glyph")
        assert (glyph.get("id"), glyph.get("ligature")) == ("g1", "true")
        assert read_bytes(written(page)) == page

    def test_and_stay_away_when_it_does_not(self):
        page = self.page()
        changed = replace(page.regions[0].lines[0], text="won two")
        page = replace(page, regions=(replace(page.regions[0], lines=(changed,)),))
        root = root_of(page)
        assert not found(root, "Glyph")
        assert read_bytes(written(page)).regions[0].lines[0].attributes == {}

    def test_a_word_that_says_no_more_than_ours_is_not_kept_twice(self):
        word = f'<Word id="w" custom="readingOrder {{index:0;}}">{COORDS}<TextEquiv><Unicode>one</Unicode></TextEquiv>'
        page = page_of(region("r", inside=COORDS + line("l", "one", inside=f"{COORDS}{word}</Word>")))
        assert page.regions[0].lines[0].attributes == {}

    def test_more_of_the_texts_of_a_line_than_ours_say(self):
        equivs = (
            '<TextEquiv index="0" conf="0.5" dataType="other"><Unicode>b</Unicode></TextEquiv>'
            '<TextEquiv index="1" conf="0.25"><Unicode>d</Unicode></TextEquiv>'
        )
        page = page_of(region("r", inside=f'{COORDS}<TextLine id="l">{COORDS}{equivs}</TextLine>'))
        assert page.regions[0].lines[0].alternatives == ("d",)
        assert [e.get("conf") for e in found(root_of(page), "TextLine/TextEquiv")] == ["0.5", "0.25"]

    def test_the_text_of_a_region_that_says_more_than_its_lines(self):
        inner = COORDS + line("l", "one") + '<TextEquiv conf="0.5"><Unicode>one\nand more</Unicode></TextEquiv>'
        page = page_of(region("r", inside=inner))
        assert [e[0].text for e in found(root_of(page), "TextRegion/TextEquiv")] == ["one\nand more"]
        changed = replace(page.regions[0].lines[0], text="two")
        page = replace(page, regions=(replace(page.regions[0], lines=(changed,)),))
        assert [e[0].text for e in found(root_of(page), "TextRegion/TextEquiv")] == ["two"]

    def test_what_is_too_large_is_left_out_and_told(self):
        large = f'<Odd a="{"x" * 70_000}"/>'
        source = read(large + region("r", "a"))
        assert source.pages[0].attributes == {}
        assert "A part of it that is only kept as it came was too large to keep: Page." in source.messages


@pytest.mark.parametrize("place", ["TextLine", "Word", "TextEquiv", "Border"])
def test_ten_thousands_of_attributes_take_no_time_and_are_told(place):
    many = " ".join(f'a{n}="1"' for n in range(30_000))
    word = f"<Word>{COORDS}<TextEquiv><Unicode>a</Unicode></TextEquiv></Word>"
    body = f"<Border/>{region('r', inside=COORDS + line('l', 'a', inside=COORDS + word))}"
    before = time.process_time()
    source = read(body.replace(f"<{place}", f"<{place} {many}", 1))
    assert time.process_time() - before < 5
    assert any("more than 100 attributes" in message for message in source.messages)
    assert read_bytes(written(source.pages[0])) == pagexml.sayable(source.pages[0])


class TestRelations:
    @staticmethod
    def related(type_: str, *refs: str) -> str:
        ends = zip(("SourceRegionRef", "TargetRegionRef"), refs, strict=True)
        inner = "".join(f'<{name} regionRef="{ref}"/>' for name, ref in ends)
        return f'<Relations><Relation id="x" type="{type_}">{inner}</Relation></Relations>'

    def test_a_join_says_that_a_region_goes_on(self):
        page = page_of(self.related("join", "a", "b") + region("a", "x") + region("b", "y"))
        assert [r.continues for r in page.regions] == ["", "a"]
        assert page.attributes == {}
        refs = [e.get("regionRef") for e in found(root_of(page), "Relation")[0]]
        assert refs == ["a", "b"]
        assert read_bytes(written(page)) == page

    @pytest.mark.parametrize("said", [("link", "a", "b"), ("join", "b", "a"), ("join", "a", "g")])
    def test_any_other_relation_is_kept(self, said):
        page = page_of(
            self.related(*said) + region("a", "x") + region("b", "y") + f'<GraphicRegion id="g">{COORDS}'
            "</GraphicRegion>"
        )
        assert all(not r.continues for r in page.regions)
        assert len(found(root_of(page), "Relation")) == 1
        assert read_bytes(written(page)) == page

    def test_one_with_a_region_that_is_gone_goes_with_it(self):
        page = page_of(self.related("link", "a", "b") + region("a", "x") + region("b", "y"))
        page = replace(page, regions=page.regions[:1])
        assert not found(root_of(page), "Relation")
        assert read_bytes(written(page)).attributes == {}

    def test_of_another_page_it_stands_in_custom(self):
        page = page_of(region("a", "x"))
        page = replace(page, regions=(replace(page.regions[0], continues="r9 of another"),))
        assert read_bytes(written(page)) == page


class TestOrder:
    LISTED = (
        '<ReadingOrder><OrderedGroup id="g"><UnorderedGroupIndexed id="u" index="0" caption="notes">'
        '<RegionRef regionRef="b"/></UnorderedGroupIndexed><RegionRefIndexed index="1" regionRef="a"/></OrderedGroup>'
        "</ReadingOrder>"
    )

    def test_groups_are_kept_while_they_give_the_same_order(self):
        page = page_of(self.LISTED + region("a", "x") + region("b", "y"))
        assert [r.ident for r in page.regions] == ["b", "a"]
        assert found(root_of(page), "UnorderedGroupIndexed")[0].get("caption") == "notes"
        assert read_bytes(written(page)) == pagexml.sayable(page)

    def test_another_order_is_written_plainly(self):
        page = page_of(self.LISTED + region("a", "x") + region("b", "y"))
        page = replace(page, regions=page.regions[::-1])
        root = root_of(page)
        assert not found(root, "UnorderedGroupIndexed")
        assert [e.get("regionRef") for e in found(root, "RegionRefIndexed")] == ["a", "b"]
        assert [r.ident for r in read_bytes(written(page)).regions] == ["a", "b"]


class TestStyles:
    def test_bold_words_beside_each_other_are_one_tag(self):
        words = "".join(
            f'<Word id="{w}">{COORDS}<TextEquiv><Unicode>{w}</Unicode></TextEquiv>'
            f'<TextStyle fontSize="9.0" bold="{"true" if w != "three" else "false"}"/></Word>'
            for w in ("one", "two", "three")
        )
        page = page_of(region("r", inside=COORDS + line("l", "one two three", inside=COORDS + words)))
        (only,) = page.regions[0].lines[0].tags
        assert (only.tag, only.start, only.end, only.attributes) == ("hi", 0, 7, {"rend": "bold"})
        assert [e.get("bold") for e in found(root_of(page), "Word/TextStyle")] == [None, None, "false"]
        assert read_bytes(written(page)) == page

    def test_of_a_line_our_tags_say_what_they_can(self):
        style = '<TextStyle fontFamily="Arial" italic="true" underlined="1"/>'
        page = page_of(region("r", inside=f"{COORDS}{line('l', 'one').replace('</TextLine>', style + '</TextLine>')}"))
        assert [t.tag for t in page.regions[0].lines[0].tags] == ["underline", "hi"]
        assert page.regions[0].lines[0].attributes == {"page:TextStyle": '<TextStyle fontFamily="Arial"/>'}
        assert read_bytes(written(page)) == page
