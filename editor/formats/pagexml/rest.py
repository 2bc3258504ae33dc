"""The attributes ``page:...`` of one thing on its way out: each put where it stood, or where anything may stand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from lxml import etree

from editor.formats import canon
from editor.formats.pagexml import opaque, schema
from editor.formats.pagexml.ids import Ids


class Rest:
    """The attributes ``page:...`` of one thing: each put where it stood, or kept for where anything may stand."""

    def __init__(self, attributes: Mapping[str, str], ids: Ids) -> None:
        self._left = {name: value for name, value in attributes.items() if name.startswith(opaque.PREFIX)}
        self._ids = ids

    def set(self, element: etree._Element, name: str, prefix: str = "") -> None:
        """Give ``element``, which is called ``name``, those of its attributes that the schema allows."""
        for key in sorted(self._left):
            said = key.removeprefix(opaque.PREFIX + prefix)
            value = self._left[key]
            free = key.startswith(opaque.PREFIX + prefix) and said not in element.attrib and said not in _SET
            if free and schema.allows(name, said, value) and canon.value(value) == value:
                element.set(said, value)
                del self._left[key]

    def take(self, name: str, *, many: bool = False, prefix: str = "", key: str = "") -> list[etree._Element]:
        """Return the elements called ``name``, if they fit the schema and their ids fit the page."""
        key = key or f"{opaque.PREFIX}{prefix}{name}"
        found = opaque.fitting(self._left.get(key, ""), name)
        if not found or not (many or len(found) == 1) or not self._ids.suits(found):
            return []
        del self._left[key]
        return found

    def holder(self, *, prefix: str = "") -> list[etree._Element]:
        """Return a UserDefined of its own and, at the end of everything, of all pieces of XML that fit nowhere."""
        found = self.take("UserDefined", prefix=prefix)
        rest = {key: value for key, value in self._left.items() if value.startswith("<")}
        made = opaque.holder(rest, list(found[0]) if found else [])
        return [made] if made is not None else []


_SET: Final = frozenset(
    {"id", "custom", "points", "type", "orientation", "comments", "imageFilename", "imageWidth", "imageHeight"}
    | {"imageXResolution", "production", "primaryLanguage", "primaryScript", "readingDirection", "name", "value"}
)
"""Attributes that are written from our own values, not from kept ones."""
