"""How a page is laid out in PAGE before a byte is written: which region lies in which, as what element, under what ids.

``sayable`` is what PAGE can say of a page; everything it changes is listed in the manual.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from lxml import etree

from editor.formats import canon, customs, order
from editor.formats.flow import Table
from editor.formats.notes import Notes
from editor.formats.pagexml import joined, lines, listed, opaque, parts, regions, relations, schema, shapes, texts
from editor.formats.pagexml.reader import DRAWN, FRAME
from editor.formats.tally import Tally
from editor.model.source import SourceLine, SourcePage, SourceRegion, SourceTag, SourceWord

ORDER: Final = "page:ReadingOrder"
LAYERS: Final = "page:Layers"
_MOST: Final = 9_999_999
_DEEPEST: Final = 20
_NATIVE = re.compile(r"([A-Za-z]+Region)(?::(.*))?", re.S)


@dataclass(slots=True)
class Node:
    """A region as it is written: what it lies in decides how its kind has to be said."""

    region: SourceRegion
    place: int
    element: str = ""
    type: str = ""
    structure: str = ""
    own: dict[str, str] = field(default_factory=dict)
    inner: list[Node] = field(default_factory=list)

    def walk(self) -> Iterator[Node]:
        """Yield the node and all in it, in document order."""
        yield self
        for node in self.inner:
            yield from node.walk()

    def lines(self) -> Iterator[SourceLine]:
        """Yield the lines of the region and of all in it, in document order: a TextRegion has its own ones last."""
        if self.element != "TextRegion":
            yield from self.region.lines
        for node in self.inner:
            yield from node.lines()
        if self.element == "TextRegion":
            yield from self.region.lines


def tree(page: SourcePage, table: Table) -> list[Node]:
    """Return the regions of a page as they lie in each other, those in no other one in reading order."""
    nodes = [Node(region, place) for place, region in enumerate(page.regions)]
    times = Counter(region.ident for region in page.regions)
    known = {node.region.ident: node for node in nodes if node.region.ident and times[node.region.ident] == 1}
    above = {node.place: found for node in nodes if (found := known.get(node.region.attributes.get("parent", "")))}
    top = []
    for node in nodes:
        if _is_inside(node, above):
            above[node.place].inner.append(node)
        else:
            above.pop(node.place, None)
            top.append(node)
    for node in top:
        _choose(node, table, None)
    return top


def _is_inside(node: Node, above: Mapping[int, Node]) -> bool:
    """Tell whether a node lies in another one, with an end to it."""
    seen = 0
    at = node
    while at.place in above:
        at = above[at.place]
        seen += 1
        if at is node or seen > _DEEPEST:
            return False
    return seen > 0


def _choose(node: Node, table: Table, above: str | None) -> None:
    """Settle how the kind of a region and its native name are said."""
    region = node.region
    labels = _labels(region)
    match = _NATIVE.fullmatch(region.native)
    if match is not None and schema.region(match[1], match[2] or "") and match[2] != "":
        node.element, node.type = match[1], match[2] or ""
        if regions.said(node.element, node.type, ["", *labels], above) != (region.kind, region.native):
            match = None
    else:
        match = None
    if match is None:
        _choose_named(node, table, labels, above)
    for inner in node.inner:
        _choose(inner, table, region.kind)


def _choose_named(node: Node, table: Table, labels: list[str], above: str | None) -> None:
    region = node.region
    wanted, _, kind = region.attributes.get(regions.ELEMENT, "").partition(" ")
    element, _, type_ = wanted.partition(":")
    if kind != region.kind or not schema.region(element, type_):
        element, _, type_ = regions.form(table, region.kind).partition(":")
    node.element, node.type = element, type_
    for node.structure in (region.native, region.kind):
        said = regions.said(element, type_, [node.structure, *labels], above)
        if node.structure and said == (region.kind, region.native):
            return
    if said[0] != region.kind:
        node.own["kind"] = region.kind
    if said[1] != region.native:
        node.own["native"] = region.native


def _labels(region: SourceRegion) -> list[str]:
    found = opaque.fitting(region.attributes.get("page:Labels", ""), "Labels")
    return [label.get("value", "") for group in found for label in group]


def sayable(page: SourcePage, table: Table | None = None) -> SourcePage:
    """Return the page as PAGE can say it: what it cannot say is left out or brought to what it can."""
    made = replace(
        page,
        image=canon.value(page.image).strip(),
        width=page.width if 0 < page.width <= _MOST else 0,
        height=page.height if 0 < page.height <= _MOST else 0,
        regions=tuple(map(_region, page.regions)),
        label=canon.value(page.label),
        ident=canon.value(page.ident),
        language=canon.value(page.language),
        attributes=_attributes(page.attributes),
        tags=tuple(replace(_tag(tag), start=0, end=0) for tag in page.tags),
    )
    made = _keyed(made)
    nodes = tree(made, table or Table())
    numbers = {id(line): number for number, line in enumerate(line for node in nodes for line in node.lines())}
    counted = tuple(
        replace(region, lines=tuple(replace(line, number=numbers[id(line)]) for line in region.lines))
        for region in made.regions
    )
    return replace(made, regions=counted, attributes=_true(made, nodes))


def _keyed(page: SourcePage) -> SourcePage:
    """Return the page with the keys of its tags counted anew; what only looks like a chain is none."""

    def fixed(tag: SourceTag) -> SourceTag:
        return replace(tag, key=tag.key or customs.FINAL)

    return joined.joined(joined.mapped(page, fixed))


def _region(region: SourceRegion) -> SourceRegion:
    lines_ = tuple(map(_line, region.lines))
    attributes = _attributes(region.attributes)
    if not _texts_are_true(attributes, lines_):
        attributes = {k: v for k, v in attributes.items() if k not in (regions.RAW_TEXT, regions.RAW_OF)}
    native = canon.value(region.native)
    return replace(
        region,
        kind=canon.value(region.kind),
        outline=shapes.sayable(region.outline, 3),
        lines=lines_,
        ident=canon.value(region.ident),
        native="" if native == region.kind else native,
        hand=canon.value(region.hand or "") or None,
        tags=tuple(replace(_tag(tag), start=0, end=0) for tag in region.tags),
        attributes=attributes,
        continues=canon.value(region.continues),
    )


def _texts_are_true(attributes: Mapping[str, str], lines_: tuple[SourceLine, ...]) -> bool:
    """Tell whether the text kept of a region is still that of its lines."""
    if regions.RAW_TEXT not in attributes or attributes.get(regions.RAW_OF) != regions.digest(lines_):
        return regions.RAW_TEXT not in attributes and regions.RAW_OF not in attributes
    found = opaque.parsed(attributes[regions.RAW_TEXT])
    said = "".join(texts.unicode_of(equiv) or texts.plain_of(equiv) for equiv in found).strip()
    return bool(found) and (not said or any(line.text.strip() for line in lines_))


def _line(line: SourceLine) -> SourceLine:
    text = canon.line(line.text, Notes(""), "")
    made = replace(
        line,
        text=text,
        outline=shapes.sayable(line.outline, 3),
        baseline=shapes.sayable(line.baseline, 2),
        confidence=_share(line.confidence),
        words=_words(line, len(text)),
        tags=tuple(_tag(tag, len(text)) for tag in line.tags),
        ident=canon.value(line.ident),
        attributes=_attributes(line.attributes),
        alternatives=tuple(said for other in line.alternatives if (said := canon.line(other, Notes(""), ""))),
    )
    return replace(made, attributes=_raw_that_is_true(made))


def _words(line: SourceLine, length: int) -> tuple[SourceWord, ...]:
    found = [word for word in line.words if 0 <= word.start <= word.end <= length]
    found.sort(key=lambda word: word.start)
    return tuple([_word(word) for word in found])


def _word(word: SourceWord) -> SourceWord:
    box, confidence = shapes.sayable_box(word.box), _share(word.confidence)
    same = box is word.box and confidence == word.confidence
    return word if same else SourceWord(word.start, word.end, box, confidence)


def _share(value: float | None) -> float | None:
    return round(value, 4) if value is not None and 0 <= value <= 1 else None


def _tag(tag: SourceTag, length: int = 0) -> SourceTag:
    end = min(max(tag.end, 0), length)
    attributes = {canon.value(name): customs.clean(value) for name, value in tag.attributes.items()}
    return replace(tag, tag=canon.value(tag.tag), start=min(max(tag.start, 0), end), end=end, attributes=attributes)


def _attributes(attributes: Mapping[str, str]) -> dict[str, str]:
    return {canon.value(name): customs.clean(value) for name, value in attributes.items()}


def _raw_that_is_true(line: SourceLine) -> Mapping[str, str]:
    """Return the attributes of a line without detail that tells of another text, or of words that are not there."""
    if parts.RAW_WORDS not in line.attributes and texts.RAW_TEXT not in line.attributes:
        return line.attributes
    kept = {name: opaque.parsed(line.attributes.get(name, "")) for name in (parts.RAW_WORDS, texts.RAW_TEXT)}
    for name, elements in kept.items():
        if any(element.tag != name.rpartition("-")[2] for element in elements):
            kept[name] = []
    if not _words_are_true(line, kept[parts.RAW_WORDS]):
        kept[parts.RAW_WORDS] = []
    if not _equivs_are_true(line, kept[texts.RAW_TEXT], kept[parts.RAW_WORDS]):
        kept[texts.RAW_TEXT] = []
    gone = {name for name, elements in kept.items() if not elements}
    return {name: value for name, value in line.attributes.items() if name not in gone}


def _words_are_true(line: SourceLine, elements: list[etree._Element]) -> bool:
    words = parts.taken(elements, Notes(""))
    found = parts.arranged(parts.placed(words, line.text, Notes(""), ""))
    return found == line.words and bool(line.text or not parts.joined(words))


def _equivs_are_true(line: SourceLine, equivs: list[etree._Element], words: list[etree._Element]) -> bool:
    """Tell whether the TextEquivs of a line say what it says; one without Unicode leaves that to the words."""
    element = etree.Element("TextLine")
    element.extend(equivs)
    found = lines.read_line(element, Tally(), Notes(""), {}).line
    if (found.confidence, found.alternatives) != (line.confidence, line.alternatives):
        return False
    if not (line.words or words) or texts.unicode_of(texts.lowest(element)):
        return found.text == line.text
    told = {" ".join(line.text[word.start : word.end] for word in line.words)}
    told |= {parts.joined(parts.taken(words, Notes("")))} if words else set()
    return told == {line.text}


def _true(page: SourcePage, nodes: list[Node]) -> dict[str, str]:
    """Return the attributes of a page without what names regions that are gone, or an order that is not theirs."""
    idents = {region.ident for region in page.regions}
    found = dict(page.attributes)
    if found.get(FRAME, "").split() not in ([], [str(page.width), str(page.height)]):
        found = {name: value for name, value in found.items() if name != FRAME and name not in DRAWN}
    for name in (relations.KEPT, LAYERS):
        if parts := opaque.parsed(found.get(name, "")):
            found[name] = opaque.text(part for part in parts if _prune(part, idents))
            if not found[name]:
                del found[name]
    if ORDER in found and not _is_order(found[ORDER], nodes):
        del found[ORDER]
    return found


def _prune(element: etree._Element, idents: set[str]) -> bool:
    """Take out of an element what names a region that is not there; tell whether anything is left."""
    for child in list(element):
        if child.tag == "Relation":
            if not idents.issuperset(schema.values(child, "ref")):
                element.remove(child)
        elif child.tag == "Layer":
            for ref in [ref for ref in child if ref.get("regionRef", "") not in idents]:
                child.remove(ref)
            if not len(child):
                element.remove(child)
    return len(element) > 0


def _is_order(value: str, nodes: list[Node]) -> bool:
    """Tell whether a kept ReadingOrder gives the regions the order they have; what is not one is left alone."""
    parts = opaque.parsed(value)
    if len(parts) != 1 or parts[0].tag != "ReadingOrder":
        return True
    walked = [node for top in nodes for node in top.walk()]
    parents = {inner.place: node.place for node in walked for inner in node.inner}
    at = {node.place: position for position, node in enumerate(walked)}
    names = Counter(node.region.ident for node in walked)
    places: dict[str, int] = {}
    for ref in listed.refs(parts[0]):
        if names[ref] > 1:
            return False
        if names[ref]:
            places.setdefault(ref, len(places))
    above = [at[parents[node.place]] if node.place in parents else None for node in walked]
    keys = order.keys([node.region.ident for node in walked], above, [None] * len(walked), places)
    arranged = sorted(range(len(walked)), key=keys.__getitem__)
    return bool(places) and [walked[i].place for i in arranged] == list(range(len(walked)))
