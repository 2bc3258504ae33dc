from hypothesis import given, settings
from hypothesis import strategies as st

from editor.assist.linking.flow import link_flow
from editor.assist.linking.values import Pin
from tests.assist.linking.small import placed, text_of, typed

PAGE = (
    "The Soviets say that they will take the",
    "planes out, not now but at some later point,",
    "and the offer so far appears to be tied",
    "to a series of prior actions on our part.",
)


def stands(texts, linking):
    by_id = {line.id: line.text for line in texts}
    return [(link.page, link.at, by_id[link.line][link.start : link.end]) for link in linking.links]


def test_a_paragraph_in_one_line_is_cut_at_the_lines_of_the_scan():
    texts = text_of(" ".join(PAGE))
    linking = link_flow(texts, [typed(*PAGE)])
    assert stands(texts, linking) == [(0, at, line) for at, line in enumerate(PAGE)]
    assert all(link.sure and link.reason == "read" for link in linking.links)
    assert not linking.placeless
    assert not linking.textless


def test_misread_words_go_with_their_neighbours():
    texts = text_of(" ".join(PAGE))
    misread = [line.replace("planes", "qlanos").replace("now", "rnw").replace("to a", "l0 ä") for line in PAGE]
    assert stands(texts, link_flow(texts, [typed(*misread)])) == [(0, at, line) for at, line in enumerate(PAGE)]


def test_what_stands_nowhere_stays_without_a_place():
    texts = text_of(" ".join(PAGE[:2]), "", "Quite another matter entirely")
    linking = link_flow(texts, [typed(*PAGE)])
    assert [(line, start) for line, start, _ in linking.placeless] == [(3, 0)]
    assert linking.textless == ((0, 2), (0, 3))


def test_one_line_of_text_may_stand_on_two_lines_side_by_side_and_two_on_one():
    scan = placed([(100, 100, "Hilsman Hughes"), (900, 100, "Declassified in 1978"), (100, 200, "by order of all")])
    texts = text_of("Hilsman Hughes Declassified in 1978", "by order", "of all")
    assert stands(texts, link_flow(texts, [scan])) == [
        (0, 0, "Hilsman Hughes"),
        (0, 1, "Declassified in 1978"),
        (0, 2, "by order"),
        (0, 2, "of all"),
    ]


def test_words_that_moved_stand_where_they_are_read():
    texts = text_of("return to the Soviet Union", "under foreign verification", "the weapons offensive of October")
    scan = typed("return to the Soviet Union the weapons", "offensive under foreign verification of October")
    assert stands(texts, link_flow(texts, [scan])) == [
        (0, 0, "return to the Soviet Union"),
        (0, 1, "under foreign verification"),
        (0, 0, "the weapons"),
        (0, 1, "offensive of October"),
    ]


def test_pins_are_kept_and_the_rest_follows():
    texts = text_of("TOP SECRET", "", PAGE[0], PAGE[1])
    scan = typed("TOP SECRET", PAGE[0], PAGE[1], "TOP SECRET")
    pinned = link_flow(texts, [scan], [Pin(1, 0, 10, 3)])
    assert stands(texts, pinned)[0] == (0, 3, "TOP SECRET")
    assert pinned.links[0].reason == "pinned"
    assert (0, 0) in pinned.textless


def test_of_two_pins_about_the_same_text_the_later_is_heard():
    texts = text_of(PAGE[0])
    linking = link_flow(texts, [typed(*PAGE)], [Pin(1, 0, 20, 2), Pin(1, 4, 15, 3)])
    assert (0, 3, PAGE[0][4:15]) in stands(texts, linking)
    assert all(link.at != 2 for link in linking.links)


WORDS = st.sampled_from(["the", "Soviet", "Union", "a", "--", "verification", "of", "arms,", "1962", "IL-28's"])
LINES = st.lists(st.lists(WORDS, max_size=7).map(" ".join), max_size=6)


@settings(max_examples=60, deadline=None)
@given(LINES, st.lists(LINES, max_size=2), st.data())
def test_no_text_is_lost_or_linked_twice_and_pins_are_honoured(lines, pages, data):
    texts = text_of(*lines)
    scans = [typed(*page) for page in pages]
    pins = []
    for line in texts:
        if scans and data.draw(st.booleans()):
            start = data.draw(st.integers(0, len(line.text) - 1))
            end = data.draw(st.integers(start + 1, len(line.text)))
            page = data.draw(st.integers(0, len(scans) - 1))
            if scans[page].layout.lines:
                at = data.draw(st.integers(0, len(scans[page].layout.lines) - 1))
                pins.append(Pin(line.id, start, end, at, page))
    linking = link_flow(texts, scans, pins)
    spans = [(link.line, link.start, link.end) for link in linking.links] + list(linking.placeless)
    for line in texts:
        times = [0] * len(line.text)
        for number, start, end in spans:
            for at in range(start, end) if number == line.id else ():
                times[at] += 1
        assert all(time <= 1 for time in times)
        assert all(time == 1 for time, letter in zip(times, line.text, strict=True) if not letter.isspace())
    kept = {(link.line, link.start, link.end, link.at, link.page) for link in linking.links if link.reason == "pinned"}
    assert kept == {(pin.line, pin.start, pin.end, pin.at, pin.page) for pin in pins}
