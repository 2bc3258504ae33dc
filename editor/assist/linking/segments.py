"""Stretches of a text as they might stand on one line of a scan each, and how well they suit every line.

Only stretches about as long as some line are drawn: drawing is what takes the time. Lengths are reckoned in letters of
one width, as typewriters set them. Knows nothing of order; see ``looked``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy
from numpy.typing import NDArray

from editor.assist.linking.seen import Place
from editor.assist.linking.values import Looks, Scan, TextLine
from editor.assist.linking.words import Word

Floats = NDArray[numpy.float32]

_SHAPE = 12.0
"""What one of likeness is worth; beyond what any text of the length has with the line, and as much again as this:"""
_ABOVE = 0.1
_USUAL = 0.6
"""Likeness of a line to texts that are not its own, where too few were compared."""
_WIDTH, _WIDE = 1.5, 0.03
_OFF, _FAR, _OFF_MOST = 0.5, 0.08, 8.0
"""What the right width gains and the wrong one loses, by the logarithm of how far it is off (by trial)."""
_TOLERANCE = 0.06
_TOLERANT = 1.5
"""A stretch is drawn if it is within this share, or so many letters, of the length of a line."""
_FULL = 0.6
"""Lines inside a paragraph are at least this share of the measure."""
_FEW, _BROKEN = 1.5, 1.5
"""One line of text of fewer measures may be a list of short lines: this it costs that one of them ends inside it."""
_JOINED = 1.5
"""What it costs to run more than two lines of text together on one line of the scan, for each."""
_SHORT = 40
"""Letters below which looks and widths prove less."""
_EDGE = 0.2
"""Letters a line is narrower than its pitch says, for the white beside the last one."""
_MOST = 2500
"""Stretches drawn for one scan; beyond it the tolerance is narrowed."""
_VOTES = 25.0
_PITCHES = (0.75, 1.3)
_KERNEL = 0.012


@dataclass(frozen=True, slots=True)
class Unit:
    """Words that follow each other: from ``first`` to before ``end``, with their texts and where letters begin.

    ``breaks`` are those after which the line of text ends: there a line of the scan may be a short one.
    """

    first: int
    end: int
    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    breaks: frozenset[int]

    def length(self, start: int, end: int) -> int:
        """Return how many letters, blanks among them, the words from ``start`` to before ``end`` take."""
        return self.ends[end - 1] - self.starts[start]

    def words(self, start: int, end: int) -> str:
        """Return those words as they are written in one line."""
        return self.text[self.starts[start] : self.ends[end - 1]]


def unit_of(texts: Sequence[TextLine], words: Sequence[Word], first: int, end: int) -> Unit:
    """Return the words from ``first`` to before ``end`` as one stretch with single blanks."""
    text, starts, ends = "", [], []
    breaks = {at - first + 1 for at in range(first, end) if at + 1 == end or words[at + 1].line != words[at].line}
    for at in range(first, end):
        word = words[at]
        joined = at > first and words[at - 1].line == word.line and words[at - 1].end == word.start
        text += "" if at == first or joined else " "
        starts.append(len(text))
        text += texts[word.line].text[word.start : word.end]
        ends.append(len(text))
    return Unit(first, end, text, tuple(starts), tuple(ends), frozenset(breaks))


class Ruler:
    """The widths of the lines of one scan, in letters, once the pitch is known."""

    def __init__(self, looks: Looks, lines: Sequence[Place]) -> None:
        self.looks = looks
        self.widths = numpy.array([_width(place) for place in lines], dtype=numpy.float32)
        self.measure = float(numpy.percentile(self.widths, 90)) if len(lines) else 0.0
        self.pitch = 0.0

    def find_pitch(self, units: Sequence[Unit], share: float) -> None:
        """Find the width of a letter: that of the typewriter, or else from stretches that begin a line.

        ``share`` is that of the text on this scan.
        """
        self.pitch = self.looks.pitch()
        if self.pitch:
            return
        letters = sum(len(unit.text) for unit in units) * share
        guess = float(self.widths.sum()) / max(letters, 1.0)
        low, high = self.measure / guess / _PITCHES[1], self.measure / guess / _PITCHES[0]
        stretches = [
            unit.words(0, end)
            for unit in units
            for end in range(1, len(unit.starts) + 1)
            if low <= unit.length(0, end) <= high or (end == len(unit.starts) and unit.length(0, end) <= high)
        ][:_MOST]
        self.pitch = guess
        if stretches:
            self._vote(stretches, guess)

    def _vote(self, stretches: Sequence[str], guess: float) -> None:
        lengths = numpy.array([len(text) - _EDGE for text in stretches], dtype=numpy.float32)
        alike = self.looks.likeness(stretches, range(len(self.widths)))
        pitches = self.widths[None, :] / lengths[:, None]
        near = (pitches > guess * _PITCHES[0]) & (pitches < guess * _PITCHES[1]) & (lengths[:, None] > 8)
        if not near.any():
            return
        logs, weights = numpy.log(pitches[near]), numpy.exp(_VOTES * alike[near]) * lengths.repeat(near.sum(axis=1))
        grid = numpy.arange(logs.min(), logs.max() + _KERNEL, _KERNEL / 4)
        density = numpy.exp(-0.5 * ((grid[:, None] - logs[None, :]) / _KERNEL) ** 2) @ weights
        self.pitch = float(numpy.exp(grid[int(density.argmax())]))

    def is_short(self, unit: Unit) -> bool:
        """Tell whether a unit is too short to be a paragraph for sure: it may be a list that was run together."""
        return len(unit.breaks) == 1 and len(unit.text) * self.pitch < _FEW * self.measure

    @property
    def letters(self) -> Floats:
        """Return how many letters stand on each line if it is filled."""
        return (self.widths / max(self.pitch, 1e-3) + _EDGE).astype(numpy.float32)


def _width(place: Place) -> float:
    wide, high = place.box[2] - place.box[0], place.box[3] - place.box[1]
    return max(wide, high)


class Segments:
    """How well stretches of units suit the lines of one scan: ``worth`` by unit, first and last word."""

    def __init__(self, ruler: Ruler, units: Sequence[Unit], inside: Sequence[range]) -> None:
        """Draw and compare what is about as long as a line; ``inside`` are the words of each unit to begin with."""
        self._rows: dict[tuple[int, int, int], int] = {}
        letters = ruler.letters
        wanted = self._wanted(units, inside, letters, ruler)
        texts = [units[unit].words(start, end) for unit, start, end in wanted]
        self._rows = {key: row for row, key in enumerate(wanted)}
        self.worth = _worth(ruler, texts, letters)
        full = ruler.widths >= _FULL * ruler.measure
        for row, (unit, start, end) in enumerate(wanted):
            if end not in units[unit].breaks:
                self.worth[row, ~full] -= _BROKEN if ruler.is_short(units[unit]) else numpy.inf
            joined = sum(start < at < end for at in units[unit].breaks)
            self.worth[row] -= _JOINED * max(joined - 1, 0)

    def of(self, unit: int, start: int, end: int) -> Floats | None:
        """Return what each line is worth for a stretch, None if it was not drawn."""
        row = self._rows.get((unit, start, end))
        return None if row is None else self.worth[row]

    def ends(self, unit: int) -> list[tuple[int, int]]:
        """Return the stretches of a unit that were drawn, by their beginnings."""
        return sorted((start, end) for number, start, end in self._rows if number == unit)

    @staticmethod
    def _wanted(
        units: Sequence[Unit], inside: Sequence[range], letters: Floats, ruler: Ruler
    ) -> list[tuple[int, int, int]]:
        full = numpy.unique(numpy.round(letters[ruler.widths >= _FULL * ruler.measure]))
        every = numpy.unique(numpy.round(letters))
        share = 1.0
        while True:
            wanted = [
                (number, start, end)
                for number, unit in enumerate(units)
                for start in inside[number]
                for end in _ends(unit, start, every if ruler.is_short(unit) else full, every, share)
            ]
            if len(wanted) <= _MOST or share < 0.2:
                return wanted[:_MOST]
            share *= 0.7


def _ends(unit: Unit, start: int, full: Floats, every: Floats, share: float) -> list[int]:
    """Return the ends of stretches from ``start`` that are about as long as a line."""
    found: list[int] = []
    longest = float(every.max()) * (1 + _TOLERANCE) + _TOLERANT if every.size else 0.0
    for end in range(start + 1, len(unit.starts) + 1):
        length = unit.length(start, end)
        if length > longest:
            break
        lines = every if end in unit.breaks else full
        if lines.size and numpy.abs(lines - length).min() <= share * max(_TOLERANCE * length, _TOLERANT):
            found.append(end)
    return found


def _worth(ruler: Ruler, texts: Sequence[str], letters: Floats) -> Floats:
    lengths = numpy.array([len(text) for text in texts], dtype=numpy.float32)
    if not len(texts) or not letters.size:
        return numpy.zeros((len(texts), letters.size), dtype=numpy.float32)
    alike = ruler.looks.likeness(texts, range(letters.size))
    off = numpy.log(lengths[:, None] / numpy.maximum(letters[None, :], 0.5))
    usual = numpy.full(letters.size, _USUAL, dtype=numpy.float32)
    for line in range(letters.size):
        rivals = alike[numpy.abs(off[:, line]) < _FAR, line]
        if rivals.size > 8:
            usual[line] = numpy.median(rivals)
    worth = _SHAPE * (alike - usual[None, :] - _ABOVE) + _WIDTH * numpy.exp(-0.5 * (off / _WIDE) ** 2)
    worth -= _OFF * numpy.minimum((off / _FAR) ** 2, _OFF_MOST)
    return (worth * numpy.minimum(1.0, 0.25 + lengths[:, None] / _SHORT)).astype(numpy.float32)


def rulers(scans: Sequence[Scan], row: Sequence[Place]) -> list[Ruler | None]:
    """Return a ruler for each scan that shows what its lines look like."""
    return [
        None if scan.looks is None else Ruler(scan.looks, [place for place in row if place.page == page])
        for page, scan in enumerate(scans)
    ]
