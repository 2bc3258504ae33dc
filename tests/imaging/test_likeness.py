"""Texts drawn and compared with lines of a page that another hand drew."""

from __future__ import annotations

import cv2
import numpy
import pytest

from editor.assist.linking.lines import link_lines
from editor.assist.linking.values import Scan, TextLine
from editor.imaging.drawn import faces
from editor.imaging.layout import find_layout
from editor.imaging.likeness import Likeness
from editor.imaging.prepared import prepared_grey
from editor.model.found import FoundLine, Layout
from editor.model.geometry import Polygon, rectangle

LINES = (
    "The committee met on Tuesday to hear the report",
    "of the working group, which had been delayed by",
    "two weeks because the files could not be found.",
    "It was decided that nothing should be published",
    "before the Ambassador had seen the whole text,",
    "and that copies go to New York and to Geneva.",
)
PITCH = 20


def page(lines: tuple[str, ...] = LINES) -> numpy.ndarray:
    """Return a sheet typed at a fixed pitch in the strokes of a plotter."""
    sheet = numpy.full((2200, 1700), 235, numpy.uint8)
    for row, line in enumerate(lines):
        for place, letter in enumerate(line):
            at = (200 + PITCH * place, 400 + 36 * row)
            cv2.putText(sheet, letter, at, cv2.FONT_HERSHEY_COMPLEX, 0.8, 40, 2, cv2.LINE_AA)
    return sheet


class Ink:
    """A page that needs no making ready."""

    def __init__(self, clean: numpy.ndarray) -> None:
        self.clean = clean

    def from_page(self, points: Polygon) -> Polygon:
        return tuple(points)


def test_every_line_looks_most_like_its_own_text_and_is_linked() -> None:
    prepared = prepared_grey(page())
    layout = find_layout(prepared)
    assert len(layout.lines) == len(LINES)
    looks = Likeness(prepared, layout)
    like = looks.likeness(LINES, range(len(LINES)))
    assert like.argmax(axis=1).tolist() == list(range(len(LINES)))
    assert float(like.diagonal().min()) > 0.6
    found = link_lines([TextLine(at, text) for at, text in enumerate(LINES)], Scan(layout, looks))
    assert [link.at for link in found.links if link.sure] == list(range(len(LINES)))


@pytest.mark.parametrize("quarters", [1, 3])
def test_a_line_that_stands_on_end_is_known(quarters: int) -> None:
    ink = page(LINES[:1])[360:420, 180:1160] < 128
    rows, columns = numpy.flatnonzero(ink.any(axis=1)), numpy.flatnonzero(ink.any(axis=0))
    turned = numpy.rot90(ink[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1], quarters)
    line = FoundLine(rectangle((0, 0, turned.shape[1], turned.shape[0])), (), 0, "turned", 90.0)
    layout = Layout(turned.shape[1], turned.shape[0], (line,), (), 0.0, 14.0)
    like = Likeness(Ink(turned), layout).likeness([LINES[0], LINES[3]], [0])[:, 0]
    assert like[0] > 0.6 > like[1]


def test_any_script_is_drawn_or_boxed() -> None:
    for face in faces():
        assert face.draw("").height == face.draw(" \t").height == 0
        plain, accented = face.draw("case"), face.draw("casé")  # an accent may be lost, its letter never
        assert abs(accented.width - plain.width) < 0.1
        for text in ("שלום", "日本", "\u0301", "a\u0000\uffffb", "🂡", "ﬁ"):
            drawn = face.draw(text)
            assert drawn.ink.shape == (round(drawn.height * 32), round(drawn.width * 32))
    assert faces()[0].draw("שלום").width > 1


def test_nothing_is_like_nothing() -> None:
    layout = Layout(10, 10, (FoundLine((), (), 0), FoundLine(rectangle((2, 2, 8, 8)), (), 0)), (), 0.0, 14.0)
    looks = Likeness(Ink(numpy.zeros((10, 10), bool)), layout)
    assert not looks.likeness(["word", " "], [0, 1]).any()
    assert looks.likeness([], [0, 1]).shape == (0, 2)
    assert looks.proportions([" "]).tolist() == looks.widths([" "]).tolist() == [0.0]
