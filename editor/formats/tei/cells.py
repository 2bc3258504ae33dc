"""Rows and cells of a table: which lines, and which regions that are a cell each, stand where in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Final

from editor.formats.tei.block import Block, Row
from editor.model.page import Line, Region

_SPANS: Final = (("rowspan", "rows"), ("colspan", "cols"))
Place = tuple[int, int]
"""Row and column, from 0."""

PARENT: Final = "parent"
"""The attribute that names the region a cell lies in."""


def place(attributes: Mapping[str, str]) -> Place | None:
    """Return the row and column that a line or region says it is in, or None."""
    row, column = (_count(attributes.get(key, "")) for key in ("row", "column"))
    return (row, column) if row is not None and column is not None else None


def _count(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else None


def is_cell(block: Block) -> bool:
    """Tell whether a block is one cell of a table, and not the table."""
    return block.shape == "table" and place(block.region.attributes) is not None


def together(table: Block, block: Block, between: Sequence[object]) -> bool:
    """Tell whether ``block`` is a cell of the same table as the one before it."""
    if between or not (is_cell(table) and is_cell(block)) or table.page.id != block.page.id:
        return False
    return table.region.attributes.get(PARENT, "") == block.region.attributes.get(PARENT, "")


def rows(block: Block) -> Iterator[list[list[Row]]]:
    """Yield the rows of a table as lists of cells, and these as lists of lines; what has no place is its own row."""
    for _, row in groupby(enumerate(block.rows), key=lambda item: _row_of(*item)):
        yield [[line for _, line in cell] for _, cell in groupby(row, key=lambda item: _cell_of(item[1]))]


def _row_of(number: int, row: Row) -> Place:
    at = at_of(row)
    return (at[0], 0) if at is not None else (-1, number)


def _cell_of(row: Row) -> tuple[object, ...]:
    return row.region.id, at_of(row), tuple(sorted(attributes_of(row).items()))


def at_of(row: Row) -> Place | None:
    """Return where a line is: as its region says, which then is one cell, else as it says itself."""
    return place(_own(row.region, row.line))


def _own(region: Region, line: Line) -> Mapping[str, str]:
    return region.attributes if place(region.attributes) is not None else line.attributes


def attributes_of(row: Row) -> dict[str, str]:
    """Return the attributes of the cell that a line is in."""
    return _attributes(_own(row.region, row.line))


def known(region: Region, line: Line) -> dict[str, str]:
    """Return what comes back of where a line stands in a table."""
    own = _own(region, line)
    at = place(own)
    return read({"n": str(at[0] + 1)}, _attributes(own)) if at is not None else {}


def _attributes(own: Mapping[str, str]) -> dict[str, str]:
    at = place(own)
    if at is None:
        return {}
    found = {"n": str(at[1] + 1)}
    for ours, theirs in _SPANS:
        if (count := _count(own.get(ours, ""))) and count > 1:
            found[theirs] = str(count)
    if own.get("header", "") in ("true", "1"):
        found["role"] = "label"
    return found


def read(row: Mapping[str, str], cell: Mapping[str, str]) -> dict[str, str]:
    """Return the attributes of the lines in a cell of ours; none where it does not say where it is."""
    at = _count(row.get("n", "")), _count(cell.get("n", ""))
    if not (at[0] and at[1]):
        return {}
    found = {"row": str(at[0] - 1), "column": str(at[1] - 1)}
    found |= {ours: cell[theirs] for ours, theirs in _SPANS if theirs in cell}
    if cell.get("role") == "label":
        found["header"] = "true"
    return found
