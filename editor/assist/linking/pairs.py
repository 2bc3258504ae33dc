"""How well each part of text suits each line of a scan, taken by themselves: shape, proportion, pitch, words read.

All weights were found by trial on drawn pages and typescript; tests/bench/linking.py tells what a change of them does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy
from numpy.typing import NDArray

from editor.assist.linking.heard import agreement, heard
from editor.assist.linking.places import Places
from editor.assist.linking.values import Scan

Floats = NDArray[numpy.float32]

_SHAPE, _UNLIKE = 5.0, 0.30
_ASPECT, _ASPECT_WIDE, _ASPECT_MOST, _ASPECT_BASE = 0.2, 0.30, 9.0, 0.2
_PITCH, _PITCH_WIDE, _PITCH_SHORT = 1.2, 0.03, 0.4
_KERNEL, _BIN, _NEAR = 0.015, 0.005, 0.35
_KNOWN, _UNKNOWN = 0.5, 0.6
"""A text that no line looks like is in another hand: looks count this much less for it."""
_CURSIVE = 2.5
"""What the drawing is worth on joined handwriting, where width and pitch say nothing and the order nearly all."""
_MILD, _MILD_WIDE, _MILD_MOST = 0.4, 0.35, 4.0
"""What it costs there that a line is wider or narrower than its text tells, by what share, and at most."""
_CONTEST, _CONTEST_MOST = 0.5, 4.0
_FITS = 1.0
"""What a text loses on a line for each point by which another that fits there at all suits it better, and at most."""
_LONG = 12
"""Letters a text must have for its width to tell the pitch."""
_LETTER, _TALL = 0.6, 0.9
"""Width and height of a letter in sizes of a face, where nothing is drawn."""


@dataclass(frozen=True, slots=True)
class Pairs:
    """All texts (rows) against all lines (columns).

    ``score`` is the sum of the evidence, ``read`` the part of it that comes from words read, ``like`` how much the
    drawing looks like the line. ``narrow`` is the logarithm of how much wider the line is than the text drawn.
    """

    score: Floats
    read: Floats
    like: Floats
    narrow: Floats


def pairs(texts: Sequence[str], at: Places, scan: Scan) -> Pairs:
    """Return how well each text suits each line."""
    shape = (len(texts), len(at))
    if 0 in shape:
        return Pairs(*(numpy.zeros(shape, numpy.float32) for _ in range(4)))
    like = _likeness(texts, scan, shape)
    proportion, width = _drawn(texts, scan)
    aspect = numpy.log(at.width / numpy.maximum(at.height, 1e-3) + 1e-3)[None, :] - numpy.log(proportion)[:, None]
    narrow = numpy.log(at.width + 1e-3)[None, :] - numpy.log(width)[:, None]
    long = numpy.array([len(text) >= _LONG for text in texts])[:, None]
    score = numpy.zeros(shape, numpy.float32)
    if scan.looks is not None:
        score += _SHAPE * (like - _UNLIKE)
    score -= _ASPECT * numpy.minimum((aspect / _ASPECT_WIDE) ** 2, _ASPECT_MOST) + _ASPECT_BASE
    score += _pitch(aspect, narrow, like, long)
    if scan.layout.cursive:
        usual = numpy.log((at.width.sum() + 1e-3) / width.sum())
        score = _CURSIVE * like - _MILD * numpy.minimum(((narrow - usual) / _MILD_WIDE) ** 2, _MILD_MOST)
    score *= numpy.where(score.max(axis=1) < _KNOWN, _UNKNOWN, 1.0)[:, None]
    read = numpy.zeros(shape, numpy.float32)
    if scan.reading is not None and not scan.layout.cursive:
        read = agreement(texts, heard(scan.layout, scan.reading))
        score += read
    return Pairs(score.astype(numpy.float32), read, like, narrow.astype(numpy.float32))


def _likeness(texts: Sequence[str], scan: Scan, shape: tuple[int, int]) -> Floats:
    if scan.looks is None:
        return numpy.zeros(shape, numpy.float32)
    return scan.looks.likeness(texts, range(shape[1]))


def _drawn(texts: Sequence[str], scan: Scan) -> tuple[Floats, Floats]:
    """Return the proportion and the width of each text, drawn or reckoned by its letters."""
    reckoned = numpy.array([max(len(text), 1) * _LETTER for text in texts], numpy.float32)
    if scan.looks is None:
        return reckoned / _TALL, reckoned
    proportion, width = scan.looks.proportions(texts), scan.looks.widths(texts)
    return numpy.where(proportion > 0, proportion, reckoned / _TALL), numpy.where(width > 0, width, reckoned)


def _pitch(aspect: Floats, narrow: Floats, like: Floats, long: NDArray[numpy.bool_]) -> Floats:
    """Return what it is worth that a line is as wide as the text at the pitch most of the page is in."""
    votes = long & (numpy.abs(aspect) < _NEAR)
    if not votes.any():
        return numpy.zeros_like(narrow)
    values, weights = narrow[votes], numpy.exp(6 * like[votes])
    bins = numpy.bincount(((values - values.min()) / _BIN).astype(numpy.intp), weights)
    reach = numpy.arange(-3 * _KERNEL, 3.5 * _KERNEL, _BIN)
    smooth = numpy.convolve(bins, numpy.exp(-0.5 * (reach / _KERNEL) ** 2))
    pitch = values.min() + (int(numpy.argmax(smooth)) - len(reach) // 2 + 0.5) * _BIN
    worth = _PITCH * numpy.exp(-0.5 * ((narrow - pitch) / _PITCH_WIDE) ** 2)
    return numpy.asarray(numpy.where(long, worth, _PITCH_SHORT * worth), numpy.float32)


def contested(score: Floats) -> Floats:
    """Return the score less what a line (column) that suits another text better loses for the others."""
    if score.shape[0] < 2:
        return score
    two = numpy.partition(score, -2, axis=0)[-2:]
    others = numpy.where(score >= two[1], two[0], two[1])
    loss = _CONTEST * numpy.clip(others - numpy.maximum(score, _FITS), 0.0, _CONTEST_MOST)
    return numpy.asarray(score - loss, numpy.float32)
