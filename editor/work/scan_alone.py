"""Lines of which an engine made little or nothing when it was shown the page, read again one by one, level and alone.

So are lines that are turned: what an engine makes of them on the page is chance. What it is surer of is kept. Measured
with Tesseract 5: a line takes a hundredth of the time of a page, and of the typed characters of the shared scans 1.0 %
are wrong and not 1.4 %; the boxed stamp is read.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from editor.assist.engines.values import Picture, ReadWord
from editor.model.found import FoundLine, Layout
from editor.model.geometry import bounds, rectangle
from editor.work.scan_lines import Alone, Line, PlacedWord
from editor.work.scan_picture import Sheet

ReadLines = Callable[[Sequence[Picture]], Sequence[Sequence[ReadWord]]]
"""Returns the words of each picture, which shows one level line."""

Words = Sequence[ReadWord] | Sequence[PlacedWord]

_MOST: Final = 24
"""So many lines of a page are read again at most: a tenth of the time it may take."""
_TURNED: Final = 3.0
"""By so many degrees a line must be turned against the page to be read again whatever was read on it."""
_UPRIGHT: Final = 45.0
"""From so many degrees on it may as well stand on its head."""
_WEAK: Final = 0.9
"""A line of which the engine was less sure than this, a letter in the mean, is read again."""
_WHOLE: Final = 0.8
"""So many of the letters read before must be there: a part of a line is sooner sure."""
_SURE: Final = 0.7
_SURE_OF_FEW: Final = 0.9
_FEW: Final = 2
"""As sure as this it must be of a line, and of one of so few letters: of specks and strokes it is neither."""


def alone(read_lines: ReadLines, sheet: Sheet) -> Alone | None:
    """Return what reads the lines of a sheet again, None where that would be in vain."""
    layout, cut = sheet.layout, sheet.cut
    if layout is None or cut is None or layout.cursive:
        return None

    def again(lines: Sequence[Line]) -> list[list[PlacedWord]]:
        found = [list(words) for _, words in lines]
        chosen = _chosen(lines, layout)
        tries = [(at, cut(line.outline, angle)) for at, line in chosen for angle in _angles(line, layout)]
        read = read_lines([each.picture for _, each in tries])
        for (at, each), words in zip(tries, read, strict=True):
            if _is_better(words, found[at]):
                found[at] = [PlacedWord(w.text, bounds(each.to_page(rectangle(w.box))), w.confidence) for w in words]
        return found

    return again


def _chosen(lines: Sequence[Line], layout: Layout) -> list[tuple[int, FoundLine]]:
    """Return which lines are read again, with their places among all: those first of which least is sure."""
    weak = [
        (_certainty(words), -line.regularity, at)
        for at, (line, words) in enumerate(lines)
        if line.kind != "debris" and (_certainty(words) < _WEAK or abs(_turn(line, layout)) > _TURNED)
    ]
    return [(at, lines[at][0]) for _, _, at in sorted(weak)[:_MOST]]


def _turn(line: FoundLine, layout: Layout) -> float:
    """Return by how many degrees a line is turned against the page, -180 to 180."""
    return (line.angle - layout.angle + 180) % 360 - 180


def _angles(line: FoundLine, layout: Layout) -> tuple[float, ...]:
    return (line.angle, line.angle + 180) if abs(_turn(line, layout)) > _UPRIGHT else (line.angle,)


def _is_better(words: Words, before: Words) -> bool:
    """Tell whether what was read of a line is to be kept, and rather than what was read before."""
    letters, sure = _letters(words), _certainty(words)
    if sure < (_SURE if letters > _FEW else _SURE_OF_FEW):
        return False
    return not _letters(before) or (sure > _certainty(before) and letters >= _WHOLE * _letters(before))


def _letters(words: Words) -> int:
    return sum(sign.isalnum() for word in words for sign in word.text)


def _certainty(words: Words) -> float:
    """Return how sure the engine was of a sign in the mean; 0 where it read no letter."""
    total = sum(len(word.text) for word in words)
    return sum(len(word.text) * (word.confidence or 0.0) for word in words) / total if _letters(words) else 0.0
