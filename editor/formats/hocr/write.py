"""Pages as one document of hOCR 1.2 in XHTML: what the format has a word for in that word, the rest in ``data-``.

Pure: the same pages give the same bytes. Memory holds one page. What cannot be said at all is in ``sayable``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from itertools import pairwise
from typing import Final, cast

from lxml import etree

from editor.formats import canon, kinds
from editor.formats.about import About
from editor.formats.flow import Table
from editor.formats.hocr import boxes, kept, own, titles
from editor.formats.hocr.classes import REGIONS
from editor.formats.hocr.lines import Flow
from editor.formats.hocr.sayable import LANGUAGE, grouped, native_turn, sayable
from editor.model.geometry import bounds, union
from editor.model.source import SourceLine, SourcePage, SourceRegion, SourceTag

XHTML: Final = "http://www.w3.org/1999/xhtml"
_NAME: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]{0,200}")
_OF_A_PAGE: Final = re.compile(r"p\d+_.*")
_PLAIN: Final = re.compile(r"\d{1,6}")
_LOOKS: Final = {"underline": "u", "del": "del", "add": "ins"}
_REND: Final = {"superscript": "sup", "subscript": "sub", "bold": "b", "italic": "i"}
_CAPABILITIES: Final = (
    "ocr_page",
    "ocr_line",
    "ocrx_word",
    *sorted(REGIONS),
    "ocrp_lang",
    "ocrp_dir",
    "ocrp_poly",
    "ocrp_wconf",
)


def write(pages: Iterable[SourcePage], about: About) -> Iterator[bytes]:
    """Yield the parts of a whole hOCR document: its head, each page, its end."""
    yield _head(about)
    for number, page in enumerate(pages):
        yield _PageWriter(sayable(page, about), about, number).written()
    yield b"</body>\n</html>\n"


def _head(about: About) -> bytes:
    title = escape(canon.value(about.title).strip() or "Pages")
    system = escape(canon.value(f"{about.software} {about.version}".strip()))
    created = f'<meta name="dcterms.modified" content="{escape(about.created)}"/>\n' if about.created else ""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html>\n'
        f'<html xmlns="{XHTML}">\n<head>\n<title>{title}</title>\n'
        '<meta http-equiv="Content-Type" content="text/html; charset=utf-8"/>\n'
        f'<meta name="ocr-system" content="{system}"/>\n'
        f'<meta name="ocr-capabilities" content="{" ".join(_CAPABILITIES)}"/>\n'
        f"{created}</head>\n<body>\n"
    ).encode()


class _PageWriter:
    """Writes one page; ids of every page but the first begin with its number, so that none is used twice."""

    def __init__(self, page: SourcePage, about: About, number: int) -> None:
        self.page = page
        self.number = number
        self.table = Table(about.tagset)
        self._taken: set[str] = set()

    def written(self) -> bytes:
        """Return the page."""
        data = etree.tostring(self._page(), encoding="UTF-8", xml_declaration=False)
        return data.replace(f' xmlns="{XHTML}"'.encode(), b"", 1) + b"\n"

    def _page(self) -> etree._Element:
        page = self.page
        element = _new("div", "ocr_page")
        self._identify(element, page.ident)
        said = dict(page.attributes)
        title = [f"image {_quoted(page.image)}"] if page.image else []
        title.append(boxes.said((0, 0, page.width, page.height)))
        numbered = _PLAIN.fullmatch(said.get("number", "")) is not None
        title.append(f"ppageno {said.pop('number') if numbered else self.number}")
        if page.label:
            title.append(f"lpageno {_quoted(page.label)}")
        if _PLAIN.fullmatch(said.get("dpi", "")):
            title.append(f"scan_res {said['dpi']} {said.pop('dpi')}")
        title += kept.properties(page.attributes, "page")
        _set_title(element, title)
        read = titles.properties(element.get("title", ""))
        for name, key, value in (("image", own.IMAGE, page.image), ("lpageno", own.LABEL, page.label)):
            if titles.unquoted(read.get(name, "")) != value:
                element.set(key, value)
        if not numbered:
            element.set(own.UNNUMBERED, "true")
        _set_language(element, page.language, own.LANGUAGE)
        self._set_rest(element, said, page.tags)
        _set_all(element, kept.others(page.attributes))
        self._add_regions(element)
        return element

    def _identify(self, element: etree._Element, ident: str) -> None:
        """Set an id that the document has not, and the name itself where the id is another."""
        wanted = f"p{self.number + 1}_{ident}" if self.number or _OF_A_PAGE.fullmatch(ident) else ident
        if not ident:
            return
        if not _NAME.fullmatch(ident) or wanted in self._taken:
            element.set(own.IDENT, ident)
            return
        self._taken.add(wanted)
        element.set("id", wanted)
        if wanted != ident:
            element.set(own.IDENT, ident)

    @staticmethod
    def _set_rest(element: etree._Element, attributes: Mapping[str, str], tags: Sequence[SourceTag]) -> None:
        rest = {name: value for name, value in attributes.items() if not name.startswith(kept.PREFIX)}
        if rest:
            element.set(own.ATTRIBUTES, own.table(rest))
        if tags:
            element.set(own.TAGS, own.rows(tags))

    def _add_regions(self, page: etree._Element) -> None:
        """Add the regions; those of one area, and every paragraph, stand in an ``ocr_carea``."""
        for parent, regions in grouped(self.page.regions):
            made = [self._region(region, grouped_=bool(parent)) for region in regions]
            areas = [made] if parent else [[element] for element in made]
            for elements in areas:
                _add(
                    page,
                    self._area(elements, regions, parent) if self._wants_area(elements[0], parent) else elements[0],
                )

    @staticmethod
    def _wants_area(element: etree._Element, parent: str) -> bool:
        return bool(parent) or element.get("class") == "ocr_par"

    def _area(self, elements: list[etree._Element], regions: Sequence[SourceRegion], parent: str) -> etree._Element:
        area = _new("div", "ocr_carea")
        self._identify(area, parent)
        box = union(_box(e) for e in elements if "bbox" in e.get("title", ""))
        _set_title(area, [boxes.said(box)] if box is not None else [])
        for element in elements:
            _add(area, element)
        return area

    def _region(self, region: SourceRegion, *, grouped_: bool) -> etree._Element:
        name = region.native if region.native in REGIONS else "ocr_par"
        element = _new("p" if name == "ocr_par" else "div", name)
        self._identify(element, region.ident)
        said = dict(region.attributes)
        if grouped_:
            said.pop("parent")
        title = boxes.of_outline(region.outline)
        turn = native_turn(said)
        if turn:
            title.append(turn)
            del said["rotation"]
        elif any("rotation" in line.attributes for line in region.lines):
            title.append("textangle 0")
        title += kept.properties(region.attributes, "region")
        _set_title(element, title)
        element.set("data-type" if kinds.labelled((region.kind,)) == region.kind else own.KIND, region.kind)
        if region.hand is not None:
            element.set("data-hand", region.hand)
        if region.continues:
            element.set(own.CONTINUES, region.continues)
        _set_native(element, said)
        self._set_rest(element, said, region.tags)
        _set_all(element, kept.others(region.attributes))
        for line in region.lines:
            _add(element, self._line(line))
        return element

    def _line(self, line: SourceLine) -> etree._Element:
        element = _new("span", "ocr_line")
        self._identify(element, line.ident)
        said = dict(line.attributes)
        title = boxes.of_outline(line.outline)
        turn = native_turn(said)
        slope = boxes.of_baseline(line.baseline, line.outline) if not turn else ""
        if turn:
            title.append(turn)
            del said["rotation"]
        if slope:
            title.append(slope)
        if line.baseline and not (slope and boxes.read(slope, boxes.whole(bounds(line.outline))) == line.baseline):
            element.set(own.BASELINE, " ".join(f"{boxes.figure(x)},{boxes.figure(y)}" for x, y in line.baseline))
        if line.confidence is not None:
            title.append(_confidence(line.confidence))
        title += kept.properties(line.attributes, "line")
        _set_title(element, title)
        if line.verified:
            element.set(own.VERIFIED, "true")
        if line.alternatives:
            element.set(own.ALTERNATIVES, own.written(list(line.alternatives)))
        _set_native(element, said)
        self._set_rest(element, said, line.tags)
        _set_all(element, kept.others(line.attributes))
        if not _is_plain(line):
            element.set(own.SPACE, "exact")
        self._add_text(element, line)
        return element

    def _add_text(self, element: etree._Element, line: SourceLine) -> None:
        """Add the words and what stands between them, marked as they look."""
        at = 0
        details = kept.details(line.attributes, line.words, ())
        for i, word in enumerate(line.words):
            _add_marked(element, line, at, word.start)
            made = _new("span", "ocrx_word")
            detail = details.get(i, {})
            self._identify(made, detail.get("id", ""))
            title = [boxes.said(word.box)] if word.box is not None else []
            if word.confidence is not None:
                title.append(_confidence(word.confidence))
            _set_title(made, [*title, *([detail["title"]] if "title" in detail else [])])
            _set_all(made, {name: detail[name] for name in ("lang", "dir", "style") if name in detail})
            _add_marked(made, line, word.start, word.end)
            element.append(made)
            at = word.end
        _add_marked(element, line, at, len(line.text))


def _new(name: str, class_: str = "") -> etree._Element:
    element = etree.Element(etree.QName(XHTML, name), nsmap=cast("dict[str, str]", {None: XHTML}))
    if class_:
        element.set("class", class_)
    return element


def _add(parent: etree._Element, child: etree._Element) -> None:
    """Add an element on a line of its own."""
    if not len(parent):
        parent.text = "\n"
    child.tail = "\n"
    parent.append(child)


def _add_marked(element: etree._Element, line: SourceLine, start: int, end: int) -> None:
    """Add a part of a line's text, with what is struck, added, underlined or raised marked for a browser."""
    ends = {start, end} | {at for tag in line.tags for at in (tag.start, tag.end) if start < at < end}
    cuts = sorted(ends)
    for here, there in pairwise(cuts):
        looks = _looks(line.tags, here, there)
        inner = element
        for name in looks:
            made = _new(name)
            inner.append(made)
            inner = made
        _add_string(inner, line.text[here:there])


def _looks(tags: Sequence[SourceTag], start: int, end: int) -> list[str]:
    found = set()
    for tag in tags:
        if tag.start <= start and end <= tag.end:
            found.add(_LOOKS.get(tag.tag, ""))
            if tag.tag == "hi":
                found.update(_REND.get(word, "") for word in tag.attributes.get("rend", "").split())
    return sorted(found - {""})


def _add_string(element: etree._Element, text: str) -> None:
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text


def _is_plain(line: SourceLine) -> bool:
    """Tell whether a line's text and its words come back though white space is collapsed."""
    flow = Flow()
    flow.add(line.text)
    words = (line.text[word.start : word.end] for word in line.words)
    return flow.text == line.text and all(word == word.strip(" \t\f") for word in words)


def _quoted(name: str) -> str:
    """Return a name as a title has it, where no quotation mark may stand in it."""
    return '"' + name.replace('"', "'") + '"'


def _set_title(element: etree._Element, found: Sequence[str]) -> None:
    if found:
        element.set("title", "; ".join(found))


def _set_all(element: etree._Element, attributes: Mapping[str, str]) -> None:
    for name, value in attributes.items():
        element.set(name, value)


def _set_native(element: etree._Element, said: dict[str, str]) -> None:
    """Set what HTML has attributes for, and take it out of what is left to say."""
    if LANGUAGE.fullmatch(said.get("language", "")) and said["language"] != "unknown":
        element.set("lang", said.pop("language"))
    if said.get("direction") in kept.DIRECTIONS:
        element.set("dir", said.pop("direction"))


def _set_language(element: etree._Element, language: str, otherwise: str) -> None:
    fits = LANGUAGE.fullmatch(language) and language != "unknown"
    if language:
        element.set("lang" if fits else otherwise, language)


def _confidence(value: float) -> str:
    return f"x_wconf {boxes.figure(100 * value, 2)}"


def _box(element: etree._Element) -> tuple[float, float, float, float]:
    found = titles.box(titles.properties(element.get("title", "")))
    return found if found is not None else (0, 0, 0, 0)
