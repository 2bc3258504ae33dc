"""Outlines and baselines as TEI takes them, and where on the page a region stands in words.

An outline needs three points and a baseline two ends; what has fewer was never drawn and is written as no place at all.
"""

from __future__ import annotations

import math
from collections.abc import Iterable

from editor.formats.tei import names
from editor.model.geometry import Polygon, bounds, polygon
from editor.model.page import Line, Page, Region


def outline(points: Polygon) -> Polygon:
    """Return ``points`` if they enclose something, else nothing."""
    return points if len(points) > 2 else ()


def baseline(points: Polygon) -> Polygon:
    """Return ``points`` if they lead from one place to another, else nothing."""
    return points if len(points) > 1 and points[0] != points[-1] else ()


def located(line: Line) -> bool:
    """Tell whether ``line`` has a place on the image."""
    return bool(outline(line.outline) or baseline(line.baseline))


def coordinates(points: Polygon) -> dict[str, str]:
    """Return the attributes of a zone with this outline: a box where it is one, else points.

    Raises:
        ValueError: a coordinate is not finite.
    """
    if len(points) < 3:
        return {}
    if len(points) == 4:
        (left, top), (right, other), far, near = points
        if other == top and far[0] == right and near == (left, far[1]) and left <= right and top <= far[1]:
            return {"ulx": number(left), "uly": number(top), "lrx": number(right), "lry": number(far[1])}
    return {"points": path(points)}


def path(points: Iterable[tuple[float, float]]) -> str:
    """Return ``points`` as TEI writes them: ``x,y x,y``."""
    return " ".join([f"{x},{y}" if type(x) is type(y) is int else f"{number(x)},{number(y)}" for x, y in points])


def number(value: float) -> str:
    """Return a coordinate with at most three decimals and no exponent.

    Raises:
        ValueError: it is not finite.
    """
    if type(value) is int:
        return str(value)
    if not math.isfinite(value):
        raise ValueError(f"a coordinate is {value}")
    text = f"{value:.3f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def settled(points: Polygon) -> Polygon:
    """Return ``points`` as they come back from a file."""
    if all([type(x) is type(y) is int for x, y in points]):
        return points
    return polygon((round(x, 3) + 0.0, round(y, 3) + 0.0) for x, y in points)


def place(region: Region, page: Page, *, margin: bool) -> str:
    """Return where ``region`` stands, such as ``top-center`` or ``margin-left``, "" where that cannot be told.

    The region's own attribute ``place`` comes first. ``margin`` asks for the margins instead of the corners.
    """
    if told := region.attributes.get("place", ""):
        return names.slug(told)
    if not outline(region.outline) or page.width <= 0 or page.height <= 0:
        return ""
    left, top, right, bottom = bounds(region.outline)
    across = _third((left + right) / 2 / page.width, "left", "center", "right", 0.33)
    down = _third((top + bottom) / 2 / page.height, "top", "", "bottom", 0.15)
    if margin and across != "center":
        return f"margin-{across}"
    return f"{down}-{across}" if down else ("" if across == "center" else across)


def _third(share: float, low: str, middle: str, high: str, edge: float) -> str:
    return low if share < edge else high if share > 1 - edge else middle
