"""Columns of a table are its text, not lists of offices or stamped numbers."""

import pytest

from editor.assist.marks.hits import Hit
from editor.assist.marks.sheet import Sheet
from editor.assist.marks.tables import entries
from editor.assist.marks.values import MarkLine, MarkPage
from tests.assist.marks.text import BODY, kinds

OFFICES = ("CE", "EA", "CE", "OSIG", "IC", "OGCR", "CE", "EUR", "IC", "ICS", "IC", "OSI", "CE", "IC", "OSI", "CE", "IC")
NUMBERS = ("005428507", "672196", "081160726", "087840", "507076762", "291180012", "108221041", "683575")


def of_table(texts, kind):
    sheet = Sheet(MarkPage(1, tuple(MarkLine(at, text) for at, text in enumerate((*BODY, *texts)))))
    places = range(len(BODY), len(sheet.pieces))
    return entries(sheet, {at: Hit(kind, 0.5, "A rule says so.") for at in places}) == set(places)


@pytest.mark.parametrize("kind", ["distribution", "routing"])
def test_offices_that_come_again_are_a_column_and_those_named_once_are_a_list(kind):
    assert of_table(OFFICES, kind)
    assert not of_table(dict.fromkeys(OFFICES), kind)
    assert not of_table(OFFICES[:9], kind)


def test_numbers_by_the_dozen_are_a_column():
    assert of_table(NUMBERS, "control")
    assert not of_table(NUMBERS[:5], "control")
    assert not of_table(NUMBERS, "page")


def test_a_column_of_numbers_is_not_offered():
    assert "control" not in kinds("SECRET", *BODY, *NUMBERS).values()


@pytest.mark.parametrize(
    ("many", "listed"), [(4, {"Memorandum for C/PSD, 2 May 1965", "Subject: The last"}), (3, set())]
)
def test_the_papers_of_a_list_have_no_headings_of_the_page(many, listed):
    texts = ("MEMORANDUM FOR: The Director", "SUBJECT: Files", "Memorandum for C/PSD, 2 May 1965", "Subject: The last")
    sheet = Sheet(MarkPage(1, tuple(MarkLine(at, text) for at, text in enumerate(texts[4 - many :]))))
    every = {at: Hit("heading", 0.5, "A rule says so.") for at in range(len(sheet.pieces))}
    assert {sheet.pieces[at].text for at in entries(sheet, every)} == listed


@pytest.mark.parametrize(
    ("texts", "kind", "dropped"),
    [
        (("C-VI-4", "C-IX-28", "C-X-6"), "control", True), (("C-VI-4", "C-IX-28"), "control", False),
        (("(26 August",), "date", True), (("1925)",), "date", True), (("26 August 1925",), "date", False),
    ],
)  # fmt: skip
def test_items_of_a_list_and_days_in_a_bracket_of_the_text_are_not_stamped(texts, kind, dropped):
    assert of_table(texts, kind) is dropped


@pytest.mark.parametrize(
    ("texts", "kind", "dropped"),
    [
        (("09/13/14", "5/29/25", "12 June 1923"), "date", True), (("09/13/14", "5/29/25"), "date", False),
        (("28 Feb 1964", "14 Mar 64", "3 Apr 64"), "dateline", True), (("28 Feb 1964", "14 Mar 64"), "dateline", False),
        (("(1)", "(2.)", "(3.)", "(4)"), "distribution", True), (("(1)", "(2.)", "(3.)"), "distribution", False),
        (("(1)", "(4)", "(2)", "(1)"), "distribution", False),
        (("(1)", "(2) DBF-31814 (record copy)", "(3)", "(5) DFB-30588"), "distribution", True),
    ],
)  # fmt: skip
def test_days_below_each_other_and_the_points_of_a_list_are_no_marks(texts, kind, dropped):
    assert of_table(texts, kind) is dropped


def test_numbers_of_the_papers_that_a_page_lists_are_not_its_own():
    copies = [f"DBF-{number}26 (copy)" for number in range(101, 107)]
    assert of_table(copies, "control") and not of_table(copies[:5], "control")
    listed = kinds("SECRET", "201-289248", *BODY, "TKH-205 (record copy)", *copies, "TKH-266", "UFGA-14051 (copy)")
    assert [text for text, kind in listed.items() if kind == "control"] == ["201-289248"]


def test_a_page_with_more_numbers_than_any_has_of_its_own_lists_those_of_others():
    numbers = [f"EX-{number}/{number}" for number in range(20, 36)]
    sheet = Sheet(MarkPage(1, tuple(MarkLine(at, text) for at, text in enumerate(numbers))))
    every = {at: Hit("control", 0.5, "A rule says so.") for at in range(len(sheet.pieces))}
    assert entries(sheet, every) == set(range(5, 11))
    assert entries(sheet, dict(list(every.items())[:13])) == set()


@pytest.mark.parametrize(
    ("texts", "dropped"),
    [
        (("A-2236", "A- 16", "A-135", "À- 113"), True), (("A-2236", "A- 16", "A-135"), False),
        (("[LOND 6097 (IN 69100)]",), True), (("77148)]",), True), (("LOND 6097 (IN 69100)",), False),
    ],
)  # fmt: skip
def test_columns_of_serial_numbers_and_cited_telegrams_are_the_texts(texts, dropped):
    assert of_table(texts, "control") is dropped
