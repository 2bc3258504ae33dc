"""Marks found in the text of a page: what is one, what is none, and what stands beside the text on its line."""

import pytest

from editor.assist.marks.judge import is_safe, marks_of
from editor.assist.marks.values import MarkLine, MarkPage

BODY = (
    "We have exchanged a series of messages with them in recent",
    "days, and the sum and substance of these is as follows.",
    "The offer appears to be tied to a series of prior actions",
)
END = (
    "on our part, which we have made clear is not acceptable.",
    "The next step is theirs, and they have been told of it.",
)


def page(*lines):
    return MarkPage(1, tuple(MarkLine(at, text) for at, text in enumerate(lines, start=1)))


def found(*lines):
    return {one.text: one.kind for one in marks_of(page(*lines))}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("TOP SECRET", "classification"),
        ("S E C R E T", "classification"),
        ("—C-ON-F-I-D-E-N-T-I-A-L", "classification"),
        ("⊙ TOP SECRET - SENSITIVE", "classification"),
        ("SECREL", "classification"),
        ("CONFIDENTIAI", "classification"),
        ("Approved For Release 2003/09/02 : CIA-RDP80B01676R001800020011-1", "release"),
        ("NO FOREIGN DISSEM", "handling"),
        ("NSC REVIEW COMPLETED", "review"),
        ("Declassified/Released on 8-7-78", "declassification"),
        ("CIA-RDP80B01676R001800020011-1", "control"),
        ("CIA-RDP8OBO1676ROO18OOO2OO11-l", "control"),
        ("87- 0052123 PB", "control"),
        ("1527/6.27", "control"),
        ("DocId: 32205112", "control"),
        ("Daoctd:32205112", "control"),
        ("- 3 -", "page"),
        ("Page 2 of 4", "page"),
        ("11/3/62", "date"),
        ("16 ОСТ 1963", "date"),
    ],
)
def test_a_mark_is_known_between_lines_of_text(text, kind):
    assert found(*BODY, text, *END) == {text: kind}


def test_a_mark_beside_the_text_is_a_range_of_words():
    (one,) = marks_of(page(*BODY, "by order of the Board    SECRET    and of its members who", *END))
    assert (one.text, one.ranges[0].start, one.ranges[0].end) == ("SECRET", 25, 31)


def test_a_gap_on_the_scan_parts_a_mark_from_the_text():
    text = "by order of the Board SECRET"
    words, at, x = [], 0, 100.0
    for word in text.split():
        x += 60.0 if word == "SECRET" else 0.0
        words.append((at, at + len(word), (x, 10.0, x + 10.0 * len(word), 30.0)))
        at, x = at + len(word) + 1, x + 10.0 * len(word) + 8.0
    line = MarkLine(9, text, box=(100.0, 10.0, x, 30.0), words=tuple(words))
    (one,) = marks_of(MarkPage(1, (line,), (800.0, 1000.0)))
    assert (one.kind, one.text) == ("classification", "SECRET")
    assert one.box == words[-1][2]


@pytest.mark.parametrize("text", ["SECRET FEB 48 tep4", "Louisiana } SECRET", "UR x4 A) CONFIDENTIAL"])
def test_a_classification_read_with_scraps_is_offered_and_no_more(text):
    (one,) = [mark for mark in marks_of(page(text, *BODY, *END)) if mark.kind == "classification"]
    assert one.text in ("SECRET", "CONFIDENTIAL")
    assert not is_safe(one)


@pytest.mark.parametrize("text", ["SECRET ballots were cast", "CONFIDENTIAL INFORMANT SAID", "It was 4 SECRET."])
def test_a_sentence_at_the_head_of_a_page_is_not_torn(text):
    marks = marks_of(page(text, *BODY, *END))
    assert [mark for mark in marks if mark.kind == "classification"] == []


def test_a_stamp_broken_by_its_width_is_one_mark():
    (one,) = marks_of(page(*BODY, "NSC", "REVIEW", "COMPLETE", "D", *END))
    assert (one.kind, len(one.ranges)) == ("review", 4)
    assert is_safe(one)


def test_offices_read_between_the_lines_of_the_text_are_routing():
    texts = (BODY[0], "DDS/135", BODY[1], "Chief/SRD", BODY[2], "Ch. CGR", *END)
    assert found(*texts) == {"DDS/135": "routing", "Chief/SRD": "routing", "Ch. CGR": "routing"}
    assert found(BODY[0], "Ch. CGR", *BODY[1:], *END) == {}


def test_a_page_that_is_a_cover_form_keeps_its_numbers_and_what_is_filled_in():
    lines = ("JFK ASSASSINATION SYSTEM", "IDENTIFICATION FORM", "FROM :", "TO :", "CLASSIFICATION : SECRET", ": SECRET")
    dates = ("DATE : 07/29/93", ": 07/29/93")
    assert found("176-10036-10115", *lines, *dates) == {
        "176-10036-10115": "control", ": SECRET": "classification", ": 07/29/93": "date",
    }  # fmt: skip


def test_the_act_in_a_letter_and_a_symbol_between_words_are_not_taken_unasked():
    act = "Under the president John F. Kennedy Assassination Records"
    letter = ("Dear Mr. Harbour:", act, "Collection Act of 1992 this office has been reading and", *BODY)
    notes = ("SECRET", "Interest was", "given up in the spring.", "WH/1/", "Somebody asked again for it", "in October.")
    for lines, text in ((letter, act), (notes, "WH/1/")):
        (mark,) = [one for one in marks_of(page(*lines)) if one.text == text]
        assert not is_safe(mark)
