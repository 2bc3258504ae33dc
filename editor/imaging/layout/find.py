"""The steps from a prepared page to its layout."""

from __future__ import annotations

from collections.abc import Callable

from editor.imaging.layout.blocks import grouped
from editor.imaging.layout.gutters import joined
from editor.imaging.layout.pieces import Row, Sheet, bounds_of
from editor.imaging.layout.rows import pieces_of, sheet_of
from editor.imaging.layout.shapes import shape_of
from editor.imaging.prepared import Prepared
from editor.model.found import FoundBlock, FoundLine, Layout
from editor.model.geometry import bounds, rectangle


def found(prepared: Prepared, stop: Callable[[], bool]) -> Layout:
    """Return the layout of a page; an empty one when stopped."""
    empty = Layout(prepared.width, prepared.height, angle=prepared.angle, letter=prepared.letter)
    sheet = sheet_of(prepared.clean, prepared.unit)
    pieces = []
    for number in range(1, len(sheet.boxes)):
        if stop():
            return empty
        pieces.extend(pieces_of(sheet, number))
    rows = joined(sheet, pieces)
    return empty if stop() else _layout(prepared, sheet, rows)


def _layout(prepared: Prepared, sheet: Sheet, rows: list[Row]) -> Layout:
    """Put the lines found into their blocks and tell their places on the page."""
    lines: list[FoundLine] = []
    blocks: list[FoundBlock] = []
    for block in grouped([bounds_of(row) for row in rows], sheet.unit):
        first = len(lines)
        for index in block:
            shape = shape_of(sheet, rows[index])
            outline, baseline = prepared.to_page(shape.outline), prepared.to_page(shape.baseline)
            lines.append(FoundLine(outline, baseline, len(blocks), angle=prepared.angle))
        around = bounds([point for line in lines[first:] for point in line.outline])
        blocks.append(FoundBlock(rectangle(around), tuple(range(first, len(lines)))))
    return Layout(
        prepared.width, prepared.height, tuple(lines), tuple(blocks), prepared.angle, prepared.letter
    )  # fmt: skip
