"""A page as a source gave it, turned into edits: its reading kept whole, its regions, lines and tags added."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from editor.model import edit as e
from editor.model.codec import canonical
from editor.model.geometry import Polygon, scaled
from editor.model.page import Piece, Share, Word
from editor.model.share import confidence_of
from editor.model.source import Source, SourceLine, SourcePage, SourceRegion, SourceTag

FIELDS: Final = frozenset({"source-id", "native-kind"})
"""Attributes that a region or line of the project has for what a source keeps in fields of its own."""

TARGET: Final = "target"
"""The attribute of a region that says which line or region of its page it belongs to, as a note in the margin does."""

RAW: Final = ":raw"
"""In the name of an attribute that is left in the reading and not put on the line: bulky detail of what was read."""


class Arrival:
    """One page of a source on its way into a project.

    Coordinates are brought to the image's pixels where the source counted in others; the reading keeps its own.
    """

    def __init__(
        self,
        page: SourcePage,
        source: Source,
        file: Path | None,
        size: tuple[int, int],
        regions: dict[str, int] | None = None,
    ) -> None:
        """Take a page, the source and file it is from, and the upright size of its image, (0, 0) where unknown.

        ``regions`` are those that came before it in this import by their names in the source; its own are added.
        """
        self._page = page
        self._before = regions if regions is not None else {}
        self._here: dict[str, int] = {}
        self._lines: dict[str, int] = {}
        self._keyed: dict[str, list[e.TagSpan]] = {}
        self._source = source
        self._file = file
        self._scale = page.scale_to(size)
        self.messages: list[str] = []
        if self._scale != (1.0, 1.0):
            name = file.name if file is not None else source.file
            self.messages.append(
                f"{name} counts in a page of {page.width} x {page.height}, the image has {size[0]} x {size[1]}: "
                "the outlines were scaled to the image."
            )
        self._numbers = {id(line): index for index, line in enumerate(page.lines())}

    def edits(self, new_id: Callable[[], int], page: int, *, content: bool) -> list[e.Edit]:
        """Return the edits that keep the reading on ``page`` and, with ``content``, add what is on it."""
        reading = new_id()
        out: list[e.Edit] = [e.AddReading(page, self._origin(), canonical(self._page), reading)]
        if content:
            numbers = [new_id() for _ in self._page.regions]
            for number, region in zip(numbers, self._page.regions, strict=True):
                self._here.setdefault(region.ident, number)
                out += self._region(region, number, new_id, page, reading)
            out += self._continuing(numbers)
            out += map(_together, self._keyed.values())
            out += self._belonging(numbers)
            out += (_on_page(tag, page) for tag in self._page.tags)
            self._before.update(self._here)
        return out

    def _belonging(self, numbers: list[int]) -> Iterator[e.Edit]:
        """Yield what tells regions the ids of those they say they belong to by their names in the source."""
        for here, region in zip(numbers, self._page.regions, strict=True):
            if told := region.attributes.get(TARGET, ""):
                of = self._here.get(told) or self._lines.get(told)
                yield e.SetRegionAttributes(here, {TARGET: str(of) if of is not None else ""})

    def _continuing(self, numbers: list[int]) -> Iterator[e.Edit]:
        """Yield what ties regions to those they continue: on this page, else on the last one before it."""
        for here, region in zip(numbers, self._page.regions, strict=True):
            if not region.continues:
                continue
            of = self._here.get(region.continues) or self._before.get(region.continues)
            if of is not None and of != here:
                yield e.SetRegionContinues(here, of)

    def _origin(self) -> dict[str, str]:
        values = {
            "file": self._file.name if self._file is not None else self._source.file,
            "format": self._source.format,
            "version": self._source.version,
            "producer": self._source.producer,
            "when": datetime.now(UTC).isoformat(timespec="seconds"),
        }
        return {key: value for key, value in values.items() if value}

    def _region(
        self, region: SourceRegion, region_id: int, new_id: Callable[[], int], page: int, reading: int
    ) -> list[e.Edit]:
        attributes = dict(region.attributes)
        for name, value in (("source-id", region.ident), ("native-kind", region.native)):
            if value:
                attributes.setdefault(name, value)
        outline = self._shape(region.outline)
        out: list[e.Edit] = [
            e.AddRegion(page, region.kind, outline, hand=region.hand, attributes=attributes, id=region_id)
        ]
        out += [e.TagRegion(region_id, tag.tag, dict(tag.attributes)) for tag in region.tags]
        for line in region.lines:
            out += self._line(line, new_id(), region_id, reading)
        return out

    def _line(self, line: SourceLine, line_id: int, region: int, reading: int) -> list[e.Edit]:
        words = tuple(Word(w.start, w.end, w.confidence) for w in line.words if w.confidence is not None)
        self._lines.setdefault(line.ident, line_id)
        share = Share(reading, (Piece(self._numbers[id(line)], 0, len(line.text)),), words)
        attributes = {name: value for name, value in line.attributes.items() if RAW not in name}
        if line.ident:
            attributes.setdefault("source-id", line.ident)
        add = e.AddLine(
            region,
            line.text,
            self._shape(line.outline),
            self._shape(line.baseline),
            ocr_text=line.text,
            confidence=line.confidence if line.confidence is not None else confidence_of(share, None),
            share=share,
            attributes=attributes,
            id=line_id,
        )
        out: list[e.Edit] = [add, e.SetLineVerified(line_id)] if line.verified else [add]
        for tag in line.tags:
            made = self._tag(tag, line, line_id)
            if tag.key:
                self._keyed.setdefault(tag.key, []).append(made)
            else:
                out.append(made)
        return out

    def _tag(self, tag: SourceTag, line: SourceLine, line_id: int) -> e.TagSpan:
        end = min(max(tag.end, 0), len(line.text))
        return e.TagSpan(line_id, min(max(tag.start, 0), end), end, tag.tag, dict(tag.attributes))

    def _shape(self, outline: Polygon) -> Polygon:
        return scaled(outline, self._scale)


def _on_page(tag: SourceTag, page: int) -> e.AddNote | e.TagSpans:
    """Return what puts a note on a page, or a tag that lost its place into its tray."""
    if tag.quote is not None:
        return e.TagSpans((), tag.tag, tag.attributes, page, tag.quote)
    return e.AddNote(e.NoteTarget(page), tag.attributes.get("text", ""))


def _together(tags: list[e.TagSpan]) -> e.TagSpan | e.TagSpans:
    """Return one tag for the spans of several lines."""
    if len(tags) == 1:
        return tags[0]
    return e.TagSpans(tuple((tag.line, tag.start, tag.end) for tag in tags), tags[0].tag, tags[0].attributes)
