"""Marks at the edges of pages that are set in small letters, broken over lines, or stand in a form."""

import pytest

from editor.assist.marks.judge import is_safe, marks_of
from editor.assist.marks.values import MarkLine, MarkPage
from tests.assist.marks.test_families import BODY, kinds


@pytest.mark.parametrize("text", ["Secret", "Top Secret", "Confidential - Working Notes", "Secret - Sensitive"])
def test_a_level_in_small_letters_is_one_at_the_edge_of_a_page(text):
    assert kinds(text, *BODY)[text] == kinds(*BODY, text)[text] == "classification"


@pytest.mark.parametrize("text", ["Secret", "Secret - it was said", "Secret."])
def test_a_level_in_small_letters_is_none_within_the_text(text):
    assert "classification" not in kinds(*BODY, text, *BODY).values()


def test_a_release_banner_is_found_on_each_line_that_it_is_broken_over():
    banner = ("2025 Release under the", "President John F. Kennedy", "Assassination Records", "Collection Act of 1992")
    assert kinds(*BODY, *banner) == dict.fromkeys(banner, "release")


def test_a_garbled_banner_is_offered_by_its_end_at_the_head_of_a_page():
    text = "ZOIS RELEAS MUNER PHE DESIDENT JONN NEDY ASSAS REORDS ACT OF 1992"
    (one,) = marks_of(MarkPage(1, tuple(MarkLine(at, line) for at, line in enumerate((text, *BODY)))))
    assert (one.kind, is_safe(one)) == ("release", False)


@pytest.mark.parametrize("text", ["TO PAGE SEVEN", "END PAGE TWO"])
def test_the_page_a_telegram_goes_on_to_is_a_page_number(text):
    assert kinds(*BODY, text) == {text: "page"}


def test_a_number_in_brackets_within_a_text_is_not_taken_unasked():
    lines = (*BODY, "B. GUSTAV ADOLF", "(201-777123)", "BROTHER OF THE ABOVE", *BODY)
    page = MarkPage(1, tuple(MarkLine(at, line) for at, line in enumerate(lines)))
    assert [is_safe(one) for one in marks_of(page) if one.kind == "control"] == [False]


@pytest.mark.parametrize(
    "text", ["CHARACTERS PER LINE, INCLUDING SPACE", "(DATE ANO TIME FILED)", "DO NOT EXCEED 69 TYPEWR!"]
)
def test_what_is_printed_on_a_message_form_is_no_heading(text):
    assert kinds(text, *BODY) == {}


def test_the_reviewer_of_a_stamp_behind_a_date_and_the_time_of_a_form_go_with_it():
    assert kinds(*BODY, "3/20/78 jeg", "Date 2/24/78 Time 12:03 P.M.") == {
        "3/20/78 jeg": "date", "Date 2/24/78 Time 12:03 P.M.": "date",
    }  # fmt: skip


@pytest.mark.parametrize("text", ["CENTRAL INTELLIGENCE AGENCY", "CLASSIFIED MESSAGE"])
def test_a_long_letterhead_is_one_far_down_a_form_before_the_text(text):
    form = [f"Item {letter}" for letter in "abcdefghijklmnop"]
    assert kinds(*form, text, *BODY)[text] == "letterhead"
