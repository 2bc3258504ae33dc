"""Outlines and baselines of PAGE: whole numbers that are not negative, and beside them exactly what ours are."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import Final

from lxml import etree

from editor.formats import coordinates, xml
from editor.formats.notes import NO_OUTLINE, Notes
from editor.model.geometry import Box, Polygon, bounds, polygon, rectangle

NONE: Final = "none"
"""Stands where an outline is only written because PAGE wants one."""
_FAR: Final = 10_000_000
_LONG: Final = 400_000


def outline(inner: Mapping[str, list[etree._Element]], said: str | None, notes: Notes, where: str) -> Polygon:
    """Return the outline in Coords, one of these children, or what ``said`` is exactly, as long as the two agree."""
    found = next(iter(inner.get("Coords", ())), None)
    if found is None:
        notes.count(NO_OUTLINE, where)
        return ()
    path = read(found, notes)
    if said is not None and path is not None:
        if said == NONE and len(path) == 4 and path[:1] == ((0, 0),):
            notes.count(NO_OUTLINE, where)
            return ()
        if (exact := _exact(said, path, notes)) is not None:
            return exact
    return coordinates.outline(path, notes, where)


def baseline(inner: Mapping[str, list[etree._Element]], said: str | None, notes: Notes, where: str) -> Polygon:
    """Return the child Baseline, as ``outline`` does; nothing where there is none."""
    found = next(iter(inner.get("Baseline", ())), None)
    if found is None:
        return ()
    path = read(found, notes)
    exact = _exact(said, path, notes) if said is not None and path is not None else None
    return exact if exact is not None else coordinates.baseline(path, notes, where)


def box(path: Polygon | None, said: str | None, notes: Notes) -> Box | None:
    """Return the box around the outline of a word, or None."""
    if not path or said == NONE:
        return None
    exact = _exact(said, path, notes) if said is not None else None
    return bounds(exact or path)


def _exact(said: str, path: Polygon, notes: Notes) -> Polygon | None:
    found = coordinates.points(said, notes)
    return found if found is not None and rounded(found) == path else None


def read(element: etree._Element, notes: Notes) -> Polygon | None:
    """Return the points of an element, from ``points`` or, as before 2013, from Point children."""
    points = element.get("points")
    if points is None:
        points = " ".join(f"{p.get('x', '')},{p.get('y', '')}" for p in xml.children(element, "Point"))
    return coordinates.points(points, notes)


def rounded(path: Polygon) -> Polygon:
    """Return ``path`` in the only numbers PAGE allows."""
    if _is_whole(path):
        return path
    return tuple((max(0, math.floor(x + 0.5)), max(0, math.floor(y + 0.5))) for x, y in path)


def _is_whole(path: Iterable[tuple[float, ...]]) -> bool:
    """Tell whether all is as PAGE has it, which nearly everything is; loops, for a page has thousands of outlines."""
    for at in path:
        for value in at:
            if type(value) is not int or not 0 <= value < _FAR - 1:
                return False
    return True


def written(path: Polygon) -> str:
    """Return ``path`` as an attribute ``points``."""
    return " ".join([f"{x},{y}" for x, y in rounded(path)])


def drawn(path: Polygon) -> tuple[str, str | None]:
    """Return ``path`` as ``written`` and as ``exact`` have it."""
    if _is_whole(path):
        return " ".join([f"{x},{y}" for x, y in path]), None
    return written(path), exact(path)


def drawn_box(box: Box) -> tuple[str, str | None]:
    """Return the outline of a word's box as ``drawn`` does."""
    left, top, right, bottom = box
    if _is_whole((box,)):
        return f"{left},{top} {right},{top} {right},{bottom} {left},{bottom}", None
    return drawn(rectangle(box))


def exact(path: Polygon) -> str | None:
    """Return ``path`` as it is, for beside its ``points``; None where these say all of it."""
    if rounded(path) == path:
        return None
    return _listed(path)


def _listed(path: Polygon) -> str:
    return ",".join(f"{x:.3f}".rstrip("0").rstrip(".") if isinstance(x, float) else str(x) for at in path for x in at)


def sayable(path: Polygon, least: int) -> Polygon:
    """Return ``path`` as PAGE can hold it: nothing where it has too few or too many points or leaves every page."""
    if not least <= len(path) <= coordinates.MOST_POINTS:
        return ()
    if _is_whole(path):
        return path
    if not all(math.isfinite(value) and abs(value) < _FAR - 1 for at in path for value in at):
        return ()
    found = polygon(path)
    return found if rounded(found) == found or len(_listed(found)) < _LONG else rounded(found)


def sayable_box(found: Box | None) -> Box | None:
    """Return a word's box as PAGE can hold it, upright and finite."""
    if found is not None and _is_whole((found,)) and found[0] <= found[2] and found[1] <= found[3]:
        return found
    path = sayable(rectangle(found), 4) if found is not None and all(map(math.isfinite, found)) else ()
    return bounds(path) if path else None
