"""The pitch of a typewriter, from the ink of lines alone: letters at even distances make their line a wave.

Knows no text. Print has no pitch, and is told by that.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy
from numpy.typing import NDArray

_STEPS = 8192
"""Columns lines are filled up to: so a wave of 20 pixels is told from one of 20.05."""
_RANGE = (0.8, 1.8)
"""The pitch of a typewriter in heights of its letters."""
_LONG = 20
"""Lines shorter than so many heights of a letter tell little."""
_CLEAR = 3.0
"""How many times the usual strength the wave of a pitch has; that of print stays below two."""

Ink = NDArray[numpy.uint8]


def pitch(lines: Sequence[Ink], letter: float) -> float:
    """Return the distance from letter to letter in pixels, 0 where it is not the same throughout.

    ``lines`` are level pictures of the ink of a line each, ``letter`` is the usual height of a letter in their pixels.
    """
    strength = numpy.zeros(_STEPS // 2 + 1)
    for line in lines:
        if _LONG * letter <= line.shape[1] <= _STEPS:
            profile = line.sum(axis=0, dtype=numpy.float64)
            profile -= profile.mean()
            size = float(numpy.sqrt((profile**2).sum() * profile.size))
            strength += numpy.abs(numpy.fft.rfft(profile, _STEPS)) / max(size, 1e-6)
    waves = _STEPS / numpy.maximum(numpy.arange(strength.size), 1)
    near = numpy.flatnonzero((waves > _RANGE[0] * letter) & (waves < _RANGE[1] * letter))
    if not near.size:
        return 0.0
    best = near[int(strength[near].argmax())]
    clear = strength[best] > _CLEAR * float(numpy.median(strength[near]))
    return float(waves[best]) if clear else 0.0
