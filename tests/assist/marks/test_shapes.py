"""Shapes of dates, page numbers, signatures, headings and lists that forms, slips and letters have."""

import pytest

from tests.assist.marks.text import BODY, kinds


def test_a_day_and_a_month_beside_a_field_for_a_date_are_one():
    assert kinds(*BODY, "DATE", "12 Nov", "ACTION").get("12 Nov") == "date"
    assert kinds(*BODY, "INITIALS", "DATE", "|12 Nov").get("|12 Nov") == "date"


def test_a_day_and_a_month_between_lines_of_text_are_none():
    assert kinds(*BODY, "12 Nov", *BODY) == {}


def test_a_date_on_two_lines_has_a_sign_misread():
    assert kinds(*BODY, "14 FED", "1962") == {"14 FED": "date", "1962": "date"}


@pytest.mark.parametrize("text", ["lil June 1961", "3 Oct 61 0412Z", "May 9, 1974; 12 Harbour Street"])
def test_a_date_written_out_is_a_dateline_before_the_text(text):
    assert kinds(text, *BODY) == {text: "dateline"}


@pytest.mark.parametrize("text", ["PAGE -FOUR", "Page 2 0f_5", "ii"])
def test_a_page_number_has_a_dash_or_is_roman(text):
    assert kinds(*BODY, text) == {text: "page"}


def test_a_page_named_in_brackets_at_the_end_of_a_sentence_is_none():
    assert kinds(*BODY[:3], "(Page 2)", *BODY) == {}


@pytest.mark.parametrize("under", ["AB/C/DEF", "Chief, Harbour Branch"])
def test_a_name_with_an_office_under_it_is_signed(under):
    assert kinds(*BODY, "stray words", "Peter N. Example", under) == {
        "Peter N. Example": "signature",
        under: "signature",
    }


def test_the_field_for_a_signature_is_one():
    assert kinds(*BODY, "REVIEWFD:")["REVIEWFD:"] == "signature"


def test_a_name_is_signed_behind_a_short_last_line():
    assert kinds(*BODY[:3], "nobody has seen him.", "PETER N. EXAMPLE") == {"PETER N. EXAMPLE": "signature"}


def test_the_level_of_a_paragraph_signs_nothing():
    assert "signature" not in kinds(*BODY, "(S) 4. Peter Example, a broker.", *BODY).values()


@pytest.mark.parametrize(
    "text", ["AB/CD Peter Example x 1234 R 5678", "WH/XY (by phone)", "AB/C Attn: Example", "SB/C/DE/FGH"]
)
def test_an_office_with_who_sits_there_is_routing(text):
    assert kinds(*BODY, "stray", text) == {text: "routing"}


def test_who_was_asked_at_an_office_is_routing_too():
    assert kinds(*BODY, "stray", "WH/XY (by phone)", "(Mr. Example)")["(Mr. Example)"] == "routing"


@pytest.mark.parametrize("text", ["MAILED 9", "UNRECORDED COPY FILED IN 105-1", "NAT. INT. SEC", "COMM - FBI"])
def test_what_a_mail_room_stamps_is_routing(text):
    assert kinds(*BODY, "stray", text) == {text: "routing"}


def test_a_name_read_badly_between_officials_of_a_slip_is_one_of_them():
    lines = ("Tolson", "Belmont", "Mxhrn", "Callahan", "Conrad")
    assert kinds(*lines, *BODY) == dict.fromkeys(lines, "routing")
    assert kinds(*lines[:2], "FROM:", *lines[3:], *BODY).get("FROM:") != "routing"


def test_papers_enclosed_with_their_letters_are_a_list():
    lines = ("Attachments: 3", "A- 4 Mar 1962 Memo for the Record", "B-", "6 May 1962 cable from the harbour with Att.")
    found = kinds(*BODY, *lines)
    assert [found.get(line) for line in lines] == ["distribution"] * 4


def test_copies_are_counted_behind_a_cue():
    lines = ("Attachments:", "A.", "3 cys, MEMO H/W")
    assert kinds(*BODY, *lines) == dict.fromkeys(lines, "distribution")


def test_file_is_no_list_among_the_words_of_a_routing_slip():
    assert "distribution" not in kinds(*BODY, "DISPATCH", "FILE", "INFORMATION", "PREPARE REPLY").values()


@pytest.mark.parametrize(
    "text", ["IS - BOLIVIA", "Airtel", "ABCD 12345, 4 May 1961", "Example (North)", "FM", "Irom:", "T'o:"]
)
def test_what_stands_over_a_letter_by_its_shape_is_a_heading(text):
    assert kinds(text, *BODY) == {text: "heading"}


def test_to_is_known_in_cyrillic_letters():
    assert kinds("\u0442\u043e", *BODY) == {"\u0442\u043e": "heading"}


def test_answers_under_labels_of_a_form_are_headings():
    lines = ("REGARDING OF:", "WHO WAS SEEN:", "Peter Example (alias)", "Harbour Papers")
    found = kinds(*lines, *BODY)
    assert [found.get(line) for line in lines[2:]] == ["heading", "heading"]


def test_the_places_a_telegram_goes_to_are_headings_and_the_text_is_not():
    rows = ("ANTWERP, BREMEN, GENOA, MARSEILLES, ROTTERDAM,", "PIRAEUS, LE HAVRE, SOUTHAMPTON, CORK, OPORTO,")
    text = tuple(line.upper() for line in BODY)
    assert kinds(*rows, "BILBAO, CADIZ, TRIESTE, GDYNIA, AARHUS, BERGEN", *text) == dict.fromkeys(
        (*rows, "BILBAO, CADIZ, TRIESTE, GDYNIA, AARHUS, BERGEN"), "heading"
    )
    assert kinds(rows[0], *text) == {}


def test_words_printed_on_forms_are_no_titles():
    assert kinds("XYZ INDEXING REQUIREO", *BODY) == {}
