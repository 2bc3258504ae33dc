"""The first look through a record: what its header must declare, and what cannot be known from one page alone.

Keeps names and exceptions, not content, so that its size does not follow the number of pages.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import tee

from editor.formats.flow import Chain, reflowed
from editor.formats.tei import names
from editor.formats.tei.dress import Dresses, Entity
from editor.formats.tei.forms import Forms
from editor.formats.tei.names import degree
from editor.formats.tei.numbering import Numbering, thing
from editor.formats.tei.record import Record
from editor.formats.tei.spanning import SPANNING, Ends, ends
from editor.model.annotation import NOTE, Annotation, SpanTarget, Target
from editor.model.page import PageContent, Region


@dataclass(slots=True)
class Survey:
    """What the parts of a document must agree on.

    ``kinds``, ``tags``, ``hands`` and ``entities`` give the id of each that is used; ``tags`` only those whose element
    does not tell them. ``joined`` are the regions written into the paragraph they continue, ``continued`` the regions
    such a one names, ``parted`` the regions that continue one they cannot be joined to. ``present`` holds the targets
    that exist, for annotations that reach beyond one page; ``spanning`` the two ends of those that are written so.
    """

    kinds: dict[str, str] = field(default_factory=dict)
    tags: dict[str, str] = field(default_factory=dict)
    hands: dict[str, str] = field(default_factory=dict)
    entities: dict[Entity, str] = field(default_factory=dict)
    joined: set[int] = field(default_factory=set)
    continued: set[int] = field(default_factory=set)
    parted: dict[int, int] = field(default_factory=dict)
    present: dict[int, tuple[Target, ...]] = field(default_factory=dict)
    spanning: dict[int, Ends] = field(default_factory=dict)
    pages: int = 0
    reflowed: bool = False
    annotated: bool = False
    verified: bool = False
    confident: bool = False

    def targets(self, annotation: Annotation) -> tuple[Target, ...]:
        """Return the targets of ``annotation`` that are in this record."""
        return self.present.get(annotation.id, annotation.targets)


def survey(record: Record, forms: Forms, numbering: Numbering) -> Survey:
    """Return what the header and the links of ``record`` need to know beforehand, and settle its ``numbering``."""
    look = _Look(record, forms)
    contents, numbered = tee(record.pages())
    for content, counted in zip(contents, numbering.pages(numbered), strict=True):
        look.page(content, counted)
    for annotation in record.orphans:
        look.annotation(annotation)
    return look.found(numbering)


class _Look:
    """One walk over the pages."""

    def __init__(self, record: Record, forms: Forms) -> None:
        self._record = record
        self._forms = forms
        self._dresses = Dresses(forms)
        self._survey = Survey(annotated=bool(record.orphans))
        self._chain = Chain(self._way)
        self._wanted: set[int] = set()
        self._continued: set[int] = set()
        self._parted: dict[int, int] = {}
        self._kinds: set[str] = set()
        self._hands: set[str] = set()
        self._tags: set[str] = set()

    def _way(self, region: Region) -> str | None:
        form = self._forms.block(region.kind)
        if form.floats or form.shape == "zone":
            return None
        return form.shape if form.shape in ("p", "ab") else ""

    def page(self, content: PageContent, numbered: PageContent) -> None:
        """Take note of one page, as the project has it and with its numbers."""
        self._survey.pages += 1
        for region, counted in zip(content.regions, numbered.regions, strict=True):
            self._region(region, counted.id)
        for _, line in numbered.lines():
            self._survey.verified = self._survey.verified or line.verified
            self._survey.confident = self._survey.confident or degree(line.confidence) != ""
        for annotation in numbered.annotations:
            self._reach(annotation)
            if len(annotation.targets) > 1 and self._dresses.of(annotation).element in SPANNING:
                found = ends(numbered, annotation)
                if found is not None:
                    self._survey.spanning[annotation.id] = found
            self.annotation(annotation)

    def _region(self, region: Region, number: int) -> None:
        self._kinds.add(region.kind)
        if region.hand:
            self._hands.add(region.hand)
        self._survey.reflowed = self._survey.reflowed or reflowed(region)
        joins = self._chain.joins(region)
        if region.continues is None:
            return
        self._wanted.add(region.continues)
        if joins:
            self._survey.joined.add(number)
            self._continued.add(region.continues)
        elif region.lines and self._way(region):
            self._parted[number] = region.continues

    def _reach(self, annotation: Annotation) -> None:
        if all([thing(target) for target in annotation.targets]):
            return
        found = tuple(target for target in annotation.targets if thing(target))
        before = self._survey.present.get(annotation.id, ())
        self._survey.present[annotation.id] = before + tuple(t for t in found if t not in before)

    def annotation(self, annotation: Annotation) -> None:
        """Take note of what an annotation needs declared."""
        survey = self._survey
        beside = annotation.orphan or any(not isinstance(target, SpanTarget) for target in annotation.targets)
        survey.annotated = survey.annotated or beside or annotation.tag == NOTE
        if annotation.tag == NOTE:
            return
        made = self._dresses.of(annotation)
        if beside or made.named:
            self._tags.add(annotation.tag)
        if annotation.spans or made.element == "del":
            self._hands.update(value for key, value in made.attributes.items() if key == "hand")
        if annotation.spans:
            survey.annotated = survey.annotated or bool(made.extras)
            if made.entity is not None:
                survey.entities.setdefault(made.entity, f"e{len(survey.entities) + 1}")

    def found(self, numbering: Numbering) -> Survey:
        """Return the survey with its ids given out, in an order that only depends on the names."""
        result = self._survey
        numbers = numbering.settle(self._wanted)
        result.continued = {numbers[region] for region in self._continued}
        parted = ((one, numbers.get(other, 0)) for one, other in self._parted.items())
        result.parted = {one: other for one, other in parted if other and other not in numbering.wordless}
        result.kinds = names.identifiers("k-", sorted(self._kinds))
        result.tags = names.identifiers("t-", sorted(self._tags))
        declared = [hand.name for hand in self._record.tagset.hands if hand.name in self._hands]
        result.hands = names.identifiers("h-", [*declared, *sorted(self._hands.difference(declared))])
        return result
