"""The lines of a block as mixed content: text, line breaks, and the spans in them as a tree of elements.

Positions count through a block: each line has one step for its break and one for each code point. A span that crosses
lines or pages of a block is no overlap; one that goes on in another block is written in pieces that name each other.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from itertools import accumulate

from lxml import etree

from editor.formats.flow import JOINED
from editor.formats.tei import names, shapes, spans
from editor.formats.tei.block import Block, Row
from editor.formats.tei.dress import Dress
from editor.formats.tei.nest import Piece, nest
from editor.formats.tei.numbering import drawn, said
from editor.formats.tei.spans import Tag, Thread, Threads
from editor.model.page import Page, Region

Render = Callable[[Page | Block | Region], etree._Element]


def fill(
    parent: etree._Element,
    rows: Sequence[Row],
    threads: Threads,
    render: Render,
    *,
    marking: bool = False,
    number: str | None = None,
) -> None:
    """Write ``rows`` into ``parent``.

    Args:
        parent: An element that may hold phrases.
        rows: The lines, in reading order.
        threads: What goes on from block to block.
        render: Makes the element of what stands between two lines.
        marking: A deletion followed by an addition is one substitution.
        number: Each line is a number as a whole, of this type.
    """
    texts = [row.line.text for row in rows]
    soft = [index > 0 and threads.cut(texts[index - 1], text) == JOINED for index, text in enumerate(texts)]
    pen = _Pen(parent, rows, soft, render)
    if number is None and not any(soft) and not any(row.spans for row in rows):
        pen.plain()
        return
    bases = [0, *accumulate(len(text) + 1 for text in texts)]
    made, going = spans.tags(rows, bases, threads)
    if marking:
        made += list(spans.substitutions(made, lambda start, end: _words_between(rows, bases, start, end)))
    if number is not None:
        made += spans.numbers(rows, bases, number)
    made += list(spans.hyphens(rows, bases, soft, made))
    pieces = nest([tag.span for tag in made], frozenset(bases))
    pen.tree(bases, pieces, _Wardrobe(made, pieces, going, threads))


def _words_between(rows: Sequence[Row], bases: Sequence[int], start: int, end: int) -> bool:
    for row, base in zip(rows, bases, strict=False):
        if start <= base < end and row.before:
            return True
        if row.line.text[max(0, start - base - 1) : max(0, end - base - 1)].strip():
            return True
    return False


class _Wardrobe:
    """The elements of the pieces of a block, each knowing the one before and after it."""

    def __init__(
        self, made: Sequence[Tag], pieces: Sequence[Piece], going: dict[int, Thread], threads: Threads
    ) -> None:
        self._made = made
        self._going = going
        self._found = threads.found
        for piece in pieces:
            annotation = made[piece.owner].annotation
            if annotation is not None and not made[piece.owner].to:
                going[annotation.id].left += 1
        self._joins = threads.joins

    def element(self, piece: Piece, parent: etree._Element) -> tuple[etree._Element, etree._Element]:
        """Return the element of a piece, put into ``parent``, and the one its words go into."""
        tag = self._made[piece.owner]
        if tag.annotation is None or tag.dress is None:
            return (own := _own(tag, parent)), own
        if tag.to:
            attributes = {names.IDENT: tag.ident, "spanTo": "#" + tag.to, **self._attributes(tag)}
            return (own := etree.SubElement(parent, tag.element, attributes)), own
        thread = self._going[tag.annotation.id]
        thread.pieces.append(names.piece(tag.annotation.id, len(thread.pieces) + 1))
        thread.left -= 1
        last = not thread.goes_on
        if last and thread.blocks > 1:
            self._joins.append((tag.element, thread.pieces))
        attributes = {names.IDENT: thread.pieces[-1], **self._attributes(tag)}
        count = len(thread.pieces)
        if count > 1:
            attributes["prev"] = "#" + thread.pieces[-2]
        if not last:
            attributes["next"] = "#" + names.piece(tag.annotation.id, count + 1)
        return self._dressed(tag.dress, attributes, parent, alone=not tag.dress.second or count > 1)

    def _dressed(
        self, worn: Dress, attributes: dict[str, str], parent: etree._Element, *, alone: bool
    ) -> tuple[etree._Element, etree._Element]:
        choice = parent if alone else etree.SubElement(parent, "choice")
        inner = etree.SubElement(choice, worn.element, attributes)
        if worn.description:
            etree.SubElement(inner, "desc").text = worn.description
        if alone:
            return inner, inner
        second = etree.SubElement(choice, worn.spec.other, {"cert": worn.certainty} if worn.certainty else {})
        second.text = worn.second
        return choice, inner

    def _attributes(self, tag: Tag) -> dict[str, str]:
        assert tag.annotation is not None and tag.dress is not None
        found = dict(tag.dress.attributes)
        if "hand" in found:
            found["hand"] = "#" + self._found.hands[found["hand"]]
        if tag.dress.entity is not None:
            found["ref"] = "#" + self._found.entities[tag.dress.entity]
        if tag.dress.named:
            found["ana"] = "#" + self._found.tags[tag.annotation.tag]
        return found


def _own(tag: Tag, parent: etree._Element) -> etree._Element:
    attributes = {names.IDENT: tag.ident} if tag.ident else {}
    if tag.type:
        attributes["type"] = tag.type
    if tag.element == "pc":
        attributes["force"] = "weak"
    return etree.SubElement(parent, tag.element, attributes)


class _Pen:
    """Writes text and elements one after the other into a tree, and remembers where it stands."""

    def __init__(self, parent: etree._Element, rows: Sequence[Row], soft: Sequence[bool], render: Render) -> None:
        self._rows = rows
        self._soft = soft
        self._render = render
        self._inside = [parent]
        self._last: list[etree._Element | None] = [parent[-1] if len(parent) else None]

    def plain(self) -> None:
        """Write lines without spans."""
        for index, row in enumerate(self._rows):
            self._begin(index)
            if row.line.text:
                self._text(row.line.text)

    def tree(self, bases: Sequence[int], pieces: Sequence[Piece], wardrobe: _Wardrobe) -> None:
        """Write lines with the pieces of the spans in them."""
        at = 0
        ends: list[int] = []
        for piece in pieces:
            while ends and ends[-1] <= piece.start:
                at = self._flow(bases, at, ends.pop())
                self._leave()
            at = self._flow(bases, at, piece.start)
            self._last[-1], inner = wardrobe.element(piece, self._inside[-1])
            if piece.start < piece.end:
                self._enter(inner)
                ends.append(piece.end)
        while ends:
            at = self._flow(bases, at, ends.pop())
            self._leave()
        self._flow(bases, at, bases[-1])

    def _flow(self, bases: Sequence[int], start: int, end: int) -> int:
        """Write what lies from ``start`` to ``end``, and return ``end``."""
        index = bisect_right(bases, start) - 1
        while start < end:
            base = bases[index]
            if start == base:
                self._begin(index)
                start += 1
            stop = min(end, bases[index + 1])
            if start < stop:
                self._text(self._rows[index].line.text[start - base - 1 : stop - base - 1])
                start = stop
            index += 1
        return end

    def _begin(self, index: int) -> None:
        """Write the break a line begins with, and what stands before it."""
        row, soft = self._rows[index], self._soft[index]
        for item in row.before:
            self._text("\n")
            between = self._render(item)
            self._inside[-1].append(between)
            self._last[-1] = between
        if row.before or (index and not soft):
            self._text("\n")
        attributes = {names.IDENT: said(row.line.id), "n": str(row.line.seq)}
        if shapes.located(row.line):
            attributes["facs"] = "#" + drawn(row.line.id)
        if soft:
            attributes["break"] = "no"
        if row.line.verified:
            attributes["change"] = "#" + names.VERIFIED
        self._last[-1] = etree.SubElement(self._inside[-1], "lb", attributes)

    def _text(self, text: str) -> None:
        last = self._last[-1]
        if last is None:
            self._inside[-1].text = (self._inside[-1].text or "") + text
        else:
            last.tail = (last.tail or "") + text

    def _enter(self, element: etree._Element) -> None:
        self._inside.append(element)
        self._last.append(None)

    def _leave(self) -> None:
        self._inside.pop()
        self._last.pop()
