"""An hOCR file as a whole: its pages and the walk that finds regions and lines in whatever nesting there is."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Final

from lxml import etree

from editor.formats import canon, coordinates, kinds, odd, order, xml
from editor.formats.hocr import kept, markup, own, titles
from editor.formats.hocr.classes import LINES, REGIONS, SET_AS_LINES
from editor.formats.hocr.lines import Flow, classes, read_line
from editor.formats.notes import Notes
from editor.formats.tally import Tally
from editor.formats.xml import FormatFault
from editor.model.geometry import Polygon, bounds, rectangle, union
from editor.model.source import Source, SourceLine, SourcePage, SourceRegion

_INLINE: Final = frozenset({"span", "a", "b", "i", "em", "strong", "u", "del", "ins", "font"})
_HEADINGS = re.compile("h[1-6]")
_DEEPEST: Final = 200


@dataclass(slots=True)
class Draft:
    """A region on its way; without an element it is the lines that stand on the page outside any region."""

    element: etree._Element | None
    parent: int | None
    kind: str
    holds: bool = False
    lines: list[SourceLine] = field(default_factory=list)


def read(data: bytes, file: str) -> Source:
    """Return what an hOCR document holds, a paragraph (else an area) a region.

    Raises:
        FormatFault: it breaks off, is no HTML, or has nothing of hOCR in it.
    """
    notes = Notes(file)
    root = markup.tree(data, notes)
    elements = [e for e in root.iter("*") if "ocr_page" in classes(e)]
    if not elements and any(LINES.intersection(classes(e)) for e in root.iter("*")):
        notes.tell("It marks no page; everything was taken as one.")
        elements = [root]
    if not elements:
        raise FormatFault(file, "it is a web page without anything of hOCR in it.")
    tally = Tally()
    pages = tuple(_PageReader(element, tally, notes).read() for element in elements)
    return Source(file, "hOCR", "", _producer(root), pages, tally.facts(), notes.sentences())


def _producer(root: etree._Element) -> str:
    for element in root.iter("*"):
        if xml.local(element).lower() == "meta" and (element.get("name") or "").lower() == "ocr-system":
            return canon.value((element.get("content") or "").strip())
    return ""


class _PageReader:
    """Reads one ``ocr_page``; the drafts of its regions stand in document order."""

    def __init__(self, page: etree._Element, tally: Tally, notes: Notes) -> None:
        self.page = page
        self.tally = tally
        self.notes = notes
        self.drafts: list[Draft] = []
        self.loose: Draft | None = None

    def read(self) -> SourcePage:
        """Return the page."""
        title = titles.properties(self.page.get("title") or "")
        self._walk(self.page, None, 0)
        regions = self._arranged()
        width, height = self._size(title)
        odd.tell(regions, width, height, self.notes)
        image, label = titles.unquoted(title.get("image", "")), titles.unquoted(title.get("lpageno", ""))
        return SourcePage(
            image=canon.value(self.page.get(own.IMAGE, image)),
            width=width,
            height=height,
            regions=tuple(regions),
            label=canon.value(self.page.get(own.LABEL, label)),
            ident=_ident(self.page),
            language=own.clean(self.page.get(own.LANGUAGE, "")) or _language(self.page),
            attributes=self._attributes(title),
            tags=own.tags(self.page),
        )

    def _attributes(self, title: dict[str, str]) -> dict[str, str]:
        number = "" if self.page.get(own.UNNUMBERED) else title.get("ppageno", "")
        found = {"number": number, "dpi": title.get("scan_res", "").partition(" ")[0]}
        found |= kept.of_element(self.page, "page", title)
        return {name: value for name, value in found.items() if value} | own.attributes(self.page)

    def _size(self, title: dict[str, str]) -> tuple[int, int]:
        box = titles.box(title)
        if box is None or box[2] <= 0 or box[3] <= 0:
            self.notes.tell("A page declares no usable size; that of its image will count.")
            return 0, 0
        return round(box[2]), round(box[3])

    def _walk(self, element: etree._Element, region: int | None, depth: int) -> None:
        if depth > _DEEPEST:
            raise FormatFault(self.notes.file, f"its elements are nested more than {_DEEPEST} deep.")
        for child in element:
            if not xml.local(child):
                continue
            found = set(classes(child))
            if _is_line(child, found):
                self._home(region).lines.append(read_line(child, self.tally, self.notes))
            elif _is_region(child, found):
                self._region(child, found, region, depth)
            elif "ocr_page" not in found:
                self._walk(child, region, depth + 1)

    def _home(self, region: int | None) -> Draft:
        if region is not None:
            return self.drafts[region]
        if self.loose is None:
            self.loose = Draft(None, None, "paragraph")
            self.drafts.append(self.loose)
        return self.loose

    def _region(self, element: etree._Element, found: set[str], parent: int | None, depth: int) -> None:
        self.loose = None
        above = self.drafts[parent] if parent is not None else None
        if above is not None:
            above.holds = True
        draft = Draft(element, parent, _kind(element, found, above))
        self.drafts.append(draft)
        self.tally.regions += bool(found & REGIONS)
        if found & SET_AS_LINES:
            flow = Flow()
            flow.walk(element)
            self.tally.counted(flow.text)
        self._walk(element, len(self.drafts) - 1, depth + 1)
        if not draft.lines and not draft.holds and xml.text_of(element).strip():
            draft.lines = [replace(read_line(element, self.tally, self.notes, counted=False), ident="")]
        self.loose = None

    def _arranged(self) -> list[SourceRegion]:
        keys = order.keys(
            [""] * len(self.drafts),
            [draft.parent for draft in self.drafts],
            [_place(draft) for draft in self.drafts],
            {},
        )
        sequence = sorted(range(len(self.drafts)), key=keys.__getitem__)
        # An area whose lines are all in its paragraphs only holds them together.
        shown = [self.drafts[i] for i in sequence if self.drafts[i].lines or not self.drafts[i].holds]
        return [self._done(draft) for draft in shown]

    def _done(self, draft: Draft) -> SourceRegion:
        element = draft.element
        if element is None:
            return SourceRegion(draft.kind, _around(draft.lines), tuple(draft.lines))
        ident = _ident(element)
        title = titles.properties(element.get("title") or "")
        above = self.drafts[draft.parent].element if draft.parent is not None else None
        hand = element.get("data-hand")
        if hand is None and above is not None:
            hand = above.get("data-hand")
        return SourceRegion(
            kind=draft.kind,
            outline=titles.outline(title, self.notes, ident) or (() if _is_ours(element) else _around(draft.lines)),
            lines=tuple(draft.lines),
            ident=ident,
            native=next((c for c in classes(element) if c in REGIONS), xml.local(element)),
            hand=own.clean(hand) if hand is not None else None,
            tags=own.tags(element),
            attributes=_region_attributes(draft, title, above),
            continues=own.clean(element.get(own.CONTINUES, "")),
        )


def _region_attributes(draft: Draft, title: dict[str, str], above: etree._Element | None) -> dict[str, str]:
    element = draft.element
    if element is None:
        return {}
    found = titles.rotation(title) | kept.of_element(element, "region", title)
    if "textangle" not in title:
        found |= _common_rotation(draft.lines)
    if language := _language(element):
        found["language"] = language
    if direction := element.get("dir"):
        found["direction"] = canon.value(direction)
    if above is not None and (parent := _ident(above)):
        found["parent"] = parent
    return found | own.attributes(element)


def _ident(element: etree._Element) -> str:
    return own.clean(element.get(own.IDENT) or element.get("id") or "")


def _is_ours(element: etree._Element) -> bool:
    """Tell whether this program wrote a region: then one that says nothing of its place has none."""
    return "data-type" in element.attrib or own.KIND in element.attrib


def _is_line(element: etree._Element, found: set[str]) -> bool:
    """Tell a line: also a header, caption or float that is set as one, inside the text."""
    if found & LINES:
        return True
    return bool(found & SET_AS_LINES) and xml.local(element).lower() in _INLINE and not _has_line(element)


def _has_line(element: etree._Element) -> bool:
    return any(e is not element and LINES.intersection(classes(e)) for e in element.iter("*"))


def _is_region(element: etree._Element, found: set[str]) -> bool:
    if found & REGIONS:
        return True
    return _HEADINGS.fullmatch(xml.local(element).lower()) is not None and _has_line(element)


def _kind(element: etree._Element, found: set[str], above: Draft | None) -> str:
    if own.KIND in element.attrib:
        return own.clean(element.get(own.KIND, ""))
    said = kinds.labelled((element.get("data-type") or "",))
    if said is not None:
        return said
    kind = kinds.of_hocr(sorted(found), xml.local(element).lower())
    inner = kinds.inside(above.kind) if above is not None else None
    return inner if inner is not None and kind == "paragraph" else kind


def _place(draft: Draft) -> int | None:
    if draft.element is None:
        return None
    value = coordinates.number(titles.properties(draft.element.get("title") or "").get("order"))
    return int(value) if value is not None and value >= 0 else None


def _around(lines: list[SourceLine]) -> Polygon:
    """Return the box around the lines of a region that says nothing of its place."""
    box = union(bounds(line.outline) for line in lines if line.outline)
    return rectangle(box) if box is not None else ()


def _common_rotation(lines: list[SourceLine]) -> dict[str, str]:
    turns = {line.attributes.get("rotation", "") for line in lines}
    turn = turns.pop() if len(turns) == 1 else ""
    return {"rotation": turn} if turn else {}


def _language(element: etree._Element) -> str:
    said = element.get("lang") or element.get("{http://www.w3.org/XML/1998/namespace}lang") or ""
    return "" if said == "unknown" else canon.value(said)
