"""ALTO as we write it: it comes back as it left, it is valid, and others find in it what they look for."""

import importlib.util
import re
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from editor.formats import alto, kinds, known, xml
from editor.formats.about import About
from editor.formats.flow import fullest
from editor.model.geometry import rectangle
from editor.model.source import SourceLine, SourcePage, SourceRegion, SourceTag, SourceWord
from tests.conftest import SHARED
from tests.formats import corpus
from tests.formats.random_pages import pages

ABOUT = About(title="A memo", version="1.2", created="2026-01-02T03:04:05+00:00")
SCHEMAS = SHARED / "schemas"


def read(data):
    return alto.read(xml.parse(data, "a.xml"), "a.xml").pages[0]


@pytest.fixture(scope="module")
def schema():
    if not SCHEMAS.is_dir():
        pytest.skip(f"needs the schemas at {SCHEMAS}")
    spec = importlib.util.spec_from_file_location("load_xsd", SCHEMAS / "load_xsd.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.load(str(SCHEMAS / "alto" / "alto-4-4.xsd"))


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(page=pages())
def test_what_is_written_comes_back(page):
    said = alto.sayable(page, ABOUT)
    data = alto.write(page, ABOUT)
    assert read(data) == said
    assert alto.sayable(said, ABOUT) == said
    assert alto.write(said, ABOUT) == data


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(page=pages())
def test_what_is_written_is_valid(schema, page):
    assert schema.validate(xml.parse(alto.write(page, ABOUT), "a.xml")), schema.error_log


@pytest.mark.parametrize("entry", corpus.parsed("ALTO", "PAGE", "hOCR"))
def test_files_of_others_come_back_and_are_valid(schema, entry):
    for page in known.read(corpus.path(entry)).pages:
        data = alto.write(page, ABOUT)
        assert schema.validate(xml.parse(data, "a.xml")), schema.error_log
        back = read(data)
        assert back == alto.sayable(page, ABOUT)
        assert alto.write(back, ABOUT) == data


NOT_VALID = {
    "ocrd-kant-mets/OCR-D-GT-ALTO/PAGE_0017_ALTO.xml": "refers to styles that it does not define",
    "ocrd-kant-mets/OCR-D-GT-ALTO/PAGE_0020_ALTO.xml": "refers to styles that it does not define",
    "alto-board-glyph-samples/00004_GlyphShortened.xml": "has glyphs of a form no version knows",
}


@pytest.mark.parametrize("entry", corpus.parsed("ALTO"))
def test_all_detail_of_files_of_others_comes_back(entry):
    if entry["file"] in NOT_VALID:
        pytest.skip(f"it {NOT_VALID[entry['file']]}")
    for page in known.read(corpus.path(entry)).pages:
        back = read(alto.write(page, ABOUT))
        said = {k: v for k, v in page.attributes.items() if "unit" not in page.attributes or k not in ("unit", "dpi")}
        assert back.attributes == said
        for before, after in zip(page.regions, back.regions, strict=True):
            assert after.attributes == before.attributes
            for was, now in zip(before.lines, after.lines, strict=True):
                assert now == replace(was, number=now.number, ident=now.ident)


@st.composite
def _strings(draw):
    attributes = draw(
        st.dictionaries(
            st.sampled_from(
                ["ID", "CC", "STYLE", "STYLEREFS", "CS", "LANG", "SUBS_TYPE", "SUBS_CONTENT", "WC", "TAGREFS", "HPOS"]
            ),
            st.sampled_from(
                ["s1", "9 9", "bold", "underline", "F1", "F2 P1 gone", "true", "de", "HypPart1", "0.5", "T1"]
            ),
            max_size=4,
        )
    )
    box = draw(st.sampled_from(["", 'VPOS="2" WIDTH="30" HEIGHT="4"']))
    inside = draw(
        st.lists(
            st.sampled_from(
                [
                    "<ALTERNATIVE>Haus</ALTERNATIVE>",
                    '<ALTERNATIVE PURPOSE="x">a </ALTERNATIVE>',
                    '<Glyph CONTENT="a" ID="g1" GC="0.5" HPOS="3"><Variant CONTENT="o" VC="2"/></Glyph>',
                    '<Glyph CONTENT="ab"/>',
                    '<Shape><Polygon POINTS="1,2 3 4 5,6.25"/></Shape>',
                    "<Shape><Polygon/></Shape>",
                ]
            ),
            max_size=3,
        )
    )
    said = " ".join(f'{name}="{value}"' for name, value in attributes.items())
    content = draw(st.sampled_from(["in", "spection", "a b", "", "in-", "\u00a0", "x\u00ad"]))
    return f'<String CONTENT="{content}" {said} {box}>{"".join(inside)}</String>'


@st.composite
def files_of_others(draw):
    """Draw an ALTO file with details in its Strings, good and bad ones."""
    parts = st.lists(st.one_of(_strings(), st.just("<SP/>"), st.just('<HYP CONTENT="-"/>')), max_size=5)
    lines = draw(st.lists(parts, max_size=4))
    styles = draw(
        st.sampled_from(["", '<TextStyle ID="F1" FONTSTYLE="underline"/><ParagraphStyle ID="P1" ALIGN="Up"/>'])
    )
    unit = draw(st.sampled_from(["pixel", "mm10"]))
    body = "".join(f'<TextLine ID="l{n}" STYLEREFS="F1 x">{"".join(line)}</TextLine>' for n, line in enumerate(lines))
    nested = draw(st.sampled_from(["", '<ComposedBlock ID="c" TYPE="t" HPOS="1" VPOS="1" WIDTH="9" HEIGHT="9" {}>']))
    block = f'<TextBlock ID="b" IDNEXT="b2" CS="yes">{body}</TextBlock><TextBlock ID="b2" STYLEREFS="P1"/>'
    if nested:
        block = f"{nested.format('')}{block}</ComposedBlock>"
    return (
        f"<alto><Description><MeasurementUnit>{unit}</MeasurementUnit><OCRProcessing ID='o'><ocrProcessingStep>"
        "<processingDateTime>yesterday</processingDateTime><processingSoftware><softwareName>x</softwareName>"
        f"</processingSoftware></ocrProcessingStep></OCRProcessing></Description><Styles>{styles}</Styles><Tags>"
        "<OtherTag ID='T1' TYPE='boat' LABEL='Anna'/></Tags><Layout><Page ID='p' WIDTH='300' HEIGHT='400' ACCURACY='88'"
        f" QUALITY='poor' PROCESSING='o'><PrintSpace>{block}</PrintSpace></Page></Layout></alto>"
    )


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(text=files_of_others())
def test_what_others_say_of_words_comes_back(schema, text):
    page = read(text.encode())
    data = alto.write(page, ABOUT)
    assert schema.validate(xml.parse(data, "a.xml")), schema.error_log
    back = read(data)
    assert back == alto.sayable(page, ABOUT)
    assert alto.write(back, ABOUT) == data
    assert [line.text for line in back.lines()] == [line.text for line in page.lines()]


class TestWhatOthersFind:
    """The file as a reader finds it that knows ALTO and nothing of ours."""

    BOX = (10, 20, 110, 50)

    @staticmethod
    def line(text, *tags, words=(), **more):
        return SourceLine(text, tags=tags, words=tuple(words), ident="l1", **more)

    @staticmethod
    def element(*lines, name="TextLine", **more):
        region = SourceRegion("paragraph", rectangle((0, 0, 200, 90)), tuple(lines), "r1", **more)
        root = xml.parse(alto.write(SourcePage("a.jpg", 200, 100, (region,)), ABOUT), "a.xml")
        return [e for e in root.iter() if xml.local(e) == name]

    def words(self, text, confidence=0.5):
        found, at = [], 0
        for word in text.split():
            at = text.index(word, at)
            found.append(SourceWord(at, at + len(word), (at, 0, at + len(word), 9), confidence))
            at += len(word)
        return found

    def strings(self, *lines):
        return [[(xml.local(part), part.get("CONTENT")) for part in found] for found in self.element(*lines)]

    def test_a_word_a_string_and_the_blank_between(self):
        text = "On  Jan 3"
        found = self.element(self.line(text, words=self.words(text)))[0]
        assert [(xml.local(e), e.get("CONTENT"), e.get("WC"), e.get("HPOS")) for e in found] == [
            ("String", "On", "0.5", "0"),
            ("SP", None, None, None),
            ("String", "", None, None),
            ("SP", None, None, None),
            ("String", "Jan", "0.5", "4"),
            ("SP", None, None, None),
            ("String", "3", "0.5", "8"),
        ]

    def test_a_line_without_words_in_one_string_with_its_box(self):
        found = self.element(self.line("a whole line", outline=rectangle(self.BOX), confidence=0.75), name="String")
        assert [(e.get("CONTENT"), e.get("WC"), e.get("WIDTH")) for e in found] == [("a whole line", "0.75", "100")]

    def test_a_tag_is_named_at_every_string_it_touches_and_words_stay_whole(self):
        tag = SourceTag("person", 5, 14, {"name": "Roe, Richard", "ref": "#roe"})
        half = SourceTag("unclear", 17, 19, {})
        root = self.element(self.line("Dear Ricky Roe, friend", tag, half), name="alto")[0]
        tags = {e.get("ID"): e for e in xml.child(root, "Tags")}
        named = [
            (e.get("CONTENT"), [(xml.local(tags[i]), tags[i].get("TYPE"), tags[i].get("LABEL")) for i in ids.split()])
            for e in root.iter()
            if xml.local(e) == "String" and (ids := e.get("TAGREFS"))
        ]
        person = ("NamedEntityTag", "person", "Roe, Richard")
        assert named == [("Ricky", [person]), ("Roe,", [person]), ("friend", [("OtherTag", "unclear", "unclear")])]

    def test_what_is_struck_or_underlined_looks_like_it(self):
        tags = (SourceTag("del", 0, 3), SourceTag("underline", 4, 7), SourceTag("underline", 8, 9))
        root = self.element(self.line("was not sure", *tags), name="alto")[0]
        styles = {e.get("ID"): e.get("FONTSTYLE") for e in xml.child(root, "Styles")}
        looks = {e.get("CONTENT"): styles.get(e.get("STYLEREFS")) for e in root.iter() if e.get("CONTENT")}
        assert looks == {"was": "strikethrough", "not": "underline", "sure": None}  # only a part of it is

    def test_an_abbreviation_and_its_long_form(self):
        found = self.element(
            self.line("the UN", SourceTag("abbrev", 4, 6, {"expansion": "United Nations"})), name="String"
        )
        assert [(e.get("SUBS_TYPE"), e.get("SUBS_CONTENT")) for e in found] == [
            (None, None),
            ("Abbreviation", "United Nations"),
        ]

    def test_a_word_cut_by_the_line_end_is_said_whole_at_both_parts(self):
        lines = [self.line("the in-", SourceTag("date", 0, 3)), self.line("spection went", SourceTag("date", 9, 13))]
        found = self.element(*lines)
        assert self.strings(*lines)[0][-1] == ("HYP", "-")
        said = [(e.get("CONTENT"), e.get("SUBS_TYPE"), e.get("SUBS_CONTENT")) for line in found for e in line]
        assert ("in", "HypPart1", "inspection") in said
        assert ("spection", "HypPart2", "inspection") in said

    def test_a_hyphen_without_evidence_stays_in_the_word(self):
        lines = [self.line("Kennedy-", SourceTag("person", 0, 8)), self.line("Khrushchev", SourceTag("person", 0, 10))]
        assert self.strings(*lines)[0] == [("String", "Kennedy-")]
        assert not any(e.get("SUBS_TYPE") for e in self.element(*lines, name="String"))

    def test_a_checked_line_and_its_baseline(self):
        found = self.element(self.line("x", verified=True, baseline=((1, 9), (5, 8.5), (9, 9))))[0]
        assert (found.get("CS"), found.get("BASELINE")) == ("true", "1,9 5,8.5 9,9")

    def test_the_order_of_reading_and_what_the_file_says_of_itself(self):
        root = self.element(self.line("x"), name="alto")[0]
        assert [e.get("REF") for e in root.iter() if xml.local(e) == "ElementRef"] == ["r1"]
        software = xml.descend(root, "Description", "Processing", "processingSoftware")
        assert [xml.text_of(e) for e in software] == ["Muniment", "1.2"]
        assert xml.text_of(xml.descend(root, "Description", "sourceImageInformation", "documentIdentifier")) == "A memo"

    @pytest.mark.parametrize("kind", [kind.name for kind in fullest().kinds])
    def test_kinds_are_labels_of_segmonto(self, kind):
        page = SourcePage("a.jpg", 200, 100, (SourceRegion(kind, rectangle((1, 1, 9, 9)), ident="r1"),))
        root = xml.parse(alto.write(page, ABOUT), "a.xml")
        label = next(e.get("LABEL") for e in root.iter() if xml.local(e) == "LayoutTag")
        assert re.fullmatch(r"[A-Z][A-Za-z]+Zone(:[a-z-]+)?", label)
        assert kinds.labelled((label,)) == kind
        block = next(e for e in root.iter() if e.get("ID") == "r1")
        figures = {"image", "seal", "damage", "redaction"}
        expected = "Illustration" if kind in figures else "GraphicalElement" if kind == "separator" else "TextBlock"
        assert xml.local(block) == expected


class TestStillTrue:
    """What was kept of a file goes back only as long as it is true."""

    GLYPH = '<Glyph CONTENT="w" HPOS="1"/>'

    def page(self, attributes="", inside="", box='HPOS="1" VPOS="1" WIDTH="9" HEIGHT="9"'):
        text = (
            '<alto><Styles><TextStyle ID="U" FONTSTYLE="underline"/><TextStyle ID="B" FONTSTYLE="bold"/></Styles>'
            '<Layout><Page ID="p" WIDTH="100" HEIGHT="90"><PrintSpace>'
            '<ComposedBlock ID="c" TYPE="article" HPOS="0" VPOS="0" WIDTH="50" HEIGHT="50">'
            f'<TextBlock ID="b" IDNEXT="n"><TextLine ID="l"><String CONTENT="was" {attributes} {box}>{inside}</String>'
            '<SP/><String CONTENT="so"/></TextLine></TextBlock><TextBlock ID="n"/></ComposedBlock>'
            "</PrintSpace></Page></Layout></alto>"
        )
        return read(text.encode())

    @staticmethod
    def changed(page, **more):
        first, *others = page.regions
        return replace(page, regions=(replace(first, lines=(replace(first.lines[0], **more),)), *others))

    def test_nothing_is_lost_where_nothing_changed(self):
        page = self.page('CC="9 9 9" STYLEREFS="B" ID="s"', self.GLYPH)
        assert alto.sayable(page) == replace(page, regions=alto.sayable(page).regions)
        back = read(alto.write(page, ABOUT)).regions[0].lines[0]
        assert back == page.regions[0].lines[0]
        assert all(said in back.attributes["alto:raw"] for said in ('CC="9 9 9"', 'STYLEREFS="B"', 'ID="s"', "<Glyph"))

    def test_other_words_lose_it(self):
        page = self.changed(self.page('CC="9 9 9"'), text="wax so", words=())
        assert b"CC=" not in alto.write(page, ABOUT)

    def test_a_box_that_moved_loses_its_glyphs(self):
        page = self.page('CC="9 9 9"', self.GLYPH)
        word = replace(page.regions[0].lines[0].words[0], box=(2, 2, 20, 20))
        data = alto.write(self.changed(page, words=(word,)), ABOUT)
        assert (b"Glyph" in data, b"CC=" in data) == (False, True)

    def test_an_underline_that_was_taken_away_loses_its_style(self):
        page = self.page('STYLEREFS="U B" STYLE="underline bold"')
        assert page.regions[0].lines[0].tags == (SourceTag("underline", 0, 3),)
        back = read(alto.write(page, ABOUT))
        assert 'STYLEREFS="U B" STYLE="underline bold"' in back.regions[0].lines[0].attributes["alto:raw"]
        without = read(alto.write(self.changed(page, tags=()), ABOUT)).regions[0].lines[0]
        assert without.tags == ()
        assert 'STYLEREFS="B" STYLE="bold"' in without.attributes["alto:raw"]

    def test_rival_readings_stay_at_their_word_until_they_change(self):
        page = self.page(inside='<ALTERNATIVE PURPOSE="old">vas</ALTERNATIVE>')
        assert page.regions[0].lines[0].alternatives == ("vas so",)
        assert b'<ALTERNATIVE PURPOSE="old">vas</ALTERNATIVE>' in alto.write(page, ABOUT)
        more = alto.write(self.changed(page, alternatives=("vas so", "has so")), ABOUT)
        assert b'<ALTERNATIVE PURPOSE="line">has so</ALTERNATIVE>' in more
        assert read(more).regions[0].lines[0].alternatives == ("vas so", "has so")

    def test_the_next_block_is_named_while_it_is_there(self):
        page = self.page()
        assert b'IDNEXT="n"' in alto.write(page, ABOUT)
        assert b"IDNEXT" not in alto.write(replace(page, regions=page.regions[:1]), ABOUT)

    def test_a_block_that_holds_others_has_its_box_on_a_page_of_the_same_size(self):
        page = self.page()
        assert b'<ComposedBlock ID="c" HPOS="0" VPOS="0" WIDTH="50" HEIGHT="50" TYPE="article">' in alto.write(
            page, ABOUT
        )
        assert b'<ComposedBlock ID="c" TYPE="article">' in alto.write(replace(page, width=200, height=180), ABOUT)
        assert b"ComposedBlock" not in alto.write(replace(page, regions=()), ABOUT).split(b"<Layout>")[1]

    def test_the_label_of_a_kind_is_kept_while_it_says_the_kind(self):
        region = SourceRegion("marginalia", ident="r", native="MarginTextZone:left#2")
        page = SourcePage(regions=(region,))
        assert b'LABEL="MarginTextZone:left#2"' in alto.write(page, ABOUT)
        assert b'LABEL="StampZone"' in alto.write(SourcePage(regions=(replace(region, kind="stamp"),)), ABOUT)

    def test_what_other_formats_keep_stays_with_them(self):
        region = SourceRegion("paragraph", ident="r", attributes={"page:align": "left", "hocr:x_size": "3"})
        assert alto.sayable(SourcePage(regions=(region,))).regions[0].attributes == {}


def test_no_place_and_no_size_are_allowed(schema):
    data = alto.write(SourcePage(regions=(SourceRegion("paragraph", lines=(SourceLine("x"),)),)), ABOUT)
    assert schema.validate(xml.parse(data, "a.xml")), schema.error_log
    assert (read(data).width, read(data).regions[0].outline) == (0, ())


def test_a_file_of_ours_that_others_spoiled_is_read_all_the_same():
    region = SourceRegion(
        "person", lines=(SourceLine("a b", tags=(SourceTag("person", 0, 2, {"cert": "x"}),)),), ident="r"
    )
    data = alto.write(SourcePage(regions=(region,)), ABOUT)
    for old, new in (
        (b'end="2"', b'end="99999"'),
        (b'start="0"', b'start="-9"'),
        (b'name="cert"', b""),
        (b'end="2"', b""),
    ):
        assert old in data
        tag = read(data.replace(old, new)).regions[0].lines[0].tags[0]
        assert (tag.tag, 0 <= tag.start <= tag.end <= 3) == ("person", True)
