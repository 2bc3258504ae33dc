"""The judge of our files: what it lets pass, what it refuses, and that it is quick."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from lxml import etree

from editor.formats.tei.names import TEI
from editor.formats.tei.profile import faults, grammar
from editor.formats.tei.read import differences
from editor.formats.tei.record import Record
from editor.model.annotation import SpanTarget
from tests.formats.tei.build import REVISIONS, Desk, words, written


def good(pages: int = 2) -> Record:
    desk = Desk()
    for _ in range(pages):
        desk.page()
        desk.region("heading", "MEMORANDUM")
        region = desk.region("paragraph", "told Ambassador Dobrynin", "of the quar-", "antine")
        other = desk.region("paragraph", "and so on")
        desk.region("signature", "McGeorge Bundy", hand="ink")
        desk.region("classification", "SECRET")
        desk.tag("person", words(region, "Dobrynin"), name="Dobrynin, Anatoly")
        desk.tag("hi", words(region, "Ambassador Dob"))
        desk.tag("quote", words(region, "antine", 3), SpanTarget(other.lines[0].id, 0, 3))
        desk.tag("note", words(region, "told"), text="when?")
    return desk.record(values={"repository": "Archive", "date": "1962"}, changes=REVISIONS)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "record.xml"
    made.write_text(written(good()), encoding="utf-8")
    return made


def spoiled(path: Path, before: str, after: str) -> list[str]:
    text = path.read_text(encoding="utf-8")
    assert before in text, text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")
    return faults(path)


def test_what_we_write_passes(path: Path) -> None:
    assert faults(path) == []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<titleStmt>", "<titleStmt><author>x</author>"),
        ("<title>A memorandum</title>", "<title/>"),
        ('when="2026-11-20T09:30:00Z"', 'when=""'),
        ('when="1962"', 'when="sixty-two"'),
        ("</surface>", "<p>x</p></surface>"),
        (' points="', ' points="1 '),
        (' n="1" type="MainZone"', ' type="MainZone"'),
        ('type="line"', 'type="word"'),
        ("</p>\n", "</p>\n<bogus/>"),
        ("</p>\n", "</p>stray words\n"),
        ("<p ", "stray words<p "),
        ("</div>", "</div><p>x</p>"),
        ("</closer>", "</closer><p>x</p>"),
        ("</text>", "</text><text/>"),
        ("</text>", "<back/></text>"),
        ("</p>", '<anchor xml:id="x"/></p>'),
        ("<persName ", '<persName key="a" '),
        ("<persName ", "<script "),
        ('<pc force="weak">-</pc>', '<pc force="weak">--</pc>'),
        ("</listPerson>", "</listPerson><listPerson/>"),
        ('motivation="commenting"', 'motivation="wondering"'),
        ("<lb ", "told <lb "),
    ],
)
def test_what_we_do_not_write_is_refused(path: Path, before: str, after: str) -> None:
    assert spoiled(path, before, after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('facs="#s1"', 'facs="#s9"'),
        ('facs="#s1r2l1"', 'facs="#s1r2l2"'),
        ('corresp="#t1r2l1"', 'corresp="#t1r2l2"'),
        ('hand="#h-ink"', 'hand="#h-pencil"'),
        ('ref="#e1"', 'ref="#e2"'),
        ('xml:id="t1r2l1"', 'xml:id="t1r2l2"'),
        (' prev="#t1a4"', ""),
        ('target="#t1a1s1 ', 'target="#t1a1s2 '),
        ('corresp="#t1r2"', 'corresp="#t1r9"'),
        ('<lb xml:id="t1r2l2" n="2" facs="#s1r2l2"/>', '<lb xml:id="t1r2l2" n="2"/>'),
        ('<zone xml:id="s1r2l2" type="line" corresp="#t1r2l2"', '<zone xml:id="s1r2l2" type="line"'),
        ('xml:id="t2r3"', 'xml:id="t1r3"'),
        ('xml:id="t1a2"', 'xml:id="t1a3"'),
        ('target="#t1a1s1 #t1a1e1"', 'target="#s9"'),
    ],
)
def test_links_that_lead_nowhere_are_found(path: Path, before: str, after: str) -> None:
    assert spoiled(path, before, after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('spanTo="#t1a1e"', 'spanTo="#t1a2e"'),
        ('<anchor xml:id="t1a1e"/>', ""),
        (' spanTo="#t1a1e"', ""),
    ],
)
def test_a_span_needs_its_end(tmp_path: Path, before: str, after: str) -> None:
    desk = Desk()
    desk.page()
    first, second = desk.region("paragraph", "one"), desk.region("paragraph", "two")
    desk.tag("del", words(first, "one"), words(second, "two"))
    path = tmp_path / "record.xml"
    path.write_text(written(desk.record()), encoding="utf-8")
    assert faults(path) == []
    assert spoiled(path, before, after)


@pytest.mark.parametrize("text", ["", "<TEI", "<html/>", "<!DOCTYPE x [<!ENTITY a 'b'>]><TEI/>"])
def test_no_file_of_ours_at_all(tmp_path: Path, text: str) -> None:
    path = tmp_path / "x.xml"
    path.write_text(text, encoding="utf-8")
    assert len(faults(path)) == 1
    assert faults(tmp_path / "missing.xml")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Ambassador <", "Ambassador\u00a0<"),
        ("and</q> so", "and</q>  so"),
        ("\n<lb ", "\n\n<lb "),
        ("#k-signature", "#k-heading"),
        ('points="100,220', 'points="101,220'),
        ('ulx="100"', 'ulx="90"'),
        ('hand="#h-ink" ulx', "ulx"),
        ("Dobrynin, Anatoly", "Dobrynin, A."),
        ("<note>when?</note>", "<note>who?</note>"),
        ("<label>page 1</label>", ""),
        ("<title>A memorandum</title>", "<title>A memo</title>"),
        ('<date when="1962">1962</date>', '<date when="1962">1963</date>'),
        ("rynin</persName>", "</persName>rynin"),
        ('<path type="baseline" points="100,235', '<path type="baseline" points="100,234'),
    ],
)
def test_what_does_not_say_the_same_is_noticed(path: Path, before: str, after: str) -> None:
    assert differences(good(), path) == []
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")
    assert faults(path) or differences(good(), path)


def test_missing_and_foreign_annotations_are_noticed(path: Path) -> None:
    record = good()
    pages = list(record.pages())
    fewer = [pages[0], type(pages[1])(pages[1].page, pages[1].regions, pages[1].annotations[1:])]
    assert differences(type(record)(record.document, record.tagset, lambda: iter(fewer), record.changes), path)
    assert differences(type(record)(record.document, record.tagset, lambda: iter(pages[:1]), record.changes), path)


def test_long_parts_are_judged_as_strictly_as_short_ones(tmp_path: Path) -> None:
    desk = Desk()
    desk.page()
    for number in range(450):
        desk.region("paragraph", f"line {number}")
    path = tmp_path / "long.xml"
    text = written(desk.record())
    path.write_text(text, encoding="utf-8")
    assert faults(path) == []
    late = text.rindex("<p ")
    path.write_text(text[:late] + text[late:].replace("<p ", "<head ").replace("</p>", "</head>"), encoding="utf-8")
    assert faults(path)
    path.write_text(text[:late] + "<bogus/>" + text[late:], encoding="utf-8")
    assert faults(path)


def test_the_grammar_compiles_and_judges_in_milliseconds(tmp_path: Path) -> None:
    grammar.cache_clear()
    start = time.process_time()
    grammar()
    assert time.process_time() - start < 0.5
    path = tmp_path / "five.xml"
    path.write_text(written(good(5)), encoding="utf-8")
    tree = etree.parse(str(path))
    start = time.process_time()
    assert grammar().validate(tree)
    assert time.process_time() - start < 0.2


def test_a_dtd_behind_a_comment_is_not_loaded(tmp_path: Path) -> None:
    """Without collecting ids the library loads the DTD a file names: that is for files of our own making only."""
    (tmp_path / "a.dtd").write_text("this is no DTD")
    file = tmp_path / "a.xml"
    file.write_text(f'<!-- <TEI --><!DOCTYPE TEI SYSTEM "{(tmp_path / "a.dtd").as_uri()}"><TEI xmlns="{TEI}"/>')
    assert not [fault for fault in faults(file) if "external subset" in fault or "well-formed" in fault]
