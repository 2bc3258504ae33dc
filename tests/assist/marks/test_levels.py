"""Levels, stamps on how long something is classified and numbers, read badly at the edges of a page."""

from __future__ import annotations

import pytest

from editor.assist.marks.judge import is_safe, marks_of
from editor.assist.marks.repeat import Repetition
from editor.assist.marks.values import Mark, MarkLine, MarkPage
from tests.assist.marks.text import BODY, by_rules, found, kinds

TEXT = (
    "The harbour master wrote again in the evening and asked for the",
    "books that had been kept by his clerk in the year before, since",
    "nobody in the town could say where the boats had gone that night",
)


def page(*texts: str, number: int = 1) -> MarkPage:
    return MarkPage(number, tuple(MarkLine(at, text) for at, text in enumerate(texts)))


def marks(*texts: str) -> list[Mark]:
    return marks_of(page(*texts))


def kinds_of(*texts: str) -> dict[int, str]:
    return {each.line: mark.kind for mark in marks(*texts) for each in mark.ranges}


@pytest.mark.parametrize("number", ["3341-55-70221", "88 204 113", "7704415"])
def test_a_long_number_written_like_none_that_is_known_is_not_taken_unasked(number: str) -> None:
    for texts in ((number, *TEXT), (*TEXT, number)):
        found = marks(*texts)

        assert not any(is_safe(mark) for mark in found if mark.text == number)


@pytest.mark.parametrize(
    "stamp",
    [("GI BY 044113",), ("Cl 8Y 044113",), ("CL (0441137-",), ("CROUP T",), ("GROUPT",), ("EZ IMFDET", "CL BY 044113")],
)
def test_a_short_line_of_a_schedule_is_told_with_a_letter_misread(stamp: tuple[str, ...]) -> None:
    found = kinds_of(*TEXT, *stamp)

    assert [found.get(len(TEXT) + at) for at in range(len(stamp))] == ["declassification"] * len(stamp)


def test_the_guide_that_a_paper_is_classified_by_is_a_stamp() -> None:
    found = kinds_of(*TEXT, "Derived From:", "NAVY/CSM 122-3,", "Dated 4 May 1990", 'Source Marked "OADR"')

    assert [found.get(len(TEXT) + at) for at in range(4)] == ["declassification"] * 4


def test_the_name_of_a_field_is_no_stamp() -> None:
    assert "declassification" not in kinds_of("CLASSIFICATION : T", *TEXT).values()


@pytest.mark.parametrize("number", ["14-0v000", "4z-00000", "13*00P00", "14/00", "NW 8S114 DocldQ322E4490 Page 2"])
def test_a_worn_number_of_a_copy_is_a_control_number(number: str) -> None:
    assert kinds_of(number, *TEXT).get(0) == "control"


@pytest.mark.parametrize("word", ["SCOEST", "$5022T", "CFPRFT", "TOP"])
def test_a_worn_level_is_told_by_the_one_at_the_other_end_of_the_page(word: str) -> None:
    found = marks("SECRET", *TEXT, *TEXT, word)

    assert [mark.kind for mark in found] == ["classification"] * 2
    assert not is_safe(found[1])


def test_a_worn_level_is_told_by_the_same_place_on_other_pages() -> None:
    pages = [page("SECRET", *TEXT, *TEXT, str(number), number=number) for number in (1, 2, 3)]
    worn = page("8ICBBT", *TEXT, *TEXT, number=4)
    running = Repetition([*pages, worn]).count

    assert [(mark.kind, is_safe(mark)) for mark in marks_of(worn, running)] == [("classification", False)]


@pytest.mark.parametrize("word", ["SUBJECT", "REQUEST", "HARBOUR", "SEP 23", "STAFF"])
def test_an_ordinary_word_at_the_edge_of_a_classified_page_is_no_level(word: str) -> None:
    assert kinds_of(*("SECRET", *TEXT, *TEXT, word)).get(7) != "classification"


@pytest.mark.parametrize("line", ["UMDRA", "DINAR", "TCP SECRET / SH0ney SPOKE"])
def test_a_codeword_is_a_level(line: str) -> None:
    first, _, second = line.partition(" / ")

    assert set(kinds_of(first, *filter(None, [second]), *TEXT).values()) == {"classification"}


@pytest.mark.parametrize("caveat", ["RYBAT HOMUSK", "ORIGINATING AGENCY'S DETERMINATION REQUIRED"])
def test_what_restricts_a_cable_is_a_caveat(caveat: str) -> None:
    assert kinds_of("SECRET", caveat, *TEXT).get(1) == "handling"


def test_the_cut_line_of_a_stamp_is_told_beside_the_others() -> None:
    found = kinds_of(*TEXT, "RETURN TO CIA", '"Backgrourd Use', '" Do Not Repra:')

    assert [found.get(len(TEXT) + at) for at in range(3)] == ["handling"] * 3


def test_the_day_of_a_paper_is_none_of_the_line_on_who_classified_it() -> None:
    assert kinds_of("CL BY: 441137", "DECL ON: X1", "4 May 1997", *TEXT).get(2) != "declassification"


@pytest.mark.parametrize(
    "line", ["MBAR-355.", "THAT 1834", "Fire prodection", "east SECRET", "authority for decision. ]", "N 51208"]
)
def test_what_may_be_the_end_of_a_sentence_is_not_taken_unasked(line: str) -> None:
    assert not any(is_safe(mark) for mark in marks(*TEXT, line))


@pytest.mark.parametrize(
    "banner",
    [
        "TOP SECRET/SENSITIVE Attaohments",
        "CONFIDENTIAL Enclosures",
        "CONF IDENTIAL COMINT CHANNELS",
    ],
)
def test_a_banner_may_name_its_papers_and_its_level_may_be_read_as_two_words(banner):
    assert [(mark.kind, mark.text) for mark in marks(banner, *TEXT * 4)] == [("classification", banner)]


@pytest.mark.parametrize("line", ["Secret attachments to the letter", "THE ATTACHMENTS ARE WITH THE DENTIAL BOARD"])
def test_papers_alone_are_no_banner(line):
    assert not any(mark.kind == "classification" for mark in marks(line, *TEXT * 4))


@pytest.mark.parametrize("parts", [("CON/", "TAL"), ("UNC", "FIED")])
def test_the_ends_of_a_level_under_each_other_are_one_read_in_two(parts: tuple[str, str]) -> None:
    page = found(*BODY, *parts)
    assert [page[part].kind for part in parts] == ["classification"] * 2
    assert not any(is_safe(page[part]) for part in parts)
    assert "classification" not in kinds(*BODY, "CON", "TENT").values()


@pytest.mark.parametrize("scrap", ["CONHOCUMAL", "UNCOMHRED", "LORE", "SEGO"])
def test_a_word_read_very_badly_is_a_level_where_one_stands_at_the_other_end(scrap: str) -> None:
    level = found("SECRET", *BODY, scrap).get(scrap)
    assert level is not None
    assert (level.kind, is_safe(level)) == ("classification", False)
    assert by_rules(*BODY, scrap).get(scrap) != "classification"


@pytest.mark.parametrize("word", ["CONTINENTAL", "AMERICA", "MEMO", "DISSEM)", "CARD"])
def test_a_word_at_the_edge_that_is_none_of_a_level_is_none(word: str) -> None:
    assert by_rules("SECRET", *BODY, word).get(word) != "classification"


@pytest.mark.parametrize("text", ["SODENTIAL", "Contential", "•Conidential", "COL DENTIAL"])
def test_what_ends_like_confidential_alone_at_the_edge_or_in_capitals_is_a_level(text):
    assert by_rules(*BODY, *BODY, text)[text] == "classification"
    within = "classification" if text.isupper() else None
    assert by_rules(*BODY, text, *BODY).get(text) == within


@pytest.mark.parametrize("text", ["POTENTIAL", "Presidential", "essential", "Sequential,"])
def test_words_that_end_so_are_none(text):
    assert by_rules(*BODY, *BODY, text).get(text) != "classification"


@pytest.mark.parametrize("value", [": SECRE]", ": U", "UNCLASIFIED", ": Sccret", "S"])
def test_a_level_is_read_under_the_name_of_its_field_however_worn(value):
    form = ("IDENTIFICATION FORM", "AGENCY INFORMATION", "AGENCY : CIA", "RECORD NUMBER : 104-10999-10999")
    assert by_rules(*form, "CLASSIFICATION", value, "RESTRICTIONS")[value] == "classification"
    assert by_rules(*form, "SUBJECTS", "S", "RESTRICTIONS").get("S") != "classification"


@pytest.mark.parametrize("text", ["(U)", "; (U)", "*(и)", "* u)", "(TS)"])
def test_what_a_paragraph_is_classified_as_is_told_from_the_item_of_a_list(text):
    page = ("SECRET", *BODY[:2], text, *BODY[2:], "b)", "c)", "(a)")
    marks = found(*page)
    assert marks[text].kind == "classification" and not is_safe(marks[text])
    assert not {"b)", "c)", "(a)"} & set(marks)


@pytest.mark.parametrize("text", ["(S)", "• (s).", "(C)", "(5)", "(S", "(V)"])
def test_letters_of_lists_are_levels_of_paragraphs_only_beside_others(text):
    another = ("2. (S) The harbour master of the town asked for the books again.", *BODY)
    level = found(*another, text)[text]
    assert (level.kind, is_safe(level)) == ("classification", False)
    assert by_rules(*BODY, text).get(text) != "classification"
    assert by_rules(*another, "4)", "(b) second", "(r) third", "(w) fourth", text).get(text) != "classification"


def test_the_reason_for_a_level_and_the_copies_behind_initials_are_none_of_a_paragraph():
    another = ("2. (S) The harbour master of the town asked for the books again.", *BODY)
    assert by_rules(*another, "CL REASON: 1.5", "(c)").get("(c)") != "classification"
    assert by_rules(*another, "HKL:abc", "(5)").get("(5)") != "classification"
    twice = by_rules(*BODY[:2], "noted", "(5)", *BODY[2:], "as it was.", "-(5)")
    assert twice["(5)"] == twice["-(5)"] == "classification"


@pytest.mark.parametrize(
    "lines",
    [
        ("UNCLASSIFIED WHEN",),
        ("Unclassified When Separated", "From Enclosure"),
        ("UNCLASSIFIED WITHOUT", "ATTACHMENTS"),
        ("UNCLASSIFIED UPON REMOVAL", "OF INCLS"),
    ],
)
def test_until_when_a_level_holds_is_a_level(lines):
    marked = by_rules("SECRET", *BODY, *lines)
    assert [marked.get(line) for line in lines] == ["classification"] * len(lines)
    assert "classification" not in by_rules(*BODY, "unclassified when", "From Enclosure", *BODY).values()


def test_a_word_of_cyrillic_capitals_at_the_edge_of_a_page_is_a_level():
    assert by_rules("СГРОСТ", *BODY, *BODY)["СГРОСТ"] == "classification"
    assert by_rules(*BODY, "СГРОСТ", *BODY).get("СГРОСТ") is None


def test_the_beginning_of_a_level_is_one_over_what_is_left_of_it():
    assert by_rules("SECRET", *BODY, "CON", "NTIAL") == {
        "SECRET": "classification",
        "CON": "classification",
        "NTIAL": "classification",
    }
    assert by_rules(*BODY, "CONF", "ROUTING AND RECORD SHEET", "NTJAL")["NTJAL"] == "classification"
    assert "classification" not in by_rules(*BODY, "CONF", *BODY[:2], "NTJAL").values()


def test_a_level_by_itself_is_no_part_of_a_stamp_read_badly():
    marked = by_rules(*BODY, "-SEGRET", "CONFIDENTIAL", "UNCLASSIFIED")
    assert set(marked.values()) == {"classification"}
    assert by_rules(*BODY, "REGRADED", "CONFIDENTIAL")["CONFIDENTIAL"] == "declassification"
