"""What of a page hOCR can say: the page as it comes back from being written and read.

Everything that is lost or put otherwise on the way is done here and nowhere else; the manual's table says the same.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from editor.formats import canon, coordinates, kinds
from editor.formats.about import About
from editor.formats.flow import Table
from editor.formats.hocr import boxes, kept, own
from editor.formats.hocr.classes import REGIONS
from editor.formats.notes import Notes
from editor.model.geometry import Polygon, polygon
from editor.model.source import SourceLine, SourcePage, SourceRegion, SourceTag, SourceWord

LANGUAGE: Final = re.compile(r"[A-Za-z]{1,8}([-_][A-Za-z0-9]{1,8})*")
_OTHERS: Final = ("page:", "alto:")
_PLAIN: Final = re.compile(r"\d{1,3}(\.\d{1,3})?")
_NAME: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]{0,200}")


def sayable(page: SourcePage, about: About | None = None, *, first: int = 0) -> SourcePage:
    """Return ``page`` with what hOCR cannot say left out.

    That is: attributes of other formats; fractions of a pixel and negative sides of words' boxes, and words in words;
    outlines of fewer than three points and baselines of fewer than two; more than three places of a pixel, more than
    four of a confidence; the source's own name of a kind that is no class of that kind; the number of a line in
    another file, ``first`` being that of the first one here.
    """
    table = Table(about.tagset if about is not None else None)
    known = page.width > 0 and page.height > 0
    regions = []
    number = first
    taken: set[str] = {page.ident, *(r.ident for r in page.regions), *(ln.ident for ln in page.lines())}
    for region in page.regions:
        regions.append(_region(region, table, number, taken))
        number += len(region.lines)
    return replace(
        page,
        image=canon.value(page.image),
        width=page.width if known else 0,
        height=page.height if known else 0,
        regions=tuple(regions),
        label=canon.value(page.label),
        ident=own.clean(page.ident),
        language=own.clean(page.language),
        attributes=_page_attributes(page.attributes),
        tags=tuple(_tag(tag, 0) for tag in page.tags),
    )


def grouped(regions: Sequence[SourceRegion]) -> Iterator[tuple[str, list[SourceRegion]]]:
    """Yield the regions in their order, those together that follow one another in one area, with its id or "".

    An area that comes again, or is called as a region or line is, cannot be written as one.
    """
    used = {region.ident for region in regions} | {line.ident for region in regions for line in region.lines}
    going, found = "", list[SourceRegion]()
    for region in regions:
        parent = region.attributes.get("parent", "")
        if found and parent != going:
            yield going, found
            going, found = "", []
        if not found:
            going = parent if _NAME.fullmatch(parent) and parent not in used else ""
            used.add(going)
        found.append(region)
        if not going:
            yield "", found
            found = []
    if found:
        yield going, found


def native_turn(attributes: Mapping[str, str]) -> str:
    """Return the property ``textangle`` that says exactly the rotation among ``attributes``, or ""."""
    value = attributes.get("rotation", "")
    if not _PLAIN.fullmatch(value):
        return ""
    angle = boxes.figure(-float(value) % 360)
    return f"textangle {angle}" if coordinates.rotation(angle, clockwise=False) == {"rotation": value} else ""


def _page_attributes(attributes: Mapping[str, str]) -> dict[str, str]:
    """Return the attributes of a page; its unit and the resolution guessed from it are done with."""
    found = _attributes(attributes, "page")
    if "unit" in found:
        del found["unit"]
        found.pop("dpi", None)
    return found


def _attributes(attributes: Mapping[str, str], group: str, confidence: float | None = None) -> dict[str, str]:
    found = {
        own.clean(name): own.clean(value)
        for name, value in attributes.items()
        if name and not name.startswith((*_OTHERS, kept.PREFIX))
    }
    return found | kept.fitting(attributes, group, confidence)


def _region(region: SourceRegion, table: Table, number: int, taken: set[str]) -> SourceRegion:
    return replace(
        region,
        kind=own.clean(region.kind),
        outline=_path(region.outline, 3),
        lines=tuple(_line(line, number + place, taken) for place, line in enumerate(region.lines)),
        ident=own.clean(region.ident),
        native=_class(region, table),
        hand=own.clean(region.hand) if region.hand is not None else None,
        tags=tuple(_tag(tag, 0) for tag in region.tags),
        attributes=_attributes(region.attributes, "region"),
        continues=own.clean(region.continues),
    )


def _class(region: SourceRegion, table: Table) -> str:
    """Return the class of a region: the one it came with if that still says its kind, else that of its kind."""
    if region.native in REGIONS and kinds.of_hocr((region.native,)) == region.kind:
        return region.native
    said = table.kind_form(region.kind, "hocr")
    return said if said in REGIONS else "ocr_par" if table.role(region.kind) == "body" else "ocr_textfloat"


def _line(line: SourceLine, number: int, taken: set[str]) -> SourceLine:
    text = canon.line(line.text, Notes(""), "")
    words = _words(line.words, len(text))
    attributes = _attributes(line.attributes, "line", _share(line.confidence))
    attributes.pop(kept.WORDS, None)
    details = kept.details(line.attributes, words, taken)
    taken.update(detail["id"] for detail in details.values() if "id" in detail)
    if said := kept.said(words, details):
        attributes[kept.WORDS] = said
    return replace(
        line,
        text=text,
        number=number,
        outline=_path(line.outline, 3),
        baseline=_path(line.baseline, 2),
        confidence=_share(line.confidence),
        words=words,
        tags=tuple(_tag(tag, len(text)) for tag in line.tags),
        ident=own.clean(line.ident),
        attributes=attributes,
        alternatives=tuple(canon.value(reading) for reading in line.alternatives),
    )


def _words(words: Sequence[SourceWord], length: int) -> tuple[SourceWord, ...]:
    found: list[SourceWord] = []
    for word in sorted(words, key=lambda word: (word.start, word.end)):
        after = found[-1].end if found else 0
        if after <= word.start < word.end <= length:
            found.append(SourceWord(word.start, word.end, boxes.usable(word.box), _share(word.confidence)))
    return tuple(found)


def _tag(tag: SourceTag, length: int) -> SourceTag:
    start = min(max(tag.start, 0), length)
    attributes = {own.clean(name): own.clean(value) for name, value in tag.attributes.items() if name}
    return SourceTag(own.clean(tag.tag), start, min(max(tag.end, start), length), attributes, own.clean(tag.key))


def _path(path: Polygon, least: int) -> Polygon:
    fits = all(math.isfinite(value) and abs(value) < 10_000_000 for point in path for value in point)
    return polygon(path) if fits and len(path) >= least else ()


def _share(value: float | None) -> float | None:
    return round(value, 4) if value is not None and 0 <= value <= 1 else None
