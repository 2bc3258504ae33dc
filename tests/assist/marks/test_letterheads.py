"""Who writes, at the head of a page: names over an address, addresses in one line; no addressees, no forms."""

import pytest

from tests.assist.marks.text import BODY, by_rules


@pytest.mark.parametrize(
    "head",
    [
        ("JOHN P. FERRYMAN", "ATTORNEY AT LAW", "1200 Harbor Street, N.W.", "TELEPHONE (202) 555-0133"),
        ("COMMISSION ON SHIPS WITHIN THE HARBORS", "Washington, DC 20500"),
        ("TRAL INTELLIG AGENC", "WASHINGTON. D.G, 20505"),
        ("HARBOR BROKERS INCORPORATED", "SUITE 2004", "P.O. BOX 51480"),
    ],
)
def test_a_name_in_capitals_over_an_address_is_a_letterhead_with_it(head):
    found = by_rules(*head, "3 May 1962", *BODY)
    assert [found.get(line) for line in head] == ["letterhead"] * len(head)


@pytest.mark.parametrize("over", ["3 May 1962", "MEMORANDUM FOR: The Director", "Mr. John P. Ferryman"])
def test_what_stands_under_a_day_a_label_or_a_person_is_an_address_that_is_written_to(over):
    under = ("HARBOR BROKERS INCORPORATED", "1200 Harbor Street", "Norfolk, Virginia 23501")
    assert "letterhead" not in by_rules(over, *under, *BODY).values()


@pytest.mark.parametrize(
    "head", [("THE SALE OF THE SHIP", "WHAT WAS FOUND"), ("FERRYMAN", "23501"), ("ROOM NO.", "FLOOR 2")]
)
def test_titles_and_fields_over_no_address_are_no_letterheads(head):
    assert "letterhead" not in by_rules(*head, *BODY).values()


@pytest.mark.parametrize(
    "line", ["600 E Street NW • 2nd Floor • Washington, DC 20530", "(202) 724-0088 • Fax: (202) 724-0457"]
)
def test_an_address_in_one_line_parted_by_dots_is_printed_at_the_head_or_foot(line):
    assert by_rules(*BODY, line)[line] == "letterhead"
    assert by_rules(line, *BODY)[line] == "letterhead"


@pytest.mark.parametrize(
    "line", ["410 Harbor Street, S.E., Washington, D.C. 20003", "Street, S.E., Washington, D.C. 20003"]
)
def test_the_address_in_the_margin_of_a_transcript_is_one_wherever_it_is_read(line):
    assert by_rules(*BODY, line, *BODY)[line] == "letterhead"
    assert by_rules(*BODY, "Street, as he had said in 1962", *BODY) == by_rules(*BODY, *BODY)


def test_the_number_of_a_box_is_the_head_of_an_address():
    head = ("80X 784", "HALDANE, CONNECTICUT 06759")
    found = by_rules(*head, *BODY)
    assert [found.get(line) for line in head] == ["letterhead"] * 2


def test_the_file_to_name_in_a_reply_is_of_the_letterhead_above():
    assert by_rules("In Reply, Please Refer to", "File No.", *BODY)["File No."] == "letterhead"
    assert by_rules("File No.", *BODY).get("File No.") != "letterhead"


@pytest.mark.parametrize("lines", [("UNITI", "STATES DEPARTMENT OF ISTICE"), ("Office Merr",)])
def test_a_letterhead_read_in_pieces_begins_with_its_first(lines):
    assert by_rules(*lines, *BODY)[lines[0]] == "letterhead"
    assert by_rules(*BODY, "UNITI", *BODY).get("UNITI") != "letterhead"


def test_a_slip_says_from_whose_desk_it_is():
    marked = by_rules("From the Desk of", "From the Desk of John Q. Sailor", "NOTE FOR: The pilot", *BODY)
    assert [marked.get(line) for line in ("From the Desk of", "From the Desk of John Q. Sailor")] == ["letterhead"] * 2
    assert "From the desk of the pilot he took what had been kept there for him" not in by_rules(
        *BODY, "From the desk of the pilot he took what had been kept there for him", *BODY
    )


@pytest.mark.parametrize(
    "head", ["OFFICE OF CURRENT SHIPPING", "DIRECTORATE FOR PLANS", "HARBOUR POLICE DEPARTMENT", "INSPECTOR GENERAL"]
)
def test_the_name_of_an_office_over_a_letter_is_its_letterhead(head):
    assert by_rules(head, "3 March 1961", "MEMORANDUM FOR: The Director", *BODY)[head] == "letterhead"
    assert by_rules("MEMORANDUM FOR:", head, "SUBJECT: The Ship", *BODY).get(head) != "letterhead"
    assert by_rules(*BODY, head, *BODY).get(head) != "letterhead"


@pytest.mark.parametrize("line", ["CHIEF, OPERATIONS DIVISION", "TRANSFER TO DIVISION", "OFFICE OF ORIGIN", "3 BOARD"])
def test_what_only_ends_or_begins_like_an_office_is_no_letterhead(line):
    assert by_rules(line, "3 March 1961", *BODY).get(line) != "letterhead"
