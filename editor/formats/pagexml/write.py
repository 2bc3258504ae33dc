"""PAGE XML of 2019-07-15 out of a page of ours: pure, the same page gives the same bytes.

What PAGE has no place for stands in ``custom`` (see ``editor.formats.customs``): after an element is made, it is read
the way the reader reads it, and what that would not give back is said there word for word.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from lxml import etree

from editor.formats import canon, coordinates, customs, kinds
from editor.formats.about import About
from editor.formats.customs import Custom
from editor.formats.flow import Table
from editor.formats.notes import Notes
from editor.formats.pagexml import joined, lines, opaque, parts, plan, reader, regions, relations, schema, shapes, texts
from editor.formats.pagexml.cells import cut
from editor.formats.pagexml.ids import Ids
from editor.formats.pagexml.rest import Rest
from editor.formats.pagexml.words import put_words
from editor.model.geometry import Polygon, rectangle
from editor.model.source import SourceLine, SourcePage, SourceRegion, SourceTag

_NEVER: Final = "1970-01-01T00:00:00Z"
"""Stands where a project does not know when it was changed; PAGE wants a time."""
_DEFAULT: Final[dict[Any, str]] = {None: schema.NAMESPACE}
_INNER_TYPES: Final = {"letterhead": "heading"}
_TAIL: Final = ("TextStyle", "Grid")


def write(page: SourcePage, about: About) -> bytes:
    """Return a PAGE file of one page; what PAGE cannot say of it is what ``plan.sayable`` leaves out."""
    return written(plan.sayable(page, Table(about.tagset)), about)


def written(page: SourcePage, about: About) -> bytes:
    """Return a PAGE file of a page of which nothing is left out any more, which ``plan.sayable`` gave."""
    root = _Sheet(page, about).root()
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def _make(name: str, attributes: Mapping[str, str] | None = None) -> etree._Element:
    return etree.Element(f"{{{schema.NAMESPACE}}}{name}", dict(attributes or {}), nsmap=_DEFAULT)


def _add(parent: etree._Element, name: str, attributes: Mapping[str, str] | None = None) -> etree._Element:
    return etree.SubElement(parent, f"{{{schema.NAMESPACE}}}{name}", dict(attributes or {}))


class _Sheet:
    """One page on its way to XML; ``page`` is sayable."""

    def __init__(self, page: SourcePage, about: About) -> None:
        self.page = page
        self.about = about
        self.ids = Ids(page)
        self.table = Table(about.tagset)
        self.nodes = plan.tree(page, self.table)
        self.frame = rectangle((0, 0, page.width or 1, page.height or 1))
        self.keyed = joined.joined(joined.unjoined(page)) != page
        self.ties = dict(_ties(page))
        self.above = {inner.place: n.region.ident for top in self.nodes for n in top.walk() for inner in n.inner}

    def root(self) -> etree._Element:
        """Return the document."""
        rest = Rest(self.page.attributes, self.ids)
        root = _make("PcGts")
        rest.set(root, "PcGts", "PcGts.")
        self._claim_root(root)
        root.append(self._metadata(rest))
        element = _add(root, "Page", {"imageFilename": self.page.image})
        element.set("imageWidth", str(self.page.width))
        element.set("imageHeight", str(self.page.height))
        own = self._page_facts(element)
        rest.set(element, "Page")
        kept_order = rest.take("ReadingOrder")
        parts: list[etree._Element] = []
        for name, many in (("AlternativeImage", True), ("Border", False), ("PrintSpace", False)):
            parts += rest.take(name, many=many)
        parts += kept_order or self._order()
        parts += rest.take("Layers")
        parts += self._relations(rest)
        parts += rest.take("TextStyle")
        labels = rest.take("Labels", many=True)
        element.extend(map(opaque.placed, (*parts, *rest.holder(), *labels)))
        for node in self.nodes:
            element.append(self._region(node))
        self._finish_page(root, element, own)
        return root

    def _claim_root(self, root: etree._Element) -> None:
        ident = root.get("pcGtsId")
        if ident is not None and not self.ids.claim([ident]):
            del root.attrib["pcGtsId"]

    def _metadata(self, rest: Rest) -> etree._Element:
        made = _make("Metadata")
        rest.set(made, "Metadata", "Metadata.")
        when = self.about.created if schema.DATE_TIME.fullmatch(self.about.created) else _NEVER
        _add(made, "Creator").text = canon.value(f"{self.about.software} {self.about.version}".strip())
        _add(made, "Created").text = when
        _add(made, "LastChange").text = when
        for name, many in (("Comments", False), ("UserDefined", False), ("MetadataItem", True)):
            made.extend(map(opaque.placed, rest.take(name, many=many, prefix="Metadata.")))
        if self.about.title:
            title = canon.value(self.about.title)
            _add(made, "MetadataItem", {"type": "other", "name": reader.TITLE, "value": title})
        return made

    def _page_facts(self, element: etree._Element) -> dict[str, str]:
        """Write what PAGE has words for; return the rest."""
        own = {name: value for name, value in (("id", self.page.ident), ("label", self.page.label)) if value}
        if schema.allows("Page", "primaryLanguage", self.page.language):
            element.set("primaryLanguage", self.page.language)
        elif self.page.language:
            own["language"] = self.page.language
        for name, theirs in (("type", "type"), ("dpi", "imageXResolution")):
            value = self.page.attributes.get(name, "")
            if value and schema.allows("Page", theirs, value):
                element.set(theirs, value)
        _turn(element, "Page", self.page.attributes)
        return own

    def _finish_page(self, root: etree._Element, element: etree._Element, own: dict[str, str]) -> None:
        entries = [*_tagged(self.page.tags), *_others(self.page.attributes)]
        found = reader.natural(element, tuple(entries), Notes("")) | reader.frame(root, Notes(""))
        idents = {self.ids.of(region): region.ident for region in self.page.regions}
        _, rest = relations.followed(element, self.page.regions, idents)
        found |= {relations.KEPT: rest} if rest else {}
        own |= _amends(self.page.attributes, found)
        _set_custom(element, entries, own)

    def _order(self) -> list[etree._Element]:
        """Return a ReadingOrder of every region, one after the other."""
        if not self.page.regions:
            return []
        made = etree.Element("ReadingOrder")
        group = etree.SubElement(made, "OrderedGroup", {"id": self.ids.fresh("order")})
        for place, region in enumerate(self.page.regions):
            etree.SubElement(group, "RegionRefIndexed", {"index": str(place), "regionRef": self.ids.of(region)})
        return [made]

    def _relations(self, rest: Rest) -> list[etree._Element]:
        kept = rest.take("Relations")
        if not self.ties:
            return kept
        made = etree.Element("Relations")
        for after, before in self.ties.items():
            relation = etree.SubElement(made, "Relation", {"id": self.ids.fresh("join"), "type": "join"})
            etree.SubElement(relation, "SourceRegionRef", {"regionRef": self.ids.of(self.page.regions[before])})
            etree.SubElement(relation, "TargetRegionRef", {"regionRef": self.ids.of(self.page.regions[after])})
        made.extend(relation for element in kept for relation in list(element))
        return [made]

    def _region(self, node: plan.Node) -> etree._Element:
        region, name = node.region, node.element
        rest = Rest(region.attributes, self.ids)
        element = _make(name, {"id": self.ids.of(region)})
        if node.type:
            element.set("type", node.type)
        own = dict(node.own)
        entries = [Custom("readingOrder", {"index": str(node.place)})]
        if node.structure:
            entries.append(Custom("structure", {"type": node.structure}))
        entries += self._hand(element, region, name)
        _facts(element, name, region.attributes)
        rest.set(element, name)
        images = rest.take("AlternativeImage", many=True)
        labels = rest.take("Labels", many=True)
        tail = [
            kept
            for tag in _TAIL
            if tag == {"TextRegion": _TAIL[0], "TableRegion": _TAIL[1]}.get(name)
            for kept in rest.take(tag)
        ]
        texts = self._texts(node, rest)
        element.extend(map(opaque.placed, images))
        own |= self._outline(element, region.outline, rest)
        element.extend(map(opaque.placed, (*rest.holder(), *labels)))
        _role(element, region.attributes)
        if name != "TextRegion":
            self._parts(element, node)
        for inner in node.inner:
            element.append(self._region(inner))
        if name == "TextRegion":
            self._lines(element, region.lines, {})
            element.extend(texts)
        element.extend(map(opaque.placed, tail))
        entries += [*_tagged(region.tags), *_others(region.attributes)]
        self._finish_region(element, node, entries, own, bool(texts))
        return element

    def _finish_region(
        self, element: etree._Element, node: plan.Node, entries: list[Custom], own: dict[str, str], texts: bool
    ) -> None:
        region = node.region
        if region.ident != element.get("id"):
            own["id"] = region.ident
        if region.continues and node.place not in self.ties:
            own["continues"] = region.continues
        found = regions.natural(element, tuple(entries), region.kind, region.native, Notes(""), "")
        if texts:
            found |= regions.kept_texts(element, region.lines, Notes(""), "")
        if node.place in self.above:
            found["parent"] = self.above[node.place]
        own |= _amends(region.attributes, found)
        _set_custom(element, entries, own)

    @staticmethod
    def _hand(element: etree._Element, region: SourceRegion, name: str) -> list[Custom]:
        """Say who wrote the region: by ``production`` where PAGE has a word for it."""
        made = region.attributes.get("page:production", "")
        if schema.allows(name, "production", made) and kinds.hand(made) in (None, region.hand):
            element.set("production", made)
        elif region.hand and schema.allows(name, "production", kinds.production(region.hand)):
            element.set("production", kinds.production(region.hand))
        if region.hand and kinds.hand(element.get("production", "")) != region.hand:
            return [Custom("hand", {"ref": region.hand})]
        return []

    def _outline(self, element: etree._Element, outline: Polygon, rest: Rest) -> dict[str, str]:
        points, exact = shapes.drawn(outline or self.frame)
        coords = _add(element, "Coords", {"points": points})
        rest.set(coords, "Coords", "Coords.")
        if not outline:
            return {"coords": shapes.NONE}
        return {"coords": exact} if exact is not None else {}

    def _texts(self, node: plan.Node, rest: Rest) -> list[etree._Element]:
        """Return the text of a region as a whole: what was kept of it, else that of its lines."""
        if node.element != "TextRegion":
            return []
        kept = rest.take("TextEquiv", many=True, key=regions.RAW_TEXT)
        if kept:
            return list(map(opaque.placed, kept))
        return _equivs(node.region.lines)

    def _parts(self, element: etree._Element, node: plan.Node) -> None:
        """Write the lines of a region that may not have lines in PAGE: in TextRegions, cell by cell in a table."""
        region = node.region
        for part in cut(region, table=node.element == "TableRegion"):
            made = _add(element, "TextRegion", {"id": self.ids.fresh(f"{self.ids.of(region)}_t")})
            if not part.role:
                made.set("type", _INNER_TYPES.get(region.kind, "other"))
            production = kinds.production(region.hand or "")
            if production:
                made.set("production", production)
            made.set("custom", customs.written([Custom(customs.OWN, {"part": "true"})]))
            _add(made, "Coords", {"points": part.points or shapes.written(region.outline or self.frame)})
            if part.role:
                _add(_add(made, "Roles"), "TableCellRole", part.role)
            self._lines(made, part.lines, regions.cell_role(made))
            made.extend(_equivs(part.lines))

    def _lines(self, element: etree._Element, chosen: Iterable[SourceLine], cell: Mapping[str, str]) -> None:
        for place, line in enumerate(chosen):
            element.append(self._line(line, place, cell))

    def _line(self, line: SourceLine, place: int, cell: Mapping[str, str]) -> etree._Element:
        element = _make("TextLine", {"id": self.ids.of(line)})
        rest = Rest(line.attributes, self.ids)
        entries = [Custom("readingOrder", {"index": str(place)})]
        if type_ := line.attributes.get("type", ""):
            entries.append(Custom("structure", {"type": type_}))
        _line_hand(element, line)
        _facts(element, "TextLine", line.attributes)
        rest.set(element, "TextLine")
        element.extend(map(opaque.placed, rest.take("AlternativeImage", many=True)))
        own = self._outline(element, line.outline, rest)
        if line.baseline:
            points, exact = shapes.drawn(line.baseline)
            baseline = _add(element, "Baseline", {"points": points})
            rest.set(baseline, "Baseline", "Baseline.")
            own |= {"baseline": exact} if exact is not None else {}
        words = rest.take("Word", many=True, key=parts.RAW_WORDS)
        put_words(element, line, words, self.ids, self.frame)
        kept = rest.take("TextEquiv", many=True, key=texts.RAW_TEXT)
        element.extend(map(opaque.placed, kept) if kept else _line_texts(line))
        element.extend(map(opaque.placed, rest.take("TextStyle")))
        labels = rest.take("Labels", many=True)
        element.extend(map(opaque.placed, (*rest.holder(), *labels)))
        entries += [*(customs.entry_of(t, whole=False, key=self.keyed) for t in line.tags), *_others(line.attributes)]
        if line.ident != element.get("id"):
            own["id"] = line.ident
        if line.verified:
            own["verified"] = "true"
        own |= _amends(line.attributes, _natural(element, entries, told=not words) | dict(cell))
        _set_custom(element, entries, own)
        return element


def _ties(page: SourcePage) -> Iterator[tuple[int, int]]:
    """Yield the places of regions that continue one on the page, with that one's, where a join says just that."""
    idents = [region.ident for region in page.regions]
    for place, region in enumerate(page.regions):
        if region.continues and idents.count(region.continues) == 1 and idents.count(region.ident) == 1:
            before = idents.index(region.continues)
            if region.ident and before < place and page.regions[before].kind == region.kind:
                yield place, before


def _facts(element: etree._Element, name: str, attributes: Mapping[str, str]) -> None:
    """Write those attributes of ours that PAGE has too."""
    for theirs, ours in lines.KEPT.items():
        value = attributes.get(ours, "")
        if value and schema.allows(name, theirs, value) and canon.value(value) == value:
            element.set(theirs, value)
    _turn(element, name, attributes)


def _turn(element: etree._Element, name: str, attributes: Mapping[str, str]) -> None:
    """Write how far a region is turned, as the turn that makes it upright."""
    angle = coordinates.number(attributes.get("rotation"))
    if angle is None or not schema.has(name, "orientation"):
        return
    degrees = round(-angle if angle < 180 else 360 - angle, 3)
    said = f"{degrees:.3f}".rstrip("0").rstrip(".")
    if coordinates.rotation(said, clockwise=False) == {"rotation": attributes["rotation"]}:
        element.set("orientation", said)


def _role(element: etree._Element, attributes: Mapping[str, str]) -> None:
    role = regions.role_of(attributes)
    if role:
        _add(_add(element, "Roles"), "TableCellRole", role)


def _natural(element: etree._Element, entries: Sequence[Custom], *, told: bool) -> dict[str, str]:
    """Return the attributes that reading a line gives; words that are ours, which are ``told``, give none."""
    inner = opaque.grouped(element)
    words = [] if told else parts.taken(inner.get("Word", ()), Notes(""))
    return lines.natural(element, inner, words, tuple(entries), Notes(""), "")


def _line_hand(element: etree._Element, line: SourceLine) -> None:
    """Say how a line was made, where its tags say so as well: the reader asks for both."""
    made = line.attributes.get("page:production", "")
    if schema.allows("TextLine", "production", made) and (_is_by(line, kinds.hand(made)) or kinds.hand(made) is None):
        element.set("production", made)
        return
    for hand in ("handwriting", "typescript", "print"):
        if _is_by(line, hand):
            element.set("production", kinds.production(hand))
            return


def _is_by(line: SourceLine, hand: str | None) -> bool:
    return bool(line.text) and SourceTag("hand", 0, len(line.text), {"hand": hand or ""}) in line.tags


def _line_texts(line: SourceLine) -> Iterator[etree._Element]:
    if not line.text and line.confidence is None and not line.alternatives:
        return
    for place, text in enumerate((line.text, *line.alternatives)):
        equiv = _make("TextEquiv", {"index": str(place)} if line.alternatives else {})
        if not place and line.confidence is not None:
            equiv.set("conf", texts.conf(line.confidence))
        _add(equiv, "Unicode").text = text
        yield equiv


def _equivs(chosen: Iterable[SourceLine]) -> list[etree._Element]:
    text = "\n".join(line.text for line in chosen)
    if not text.strip():
        return []
    equiv = _make("TextEquiv")
    _add(equiv, "Unicode").text = text
    return [equiv]


def _tagged(tags: Iterable[SourceTag]) -> list[Custom]:
    return [customs.entry_of(tag, whole=True, key=True) for tag in tags]


def _others(attributes: Mapping[str, str]) -> list[Custom]:
    """Return the entries of other programs, those that read as they are kept."""
    return [
        entry
        for entry in customs.other_entries(dict(sorted(attributes.items())))
        if all(attributes.get(k) == v for k, v in customs.others((entry,)).items()) and customs.others((entry,))
    ]


def _amends(wanted: Mapping[str, str], found: Mapping[str, str]) -> dict[str, str]:
    """Return what our own entry has to say so that the reader gives ``wanted``, not ``found``."""
    said = {f"={name}": value for name, value in sorted(wanted.items()) if found.get(name) != value}
    return said | {f"!{name}": "" for name in sorted(found) if name not in wanted}


def _set_custom(element: etree._Element, entries: list[Custom], own: dict[str, str]) -> None:
    every = [*entries, Custom(customs.OWN, own)] if own else entries
    if every:
        element.set("custom", customs.written(every))
