"""What the words alone say about the order of lines."""

from __future__ import annotations

import pytest

from editor.assist.order.joints import end_of, start_of, unmatched
from editor.assist.order.marks import is_mark
from editor.assist.order.propose import propose
from editor.assist.order.values import Sheet
from editor.assist.suspects.lexicon import lexicon
from editor.formats import known
from editor.model.page import Line, Page, PageContent, Region
from tests.assist.lexicons import without_dictionaries
from tests.bench.order import accepted, content_of

ROLES = {"stamp": "furniture"}


def page(*regions: list[str]) -> PageContent:
    ids = iter(range(1, 1000))
    made = []
    for texts in regions:
        region = next(ids)
        made.append(Region(region, 1, 0, "paragraph", lines=tuple(Line(next(ids), region, 0, t) for t in texts)))
    return PageContent(Page(1, 1, 1, "p"), tuple(made))


def texts(content: PageContent) -> list[str]:
    return [line.text for _, line in content.lines()]


def found(content: PageContent, words=None):
    return propose(Sheet(content, words or lexicon("en"), ROLES))


@pytest.mark.parametrize(
    ("text", "word", "mark"),
    [
        ("as 'offensive',", "offensive", "comma"),
        ("insp-", "insp", "hyphen"),
        ("under UN verification.\"", "verification", "stop"),
        ("as follows:", "follows", "colon"),
        ("unacceptable --", "unacceptable", "other"),
        ("of 1962", "", "other"),
    ],
)  # fmt: skip
def test_how_a_line_ends(text, word, mark):
    assert (end_of(text).word, end_of(text).mark) == (word, mark) or mark == "other"


def test_how_a_line_begins():
    assert start_of('"the weapons').case == "small"
    assert start_of("IL-28's").case == "capital"
    assert start_of("87- 0052123").case == "other"


def test_quotations_that_are_closed_unopened():
    assert unmatched(['verification."', '"the weapons']) == 1
    assert unmatched(['"the weapons', 'verification."']) == 0


@pytest.mark.parametrize(
    "text",
    ["- 2 -", "286", "11/8/62", "87- 0052123 PB", "TOP SECRET - SENSITIVE", "Approved For Release 2003/09/02 : X"],
)
def test_marks_are_known_by_what_they_say(text):
    assert is_mark(text)


@pytest.mark.parametrize("text", ["two", "I", "Proclamation of October 23. All Americans", "of 30 days", "Cuba."])
def test_running_text_is_no_mark(text):
    assert not is_mark(text)


def test_a_mark_inside_a_sentence_goes_behind_it():
    content = page(
        ["it necessary to move again by its own means to"], ["11/8/62"], ["insure itself against a repetition of this."]
    )
    (one,) = found(content)
    assert "to | insure" in one.sentence
    assert texts(accepted(content, one.edits))[-1] == "11/8/62"


def test_a_mark_between_sentences_stays():
    content = page(["They will do as they were told to do."], ["11/8/62"], ["Then we shall see what becomes of this."])
    assert found(content) == []


def test_a_list_out_of_step_is_put_in_step():
    content = page(["Points:", "1) the first of them", "2) the second", "and its end", "4) the fourth", "3) the third"])
    (one,) = found(content)
    assert "1) 2) 4) 3)" in one.sentence
    assert texts(accepted(content, one.edits))[-2:] == ["3) the third", "4) the fourth"]


def test_paragraphs_counted_out_of_step_move_as_regions():
    content = page(["1. The first."], ["3. The third."], ["2. The second."], ["4. The fourth."])
    (one,) = found(content)
    assert [text[0] for text in texts(accepted(content, one.edits))] == ["1", "2", "3", "4"]


def test_a_list_that_lacks_a_number_is_left_alone():
    assert found(page(["1) one", "2) two", "5) five", "4) four"])) == []


def test_a_hyphen_and_its_other_half_come_together():
    content = page(
        [
            "The ambassador told us that he had been in-",
            "and asked whether anything had been decided.",
            "The conversation lasted for about one hour",
            "structed to report on the removal of bombers",
        ]
    )
    (one,) = found(content)
    assert "“in-” goes on as “structed”" in one.sentence
    assert texts(accepted(content, one.edits))[1].startswith("structed")


def test_without_dictionaries_sentences_are_not_judged():
    content = page(["He told them of the in-", "and then he went away.", "Another line is here", "struction he had"])
    assert found(content, without_dictionaries()) == []


def test_the_passage_of_the_second_sample_is_put_right(shared):
    source = known.read(shared / "seeds" / "003_4bd315597e8b43fc.txt").pages[0]
    content = content_of(source)
    (one,) = [each for each in found(content) if each.kind == "pieces"]
    after = texts(accepted(content, one.edits))
    at = after.index("explicit undertaking to dismantle, crate and return to the Soviet Union")
    assert after[at + 1 : at + 5] == [
        "\"the weapons which you describe as 'offensive',\"",
        "under UN verification.",
        "It is the position",
        "of the United States Government that this is a clear acceptance of",
    ]
