"""Our own TEI read back into the model's values, and compared with what was to be written.

Reads what `write` writes, not TEI at large. Shares with the writer only the names and the tables of forms.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from lxml import etree

from editor.formats.tei import cells
from editor.formats.tei.compare import Comparison
from editor.formats.tei.declared import Declared, declared
from editor.formats.tei.forms import Forms
from editor.formats.tei.numbering import number, said, thing
from editor.formats.tei.places import Surface, surface
from editor.formats.tei.record import Record
from editor.formats.tei.tied import Tied
from editor.formats.tei.units import Bytes, units
from editor.formats.tei.words import ReadLine, words
from editor.formats.xml import local
from editor.model.annotation import Annotation, SpanTarget
from editor.model.page import Document, Line, PageContent, Region
from editor.model.tagset import TagSet


@dataclass(frozen=True, slots=True)
class ReadBack:
    """A record as its file tells it: metadata, pages with all that is on them, annotations that lost their place.

    ``stray`` is text that stands in no line; there is none in a file of ours.
    """

    document: Document
    pages: tuple[PageContent, ...]
    orphans: tuple[Annotation, ...] = ()
    stray: str = ""
    header: Declared = field(default_factory=Declared)


def read(path: Path | Bytes, tagset: TagSet | None = None) -> ReadBack:
    """Return the record in a file of ours.

    Args:
        path: The file.
        tagset: The project's set; without it, an attribute that a tag of its own always writes is read as the tag's.

    Raises:
        FormatFault: it is not there, not well-formed, or no TEI.
    """
    reader = _Reader(Forms(tagset))
    for unit in units(path):
        reader.unit(unit)
    return reader.record()


def differences(record: Record, path: Path) -> list[str]:
    """Return in sentences where the file at ``path`` does not say what ``record`` says; nothing where it does.

    Raises:
        FormatFault: the file is not there, not well-formed, or no TEI.
    """
    comparison = Comparison(record)
    for unit in units(path):
        comparison.unit(unit)
    return comparison.sentences()


class _Reader:
    """Puts a record together from the units of its file."""

    def __init__(self, forms: Forms) -> None:
        self._forms = forms
        self._header = Declared()
        self._tied = Tied(self._header, forms)
        self._surfaces: list[Surface] = []
        self._lines: dict[int, list[ReadLine]] = {}
        self._places: dict[int, str] = {}
        self._targets: dict[int, int] = {}
        self._tables: dict[int, int] = {}
        self._degrees: dict[int, float] = {}
        self._stray = ""

    def unit(self, unit: etree._Element) -> None:
        """Take the next unit of the file."""
        tag = local(unit)
        if tag == "teiHeader":
            self._header = declared(unit)
            self._tied = Tied(self._header, self._forms)
        elif tag == "surface":
            self._surfaces.append(surface(unit, self._header, 0))
        elif tag == "annotation":
            self._tied.beside(unit)
        elif tag in ("person", "org", "place"):
            self._tied.entry(unit)
        elif tag == "certainty":
            self._degrees[number(unit.get("target", ""))] = float(unit.get("degree", "0"))
        elif tag != "join":
            self._block(unit)

    def _block(self, unit: etree._Element) -> None:
        block = words(unit)
        self._tied.block(block)
        self._places.update(block.places)
        self._targets.update(block.targets)
        self._tables.update(block.tables)
        self._stray += block.stray
        for line in block.lines:
            self._lines.setdefault(line.region, []).append(line)

    def record(self) -> ReadBack:
        """Return what has been read."""
        text = {line.id: line.text for lines in self._lines.values() for line in lines}
        on: dict[int, list[Annotation]] = {}
        orphans = []
        homes = dict(self._homes())
        for annotation in self._tied.finished():
            whole = _quoting(annotation, text)
            if whole.orphan:
                orphans.append(whole)
            for page in dict.fromkeys(homes.get(thing(target), 0) for target in whole.targets):
                on.setdefault(page, []).append(whole)
        pages = tuple(self._page(drawn, tuple(on.get(drawn.page.id, ()))) for drawn in self._surfaces)
        document = Document(1, 1, self._header.title, self._header.values)
        return ReadBack(document, pages, tuple(orphans), self._stray, self._header)

    def _homes(self) -> list[tuple[int, int]]:
        """Return every line, region and page with the page it is on."""
        found = []
        for drawn in self._surfaces:
            found.append((drawn.page.id, drawn.page.id))
            for region in drawn.regions:
                found.append((region.id, drawn.page.id))
                found += [(line.id, drawn.page.id) for line in self._lines.get(region.id, ())]
        return found

    def _page(self, drawn: Surface, annotations: tuple[Annotation, ...]) -> PageContent:
        regions = tuple(self._region(region, drawn) for region in drawn.regions)
        return PageContent(drawn.page, regions, annotations)

    def _region(self, region: Region, drawn: Surface) -> Region:
        attributes = dict(region.attributes)
        if region.id in self._places:
            attributes["place"] = self._places[region.id]
        if region.id in self._targets:
            attributes["target"] = str(self._targets[region.id])
        lines = []
        for line in self._lines.get(region.id, ()):
            outline, baseline = drawn.lines.get(line.id, ((), ()))
            made = Line(line.id, region.id, line.seq, line.text, line.text, outline, baseline)
            sure = self._degrees.get(line.id)
            lines.append(replace(made, confidence=sure, verified=line.verified, attributes=line.cell))
        if region.id in self._tables and lines:
            attributes |= {**lines[0].attributes, cells.PARENT: said(self._tables[region.id])}
            lines = [replace(line, attributes={}) for line in lines]
        return replace(region, lines=tuple(lines), attributes=attributes)


def _quoting(annotation: Annotation, text: Mapping[int, str]) -> Annotation:
    targets = tuple(
        replace(target, quote=text.get(target.line, "")[target.start : target.end])
        if isinstance(target, SpanTarget)
        else target
        for target in annotation.targets
    )
    return replace(annotation, targets=targets)
