"""ALTO's measures, in pixels, tenths of a millimetre or 1200ths of an inch, as shapes in pixels."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

from lxml import etree

from editor.formats import canon, coordinates, xml
from editor.formats.notes import Notes, Remark
from editor.model.geometry import Box, Point, Polygon, polygon

GUESSED_DPI: Final = 300
ROUND: Final = Remark(
    "An ellipse or a circle became an outline of 24 points", "{n} ellipses and circles became outlines of 24 points"
)
_CORNERS: Final = 24
_PER_INCH: Final = {"mm10": 254.0, "inch1200": 1200.0}
BOX: Final = ("HPOS", "VPOS", "WIDTH", "HEIGHT")


def figure(value: float) -> str:
    """Return a number as we write it: whole where it is whole, else with at most three places."""
    rounded = round(float(value), 3)
    return str(int(rounded)) if rounded.is_integer() else f"{rounded:.3f}".rstrip("0")


@dataclass(frozen=True, slots=True)
class Measure:
    """How many pixels one unit of the file is, and what the pages should say about it."""

    pixels: float = 1.0
    unit: str = "pixel"

    def attributes(self) -> dict[str, str]:
        """Return what a page must keep so that it can be fitted to its image later."""
        return {} if self.unit == "pixel" else {"unit": self.unit, "dpi": str(GUESSED_DPI)}

    def length(self, text: str | None) -> int:
        """Return a page's width or height in pixels, 0 where it is not usable."""
        value = coordinates.number(text)
        return round(value * self.pixels) if value is not None and value > 0 else 0

    def box(self, element: etree._Element) -> Box | None:
        """Return the element's box, or None where a side is missing or unusable, or the box has no area."""
        sides = [coordinates.number(element.get(name)) for name in BOX]
        if any(side is None for side in sides):
            return None
        left, top, width, height = (side * self.pixels for side in sides if side is not None)
        if not (width > 0 and height > 0):
            return None
        (left, top), (right, bottom) = polygon(((left, top), (left + width, top + height)))
        return left, top, right, bottom

    def path(self, text: str, notes: Notes) -> Polygon | None:
        """Return the points in ``text``, or None where they cannot be used."""
        found = coordinates.points(text, notes)
        if found is None or self.pixels == 1.0:
            return found
        return polygon((x * self.pixels, y * self.pixels) for x, y in found)

    def outline(self, element: etree._Element, notes: Notes, where: str) -> Polygon:
        """Return an element's Shape, else its box; an element that has neither is not told of."""
        shape = xml.child(element, "Shape")
        if shape is not None:
            found = self._shape(shape, notes)
            if found is not None and len(found) > 2:
                return found
        if shape is None and all(element.get(side) is None for side in BOX):
            return ()
        return coordinates.box_outline(self.box(element), notes, where)

    def _shape(self, shape: etree._Element, notes: Notes) -> Polygon | None:
        """Return the points of a polygon, or of a polygon in the place of an ellipse or a circle, which is told."""
        outline = xml.child(shape, "Polygon")
        if outline is not None:
            return self.path(outline.get("POINTS", ""), notes)
        for name, across, down in (("Ellipse", "HLENGTH", "VLENGTH"), ("Circle", "RADIUS", "RADIUS")):
            round_ = xml.child(shape, name)
            if round_ is not None:
                sides = [coordinates.number(round_.get(side)) for side in ("HPOS", "VPOS", across, down)]
                turn = coordinates.number(round_.get("ROTATION", "0")) or 0.0
                if any(side is None for side in sides):
                    return None
                x, y, width, height = (side * self.pixels for side in sides if side is not None)
                half = 1.0 if name == "Circle" else 0.5
                notes.count(ROUND)
                return _ellipse((x, y), (width * half, height * half), turn)
        return None

    def baseline(self, element: etree._Element, notes: Notes, where: str) -> Polygon:
        """Return the baseline: a list of points, or one height across the element's box."""
        text = element.get("BASELINE")
        if text is None:
            return ()
        height, box = coordinates.number(text), self.box(element)
        if height is not None and box is not None:
            return polygon(((box[0], height * self.pixels), (box[2], height * self.pixels)))
        return coordinates.baseline(self.path(text, notes), notes, where)


def _ellipse(centre: Point, radii: Point, turn: float) -> Polygon | None:
    """Return an ellipse of two half axes as a polygon; ``turn`` is in degrees against the clock."""
    if not (radii[0] > 0 and radii[1] > 0):
        return None
    around = [2 * math.pi * i / _CORNERS for i in range(_CORNERS)]
    cos, sin = math.cos(math.radians(turn)), math.sin(math.radians(turn))
    at = [(radii[0] * math.cos(angle), radii[1] * math.sin(angle)) for angle in around]
    return polygon((centre[0] + x * cos + y * sin, centre[1] - x * sin + y * cos) for x, y in at)


def of(root: etree._Element, notes: Notes) -> Measure:
    """Return the measure the file declares; one it does not declare is the pixel, one that is unknown too, but told."""
    said = xml.text_of(xml.descend(root, "Description", "MeasurementUnit")).strip()
    unit = said.lower()
    if unit in _PER_INCH:
        notes.tell(
            f"It measures in {unit} and names no resolution: places were taken at {GUESSED_DPI} dots per inch "
            "and want fitting to the image."
        )
        return Measure(GUESSED_DPI / _PER_INCH[unit], unit)
    if unit not in ("", "pixel", "pixels", "px"):
        notes.tell(f"It measures in an unknown unit ({canon.value(said)[:20]}); its numbers were taken as pixels.")
    return Measure()
