"""Lines and words of PAGE: which of several texts counts, where words stand in it, what ``custom`` tags in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from lxml import etree

from editor.formats import canon, coordinates, customs, kinds, words, xml
from editor.formats.notes import NO_OUTLINE, WORD, Notes
from editor.formats.tally import Tally
from editor.model.geometry import Polygon, bounds
from editor.model.source import SourceLine, SourceWord

KEPT: Final = {
    "primaryLanguage": "language",
    "primaryScript": "script",
    "readingDirection": "direction",
    "comments": "comments",
}
"""Attributes of lines and regions that are kept, under our names."""

_PLAIN = "Text that stands only in PlainText was taken from there."


@dataclass(frozen=True, slots=True)
class Found:
    """A line, its place in ``custom``, and the hand its ``production`` names."""

    line: SourceLine
    index: int | None = None
    hand: str | None = None


def read_line(element: etree._Element, tally: Tally, notes: Notes, extra: dict[str, str]) -> Found:
    """Return the line an element TextLine holds; ``extra`` attributes are added to its own."""
    parts = list(xml.children(element, "Word"))
    equiv = lowest(element)
    raw = unicode_of(equiv) or " ".join(filter(None, map(word_text, parts)))
    number = tally.line(raw)
    ident = element.get("id") or ""
    where = ident or f"line {number + 1}"
    text = canon.line(raw or _plain(equiv, parts, notes), notes, where)
    entries = customs.parse(element.get("custom"))
    line = SourceLine(
        text=text,
        number=number,
        outline=coords(element, notes, where),
        baseline=_baseline(element, notes, where),
        confidence=coordinates.share(equiv.get("conf")) if equiv is not None else None,
        words=_words(parts, text, notes, where),
        tags=customs.tags(entries, len(text), notes, where),
        ident=ident,
        attributes=_attributes(element, entries) | extra,
    )
    return Found(line, customs.index(entries), kinds.hand(element.get("production", "")))


def lowest(element: etree._Element) -> etree._Element | None:
    """Return the TextEquiv with the lowest index (a missing one is 0), the first of equals."""
    equivs = list(xml.children(element, "TextEquiv"))
    return min(equivs, key=_index, default=None) if len(equivs) != 1 else equivs[0]


def _index(equiv: etree._Element) -> int:
    text = equiv.get("index", "0")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def unicode_of(equiv: etree._Element | None) -> str:
    """Return the Unicode text of a TextEquiv, code point for code point."""
    return xml.text_of(xml.child(equiv, "Unicode")) if equiv is not None else ""


def word_text(word: etree._Element) -> str:
    """Return a word's own text, else that of its glyphs."""
    return unicode_of(lowest(word)) or "".join(unicode_of(lowest(g)) for g in xml.children(word, "Glyph"))


def _plain(equiv: etree._Element | None, parts: list[etree._Element], notes: Notes) -> str:
    found = plain_of(equiv) or " ".join(filter(None, (plain_of(lowest(word)) for word in parts)))
    if found:
        notes.tell(_PLAIN)
    return found


def plain_of(equiv: etree._Element | None) -> str:
    """Return the PlainText of a TextEquiv, which some fill instead of Unicode."""
    return xml.text_of(xml.child(equiv, "PlainText")) if equiv is not None else ""


def _attributes(element: etree._Element, entries: tuple[customs.Custom, ...]) -> dict[str, str]:
    found = kept(element) | customs.others(entries)
    if structure := customs.first(entries, "structure", "type"):
        found["type"] = structure
    return found


def kept(element: etree._Element) -> dict[str, str]:
    """Return the attributes of a region or line that are kept, under our names."""
    return {ours: canon.value(value) for theirs, ours in KEPT.items() if (value := element.get(theirs))}


def coords(element: etree._Element, notes: Notes, where: str) -> Polygon:
    """Return the outline in the child Coords, from ``points`` or, as before 2013, from Point children."""
    found = xml.child(element, "Coords")
    if found is None:
        notes.count(NO_OUTLINE, where)
        return ()
    return coordinates.outline(_path(found, notes), notes, where)


def _baseline(element: etree._Element, notes: Notes, where: str) -> Polygon:
    found = xml.child(element, "Baseline")
    return coordinates.baseline(_path(found, notes), notes, where) if found is not None else ()


def _path(element: etree._Element, notes: Notes) -> Polygon | None:
    points = element.get("points")
    if points is None:
        points = " ".join(f"{p.get('x', '')},{p.get('y', '')}" for p in xml.children(element, "Point"))
    return coordinates.points(points, notes)


def _words(elements: list[etree._Element], text: str, notes: Notes, where: str) -> tuple[SourceWord, ...]:
    if not elements:
        return ()
    said = [canon.value(word_text(word) or plain_of(lowest(word))) for word in elements]
    found = []
    for word, text_, place in zip(elements, said, words.located(text, said), strict=True):
        if place is None:
            if text_:
                notes.count(WORD, where)
            continue
        path = _word_path(word, notes)
        equiv = lowest(word)
        confidence = coordinates.share(equiv.get("conf")) if equiv is not None else None
        found.append(SourceWord(*place, bounds(path) if path else None, confidence))
    return tuple(sorted(found, key=lambda w: w.start))


def _word_path(word: etree._Element, notes: Notes) -> Polygon | None:
    found = xml.child(word, "Coords")
    return _path(found, notes) if found is not None else None
