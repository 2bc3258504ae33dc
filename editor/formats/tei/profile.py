"""Whether a file is what we write: our grammar, and the links no grammar sees.

The grammar is compiled once and a file is judged part by part, so that neither its length nor the standard schema's
twelve seconds of compiling stand between an archivist and an export.
"""

from __future__ import annotations

from copy import deepcopy
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any, Final

from lxml import etree

from editor.formats.tei.links import Links
from editor.formats.tei.names import TEI
from editor.formats.tei.units import Bytes, units
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


def faults(path: Path | Bytes) -> list[str]:
    """Return what is wrong with a file, in sentences; nothing where it is as we write it."""
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
