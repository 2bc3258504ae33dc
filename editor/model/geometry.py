"""Shapes on a page in upright image pixels, y downwards; knows no file format and no screen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

Point = tuple[float, float]
Polygon = tuple[Point, ...]
Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""


def polygon(points: Iterable[Sequence[float]]) -> Polygon:
    """Return ``points`` as a polygon; whole numbers stay whole so that files stay small and stable."""
    return tuple((_plain(x), _plain(y)) for x, y in points)


def _plain(value: float) -> float:
    return int(value) if float(value).is_integer() else round(float(value), 3)


def rectangle(box: Box) -> Polygon:
    """Return the four corners of ``box``, clockwise from the upper left."""
    left, top, right, bottom = box
    return polygon(((left, top), (right, top), (right, bottom), (left, bottom)))


def bounds(points: Sequence[Point]) -> Box:
    """Return the smallest upright box around ``points``.

    Raises:
        ValueError: there are no points.
    """
    if not points:
        raise ValueError("an outline without points has no bounds")
    xs = [p[0] for p in points]
    ys = [p[1] for p in points]
    return min(xs), min(ys), max(xs), max(ys)


def union(boxes: Iterable[Box]) -> Box | None:
    """Return the box around all ``boxes``, or None when there are none."""
    found = list(boxes)
    if not found:
        return None
    return min(b[0] for b in found), min(b[1] for b in found), max(b[2] for b in found), max(b[3] for b in found)


def area(points: Polygon) -> float:
    """Return the enclosed area in square pixels, never negative."""
    total = 0.0
    for (x1, y1), (x2, y2) in zip(points, points[1:] + points[:1], strict=True):
        total += x1 * y2 - x2 * y1
    return abs(total) / 2


def contains(points: Polygon, at: Point) -> bool:
    """Tell whether ``at`` lies inside the outline (even-odd rule)."""
    x, y = at
    inside = False
    for (x1, y1), (x2, y2) in zip(points, points[1:] + points[:1], strict=True):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            inside = not inside
    return inside


def moved(points: Polygon, dx: float, dy: float) -> Polygon:
    """Return the outline shifted by ``dx`` and ``dy`` pixels."""
    return polygon((x + dx, y + dy) for x, y in points)


def scaled(points: Polygon, scale: tuple[float, float]) -> Polygon:
    """Return the outline with its places multiplied, across and down."""
    return points if scale == (1.0, 1.0) else polygon((x * scale[0], y * scale[1]) for x, y in points)


def cut_at_x(points: Polygon, x: float) -> tuple[Polygon, Polygon]:
    """Return the parts of an outline left and right of the vertical line at ``x``; a part may be empty."""
    return _half(points, x, 1), _half(points, x, -1)


def cut_at_y(points: Polygon, y: float) -> tuple[Polygon, Polygon]:
    """Return the parts of an outline above and below the level line at ``y``; a part may be empty."""
    above, below = cut_at_x(tuple((b, a) for a, b in points), y)
    return tuple((b, a) for a, b in above), tuple((b, a) for a, b in below)


def _half(points: Polygon, x: float, side: int) -> Polygon:
    kept: list[Point] = []
    for (x1, y1), (x2, y2) in zip(points, points[1:] + points[:1], strict=True):
        inside1, inside2 = (x - x1) * side >= 0, (x - x2) * side >= 0
        if inside1:
            kept.append((x1, y1))
        if inside1 != inside2:
            kept.append((x, y1 + (y2 - y1) * (x - x1) / (x2 - x1)))
    return polygon(kept) if len(kept) >= 3 else ()


def cut_path_at_x(points: Polygon, x: float) -> tuple[Polygon, Polygon]:
    """Return the parts of an open path (a baseline) left and right of ``x``; a part under two points is empty."""
    left: list[Point] = []
    right: list[Point] = []
    for (x1, y1), (x2, y2) in pairwise(points):
        (left if x1 <= x else right).append((x1, y1))
        if (x1 - x) * (x2 - x) < 0:
            crossing = (x, y1 + (y2 - y1) * (x - x1) / (x2 - x1))
            left.append(crossing)
            right.append(crossing)
    if points:
        (left if points[-1][0] <= x else right).append(points[-1])
    return polygon(left if len(left) > 1 else ()), polygon(right if len(right) > 1 else ())


def hull(points: Iterable[Point]) -> Polygon:
    """Return the convex hull of ``points``, fewer than three points give nothing."""
    found = sorted(set(points))
    if len(found) < 3:
        return ()

    def chain(ordered: Iterable[Point]) -> list[Point]:
        out: list[Point] = []
        for p in ordered:
            while len(out) > 1 and _turn(out[-2], out[-1], p) <= 0:
                out.pop()
            out.append(p)
        return out[:-1]

    return polygon(chain(found) + chain(reversed(found)))


def _turn(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
