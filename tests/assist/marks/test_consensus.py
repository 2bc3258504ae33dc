"""One number out of many misread ones: the vote, what it is trusted for, and what is shown as doubtful."""

import pytest

from editor.assist.marks.consensus import consensus

NUMBER = "CIA-RDP80B01676R001800020011-1"
MISREAD = (
    "CIA-RDP8080I676R001800020011-1",
    "ClA-RDP80B01676RO01800020011-1",
    "CIA-RDP80B01676R0O1800020011-l",
    "CIA-RDP80B0I676R001800020O11-1",
    "CIA-ROP80B01676R001800020011-1",
)


def test_five_misread_numbers_give_the_one_that_none_of_them_is():
    assert NUMBER not in MISREAD
    vote = consensus(MISREAD)
    assert (vote.value, vote.readings, vote.trusted) == (NUMBER, 5, True)


def test_two_readings_are_trusted_only_where_they_are_the_same():
    assert consensus([NUMBER, NUMBER]).trusted
    assert not consensus([NUMBER, MISREAD[0]]).trusted


def test_places_that_are_not_agreed_on_are_told():
    vote = consensus(["104-10103", "104-10103", "104-10193", "104-10193"])
    assert (vote.doubtful, vote.trusted) == ((7,), False)


def test_a_reading_of_another_number_takes_no_part():
    assert consensus([*MISREAD, "87- 0052123 PB"]) == consensus(MISREAD)


def test_no_reading_is_no_vote():
    with pytest.raises(ValueError, match="readings"):
        consensus([])
