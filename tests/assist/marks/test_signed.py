"""Who signed, of what a letter is, and what stamps of reasons and reviews say."""

import pytest

from tests.assist.marks.text import BODY, UPPER, by_rules, kinds


def test_an_office_is_signed_behind_the_last_sentence_without_a_name():
    lines = ("Deputy Chief, Harbour Survey", "Division")
    assert [kinds(*BODY, *lines).get(line) for line in lines] == ["signature", "signature"]
    assert "Chief among those:" not in kinds(*BODY, "Chief among those:")


@pytest.mark.parametrize(
    "text",
    ["FOR THE DEPUTY DIRECTOR FOR SURVEYS:", "SGD", "(SIGNED PETER EXAMPLE)", "PETER N. EXAMPLE, 12th AB Gp (I-C)"],
)
def test_for_whom_and_that_somebody_signed_is_a_signature(text):
    assert kinds(*BODY, text)[text] == "signature"


def test_a_name_in_capitals_is_signed_over_the_symbol_of_an_office():
    lines = ("PETER N. EXAMPLE", "AB/CDE")
    assert [kinds(*UPPER, *lines).get(line) for line in lines] == ["signature", "signature"]
    assert "signature" not in kinds(*UPPER, "PETER N. EXAMPLE").values()


def test_the_subject_of_a_letter_goes_on_under_a_long_line():
    first = "SUBJECT: Requests of the Brokers for the Papers"
    assert kinds(first, "Kept in the Harbour", *BODY).get("Kept in the Harbour") == "heading"
    assert "1. Kept in the Harbour" not in kinds(first, "1. Kept in the Harbour", *BODY)
    assert "kept in the harbour" not in kinds(first, "kept in the harbour", *BODY)


@pytest.mark.parametrize("text", ["SUBJECT Peter Example", "DIRECTOR", "SAC, Harbour (12-345)", "TEXT:"])
def test_what_stands_over_a_letter_without_its_label_is_a_heading(text):
    assert kinds(text, *BODY).get(text) == "heading"


def test_the_numbered_field_of_a_form_and_the_end_of_a_sentence_are_no_headings():
    assert kinds("16. WERE YOU AT THE HARBOUR", *BODY) == {}
    assert kinds("AND NOBODY KNOWS THE HARBOUR;", *UPPER) == {}
    assert kinds("PORTO DE EXEMPLO;", *UPPER)["PORTO DE EXEMPLO;"] == "heading"


@pytest.mark.parametrize(
    "text", ["Seal [JFK Law 10(a)1]", "per ABC letter dated", "X1; DRV FROM:", "123456, CL REASON: 1.5(C):", "GP-3"]
)
def test_why_and_until_when_something_is_kept_back_is_a_stamp(text):
    assert kinds(*BODY, text)[text] == "declassification"


def test_how_many_copies_there_are_stands_under_the_initials():
    assert kinds(*BODY, "ABC: def", "(7)")["(7)"] == "distribution"
    assert (
        kinds(*BODY, "1 - Example").get("1 - Example") == kinds("1 - Example", *BODY)["1 - Example"] == "distribution"
    )


def test_a_level_read_badly_is_known_at_the_edge_of_a_page_only():
    assert kinds("CFCDET", *BODY).get("CFCDET") == "classification"
    assert "TICKET" not in kinds("TICKET", *BODY)
    assert "CFCDET" not in kinds(*BODY, "CFCDET", *BODY)


@pytest.mark.parametrize("text", ["SUETECT:", "SUFLECT:", "SEBJECT:"])
def test_subject_before_a_colon_may_be_misread_more(text):
    assert kinds(text, "Papers of the Harbour", *BODY).get(text) == "heading"
    assert kinds("SECRET:", *BODY).get("SECRET:") != "heading"


def test_what_answers_a_label_behind_a_colon_is_no_routing():
    assert kinds("TO", ": C/AB/4", *BODY).get(": C/AB/4") != "routing"


def test_rows_of_offices_go_on_and_their_labels_are_misread():
    lines = ("FICONF : C/ABC", "INEO: DE/ABC, EUR/DEF,", "EUR/GHI. LIMITED,", "MDSX")
    assert [kinds("SECRET", *lines, *UPPER).get(line) for line in lines] == ["routing"] * 4
    text = "CHIEF/ABC (EXAMPLE; 12345); AUTH: DC/ABC; REL:"
    assert kinds(*UPPER, text).get(text) == "routing"


def test_who_is_cited_stands_before_a_number_on_a_line_of_its_own():
    assert kinds("CITE DIR", "54321", *UPPER)["CITE DIR"] == "control"


def test_a_greeting_under_a_long_subject_is_none_of_it():
    assert "Dear Peter:" not in kinds("Subject: Requests of the Brokers for the Papers", "Dear Peter:", *BODY)


def test_the_law_on_records_named_in_a_text_is_no_banner_to_take_unasked():
    text = "OF 26 OCTOBER 1992, THE PRESIDENT JOHN F. KENNEDY ASSASSINATION"
    assert text not in kinds(*UPPER, text, *UPPER)


def test_answers_of_a_memorandum_stand_in_a_column_under_its_labels():
    labels = ("MEMORANDUM FOR:", "FROM:", "OFFICE:", "SUBJECT:", "REFERENCE:")
    answers = ("Peter Example", "Harbour Officer", "Survey Staff", "Request of the Brokers")
    found = kinds(*labels, *answers, *BODY)
    assert [found.get(line) for line in (*labels, *answers)] == ["heading"] * 9
    assert kinds("REFERENCE:", *BODY).get("REFERENCE:") != "heading"


def test_a_title_with_small_words_between_is_no_running_text():
    lines = ("SUBJECT", "Request of the Brokers for Access to the Papers")
    assert [kinds(*lines, *BODY).get(line) for line in lines] == ["heading", "heading"]


@pytest.mark.parametrize("text", ["CL REASON: Section 1.5 C", "COL 2-82", "DRV FROM: Multiple"])
def test_the_reason_for_a_level_is_a_stamp_in_small_letters_too(text):
    assert kinds(*BODY, text)[text] == "declassification"


def test_words_of_a_sentence_are_no_reason():
    text = "REASONAB1Y BE EXPECTED 1N ALL 0F TH1S"
    assert "declassification" not in kinds(*UPPER, text, *UPPER).values()


def test_an_order_named_in_a_sentence_is_no_stamp():
    text = "documents under provisions of Executive Order 11652"
    assert text not in kinds(*BODY, text, *BODY)


def test_what_a_paper_is_without_its_enclosure_is_a_caveat():
    assert (
        kinds("SECRET", "WHEN SEPARATED FROM CLASSIFIED ATTACHMENT", *BODY)["WHEN SEPARATED FROM CLASSIFIED ATTACHMENT"]
        == "handling"
    )


def test_an_original_misread_heads_a_list_of_copies():
    assert kinds(*BODY, "Or'8 & 1 - Example of Survey").get("Or'8 & 1 - Example of Survey") == "distribution"


def test_an_office_of_a_bureau_may_have_a_short_word_first():
    assert kinds("SAC, NEW HARBOUR (12-345)", *BODY)["SAC, NEW HARBOUR (12-345)"] == "heading"


def test_an_agency_beside_its_no_objection_is_a_stamp():
    lines = ("NO OBJECTION", "NATIONAL SECURITY COUNCIL")
    assert [kinds(*lines, *BODY).get(line) for line in lines] == ["declassification"] * 2
    assert kinds(lines[1], *BODY)[lines[1]] == "letterhead"
    assert "objection?" not in kinds(*BODY, "objection?")


def test_names_of_systems_in_a_row_are_a_caveat():
    assert kinds(*BODY, "IDEALIST/ CORONA/ OXCART")["IDEALIST/ CORONA/ OXCART"] == "handling"


def test_a_junior_may_sign_with_a_small_letter():
    assert kinds(*BODY, "Peter Example, jr.")["Peter Example, jr."] == "signature"


def test_names_under_each_other_are_a_list_of_persons():
    persons = ("Peter Example", "Mary Sample", "John Stranger", "Anne Harbour", "Carl Seaman")
    assert "signature" not in by_rules("SECRET", *BODY, *persons).values()
    assert by_rules("SECRET", *BODY, persons[0], "Chief, Harbour Division")[persons[0]] == "signature"
