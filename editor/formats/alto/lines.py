"""Lines of ALTO: Strings, spaces and hyphens put together, with the places of words and of what is tagged in them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from lxml import etree

from editor.formats import canon, coordinates, kinds, xml
from editor.formats.alto.labels import Label, Labels
from editor.formats.alto.measure import Measure
from editor.formats.notes import Notes
from editor.formats.tally import Tally
from editor.model.source import SourceLine, SourceTag, SourceWord

_PARTS: Final = ("String", "SP", "HYP")


@dataclass(frozen=True, slots=True)
class Found:
    """A line, the hand and the kind of line its labels name, and every id in it that a reading order may name."""

    line: SourceLine
    idents: tuple[str, ...]
    hand: str | None = None
    type: str = ""


@dataclass(frozen=True, slots=True)
class Context:
    """What every line of a file is read with."""

    measure: Measure
    labels: Labels
    tally: Tally
    notes: Notes


def assembled(element: etree._Element) -> tuple[str, list[tuple[int, int, etree._Element]]]:
    """Return the text of a TextLine and the place of each String in it.

    A space for each SP, the content of each HYP; where there are several Strings and no SP, a space between them.
    """
    parts = list(xml.children(element, *_PARTS))
    spaced = any(xml.local(part) == "SP" for part in parts)
    text: list[str] = []
    places: list[tuple[int, int, etree._Element]] = []
    at = 0
    for part in parts:
        name = xml.local(part)
        if name == "String" and places and not spaced:
            text.append(" ")
            at += 1
        piece = " " if name == "SP" else part.get("CONTENT", "")
        if name == "String":
            places.append((at, at + len(piece), part))
        text.append(piece)
        at += len(piece)
    return "".join(text), places


def read_line(element: etree._Element, context: Context) -> Found:
    """Return the line an element TextLine holds."""
    raw, places = assembled(element)
    number = context.tally.line(raw)
    ident = element.get("ID") or ""
    where = ident or f"line {number + 1}"
    labels = list(context.labels.of(element, context.notes))
    text = canon.line(raw, context.notes, where)
    alone = len(places) == 1
    line = SourceLine(
        text=text,
        number=number,
        outline=context.measure.outline(element, context.notes, where),
        baseline=context.measure.baseline(element, context.notes, where),
        confidence=coordinates.share(places[0][2].get("WC")) if alone else None,
        words=() if alone and " " in text.strip() else _words(places, len(text), context.measure),
        tags=_tags(places, len(text), context),
        ident=ident,
        attributes=_attributes(element, labels),
    )
    idents = tuple(i for i in (ident, *(string.get("ID", "") for _, _, string in places)) if i)
    return Found(line, idents, _hand(labels), line.attributes.get("type", ""))


def _words(places: list[tuple[int, int, etree._Element]], length: int, measure: Measure) -> tuple[SourceWord, ...]:
    return tuple(
        SourceWord(start, min(end, length), measure.box(string), coordinates.share(string.get("WC")))
        for start, end, string in places
        if start < end and start < length
    )


def _tags(places: list[tuple[int, int, etree._Element]], length: int, context: Context) -> tuple[SourceTag, ...]:
    """Return the tags of the Strings; the same tag at neighbouring Strings is one."""
    found: list[SourceTag] = []
    going: dict[tuple[str, tuple[tuple[str, str], ...]], int] = {}
    for start, end, string in places:
        spans = context.labels.spans(string, context.notes)
        still: dict[tuple[str, tuple[tuple[str, str], ...]], int] = {}
        for span in spans:
            name, attributes = span
            if span in going:
                i = going[span]
                found[i] = SourceTag(name, found[i].start, min(end, length), dict(attributes))
            elif start < end or name in kinds.EMPTY_TAGS:
                i = len(found)
                found.append(SourceTag(name, min(start, length), min(end, length), dict(attributes)))
            else:
                continue
            still[span] = i
        going = still
    return tuple(found)


def _attributes(element: etree._Element, labels: list[Label]) -> dict[str, str]:
    found: dict[str, str] = {}
    for label in labels:
        key = "type" if label.about_layout else label.type
        if key == "type" or key == "language":
            found.setdefault(key, label.label)
        elif key and key != "hand":
            name = f"custom:{key}"
            found[name] = f"{found[name]} {label.label}" if name in found else label.label
    if language := element.get("LANG"):
        found["language"] = canon.value(language)
    if element.get("CS") == "true":
        found["verified"] = "true"
    return found


def _hand(labels: list[Label]) -> str | None:
    for label in labels:
        hand = label.label if label.type == "hand" else kinds.hand(label.label) if label.about_layout else None
        if hand:
            return hand
    return None
