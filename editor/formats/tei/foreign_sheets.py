"""Pages in the making: which page text goes to, which surface it is, what is left of surfaces and zones at the end."""

from __future__ import annotations

from typing import Final

from lxml import etree

from editor.formats import canon, kinds, odd, xml
from editor.formats.notes import Notes, Remark
from editor.formats.tei.foreign_lines import LineDraft, PageDraft, RegionDraft, finished
from editor.formats.tei.foreign_places import XML_ID, Places, Surface, Zone
from editor.formats.xml import FormatFault
from editor.model.source import SourcePage

MOST_PAGES: Final = 20_000

ELSEWHERE: Final = Remark(
    "A part of the text points at a place on another page and lost it",
    "{n} parts of the text point at a place on another page and lost it",
)
DANGLING: Final = Remark(
    "A part of the text points at a place that is not there", "{n} parts of the text point at places that are not there"
)


class Sheets:
    """The pages of one TEI element, in the order the text comes to them."""

    def __init__(self, places: Places, notes: Notes, first_line: int) -> None:
        self.places = places
        self._notes = notes
        self._next_line = first_line
        self.pages: list[PageDraft] = []
        self.page: PageDraft | None = None
        self.of_surface: dict[Surface, PageDraft] = {}

    def here(self) -> PageDraft:
        """Return the page text goes to now; one is begun if there is none yet."""
        return self.page if self.page is not None else self._begin(PageDraft())

    def number(self) -> int:
        """Return the number of the next line."""
        self._next_line += 1
        return self._next_line - 1

    def _begin(self, page: PageDraft) -> PageDraft:
        if len(self.pages) >= MOST_PAGES:
            raise FormatFault(self._notes.file, f"it has more than {MOST_PAGES:,} pages.")
        self.pages.append(page)
        self.page = page
        if page.surface is not None:
            self.of_surface.setdefault(page.surface, page)
        return page

    def turn(self, element: etree._Element) -> None:
        """Begin the page a ``pb`` begins, which may be one that a place named already."""
        found = self.targeted(element)
        surface = found.surface if isinstance(found, Zone) else found
        if surface is not None and surface in self.of_surface:
            self.page = self.of_surface[surface]
        else:
            names = [name for name in (element.get("facs") or "").split() if not name.startswith("#")]
            image = canon.value(names[0]) if names and surface is None else ""
            self._begin(PageDraft(surface, image))
        page = self.here()
        page.label = page.label or canon.value(element.get("n", "").strip())
        page.ident = page.ident or (element.get(XML_ID) or "")

    def open(self, surface: Surface) -> None:
        """Go to the page of a surface, which is begun if it is new; a page without a surface becomes its page."""
        page = self.page
        if surface in self.of_surface:
            self.page = self.of_surface[surface]
        elif page is not None and page.surface is None and not page.image:
            page.surface = surface
            self.of_surface[surface] = page
        else:
            self._begin(PageDraft(surface))

    def targeted(self, element: etree._Element) -> Zone | Surface | None:
        """Return the place an element points at, whichever way it does, or None."""
        return self.places.target(element) or self.places.target(element, "corresp")

    def zones(self, element: etree._Element) -> list[Zone]:
        """Return the zones an element points at, having gone to the page of the first place that is new."""
        found = list(self.places.targets(element)) or list(self.places.targets(element, "corresp"))
        if not found:
            if any(name.startswith("#") for name in (element.get("facs") or "").split()):
                self._notes.count(DANGLING, canon.value(element.get("facs", ""))[:80])
            return []
        surfaces = [place.surface if isinstance(place, Zone) else place for place in found]
        if surfaces[0] not in self.of_surface:
            self.open(surfaces[0])
        here = self.here().surface
        zones = [place for place in found if isinstance(place, Zone)]
        if zones and here not in surfaces:
            self._notes.count(ELSEWHERE, zones[0].ident)
        return zones

    def finish(self) -> list[SourcePage]:
        """Return the pages, with those no text came to and the zones no text points at."""
        if len(self.places.surfaces) > MOST_PAGES:
            raise FormatFault(self._notes.file, f"it has more than {MOST_PAGES:,} surfaces.")
        self._match_by_order()
        self._add_unused()
        for page in self.pages:
            if page.surface is not None:
                self._leftovers(page, page.surface)
        return [self._done(page) for page in self.pages]

    def _match_by_order(self) -> None:
        """Give pages that name no image the surfaces no text points at, where there are as many of both."""
        bare = [page for page in self.pages if page.surface is None and not page.image]
        free = [surface for surface in self.places.surfaces if surface not in self.of_surface]
        if bare and len(bare) == len(free):
            for page, surface in zip(bare, free, strict=True):
                page.surface = surface
                self.of_surface[surface] = page

    def _add_unused(self) -> None:
        """Put a page for each surface without text behind that of the surface before it."""
        at = 0
        for surface in self.places.surfaces:
            if surface in self.of_surface:
                at = self.pages.index(self.of_surface[surface]) + 1
                continue
            page = PageDraft(surface)
            self.of_surface[surface] = page
            self.pages.insert(at, page)
            at += 1

    def _leftovers(self, page: PageDraft, surface: Surface) -> None:
        """Make regions of zones without text, and empty lines of zones for lines."""
        regions = {region.zone: region for region in page.regions if region.zone is not None}
        for region in page.regions:
            _place_by_lines(region)
            if region.zone is not None:
                regions[region.zone] = region
        for zone in surface.zones:
            if zone.used or zone in regions:
                continue
            home = regions.get(zone.parent) if zone.parent is not None else None
            if zone.is_line and home is not None:
                home.lines.append(LineDraft(self.number(), zone))
                continue
            if zone.element.getparent() is not None and _is_about_words(zone):
                continue
            kind = kinds.labelled((zone.said,)) if zone.said else None
            region = RegionDraft(kind or ("image" if zone.picture else "other"), zone.said, zone.ident, zone)
            if zone.picture:
                region.attributes["tei:graphic"] = zone.picture
            regions[zone] = region
            page.regions.append(region)

    def _done(self, page: PageDraft) -> SourcePage:
        surface = page.surface
        regions = finished(page.regions, self._notes)
        width, height = (surface.width, surface.height) if surface is not None else (0, 0)
        odd.tell(regions, width, height, self._notes)
        image = page.image or (surface.image if surface is not None else "")
        attributes = {}
        if surface is not None and len(surface.images) > 1:
            attributes["tei:graphics"] = " ".join(surface.images)
        return SourcePage(
            image=image,
            width=width,
            height=height,
            regions=tuple(regions),
            label=page.label or (surface.label if surface is not None else ""),
            ident=page.ident or (surface.ident if surface is not None else ""),
            attributes=attributes,
        )


def _place_by_lines(region: RegionDraft) -> None:
    """Give a region without a place the zone all its lines lie in."""
    if region.zone is not None or not region.lines:
        return
    above = {line.zone.parent if line.zone is not None else None for line in region.lines}
    parent = above.pop() if len(above) == 1 else None
    if parent is not None and not parent.used and not parent.is_line:
        region.zone = parent
        parent.used = True


def _is_about_words(zone: Zone) -> bool:
    return zone.said.lower() in ("word", "glyph", "char", "character")


def is_line_zone(element: etree._Element, places: Places) -> bool:
    """Tell whether an element is a zone that holds one line."""
    found = places.by_element.get(element)
    return isinstance(found, Zone) and (found.is_line or _holds_one_line(element))


def _holds_one_line(element: etree._Element) -> bool:
    held = [xml.local(child) for child in element if xml.local(child) in ("zone", "line")]
    return held == ["line"] and xml.child(element, "path") is not None
