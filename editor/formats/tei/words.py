"""A block of ours, read back: its lines with the regions they are in, and the pieces of annotations on them."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from editor.formats.tei import names
from editor.formats.tei.numbering import number
from editor.formats.tei.places import ident
from editor.formats.xml import local, text_of
from editor.model.annotation import SpanTarget


@dataclass(slots=True)
class ReadLine:
    """A line of the text: its id, number and region, and its words."""

    id: int
    seq: int
    region: int
    text: str = ""


@dataclass(slots=True)
class ReadPiece:
    """A piece of an annotation: its element and attributes as they stand, the other half of a choice, its spans."""

    annotation: int
    count: int
    element: str
    attributes: dict[str, str]
    spans: list[SpanTarget] = field(default_factory=list)
    second: str = ""
    certainty: str = ""
    description: str = ""


@dataclass(slots=True)
class Words:
    """What a block holds.

    ``notes`` are the stretches between two anchors, ``places`` say where regions stand, ``stray`` is text in no line.
    """

    lines: list[ReadLine] = field(default_factory=list)
    pieces: list[ReadPiece] = field(default_factory=list)
    notes: list[tuple[int, list[SpanTarget]]] = field(default_factory=list)
    places: dict[int, str] = field(default_factory=dict)
    page_breaks: list[int] = field(default_factory=list)
    stray: str = ""


def words(block: etree._Element) -> Words:
    """Return what a child of a division holds."""
    reader = _Reader()
    reader.element(block)
    reader.close()
    return reader.words


@dataclass(slots=True)
class _Open:
    """Spans whose end has not come, and where they began in the line that is open."""

    spans: list[SpanTarget]
    start: int
    crossed: bool = False


class _Reader:
    """Walks through a block and keeps count of code points."""

    def __init__(self) -> None:
        self.words = Words()
        self._line: ReadLine | None = None
        self._text: list[str] = []
        self._length = 0
        self._region = 0
        self._open: list[_Open] = []
        self._anchored: dict[str, _Open] = {}

    def element(self, element: etree._Element) -> None:
        """Read one element; its tail belongs to the caller."""
        tag, name = local(element), element.get(names.XML_ID, "")
        if tag == "lb":
            self._begin(element)
        elif tag == "pb":
            self.close(feed=True)
            self.words.page_breaks.append(ident(element))
        elif name[:1] == "t" and "r" in name:
            self._block(element, tag)
        elif tag == "anchor":
            self._anchor(name)
        elif tag == "choice":
            self._choice(element)
        elif name[:1] == "t" and "a" in name:
            self._piece(element, tag, name)
        else:
            self._children(element)

    def _children(self, element: etree._Element) -> None:
        self._write(element.text)
        for child in element:
            self.element(child)
            self._write(child.tail)

    def _write(self, text: str | None) -> None:
        if not text:
            return
        if self._line is None:
            self.words.stray += text.strip()
        else:
            self._text.append(text)
            self._length += len(text)

    def _begin(self, lb: etree._Element) -> None:
        self.close(feed=lb.get("break") != "no")
        self._line = ReadLine(ident(lb), int(lb.get("n", "0")), self._region)

    def close(self, *, feed: bool = False) -> None:
        """End the open line; ``feed`` takes away the line feed that stands before a break."""
        if self._line is None:
            return
        text = "".join(self._text)
        if feed and text.endswith("\n"):
            text = text[:-1]
        for open_ in (*self._open, *self._anchored.values()):
            self._reach(open_, self._line.id, len(text))
            open_.start, open_.crossed = 0, True
        self._line.text = text
        self.words.lines.append(self._line)
        self._line, self._text, self._length = None, [], 0

    def _reach(self, open_: _Open, line: int, end: int) -> None:
        if end > open_.start:
            open_.spans.append(SpanTarget(line, open_.start, end))

    def _finish(self, open_: _Open) -> None:
        if self._line is None:
            return
        self._reach(open_, self._line.id, self._length)
        if not open_.spans and not open_.crossed:
            open_.spans.append(SpanTarget(self._line.id, open_.start, open_.start))

    def _block(self, element: etree._Element, tag: str) -> None:
        self.close(feed=True)
        region = number(element.get("facs", "").partition(" ")[0])
        if tag == "milestone":
            self._region = region
            return
        if where := element.get("place"):
            self.words.places[region] = where
        around = self._region, self._open, self._anchored
        self._region, self._open, self._anchored = region, [], {}
        self._children(element)
        self.close()
        self._region, self._open, self._anchored = around

    def _anchor(self, name: str) -> None:
        stretch = name.replace("e", "s")
        if stretch == name:
            self._anchored[name] = _Open([], self._length)
        elif open_ := self._anchored.pop(stretch, None):
            self._finish(open_)
            self.words.notes.append((number(name), open_.spans))

    def _choice(self, element: etree._Element) -> None:
        before = len(self.words.pieces)
        self.element(element[0])
        piece = self.words.pieces[before]
        piece.second = text_of(element[1])
        piece.certainty = element[1].get("cert", "")

    def _piece(self, element: etree._Element, tag: str, name: str) -> None:
        count = int(name.partition(".")[2] or "1")
        own = {key: value for key, value in element.attrib.items() if key not in (names.XML_ID, "prev", "next")}
        piece = ReadPiece(number(name), count, tag, {str(key): str(value) for key, value in own.items()})
        self.words.pieces.append(piece)
        if tag == "gap":
            piece.description = text_of(element)
            if self._line is not None:
                piece.spans.append(SpanTarget(self._line.id, self._length, self._length))
            return
        open_ = _Open(piece.spans, self._length)
        self._open.append(open_)
        self._children(element)
        self._open.pop()
        self._finish(open_)
