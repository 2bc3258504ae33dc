"""Lines of ABBYY: letters with their boxes put together, words and what is set in another style found in them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from lxml import etree

from editor.formats import canon, coordinates, xml
from editor.formats.notes import Notes
from editor.formats.tally import Tally
from editor.model.geometry import Box, Polygon, polygon, union
from editor.model.source import SourceLine, SourceTag, SourceWord

_RIVALS: Final = "It keeps other readings of letters or words, which were not taken."
_RENDS: Final[Mapping[str, str]] = {
    "bold": "bold",
    "italic": "italic",
    "superscript": "superscript",
    "subscript": "subscript",
    "smallcaps": "small-caps",
}
_LANGUAGES: Final[Mapping[str, str]] = {
    "Bulgarian": "bg",
    "Chinese": "zh",
    "Czech": "cs",
    "Danish": "da",
    "Dutch": "nl",
    "English": "en",
    "Estonian": "et",
    "Finnish": "fi",
    "French": "fr",
    "German": "de",
    "Greek": "el",
    "Hebrew": "he",
    "Hungarian": "hu",
    "Italian": "it",
    "Japanese": "ja",
    "Latin": "la",
    "Latvian": "lv",
    "Lithuanian": "lt",
    "Norwegian": "no",
    "Polish": "pl",
    "Portuguese": "pt",
    "Romanian": "ro",
    "Russian": "ru",
    "Slovak": "sk",
    "Slovenian": "sl",
    "Spanish": "es",
    "Swedish": "sv",
    "Turkish": "tr",
    "Ukrainian": "uk",
    "Yiddish": "yi",
}
"""The beginnings of the names FineReader has for languages."""
_ON: Final = frozenset({"1", "true"})


@dataclass(frozen=True, slots=True)
class _Letter:
    """A piece of a line: mostly one character with its box, or the text of a whole formatting without places."""

    raw: str
    text: str
    box: Box | None = None
    confidence: float | None = None
    placed: bool = False


Run = tuple[etree._Element, list[_Letter]]


def read_line(element: etree._Element, tally: Tally, notes: Notes, extra: dict[str, str]) -> SourceLine:
    """Return the line an element ``line`` holds; ``extra`` attributes are added to its own."""
    runs = [(form, list(_letters(form, notes))) for form in xml.children(element, "formatting")]
    letters = [letter for _, run in runs for letter in run]
    number = tally.line("".join(letter.raw for letter in letters))
    where = f"line {number + 1:,}"
    joined = "".join(letter.text for letter in letters)
    text = canon.line(joined, notes, where)
    outline = coordinates.box_outline(box(element), notes, where) if element.get("l") is not None else ()
    return SourceLine(
        text=text,
        number=number,
        outline=outline,
        baseline=_baseline(element, outline, notes, where),
        confidence=_mean(letters),
        words=tuple(_words(letters, len(text))),
        tags=tuple(_tags(runs, len(text))),
        attributes=_language(element) | extra,
    )


def box(element: etree._Element) -> Box | None:
    """Return the box an element gives by its sides ``l t r b``, whatever they are, or None."""
    left, top, right, bottom = (coordinates.number(element.get(side)) for side in "ltrb")
    if left is None or top is None or right is None or bottom is None:
        return None
    return left, top, right, bottom


def _language(element: etree._Element) -> dict[str, str]:
    """Return the language of a line, where all its formattings name one."""
    said = {form.get("lang", "").strip() for form in xml.children(element, "formatting")} - {""}
    return {"language": language(said.pop())} if len(said) == 1 else {}


def language(name: str) -> str:
    """Return the code of a language FineReader names in English (``GermanNewSpelling``), else the name itself."""
    plain = re.sub(r"^Old(?=[A-Z])|\(.*", "", name)
    return next((code for begins, code in _LANGUAGES.items() if plain.startswith(begins)), canon.value(name))


def _letters(form: etree._Element, notes: Notes) -> Iterator[_Letter]:
    """Yield the letters of a formatting; one that lists none has its text in itself."""
    found = list(xml.children(form, "charParams"))
    if not found:
        raw = form.text or ""
        yield _Letter(raw, raw)
        return
    if xml.child(form, "wordRecVariants") is not None:
        notes.tell(_RIVALS)
    for letter in found:
        raw = letter.text or ""
        if len(letter):
            raw = (raw + "".join(child.tail or "" for child in letter)).strip()
            if xml.child(letter, "charRecVariants") is not None:
                notes.tell(_RIVALS)
        raw = raw or " "
        place = box(letter)
        if place is not None and (place[2] <= place[0] or place[3] <= place[1]):
            place = None
        # An indented file gives a blank as a line end and the indentation of the next line.
        text = " " if not raw.strip(" \r\n") else raw
        yield _Letter(raw, text, place, coordinates.share(letter.get("charConfidence"), of=100), True)


def _baseline(element: etree._Element, outline: Polygon, notes: Notes, where: str) -> Polygon:
    said = element.get("baseline")
    if said is None or not outline:
        return ()
    y = coordinates.number(said)
    path = polygon(((outline[0][0], y), (outline[1][0], y))) if y is not None else None
    return coordinates.baseline(path, notes, where)


def _mean(letters: list[_Letter]) -> float | None:
    known = [letter.confidence for letter in letters if letter.confidence is not None]
    return round(sum(known) / len(known), 4) if known else None


def _words(letters: list[_Letter], length: int) -> Iterator[SourceWord]:
    """Yield the words between blanks, where the letters have places."""
    at = 0
    for blank, group in groupby(letters, key=lambda letter: not letter.text.strip()):
        word = list(group)
        end = min(at + sum(len(letter.text) for letter in word), length)
        if not blank and at < end and all(letter.placed for letter in word):
            yield SourceWord(at, end, union(letter.box for letter in word if letter.box is not None), _mean(word))
        at = end


def _tags(runs: list[Run], length: int) -> Iterator[SourceTag]:
    """Yield what is set in another style; neighbouring formattings of one style are one."""
    at = 0
    for styles, group in groupby(runs, key=lambda run: _styles(run[0])):
        end = min(at + sum(len(letter.text) for _, run in group for letter in run), length)
        if at < end:
            for name, rend in styles:
                yield SourceTag(name, at, end, {"rend": rend} if rend else {})
        at = end


def _styles(form: etree._Element) -> tuple[tuple[str, str], ...]:
    on = {name for name in ("underline", "strikeout", *_RENDS) if form.get(name) in _ON}
    found = []
    if "underline" in on:
        found.append(("underline", ""))
    if "strikeout" in on:
        found.append(("del", "strikethrough"))
    if rend := " ".join(_RENDS[name] for name in _RENDS if name in on):
        found.append(("hi", rend))
    return tuple(found)
