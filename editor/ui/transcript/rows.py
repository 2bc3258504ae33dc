"""What the transcript shows of a page, as values: a row a line, with its runs, gaps, headings and doubts.

Pure: knows neither widgets nor colours, and no sentence a person reads. Positions are code points.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from editor.model.annotation import NOTE, RegionTarget, SpanTarget
from editor.model.page import Line, PageContent, Region
from editor.model.tagset import SpanTag, TagSet
from editor.model.text import Span, splices

DOUBTFUL = 0.85
"""Below this confidence a word is worth a look."""
DUBIOUS = 0.6
"""Below this confidence a word is probably wrong."""

LOOKS: Mapping[str, str] = {
    "textStyle:strikethrough": "struck",
    "textStyle:underlined": "underlined",
    "unclear": "dotted",
    "sic": "wave",
    "supplied": "dashed",
    "del": "struck",
    "underline": "underlined",
}
"""How words with a tag look, by the way the tag is written in PAGE, or else by its name."""

_BREAKS_A_BLOCK = re.compile("[\n\r\u2029\ufdd0\ufdd1]|[\ud800-\udfff]")


Tagged = tuple[int, int, str]
"""Start, end, tag."""


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands above the first line of a region; ``ordinal`` counts regions of its kind, 0 where it does not."""

    region: int
    kind: str
    label: str
    colour: str
    ordinal: int = 0
    struck: bool = False
    tags: tuple[str, ...] = ()
    hand: str = ""
    place: str = ""
    continues: bool = False
    empty: bool = False


class Run(NamedTuple):
    """Characters that look alike: the tags on them, longest first, and how doubtful they are, 0 to 2.

    ``gap`` tells that something is left out behind the last of them.
    """

    start: int
    end: int
    tags: tuple[str, ...] = ()
    doubt: int = 0
    gap: bool = False


class Row(NamedTuple):
    """One block: a line with everything that is shown of it.

    ``line`` is None for a block that no line answers to. ``text`` is what the widget is given; where that cannot be
    the line's own text the row is ``locked``. ``headings`` stand above it: those of empty regions, then its own.
    ``gaps`` are pairs of position and tag, ``spans`` all tags as they stand on the line.
    """

    region: int | None
    line: int | None
    number: str = ""
    text: str = ""
    runs: tuple[Run, ...] = ()
    gaps: tuple[tuple[int, str], ...] = ()
    headings: tuple[Heading, ...] = ()
    verified: bool = False
    noted: bool = False
    locked: bool = False
    spans: tuple[Tagged, ...] = ()


@dataclass(frozen=True, slots=True)
class PageRows:
    """All rows of a page, at least one, and the headings of empty regions behind the last."""

    rows: tuple[Row, ...] = (Row(None, None),)
    trailing: tuple[Heading, ...] = ()

    @property
    def empty(self) -> bool:
        """Tell whether no row answers to anything on the page."""
        return self.rows[0].region is None


def showable(text: str) -> str:
    """Return ``text`` as one block can hold it: what would break the block in two is shown as U+FFFD."""
    return _BREAKS_A_BLOCK.sub("\ufffd", text)


def look_of(tag: SpanTag) -> str:
    """Return how words with a tag look besides its colour, a value of LOOKS or ""."""
    return LOOKS.get(tag.formats.get("page", "")) or LOOKS.get(tag.name, "")


def rows_of(content: PageContent, tagset: TagSet, *, doubts: bool = False, before: PageRows | None = None) -> PageRows:
    """Return the rows of a page; ``doubts`` asks for the shading of doubtful words.

    Rows of ``before``, made with the same tag set and without doubts, are used again where they still hold.
    """
    marks = _marks_of(content, tagset)
    known = {row.line: row for row in before.rows} if before is not None and not doubts else {}
    rows: list[Row] = []
    waiting: tuple[Heading, ...] = ()
    for heading, region in zip(_headings(content, tagset, marks), content.regions, strict=True):
        waiting = (*waiting, heading)
        for line in region.lines:
            on_it, noted = tuple(marks.spans.get(line.id, ())), line.id in marks.noted
            old = known.get(line.id)
            if old is not None and _holds(old, line, region, on_it, waiting, noted):
                rows.append(old)
            else:
                rows.append(_row(region, line, on_it, waiting, doubts, noted))
            waiting = ()
    return PageRows(tuple(rows) or PageRows().rows, waiting)


def _holds(
    row: Row, line: Line, region: Region, spans: tuple[Tagged, ...], headings: tuple[Heading, ...], noted: bool
) -> bool:
    return (
        row.text == line.text
        and row.spans == spans
        and row.verified == line.verified
        and row.noted == noted
        and row.region == region.id
        and row.headings == headings
        and row.number == f"{region.seq}.{line.seq}"
    )


@dataclass(slots=True)
class _Marks:
    """What the annotations of a page say: of lines, which are noted or struck through, and of regions."""

    spans: dict[int, list[Tagged]] = field(default_factory=dict)
    noted: set[int] = field(default_factory=set)
    struck: dict[int, list[Span]] = field(default_factory=dict)
    regions: dict[int, list[str]] = field(default_factory=dict)


def _marks_of(content: PageContent, tagset: TagSet) -> _Marks:
    marks = _Marks()
    looks: dict[str, str] = {}
    for annotation in content.annotations:
        name = annotation.tag
        if name not in looks:
            looks[name] = look_of(tagset.tag(name))
        for target in annotation.targets:
            if isinstance(target, SpanTarget):
                if name == NOTE:
                    marks.noted.add(target.line)
                    continue
                marks.spans.setdefault(target.line, []).append((target.start, target.end, name))
                if looks[name] == "struck":
                    marks.struck.setdefault(target.line, []).append((target.start, target.end))
            elif isinstance(target, RegionTarget) and name != NOTE:
                marks.regions.setdefault(target.region, []).append(tagset.tag(name).label)
    return marks


def _row(
    region: Region, line: Line, spans: tuple[Tagged, ...], headings: tuple[Heading, ...], doubts: bool, noted: bool
) -> Row:
    text = showable(line.text)
    gaps = tuple(sorted((start, tag) for start, end, tag in spans if start == end and start <= len(text)))
    doubted = doubtful(line) if doubts else []
    return Row(
        region.id,
        line.id,
        f"{region.seq}.{line.seq}",
        text,
        runs_of(text, spans, {at for at, _ in gaps}, doubted),
        gaps,
        headings,
        line.verified,
        noted,
        text != line.text,
        spans,
    )


def runs_of(
    text: str, spans: Sequence[Tagged], gaps: Collection[int] = (), doubts: Sequence[tuple[int, int, int]] = ()
) -> tuple[Run, ...]:
    """Return ``text`` cut into runs of one look; together they are all of it."""
    if not spans and not doubts and not gaps:
        return (Run(0, len(text)),) if text else ()
    length = len(text)
    words = sorted(
        ((max(a, 0), min(b, length), tag) for a, b, tag in spans if a < b and a < length),
        key=lambda s: (s[0] - s[1], s),
    )
    shades = [(a, min(b, length), level) for a, b, level in doubts if a < min(b, length)]
    holes = {at for at in gaps if 0 < at <= length}
    if not words and not shades and not holes:
        return (Run(0, length),) if text else ()
    if len(words) == 1 and not shades and not holes:
        return _with_one(length, *words[0])
    edges = {0, length, *holes, *(at - 1 for at in holes)}
    edges.update(at for a, b, _ in (*words, *shades) for at in (a, b))
    return tuple(
        Run(
            start,
            end,
            tuple(dict.fromkeys(tag for a, b, tag in words if a <= start and end <= b)),
            max((level for a, b, level in shades if a <= start and end <= b), default=0),
            end in holes,
        )
        for start, end in pairwise(sorted(edges))
    )


def _with_one(length: int, start: int, end: int, tag: str) -> tuple[Run, ...]:
    """Return the runs of a text with one tag on it, which most tagged lines are."""
    before = (Run(0, start),) if start else ()
    behind = (Run(end, length),) if end < length else ()
    return (*before, Run(start, end, (tag,)), *behind)


def doubtful(line: Line) -> list[tuple[int, int, int]]:
    """Return the words of a line that the machine doubted and nobody has put right: start, end, level 1 or 2."""
    if line.verified or line.ocr_text is None:
        return []
    words = line.share.words if line.share is not None else ()
    if not words:
        level = level_of(line.confidence)
        return [(0, len(line.text), level)] if level and line.text == line.ocr_text else []
    moved = _mapper(line.ocr_text, line.text)
    out = []
    for word in words:
        start, end = moved(word.start), moved(word.end)
        if level_of(word.confidence) and line.text[start:end] == line.ocr_text[word.start : word.end]:
            out.append((start, end, level_of(word.confidence)))
    return out


def level_of(confidence: float | None) -> int:
    """Return how doubtful a confidence is: 0, 1 or 2."""
    if confidence is None or confidence >= DOUBTFUL:
        return 0
    return 1 if confidence >= DUBIOUS else 2


def _mapper(old: str, new: str) -> Callable[[int], int]:
    """Return what ``editor.model.text.map_position`` says of these two, which are compared only once."""
    changes = splices(old, new)

    def moved(at: int) -> int:
        shift = 0
        for change in changes:
            if change.at + change.removed <= at:
                shift += change.growth
            elif change.at < at:
                return change.at + shift + min(at - change.at, len(change.inserted))
        return at + shift

    return moved


def headings_of(content: PageContent, tagset: TagSet) -> list[Heading]:
    """Return the heading of every region of a page, in reading order."""
    return _headings(content, tagset, _marks_of(content, tagset))


def _headings(content: PageContent, tagset: TagSet, marks: _Marks) -> list[Heading]:
    totals = Counter(region.kind for region in content.regions)
    seen: Counter[str] = Counter()
    usual = _usual_hand(content)
    out = []
    for region in content.regions:
        kind = tagset.kind(region.kind)
        seen[region.kind] += 1
        numbered = kind.role == "body" and totals[region.kind] > 1
        out.append(
            Heading(
                region.id,
                region.kind,
                kind.label,
                kind.colour,
                seen[region.kind] if numbered else 0,
                bool(region.lines) and all(_all_in(line, marks.struck) for line in region.lines),
                tuple(marks.regions.get(region.id, ())),
                hand_label(region.hand, tagset) if region.hand != usual else "",
                region.attributes.get("place", ""),
                region.continues is not None,
                not region.lines,
            )
        )
    return out


def hand_label(hand: str | None, tagset: TagSet) -> str:
    """Return what a hand is called, "" for none."""
    return next((h.label for h in tagset.hands if h.name == hand), hand or "")


def _usual_hand(content: PageContent) -> str | None:
    """Return the hand most lines are in: it need not be told at every region."""
    lines: Counter[str | None] = Counter()
    for region in content.regions:
        lines[region.hand] += len(region.lines)
    return lines.most_common(1)[0][0] if lines else None


def _all_in(line: Line, covered: Mapping[int, Sequence[Span]]) -> bool:
    spans = covered.get(line.id, ())
    return bool(spans) and all(c.isspace() or any(a <= i < b for a, b in spans) for i, c in enumerate(line.text))
