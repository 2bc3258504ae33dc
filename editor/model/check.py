"""Problems worth showing an archivist, found by looking at one page's values; proposes nothing and changes nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from editor.model.annotation import SpanTarget
from editor.model.geometry import bounds
from editor.model.page import Line, Page, PageContent, Region
from editor.model.tagset import TagSet
from editor.model.text import map_position

LOW_CONFIDENCE = 0.6
_SLACK = 2
"""Pixels by which an outline may overlap the page's edge before it is worth a word."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to look at: where and what, in a sentence; ``severity`` is ``error``, ``warning`` or ``hint``."""

    kind: str
    severity: str
    text: str
    page: int
    region: int | None = None
    line: int | None = None
    start: int = 0
    end: int = 0


def problems(content: PageContent, tagset: TagSet) -> list[Problem]:
    """Return what is worth a look on a page, errors first, else in reading order."""
    checks: tuple[Callable[[PageContent, TagSet], Iterator[Problem]], ...] = (
        _of_page,
        _of_regions,
        _of_lines,
        _of_words,
        _of_annotations,
    )
    found = [problem for check in checks for problem in check(content, tagset)]
    order = {"error": 0, "warning": 1, "hint": 2}
    return sorted(found, key=lambda problem: order[problem.severity])


def _of_page(content: PageContent, tagset: TagSet) -> Iterator[Problem]:
    page = content.page
    if not page.image:
        yield Problem("no-image", "warning", "This page has no image.", page.id)
    if not any(region.lines for region in content.regions) and page.status not in ("blank",):
        yield Problem("no-text", "hint", "This page has no text yet.", page.id)


def _of_regions(content: PageContent, tagset: TagSet) -> Iterator[Problem]:
    page = content.page
    known = {kind.name for kind in tagset.kinds}
    for region in content.regions:
        if region.kind not in known:
            text = f"The kind “{region.kind}” is not in the tag set."
            yield Problem("unknown-kind", "warning", text, page.id, region.id)
        if region.outline and _outside(region.outline, page):
            yield Problem("outside", "warning", "The outline of this region leaves the page.", page.id, region.id)
        if not region.lines and tagset.kind(region.kind).role not in ("figure", "zone"):
            yield Problem("empty-region", "hint", "This region has no lines.", page.id, region.id)


def _outside(outline: tuple[tuple[float, float], ...], page: Page) -> bool:
    if not page.width or not page.height:
        return False
    left, top, right, bottom = bounds(outline)
    return left < -_SLACK or top < -_SLACK or right > page.width + _SLACK or bottom > page.height + _SLACK


def _of_lines(content: PageContent, tagset: TagSet) -> Iterator[Problem]:
    page = content.page
    for region, line in content.lines():
        if not line.text.strip():
            yield _on(line, page, "empty-line", "hint", "This line is empty.")
        if line.outline and _outside(line.outline, page):
            yield _on(line, page, "outside", "warning", "The outline of this line leaves the page.")
        elif line.outline and region.outline and _apart(line, region):
            yield _on(line, page, "apart", "warning", "This line lies outside its region on the scan.")
        for mark, name in (
            ("  ", "are two blanks in a row"),
            ("\ufffd", "is a character that could not be read (U+FFFD)"),
        ):
            if (at := line.text.find(mark)) >= 0:
                yield _on(line, page, "odd-text", "hint", f"There {name}.", at, at + len(mark))


def _on(line: Line, page: Page, kind: str, severity: str, text: str, start: int = 0, end: int = 0) -> Problem:
    return Problem(kind, severity, text, page.id, line.region, line.id, start, end)


def _apart(line: Line, region: Region) -> bool:
    a, b = bounds(line.outline), bounds(region.outline)
    return a[0] > b[2] or a[2] < b[0] or a[1] > b[3] or a[3] < b[1]


def _of_words(content: PageContent, tagset: TagSet) -> Iterator[Problem]:
    for _, line in content.lines():
        if line.verified or line.share is None or line.ocr_text is None:
            continue
        for word in line.share.words:
            if word.confidence is None or word.confidence >= LOW_CONFIDENCE:
                continue
            read = line.ocr_text[word.start : word.end]
            start = map_position(line.ocr_text, line.text, word.start)
            if line.text[start : start + len(read)] == read:
                text = f"The machine was not sure of “{read}” ({word.confidence:.2f})."
                yield _on(line, content.page, "low-confidence", "warning", text, start, start + len(read))


def _of_annotations(content: PageContent, tagset: TagSet) -> Iterator[Problem]:
    page = content.page
    known = {tag.name for tag in tagset.tags} | {"note"}
    for annotation in content.annotations:
        target = next((t for t in annotation.targets if isinstance(t, SpanTarget)), None)
        line, start, end = (target.line, target.start, target.end) if target else (None, 0, 0)
        if annotation.tag not in known:
            text = f"The tag “{annotation.tag}” is not in the tag set."
            yield Problem("unknown-tag", "hint", text, page.id, None, line, start, end)
        if annotation.tag == "unclear" and not annotation.attributes:
            text = f"“{target.quote if target else ''}” is marked unclear without a reason or another reading."
            yield Problem("bare-unclear", "hint", text, page.id, None, line, start, end)
        if annotation.tag == "sic" and not annotation.attributes.get("correction"):
            text = f"The error “{target.quote if target else ''}” has no correction."
            yield Problem("bare-sic", "hint", text, page.id, None, line, start, end)
