"""What is odd about a page once it is read, whatever the format: ids used twice, outlines that leave the page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from editor.formats.notes import OUTSIDE, TWICE, Notes
from editor.model.geometry import Point, Polygon
from editor.model.source import SourceRegion


def tell(regions: Sequence[SourceRegion], width: int, height: int, notes: Notes) -> None:
    """Tell of everything odd about a page of ``width`` by ``height`` pixels; nothing is changed."""
    idents = Counter(region.ident for region in regions if region.ident)
    idents.update(line.ident for region in regions for line in region.lines if line.ident)
    for ident, times in idents.items():
        if times > 1:
            notes.count(TWICE, ident)
    for region in regions:
        _tell_outside(region.ident, region.outline, width, height, notes)
        for line in region.lines:
            _tell_outside(line.ident, line.outline, width, height, notes)


def _tell_outside(where: str, outline: Polygon, width: int, height: int, notes: Notes) -> None:
    """Tell of negative points, or of most points beyond the far edges: a unit or two over the edge is everyday."""
    if not outline:
        return
    beyond = sum(1 for at in outline if _beyond(at, width, height))
    if 2 * beyond > len(outline) or min(map(min, outline)) < 0:
        notes.count(OUTSIDE, where)


def _beyond(at: Point, width: int, height: int) -> bool:
    return (width > 0 and at[0] > width) or (height > 0 and at[1] > height)
