"""Numbers and outlines out of attributes: ASCII digits only, bounded, or nothing; knows no format.

A number that is not finite blanks a Qt view silently, so what is odd is dropped here and told.
"""

from __future__ import annotations

import re
from typing import Final

from editor.formats.notes import BASELINE, OUTLINE, Notes
from editor.formats.xml import FormatFault
from editor.model.geometry import Box, Polygon, polygon, rectangle

MOST_POINTS: Final = 20_000
"""An outline with more points is left out."""
_ABSURD: Final = 500_000
"""So many characters in one outline are no outline: the file is refused."""

_N = r"-?[0-9]{1,7}(?:\.[0-9]+)?"
_NUMBER = re.compile(rf"\s*{_N}\s*")
_NUMBERS = re.compile(rf"\s*{_N}(?:[\s,]+{_N})*[\s,]*")


def number(text: str | None) -> float | None:
    """Return the finite number written in ``text``, or None."""
    return float(text) if text is not None and _NUMBER.fullmatch(text) else None


def numbers(text: str) -> list[float] | None:
    """Return the numbers in ``text``, divided by blanks or commas, or None where anything else stands there."""
    return [float(n) for n in text.replace(",", " ").split()] if _NUMBERS.fullmatch(text) else None


def share(text: str | None, *, of: float = 1.0) -> float | None:
    """Return a confidence as 0 to 1 from a number counted up to ``of``, or None where it is none of that."""
    value = number(text)
    if value is None or not 0 <= value <= of:
        return None
    return round(value / of, 4)


def rotation(text: str | None, *, clockwise: bool) -> dict[str, str]:
    """Return the attribute ``rotation`` (degrees clockwise, over 0 and under 360) for an angle counted either way."""
    value = number(text)
    if value is None:
        return {}
    degrees = round((value if clockwise else -value) % 360, 3)
    return {"rotation": f"{degrees:g}"} if 0 < degrees < 360 else {}


def size(text: str | None) -> int:
    """Return a page's width or height in whole pixels, 0 where it is not usable."""
    value = number(text)
    return round(value) if value is not None and value > 0 else 0


def points(text: str, notes: Notes) -> Polygon | None:
    """Return the points written as ``x,y x,y`` or ``x y x y``, or None where they cannot be used.

    Raises:
        FormatFault: there are so many that no program can have meant them.
    """
    if len(text) > _ABSURD:
        raise FormatFault(notes.file, f"one of its outlines is {len(text):,} characters long.")
    if not _NUMBERS.fullmatch(text):
        return None
    found = text.replace(",", " ").split()
    if len(found) % 2 or len(found) > 2 * MOST_POINTS:
        return None
    if "." in text:
        values = [float(n) for n in found]
        return polygon(zip(values[::2], values[1::2], strict=True))
    # Nearly all outlines are whole numbers, and a newspaper page has a hundred thousand of them.
    whole = [int(n) for n in found]
    return tuple(zip(whole[::2], whole[1::2], strict=True))


def outline(found: Polygon | None, notes: Notes, where: str) -> Polygon:
    """Return ``found`` if it is an area, else nothing, and tell."""
    if found is None or len(found) < 3:
        notes.count(OUTLINE, where)
        return ()
    return found


def baseline(found: Polygon | None, notes: Notes, where: str) -> Polygon:
    """Return ``found`` if it is a path of at least two points, else nothing, and tell."""
    if found is None or len(found) < 2:
        notes.count(BASELINE, where)
        return ()
    return found


def box_outline(box: Box | None, notes: Notes, where: str) -> Polygon:
    """Return the outline of ``box``; one without area or turned inside out is left out and told."""
    if box is None or box[2] <= box[0] or box[3] <= box[1]:
        notes.count(OUTLINE, where)
        return ()
    return rectangle(box)
