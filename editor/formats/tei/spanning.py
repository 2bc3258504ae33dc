"""Changes over the borders of blocks: what is struck out, added or damaged from one place in the text to another.

Where the words of such a tag are all there is between two places, it is written as those two places; so no piece of it
needs to know of the others, and a reader sees one stroke of the pen.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from editor.formats.flow import reflowed
from editor.model.annotation import Annotation, SpanTarget
from editor.model.page import PageContent

SPANNING: Final = {"del": "delSpan", "add": "addSpan", "damage": "damageSpan"}
"""Elements that have a form for what one element cannot hold."""

Ends = tuple[SpanTarget, SpanTarget]
"""The first and the last span of a tag."""


def worded(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return a stretch of a line without the blanks at its ends, None where there are only blanks."""
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    end -= len(words) - len(words.rstrip())
    return (start, end) if start < end else None


def ends(content: PageContent, annotation: Annotation) -> Ends | None:
    """Return between what two spans ``annotation`` covers all words of a page, None where that is not what it does.

    Within one block there is no need: only what stands in several regions, or in paragraphs of a reflowed one, counts.
    """
    spans = sorted(annotation.spans, key=lambda span: (span.line, span.start))
    if len(spans) < 2 or len(spans) < len(annotation.targets) or not spans[0].line:
        return None
    first, last = spans[0], spans[-1]
    regions = [region for region in content.regions if any(span.line >> 20 == region.id >> 20 for span in spans)]
    if len(regions) < 2 and not any(reflowed(region) for region in regions):
        return None
    told = [(span.line, span.start, span.end) for span in spans]
    return (first, last) if told == list(_between(content, first, last)) else None


def _between(content: PageContent, first: SpanTarget, last: SpanTarget) -> Iterator[tuple[int, int, int]]:
    for _, line in content.lines():
        if first.line <= line.id <= last.line:
            start = first.start if line.id == first.line else 0
            end = last.end if line.id == last.line else len(line.text)
            stretch = worded(line.text, start, end)
            if stretch is not None:
                yield line.id, *stretch
