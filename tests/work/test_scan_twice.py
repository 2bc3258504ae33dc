"""A page of which an engine makes little is read again with nothing but ink on it."""

from dataclasses import replace

import pytest

from editor.assist.engines.values import Picture, ReadBlock, ReadLine, ReadWord
from editor.model.found import FoundLine, Layout
from editor.work.scan_picture import Sheet
from editor.work.scan_twice import read_twice

PLAIN, BARE = Picture(b"0", 1, 1, 200), Picture(b"1", 1, 1, 200)
INK = Layout(9, 9, (FoundLine(((0, 0), (9, 0), (9, 9)), ((0, 9), (9, 9)), 0),))
SHEET = Sheet(9, 9, PLAIN, lambda points: points, INK, bare=lambda: BARE)


def reading(*words):
    box = (0, 0, 9, 9)
    line = ReadLine(tuple(ReadWord(text, box, sure) for text, sure in words), box, ())
    return (ReadBlock((line,), box),)


@pytest.mark.parametrize(
    ("plain", "pictures"),
    [
        ([("memorandum", 0.95), ("rn", 0.4)], [PLAIN]),
        ([("rnern", 0.4), ("of", 0.9)], [PLAIN, BARE]),
        ([("rnern", None)], [PLAIN]),
        ([], [PLAIN, BARE]),
    ],
)
def test_a_doubtful_page_is_read_twice(plain, pictures):
    readings = {PLAIN: reading(*plain), BARE: reading(("memorandum", 0.9))}
    assert read_twice(readings.__getitem__, SHEET) == [readings[picture] for picture in pictures]


def test_a_good_page_and_an_empty_one_are_read_once():
    asked = []

    def read(picture):
        asked.append(picture)
        return reading(("memorandum", 0.95)) if len(asked) == 1 else ()

    read_twice(read, SHEET)
    read_twice(read, replace(SHEET, layout=replace(INK, lines=())))
    assert asked == [PLAIN, PLAIN]


def test_what_was_read_surely_is_white_when_the_rest_is_read_again():
    sure = ReadLine((ReadWord("memorandum", (1, 0, 9, 2), 0.95),), (1, 0, 9, 2))
    others = [
        ReadLine((ReadWord(text, (0, 2, 4, 3), told),), (0, 2, 4, 3)) for text, told in (("rnern", 0.2), ("x", None))
    ]
    bare = Picture(bytes(range(30)), 10, 3, 200)
    asked = []

    def read(picture):
        asked.append(picture)
        return (ReadBlock((sure, *others, *others[:1] * 3), (0, 0, 10, 3)),)

    read_twice(read, replace(SHEET, bare=lambda: bare))
    rows = [asked[1].data[at : at + 10] for at in (0, 10, 20)]
    assert rows == [b"\0" + b"\xff" * 8 + b"\x09", b"\x0a" + b"\xff" * 8 + b"\x13", bytes(range(20, 30))]
