"""Days, numbers, levels and stamps that are read badly or stand in tables, and sentences that only resemble them."""

import pytest

from editor.assist.marks.judge import is_safe, marks_of
from editor.assist.marks.repeat import Repetition
from editor.assist.marks.values import MarkLine, MarkPage
from tests.assist.marks.text import BODY, UPPER, by_rules, found, kinds


def test_days_in_a_column_of_a_table_are_no_dates():
    days = ("3 May 1962", "Oct 1962", "9 Sept 1962", "14 April 1962", "2 June 1962")
    assert "date" not in kinds(*BODY, "NAME", *days, "Example").values()
    assert kinds(*BODY, days[0])[days[0]] == "date"


@pytest.mark.parametrize("text", ["dated May 3, 1962,", "Peter Example dated May 3, 1962,"])
def test_a_day_that_a_sentence_names_is_no_date(text):
    assert text not in kinds(*BODY, text, *BODY)


@pytest.mark.parametrize("text", ["93 MAR 1962", "LA DEC 1962"])
def test_a_stamped_day_may_be_read_badly(text):
    assert kinds(*BODY, text)[text] == "date"
    assert kinds(*BODY, "IN DEC 1962").get("IN DEC 1962") is None


def test_the_time_of_a_telegram_stands_on_two_lines():
    found = kinds("TOR: 041210Z", "MAY 62", *UPPER)
    assert (found["TOR: 041210Z"], found["MAY 62"]) == ("date", "date")


@pytest.mark.parametrize("text", ["OADR", "DECL X1; 2 June 2022", "DRV LIA 1-82", "REVIEW ON. 03 JAN 2008"])
def test_until_when_something_is_classified_is_a_stamp(text):
    assert kinds(*BODY, text)[text] == "declassification"


@pytest.mark.parametrize("text", ["XYZ - 5-30-98", "ABC/XYZ"])
def test_a_reviewer_stands_beside_a_stamp(text):
    assert kinds(*BODY, "DECLASSIFIED BY 4410", text)[text] == "declassification"


def test_lines_of_the_stamp_of_an_order_go_together():
    lines = (
        "CLASSIFIED BY 123456",
        "SCHEDUIE OF E.O. 11652, EXEMPTIOM CATEGORI",
        "(unless impossihle, insert dete or event)",
    )
    assert [kinds(*BODY, *lines).get(line) for line in lines] == ["declassification"] * 3


def test_a_copy_of_a_library_is_told_word_by_word():
    words = ("PHOTOCOPY", "FROM", "THE", "GERALD R.", "FORD", "LIBPARY")
    assert [kinds(*BODY, *words).get(word) for word in words] == ["handling"] * 6


def test_a_caveat_that_is_read_badly_behind_its_beginning_is_offered_outside_the_text():
    assert kinds(*BODY, "MANDLE VIA CORENT CHRNELO")["MANDLE VIA CORENT CHRNELO"] == "handling"
    upper = [*UPPER, "RETURN TO THE HARBOUR WITH THE PAPERS", *UPPER]
    assert "handling" not in kinds(*upper).values()


@pytest.mark.parametrize(
    "text", ["ABC No. 0415/62", "Document Number 123-456 BD", "DD/O 78-2240", "\u0421\u041e\u0421-96-086"]
)
def test_numbers_of_offices_and_of_requests_are_told_by_their_shape(text):
    assert kinds(text, *BODY)[text] == "control"


def test_a_page_number_stands_between_dashes_on_three_lines():
    assert kinds("-", "3", "-", *BODY) == {"-": "page", "3": "page"}
    assert kinds("PAGE NO.", "2 of 3", *BODY)["2 of 3"] == "page"


def test_a_codeword_alone_at_the_edge_of_a_page_is_a_level():
    assert kinds("SPOKE", *BODY)["SPOKE"] == "classification"
    assert kinds(*BODY, "SPOKE", *BODY) == {}


@pytest.mark.parametrize("text", ["(JFK)", "JFK)"])
def test_the_records_that_a_stamp_is_of_are_named_in_brackets(text):
    assert kinds(*BODY, "stray", text)[text] == "declassification"


def test_the_group_of_a_schedule_may_have_lost_its_number():
    lines = ("GROUP", "Excluded from automatic", "downgrading and")
    assert [kinds(*BODY, *lines).get(line) for line in lines] == ["declassification"] * 3
    assert "GROUP" not in kinds(*BODY, "GROUP")


def test_a_page_number_may_have_stops_behind_it():
    assert kinds(*BODY, "-3 . .")["-3 . ."] == "page"


@pytest.mark.parametrize("text", ["06/0S/1976", "3/2Q9/1963"])
def test_a_letter_may_be_read_into_a_day_of_figures(text):
    assert kinds(*BODY, text)[text] == "date"
    assert kinds(*BODY, "AB/CD/19")["AB/CD/19"] != "date"


@pytest.mark.parametrize("text", ["2w4 April 1970", "28 Aug0st 1972", "23 August 976"])
def test_a_day_over_a_memorandum_may_be_read_badly(text):
    assert kinds(text, *BODY)[text] == "dateline"


def test_a_month_alone_is_of_a_memorandum_under_it():
    assert kinds("May 1962", "MEMORANDUM FOR THE RECORD", *BODY)["May 1962"] == "dateline"
    assert "May 1962" not in kinds("May 1962", *BODY)


def test_the_closing_of_a_letter_may_be_read_badly():
    assert kinds(*BODY, "Sinceraly yours,")["Sinceraly yours,"] == "signature"


def test_what_a_paragraph_is_classified_as_is_a_level():
    assert kinds(*BODY, "(AIUO)", *BODY)["(AIUO)"] == "classification"


def test_the_number_of_a_file_of_a_person_is_offered_outside_the_text():
    (one,) = (found("MEMORANDUM FOR THE RECORD", "#54 621", *BODY)[text] for text in ["#54 621"])
    assert (one.kind, is_safe(one)) == ("control", False)
    assert "#54 621" not in kinds(*BODY, "#54 621", *BODY)


def test_a_codeword_read_badly_is_known_where_it_stands_on_other_pages():
    pages = [
        MarkPage(at, tuple(MarkLine(n, line) for n, line in enumerate((word, *BODY))))
        for at, word in enumerate(("SPOKE", "SPOKE", "SPQKE"))
    ]
    repetition = Repetition(pages)
    assert [one.kind for one in marks_of(pages[2], repetition.count)] == ["classification"]
    assert marks_of(pages[2]) == []


def test_days_of_a_table_whose_cells_stand_between_them_are_no_dates():
    cells = [line for day in range(13, 21) for line in (f"{day} May", "Rusk, McCone")]
    assert "date" not in kinds("SECRET", *BODY, *cells).values()


def test_days_and_numbers_of_a_list_are_no_marks():
    days = [f"0{month}-15-78" for month in range(1, 8)]
    assert kinds(*BODY, *days, *BODY) == {}
    numbers = [f"ABCD-0204{number}" for number in range(10)] + ["ABCD-02051", "ABCD-02052"]
    assert kinds(*BODY, *numbers, *BODY) == {}
    assert kinds(*BODY, *days[:2], *numbers[:2]) == {
        **dict.fromkeys(days[:2], "date"), **dict.fromkeys(numbers[:2], "control"),
    }  # fmt: skip


@pytest.mark.parametrize("text", ["RVW 5 Oct 99 DRY D9c. 1", "DRV D9c.1"])
def test_when_a_level_is_reviewed_is_a_stamp(text):
    assert kinds(*BODY, text)[text] == "declassification"


def test_a_short_line_goes_on_a_long_banner_but_for_a_letter():
    banner = (
        "Released pursuant to Executive Order 14176, DECLASS. OF RECORDS CONC. THE",
        "ASSASSINATIONS OF PRES.",
        "JFX,",
    )
    assert [kinds(*BODY, *banner).get(line) for line in banner] == ["release"] * 3
    assert by_rules(*BODY, *banner[:2], "ABC,").get("ABC,") != "release"


@pytest.mark.parametrize("text", ["0LC-78-2728", "Douthent Number 1042-947c"])
def test_numbers_of_offices_are_known_though_a_letter_is_misread(text):
    assert kinds(text, *BODY)[text] == "control"


def test_the_page_of_a_copy_sent_by_wire_is_counted():
    assert kinds("P. 3/14", *BODY)["P. 3/14"] == "page"


@pytest.mark.parametrize("text", ["Handle via BYEMAN", "Handle Via EXAMPLE Channels"])
def test_a_caveat_on_channels_may_be_set_in_small_letters(text):
    found_kinds = kinds("TOP SECRET", text, "Control System", *BODY)
    assert (found_kinds[text], found_kinds["Control System"]) == ("handling", "handling")


def test_by_whom_a_paper_is_classified_stands_on_a_line_of_its_own():
    assert kinds(*BODY, "CL", "BY 012913")["BY 012913"] == "declassification"


def test_the_year_of_a_banner_may_stand_on_a_line_of_its_own():
    lines = (
        "2025 RELEASE UNDER THE PRESIDENT JOHN F. KENNEDY ASSASSINATION RECORDS ACT OF",
        "1992",
        "Case#:NW 70001 Date:",
        "2025",
    )
    assert [kinds(*lines, *BODY).get(line) for line in lines] == ["release"] * 4
    assert kinds("1992", *BODY).get("1992") != "release"


@pytest.mark.parametrize("town", ["Washington, D.C. 20001", "Wasbington, D.C. 20O01", "Washington,a D.C. 2001"])
def test_the_town_of_an_agency_may_be_misread(town):
    lines = ("CENTRAL INTELLIGENCE AGENCY", town)
    assert [kinds(*lines, *BODY).get(line) for line in lines] == ["letterhead"] * 2


def test_the_title_of_a_chapter_is_no_caveat():
    assert "handling" not in kinds("2. Administrative:", *BODY, "2. Administrative:").values()


def test_a_date_on_two_lines_among_days_is_of_a_list():
    days = ("26 May 1978", "22 June", "1978", "5 July 1978")
    assert not set(by_rules("SECRET", *BODY, *days, *BODY)).intersection(days[1:3])
    assert by_rules("SECRET", *BODY, "22 June", "1978")["22 June"] == "date"


def test_a_level_behind_the_end_of_a_sentence_but_for_letters_is_none():
    assert "east SECRET:" not in by_rules(*BODY, "east SECRET:", *BODY)
    assert by_rules("MIST SECRET", *BODY)["MIST SECRET"] == "classification"


@pytest.mark.parametrize("first", ["CLASSIFIED", "eLASSIFIED", "CLASSIFED"])
def test_a_classified_attachment_may_be_read_on_two_lines_and_badly(first):
    assert [by_rules("[R]", *BODY, first, "ATTACHMENT").get(line) for line in (first, "ATTACHMENT")] == [
        "classification"
    ] * 2
    assert "classification" not in by_rules(*BODY, "DECLASSIFIED", "ATTACHMENT").values()


@pytest.mark.parametrize("line", ["CLASSIFIED ATTACHMENT", "CLASSIFIED ATTACHMENTS"])
def test_what_papers_go_with_may_be_classified(line):
    assert by_rules(*BODY, line)[line] == "classification"


@pytest.mark.parametrize(
    "line", ["URGENT", "PROPERTY OF THE WHITE HOUSE OFFICE", "SENSITIVE COMPARTMENTED INFORMATION"]
)
def test_precedences_and_owners_are_caveats(line):
    assert by_rules("SECRET", *BODY, line)[line] == "handling"


def test_the_number_of_a_document_is_read_with_its_signs_lost():
    line = "NW. 65999Docld:32369999-Page-2"
    assert by_rules(*BODY, line)[line] == "control"


def test_a_number_under_a_number_has_no_label():
    assert not is_safe(found("SECRET", *BODY, "462 1N3", "365847", *BODY)["365847"])
    assert is_safe(found("SECRET", *BODY, "IN", "365847", *BODY)["365847"])


def test_a_worn_level_may_end_in_any_sign():
    assert by_rules("SECTE?", *BODY)["SECTE?"] == "classification"
    assert "Secret source?" not in by_rules(*BODY, "Secret source?", *BODY)


@pytest.mark.parametrize(
    "line",
    [": JFK15 : F3: 1993.07.29.17:33:26:719999", "OLC: 78-2499/2", "0L6 # 73-3299", "NWV 65999 Docld:32349999 Page 3"],
)
def test_numbers_of_committees_and_boxes_are_numbers(line):
    assert by_rules("SECRET", *BODY, line)[line] == "control"


@pytest.mark.parametrize("line", ["555-5369", "SOD - 1967-1970"])
def test_a_telephone_and_years_are_no_numbers_of_a_registry(line):
    assert "control" not in by_rules("SECRET", *BODY, line, *BODY).values()


def test_numbers_of_a_column_are_none_of_an_office():
    extensions = ("37597", "37598", "30554", "54475")
    assert not set(by_rules("SECRET", *BODY, *extensions)).intersection(extensions)
    assert by_rules("SECRET", *BODY, "37597")["37597"] == "control"


def test_an_office_with_a_town_behind_it_is_not_taken_unasked():
    page = found("SECRET", "DCD/Miami", *BODY)
    assert "DCD/Miami" not in page or not is_safe(page["DCD/Miami"])
