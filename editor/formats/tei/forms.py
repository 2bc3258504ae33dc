"""Which elements a kind of region and a tag of words are written as: the tag set's strings, held against closed tables.

Knows no text and writes nothing. A form the tag set gives that is not in these tables falls back to one by role, so
that no tag set can make an export invalid.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from editor.formats.flow import Table
from editor.formats.tei import names
from editor.model.page import Region
from editor.model.tagset import TagSet

_STEP = re.compile(r"([A-Za-z]+)((?:@[a-z]+=[A-Za-z0-9._-]+)*)")

Attributes = Mapping[str, str]

FLOATING: Final = frozenset({"fw", "note", "figure", "gap"})
"""Elements that may stand anywhere, also inside a paragraph."""

_SHAPES: Final[Mapping[str, str]] = {
    "body": "p",
    "heading": "head",
    "furniture": "fw",
    "note": "note",
    "closer": "closer/signed",
    "opener": "opener/dateline",
    "table": "table",
    "figure": "figure",
}
_ALLOWED: Final = frozenset(
    {"p", "ab", "head", "opener/dateline", "fw", "fw/stamp", "fw/idno", "note", "note/list", "closer/signed"}
    | {"table", "figure", "gap", "zone"}
)
_TYPED: Final = frozenset({"ab", "fw", "note", "figure", "list", "stamp", "idno"})


@dataclass(frozen=True, slots=True)
class BlockForm:
    """How a kind of region is written: the path of its elements, their fixed attributes, and its zone's labels."""

    shape: str
    outer: Attributes = field(default_factory=dict)
    inner: Attributes = field(default_factory=dict)
    zone: str = "CustomZone"
    subtype: str = ""

    @property
    def element(self) -> str:
        """Return the outermost element."""
        return self.shape.partition("/")[0]

    @property
    def floats(self) -> bool:
        """Tell whether it may stand inside a running paragraph."""
        return self.element in FLOATING


@dataclass(frozen=True, slots=True)
class Element:
    """What an element of words can carry.

    ``rank`` says who is the outer one where two cross (low is outer); ``attributes`` are those of a tag that TEI knows
    by the same name, with the test their values must pass; ``second`` is the attribute whose value becomes the other
    half of a ``choice``, and ``other`` the element of that half; ``list`` is where what it names is entered.
    """

    rank: int
    attributes: Mapping[str, str] = field(default_factory=dict)
    second: str = ""
    other: str = ""
    list: str = ""


_EXTENT: Final = {"quantity": "number", "unit": "token", "extent": "text"}

ELEMENTS: Final[Mapping[str, Element]] = {
    "sic": Element(0, {}, "correction", "corr"),
    "abbr": Element(0, {}, "expansion", "expan"),
    "del": Element(1, {"rend": "words", "hand": "hand", "type": "token"}),
    "add": Element(1, {"place": "token", "hand": "hand", "type": "token"}),
    "damage": Element(1, {"agent": "token", "hand": "hand", "type": "token", **_EXTENT}),
    "q": Element(2, {"type": "token"}),
    "quote": Element(2, {"type": "token"}),
    "stamp": Element(2, {"type": "token"}),
    "persName": Element(3, {"role": "token", "type": "token"}, list="person"),
    "placeName": Element(3, {"type": "token"}, list="place"),
    "orgName": Element(3, {"role": "token", "type": "token"}, list="org"),
    "date": Element(
        3, {"when": "moment", "notBefore": "moment", "notAfter": "moment", "from": "moment", "to": "moment"}
    ),
    "name": Element(3, {"type": "token"}),
    "rs": Element(3, {"type": "token"}),
    "term": Element(3, {"type": "token"}),
    "seg": Element(4, {"type": "token", "hand": "hand"}),
    "hi": Element(5, {"rend": "words", "hand": "hand"}),
    "unclear": Element(6, {"reason": "token", "agent": "token", **_EXTENT}, "alternative", "unclear"),
    "supplied": Element(6, {"reason": "token"}),
    "gap": Element(6, {"reason": "token", "agent": "token", **_EXTENT}),
    "metamark": Element(7, {"function": "token", "place": "token"}),
    "idno": Element(8, {"type": "token"}),
}
"""Elements of words, outer before inner: choices and changes, quotations, names and dates, hands, ``hi``, doubts."""


@dataclass(frozen=True, slots=True)
class SpanForm:
    """How a tag is written: its element and the attributes that go with every use."""

    element: str
    fixed: Attributes = field(default_factory=dict)


class Forms:
    """The forms of one project's kinds and tags, each worked out once."""

    def __init__(self, tagset: TagSet | None = None) -> None:
        self.table = Table(tagset)
        self._blocks: dict[str, BlockForm] = {}
        self._spans: dict[str, SpanForm] = {}
        self._tags = _inverse()

    def block(self, kind: str) -> BlockForm:
        """Return how regions of ``kind`` are written."""
        if kind not in self._blocks:
            self._blocks[kind] = _block(self.table, kind)
        return self._blocks[kind]

    def runs(self, region: Region) -> bool:
        """Tell whether ``region`` is written as running text, beside which notes may stand."""
        form = self.block(region.kind)
        return not form.floats and form.shape != "zone"

    def span(self, tag: str) -> SpanForm:
        """Return how words tagged ``tag`` are written."""
        if tag not in self._spans:
            steps = _steps(self.table.tag_form(tag, "tei"))
            known = len(steps) == 1 and steps[0][0] in ELEMENTS
            element, fixed = steps[0] if known else ("seg", {"type": names.slug(tag)})
            kept = {k: v for k, v in fixed.items() if k in ELEMENTS[element].attributes}
            self._spans[tag] = SpanForm(element, kept)
        return self._spans[tag]

    def tag_of(self, element: str, attributes: Attributes) -> str:
        """Return the tag of ours that an element with these attributes is, unless it names another."""
        for fixed, tag in self._tags.get(element, ()):
            if all(attributes.get(k) == v for k, v in fixed.items()):
                return tag
        return element


def _steps(form: str) -> list[tuple[str, dict[str, str]]]:
    found = []
    for step in form.split("/"):
        match = _STEP.fullmatch(step)
        if match is None:
            return []
        pairs = (pair.partition("=") for pair in match.group(2).split("@")[1:])
        found.append((match.group(1), {key: value for key, _, value in pairs}))
    return found


def _block(table: Table, kind: str) -> BlockForm:
    steps = _steps(table.kind_form(kind, "tei"))
    shape = "/".join(name for name, _ in steps)
    if shape not in _ALLOWED:
        role = table.role(kind)
        shape = _SHAPES.get(role, "p")
        typed = {"type": names.slug(kind)} if shape in _TYPED else {}
        steps = [(name, typed if index == 0 else {}) for index, name in enumerate(shape.split("/"))]
    outer, inner = steps[0], steps[1] if len(steps) > 1 else ("", {})
    zone, _, subtype = table.kind_form(kind, "alto").partition(":")
    known = zone.endswith("Zone") and names.token(zone)
    return BlockForm(
        shape,
        _fixed(*outer),
        _fixed(*inner),
        zone if known else "CustomZone",
        names.slug(subtype if known else kind) if subtype or not known else "",
    )


def _fixed(element: str, attributes: Attributes) -> dict[str, str]:
    if element == "gap":
        return {k: v for k, v in attributes.items() if k == "reason"}
    return {k: v for k, v in attributes.items() if k == "type" and element in _TYPED}


def _inverse() -> dict[str, list[tuple[dict[str, str], str]]]:
    """Return the shipped tags by their element, those with more fixed attributes first."""
    table = Table()
    found: dict[str, list[tuple[dict[str, str], str]]] = {}
    for tag in table.tags():
        steps = _steps(table.tag_form(tag, "tei"))
        found.setdefault(steps[0][0], []).append((steps[0][1], tag))
    for entries in found.values():
        entries.sort(key=lambda entry: (-len(entry[0]), entry[1]))
    return found
