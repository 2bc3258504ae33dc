"""Lines and words of PAGE: which of several texts counts, where words stand in it, what ``custom`` tags in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from lxml import etree

from editor.formats import canon, customs, kinds
from editor.formats.notes import Notes
from editor.formats.pagexml import opaque, parts, shapes, styles, texts
from editor.formats.tally import Tally
from editor.model.source import SourceLine, SourceTag

KEPT: Final = {
    "primaryLanguage": "language",
    "primaryScript": "script",
    "readingDirection": "direction",
    "comments": "comments",
}
"""Attributes of lines and regions that are kept, under our names."""

_ATTRIBUTES: Final = frozenset({"id", "custom", "production", *KEPT})
_CHILDREN: Final = frozenset({"Coords", "Baseline", "Word", "TextEquiv"})
_PLAIN = "Text that stands only in PlainText was taken from there."


@dataclass(frozen=True, slots=True)
class Found:
    """A line, its place in ``custom``, and the hand its ``production`` names."""

    line: SourceLine
    index: int | None = None
    hand: str | None = None


def read_line(element: etree._Element, tally: Tally, notes: Notes, extra: dict[str, str]) -> Found:
    """Return the line an element TextLine holds; ``extra`` attributes are added to its own."""
    inner = opaque.grouped(element)
    words = parts.taken(inner.get("Word", ()), notes)
    equivs = texts.arranged(inner.get("TextEquiv", []))
    equiv = equivs[0] if equivs else None
    raw = texts.unicode_of(equiv) or parts.joined(words)
    number = tally.line(raw)
    entries = customs.parse(element.get("custom"))
    ours = customs.own(entries)
    ident = ours.get("id", element.get("id") or "")
    where = ident or f"line {number + 1}"
    text = canon.line(raw or _plain(equiv, words, notes), notes, where)
    tags = customs.tags(entries, len(text), notes, where)
    placed = parts.placed(words, text, notes, where)
    tags = (*tags, *styles.tags(inner, placed, text, tags))
    line = SourceLine(
        text=text,
        number=number,
        outline=shapes.outline(inner, ours.get("coords"), notes, where),
        baseline=shapes.baseline(inner, ours.get("baseline"), notes, where),
        confidence=texts.confidence(equiv),
        words=parts.arranged(placed),
        tags=tags,
        ident=ident,
        attributes=customs.amended(natural(element, inner, words, entries, notes, where) | extra, ours),
        verified=ours.get("verified") == "true",
        alternatives=texts.alternatives(equivs, notes, where),
    )
    hand = kinds.hand(element.get("production", ""))
    told = SourceTag("hand", 0, len(text), {"hand": hand or ""})
    return Found(line, customs.index(entries), None if told in tags else hand)


def _plain(equiv: etree._Element | None, words: Sequence[parts.Part], notes: Notes) -> str:
    found = texts.plain_of(equiv) or " ".join(said for word in words if (said := word.plain()))
    if found:
        notes.tell(_PLAIN)
    return found


def natural(
    element: etree._Element,
    inner: Mapping[str, list[etree._Element]],
    words: Sequence[parts.Part],
    entries: tuple[customs.Custom, ...],
    notes: Notes,
    where: str,
) -> dict[str, str]:
    """Return the attributes of a line with these children, by their names, and words, before ours amend them."""
    found = kept(element) | customs.others(entries)
    if structure := customs.first(entries, "structure", "type"):
        found["type"] = structure
    found |= opaque.attributes(element, _ATTRIBUTES)
    found |= production(element)
    found |= shape_attributes(inner)
    found |= opaque.children(inner, _CHILDREN, notes, where)
    texts.keep(found, inner.get("TextEquiv", []), notes, where)
    parts.keep(found, words, notes, where)
    if "page:TextStyle" in found:
        found |= styles.left(found.pop("page:TextStyle"))
    return found


def kept(element: etree._Element) -> dict[str, str]:
    """Return the attributes of a region or line that are kept, under our names."""
    return {ours: canon.value(value) for theirs, ours in KEPT.items() if (value := element.get(theirs))}


def production(element: etree._Element) -> dict[str, str]:
    """Return how the text was made, where it is not what we write for that hand."""
    said = element.get("production")
    if said is None or kinds.production(kinds.hand(said) or "") == said:
        return {}
    return {"page:production": canon.value(said)}


def shape_attributes(inner: Mapping[str, list[etree._Element]]) -> dict[str, str]:
    """Return what is said of an outline or a baseline but its points, such as how sure it is."""
    found: dict[str, str] = {}
    for name in ("Coords", "Baseline"):
        for shape in inner.get(name, [])[:1]:
            if len(shape.attrib) > 1:
                found |= opaque.attributes(shape, ("points",), f"{name}.")
    return found
