"""What a note in the margin belongs to: the line or region it names, else the line of text it stands beside."""

from __future__ import annotations

from collections.abc import Callable

from editor.formats.tei import shapes
from editor.model.geometry import Polygon, bounds
from editor.model.page import PageContent, Region

TARGET = "target"
"""The attribute of a region that names, by its id, the line or region of the page that it belongs to."""


def target(region: Region, content: PageContent, runs: Callable[[Region], bool]) -> int:
    """Return the id of the line or region that ``region`` belongs to, 0 where there is none to be told.

    Args:
        region: A note.
        content: The page it is on.
        runs: Tells whether a region is running text, beside which a note may stand.
    """
    told = region.attributes.get(TARGET, "")
    if told.isdecimal() and (named := _named(int(told), content)):
        return named
    return nearest(region, content, runs)


def _named(ident: int, content: PageContent) -> int:
    for region in content.regions:
        if region.lines and (region.id == ident or any(line.id == ident for line in region.lines)):
            return ident
    return 0


def nearest(region: Region, content: PageContent, runs: Callable[[Region], bool]) -> int:
    """Return the id of the line of running text that stands at the height of ``region``, 0 where none has a place."""
    middle = _middle(region.outline)
    if middle is None:
        return 0
    found = [
        (abs(height - middle), line.id)
        for other in content.regions
        if other.id != region.id and runs(other)
        for line in other.lines
        if (height := _middle(line.outline or line.baseline)) is not None
    ]
    return min(found)[1] if found else 0


def _middle(points: Polygon) -> float | None:
    if not shapes.outline(points) and not shapes.baseline(points):
        return None
    settled = shapes.settled(points)
    _, top, _, bottom = bounds(settled)
    return (top + bottom) / 2
