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


def test_rows_of_copies_are_known_though_they_are_broken_over_lines():
    rows = ("Bureau", "2 - Boston (Enc. 1)", "1", "- Denver", "(92-777) (Info)", "(10)")
    assert kinds(*BODY, *rows) == dict.fromkeys(rows, "distribution")


def test_a_figure_and_a_dash_in_a_text_are_no_copies():
    assert "distribution" not in kinds(*BODY, "1", "- Denver was the first of the", *BODY).values()


def test_a_list_of_agencies_behind_the_text_is_one_of_distribution():
    rows = ("ARMY/ACSI NAVY", "JCS.", "I&NS", "TREASURY", "NSA", "STATF/DIR")
    assert kinds(*BODY, *rows) == dict.fromkeys(rows, "distribution")
    assert kinds(*BODY, "TREASURY", "NSA") == {}


def test_a_run_of_names_behind_dashes_is_routing():
    rows = ("BAKER", "- MILLER", "- SCHULTZ", "- JONES, W.")
    assert kinds(*BODY, *rows, *BODY) == dict.fromkeys(rows, "routing")


def test_who_drafted_a_message_is_routing():
    assert kinds("ORIG: JDOE: ab", "UNIT: WH/4/PM", *BODY) == {"ORIG: JDOE: ab": "routing", "UNIT: WH/4/PM": "routing"}


@pytest.mark.parametrize("text", ["DIRECTOR, FBI (105-77777)", "SAC, BOSTON (92-1) (P)", "(00: BS)"])
def test_who_writes_to_whom_at_a_bureau_is_a_heading(text):
    assert kinds(text, *BODY) == {text: "heading"}


def test_what_a_letter_is_about_stands_over_the_number_of_its_later_pages():
    assert kinds("Talk with Sgt. A. B. Moe", "Page Two", *BODY)["Talk with Sgt. A. B. Moe"] == "heading"


def test_the_bureau_is_a_letterhead_alone_over_the_text_and_none_behind_a_label():
    assert kinds("FBI", *BODY) == {"FBI": "letterhead"}
    assert "letterhead" not in kinds("FROM:", "FBI", *BODY).values()


@pytest.mark.parametrize("rows", [("NO", "FOREIGN", "DISSEM"), ("NO", "FOREICH"), ("CONTROLLED", "DISSEM")])
def test_a_caveat_of_a_word_a_line_is_one(rows):
    assert kinds(*rows, *BODY) == dict.fromkeys(rows, "handling")


def test_the_last_word_of_a_caveat_outside_the_text_tells_it():
    assert kinds(*BODY, "FARCIGN DISSEM") == {"FARCIGN DISSEM": "handling"}
    assert "handling" not in kinds(*BODY, "FIELD DISSEM: ALL", *BODY).values()


def test_a_signature_is_known_behind_a_marked_paragraph_and_under_its_field():
    assert kinds(*BODY, "who came back to the town in the year behind it. (S)", "Jon Doe")["Jon Doe"] == "signature"
    assert kinds(*BODY, "said to nobody at all in that office", "(Signature)", "Jon A. Doe, Jr.")["Jon A. Doe, Jr."]


def test_a_name_in_a_list_of_a_telegram_is_no_signature():
    upper = [line.upper() for line in BODY]
    assert "signature" not in kinds(*upper, "B. ANNA MARIA DOE").values()


def test_a_short_number_within_a_text_is_not_taken_unasked():
    lines = (*BODY, "Moe, A. B.", "327890", "Doe, C.", *BODY)
    page = MarkPage(1, tuple(MarkLine(at, line) for at, line in enumerate(lines)))
    assert not any(is_safe(one) for one in marks_of(page) if one.text == "327890")


def test_a_title_behind_a_label_is_no_line_of_the_text():
    upper = [line.upper() for line in BODY]
    assert "heading" not in [kind for text, kind in kinds("TO", "SECRET", *upper).items() if text in upper]


@pytest.mark.parametrize("text", ["Secrat", "Confidentlal - Working Paper"])
def test_a_level_in_small_letters_may_be_misread_on_the_last_line(text):
    assert kinds(*BODY, text)[text] == "classification"
