"""ABBYY XML as FineReader 6 to 12 write it: letters, tables, turned pages, and what is not as it should be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.formats import known
from editor.formats.abbyy.lines import language
from editor.formats.xml import FormatFault

SPACES = [
    "http://www.abbyy.com/FineReader_xml/FineReader6-schema-v1.xml",
    "http://www.abbyy.com/FineReader_xml/FineReader8-schema-v2.xml",
    "http://www.abbyy.com/FineReader_xml/FineReader10-schema-v1.xml",
]


def abbyy(inside, space=SPACES[2], page='width="1000" height="2000" resolution="300" originalCoords="1"'):
    data = f'<document xmlns="{space}" producer="FineReader"><page {page}>{inside}</page></document>'
    return known.read_data(data.encode(), "page.xml")


def block(lines, type_="Text", attributes='l="10" t="20" r="500" b="600"'):
    return f'<block blockType="{type_}" {attributes}><text><par>{lines}</par></text></block>'


def letters(text, confidence=50, left=100):
    made = ""
    for i, letter in enumerate(text):
        sides = f'l="{left + 10 * i}" t="30" r="{left + 10 * i + 9}" b="50"'
        made += f'<charParams {sides} charConfidence="{confidence}">{letter}</charParams>'
    return made


def line(inside, attributes='l="100" t="30" r="300" b="50" baseline="47"'):
    return f"<line {attributes}>{inside}</line>"


def formatted(inside, attributes='lang="EnglishUnitedStates"'):
    return f"<formatting {attributes}>{inside}</formatting>"


@pytest.mark.parametrize("space", SPACES)
def test_every_schema_is_read_by_local_name(space):
    source = abbyy(block(line(formatted(letters("ab cd")))), space)
    assert (source.format, source.version, source.producer) == ("ABBYY", space.rpartition("/")[2], "FineReader")
    (page,) = source.pages
    (region,) = page.regions
    (found,) = region.lines
    assert (page.width, page.height, page.attributes["dpi"]) == (1000, 2000, "300")
    assert region.outline == ((10, 20), (500, 20), (500, 600), (10, 600))
    assert (found.text, found.confidence, found.baseline) == ("ab cd", 0.5, ((100, 47), (300, 47)))
    assert [(w.start, w.end, w.box, w.confidence) for w in found.words] == [
        (0, 2, (100, 30, 119, 50), 0.5),
        (3, 5, (130, 30, 149, 50), 0.5),
    ]
    assert found.attributes == region.attributes == {"language": "en"}


def test_several_pages_number_their_lines_through():
    one = block(line(formatted("one")))
    data = f'<document xmlns="{SPACES[0]}"><page width="10" height="10">{one}</page><page>{one}{one}</page></document>'
    source = known.read_data(data.encode(), "book.xml")
    assert [[ln.number for ln in page.lines()] for page in source.pages] == [[0], [1, 2]]
    assert source.facts.regions == 3
    assert any(m.startswith("A page declares no usable size") for m in source.messages)


def test_an_empty_letter_is_a_space_and_text_may_stand_without_letters():
    spaced = formatted(letters("a") + '<charParams l="1" t="2" r="3" b="4"/>' + letters("b"))
    source = abbyy(block(line(spaced) + line(formatted("as it stands \u00ac"))))
    assert [ln.text for ln in source.pages[0].lines()] == ["a b", "as it stands \u00ac"]
    assert source.pages[0].lines()[1].words == ()
    assert source.facts.characters == 3 + len("as it stands \u00ac")


def test_rival_readings_are_not_taken_for_text_and_are_told():
    rivals = "<charRecVariants><charRecVariant>x</charRecVariant><charRecVariant>y</charRecVariant></charRecVariants>"
    word = f"<wordRecVariant><variantText>{letters('zz')}</variantText></wordRecVariant>"
    words = f"<wordRecVariants>{word}</wordRecVariants>"
    first = f'<charParams l="1" t="2" r="3" b="4">\n {rivals}a\n</charParams>'
    source = abbyy(block(line(formatted(words + first + letters("b")))))
    assert [ln.text for ln in source.pages[0].lines()] == ["ab"]
    assert source.messages == ("It keeps other readings of letters or words, which were not taken.",)


def test_styles_become_tags_over_the_letters_they_cover():
    runs = (
        formatted(letters("ab"), 'bold="1" italic="true"')
        + formatted(letters("cd"), 'bold="true" italic="1" fs="10."')
        + formatted(letters("ef"), 'underline="1"')
        + formatted("gh", 'strikeout="1" bold="0"')
    )
    (found,) = abbyy(block(line(runs))).pages[0].lines()
    assert [(t.tag, t.start, t.end, dict(t.attributes)) for t in found.tags] == [
        ("hi", 0, 4, {"rend": "bold italic"}),
        ("underline", 4, 6, {}),
        ("del", 6, 8, {"rend": "strikethrough"}),
    ]


def test_cells_keep_row_and_column_and_those_that_reach_over_others():
    def cell(text, attributes=""):
        return f"<cell {attributes}><text><par>{line(formatted(text))}</par></text></cell>"

    wide, high = 'colSpan="2"', 'rowSpan="2"'
    rows = f"<row>{cell('a', high)}{cell('b', wide)}</row><row>{cell('c')}{cell('d')}</row><row>{cell('e')}</row>"
    source = abbyy(f'<block blockType="Table" l="1" t="1" r="9" b="9">{rows}</block>')
    (region,) = source.pages[0].regions
    assert region.kind == "table"
    places = {ln.text: (ln.attributes["row"], ln.attributes["column"]) for ln in region.lines}
    assert places == {"a": ("0", "0"), "b": ("0", "1"), "c": ("1", "1"), "d": ("1", "2"), "e": ("2", "0")}
    assert region.lines[0].attributes["rowspan"] == "2" and region.lines[1].attributes["colspan"] == "2"


@pytest.mark.parametrize(
    ("type_", "kind"),
    [
        ("Picture", "image"),
        ("Separator", "separator"),
        ("SeparatorsBox", "separator"),
        ("Barcode", "other"),
        ("", "other"),
    ],
)
def test_blocks_without_text_are_regions_without_lines(type_, kind):
    (region,) = abbyy(f'<block blockType="{type_}" l="1" t="2" r="30" b="40"/>').pages[0].regions
    assert (region.kind, region.lines, region.native) == (kind, (), type_)


def test_a_block_without_sides_lies_where_its_rectangles_its_rule_or_its_lines_lie():
    rects = '<region><rect l="1" t="2" r="9" b="4"/><rect l="3" t="4" r="8" b="7"/></region>'
    rects = f'<block blockType="Picture">{rects}</block>'
    rule = '<separator thickness="4"><start x="10" y="50"/><end x="90" y="50"/></separator>'
    rule = f'<block blockType="Separator">{rule}</block>'
    text = block(line(formatted("x")), attributes="")
    source = abbyy(rects + rule + text + '<block blockType="Picture"/>')
    boxes = [(r.outline[0], r.outline[2]) if r.outline else () for r in source.pages[0].regions]
    assert boxes == [((1, 2), (9, 7)), ((8, 48), (92, 52)), ((100, 30), (300, 50)), ()]
    assert source.messages == ("A region or line has no outline.",)


def test_negative_and_turned_boxes():
    odd = line(formatted("x"), 'l="-5" t="-1" r="30" b="50" baseline="47"') + line(
        formatted("y"), 'l="9" t="1" r="3" b="5"'
    )
    source = abbyy(block(odd))
    first, second = source.pages[0].lines()
    assert first.outline[0] == (-5, -1) and second.outline == ()
    assert len(source.messages) == 2


@pytest.mark.parametrize("baseline", ["", "x", "1e9", "99999999"])
def test_a_baseline_that_is_no_number_is_left_out_and_told(baseline):
    source = abbyy(block(line(formatted("x"), f'l="1" t="1" r="9" b="9" baseline="{baseline}"')))
    assert source.pages[0].lines()[0].baseline == ()
    assert "baseline" in source.messages[0]


def test_confidences_beyond_a_hundred_are_unknown():
    (found,) = abbyy(block(line(formatted(letters("ab", 255))))).pages[0].lines()
    assert found.confidence is None and found.words[0].confidence is None


def test_a_paragraph_that_overflows_goes_on_in_the_next_block():
    def par(text, attributes):
        return block(line(formatted(text))).replace("<par>", f"<par {attributes}>")

    source = abbyy(
        par("a", 'hasOverflowedTail="1"') + "<block blockType='Picture' l='1' t='1' r='9' b='9'/>"
        + par("b", 'hasOverflowedHead="1"') + par("c", "")
    )  # fmt: skip
    one, _, two, three = source.pages[0].regions
    assert one.ident and two.continues == one.ident
    assert not one.continues and not three.continues


def test_paragraphs_of_one_block_are_told_apart():
    inside = f"<par>{line(formatted('a'))}{line(formatted('b'))}</par><par>{line(formatted('c'))}</par>"
    (region,) = abbyy(f'<block blockType="Text" l="1" t="1" r="9" b="9"><text>{inside}</text></block>').pages[0].regions
    assert [ln.attributes["abbyy:par"] for ln in region.lines] == ["1", "1", "2"]


def test_text_turned_on_the_page_and_a_page_that_was_straightened():
    turned = block(line(formatted("x"))).replace("<text>", '<text orientation="RotatedCounterclockwise">')
    source = abbyy(turned, page='width="9" height="9" originalCoords="0" rotation="RotatedClockwise"')
    assert source.pages[0].regions[0].attributes["rotation"] == "270"
    assert source.pages[0].attributes["abbyy:rotation"] == "RotatedClockwise"
    assert "straightened" in source.messages[0]


def test_lines_outside_blocks_are_kept():
    source = abbyy(line(formatted("loose")))
    assert [ln.text for ln in source.pages[0].lines()] == ["loose"]
    assert "outside any block" in source.messages[0]


def test_without_a_page_it_is_refused():
    with pytest.raises(FormatFault, match="without a page"):
        known.read_data(f'<document xmlns="{SPACES[0]}"/>'.encode(), "x.xml")


def test_cells_made_to_fill_the_memory_do_not():
    cells = '<cell rowSpan="999999999" colSpan="999999999"/>' * 500
    assert abbyy(f'<block blockType="Table" l="1" t="1" r="9" b="9"><row>{cells}</row></block>').facts.lines == 0


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("EnglishUnitedStates", "en"),
        ("OldGerman", "de"),
        ("GermanNewSpelling", "de"),
        ("Klingon", "Klingon"),
        ("OldFrench", "fr"),
    ],
)
def test_languages_are_codes_where_they_are_known(name, code):
    assert language(name) == code


@given(
    st.lists(
        st.text(
            st.characters(
                codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="<&>\u2028\u2029\ufffe\uffff"
            ),
            max_size=12,
        ),
        max_size=6,
    )
)
def test_any_text_arrives_letter_by_letter(texts):
    source = abbyy(block("".join(line(formatted(letters(text))) for text in texts)))
    arrived = [ln.text for ln in source.pages[0].lines()]
    legal = [t for t in texts if not any("\ufdd0" <= c <= "\ufdef" or ord(c) & 0xFFFE == 0xFFFE for c in t)]
    if len(legal) == len(texts):
        assert arrived == texts
    assert source.facts.characters == sum(map(len, texts))


def test_elements_with_very_many_attributes_are_read_at_once():
    many = " ".join(f'a{i}="1"' for i in range(50_000))
    source = abbyy(block(line(formatted(letters("ab"), f'{many} bold="1"'))))
    assert [tag.tag for tag in source.pages[0].lines()[0].tags] == ["hi"]
