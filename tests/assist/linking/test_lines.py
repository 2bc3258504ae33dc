"""Lines of text linked to lines of a page that is made of plain figures."""

from __future__ import annotations

from collections.abc import Sequence

import numpy
from hypothesis import given, settings
from hypothesis import strategies as st

from editor.assist.linking.lines import link_lines
from editor.assist.linking.values import Linking, Pin, Scan, TextLine
from editor.model.found import FoundLine, Layout
from editor.model.geometry import rectangle

HIGH, STEP = 20.0, 40.0


def layout(columns: Sequence[Sequence[str]], cursive: bool = False) -> Layout:
    """Return lines as wide as their texts in type, one below the other, column beside column."""
    lines = []
    for column, texts in enumerate(columns):
        for row, text in enumerate(texts):
            left, top = 100.0 + 900 * column, 100 + STEP * row
            box = (left, top, left + 12.0 * len(text), top + HIGH)
            lines.append(FoundLine(rectangle(box), ((left, top + HIGH), (box[2], top + HIGH)), 0))
    return Layout(2000, 2000, tuple(lines), (), 0.0, 14.0, cursive)


class Seen:
    """Looks of a page whose lines are known: as like as their letters are the same, place by place."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = lines

    def likeness(self, texts: Sequence[str], lines: Sequence[int]) -> numpy.ndarray:
        return numpy.array([[self._like(text, self._lines[at]) for at in lines] for text in texts], numpy.float32)

    def pitch(self) -> float:
        return 0.0

    def proportions(self, texts: Sequence[str]) -> numpy.ndarray:
        return numpy.array([0.6 * len(text) for text in texts], numpy.float32)

    def widths(self, texts: Sequence[str]) -> numpy.ndarray:
        return self.proportions(texts)

    @staticmethod
    def _like(text: str, line: str) -> float:
        long = max(len(text), len(line), 1)
        return 0.1 + 0.8 * sum(a == b for a, b in zip(text, line, strict=False)) / long


BODY = (
    "We have exchanged a series of messages with Moscow",
    "in recent days and the sum is as follows",
    "The Soviets say that they will take them out",
    "not now but at some later point in the year",
    "and the offer so far appears to be tied",
)
SIDE = ("Bundy", "Hilsman and others", "Show only", "Manhart")


def texts(*blocks: Sequence[str]) -> list[TextLine]:
    numbered = [(block, text) for block, lines in enumerate(blocks) for text in lines]
    return [TextLine(at, text, block) for at, (block, text) in enumerate(numbered)]


def where(linking: Linking) -> dict[int, int]:
    return {link.line: link.at for link in linking.links}


def test_lines_of_two_columns_find_their_place_in_any_order_of_the_blocks() -> None:
    scan = Scan(layout([BODY, SIDE]), Seen([*BODY, *SIDE]))
    straight, turned = link_lines(texts(BODY, SIDE), scan), link_lines(texts(SIDE, BODY), scan)
    assert where(straight) == {at: at for at in range(9)}
    assert where(turned) == {at: (at + 5) % 9 for at in range(9)}
    assert all(link.sure for link in straight.links)
    assert not straight.placeless and not straight.textless


def test_a_line_that_is_not_there_is_placeless_and_a_place_without_text_is_named() -> None:
    strange = (*BODY[:2], "zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz", *BODY[3:])
    found = link_lines(texts(strange), Scan(layout([BODY]), Seen(BODY)))
    assert {line: at for line, at in where(found).items() if line != 2} == {0: 0, 1: 1, 3: 3, 4: 4}
    assert not any(link.sure for link in found.links if link.line == 2)


def test_a_pin_is_kept_and_its_neighbours_follow() -> None:
    same = ["the very same line of words"] * 6
    scan = Scan(layout([same]), Seen(same))
    found = link_lines(texts(same[:3]), scan, [Pin(1, 0, len(same[0]), 4)])
    assert where(found) == {0: 3, 1: 4, 2: 5}
    assert next(link for link in found.links if link.line == 1).reason == "pinned"


NAMES = ("Rusk", "Ives", "Pell", "Voss")


def test_names_only_order_tells_are_sure_where_there_are_as_many_lines_and_not_where_one_is_missing() -> None:
    unlike = ("####", "####", "####", "####")
    as_many = link_lines(texts(BODY, NAMES), Scan(layout([BODY, unlike]), Seen([*BODY, *unlike])))
    fewer = link_lines(texts(BODY, NAMES), Scan(layout([BODY, unlike[:3]]), Seen([*BODY, *unlike[:3]])))
    assert [link.at for link in as_many.links if link.sure] == list(range(9))
    assert [link.at for link in fewer.links if link.sure] == list(range(5))


def test_a_text_without_a_letter_is_only_suggested() -> None:
    body = (*BODY[:2], "~ ~ /-/ ~ ~ /-/ ~ ~ /-/", *BODY[3:])
    found = link_lines(texts(body), Scan(layout([body]), Seen(body)))
    assert where(found) == {at: at for at in range(5)}
    assert [link.line for link in found.links if not link.sure] == [2]


def test_cursive_is_only_suggested() -> None:
    found = link_lines(texts(BODY), Scan(layout([BODY], cursive=True), Seen(BODY)))
    assert where(found) == {at: at for at in range(5)}
    assert not any(link.sure for link in found.links)


def test_nothing_to_link() -> None:
    assert link_lines([], Scan(layout([[]]))) == Linking()
    assert link_lines(texts(BODY), Scan(layout([[]]))).placeless[0] == (0, 0, len(BODY[0]))
    assert link_lines([TextLine(0, "  ")], Scan(layout([BODY]))).textless == tuple((0, at) for at in range(5))


WORDS = st.text(st.sampled_from("ab é\u0301\u05d0 "), max_size=12)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_no_text_is_lost_or_linked_twice_and_pins_stay(data: st.DataObject) -> None:
    lines = data.draw(st.lists(WORDS, max_size=7))
    seen = data.draw(st.lists(WORDS, max_size=7))
    blocks = sorted(data.draw(st.lists(st.integers(0, 3), min_size=len(lines), max_size=len(lines))))
    given_texts = [TextLine(at, text, block) for at, (text, block) in enumerate(zip(lines, blocks, strict=True))]
    place = st.integers(0, 12)
    pins = data.draw(st.lists(st.builds(Pin, st.integers(0, 7), place, place, st.integers(0, 7)), max_size=3))
    found = link_lines(given_texts, Scan(layout([seen]), Seen(seen)), pins)
    covered = [
        (line, at)
        for line, start, end in [(k.line, k.start, k.end) for k in found.links] + list(found.placeless)
        for at in range(start, end)
    ]
    assert len(covered) == len(set(covered))
    ink = {(t.id, at) for t in given_texts for at, letter in enumerate(t.text) if not letter.isspace()}
    assert ink <= set(covered)
    free = [link.at for link in found.links if link.reason != "pinned"]
    assert len(free) == len(set(free))
    pinned = {(link.line, link.at) for link in found.links if link.reason == "pinned"}
    assert not {at for _, at in pinned} & set(free)
    asked = {(pin.line, pin.at) for pin in pins}
    assert pinned <= asked
    used = {link.at for link in found.links}
    assert {at for _, at in found.textless} == set(range(len(seen))) - used
