"""Texts drawn in plain faces, letter by letter, as pictures of ink: made to be compared, never to be shown.

Knows no page. Letters the face does not have are drawn without their accents, or as a box.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Protocol

import numpy
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

SIZE = 32
"""Pixels of the face: coarser than any scan that is read, finer than what is compared."""
_TALL, _BASE = 52, 38
"""Pixels of the strip letters stand in, and how deep its baseline lies."""
_PITCH = 0.6
"""Sizes from letter to letter of a typewriter: that of Courier and of nearly all fixed faces."""
_INK = numpy.uint8

Ink = NDArray[numpy.uint8]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A text as ink, cropped to it; width and height in sizes of the face, 0 where nothing is drawn."""

    ink: Ink
    width: float
    height: float


class Face(Protocol):
    """Draws texts."""

    def draw(self, text: str) -> Drawn:
        """Return the text as ink."""


class _Letters:
    """Letters of Pillow's own face; at their own width, or all at one."""

    def __init__(self, fixed: bool) -> None:
        self._fixed = fixed
        self._font = ImageFont.load_default(SIZE)
        self._known: dict[str, Ink] = {}
        self._missing = self._raw("\uffff").tobytes()

    def draw(self, text: str) -> Drawn:
        strips = [self._strip(letter) for letter in unicodedata.normalize("NFC", text)]
        whole = numpy.concatenate(strips, axis=1) if strips else numpy.zeros((_TALL, 0), _INK)
        rows, columns = numpy.flatnonzero(whole.any(axis=1)), numpy.flatnonzero(whole.any(axis=0))
        if not len(rows):
            return Drawn(whole[:0, :0], 0.0, 0.0)
        ink = whole[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
        return Drawn(ink, ink.shape[1] / SIZE, ink.shape[0] / SIZE)

    def _strip(self, letter: str) -> Ink:
        found = self._known.get(letter)
        if found is None:
            found = self._known[letter] = self._made(letter)
        return found

    def _made(self, letter: str) -> Ink:
        if letter.isspace():
            return self._blank()
        for known in (letter, unicodedata.normalize("NFKD", letter)[0]):
            raw = self._raw(known)
            if raw.any() and raw.tobytes() != self._missing:
                return self._fitted(raw) if self._fixed else raw
        if unicodedata.category(letter)[0] in "MC":
            return numpy.zeros((_TALL, 0), _INK)
        return self._box()

    def _raw(self, letter: str) -> Ink:
        wide = max(1, round(self._font.getlength(letter)))
        picture = Image.new("L", (wide, _TALL))
        ImageDraw.Draw(picture).text((0, _BASE), letter, fill=255, font=self._font, anchor="ls")
        return numpy.array(picture, _INK)

    def _blank(self) -> Ink:
        return numpy.zeros((_TALL, round((_PITCH if self._fixed else 0.25) * SIZE)), _INK)

    def _box(self) -> Ink:
        box = numpy.zeros((_TALL, round((_PITCH if self._fixed else 0.55) * SIZE)), _INK)
        box[_BASE - SIZE // 2 : _BASE, 2:-2] = 255
        return box

    def _fitted(self, raw: Ink) -> Ink:
        """Return a letter in the middle of a cell of the fixed pitch, squeezed if it is wider."""
        columns = numpy.flatnonzero(raw.any(axis=0))
        ink = raw[:, columns[0] : columns[-1] + 1]
        cell = numpy.zeros((_TALL, round(_PITCH * SIZE)), _INK)
        if ink.shape[1] > cell.shape[1]:
            ink = numpy.array(Image.fromarray(ink).resize((cell.shape[1], _TALL), Image.Resampling.BOX), _INK)
        left = (cell.shape[1] - ink.shape[1]) // 2
        cell[:, left : left + ink.shape[1]] = ink
        return cell


@cache
def faces() -> Sequence[Face]:
    """Return the faces to draw in: that of a typewriter, and one of print."""
    return _Letters(fixed=True), _Letters(fixed=False)
