"""Where pieces of text stand: the lines of ink they are on, shared out among them; pure arithmetic on pixels."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from editor.assist.linking.values import Link, Pin
from editor.model.found import FoundLine, Layout
from editor.model.geometry import Box, Polygon, bounds, cut_at_x, cut_path_at_x, hull, scaled
from editor.model.page import Line
from editor.model.source import SourceLine, SourcePage, SourceRegion

_MOST = 0.5
"""A line of ink is where a line stands if so much of the smaller of the two lies in the other."""
_SAME_ROW = 0.6
"""Lines of ink stand in one row if so much of the lower of them lies beside the other."""
_CLOSES = re.compile(r"[^\w\s]+(?=\s|$)")


def at_size(page: SourcePage, size: tuple[int, int]) -> SourcePage:
    """Return a reading with its places in pixels of an image of ``size``."""
    scale = page.scale_to(size)
    if scale == (1.0, 1.0):
        return page
    regions = tuple(_scaled_region(region, scale) for region in page.regions)
    return replace(page, width=size[0], height=size[1], regions=regions)


def _scaled_region(region: SourceRegion, scale: tuple[float, float]) -> SourceRegion:
    lines = tuple(_scaled_line(line, scale) for line in region.lines)
    return replace(region, outline=scaled(region.outline, scale), lines=lines)


def _scaled_line(line: SourceLine, scale: tuple[float, float]) -> SourceLine:
    across, down = scale
    words = tuple(
        word if (box := word.box) is None else replace(word, box=_times(box, across, down)) for word in line.words
    )
    return replace(line, outline=scaled(line.outline, scale), baseline=scaled(line.baseline, scale), words=words)


def _times(box: Box, across: float, down: float) -> Box:
    return box[0] * across, box[1] * down, box[2] * across, box[3] * down


# Lines that have a place already


def fixed_pins(lines: Sequence[Line], layout: Layout) -> list[Pin]:
    """Return which lines of ink are taken by lines that have a place.

    A line that stands on several lines of ink, as a paragraph kept whole does, is shared out among them by their width.
    """
    boxes = [bounds(found.outline) for found in layout.lines]
    return [pin for line in lines for pin in _pins_of(line, boxes)]


def _pins_of(line: Line, boxes: Sequence[Box]) -> Iterator[Pin]:
    mine = bounds(line.outline or line.baseline)
    if not line.outline:
        mine = mine[0], mine[1] - 1, mine[2], mine[3] + 1
    taken = [at for at, box in enumerate(boxes) if _covers(mine, box)]
    total = sum(boxes[at][2] - boxes[at][0] for at in taken)
    start, wide = 0, 0.0
    for at in taken:
        wide += boxes[at][2] - boxes[at][0]
        end = len(line.text) if at == taken[-1] else _word_end(line.text, round(len(line.text) * wide / total))
        if end > start:
            yield Pin(line.id, start, end, at)
        start = end


def _covers(one: Box, other: Box) -> bool:
    across, down = min(one[2], other[2]) - max(one[0], other[0]), min(one[3], other[3]) - max(one[1], other[1])
    if across <= 0 or down <= 0:
        return False
    smaller = min((box[2] - box[0]) * (box[3] - box[1]) for box in (one, other))
    return across * down >= _MOST * smaller


def _word_end(text: str, near: int) -> int:
    blanks = [at for at, letter in enumerate(text) if letter == " "]
    return min(blanks, key=lambda at: abs(at - near), default=near)


# Text cut into pieces


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a line of text and the lines of ink it stands on, none where it has no place."""

    start: int
    end: int
    ats: tuple[int, ...] = ()
    confidence: float = 0.0
    pinned: bool = False


def pieces_of(text: str, links: Sequence[Link], layout: Layout) -> list[Piece]:
    """Return a line of text cut where its links part; the pieces are all of it, from its start to its end.

    Text between two links that has no letter or figure goes with its neighbours. Pieces that stand side by side in one
    block are one: a wide gap parts no line.
    """
    out: list[Piece] = []
    for link in sorted(links, key=lambda link: (link.start, link.end)):
        before = out[-1].end if out else 0
        start, end = max(link.start, before), min(link.end, len(text))
        if start >= end:
            continue
        out += _between(text, before, start, out)
        piece = Piece(out[-1].end if out else 0, end, (link.at,), link.confidence, link.reason == "pinned")
        if out and out[-1].ats and _go_together(out[-1].ats[-1], link.at, layout):
            piece = _one(out.pop(), piece)
        out.append(piece)
    if out and out[-1].end < len(text):
        out += _between(text, out[-1].end, len(text), out)
        out[-1] = replace(out[-1], end=len(text))
    return out


def _between(text: str, before: int, start: int, out: list[Piece]) -> list[Piece]:
    """Return the piece without a place between two links, if there is one; what is no word goes to the one before."""
    gap = text[before:start]
    blank = gap.rfind(" ") + 1
    if not any(letter.isalnum() for letter in gap):
        if out:
            out[-1] = replace(out[-1], end=before + (blank or len(gap)))
        return []
    closes = _CLOSES.match(gap) if out else None
    if closes is not None:
        out[-1] = replace(out[-1], end=before + closes.end())
    rest = gap[blank:]
    end = start - len(rest) if not any(letter.isalnum() for letter in rest) else start
    return [Piece(out[-1].end if out else 0, end)]


def _go_together(one: int, other: int, layout: Layout) -> bool:
    first, second = layout.lines[one], layout.lines[other]
    return one == other or (first.block == second.block and beside(first, second))


def beside(one: FoundLine, other: FoundLine) -> bool:
    """Tell whether two lines of ink stand in one row, the second behind the first."""
    (left, top, _, bottom), (next_left, next_top, _, next_bottom) = bounds(one.outline), bounds(other.outline)
    shared = min(bottom, next_bottom) - max(top, next_top)
    return next_left > left and shared > _SAME_ROW * min(bottom - top, next_bottom - next_top)


def below(one: FoundLine, other: FoundLine) -> bool:
    """Tell whether the second of two lines of ink stands below the first, in the same column."""
    (left, top, right, bottom), (next_left, next_top, next_right, next_bottom) = map(
        bounds, (one.outline, other.outline)
    )
    return (top + bottom) / 2 < (next_top + next_bottom) / 2 and min(right, next_right) > max(left, next_left)


def _one(first: Piece, second: Piece) -> Piece:
    ats = first.ats if first.ats[-1:] == second.ats else first.ats + second.ats
    confidence = min(first.confidence, second.confidence)
    return Piece(first.start, second.end, ats, confidence, first.pinned or second.pinned)


def whole(pieces: Sequence[Piece], layout: Layout) -> Piece | None:
    """Return the pieces of a paragraph as one that is not cut, None where they do not stand one below the other."""
    placed = [piece for piece in pieces if piece.ats]
    ats = [at for piece in placed for at in piece.ats]
    if any(not below(layout.lines[a], layout.lines[b]) for a, b in itertools.pairwise(ats)):
        return None
    confidence = min(piece.confidence for piece in placed)
    return Piece(pieces[0].start, pieces[-1].end, tuple(ats), confidence, any(piece.pinned for piece in placed))


# Shapes


@dataclass(frozen=True, slots=True)
class Shape:
    """The outline and the baseline of a line."""

    outline: Polygon
    baseline: Polygon


def shapes_on(found: FoundLine, texts: Sequence[str], read: str) -> list[Shape]:
    """Return what of one line of ink each text has that stands on it, shared out by their lengths.

    Args:
        found: The line of ink.
        texts: What stands on it, in the order of the text.
        read: What an engine read there, "" where it read nothing: that tells in which order they stand.
    """
    if len(texts) == 1:
        return [Shape(found.outline, found.baseline)]
    order = sorted(range(len(texts)), key=lambda n: (_start_in(read, texts[n]), n))
    left, _, right, _ = bounds(found.outline)
    total = sum(len(text) + 1 for text in texts)
    shapes: dict[int, Shape] = {}
    outline, baseline, wide = found.outline, found.baseline, 0
    for n in order[:-1]:
        wide += len(texts[n]) + 1
        x = left + (right - left) * wide / total
        first, outline = cut_at_x(outline, x)
        line, baseline = cut_path_at_x(baseline, x)
        shapes[n] = Shape(first, line)
    shapes[order[-1]] = Shape(outline, baseline)
    return [shapes[n] for n in range(len(texts))]


def _start_in(read: str, text: str) -> int:
    found = fuzz.partial_ratio_alignment(read, text, score_cutoff=50) if read else None
    return found.src_start if found is not None else 0


def joined(shapes: Sequence[Shape], *, in_a_row: bool) -> Shape:
    """Return several shapes as one; only shapes in a row have one baseline."""
    if len(shapes) == 1:
        return shapes[0]
    outline = hull(point for shape in shapes for point in shape.outline)
    return Shape(outline, tuple(point for shape in shapes for point in shape.baseline) if in_a_row else ())


def words_on(found: FoundLine, reading: SourcePage | None) -> str:
    """Return what a reading has on a line of ink, from left to right."""
    if reading is None:
        return ""
    box = bounds(found.outline)
    on = []
    for line in reading.lines():
        for word in line.words:
            if word.box is not None and _middle_in(word.box, box):
                on.append((word.box[0], line.text[word.start : word.end]))
    return " ".join(text for _, text in sorted(on))


def _middle_in(word: Box, box: Box) -> bool:
    x, y = (word[0] + word[2]) / 2, (word[1] + word[3]) / 2
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]
