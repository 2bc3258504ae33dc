"""What each thing on a page is written as."""

from __future__ import annotations

from dataclasses import replace

import pytest

from editor.model.annotation import RegionTarget, SpanTarget
from editor.model.tagset import read_tagset
from tests.formats.tei.build import Desk, body, whole, words, written


@pytest.fixture
def desk() -> Desk:
    made = Desk()
    made.page()
    return made


def test_a_line_begins_with_its_break_and_points_to_its_zone(desk: Desk) -> None:
    desk.region("paragraph", "one", "two")
    text = written(desk.record())
    assert '<lb xml:id="t1r1l1" n="1" facs="#s1r1l1"/>one\n<lb xml:id="t1r1l2" n="2" facs="#s1r1l2"/>two' in text
    zone = '<zone xml:id="s1r1l1" type="line" corresp="#t1r1l1" points="100,120 1500,116 1500,136 100,140.5">'
    assert zone in text
    assert '<path type="baseline" points="100,135 1500,131"/>' in text


def test_a_line_without_outline_has_no_place(desk: Desk) -> None:
    desk.region("paragraph", "one", drawn=False)
    text = written(desk.record())
    assert '<lb xml:id="t1r1l1" n="1"/>one' in text
    assert '<zone xml:id="s1r1" n="1" type="MainZone" ana="#MainZone #k-paragraph" corresp="#t1r1"/>' in text


def test_a_box_is_written_as_a_box(desk: Desk) -> None:
    desk.region("heading", "one")
    assert 'ulx="100" uly="100" lrx="1500" lry="190"' in written(desk.record())


@pytest.mark.parametrize(
    ("kind", "before", "after"),
    [
        ("paragraph", "<p ", "one</p>"),
        ("heading", "<head ", "one</head>"),
        ("dateline", "<opener><dateline ", "one</dateline></opener>"),
        ("letterhead", '<fw xml:id="t1r1" type="letterhead"', "one</fw>"),
        ("classification", '<fw xml:id="t1r1" type="classification"', "one</fw>"),
        ("caveat", '<fw xml:id="t1r1" type="caveat"', "one</fw>"),
        ("declassification", '<fw xml:id="t1r1" type="stamp"', "one</stamp></fw>"),
        ("review-stamp", '<stamp type="review"><lb', "one</stamp></fw>"),
        ("release-banner", '<stamp type="release"><lb', "one</stamp></fw>"),
        ("stamp", "<stamp><lb", "one</stamp></fw>"),
        ("control-number", '<fw xml:id="t1r1" type="control"', '<idno type="control">one</idno></fw>'),
        ("page-number", '<fw xml:id="t1r1" type="pageNum"', "one</fw>"),
        ("header", '<fw xml:id="t1r1" type="header"', "one</fw>"),
        ("footer", '<fw xml:id="t1r1" type="footer"', "one</fw>"),
        ("marginalia", '<note xml:id="t1r1" type="marginalia"', "one</note>"),
        ("routing", '<list type="routing"><item><lb', "one</item></list></note>"),
        ("table", "<table ", "one</cell></row></table>"),
        ("image", '<figure xml:id="t1r1" type="image"', "one</ab></figure>"),
        ("seal", '<figure xml:id="t1r1" type="seal"', "one</ab></figure>"),
        ("damage", '<fw xml:id="t1r1" type="damage"', "one</fw>"),
        ("redaction", '<gap reason="redacted"/><lb', "one</fw>"),
        ("other", '<ab xml:id="t1r1" type="other"', "one</ab>"),
        ("never heard of", "<p ", "one</p>"),
    ],
)
def test_kinds(desk: Desk, kind: str, before: str, after: str) -> None:
    desk.region(kind, "one")
    text = body(desk.record())
    assert before in text and after in text


def test_a_signature_closes_the_text(desk: Desk) -> None:
    desk.region("paragraph", "Yours")
    desk.region("signature", "McGeorge Bundy")
    assert "<closer><signed " in body(desk.record())


def test_regions_without_words_are_places_and_pictures(desk: Desk) -> None:
    for kind in ("image", "redaction", "separator", "damage", "paragraph"):
        desk.region(kind)
    text = body(desk.record())
    assert '<figure xml:id="t1r1" type="image" facs="#s1r1"/>' in text
    assert '<gap xml:id="t1r2" reason="redacted" facs="#s1r2"/>' in text
    assert all(f'xml:id="s1r{number}"' in written(desk.record()) for number in range(1, 6))
    assert not any(f"t1r{number}" in text for number in (3, 4, 5))


def test_what_follows_the_closer_begins_a_new_division(desk: Desk) -> None:
    for kind in ("heading", "paragraph", "signature", "page-number", "paragraph"):
        desk.region(kind, kind)
    text = written(desk.record())
    assert text.index("signature</signed>") < text.index("page-number</fw>") < text.index('<div type="section">')
    assert text.count("<div ") == 2


def test_a_later_heading_heads_its_own_division(desk: Desk) -> None:
    for kind in ("heading", "heading", "paragraph", "heading", "paragraph"):
        desk.region(kind, kind)
    text = written(desk.record(values={"type": "Memorandum for the Record"}))
    assert text.count("<head ") == 3
    assert text.count("<div ") == 2
    assert '<div type="memorandum-for-the-record">' in text


def test_a_dateline_in_the_middle_and_a_lone_signature_are_plain_blocks(desk: Desk) -> None:
    desk.region("signature", "early")
    desk.region("dateline", "May 3")
    text = body(desk.record())
    assert '<ab xml:id="t1r1" type="signature"' in text
    assert '<ab xml:id="t1r2" type="dateline"' in text


def test_a_paragraph_goes_on_over_the_page_with_the_furniture_inside(desk: Desk) -> None:
    first = desk.region("paragraph", "the quarantine")
    desk.region("footer", "11/3/62")
    desk.page()
    desk.region("page-number", "- 2 -")
    desk.region("paragraph", "must be continued", continues=first.id)
    text = body(desk.record())
    inside = text[text.index("<p ") : text.index("</p>")]
    assert inside.startswith('<p xml:id="t1r1" facs="#s1r1 #s2r2">')
    assert inside.index('xml:id="t1r2"') < inside.index('<pb xml:id="t2"') < inside.index("- 2 -")
    assert '<milestone unit="region" xml:id="t2r2" facs="#s2r2"/>\n<lb ' in inside
    assert 'prev="#s1r1"' in written(desk.record())


def test_a_paragraph_that_another_one_parts_is_said_to_be_parts(desk: Desk) -> None:
    first = desk.region("paragraph", "the quarantine")
    desk.region("paragraph", "another column")
    desk.region("paragraph", "must be continued", continues=first.id)
    text = body(desk.record())
    assert '<p xml:id="t1r1" facs="#s1r1" part="I">' in text
    assert 'prev="#t1r1" part="F">' in text


def test_a_reflowed_region_has_a_paragraph_for_each_line(desk: Desk) -> None:
    desk.region("paragraph", "On the one hand.", "On the other.", attributes={"reflowed": "true"})
    text = written(desk.record())
    assert text.count("<p ") == 2
    assert text.count("<lb ") == 2
    assert '<p xml:id="t1r1.2" facs="#s1r1">' in text
    assert 'ana="#MainZone #k-paragraph #reflowed"' in text


def test_a_reflowed_paragraph_goes_on_from_the_last_one(desk: Desk) -> None:
    first = desk.region("paragraph", "One.", "by its own means to", attributes={"reflowed": "true"})
    desk.page()
    desk.region("paragraph", "insure itself.", "Three.", attributes={"reflowed": "true"}, continues=first.id)
    text = body(desk.record())
    assert text.count("<p ") == 3
    assert text.index("means to") < text.index("<pb xml:id=", 10) < text.index("insure itself.</p>")


@pytest.mark.parametrize(
    ("text", "following", "marked"),
    [
        ("in-", "spection", True),
        ("in¬", "spection", True),
        ("Kennedy-", "Khrushchev", False),
        ("1962-", "and", False),
        ("-", "and", False),
        ("word -", "and", False),
        ("in-", "", False),
    ],
)
def test_hyphens_need_evidence(desk: Desk, text: str, following: str, marked: bool) -> None:
    desk.region("paragraph", text, following)
    found = body(desk.record())
    assert (f'<pc force="weak">{text[-1]}</pc><lb' in found) is marked
    assert ('break="no"/>' in found) is marked


def test_a_hyphen_before_another_paragraph_stays(desk: Desk) -> None:
    desk.region("paragraph", "in-")
    desk.region("paragraph", "spection")
    assert "<pc" not in body(desk.record())


def test_a_struck_classification_and_its_successor_are_a_substitution(desk: Desk) -> None:
    region = desk.region("classification", "TOP SECRET UNCLASSIFIED", hand="stamp")
    desk.tag("del", words(region, "TOP SECRET"), rend="strikethrough", hand="ink")
    desk.tag("add", words(region, "UNCLASSIFIED"), place="above")
    text = body(desk.record())
    assert '<subst><del xml:id="t1a1" hand="#h-ink" rend="strikethrough">TOP SECRET</del> <add ' in text
    assert 'hand="#h-stamp"' in text and 'ana="#cl-ts #cl-u"' in text


def test_a_substitution_over_two_lines(desk: Desk) -> None:
    region = desk.region("classification", "TOP SECRET", "UNCLASSIFIED")
    desk.tag("del", words(region, "TOP SECRET"))
    desk.tag("add", words(region, "UNCLASSIFIED", 2))
    assert "TOP SECRET</del>\n<lb " in body(desk.record())
    assert "</add></subst></fw>" in body(desk.record())


def test_a_substitution_that_another_tag_crosses_is_none(desk: Desk) -> None:
    region = desk.region("classification", "TOP SECRET UNCLASSIFIED")
    desk.tag("del", words(region, "TOP SECRET"))
    desk.tag("add", words(region, "UNCLASSIFIED"))
    desk.tag("underline", words(region, "SECRET UNCLASS"))
    assert "<subst>" not in body(desk.record())


def test_a_struck_region_is_a_deletion_in_its_furniture(desk: Desk) -> None:
    region = desk.region("classification", "TOP SECRET")
    desk.tag("del", whole(region), rend="strikethrough", hand="hand A")
    text = written(desk.record())
    assert (
        '<del rend="strikethrough" hand="#h-hand-A"><lb ' in text
        or 'hand="#h-hand-A" rend="strikethrough"><lb ' in text
    )
    assert 'target="#s1r1" motivation="tagging" ana="#t-del"' in text


@pytest.mark.parametrize(
    ("tag", "attributes", "expected"),
    [
        ("person", {}, '<persName xml:id="t1a1">word</persName>'),
        ("person", {"role": "sender", "cert": "medium"}, '<persName xml:id="t1a1" cert="medium" role="sender">word<'),
        ("place", {}, "<placeName "),
        ("organization", {}, "<orgName "),
        ("date", {"when": "1962-11-16"}, '<date xml:id="t1a1" when="1962-11-16">word</date>'),
        ("date", {"notBefore": "1962", "notAfter": "1963-05"}, 'notAfter="1963-05" notBefore="1962">word</date>'),
        (
            "unclear",
            {"reason": "faded", "cert": "0.4"},
            '<unclear xml:id="t1a1" cert="0.4" reason="faded">word</unclear>',
        ),
        (
            "unclear",
            {"alternative": "ward"},
            '<choice><unclear xml:id="t1a1">word</unclear><unclear>ward</unclear></choice>',
        ),
        ("gap", {"reason": "illegible"}, '<unclear xml:id="t1a1" reason="illegible" ana="#t-gap">word</unclear>'),
        ("del", {"rend": "overstrike"}, '<del xml:id="t1a1" rend="overstrike">word</del>'),
        ("add", {"place": "above"}, '<add xml:id="t1a1" place="above">word</add>'),
        ("sic", {}, '<sic xml:id="t1a1">word</sic>'),
        (
            "sic",
            {"correction": "ward", "cert": "high"},
            '<choice><sic xml:id="t1a1">word</sic><corr cert="high">ward</corr></choice>',
        ),
        ("abbrev", {"expansion": "a word"}, '<choice><abbr xml:id="t1a1">word</abbr><expan>a word</expan></choice>'),
        ("underline", {}, '<hi xml:id="t1a1" rend="underline">word</hi>'),
        ("hi", {"rend": "bold italic"}, '<hi xml:id="t1a1" rend="bold italic">word</hi>'),
        ("supplied", {"reason": "cropped"}, '<supplied xml:id="t1a1" reason="cropped">word</supplied>'),
        ("hand", {"hand": "hand A"}, '<seg xml:id="t1a1" type="hand" hand="#h-hand-A">word</seg>'),
        ("quote", {}, '<q xml:id="t1a1">word</q>'),
        ("idno", {"type": "telegram"}, '<idno xml:id="t1a1" type="telegram">word</idno>'),
        (
            "metamark",
            {"function": "transposition"},
            '<metamark xml:id="t1a1" function="transposition">word</metamark>',
        ),
        ("stamp", {"type": "caveat"}, '<stamp xml:id="t1a1" type="caveat">word</stamp>'),
        ("ship", {}, '<seg xml:id="t1a1" type="ship" ana="#t-ship">word</seg>'),
    ],
)
def test_tags(desk: Desk, tag: str, attributes: dict[str, str], expected: str) -> None:
    region = desk.region("paragraph", "a word here")
    desk.tag(tag, words(region, "word"), **attributes)
    assert expected in body(desk.record())


def test_an_empty_gap_is_a_gap_and_a_missing_word_a_choice(desk: Desk) -> None:
    region = desk.region("paragraph", "a  here")
    line = region.lines[0].id
    desk.tag("gap", SpanTarget(line, 2, 2), reason="redacted", quantity="2", unit="line", desc="exemption 25X1")
    desk.tag("sic", SpanTarget(line, 0, 0), correction="Not")
    text = body(desk.record())
    gap = '<gap xml:id="t1a2" quantity="2" reason="redacted" unit="line"><desc>exemption 25X1</desc></gap>'
    assert f'<choice><sic xml:id="t1a1"/><corr>Not</corr></choice>a {gap} here' in text


def test_a_date_never_has_a_day_and_bounds(desk: Desk) -> None:
    region = desk.region("paragraph", "word")
    desk.mark("date", [words(region, "word")], {"when": "1962", "from": "1962-10", "to": "not yet"})
    text = written(desk.record())
    assert '<date xml:id="t1a1" when="1962">' in text
    assert "<term>from</term>1962-10" in text and "<term>to</term>not yet" in text


def test_names_lead_to_the_lists(desk: Desk) -> None:
    region = desk.region("paragraph", "Dobrynin saw Dobrynin")
    line = region.lines[0].id
    for start in (0, 13):
        desk.tag("person", SpanTarget(line, start, start + 8), name="Dobrynin, Anatoly", ref="https://example.org/1")
    text = written(desk.record())
    assert text.count('ref="#e1"') == 2
    assert (
        '<person xml:id="e1"><persName>Dobrynin, Anatoly</persName><idno type="URI">https://example.org/1</idno>'
        in text
    )


def test_what_no_element_takes_stands_beside(desk: Desk) -> None:
    region = desk.region("paragraph", "word")
    desk.mark("person", [words(region, "word")], {"date of birth": "1919", "role": "the sender"})
    text = written(desk.record())
    assert 'role="the-sender"' in text
    assert '<annotation xml:id="o1a1" target="#t1a1" motivation="tagging">' in text
    assert '<note type="attribute"><term>date of birth</term>1919</note>' in text
    assert '<note type="attribute"><term>role</term>the sender</note>' in text


def test_notes_stand_beside_and_point_at_anchors_regions_and_pages(desk: Desk) -> None:
    region = desk.region("paragraph", "a word here")
    desk.tag("note", words(region, "word"), text="why?\nask")
    desk.tag("note", RegionTarget(region.id), text="smudged")
    text = written(desk.record())
    assert 'a <anchor xml:id="t1a2s1"/>word<anchor xml:id="t1a2e1"/> here' in text
    assert '<annotation xml:id="o1a2" target="#t1a2s1 #t1a2e1" motivation="commenting"><note>why?\nask</note>' in text
    assert 'target="#s1r1" motivation="commenting"><note>smudged</note>' in text


def test_orphans_are_kept_with_their_quote(desk: Desk) -> None:
    desk.region("paragraph", "word")
    desk.mark("person", [], {"name": "X"}, quote="lost words")
    text = written(desk.record())
    assert 'target="#record" motivation="tagging" ana="#t-person"' in text
    assert '<note type="quote">lost words</note>' in text


def test_a_tag_set_can_say_how_its_kinds_and_tags_are_written(desk: Desk) -> None:
    tagset = read_tagset(
        'name = "mine"\n[[kind]]\nname = "minute"\nrole = "note"\nformats.tei = "note@type=minute"\n'
        'formats.alto = "MarginTextZone:minute"\n[[kind]]\nname = "evil"\nrole = "furniture"\nformats.tei = "script"\n'
        '[[tag]]\nname = "ship"\nformats.tei = "name@type=ship"\n'
        '[[tag]]\nname = "person"\nformats.tei = "rs@type=person"\n'
    )
    region = desk.region("minute", "The Essex sails")
    desk.region("evil", "x")
    desk.tag("ship", words(region, "Essex"), type="frigate")
    desk.tag("person", words(region, "The"))
    text = written(desk.record(tagset))
    assert '<note xml:id="t1r1" type="minute"' in text and 'type="MarginTextZone" subtype="minute"' in text
    assert '<fw xml:id="t1r2" type="evil"' in text
    assert '<name xml:id="t1a2" type="ship" ana="#t-ship">Essex</name>' in text
    assert '<rs xml:id="t1a1" type="person" ana="#t-person">The</rs>' in text
    assert "<term>type</term>frigate" in text


def test_a_list_takes_its_first_line_as_head_when_it_reads_like_one(desk: Desk) -> None:
    desk.region("routing", "Seen by", "Rostow", "Hughes")
    desk.region("routing", "Hilsman", "Hughes")
    text = body(desk.record())
    assert text.count("<head>") == 1 and "Seen by</head><item>" in text
    assert text.count("<item>") == 4


def test_places_are_told_in_words(desk: Desk) -> None:
    corner = ((1400, 2000), (1600, 2000), (1600, 2100), (1400, 2100))
    desk.region("stamp", "one", outline=corner)
    desk.region("marginalia", "two", outline=((10, 800), (200, 800), (200, 900), (10, 900)))
    desk.region("marginalia", "three", attributes={"place": "over the seal"})
    text = body(desk.record())
    assert 'place="bottom-right"' in text
    assert 'place="margin-left"' in text
    assert 'place="over-the-seal"' in text


def test_text_is_kept_code_point_for_code_point(desk: Desk) -> None:
    odd = "\ta\u00a0b\u2028c e\u0301 <&> ]]> “x” 😀\u200f\u00ad "
    desk.region("paragraph", odd, odd)
    text = written(desk.record())
    assert "\ta\u00a0b\u2028c e\u0301 &lt;&amp;&gt; ]]&gt; “x” 😀\u200f\u00ad \n<lb " in text


def test_the_same_record_gives_the_same_bytes(desk: Desk) -> None:
    region = desk.region("paragraph", "a word here")
    desk.mark("person", [words(region, "word")], {"name": "X", "born": "1919", "role": "sender"})
    one = written(desk.record(values={"date": "1962", "b": "1", "a": "2"}))
    desk.tags[0] = type(desk.tags[0])(
        desk.tags[0].id, "person", {"role": "sender", "born": "1919", "name": "X"}, desk.tags[0].targets
    )
    assert written(desk.record(values={"a": "2", "b": "1", "date": "1962"})) == one


def test_image_names_become_relative_addresses(desk: Desk) -> None:
    desk.page(image="Box 12/memo #1: ü.jpg")
    assert '<graphic url="Box%2012/memo%20%231%3A%20%C3%BC.jpg" mimeType="image/jpeg" width="1700px"' in written(
        desk.record()
    )


def test_a_deletion_over_blocks_spans_from_one_to_the_other(desk: Desk) -> None:
    first = desk.region("paragraph", "The first condition", "is not met.")
    second = desk.region("paragraph", "The second is. See", "Annex A.")
    targets = [words(first, "condition"), words(first, "is not met.", 2), words(second, "The second is.")]
    desk.tag("del", *targets, hand="ink")
    desk.tag("sic", *targets)
    text = written(desk.record())
    assert 'The first <delSpan xml:id="t1a1" spanTo="#t1a1e" hand="#h-ink"/>' in text
    assert '<anchor xml:id="t1a1e"/> See\n' in text
    assert text.count("<sic ") == 2 and text.count("<join ") == 1


def test_a_deletion_with_words_left_standing_between_is_in_pieces(desk: Desk) -> None:
    first = desk.region("paragraph", "The first condition", "is not met.")
    second = desk.region("paragraph", "The second is.")
    desk.tag("del", words(first, "condition"), words(first, "not met.", 2), words(second, "The second"))
    text = written(desk.record())
    assert "delSpan" not in text and text.count("<del ") == 3


def test_cells_stand_in_their_rows(desk: Desk) -> None:
    region = desk.region("table", "Name", "Date", "Kimmitt")
    places = ({"row": "0", "column": "0", "header": "true"}, {"row": "0", "column": "1"}, {"row": "1", "column": "0"})
    lines = tuple(replace(x, attributes=at) for x, at in zip(region.lines, places, strict=True))
    desk.contents[-1] = replace(desk.contents[-1], regions=(replace(region, lines=lines),))
    text = body(desk.record())
    assert '<row n="1"><cell n="1" role="label"><lb ' in text and text.count("<row ") == 2 and text.count("<cell ") == 3


def test_regions_that_are_cells_are_one_table(desk: Desk) -> None:
    for row, column, kept in (("0", "0", "t"), ("0", "1", "t"), ("1", "0", "t"), ("0", "0", "u")):
        desk.region("table", "x", "y", attributes={"row": row, "column": column, "parent": kept, "colspan": "2"})
    text = body(desk.record())
    assert text.count("<table ") == 2 and text.count("<row ") == 3 and text.count("<cell ") == 4
    assert '<cell n="2" cols="2">\n<milestone unit="region" xml:id="t1r2" facs="#s1r2"/>\n<lb ' in text


def test_a_note_in_the_margin_points_at_the_line_it_is_beside(desk: Desk) -> None:
    named = desk.region("paragraph", "one", "two")
    note = desk.region("marginalia", "see this", outline=((10, 138), (90, 138), (90, 150), (10, 150)))
    assert ' target="#t1r1l2">' in body(desk.record())
    told = replace(note, attributes={"target": str(named.lines[0].id)})
    desk.contents[-1] = replace(desk.contents[-1], regions=(named, told))
    assert ' target="#t1r1l1">' in body(desk.record())


def test_checked_lines_and_what_the_machine_thought_of_its_reading(desk: Desk) -> None:
    region = desk.region("paragraph", "one", "two", "three")
    sure = (0.93, 0.12345, None)
    read = ("one", "twa", "three")
    lines = tuple(
        replace(line, verified=line.seq == 1, confidence=c, ocr_text=r)
        for line, c, r in zip(region.lines, sure, read, strict=True)
    )
    desk.contents[-1] = replace(desk.contents[-1], regions=(replace(region, lines=lines),))
    text = written(desk.record())
    assert '<lb xml:id="t1r1l1" n="1" facs="#s1r1l1" change="#verified"/>one' in text
    assert '<change xml:id="verified" status="verified">' in text and text.count('"#verified"') == 1
    assert '<certainty target="#t1r1l1" locus="value" degree="0.93"/>' in text and text.count("<certainty ") == 1


def test_the_image_of_a_file_with_several_is_counted(desk: Desk) -> None:
    desk.page(image="scan.tif", frame=2)
    assert '<graphic url="scan.tif" n="3" mimeType="image/tiff"' in written(desk.record())
