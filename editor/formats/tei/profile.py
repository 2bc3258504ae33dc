"""Whether a file is what we write: our grammar, and the links no grammar sees.

The grammar is compiled once and a file is judged part by part, so that neither its length nor the standard schema's
twelve seconds of compiling stand between an archivist and an export.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any, Final, NamedTuple, cast

from lxml import etree

from editor.formats.tei.links import Links
from editor.formats.tei.names import TEI
from editor.formats.tei.units import Bytes, units
from editor.formats.xml import OWN, FormatFault, local
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
    check = Check()
    try:
        for unit in units(path):
            check.unit(unit)
    except FormatFault as fault:
        return [str(fault)]
    return check.faults()


class Check:
    """Takes the units of a file one after the other, and tells at the end what is wrong with it."""

    def __init__(self) -> None:
        self._judge = _Judge()
        self._links = Links()

    def unit(self, unit: etree._Element) -> None:
        """Take the next unit."""
        self._judge.unit(unit)
        self._links.unit(unit)

    def faults(self) -> list[str]:
        """Return what is wrong, in sentences, when every unit has been taken."""
        self._judge.close()
        return [*self._judge.found, *self._links.faults()][:_MOST]


class _Judge:
    """Holds the grammar against a file, whose long parts it takes in stretches.

    A stretch is put together from bytes: an element that is copied in memory leaves its ids in libxml2 for good.
    """

    def __init__(self) -> None:
        self.found: list[str] = []
        self._parent: etree._Element | None = None
        self._units: list[_Unit] = []

    def unit(self, unit: etree._Element) -> None:
        """Judge the next unit, together with its neighbours."""
        parent = unit.getparent()
        if parent is None or local(unit) == "teiHeader":
            self._hold(unit)
            return
        if self._parent is None or parent is not self._parent:
            self.close()
            self._parent, self._units = parent, []
        line = cast("int | None", unit.sourceline) or 0
        self._units.append(_Unit(local(unit), line, etree.tostring(unit, encoding="utf-8", with_tail=False)))
        if len(self._units) >= _PART:
            self._hold_stretch(parent)
            self._units = _witnesses(self._units)

    def close(self) -> None:
        """Judge what is still waiting."""
        if self._parent is not None and self._units:
            self._hold_stretch(self._parent)
        self._parent, self._units = None, []

    def _hold_stretch(self, parent: etree._Element) -> None:
        begun = etree.tostring(_hollow(parent), encoding="utf-8").removesuffix(b"/>") + b">"
        data = b"".join([begun, *(unit.data for unit in self._units), f"</{local(parent)}>".encode()])
        self._hold(etree.fromstring(data, etree.XMLParser(**OWN)), self._units)

    def _hold(self, part: etree._Element, units_: Sequence[_Unit] = ()) -> None:
        schema = grammar()
        if len(self.found) < _MOST and not schema.validate(part):
            told = islice(schema.error_log, _MOST)
            self.found += [f"Line {_line(entry.line, units_)}: {entry.message}." for entry in told]


class _Unit(NamedTuple):
    """A unit that waits to be judged: its name, its line in the file, and it itself."""

    tag: str
    line: int
    data: bytes


def _line(line: int, units_: Sequence[_Unit]) -> int:
    """Return the line of the file that a line of a stretch is, in which nothing stands between the units."""
    first = 1
    for unit in units_:
        last = first + unit.data.count(b"\n")
        if line <= last:
            return unit.line + line - first
        first = last
    return line


def _hollow(element: etree._Element) -> etree._Element:
    return etree.Element(element.tag, {str(k): str(v) for k, v in element.attrib.items()}, nsmap=_DEFAULT)


def _witnesses(units_: Sequence[_Unit]) -> list[_Unit]:
    """Return the units that tell what a division may still hold: the last of its body, the last of its foot."""
    last: dict[str, _Unit] = {}
    for unit in units_:
        if unit.tag in _BODY or unit.tag == "closer":
            last["body" if unit.tag in _BODY else "foot"] = unit
    return [last[key] for key in ("body", "foot") if key in last]
