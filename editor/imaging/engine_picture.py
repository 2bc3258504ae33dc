"""The picture an engine is given to read: level and even, as fine as helps it.

It refuses to know any engine. What is done here was measured with Tesseract 5 on typescript and office letters: twice
as many pixels read no better, and a page with specks, rules or faint strokes painted over read worse than one left
alone (words found 98.8 against 96.7 to 98.2 % on typescript of 1938).
"""

from __future__ import annotations

import math

import cv2
import numpy

from editor.imaging.ink import PAPER, against
from editor.imaging.prepared import EnginePicture, Prepared

_LETTER = 18.0
"""Pixels of a letter's height: engines read worse what is much smaller; what is larger is slower and no better."""


def engine_picture(prepared: Prepared) -> EnginePicture:
    """Return the prepared page as an engine reads it best."""
    scale = min(max(_LETTER / prepared.unit, 1.0), 2.0)
    height, width = prepared.grey.shape
    size = (math.ceil(width * scale), math.ceil(height * scale))
    across, down = prepared.source.shape[1] / prepared.width, prepared.source.shape[0] / prepared.height
    a, b, c, d, e, f = prepared.matrix
    move = numpy.array([[a / across, b / down, c], [d / across, e / down, f]], numpy.float64) * scale
    source = against(prepared.source, prepared.paper)
    picture = cv2.warpAffine(source, move, size, flags=cv2.INTER_CUBIC, borderValue=(float(PAPER),))
    return EnginePicture(picture.tobytes(), size[0], size[1], scale)
