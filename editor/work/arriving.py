"""A page as a source gave it, turned into edits: its reading kept whole, its regions, lines and tags added."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from editor.model import edit as e
from editor.model.codec import canonical
from editor.model.geometry import Polygon, polygon
from editor.model.page import Piece, Share, Word
from editor.model.share import confidence_of
from editor.model.source import Source, SourceLine, SourcePage, SourceRegion, SourceTag

_TOLERANCE = 0.001


class Arrival:
    """One page of a source on its way into a project.

    Coordinates are brought to the image's pixels where the source counted in others; the reading keeps its own.
    """

    def __init__(self, page: SourcePage, source: Source, file: Path | None, size: tuple[int, int]) -> None:
        """Take a page, the source and file it is from, and the upright size of its image, (0, 0) where unknown."""
        self._page = page
        self._source = source
        self._file = file
        self._scale = _scale(page, size)
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
            for region in self._page.regions:
                out += self._region(region, new_id, page, reading)
        return out

    def _origin(self) -> dict[str, str]:
        values = {
            "file": self._file.name if self._file is not None else self._source.file,
            "format": self._source.format,
            "version": self._source.version,
            "producer": self._source.producer,
            "when": datetime.now(UTC).isoformat(timespec="seconds"),
        }
        return {key: value for key, value in values.items() if value}

    def _region(self, region: SourceRegion, new_id: Callable[[], int], page: int, reading: int) -> list[e.Edit]:
        region_id = new_id()
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
        share = Share(reading, (Piece(self._numbers[id(line)], 0, len(line.text)),), words)
        attributes = dict(line.attributes)
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
        return [add, *(self._tag(tag, line, line_id) for tag in line.tags)]

    def _tag(self, tag: SourceTag, line: SourceLine, line_id: int) -> e.TagSpan:
        end = min(max(tag.end, 0), len(line.text))
        return e.TagSpan(line_id, min(max(tag.start, 0), end), end, tag.tag, dict(tag.attributes))

    def _shape(self, outline: Polygon) -> Polygon:
        if self._scale == (1.0, 1.0):
            return outline
        return polygon((x * self._scale[0], y * self._scale[1]) for x, y in outline)


def _scale(page: SourcePage, size: tuple[int, int]) -> tuple[float, float]:
    if not all((page.width > 0, page.height > 0, *size)):
        return 1.0, 1.0
    scale = size[0] / page.width, size[1] / page.height
    return (1.0, 1.0) if all(abs(factor - 1) < _TOLERANCE for factor in scale) else scale
