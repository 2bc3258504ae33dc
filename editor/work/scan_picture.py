"""The picture of a page that an engine is given, and the way back from its places to the page as it is filed."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from importlib import util
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from editor.assist.engines.values import Picture
from editor.imaging.probe import probe
from editor.imaging.read import read
from editor.model.found import Layout
from editor.model.geometry import Polygon, polygon, scaled

if TYPE_CHECKING:
    from editor.imaging.prepared import Prepared

_WORKING: Final = 1700 * 2200
"""Pixels of a picture that was not prepared: letter paper at 200 an inch."""

_PPI: Final = 200
"""Pixels an inch of the working picture, of letter paper: what an engine is told, whatever the paper is."""


class Cut(NamedTuple):
    """A line on its way to an engine, as `Sheet` is a page."""

    picture: Picture
    to_page: Callable[[Polygon], Polygon]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page on its way to an engine.

    ``width`` and ``height`` are of the page as it is filed; ``to_page`` brings places of the picture there. ``layout``
    is what was found on its ink, None where the libraries for that are not installed. ``cut`` makes of a line, given by
    its outline on the page and its angle, a picture of its own; ``bare`` makes the same picture with nothing but ink,
    for a page of many specks. Both are None where the page was not made ready.
    """

    width: int
    height: int
    picture: Picture
    to_page: Callable[[Polygon], Polygon]
    layout: Layout | None = None
    cut: Callable[[Polygon, float], Cut] | None = None
    bare: Callable[[], Picture] | None = None


def sheet_of(path: Path, frame: int, size: tuple[int, int] | None, stop: Callable[[], bool], *, clean: bool) -> Sheet:
    """Return a page as an engine wants it: level and even where it may be, else as it is.

    Args:
        path: The image file.
        frame: The page, counted from 0 among the file's pages.
        size: Width and height of the page as it is filed, None for those of the image.
        stop: Asked now and then whether to leave off.
        clean: Whether the engine reads better so; without the libraries of the extra ``link`` it must do with less.

    Raises:
        ImageFault: the image cannot be read.
    """
    if any(util.find_spec(name) is None for name in ("numpy", "cv2")):
        return _plain(path, frame, size)
    from editor.imaging.layout import find_layout
    from editor.imaging.prepared import prepare

    prepared = prepare(path, frame, size)
    layout = find_layout(prepared, stop)
    return replace(_clean(prepared) if clean else _plain(path, frame, size), layout=layout)


def _clean(prepared: Prepared) -> Sheet:
    """Return the page level, its paper made even."""
    given = prepared.for_engine()
    ppi = round(_PPI * given.scale)

    def to_page(points: Polygon) -> Polygon:
        return prepared.to_page((x / given.scale, y / given.scale) for x, y in points)

    def bare() -> Picture:
        return Picture(prepared.for_engine(bare=True).data, given.width, given.height, ppi)

    picture = Picture(given.data, given.width, given.height, ppi)
    cutter = prepared.cutter()

    def cut(outline: Polygon, angle: float) -> Cut:
        line = cutter.cut(outline, angle)
        a, b, c, d, e, f = line.back
        picture = Picture(line.data, line.width, line.height, round(_PPI * line.scale))
        return Cut(picture, lambda points: polygon((a * x + b * y + c, d * x + e * y + f) for x, y in points))

    return Sheet(prepared.width, prepared.height, picture, to_page, cut=cut, bare=bare)


def _plain(path: Path, frame: int, size: tuple[int, int] | None) -> Sheet:
    """Return the page as it is, only smaller where it is very large."""
    pages = probe(path).pages
    there = pages[min(frame, len(pages) - 1)]  # reading says that there is no such page
    width, height = size or (there.width, there.height)
    times = min(1.0, math.sqrt(_WORKING / (there.width * there.height)))
    pixels = read(
        path, frame, max_width=math.ceil(there.width * times), max_height=math.ceil(there.height * times), grey=True
    )
    rows = (pixels.data[at : at + pixels.width] for at in range(0, len(pixels.data), pixels.stride))
    data = pixels.data if pixels.stride == pixels.width else b"".join(rows)
    back = width / pixels.width, height / pixels.height
    return Sheet(width, height, Picture(data, pixels.width, pixels.height, _PPI), lambda points: scaled(points, back))
