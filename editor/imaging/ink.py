"""From grey to ink: paper made even, the ink told from it, in pieces that hang together, and how much the page leans.

It refuses to know what a line is, and where a picture comes from. Figures were found by trial (tests/bench/linking.py):
lengths are multiples of the usual height of letters, measured on the page itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

import cv2
import numpy
from numpy.typing import NDArray

Grey = NDArray[numpy.uint8]
Mask = NDArray[numpy.bool_]
Whole = NDArray[numpy.int32]
Real = NDArray[numpy.float64]

PAPER = 245
"""The grey that paper becomes: a little below white, so that no noise of it is cut off."""

_DARKEST, _LIGHTEST = 120, 200
"""Between these the threshold is held: an empty page has nothing for Otsu's method to part."""

_MOST_SKEW, _COARSE, _FINE = 6.0, 0.2, 0.05
"""Degrees: what a sheet on a scanner's glass may lean, and the two steps of the search."""

_FEW = 24
"""With fewer letters than this the lean of a page is a guess."""


_BANNER_LETTERS = 4
"""With fewer holes of the size of letters a black shape is no banner."""

_BANNER, _FRAMED, _BLACK, _BLUR = 7.0, 0.2, 0.5, 4.0
"""Letter heights of a banner; share of ink in it with frames about it and in itself; the blur that evens letters."""

_BOX, _RIM, _HOLLOW = (4.0, 1.6, 0.25), 0.5, 0.05
"""Letter heights of a small box across and down and the most ink it has; its rim; what it may have inside the rim."""

_STROKE, _APART, _INKS = 1.5, 0.75, 60.0
"""Blur that brings out the middle of a stroke; two inks are plainly two where so much of what strokes differ by is the
difference between both, and where that is so many greys: measured on pages with a mirrored back drawn into them."""

_JOINED, _OF_WORD = 1.8, 0.42
"""Letters are joined where the usual word is so many times as high as the usual piece, and then so much lower."""


@dataclass(frozen=True, slots=True, eq=False)
class Parts:
    """Pieces of ink that hang together (in eight directions), numbered from 0.

    ``labels`` holds the number of each pixel's piece plus one, 0 on paper. The other arrays have one value a piece.
    """

    labels: Whole
    left: Whole
    top: Whole
    width: Whole
    height: Whole
    area: Whole

    def __len__(self) -> int:
        return len(self.area)

    def mask(self, keep: Mask) -> Mask:
        """Return the ink of the pieces to be kept."""
        table = numpy.concatenate((numpy.zeros(1, numpy.bool_), keep))
        return cast(Mask, table[self.labels])


def even(grey: Grey) -> tuple[Grey, Grey]:
    """Return a picture with its paper made one light grey, and the paper it was measured against (an eighth as large).

    The paper is what is left when small dark things are closed over.
    """
    height, width = grey.shape
    soft = cast(Grey, cv2.GaussianBlur(grey, (0, 0), 0.8))
    small = cv2.resize(soft, (max(1, width // 8), max(1, height // 8)), interpolation=cv2.INTER_AREA)
    closed = cv2.morphologyEx(small, cv2.MORPH_CLOSE, numpy.ones((7, 7), numpy.uint8), borderType=cv2.BORDER_REPLICATE)
    paper = cv2.medianBlur(closed, 9)
    return against(soft, cast(Grey, paper)), cast(Grey, paper)


def against(grey: Grey, paper: Grey) -> Grey:
    """Return a picture divided by its paper, given at any size."""
    height, width = grey.shape
    large = cv2.resize(paper, (width, height), interpolation=cv2.INTER_LINEAR)
    return cast(Grey, cv2.divide(grey, numpy.maximum(large, 1), scale=float(PAPER)))


def threshold(flat: Grey) -> int:
    """Return the grey below which a flattened picture is ink."""
    value, _ = cv2.threshold(flat, 0, 255, cv2.THRESH_BINARY | cv2.THRESH_OTSU)
    return int(min(max(value, _DARKEST), _LIGHTEST))


def parts_of(ink: Mask) -> Parts:
    """Part ink into what hangs together."""
    _, labels, stats, _ = cv2.connectedComponentsWithStats(ink.astype(numpy.uint8), connectivity=8)
    table = numpy.ascontiguousarray(stats[1:].T.astype(numpy.int32))
    return Parts(cast(Whole, labels), table[0], table[1], table[2], table[3], table[4])


def letter_height(parts: Parts) -> float:
    """Return the usual height of letters in pixels; 16 where there are none to measure.

    Where whole words hang together, most ink stands in pieces much higher than most pieces are: there it is the height
    of a small letter between the ascenders and descenders of a word.
    """
    likely = (parts.height >= 8) & (parts.height <= 70) & (parts.width >= 4) & (parts.width <= 90) & (parts.area >= 25)
    if int(likely.sum()) < 8:
        return 16.0
    letter = float(numpy.median(parts.height[likely]))
    words = (parts.height >= 8) & (parts.height <= 250) & (parts.width <= 800) & (parts.area >= 25)
    order = numpy.argsort(parts.height[words])
    widths = numpy.cumsum(parts.width[words][order])
    word = float(parts.height[words][order][int(numpy.searchsorted(widths, widths[-1] / 2))])
    return max(letter, _OF_WORD * word) if word > _JOINED * letter else letter


def skew(parts: Parts, letter: float) -> float:
    """Return by how many degrees clockwise the lines of letters lean, 0 where that cannot be told."""
    letters = (parts.height > 0.4 * letter) & (parts.height < 2.5 * letter) & (parts.width < 8 * letter)
    if int(letters.sum()) < _FEW:
        return 0.0
    x = (parts.left[letters] + parts.width[letters] / 2).astype(numpy.float64)
    y = (parts.top[letters] + parts.height[letters]).astype(numpy.float64)
    steps = round(_MOST_SKEW / _COARSE)
    coarse = _COARSE * numpy.arange(-steps, steps + 1, dtype=numpy.float64)
    scores = _crowding(x, y, coarse)
    best = float(coarse[int(numpy.argmax(scores))])
    if abs(best) >= _MOST_SKEW or float(scores.max()) < 1.1 * float(numpy.median(scores)):
        return 0.0
    reach = round(_COARSE / _FINE)
    fine = best + _FINE * numpy.arange(-reach, reach + 1, dtype=numpy.float64)
    return float(fine[int(numpy.argmax(_crowding(x, y, fine)))])


def _crowding(x: Real, y: Real, angles: Real) -> Real:
    """Return for each angle how much the feet of the letters crowd on few rows when it is taken out."""
    rows = (y[None, :] - x[None, :] * numpy.tan(numpy.radians(angles))[:, None]) / 2
    rows = (rows - rows.min()).astype(numpy.int64)
    wide = int(rows.max()) + 1
    counts = numpy.bincount((rows + numpy.arange(len(angles))[:, None] * wide).ravel(), minlength=wide * len(angles))
    return cast(Real, (counts.reshape(len(angles), wide).astype(numpy.float64) ** 2).sum(axis=1))


def kept(parts: Parts, letter: float) -> Mask:
    """Tell of each piece whether it may be writing: not a speck, blot, punch hole, frame, rule or the scan's edge."""
    wide, high = parts.width / letter, parts.height / letter
    fill = parts.area / (parts.width * parts.height)
    speck = (parts.area < 12) | ((parts.width <= 3) & (parts.height <= 3))
    blot = (high > 3.2) & (wide > 2) & (fill > 0.45)
    hole = (high > 1.3) & (wide > 1.3) & (fill > 0.68) & (wide > 0.6 * high) & (wide < 1.7 * high)
    return numpy.asarray(~(speck | blot | hole | drawn(parts, letter) | (high > 9) | (wide > 60)))


def drawn(parts: Parts, letter: float) -> Mask:
    """Tell of each piece whether it is a rule or a frame."""
    wide, high = parts.width / letter, parts.height / letter
    fill = parts.area / (parts.width * parts.height)
    found = ((wide > 8) & (fill < 0.12)) | ((wide > 5) & (high < 0.5)) | ((high > 6) & (wide < 0.6))
    small = ~found & (wide > _BOX[0]) & (high > _BOX[1]) & (fill < _BOX[2])
    for number in numpy.flatnonzero(small).tolist():
        found[number] = _is_hollow(parts, number, round(_RIM * letter))
    return numpy.asarray(found)


def _is_hollow(parts: Parts, number: int, rim: int) -> bool:
    """Tell whether a piece has next to nothing inside a rim: a box around words, drawn as heavily as their letters."""
    left, top = int(parts.left[number]), int(parts.top[number])
    right, bottom = left + int(parts.width[number]), top + int(parts.height[number])
    inside = parts.labels[top + rim : bottom - rim, left + rim : right - rim] == number + 1
    return bool(inside.sum() < _HOLLOW * parts.area[number])


def paler(flat: Grey, parts: Parts, keep: Mask, letter: float) -> Mask:
    """Return the kept pieces in the paler of two inks, none where all is in one: what shines through from the back.

    Of a picture of black and white it is broken, and so as pale at the working scale.
    """
    soft = cast(Grey, cv2.GaussianBlur(flat, (0, 0), _STROKE))
    ink = parts.labels > 0
    darkest = numpy.full(len(parts) + 1, 255, numpy.uint8)
    numpy.minimum.at(darkest, parts.labels[ink], soft[ink])
    depth = darkest[1:]
    letters = keep & (parts.height > 0.4 * letter) & (parts.height < 2.5 * letter)
    none = numpy.zeros(len(parts), numpy.bool_)
    if int(letters.sum()) < _FEW:
        return none
    limit, _ = cv2.threshold(depth[letters], 0, 255, cv2.THRESH_BINARY | cv2.THRESH_OTSU)
    values = depth[letters].astype(numpy.float64)
    light = values > limit
    if not light.any() or light.all():
        return none
    apart = float(values[light].mean() - values[~light].mean())
    between = float(light.mean() * (1 - light.mean())) * apart**2
    plainly = apart >= _INKS and between >= _APART * float(values.var())
    return numpy.asarray(keep & (depth > limit)) if plainly else none


def reversed_letters(parts: Parts, keep: Mask, letter: float) -> Mask:
    """Return the ink of letters that stand white on black banners, and strike such banners from what is kept.

    Two banners may hang together by a frame between them.
    """
    found = numpy.zeros(parts.labels.shape, numpy.bool_)
    fill = parts.area / (parts.width * parts.height)
    banners = (fill > _FRAMED) & (parts.width > _BANNER * letter)
    banners &= (parts.height > 1.1 * letter) & (parts.height < 12 * letter)
    for number in numpy.flatnonzero(banners).tolist():
        left, top = int(parts.left[number]), int(parts.top[number])
        view = (slice(top, top + int(parts.height[number])), slice(left, left + int(parts.width[number])))
        for first, last in _black(parts.labels[view] == number + 1, letter):
            part = (view[0], slice(left + first, left + last))
            letters = _white(parts.labels[part] == number + 1, letter)
            if letters is not None:
                found[part] |= letters
                keep[number] = False
    return found


def _black(ink: Mask, letter: float) -> list[tuple[int, int]]:
    """Return the stretches of columns, as wide as a banner, that are more black than white."""
    share = cv2.blur(ink.mean(axis=0, dtype=numpy.float64)[None, :], (round(_BLUR * letter) | 1, 1))[0]
    flags = numpy.concatenate(([False], share > _BLACK, [False])).astype(numpy.int8)
    runs = numpy.flatnonzero(numpy.diff(flags)).reshape(-1, 2).tolist()
    return [(first, last) for first, last in runs if last - first > _BANNER * letter]


def _white(ink: Mask, letter: float) -> Mask | None:
    """Return the holes in a banner that are letters, None where there are too few."""
    holes = parts_of(~ink)
    high, wide = ink.shape
    tallest = max(3 * letter, 0.85 * high)
    inside = (holes.left > 0) & (holes.top > 0)
    inside &= (holes.left + holes.width < wide) & (holes.top + holes.height < high)
    inside &= (holes.height > 0.35 * letter) & (holes.height < tallest) & (holes.width < max(4 * letter, tallest))
    return holes.mask(inside) if int(inside.sum()) >= _BANNER_LETTERS else None
