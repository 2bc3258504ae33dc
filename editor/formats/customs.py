r"""The ``custom`` attribute of PAGE, as Transkribus and eScriptorium fill it: ``name {key:value; key:value;} ...``.

Offsets and lengths are code points of the line's text. ``\u003b`` and its kin are the escapes of ``;{}:`` and blanks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from editor.formats import canon, kinds
from editor.formats.notes import TAG, Notes
from editor.model.source import SourceTag

_ENTRY = re.compile(r"([^\s{};]+)\s*\{([^}]*)\}")
_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")
_STYLES = {
    "bold": "bold",
    "italic": "italic",
    "superscript": "superscript",
    "subscript": "subscript",
    "letterSpaced": "letter-spaced",
    "smallCaps": "small-caps",
    "reverseVideo": "reverse",
}
_STRUCTURAL = frozenset({"readingOrder", "structure"})


@dataclass(frozen=True, slots=True)
class Custom:
    """One entry of a ``custom`` attribute."""

    name: str
    values: Mapping[str, str] = field(default_factory=dict)


def parse(text: str | None) -> tuple[Custom, ...]:
    """Return the entries of a ``custom`` attribute, in their order; what has another form is passed over."""
    if not text or "{" not in text:
        return ()
    return tuple(Custom(_decoded(name), _values(body)) for name, body in _ENTRY.findall(text))


def _values(body: str) -> dict[str, str]:
    found = {}
    for pair in body.split(";"):
        key, colon, value = pair.partition(":")
        if colon and key.strip():
            found[_decoded(key.strip())] = _decoded(value.strip())
    return found


def _decoded(text: str) -> str:
    if "\\u" not in text:
        return canon.value(text)
    units = _ESCAPE.sub(lambda m: chr(int(m.group(1), 16)), text)
    return canon.value(units.encode("utf-16", "surrogatepass").decode("utf-16", "replace"))


def first(entries: Iterable[Custom], name: str, key: str) -> str:
    """Return the value of ``key`` in the first entry called ``name`` that has it, or ""."""
    return next((e.values[key] for e in entries if e.name == name and key in e.values), "")


def index(entries: Iterable[Custom]) -> int | None:
    """Return the place the entry ``readingOrder`` gives, or None."""
    value = first(entries, "readingOrder", "index")
    return int(value) if re.fullmatch("[0-9]{1,6}", value) else None


def others(entries: Iterable[Custom]) -> dict[str, str]:
    """Return what is neither structure nor a tag, under ``custom:name`` and ``custom:name.key``."""
    kept: dict[str, str] = {}
    for entry in entries:
        if entry.name in _STRUCTURAL or "offset" in entry.values or kinds.tag(entry.name) in kinds.TAGS:
            continue
        for key, value in entry.values.items():
            name = f"custom:{entry.name}" + ("" if key == "type" else f".{key}")
            kept[name] = f"{kept[name]} {value}" if name in kept else value
    return kept


def whole_tags(entries: Iterable[Custom]) -> tuple[SourceTag, ...]:
    """Return our tags that name no span: they are about all of the element."""
    return tuple(
        SourceTag(kinds.tag(e.name), 0, 0, dict(e.values))
        for e in entries
        if "offset" not in e.values and e.name not in _STRUCTURAL and kinds.tag(e.name) in kinds.TAGS
    )


def tags(entries: Iterable[Custom], length: int, notes: Notes, where: str) -> tuple[SourceTag, ...]:
    """Return the tags on spans of a line of ``length`` code points, cut at its ends.

    One that covers nothing is left out and told, unless it may stand between characters (a gap).
    """
    found: list[SourceTag] = []
    for entry in entries:
        if entry.name in _STRUCTURAL or "offset" not in entry.values:
            continue
        for name, attributes in _named(entry):
            span = _span(entry.values, length)
            if span is None or (span[0] == span[1] and name not in kinds.EMPTY_TAGS):
                notes.count(TAG, where)
                continue
            found.append(SourceTag(name, *span, attributes))
    return tuple(found)


def _named(entry: Custom) -> list[tuple[str, dict[str, str]]]:
    rest = {k: v for k, v in entry.values.items() if k not in ("offset", "length")}
    if entry.name != "textStyle":
        name = kinds.tag(entry.name)
        if name == "note" and "comment" in rest:
            rest["text"] = rest.pop("comment")
        return [(name, rest)]
    on = {key for key, value in rest.items() if value.lower() == "true"}
    found: list[tuple[str, dict[str, str]]] = []
    if "underlined" in on:
        found.append(("underline", {}))
    if "strikethrough" in on:
        found.append(("del", {"rend": "strikethrough"}))
    if rend := " ".join(_STYLES[key] for key in _STYLES if key in on):
        found.append(("hi", {"rend": rend}))
    return found


def _span(values: Mapping[str, str], length: int) -> tuple[int, int] | None:
    start, extent = values.get("offset", ""), values.get("length", "0")
    if not re.fullmatch("-?[0-9]{1,9}", start) or not re.fullmatch("-?[0-9]{1,9}", extent):
        return None
    at = min(int(start), length)
    return max(at, 0), max(at, min(at + int(extent), length), 0)
