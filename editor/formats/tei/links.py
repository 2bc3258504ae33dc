"""The links of a file, which no grammar sees: every id once, every pointer with a target, pieces that know each other.

Places are numbered in the order they stand in the file, so that what has been seen of them need not be kept: a few
bytes remain of a page and of a region, of a line nothing.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from typing import Final, cast

from lxml import etree

from editor.formats.tei import names
from editor.formats.tei.numbering import number, split

_MOST: Final = 20
"""So many faults are told; one is enough to refuse a file."""
_PLACE = re.compile(r"[st][0-9]+(?:r[0-9]+(?:l[0-9]+|\.([0-9]+))?)?")
_TAG = re.compile(r"[to][0-9]+a[0-9]+")
_TWINS: Final = frozenset({"facs", "start", "corresp"})
"""Pointers whose first leads to the same place on the other side."""
_MIX: Final = 0x9E3779B97F4A7C15
_WORD: Final = (1 << 64) - 1


class Links:
    """Takes the units of a file one after the other, and tells at the end what is wrong with their links."""

    def __init__(self) -> None:
        self._places = {"s": _Places(), "t": _Places()}
        self._twins = 0
        self._tags = array("q")
        self._names: set[str] = set()
        self._pending: set[str] = set()
        self._ends: set[str] = set()
        self._pairs: dict[str, set[tuple[str, str]]] = {"next": set(), "prev": set()}
        self._found: list[str] = []

    def unit(self, unit: etree._Element) -> None:
        """Take the ids and pointers of a unit."""
        for element in unit.iter(etree.Element):
            ident = element.get(names.XML_ID, "")
            if ident:
                self._named(ident)
            for key, value in cast(Mapping[str, str], element.attrib).items():
                if value.startswith("#"):
                    self._point(ident, key, value)

    def _named(self, ident: str) -> None:
        place = _PLACE.fullmatch(ident)
        if place is not None:
            if not self._places[ident[0]].take(number(ident), int(place[1] or 0)):
                self._found.append(f"The id {ident} is not in its place, or there twice.")
        elif _TAG.fullmatch(ident):
            self._tags.append(number(ident) * 2 + (ident[0] == "o"))
        elif ident in self._names:
            self._found.append(f"The id {ident} is there twice.")
        else:
            self._names.add(ident)
            if ident.endswith("e") and _TAG.fullmatch(ident[:-1]):
                self._end(ident)

    def _end(self, ident: str) -> None:
        if ident in self._ends:
            self._ends.remove(ident)
        else:
            self._found.append(f"The anchor {ident} ends what has not begun.")

    def _point(self, ident: str, key: str, value: str) -> None:
        pointers = value.split()
        if key == "spanTo":
            self._ends.add(value[1:])
            return
        if key in self._pairs and _PLACE.fullmatch(ident) is None:
            self._pairs[key].add((ident, value[1:]) if key == "next" else (value[1:], ident))
        elif key in _TWINS and ident:
            self._twin(ident, pointers.pop(0))
        for pointer in pointers:
            self._want(pointer[1:])

    def _twin(self, ident: str, pointer: str) -> None:
        """Take note of a place that is drawn and said: from both sides the same ones must come."""
        one = number(ident)
        if one != number(pointer) or {ident[0], pointer[1]} != {"s", "t"}:
            self._found.append(f"{ident} and {pointer[1:]} should be each other's.")
        elif "." not in ident:
            mixed = pow((one ^ one >> 23) * _MIX & _WORD, 2, 1 << 64)
            self._twins += mixed if ident[0] == "s" else -mixed

    def _want(self, name: str) -> None:
        if name not in self._names and not (_PLACE.fullmatch(name) and self._places[name[0]].has(number(name))):
            self._pending.add(name)

    def faults(self) -> list[str]:
        """Return what is wrong: pointers without a target, ids that are there twice, pieces without their partner."""
        found = list(self._found)
        tags = set(self._tags)
        if len(tags) < len(self._tags):
            found.append("The id of some tag is there twice.")
        found += [f"The pointer #{name} leads nowhere." for name in sorted({*self._missing(tags), *self._ends})]
        if self._twins:
            found.append("The places on the images and those in the text are not all each other's.")
        for one, other in sorted(self._pairs["next"] ^ self._pairs["prev"]):
            found.append(f"The pieces {one} and {other} do not both know of each other.")
        return found[:_MOST]

    def _missing(self, tags: set[int]) -> Iterator[str]:
        for name in self._pending - self._names:
            if _TAG.fullmatch(name):
                there = number(name) * 2 + (name[0] == "o") in tags
            else:
                there = _PLACE.fullmatch(name) is not None and self._places[name[0]].has(number(name))
            if not there:
                yield name


class _Places:
    """The pages, regions and lines seen on one side, which come in order."""

    def __init__(self) -> None:
        self._last = 0
        self._part = (0, 0)
        self._pages = 0
        self._regions = array("q")
        self._lines = array("L")

    def take(self, place: int, part: int = 0) -> bool:
        """Take the next place, and tell whether it is in order: pages without a gap, all else after what it follows."""
        page, region, line = split(place)
        if part:
            last, self._part = self._part, (place, part)
            return self._part > last and self.has(place)
        if place <= self._last:
            return False
        self._last = place
        if line:
            fits = bool(self._regions) and self._regions[-1] == place - line
            if fits:
                self._lines[-1] = line
            return fits
        if region:
            self._regions.append(place)
            self._lines.append(0)
            return page == self._pages
        self._pages += 1
        return page == self._pages

    def has(self, place: int) -> bool:
        """Tell whether a page or region was there, or in a region a line with this number or a higher one."""
        page, region, line = split(place)
        if not region:
            return 0 < page <= self._pages
        at = bisect_left(self._regions, place - line)
        return at < len(self._regions) and self._regions[at] == place - line and line <= self._lines[at]
