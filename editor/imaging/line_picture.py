"""One line of a prepared page as a picture of its own: level, even, and nothing on it but the line.

It refuses to know who reads it, and what is written there.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import cast

import cv2
import numpy
from numpy.typing import NDArray

from editor.imaging.ink import PAPER, Grey, drawn
from editor.imaging.prepared import LinePicture, Matrix, Prepared

_LETTER = 24.0
"""Pixels of a letter's height: engines bring a line to a height of their own, and lose less in bringing it down."""

_AIR = 8
"""Pixels of paper around the line."""

_CLOSE = 3
"""Pixels around its outline that still belong to the line."""

_DARK = 110
"""The grey in the middle of a line's outline below which its letters stand white on black."""

_WIDEST = 6000
"""Pixels: a line that would become wider is made smaller."""

Move = NDArray[numpy.float64]


class LineCutter:
    """Cut lines out of a prepared page."""

    def __init__(self, prepared: Prepared) -> None:
        """Take the page."""
        self._prepared = prepared
        self._drawn = prepared.parts.mask(drawn(prepared.parts, prepared.unit)).astype(numpy.uint8)
        a, b, c, d, e, f = prepared.matrix
        self._to_page = numpy.linalg.inv(numpy.array([[a, b, c], [d, e, f], [0, 0, 1]], numpy.float64))

    def cut(self, outline: Sequence[tuple[float, float]], angle: float) -> LinePicture:
        """Return a line, given by its outline on the page and the degrees clockwise that it is turned by."""
        turn = math.radians(angle)
        cos, sin = math.cos(turn), math.sin(turn)
        places = numpy.array(outline, numpy.float64) @ numpy.array([[cos, -sin], [sin, cos]])
        (left, top), (right, bottom) = places.min(axis=0), places.max(axis=0)
        scale = min(_LETTER / self._prepared.letter, _WIDEST / max(1.0, right - left))
        size = math.ceil((right - left) * scale) + 2 * _AIR, math.ceil((bottom - top) * scale) + 2 * _AIR
        move = scale * numpy.array([[cos, sin, -left], [-sin, cos, -top], [0, 0, 1 / scale]])
        move[:2, 2] += _AIR
        grey = self._alone(move, size, (places - (left, top)) * scale + _AIR)
        back = numpy.linalg.inv(move)[:2].ravel().tolist()
        return LinePicture(grey.tobytes(), size[0], size[1], scale / self._prepared.scale, cast(Matrix, tuple(back)))

    def _alone(self, move: Move, size: tuple[int, int], places: Move) -> Grey:
        """Return what a move of the page brings into a picture, all white but what is inside the outline there."""
        grey = self._even(move, size)
        inside = numpy.zeros(size[::-1], numpy.uint8)
        cv2.fillPoly(inside, [numpy.rint(places).astype(numpy.int32)], (1.0,))
        if float(numpy.median(grey[inside > 0])) < _DARK:
            grey = 255 - grey
        reach = numpy.ones((2 * _CLOSE + 1, 2 * _CLOSE + 1), numpy.uint8)
        grey[cv2.dilate(inside, reach) == 0] = PAPER
        lines = cv2.warpAffine(self._drawn, (move @ self._to_page)[:2], size, flags=cv2.INTER_LINEAR)
        grey[cv2.dilate(lines, reach[:3, :3]) > 0] = PAPER
        return grey

    def _even(self, move: Move, size: tuple[int, int]) -> Grey:
        """Return the part of the source that a move of the page brings into a picture, divided by its paper."""
        page = self._prepared
        source, paper = (
            cv2.warpAffine(
                picture,
                (move @ numpy.diag((page.width / picture.shape[1], page.height / picture.shape[0], 1.0)))[:2],
                size,
                flags=cv2.INTER_CUBIC,
                borderMode=cv2.BORDER_REPLICATE,
            )
            for picture in (page.source, page.paper)
        )
        return cast(Grey, cv2.divide(source, numpy.maximum(paper, 1), scale=float(PAPER)))
