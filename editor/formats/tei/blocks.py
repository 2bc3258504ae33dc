"""A record cut into the blocks of its text: paragraphs joined over page ends, with what lies between inside them.

Gives page breaks and blocks in reading order, in the divisions they belong to. Knows the rules of the frame (what may
stand where), not how a block is written.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from editor.formats.flow import reflowed
from editor.formats.tei import cells, margins
from editor.formats.tei.block import Block, Row
from editor.formats.tei.dress import Dress, dress
from editor.formats.tei.forms import BlockForm, Forms
from editor.formats.tei.record import Record
from editor.formats.tei.survey import Survey
from editor.model.annotation import Annotation, RegionTarget, SpanTarget
from editor.model.page import Page, PageContent, Region

Item = Page | Block

_MISPLACED: Final = frozenset({("opener", "body"), ("closer", "top")})
_AFTER: Final = {"p": "body", "ab": "body", "table": "body", "closer": "end"}


def divisions(record: Record, found: Survey, forms: Forms) -> Iterator[tuple[int, Item]]:
    """Yield the text of ``record`` in reading order, each item with the number of its division, from 1.

    A heading stands only at the head of a division and a closer at its foot: later ones begin a new division, or are
    written as ``ab`` where that is no division's end.
    """
    division, state = 1, "top"
    for item in _joined(record, found, forms):
        if isinstance(item, Block) and not item.floats:
            element = item.form.element
            if (element == "head" and state != "top") or (state == "end" and element != "closer"):
                division, state = division + 1, "top"
            if (element, state) in _MISPLACED:
                item.shape = element = "ab"
            state = _AFTER.get(element, state)
        yield division, item


def _joined(record: Record, found: Survey, forms: Forms) -> Iterator[Item]:
    """Yield page breaks and blocks, holding back a paragraph until what continues it has come."""
    held: Block | None = None
    waiting: list[Page | Block | Region] = []
    for item in _items(record, found, forms):
        if isinstance(item, Block) and held is not None and cells.together(held, item, waiting):
            item.rows[0].before = [item.region]
            held.rows += item.rows
        elif isinstance(item, Block) and item.joins and held is not None:
            item.rows[0].before = [*waiting, item.region]
            waiting = []
            held.rows += item.rows
            if not _goes_on(item, found):
                yield held
                held = None
        elif isinstance(item, Page) or item.floats:
            if held is None:
                yield item
            else:
                waiting.append(item)
        else:
            yield from _released(held, waiting)
            held, waiting = (item, []) if _goes_on(item, found) or cells.is_cell(item) else (None, [])
            if held is None:
                yield item
    yield from _released(held, waiting)


def _goes_on(block: Block, found: Survey) -> bool:
    return block.last and block.region.id in found.continued


def _released(held: Block | None, waiting: Iterable[Page | Block | Region]) -> Iterator[Item]:
    if held is not None:
        yield held
    for item in waiting:
        if not isinstance(item, Region):
            yield item


def _items(record: Record, found: Survey, forms: Forms) -> Iterator[Item]:
    runs = forms.runs
    for content in record.pages():
        yield content.page
        spans = _spans(content)
        struck = _struck(content, forms)
        for region in content.regions:
            form = forms.block(region.kind)
            rows = [Row(region, line, spans.get(line.id, [])) for line in region.lines]
            if not rows and form.shape not in ("figure", "gap"):
                continue
            for part, (group, last) in enumerate(_paragraphs(rows, form, region), start=1):
                joins = part == 1 and region.id in found.joined
                made = Block(content.page, region, form, form.shape, group, part, joins, last, struck.get(region.id))
                if form.shape == "note":
                    made.target = margins.target(region, content, runs)
                yield made


def _paragraphs(rows: list[Row], form: BlockForm, region: Region) -> Iterator[tuple[list[Row], bool]]:
    if form.shape not in ("p", "ab") or not reflowed(region):
        yield rows, True
        return
    for index, row in enumerate(rows, start=1):
        yield [row], index == len(rows)


def _spans(content: PageContent) -> dict[int, list[tuple[Annotation, int, int]]]:
    """Return the spans of a page by their line; empty ones only where the annotation has no words at all."""
    found: dict[int, list[tuple[Annotation, int, int]]] = {}
    for annotation in content.annotations:
        for span in worded(annotation):
            found.setdefault(span.line, []).append((annotation, span.start, span.end))
    return found


def worded(annotation: Annotation) -> list[SpanTarget]:
    """Return the spans of ``annotation`` that have words, or all where none has."""
    if len(annotation.targets) == 1:
        return list(annotation.spans)
    spans = annotation.spans
    return [span for span in spans if span.end > span.start] or list(spans)


def _struck(content: PageContent, forms: Forms) -> dict[int, Dress]:
    found = {}
    for annotation in content.annotations:
        for target in annotation.targets:
            if isinstance(target, RegionTarget) and forms.span(annotation.tag).element == "del":
                found[target.region] = dress(annotation, forms)
    return found
