"""Acts that tag words and take tags away."""

from __future__ import annotations

from collections.abc import Iterator

from editor.model.annotation import NOTE, Annotation, SpanTarget
from editor.model.edit import RemoveAnnotation, TagRegion, TagSpan, TagSpans
from editor.model.page import PageContent
from editor.model.tagset import SpanTag
from editor.model.text import word_at
from editor.ui.transcript.acts import Act, NewId, Where, Why, flat, index_of, refused, selected_lines

Part = tuple[int, int, int]
"""Line, start, end."""


def parts_of(content: PageContent, where: Where, *, place: bool = False) -> list[Part]:
    """Return the selected words line by line, blanks at their ends left out; without a selection the caret's word.

    ``place`` asks for the caret's place instead of its word.
    """
    if where.start is None or where.end is None or where.caret is None:
        return []
    if not where.selecting:
        return [_at_caret(content, where, place)]
    lines = flat(content)
    i, j = index_of(lines, where.start.line), index_of(lines, where.end.line)
    parts = []
    for line in lines[i : j + 1]:
        start = where.start.at if line.id == where.start.line else 0
        end = where.end.at if line.id == where.end.line else len(line.text)
        words = line.text[start:end]
        start += len(words) - len(words.lstrip())
        end -= len(words) - len(words.rstrip())
        if start < end:
            parts.append((line.id, start, end))
    return parts


def _at_caret(content: PageContent, where: Where, place: bool) -> Part:
    assert where.caret is not None
    line = next(line for line in flat(content) if line.id == where.caret.line)
    at = min(where.caret.at, len(line.text))
    start, end = (at, at) if place else word_at(line.text, at)
    return line.id, start, end


def tag(content: PageContent, where: Where, kind: SpanTag, new_id: NewId) -> Act:
    """Tag the selection, the caret's word, or for a tag of what is not there its place; again takes the tag away."""
    if where.region is not None:
        return Act((TagRegion(where.region, kind.name, id=new_id()),))
    parts = parts_of(content, where, place=kind.empty)
    if not parts:
        return refused(Why.NO_LINE if where.start is None else Why.NO_WORD)
    if not kind.empty and any(start == end for _, start, end in parts):
        return refused(Why.NO_WORD)
    there = _same(content, parts, kind.name)
    if there is not None:
        return Act((RemoveAnnotation(there.id),), "Remove tag", say=Why.TAG_OFF)
    if len(parts) > 1:
        return Act((TagSpans(tuple(parts), kind.name, id=new_id()),), "Tag")
    return Act((TagSpan(*parts[0], kind.name, id=new_id()),), "Tag")


def _same(content: PageContent, parts: list[Part], name: str) -> Annotation | None:
    """Return the annotation that stands on exactly these spans and nowhere else."""
    for annotation in content.annotations:
        spans = {(span.line, span.start, span.end) for span in annotation.spans}
        if annotation.tag == name and len(annotation.targets) == len(parts) and spans == set(parts):
            return annotation
    return None


def here(content: PageContent, where: Where) -> Iterator[Annotation]:
    """Yield the tags, but not the notes, that touch the selection or the caret."""
    if where.start is None or where.end is None:
        return
    reach = {line.id: (0, len(line.text)) for line in selected_lines(content, where)}
    for spot, side in ((where.start, 0), (where.end, 1)):
        if spot.line in reach:
            low, high = reach[spot.line]
            reach[spot.line] = (spot.at, high) if side == 0 else (low, spot.at)
    for annotation in content.annotations:
        if annotation.tag != NOTE and any(_touches(reach, span) for span in annotation.spans):
            yield annotation


def _touches(reach: dict[int, tuple[int, int]], span: SpanTarget) -> bool:
    low, high = reach.get(span.line, (1, 0))
    return low <= high and span.start <= high and span.end >= low


def remove(content: PageContent, where: Where) -> Act:
    """Remove the tags, but not the notes, that touch the selection or the caret."""
    found = list(here(content, where))
    if not found:
        return refused(Why.NO_TAGS)
    return Act(tuple(RemoveAnnotation(a.id) for a in found), "Remove tags")
