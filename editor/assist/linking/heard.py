"""What an engine or a file read on each line of a layout, and how far that is to be believed.

Which words stand on a line is told by `seen`; how the reading was cut into lines counts for nothing.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

import numpy
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from editor.assist.linking.seen import words_on
from editor.model.found import Layout
from editor.model.source import SourcePage

Floats = NDArray[numpy.float32]

_LIKE, _ZERO, _WORTH = 0.5, 0.42, 9.0
_LONG, _UNLIKE, _AGAINST = 10, 0.35, -2.5
_SHORT, _PER_LETTER = 0.35, 12.0
_DROPPED = re.compile(r"[\W_]+")


def heard(layout: Layout, reading: SourcePage) -> list[str]:
    """Return the words of the reading that stand on each line of the layout, run together."""
    return ["".join(word.key for word in words) for words in words_on(layout, reading)]


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
