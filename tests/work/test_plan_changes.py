"""What an import would do, changed before it is done."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from editor.work import plan_changes as pc
from editor.work.import_plan import BY_HAND, Plan, PlannedPage


def page(image="", text="", number=0, lines=3):
    return PlannedPage(
        image or text,
        Path(f"{image}.png") if image else None,
        text_file=Path(f"{text}.xml") if text else None,
        number=number,
        lines=lines if text else 0,
        how="stem" if image and text else "none",
        image_shown=f"{image}.png" if image else "",
        text_shown=f"{text}.xml" if text else "",
    )


def plan(*pairs):
    return Plan(tuple(page(*pair) for pair in pairs), ("broken.png is broken.",))


def shown(draft):
    return [
        (
            row.page.image.stem if row.page.image else "",
            row.page.text_file.stem if row.page.text_file else "",
            row.taken,
        )
        for row in draft
    ]


def test_a_draft_of_a_plan_is_the_plan():
    given = plan(("a", "a"), ("b", "b"))
    assert pc.plan_of(given, pc.draft_of(given)) == given


def test_a_page_is_left_out():
    given = plan(("a", "a"), ("b", "b"), ("c", ""))
    draft = pc.set_taken(pc.draft_of(given), [0, 2], False)
    left = pc.plan_of(given, draft)
    assert [one.label for one in left.pages] == ["b"]
    assert left.refused == given.refused
    assert pc.plan_of(given, pc.set_taken(draft, [0, 2], True)) == given


def test_a_page_moves_up_and_down():
    draft = pc.draft_of(plan(("a", ""), ("b", ""), ("c", "")))
    assert [r.page.label for r in pc.move(draft, 0, 1)] == ["b", "a", "c"]
    assert [r.page.label for r in pc.move(draft, 2, -2)] == ["c", "a", "b"]
    assert pc.move(draft, 2, 1) == draft


def test_texts_are_exchanged_and_say_so():
    draft = pc.exchange_texts(pc.draft_of(plan(("a", "a"), ("b", "b"), ("c", ""))), 0, 1)
    assert shown(draft) == [("a", "b", True), ("b", "a", True), ("c", "", True)]
    assert [row.page.how for row in draft] == [BY_HAND, BY_HAND, "none"]
    draft = pc.exchange_texts(draft, 0, 2)
    assert shown(draft) == [("a", "", True), ("b", "a", True), ("c", "b", True)]
    assert [row.page.lines for row in draft] == [0, 3, 3]
    assert [row.page.label for row in draft] == ["a", "b", "c"]


def test_a_text_that_waits_is_given_to_an_image():
    draft = pc.set_taken(pc.draft_of(plan(("a", ""), ("", "x"))), [0, 1], False)
    draft = pc.exchange_texts(draft, 0, 1)
    assert shown(draft) == [("a", "x", True)]
    assert draft[0].page.how == BY_HAND


def test_images_are_exchanged_with_their_names():
    draft = pc.exchange_images(pc.draft_of(plan(("a", "a"), ("b", "b"), ("", "x"))), 0, 1)
    assert shown(draft)[:2] == [("b", "a", True), ("a", "b", True)]
    assert [row.page.label for row in draft] == ["b", "a", "x"]
    draft = pc.exchange_images(draft, 0, 2)
    assert shown(draft) == [("", "a", True), ("a", "b", True), ("b", "x", True)]


def test_a_text_is_taken_off_and_kept_in_sight():
    draft = pc.take_text_off(pc.draft_of(plan(("a", "a"), ("b", "b"))), 0)
    assert shown(draft) == [("a", "", True), ("", "a", False), ("b", "b", True)]
    assert draft[1].page.lines == 3
    assert pc.take_text_off(draft, 0) == draft
    assert shown(pc.exchange_texts(draft, 0, 1)) == [("a", "a", True), ("b", "b", True)]


def test_all_texts_move_on_by_one_image():
    given = pc.draft_of(plan(("blank", "a"), ("a", "b"), ("b", "c"), ("c", "")))
    pushed = pc.push_texts(given, 0)
    assert shown(pushed) == [("blank", "", True), ("a", "a", True), ("b", "b", True), ("c", "c", True)]
    assert shown(pc.pull_texts(pushed, 0)) == shown(given)
    over = pc.push_texts(pc.draft_of(plan(("a", "a"), ("b", "b"))), 0)
    assert shown(over) == [("a", "", True), ("b", "a", True), ("", "b", False)]
    over = pc.pull_texts(pc.draft_of(plan(("a", "a"), ("b", "b"))), 0)
    assert shown(over) == [("a", "b", True), ("b", "", True), ("", "a", False)]
    assert pc.push_texts(pc.draft_of(plan(("a", ""), ("b", ""))), 0) == pc.draft_of(plan(("a", ""), ("b", "")))


ROWS = st.lists(st.tuples(st.booleans(), st.booleans()).filter(any), min_size=1, max_size=6)
CHANGES = st.lists(st.tuples(st.integers(0, 6), st.integers(0, 20), st.integers(0, 20)), max_size=8)


DO = (
    pc.exchange_texts,
    pc.exchange_images,
    lambda draft, a, b: pc.take_text_off(draft, a),
    lambda draft, a, b: pc.push_texts(draft, a),
    lambda draft, a, b: pc.pull_texts(draft, a),
    lambda draft, a, b: pc.move(draft, a, b - a),
    lambda draft, a, b: pc.set_taken(draft, [a], b % 2 == 0),
)


@given(ROWS, CHANGES)
def test_no_change_loses_an_image_or_a_text(rows, changes):
    pages = tuple(page(f"i{n}" if image else "", f"t{n}" if text else "") for n, (image, text) in enumerate(rows))
    draft = start = pc.draft_of(Plan(pages))
    for kind, x, y in changes:
        draft = DO[kind](draft, x % len(draft), y % len(draft))
    assert kept(draft) == kept(start)
    for row in draft:
        assert row.has_image or row.has_text
        assert row.page.label
        assert bool(row.page.lines) == row.has_text


def kept(draft):
    images = sorted(str(row.page.image) for row in draft if row.has_image)
    texts = sorted((str(row.page.text_file), row.page.lines) for row in draft if row.has_text)
    return images, texts
