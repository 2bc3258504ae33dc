"""What teletypes, printed caveats, and stamps of departments add to a page, and what is not to be taken unasked."""

import pytest

from editor.assist.marks.judge import is_safe
from tests.assist.marks.text import BODY, UPPER, by_rules, found, kinds


@pytest.mark.parametrize("text", ["ZNY SSSSS", "DE RUEHAB 0123 1450930", "VZCZCABC123", "PP RUEHXYZ", "O RUEKJC"])
def test_the_way_of_a_message_through_the_network_is_routing(text):
    assert kinds(text, *UPPER)[text] == "routing"


def test_who_a_message_is_from_and_to_needs_no_colon_in_capitals():
    lines = ("FM EXAMPLE HARBOUR", "TO SOMEWHERE ELSE INFO OTHERS")
    assert [kinds(*lines, *UPPER).get(line) for line in lines] == ["heading", "heading"]
    assert "TOTAL COPIES" not in kinds("TOTAL COPIES", *UPPER)


def test_a_column_of_stations_is_routing_and_a_column_of_fields_is_not():
    stations = ("BREM", "GENO", "OPOR", "CORK", "TRI8", "AARH", "BILB", "12", "CADI", "MARS")
    assert [kinds(*stations, *BODY).get(one) for one in stations if one != "12"] == ["routing"] * 9
    fields = ("DATE", "FROM", "PAGE", "FILE", "NAME", "INFO", "COPY", "TEXT", "UNIT")
    assert "routing" not in kinds(*fields, *BODY).values()


def test_copies_counted_by_agency_are_a_distribution():
    lines = ("ACTION: ABC-15", "INFO", "DEFG-1 HIJ-2 K1-2 LMN/OPQ-9 FILE-1", "RST - 1")
    assert [kinds(*UPPER, *lines).get(line) for line in lines] == ["distribution"] * 4


def test_what_a_bureau_says_of_its_paper_is_a_caveat():
    lines = (
        "This document contains neither",
        "recommendations nor conclusions of",
        "the FBI. It is the property of the",
    )
    assert [kinds(*BODY, *lines).get(line) for line in lines] == ["handling"] * 3


def test_where_a_copy_was_made_is_a_caveat_on_three_lines():
    lines = ("Photocopy", "from", "Gerald R. Ford Library")
    assert [kinds(*BODY, *lines).get(line) for line in lines] == ["handling"] * 3


def test_the_stamp_of_a_department_has_its_own_lines():
    lines = ("DEPARTMENT OF STATE", "Retain class'n Change/classify to", "With concurrence of", "FPC/HDR by")
    assert [kinds(*BODY, *lines).get(line) for line in lines] == ["declassification"] * 4


def test_a_caveat_read_badly_is_known_beside_a_level_only():
    text = "COTINUEAD CONUTROT"
    assert kinds("SECRET", text, *BODY).get(text) == "handling"
    assert kinds("EXAMPLE", text, *BODY).get(text) != "handling"


@pytest.mark.parametrize("text", ["6300 so 3200..", "RA 12 345 678", "1 234567"])
def test_long_numbers_among_lines_of_text_are_not_safe(text):
    one = found(*BODY, *BODY, text, *BODY, *BODY).get(text)
    assert one is None or not is_safe(one)


def test_a_telephone_is_no_control_number():
    assert "555-123-4567" not in kinds(*BODY, "555-123-4567")


def test_a_number_with_a_point_over_half_a_sentence_is_that_of_the_page():
    assert kinds("7.", BODY[1], *BODY)["7."] == "page"
    assert "7." not in kinds("7.", *BODY)


@pytest.mark.parametrize("text", ["PAGE 1. OF 3", "PAGE 2 OF"])
def test_a_page_of_so_many_may_have_a_speck_or_an_end_cut_off(text):
    assert kinds(*BODY, text)[text] == "page"


@pytest.mark.parametrize("text", ["DATE OF REPORT 4 May 1961", "P R1 0945Z DEC 67", "6=1-78"])
def test_a_date_behind_its_field_or_precedence_is_one(text):
    assert kinds(text, *BODY)[text] in ("dateline", "date")


@pytest.mark.parametrize("text", ["DA IN 123456", "121314Z DIRECTOR 123456", "IN 12345 PAGE 2", "HQ 105-12-210-431"])
def test_numbers_of_wires_and_files_are_controls(text):
    assert kinds(*BODY, text)[text] == "control"


def test_a_figure_is_no_part_of_a_stamp_by_the_letter_it_looks_like():
    assert kinds(*BODY, "DECLASSIFIED BY 123", "AUTH 4 May 1979", "787.").get("787.") != "declassification"


@pytest.mark.parametrize("text", ["SECRET 221709Z MAY 68 STAFF", "S E C R E T 04ZO022 CITE PORTSMOUTH 1858"])
def test_the_level_of_a_cable_and_its_time_are_a_level(text):
    mark = found(text, *UPPER)[text]
    assert (mark.kind, is_safe(mark)) == ("classification", False)


@pytest.mark.parametrize("text", ["SECTION 221709", "SECRET AGENTS CAME TO TELL ALL", "SECRET SERVICE 1944"])
def test_a_number_behind_a_word_is_no_level_of_a_cable(text):
    assert by_rules(text, *UPPER).get(text) != "classification"
