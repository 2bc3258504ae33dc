"""Places as hOCR has them: boxes of whole pixels that do not leave the page, polygons, baselines as straight lines."""

from __future__ import annotations

import math
from typing import Final

from editor.formats.hocr import titles
from editor.formats.notes import Notes
from editor.model.geometry import Box, Polygon, bounds, polygon, rectangle

_MOST_DECIMALS: Final = 9
_STEEPEST: Final = 1000


def figure(value: float, decimals: int = 3) -> str:
    """Return a number: whole where it is whole, else with at most ``decimals`` places."""
    rounded = round(float(value), decimals)
    return str(int(rounded)) if rounded.is_integer() else f"{rounded:.{decimals}f}".rstrip("0")


def whole(box: Box) -> Box:
    """Return the smallest box of whole pixels around ``box`` that has no negative side."""
    return (
        max(math.floor(box[0]), 0),
        max(math.floor(box[1]), 0),
        max(math.ceil(box[2]), 0),
        max(math.ceil(box[3]), 0),
    )


def usable(box: Box | None) -> Box | None:
    """Return a word's box as it comes back: whole, and None where nothing is left of it."""
    if box is None or not all(math.isfinite(side) and abs(side) < titles.FARTHEST for side in box):
        return None
    found = whole(box)
    return found if found[0] < found[2] and found[1] < found[3] else None


def said(box: Box) -> str:
    """Return the property ``bbox``."""
    return "bbox " + " ".join(figure(side) for side in box)


def of_outline(outline: Polygon) -> list[str]:
    """Return the properties of an outline: its box, and its points where it is no box of whole pixels."""
    if len(outline) < 3:
        return []
    box = whole(bounds(outline))
    found = [said(box)]
    if polygon(outline) != rectangle(box) or box[0] >= box[2] or box[1] >= box[3]:
        found.append("poly " + " ".join(f"{figure(x)} {figure(y)}" for x, y in outline))
    return found


def of_baseline(baseline: Polygon, outline: Polygon) -> str:
    """Return the property ``baseline``, "" where a line cannot have one: it is counted from the corner of its box.

    A baseline from side to side of the box comes back as it was; of any other it is the straight line nearest to it.
    """
    if len(baseline) < 2 or len(outline) < 3:
        return ""
    box = whole(bounds(outline))
    if box[0] >= box[2]:
        return ""
    slope, at = _fit(baseline, box[0])
    if abs(slope) > _STEEPEST:
        return ""
    best = ""
    for decimals in range(3, _MOST_DECIMALS + 1):
        best = f"baseline {figure(slope, decimals)} {figure(at - box[3], min(decimals, 4))}"
        if read(best, box) == baseline:
            break
    else:
        best = f"baseline {figure(slope, 4)} {figure(at - box[3])}"
    return best


def read(baseline: str, box: Box) -> Polygon:
    """Return the baseline that a property stands for at a line with this box."""
    return titles.baseline(titles.properties(f"{said(box)}; {baseline}"), Notes(""), "")


def _fit(path: Polygon, left: float) -> tuple[float, float]:
    """Return the slope of the straight line nearest to ``path``, and its height at ``left``."""
    if len(path) == 2 and path[0][0] != path[1][0]:
        (x1, y1), (x2, y2) = path
        slope = (y2 - y1) / (x2 - x1)
        return slope, y1 + slope * (left - x1)
    mean_x = sum(x for x, _ in path) / len(path)
    mean_y = sum(y for _, y in path) / len(path)
    spread = sum((x - mean_x) ** 2 for x, _ in path)
    slope = sum((x - mean_x) * (y - mean_y) for x, y in path) / spread if spread else 0.0
    return slope, mean_y + slope * (left - mean_x)
