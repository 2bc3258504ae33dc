"""Whether a file is what we write: our grammar, and the links no grammar sees.

The grammar is compiled once and a file is judged part by part, so that neither its length nor the standard schema's
twelve seconds of compiling stand between an archivist and an export.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from copy import deepcopy
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any, Final, cast

from lxml import etree

from editor.formats.tei.names import TEI
from editor.formats.tei.units import units
from editor.formats.xml import FormatFault, local
from editor.shipped import resource

_MOST: Final = 20
"""So many faults are told; one is enough to refuse a file."""
_PART: Final = 64
"""So many units of a long part are judged together."""
_DEFAULT: Final[Any] = {None: TEI}
_BODY: Final = frozenset({"p", "ab", "table"})


@cache
def grammar() -> etree.RelaxNG:
    """Return our grammar, compiled."""
    return etree.RelaxNG(etree.parse(str(resource("tei/muniment.rng"))))


def faults(path: Path) -> list[str]:
    """Return what is wrong with the file at ``path``, in sentences; nothing where it is as we write it."""
    judge, links = _Judge(), Links()
    try:
        for unit in units(path):
            judge.unit(unit)
            links.unit(unit)
    except FormatFault as fault:
        return [str(fault)]
    judge.close()
    return [*judge.found, *links.faults()][:_MOST]


class _Judge:
    """Holds the grammar against a file, whose long parts it takes in stretches."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self._parent: etree._Element | None = None
        self._part: etree._Element | None = None

    def unit(self, unit: etree._Element) -> None:
        """Judge the next unit, together with its neighbours."""
        parent = unit.getparent()
        if parent is None or local(unit) == "teiHeader":
            self._hold(unit)
            return
        if self._part is None or parent is not self._parent:
            self.close()
            self._parent, self._part = parent, _hollow(parent)
        copy = deepcopy(unit)
        copy.tail = None
        self._part.append(copy)
        if len(self._part) >= _PART:
            part = self._part
            self._hold(part)
            self._part = _hollow(parent)
            self._part.extend(_witnesses(part))

    def close(self) -> None:
        """Judge what is still waiting."""
        if self._part is not None and len(self._part):
            self._hold(self._part)
        self._part = None

    def _hold(self, part: etree._Element) -> None:
        schema = grammar()
        if len(self.found) < _MOST and not schema.validate(part):
            self.found += [f"Line {entry.line}: {entry.message}." for entry in islice(schema.error_log, _MOST)]


def _hollow(element: etree._Element) -> etree._Element:
    return etree.Element(element.tag, {str(k): str(v) for k, v in element.attrib.items()}, nsmap=_DEFAULT)


def _witnesses(part: etree._Element) -> list[etree._Element]:
    """Return the units that tell what a division may still hold: the last of its body, the last of its foot."""
    last: dict[str, etree._Element] = {}
    for unit in part:
        tag = local(unit)
        if tag in _BODY or tag == "closer":
            last["body" if tag in _BODY else "foot"] = unit
    return [last[key] for key in ("body", "foot") if key in last]


def _xpath(path: str) -> etree.XPath:
    return etree.XPath(path, namespaces={"t": TEI}, smart_strings=False)


_ALL: Final = "descendant-or-self::*"
_IDS: Final = _xpath(f"{_ALL}/@xml:id")
_POINTERS: Final = _xpath(f"{_ALL}/@*[starts-with(., '#')]")
_PIECES: Final = {key: (_xpath(f"{_ALL}[@{key}]/@xml:id"), _xpath(f"{_ALL}/@{key}")) for key in ("next", "prev")}
_TWINS: Final = tuple(
    (_xpath(f"descendant::t:{tag}[@{key}]/@xml:id"), _xpath(f"descendant::t:{tag}[@xml:id]/@{key}"))
    for tag, key in (("zone", "corresp"), ("lb", "facs"))
)
"""Links whose two ends have the same number."""


class Links:
    """The ids and pointers of a file; of an id that is a letter and a number, eight bytes are kept."""

    def __init__(self) -> None:
        self._ids: dict[str, array[int]] = {}
        self._pointers: dict[str, array[int]] = {}
        self._names: list[str] = []
        self._named: set[str] = set()
        self._pairs: dict[str, set[tuple[str, str]]] = {"next": set(), "prev": set()}
        self._found: list[str] = []

    def unit(self, unit: etree._Element) -> None:
        """Take the ids and pointers of a unit."""
        self._names += _sorted_in(_strings(_IDS, unit), self._ids)
        pointers = [one[1:] for value in _strings(_POINTERS, unit) for one in value.split()]
        self._named.update(_sorted_in(pointers, self._pointers))
        for key, (owners, others) in _PIECES.items():
            for owner, other in zip(_strings(owners, unit), _strings(others, unit), strict=True):
                if owner.startswith("a"):
                    self._pairs[key].add((owner, other[1:]) if key == "next" else (other[1:], owner))
        for owners, others in _TWINS:
            for owner, other in zip(_strings(owners, unit), _strings(others, unit), strict=True):
                if owner[1:] != other[2:]:
                    self._found.append(f"{owner} and {other} should be each other's.")

    def faults(self) -> list[str]:
        """Return what is wrong: pointers without a target, ids that are there twice, pieces without their partner."""
        found = list(self._found)
        for prefix, numbers in self._ids.items():
            if len(set(numbers)) < len(numbers):
                found.append(f"Some id beginning with {prefix} is there twice.")
        if len(set(self._names)) < len(self._names):
            found.append("Some id is there twice.")
        found += [f"The pointer #{name} leads nowhere." for name in self._missing()]
        for one, other in sorted(self._pairs["next"] ^ self._pairs["prev"]):
            found.append(f"The pieces {one} and {other} do not both know of each other.")
        return found[:_MOST]

    def _missing(self) -> Iterator[str]:
        for prefix, numbers in self._pointers.items():
            yield from (f"{prefix}{n}" for n in sorted(set(numbers).difference(self._ids.get(prefix, ()))))
        yield from sorted(self._named.difference(self._names))


def _strings(path: etree.XPath, unit: etree._Element) -> list[str]:
    return cast(list[str], path(unit))


def _sorted_in(names: Iterable[str], numbered: dict[str, array[int]]) -> list[str]:
    """Put the names that are a letter and a number into ``numbered``, and return the others."""
    others = []
    for name in names:
        if name[1:].isdecimal():
            numbered.setdefault(name[0], array("q")).append(int(name[1:]))
        else:
            others.append(name)
    return others
