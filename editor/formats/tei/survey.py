"""The first look through a record: what its header must declare, and what cannot be known from one page alone.

Keeps names and exceptions, not content, so that its size does not follow the number of pages: of the ordinary region it
remembers eight bytes.
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field

from editor.formats.flow import Chain, reflowed
from editor.formats.tei import names
from editor.formats.tei.dress import Dresses, Entity
from editor.formats.tei.forms import Forms
from editor.formats.tei.record import Record
from editor.model.annotation import NOTE, Annotation, RegionTarget, SpanTarget, Target
from editor.model.page import PageContent, Region


@dataclass(slots=True)
class Survey:
    """What the parts of a document must agree on.

    ``kinds``, ``tags``, ``hands`` and ``entities`` give the id of each that is used; ``tags`` only those whose element
    does not tell them. ``joined`` are the regions written into the paragraph they continue, ``continued`` the regions
    such a one names, ``parted`` the regions that continue one they cannot be joined to. ``present`` holds the targets
    that exist, for annotations that reach beyond one page.
    """

    kinds: dict[str, str] = field(default_factory=dict)
    tags: dict[str, str] = field(default_factory=dict)
    hands: dict[str, str] = field(default_factory=dict)
    entities: dict[Entity, str] = field(default_factory=dict)
    joined: set[int] = field(default_factory=set)
    continued: set[int] = field(default_factory=set)
    parted: dict[int, int] = field(default_factory=dict)
    known: set[int] = field(default_factory=set)
    present: dict[int, tuple[Target, ...]] = field(default_factory=dict)
    pages: int = 0
    reflowed: bool = False
    annotated: bool = False

    def targets(self, annotation: Annotation) -> tuple[Target, ...]:
        """Return the targets of ``annotation`` that are in this record."""
        return self.present.get(annotation.id, annotation.targets)

    def follows(self, region: Region) -> int | None:
        """Return the region of this record that ``region`` continues, or None."""
        return region.continues if region.continues in self.known else None


def survey(record: Record, forms: Forms) -> Survey:
    """Return what the header and the links of ``record`` need to know beforehand."""
    look = _Look(record, forms)
    for content in record.pages():
        look.page(content)
    for annotation in record.orphans:
        look.annotation(annotation)
    return look.found()


class _Look:
    """One walk over the pages."""

    def __init__(self, record: Record, forms: Forms) -> None:
        self._record = record
        self._forms = forms
        self._dresses = Dresses(forms)
        self._survey = Survey(annotated=bool(record.orphans))
        self._chain = Chain(self._way)
        self._regions = array("q")  # negative: without lines, so without a block in the text
        self._wanted: set[int] = set()
        self._kinds: set[str] = set()
        self._hands: set[str] = set()
        self._tags: set[str] = set()

    def _way(self, region: Region) -> str | None:
        form = self._forms.block(region.kind)
        if form.floats or form.shape == "zone":
            return None
        return form.shape if form.shape in ("p", "ab") else ""

    def page(self, content: PageContent) -> None:
        """Take note of one page."""
        self._survey.pages += 1
        for region in content.regions:
            self._region(region)
        if content.annotations:
            here = {region.id for region in content.regions}
            here.update(line.id for _, line in content.lines())
            here.add(content.page.id)
            for annotation in content.annotations:
                self._reach(annotation, here)
                self.annotation(annotation)

    def _region(self, region: Region) -> None:
        self._regions.append(region.id if region.lines else -region.id)
        self._kinds.add(region.kind)
        if region.hand:
            self._hands.add(region.hand)
        self._survey.reflowed = self._survey.reflowed or reflowed(region)
        joins = self._chain.joins(region)
        if region.continues is None:
            return
        self._wanted.add(region.continues)
        if joins:
            self._survey.joined.add(region.id)
            self._survey.continued.add(region.continues)
        elif region.lines and self._way(region):
            self._survey.parted[region.id] = region.continues

    def _reach(self, annotation: Annotation, here: set[int]) -> None:
        if all([thing(target) in here for target in annotation.targets]):
            return
        found = tuple(target for target in annotation.targets if thing(target) in here)
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

    def found(self) -> Survey:
        """Return the survey with its ids given out, in an order that only depends on the names."""
        result = self._survey
        result.kinds = names.identifiers("k-", sorted(self._kinds))
        result.tags = names.identifiers("t-", sorted(self._tags))
        declared = [hand.name for hand in self._record.tagset.hands if hand.name in self._hands]
        result.hands = names.identifiers("h-", [*declared, *sorted(self._hands.difference(declared))])
        result.known = {abs(region) for region in self._regions if abs(region) in self._wanted}
        worded = {region for region in self._regions if region in result.known}
        result.parted = {one: other for one, other in result.parted.items() if other in worded}
        return result


def thing(target: Target) -> int:
    """Return the id of the line, region or page that ``target`` is in."""
    if isinstance(target, SpanTarget):
        return target.line
    return target.region if isinstance(target, RegionTarget) else target.page
