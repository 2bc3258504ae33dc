"""What no rule knows but reads like marks of labelled records is offered, and nothing of the text, nor unasked."""

import json
import zlib

import pytest

from editor.assist.marks import likely, weights
from editor.assist.marks.hits import Hit
from editor.assist.marks.judge import is_safe, marks_of
from editor.assist.marks.sheet import Sheet
from editor.assist.marks.values import MarkLine, MarkPage
from tests.assist.marks.text import BODY, found, kinds
from tests.assist.marks.traps import TRAPS

HEAD = ("SECRET", "104-10999-10999", "MEMORANDUM FOR: The Director", "SUBJECT: The Sale of the Ship")
FOOT = ("SECRET", "- 2 -")
COPIES = ("Distribution:", "Orig - C/XYZ", "1 - C/ABC", "1 - DDX/XYZ")


OFFERED = "It reads like "


ODD = ("5 - files", "cy furn X/ABC", "x1 X/ABC")
"""Lines of a list that no rule knew when this was written; where the rules learn them all, find others."""


def offers(*lines):
    """Return the kind and the reason of what is likely on a page of which only the level is known."""
    sheet = Sheet(MarkPage(1, tuple(MarkLine(at, text) for at, text in enumerate(lines))))
    known = {0: Hit("classification", 0.95, "It reads so.")}
    return {lines[at]: (one.kind, one.reason) for at, one in likely.weighed(sheet, known).items() if at not in known}


@pytest.mark.parametrize(
    ("line", "kind", "said"),
    [
        ("Distribution:", "distribution", "It reads like a line of a distribution list: "),
        ("1 - C/ABC", "distribution", "The next line reads like it too."),
        ("- 2 -", "page", "It reads like a page number: "),
    ],
)
def test_a_likely_mark_is_told_with_its_reason(line, kind, said):
    found_kind, reason = offers(*HEAD, *BODY, *COPIES, *FOOT)[line]
    assert found_kind == kind
    assert reason.startswith(said)
    assert reason.endswith(".")


def test_a_line_that_no_rule_knows_is_offered_only():
    page = found(*HEAD, *BODY, *COPIES, *ODD)
    offered = [page[line] for line in ODD if line in page and page[line].reasons[0].startswith(OFFERED)]
    assert offered
    assert {one.kind for one in offered} == {"distribution"}
    assert all(0 < one.sure <= likely.MOST_SURE and not is_safe(one) for one in offered)


def test_what_the_rules_found_stays_as_it_is():
    sheet = Sheet(MarkPage(1, tuple(MarkLine(at, text) for at, text in enumerate((*HEAD, *BODY, *COPIES)))))
    known = {at: Hit("routing", 0.3, "A rule says so.") for at in range(0, len(sheet.pieces), 2)}
    offered = likely.weighed(sheet, known)
    assert len(offered) > len(known)
    assert {at: offered[at] for at in known} == known


def test_what_a_rule_offers_is_not_offered_where_it_reads_like_the_text():
    texts = (*HEAD, *BODY, *BODY[::-1], *FOOT)
    sheet = Sheet(MarkPage(1, tuple(MarkLine(at, text) for at, text in enumerate(texts))))
    level, line = Hit("classification", 0.95, "A rule says so."), len(HEAD) + 1
    of_offers, of_safe = Hit("signature", 0.5, "A rule says so."), Hit("routing", 0.5, "A rule says so.")
    assert line not in likely.weighed(sheet, {0: level, line: of_offers})
    assert likely.weighed(sheet, {0: level, line: of_safe})[line] == of_safe


def test_what_stands_apart_on_the_scan_is_offered_however_it_reads():
    texts = (*HEAD, *BODY, *BODY[::-1], *FOOT)
    line = len(HEAD) + 1
    lines = tuple(MarkLine(at, text, angle=9.0 * (at == line)) for at, text in enumerate(texts))
    known = {0: Hit("classification", 0.95, "A rule says so."), line: Hit("signature", 0.5, "A rule says so.")}
    assert likely.weighed(Sheet(MarkPage(1, lines)), known)[line] == known[line]


def test_a_list_that_goes_on_is_another_mark_than_what_the_rules_found():
    page = found(*HEAD, *BODY, *COPIES, *ODD)
    assert not any(reason.startswith(OFFERED) for reason in page[COPIES[0]].reasons)


def test_text_of_a_record_is_no_mark():
    assert not set(kinds(*HEAD, *BODY, *BODY[::-1], *FOOT)).intersection(BODY)


@pytest.mark.parametrize("trap", TRAPS)
def test_a_trap_is_none_on_a_page_of_a_record_either(trap):
    assert trap not in kinds(*HEAD, *BODY, trap, *BODY[::-1], *FOOT)


def test_a_page_without_marks_of_a_record_is_not_looked_at():
    texts = (*BODY, *COPIES, *ODD)
    sheet = Sheet(MarkPage(1, tuple(MarkLine(at, text) for at, text in enumerate(texts))))
    known = {4: Hit("distribution", 0.8, "A rule says so.")}
    assert likely.weighed(sheet, known) == known


def test_marks_that_were_taken_before_are_known_by_their_region():
    lines = tuple(MarkLine(at, text) for at, text in enumerate((*HEAD[2:], *BODY, *COPIES)))
    banner = MarkLine(99, "SECRET", kind="classification", furniture=True)
    offered = likely.weighed(Sheet(MarkPage(1, (banner, *lines))), {})
    assert offered[len(lines)].kind == "distribution"
    assert 0 not in offered


@pytest.mark.parametrize("text", ["226-10-4799", "(215) 828-8666", "$1,200"])
def test_a_telephone_a_person_and_a_sum_are_no_number_of_a_registry(text):
    assert text not in kinds(*HEAD, *BODY, text, *FOOT)


def test_an_offer_is_never_safe_wherever_it_stands_on_the_scan():
    texts = (*HEAD, *BODY, *COPIES, *ODD)
    boxes = [(300.0, 100.0 + 60 * at, 900.0, 130.0 + 60 * at) for at in range(len(texts))]
    boxes[-1] = (300.0, 3250.0, 900.0, 3298.0)
    lines = (MarkLine(at, text, box=box, angle=9.0) for at, (text, box) in enumerate(zip(texts, boxes, strict=True)))
    marks = marks_of(MarkPage(1, tuple(lines), (2550.0, 3300.0)))
    offered = [one for one in marks if any(reason.startswith(OFFERED) for reason in one.reasons)]
    assert offered
    assert all(one.sure <= likely.MOST_SURE and not is_safe(one) for one in offered)


def test_the_weights_that_are_shipped_are_whole():
    learnt = weights.weights()
    assert learnt.kinds[: len(likely.NOT_MARKS)] == list(likely.NOT_MARKS)
    assert len(learnt.table) == 32768 * len(learnt.kinds)
    assert sum(learnt.likelihoods(["wSECRET", "l3"])) == pytest.approx(1)
    assert learnt.likelihoods([]) != learnt.likelihoods(["wSECRET"])


def test_weights_are_read_as_they_were_written(tmp_path):
    table = bytes(at % 256 for at in range(64))
    one = weights.Weights(["body", "form", "noise", "page"], [0.1, 0.2, 0.3, -0.4], 0.01, 0.5, table)
    path = tmp_path / "likely.json"
    path.write_text(weights.written(one), encoding="utf-8")
    again = weights.read(path)
    assert again == one
    row = weights.row_of("l3", 16) * 4
    assert again.speaking("l3", 3, 0) == pytest.approx((table[row + 3] - table[row]) * 0.01)


def test_more_traits_than_a_lane_holds_are_left_out():
    one = weights.Weights(["body", "page"], [0.0, 0.0], 1.0, 0.5, bytes([255, 0]) * 8)
    assert one.likelihoods([f"w{at}" for at in range(400)]) == [pytest.approx(1), pytest.approx(0)]


@pytest.mark.parametrize(
    ("changed", "said"), [({"format": "another"}, "is not of the format"), ({"crc32": 1}, "is damaged")]
)
def test_a_damaged_file_of_weights_is_told(tmp_path, changed, said):
    one = weights.Weights(["body", "page"], [0.0, 0.0], 0.01, 0.5, bytes(8))
    path = tmp_path / "likely.json"
    path.write_text(json.dumps({**json.loads(weights.written(one)), **changed}), encoding="utf-8")
    with pytest.raises(ValueError, match=said):
        weights.read(path)


def test_the_row_of_a_trait_is_the_same_everywhere():
    assert weights.row_of("wSECRET", 32768) == zlib.crc32(b"wSECRET") % 32768


@pytest.mark.parametrize(
    ("text", "share", "body", "is_one"),
    [
        ("SHOET", 0.3, 0.1, True), ("SHOET", 0.2, 0.1, False), ("SHOET", 0.3, 0.3, False),
        ("SECRET crate", 0.5, 0.05, True), ("SECRET crate", 0.3, 0.05, False), ("SECRET crate", 0.5, 0.1, False),
        ('"Secret," (3 pages).', 0.5, 0.05, False), ("classified SECRET", 0.5, 0.05, False),
        ("SECDEF", 0.9, 0.0, False),
    ],
)  # fmt: skip
def test_of_a_single_worn_word_in_capitals_less_is_asked_to_be_a_level(text, share, body, is_one):
    assert likely.is_mark("classification", text, share, body, 0.35) is is_one


def test_what_is_likely_enough_and_no_text_is_a_mark():
    assert likely.is_mark("routing", "Hilsman", 0.4, 0.05, 0.35)
    assert not likely.is_mark("routing", "Hilsman", 0.3, 0.05, 0.35)
    assert not likely.is_mark("routing", "Hilsman", 0.4, 0.06, 0.35)


@pytest.mark.parametrize(
    ("kind", "text", "letterhead", "level", "better"),
    [
        ("heading", "HARBOUR BOARD", 0.5, 0.1, "letterhead"), ("heading", "HARBOUR BOARD", 0.4, 0.1, "heading"),
        ("date", "HARBOUR BOARD", 1.0, 0.0, "date"), ("distribution", "SODENTIAL", 0.0, 0.5, "classification"),
        ("distribution", "SODENTIAL", 0.0, 0.4, "distribution"), ("control", "SODENTIAL", 0.0, 0.9, "control"),
        ("signature", "Sodential", 0.0, 0.9, "signature"), ("heading", "SECDEF", 0.0, 0.9, "heading"),
        ("routing", "SODENTIAL", 0.0, 0.9, "routing"),
    ],
)  # fmt: skip
def test_a_heading_may_be_a_letterhead_and_a_word_of_a_list_a_level(kind, text, letterhead, level, better):
    assert likely.better(kind, text, {"letterhead": letterhead, "classification": level}) == better


@pytest.mark.parametrize(
    ("kind", "sure", "body", "text"),
    [
        ("heading", 0.9, 0.7, False), ("heading", 0.9, 0.85, True), ("heading", 0.3, 0.55, True),
        ("heading", 0.3, 0.4, False), ("control", 0.3, 0.99, False),
    ],
)  # fmt: skip
def test_what_rules_offer_is_text_by_how_sure_they_are(kind, sure, body, text):
    assert likely.is_text(kind, sure, body) is text
