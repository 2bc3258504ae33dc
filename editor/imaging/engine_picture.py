"""The picture an engine is given to read: level, even and without dirt, as fine as helps it.

It refuses to know any engine.
"""

from __future__ import annotations

import math

import cv2
import numpy

from editor.imaging.ink import against
from editor.imaging.prepared import EnginePicture, Prepared

_LETTER = 18.0
"""Pixels of a letter's height: engines read worse what is much smaller; what is larger is slower and no better."""
_AIR = 5
"""Pixels around ink that are kept as they are: the soft edge of a letter is part of it."""


def engine_picture(prepared: Prepared) -> EnginePicture:
    """Return the prepared page as an engine reads it best."""
    scale = min(max(_LETTER / prepared.unit, 1.0), 2.0)
    height, width = prepared.grey.shape
    size = (math.ceil(width * scale), math.ceil(height * scale))
    across, down = prepared.source.shape[1] / prepared.width, prepared.source.shape[0] / prepared.height
    a, b, c, d, e, f = prepared.matrix
    move = numpy.array([[a / across, b / down, c], [d / across, e / down, f]], numpy.float64) * scale
    source = against(prepared.source, prepared.paper)
    way = cv2.INTER_LINEAR if scale * a > across * 0.7 else cv2.INTER_AREA
    picture = cv2.warpAffine(source, move, size, flags=way, borderValue=(255.0,))
    near = cv2.dilate(prepared.clean.astype(numpy.uint8), numpy.ones((_AIR, _AIR), numpy.uint8))
    shown = cv2.resize(near, size, interpolation=cv2.INTER_NEAREST).astype(numpy.bool_)
    picture[~shown] = 255
    return EnginePicture(picture.tobytes(), size[0], size[1], scale)
