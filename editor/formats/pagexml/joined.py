"""Tags that run over several lines: which of them are one, as Transkribus says it with ``continued`` and we with a key.

Knows our values only, no element of PAGE.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from editor.formats import customs
from editor.model.source import SourceLine, SourcePage, SourceRegion, SourceTag

_CONTINUED: Final = "continued"

Rename = Callable[[SourceTag], SourceTag]


def joined(page: SourcePage) -> SourcePage:
    """Return the page with a key, counted from 1, for every annotation of several parts.

    Parts that only say ``continued`` are one where each ends with its line and the next one begins the next line, with
    the same name and attributes.
    """
    if not any(_open(tag) or tag.key for tag in _all(page)):
        return page
    chains = _chains(page)
    keys: dict[str, str] = {}

    def named(tag: SourceTag) -> SourceTag:
        chain = chains.get(id(tag))
        said = f"c{chain}" if chain is not None else "" if tag.key == customs.FINAL else tag.key and f"k{tag.key}"
        if not said:
            return replace(tag, key="")
        attributes = _without(tag.attributes) if chain is not None else tag.attributes
        return replace(tag, key=keys.setdefault(said, str(len(keys) + 1)), attributes=attributes)

    return mapped(page, named)


def mapped(page: SourcePage, change: Rename) -> SourcePage:
    """Return the page with every tag as ``change`` gives it: those of the page first, then region by region."""
    tags = tuple(map(change, page.tags))
    return replace(page, tags=tags, regions=tuple(_region(region, change) for region in page.regions))


def _region(region: SourceRegion, change: Rename) -> SourceRegion:
    tags = tuple(map(change, region.tags))
    return replace(region, tags=tags, lines=tuple(_line(line, change) for line in region.lines))


def _line(line: SourceLine, change: Rename) -> SourceLine:
    return replace(line, tags=tuple(map(change, line.tags))) if line.tags else line


def _all(page: SourcePage) -> list[SourceTag]:
    found = list(page.tags)
    for region in page.regions:
        found += region.tags
        for line in region.lines:
            found += line.tags
    return found


def _open(tag: SourceTag) -> bool:
    return not tag.key and tag.attributes.get(_CONTINUED) == "true"


def _without(attributes: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in attributes.items() if name != _CONTINUED}


def _chains(page: SourcePage) -> dict[int, int]:
    """Return a number for each tag that is part of a chain of ``continued`` ones, by the tag's identity."""
    chains: dict[int, int] = {}
    before: list[SourceTag] = []
    count = 0
    for region in page.regions:
        for line in region.lines:
            here = [tag for tag in line.tags if _open(tag)]
            for tag in here:
                if tag.start or not (first := _taken(before, tag)):
                    continue
                if id(first) not in chains:
                    chains[id(first)] = count
                    count += 1
                chains[id(tag)] = chains[id(first)]
            before = [tag for tag in here if tag.end == len(line.text)]
    return chains


def _taken(before: list[SourceTag], tag: SourceTag) -> SourceTag | None:
    """Take the one out of ``before`` that ``tag`` goes on, or None."""
    for place, other in enumerate(before):
        if (other.tag, other.attributes) == (tag.tag, tag.attributes):
            return before.pop(place)
    return None


def unjoined(page: SourcePage) -> SourcePage:
    """Return the page with ``continued`` instead of keys, as other programs say it."""

    def said(tag: SourceTag) -> SourceTag:
        return replace(tag, key="", attributes={**tag.attributes, _CONTINUED: "true"}) if tag.key else tag

    return mapped(page, said)
