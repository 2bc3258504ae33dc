"""Pages, regions and lines of other people's TEI while they are written down, one piece of text after the other.

Knows no elements of text: it is told that a page, a region, a line, a tag begins or ends, and what text comes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from editor.formats import canon
from editor.formats.notes import Notes
from editor.formats.tei.foreign_places import Surface, Zone
from editor.formats.text import REFLOWED
from editor.model.geometry import bounds
from editor.model.source import SourceLine, SourceRegion, SourceTag, SourceWord

_PIECES = re.compile(r"[ \t\r\n]+|[^ \t\r\n]+")


@dataclass(slots=True, eq=False)
class Open:
    """A tag or the place of some words, from where it begins until it ends; ``start`` counts in the line being written.

    ``said`` are the spans it came to be, one for each line it reaches into.
    """

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    zone: Zone | None = None
    number: int = 0
    start: int | None = None
    said: list[tuple[LineDraft, int, int]] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class LineDraft:
    """A line being written."""

    number: int
    zone: Zone | None = None
    ident: str = ""
    text: str = ""
    blank: bool = False
    spans: list[tuple[Open, int, int]] = field(default_factory=list)
    attributes: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True, eq=False)
class RegionDraft:
    """A region being written; ``said`` is what the file calls it."""

    kind: str
    said: str
    ident: str = ""
    zone: Zone | None = None
    continues: RegionDraft | None = None
    hand: str | None = None
    lines: list[LineDraft] = field(default_factory=list)
    attributes: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True, eq=False)
class PageDraft:
    """A page being written."""

    surface: Surface | None = None
    image: str = ""
    label: str = ""
    ident: str = ""
    regions: list[RegionDraft] = field(default_factory=list)


def write(line: LineDraft, piece: str, tags: list[Open]) -> None:
    """Add text to ``line``: white space is one blank between words and none at the ends."""
    for part in _PIECES.findall(piece):
        if part[0] in " \t\r\n":
            line.blank = True
            continue
        if line.blank and line.text:
            line.text += " "
        line.blank = False
        for tag in tags:
            if tag.start is None:
                tag.start = len(line.text)
        line.text += part


def stand(line: LineDraft, tag: Open) -> None:
    """Put a tag without text where ``line`` has come to."""
    if line.blank and line.text:
        line.text += " "
    line.blank = False
    tag.start = len(line.text)


def settle(line: LineDraft, tag: Open) -> None:
    """Let a tag end, in this line at least, where ``line`` has come to."""
    if tag.start is not None:
        end = max(len(line.text), tag.start)
        line.spans.append((tag, tag.start, end))
        tag.said.append((line, tag.start, end))
        tag.start = None


def finished(regions: list[RegionDraft], notes: Notes) -> list[SourceRegion]:
    """Return the regions of a page as values."""
    return [_region(region, notes) for region in regions]


def _region(draft: RegionDraft, notes: Notes) -> SourceRegion:
    zone = draft.zone
    lines = tuple(_line(line, notes) for line in draft.lines)
    types = {line.attributes.get("type", "") for line in lines}
    heading = bool(lines) and draft.kind == "paragraph" and types == {"HeadingLine"}
    attributes = dict(draft.attributes) | (zone.attributes if zone is not None else {})
    if any(len(line.text) > REFLOWED and not line.outline for line in lines):
        attributes["reflowed"] = "true"
    return SourceRegion(
        kind="heading" if heading else draft.kind,
        outline=zone.outline if zone is not None else (),
        lines=lines,
        ident=draft.ident,
        native=draft.said,
        hand=draft.hand,
        attributes=attributes,
        continues=draft.continues.ident if draft.continues is not None else "",
    )


def _line(draft: LineDraft, notes: Notes) -> SourceLine:
    where = draft.ident or f"line {draft.number + 1:,}"
    zone = draft.zone
    attributes = dict(draft.attributes)
    words: list[SourceWord] = []
    tags: list[SourceTag] = []
    text = canon.line(draft.text, notes, where)
    for open_, start, end in draft.spans:
        if open_.tag:
            tags.append(SourceTag(open_.tag, start, end, open_.attributes, _key(open_)))
        elif open_.zone is not None and zone is None and (start, end) == (0, len(draft.text)):
            zone = open_.zone
        elif open_.zone is not None and start < end:
            words.append(SourceWord(start, end, bounds(open_.zone.outline) if open_.zone.outline else None))
    if zone is not None:
        attributes |= zone.attributes
        if zone.is_line and zone.said and zone.said.lower() not in ("line", "textline"):
            attributes.setdefault("type", zone.said)
    return SourceLine(
        text=text,
        number=draft.number,
        outline=zone.outline if zone is not None else (),
        baseline=zone.baseline if zone is not None else (),
        words=tuple(sorted(words, key=lambda word: word.start)),
        tags=tuple(sorted(tags, key=lambda tag: (tag.start, -tag.end))),
        ident=draft.ident or (zone.ident if zone is not None else ""),
        attributes=attributes,
    )


def _key(open_: Open) -> str:
    return f"{open_.tag}-{open_.number}" if len(open_.said) > 1 else ""


def all_lines(pages: list[PageDraft]) -> Iterator[LineDraft]:
    """Yield all lines in the order they were begun."""
    yield from sorted(
        (line for page in pages for region in page.regions for line in region.lines), key=lambda line: line.number
    )
