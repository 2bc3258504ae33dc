"""The parts of text that are to find one place each: lines, and what pins leave of them.

A line of text is one part, unless an archivist pinned a piece of it: then the piece and what stands before and after it
are parts of their own. White space at the ends of a part belongs to none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from editor.assist.linking.values import Pin, TextLine


@dataclass(frozen=True, slots=True)
class Unit:
    """Part of a line of text; ``pinned`` is the line of the layout a pin puts it on, None where none does."""

    line: int
    start: int
    end: int
    text: str
    block: int
    pinned: int | None = None


def units(texts: Sequence[TextLine], pins: Sequence[Pin], lines: int) -> list[Unit]:
    """Return the parts of all texts in their order; a pin beyond the text or the ``lines`` of the layout is none.

    Of pins that overlap the first in the line counts.
    """
    by_line: dict[int, list[Pin]] = {}
    for pin in sorted(pins, key=lambda p: (p.start, p.end)):
        if pin.page == 0 and 0 <= pin.at < lines:
            by_line.setdefault(pin.line, []).append(pin)
    return [unit for text in texts for unit in _of(text, by_line.get(text.id, []))]


def _of(text: TextLine, pins: Sequence[Pin]) -> list[Unit]:
    found: list[Unit | None] = []
    done = 0
    for pin in pins:
        start, end = max(pin.start, 0), min(pin.end, len(text.text))
        piece = _piece(text, start, end, pin.at)
        if start < done or piece is None:
            continue
        found += _piece(text, done, start), piece
        done = end
    found.append(_piece(text, done, len(text.text)))
    return [unit for unit in found if unit is not None]


def _piece(text: TextLine, start: int, end: int, pinned: int | None = None) -> Unit | None:
    piece = text.text[start:end]
    start, end = start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip())
    return Unit(text.id, start, end, text.text[start:end], text.block, pinned) if start < end else None
