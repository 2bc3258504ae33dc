"""Lines of hOCR: the text of an element with white space collapsed, and what stands where in it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from editor.formats import canon, coordinates, kinds, xml
from editor.formats.hocr import kept, own, titles
from editor.formats.notes import Notes
from editor.formats.tally import Tally
from editor.model.geometry import Polygon
from editor.model.source import SourceLine, SourceTag, SourceWord

_PIECES = re.compile(r"[ \t\r\n\f]+|[^ \t\r\n\f]+")
_BLANK: Final = " \t\r\n\f"
_DEEPEST: Final = 60
_INLINE: Final = {
    "del": ("del", {}),
    "s": ("del", {"rend": "strikethrough"}),
    "strike": ("del", {"rend": "strikethrough"}),
    "ins": ("add", {}),
    "u": ("underline", {}),
    "sup": ("hi", {"rend": "superscript"}),
    "sub": ("hi", {"rend": "subscript"}),
}


def classes(element: etree._Element) -> list[str]:
    """Return the classes of an element."""
    return (element.get("class") or "").split()


@dataclass(slots=True)
class Flow:
    """The text of an element as it grows, and the spans of the elements in it; ``exact`` if every blank counts."""

    exact: bool = False
    text: str = ""
    blank: bool = False
    spans: list[tuple[int, int, etree._Element]] = field(default_factory=list)

    def add(self, raw: str | None) -> None:
        """Add text, white space as one blank between words and none at the ends; a no-break space is no white space."""
        if self.exact:
            self.text += raw or ""
            return
        for piece in _PIECES.findall(raw or ""):
            if piece[0] in _BLANK:
                self.blank = bool(self.text)
                continue
            self.text += f" {piece}" if self.blank else piece
            self.blank = False

    def walk(self, element: etree._Element, depth: int = 0) -> None:
        """Add the text of ``element`` and remember where each element in it stands."""
        self.add(element.text)
        for child in element:
            if depth >= _DEEPEST and xml.local(child):
                self.add(xml.text_of(child))
            elif xml.local(child):
                at = len(self.text)
                self.walk(child, depth + 1)
                start = at + 1 if self.text[at : at + 1] == " " and not self.exact else at
                self.spans.append((min(start, len(self.text)), len(self.text), child))
            self.add(child.tail)


def read_line(element: etree._Element, tally: Tally, notes: Notes, *, counted: bool = True) -> SourceLine:
    """Return the line an element holds; one that the format does not call a line is not counted."""
    flow = Flow(exact=element.get(own.SPACE) == "exact")
    flow.walk(element)
    number = tally.line(flow.text) if counted else tally.uncounted()
    ident = element.get(own.IDENT) or element.get("id") or ""
    where = ident or f"line {number + 1}"
    title = titles.properties(element.get("title") or "")
    text = canon.line(flow.text, notes, where)
    words = [span for span in flow.spans if span[0] < span[1] and "ocrx_word" in classes(span[2])]
    words.sort(key=lambda span: span[0])
    return SourceLine(
        text=text,
        number=number,
        outline=titles.outline(title, notes, where),
        baseline=_baseline(element, title, notes, where),
        confidence=titles.confidence(title),
        words=tuple(_word(*span) for span in words),
        tags=own.tags(element, len(text)) if own.TAGS in element.attrib else _tags(flow),
        ident=canon.value(ident),
        attributes=_attributes(element, title) | kept.of_words(words) | own.attributes(element),
        verified=element.get(own.VERIFIED) == "true",
        alternatives=own.alternatives(element),
    )


def _baseline(element: etree._Element, title: dict[str, str], notes: Notes, where: str) -> Polygon:
    """Return the baseline: its points where they are given, else the straight line hOCR has for it."""
    said = element.get(own.BASELINE)
    if said is not None:
        return coordinates.baseline(coordinates.points(said, notes), notes, where)
    return titles.baseline(title, notes, where)


def _attributes(element: etree._Element, title: dict[str, str]) -> dict[str, str]:
    found = titles.rotation(title) | kept.of_element(element, "line", title)
    if (language := element.get("lang") or "") and language != "unknown":
        found["language"] = canon.value(language)
    if direction := element.get("dir"):
        found["direction"] = canon.value(direction)
    return found


def _word(start: int, end: int, element: etree._Element) -> SourceWord:
    title = titles.properties(element.get("title") or "")
    box = titles.box(title)
    usable = box if box is not None and box[2] > box[0] and box[3] > box[1] else None
    return SourceWord(start, end, usable, titles.confidence(title))


def _tags(flow: Flow) -> tuple[SourceTag, ...]:
    found = []
    for start, end, element in flow.spans:
        name, attributes = _meaning(element)
        if name and (start < end or name in kinds.EMPTY_TAGS):
            found.append(SourceTag(name, start, end, attributes))
    return tuple(sorted(found, key=lambda tag: (tag.start, -tag.end)))


def _meaning(element: etree._Element) -> tuple[str, dict[str, str]]:
    """Return the tag an element means: by ``data-annotation="name;key=value"``, else by its HTML name."""
    said = element.get("data-annotation")
    if not said:
        return _INLINE.get(xml.local(element).lower(), ("", {}))
    name, *rest = (canon.value(piece.strip()) for piece in said.split(";"))
    return kinds.tag(name), {key: value for key, _, value in (piece.partition("=") for piece in rest) if key}
