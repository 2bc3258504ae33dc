"""The lines of a scan that text is looked for on: not its debris, unless something speaks for it.

Knows nothing of how text is linked; numbers of lines are given back as those of the layout they came from.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from editor.assist.linking.seen import words_on
from editor.assist.linking.values import Linking, Looks, Pin, Scan

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

_LETTERS = 2
"""Letters and digits an engine reads on debris from which on it may be text after all."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A scan with only the lines on offer, and which lines of the whole layout those are."""

    scan: Scan
    lines: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Some:
    """The looks of some of the lines of a layout."""

    looks: Looks
    lines: tuple[int, ...]

    def likeness(self, texts: Sequence[str], lines: Sequence[int]) -> NDArray[numpy.float32]:
        return self.looks.likeness(texts, [self.lines[line] for line in lines])

    def proportions(self, texts: Sequence[str]) -> NDArray[numpy.float32]:
        return self.looks.proportions(texts)

    def widths(self, texts: Sequence[str]) -> NDArray[numpy.float32]:
        return self.looks.widths(texts)

    def pitch(self) -> float:
        return self.looks.pitch()


def offered(scan: Scan, pinned: frozenset[int] = frozenset()) -> Offer:
    """Return a scan without its debris; what is pinned to or was read on stays."""
    lines = scan.layout.lines
    if not any(line.kind == "debris" for line in lines):
        return Offer(scan, tuple(range(len(lines))))
    read = words_on(scan.layout, scan.reading)
    kept = tuple(
        at
        for at, line in enumerate(lines)
        if line.kind != "debris" or at in pinned or sum(len(word.key) for word in read[at]) >= _LETTERS
    )
    new = {at: place for place, at in enumerate(kept)}
    blocks = tuple(replace(b, lines=tuple(new[at] for at in b.lines if at in new)) for b in scan.layout.blocks)
    layout = replace(scan.layout, lines=tuple(lines[at] for at in kept), blocks=blocks)
    looks = None if scan.looks is None else _Some(scan.looks, kept)
    return Offer(Scan(layout, looks, scan.reading), kept)


def offered_pins(pins: Sequence[Pin], offers: Sequence[Offer]) -> list[Pin]:
    """Return pins with the numbers their lines have among those on offer; what points nowhere goes on doing so."""
    new = [{at: place for place, at in enumerate(offer.lines)} for offer in offers]
    return [replace(pin, at=new[pin.page].get(pin.at, -1)) if 0 <= pin.page < len(new) else pin for pin in pins]


def as_filed(linking: Linking, offers: Sequence[Offer]) -> Linking:
    """Return a linking with the numbers that lines have in the whole layouts."""
    links = tuple(replace(link, at=offers[link.page].lines[link.at]) for link in linking.links)
    textless = tuple((page, offers[page].lines[at]) for page, at in linking.textless)
    return replace(linking, links=links, textless=textless)
