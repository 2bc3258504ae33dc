"""The words of a line of PAGE, read: where they stand in its text, and whether they say more than we have a place for.

A page has thousands of them, so each is looked at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from editor.formats import canon, customs, words, xml
from editor.formats.notes import WORD, Notes
from editor.formats.pagexml import opaque, shapes, styles, texts
from editor.model.geometry import Polygon
from editor.model.source import SourceWord

RAW_WORDS: Final = "page:raw-Word"
"""The words of a line as they are, where one of them says more than its text, its box and how sure it is."""


@dataclass(slots=True)
class Part:
    """An element Word, taken apart."""

    element: etree._Element
    coords: etree._Element | None = None
    texts: list[etree._Element] = field(default_factory=list)
    glyphs: list[etree._Element] = field(default_factory=list)
    styles: list[etree._Element] = field(default_factory=list)
    more: bool = False
    path: Polygon | None = None
    said: str = ""

    def plain(self) -> str:
        """Return the word's PlainText."""
        return texts.plain_of(self.texts[0]) if self.texts else ""


def taken(elements: Iterable[etree._Element], notes: Notes) -> list[Part]:
    """Return words taken apart."""
    return [_taken(element, notes) for element in elements]


def _taken(element: etree._Element, notes: Notes) -> Part:
    part = Part(element)
    for child in element:
        name = xml.local(child)
        if name == "Coords" and part.coords is None:
            part.coords = child
        elif name == "TextEquiv":
            part.texts.append(child)
        elif name == "Glyph":
            part.glyphs.append(child)
        elif name == "TextStyle":
            part.styles.append(child)
        elif name:
            part.more = True
    part.texts = texts.arranged(part.texts)
    part.path = shapes.read(part.coords, notes) if part.coords is not None else None
    part.said = texts.unicode_of(part.texts[0]) if part.texts else ""
    if not part.said and part.glyphs:
        part.said = "".join(texts.unicode_of(texts.lowest(glyph)) for glyph in part.glyphs)
    return part


def joined(parts: Iterable[Part]) -> str:
    """Return the text of a line that has none but in its words."""
    return " ".join(part.said for part in parts if part.said)


def placed(parts: Sequence[Part], text: str, notes: Notes, where: str) -> list[styles.Placed]:
    """Return the words that stand in ``text``, each with its styles."""
    if not parts:
        return []
    said = [canon.value(part.said or part.plain()) for part in parts]
    found: list[styles.Placed] = []
    for part, text_, place in zip(parts, said, words.located(text, said), strict=True):
        custom = part.element.get("custom")
        own = customs.own(customs.parse(custom)) if custom and customs.OWN in custom else {}
        place = _told(own, text, text_) or place
        if place is None:
            if text_:
                notes.count(WORD, where)
            continue
        box = shapes.box(part.path, own.get("coords"), notes)
        confidence = texts.confidence(part.texts[0]) if part.texts else None
        found.append((part.styles, SourceWord(*place, box, confidence)))
    return found


def _told(own: dict[str, str], text: str, said: str) -> tuple[int, int] | None:
    at = own.get("offset", "")
    if not (at.isascii() and at.isdigit() and len(at) < 10):
        return None
    place = int(at), int(at) + len(said)
    return place if text[slice(*place)] == said and place[1] <= len(text) else None


def arranged(found: Iterable[styles.Placed]) -> tuple[SourceWord, ...]:
    """Return words by their places in the line."""
    return tuple(sorted((word for _, word in found), key=lambda word: word.start))


def keep(found: dict[str, str], parts: Sequence[Part], notes: Notes, where: str) -> None:
    """Put the words into ``found`` as they are, where one of them says more than ours."""
    if any(map(_is_rich, parts)):
        bare = (styles.bare(opaque.plain(part.element)) for part in parts)
        opaque.keep(found, RAW_WORDS, opaque.text(bare), notes, where)


def _is_rich(part: Part) -> bool:
    """Tell whether a word says more than its text, its box and how sure it is."""
    if part.more or part.glyphs or part.coords is None or len(part.coords.attrib) > 1 or len(part.texts) > 1:
        return True
    if any(name not in ("id", "custom") for name in part.element.attrib) or not _is_box(part.path or ()):
        return True
    custom = part.element.get("custom")
    if custom and any(e.name not in (customs.OWN, "readingOrder") for e in customs.parse(custom)):
        return True
    return any(not styles.is_all_told(s) for s in part.styles) or any(
        texts.says_more(t, first=True) for t in part.texts
    )


def _is_box(path: Polygon) -> bool:
    if len(path) != 4:
        return False
    (x1, y1), (x2, y2), (x3, y3), (x4, y4) = path
    return (y1 == y2 and x2 == x3 and y3 == y4 and x4 == x1) or (x1 == x2 and y2 == y3 and x3 == x4 and y4 == y1)
