"""PAGE, one small file for each habit of a producer."""

import pytest

from editor.formats import pagexml, xml
from editor.formats.xml import FormatFault
from editor.model.source import SourceTag

COORDS = '<Coords points="0,0 100,0 100,50 0,50"/>'


def read(body, *, attributes='imageFilename="a.jpg" imageWidth="200" imageHeight="100"', date="2019-07-15", head=""):
    text = (
        f'<?xml version="1.0" encoding="UTF-8"?>{head}'
        f'<PcGts xmlns="http://schema.primaresearch.org/PAGE/gts/pagecontent/{date}">'
        f"<Metadata><Creator>maker</Creator></Metadata><Page {attributes}>{body}</Page></PcGts>"
    )
    return pagexml.read(xml.parse(text.encode(), "a.xml"), "a.xml")


def region(ident, text="", *, attributes="", inside=COORDS):
    lines = "".join(line(f"{ident}l{i}", t) for i, t in enumerate(text.split("|"))) if text else ""
    return f'<TextRegion id="{ident}" {attributes}>{inside}{lines}</TextRegion>'


def line(ident, text, *, attributes="", inside=COORDS):
    return f'<TextLine id="{ident}" {attributes}>{inside}<TextEquiv><Unicode>{text}</Unicode></TextEquiv></TextLine>'


def page_of(body, **more):
    return read(body, **more).pages[0]


def order_of(body):
    return [r.ident for r in page_of(body).regions]


def only_line(attributes="", text="one two three", inside=COORDS):
    inner = COORDS + line("l", text, attributes=attributes, inside=inside)
    return page_of(region("r", inside=inner)).regions[0].lines[0]


def test_what_the_file_says_of_itself():
    source = read(region("r", "a|b"), date="2013-07-15")
    assert (source.format, source.version, source.producer) == ("PAGE", "2013-07-15", "maker")
    assert (source.pages[0].image, source.pages[0].width, source.pages[0].height) == ("a.jpg", 200, 100)
    assert source.messages == ()


def test_prefixed_names_are_the_same_names():
    coords = '<pc:Coords points="1,1 2,1 2,2"/>'
    text = (
        '<pc:PcGts xmlns:pc="http://schema.primaresearch.org/PAGE/gts/pagecontent/2017-07-15">'
        f'<pc:Page imageFilename="a" imageWidth="9" imageHeight="9"><pc:TextRegion id="r">{coords}'
        f'<pc:TextLine id="l">{coords}<pc:TextEquiv><pc:Unicode>x</pc:Unicode></pc:TextEquiv></pc:TextLine>'
        "</pc:TextRegion></pc:Page></pc:PcGts>"
    )
    source = pagexml.read(xml.parse(text.encode(), "a.xml"), "a.xml")
    assert source.pages[0].regions[0].lines[0].text == "x"


class TestOrder:
    BODY = region("a") + region("b") + region("c")

    def test_the_element_decides(self):
        listed = (
            '<ReadingOrder><OrderedGroup id="g"><RegionRefIndexed index="1" regionRef="a"/>'
            '<RegionRefIndexed index="0" regionRef="c"/></OrderedGroup></ReadingOrder>'
        )
        assert order_of(listed + self.BODY) == ["c", "a", "b"]

    def test_groups_in_groups_and_names_that_lead_nowhere(self):
        listed = (
            '<ReadingOrder><UnorderedGroup id="u"><OrderedGroupIndexed id="g" index="0">'
            '<RegionRefIndexed index="2" regionRef="b"/><RegionRefIndexed index="1" regionRef="gone"/>'
            '</OrderedGroupIndexed><RegionRef regionRef="a"/></UnorderedGroup></ReadingOrder>'
        )
        source = read(listed + self.BODY)
        assert [r.ident for r in source.pages[0].regions] == ["b", "a", "c"]
        assert source.messages == ("The reading order names a region that is not there: gone.",)

    def test_a_group_that_stands_for_a_region_comes_before_its_members(self):
        listed = (
            '<ReadingOrder><OrderedGroup id="g"><OrderedGroupIndexed id="h" index="0" regionRef="c">'
            '<RegionRefIndexed index="0" regionRef="b"/></OrderedGroupIndexed></OrderedGroup></ReadingOrder>'
        )
        assert order_of(listed + self.BODY) == ["c", "b", "a"]

    def test_else_custom_decides_and_what_has_no_place_follows_its_neighbour(self):
        body = (
            region("a", attributes='custom="readingOrder {index:2;}"')
            + region("b")
            + region("c", attributes='custom="readingOrder {index:0;}"')
        )
        assert order_of(body) == ["c", "a", "b"]

    def test_an_order_of_nothing_that_is_there_leaves_it_to_custom(self):
        ref = '<RegionRefIndexed index="0" regionRef="x"/>'
        listed = f'<ReadingOrder><OrderedGroup id="g">{ref}</OrderedGroup></ReadingOrder>'
        body = region("a", attributes='custom="readingOrder {index:1;}"') + region(
            "b", attributes='custom="readingOrder {index:0;}"'
        )
        assert order_of(listed + body) == ["b", "a"]

    def test_nested_regions_follow_the_one_they_lie_in(self):
        nested = region("in", "x", attributes='custom="readingOrder {index:0;}"')
        body = (
            region("a", attributes='custom="readingOrder {index:1;}"', inside=COORDS + nested)
            + region("b", attributes='custom="readingOrder {index:0;}"')
            + region("c", attributes='custom="readingOrder {index:2;}"')
        )
        regions = page_of(body).regions
        assert [r.ident for r in regions] == ["b", "a", "in", "c"]
        assert regions[2].attributes["parent"] == "a"

    def test_lines_go_by_custom_and_keep_their_number_in_the_file(self):
        inner = COORDS + "".join(
            line(f"l{i}", text, attributes=f'custom="readingOrder {{index:{i};}}"')
            for i, text in ((2, "third"), (0, "first"), (1, "second"))
        )
        page = page_of(region("r", inside=inner))
        assert [ln.text for ln in page.regions[0].lines] == ["first", "second", "third"]
        assert [ln.text for ln in page.lines()] == ["third", "first", "second"]


class TestText:
    def test_the_lowest_index_counts_and_a_missing_one_is_none(self):
        equivs = (
            '<TextEquiv index="2"><Unicode>c</Unicode></TextEquiv><TextEquiv index="1" conf="0.4"><Unicode>b</Unicode>'
            '</TextEquiv><TextEquiv conf="0.9"><Unicode>a</Unicode></TextEquiv>'
        )
        body = region("r", inside=f'{COORDS}<TextLine id="l">{COORDS}{equivs}</TextLine>')
        found = page_of(body).regions[0].lines[0]
        assert (found.text, found.confidence) == ("a", 0.9)

    def test_comments_and_instructions_are_no_text(self):
        assert only_line(text="a<!-- no --><?no no?>b").text == "ab"

    def test_words_make_the_line_where_it_has_no_text(self):
        words = "".join(
            f'<Word id="w{i}"><Coords points="{i}0,0 {i}5,0 {i}5,9 {i}0,9"/>'
            f'<TextEquiv conf="0.{i}"><Unicode>{t}</Unicode></TextEquiv></Word>'
            for i, t in ((1, "one"), (2, "two"))
        )
        source = read(region("r", inside=f'{COORDS}<TextLine id="l">{COORDS}{words}</TextLine>'))
        found = source.pages[0].regions[0].lines[0]
        assert found.text == "one two"
        assert source.facts.characters == 7
        assert [(w.start, w.end, w.box, w.confidence) for w in found.words] == [
            (0, 3, (10, 0, 15, 9), 0.1),
            (4, 7, (20, 0, 25, 9), 0.2),
        ]

    def test_words_written_in_another_order_than_the_text_find_their_places(self):
        words = "".join(
            f'<Word id="w{i}">{COORDS}<TextEquiv><Unicode>{t}</Unicode></TextEquiv></Word>'
            for i, t in enumerate(("three", "two", "one", "one"))
        )
        found = only_line(text="one one two three", inside=COORDS + words)
        assert [found.text[w.start : w.end] for w in found.words] == ["one", "one", "two", "three"]

    def test_a_word_that_is_not_in_its_line_is_told(self):
        word = f'<Word id="w">{COORDS}<TextEquiv><Unicode>four</Unicode></TextEquiv></Word>'
        source = read(region("r", inside=COORDS + line("l", "one", inside=COORDS + word)))
        assert source.pages[0].regions[0].lines[0].words == ()
        assert source.messages == ("A word does not stand in the text of its line and lost its box: l.",)

    def test_glyphs_make_the_word_that_has_no_text(self):
        glyphs = "".join(f"<Glyph>{COORDS}<TextEquiv><Unicode>{c}</Unicode></TextEquiv></Glyph>" for c in "abc")
        body = region("r", inside=f'{COORDS}<TextLine id="l">{COORDS}<Word id="w">{COORDS}{glyphs}</Word></TextLine>')
        assert page_of(body).regions[0].lines[0].text == "abc"

    def test_plain_text_is_taken_where_unicode_is_empty_but_not_counted(self):
        equiv = "<TextEquiv><PlainText>abc</PlainText><Unicode></Unicode></TextEquiv>"
        source = read(region("r", inside=f'{COORDS}<TextLine id="l">{COORDS}{equiv}</TextLine>'))
        assert source.pages[0].regions[0].lines[0].text == "abc"
        assert source.facts.characters == 0
        assert source.messages == ("Text that stands only in PlainText was taken from there.",)

    def test_the_text_of_a_region_without_lines_becomes_lines_that_are_not_counted(self):
        inner = COORDS + "<TextEquiv><Unicode>one\ntwo\n\nthree\n</Unicode></TextEquiv>"
        source = read(region("r", inside=inner))
        assert [(ln.text, ln.outline) for ln in source.pages[0].regions[0].lines] == [
            ("one", ()),
            ("two", ()),
            ("three", ()),
        ]
        assert (source.facts.lines, source.facts.characters) == (0, 0)

    def test_tags_of_such_a_text_find_their_line(self):
        custom = 'custom="person {offset:4; length:3;} place {offset:2; length:4;} gap {offset:7; length:0;}"'
        inner = COORDS + "<TextEquiv><Unicode>one\ntwo</Unicode></TextEquiv>"
        one, two = page_of(region("r", attributes=custom, inside=inner)).regions[0].lines
        assert one.tags == (SourceTag("place", 2, 3, {}),)
        assert two.tags == (SourceTag("person", 0, 3, {}), SourceTag("place", 0, 2, {}), SourceTag("gap", 3, 3, {}))

    def test_empty_lines_take_the_text_of_their_region_where_it_has_as_many(self):
        inner = COORDS + line("l1", "") + line("l2", "") + "<TextEquiv><Unicode>one\ntwo</Unicode></TextEquiv>"
        source = read(region("r", inside=inner))
        lines = source.pages[0].regions[0].lines
        assert [(ln.text, ln.ident, bool(ln.outline)) for ln in lines] == [("one", "l1", True), ("two", "l2", True)]
        assert (source.facts.lines, source.facts.characters) == (2, 0)
        assert "were given that of the region" in source.messages[0]

    def test_a_region_that_says_more_than_its_lines_is_told(self):
        inner = COORDS + line("l1", "one") + "<TextEquiv><Unicode>one\nand more</Unicode></TextEquiv>"
        assert "differs from that of its lines" in read(region("r", inside=inner)).messages[0]

    def test_a_line_break_inside_a_line_becomes_a_space_after_counting(self):
        source = read(region("r", inside=COORDS + line("l", "one&#10;two\u2028three\n")))
        assert source.pages[0].regions[0].lines[0].text == "one two three"
        assert source.facts.characters == 14
        assert source.messages == ("A line break inside a line became a space: l.",)

    def test_illegal_characters_and_marks_of_direction_are_told(self):
        source = read(region("r", inside=COORDS + line("l", "a\ufdd0b\u202ec")))
        assert source.pages[0].regions[0].lines[0].text == "a\ufffdb\u202ec"
        assert len(source.messages) == 2

    @pytest.mark.parametrize(
        "text", ["e\u0301", "\u017f\u2e17", "\ue8bf\U0001d4d0", "\u00ac \u00ad \u00a0 \u202f", "\u0627"]
    )
    def test_unusual_letters_are_kept_code_point_for_code_point(self, text):
        assert only_line(text=text).text == text


class TestTables:
    def test_cells_of_transkribus_give_their_lines_row_and_column(self):
        cells = "".join(
            f'<TableCell row="{r}" col="{c}" rowSpan="1" colSpan="2">{COORDS}{line(f"l{r}{c}", f"{r}{c}")}</TableCell>'
            for r, c in ((0, 0), (0, 1), (1, 0))
        )
        table = page_of(f'<TableRegion id="t">{COORDS}{cells}</TableRegion>').regions[0]
        assert table.kind == "table"
        assert [(ln.text, ln.attributes["row"], ln.attributes["column"]) for ln in table.lines] == [
            ("00", "0", "0"),
            ("01", "0", "1"),
            ("10", "1", "0"),
        ]
        assert table.lines[0].attributes["colspan"] == "2"

    def test_a_cell_with_text_and_no_line_gets_one(self):
        cell = f'<TableCell row="0" col="0">{COORDS}<TextEquiv><Unicode>x</Unicode></TextEquiv></TableCell>'
        source = read(f'<TableRegion id="t">{COORDS}{cell}</TableRegion>')
        assert [ln.text for ln in source.pages[0].regions[0].lines] == ["x"]
        assert source.facts.lines == 0

    def test_cells_of_the_standard_are_regions_with_a_role(self):
        role = '<Roles><TableCellRole rowIndex="2" columnIndex="3" header="true"/></Roles>'
        inner = region("c", "x", inside=COORDS + role)
        cell = page_of(f'<TableRegion id="t">{COORDS}{inner}</TableRegion>').regions[1]
        assert cell.attributes == {"row": "2", "column": "3", "header": "true", "parent": "t"}


class TestKinds:
    @pytest.mark.parametrize(
        ("attributes", "kind"),
        [
            ("", "paragraph"),
            ('type="heading"', "heading"),
            ('type="marginalia"', "marginalia"),
            ('type="page-number"', "page-number"),
            ('type="signature-mark"', "other"),
            ('type="other" custom="structure {type:routing;}"', "routing"),
            ('type="paragraph" custom="structure {type:MainZone;}"', "paragraph"),
            ('type="paragraph" custom="structure {type:MarginTextZone:note#2;}"', "marginalia"),
            ('type="other" custom="structure {type:release;}"', "release-banner"),
            ('type="other" custom="structure {type:StampZone\\u003areview;}"', "review-stamp"),
            ('type="heading" custom="structure {type:no-name-of-ours;}"', "heading"),
        ],
    )
    def test_custom_wins_where_it_names_a_kind(self, attributes, kind):
        assert page_of(region("r", "x", attributes=attributes)).regions[0].kind == kind

    def test_a_label_of_segmonto_counts_before_the_type(self):
        labels = '<Labels externalModel="SegmOnto"><Label value="RunningTitleZone:classification"/></Labels>'
        found = page_of(region("r", attributes='type="header"', inside=COORDS + labels)).regions[0]
        assert (found.kind, found.native) == ("classification", "RunningTitleZone:classification")

    @pytest.mark.parametrize(
        ("element", "type_", "kind"),
        [
            ("ImageRegion", "", "image"),
            ("GraphicRegion", "stamp", "stamp"),
            ("GraphicRegion", "signature", "signature"),
            ("GraphicRegion", "logo", "image"),
            ("SeparatorRegion", "", "separator"),
            ("MathsRegion", "", "other"),
            ("NoiseRegion", "", "other"),
        ],
    )
    def test_regions_that_are_not_text(self, element, type_, kind):
        found = page_of(f'<{element} id="x" type="{type_}">{COORDS}</{element}>').regions[0]
        assert (found.kind, found.lines) == (kind, ())

    def test_the_words_of_a_stamp_are_of_its_kind(self):
        inner = region("t", "SEEN", attributes='type="other"')
        graphic, text = page_of(f'<GraphicRegion id="g" type="stamp">{COORDS}{inner}</GraphicRegion>').regions
        assert (graphic.kind, text.kind, text.lines[0].text) == ("stamp", "stamp", "SEEN")

    @pytest.mark.parametrize(("said", "rotation"), [("90", "270"), ("-90.0", "90"), ("0.0", None), ("0.5", "359.5")])
    def test_the_turn_that_corrects_becomes_the_turn_there_is(self, said, rotation):
        found = page_of(region("r", attributes=f'orientation="{said}"')).regions[0]
        assert found.attributes.get("rotation") == rotation

    def test_what_else_a_region_says_is_kept(self):
        attributes = (
            'primaryLanguage="Latin" readingDirection="right-to-left" comments="faint" '
            'custom="language {type:heb;} language {type:deu;} split {type: train;}"'
        )
        assert page_of(region("r", attributes=attributes)).regions[0].attributes == {
            "language": "Latin",
            "direction": "right-to-left",
            "comments": "faint",
            "custom:language": "heb deu",
            "custom:split": "train",
        }


class TestHands:
    def test_of_a_region(self):
        assert page_of(region("r", "x", attributes='production="handwritten-cursive"')).regions[0].hand == "handwriting"
        assert page_of(region("r", "x", attributes='custom="hand {ref:h-ink;}"')).regions[0].hand == "h-ink"

    def test_of_one_line_among_others(self):
        inner = COORDS + line("l1", "typed") + line("l2", "inked", attributes='production="handwritten-cursive"')
        found = page_of(region("r", inside=inner)).regions[0]
        assert found.hand is None
        assert [ln.tags for ln in found.lines] == [(), (SourceTag("hand", 0, 5, {"hand": "handwriting"}),)]

    def test_of_all_lines(self):
        inner = COORDS + line("l1", "inked", attributes='production="handwritten-cursive"')
        found = page_of(region("r", inside=inner)).regions[0]
        assert (found.hand, found.lines[0].tags) == ("handwriting", ())


class TestShapes:
    @pytest.mark.parametrize(
        "points",
        [
            "",
            "0,0 5,5",
            "0,0 nan,5 5,5",
            "0,0 inf,5 1e4,5",
            "0,0 99999999,5 5,5",
            "\u0661,\u0662 5,5 9,9",
            "1,1 2,2 3",
            "a",
        ],
    )
    def test_an_outline_that_cannot_be_used_is_left_out_and_told(self, points):
        source = read(region("r", inside=f'<Coords points="{points}"/>' + line("l", "kept")))
        found = source.pages[0].regions[0]
        assert (found.outline, found.lines[0].text) == ((), "kept")
        assert source.messages == ("An outline could not be used and was left out, the text is kept: r.",)

    def test_more_points_than_an_outline_has_are_left_out_and_a_million_refused(self):
        many = " ".join(f"{i % 100},{i % 90}" for i in range(20_001))
        source = read(region("r", inside=f'<Coords points="{many}"/>'))
        assert source.pages[0].regions[0].outline == ()
        with pytest.raises(FormatFault, match="outlines is"):
            read(region("r", inside=f'<Coords points="{many * 20}"/>'))

    def test_points_as_children_and_fractions(self):
        coords = '<Coords><Point x="1" y="2"/><Point x="3.25" y="4"/><Point x="5" y="6"/></Coords>'
        assert page_of(region("r", inside=coords)).regions[0].outline == ((1, 2), (3.25, 4), (5, 6))

    def test_a_missing_outline_is_told(self):
        source = read(region("r", inside=""))
        assert source.messages == ("A region or line has no outline: r.",)

    def test_a_baseline_of_one_point_is_left_out_and_told(self):
        source = read(region("r", inside=COORDS + line("l", "x", inside=COORDS + '<Baseline points="1,1"/>')))
        assert source.messages == ("A baseline could not be used and was left out: l.",)

    def test_what_reaches_out_of_the_page_is_kept_and_told(self):
        source = read(region("r", inside='<Coords points="-5,-5 10,0 5000,9000"/>'))
        assert source.pages[0].regions[0].outline == ((-5, -5), (10, 0), (5000, 9000))
        assert "reaches out of the page" in source.messages[0]

    @pytest.mark.parametrize("size", ['imageWidth="0" imageHeight="0"', 'imageWidth="foo" imageHeight="9"', ""])
    def test_a_page_size_that_is_none_is_told(self, size):
        assert "not usable" in read(region("r", "x"), attributes=size).messages[0]


class TestTold:
    def test_an_id_used_twice(self):
        source = read(region("r", "a") + region("r", "b"))
        assert [r.lines[0].text for r in source.pages[0].regions] == ["a", "b"]
        assert source.messages == ("2 ids are used more than once, all are kept: r, rl0.",)

    def test_an_include_is_not_followed(self):
        include = '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd" parse="text"/>'
        source = read(include + region("r", "x"))
        assert source.messages == ("An element that is not PAGE's (include) was passed over, not followed.",)

    def test_a_dtd_outside_is_not_loaded(self):
        source = read(region("r", "x"), head='<!DOCTYPE PcGts SYSTEM "file:///etc/passwd">')
        assert "was not loaded" in source.messages[0]

    def test_no_page_at_all(self):
        with pytest.raises(FormatFault, match="without a page"):
            pagexml.read(xml.parse(b"<PcGts/>", "a.xml"), "a.xml")
