"""Tables as CSV: as RFC 4180 wants them, in the order of the text, and no cell a formula."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.formats.table import ANNOTATIONS, DANGEROUS, LINES, attributes, of_annotations, of_lines, row
from editor.model.annotation import PageTarget
from editor.model.page import Document
from tests.formats.tei.build import Desk, whole, words

MEMO = Document(1, 1, "Memo, 1962")


@pytest.fixture
def desk() -> Desk:
    made = Desk()
    made.page()
    return made


def rows(pieces) -> list[dict[str, str]]:
    text = "".join(pieces)
    assert text.count("\r\n") >= 1 and text.endswith("\r\n")
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def test_every_annotation_with_its_place(desk):
    first = desk.region("paragraph", "Ann Smith", "came")
    note = desk.tag("note", words(first, "came", 2), text='said "yes",\nthen left')
    person = desk.tag("person", words(first, "Ann Smith"), ref="x;y", name="Smith, Ann")
    struck = desk.tag("del", whole(desk.region("classification", "SECRET")))
    page = desk.tag("note", PageTarget(desk.contents[0].page.id), text="torn")
    desk.tag("date", attributes={})
    (orphan,) = desk.orphans
    found = rows(of_annotations(MEMO, desk.pages(), orphans=[orphan]))
    assert list(found[0]) == list(ANNOTATIONS)
    assert [r["annotation"] for r in found] == [str(a.id) for a in (page, person, note, struck, orphan)]
    assert [r["document"] for r in found] == ["Memo, 1962"] * 5
    ann = found[1]
    assert (ann["page"], ann["label"], ann["image"]) == ("1", "page 1", "p0001.jpg")
    assert (ann["region"], ann["kind"], ann["line"]) == ("1", "Paragraph", "1")
    assert (ann["tag"], ann["quote"], ann["start"], ann["end"]) == ("Person", "Ann Smith", "0", "9")
    assert ann["attributes"] == "name=Smith, Ann; ref=x\\;y"
    assert (found[2]["tag"], found[2]["note"], found[2]["attributes"]) == ("Note", 'said "yes",\nthen left', "")
    assert (found[3]["region"], found[3]["line"], found[3]["start"]) == ("2", "", "")
    assert (found[4]["page"], found[4]["tag"]) == ("", "Date")


def test_a_tag_over_two_pages_has_a_row_on_each(desk):
    first = desk.region("paragraph", "John")
    desk.page()
    second = desk.region("paragraph", "Dulles")
    desk.tag("person", words(first, "John"), words(second, "Dulles"))
    assert [(r["page"], r["quote"]) for r in rows(of_annotations(MEMO, desk.pages()))] == [
        ("1", "John"),
        ("2", "Dulles"),
    ]


def test_every_line(desk):
    desk.region("paragraph", "one", "=two", hand="ink")
    found = rows(of_lines(MEMO, desk.pages()))
    assert list(found[0]) == list(LINES)
    assert [(r["line"], r["text"], r["hand"], r["verified"]) for r in found] == [
        ("1", "one", "ink", "no"),
        ("2", "'=two", "ink", "no"),
    ]


@given(st.lists(st.text(st.characters(blacklist_categories=("Cs",)), max_size=8), min_size=1, max_size=5))
def test_cells_come_back_and_none_is_a_formula(cells):
    (found,) = csv.reader(io.StringIO(row(cells), newline=""), strict=True) if cells != [""] else [[""]]
    assert len(found) == len(cells)
    for cell, back in zip(cells, found, strict=True):
        assert not back.startswith(DANGEROUS)
        assert back == (f"'{cell}" if cell[:1] in DANGEROUS and cell else cell)


def test_attributes_by_name():
    assert attributes({"b": "2", "a": "1\\", "text": "x", "c": ""}) == "a=1\\\\; b=2"
