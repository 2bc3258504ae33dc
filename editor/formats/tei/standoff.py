"""What stands beside the text: who and what is named, spans in several pieces, notes, and what no element takes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lxml import etree

from editor.formats.tei import names
from editor.formats.tei.numbering import drawn, said, tagged
from editor.formats.tei.record import Record
from editor.formats.tei.spans import Threads
from editor.formats.tei.stream import Aside, Stream
from editor.formats.tei.survey import Survey
from editor.model.annotation import NOTE, Annotation, PageTarget, RegionTarget
from editor.model.page import PageContent

ORPHAN: Final = "orphan"

_LISTS: Final = (
    ("listPerson", "person", "persName"),
    ("listOrg", "org", "orgName"),
    ("listPlace", "place", "placeName"),
)


def write_standoff(out: Stream, record: Record, found: Survey, threads: Threads, sure: Aside) -> None:
    """Write the element ``standOff`` where there is anything to put in it; ``sure`` is what ``certainties`` gave."""
    if not (found.entities or threads.joins or found.annotated or found.confident):
        return
    with out.element("standOff"):
        for made in _lists(found):
            out.text("\n")
            out.whole(made)
        if threads.joins:
            out.text("\n")
            out.whole(_joins(threads))
        sure.copy(out)
        if found.annotated:
            out.text("\n")
            _write_annotations(out, record, found, threads)
        out.text("\n")
    out.text("\n")


def _write_annotations(out: Stream, record: Record, found: Survey, threads: Threads) -> None:
    with out.element("listAnnotation"):
        for annotation in _beside(record, found, threads):
            out.text("\n")
            out.whole(annotation)
        out.text("\n")


def _lists(found: Survey) -> Iterator[etree._Element]:
    for outer, kind, element in _LISTS:
        made = etree.Element(outer)
        for (list_, name, ref), ident in found.entities.items():
            if list_ != kind:
                continue
            entry = etree.SubElement(made, kind, {names.IDENT: ident})
            if name:
                etree.SubElement(entry, element).text = name
            if ref:
                etree.SubElement(entry, "idno", {"type": "URI"}).text = ref
        if len(made):
            yield made


def _joins(threads: Threads) -> etree._Element:
    made = etree.Element("joinGrp")
    for element, pieces in threads.joins:
        target = " ".join(f"#{piece}" for piece in pieces)
        etree.SubElement(made, "join", {"result": element, "target": target, "scope": "branches"})
    return made


def certainties(content: PageContent) -> str:
    """Return how sure the machine was of each line of a page that still says what it read, as markup."""
    degrees = [(said(line.id), names.degree(line.confidence)) for _, line in content.lines()]
    told = [f'\n<certainty target="#{name}" locus="value" degree="{sure}"/>' for name, sure in degrees if sure]
    return "".join(told)


def _beside(record: Record, found: Survey, threads: Threads) -> Iterator[etree._Element]:
    written: set[int] = set()
    for content in record.pages():
        for annotation in content.annotations:
            if annotation.id in found.present:
                if annotation.id in written:
                    continue
                written.add(annotation.id)
            made = _annotation(annotation, found, threads)
            if made is not None:
                yield made
    for annotation in record.orphans:
        made = _annotation(annotation, found, threads)
        if made is not None:
            yield made


def _annotation(annotation: Annotation, found: Survey, threads: Threads) -> etree._Element | None:
    """Return the stand-off part of ``annotation``, None where its element in the text says all."""
    targets = _targets(annotation, found, threads)
    attributes = {key: value for key, value in annotation.attributes.items() if value}
    worded = bool(annotation.spans) and annotation.tag != NOTE
    if worded:
        attributes = dict(threads.dresses.of(annotation).extras)
        if not attributes and not targets:
            return None
        targets.insert(0, f"#{names.piece(annotation.id, 1)}")
    made = etree.Element("annotation", {names.IDENT: tagged(annotation.id, "o")})
    made.set("target", " ".join(targets or [f"#{names.RECORD}"]))
    made.set("motivation", "commenting" if annotation.tag == NOTE else "tagging")
    _say_what(made, annotation, found, worded=worded)
    if annotation.tag == NOTE and "text" in attributes:
        etree.SubElement(made, "note").text = attributes.pop("text")
    for key, value in sorted(attributes.items()):
        note = etree.SubElement(made, "note", {"type": "attribute"})
        term = etree.SubElement(note, "term")
        term.text, term.tail = key, value
    if annotation.orphan and annotation.quote:
        etree.SubElement(made, "note", {"type": "quote"}).text = annotation.quote
    return made


def _say_what(made: etree._Element, annotation: Annotation, found: Survey, *, worded: bool) -> None:
    if annotation.tag != NOTE and not worded:
        made.set("ana", "#" + found.tags[annotation.tag])


def _targets(annotation: Annotation, found: Survey, threads: Threads) -> list[str]:
    """Return what ``annotation`` points at besides its words: a pair of anchors for each stretch, regions, pages."""
    stretches = range(1, threads.anchors.get(annotation.id, 0) + 1)
    targets = [f"#{tagged(annotation.id)}{side}{count}" for count in stretches for side in "se"]
    there = found.targets(annotation)
    targets += ["#" + drawn(region) for region in sorted(t.region for t in there if isinstance(t, RegionTarget))]
    targets += ["#" + drawn(page) for page in sorted(t.page for t in there if isinstance(t, PageTarget))]
    return targets
