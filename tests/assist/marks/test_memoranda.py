"""Memoranda and letters: to whom they are addressed, what they refer to, who signed and who has copies."""

import pytest

from editor.assist.marks.judge import is_safe
from tests.assist.marks.text import BODY, by_rules, found, kinds


def test_who_a_letter_is_to_stands_over_it_with_his_office():
    lines = ("Mr. Peter N. Example", "Harbour Secretary", "National Security Council", "Washington, D. C.")
    assert [by_rules("SECRET", *lines, *BODY).get(line) for line in lines] == ["heading"] * 4
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


@pytest.mark.parametrize("text", ["DEPARTMENT OF HEALTH, EDUCATION, AND WELFARE", "HARBOURTOWN, MARYLAND 20755"])
def test_departments_and_their_towns_are_letterheads(text):
    assert kinds(text, *BODY)[text] == "letterhead"


def test_persons_of_a_list_sign_nothing():
    names = ("Peter EXAMPLE", "Paul SPECIMEN", "Mary SAMPLE")
    assert "signature" not in kinds(*BODY, *names).values()
    assert kinds(*BODY, names[0])[names[0]] == "signature"


def test_an_attachment_may_be_counted_and_stated():
    assert kinds(*BODY, "1 Attachment as stated")["1 Attachment as stated"] == "distribution"


@pytest.mark.parametrize("text", ["ABC/DEF", "MEMORANDUM FOR: C/ABC/DE"])
def test_an_office_in_the_head_of_a_memorandum_is_no_routing(text):
    assert kinds("MEMORANDUM FOR:", text, "Harbour Papers", *BODY)[text] == "heading"


def test_who_is_written_to_stands_before_where_he_is():
    assert kinds("MEMORANDUM FOR:", "Peter N. Example @ ABC", *BODY)["Peter N. Example @ ABC"] == "heading"


def test_choices_of_a_numbered_form_are_no_copies():
    fields = [f"{number}. FIELD OF THE HARBOUR" for number in range(11, 19)]
    assert "distribution" not in kinds(*fields, "1 - Example", "2 - ABC", "3 - DEF").values()
    assert kinds("1 - Example", "2 - ABC", *BODY)["1 - Example"] == "distribution"


def test_words_of_a_sentence_that_are_written_as_a_name_are_no_signature():
    text = ("the ship was sold by the office in the harbour of the", "National Harbour.")
    assert text[1] not in kinds(*BODY, *text)
    assert "Document Number" not in kinds(*BODY, "Document Number")


def test_a_name_in_a_run_behind_the_text_is_offered():
    lines = ("Example", "C/ABC", "Specimen", "C/DEF/G")
    assert [is_safe(found(*BODY, *lines)[line]) for line in lines] == [False] * 4


def test_papers_that_are_referred_to_stand_in_the_head_of_a_memorandum():
    papers = (": A. Memo for AB/CD fr EF, dtd", "12 Jan 78, Same Subject", "B. Letter for ABC fr Example")
    found = kinds("MEMORANDUM FOR: AB/CD", "SUBJECT", "Harbour Papers", *papers, *BODY)
    assert [found.get(paper) for paper in papers] == ["heading"] * 3
    assert papers[2] not in kinds(*BODY, papers[2], *BODY)


def test_a_name_is_signed_behind_a_short_paragraph_with_its_number():
    lines = (*BODY, "stray", "stray", "stray", "2. All was said.", "Example", "Peter N. Example")
    assert kinds(*lines)["Peter N. Example"] == "signature"


def test_an_office_read_badly_stands_between_others_of_a_list():
    rows = ("ABCD", "X4", "94/12", "DEF")
    assert [kinds(*BODY, "DISTRIBUTION:", *rows).get(row) for row in rows] == ["distribution"] * 4


def test_the_town_of_an_agency_is_a_letterhead_under_it_far_down():
    lines = ("NATIONAL SECURITY AGENCY", "FORT HARBOUR, MARYLAND 20755")
    stray = [f"Item {letter}" for letter in "abcdefghijklmno"]
    assert kinds(*stray, *lines, *BODY)[lines[1]] == "letterhead"
    assert kinds(*stray, lines[1], *BODY).get(lines[1]) != "letterhead"


def test_who_drafted_a_paper_stands_behind_his_offices():
    text = "ABC/DE/FGH/IJ/Peter Example, Jr. (X 5502) :xyz (25 November 1968)"
    assert kinds(*BODY, text)[text] == "distribution"


@pytest.mark.parametrize("text", ["Is/ Peter Example", "ABC/XYZ Task Force 1977 Peter Example"])
def test_who_signed_for_himself_or_a_task_force_is_a_signature(text):
    assert kinds(*BODY, text)[text] == "signature"


@pytest.mark.parametrize("row", ["original - Addressee (w/enc)", "ABC file (w/att)", "chrono", "w/atts"])
def test_who_has_a_copy_with_its_papers_may_begin_small(row):
    assert kinds(*BODY, "Distribution:", "- ABC", row)[row] == "distribution"
    assert "distribution" not in kinds(*BODY[:2], row, *BODY[2:]).values()
