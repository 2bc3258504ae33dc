"""An ALTO file as a whole: its pages, who made it, and the walk over its blocks in document order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from lxml import etree

from editor.formats import canon, coordinates, kinds, odd, order, xml
from editor.formats.alto import kept, labels, measure, own
from editor.formats.alto.lines import Context, Found, attributes_of, read_line
from editor.formats.notes import Notes
from editor.formats.tally import Tally
from editor.formats.xml import FormatFault
from editor.model.source import Source, SourceLine, SourcePage, SourceRegion, SourceTag

_BLOCKS: Final = frozenset({"TextBlock", "ComposedBlock", "Illustration", "GraphicalElement"})
_DEEPEST: Final = 60


@dataclass(slots=True)
class Draft:
    """A block on its way: its kind as far as it is known, the position of its parent, its lines so far."""

    element: etree._Element
    parent: int | None
    ident: str
    kind: str
    labels: list[labels.Label]
    shown: bool = True
    found: list[Found] = field(default_factory=list)


def read(root: etree._Element, file: str) -> Source:
    """Return what an ALTO document holds, blocks in reading order, the places in pixels.

    Raises:
        FormatFault: it has no page, or is nested deeper than any page is.
    """
    notes = Notes(file)
    if dtd := xml.outside_dtd(root):
        notes.tell(f"It names a DTD outside itself ({canon.value(dtd)}), which was not loaded.")
    context = Context(measure.of(root, notes), labels.read(root), Tally(), notes)
    extra = kept.of_document(root, context.labels.our_ids)
    places = _listed(root)
    image = xml.text_of(xml.descend(root, "Description", "sourceImageInformation", "fileName")).strip()
    pages = tuple(
        _PageReader(page, context, places, extra).read(canon.value(image))
        for layout in xml.children(root, "Layout")
        for page in xml.children(layout, "Page")
    )
    if not pages:
        raise FormatFault(file, "it is ALTO without a page.")
    return Source(file, "ALTO", _version(root), _producer(root), pages, context.tally.facts(), notes.sentences())


def _version(root: etree._Element) -> str:
    space = xml.namespace(root)
    if not space:
        return "no namespace"
    return space.rstrip("#").rpartition("/")[2] if "/alto/ns-v" in space else space


def _producer(root: etree._Element) -> str:
    names = []
    description = xml.child(root, "Description")
    for element in description.iter() if description is not None else ():
        name = xml.text_of(element).strip() if xml.local(element) == "softwareName" else ""
        if name and name not in names:
            names.append(name)
    return canon.value(", ".join(names))


def _listed(root: etree._Element) -> dict[str, int]:
    """Return the place of each id the element ReadingOrder names; of rival orders the first counts."""
    found: dict[str, int] = {}
    element = xml.child(root, "ReadingOrder")
    for ref in element.iter() if element is not None else ():
        if xml.local(ref) == "ElementRef":
            found.setdefault(ref.get("REF", ""), len(found))
    return found


class _PageReader:
    """Reads one element Page; the drafts of its blocks stand in document order."""

    def __init__(self, page: etree._Element, context: Context, places: dict[str, int], extra: dict[str, str]) -> None:
        self.page = page
        self.context = context
        self.places = places
        self.extra = extra
        self.drafts: list[Draft] = []

    def read(self, image: str) -> SourcePage:
        """Return the page."""
        for element in self.page:
            if xml.local(element) in _BLOCKS:
                self._block(element, None, "", 0)
            for inner in element:
                if xml.local(inner) in _BLOCKS and xml.local(element) not in _BLOCKS:
                    self._block(inner, None, xml.local(element), 0)
        width, height = self._size()
        regions = self._arranged()
        odd.tell(regions, width, height, self.context.notes)
        return SourcePage(
            image=image,
            width=width,
            height=height,
            regions=tuple(regions),
            label=canon.value(self.page.get("PRINTED_IMG_NR", "")),
            ident=self.page.get("ID") or "",
            language=canon.value(self.page.get("LANG", "")) or self._said("language"),
            attributes=self._attributes() | kept.of_holders(self._holders(), (width, height)),
            tags=self._tags(),
        )

    def _said(self, name: str) -> str:
        """Return what a file of ours says of its page in an attribute of our own element."""
        said = self.context.labels.page
        return own.clean(said.get(name, "")) if said is not None else ""

    def _tags(self) -> tuple[SourceTag, ...]:
        said = self.context.labels.page
        return tuple(_whole_tag(own.said_by(e)) for e in xml.children(said, "span")) if said is not None else ()

    def _size(self) -> tuple[int, int]:
        length = self.context.measure.length
        width, height = length(self.page.get("WIDTH")), length(self.page.get("HEIGHT"))
        space = xml.child(self.page, "PrintSpace")
        if not (width and height) and space is not None and (box := self.context.measure.box(space)) is not None:
            width, height = round(box[2]), round(box[3])
        if not (width and height):
            self.context.notes.tell("It declares no usable page size; that of the image will count.")
        return width, height

    def _attributes(self) -> dict[str, str]:
        found = self.context.measure.attributes() | coordinates.rotation(self.page.get("ROTATION"), clockwise=False)
        for theirs, ours in (("PHYSICAL_IMG_NR", "number"), ("PAGECLASS", "type")):
            if value := self.page.get(theirs):
                found[ours] = canon.value(value)
        found |= kept.of_element(self.page) | self.extra
        said = self.context.labels.page
        if said is not None:
            if self._said("unnumbered"):
                found.pop("number", None)
            found |= own.attributes_of(said)
        return found

    def _block(self, element: etree._Element, parent: int | None, place: str, depth: int) -> None:
        if depth > _DEEPEST:
            raise FormatFault(self.context.notes.file, f"its blocks are nested more than {_DEEPEST} deep.")
        self.context.tally.regions += 1
        draft = self._started(element, parent, place)
        self.drafts.append(draft)
        me = len(self.drafts) - 1
        for child in element:
            name = xml.local(child)
            if name == "TextLine":
                draft.found.append(read_line(child, self.context))
            elif name in _BLOCKS:
                self._block(child, me, place, depth + 1)

    def _started(self, element: etree._Element, parent: int | None, place: str) -> Draft:
        refs = list(self.context.labels.of(element, self.context.notes))
        name, type_ = xml.local(element), element.get("TYPE", "")
        said = kinds.labelled(label.label for label in refs if label.about_layout)
        if said is None and name == "ComposedBlock":
            said = kinds.labelled((type_,)) if type_ else None
        above = self.drafts[parent] if parent is not None else None
        kind = said or kinds.of_alto(name, type_, place)
        exact = next((label.label for label in refs if label.type == own.KIND), None)
        if exact is not None:
            said = kind = exact
        if said is None and name == "TextBlock" and above is not None:
            kind = kinds.inside(above.kind) or kind
        holds = any(xml.local(child) in _BLOCKS for child in element)
        # A block that only holds others together is no region of the page.
        shown = name != "ComposedBlock" or said is not None or not holds
        return Draft(element, parent, element.get("ID") or "", kind, refs, shown)

    def _holders(self) -> Iterator[tuple[str, kept.Holder]]:
        """Yield the blocks that only hold others together, with what is kept of them."""
        for draft in self.drafts:
            if not draft.shown and draft.ident:
                outline = self.context.measure.outline(draft.element, self.context.notes, draft.ident)
                parent = self.drafts[draft.parent].ident if draft.parent is not None else ""
                if outline or parent or kept.of_element(draft.element):
                    yield draft.ident, kept.Holder(outline, kept.of_element(draft.element), parent)

    def _arranged(self) -> list[SourceRegion]:
        ranks = [self._rank(draft) for draft in self.drafts]
        names = [str(i) for i in range(len(self.drafts))]
        listed = {name: rank for name, rank in zip(names, ranks, strict=True) if rank is not None}
        if not self.places:
            listed = self._chained()
        keys = order.keys(names, [d.parent for d in self.drafts], [None] * len(names), listed)
        sequence = sorted(range(len(self.drafts)), key=keys.__getitem__)
        return [self._done(self.drafts[i]) for i in sequence if self.drafts[i].shown]

    def _rank(self, draft: Draft) -> int | None:
        idents = [draft.ident, *(ident for found in draft.found for ident in found.idents)]
        return min((self.places[i] for i in idents if i in self.places), default=None)

    def _chained(self) -> dict[str, int]:
        """Return the places the blocks get by following IDNEXT from each, {} where that is the order they stand in."""
        numbers = {draft.ident: i for i, draft in reversed(list(enumerate(self.drafts))) if draft.ident}
        after = {i: numbers.get(draft.element.get("IDNEXT", "")) for i, draft in enumerate(self.drafts)}
        led = {there for here, there in after.items() if there is not None and there != here}
        reached = _followed((i for i in after if i not in led), after)
        # Blocks that name each other in a circle have no first one: the first that stands there is.
        found = _followed((i for i in after if i not in led or i not in reached), after)
        order_ = list(found)
        return {str(i): place for place, i in enumerate(order_)} if order_ != sorted(order_) else {}

    def _line_rank(self, found: Found) -> int | None:
        return min((self.places[i] for i in found.idents if i in self.places), default=None)

    def _done(self, draft: Draft) -> SourceRegion:
        element = draft.element
        found = order.arranged(draft.found, [self._line_rank(f) for f in draft.found])
        hand = next((label.hand for label in draft.labels if label.hand is not None), None)
        ours = self.context.labels.are_ours
        hands = {f.hand for f in found}
        if hand is None and len(hands) == 1 and not ours:
            hand = hands.pop()
        return SourceRegion(
            kind=self._kind(draft, found),
            outline=self.context.measure.outline(element, self.context.notes, draft.ident),
            lines=tuple(f.line if ours else _with_hand(f, hand) for f in found),
            ident=draft.ident,
            native=_native(draft),
            hand=hand,
            tags=_region_tags(draft, ours=ours),
            attributes=self._region_attributes(draft),
            continues=next((label.label for label in draft.labels if label.type == own.CONTINUES), ""),
        )

    def _kind(self, draft: Draft, found: list[Found]) -> str:
        if self.context.labels.are_ours:
            return draft.kind
        headings = found and all(f.type.startswith("HeadingLine") for f in found)
        return "heading" if headings and draft.kind == "paragraph" else draft.kind

    def _region_attributes(self, draft: Draft) -> dict[str, str]:
        element = draft.element
        ours = self.context.labels.are_ours
        said = [label for label in draft.labels if not label.about_layout and not _is_tag(label, ours=ours)]
        found = coordinates.rotation(element.get("ROTATION"), clockwise=False) | attributes_of(said)
        values = {
            "language": element.get("LANG") or element.get("language") or "",
            "direction": element.get("BASEDIRECTION") or "",
            "next": element.get("IDNEXT") or "",
            "parent": self.drafts[draft.parent].ident if draft.parent is not None else "",
        }
        found |= kept.of_element(element)
        return found | {name: canon.value(value) for name, value in values.items() if value}


def _with_hand(found: Found, hand: str | None) -> SourceLine:
    line = found.line
    if found.hand is None or found.hand == hand or not line.text:
        return line
    return replace(line, tags=(*line.tags, SourceTag("hand", 0, len(line.text), {"hand": found.hand})))


def _native(draft: Draft) -> str:
    said = next((label.label for label in draft.labels if label.about_layout and label.label), "")
    type_ = canon.value(draft.element.get("TYPE", ""))
    return said or xml.local(draft.element) + (f":{type_}" if type_ else "")


def _region_tags(draft: Draft, *, ours: bool) -> tuple[SourceTag, ...]:
    """Return the tags on the whole of a region."""
    found = []
    for label in draft.labels:
        if label.said is not None:
            found.append(_whole_tag(label.said))
        elif _is_tag(label, ours=ours) and (meant := labels.span(label)) is not None:
            found.append(SourceTag(meant[0], 0, 0, meant[1]))
    return tuple(found)


def _is_tag(label: labels.Label, *, ours: bool) -> bool:
    """Tell whether a tag of a block tags the words in it as one at a String would."""
    return not ours and label.type != "hand" and not label.about_layout and kinds.tag(label.type) in kinds.TAGS


def _whole_tag(said: own.Said) -> SourceTag:
    return SourceTag(said.tag, 0, 0, said.attributes, said.key)


def _followed(starts: Iterable[int], after: Mapping[int, int | None]) -> dict[int, None]:
    """Return what is reached from each of ``starts`` in turn, each once, in the order it is reached."""
    found: dict[int, None] = {}
    for start in starts:
        here: int | None = start
        while here is not None and here not in found:
            found[here] = None
            here = after[here]
    return found
