"""TEI of other people: all that is transcribed, once and in its order, placed as far as the file says where."""

import itertools
import xml.etree.ElementTree as ElementTree
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.formats import known, xml
from editor.formats.tei import foreign
from editor.formats.xml import FormatFault
from tests.formats import corpus

NOT_ON_THE_PAGE = {"teiHeader", "figDesc", "relations", "facsimile"}
SECOND_HALVES = {"reg", "corr", "expan"}


def local(element):
    return element.tag.rpartition("}")[2]


def letters(element, parent=None):
    """Yield every letter on the page below an element, found without the reader."""
    if local(element) in NOT_ON_THE_PAGE:
        return
    yield element.text or ""
    for child in element:
        if not (local(element) == "choice" and local(child) in SECOND_HALVES):
            yield from letters(child)
        yield child.tail or ""


def lines_of(source):
    return sorted((line for page in source.pages for line in page.lines()), key=lambda line: line.number)


@pytest.mark.parametrize("entry", corpus.entries("tei"))
def test_every_letter_of_the_corpora_arrives_once_and_in_order(entry):
    path = corpus.path(entry)
    root = ElementTree.parse(path).getroot()
    held = [e for e in root if local(e) == "sourceDoc"] or [e for e in root if local(e) == "text"]
    expected = "".join("".join("".join(letters(e)) for e in held).split())
    source = known.read(path)
    assert "".join("".join(line.text for line in lines_of(source)).split()) == expected


@pytest.mark.parametrize("entry", corpus.entries("tei"))
def test_pages_zones_and_breaks_of_the_corpora_arrive(entry):
    source = known.read(corpus.path(entry))
    elements = entry["expected"]["elements"]
    assert source.format == "TEI" and source.title
    lines = lines_of(source)
    assert [line.number for line in lines] == list(range(len(lines)))
    assert source.facts.lines == len(lines) and source.facts.regions == sum(len(p.regions) for p in source.pages)
    if "sourceDoc" in elements:
        assert (len(source.pages), len(lines)) == (elements["surface"], elements["line"])
        assert all(line.outline and line.baseline for line in lines)
        zones = sum(len(page.regions) for page in source.pages) + len(lines)
        assert zones == elements["zone"]
    elif "surface" not in elements:
        assert len(source.pages) == elements["pb"]
        assert all(page.image.endswith(".jpg") for page in source.pages)


def test_the_gravestones_lines_lie_in_its_picture(shared):
    path = corpus.FOLDER / "tei-council-tests" / "testtranscr2.xml"
    title, grave = known.read(path).pages
    assert (title.image, title.width, title.height) == ("../Source/Images/facs-fig1.png", 205, 281)
    assert (grave.image, grave.width, grave.height) == ("gravestone.jpg", 1024, 681)
    placed = [line for line in grave.lines() if line.outline]
    assert [line.text for line in placed][:2] == ["12851 PRIVATE", "H. MOULDS"]
    assert placed[0].outline == ((437, 223), (626, 223), (626, 256), (437, 256))
    words = [(line.text[w.start : w.end], w.box) for line in title.lines() for w in line.words]
    assert words == [("pendans", (45, 123, 60, 128))]


def tei(text="", facsimile="", header="", source=""):
    held = f"<text><body>{text}</body></text>" if text else ""
    inside = f"<teiHeader>{header}</teiHeader>{facsimile}{source}{held}"
    return known.read_data(f'<TEI xmlns="http://www.tei-c.org/ns/1.0">{inside}</TEI>'.encode(), "letter.xml")


SURFACE = (
    '<facsimile><surface xml:id="s" ulx="0" uly="0" lrx="200" lry="300"><graphic url="a.jpg"/>'
    '<zone xml:id="z" type="MainZone" points="10,10 190,10 190,200 10,200">'
    '<zone xml:id="l1" type="line" ulx="10" uly="10" lrx="190" lry="30"><path points="10,28 190,28"/></zone>'
    '<zone xml:id="l2" type="line" ulx="10" uly="40" lrx="190" lry="60"/></zone>'
    '<zone xml:id="n" ulx="1" uly="250" lrx="50" lry="290" rotate="270"/></surface></facsimile>'
)


def shape(source):
    """Return the kinds and texts of a source, page by page."""
    return [[(r.kind, [line.text for line in r.lines]) for r in page.regions] for page in source.pages]


def tags(line):
    return [(t.tag, line.text[t.start : t.end], dict(t.attributes)) for t in line.tags]


def test_breaks_with_places_are_lines_with_places():
    source = tei(
        '<pb facs="#s"/><p facs="#z"><lb facs="#l1"/>One <hi>two</hi>\n  three<lb facs="#l2"/>four</p>', SURFACE
    )
    (page,) = source.pages
    assert (page.image, page.width, page.height, page.ident) == ("a.jpg", 200, 300, "s")
    region, other = page.regions
    assert region.outline[0] == (10, 10) and region.native == "MainZone" and region.ident == "z"
    assert [line.text for line in region.lines] == ["One two three", "four"]
    assert [line.baseline for line in region.lines] == [((10, 28), (190, 28)), ()]
    assert [line.ident for line in region.lines] == ["l1", "l2"]
    assert (other.kind, other.lines, other.attributes) == ("other", (), {"rotation": "270"})


def test_a_paragraph_without_a_place_lies_where_its_lines_lie():
    source = tei('<pb facs="#s"/><p><lb corresp="#l1"/>One<lb corresp="#l2"/>two</p>', SURFACE)
    region = source.pages[0].regions[0]
    assert (region.kind, len(region.outline), len(source.pages[0].regions)) == ("paragraph", 4, 2)


def test_zones_nobody_writes_in_are_regions_and_empty_lines():
    source = tei("", SURFACE)
    (page,) = source.pages
    assert [(r.kind, [line.text for line in r.lines]) for r in page.regions] == [("paragraph", ["", ""]), ("other", [])]


def test_text_alone_is_a_page_for_each_break():
    long = "word " * 40
    source = tei(f'<pb n="1" facs="1.jpg"/><p>{long}</p><pb n="2" facs="2.jpg"/><pb n="3" facs="3.jpg"/><p>x</p>')
    assert [(p.label, p.image, len(p.regions)) for p in source.pages] == [
        ("1", "1.jpg", 1),
        ("2", "2.jpg", 0),
        ("3", "3.jpg", 1),
    ]
    region = source.pages[0].regions[0]
    assert region.attributes == {"reflowed": "true"} and region.outline == ()
    assert "reflowed" not in source.pages[2].regions[0].attributes


def test_a_paragraph_goes_on_behind_a_page_and_behind_what_interrupts_it():
    source = tei('<p xml:id="p">one<pb/>two<list><item>a</item><item>b</item></list>three<cb/>four</p>')
    first, second = source.pages
    assert [r.ident for r in first.regions] == ["p"]
    texts = [([line.text for line in r.lines], r.continues) for r in second.regions]
    assert [t for t, _ in texts] == [["two"], ["a", "b"], ["three"], ["four"]]
    assert [bool(c) for _, c in texts] == [True, False, True, True]
    assert second.regions[0].continues == "p" and second.regions[2].continues == second.regions[0].ident


def test_notes_and_furniture_inside_a_paragraph_do_not_break_its_line():
    source = tei('<p>one <note place="margin-left">Mind!</note>two <fw type="pageNum">7</fw>three</p>')
    assert shape(source) == [[("paragraph", ["one two three"]), ("marginalia", ["Mind!"]), ("page-number", ["7"])]]


@pytest.mark.parametrize(
    ("element", "kind"),
    [
        ("<head>x</head>", "heading"),
        ('<fw type="header">x</fw>', "header"),
        ('<fw place="bottom">x</fw>', "footer"),
        ('<fw type="sig">x</fw>', "other"),
        ('<note place="left">x</note>', "marginalia"),
        ('<note place="bottom">x</note>', "paragraph"),
        ('<note type="routing">x</note>', "routing"),
        ("<closer><signed>x</signed></closer>", "signature"),
        ("<opener><dateline>x</dateline></opener>", "dateline"),
        ('<ab type="MarginTextZone">x</ab>', "marginalia"),
        ("<figure><p>x</p></figure>", "paragraph"),
        ("<q>x</q>", "paragraph"),
        ("<entry><orth>x</orth></entry>", "paragraph"),
        ("x", "paragraph"),
    ],
)
def test_what_a_block_is(element, kind):
    assert shape(tei(element)) == [[(kind, ["x"])]]


def test_members_of_a_list_a_verse_and_a_table_are_lines():
    source = tei(
        "<list><head>H</head><label>1</label><item>a</item><item><p>b</p><p>c</p></item></list>"
        "<lg><l>d</l><l>e<lb/>f</l></lg>"
        '<table><row><cell>g</cell><cell cols="2">h</cell></row><row><cell/><cell>i<lb/>j</cell></row></table>'
    )
    assert shape(source) == [
        [
            ("heading", ["H"]),
            ("paragraph", ["1", "a", "b", "c"]),
            ("paragraph", ["d", "e", "f"]),
            ("table", ["g", "h", "i", "j"]),
        ]
    ]
    cells = [(line.attributes["row"], line.attributes["column"]) for line in source.pages[0].regions[-1].lines]
    assert cells[:2] == [("0", "0"), ("0", "1")] and cells[2] == ("1", "1")
    assert source.pages[0].regions[-1].lines[1].attributes["colspan"] == "2"


def test_choices_stand_as_on_the_page():
    source = tei(
        "<p>the <choice>\n <sic>teh</sic>\n <corr cert='high'>the</corr>\n</choice> "
        "<choice><expan>United Nations</expan><abbr>UN</abbr></choice> "
        "<choice><orig>vp</orig><reg>up</reg></choice> "
        "<choice><unclear cert='low'>Roe</unclear><unclear cert='high'>Doe</unclear></choice> "
        "<app><rdg>B</rdg><lem>A</lem></app></p>"
    )
    (line,) = lines_of(source)
    assert line.text == "the teh UN vp Doe A"
    assert tags(line) == [
        ("sic", "teh", {"correction": "the", "cert": "high"}),
        ("abbrev", "UN", {"expansion": "United Nations"}),
        ("orig", "vp", {"reg": "up"}),
        ("unclear", "Doe", {"cert": "high", "alternative": "Roe"}),
    ]
    assert source.messages == ("Of several versions of some words one was taken.",)


def test_tags_lie_on_the_words_they_lie_on():
    source = tei(
        '<p><subst>\n<del rend="strikethrough">was</del>\n<add place="above" hand="#h">is</add>\n</subst> '
        '<persName ref="#p"> Jane <unclear reason="faded">Roe</unclear></persName> in '
        '<placeName>X<gap reason="illegible" quantity="2" unit="chars"><desc>torn</desc></gap></placeName>, '
        '<date when="1962-04-27">April</date> <hi rend="underline bold">u</hi><seg>s</seg></p>',
        header='<profileDesc><handNotes><handNote xml:id="h">red ink</handNote></handNotes></profileDesc>',
    )
    (line,) = lines_of(source)
    assert line.text == "wasis Jane Roe in X, April us"
    assert sorted(tags(line)) == sorted(
        [
            ("del", "was", {"rend": "strikethrough"}),
            ("add", "is", {"place": "above", "hand": "red ink"}),
            ("person", "Jane Roe", {"ref": "#p"}),
            ("unclear", "Roe", {"reason": "faded"}),
            ("place", "X", {}),
            ("gap", "", {"reason": "illegible", "quantity": "2", "unit": "chars", "desc": "torn"}),
            ("date", "April", {"when": "1962-04-27"}),
            ("underline", "u", {}),
            ("hi", "u", {"rend": "bold"}),
        ]
    )


def test_a_tag_over_several_lines_is_one():
    source = tei(
        '<p><lb/>a <persName>b<lb/>c</persName> d</p><delSpan spanTo="#e"/><p>f</p><p>g<anchor xml:id="e"/>h</p>'
    )
    lines = lines_of(source)
    assert [tags(line) for line in lines] == [
        [("person", "b", {})],
        [("person", "c", {})],
        [("del", "f", {})],
        [("del", "g", {})],
    ]
    keys = [line.tags[0].key for line in lines]
    assert keys[0] == keys[1] and keys[2] == keys[3] and keys[0] != keys[2] and all(keys)


def test_a_range_without_an_end_is_told_and_marks_nothing():
    source = tei('<p>a <delSpan spanTo="#gone"/>b</p>')
    assert lines_of(source)[0].tags == ()
    assert source.messages[0].endswith("could not be followed to its end and was left out: gone.")


def test_a_note_inside_a_tag_is_not_tagged():
    (page,) = tei("<p><del>one <note>two</note> three</del></p>").pages
    one, two = page.regions
    assert tags(one.lines[0]) == [("del", "one three", {})] and two.lines[0].tags == ()


def test_white_space_is_one_blank_and_none_at_line_ends():
    source = tei("<p>\n  one<!-- c -->\n two <?pi x?> \t three\u00a0 <lb/>  four \n</p>")
    assert [line.text for line in lines_of(source)] == ["one two three\u00a0", "four"]


def test_a_source_document_is_pages_regions_and_lines():
    source = tei(
        source='<sourceDoc><surface xml:id="f1" n="1" ulx="0" uly="0" lrx="100" lry="100"><graphic url="http://a/1.jpg"/>'
        '<zone xml:id="z" type="MainZone" subtype="none" ulx="1" uly="1" lrx="99" lry="99">'
        '<zone xml:id="a" type="DefaultLine" ulx="1" uly="1" lrx="99" lry="9"><path points="1,8 99,8"/>'
        "<line>one <add>two</add></line></zone>"
        '<zone xml:id="b" type="DefaultLine" ulx="1" uly="11" lrx="99" lry="19"><line/></zone>'
        '<line ulx="1" uly="21" lrx="99" lry="29">three</line><line>four</line></zone>'
        '<zone type="GraphicZone" ulx="50" uly="50" lrx="60" lry="60"/></surface>'
        '<surface><zone type="MarginTextZone">five<lb/>six</zone></surface></sourceDoc>'
    )
    assert shape(source) == [
        [("paragraph", ["one two", "", "three", "four"]), ("image", [])],
        [("marginalia", ["five", "six"])],
    ]
    first = source.pages[0].regions[0]
    assert [bool(line.outline) for line in first.lines] == [True, True, True, False]
    assert first.lines[0].baseline == ((1, 8), (99, 8)) and first.lines[0].attributes == {"type": "DefaultLine"}
    assert source.pages[0].image == "http://a/1.jpg"


def test_text_and_source_document_are_not_both_taken():
    document = "<sourceDoc><surface><zone><line>one</line></zone></surface></sourceDoc>"
    same, other = tei("<p>one</p>", source=document), tei("<p>two</p>", source=document)
    assert shape(same) == shape(other) == [[("paragraph", ["one"])]]
    assert "repeats" in same.messages[0] and "differ" in other.messages[0]


def test_surfaces_without_breaks_follow_the_places_the_text_names():
    two = SURFACE.replace('"s"', '"s2"').replace('"z"', '"z2"').replace('"l1"', '"m1"').replace('"l2"', '"m2"')
    two = two.replace('"n"', '"n2"').replace("a.jpg", "b.jpg")
    three = '<facsimile><surface xml:id="s3"><graphic url="c.jpg"/></surface></facsimile>'
    source = tei('<p facs="#z">one</p><p facs="#z2">two</p><p facs="#z">back</p>', SURFACE + three + two)
    assert [page.image for page in source.pages] == ["a.jpg", "c.jpg", "b.jpg"]
    assert [len(page.lines()) for page in source.pages] == [3, 0, 4]
    assert any("points at a place on another page" in m for m in source.messages)


def test_breaks_and_surfaces_that_do_not_name_each_other_go_by_order():
    surfaces = "".join(f'<surface><graphic url="{n}.jpg" width="10px" height="20px"/></surface>' for n in "ab")
    source = tei("<pb/><p>one</p><pb/><p>two</p>", f"<facsimile>{surfaces}</facsimile>")
    assert [(p.image, p.width, p.height) for p in source.pages] == [("a.jpg", 10, 20), ("b.jpg", 10, 20)]


def test_graphics_without_surfaces_are_pages():
    source = tei(
        '<pb facs="#g2"/><p>x</p>',
        '<facsimile><graphic xml:id="g1" url="1.jpg"/><graphic xml:id="g2" url="2.jpg"/></facsimile>',
    )
    assert [(p.image, len(p.lines())) for p in source.pages] == [("1.jpg", 0), ("2.jpg", 1)]


def test_what_is_no_tei_inside_is_words_in_words_and_passed_over_between_them():
    source = tei('<p>see <m:b xmlns:m="urn:m">File</m:b></p><m:x xmlns:m="urn:m"><m:p>secret</m:p></m:x>')
    assert [line.text for line in lines_of(source)] == ["see File"]
    assert source.messages == ("An element that is not TEI's (x) was passed over, not followed.",)


@pytest.mark.parametrize(
    "data",
    [
        b"<TEI.2><teiHeader/><text><body><p>x</p></body></text></TEI.2>",
        b'<t:TEI xmlns:t="http://www.tei-c.org/ns/1.0"><t:text><t:body><t:p>x</t:p></t:body></t:text></t:TEI>',
        b"<teiCorpus><TEI><text><p>x</p></text></TEI></teiCorpus>",
        b"<TEI><text><group><text><front/><body><div1><div2><p>x</p></div2></div1></body></text></group></text></TEI>",
    ],
)
def test_any_namespace_and_frame(data):
    assert shape(known.read_data(data, "a.xml")) == [[("paragraph", ["x"])]]


def test_a_corpus_counts_its_lines_through():
    one = "<TEI><text><p>a</p><p>b</p></text></TEI>"
    source = known.read_data(f"<teiCorpus>{one}{one}</teiCorpus>".encode(), "c.xml")
    assert [line.number for line in lines_of(source)] == [0, 1, 2, 3] and len(source.pages) == 2


def test_the_header_tells_title_and_values():
    source = tei(
        "<p>x</p>",
        header="<fileDesc><titleStmt><title type='sub'>a transcription</title><title>The letter</title></titleStmt>"
        "<publicationStmt><distributor>An archive</distributor><availability><licence target='http://l'/></availability>"
        "</publicationStmt><sourceDesc><msDesc><msIdentifier><repository>NARA</repository><idno>RG 1</idno>"
        "</msIdentifier></msDesc></sourceDesc></fileDesc><profileDesc><langUsage><language ident='en'/></langUsage>"
        "<correspDesc><correspAction type='sent'><persName>Jane</persName><date when='1962'/></correspAction>"
        "<correspAction type='received'><persName>John</persName></correspAction></correspDesc></profileDesc>",
    )
    assert source.title == "The letter"
    assert source.values == {
        "repository": "NARA", "shelfmark": "RG 1", "language": "en", "publisher": "An archive",
        "availability": "http://l", "from": "Jane", "to": "John", "date": "1962",
    }  # fmt: skip


@pytest.mark.parametrize(
    "inside", ["", "<teiHeader/>", "<text/>", "<facsimile/>", "<text><body><p> </p></body></text>"]
)
def test_tei_without_anything_is_refused(inside):
    with pytest.raises(FormatFault, match="without text and without images"):
        known.read_data(f"<TEI>{inside}</TEI>".encode(), "e.xml")


def test_our_own_is_told_apart():
    said = "<appInfo><application ident='{}' version='1'/></appInfo>"
    frame = f"<TEI><teiHeader><encodingDesc>{said}</encodingDesc></teiHeader></TEI>"
    assert foreign.is_ours(xml.parse(frame.format("muniment").encode(), "a.xml"))
    assert not foreign.is_ours(xml.parse(frame.format("kraken").encode(), "a.xml"))


def test_places_that_are_not_there_or_unusable_are_told():
    source = tei(
        '<p facs="#gone">x</p>',
        '<facsimile><surface><zone ulx="9" uly="1" lrx="3" lry="5"/><zone points="1,2"/></surface></facsimile>',
    )
    assert any("places that are not there" in m or "a place that is not there: #gone" in m for m in source.messages)
    assert any("outlines could not be used" in m for m in source.messages)


def test_files_nested_as_deep_as_the_parser_allows_are_read():
    deep = "<div>" * 110 + "<p>" + "<hi>" * 60 + "x" + "</hi>" * 60 + "</p>" + "</div>" * 110
    assert shape(tei(deep)) == [[("paragraph", ["x"])]]


BLOCKS = (
    "p",
    "ab",
    "head",
    "note",
    "fw",
    "lg",
    "l",
    "list",
    "item",
    "table",
    "row",
    "cell",
    "q",
    "div",
    "closer",
    "quote",
)
WORDS = ("hi", "del", "add", "persName", "subst", "unclear", "w", "metamark", "unknown", "sic")
EMPTY = ("lb", "pb", "cb", "gap", "anchor", "milestone", "ptr", "handShift", "figure")


@st.composite
def trees(draw, depth=0):
    pieces = []
    for _ in range(draw(st.integers(0, 4))):
        pieces.append(draw(st.sampled_from(["", "a", " b ", "\n", "c d"])))
        name = draw(st.sampled_from(BLOCKS + WORDS + EMPTY))
        facs = draw(
            st.sampled_from(["", "", ' facs="#z"', ' facs="#l1"', ' facs="#l2"', ' facs="#s"', ' facs="x.jpg"'])
        )
        inner = "" if name in EMPTY or depth > 3 else draw(trees(depth + 1))
        pieces.append(f"<{name}{facs}>{inner}</{name}>")
    pieces.append(draw(st.sampled_from(["", "e", " "])))
    return "".join(pieces)


@given(trees(), st.booleans())
def test_whatever_is_nested_in_what_no_letter_is_lost_or_doubled(inside, placed):
    surface = SURFACE if placed else ""
    wrapped = f"<TEI>{surface}<text><body>{inside}.</body></text></TEI>"
    source = known.read_data(wrapped.encode(), "any.xml")
    lines = lines_of(source)
    said = "".join(ElementTree.fromstring(wrapped).find("text").itertext())
    assert Counter("".join("".join(line.text for line in lines).split())) == Counter("".join(said.split()))
    assert [line.number for line in lines] == list(range(len(lines)))
    idents = {r.ident for p in source.pages for r in p.regions}
    for page in source.pages:
        for region in page.regions:
            assert not region.continues or region.continues in idents
            for line in region.lines:
                if all(tag.start < tag.end for tag in line.tags):  # a gap between two blanks has both
                    assert line.text == " ".join(line.text.split())
                for span in itertools.chain(line.tags, line.words):
                    assert 0 <= span.start <= span.end <= len(line.text)
                    assert span.start < span.end or line.tags


def test_files_made_to_be_slow_are_not():
    ranges = '<delSpan spanTo="#e"/>' * 3_000
    words = "<hi>a</hi> b<lb/>" * 3_000
    surfaces = "<surface>" * 200 + "<zone/>" * 3_000 + "</surface>" * 200
    source = tei(f'<p>{ranges}{words}<anchor xml:id="e"/></p>', f"<facsimile>{surfaces}</facsimile>")
    assert max(len(line.tags) for line in lines_of(source)) < 40
    assert source.messages[0].startswith("2,970 tags that reach over other elements could not be followed")


def test_a_range_that_ends_before_it_begins_marks_nothing():
    source = tei('<p><anchor xml:id="e"/>a <addSpan spanTo="#e"/>b</p><p>c</p>')
    assert [line.tags for line in lines_of(source)] == [(), ()]
