"""Text that is cut as the page is, linked line by line: each line of text to the line of ink it stands on.

Order is taken to be roughly right inside blocks; blocks may stand anywhere. Whatever finds no place is named.
"""

from __future__ import annotations

from collections.abc import Sequence

from editor.assist.linking.blocks import Blocks
from editor.assist.linking.certainty import confidence, evidence
from editor.assist.linking.counts import uncounted
from editor.assist.linking.heard import bare
from editor.assist.linking.pairs import Pairs, contested, pairs
from editor.assist.linking.paths import Field
from editor.assist.linking.places import places, steps
from editor.assist.linking.units import Unit, units
from editor.assist.linking.values import SURE, Link, Linking, Pin, Scan, TextLine

_LEAST = 0.45
"""Confidence below which a link is not worth showing."""
_CURSIVE_MOST = SURE - 0.1
"""Most confidence a link on joined handwriting can have: it is only ever suggested."""
_TELLING = 20
"""Letters from which on the width of a text tells its pitch; short words and handwriting are set as it comes."""
_LEFT_OVER = SURE - 0.05
"""Most confidence by neighbours alone among lines that have their place: what is left over is not sure for that."""
_LETTERLESS = SURE - 0.05
"""Most confidence of a text without a letter or a figure: a stroke looks like any stroke."""
_READ = 1.0
"""What words read must be worth for a link to rest on them."""


def link_lines(texts: Sequence[TextLine], scan: Scan, pins: Sequence[Pin] = ()) -> Linking:
    """Return which line of the scan each line of text stands on; pins are kept as they are and guide the rest.

    Every part of the text that is not white is in one link or is placeless; a line of the scan gets one text, unless
    several are pinned to it.
    """
    parts = units(texts, pins, len(scan.layout.lines))
    at = places(scan.layout)
    scores = pairs([part.text for part in parts], at, scan)
    weight = [min(1.0, len(part.text) / _TELLING) for part in parts]
    ground = Field(contested(scores.score), steps(at), scores.narrow, weight)
    blocks = [list(range(len(parts)))] if scan.layout.cursive else _blocks(parts)
    placing = Blocks(ground, at, blocks, {row: p.pinned for row, p in enumerate(parts) if p.pinned is not None}).place()
    off = abs(len(parts) - len(at)) / max(len(parts), len(at), 1)
    doubted = uncounted(ground, placing, blocks)
    trust = {row: confidence(found, row not in doubted) for row, found in evidence(ground, placing, off).items()}
    most = _CURSIVE_MOST if scan.layout.cursive else 1.0
    trust = {row: min(value, most if bare(parts[row].text) else _LETTERLESS) for row, value in trust.items()}
    links = [
        _link(part, row, placing.at[row], trust[row], scores, among=bool(pins))
        for row, part in enumerate(parts)
        if row in placing.at and (part.pinned is not None or trust[row] >= _LEAST)
    ]
    return _linking(parts, links, len(at))


def _link(part: Unit, row: int, line: int, trust: float, scores: Pairs, among: bool) -> Link:
    if part.pinned is not None:
        return Link(part.line, part.start, part.end, 0, line, 1.0, "pinned")
    reason = "read" if scores.read[row, line] >= _READ else "looks" if scores.score[row, line] > 0 else "between"
    trust = min(trust, _LEFT_OVER) if reason == "between" and among else trust
    return Link(part.line, part.start, part.end, 0, line, round(trust, 3), reason)


def _linking(parts: Sequence[Unit], links: Sequence[Link], lines: int) -> Linking:
    placed = {(link.line, link.start) for link in links}
    used = {link.at for link in links}
    return Linking(
        links=tuple(links),
        placeless=tuple((p.line, p.start, p.end) for p in parts if (p.line, p.start) not in placed),
        textless=tuple((0, line) for line in range(lines) if line not in used),
    )


def _blocks(parts: Sequence[Unit]) -> list[list[int]]:
    """Return the rows of each block, in the order of the text."""
    found: dict[int, list[int]] = {}
    for row, part in enumerate(parts):
        found.setdefault(part.block, []).append(row)
    return list(found.values())
