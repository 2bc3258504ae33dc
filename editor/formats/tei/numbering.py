"""The numbers of things in a file: by their place in it, never those of the project.

A page, region or line is numbered by where it stands, a tag by where it begins on its page; so a record that was taken
into another project is written to the same bytes, and a change on one page leaves the names on the others alone.
Numbers are packed into one whole number each, so that whoever only compares them need not care.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from operator import attrgetter
from typing import Final

from editor.model.annotation import Annotation, PageTarget, RegionTarget, SpanTarget, Target
from editor.model.page import Line, PageContent, Region

_PAGE: Final = 40
_REGION: Final = 20
_LOW: Final = (1 << _REGION) - 1
_FEW: Final = 100
"""The numbers of so many pages are kept for the next time the same page comes."""
_ID: Final = attrgetter("id")
_NAMED = re.compile(r"#?[sto]([0-9]{1,7})(?:r([0-9]{1,6})(?:l([0-9]{1,6}))?|a([0-9]{1,9}))?(?![0-9])")


def packed(page: int, region: int = 0, line: int = 0) -> int:
    """Return the number of a page, of a region on it, or of a line in that."""
    return page << _PAGE | region << _REGION | line


def split(number: int) -> tuple[int, int, int]:
    """Return page, region and line of a number, 0 for what it has not."""
    return number >> _PAGE, number >> _REGION & _LOW, number & _LOW


def place(number: int) -> str:
    """Return the number of a page, region or line as its names tell it: 1, 1r3, 1r3l2."""
    page, region, line = split(number)
    return f"{page}r{region}l{line}" if line else f"{page}r{region}" if region else str(page)


def drawn(number: int) -> str:
    """Return the name of a place on an image: s1, s1r3, s1r3l2."""
    return "s" + place(number)


def said(number: int) -> str:
    """Return the name of a place in the text: t1, t1r3, t1r3l2."""
    return "t" + place(number)


def tagged(number: int, letter: str = "t") -> str:
    """Return the name of the words of an annotation, or with ``o`` of what is said of it beside the text: t1a4."""
    return f"{letter}{number >> _PAGE}a{number & ((1 << _PAGE) - 1)}"


def number(name: str) -> int:
    """Return the number in a name or a pointer to one; 0 where there is none."""
    match = _NAMED.match(name)
    if match is None:
        return 0
    page, region, line, tag = match.groups("0")
    if tag != "0":
        return int(page) << _PAGE | int(tag)
    return int(page) << _PAGE | int(region) << _REGION | int(line)


def on_page(number_: int) -> int:
    """Return the number of the page that a thing with this number is on, from 1."""
    return number_ >> _PAGE


class Numbering:
    """Gives the things of a record their numbers, page after page, as often as its pages are asked for.

    Of a region its id and number are kept, until ``settle`` knows which of them others continue; of those,
    ``wordless`` have no lines.
    """

    def __init__(self) -> None:
        self._theirs = array("q")
        self._ours = array("q")
        self._beyond: dict[int, int] = {}
        self._settled: Mapping[int, int] | None = None
        self._kept: dict[int, tuple[PageContent, PageContent]] = {}
        self.wordless: frozenset[int] = frozenset()

    def pages(self, contents: Iterable[PageContent]) -> Iterator[PageContent]:
        """Yield pages with numbers for ids; a region names the one it continues once that is settled, before not."""
        for page, content in enumerate(contents, start=1):
            yield self._page(page, content)

    def orphans(self, annotations: Iterable[Annotation]) -> tuple[Annotation, ...]:
        """Return annotations that stand nowhere, numbered as if they stood on a page 0."""
        return tuple(replace(annotation, id=n) for n, annotation in enumerate(annotations, start=1))

    def settle(self, continued: Iterable[int]) -> Mapping[int, int]:
        """Return the numbers of those regions, by their ids, that are in the record; call it after the first walk."""
        if self._settled is None:
            wanted = set(continued)
            pairs = zip(self._theirs, self._ours, strict=True)
            found = {theirs: ours for theirs, ours in pairs if theirs in wanted}
            self.wordless = frozenset(-ours for ours in found.values() if ours < 0)
            self._settled = {theirs: abs(ours) for theirs, ours in found.items()}
            self._theirs, self._ours = array("q"), array("q")
            if found:
                self._kept.clear()
        return self._settled

    def _page(self, page: int, content: PageContent) -> PageContent:
        known = self._kept.get(page)
        if known is not None and known[0] is content:
            return known[1]
        found = self._numbered(page, content)
        if page <= _FEW:
            self._kept[page] = content, found
        return found

    def _numbered(self, page: int, content: PageContent) -> PageContent:
        here = {content.page.id: packed(page)}
        regions = tuple(self._region(page, seq, region, here) for seq, region in enumerate(content.regions, start=1))
        if any([region.attributes.get("target") for region in regions]):
            regions = tuple(self._pointing(region, here) for region in regions)
        found = replace(content.page, id=packed(page), seq=page)
        again = self._kept.get(page)
        if again is not None and again[0] is content:
            return PageContent(found, regions, again[1].annotations)
        if not content.annotations:
            return PageContent(found, regions)
        return PageContent(found, regions, self._annotations(page, content.annotations, here))

    def _region(self, page: int, seq: int, region: Region, here: dict[int, int]) -> Region:
        ident = here[region.id] = packed(page, seq)
        if self._settled is None:
            self._theirs.append(region.id)
            self._ours.append(ident if region.lines else -ident)
        lines = []
        for n, line in enumerate(region.lines, start=1):
            here[line.id] = at = ident | n
            lines.append(_line(line, at, ident, n))
        continues = None
        if region.continues is not None and self._settled is not None:
            continues = self._settled.get(region.continues)
        return Region(
            ident,
            packed(page),
            seq,
            region.kind,
            region.outline,
            region.hand,
            continues,
            tuple(lines),
            region.attributes,
        )

    def _pointing(self, region: Region, here: Mapping[int, int]) -> Region:
        """Return a region that names another thing of its page with the number of that."""
        told = region.attributes.get("target", "")
        if not told:
            return region
        rest = {key: value for key, value in region.attributes.items() if key != "target"}
        known = here.get(int(told), 0) if told.isdecimal() and len(told) < 20 else 0
        return replace(region, attributes={**rest, "target": str(known)} if known else rest)

    def _annotations(
        self, page: int, annotations: Iterable[Annotation], here: Mapping[int, int]
    ) -> tuple[Annotation, ...]:
        """Return annotations numbered by where they begin; one that began on a page before keeps its number.

        Which of two came first into the project makes no difference, so that they may come in any order.
        """
        found = [Annotation(a.id, a.tag, a.attributes, _moved(a.targets, here), a.quote) for a in annotations]
        count = 0
        numbered = []
        for annotation in sorted(found, key=_order):
            known = self._beyond.get(annotation.id, 0)
            if not known or on_page(known) == page:
                count += 1
                known = page << _PAGE | count
                if not all([thing(target) for target in annotation.targets]):
                    self._beyond[annotation.id] = known
            tag, attributes, targets = annotation.tag, annotation.attributes, annotation.targets
            numbered.append(Annotation(known, tag, attributes, targets, annotation.quote))
        numbered.sort(key=_ID)
        return tuple(numbered)


def _line(line: Line, ident: int, region: int, seq: int) -> Line:
    return Line(
        ident,
        region,
        seq,
        line.text,
        line.ocr_text,
        line.outline,
        line.baseline,
        line.confidence if line.ocr_text == line.text else None,
        line.verified,
        None,
        line.attributes,
    )


def _moved(targets: tuple[Target, ...], here: Mapping[int, int]) -> tuple[Target, ...]:
    """Return targets with the number of what they are in, 0 for what is not on this page."""
    moved: list[Target] = []
    for target in targets:
        if isinstance(target, SpanTarget):
            moved.append(SpanTarget(here.get(target.line, 0), target.start, target.end, target.quote))
        elif isinstance(target, RegionTarget):
            moved.append(RegionTarget(here.get(target.region, 0)))
        else:
            moved.append(PageTarget(here.get(target.page, 0)))
    return tuple(moved)


def _order(annotation: Annotation) -> tuple[object, ...]:
    if len(annotation.targets) == 1 and isinstance(alone := annotation.targets[0], SpanTarget):
        one = [(alone.line, alone.start, -alone.end)] if alone.line else []
        return one, annotation.tag, sorted(annotation.attributes.items()), annotation.id
    at = [
        (thing(t), t.start, -t.end) if isinstance(t, SpanTarget) else (thing(t), 0, 0)
        for t in settled(annotation.targets)
        if thing(t)
    ]
    return sorted(at), annotation.tag, sorted(annotation.attributes.items()), annotation.id


def thing(target: Target) -> int:
    """Return the id of the line, region or page that ``target`` is in."""
    if isinstance(target, SpanTarget):
        return target.line
    return target.region if isinstance(target, RegionTarget) else target.page


def settled(targets: Iterable[Target]) -> tuple[Target, ...]:
    """Return ``targets`` in one order, touching spans of a line joined, empty ones only where there are no others."""
    spans: list[SpanTarget] = []
    others: list[RegionTarget | PageTarget] = []
    for target in targets:
        spans.append(target) if isinstance(target, SpanTarget) else others.append(target)
    full = [span for span in spans if span.end > span.start] or spans
    joined: list[SpanTarget] = []
    for span in sorted(full, key=lambda s: (s.line, s.start, s.end)):
        last = joined[-1] if joined else None
        if last is not None and last.line == span.line and span.start <= last.end and last.start < last.end:
            joined[-1] = SpanTarget(last.line, last.start, max(last.end, span.end))
        elif last is None or (last.line, last.start, last.end) != (span.line, span.start, span.end):
            joined.append(SpanTarget(span.line, span.start, span.end))
    return (*joined, *sorted(others, key=lambda target: (isinstance(target, PageTarget), thing(target))))
