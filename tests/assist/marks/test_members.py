"""The members of a committee on its printed head are a letterhead with its address; other lists of names are not."""

import pytest

from editor.assist.marks.judge import is_safe
from tests.assist.marks.text import BODY, by_rules, found

MEMBERS = (
    "JOHN Q. HARBOUR, OHIO, CHAIRMAN",
    "AMOS PILOT,",
    "N.C.",
    "WALTER A. ANCHOR, CONN.",
    "RUTH M. LANTERN, JR., TENN.",
    "ЕЛОЛЬ ГА",
    "SAMUEL TIDEWATER, PA!",
    "OSCAR K. KEEL, STAFF DIRECTOR",
    "(202) 555-4711",
    "Select Committee on Harbours",
    "WASHINGTON, D.C. 20515",
)
LETTER = ("SECRET", *MEMBERS, "18 August 1978", "Mr. Arthur Sailor", "Chief of the Port", "Dear Mr. Sailor:", *BODY)


def test_members_of_a_committee_and_its_address_are_a_letterhead():
    marked = found(*LETTER)
    assert {line for line, one in marked.items() if one.kind == "letterhead"} == set(MEMBERS)
    assert not any(is_safe(marked[line]) for line in MEMBERS)


def test_a_head_without_an_address_ends_with_its_last_member():
    lines = (*MEMBERS[3:5], MEMBERS[6], "14 May 1971", "WASHINGTON, D.C. 20515", *BODY)
    marked = by_rules(*lines)
    assert [marked.get(line) for line in lines[:3]] == ["letterhead"] * 3
    assert marked[lines[3]] != "letterhead"


def test_members_read_too_badly_to_be_told_are_known_by_the_committee_and_the_town():
    worn = (
        "JOHN Q. HARBQUR, QHlQ, CHANMAM", "AMOS PILQT, NQC.", "WALTER A ANCHQR. COMM", "RUTH M. LAMTERN, TEMM JR",
        "ЕЛОЛЬ ГА", "SAMVEL TIDEWATER, FR", "OSCAR K KEEL,", "IRIS M BEACON: MIMORITY COUNSEL",
        "SELECT COMMITTEE TO", "STUDY HARBOURS AND THEIR PILOTS", "WASHINGTON. D.C 20510",
    )  # fmt: skip
    marked = by_rules("14-00000", *worn, "February 25, 1976.", "Mr. Arthur Sailor", *BODY)
    assert [marked.get(line) for line in worn] == ["letterhead"] * len(worn)
    assert "letterhead" not in by_rules("14-00000", *worn[:7], "WASHINGTON AND NEW YORK", *BODY).values()


@pytest.mark.parametrize(
    "names",
    [
        ("AT PORTSMOUTH, OHIO", "AT NEW LONDON, CONN.", "AT MEMPHIS, TENN."),
        ("JOHN Q. HARBOUR, PILOT", "WALTER A. ANCHOR, COOK", "RUTH M. LANTERN, MATE"),
        ("John Q. Harbour, Ohio", "Walter A. Anchor, Conn.", "Ruth M. Lantern, Tenn."),
        ("JOHN Q. HARBOUR, OHIO", *BODY[:2], "BY LAND", "BY SEA", "WALTER A. ANCHOR, CONN.", "RUTH M. LANTERN, TENN."),
    ],
)
def test_other_lists_of_names_are_no_head(names):
    assert "letterhead" not in by_rules(*names, *BODY).values()


COMMISSION = (
    "COMMISSION ON HARBOURS WITHIN THE STATES", "Washington, DC 20500", "March 18, 1975",
    "Arthur A. Sailor,", "Chairman", "John T. Anchor", ".. Douglas Pilo", "Erwin N. Keel", "Lane Lantern",
    "Edgar F. Tidewater, Jr.", "David W. Beacon,", "Executive Director",
)  # fmt: skip


def test_members_below_who_has_the_chair_are_a_letterhead():
    marked = by_rules(*COMMISSION, "SECRET", "MEMORANDUM FOR: File", *BODY)
    assert [marked.get(line) for line in COMMISSION[3:]] == ["letterhead"] * 9


@pytest.mark.parametrize(
    "lines",
    [
        (COMMISSION[0], *COMMISSION[3:4], *COMMISSION[5:11]), (COMMISSION[0], *COMMISSION[3:7]),
        ("THE HARBOURS OF THE STATES", *COMMISSION[3:]), (COMMISSION[0], "TO: The members", *COMMISSION[3:]),
        (COMMISSION[0], *COMMISSION[3:6], *BODY, *COMMISSION[6:10]),
    ],
)  # fmt: skip
def test_names_without_a_chair_or_a_body_are_no_head(lines):
    marked = by_rules(*lines, *BODY)
    assert "letterhead" not in {marked.get(line) for line in COMMISSION[3:]}


def test_the_line_of_a_board_is_a_letterhead_at_the_edges_of_a_page():
    board = (
        "BOARD MEMBERS: John R. Anchor, Chair • Kermit L. Keel • Anna K. Beacon",
        "EXECUTIVE DIRECTOR: David G. Pilot",
    )
    marked = by_rules("SECRET", *BODY, *board)
    assert [marked.get(line) for line in board] == ["letterhead"] * 2
    assert board[0] not in by_rules("SECRET", "Dear Mr. Sailor:", *BODY * 8, board[0].replace("Chair", ""))
