"""ALTO, one small file for each habit of a producer."""

import math

import pytest

from editor.formats import alto, xml
from editor.formats.xml import FormatFault
from editor.model.geometry import bounds
from editor.model.source import SourceTag, SourceWord

V4 = "http://www.loc.gov/standards/alto/ns-v4#"
BOX = 'HPOS="10" VPOS="20" WIDTH="100" HEIGHT="30"'
SQUARE = ((10, 20), (110, 20), (110, 50), (10, 50))


def read(body, *, unit="<MeasurementUnit>pixel</MeasurementUnit>", tags="", page='WIDTH="200" HEIGHT="100"', space=V4):
    text = (
        f'<alto xmlns="{space}"><Description>{unit}<sourceImageInformation><fileName> a.jpg\n</fileName>'
        f"</sourceImageInformation></Description>{tags}<Layout><Page ID='p' {page}>{body}</Page></Layout></alto>"
    )
    return alto.read(xml.parse(text.encode(), "a.xml"), "a.xml")


def printed(*blocks, **more):
    return read(f"<PrintSpace>{''.join(blocks)}</PrintSpace>", **more)


def block(ident, *lines, attributes=BOX, inside=""):
    return f'<TextBlock ID="{ident}" {attributes}>{inside}{"".join(lines)}</TextBlock>'


def line(ident, *parts, attributes=BOX):
    return f'<TextLine ID="{ident}" {attributes}>{"".join(parts)}</TextLine>'


def string(text, attributes=""):
    return f'<String CONTENT="{text}" {attributes}/>'


SP = "<SP/>"


def only_line(*parts, attributes=BOX, **more):
    return printed(block("b", line("l", *parts, attributes=attributes)), **more).pages[0].regions[0].lines[0]


def test_what_the_file_says_of_itself():
    source = printed(block("b", line("l", string("x"))))
    assert (source.format, source.version, source.pages[0].image) == ("ALTO", "ns-v4", "a.jpg")
    assert (source.pages[0].width, source.pages[0].height, source.messages) == (200, 100, ())


@pytest.mark.parametrize(
    ("space", "version"),
    [
        ("", "no namespace"),
        ("http://www.loc.gov/standards/alto/ns-v2#", "ns-v2"),
        ("http://schema.ccs-gmbh.com/ALTO", "http://schema.ccs-gmbh.com/ALTO"),
        ("http://bibnum.bnf.fr/ns/alto_prod", "http://bibnum.bnf.fr/ns/alto_prod"),
    ],
)
def test_any_namespace_or_none(space, version):
    source = printed(block("b", line("l", string("x"))), space=space)
    assert (source.version, source.facts.lines, source.pages[0].regions[0].lines[0].text) == (version, 1, "x")


class TestText:
    @pytest.mark.parametrize(
        ("parts", "text"),
        [
            ((string("one"), SP, string("two")), "one two"),
            ((string("one"), string("two"), string("three")), "one two three"),
            ((string("one"), string(","), SP, string("two")), "one, two"),
            ((string("in"), '<HYP CONTENT="-"/>'), "in-"),
            ((string("a"), string("in"), '<HYP CONTENT="\u00ac"/>'), "a in\u00ac"),
            ((string("a whole line in one"),), "a whole line in one"),
            ((), ""),
            ((string(""), SP), " "),
        ],
    )
    def test_strings_spaces_and_hyphens(self, parts, text):
        assert only_line(*parts).text == text

    def test_words_have_their_places_boxes_and_confidences(self):
        found = only_line(string("one", f'{BOX} WC="0.5"'), SP, string("two", 'WC="2"'), '<HYP CONTENT="-"/>')
        assert found.words == (SourceWord(0, 3, (10, 20, 110, 50), 0.5), SourceWord(4, 7, None, None))

    def test_a_line_in_one_string_has_its_confidence_and_no_words(self):
        found = only_line(string("a whole line", 'WC="0.25"'))
        assert (found.words, found.confidence) == ((), 0.25)

    def test_alternatives_are_rival_readings_of_the_line(self):
        found = only_line(
            string("the"),
            SP,
            '<String CONTENT="cat"><ALTERNATIVE>oat</ALTERNATIVE><ALTERNATIVE>cat</ALTERNATIVE></String>',
            SP,
            '<String CONTENT="sat"><ALTERNATIVE PURPOSE="x">set</ALTERNATIVE></String>',
        )
        assert (found.text, found.alternatives) == ("the cat sat", ("the oat sat", "the cat set"))

    def test_alternatives_and_glyphs_are_no_text(self):
        glyph = '<Glyph CONTENT="a"><Variant CONTENT="z"/></Glyph>'
        assert only_line(f'<String CONTENT="ab"><ALTERNATIVE>xy</ALTERNATIVE>{glyph}</String>').text == "ab"


class TestShapes:
    @pytest.mark.parametrize(
        ("baseline", "points"),
        [
            ("42", ((10, 42), (110, 42))),
            ("42.5", ((10, 42.5), (110, 42.5))),
            ("10 42 110 40", ((10, 42), (110, 40))),
            ("10,42 110,40", ((10, 42), (110, 40))),
            ("10,42 60,41 110,40", ((10, 42), (60, 41), (110, 40))),
        ],
    )
    def test_the_forms_of_a_baseline(self, baseline, points):
        assert only_line(string("x"), attributes=f'{BOX} BASELINE="{baseline}"').baseline == points

    @pytest.mark.parametrize("baseline", ["", "a", "1 2 3", "nan 1 2 3"])
    def test_a_baseline_that_cannot_be_used_is_told(self, baseline):
        source = printed(block("b", line("l", string("x"), attributes=f'{BOX} BASELINE="{baseline}"')))
        assert source.messages == ("A baseline could not be used and was left out: l.",)

    @pytest.mark.parametrize("points", ["1,2 3,4 5,6", "1 2 3 4 5 6", "1.0,2 3,4 5,6"])
    def test_polygons_go_before_boxes_in_both_forms(self, points):
        shape = f'<Shape><Polygon POINTS="{points}"/></Shape>'
        found = printed(block("b", line("l", shape, string("x")), inside=shape)).pages[0].regions[0]
        assert found.outline == found.lines[0].outline == ((1, 2), (3, 4), (5, 6))

    def test_a_polygon_that_cannot_be_used_leaves_the_box(self):
        assert only_line('<Shape><Polygon POINTS="1,2"/></Shape>', string("x")).outline == SQUARE

    @pytest.mark.parametrize(
        "shape",
        [
            '<Circle HPOS="50" VPOS="60" RADIUS="10"/>',
            '<Ellipse HPOS="50" VPOS="60" HLENGTH="20" VLENGTH="20"/>',
            '<Ellipse HPOS="50" VPOS="60" HLENGTH="20" VLENGTH="20" ROTATION="45"/>',
        ],
    )
    def test_round_shapes_become_polygons_and_that_is_told(self, shape):
        source = printed(block("b", inside=f"<Shape>{shape}</Shape>"))
        outline = source.pages[0].regions[0].outline
        assert len(outline) == 24
        assert all(math.dist(at, (50, 60)) == pytest.approx(10, abs=0.01) for at in outline)
        assert source.messages == ("An ellipse or a circle became an outline of 24 points.",)

    def test_an_ellipse_is_turned_against_the_clock(self):
        shape = '<Shape><Ellipse HPOS="50" VPOS="60" HLENGTH="40" VLENGTH="10" ROTATION="90"/></Shape>'
        outline = printed(block("b", inside=shape)).pages[0].regions[0].outline
        assert bounds(outline) == pytest.approx((45, 40, 55, 80))
        tilted = shape.replace("90", "45")
        right = max(printed(block("b", inside=tilted)).pages[0].regions[0].outline)
        assert right[1] < 60  # a quarter of a half turn against the clock: the right end has gone up

    @pytest.mark.parametrize("shape", ['<Circle HPOS="5" VPOS="6"/>', '<Circle HPOS="5" VPOS="6" RADIUS="-1"/>', ""])
    def test_a_round_shape_that_cannot_be_used_leaves_the_box(self, shape):
        assert only_line(f"<Shape>{shape}</Shape>", string("x")).outline == SQUARE

    @pytest.mark.parametrize(("width", "height"), [("-5", "9"), ("5", "-19"), ("0", "9"), ("5", "nan")])
    def test_a_box_without_area_is_left_out_and_told(self, width, height):
        attributes = f'HPOS="1" VPOS="2" WIDTH="{width}" HEIGHT="{height}"'
        source = printed(block("b", line("l", string("kept"), attributes=attributes)))
        found = source.pages[0].regions[0].lines[0]
        assert (found.outline, found.text) == ((), "kept")
        assert source.messages == ("An outline could not be used and was left out, the text is kept: l.",)

    def test_no_place_at_all_is_allowed(self):
        source = printed(block("b", line("l", string("x"), attributes=""), attributes=""))
        assert (source.pages[0].regions[0].outline, source.messages) == ((), ())

    @pytest.mark.parametrize(("unit", "pixels"), [("mm10", 300 / 254), ("inch1200", 0.25), ("Inch1200", 0.25)])
    def test_other_measures_become_pixels_at_a_guess_that_is_told(self, unit, pixels):
        body = block("b", line("l", string("x"), attributes=f'{BOX} BASELINE="40"'))
        source = printed(body, unit=f"<MeasurementUnit>{unit}</MeasurementUnit>", page='WIDTH="2540" HEIGHT="1270"')
        page = source.pages[0]
        assert (page.width, page.height) == (round(2540 * pixels), round(1270 * pixels))
        assert page.attributes == {"unit": unit.lower(), "dpi": "300"}
        found = page.regions[0].lines[0]
        assert found.outline[2] == (pytest.approx(110 * pixels, abs=0.001), pytest.approx(50 * pixels, abs=0.001))
        assert found.baseline[0][1] == pytest.approx(40 * pixels, abs=0.001)
        assert "300 dots per inch" in source.messages[0]

    def test_an_unknown_measure_is_told_and_a_missing_one_is_the_pixel(self):
        body = block("b", line("l", string("x")))
        assert "unknown unit (mm)" in printed(body, unit="<MeasurementUnit>mm</MeasurementUnit>").messages[0]
        assert printed(body, unit="").messages == ()

    def test_the_print_space_stands_in_for_a_page_without_size(self):
        body = (
            f'<PrintSpace HPOS="0" VPOS="0" WIDTH="300" HEIGHT="400">{block("b", line("l", string("x")))}</PrintSpace>'
        )
        page = read(body, page="").pages[0]
        assert (page.width, page.height) == (300, 400)
        assert "no usable page size" in printed(block("b"), page='WIDTH="0"').messages[0]

    @pytest.mark.parametrize(("turn", "rotation"), [("90", "270"), ("-90", "90"), ("0", None)])
    def test_a_turn_counted_the_other_way(self, turn, rotation):
        found = printed(block("b", attributes=f'{BOX} ROTATION="{turn}"')).pages[0].regions[0]
        assert found.attributes.get("rotation") == rotation


def tagged(*labels, element="OtherTag"):
    return "<Tags>" + "".join(f'<{element} ID="T{i}" {said}/>' for i, said in enumerate(labels)) + "</Tags>"


class TestKinds:
    @pytest.mark.parametrize(
        ("label", "kind"),
        [
            ("MainZone", "paragraph"),
            ("MainZone#1", "paragraph"),
            ("MainZone:head", "heading"),
            ("MarginTextZone:note", "marginalia"),
            ("StampZone", "stamp"),
            ("StampZone:declassification", "declassification"),
            ("StampZone:review", "review-stamp"),
            ("StampZone:release", "release-banner"),
            ("StampZone:postal", "stamp"),
            ("NumberingZone:page", "page-number"),
            ("NumberingZone:control", "control-number"),
            ("RunningTitleZone", "header"),
            ("RunningTitleZone:classification", "classification"),
            ("RunningTitleZone:caveat", "caveat"),
            ("CustomZone:routing", "routing"),
            ("CustomZone:signature", "signature"),
            ("CustomZone:letterhead", "letterhead"),
            ("CustomZone:redaction", "redaction"),
            ("CustomZone:unheard-of", "other"),
            ("GraphicZone", "image"),
            ("SealZone", "seal"),
            ("TableZone", "table"),
            ("DamageZone", "damage"),
            ("Margin", "marginalia"),
            ("no kind of ours", "paragraph"),
        ],
    )
    def test_labels(self, label, kind):
        tags = tagged(f'LABEL="{label}" DESCRIPTION="block type"')
        found = printed(block("b", attributes=f'{BOX} TAGREFS="T0"'), tags=tags).pages[0].regions[0]
        assert (found.kind, found.native) == (kind, label)

    def test_the_first_telling_label_counts_and_one_that_is_missing_is_told(self):
        tags = tagged('LABEL="deu" TYPE="language"', 'LABEL="StampZone"')
        source = printed(block("b", attributes=f'{BOX} TAGREFS="gone T0 T1"'), tags=tags)
        found = source.pages[0].regions[0]
        assert (found.kind, found.attributes) == ("stamp", {"language": "deu"})
        assert source.messages == ("It refers to a tag that it does not define: gone.",)

    def test_margins_and_graphics(self):
        parts = {
            "TopMargin": "header",
            "BottomMargin": "footer",
            "LeftMargin": "marginalia",
            "RightMargin": "marginalia",
        }
        body = "".join(f"<{part}>{block(part)}</{part}>" for part in parts)
        body += "<PrintSpace><Illustration ID='i'/><GraphicalElement ID='g'/></PrintSpace>" + block("loose")
        found = {r.ident: r.kind for r in read(body).pages[0].regions}
        assert found == parts | {"i": "image", "g": "separator", "loose": "paragraph"}

    def test_a_block_that_only_holds_others_is_counted_and_not_shown(self):
        inner = f'<ComposedBlock ID="in">{block("b2", line("l2", string("y")))}</ComposedBlock>'
        source = printed(
            f'<ComposedBlock ID="out" TYPE="container">{block("b1", line("l1", string("x")))}{inner}</ComposedBlock>'
        )
        assert source.facts.regions == 4
        assert [(r.ident, r.kind, r.attributes["parent"]) for r in source.pages[0].regions] == [
            ("b1", "paragraph", "out"),
            ("b2", "paragraph", "in"),
        ]

    def test_a_block_that_is_something_gives_its_kind_to_the_words_in_it(self):
        tags = tagged('LABEL="StampZone:review"', element="LayoutTag")
        inner = block("b", line("l", string("SEEN")))
        source = printed(f'<ComposedBlock ID="c" {BOX} TAGREFS="T0">{inner}</ComposedBlock>', tags=tags)
        assert [r.kind for r in source.pages[0].regions] == ["review-stamp", "review-stamp"]
        source = printed(f'<ComposedBlock ID="c" TYPE="Table">{inner}</ComposedBlock>')
        assert [r.kind for r in source.pages[0].regions] == ["table", "paragraph"]

    def test_a_block_of_heading_lines_is_a_heading(self):
        tags = tagged('LABEL="HeadingLine"', 'LABEL="DefaultLine"')
        heading, text = f'{BOX} TAGREFS="T0"', f'{BOX} TAGREFS="T1"'
        blocks = [
            block("a", line("l1", string("x"), attributes=heading)),
            block("b", line("l2", string("x"), attributes=heading), line("l3", string("x"), attributes=text)),
        ]
        found = printed(*blocks, tags=tags).pages[0].regions
        assert [r.kind for r in found] == ["heading", "paragraph"]
        assert found[1].lines[0].attributes == {"type": "HeadingLine"}


class TestHands:
    TAGS = tagged('LABEL="DefaultLine:Typewritten"', 'LABEL="DefaultLine:Handwritten"', 'LABEL="h-ink" TYPE="hand"')

    def test_of_all_lines_of_one_line_and_of_a_block(self):
        typed, inked = f'{BOX} TAGREFS="T0"', f'{BOX} TAGREFS="T1"'
        blocks = [
            block("a", line("l1", string("x"), attributes=typed)),
            block("b", line("l2", string("xy"), attributes=inked), line("l3", string("x"))),
            block("c", line("l4", string("x")), attributes=f'{BOX} TAGREFS="T2"'),
        ]
        a, b, c = printed(*blocks, tags=self.TAGS).pages[0].regions
        assert (a.hand, b.hand, c.hand) == ("typescript", None, "h-ink")
        assert b.lines[0].tags == (SourceTag("hand", 0, 2, {"hand": "handwriting"}),)
        assert a.lines[0].tags == c.lines[0].tags == ()


class TestSpans:
    def test_named_entities_on_neighbouring_strings_are_one(self):
        tags = tagged('TYPE="person" LABEL="Roe, Richard" URI="#roe"', element="NamedEntityTag")
        refs = 'TAGREFS="T0"'
        found = only_line(
            string("Richard", refs), SP, string("Roe", refs), SP, string("met"), SP, string("Roe", refs), tags=tags
        )
        said = {"name": "Roe, Richard", "ref": "#roe"}
        assert found.tags == (SourceTag("person", 0, 11, said), SourceTag("person", 16, 19, said))

    def test_a_gap_stands_at_an_empty_string(self):
        found = only_line(string("that"), SP, string("", 'TAGREFS="T0"'), tags=tagged('TYPE="gap" LABEL="redacted"'))
        assert found.tags == (SourceTag("gap", 5, 5, {"reason": "redacted"}),)

    def test_styles_and_abbreviations(self):
        rows = '<TextStyle ID="S" FONTSTYLE="bold underline"/><TextStyle ID="R" FONTSTYLE="strikethrough"/>'
        styles = f"<Styles>{rows}</Styles>"
        found = only_line(
            string("no", 'STYLEREFS="S"'),
            SP,
            string("was", 'STYLEREFS="R"'),
            SP,
            string("UN", 'SUBS_TYPE="Abbreviation" SUBS_CONTENT="United Nations" STYLE="bold"'),
            tags=styles,
        )
        assert found.tags == (
            SourceTag("underline", 0, 2, {}),
            SourceTag("del", 3, 6, {"rend": "strikethrough"}),
            SourceTag("abbrev", 7, 9, {"expansion": "United Nations"}),
        )

    def test_a_tag_at_a_block_is_about_all_of_it(self):
        tags = tagged('TYPE="person" LABEL="Roe"', 'TYPE="ink" LABEL="blue"')
        found = printed(block("b", attributes=f'{BOX} TAGREFS="T0 T1"'), tags=tags).pages[0].regions[0]
        assert (found.tags, found.attributes) == ((SourceTag("person", 0, 0, {"name": "Roe"}),), {"custom:ink": "blue"})

    def test_a_tag_of_a_type_we_do_not_know_keeps_its_name_and_a_label_alone_is_none(self):
        tags = tagged('TYPE="boat" LABEL="Anna"', 'LABEL="whatever"')
        found = only_line(string("Anna", 'TAGREFS="T0 T1"'), tags=tags)
        assert found.tags == (SourceTag("boat", 0, 4, {"label": "Anna"}),)

    def test_a_checked_line(self):
        assert only_line(string("x"), attributes=f'{BOX} CS="true"').verified is True


class TestOrder:
    BODY = (
        block("a", line("a1", string("a"))),
        block("b", line("b1", string("b"))),
        block("c", line("c1", string("c"))),
    )

    @staticmethod
    def listed(*refs):
        elements = "".join(f'<ElementRef REF="{ref}"/>' for ref in refs)
        return f"<ReadingOrder><OrderedGroup>{elements}</OrderedGroup></ReadingOrder>"

    def test_blocks_and_what_is_not_listed_behind(self):
        source = printed(*self.BODY, tags=self.listed("c", "gone", "b"))
        assert [r.ident for r in source.pages[0].regions] == ["c", "b", "a"]

    def test_a_line_or_a_string_speaks_for_its_block(self):
        last = block("d", line("d1", string("x", 'ID="s1"')), line("d2", string("y", 'ID="s2"')))
        source = printed(*self.BODY, last, tags=self.listed("s2", "b1", "s1", "a1", "c1"))
        assert [r.ident for r in source.pages[0].regions] == ["d", "b", "a", "c"]
        assert [ln.ident for ln in source.pages[0].regions[0].lines] == ["d2", "d1"]

    def test_blocks_that_name_the_next_one(self):
        def chained(ident, after=""):
            return block(ident, attributes=f'{BOX} IDNEXT="{after}"' if after else BOX)

        blocks = (chained("a", "d"), chained("b"), chained("c", "b"), chained("d"))
        assert [r.ident for r in printed(*blocks).pages[0].regions] == ["a", "d", "c", "b"]
        assert printed(*blocks).pages[0].regions[0].attributes == {"next": "d"}
        round_ = (chained("a", "b"), chained("b", "a"), chained("c", "gone"), chained("d", "d"))
        assert [r.ident for r in printed(*round_).pages[0].regions] == ["a", "b", "c", "d"]
        listed = self.listed("b", "a")
        assert [r.ident for r in printed(*blocks, tags=listed).pages[0].regions] == ["b", "a", "c", "d"]

    def test_of_rival_orders_the_first_counts(self):
        groups = self.listed("b", "a", "c")[14:-15] + self.listed("c", "b", "a")[14:-15]
        tags = f"<ReadingOrder><UnorderedGroup>{groups}</UnorderedGroup></ReadingOrder>"
        assert [r.ident for r in printed(*self.BODY, tags=tags).pages[0].regions] == ["b", "a", "c"]


def test_many_pages_in_one_file():
    text = (
        f'<alto xmlns="{V4}"><Layout>'
        + "".join(
            f'<Page ID="p{i}" PRINTED_IMG_NR="{i}" WIDTH="9" HEIGHT="9">'
            f"<PrintSpace>{block('b', line('l', string(str(i))))}</PrintSpace></Page>"
            for i in (1, 2)
        )
        + "</Layout></alto>"
    )
    source = alto.read(xml.parse(text.encode(), "a.xml"), "a.xml")
    assert [(p.label, p.regions[0].lines[0].text, p.regions[0].lines[0].number) for p in source.pages] == [
        ("1", "1", 0),
        ("2", "2", 1),
    ]


class TestKept:
    """What the model has no field for."""

    def test_of_page_block_line_and_file(self):
        styles = '<Styles><ParagraphStyle ID="P" ALIGN="Left"/><TextStyle ID="F" FONTSIZE="9"/></Styles>'
        source = printed(
            block("b", line("l", string("x"), attributes=f'{BOX} STYLEREFS="F"'), attributes=f'{BOX} STYLEREFS="P"'),
            tags=styles,
            page='WIDTH="200" HEIGHT="100" ACCURACY="88.5"',
        )
        page = source.pages[0]
        assert page.attributes["alto:ACCURACY"] == "88.5"
        assert "ParagraphStyle" in page.attributes["alto:Styles"]
        assert page.regions[0].attributes == {"alto:STYLEREFS": "P"}
        assert page.regions[0].lines[0].attributes == {"alto:STYLEREFS": "F"}

    def test_of_strings_only_where_they_say_more_than_we_do(self):
        found = only_line(string("one", f'{BOX} WC="1"'), SP, string("two", 'CC="9 9 9" ID="s"'))
        assert found.attributes == {"alto:raw": '<String ID="s" CC="9 9 9" start="4" end="7"></String>'}

    def test_places_in_other_measures_are_kept_in_pixels(self):
        glyph = '<Glyph CONTENT="a" HPOS="400"/>'
        found = only_line(
            f'<String CONTENT="a" {BOX}>{glyph}</String>', unit="<MeasurementUnit>inch1200</MeasurementUnit>"
        )
        assert '<Glyph CONTENT="a" HPOS="100">' in found.attributes["alto:raw"]

    def test_of_blocks_that_only_hold_others(self):
        inner = f'<ComposedBlock ID="in" TYPE="article">{block("b")}</ComposedBlock>'
        page = printed(f'<ComposedBlock ID="out" {BOX}>{inner}</ComposedBlock>').pages[0]
        assert page.attributes["alto:ComposedBlock"].count("<ComposedBlock") == 2
        assert [r.ident for r in page.regions] == ["b"]

    def test_long_detail_is_left_out(self):
        found = only_line(string("x", f'CC="{"9" * 70_000}"'))
        assert (found.text, found.attributes) == ("x", {})


def test_an_empty_page_and_no_page():
    assert printed().pages[0].regions == ()
    with pytest.raises(FormatFault, match="without a page"):
        alto.read(xml.parse(b"<alto><Layout/></alto>", "a.xml"), "a.xml")


def test_ids_used_twice_are_told():
    assert "An id is used twice" in printed(block("a"), block("a")).messages[0]
