"""What of a page is where: shapes of lines and regions in image pixels, and what a region is called.

Pure functions over values of the model and Qt's polygons; no items, no painting.
"""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import QRectF

from editor.model.geometry import Box, Point, Polygon, bounds, rectangle
from editor.model.page import PageContent, Region
from editor.model.tagset import TagSet
from editor.ui.kit.shapes import shape_of

BODY_ROLES = ("body", "heading", "opener", "closer")
"""Kinds of which a page is full: their label is short, so that the scan stays legible."""


def rect_of(points: Polygon) -> QRectF:
    """Return the box around an outline, empty where there are no points."""
    if not points:
        return QRectF()
    left, top, right, bottom = bounds(points)
    return QRectF(left, top, right - left, bottom - top)


def as_box(points: Polygon) -> Box | None:
    """Return the box that an outline is, or None when it is no upright rectangle."""
    if len(points) != 4:
        return None
    box = bounds(points)
    return box if set(points) == set(rectangle(box)) and len(set(points)) == 4 else None


def _middle(points: Polygon) -> Point:
    left, top, right, bottom = bounds(points)
    return (left + right) / 2, (top + bottom) / 2


def titles(content: PageContent, tagset: TagSet) -> dict[int, str]:
    """Return what each region is called on this page: its kind, a number where several are alike, its hand.

    The hand is named where it is not the one that most regions of the page are in.
    """
    kinds = Counter(region.kind for region in content.regions)
    hands = Counter(region.hand for region in content.regions if region.hand)
    usual = hands.most_common(1)[0][0] if hands else None
    names = {hand.name: hand.label for hand in tagset.hands}
    seen: Counter[str] = Counter()
    out: dict[int, str] = {}
    for region in content.regions:
        kind = tagset.kind(region.kind)
        seen[region.kind] += 1
        title = kind.label
        if kind.role == "body" and kinds[region.kind] > 1:
            title = f"{title} {seen[region.kind]}"
        if region.hand and region.hand != usual:
            title = f"{title} · {names.get(region.hand, region.hand)}"
        out[region.id] = title
    return out


def place_for_region(content: PageContent, outline: Polygon) -> int | None:
    """Return the id of the region that a new one with ``outline`` should follow: the nearest above it, in its column.

    Where nothing stands above it, it is None: it comes first.
    """
    left, top, right, bottom = bounds(outline)
    middle = (top + bottom) / 2
    best: tuple[float, int] | None = None
    for region in content.regions:
        if not region.outline:
            continue
        box = bounds(region.outline)
        if box[2] <= left or box[0] >= right or (box[1] + box[3]) / 2 >= middle:
            continue
        distance = middle - (box[1] + box[3]) / 2
        if best is None or distance < best[0]:
            best = (distance, region.id)
    if best is not None:
        return best[1]
    above = [r.id for r in content.regions if r.outline and _middle(r.outline)[1] < middle]
    if above:
        return above[-1]
    return None if any(region.outline for region in content.regions) else _last(content)


def _last(content: PageContent) -> int | None:
    return content.regions[-1].id if content.regions else None


def place_for_line(region: Region, outline: Polygon) -> int | None:
    """Return the id of the line of ``region`` that a new one with ``outline`` should follow, None: it comes first."""
    middle = _middle(outline)[1]
    after = None
    for line in region.lines:
        shape = shape_of(line, region)
        if not shape or _middle(shape)[1] <= middle:
            after = line.id
    return after
