"""Markdown out: the marks of a record, and text that stays text whatever signs are in it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from editor.formats.markdown import escaped, started, write
from editor.model.annotation import PageTarget, SpanTarget
from editor.model.page import Document
from editor.model.tagset import read_tagset
from tests.formats.tei.build import Desk, whole, words

PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


@pytest.fixture
def desk() -> Desk:
    made = Desk()
    made.page()
    return made


def said(desk: Desk, title: str = "Memo") -> str:
    text = "".join(write(Document(1, 1, title), desk.pages()))
    head, _, rest = text.partition("\n")
    assert head == f"# {title}"
    return rest.strip("\n")


def shown(markdown: str) -> str:
    """Return the text a reader of Markdown sees, blanks as single ones."""
    inline = [token for token in PARSER.parse(markdown) if token.type == "inline"]
    words = ("".join(child.content for child in token.children or ()) for token in inline)
    return " ".join(" ".join(words).split())


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("paragraph", "A B"),
        ("heading", "## A B"),
        ("letterhead", "> [letterhead] A / B"),
        ("classification", "**[A / B]**"),
        ("caveat", "[caveat: A / B]"),
        ("declassification", "[stamp: A / B]"),
        ("control-number", "[no. A / B]"),
        ("page-number", "[p. A / B]"),
        ("header", ""),
        ("footer", "[footer: A / B]"),
        ("marginalia", "[margin: A / B]"),
        ("routing", "- A\n- B"),
        ("signature", "[signed] A B"),
        ("table", "| A |\n| --- |\n| B |"),
        ("separator", ""),
        ("unheard of", "A B"),
    ],
)
def test_kinds(desk, kind, expected):
    desk.region(kind, "A", "B")
    assert said(desk) == expected


def test_kinds_without_words(desk):
    for kind in ("seal", "image", "redaction", "damage"):
        desk.region(kind)
    assert said(desk) == "![seal]\n\n![image]\n\n[redacted]"


@pytest.mark.parametrize(
    ("tag", "attributes", "expected"),
    [
        ("person", {"name": "x"}, "a word here"),
        ("unclear", {}, "a word[?] here"),
        ("del", {}, "a ~~word~~ here"),
        ("add", {}, "a ^word^ here"),
        ("sic", {"correction": "w*rd"}, "a w\\*rd here"),
        ("sic", {}, "a word [sic] here"),
        ("abbrev", {"expansion": "x"}, "a word here"),
        ("underline", {}, "a <u>word</u> here"),
        ("hand", {}, "a {hand: word} here"),
        ("stamp", {}, "a [stamp: word] here"),
        ("hi", {"rend": "bold"}, "a **word** here"),
        ("hi", {"rend": "italic"}, "a *word* here"),
        ("metamark", {}, "a word here"),
        ("ship", {}, "a word here"),
    ],
)
def test_tags(desk, tag, attributes, expected):
    region = desk.region("paragraph", "a word here")
    desk.tag(tag, words(region, "word"), **attributes)
    assert said(desk) == expected


def test_gaps_and_struck_regions(desk):
    region = desk.region("paragraph", "a  here")
    desk.tag("gap", SpanTarget(region.lines[0].id, 2, 2), reason="redacted", quantity="2", unit="lines")
    desk.tag("del", whole(desk.region("classification", "TOP SECRET")))
    assert said(desk) == "a [redacted: 2 lines] here\n\n**[~~TOP SECRET~~]**"


def test_notes_come_at_the_end(desk):
    region = desk.region("paragraph", "a word here")
    desk.tag("note", words(region, "word"), text="1. *seen*")
    desk.tag("note", whole(region), text="whole")
    desk.tag("note", PageTarget(desk.contents[0].page.id), text="page")
    assert said(desk) == ("[^1]\n\na word[^2] here[^3]\n\n[^1]: page\n[^2]: 1\\. \\*seen\\*\n[^3]: whole")


def test_a_word_cut_by_the_line_or_the_page_is_one(desk):
    first = desk.region("paragraph", "the quaran-")
    desk.region("footer", "11/3/62")
    desk.page()
    region = desk.region("paragraph", "tine must in-", "spect", continues=first.id)
    desk.tag("hi", words(region, "in-"), words(region, "spect", 2), rend="bold")
    assert said(desk) == "the quarantine must **inspect**\n\n[footer: 11/3/62]"


def test_brackets_of_ours_make_no_links(desk):
    region = desk.region("paragraph", "NSC(x) said: wow!Roe")
    desk.tag("stamp", words(region, "NSC"))
    desk.tag("unclear", words(region, "Roe"))
    second = desk.region("paragraph", "NSC: done")
    desk.tag("stamp", words(second, "NSC"))
    text = said(desk)
    assert shown(text) == "[stamp: NSC](x) said: wow!Roe[?] [stamp: NSC]: done"


def test_the_tag_set_may_say_how_a_kind_is_written(desk):
    desk.region("minute", "yes")
    tagset = read_tagset('name = "x"\n[[kind]]\nname = "minute"\nrole = "note"\nformats.markdown = "_({})_"')
    assert "".join(write(Document(1, 1, ""), desk.pages(), tagset)) == "# Untitled\n\n_(yes)_\n"


SIGNS = st.text(st.sampled_from("*_#`~<>[]()!&|\\^$+-=.:1a \t{}\"'\u00a0é;/@x20"), max_size=24)


@given(SIGNS)
def test_text_stays_text(text):
    desk = Desk()
    desk.page()
    desk.region("paragraph", text)
    found = said(desk)
    assert shown(found) == " ".join(text.split())
    tokens = PARSER.parse(found)
    assert {token.type for token in tokens} <= {"paragraph_open", "inline", "paragraph_close"}
    inside = {child.type for token in tokens for child in token.children or ()}
    assert inside <= {"text", "text_special"}


@given(SIGNS, SIGNS)
def test_text_stays_text_in_lists_and_tables(first, second):
    for kind in ("routing", "table"):
        desk = Desk()
        desk.page()
        desk.region(kind, f"a{first}", f"b{second}")
        tokens = PARSER.parse(said(desk))
        inside = {child.type for token in tokens for child in token.children or ()}
        assert inside <= {"text", "text_special"}
        assert "".join(shown(said(desk)).split()) == "".join(f"a{first}b{second}".split())


def test_line_ends_within_a_line_become_blanks():
    assert escaped("a\r\n# b") == "a # b"
    assert started("  ## b") == "\\## b"
    assert re.fullmatch(r"12\\\. x", started("12. x"))
