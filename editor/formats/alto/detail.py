"""What ALTO says of single Strings beyond our model: confidences of letters, glyphs, styles, languages, joined words.

It is kept with the reading of a line as one fragment of XML, places in pixels, and goes back to those Strings that are
still the same. What stands at Strings that have changed is left behind.
"""

from __future__ import annotations

import copy
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from editor.formats import canon, coordinates, xml
from editor.formats.alto import kept, own
from editor.formats.alto.measure import BOX, Measure, figure
from editor.formats.alto.plan import Plan
from editor.formats.alto.strings import Cut
from editor.formats.notes import Notes
from editor.model.geometry import Box, bounds
from editor.model.source import SourceLine, SourcePage
from editor.model.tagset import TagSet

RAW: Final = "alto:raw"
"""The attribute of a line; what has ``:raw`` in its name is left in the reading."""
_EXTRAS: Final = ("ID", "STYLEREFS", "PROCESSINGREFS", "STYLE", "CC", "CS", "LANG", "SUBS_TYPE", "SUBS_CONTENT")
_LOOKS: Final[Mapping[str, str]] = {"underline": "underline", "strikethrough": "del"}


@dataclass(slots=True)
class Detail:
    """What is kept of one String: attributes, its box when that was read, elements in it."""

    attributes: dict[str, str] = field(default_factory=dict)
    box: str = ""
    elements: list[etree._Element] = field(default_factory=list)


def read(
    places: Iterable[tuple[int, int, etree._Element]],
    measure: Measure,
    *,
    but: Collection[str] = (),
    joined: Collection[str] = (),
) -> str:
    """Return the fragment for a TextLine, "" where its Strings say nothing more than we do.

    Args:
        places: The Strings of a line and where they stand in its text.
        measure: The file's.
        but: Ids of styles that we added for others to see.
        joined: Ids of tags at Strings whose SUBS_CONTENT is ours.
    """
    found = []
    for start, end, string in places:
        made = _extras(string, measure, but, joined)
        if len(made) or made.attrib:
            made.set("start", str(start))
            made.set("end", str(end))
            if len(made) and (box := measure.box(string)) is not None:
                made.set("box", " ".join(map(figure, box)))
            found.append(made)
    text = kept.fragment(found)
    return text if len(text) <= kept.MOST else ""


def _extras(string: etree._Element, measure: Measure, but: Collection[str], joined: Collection[str]) -> etree._Element:
    made = etree.Element("String")
    ours = any(ref in joined for ref in string.get("TAGREFS", "").split())
    for name in _EXTRAS:
        value = string.get(name)
        if value is None or (name.startswith("SUBS_") and (ours or string.get("SUBS_TYPE") == "Abbreviation")):
            continue
        if name == "STYLEREFS":
            value = " ".join(ident for ident in value.split() if ident not in but)
        if value:
            made.set(name, own.clean(value))
    for child in xml.children(string, "Shape", "ALTERNATIVE", "Glyph"):
        if child.get("PURPOSE") != own.OF_LINE:
            made.append(_in_pixels(child, measure))
    return made


def _in_pixels(element: etree._Element, measure: Measure) -> etree._Element:
    made = etree.Element(xml.local(element))
    for key, value in element.attrib.items():
        name, said = str(key), own.clean(str(value))
        if name in (*BOX, "HLENGTH", "VLENGTH", "RADIUS") and measure.pixels != 1.0:
            number = coordinates.number(said)
            said = figure(number * measure.pixels) if number is not None else ""
        elif name == "POINTS":
            path = measure.path(said, Notes(""))
            said = " ".join(f"{figure(x)},{figure(y)}" for x, y in path or ())
        if said or name == "CONTENT":
            made.set(name, said)
    made.text = own.clean(element.text or "") or None if made.tag == "ALTERNATIVE" else None
    made.extend(_in_pixels(child, measure) for child in element if xml.local(child))
    return made


def details(line: SourceLine, known: Collection[str]) -> dict[tuple[int, int], Detail]:
    """Return what is kept of a line's Strings by their places, as far as ALTO 4.4 would have it.

    ``known`` are the ids of styles and steps that are there to be referred to.
    """
    found: dict[tuple[int, int], Detail] = {}
    for element in kept.parsed(line.attributes.get(RAW, "")):
        start, end = element.get("start", ""), element.get("end", "")
        if element.tag != "String" or not (_is_place(start) and _is_place(end)):
            continue
        attributes = {
            name: value
            for name, said in kept.cleaned(element, "String").items()
            if (value := kept.referring(name, said, known))
        }
        if "SUBS_TYPE" not in attributes:
            attributes.pop("SUBS_CONTENT", None)
        elements = [made for child in element if (made := _fitting(child)) is not None]
        found[int(start), int(end)] = Detail(attributes, element.get("box", ""), _ordered(elements))
    return found


def _is_place(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 8


def _ordered(elements: list[etree._Element]) -> list[etree._Element]:
    """Return the elements as the schema wants them: one Shape, the alternatives, the glyphs."""
    shapes = [e for e in elements if e.tag == "Shape"][:1]
    return shapes + sorted((e for e in elements if e.tag != "Shape"), key=lambda e: e.tag != "ALTERNATIVE")


def _fitting(element: etree._Element) -> etree._Element | None:
    if element.tag == "Shape":
        return _shape(element)
    if element.tag == "ALTERNATIVE":
        made = etree.Element("ALTERNATIVE")
        made.text = element.text
        if purpose := element.get("PURPOSE"):
            made.set("PURPOSE", purpose)
        return made
    return _glyph(element) if element.tag == "Glyph" and len(element.get("CONTENT", "")) == 1 else None


def _shape(element: etree._Element) -> etree._Element | None:
    polygon = xml.child(element, "Polygon")
    if polygon is None or not polygon.get("POINTS"):
        return None
    made = etree.Element("Shape")
    etree.SubElement(made, "Polygon").set("POINTS", polygon.get("POINTS", ""))
    return made


def _glyph(element: etree._Element) -> etree._Element:
    made = etree.Element("Glyph")
    for key in element.attrib:
        name = str(key)
        if name == "CONTENT" or (name == "ID" and kept.checked("String", "ID", element.get("ID", ""))):
            made.set(name, element.get(name, ""))
        elif name in (*BOX, "GC"):
            _keep_number(element, made, name, 1.0 if name == "GC" else None)
    shape = xml.child(element, "Shape")
    if shape is not None and (whole := _shape(shape)) is not None:
        made.append(whole)
    for variant in xml.children(element, "Variant"):
        if len(variant.get("CONTENT", "")) <= 3:
            inner = etree.SubElement(made, "Variant")
            if "CONTENT" in variant.attrib:
                inner.set("CONTENT", variant.get("CONTENT", ""))
            _keep_number(variant, inner, "VC", 1.0)
    return made


def _keep_number(element: etree._Element, made: etree._Element, name: str, most: float | None) -> None:
    said = element.get(name)
    value = coordinates.number(said)
    if said is not None and value is not None and (most is None or 0 <= value <= most):
        made.set(name, said.strip())


class Kept:
    """What is kept of one page and may go back: its styles, its steps of processing, and what its Strings had."""

    def __init__(self, page: SourcePage, known: Collection[str]) -> None:
        """Take the page, and the ids that are free for what is kept."""
        attributes = page.attributes
        self._size = page.width, page.height
        self.styles = [e for e in kept.styles(attributes) if e.get("ID") in known]
        self.steps = [e for e in kept.steps(attributes) if e.get("ID") in known]
        self.known = {e.get("ID", "") for e in (*self.styles, *self.steps)}
        self.holders = kept.holders(attributes, self.known, self._size)
        self._free = set(known) - self.known
        self._looks = {e.get("ID", ""): frozenset(e.get("FONTSTYLE", "").split()) for e in self.styles}

    def holding(self, plan: Plan) -> dict[str, str]:
        """Return the attribute of the page that tells of the blocks that only hold others together."""
        found = []
        for ident in plan.in_file_held():
            was = self.holders.get(ident, kept.Holder((), {}, ""))
            now = kept.Holder(was.outline, was.attributes, plan.above[ident])
            if now.outline or now.attributes or now.parent:
                found.append((ident, now))
        return kept.of_holders(found, self._size)

    def is_cut(self, line: SourceLine) -> bool:
        """Tell whether the file a line is from says that it ends in the middle of a word."""
        if "HypPart1" not in line.attributes.get(RAW, ""):
            return False
        ends = (d for (_, end), d in details(line, self.known).items() if end == len(line.text) - 1)
        return any(d.attributes.get("SUBS_TYPE") == "HypPart1" for d in ends)

    def of(self, line: SourceLine, found: Cut) -> dict[int, Detail]:
        """Return what is kept of those Strings that are the same as when they were read, by their place among them.

        Ask once for each line: an id is given to the first that has it.
        """
        if RAW not in line.attributes:
            return {}
        all_ = details(line, self.known)
        same: dict[int, Detail] = {}
        for i, part in enumerate(found.strings):
            if (part.start, part.end) in all_:
                tags = {tag.tag for tag, at in zip(line.tags, found.places, strict=False) if at.first <= i <= at.last}
                box = bounds(line.outline) if found.whole and line.outline else part.word.box if part.word else None
                same[i] = self._still_true(all_[part.start, part.end], tags, _said(box))
        if _readings(line.text, found, same) != line.alternatives:
            for one in same.values():
                one.elements = [e for e in one.elements if e.tag != "ALTERNATIVE"]
        return {i: one for i, one in same.items() if one.attributes or one.elements}

    def _still_true(self, found: Detail, tags: Collection[str], box: str) -> Detail:
        """Return what is true of a String with these tags and this box."""
        attributes = {}
        for name, value in found.attributes.items():
            if name in ("STYLE", "STYLEREFS"):
                value = " ".join(word for word in value.split() if self._shows(name, word, tags))
            if value and (name != "ID" or self._takes(value)):
                attributes[name] = value
        for element in found.elements:
            for inner in element.iter():
                if "ID" in inner.attrib and not self._takes(inner.get("ID", "")):
                    del inner.attrib["ID"]
        same = box == found.box
        return Detail(attributes, box if same else "", [e for e in found.elements if same or e.tag == "ALTERNATIVE"])

    def _takes(self, ident: str) -> bool:
        """Use an id if nothing else has it yet; tell whether it was used."""
        free = ident in self._free
        self._free.discard(ident)
        return free

    def _shows(self, name: str, word: str, tags: Collection[str]) -> bool:
        """Tell whether a style shows nothing that the words are not tagged with any more."""
        look = {word} if name == "STYLE" else self._looks.get(word, frozenset())
        return all(tag in tags for style, tag in _LOOKS.items() if style in look)


def _readings(text: str, found: Cut, same: Mapping[int, Detail]) -> tuple[str, ...]:
    """Return the rival readings of a line that its Strings have."""
    readings: dict[str, None] = {}
    for i, one in sorted(same.items()):
        part = found.strings[i]
        for element in one.elements:
            reading = text[: part.start] + canon.value(element.text or "") + text[part.end :]
            if element.tag == "ALTERNATIVE" and reading != text:
                readings[reading] = None
    return tuple(readings)


def said(found: Cut, same: Mapping[int, Detail]) -> str:
    """Return the fragment that ``read`` will make of a line that is written with these details."""
    elements = []
    for i, one in sorted(same.items()):
        part = found.strings[i]
        element = etree.Element("String", {str(n): one.attributes[n] for n in _EXTRAS if n in one.attributes})
        element.set("start", str(part.start))
        element.set("end", str(part.end))
        if one.elements and one.box:
            element.set("box", one.box)
        element.extend(copy.deepcopy(one.elements))
        elements.append(element)
    return kept.fragment(elements)


def plan(page: SourcePage, tagset: TagSet | None) -> Plan:
    """Return the plan of a page with room for what is kept of it."""
    holders = kept.holders(page.attributes, (), (0, 0))
    return Plan(page, tagset, kept=idents(page), holders={ident: one.parent for ident, one in holders.items()})


def idents(page: SourcePage) -> Iterator[str]:
    """Yield every id that is kept of a page, each once: of styles, of steps, of Strings and of glyphs."""
    seen: set[str] = set()
    for ident in _all_idents(page):
        if ident not in seen:
            seen.add(ident)
            yield ident


def _all_idents(page: SourcePage) -> Iterator[str]:
    for element in (*kept.styles(page.attributes), *kept.steps(page.attributes)):
        yield element.get("ID", "")
    for region in page.regions:
        for line in region.lines:
            for element in kept.parsed(line.attributes.get(RAW, "")):
                yield from (e.get("ID", "") for e in element.iter() if e.get("ID"))


def _said(box: Box | None) -> str:
    return " ".join(map(figure, box)) if box is not None else ""
