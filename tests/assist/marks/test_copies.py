"""Lists of copies and who drafted a paper, what ends such a list, and days written over the field for a date."""

import pytest

from tests.assist.marks.text import BODY, by_rules, kinds


def test_rows_of_copies_under_their_head_need_no_text_over_them():
    rows = ("Orig & 1 - Harbour Records Survey and Review Panel", "1 - ABC/DEF", "- AB/ CDE", "- EFG Chron")
    found = kinds("Distribution:", *rows)
    assert [found.get(row) for row in rows] == ["distribution"] * len(rows)


@pytest.mark.parametrize(
    "text",
    ["AB/CDE/PExample: xyz/12345 (6 Dec 95)", "AB/CD/PExample/xyz", "Original & 1 - Addressee", "cs, C/AB/CDE"],
)
def test_who_drafted_and_who_has_the_original_is_told_behind_the_text(text):
    assert kinds(*BODY, text)[text] == "distribution"
    assert text not in kinds(*BODY[:2], text + " went to the office with his papers and", *BODY[2:])


def test_papers_enclosed_may_be_numbered_on_lines_of_their_own():
    lines = ("2 Incls:", "1.", "Letter of the harbour", "2.", "Chart")
    assert set(kinds(*BODY, *lines)) >= set(lines)


def test_a_list_of_copies_ends_at_who_signed():
    found = kinds(*BODY, "Attachment", "Distribution:", "O & 1. Addressee, w/att", "Peter Example", "Chief")
    assert (found["Peter Example"], found["Chief"]) == ("signature", "signature")
    assert kinds(*BODY, "Attachments:", "As stated above", "CONCUR:")["CONCUR:"] == "signature"
    assert "COPY NO." not in kinds(*BODY, "COPY NO.")


def test_a_day_written_by_hand_over_its_field_is_a_date():
    assert kinds(*BODY, "8 Dec't5", "Date").get("8 Dec't5") == "date"
    assert "8 Dec't5" not in kinds(*BODY, "8 Dec't5")
    assert "DOB: (5 June 1908)" not in kinds(*BODY, "DOB: (5 June 1908)", *BODY)
    assert kinds("*9811:54AM", *BODY)["*9811:54AM"] == "date"


def test_who_drafted_a_message_stands_under_the_labels_of_its_form():
    names = ("Peter Example", "ABCD/EF")
    found = kinds("ORIG:", "UNIT:", "EXT:", "DATE:", *names, *BODY)
    assert [found.get(name) for name in names] == ["routing", "routing"]
    assert "routing" not in kinds("ORIG:", "Peter Example", *BODY).values()


def test_a_name_between_offices_that_were_asked_is_routing():
    found = by_rules(*BODY, "AB/CD (by phone)", "(Mr. Example)", "EF/GH (in draft)", "Example")
    assert found["(Mr. Example)"] == "routing"
    assert "Example" not in found
    assert kinds("stray", "C/ABC, C/DEF,", *BODY)["C/ABC, C/DEF,"] == "routing"


def test_many_lines_may_stand_behind_labels_in_a_column():
    said = ("Peter Example", "Paul Specimen", "Mary Sample", "John Pattern", "Harbour Officer", "The Sale of a Ship")
    found = kinds("MEMORANDUM FOR:", "FROM:", "OFFICE:", "SUBJECT:", *said, *BODY)
    assert [found.get(line) for line in said] == ["heading"] * len(said)


def test_a_line_begins_with_the_colon_of_its_label():
    found = kinds("SUBISCT", ": Support to Other Harbours", *BODY)
    assert found[": Support to Other Harbours"] == "heading"
    assert kinds("SUBJECT", ":", "The Sale of a Ship", *BODY)[":"] == "heading"


def test_one_place_stands_between_rows_of_places():
    rows = (
        "LIMA, QUITO, PARIS, ROME, BERN, VIENNA, MADRID, OSLO,",
        "CARACAS",
        "LONDON, OSLO, LISBON, MANILA, ZURICH, PRAGUE, CAIRO,",
    )
    text = "1. THE SHIP WAS SOLD IN THE SPRING TO A FIRM OF BROKERS IN THE HARBOUR"
    found = kinds("LEVEL", *rows, "RIO DE JANEIRO, SANTIAGO, GUATEMALA CITY, TOKYO,", text, *map(str.upper, BODY))
    assert found.get("CARACAS") == "heading"


def test_an_office_signs_though_its_first_letter_was_not_read():
    assert kinds(*BODY, "hief, Harbour Survey")["hief, Harbour Survey"] == "signature"


def test_a_page_that_is_headed_as_attached_is_no_list_of_copies():
    names = ("Peter N. Example", "Dr. Mary Sample", "Dr. John Stranger", "Anne Harbour")
    assert by_rules("Attachment B", *names) == {"Attachment B": "heading"}
    assert by_rules(*BODY, "Attachments", *names[:2])[names[0]] == "distribution"


def test_a_label_of_two_words_ends_a_list_of_copies():
    copies = ("Distribution:", "1 - C/ABC", "1 - DDX/XYZ")
    found = by_rules("SECRET", *BODY, *copies, "BASED ON:", "C/ABC Memo", "30 July 1974")
    assert [found.get(line) for line in copies] == ["distribution"] * 3
    assert found.get("C/ABC Memo") != "distribution"


def test_under_a_copy_stands_to_whose_attention_it_goes():
    to = ("Attention:", "Peter J. Example, Jr.", "Special Counsel for", "Harbour Coordination")
    lines = ("1 - The Deputy Officer General", *to)
    found = kinds(*BODY, *lines, "HWD: pal", "(11)")
    assert [found.get(line) for line in lines] == ["distribution"] * len(lines)
    assert by_rules(*BODY, "Attention:", *BODY).get("Attention:") != "distribution"
