"""Lines of ALTO: Strings, spaces and hyphens put together, with the places of words and of what is tagged in them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from lxml import etree

from editor.formats import canon, coordinates, kinds, xml
from editor.formats.alto import detail, kept, own
from editor.formats.alto.labels import Label, Labels, Meant
from editor.formats.alto.measure import Measure
from editor.formats.notes import Notes
from editor.formats.tally import Tally
from editor.model.source import SourceLine, SourceTag, SourceWord

_PARTS: Final = ("String", "SP", "HYP")
_MOST_READINGS: Final = 50
"""So many rival readings of one line are kept."""


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


def assembled(element: etree._Element, *, exact: bool = False) -> tuple[str, list[tuple[int, int, etree._Element]]]:
    """Return the text of a TextLine and the place of each String in it.

    A space for each SP, the content of each HYP; where there are several Strings and no SP, a space between them,
    unless the file is known to be ``exact``.
    """
    parts = list(xml.children(element, *_PARTS))
    spaced = exact or any(xml.local(part) == "SP" for part in parts)
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
    ours = context.labels.are_ours
    raw, places = assembled(element, exact=ours)
    number = context.tally.line(raw)
    ident = element.get("ID") or ""
    where = ident or f"line {number + 1}"
    labels = list(context.labels.of(element, context.notes))
    text = canon.line(raw, context.notes, where)
    whole = _is_whole(places, text, context)
    alone = whole if ours else len(places) == 1
    said = next((label.label for label in labels if label.type == own.CONFIDENCE), None)
    line = SourceLine(
        text=text,
        number=number,
        outline=context.measure.outline(element, context.notes, where),
        baseline=context.measure.baseline(element, context.notes, where),
        confidence=coordinates.share(places[0][2].get("WC") if alone else said),
        words=() if whole else _words(places, len(text), context),
        tags=() if whole and ours else _tags(places, len(text), context),
        ident=ident,
        attributes=_attributes(element, labels) | kept.of_element(element) | _detail(places, context),
        verified=element.get("CS", "") in ("true", "1"),
        alternatives=_alternatives(text, places),
    )
    idents = tuple(i for i in (ident, *(string.get("ID", "") for _, _, string in places)) if i)
    return Found(line, idents, _hand(labels), line.attributes.get("type", ""))


def _is_whole(places: list[tuple[int, int, etree._Element]], text: str, context: Context) -> bool:
    """Tell whether a line stands in one String that is no word: in a file of ours it says so."""
    if len(places) != 1:
        return False
    if not context.labels.are_ours:
        return " " in text.strip()
    return any(label.type == own.WHOLE for label in context.labels.of(places[0][2], context.notes))


def _words(places: list[tuple[int, int, etree._Element]], length: int, context: Context) -> tuple[SourceWord, ...]:
    found = []
    for start, end, string in places:
        if start < end and start < length:
            box, confidence = context.measure.box(string), coordinates.share(string.get("WC"))
            if box is not None or confidence is not None or context.labels.is_word(string):
                found.append(SourceWord(start, min(end, length), box, confidence))
    return tuple(found)


def _detail(places: list[tuple[int, int, etree._Element]], context: Context) -> dict[str, str]:
    labels = context.labels
    said = detail.read(places, context.measure, but=labels.our_styles, joined=labels.joined)
    return {detail.RAW: said} if said else {}


def _alternatives(text: str, places: list[tuple[int, int, etree._Element]]) -> tuple[str, ...]:
    """Return the rival readings: those of a String make one of the whole line each."""
    found: dict[str, None] = {}
    for start, end, string in places:
        for element in xml.children(string, "ALTERNATIVE"):
            said = canon.value(xml.text_of(element))
            whole = element.get("PURPOSE") == own.OF_LINE
            reading = said if whole else text[:start] + said + text[end:]
            if (reading != text or whole) and len(found) < _MOST_READINGS:
                found[reading] = None
    return tuple(found)


def _tags(places: list[tuple[int, int, etree._Element]], length: int, context: Context) -> tuple[SourceTag, ...]:
    """Return the tags of the Strings; the same tag at neighbouring Strings is one."""
    found: list[SourceTag] = []
    going: dict[str, int] = {}
    for start, end, string in places:
        still: dict[str, int] = {}
        for meant in context.labels.spans(string, context.notes):
            if meant.key in going:
                i = going[meant.key]
                if meant.said is None or meant.said.end is None:
                    found[i] = replace(found[i], end=min(end, length))
            elif start < end or meant.said is not None or meant.name in kinds.EMPTY_TAGS:
                i = len(found)
                found.append(_tag(meant, start, end, length))
            else:
                continue
            still[meant.key] = i
        going = still
    return tuple(found)


def _tag(meant: Meant, start: int, end: int, length: int) -> SourceTag:
    said = meant.said
    key = said.key if said is not None else ""
    if said is not None and said.start is not None and said.end is not None:
        start, end = start + said.start, start + said.end
    start = min(max(start, 0), length)
    return SourceTag(meant.name, start, min(max(end, start), length), dict(meant.attributes), key)


def _attributes(element: etree._Element, labels: list[Label]) -> dict[str, str]:
    found = attributes_of(label for label in labels if not label.about_layout)
    for label in labels:
        if label.about_layout:
            found.setdefault("type", label.label)
    for theirs, ours in (("LANG", "language"), ("BASEDIRECTION", "direction")):
        if value := element.get(theirs):
            found[ours] = canon.value(value)
    return found


def attributes_of(labels: Iterable[Label]) -> dict[str, str]:
    """Return what tags say of a line or block that are neither of its layout nor of words."""
    found: dict[str, str] = {}
    for label in labels:
        if label.ours:
            if label.ours.startswith("@"):
                found[label.ours[1:]] = label.label
        elif label.type == "language":
            found.setdefault("language", label.label)
        elif label.type and label.type != "hand" and label.said is None:
            name = f"custom:{label.type}"
            found[name] = f"{found[name]} {label.label}" if name in found else label.label
    return found


def _hand(labels: list[Label]) -> str | None:
    for label in labels:
        hand = label.hand if label.hand is not None else kinds.hand(label.label) if label.about_layout else None
        if hand:
            return hand
    return None
