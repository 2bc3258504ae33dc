"""A project's tag set: the kinds of regions and the tags of words it knows, as values read from a table.

Reading TOML text is here, since it is the standard library's; where the text comes from is not known here.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from editor.model.faults import Fault


@dataclass(frozen=True, slots=True)
class RegionKind:
    """A kind of region: its name in files, label, colour (#rrggbb), key, and what it is.

    ``role`` is what every format needs to know: ``body``, ``heading``, ``furniture``, ``note``, ``closer``, ``opener``,
    ``table`` or ``figure``. ``formats`` maps ``tei``, ``page``, ``alto``, ``hocr`` to the way it is written there.
    """

    name: str
    label: str
    colour: str
    role: str
    key: str = ""
    formats: Mapping[str, str] = field(default_factory=dict)
    description: str = ""


@dataclass(frozen=True, slots=True)
class SpanTag:
    """A tag of words: its name, label, colour, key, the attributes it takes, the TEI element it is written as."""

    name: str
    label: str
    colour: str
    key: str = ""
    attributes: tuple[str, ...] = ()
    formats: Mapping[str, str] = field(default_factory=dict)
    empty: bool = False
    description: str = ""


@dataclass(frozen=True, slots=True)
class Hand:
    """A hand or machine that wrote on the page: name in files, label, TEI medium."""

    name: str
    label: str
    medium: str = ""


@dataclass(frozen=True, slots=True)
class TagSet:
    """The region kinds, span tags and hands of a project, in the order they are offered."""

    name: str
    title: str
    kinds: tuple[RegionKind, ...]
    tags: tuple[SpanTag, ...]
    hands: tuple[Hand, ...] = ()

    def kind(self, name: str) -> RegionKind:
        """Return the kind called ``name``; a name this set does not know is shown as plain text."""
        for kind in self.kinds:
            if kind.name == name:
                return kind
        return RegionKind(name, name.replace("-", " ").capitalize(), "#6b7280", "body")

    def tag(self, name: str) -> SpanTag:
        """Return the tag called ``name``; a name this set does not know is shown in grey."""
        for tag in self.tags:
            if tag.name == name:
                return tag
        return SpanTag(name, name.replace("-", " ").capitalize(), "#6b7280")


def read_tagset(text: str) -> TagSet:
    """Return the tag set written in TOML as ``text``.

    Raises:
        Fault: the text is no TOML, or an entry lacks its name.
    """
    try:
        data = tomllib.loads(text)
        return TagSet(
            name=str(data["name"]),
            title=str(data.get("title", data["name"])),
            kinds=tuple(_kind(entry) for entry in data.get("kind", ())),
            tags=tuple(_tag(entry) for entry in data.get("tag", ())),
            hands=tuple(Hand(**entry) for entry in data.get("hand", ())),
        )
    except (tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        raise Fault(f"The tag set cannot be read: {error}.") from error


def _kind(entry: Mapping[str, Any]) -> RegionKind:
    return RegionKind(
        name=entry["name"],
        label=entry.get("label", entry["name"]),
        colour=entry.get("colour", "#6b7280"),
        role=entry.get("role", "body"),
        key=entry.get("key", ""),
        formats=dict(entry.get("formats", {})),
        description=entry.get("description", ""),
    )


def _tag(entry: Mapping[str, Any]) -> SpanTag:
    return SpanTag(
        name=entry["name"],
        label=entry.get("label", entry["name"]),
        colour=entry.get("colour", "#6b7280"),
        key=entry.get("key", ""),
        attributes=tuple(entry.get("attributes", ())),
        formats=dict(entry.get("formats", {})),
        empty=bool(entry.get("empty", False)),
        description=entry.get("description", ""),
    )
