"""The lines of a table, or of any region that may have none in PAGE, cut into the TextRegions they are written in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby

from lxml import etree

from editor.formats import xml
from editor.formats.pagexml import opaque, regions, schema, shapes
from editor.model.geometry import bounds, rectangle, union
from editor.model.source import SourceLine, SourceRegion


@dataclass(frozen=True, slots=True)
class Part:
    """Lines that stand together: what cell they are, as PAGE says it, and its outline, each of them possibly empty."""

    lines: tuple[SourceLine, ...]
    role: Mapping[str, str] = field(default_factory=dict)
    points: str = ""


def cut(region: SourceRegion, *, table: bool) -> Iterator[Part]:
    """Yield the parts of a region in the order of its lines; in a table one for each cell, empty ones at the end."""
    if not table:
        if region.lines:
            yield Part(region.lines)
        return
    cells = _cells(region)
    for role, lines in groupby(region.lines, lambda line: regions.role_of(line.attributes)):
        chosen = tuple(lines)
        points = cells.pop(_place(role), ({}, ""))[1] if role else ""
        yield Part(chosen, role, points or _around(chosen))
    for _, (role, points) in sorted(cells.items(), key=lambda item: tuple(map(int, item[0]))):
        yield Part((), role, points)


def _place(role: Mapping[str, str]) -> tuple[str, str]:
    return role["rowIndex"], role["columnIndex"]


def _cells(region: SourceRegion) -> dict[tuple[str, str], tuple[dict[str, str], str]]:
    """Return the cells as another program drew them, by row and column."""
    found: dict[tuple[str, str], tuple[dict[str, str], str]] = {}
    kept = [value for name, value in region.attributes.items() if name.startswith(regions.CELLS)]
    for cell in (cell for value in kept for cell in opaque.parsed(value)):
        said = {ours: cell.get(theirs, "") for theirs, ours in regions.CELL.items() if cell.get(theirs)}
        role = regions.role_of(said)
        points = _points(cell)
        if role and schema.allows("Coords", "points", points):
            found.setdefault(_place(role), (role, points))
    return found


def _points(cell: etree._Element) -> str:
    coords = xml.child(cell, "Coords")
    return coords.get("points", "") if coords is not None else ""


def _around(lines: tuple[SourceLine, ...]) -> str:
    box = union(bounds(line.outline) for line in lines if line.outline)
    return shapes.written(rectangle(box)) if box is not None else ""
