"""Lists read in pieces: copies at the head of a letter, officials of a slip, offices by number; and stamps."""

import pytest

from tests.assist.marks.text import BODY, by_rules

COPIES = ("1", "- Mr.", "- Mr.", "J. B. Example", "W.", "R. Specimen", "0. Pattern, Jr.")


def test_copies_at_the_head_of_a_letter_are_known_though_titles_and_names_were_read_apart():
    found = by_rules("SECRET", "x", "y", *COPIES, "October 29, 1975", *BODY)
    assert [found.get(line) for line in COPIES] == ["distribution"] * len(COPIES)
    assert found["October 29, 1975"] == "dateline"


@pytest.mark.parametrize("lines", [("- Mr.", "J. B. Example", "W."), ("Mr.", "Mr."), (*BODY, "- Mr.", "- Mr.", "W.")])
def test_a_title_by_itself_begins_no_list_of_copies(lines):
    assert "distribution" not in by_rules(*lines, *BODY).values()


def test_what_is_left_of_officials_stands_far_between_where_many_were_read():
    many = ("Admin.", "Ident.", "Inspection", "Intell.", "Laboratory")
    lost = ("Plxn", "Sprc Inx", "Trxg")
    found = by_rules(*many, *lost, "Legal Coun.", "Telephone Rm.", *BODY)
    assert [found.get(line) for line in lost] == ["routing"] * len(lost)
    assert not set(lost) & set(by_rules(*many[:3], *lost, "Legal Coun.", *BODY))


def test_offices_that_count_up_are_a_list():
    offices = ("10-DDCI", "11- DDP", "12-ADDP", "13-500", "14-F,LE", "15-VR")
    found = by_rules("NON-CIA MESSAGE", *offices, *BODY)
    assert [line for line in offices if found.get(line) == "routing"] == [line for line in offices if line != "13-500"]
    assert "routing" not in by_rules("10-DDCI", "9-DDP", "23-ADDP", "4-VR", *BODY).values()


def test_a_caveat_of_eight_letters_is_known_by_its_look_beside_a_level_only():
    assert by_rules("SECRET", "EVES ONIV", *BODY)["EVES ONIV"] == "handling"
    assert by_rules("EVES ONIV", *BODY).get("EVES ONIV") != "handling"
    assert by_rules("SECRET", "EMBASSY", *BODY).get("EMBASSY") != "handling"


def test_the_legend_on_what_was_prepared_for_a_committee_is_a_caveat():
    lines = (
        "This document is prepared in response to your request and is not for dissemi-",
        "nation outside your Committee. Its use is limited to official proceedings by",
        "your Committce and the content may not be disclosed to unauthorized person",
        "nel without the express approugtiof the FBl",
    )
    found = by_rules(*BODY, *lines)
    assert [found.get(line) for line in lines] == ["handling"] * len(lines)


@pytest.mark.parametrize(
    "stamp",
    [
        ("Excluded from automatic", "regrading: DOD Directive", "5200,10 does not apply."),
        ("NO STATE OBJECTION", "TO DECLASSIFICATION"),
        ("EXEMPT PER E.O. 13526", "JS RE-REVIEW DATE: 310"),
    ],
)
def test_stamps_of_the_military_are_told_line_by_line(stamp):
    found = by_rules(*BODY, *stamp)
    assert {found.get(line) for line in stamp} <= {"declassification", "review"}


def test_the_army_over_a_letter_is_its_letterhead():
    assert by_rules("DEPARTMENT OF THE ARMY", "WASHINGTON 25, D.C.", *BODY)["DEPARTMENT OF THE ARMY"] == "letterhead"
    found = by_rules("CLASSIFICATION: Secret", *BODY, "NO STATE OBJECTION", "TO DECLASSIFICATION")
    assert found.get("CLASSIFICATION: Secret") != "declassification"


@pytest.mark.parametrize("text", ["SEARCHED", "SERIALIZED.", "INDEXED"])
def test_what_a_file_room_stamps_is_routing(text):
    assert by_rules(*BODY, text)[text] == "routing"


def test_what_a_form_calls_a_search_is_no_stamp_of_a_file_room():
    assert by_rules(*BODY, "SEARCH").get("SEARCH") != "routing"
