"""Lines cut into pieces at wide gaps: what machines read as one line is often a mark beside text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from editor.assist.marks.squeeze import squeeze
from editor.assist.marks.values import MarkLine, MarkPage, Range
from editor.model.geometry import Box, union

_GAP = re.compile(r"\s{3,}|\t+|\s*(?<![^\s|])\|(?![^\s|])\s*")
_WIDE = 2.5
"""A gap this much wider than the median blank parts two pieces (by trial)."""
_LEAST_GAPS = 3
_SCRAP = re.compile(r"[\d{}|<>~=*_)\]^\\]")
_SCRAP_LETTERS = 3


@dataclass(frozen=True, slots=True)
class Piece:
    """A range of words of a line that stands by itself: ``line`` is its place among the page's lines.

    ``whole`` tells that there is nothing else in the line, ``torn`` that it was told from specks and scraps beside it.
    """

    line: int
    range: Range
    text: str
    squeezed: str
    whole: bool
    box: Box | None
    torn: bool = False


def pieces(page: MarkPage) -> list[Piece]:
    """Return the pieces of a page's lines in reading order; empty lines give none."""
    usual = _blank(page)
    return [piece for at, line in enumerate(page.lines) for piece in _of_line(at, line, usual)]


def _of_line(at: int, line: MarkLine, usual: float) -> Iterator[Piece]:
    cuts = sorted({*_gaps_in_text(line.text), *_gaps_on_scan(line, usual)})
    found = []
    start = 0
    for left, right in [*cuts, (len(line.text), len(line.text))]:
        bounds = _bare(line.text, start, left)
        if bounds is not None:
            found.append(bounds)
        start = max(start, right)
    for first, last in found:
        yield _piece(at, line, first, last, whole=len(found) == 1)


def _piece(at: int, line: MarkLine, first: int, last: int, *, whole: bool) -> Piece:
    text = line.text[first:last]
    return Piece(at, Range(line.id, first, last), text, squeeze(text), whole, _box(line, first, last))


def torn(line: MarkLine, piece: Piece, words: re.Pattern[str]) -> list[Piece]:
    """Return a piece parted from specks, figures and scraps beside one of some words at its start or end."""
    match = words.match(piece.text)
    if match is None or (match.group("before") and piece.text.endswith(".")):
        return [piece]
    scrap = match.group("before") or match.group("behind")
    if not _SCRAP.search(scrap) and sum(map(str.isalpha, scrap)) > _SCRAP_LETTERS:
        return [piece]
    cut = match.end("before") if match.group("before") else match.start("behind")
    start, end, at = piece.range.start, piece.range.end, piece.line
    halves = [_bare(line.text, first, last) for first, last in ((start, start + cut), (start + cut, end))]
    return [replace(_piece(at, line, *half, whole=False), torn=True) for half in halves if half is not None]


def _bare(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return a range without the blanks around it, None where nothing is left."""
    inside = text[start:end]
    if not inside.strip():
        return None
    return start + len(inside) - len(inside.lstrip()), end - len(inside) + len(inside.rstrip())


def _gaps_in_text(text: str) -> Iterator[tuple[int, int]]:
    if "   " in text or "|" in text or "\t" in text:
        yield from (match.span() for match in _GAP.finditer(text))


def _gaps_on_scan(line: MarkLine, usual: float) -> Iterator[tuple[int, int]]:
    """Yield the gaps between words that are wide on the scan."""
    gaps = [behind[2][0] - before[2][2] for before, behind in pairwise(line.words)]
    if not gaps:
        return
    blank = median(gaps) if len(gaps) >= _LEAST_GAPS else usual
    blank = min(blank, usual) if usual > 0 else blank
    for (before, behind), gap in zip(pairwise(line.words), gaps, strict=True):
        if blank > 0 and gap > _WIDE * blank:
            yield before[1], behind[0]


def _blank(page: MarkPage) -> float:
    """Return the median gap between the words of a page, 0 where no box says it."""
    gaps = [b[2][0] - a[2][2] for line in page.lines for a, b in pairwise(line.words) if b[2][0] > a[2][2]]
    return float(median(gaps)) if gaps else 0.0


def _box(line: MarkLine, start: int, end: int) -> Box | None:
    """Return the place of a part of a line: around its words, else in proportion."""
    if line.box is None or (start, end) == (0, len(line.text)):
        return line.box
    words = [box for first, last, box in line.words if first < end and last > start]
    if words:
        return union(words)
    left, top, right, bottom = line.box
    each = (right - left) / max(1, len(line.text))
    return left + start * each, top, left + end * each, bottom
