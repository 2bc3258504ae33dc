r"""The ``custom`` attribute of PAGE, as Transkribus and eScriptorium fill it: ``name {key:value; key:value;} ...``.

Offsets and lengths are code points of the line's text. ``\u003b`` and its kin are the escapes of ``;{}:`` and blanks.

Ours alone are: the entry ``muniment`` for what PAGE has no place for (``=name`` in it is the attribute ``name``,
``!name`` says that there is none); ``@key`` in a tag for the annotation it is a part of; and ``@tag`` for a tag that is
exactly what it says there, with the attributes that begin with ``=``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from editor.formats import canon, kinds
from editor.formats.notes import TAG, Notes
from editor.model.annotation import NOTE
from editor.model.source import SourceTag

OWN: Final = "muniment"
LITERAL: Final = "@tag"
KEY: Final = "@key"
FINAL: Final = "@"
"""The key of a tag whose attribute ``continued`` is a word like any other."""

_ENTRY = re.compile(r"([^\s{};]+)\s*\{([^}]*)\}")
_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")
_SPECIAL = re.compile(r"[\\;{}:\s\x1c-\x1f\x85]")
_BREAK = re.compile("\r\n?|[\u2028\u2029]")
_STYLES = {
    "bold": "bold",
    "italic": "italic",
    "superscript": "superscript",
    "subscript": "subscript",
    "letterSpaced": "letter-spaced",
    "smallCaps": "small-caps",
    "reverseVideo": "reverse",
}
STYLES: Final = frozenset({*_STYLES, "underlined", "strikethrough"})
_STRUCTURAL = frozenset({"readingOrder", "structure"})
_PLAIN = re.compile(r"[\w.-]+")


@dataclass(frozen=True, slots=True)
class Custom:
    """One entry of a ``custom`` attribute."""

    name: str
    values: Mapping[str, str] = field(default_factory=dict)


def parse(text: str | None) -> tuple[Custom, ...]:
    """Return the entries of a ``custom`` attribute, in their order; what has another form is passed over."""
    if not text or "{" not in text:
        return ()
    return tuple(Custom(canon.value(_decoded(name)), _values(body)) for name, body in _ENTRY.findall(text))


def _values(body: str) -> dict[str, str]:
    found = {}
    for pair in body.split(";"):
        key, colon, value = pair.partition(":")
        if colon and key.strip():
            found[canon.value(_decoded(key.strip()))] = _decoded(value.strip())
    return found


def _decoded(text: str) -> str:
    text = canon.value(text)
    if "\\u" not in text:
        return text
    units = _ESCAPE.sub(lambda m: chr(int(m.group(1), 16)), text)
    return clean(units.encode("utf-16", "surrogatepass").decode("utf-16", "replace"))


def clean(value: str) -> str:
    """Return a value as ``custom`` can hold it: any line break as LF, illegal characters as U+FFFD."""
    if not canon.is_suspicious(value):
        return value
    return "\n".join(map(canon.value, _BREAK.sub("\n", value).split("\n")))


def written(entries: Iterable[Custom]) -> str:
    """Return a ``custom`` attribute that ``parse`` reads as these entries; their names are not empty."""
    return " ".join(
        f"{_encoded(e.name)} {{{' '.join(f'{_encoded(key)}:{_encoded(value)};' for key, value in e.values.items())}}}"
        for e in entries
    )


def _encoded(text: str) -> str:
    return _SPECIAL.sub(lambda m: f"\\u{ord(m.group()):04x}", text)


def own(entries: Iterable[Custom]) -> dict[str, str]:
    """Return what only we write: facts of PAGE's things that PAGE has no place for."""
    found: dict[str, str] = {}
    for entry in entries:
        if entry.name == OWN and LITERAL not in entry.values:
            found |= entry.values
    return found


def amended(attributes: dict[str, str], ours: Mapping[str, str]) -> dict[str, str]:
    """Return ``attributes`` with those that ``own`` gives word for word, and without those it takes away."""
    if not ours:
        return attributes
    gone = {name[1:] for name in ours if name.startswith("!")}
    found = {name: value for name, value in attributes.items() if name not in gone}
    return found | {name[1:]: value for name, value in ours.items() if name.startswith("=")}


def first(entries: Iterable[Custom], name: str, key: str) -> str:
    """Return the value of ``key`` in the first entry called ``name`` that has it, or ""."""
    return canon.value(next((e.values[key] for e in entries if e.name == name and key in e.values), ""))


def index(entries: Iterable[Custom]) -> int | None:
    """Return the place the entry ``readingOrder`` gives, or None."""
    value = first(entries, "readingOrder", "index")
    return int(value) if re.fullmatch("[0-9]{1,6}", value) else None


def others(entries: Iterable[Custom]) -> dict[str, str]:
    """Return what is neither structure nor a tag, under ``custom:name`` and ``custom:name.key``."""
    kept: dict[str, str] = {}
    for entry in entries:
        if entry.name in _STRUCTURAL or entry.name == OWN or "offset" in entry.values or _is_tag(entry):
            continue
        for key, value in entry.values.items():
            name = f"custom:{entry.name}" + ("" if key == "type" else f".{key}")
            kept[name] = f"{kept[name]} {value}" if name in kept else value
    return kept


def other_entries(attributes: Mapping[str, str]) -> list[Custom]:
    """Return the entries that ``others`` gives as the attributes that begin with ``custom:``."""
    found: dict[str, dict[str, str]] = {}
    for name, value in attributes.items():
        entry, dot, key = name.removeprefix("custom:").partition(".")
        if name.startswith("custom:") and entry:
            found.setdefault(entry, {})[key if dot else "type"] = value
    return [Custom(name, values) for name, values in found.items()]


def _is_tag(entry: Custom) -> bool:
    tag = kinds.tag(entry.name)
    return LITERAL in entry.values or tag in kinds.TAGS or tag == NOTE


def whole_tags(entries: Iterable[Custom]) -> tuple[SourceTag, ...]:
    """Return our tags that name no span: they are about all of the element; its hand is not among them."""
    found: list[SourceTag] = []
    for entry in entries:
        literal = LITERAL in entry.values
        if "offset" in entry.values or (entry.name in _STRUCTURAL and not literal) or not _is_tag(entry):
            continue
        if entry.name == "hand" and not literal:
            continue
        found += _tags(entry, 0, 0)
    return tuple(found)


def tags(entries: Iterable[Custom], length: int, notes: Notes, where: str) -> tuple[SourceTag, ...]:
    """Return the tags on spans of a line of ``length`` code points, cut at its ends.

    One that covers nothing is left out and told, unless it may stand between characters (a gap).
    """
    found: list[SourceTag] = []
    for entry in entries:
        literal = LITERAL in entry.values
        if "offset" not in entry.values or (entry.name in _STRUCTURAL and not literal):
            continue
        span = _span(entry.values, length)
        for tag in _tags(entry, *(span or (0, 0))):
            if span is None or (span[0] == span[1] and tag.tag not in kinds.EMPTY_TAGS and not literal):
                notes.count(TAG, where)
            else:
                found.append(tag)
    return tuple(found)


def _tags(entry: Custom, start: int, end: int) -> list[SourceTag]:
    key = entry.values.get(KEY, "")
    fixed = ("offset", "length", KEY, *(["continued"] if key else ()))
    rest = {name: value for name, value in entry.values.items() if name not in fixed}
    if LITERAL in rest:
        attributes = {name[1:]: value for name, value in rest.items() if name.startswith("=")}
        return [SourceTag(canon.value(rest[LITERAL]), start, end, attributes, key or FINAL)]
    return [SourceTag(name, start, end, attributes, key) for name, attributes in _named(entry.name, rest)]


def _named(said: str, rest: dict[str, str]) -> list[tuple[str, dict[str, str]]]:
    if said == "textStyle":
        return styled({key for key, value in rest.items() if value.lower() == "true"})
    name = kinds.tag(said)
    if name == NOTE and "comment" in rest:
        rest["text"] = rest.pop("comment")
    return [(name, rest)]


def styled(on: Iterable[str]) -> list[tuple[str, dict[str, str]]]:
    """Return the tags, with their attributes, that the styles of PAGE mean."""
    chosen = set(on)
    found: list[tuple[str, dict[str, str]]] = []
    if "underlined" in chosen:
        found.append(("underline", {}))
    if "strikethrough" in chosen:
        found.append(("del", {"rend": "strikethrough"}))
    if rend := " ".join(_STYLES[key] for key in _STYLES if key in chosen):
        found.append(("hi", {"rend": rend}))
    return found


def entry_of(tag: SourceTag, *, whole: bool, key: bool) -> Custom:
    """Return the entry that a tag is written as, readable for other programs as far as it can be.

    Args:
        tag: On a line, or on a whole region or page.
        whole: It is about the whole element and has no span.
        key: Say which annotation the tag is a part of, where it is a part of one.
    """
    span = {} if whole else {"offset": str(tag.start), "length": str(tag.end - tag.start)}
    tied = ({"continued": "true"} | ({KEY: tag.key} if key else {})) if tag.key else {}
    name, values = _plain(tag)
    plain = Custom(name, span | tied | values)
    read = (whole_tags if whole else _spanned)(parse(written((plain,))) if name else ())
    wanted = SourceTag(tag.tag, tag.start, tag.end, {**tag.attributes, **({} if key else tied)}, tag.key if key else "")
    if read == (wanted,) and "continued" not in tag.attributes:
        return plain
    shown = {style: "true" for style in values if style in STYLES} if name == "textStyle" else {}
    safe = name if _PLAIN.fullmatch(name) and name not in (*_STRUCTURAL, OWN) else "tag"
    exact = {f"={key_}": value for key_, value in sorted(tag.attributes.items())}
    return Custom(safe, span | tied | ({KEY: tag.key} if tag.key else {}) | shown | {LITERAL: tag.tag} | exact)


def _spanned(entries: tuple[Custom, ...]) -> tuple[SourceTag, ...]:
    return tags(entries, 1 << 30, Notes(""), "")


def _plain(tag: SourceTag) -> tuple[str, dict[str, str]]:
    """Return the name and values that other programs have for a tag."""
    attributes = dict(sorted(tag.attributes.items()))
    if tag.tag == NOTE:
        if "text" in attributes:
            attributes = {"comment": attributes.pop("text"), **attributes}
        return "comment", attributes
    if tag.tag == "underline":
        return "textStyle", {"underlined": "true"}
    if tag.tag == "del":
        return "textStyle", {"strikethrough": "true"}
    rend = attributes.get("rend", "").split()
    if tag.tag == "hi" and (on := [style for style, ours in _STYLES.items() if ours in rend]):
        return "textStyle", dict.fromkeys(on, "true")
    return tag.tag, attributes


def _span(values: Mapping[str, str], length: int) -> tuple[int, int] | None:
    start, extent = values.get("offset", ""), values.get("length", "0")
    if not re.fullmatch("-?[0-9]{1,9}", start) or not re.fullmatch("-?[0-9]{1,9}", extent):
        return None
    at = min(int(start), length)
    return max(at, 0), max(at, min(at + int(extent), length), 0)
