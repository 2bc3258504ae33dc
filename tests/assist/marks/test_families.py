"""Families of marks as records have them: worn banners, banners in pieces, stamps of dates, copies, offices."""

import pytest

from editor.assist.marks.judge import is_safe, marks_of
from editor.assist.marks.values import MarkLine, MarkPage

BODY = (
    "The committee was told in the spring that the ship had been",
    "sold to a firm of brokers, whose agent came to the office with",
    "the papers and asked that they be kept until his return, and",
    "nobody has seen him since that day in the harbour or elsewhere.",
)


def marks(*lines):
    return marks_of(MarkPage(1, tuple(MarkLine(at, text) for at, text in enumerate(lines, start=1))))


def kinds(*lines):
    page = tuple(MarkLine(at, text) for at, text in enumerate(lines, start=1))
    return {page[each.line - 1].text: one.kind for one in marks_of(MarkPage(1, page)) for each in one.ranges}


@pytest.mark.parametrize("text", ["SSORST", "SEONEY", "TOPSOMET", "TOPSFORFT", "COSPIDBNTIAL", "FIDENTIAL", "CRET"])
def test_a_banner_too_worn_for_the_list_is_offered_by_the_look_of_its_letters(text):
    (one,) = marks(text, *BODY)
    assert (one.kind, is_safe(one)) == ("classification", False)


@pytest.mark.parametrize(
    "text",
    [
        "SECRET MORAY",
        "DO TOP SECRET UMBRA",
        "SEGRET -DIES DILY",
        "PAGE 3 JMWAVE 8186 SECRET",
        "SECRET 291523Z NOV 78 STAFF",
    ],
)
def test_a_level_with_its_codeword_or_its_telegram_is_a_classification(text):
    assert kinds(text, *BODY) == {text: "classification"}


@pytest.mark.parametrize("text", ["SECRET SERVICE", "CONFIDENTIAL INFORMANT"])
def test_a_level_that_says_of_what_kind_somebody_is_is_none(text):
    assert "classification" not in kinds(text, *BODY).values()


@pytest.mark.parametrize("text", ["SECURITY", "SERIES", "SEE NOTE", "POTENTIAL", "SECTION", "SOURCE", "SEPT"])
def test_words_that_look_like_a_banner_are_none(text):
    assert "classification" not in kinds(text, *BODY).values()


@pytest.mark.parametrize(
    "text",
    ["NO CORSION DISSER NO DISCEN ABROAD", "HANDLE VIA COMINT CONTROL CHANNELS", "CONTROLLED DISSEM/NO FOREIGN USE"],
)
def test_a_line_of_words_of_caveats_is_a_caveat_in_whatever_order(text):
    assert kinds(text, *BODY) == {text: "handling"}


def test_a_banner_read_in_pieces_is_one_mark_and_safe():
    lines = (
        "Released under the John F.",
        "Kennedy Assassination Records",
        "Collection Act of 1992",
        "(44 USC 2107 Note). Case#:NW",
    )
    (one,) = marks(*BODY, *lines)
    assert (one.kind, len(one.ranges), is_safe(one)) == ("release", 4, True)


def test_a_line_of_text_that_a_banner_holds_too_is_none_by_itself():
    assert kinds(*BODY, "the assassinations of", *BODY) == {}
    assert kinds(*BODY, "in this document", *BODY) == {}


def test_the_case_and_the_date_end_a_release_banner():
    assert kinds(*BODY, "71613 Date: 03-18-2025") == {"71613 Date: 03-18-2025": "release"}


@pytest.mark.parametrize(
    "text", ["E2 IMPDET", "CL BY 061425", "DECL ON: X1", "ALL FBI INFORMATION CONTAINED", "CIA HAS NO OBJECTION TO"]
)
def test_what_says_who_classified_and_until_when_is_a_stamp(text):
    assert kinds(*BODY, text) == {text: "declassification"}


def test_provisions_in_a_sentence_are_no_stamp_to_take_unasked():
    assert kinds(*BODY[:2], "under provisions of the act of that year, and", *BODY[2:]) == {}
    found = marks(*BODY[:2], "under provisions of E.O. 11652 and the rest of it,", *BODY[2:])
    assert not any(is_safe(one) for one in found)


@pytest.mark.parametrize(
    "text",
    [
        "OCT 1 5 1975",
        "NAY 6 - 1965",
        "20 SEP 1968",
        "29 Арг. 63",
        "6 August 1968/abc",
        "2 37 PM",
        "R 052317Z JAN 78",
        "LATE APRIL 1968",
    ],
)
def test_a_date_of_a_stamp_is_known_though_a_sign_is_misread(text):
    assert kinds(*BODY, text) == {text: "date"}


def test_a_date_on_three_lines_is_one():
    assert kinds(*BODY, "20", "Sep", "1968") == {"20": "date", "Sep": "date", "1968": "date"}


def test_a_day_of_birth_is_no_dateline():
    assert kinds("Born 18 December 1917, Lisbon, Portugal", *BODY) == {}


@pytest.mark.parametrize(
    "text",
    [
        "NW 50955 DocId:32205112 Page 4", "Docld:34529205-Page 7", "Doc Ref ID: A4269472", "Dọc ID: 6879087",
        "MHFNO: 95-1181973", "CITE DIR 76166", "DIRECTOR 230113", "IN 1181973", "OGC 74-1755", "HMMA - 21100",
        "CS DB-312/01409-68", "REC-34", "3/0/BLD/T2004-63",
    ],
)  # fmt: skip
def test_a_number_of_a_registry_is_known_by_its_shape(text):
    assert kinds(*BODY, text) == {text: "control"}


@pytest.mark.parametrize("text", ["ADDIS ABABA 1027", "8-177", "ST 112"])
def test_a_number_of_an_office_is_offered_outside_the_text_only(text):
    (one,) = marks(*BODY, text)
    assert (one.kind, is_safe(one)) == ("control", False)
    assert kinds(*BODY[:2], text, *BODY[2:]) == {}


@pytest.mark.parametrize("text", ["226-10-4799", "24,000.00 1,341.67", "New York 10017", "Room 2583", "July 15 1978"])
def test_sums_persons_and_addresses_are_no_control_numbers(text):
    assert "control" not in kinds(*BODY, text).values()


def test_copies_are_known_before_the_text_and_behind_it():
    above, behind = (
        ("1 - Mr. Adler", "2 - Mr. J. Brandt"),
        ("cc: Acting Chief", "O/Records", "Mr. Carl Dorn", "1 - Chrono"),
    )
    assert kinds(*above, *BODY, *behind) == dict.fromkeys((*above, *behind), "distribution")


def test_the_list_of_officials_is_routing_where_three_of_it_are_there():
    printed = ("Assoc. Dir.", "Dep. AD Adm. _", "Gen. Inv.", "Telephone Rm. -")
    texts = (BODY[0], printed[0], BODY[1], printed[1], BODY[2], *printed[2:], BODY[3])
    assert kinds(*texts) == dict.fromkeys(printed, "routing")
    assert "routing" not in kinds(*BODY, "Training").values()


def test_a_row_of_offices_is_routing():
    row = "DDP, CI, CI/OPS, FI, SAS 8, S/C"
    assert kinds(row, *BODY) == {row: "routing"}


def test_what_stands_under_a_signature_goes_with_it():
    signed = ("Emil Farber", "Acting Chief", "Western Division")
    assert kinds(*BODY, *signed) == dict.fromkeys(signed, "signature")


def test_a_letterhead_is_known_by_its_words():
    head = "FEDERAL POLICE COMMISSION"
    assert kinds(head, *BODY) == {head: "letterhead"}
    assert kinds("The house of the general", *BODY) == {}


def test_later_pages_of_a_letter_and_its_attachments_are_headed():
    assert kinds("Memorandum to Mr. A. Garber", "Re: Harbour Study", *BODY) == {
        "Memorandum to Mr. A. Garber": "heading", "Re: Harbour Study": "heading",
    }  # fmt: skip
    assert kinds("L¿ACHMENT B", *BODY) == {"L¿ACHMENT B": "heading"}


def test_a_column_of_long_numbers_is_no_column_of_control_numbers():
    assert kinds(*BODY, "570301", "580224", "590522", "600129", "610712", "620206", "630619", *BODY) == {}


def test_labels_of_a_form_under_its_first_lines_of_text_are_headings():
    found = kinds(*BODY[:2], "COUNTRY", "NORTH HARBOUR", "SUBJECT", "LOSS OF A SHIP", *BODY, *BODY)
    assert found == dict.fromkeys(("COUNTRY", "NORTH HARBOUR", "SUBJECT", "LOSS OF A SHIP"), "heading")


def test_a_level_beside_unclassified_is_said_to_be_perhaps_struck_out():
    higher, lower = marks("TOP SECRET", *BODY, "UNCLASSIFIED")
    assert "struck out" in " ".join(higher.reasons) and "struck out" not in " ".join(lower.reasons)
    assert not any("struck" in " ".join(one.reasons) for one in marks("TOP SECRET", *BODY, "TOP SECRET"))


def test_a_form_to_choose_a_level_from_is_not_said_to_have_any_struck():
    found = marks("UNCLASSIFIED", "CONFIDENTIAL", "SECRET", *BODY)
    assert not any("struck" in " ".join(one.reasons) for one in found)


def test_a_banner_broken_into_its_letters_is_whole():
    assert kinds(*BODY, "SEC", "'RE", "T") == {"SEC": "classification", "'RE": "classification", "T": "classification"}


def test_lines_of_a_stamp_are_read_worse_where_another_stands_near():
    found = kinds(*BODY, "RETURN TO CIA", "Backgroard Us cnve", "-Do Mol Repredics")
    assert found == dict.fromkeys(("RETURN TO CIA", "Backgroard Us cnve", "-Do Mol Repredics"), "handling")
    assert "handling" not in kinds(*BODY, "Backgroard Us cnve", "-Do Mol Repredics").values()


def test_a_list_that_is_said_on_one_line_ends_there():
    assert kinds("Dist: HCF", "FR London: SMITHSON", *BODY) == {"Dist: HCF": "distribution"}


@pytest.mark.parametrize(
    "text", ["CARLE SECAITARLAT DISSAMIMATION", "TATES DEPARTMENT OF JUS-ICE", "FEDERAL EU.LNU GE IN ETIGATION"]
)
def test_a_long_letterhead_is_offered_though_a_quarter_of_it_is_misread(text):
    (one,) = marks(text, *BODY)
    assert (one.kind, is_safe(one)) == ("letterhead", False)
    assert "letterhead" not in kinds("MEMORANDUM FOR THE ATTORNEY GENERAL", *BODY).values()


def test_a_sentence_with_wording_of_a_stamp_is_not_among_the_safe():
    for line in (
        "information from unauthorized disclosure.",
        "In accordance with the provisions of Executive Order 11652,",
    ):
        assert not any(is_safe(one) for one in marks(*BODY[:2], line, *BODY[2:]))


def test_what_a_text_in_capitals_says_of_the_act_is_not_among_the_safe():
    said = (
        "THE COMMITTEE WAS TOLD THAT UNDER THE PRESIDENT JOHN F KENNEDY",
        "ASSASSINATION RECORDS COLLECTION ACT OF 1992.",
    )
    assert not any(
        is_safe(one) for one in marks(*[line.upper() for line in BODY], *said, *[line.upper() for line in BODY])
    )


def test_a_misread_cue_of_copies_is_no_caveat():
    assert kinds(*BODY, "DiAtribUtiOn:", "1 - Unit B")["DiAtribUtiOn:"] == "distribution"
