"""A page's image and the places on it: a surface, with a zone for each region and for each line with a place."""

from __future__ import annotations

from typing import Final
from urllib.parse import quote

from lxml import etree

from editor.formats.flow import reflowed
from editor.formats.tei import names, shapes
from editor.formats.tei.forms import BlockForm, Forms
from editor.formats.tei.numbering import drawn, said
from editor.formats.tei.record import Record
from editor.formats.tei.survey import Survey
from editor.model.page import Line, Page, PageContent, Region

REFLOWED: Final = "reflowed"
"""The category of regions whose lines are whole paragraphs."""

_MIME: Final = {
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "png": "image/png",
    "tif": "image/tiff",
    "tiff": "image/tiff",
    "gif": "image/gif",
    "bmp": "image/bmp",
    "webp": "image/webp",
    "jp2": "image/jp2",
    "jpx": "image/jpx",
}


def address(path: str) -> str:
    """Return a relative path as an address, with what an address cannot hold (and the colon) percent-encoded."""
    return quote(path, safe="/~-._!$&'()*+,;=@")


def surface(content: PageContent, record: Record, found: Survey, forms: Forms) -> etree._Element:
    """Return the image of a page with the places on it."""
    page = content.page
    made = etree.Element("surface", {names.IDENT: drawn(page.id), "n": str(page.seq), "start": "#" + said(page.id)})
    if page.width > 0 and page.height > 0:
        for key, value in (("ulx", 0), ("uly", 0), ("lrx", page.width), ("lry", page.height)):
            made.set(key, str(value))
    if page.label:
        etree.SubElement(made, "label").text = page.label
    if page.image:
        _graphic(made, page, address(record.image_url(page)))
    for region in content.regions:
        _zone(made, region, found, forms.block(region.kind))
    return made


def _graphic(surface: etree._Element, page: Page, url: str) -> None:
    made = etree.SubElement(surface, "graphic", {"url": url})
    if page.frame > 0:
        made.set("n", str(page.frame + 1))  # which of the images in the file
    if mime := _MIME.get(url.rpartition(".")[2].lower()):
        made.set("mimeType", mime)
    if page.width > 0 and page.height > 0:
        made.set("width", f"{page.width}px")
        made.set("height", f"{page.height}px")


def _zone(surface: etree._Element, region: Region, found: Survey, form: BlockForm) -> None:
    attributes = {names.IDENT: drawn(region.id), "n": str(region.seq), "type": form.zone}
    if form.subtype:
        attributes["subtype"] = form.subtype
    attributes["ana"] = f"#{form.zone} #{found.kinds[region.kind]}" + (f" #{REFLOWED}" if reflowed(region) else "")
    if region.lines or form.shape in ("figure", "gap"):
        attributes["corresp"] = "#" + said(region.id)
    if region.continues is not None:
        attributes["prev"] = "#" + drawn(region.continues)
    if region.hand:
        attributes["hand"] = "#" + found.hands[region.hand]
    if names.number(region.attributes.get("rotation", "")):
        attributes["rotate"] = region.attributes["rotation"]
    made = etree.SubElement(surface, "zone", {**attributes, **shapes.coordinates(region.outline)})
    for line in region.lines:
        _line_zone(made, line)


def _line_zone(parent: etree._Element, line: Line) -> None:
    outline, base = shapes.coordinates(line.outline), shapes.baseline(line.baseline)
    if not outline and not base:
        return
    attributes = {names.IDENT: drawn(line.id), "type": "line", "corresp": "#" + said(line.id)}
    made = etree.SubElement(parent, "zone", attributes | outline)
    if base:
        etree.SubElement(made, "path", {"type": "baseline", "points": shapes.path(base)})
