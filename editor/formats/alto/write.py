"""A page as ALTO 4.4: what the format has a place for in that place, the rest in tags that others may pass over.

Pure: the same page gives the same bytes. What cannot be said at all is in ``sayable``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final, cast

from lxml import etree

from editor.formats import canon, xml
from editor.formats.about import About
from editor.formats.alto import detail, kept, labels, own, strings
from editor.formats.alto.detail import Detail
from editor.formats.alto.elements import SPACE, TagPool, adopted, below, new, points, set_box, set_shape
from editor.formats.alto.places import CUSTOM, LABEL, LANGUAGE, TYPE, native_place, page_natively, turn
from editor.formats.alto.plan import is_said
from editor.formats.alto.sayable import sayable
from editor.formats.alto.strings import Cut, Part, Place
from editor.model.geometry import bounds
from editor.model.source import SourceLine, SourcePage, SourceRegion, SourceTag, SourceWord

_SCHEMA: Final = "http://www.loc.gov/standards/alto/v4/alto-4-4.xsd"
_XSI: Final = "http://www.w3.org/2001/XMLSchema-instance"
_URI: Final = re.compile(r"[A-Za-z0-9#:/?&=._~+@,;-]+")
_TIME: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?")
_REND: Final[Mapping[str, str]] = {
    "bold": "bold",
    "italic": "italics",
    "superscript": "superscript",
    "subscript": "subscript",
    "small-caps": "smallcaps",
}


def write(page: SourcePage, about: About) -> bytes:
    """Return ``page`` as a whole ALTO file."""
    return written(sayable(page, about), about)


def written(page: SourcePage, about: About) -> bytes:
    """Return the ALTO file of a page of which nothing is left out any more, which ``sayable`` gave."""
    root = _Writer(page, about).root()
    etree.indent(root)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8") + b"\n"


class _Writer:
    """Writes one page."""

    def __init__(self, page: SourcePage, about: About) -> None:
        self.page = page
        self.about = about
        self.plan = detail.plan(page, about.tagset)
        self.kept = detail.Kept(page, self.plan.kept)
        self.tags = TagPool(self.plan)
        self.step = self.plan.names.made("processing")

    def root(self) -> etree._Element:
        """Return the whole document."""
        root = etree.Element(etree.QName(SPACE, "alto"), nsmap=cast("dict[str, str]", {None: SPACE, "xsi": _XSI}))
        root.set(etree.QName(_XSI, "schemaLocation"), f"{SPACE} {_SCHEMA}")
        root.set("SCHEMAVERSION", "4.4")
        page = self._page()
        about_page = self._about_page()
        root.append(self._description())
        if styles := [*self.tags.styles, *map(adopted, self.kept.styles)]:
            below(root, "Styles").extend(sorted(styles, key=lambda e: xml.local(e) != "TextStyle"))
        group = below(root, "Tags")
        group.append(about_page)
        group.extend(self.tags.elements)
        if self.page.regions:
            root.append(self._order())
        below(root, "Layout").append(page)
        return root

    def _description(self) -> etree._Element:
        description = new("Description")
        below(description, "MeasurementUnit", "pixel")
        image = below(description, "sourceImageInformation")
        below(image, "fileName", canon.value(self.page.image).strip())
        image.extend(adopted(e) for e in kept.identifiers(self.page.attributes))
        if title := canon.value(self.about.title).strip():
            below(image, "documentIdentifier", title)
        description.extend(adopted(e) for e in self.kept.steps)
        step = below(description, "Processing", ID=self.step)
        below(step, "processingCategory", "contentModification")
        if _TIME.fullmatch(self.about.created):
            below(step, "processingDateTime", self.about.created)
        software = below(step, "processingSoftware")
        below(software, "softwareName", canon.value(self.about.software))
        if self.about.version:
            below(software, "softwareVersion", canon.value(self.about.version))
        return description

    def _order(self) -> etree._Element:
        order = new("ReadingOrder")
        group = below(order, "OrderedGroup", ID=self.plan.names.made("order"))
        for ident in self.plan.regions:
            below(group, "ElementRef", ID=self.plan.names.made("ref"), REF=ident)
        return order

    def _about_page(self) -> etree._Element:
        """Return the tag that says of the page what ALTO cannot; every file of ours has it."""
        page = self.page
        said = own.new("page")
        natively = page_natively(page.attributes)
        own.add_attributes(said, {k: v for k, v in page.attributes.items() if is_said(k) and k not in natively})
        if page.language and not LANGUAGE.fullmatch(page.language):
            said.set("language", page.language)
        if "number" not in natively:
            said.set("unnumbered", "true")
        said.set("processing", self.step)
        if self.tags.styles:
            said.set("styles", " ".join(e.get("ID", "") for e in self.tags.styles))
        for tag in page.tags:
            said.append(own.span(tag))
        made = new("OtherTag", ID=self.plan.names.made("T"), TYPE=own.PAGE, LABEL="page")
        below(made, "XmlData").append(said)
        return made

    def _page(self) -> etree._Element:
        page = self.page
        element = new("Page", ID=self.plan.ident, PHYSICAL_IMG_NR="1")
        if page.label:
            element.set("PRINTED_IMG_NR", canon.value(page.label))
        if LANGUAGE.fullmatch(page.language):
            element.set("LANG", page.language)
        for ours, theirs in page_natively(page.attributes).items():
            value = page.attributes[ours]
            element.set(theirs, turn(value) if theirs == "ROTATION" else value)
        for name, value in kept.fitting("Page", "Page", page.attributes, self.kept.known).items():
            element.set(name, value)
        space = new("PrintSpace")
        if page.width > 0 and page.height > 0:
            element.set("WIDTH", str(page.width))
            element.set("HEIGHT", str(page.height))
            set_box(space, (0, 0, page.width, page.height))
        space.extend(self._block(ident) for ident in self.plan.children.get("", ()))
        element.append(space)
        return element

    def _block(self, ident: str) -> etree._Element:
        """Return a region, or a block that only holds others together and so has no label."""
        index = self.plan.places.get(ident)
        name = self.plan.element(index) if index is not None else "ComposedBlock"
        element = new(name, ID=ident)
        if index is None:
            self._set_holder(element)
        else:
            region = self.page.regions[index]
            element.set("TAGREFS", " ".join(self._region_refs(region, index, name, element)))
            self._set_kept(element, "", region.attributes)
            set_shape(element, region.outline)
            element.extend(self._line(index, place) for place in range(len(region.lines)))
        element.extend(self._block(child) for child in self.plan.children.get(ident, ()))
        return element

    def _set_holder(self, element: etree._Element) -> None:
        """Set what is kept of a block that only holds others together."""
        found = self.kept.holders.get(element.get("ID", ""))
        if found is not None:
            set_shape(element, found.outline)
            self._set_kept(element, "", found.attributes)

    def _set_kept(self, element: etree._Element, group: str, attributes: Mapping[str, str]) -> None:
        for name, value in kept.fitting(group, xml.local(element), attributes, self.kept.known).items():
            element.set(name.replace("xlink:", f"{{{kept.XLINK}}}"), value)

    def _region_refs(self, region: SourceRegion, index: int, name: str, element: etree._Element) -> list[str]:
        label = self.plan.label(region)
        refs = [self.tags.ref("LayoutTag", "", canon.value(label))]
        if labels.kind_of(label) != region.kind:
            refs.append(self.tags.own(own.KIND, region.kind))
        if region.hand is not None:
            refs.append(self.tags.ref("OtherTag", "hand", own.clean(region.hand)))
        if region.continues:
            refs.append(self.tags.own(own.CONTINUES, region.continues))
        refs += self._attribute_refs(
            region.attributes, element, block=name, held=bool(self.plan.above[self.plan.regions[index]])
        )
        used: list[SourceTag] = []
        for tag in region.tags:
            refs.append(self._tag_ref(tag, whole=True, copy=used.count(tag)))
            used.append(tag)
        return refs

    def _attribute_refs(
        self, attributes: Mapping[str, str], element: etree._Element, *, block: str, held: bool = False
    ) -> list[str]:
        """Set the attributes ALTO has a place for, and return the tags that say the others."""
        refs = []
        for name, value in attributes.items():
            if not is_said(name) or (name == "parent" and held):
                continue
            place = native_place(name, value, block, self.plan.places)
            if place == LABEL:
                refs.append(self.tags.ref("LayoutTag", "", value))
            elif place == TYPE:
                refs.append(self.tags.ref("OtherTag", name.removeprefix(CUSTOM), value))
            elif place:
                element.set(place, turn(value) if place == "ROTATION" else value)
            else:
                refs.append(self.tags.own(f"{own.PREFIX}@{own.clean(name)}", value))
        return refs

    def _tag_ref(
        self, tag: SourceTag, *, ends: tuple[int, int] | None = None, whole: bool = False, copy: int = 0
    ) -> str:
        form, _, _ = self.plan.table.tag_form(tag.tag, "alto").partition(":")
        element = form if form == "NamedEntityTag" else "OtherTag"
        main = tag.attributes.get(labels.ATTRIBUTE.get(tag.tag, "label"), "")
        uri = tag.attributes.get("ref", "")
        label = main or tag.tag
        found = labels.span(labels.Label(element, tag.tag, label, uri))
        plain = not whole and ends is None and not tag.key and bool(_URI.fullmatch(uri or "-"))
        plain = plain and label == own.clean(label).strip() and tag.tag == canon.value(tag.tag).strip()
        if plain and found == (tag.tag, dict(tag.attributes)):
            return self.tags.ref(element, tag.tag, label, uri, copy=copy)
        return self.tags.ref(element, own.clean(tag.tag), own.clean(label), data=own.span(tag, ends), copy=copy)

    def _line(self, index: int, place: int) -> etree._Element:
        line = self.page.regions[index].lines[place]
        element = new("TextLine")
        if ident := self.plan.lines[index][place]:
            element.set("ID", ident)
        set_shape(element, line.outline)
        if len(line.baseline) > 1:
            element.set("BASELINE", points(line.baseline))
        if line.verified:
            element.set("CS", "true")
        found = strings.cut(line, hyphened=self.plan.is_cut(index, place) or self.kept.is_cut(line))
        details = self.kept.of(line, found)
        self._set_kept(element, "TextLine", line.attributes)
        refs = self._attribute_refs(line.attributes, element, block="TextLine")
        if line.confidence is not None and not found.whole:
            refs.append(self.tags.own(own.CONFIDENCE, _share(line.confidence)))
        if refs:
            element.set("TAGREFS", " ".join(dict.fromkeys(refs)))
        element.extend(self._whole(line, details) if found.whole else self._parts(line, found, details))
        if not found.whole:
            self._join_cut(element, index, place)
        self._add_alternatives(element, line)
        return element

    def _whole(self, line: SourceLine, details: Mapping[int, Detail]) -> list[etree._Element]:
        string = new("String", CONTENT=line.text, TAGREFS=self.tags.own(own.WHOLE, "line"))
        if len(line.outline) > 2:
            set_box(string, bounds(line.outline))
        if line.confidence is not None:
            string.set("WC", _share(line.confidence))
        _set_detail(string, details.get(0))
        return [string]

    def _parts(self, line: SourceLine, found: Cut, details: Mapping[int, Detail]) -> list[etree._Element]:
        elements = [_part(line, part) for part in found.parts]
        made = [element for element, part in zip(elements, found.parts, strict=True) if part.name == "String"]
        for i, kept_ in details.items():
            _set_detail(made[i], kept_)
        refs = [[self.tags.own(own.WORD, "word")] if _says_nothing(part.word) else [] for part in found.strings]
        styles: list[set[str]] = [set() for _ in made]
        used: dict[str, int] = {}
        for tag, at in zip(line.tags, found.places, strict=True):
            bounded = strings.bounded(tag, len(line.text))
            first = self._span_ref(bounded, at, 0)
            copy = used.get(first, 0)
            used[first] = copy + 1
            ref = first if not copy else self._span_ref(bounded, at, copy)
            for i in range(at.first, at.last + 1):
                refs[i].append(ref)
            self._dress(bounded, at, found, styles, made)
        for element, ids, look in zip(made, refs, styles, strict=True):
            if look:
                element.set("STYLEREFS", f"{self.tags.style(look)} {element.get('STYLEREFS', '')}".strip())
            if ids:
                element.set("TAGREFS", " ".join(ids))
        return elements

    def _span_ref(self, tag: SourceTag, at: Place, copy: int) -> str:
        ends = at.ends
        if ends is None and tag.start == tag.end and not labels.may_be_empty(tag.tag):
            ends = (0, 0)
        return self._tag_ref(tag, ends=ends, copy=copy)

    @staticmethod
    def _dress(
        tag: SourceTag, at: Place, found: Cut, styles: Sequence[set[str]], made: Sequence[etree._Element]
    ) -> None:
        """Give the Strings that lie wholly in a tag the look or the long form it stands for, for other programs."""
        look = {"underline": "underline", "del": "strikethrough"}.get(tag.tag, "")
        looks = {_REND[word] for word in tag.attributes.get("rend", "").split() if tag.tag == "hi" and word in _REND}
        for i in range(at.first, at.last + 1):
            part = found.strings[i]
            if part.start < part.end and tag.start <= part.start and part.end <= tag.end:
                styles[i].update(looks | ({look} if look else set()))
        expansion = tag.attributes.get("expansion")
        if tag.tag == "abbrev" and at.ends is None and at.first == at.last and expansion:
            _set_subs(made[at.first], "Abbreviation", canon.value(expansion))

    @staticmethod
    def _add_alternatives(element: etree._Element, line: SourceLine) -> None:
        """Add the rival readings of a line, unless they stand at its Strings already."""
        made = list(xml.children(element, "String"))
        if any(xml.child(string, "ALTERNATIVE") is not None for string in made):
            return
        at = 1 if xml.child(made[0], "Shape") is not None else 0
        for i, reading in enumerate(line.alternatives):
            alternative = new("ALTERNATIVE", PURPOSE=own.OF_LINE)
            alternative.text = reading
            made[0].insert(at + i, alternative)

    def _join_cut(self, element: etree._Element, index: int, place: int) -> None:
        """Say the whole of a word that a line end cuts, at both of its parts."""
        words = [part for part in xml.children(element, "String") if part.get("CONTENT")]
        text = self.plan.text((index, place))
        before = self.plan.before(index, place)
        if not words or not (self.plan.is_cut(index, place) or (before is not None and self.plan.is_cut(*before))):
            return
        mark = self.tags.own(own.JOINED, "joined")
        if self.plan.is_cut(index, place):
            joined = _joined(text, self.plan.text(self.plan.after(index, place)))
            _set_subs(words[-1], "HypPart1", joined, mark)
        if before is not None and self.plan.is_cut(*before):
            _set_subs(words[0], "HypPart2", _joined(self.plan.text(before), text), mark)


def _joined(text: str, after: str) -> str:
    return text[:-1].split(" ")[-1] + after.split(" ")[0]


def _set_subs(string: etree._Element, type_: str, content: str, mark: str = "") -> None:
    """Set what a String is part of or short for, unless that is known already; ``mark`` is the tag that it is ours."""
    if string.get("SUBS_TYPE") is not None:
        return
    string.set("SUBS_TYPE", type_)
    string.set("SUBS_CONTENT", content)
    if mark:
        string.set("TAGREFS", f"{string.get('TAGREFS', '')} {mark}".strip())


def _set_detail(string: etree._Element, found: Detail | None) -> None:
    """Set what is kept of a String."""
    if found is not None:
        for name, value in found.attributes.items():
            string.set(name, value)
        string.extend(map(adopted, found.elements))


def _part(line: SourceLine, part: Part) -> etree._Element:
    element = new(part.name)
    if part.name != "SP":
        element.set("CONTENT", line.text[part.start : part.end])
    if part.word is not None:
        _set_word(element, part.word)
    return element


def _says_nothing(word: SourceWord | None) -> bool:
    return word is not None and word.box is None and word.confidence is None


def _set_word(element: etree._Element, word: SourceWord) -> None:
    if word.box is not None:
        set_box(element, word.box)
    if word.confidence is not None:
        element.set("WC", _share(word.confidence))


def _share(value: float) -> str:
    return f"{round(value, 4):.4f}".rstrip("0").rstrip(".")
