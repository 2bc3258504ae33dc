"""What of a page ALTO can say: the page as it comes back from being written and read.

Everything that is lost or put otherwise on the way is done here and nowhere else; the manual's table says the same.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from editor.formats import canon
from editor.formats.about import About
from editor.formats.alto import detail, kept, own, strings
from editor.formats.alto.detail import Kept
from editor.formats.alto.plan import Plan, is_said
from editor.formats.notes import Notes
from editor.model.geometry import Box, Polygon, polygon
from editor.model.source import SourceLine, SourcePage, SourceRegion, SourceTag, SourceWord

_FARTHEST: Final = 9_999_999
"""Places beyond it are no places on a page."""


def sayable(page: SourcePage, about: About | None = None) -> SourcePage:
    """Return ``page`` with what ALTO cannot say left out.

    That is: attributes of other formats; words in words; outlines of fewer than
    three points and baselines of fewer than two; more than three places of a pixel, more than four of a confidence;
    the source's own name of a kind that is no label of that kind; the order of tags that begin at different words;
    ids that are none or are used twice; the number of a line in another file.
    """
    tagset = about.tagset if about is not None else None
    sized = page.width > 0 and page.height > 0
    known = replace(
        page,
        width=page.width if sized else 0,
        height=page.height if sized else 0,
        regions=tuple(_region(region) for region in page.regions),
    )
    plan = detail.plan(known, tagset)
    kept_ = Kept(known, plan.kept)
    return replace(
        known,
        image=canon.value(page.image).strip(),
        regions=_named(known, plan, kept_),
        label=canon.value(page.label),
        ident=plan.ident,
        language=own.clean(page.language),
        attributes=_page_attributes(page.attributes, kept_) | kept_.holding(plan),
        tags=tuple(_whole_tag(tag) for tag in page.tags),
    )


def _page_attributes(attributes: Mapping[str, str], found: Kept) -> dict[str, str]:
    """Return the attributes of a page; its unit and the resolution guessed from it are done with."""
    said = _attributes(attributes) | _kept("Page", "Page", attributes, found)
    for key, elements in (
        (kept.STYLES, found.styles),
        (kept.PROCESSING, found.steps),
        (kept.IDENTIFIERS, kept.identifiers(attributes)),
    ):
        if elements:
            said[key] = kept.fragment(elements)
    if "unit" in said:
        del said["unit"]
        said.pop("dpi", None)
    return said


def _kept(group: str, element: str, attributes: Mapping[str, str], found: Kept) -> dict[str, str]:
    fitting = kept.fitting(group, element, attributes, found.known)
    return {kept.PREFIX + name: value for name, value in fitting.items()}


def _attributes(attributes: Mapping[str, str]) -> dict[str, str]:
    return {own.clean(name): own.clean(value) for name, value in attributes.items() if name and is_said(name)}


def _region(region: SourceRegion) -> SourceRegion:
    return replace(
        region,
        kind=own.clean(region.kind),
        outline=_path(region.outline, 3),
        lines=tuple(_line(line) for line in region.lines),
        native=canon.value(region.native),
        hand=canon.value(region.hand).strip() if region.hand is not None else None,
        tags=tuple(_whole_tag(tag) for tag in region.tags),
        continues=own.clean(region.continues),
    )


def _line(line: SourceLine) -> SourceLine:
    text = canon.line(line.text, Notes(""), "")
    words = tuple(_word(word) for word in line.words)
    tags = tuple(_tag(strings.bounded(tag, len(text))) for tag in line.tags)
    return replace(
        line,
        text=text,
        outline=_path(line.outline, 3),
        baseline=_path(line.baseline, 2),
        confidence=_share(line.confidence),
        words=tuple(strings.usable(replace(line, text=text, words=words))),
        tags=tags,
        alternatives=tuple(dict.fromkeys(canon.value(reading) for reading in line.alternatives)),
    )


def _named(page: SourcePage, plan: Plan, found: Kept) -> tuple[SourceRegion, ...]:
    """Return the regions with the names, labels and numbers they get in the file."""
    numbers: dict[int, int] = {}
    number = 0
    for index in plan.in_file():
        numbers[index] = number
        number += len(page.regions[index].lines)
    return tuple(
        replace(
            region,
            ident=plan.regions[index],
            native=plan.label(region),
            lines=tuple(
                _placed(plan, found, (index, place), numbers[index] + place) for place in range(len(region.lines))
            ),
            attributes=_tied(_attributes(region.attributes), plan)
            | _kept("", plan.element(index), region.attributes, found),
            continues=plan.named(region.continues),
        )
        for index, region in enumerate(page.regions)
    )


def _tied(attributes: Mapping[str, str], plan: Plan) -> dict[str, str]:
    """Return the attributes of a region with those that name another one as that is called, if it is there."""
    found = {k: plan.named(v) if k in ("next", "parent") else v for k, v in attributes.items()}
    if found.get("next", "") not in plan.places:
        found.pop("next", None)
    return found


def _placed(plan: Plan, kept_: Kept, at: tuple[int, int], number: int) -> SourceLine:
    """Return a line as it is written: its name and number, its words and tags as its Strings have them."""
    line = plan.line(at)
    found = strings.cut(line, hyphened=plan.is_cut(*at) or kept_.is_cut(line))
    order = sorted(range(len(line.tags)), key=lambda i: found.places[i].first)
    attributes = _attributes(line.attributes) | _kept("TextLine", "TextLine", line.attributes, kept_)
    if raw := detail.said(found, kept_.of(line, found)):
        attributes[detail.RAW] = raw
    return replace(
        line,
        number=number,
        ident=plan.lines[at[0]][at[1]],
        words=tuple(part.word for part in found.parts if part.word is not None),
        tags=tuple(line.tags[i] for i in order),
        attributes=attributes,
    )


def _tag(tag: SourceTag) -> SourceTag:
    attributes = {own.clean(name): own.clean(value) for name, value in tag.attributes.items() if name}
    return SourceTag(own.clean(tag.tag), tag.start, tag.end, attributes, own.clean(tag.key))


def _whole_tag(tag: SourceTag) -> SourceTag:
    return replace(_tag(tag), start=0, end=0)


def _word(word: SourceWord) -> SourceWord:
    return SourceWord(word.start, word.end, _box(word.box), _share(word.confidence))


def _box(box: Box | None) -> Box | None:
    if box is None or len(_path((box[:2], box[2:]), 2)) != 2:
        return None
    (left, top), (right, bottom) = polygon((box[:2], box[2:]))
    return (left, top, right, bottom) if left < right and top < bottom else None


def _path(path: Polygon, least: int) -> Polygon:
    fits = all(math.isfinite(value) and abs(value) <= _FARTHEST for point in path for value in point)
    return polygon(path) if fits and len(path) >= least else ()


def _share(value: float | None) -> float | None:
    return round(value, 4) if value is not None and 0 <= value <= 1 else None
