"""A page image made ready for machines: read safely, its paper made even, its lean and its dirt taken out.

Importing this loads no library of arrays; preparing does. It refuses to find lines (see `layout`) and never touches the
scan itself: every place found on the prepared picture is told in pixels of the page as it is filed.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from editor.model.faults import Fault
from editor.model.geometry import Polygon, polygon

if TYPE_CHECKING:
    from editor.imaging.ink import Grey, Mask, Parts
    from editor.imaging.line_picture import LineCutter

MISSING: Final = "Finding lines on a scan needs the extra link (pip install 'muniment[link]')."

_WORKING = 1700 * 2200
"""Pixels of the working picture: letter paper at 200 dots an inch, where typescript is 14 to 20 pixels high."""
_LARGEST = 3.0
"""How many times a small picture may be enlarged: beyond it there is nothing more to see."""
_LEVEL = 0.1
"""Degrees: a page that leans less is left as it lies."""

Matrix = tuple[float, float, float, float, float, float]
"""x' = a x + b y + c and y' = d x + e y + f."""


class EnginePicture(NamedTuple):
    """A grey picture for an engine that reads: rows from above without gaps, and its pixels per working pixel."""

    data: bytes
    width: int
    height: int
    scale: float


class LinePicture(NamedTuple):
    """A line on its own as a grey picture like that; ``back`` brings its places to the page."""

    data: bytes
    width: int
    height: int
    scale: float
    back: Matrix


@dataclass(frozen=True, slots=True, eq=False)
class Prepared:
    """A page made ready.

    Attributes:
        width: Of the page as it is filed.
        height: Of the page as it is filed.
        grey: The flattened page, level, at the working scale.
        clean: Its ink without specks, blots, rules and frames, the same size; letters white on black are ink as well.
        parts: The pieces of all its ink.
        keep: Which of them are in ``clean``.
        angle: By how many degrees clockwise the page leans.
        letter: The usual height of its letters in pixels of the page.
        unit: The same at the working scale.
        scale: Working pixels per pixel of the page.
        matrix: From the page to the working picture.
        source: The page as it was read, upright, grey.
        paper: The paper of the source, smaller.
    """

    width: int
    height: int
    grey: Grey
    clean: Mask
    parts: Parts
    keep: Mask
    angle: float
    letter: float
    unit: float
    scale: float
    matrix: Matrix
    source: Grey
    paper: Grey

    def to_page(self, points: Iterable[Sequence[float]]) -> Polygon:
        """Return points of the working picture as pixels of the page, held within it."""
        a, b, c, d, e, f = self.matrix
        det = a * e - b * d
        found = []
        for x, y in points:
            u, v = float(x) - c, float(y) - f
            px, py = (e * u - b * v) / det, (a * v - d * u) / det
            found.append((round(min(max(px, 0.0), self.width), 1), round(min(max(py, 0.0), self.height), 1)))
        return polygon(found)

    def from_page(self, points: Iterable[Sequence[float]]) -> tuple[tuple[float, float], ...]:
        """Return points of the page as points of the working picture."""
        a, b, c, d, e, f = self.matrix
        return tuple((a * x + b * y + c, d * x + e * y + f) for x, y in points)

    def for_engine(self, *, bare: bool = False) -> EnginePicture:
        """Return the page as an engine reads it best: level and even; divide its places by ``scale`` for ours.

        ``bare`` leaves kept ink only, for a page of so many specks that an engine makes little of it.
        """
        from editor.imaging.engine_picture import engine_picture

        return engine_picture(self, bare=bare)

    def cutter(self) -> LineCutter:
        """Return what cuts single lines out of the page for an engine."""
        from editor.imaging.line_picture import LineCutter

        return LineCutter(self)


def prepare(path: Path, frame: int = 0, size: tuple[int, int] | None = None) -> Prepared:
    """Read a page and make it ready.

    Args:
        path: The image file.
        frame: The page, counted from 0 among the file's pages.
        size: Width and height of the page as it is filed, if they are not those of the picture.

    Raises:
        ImageFault: the file cannot be decoded or has no such page.
        Fault: the libraries for it are not installed.
    """
    try:
        import cv2
        import numpy
    except ImportError:
        raise Fault(MISSING) from None
    from editor.imaging.read import read

    pixels = read(path, frame)
    shape = (pixels.height, pixels.stride)
    rows = numpy.frombuffer(pixels.data, numpy.uint8).reshape(shape)
    if pixels.mode == "RGB":
        colours = rows[:, : pixels.width * 3].reshape(pixels.height, pixels.width, 3)
        grey = cv2.cvtColor(numpy.ascontiguousarray(colours), cv2.COLOR_RGB2GRAY)
    else:
        grey = numpy.ascontiguousarray(rows[:, : pixels.width])
    return prepared_grey(grey.astype(numpy.uint8, copy=False), size)


def prepared_grey(source: Grey, size: tuple[int, int] | None = None) -> Prepared:
    """Make ready a grey picture that is in memory; ``size`` as of `prepare`."""
    import cv2
    import numpy

    from editor.imaging import ink

    height, width = source.shape
    page = size or (width, height)
    times = min(math.sqrt(_WORKING / (width * height)), _LARGEST)
    small = (max(8, round(width * times)), max(8, round(height * times)))
    way = cv2.INTER_AREA if times < 1 else cv2.INTER_CUBIC
    work = cv2.resize(source, small, interpolation=way).astype(numpy.uint8, copy=False)
    flat, paper = ink.even(work)
    dark = ink.threshold(flat)
    parts = ink.parts_of(flat < dark)
    unit = ink.letter_height(parts)
    angle = ink.skew(parts, unit)
    matrix: Matrix = (small[0] / page[0], 0.0, 0.0, 0.0, small[1] / page[1], 0.0)
    if abs(angle) >= _LEVEL:
        flat, matrix = _levelled(flat, angle, matrix)
        parts = ink.parts_of(flat < dark)
    keep = ink.kept(parts, unit)
    white = ink.reversed_letters(parts, keep, unit)
    return Prepared(
        page[0], page[1], flat, parts.mask(keep) | white, parts, keep, angle, unit / matrix_scale(matrix), unit,
        matrix_scale(matrix), matrix, source, paper,
    )  # fmt: skip


def matrix_scale(matrix: Matrix) -> float:
    """Return by how much a matrix enlarges, the mean of both ways."""
    return math.sqrt(abs(matrix[0] * matrix[4] - matrix[1] * matrix[3]))


def _levelled(flat: Grey, angle: float, matrix: Matrix) -> tuple[Grey, Matrix]:
    """Turn a picture by an angle, on a canvas so large that no corner falls off."""
    import cv2
    import numpy

    height, width = flat.shape
    turn = math.radians(angle)
    cos, sin = math.cos(turn), math.sin(turn)
    wide = math.ceil(width * cos + height * abs(sin)) + 2
    high = math.ceil(height * cos + width * abs(sin)) + 2
    x0 = wide / 2 - (cos * width / 2 + sin * height / 2)
    y0 = high / 2 - (-sin * width / 2 + cos * height / 2)
    move = numpy.array([[cos, sin, x0], [-sin, cos, y0]], numpy.float64)
    turned = cv2.warpAffine(flat, move, (wide, high), flags=cv2.INTER_LINEAR, borderValue=(255.0,))
    sx, sy = matrix[0], matrix[4]
    return turned.astype(numpy.uint8, copy=False), (cos * sx, sin * sy, x0, -sin * sx, cos * sy, y0)
