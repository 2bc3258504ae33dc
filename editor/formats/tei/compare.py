"""What was to be written beside what was read back, told in sentences; knows no file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import zip_longest
from typing import Final

from editor.formats.flow import reflowed
from editor.formats.tei import names, shapes
from editor.formats.tei.survey import thing
from editor.formats.tei.tied import settled
from editor.model.annotation import Annotation, SpanTarget, Target
from editor.model.page import Document, Page, PageContent, Region

_MOST: Final = 20
"""So many differences are told; one is enough to refuse a file."""


class Comparison:
    """Collects the differences between a record and its file."""

    def __init__(self) -> None:
        self.sentences: list[str] = []

    def say(self, what: str) -> None:
        """Note a difference."""
        if len(self.sentences) < _MOST:
            self.sentences.append(what + ".")

    def _same(self, where: str, what: str, wanted: object, found: object) -> None:
        if wanted != found:
            self.say(f"{where}: {what} should be {_short(wanted)} and is {_short(found)}")

    def document(self, wanted: Document, found: Document) -> None:
        """Compare title and metadata."""
        self._same("Header", "the title", wanted.title if wanted.title.strip() else "", found.title)
        told = {key: value for key, value in wanted.values.items() if value.strip()}
        self._same("Header", "the metadata", told, dict(found.values))

    def pages(self, wanted: Iterable[PageContent], found: Iterable[PageContent]) -> None:
        """Compare the pages, what is on them and what is tied to it."""
        back: dict[int, Annotation] = {}
        known: dict[int, Annotation] = {}
        exist: set[int] = set()
        continuing: list[tuple[str, int | None, int | None]] = []
        for ours, theirs in zip_longest(wanted, found):
            if ours is None or theirs is None:
                self.say(f"A page is {'missing' if theirs is None else 'too many'}")
                return
            self._page(ours, theirs)
            known.update((a.id, a) for a in ours.annotations)
            back.update((a.id, a) for a in theirs.annotations)
            exist.update(_things(ours))
            continuing += _continuing(ours, theirs)
        for where, before, after in continuing:
            self._same(where, "the region it continues", before if before in exist else None, after)
        self._annotations(known, back, exist)

    def _page(self, wanted: PageContent, found: PageContent) -> None:
        where = f"Page {wanted.page.label or wanted.page.seq}"
        self._same(where, "its id, number, label and size", _face(wanted.page), _face(found.page))
        self._same(where, "the regions", [r.id for r in wanted.regions], [r.id for r in found.regions])
        for ours, theirs in zip(wanted.regions, found.regions, strict=False):
            self._region(f"{where}, region {ours.seq}", ours, theirs)

    def _region(self, where: str, wanted: Region, found: Region) -> None:
        self._same(where, "the kind", wanted.kind, found.kind)
        self._same(where, "the place in the order", wanted.seq, found.seq)
        self._same(where, "the outline", shapes.settled(shapes.outline(wanted.outline)), found.outline)
        self._same(where, "the hand", wanted.hand or None, found.hand)
        self._same(where, "whether its lines are paragraphs", reflowed(wanted), reflowed(found))
        self._same(where, "the rotation", _rotation(wanted), _rotation(found))
        self._same(where, "the lines", [line.id for line in wanted.lines], [line.id for line in found.lines])
        for ours, theirs in zip(wanted.lines, found.lines, strict=False):
            line = f"{where}, line {ours.seq}"
            self._same(line, "the text", ours.text, theirs.text)
            self._same(line, "the number", ours.seq, theirs.seq)
            self._same(line, "the outline", shapes.settled(shapes.outline(ours.outline)), theirs.outline)
            self._same(line, "the baseline", shapes.settled(shapes.baseline(ours.baseline)), theirs.baseline)

    def orphans(self, wanted: Iterable[Annotation], found: Iterable[Annotation]) -> None:
        """Compare the annotations that lost their place."""
        back = {annotation.id: annotation for annotation in found}
        for annotation in wanted:
            theirs = back.pop(annotation.id, None)
            self._annotation(annotation, theirs, set())
            self._same(_called(annotation), "the quote", annotation.quote, theirs.quote if theirs else "")
        for annotation in back.values():
            self.say(f"{_called(annotation)} was never given")

    def _annotations(self, wanted: Mapping[int, Annotation], found: dict[int, Annotation], exist: set[int]) -> None:
        for annotation in wanted.values():
            if not annotation.orphan:
                self._annotation(annotation, found.pop(annotation.id, None), exist)
        for annotation in found.values():
            self.say(f"{_called(annotation)} was never given")

    def _annotation(self, wanted: Annotation, found: Annotation | None, exist: set[int]) -> None:
        where = _called(wanted)
        if found is None:
            self.say(f"{where} is missing")
            return
        self._same(where, "the tag", wanted.tag, found.tag)
        self._same(where, "the attributes", _filled(wanted.attributes), _filled(found.attributes))
        there = [target for target in wanted.targets if thing(target) in exist]
        self._same(where, "the targets", _bare(there), _bare(found.targets))


def _called(annotation: Annotation) -> str:
    quoted = next((target.quote for target in annotation.spans if target.quote), annotation.quote)
    return f"Tag {annotation.tag} ({annotation.id}{f', “{quoted[:30]}”' if quoted else ''})"


def _filled(values: Mapping[str, str]) -> dict[str, str]:
    return {key: value for key, value in values.items() if value}


def _face(page: Page) -> tuple[int, int, str, int, int]:
    sized = page.width > 0 and page.height > 0
    return page.id, page.seq, page.label, page.width if sized else 0, page.height if sized else 0


def _continuing(ours: PageContent, theirs: PageContent) -> Iterator[tuple[str, int | None, int | None]]:
    for one, other in zip(ours.regions, theirs.regions, strict=False):
        if one.continues is not None or other.continues is not None:
            yield f"Page {ours.page.label or ours.page.seq}, region {one.seq}", one.continues, other.continues


def _rotation(region: Region) -> str:
    told = region.attributes.get("rotation", "")
    return told if names.number(told) else ""


def _things(content: PageContent) -> Iterator[int]:
    yield content.page.id
    for region in content.regions:
        yield region.id
        for line in region.lines:
            yield line.id


def _bare(targets: Iterable[Target]) -> tuple[Target, ...]:
    """Return targets without the words they quote: those are compared as the text of their lines."""
    return settled(SpanTarget(t.line, t.start, t.end) if isinstance(t, SpanTarget) else t for t in targets)


def _short(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 160 else text[:159] + "…"
