"""Annotations of ours, read back from their pieces in the text and from what stands beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from editor.formats.tei import names
from editor.formats.tei.declared import Declared
from editor.formats.tei.forms import ELEMENTS, Forms
from editor.formats.tei.numbering import number, settled
from editor.formats.tei.places import ident
from editor.formats.tei.spanning import worded
from editor.formats.tei.units import at, first
from editor.formats.tei.words import Mark, ReadPiece, Words
from editor.formats.xml import local, text_of
from editor.model.annotation import NOTE, Annotation, PageTarget, RegionTarget, SpanTarget, Target

_OWN: Final = frozenset({"ana", "ref", "hand"})


@dataclass(slots=True)
class _Found:
    """An annotation as far as it has been read."""

    tag: str = ""
    attributes: dict[str, str] = field(default_factory=dict)
    targets: list[Target] = field(default_factory=list)
    entity: str = ""
    quote: str = ""


class Tied:
    """Collects what a file says of its annotations, in the order of the file: blocks, lists, what stands beside."""

    def __init__(self, header: Declared, forms: Forms) -> None:
        self._header = header
        self._forms = forms
        self._found: dict[int, _Found] = {}
        self._entities: dict[str, dict[str, str]] = {}
        self._spanning: set[int] = set()

    def block(self, block: Words) -> None:
        """Take the pieces and stretches of a block."""
        for annotation, spans in block.notes:
            self._found.setdefault(annotation, _Found()).targets += spans
        self._spread(block)
        for piece in block.pieces:
            found = self._found.setdefault(piece.annotation, _Found())
            found.targets += piece.spans
            if piece.count == 1:
                self._dress(found, piece)

    def _spread(self, block: Words) -> None:
        """Put spanning tags on all words between their ends; one may begin in a block and end in a later one."""
        marks: dict[int, list[Mark]] = {}
        for mark in block.marks:
            marks.setdefault(mark.line, []).append(mark)
        for line in block.lines if marks or self._spanning else ():
            ends = {number_: len(line.text) for number_ in self._spanning}
            begins = dict.fromkeys(self._spanning, 0)
            for mark in marks.get(line.id, ()):
                if mark.piece is None:
                    ends[mark.annotation] = mark.at
                    self._spanning.discard(mark.annotation)
                else:
                    self._dress(self._found.setdefault(mark.annotation, _Found()), mark.piece)
                    begins[mark.annotation], ends[mark.annotation] = mark.at, len(line.text)
                    self._spanning.add(mark.annotation)
            for number_, start in begins.items():
                stretch = worded(line.text, start, ends[number_])
                if stretch is not None:
                    self._found[number_].targets.append(SpanTarget(line.id, *stretch))

    def _dress(self, found: _Found, piece: ReadPiece) -> None:
        own = piece.attributes
        found.tag = self._header.tag(own.get("ana", "")) or self._forms.tag_of(piece.element, own)
        fixed = self._forms.span(found.tag).fixed
        found.attributes = {k: v for k, v in own.items() if k not in _OWN and fixed.get(k) != v}
        if hand := self._header.hand(own.get("hand")):
            found.attributes["hand"] = hand
        found.entity = own.get("ref", "")[1:]
        if piece.second:
            found.attributes[ELEMENTS[piece.element].second] = piece.second
        if piece.certainty:
            found.attributes["cert"] = piece.certainty
        if piece.description:
            found.attributes["desc"] = piece.description

    def entry(self, element: etree._Element) -> None:
        """Take a person, place or body of the lists."""
        told = {}
        for child in element:
            told["ref" if local(child) == "idno" else "name"] = text_of(child)
        self._entities[element.get(names.XML_ID, "")] = told

    def beside(self, element: etree._Element) -> None:
        """Take an element ``annotation``."""
        found = self._found.setdefault(ident(element), _Found())
        if element.get("motivation") == "commenting":
            found.tag = NOTE
        elif tag := self._header.tag(element.get("ana", "")):
            found.tag = tag
        for note in at(element, "note"):
            term = first(note, "term")
            if note.get("type") == "quote":
                found.quote = text_of(note)
            elif term is not None:
                found.attributes[term.text or ""] = term.tail or ""
            else:
                found.attributes["text"] = text_of(note)
        self._point(found, element.get("target", "").split())

    def _point(self, found: _Found, pointers: Iterable[str]) -> None:
        for pointer in pointers:
            at = number(pointer) if pointer.startswith("#s") else 0
            if at:
                found.targets.append(RegionTarget(at) if "r" in pointer else PageTarget(at))

    def so_far(self, number_: int) -> Annotation | None:
        """Return an annotation as it has been read so far, without its names, or None."""
        found = self._found.get(number_)
        return None if found is None else Annotation(number_, found.tag, found.attributes, settled(found.targets))

    def entity(self, number_: int) -> str:
        """Return the id of what an annotation names, "" where it names nothing."""
        return self._found[number_].entity

    def named(self, entity: str) -> dict[str, str]:
        """Return name and address of an entry of the lists."""
        return self._entities.get(entity, {})

    def drop(self, number_: int) -> None:
        """Let go of an annotation that has been read whole."""
        del self._found[number_]

    def finished(self) -> Iterator[Annotation]:
        """Yield the annotations of the file by id; spans are joined but do not quote their words yet."""
        for number_, found in sorted(self._found.items()):
            attributes = {**self.named(found.entity), **found.attributes}
            yield Annotation(number_, found.tag, attributes, settled(found.targets), found.quote)
