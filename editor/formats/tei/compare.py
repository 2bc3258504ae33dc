"""A file of ours beside what it was to say, unit by unit: neither the record nor the file is ever held whole.

The order of a file is known: places page by page, then the lines in reading order, then what stands beside. The record
is asked for its pages twice, once for each of the first two.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import tee
from typing import Final

from lxml import etree

from editor.formats.flow import reflowed
from editor.formats.tei import cells, names, shapes
from editor.formats.tei.declared import Declared, declared
from editor.formats.tei.forms import Forms
from editor.formats.tei.numbering import Numbering, number, settled, thing
from editor.formats.tei.places import Surface, surface
from editor.formats.tei.record import Record
from editor.formats.tei.tied import Tied
from editor.formats.tei.words import ReadLine, words
from editor.formats.xml import local
from editor.model.annotation import NOTE, Annotation, SpanTarget, Target
from editor.model.page import Line, Page, Region

_MOST: Final = 20
"""So many differences are told; one is enough to refuse a file."""

_ENTITY: Final[tuple[str, ...]] = ("name", "ref")


@dataclass(slots=True)
class _Passed:
    """A page whose lines are being compared, and its annotations."""

    annotations: tuple[Annotation, ...]


class Comparison:
    """Collects the differences between a record and the units of its file."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._forms = Forms(record.tagset)
        self._header = Declared()
        self._tied = Tied(self._header, self._forms)
        self._numbering = Numbering()
        contents, numbered = tee(record.pages())
        self._pages = zip(contents, self._numbering.pages(numbered), strict=True)
        self._lines = self._all_lines()
        self._passing: deque[_Passed] = deque()
        self._later: dict[int, tuple[Annotation, list[Target]]] = {}
        self._entities: dict[str, dict[str, str]] = {}
        self._continuing: list[tuple[str, int | None, int | None]] = []
        self._degrees = 0
        self._found: list[str] = []

    def unit(self, unit: etree._Element) -> None:
        """Compare the next unit of the file."""
        tag = local(unit)
        if tag == "teiHeader":
            self._head(unit)
        elif tag == "surface":
            self._surface(surface(unit, self._header, 0))
        elif tag in ("person", "org", "place"):
            self._tied.entry(unit)
        elif tag == "annotation":
            self._tied.beside(unit)
        elif tag == "certainty":
            self._degrees -= hash((number(unit.get("target", "")), unit.get("degree")))
        elif tag != "join":
            self._block(unit)

    def sentences(self) -> list[str]:
        """Return all differences, when every unit has been compared."""
        if next(self._pages, None) is not None:
            self._say("A page is missing")
        if (missing := next(self._lines, None)) is not None:
            self._say(f"{_where(*missing)} is missing")
        numbers = self._numbering.settle(wanted for _, wanted, _ in self._continuing if wanted is not None)
        for where, wanted, found in self._continuing:
            self._same(where, "the region it continues", numbers.get(wanted or -1), found)
        while self._passing:
            self._settle(self._passing.popleft())
        self._rest()
        if self._degrees:
            self._say("How sure the machine was of the lines is not as it was")
        return self._found

    def _say(self, what: str) -> None:
        if len(self._found) < _MOST:
            self._found.append(what + ".")

    def _same(self, where: str, what: str, wanted: object, found: object) -> None:
        if wanted != found:
            self._say(f"{where}: {what} should be {_short(wanted)} and is {_short(found)}")

    def _head(self, unit: etree._Element) -> None:
        self._header = declared(unit)
        self._tied = Tied(self._header, self._forms)
        document = self._record.document
        self._same("Header", "the title", document.title if document.title.strip() else "", self._header.title)
        self._same("Header", "the metadata", names.told(document.values), self._header.values)

    # Places

    def _surface(self, found: Surface) -> None:
        pair = next(self._pages, None)
        if pair is None:
            self._say("A page is too many")
            return
        theirs, content = pair
        continued = [region.continues for region in theirs.regions]
        where = f"Page {content.page.label or content.page.seq}"
        self._same(where, "its id, number, label and size", _face(content.page), _face(found.page))
        self._same(where, "the regions", [r.id for r in content.regions], [r.id for r in found.regions])
        drawn = dict(found.lines)
        for ours, read, continues in zip(content.regions, found.regions, continued, strict=False):
            self._region(f"{where}, region {ours.seq}", ours, read)
            if continues is not None or read.continues is not None:
                self._continuing.append((f"{where}, region {ours.seq}", continues, read.continues))
            for line in ours.lines:
                shape = shapes.settled(shapes.outline(line.outline)), shapes.settled(shapes.baseline(line.baseline))
                if shape != drawn.pop(line.id, ((), ())):
                    self._say(f"{where}, region {ours.seq}, line {line.seq}: its outline or baseline is another")
        if drawn:
            self._say(f"{where}: a line is drawn that is not there")

    def _region(self, where: str, wanted: Region, found: Region) -> None:
        self._same(where, "the kind", wanted.kind, found.kind)
        self._same(where, "the place in the order", wanted.seq, found.seq)
        self._same(where, "the outline", shapes.settled(shapes.outline(wanted.outline)), found.outline)
        self._same(where, "the hand", wanted.hand or None, found.hand)
        self._same(where, "whether its lines are paragraphs", reflowed(wanted), reflowed(found))
        self._same(where, "the rotation", _rotation(wanted), _rotation(found))

    # Lines

    def _all_lines(self) -> Iterator[tuple[Page, Region, Line]]:
        for content in self._numbering.pages(self._record.pages()):
            self._passing.append(_Passed(content.annotations))
            for region, line in content.lines():
                yield content.page, region, line

    def _block(self, unit: etree._Element) -> None:
        block = words(unit)
        self._tied.block(block)
        if block.stray:
            self._say(f"The text “{block.stray[:40]}” stands in no line")
        for line in block.lines:
            self._line(line)
        while len(self._passing) > 1:
            self._settle(self._passing.popleft())

    def _line(self, found: ReadLine) -> None:
        wanted = next(self._lines, None)
        if wanted is None:
            self._say(f"The line “{found.text[:40]}” is too many")
            return
        _, region, line = wanted
        if sure := names.degree(line.confidence):
            self._degrees += hash((line.id, sure))
        if line.verified != found.verified:
            self._say(f"{_where(*wanted)} {'has' if line.verified else 'has not'} been checked")
        in_table = self._forms.block(region.kind).shape == "table"
        if (cells.known(region, line) if in_table else {}) != found.cell:
            self._say(f"{_where(*wanted)} stands elsewhere in its table")
        if (line.id, line.seq, region.id, line.text) != (found.id, found.seq, found.region, found.text):
            ours, theirs = (line.text, line.id), (found.text, found.id)
            self._say(f"{_where(*wanted)} should be {_short(ours)} and is {_short(theirs)}")

    # Annotations

    def _settle(self, page: _Passed) -> None:
        """Compare the annotations of a page whose words have all been read, but for what stands beside the text."""
        for annotation in page.annotations:
            here = [target for target in annotation.targets if thing(target)]
            elsewhere = annotation.id in self._later or len(here) < len(annotation.targets)
            if elsewhere or annotation.tag == NOTE or not self._told(annotation):
                self._later.setdefault(annotation.id, (annotation, []))[1].extend(here)
            else:
                self._tied.drop(annotation.id)

    def _told(self, annotation: Annotation) -> bool:
        """Tell whether what the text says of ``annotation`` is all there is to say, names apart."""
        found = self._tied.so_far(annotation.id)
        if found is None or found.tag != annotation.tag or found.targets != _bare(annotation.targets):
            return False
        wanted = self._filled(annotation)
        entity = self._tied.entity(annotation.id)
        if entity:
            named = {key: wanted.pop(key) for key in _ENTITY if key in wanted}
            if self._entities.setdefault(entity, named) != named:
                return False
        return wanted == dict(found.attributes)

    def _filled(self, annotation: Annotation) -> dict[str, str]:
        """Return the attributes that say something which the tag does not say by itself."""
        fixed = self._forms.span(annotation.tag).fixed
        return {key: value for key, value in annotation.attributes.items() if value and fixed.get(key) != value}

    def _rest(self) -> None:
        for entity, named in self._entities.items():
            self._same("The lists of names", f"the entry {entity}", named, self._tied.named(entity))
        back = {annotation.id: annotation for annotation in self._tied.finished()}
        for annotation, here in self._later.values():
            whole = replace(annotation, targets=tuple(here))
            self._annotation(whole, back.pop(annotation.id, None))
        for annotation in self._numbering.orphans(self._record.orphans):
            found = back.pop(annotation.id, None)
            self._annotation(annotation, found)
            self._same(_called(annotation), "the quote", annotation.quote, found.quote if found else "")
        for annotation in back.values():
            self._say(f"{_called(annotation)} was never given")

    def _annotation(self, wanted: Annotation, found: Annotation | None) -> None:
        where = _called(wanted)
        if found is None:
            self._say(f"{where} is missing")
            return
        self._same(where, "the tag", wanted.tag, found.tag)
        self._same(where, "the attributes", self._filled(wanted), self._filled(found))
        self._same(where, "the targets", _bare(wanted.targets), found.targets)


def _where(page: Page, region: Region, line: Line) -> str:
    return f"Page {page.label or page.seq}, region {region.seq}, line {line.seq}"


def _called(annotation: Annotation) -> str:
    quoted = next((target.quote for target in annotation.spans if target.quote), annotation.quote)
    return f"Tag {annotation.tag} ({annotation.id}{f', “{quoted[:30]}”' if quoted else ''})"


def _face(page: Page) -> tuple[int, int, str, int, int]:
    sized = page.width > 0 and page.height > 0
    return page.id, page.seq, page.label, page.width if sized else 0, page.height if sized else 0


def _rotation(region: Region) -> str:
    told = region.attributes.get("rotation", "")
    return told if names.number(told) else ""


def _bare(targets: Iterable[Target]) -> tuple[Target, ...]:
    """Return targets without the words they quote: those are compared as the text of their lines."""
    return settled(SpanTarget(t.line, t.start, t.end) if isinstance(t, SpanTarget) else t for t in targets)


def _short(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 160 else text[:159] + "…"
