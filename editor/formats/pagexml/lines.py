"""Lines and words of PAGE: which of several texts counts, where words stand in it, what ``custom`` tags in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from lxml import etree

from editor.formats import canon, coordinates, customs, kinds, words, xml
from editor.formats.notes import WORD, Notes
from editor.formats.pagexml import opaque, shapes, styles
from editor.formats.tally import Tally
from editor.model.geometry import bounds, rectangle
from editor.model.source import SourceLine, SourceTag, SourceWord

KEPT: Final = {
    "primaryLanguage": "language",
    "primaryScript": "script",
    "readingDirection": "direction",
    "comments": "comments",
}
"""Attributes of lines and regions that are kept, under our names."""
RAW_TEXT: Final = "page:raw-TextEquiv"
RAW_WORDS: Final = "page:raw-Word"

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
    parts = inner.get("Word", [])
    texts = _arranged(inner.get("TextEquiv", []))
    equiv = texts[0] if texts else None
    raw = unicode_of(equiv) or " ".join(filter(None, map(word_text, parts)))
    number = tally.line(raw)
    entries = customs.parse(element.get("custom"))
    ours = customs.own(entries)
    ident = ours.get("id", element.get("id") or "")
    where = ident or f"line {number + 1}"
    text = canon.line(raw or _plain(equiv, parts, notes), notes, where)
    tags = customs.tags(entries, len(text), notes, where)
    placed = _placed(parts, text, notes, where)
    tags = (*tags, *styles.tags(inner, placed, text, tags))
    line = SourceLine(
        text=text,
        number=number,
        outline=shapes.outline(inner, ours.get("coords"), notes, where),
        baseline=shapes.baseline(inner, ours.get("baseline"), notes, where),
        confidence=confidence(equiv),
        words=_sorted(placed),
        tags=tags,
        ident=ident,
        attributes=customs.amended(natural(element, inner, entries, notes, where) | extra, ours),
        verified=ours.get("verified") == "true",
        alternatives=alternatives(texts, notes, where),
    )
    hand = kinds.hand(element.get("production", ""))
    told = SourceTag("hand", 0, len(text), {"hand": hand or ""})
    return Found(line, customs.index(entries), None if told in tags else hand)


def equivs(element: etree._Element) -> list[etree._Element]:
    """Return the TextEquivs by their index (a missing one is 0), those of one index in their order in the file."""
    return _arranged(list(xml.children(element, "TextEquiv")))


def _arranged(found: list[etree._Element]) -> list[etree._Element]:
    return found if len(found) < 2 else sorted(found, key=_index)


def lowest(element: etree._Element) -> etree._Element | None:
    """Return the TextEquiv that counts, the first of ``equivs``."""
    return next(iter(equivs(element)), None)


def _index(equiv: etree._Element) -> int:
    text = equiv.get("index", "0")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def alternatives(texts: list[etree._Element], notes: Notes, where: str) -> tuple[str, ...]:
    """Return what the other TextEquivs say, the likeliest first; an empty one says nothing."""
    return tuple(said for equiv in texts[1:] if (said := canon.line(unicode_of(equiv), notes, where)))


def confidence(equiv: etree._Element | None) -> float | None:
    """Return how sure a TextEquiv is of itself, 0 to 1, or None."""
    return coordinates.share(equiv.get("conf")) if equiv is not None else None


def conf(value: float) -> str:
    """Return how sure something is, 0 to 1, as an attribute ``conf``."""
    return f"{value:.4f}".rstrip("0").rstrip(".") or "0"


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


def natural(
    element: etree._Element,
    inner: Mapping[str, list[etree._Element]],
    entries: tuple[customs.Custom, ...],
    notes: Notes,
    where: str,
) -> dict[str, str]:
    """Return the attributes of a line with these children, by their names, before ours amend them."""
    found = kept(element) | customs.others(entries)
    if structure := customs.first(entries, "structure", "type"):
        found["type"] = structure
    found |= opaque.attributes(element, _ATTRIBUTES)
    found |= production(element)
    found |= shape_attributes(inner)
    found |= opaque.children(inner, _CHILDREN, notes, where)
    keep_texts(found, inner.get("TextEquiv", []), notes, where)
    parts = inner.get("Word", [])
    if any(map(_is_rich, parts)):
        opaque.keep(found, RAW_WORDS, opaque.text(map(styles.bare, map(opaque.plain, parts))), notes, where)
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


def keep_texts(found: dict[str, str], texts: list[etree._Element], notes: Notes, where: str) -> None:
    """Put the TextEquivs into ``found`` as they are, where they say more than texts and how sure the first one is."""
    if any(_says_more(equiv, first=not i) for i, equiv in enumerate(texts)):
        opaque.keep(found, RAW_TEXT, opaque.text(map(opaque.plain, texts)), notes, where)


def _says_more(equiv: etree._Element, *, first: bool) -> bool:
    if any(name not in ("index", "conf" if first else "index") for name in equiv.attrib):
        return True
    if len(equiv) == 1 and xml.local(equiv[0]) == "Unicode":
        return False
    others = [child for child in equiv if xml.local(child) not in ("Unicode", "")]
    return bool(others) and (
        len(others) > 1 or xml.local(others[0]) != "PlainText" or plain_of(equiv) not in ("", unicode_of(equiv))
    )


def _is_rich(word: etree._Element) -> bool:
    """Tell whether a word says more than its text, its box and how sure it is."""
    entries = customs.parse(word.get("custom"))
    if not set(word.attrib) <= {"id", "custom"} or any(e.name not in (customs.OWN, "readingOrder") for e in entries):
        return True
    inner = [name for child in word if (name := xml.local(child)) and not styles.is_all_told(child)]
    if inner not in (["Coords", "TextEquiv"], ["Coords"]):
        return True
    path = shapes.read(word[0], Notes("")) or () if xml.local(word[0]) == "Coords" else ()
    return len(word[0].attrib) > 1 or not _is_box(path) or any(_says_more(e, first=True) for e in equivs(word))


def _is_box(path: tuple[tuple[float, float], ...]) -> bool:
    return bool(path) and len(path) == 4 and set(path) == set(rectangle(bounds(path)))


def read_words(elements: list[etree._Element], text: str, notes: Notes, where: str) -> tuple[SourceWord, ...]:
    """Return the words of a line that has ``text``, by their places in it."""
    return _sorted(_placed(elements, text, notes, where))


def _sorted(placed: list[styles.Placed]) -> tuple[SourceWord, ...]:
    return tuple(sorted((word for _, word in placed), key=lambda w: w.start))


def _placed(elements: list[etree._Element], text: str, notes: Notes, where: str) -> list[styles.Placed]:
    """Return the words that stand in ``text``, each with its element."""
    if not elements:
        return []
    said = [canon.value(word_text(word) or plain_of(lowest(word))) for word in elements]
    ours = [customs.own(customs.parse(word.get("custom"))) for word in elements]
    found = []
    known = words.located(text, said)
    for word, text_, own, place in zip(elements, said, ours, known, strict=True):
        place = _told_place(own, text, text_) or place
        if place is None:
            if text_:
                notes.count(WORD, where)
            continue
        box = shapes.box(word, own.get("coords"), notes)
        found.append((word, SourceWord(*place, box, confidence(lowest(word)))))
    return found


def _told_place(own: dict[str, str], text: str, said: str) -> tuple[int, int] | None:
    at = own.get("offset", "")
    if not (at.isascii() and at.isdigit() and len(at) < 10):
        return None
    place = int(at), int(at) + len(said)
    return place if text[slice(*place)] == said and place[1] <= len(text) else None
