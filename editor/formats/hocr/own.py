"""What Muniment adds to hOCR in ``data-`` attributes, so that a page comes back as it left.

Lists and tables of anybody's words are JSON in one attribute: names of ours are no names of HTML. Knows values and
JSON, no page; what is broken or of another shape is not there.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Final

from lxml import etree

from editor.formats import canon
from editor.model.source import SourceTag

ATTRIBUTES: Final = "data-attributes"
TAGS: Final = "data-tags"
ALTERNATIVES: Final = "data-alternatives"
KIND: Final = "data-kind"
IDENT: Final = "data-id"
CONTINUES: Final = "data-continues"
VERIFIED: Final = "data-verified"
BASELINE: Final = "data-baseline"
SPACE: Final = "data-space"
"""``exact`` on a line whose blanks count as they stand."""
IMAGE: Final = "data-image"
LABEL: Final = "data-label"
LANGUAGE: Final = "data-language"
UNNUMBERED: Final = "data-unnumbered"
_MOST: Final = 2_000_000


def clean(text: str) -> str:
    """Return ``text`` without what XML or a project cannot hold; line breaks in it stay, as LF."""
    if not canon.is_suspicious(text):
        return text
    return "\n".join(canon.value(part) for part in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))


def written(value: object) -> str:
    """Return a value as the JSON of an attribute."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def table(attributes: Mapping[str, str]) -> str:
    """Return attributes as JSON."""
    return written(dict(attributes))


def rows(tags: Iterable[SourceTag]) -> str:
    """Return tags as JSON: name, start, end, attributes and, if there is one, key."""
    return written([[t.tag, t.start, t.end, dict(t.attributes), *([t.key] if t.key else [])] for t in tags])


def attributes(element: etree._Element) -> dict[str, str]:
    """Return the attributes an element has for us."""
    return _strings(_loaded(element, ATTRIBUTES))


def alternatives(element: etree._Element) -> tuple[str, ...]:
    """Return the rival readings of a line."""
    found = _loaded(element, ALTERNATIVES)
    return tuple(canon.value(text) for text in found if isinstance(text, str)) if isinstance(found, list) else ()


def tags(element: etree._Element, length: int = 0) -> tuple[SourceTag, ...]:
    """Return the tags an element has for us, their ends in a text of ``length``."""
    found = _loaded(element, TAGS)
    return tuple(filter(None, (_tag(row, length) for row in found))) if isinstance(found, list) else ()


def _tag(row: object, length: int) -> SourceTag | None:
    match row:
        case [str(name), int(start), int(end), dict(said), *rest] if name:
            start = min(max(start, 0), length)
            key = rest[0] if rest and isinstance(rest[0], str) else ""
            return SourceTag(clean(name), start, min(max(end, start), length), _strings(said), clean(key))
    return None


def _strings(found: object) -> dict[str, str]:
    if not isinstance(found, dict):
        return {}
    return {clean(k): clean(v) for k, v in found.items() if k and isinstance(k, str) and isinstance(v, str)}


def _loaded(element: etree._Element, name: str) -> object:
    said = element.get(name)
    if not said or len(said) > _MOST:
        return None
    try:
        found: object = json.loads(said)
    except (ValueError, RecursionError):
        return None
    return found
