"""Debris of a scan gets text only where something speaks for it."""

import pytest

pytest.importorskip("numpy")

from editor.assist.linking.choose import link
from editor.assist.linking.offered import offered
from editor.assist.linking.values import Pin, Scan, TextLine
from editor.model.found import FoundBlock, FoundLine, Layout
from editor.model.geometry import rectangle
from editor.model.source import SourceLine, SourcePage, SourceRegion, SourceWord


def scan(reading: SourcePage | None = None) -> Scan:
    """Return a page of three lines with a smudge before the second."""
    tops = (100, 200, 250, 300)
    lines = tuple(
        FoundLine(rectangle((100, top, 600, top + 40)), ((100, top + 30), (600, top + 30)), 0, kind, 0.0, 1.0)
        for top, kind in zip(tops, ("body", "debris", "body", "body"), strict=True)
    )
    block = FoundBlock(rectangle((100, 100, 600, 340)), (0, 1, 2, 3))
    return Scan(Layout(800, 1000, lines, (block,), 0.0, 20.0), None, reading)


TEXTS = [TextLine(at + 5, text) for at, text in enumerate(("The first of the lines", "and the second one", "the last"))]


def test_debris_is_neither_linked_nor_a_place_without_text() -> None:
    found = link(TEXTS, [scan()])
    assert sorted(one.at for one in found.links) == [0, 2, 3]
    assert found.textless == ()


def test_a_pin_on_debris_stands() -> None:
    found = link(TEXTS, [scan()], [Pin(6, 0, 18, 1)])
    pinned = [(one.line, one.at) for one in found.links if one.reason == "pinned"]
    assert pinned == [(6, 1)]


def test_debris_that_an_engine_reads_is_on_offer() -> None:
    word = SourceWord(0, 3, box=(110, 205, 300, 235))
    read = SourcePage(
        regions=(SourceRegion("paragraph", lines=(SourceLine("and", words=(word,)),)),), width=800, height=1000
    )
    assert offered(scan(read)).lines == (0, 1, 2, 3)
    assert offered(scan()).lines == (0, 2, 3)
