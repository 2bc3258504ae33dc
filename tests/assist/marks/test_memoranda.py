"""Memoranda and letters: to whom they are addressed, who signed and has copies, and days that are none of theirs."""

import pytest

from editor.assist.marks.judge import is_safe, marks_of
from editor.assist.marks.repeat import Repetition
from editor.assist.marks.values import MarkLine, MarkPage
from tests.assist.marks.text import BODY, UPPER, found, kinds


def test_days_in_a_column_of_a_table_are_no_dates():
    days = ("3 May 1962", "Oct 1962", "9 Sept 1962", "14 April 1962", "2 June 1962")
    assert "date" not in kinds(*BODY, "NAME", *days, "Example").values()
    assert kinds(*BODY, days[0])[days[0]] == "date"


@pytest.mark.parametrize("text", ["dated May 3, 1962,", "Peter Example dated May 3, 1962,"])
def test_a_day_that_a_sentence_names_is_no_date(text):
    assert text not in kinds(*BODY, text, *BODY)


@pytest.mark.parametrize("text", ["93 MAR 1962", "LA DEC 1962"])
def test_a_stamped_day_may_be_read_badly(text):
    assert kinds(*BODY, text)[text] == "date"
    assert kinds(*BODY, "IN DEC 1962").get("IN DEC 1962") is None


def test_the_time_of_a_telegram_stands_on_two_lines():
    found = kinds("TOR: 041210Z", "MAY 62", *UPPER)
    assert (found["TOR: 041210Z"], found["MAY 62"]) == ("date", "date")


def test_who_a_letter_is_to_stands_over_it_with_his_office():
    lines = ("Mr. Peter N. Example", "Harbour Secretary", "National Security Council", "Washington, D. C.")
    assert [kinds("SECRET", *lines, *BODY).get(line) for line in lines] == ["heading"] * 4
    assert "Mr. Example said" not in kinds("Mr. Example said", *BODY)


def test_an_agency_under_a_label_is_who_is_written_to_and_no_letterhead():
    lines = ("MEMORANDUM FOR: Director", "Federal Bureau of Investigation")
    assert [kinds(*lines, *BODY)[line] for line in lines] == ["heading", "heading"]
    assert kinds(lines[1], *BODY)[lines[1]] == "letterhead"


def test_the_first_paragraph_ends_what_a_label_announces():
    first = "The Chief of the Survey"
    assert kinds("SUBJECT", "Harbour Papers", first, *BODY)[first] == "heading"
    assert first not in kinds("SUBJECT", "Harbour Papers", "1.", first, *BODY)


def test_labels_of_a_meeting_and_of_references_are_told_in_a_memorandum():
    lines = ("DATE", "PLACE :", "REFLRENCES", "A. Memo for Example, Same Subject", "B. Letter for Specimen")
    found = kinds("MEMORANDUM FOR THE RECORD", *lines, "1.", *BODY)
    assert [found.get(line) for line in lines] == ["heading"] * 5
    assert "heading" not in kinds("DATE", "PLACE :", *BODY).values()


def test_what_a_label_in_capitals_says_begins_with_its_colon():
    found = kinds("MEMORANDUM FOR THE RECORD", "CONCURRENCE", ": Harbour Secretary", *BODY)
    assert found[": Harbour Secretary"] == "heading"


def test_a_label_with_what_it_says_is_none_of_a_form():
    assert kinds("TO: ALL STAFF", "RE: Payroll Certification", *BODY)["RE: Payroll Certification"] == "heading"
    assert "SUBJECT: (Optional)" not in kinds("SUBJECT: (Optional)", *BODY)


def test_the_title_of_a_chief_of_station_may_be_read_badly():
    assert kinds("Chlef of Station, Harbour", *BODY)["Chlef of Station, Harbour"] == "heading"


def test_offices_on_a_routing_slip_are_routing():
    offices = ("Chief, XYZ", "2. Deputy Chief, ABC", "AB/Pers/XY")
    asked = ("ACTION", "APPROVAL", "COMMENT", "DISPATCH", "PREPARE REPLY")
    assert [kinds("OFFICIAL ROUTING SLIP", *offices, *asked).get(one) for one in offices] == ["routing"] * 3
    assert kinds("Chief, XYZ", *BODY)["Chief, XYZ"] == "heading"


def test_a_registry_stamps_its_name():
    assert kinds("SECRET", "Executive'Ragistry", *BODY)["Executive'Ragistry"] == "routing"


def test_a_list_of_copies_may_be_long_and_its_offices_a_letter_and_a_figure():
    rows = (
        "- ABC/DE",
        "- FGH",
        "- IJK/L chrono",
        "X4",
        "Y33",
        "X142",
        "ABCD",
        "- 10-4X (MNO)",
        "QRS",
        "Y/X",
        "- TUV",
        "Z9",
    )
    found = kinds(*BODY, "DISTRIBUTION:", *rows)
    assert [found.get(row) for row in rows] == ["distribution"] * len(rows)
    assert "X4" not in kinds(*BODY, "X4")


def test_copies_are_counted_on_lines_of_their_own():
    rows = ("1", "- Example", "1", "- ABC")
    found = kinds(*BODY, "DISTRIBUTION", *rows)
    assert [found.get(row) for row in rows] == ["distribution"] * 4


@pytest.mark.parametrize("text", ["AB/CDE (1h/PExample, 12345 6Nov92 file: harbour)", "EXAMPLE / pns"])
def test_who_drafted_and_typed_stands_behind_the_text(text):
    assert kinds(*BODY, text)[text] == "distribution"


def test_what_is_attached_is_as_stated():
    assert kinds(*BODY, "Attachment:", "as stated")["as stated"] == "distribution"


def test_the_closing_of_a_letter_goes_with_its_signature():
    assert kinds(*BODY, "Sincerely yours,", "Peter Example")["Sincerely yours,"] == "signature"


def test_for_whom_is_signed_is_told_though_text_follows():
    said = "FOR THE DIRECTOR OF SECURITY:"
    assert kinds(*BODY, said, *BODY)[said] == "signature"


@pytest.mark.parametrize("under", ["Chairman", "Harbour Director"])
def test_a_name_in_capitals_is_signed_over_an_office(under):
    assert kinds(*BODY, "PETER EXAMPLE", under)["PETER EXAMPLE"] == "signature"
    assert "PETER EXAMPLE" not in kinds(*BODY, "PETER EXAMPLE", "of the harbour")


def test_a_name_and_the_letters_of_an_office_are_signed():
    assert kinds(*BODY, "PETER N. EXAMPLE, C/XYZ/Pers.")["PETER N. EXAMPLE, C/XYZ/Pers."] == "signature"
    assert "signature" not in kinds("Deputy Chief, XY/AB", *BODY).values()


def test_one_surname_in_capitals_behind_the_text_signs_a_dispatch():
    assert kinds(*BODY, "stray", "stray", "stray", "Peter N. EXAMPLE")["Peter N. EXAMPLE"] == "signature"
    found = kinds(*BODY, "stray", "stray", "stray", "Peter N. EXAMPLE", "Paul O. SPECIMEN")
    assert "Peter N. EXAMPLE" not in found


def test_a_part_of_an_agency_stands_under_who_signed():
    lines = ("Peter Example", "Executive Secretary", "Harbour and Papers Board")
    assert [kinds(*BODY, *lines).get(line) for line in lines] == ["signature"] * 3


@pytest.mark.parametrize("text", ["OADR", "DECL X1; 2 June 2022", "DRV LIA 1-82", "REVIEW ON. 03 JAN 2008"])
def test_until_when_something_is_classified_is_a_stamp(text):
    assert kinds(*BODY, text)[text] == "declassification"


@pytest.mark.parametrize("text", ["XYZ - 5-30-98", "ABC/XYZ"])
def test_a_reviewer_stands_beside_a_stamp(text):
    assert kinds(*BODY, "DECLASSIFIED BY 4410", text)[text] == "declassification"


def test_lines_of_the_stamp_of_an_order_go_together():
    lines = (
        "CLASSIFIED BY 123456",
        "SCHEDUIE OF E.O. 11652, EXEMPTIOM CATEGORI",
        "(unless impossihle, insert dete or event)",
    )
    assert [kinds(*BODY, *lines).get(line) for line in lines] == ["declassification"] * 3


def test_a_copy_of_a_library_is_told_word_by_word():
    words = ("PHOTOCOPY", "FROM", "THE", "GERALD R.", "FORD", "LIBPARY")
    assert [kinds(*BODY, *words).get(word) for word in words] == ["handling"] * 6


def test_a_caveat_that_is_read_badly_behind_its_beginning_is_offered_outside_the_text():
    assert kinds(*BODY, "MANDLE VIA CORENT CHRNELO")["MANDLE VIA CORENT CHRNELO"] == "handling"
    upper = [*UPPER, "RETURN TO THE HARBOUR WITH THE PAPERS", *UPPER]
    assert "handling" not in kinds(*upper).values()


@pytest.mark.parametrize(
    "text", ["ABC No. 0415/62", "Document Number 123-456 BD", "DD/O 78-2240", "\u0421\u041e\u0421-96-086"]
)
def test_numbers_of_offices_and_of_requests_are_told_by_their_shape(text):
    assert kinds(text, *BODY)[text] == "control"


def test_a_page_number_stands_between_dashes_on_three_lines():
    assert kinds("-", "3", "-", *BODY) == {"-": "page", "3": "page"}
    assert kinds("PAGE NO.", "2 of 3", *BODY)["2 of 3"] == "page"


def test_a_codeword_alone_at_the_edge_of_a_page_is_a_level():
    assert kinds("SPOKE", *BODY)["SPOKE"] == "classification"
    assert kinds(*BODY, "SPOKE", *BODY) == {}


def test_the_address_of_a_letter_stands_over_its_greeting():
    lines = ("Peter N. Example, Esq.", "Example & Specimen", "100 Harbour Street", "Washington, D.C.", "20599")
    found = kinds("May 3, 1962", *lines, "Dear Mr. Example:", *BODY)
    assert [found.get(line) for line in lines[:4]] == ["heading"] * 4
    assert found.get("20599") != "control"
    assert "Dear Mr. Example:" not in found
    assert "heading" not in kinds("May 3, 1962", *lines[1:3], *BODY).values()


def test_who_was_present_is_nothing_that_a_subject_announces():
    lines = ("PRESENT:", "Mr. Example; the Harbour Secretary; Mr. Specimen;")
    found = kinds("SUBJECT:", "Harbour Papers", *lines, *BODY)
    assert (found["Harbour Papers"], [found.get(line) for line in lines]) == ("heading", [None, None])


def test_a_line_of_text_behind_a_subject_is_none_of_it():
    text = "Attached is a file that holds the papers which"
    assert text not in kinds("SUBJECT", "Harbour Papers", "Ship", text, "unidentified", *BODY)


@pytest.mark.parametrize("text", ["(JFK)", "JFK)"])
def test_the_records_that_a_stamp_is_of_are_named_in_brackets(text):
    assert kinds(*BODY, "stray", text)[text] == "declassification"


@pytest.mark.parametrize("text", ["DEPARTMENT OF HEALTH, EDUCATION, AND WELFARE", "HARBOURTOWN, MARYLAND 20755"])
def test_departments_and_their_towns_are_letterheads(text):
    assert kinds(text, *BODY)[text] == "letterhead"


def test_persons_of_a_list_sign_nothing():
    names = ("Peter EXAMPLE", "Paul SPECIMEN", "Mary SAMPLE")
    assert "signature" not in kinds(*BODY, *names).values()
    assert kinds(*BODY, names[0])[names[0]] == "signature"


def test_the_group_of_a_schedule_may_have_lost_its_number():
    lines = ("GROUP", "Excluded from automatic", "downgrading and")
    assert [kinds(*BODY, *lines).get(line) for line in lines] == ["declassification"] * 3
    assert "GROUP" not in kinds(*BODY, "GROUP")


def test_an_attachment_may_be_counted_and_stated():
    assert kinds(*BODY, "1 Attachment as stated")["1 Attachment as stated"] == "distribution"


def test_a_page_number_may_have_stops_behind_it():
    assert kinds(*BODY, "-3 . .")["-3 . ."] == "page"


@pytest.mark.parametrize("text", ["06/0S/1976", "3/2Q9/1963"])
def test_a_letter_may_be_read_into_a_day_of_figures(text):
    assert kinds(*BODY, text)[text] == "date"
    assert kinds(*BODY, "AB/CD/19")["AB/CD/19"] != "date"


@pytest.mark.parametrize("text", ["2w4 April 1970", "28 Aug0st 1972", "23 August 976"])
def test_a_day_over_a_memorandum_may_be_read_badly(text):
    assert kinds(text, *BODY)[text] == "dateline"


def test_a_month_alone_is_of_a_memorandum_under_it():
    assert kinds("May 1962", "MEMORANDUM FOR THE RECORD", *BODY)["May 1962"] == "dateline"
    assert "May 1962" not in kinds("May 1962", *BODY)


def test_the_closing_of_a_letter_may_be_read_badly():
    assert kinds(*BODY, "Sinceraly yours,")["Sinceraly yours,"] == "signature"


@pytest.mark.parametrize("text", ["ABC/DEF", "MEMORANDUM FOR: C/ABC/DE"])
def test_an_office_in_the_head_of_a_memorandum_is_no_routing(text):
    assert kinds("MEMORANDUM FOR:", text, "Harbour Papers", *BODY)[text] == "heading"


def test_who_is_written_to_stands_before_where_he_is():
    assert kinds("MEMORANDUM FOR:", "Peter N. Example @ ABC", *BODY)["Peter N. Example @ ABC"] == "heading"


def test_what_a_paragraph_is_classified_as_is_a_level():
    assert kinds(*BODY, "(AIUO)", *BODY)["(AIUO)"] == "classification"


def test_the_number_of_a_file_of_a_person_is_offered_outside_the_text():
    (one,) = (found("MEMORANDUM FOR THE RECORD", "#54 621", *BODY)[text] for text in ["#54 621"])
    assert (one.kind, is_safe(one)) == ("control", False)
    assert "#54 621" not in kinds(*BODY, "#54 621", *BODY)


def test_choices_of_a_numbered_form_are_no_copies():
    fields = [f"{number}. FIELD OF THE HARBOUR" for number in range(11, 19)]
    assert "distribution" not in kinds(*fields, "1 - Example", "2 - ABC", "3 - DEF").values()
    assert kinds("1 - Example", "2 - ABC", *BODY)["1 - Example"] == "distribution"


def test_a_codeword_read_badly_is_known_where_it_stands_on_other_pages():
    pages = [
        MarkPage(at, tuple(MarkLine(n, line) for n, line in enumerate((word, *BODY))))
        for at, word in enumerate(("SPOKE", "SPOKE", "SPQKE"))
    ]
    repetition = Repetition(pages)
    assert [one.kind for one in marks_of(pages[2], repetition.count)] == ["classification"]
    assert marks_of(pages[2]) == []


def test_days_and_numbers_of_a_list_are_no_marks():
    days = [f"0{month}-15-78" for month in range(1, 8)]
    assert kinds(*BODY, *days, *BODY) == {}
    numbers = [f"ABCD-0204{number}" for number in range(10)] + ["ABCD-02051", "ABCD-02052"]
    assert kinds(*BODY, *numbers, *BODY) == {}
    assert kinds(*BODY, *days[:2], *numbers[:2]) == {
        **dict.fromkeys(days[:2], "date"), **dict.fromkeys(numbers[:2], "control"),
    }  # fmt: skip


def test_words_of_a_sentence_that_are_written_as_a_name_are_no_signature():
    text = ("the ship was sold by the office in the harbour of the", "National Harbour.")
    assert text[1] not in kinds(*BODY, *text)
    assert "Document Number" not in kinds(*BODY, "Document Number")


def test_a_name_in_a_run_behind_the_text_is_offered():
    lines = ("Example", "C/ABC", "Specimen", "C/DEF/G")
    assert [is_safe(found(*BODY, *lines)[line]) for line in lines] == [False] * 4
