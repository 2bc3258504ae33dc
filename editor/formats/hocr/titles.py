"""The ``title`` of an hOCR element: a list of properties, the name of an image among them quoted or not."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from editor.formats import coordinates
from editor.formats.notes import Notes
from editor.model.geometry import Box, Polygon, polygon

FARTHEST: Final = 10_000_000
"""Numbers from here on are not read."""

_NAMES = "bbox|image|baseline|cuts|ppageno|lpageno|textangle|scan_res|order|poly|x_[a-z]+"
_PIECE = re.compile(rf"""((?:"[^"]*"|'[^']*'(?=\s*(?:;|$))|(?!,\s*(?:{_NAMES})\b)[^;])*)(?:;|,|$)""")


def properties(title: str) -> dict[str, str]:
    """Return the properties by name; where one stands twice the first counts. Some divide them by commas."""
    found: dict[str, str] = {}
    for piece in _PIECE.findall(title):
        name, _, value = piece.strip().partition(" ")
        if name:
            found.setdefault(name, value.strip())
    return found


def unquoted(value: str) -> str:
    """Return a name without the quotation marks around it."""
    value = value.strip()
    return value[1:-1].strip() if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'" else value


def box(found: Mapping[str, str]) -> Box | None:
    """Return the box a title gives, whatever its sides, or None."""
    sides = coordinates.numbers(found.get("bbox", ""))
    return (sides[0], sides[1], sides[2], sides[3]) if sides is not None and len(sides) == 4 else None


def outline(found: Mapping[str, str], notes: Notes, where: str) -> Polygon:
    """Return the polygon a title gives, else its box; nothing where it speaks of neither."""
    if "poly" in found and (shape := coordinates.points(found["poly"], notes)) is not None and len(shape) > 2:
        return shape
    return coordinates.box_outline(box(found), notes, where) if "bbox" in found else ()


def baseline(found: Mapping[str, str], notes: Notes, where: str) -> Polygon:
    """Return the baseline: a polynomial counted from the lower left corner of the box, as points on the page."""
    if "baseline" not in found or "textangle" in found:
        return ()
    terms, sides = coordinates.numbers(found["baseline"]), box(found)
    if not terms or sides is None or sides[2] <= sides[0]:
        return coordinates.baseline(None, notes, where)
    left, _, right, bottom = sides
    steps = 1 if len(terms) <= 2 else 8
    xs = [(right - left) * i / steps for i in range(steps + 1)]
    return polygon((left + x, bottom + _value(terms, x)) for x in xs)


def _value(terms: list[float], x: float) -> float:
    total = 0.0
    for term in terms:
        total = total * x + term
    return total


def confidence(found: Mapping[str, str]) -> float | None:
    """Return the confidence 0 to 1: ``x_wconf`` of a hundred, else the mean of those of the letters."""
    if "x_wconf" in found:
        return coordinates.share(found["x_wconf"], of=100)
    letters = coordinates.numbers(found.get("x_confs", ""))
    if not letters or min(letters) < 0 or max(letters) > 100:
        return None
    mean = sum(letters) / len(letters)
    return round(mean / 100 if max(letters) > 1 else mean, 4)


def rotation(found: Mapping[str, str]) -> dict[str, str]:
    """Return the attribute ``rotation`` for the angle a title gives, which is counted the other way."""
    return coordinates.rotation(found.get("textangle"), clockwise=False)
