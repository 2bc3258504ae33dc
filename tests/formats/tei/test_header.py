"""The header says what is known, declares what is used, and writes nothing empty."""

from __future__ import annotations

from pathlib import Path

from lxml import etree

from editor.formats.tei.names import version
from editor.formats.tei.profile import faults
from editor.formats.tei.read import read
from editor.formats.tei.record import Revision
from tests.formats.tei.build import REVISIONS, Desk, words, written

FULL = {
    "type": "memorandum",
    "date": "1962-11-16",
    "from": "McGeorge Bundy",
    "to": "Executive Committee",
    "subject": "Removal of IL-28's",
    "repository": "Example Archive",
    "collection": "Office Files",
    "shelfmark": "Box 12, folder 3",
    "control_number": "87-0052123",
    "classification": "Unclassified, once Top Secret",
    "language": "en",
    "publisher": "Example Archive",
    "availability": "Public domain.",
    "summary": "Where the talks stand.",
    "file name": "memo #1",
}


def header(text: str) -> etree._Element:
    found = etree.fromstring(text.encode()).find("{*}teiHeader")
    assert found is not None
    return found


def test_all_metadata_has_a_place_and_comes_back(tmp_path: Path) -> None:
    desk = Desk()
    desk.page()
    desk.region("paragraph", "one", hand="ink")
    path = tmp_path / "record.xml"
    path.write_text(written(desk.record(values=FULL, changes=REVISIONS)), encoding="utf-8")
    assert faults(path) == []
    back = read(path).document
    assert dict(back.values) == FULL
    assert back.title == "A memorandum"
    root = header(path.read_text(encoding="utf-8"))
    assert root.findtext(".//{*}altIdentifier/{*}idno") == "87-0052123"
    assert root.find(".//{*}catRef").get("target") == "#cl-u"
    assert root.find(".//{*}handDesc/{*}handNote").get("medium") == "ink"
    assert root.findtext(".//{*}correspAction[@type='received']/{*}name") == "Executive Committee"


def test_nothing_is_declared_that_is_not_used() -> None:
    desk = Desk()
    desk.page()
    region = desk.region("paragraph", "a word")
    text = written(desk.record())
    for element in (
        "handNote",
        "tax-tags",
        "tax-levels",
        "profileDesc",
        "revisionDesc",
        "standOff",
        "msDesc",
        "reflowed",
    ):
        assert element not in text
    desk.tag("person", words(region, "word"), hand="ink")
    assert "handNote" not in written(desk.record())
    desk.tag("del", words(region, "word"), hand="pencil")
    assert '<handNote xml:id="h-pencil" medium="pencil">Pencil</handNote>' in written(desk.record())


def test_no_attribute_is_empty_and_no_required_element_missing() -> None:
    empty = dict.fromkeys(FULL, "") | {"repository": " "}
    root = etree.fromstring(written(Desk().record(values=empty, changes=(Revision("", "", "", ""),))).encode())
    assert root.find("{*}facsimile") is None
    assert all(value for element in root.iter(etree.Element) for value in element.attrib.values())
    assert root.findtext(".//{*}titleStmt/{*}title") == "A memorandum"


def test_revisions_stand_newest_first_with_their_status() -> None:
    root = header(written(Desk().record(changes=REVISIONS, people=("A. Archivist",), software=("engine-x 1.0",))))
    changes = root.findall(".//{*}change")
    assert [change.get("when") for change in changes] == ["2026-11-20T09:30:00Z", "2026-11-19T08:00:00Z"]
    assert root.find("{*}revisionDesc").get("status") == "corrected"
    assert changes[0].get("who") == "#u1"
    assert root.findtext(".//{*}respStmt[@{http://www.w3.org/XML/1998/namespace}id='u1']/{*}persName") == "A. Archivist"
    assert root.findtext(".//{*}respStmt/{*}name") == "engine-x 1.0"


def test_hands_with_like_names_stay_apart() -> None:
    desk = Desk()
    desk.page()
    desk.region("paragraph", "one", hand="hand A")
    desk.region("paragraph", "two", hand="hand-A")
    notes = header(written(desk.record())).findall(".//{*}handNote")
    assert len({note.get("{http://www.w3.org/XML/1998/namespace}id") for note in notes}) == 2


def test_a_development_version_is_written_by_its_number() -> None:
    assert version("0.2.1.dev4+g1234") == "0.2.1"
    assert version("unknown") == "0"
