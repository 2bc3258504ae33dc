"""Text out, in three views: as the machine read it, as it stands on the page, and as one reads it.

Knows what kinds and tags mean for a reader by the tag set's own table (``formats.text``); writes no file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

from editor.formats.flow import APART, JOINED, Chain, Cut, Table, by_form, reflowed
from editor.model.annotation import Annotation, RegionTarget, SpanTarget
from editor.model.page import Line, PageContent, Region
from editor.model.tagset import TagSet

View = Literal["raw", "diplomatic", "reading"]
VIEWS: Final = ("raw", "diplomatic", "reading")

_WORDS: Final = "{}"
_LEFT_OUT: Final = "-"
_BESIDE: Final = ("furniture", "note", "figure")


def text(pages: Iterable[PageContent], view: str, tagset: TagSet | None = None, cut: Cut = by_form) -> Iterator[str]:
    r"""Yield the text of ``pages`` piece by piece.

    Args:
        pages: In their order.
        view: ``raw`` is what the machine read, ``diplomatic`` the lines as they are now: both a line for each line, a
            blank line between regions, a form feed on a line of its own between pages. ``reading`` joins paragraphs
            over lines and pages, puts what is beside the text in brackets, leaves out deletions and corrects errors.
        tagset: The project's tag set; the fullest one that is shipped where it is missing.
        cut: What a hyphen at a line's end is, for ``reading``.

    Raises:
        ValueError: there is no such view.
    """
    if view not in VIEWS:
        raise ValueError(f"{view!r} is no view of text: {', '.join(VIEWS)}")
    if view == "reading":
        yield from _Reading(Table(tagset, cut)).text(pages)
        return
    for number, content in enumerate(pages):
        if number:
            yield "\f\n"
        yield _page(content, raw=view == "raw")


def _page(content: PageContent, *, raw: bool) -> str:
    blocks = []
    for region in content.regions:
        lines = [line.ocr_text if raw else line.text for line in region.lines]
        said = [line for line in lines if line is not None]
        if said:
            blocks.append("".join(line + "\n" for line in said))
    return "\n".join(blocks)


@dataclass(slots=True)
class _Paragraph:
    """A paragraph that may still go on, and what stands beside it."""

    template: str
    lines: list[str]
    cut: Cut
    beside: list[str] = field(default_factory=list)

    def blocks(self) -> Iterator[str]:
        """Yield the paragraph, and then what stood between its parts."""
        yield self.template.replace(_WORDS, _joined(self.lines, " ", self.cut))
        yield from self.beside


class _Reading:
    """Puts a record together for someone who wants to read it."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._chain = Chain(self._way)
        self._held: _Paragraph | None = None

    def _way(self, region: Region) -> str | None:
        role = self._table.role(region.kind)
        return None if role in _BESIDE else role if role == "body" else ""

    def text(self, pages: Iterable[PageContent]) -> Iterator[str]:
        """Yield blocks with a blank line between them."""
        between = ""
        for block in self._blocks(pages):
            if block.strip():
                yield f"{between}{block}\n"
                between = "\n"

    def _blocks(self, pages: Iterable[PageContent]) -> Iterator[str]:
        for content in pages:
            marks = _Marks(content, self._table)
            for region in content.regions:
                joins = self._chain.joins(region)
                lines = [marks.line(line) for line in region.lines]
                if region.id in marks.struck or not lines:
                    continue
                if self._way(region) is None:
                    yield from self._beside(region, lines)
                else:
                    yield from self._running(region, lines, joins=joins)
        if self._held is not None:
            yield from self._held.blocks()

    def _running(self, region: Region, lines: list[str], *, joins: bool) -> Iterator[str]:
        paragraphs = [[line] for line in lines] if reflowed(region) else [lines]
        if joins and self._held is not None:
            self._held.lines += paragraphs.pop(0)
        for paragraph in paragraphs:
            if self._held is not None:
                yield from self._held.blocks()
            template = self._table.kind_form(region.kind, "text") or _WORDS
            if self._table.role(region.kind) == "table":
                paragraph = ["\n".join(paragraph)]
            self._held = _Paragraph(_WORDS if template == _LEFT_OUT else template, paragraph, self._table.cut)

    def _beside(self, region: Region, lines: list[str]) -> Iterator[str]:
        template = self._table.kind_form(region.kind, "text") or f"[{region.kind}: {_WORDS}]"
        if template == _LEFT_OUT:
            return
        listed = "list" in self._table.kind_form(region.kind, "tei")
        words = _joined([line for line in lines if line.strip()], "; " if listed else " / ", self._table.cut)
        if not words:
            return
        block = template.replace(_WORDS, words)
        if self._held is None:
            yield block
        else:
            self._held.beside.append(block)


def _joined(lines: Sequence[str], between: str, cut: Cut) -> str:
    """Return lines as one, with the words that a line's end cuts made whole."""
    whole = last = ""
    for line in (line.strip() for line in lines):
        way = cut(last, line)
        if way == JOINED:
            whole = whole[:-1] + line
        else:
            whole += (between if whole and line and way == APART else "") + line
        last = line or last
    return whole


class _Marks:
    """What the tags of a page do to its words in the reading view."""

    def __init__(self, content: PageContent, table: Table) -> None:
        self._table = table
        self._spans: dict[int, list[tuple[SpanTarget, Annotation]]] = {}
        self.struck: set[int] = set()
        for annotation in content.annotations:
            gone = self._template(annotation) == _LEFT_OUT
            for target in annotation.targets:
                if isinstance(target, SpanTarget):
                    self._spans.setdefault(target.line, []).append((target, annotation))
                elif isinstance(target, RegionTarget) and gone:
                    self.struck.add(target.region)

    def _template(self, annotation: Annotation) -> str:
        return self._table.tag_form(annotation.tag, "text") or _WORDS

    def line(self, line: Line) -> str:
        """Return the words of ``line`` as one reads them."""
        spans = self._spans.get(line.id)
        if not spans:
            return line.text
        order = sorted(spans, key=lambda pair: (pair[0].start, -pair[0].end, pair[1].id))
        return self._part(line.text, 0, len(line.text), order)

    def _part(self, text: str, start: int, end: int, spans: list[tuple[SpanTarget, Annotation]]) -> str:
        """Return ``text`` from ``start`` to ``end``; of spans that cross, the one that begins later says nothing."""
        said, at = "", start
        for number, (span, annotation) in enumerate(spans):
            if span.start < at or span.end > end:
                continue
            inside = [pair for pair in spans[number + 1 :] if pair[0].end <= span.end]
            words = self._part(text, span.start, span.end, inside)
            said += text[at : span.start] + self._said(annotation, span, words)
            at = span.end
        return said + text[at:end]

    def _said(self, annotation: Annotation, span: SpanTarget, words: str) -> str:
        template = self._template(annotation)
        if template == _LEFT_OUT:
            return ""
        first, last = span == annotation.spans[0], span == annotation.spans[-1]
        if self._table.tag(annotation.tag).empty:
            return words or _missing(annotation)
        if _WORDS in template:
            before, _, after = template.partition(_WORDS)
            return (before if first else "") + words + (after if last else "")
        value = annotation.attributes.get(template.strip("{}"), "")
        return words if not value else value if first else ""


def _missing(annotation: Annotation) -> str:
    told = annotation.attributes
    reason = told.get("reason", "")
    extent = (
        f"{told['quantity']} {told['unit']}" if told.get("quantity") and told.get("unit") else told.get("extent", "")
    )
    if extent:
        return f"[{reason or 'illegible'}: {extent}]"
    return f"[{reason}]" if reason and reason != "illegible" else "[..]"
