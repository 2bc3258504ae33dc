"""What an engine or a file read on each line of a layout, and how far that is to be believed.

Words are given to found lines by where they stand; how the reading was cut into lines counts for nothing.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

import numpy
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from editor.model.found import Layout
from editor.model.geometry import Box
from editor.model.source import SourcePage

Floats = NDArray[numpy.float32]

_SLACK = 0.15
"""Share of a line's height its words' middles may stand above or below it (linking.md, section 3)."""
_INSIDE = 0.4
"""Share of a word's width that must stand on the line."""
_LIKE, _ZERO, _WORTH = 0.5, 0.42, 9.0
_LONG, _UNLIKE, _AGAINST = 10, 0.35, -2.5
_SHORT, _PER_LETTER = 0.35, 12.0
_DROPPED = re.compile(r"[\W_]+")


def heard(layout: Layout, reading: SourcePage) -> list[str]:
    """Return the words of the reading that stand on each line of the layout, left to right, with blanks between."""
    boxes = [_inclined(line.outline) for line in layout.lines]
    on: list[list[tuple[float, str]]] = [[] for _ in boxes]
    for text, box in _words(reading, reading.scale_to((layout.width, layout.height))):
        at = _line_of(box, boxes)
        if at is not None:
            on[at].append((box[0], text))
    return [" ".join(text for _, text in sorted(words)) for words in on]


def bare(text: str) -> str:
    """Return the letters and digits of a text, without accents, in small letters: what readings are compared on."""
    return _DROPPED.sub("", unicodedata.normalize("NFKD", text).casefold())


def agreement(texts: Sequence[str], words: Sequence[str]) -> Floats:
    """Return what the words read on each line (columns) say for each text standing there, 0 where they say nothing."""
    ours, theirs = [bare(text) for text in texts], [bare(text) for text in words]
    like = process.cdist(ours, theirs, scorer=fuzz.ratio, dtype=numpy.float32) / 100
    long = numpy.array([len(text) for text in ours], numpy.float32)[:, None]
    read = numpy.array([len(text) for text in theirs], numpy.float32)[None, :]
    worth = _WORTH * (like - _ZERO) * numpy.minimum(1.0, _SHORT + long / _PER_LETTER)
    against = (long >= _LONG) & (read >= _LONG) & (like < _UNLIKE)
    found = numpy.where(like > _LIKE, worth, numpy.where(against, _AGAINST, 0.0))
    return numpy.where((long > 0) & (read > 0), found, 0.0).astype(numpy.float32)


def _words(reading: SourcePage, scale: tuple[float, float]) -> Iterable[tuple[str, Box]]:
    across, down = scale
    for line in reading.lines():
        for word in line.words:
            if word.box is not None and line.text[word.start : word.end].strip():
                left, top, right, bottom = word.box
                yield line.text[word.start : word.end], (left * across, top * down, right * across, bottom * down)


def _inclined(outline: Sequence[tuple[float, float]]) -> NDArray[numpy.float64]:
    return numpy.array(outline, numpy.float64).reshape(-1, 2)


def _line_of(box: Box, outlines: Sequence[NDArray[numpy.float64]]) -> int | None:
    """Return the line that holds the middle of a word and enough of its width; of several, the best centred."""
    best: tuple[float, int] | None = None
    left, top, right, bottom = box
    across, down = (left + right) / 2, (top + bottom) / 2
    for at, points in enumerate(outlines):
        if len(points) < 3:
            continue
        shared = min(right, points[:, 0].max()) - max(left, points[:, 0].min())
        if shared <= _INSIDE * (right - left):
            continue
        upper, lower = _span(points, across)
        slack = _SLACK * (lower - upper)
        if upper - slack <= down <= lower + slack:
            off = abs(down - (upper + lower) / 2)
            best = min(best, (off, at)) if best is not None else (off, at)
    return None if best is None else best[1]


def _span(points: NDArray[numpy.float64], across: float) -> tuple[float, float]:
    """Return the upper and lower end of an outline at ``across``; of its whole height where it does not reach."""
    nexts = numpy.roll(points, -1, axis=0)
    reach = (points[:, 0] - across) * (nexts[:, 0] - across) <= 0
    reach &= points[:, 0] != nexts[:, 0]
    if not reach.any():
        return float(points[:, 1].min()), float(points[:, 1].max())
    a, b = points[reach], nexts[reach]
    downs = a[:, 1] + (across - a[:, 0]) / (b[:, 0] - a[:, 0]) * (b[:, 1] - a[:, 1])
    return float(downs.min()), float(downs.max())
