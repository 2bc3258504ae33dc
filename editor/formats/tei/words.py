"""A block of ours, read back: its lines with the regions they are in, and the pieces of annotations on them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from editor.formats.tei import cells, names
from editor.formats.tei.numbering import number
from editor.formats.tei.places import attributes_of, ident
from editor.formats.tei.spanning import SPANNING
from editor.formats.xml import local, text_of
from editor.model.annotation import SpanTarget


@dataclass(slots=True)
class ReadLine:
    """A line of the text: its id, number and region, its words, and of a table where it stands in it."""

    id: int
    seq: int
    region: int
    text: str = ""
    verified: bool = False
    cell: Mapping[str, str] = field(default_factory=dict)


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


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a spanning tag begins (``piece`` says what it is) or ends."""

    line: int
    at: int
    annotation: int
    piece: ReadPiece | None = None


@dataclass(slots=True)
class Words:
    """What a block holds.

    ``notes`` are the stretches between two anchors, ``marks`` the ends of spanning tags in their order, ``places`` say
    where regions stand, ``targets`` what they belong to, ``tables`` in which table, named by its first region, a region
    is that is only a cell of it; ``stray`` is text in no line.
    """

    lines: list[ReadLine] = field(default_factory=list)
    pieces: list[ReadPiece] = field(default_factory=list)
    notes: list[tuple[int, list[SpanTarget]]] = field(default_factory=list)
    places: dict[int, str] = field(default_factory=dict)
    page_breaks: list[int] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    targets: dict[int, int] = field(default_factory=dict)
    tables: dict[int, int] = field(default_factory=dict)
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
        self._row: Mapping[str, str] = {}
        self._cell: Mapping[str, str] = {}
        self._table = 0
        self._open: list[_Open] = []
        self._anchored: dict[str, _Open] = {}

    def element(self, element: etree._Element) -> None:
        """Read one element; its tail belongs to the caller."""
        tag, name = local(element), element.get(names.XML_ID, "")
        if tag in _KINDS:
            _KINDS[tag](self, element)
        elif name[:1] == "t" and "r" in name:
            self._block(element, tag)
        elif name[:1] == "t" and "a" in name:
            self._piece(element, tag, name)
        else:
            self._children(element)

    def _page(self, pb: etree._Element) -> None:
        self.close(feed=True)
        self.words.page_breaks.append(ident(pb))

    def _in_row(self, row: etree._Element) -> None:
        self._row = attributes_of(row)
        self._children(row)

    def _in_cell(self, cell: etree._Element) -> None:
        self._cell = cells.read(self._row, attributes_of(cell))
        self._children(cell)

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
        checked = lb.get("change") is not None
        self._line = ReadLine(ident(lb), int(lb.get("n", "0")), self._region, verified=checked, cell=self._cell)

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
            if self._table:
                self.words.tables.setdefault(self._table, self._table)
                self.words.tables[region] = self._table
            return
        if where := element.get("place"):
            self.words.places[region] = where
        if target := number(element.get("target", "")):
            self.words.targets[region] = target
        around = self._region, self._open, self._anchored, self._cell, self._table
        self._cell, self._table = {}, region if tag == "table" else 0
        self._region, self._open, self._anchored = region, [], {}
        self._children(element)
        self.close()
        self._region, self._open, self._anchored, self._cell, self._table = around

    def _anchor(self, anchor: etree._Element) -> None:
        name = anchor.get(names.XML_ID, "")
        if name.endswith("e"):
            if self._line is not None:
                self.words.marks.append(Mark(self._line.id, self._length, number(name)))
            return
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

    def _spanning(self, element: etree._Element) -> None:
        """Take note of where a tag begins that ends at an anchor, perhaps in another block."""
        own = {key: value for key, value in attributes_of(element).items() if key not in (names.XML_ID, "spanTo")}
        piece = ReadPiece(ident(element), 1, local(element).removesuffix("Span"), own)
        if self._line is not None:
            self.words.marks.append(Mark(self._line.id, self._length, piece.annotation, piece))

    def _piece(self, element: etree._Element, tag: str, name: str) -> None:
        count = int(name.partition(".")[2] or "1")
        linking = (names.XML_ID, "prev", "next")
        own = {key: value for key, value in attributes_of(element).items() if key not in linking}
        piece = ReadPiece(number(name), count, tag, own)
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


_KINDS: Final[Mapping[str, Callable[[_Reader, etree._Element], None]]] = {
    "lb": _Reader._begin,
    "pb": _Reader._page,
    "row": _Reader._in_row,
    "cell": _Reader._in_cell,
    "anchor": _Reader._anchor,
    "choice": _Reader._choice,
    **dict.fromkeys(SPANNING.values(), _Reader._spanning),
}
"""Elements that are read by their names; all others by their ids."""
