"""Lines of hOCR: the text of an element with white space collapsed, and what stands where in it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from editor.formats import canon, kinds, xml
from editor.formats.hocr import titles
from editor.formats.notes import Notes
from editor.formats.tally import Tally
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
    """The text of an element as it grows, and the spans of the elements in it."""

    text: str = ""
    blank: bool = False
    spans: list[tuple[int, int, etree._Element]] = field(default_factory=list)

    def add(self, raw: str | None) -> None:
        """Add text, white space as one blank between words and none at the ends; a no-break space is no white space."""
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
                start = at + 1 if self.text[at : at + 1] == " " else at
                self.spans.append((min(start, len(self.text)), len(self.text), child))
            self.add(child.tail)


def read_line(element: etree._Element, tally: Tally, notes: Notes, *, counted: bool = True) -> SourceLine:
    """Return the line an element holds; one that the format does not call a line is not counted."""
    flow = Flow()
    flow.walk(element)
    number = tally.line(flow.text) if counted else tally.uncounted()
    ident = element.get("id") or ""
    where = ident or f"line {number + 1}"
    title = titles.properties(element.get("title") or "")
    text = canon.line(flow.text, notes, where)
    return SourceLine(
        text=text,
        number=number,
        outline=titles.outline(title, notes, where),
        baseline=titles.baseline(title, notes, where),
        confidence=titles.confidence(title),
        words=_words(flow),
        tags=_tags(flow),
        ident=ident,
        attributes=titles.rotation(title),
    )


def _words(flow: Flow) -> tuple[SourceWord, ...]:
    found = []
    for start, end, element in flow.spans:
        if start < end and "ocrx_word" in classes(element):
            title = titles.properties(element.get("title") or "")
            box = titles.box(title)
            usable = box if box is not None and box[2] > box[0] and box[3] > box[1] else None
            found.append(SourceWord(start, end, usable, titles.confidence(title)))
    return tuple(sorted(found, key=lambda word: word.start))


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
