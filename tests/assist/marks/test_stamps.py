"""Stamps that were read badly, in pieces, or on a form; and wording of marks that is text."""

from __future__ import annotations

import pytest

from editor.assist.marks.judge import is_safe, marks_of
from editor.assist.marks.values import Mark, MarkLine, MarkPage
from tests.assist.marks.text import BODY, by_rules

TEXT = (
    "The committee met again in the afternoon and went through the",
    "papers that had been put before it by the office in the harbour",
    "town, of which most were copies of letters that nobody had seen",
)


def marks(*texts: str) -> list[Mark]:
    return marks_of(MarkPage(1, tuple(MarkLine(at, text) for at, text in enumerate(texts))))


def kinds_of(*texts: str) -> dict[int, str]:
    return {each.line: mark.kind for mark in marks(*texts) for each in mark.ranges}


@pytest.mark.parametrize(
    "stamp",
    [
        ("Exciudea tram aulomalic", "downgradlng and", "#c19a55-1ca1n"),
        ("APPROVFD ROR RELEACE", "CIA MISTORICAL REVEN PROGRAN", "1997"),
        ('"SANITIZFD VERSION',),
        ("CIA HAS NO OBJECTION TO", "RELEASE 0F GIA INFORNATION", "3/14/98"),
        ("DECLASSIFIED BY 4410 ABC", "77120-4417ab/cde"),
    ],
)
def test_a_worn_stamp_is_told_with_what_stands_in_it(stamp: tuple[str, ...]) -> None:
    found = kinds_of(*TEXT, *stamp)

    assert [found.get(at + len(TEXT)) in ("declassification", "review") for at in range(len(stamp))] == [True] * len(
        stamp
    )


def test_a_worn_line_of_a_stamp_is_offered_only() -> None:
    assert not any(is_safe(mark) for mark in marks(*TEXT, "dovvngradlug"))


@pytest.mark.parametrize(
    "line", ["CERTIFICATION", "INCLUDED", "AGENCY INFORMATION", "DATE OF INFORMATION", "12 May 1962"]
)
def test_what_only_resembles_a_stamp_is_none(line: str) -> None:
    assert "declassification" not in kinds_of(*TEXT, line).values()


def test_the_date_of_a_paper_is_none_of_a_schedule_beside_it() -> None:
    assert kinds_of(*TEXT, "GROUP 1", "Excluded from automatic", "12 May 1972").get(5) != "declassification"


def test_a_stamp_on_a_cover_form_is_kept() -> None:
    found = kinds_of(
        "IDENTIFICATION FORM", "AGENCY : HARBOUR OFFICE", "CIA HAS NO OBJECTION TO", "DECLASSIFICATION AND/OR"
    )

    assert found == {2: "declassification", 3: "declassification"}


@pytest.mark.parametrize("end", ["SECRET DINAR", "UNCLASSIFIED"])
def test_the_end_of_a_sentence_within_brackets_is_not_taken_unasked(end: str) -> None:
    open_bracket = "which was said to be so by the embassy. (Report 14, 3 May, TOP"

    assert not any(is_safe(mark) for mark in marks(*TEXT, open_bracket, end, *TEXT))


@pytest.mark.parametrize("number", ["801-289200.8", "1959-19164", "8105-331"])
def test_a_torn_number_in_the_text_is_not_taken_unasked(number: str) -> None:
    assert not any(is_safe(mark) for mark in marks(*TEXT, "and so", number, "then", *TEXT))


@pytest.mark.parametrize(
    "line",
    [
        "QOFORN /CONTINUED CONTROLYNO DISSEM",
        "ABROAD/BACKGROUND USE ONLY DUSMYL CUION",
        "SO UNELD CONTROLLFD NO DISSEM ABRDAD",
    ],
)
def test_two_words_of_caveats_make_one_whatever_stands_between(line: str) -> None:
    assert kinds_of(line, *TEXT).get(0) == "handling"


def test_a_caveat_goes_on_on_the_next_line() -> None:
    assert kinds_of("NO DISSEM ABROAD/BACKGROUND USE", "ONLY", *TEXT).get(1) == "handling"


@pytest.mark.parametrize(
    "number",
    [
        "TOCS 0B-3/412,907.", "T0CS : DB=3/412,907", "SC NO. 00412/63", "COPY NO. 41.", "NLJ-81-123", "NL1-79-17",
        "H# 41907", "41 DocId: 32201234 Page 3", "WS 311-DI-22", "105-41907-64, 65", "UABC-41907, 14 JANUARY 1965",
    ],
)  # fmt: skip
def test_numbers_of_registries_are_told_by_how_they_are_written(number: str) -> None:
    assert kinds_of(number, *TEXT).get(0) == "control"


@pytest.mark.parametrize("word", ["DECLAS", "SECOEF"])
def test_a_word_that_is_nearer_to_another_is_no_classification(word: str) -> None:
    assert "classification" not in kinds_of(word, *TEXT).values()


@pytest.mark.parametrize("field", ["ELASSIFICATION", "CLASSIFICATJON"])
def test_what_is_nearer_to_the_name_of_a_field_than_to_a_stamp_is_no_stamp(field: str) -> None:
    assert "declassification" not in by_rules("SECRET", field, *BODY).values()
    assert by_rules("SECRET", "DECLASSIFICATJON", *BODY)["DECLASSIFICATJON"] == "declassification"
