"""The ids of a PAGE file: every one once, those a thing came with wherever that can be."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from lxml import etree

from editor.formats.pagexml import schema
from editor.model.source import SourceLine, SourcePage, SourceRegion

Thing = SourceRegion | SourceLine

_SAID = re.compile(r"""\bid=["']([^"']*)["']""")


class Ids:
    """The ids of one page; those of regions and lines are settled first, by the identity of the value."""

    def __init__(self, page: SourcePage) -> None:
        self._taken: set[str] = set()
        self._reserved: set[str] = set()
        self._of: dict[int, str] = {}
        self._last: dict[str, int] = {}
        later: list[tuple[Thing, str]] = []
        for region in page.regions:
            things: list[tuple[Thing, str]] = [(region, "r"), *((line, "l") for line in region.lines)]
            for thing, letter in things:
                if schema.NAME.fullmatch(thing.ident) and self.claim([thing.ident]):
                    self._of[id(thing)] = thing.ident
                else:
                    later.append((thing, letter))
        self._reserve(page.attributes)
        for region in page.regions:
            self._reserve(region.attributes)
            for line in region.lines:
                self._reserve(line.attributes)
        for thing, letter in later:
            self._of[id(thing)] = self.fresh(letter)
        self._names = {region.ident for region in page.regions if self._of[id(region)] == region.ident}

    def _reserve(self, attributes: Mapping[str, str]) -> None:
        for name, value in attributes.items():
            if name.startswith("page:"):
                self._reserved.update(_SAID.findall(value) if "<" in value else (value,))

    def of(self, thing: Thing) -> str:
        """Return the id of a region or a line of the page."""
        return self._of[id(thing)]

    def claim(self, idents: Iterable[str]) -> bool:
        """Take these ids, all or none of them."""
        wanted = list(idents)
        if len(set(wanted)) != len(wanted) or self._taken.intersection(wanted):
            return False
        self._taken.update(wanted)
        return True

    def fresh(self, stem: str) -> str:
        """Return an id nobody has, and take it."""
        # What is taken stays taken: the numbers before the last one need not be tried again.
        number = self._last.get(stem, 0) + 1
        while (ident := f"{stem}{number}") in self._taken or ident in self._reserved:
            number += 1
        self._last[stem] = number
        self._taken.add(ident)
        return ident

    def suits(self, elements: list[etree._Element]) -> bool:
        """Tell whether plain elements name regions that are there by these names, and take the ids they have."""
        refs = {ref for element in elements for ref in schema.values(element, "ref")}
        return refs <= self._names and self.claim(
            ident for element in elements for ident in schema.values(element, "id")
        )
