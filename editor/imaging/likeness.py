"""How much a line of text, drawn in a plain face, looks like a line of ink on a scan.

Word gaps, tall and hanging letters and capitals tell a line better than its length does, and need no language. No face
is shipped and none is asked of the machine: Pillow's own is drawn as it is and, for typescript, at a fixed pitch.
It refuses to decide anything: figures go out, places are chosen elsewhere.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Protocol

import cv2
import numpy
from numpy.typing import NDArray

from editor.imaging.drawn import Drawn, Face, faces
from editor.imaging.pitch import pitch
from editor.model.found import Layout
from editor.model.geometry import Polygon

WIDE, HIGH = 384, 20
"""Pixels all lines and drawings are squeezed to before they are compared (by trial)."""
_BLUR = (2.2, 1.3)
"""Pixels: how far letters may stand off and still be thought the same, across and down (by trial)."""
_MANY, _SAMPLE = 300, 60
"""Texts above which the face is chosen once, and by how many of them: drawing takes the time."""
_LEVEL = 0.3
"""Degrees out of the page's own angle below which a line is cut out as it stands."""

_STRAY = 0.6
"""Share of a line's height below which a piece of ink at its edge may be of another line."""

Floats = NDArray[numpy.float32]


class Cleaned(Protocol):
    """What is needed of a prepared page."""

    @property
    def clean(self) -> NDArray[numpy.bool_]:
        """Return the ink of the levelled page."""

    def from_page(self, points: Sequence[tuple[float, float]]) -> Polygon:
        """Return points of the page as points of the levelled picture."""


class Likeness:
    """The lines of one page, to be compared with texts; drawings and comparisons are kept for the next time."""

    def __init__(self, prepared: Cleaned, layout: Layout) -> None:
        cuts = [_cut(prepared, layout, at) for at in range(len(layout.lines))]
        (left, _), (right, _) = prepared.from_page(((0.0, 0.0), (1.0, 0.0)))
        self._pitch = pitch(cuts, layout.letter * (right - left)) / (right - left)
        self._lines = _signatures(cuts)
        self._bare = _signatures([_without_strays(cut) for cut in cuts])
        self._upright = numpy.array([math.cos(math.radians(x.angle - layout.angle)) > 0.5 for x in layout.lines], bool)
        self._faces = faces()
        self._drawn: dict[tuple[int, str], Drawn] = {}
        self._like: dict[tuple[int, str], Floats] = {}

    def likeness(self, texts: Sequence[str], lines: Sequence[int]) -> Floats:
        """Return how much each text, drawn, looks like each line of the layout: rows are texts; -1 to 1."""
        if len(texts) > _MANY:
            best = self._by_face(self._fitting(texts[:: max(len(texts) // _SAMPLE, 1)]), texts)
        else:
            best = numpy.maximum.reduce([self._by_face(face, texts) for face in range(len(self._faces))])
        return numpy.asarray(best[:, list(lines)], numpy.float32)

    def proportions(self, texts: Sequence[str]) -> Floats:
        """Return the width of each text, drawn, in heights of its ink; 0 where a text draws nothing."""
        drawn = [self._draw(self._fitting(texts), text) for text in texts]
        return numpy.array([d.width / d.height if d.height else 0.0 for d in drawn], numpy.float32)

    def widths(self, texts: Sequence[str]) -> Floats:
        """Return the width of each text, drawn, in sizes of the face; 0 where a text draws nothing."""
        face = self._fitting(texts)
        return numpy.array([self._draw(face, text).width for text in texts], numpy.float32)

    def pitch(self) -> float:
        """Return the distance from letter to letter in pixels of the page, 0 where it is not the same throughout."""
        return self._pitch

    def _fitting(self, texts: Sequence[str]) -> int:
        """Return which face looks most like the page, by how like the likeliest line of every text is."""
        if not len(self._lines) or not texts:
            return 0
        return int(numpy.argmax([self._by_face(face, texts).max(axis=1).sum() for face in range(len(self._faces))]))

    def _by_face(self, face: int, texts: Sequence[str]) -> Floats:
        new = [text for text in dict.fromkeys(texts) if (face, text) not in self._like]
        if new:
            signs = _signatures([self._draw(face, text).ink for text in new])
            for text, row in zip(new, self._compare(signs), strict=True):
                self._like[face, text] = row
        if not texts:
            return numpy.zeros((0, len(self._lines)), numpy.float32)
        return numpy.stack([self._like[face, text] for text in texts])

    def _compare(self, signs: Floats) -> Floats:
        """Return how like the drawings are to each line; what stands on end or on its head is tried both ways."""
        like = numpy.maximum(signs @ self._lines.T, signs @ self._bare.T)
        turned = numpy.maximum(signs @ self._lines[:, ::-1].T, signs @ self._bare[:, ::-1].T)
        return numpy.asarray(numpy.where(self._upright, like, numpy.maximum(like, turned)), numpy.float32)

    def _draw(self, face: int, text: str) -> Drawn:
        found = self._drawn.get((face, text))
        if found is None:
            found = self._drawn[face, text] = self._face(face).draw(text)
        return found

    def _face(self, face: int) -> Face:
        return self._faces[face]


def _signatures(pictures: Sequence[NDArray[numpy.uint8]]) -> Floats:
    """Return pictures of ink as rows of one size, brightness and strength, so that a product compares them."""
    rows = numpy.zeros((len(pictures), WIDE * HIGH), numpy.float32)
    for row, picture in zip(rows, pictures, strict=True):
        if picture.size and picture.any():
            small = cv2.resize(picture, (WIDE, HIGH), interpolation=cv2.INTER_AREA).astype(numpy.float32)
            soft = cv2.GaussianBlur(small, (0, 0), sigmaX=_BLUR[0], sigmaY=_BLUR[1]).ravel()
            soft -= soft.mean()
            row[:] = soft / max(float(numpy.linalg.norm(soft)), 1e-6)
    return rows


def _cut(prepared: Cleaned, layout: Layout, at: int) -> NDArray[numpy.uint8]:
    """Return the ink of a line, level and cropped: 255 where there is ink."""
    line = layout.lines[at]
    points = numpy.array(prepared.from_page(line.outline), numpy.float32).reshape(-1, 2)
    if len(points) < 3:
        return numpy.zeros((0, 0), numpy.uint8)
    left, top = numpy.floor(points.min(axis=0)).astype(int)
    right, bottom = numpy.ceil(points.max(axis=0)).astype(int) + 1
    left, top = max(left, 0), max(top, 0)
    ink = numpy.ascontiguousarray(prepared.clean[top:bottom, left:right], numpy.uint8) * 255
    if not ink.size:
        return ink
    mask = numpy.zeros(ink.shape, numpy.uint8)
    cv2.fillPoly(mask, [numpy.round(points - (left, top)).astype(numpy.int32)], (255,))
    ink &= mask
    lean = line.angle - layout.angle
    return _cropped(ink if abs(lean) < _LEVEL else _turned(ink, lean))


def _without_strays(ink: NDArray[numpy.uint8]) -> NDArray[numpy.uint8]:
    """Return the ink without small pieces at its edge, which may be of other lines: they would shift all the rest."""
    if not ink.size:
        return ink
    high, wide = ink.shape
    _, labels, boxes, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    left, top = boxes[:, cv2.CC_STAT_LEFT], boxes[:, cv2.CC_STAT_TOP]
    right, bottom = left + boxes[:, cv2.CC_STAT_WIDTH], top + boxes[:, cv2.CC_STAT_HEIGHT]
    edge = (left <= 1) | (top <= 1) | (right >= wide - 1) | (bottom >= high - 1)
    stray = edge & (boxes[:, cv2.CC_STAT_HEIGHT] < _STRAY * high)
    stray[0] = True
    kept = numpy.where(stray[labels], 0, ink).astype(numpy.uint8)
    return _cropped(kept)


def _turned(ink: NDArray[numpy.uint8], degrees: float) -> NDArray[numpy.uint8]:
    """Return the picture turned back by ``degrees`` clockwise on a canvas that holds all of it."""
    high, wide = ink.shape
    side = math.ceil(math.hypot(high, wide)) + 2
    matrix = cv2.getRotationMatrix2D((wide / 2, high / 2), degrees, 1.0)
    matrix[:, 2] += side / 2 - wide / 2, side / 2 - high / 2
    return numpy.asarray(cv2.warpAffine(ink, matrix, (side, side)), numpy.uint8)


def _cropped(ink: NDArray[numpy.uint8]) -> NDArray[numpy.uint8]:
    rows, columns = numpy.flatnonzero(ink.any(axis=1)), numpy.flatnonzero(ink.any(axis=0))
    return ink[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1] if len(rows) else ink[:0, :0]
