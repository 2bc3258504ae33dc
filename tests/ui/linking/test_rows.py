"""The rows of the list, made of hand-made links."""

from dataclasses import replace

import pytest

pytest.importorskip("numpy", reason="needs the extra “link”")

from editor.assist.linking.values import Link, Linking, Notice
from editor.model.edit import Batch, RemoveLine, SetLineText, SplitLine
from editor.model.page import Line, Page, PageContent, Region
from editor.ui.linking import rows as r
from editor.ui.linking.words import state_of, texts_of
from editor.work.linking_repairs import in_question, repair_of

TEXTS = {11: "The first line and more", 12: "the second", 13: "SPC Declassified"}


@pytest.fixture
def content():
    lines = tuple(Line(key, 1, n, text) for n, (key, text) in enumerate(TEXTS.items(), start=1))
    return PageContent(Page(5, 1, 1, "page"), (Region(1, 5, 1, "paragraph", lines=lines),))


LINKING = Linking(
    links=(
        Link(12, 0, 10, 0, 2, 0.4, "looks"),
        Link(11, 0, 15, 0, 0, 0.95, "read"),
        Link(11, 15, 23, 0, 1, 1.0, "pinned"),
    ),
    placeless=((13, 0, 16),),
    textless=((0, 3),),
    notices=(Notice("columns", 13, at=4, confidence=0.9),),
)


def kinds(rows):
    return [row.kind for row in rows]


def test_rows_stand_in_groups_in_the_order_of_the_text(content):
    rows = r.rows_of(content, LINKING, names={r.SURE: "with a place: {0}"})
    assert kinds(rows) == [
        r.HEAD, r.NOTICE, r.HEAD, r.SURE, r.PINNED, r.SUGGESTED, r.HEAD, r.PLACELESS, r.HEAD, r.TEXTLESS,
    ]  # fmt: skip
    assert rows[2].text == "with a place: 3"
    assert [row.text for row in rows if row.kind in r.LINKED] == ["The first line ", "and more", "the second"]


def test_a_refused_link_is_text_without_a_place_and_its_place_is_free(content):
    rows = r.rows_of(content, LINKING, refused={(12, 0, 10, 2)})
    assert [row.text for row in rows if row.kind == r.REFUSED] == ["the second"]
    assert [row.at for row in rows if row.kind == r.TEXTLESS] == [2, 3]


def test_a_notice_that_was_looked_at_is_not_listed(content):
    rows = r.rows_of(content, LINKING, set_aside={LINKING.notices[0]})
    assert r.NOTICE not in kinds(rows)


def test_the_place_before_a_row_is_that_of_the_text_before_it(content):
    rows = r.rows_of(content, LINKING)
    assert r.place_before(next(row for row in rows if row.kind == r.PLACELESS), rows) == 2
    assert r.place_before(next(row for row in rows if row.kind == r.SURE), rows) is None


def test_a_repair_is_shown_with_the_words_around_it_those_that_move_and_its_place(content):
    order = Notice("order", 11, start=4, end=14, repair="line second", also=((12, 4, 10, ""),))
    (row,) = (row for row in r.rows_of(content, replace(LINKING, notices=(order,))) if row.kind == r.NOTICE)
    assert row.at == 0
    assert texts_of(row, TEXTS.__getitem__) == ("second ¦ The first line and more", "The line second and more")


def test_what_is_sure_waits_where_the_order_of_its_words_is_in_question(content):
    """No take of all that is sure may cut a line that could then not be put right, unless it was pinned."""
    order = Notice("order", 12, start=4, end=10, repair="second first", also=((11, 4, 14, ""),))
    linking = replace(LINKING, notices=(order,))
    assert in_question(linking.notices) == {11, 12} and not in_question(LINKING.notices)
    waiting = [row for row in r.rows_of(content, linking) if row.line == 11 and row.kind in r.LINKED]
    assert kinds(waiting) == [r.SUGGESTED, r.PINNED]
    assert state_of(waiting[0])[1] == "its order is in question"
    looked_at = r.rows_of(content, linking, set_aside={order})
    assert [row.kind for row in looked_at if row.line == 11] == [r.SURE, r.PINNED]


def test_columns_are_split_and_words_put_in_order():
    assert repair_of(LINKING.notices[0], TEXTS) == SplitLine(13, 4)
    order = Notice("order", 11, start=4, end=14, repair="line first", also=((12, 0, 4, ""),))
    assert repair_of(order, TEXTS) == Batch(
        (SetLineText(11, "The line first and more"), SetLineText(12, "second")), "Order as on the scan"
    )
    assert repair_of(replace(order, also=((12, 0, 10, ""),)), {11: TEXTS[11], 12: "the second"}) == Batch(
        (SetLineText(11, "The line first and more"), RemoveLine(12)), "Order as on the scan"
    )
    assert repair_of(Notice("order", 12, start=4, end=40, repair="x"), TEXTS) is None
    assert repair_of(Notice("elsewhere", 12), TEXTS) is None
    assert repair_of(Notice("columns", 99, at=4), TEXTS) is None
