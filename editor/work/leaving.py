"""A page of the project as the neutral value that layout files are written from: the way back of ``arriving``.

What only the reading knows (boxes of words, rival readings, what a format says beyond our model) goes out again with
the lines that still say what was read; a corrected line leaves it behind.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

from editor.model.annotation import Annotation, PageTarget, RegionTarget, SpanTarget
from editor.model.page import LINK, Line, PageContent, Region, Share
from editor.model.source import SourceLine, SourcePage, SourceRegion, SourceTag, SourceWord
from editor.store import readers
from editor.store.project import Project
from editor.work.arriving import FIELDS, RAW, TARGET

_NAME: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]{0,200}")


def leave(project: Project, content: PageContent, *, image: str) -> SourcePage:
    """Return a page of the project with all that is on it.

    Args:
        project: Where its readings are.
        content: The page.
        image: How the file that is written names the image.
    """
    wanted = {line.share.reading for _, line in content.lines() if line.share is not None}
    kept = [number for number, _ in readers.readings(project, content.page.id)]
    chosen = [number for number in kept if number in wanted] or kept[:1]
    return left(content, image, {number: readers.reading(project, number) for number in chosen}, _Elsewhere(project))


class _Elsewhere:
    """The names of regions on other pages, asked for one by one."""

    def __init__(self, project: Project) -> None:
        self._project = project

    def get(self, region: int) -> str:
        """Return the name a region has in its own page's file, "" where there is no such region."""
        page = readers.page_of(self._project, region)
        if page is None:
            return ""
        return _names(readers.content(self._project, page)).get(region, "")


def left(
    content: PageContent, image: str, readings: Mapping[int, SourcePage], elsewhere: _Elsewhere | None = None
) -> SourcePage:
    """Return a page as ``leave`` does, from values alone.

    Args:
        content: The page.
        image: How the file that is written names the image.
        readings: The readings its lines come from, by id; the first one tells what is said of the whole page.
        elsewhere: Tells the names of regions on other pages.
    """
    return _Leaving(content, readings, elsewhere).page(image)


def _names(content: PageContent) -> dict[int, str]:
    """Return a name for every region and line: the one it came with, where that is good and no other has it."""
    taken: set[str] = set()
    names: dict[int, str] = {}
    later: list[tuple[int, str]] = []
    for region in content.regions:
        for thing, letter, ident in (
            (region.id, "r", region.attributes.get("source-id", "")),
            *((line.id, "l", line.attributes.get("source-id", "")) for line in region.lines),
        ):
            if _NAME.fullmatch(ident) and ident not in taken:
                names[thing] = ident
                taken.add(ident)
            else:
                later.append((thing, f"{letter}{thing}"))
    for thing, name in later:
        while name in taken:
            name += "_"
        names[thing] = name
        taken.add(name)
    return names


class _Leaving:
    """One page on its way out."""

    def __init__(self, content: PageContent, readings: Mapping[int, SourcePage], elsewhere: _Elsewhere | None) -> None:
        self._content = content
        self._names = _names(content)
        self._elsewhere = elsewhere
        self._first = next(iter(readings.values()), SourcePage())
        self._read = {number: (page, page.lines()) for number, page in readings.items()}
        self._on: dict[int, list[SourceTag]] = {}
        for annotation in content.annotations:
            self._spread(annotation)

    def _spread(self, annotation: Annotation) -> None:
        key = f"a{annotation.id}" if len(annotation.targets) > 1 else ""
        for target in annotation.targets:
            tag = SourceTag(annotation.tag, 0, 0, dict(annotation.attributes), key)
            if isinstance(target, SpanTarget):
                self._on.setdefault(target.line, []).append(replace(tag, start=target.start, end=target.end))
            elif isinstance(target, RegionTarget):
                self._on.setdefault(target.region, []).append(tag)
            elif isinstance(target, PageTarget):
                self._on.setdefault(target.page, []).append(tag)

    def page(self, image: str) -> SourcePage:
        """Return the page."""
        page = self._content.page
        regions: list[SourceRegion] = []
        number = 0
        for region in self._content.regions:
            regions.append(self._region(region, number))
            number += len(region.lines)
        return SourcePage(
            image=image,
            width=page.width or self._first.width,
            height=page.height or self._first.height,
            regions=tuple(regions),
            label=page.label,
            ident=self._first.ident,
            language=self._first.language,
            attributes=self._first.attributes,
            tags=tuple(self._on.get(page.id, ())),
        )

    def _region(self, region: Region, number: int) -> SourceRegion:
        return SourceRegion(
            kind=region.kind,
            outline=region.outline,
            lines=tuple(self._line(line, number + place) for place, line in enumerate(region.lines)),
            ident=self._names[region.id],
            native=region.attributes.get("native-kind", ""),
            hand=region.hand,
            tags=tuple(self._on.get(region.id, ())),
            attributes=self._named(_without_fields(region.attributes)),
            continues=self._continued(region.continues),
        )

    def _named(self, attributes: Mapping[str, str]) -> Mapping[str, str]:
        """Return attributes that name a thing of this page by its name in the file instead of its id."""
        told = attributes.get(TARGET, "")
        if not told:
            return attributes
        name = self._names.get(int(told)) if told.isdecimal() else None
        rest = {key: value for key, value in attributes.items() if key != TARGET}
        return {**rest, TARGET: name} if name else rest

    def _continued(self, region: int | None) -> str:
        if region is None:
            return ""
        if region in self._names:
            return self._names[region]
        return self._elsewhere.get(region) if self._elsewhere is not None else f"r{region}"

    def _line(self, line: Line, number: int) -> SourceLine:
        made = SourceLine(
            text=line.text,
            number=number,
            outline=line.outline,
            baseline=line.baseline,
            ident=self._names[line.id],
            attributes=_without_fields(line.attributes),
            tags=tuple(self._on.get(line.id, ())),
            verified=line.verified,
        )
        if line.text != line.ocr_text:
            return made
        words = tuple(SourceWord(w.start, w.end, None, w.confidence) for w in line.share.words) if line.share else ()
        made = replace(made, confidence=line.confidence, words=words)
        found = self._as_read(line.share)
        if found is None or found[1].text != line.text:
            return made
        page, source = found
        raw = {name: value for name, value in source.attributes.items() if RAW in name}
        return replace(
            made,
            words=tuple(self._placed(page, source.words)),
            confidence=source.confidence,
            alternatives=source.alternatives,
            attributes={**made.attributes, **raw},
        )

    def _as_read(self, share: Share | None) -> tuple[SourcePage, SourceLine] | None:
        """Return the line of a reading that a line is all of, with its page."""
        if share is None or len(share.pieces) != 1 or share.reading not in self._read:
            return None
        page, lines = self._read[share.reading]
        piece = share.pieces[0]
        return (page, lines[piece.line]) if piece.line < len(lines) else None

    def _placed(self, page: SourcePage, words: Iterable[SourceWord]) -> Iterable[SourceWord]:
        """Bring the boxes of words, which count in pixels of the reading's page, to those of the image."""
        ours = self._content.page
        across, down = page.scale_to((ours.width, ours.height))
        for word in words:
            box = word.box
            if box is not None and (across, down) != (1.0, 1.0):
                box = (box[0] * across, box[1] * down, box[2] * across, box[3] * down)
                word = SourceWord(word.start, word.end, box, word.confidence)
            yield word


_NOT_SAID: Final = FIELDS | {LINK}
"""How sure we were of a place is our own affair: a file carries the place."""


def _without_fields(attributes: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in attributes.items() if name not in _NOT_SAID}
